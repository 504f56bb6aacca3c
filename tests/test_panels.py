"""The statistics panel by panel: every picture with its numbers, and what to do where there are none."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from examprep.charts import area_bar, scale_line
from examprep.core.day import StudyDay, date_of
from examprep.core.item import ItemId, Lang
from examprep.core.library import Library
from examprep.core.memory import Fact, Memory, Rating, SessionId, remember, retrievability
from examprep.core.score import AreaScore, Score
from examprep.core.sitting import HandedIn
from examprep.core.syllabus import Exam, TopicId
from examprep.core.text import width
from examprep.env import Env, read_env
from examprep.mock import ExamWish, begin_or_resume
from examprep.panels import PANELS, Whole, fetch_whole
from examprep.store.store import Store
from examprep.tui.front import HomeApp
from examprep.tui.screens.stats import StatsScreen, Tabs
from examprep.tui.widgets import Page

DAYS, A_DAY = 4, 4
SHARES = (0.25, 0.5, 0.75)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Env:
    """Return a home where nothing was answered."""
    return env_at(tmp_path_factory.mktemp("bare"), cache)


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory, cache: Path, library: Library) -> Env:
    """Return a home with some weeks of study for E and three mock exams."""
    env = env_at(tmp_path_factory.mktemp("studied"), cache)
    day = date_of(StudyDay(env.now().day + 30))
    env = env_at(env.paths.config.parent, cache)
    env.paths.config.write_text(f'lang = "ja"\n[goal]\nexam = "e"\ndate = {day}\nminutes = 30\n')
    with Store.open(env.paths.progress, entropy=env.entropy(), backups=None) as store:
        study(env, store, library)
        for seed, share in enumerate(SHARES):
            sit(env, store, library, seed, share)
    return replace(env)


def env_at(home: Path, cache: Path) -> Env:
    env = read_env({"EXAMPREP_HOME": str(home)})
    return replace(env, paths=replace(env.paths, cache=cache))


def study(env: Env, store: Store, library: Library) -> None:
    """Answer the same items again and again, every fourth answer wrong."""
    asked = [id for id in library.items if library.concepts[library.items[id].concept].syllabus[0][0] == "e"]
    asked = asked[:A_DAY]
    now, model = env.now(), store.model()
    memories: dict[ItemId, Memory] = {}
    for back in range(DAYS, 0, -1):
        day = StudyDay(now.day - back)
        for n, id in enumerate(asked):
            right = (n + back) % 4 != 0
            fact = Fact(
                item=id, digest="x", session=SessionId(f"day {back}"), mode="quiz",
                at=now.milliseconds - back * 86_400_000 + n * 1000, day=day, offset=now.offset_minutes,
                outcome="right" if right else "wrong", rating=Rating.GOOD if right else Rating.AGAIN,
                answer="{}", slip=None, seconds=30.0,
            )  # fmt: skip
            review = remember(fact, memories.get(id), model)
            store.add_review(review)
            memories[id] = review.after
    assert all(retrievability(memory, now.day, model) > 0 for memory in memories.values())


def sit(env: Env, store: Store, library: Library, seed: int, share: float) -> None:
    wish = ExamWish(Exam.E, questions=20, seed=seed, fresh=True)
    mock, _ = begin_or_resume(env, library, store, wish, Lang.JA)
    score = Score((AreaScore(TopicId("e.math"), round(20 * share), 20),), 20, 0.55, 0.65, "C")
    event = msgspec.json.encode(HandedIn(score)).decode()
    store.end_exam(mock.stored.id, [], event, at=env.now().milliseconds)


@pytest.fixture(scope="module")
def whole(studied: Env, library: Library) -> Whole:
    with Store.reading(studied.paths.progress) as store:
        return fetch_whole(studied, store, library)


def panel(found: Whole, name: str, columns: int = 79, lang: Lang = Lang.EN) -> list[str]:
    chosen = next(panel for panel in PANELS if panel.name.en == name)
    return [line.plain for line in chosen.lines(found, lang, columns)]


def test_days_have_the_counts_the_streak_and_a_heatmap_with_totals(whole: Whole) -> None:
    lines = panel(whole, "Days")

    assert f"in all {DAYS * A_DAY}  streak {DAYS} days" in " ".join(lines)
    totals = [
        int(line.split()[-1])
        for line in lines
        if line[:3] in {"Mo ", "Tu ", "We ", "Th ", "Fr ", "Sa ", "Su "}
    ]
    assert sum(totals) == DAYS * A_DAY


def test_what_falls_due_adds_up_to_the_total(whole: Whole) -> None:
    lines = panel(whole, "Due")

    days = [line.split() for line in lines if line[3:4] == "-" and line[1:3].isdigit()]
    total = sum(int(day[2]) + int(day[3]) for day in days)
    assert len(days) == 14
    assert total > 0
    assert lines[0] == f"Due in the next 14 days: {total} in all"


def test_predictions_stand_beside_what_happened_in_numbers_and_on_a_scale(whole: Whole) -> None:
    lines = panel(whole, "Memory")

    rows = [line for line in lines if "%-" in line]
    assert sum(int(row.split()[1]) for row in rows) == whole.overview.ever.count
    assert all(set(row.split()[-1]) <= set(".ptx") for row in rows)
    assert any(line.startswith("Brier 0.") for line in lines)


def test_areas_have_the_blueprints_weight_what_is_seen_and_what_to_expect(whole: Whole) -> None:
    lines = panel(whole, "Areas")

    areas = whole.prospects[0][1].today.areas
    shown = [line for line in lines if f" {areas[0].seen}/{areas[0].concepts} " in line]
    assert len(shown) == 1
    assert f"{areas[0].share:.0%}" in shown[0]
    assert [exam for exam, _ in whole.prospects] == [Exam.E]
    assert "withheld" in " ".join(lines)


def test_mocks_have_their_scores_and_a_trend(whole: Whole) -> None:
    lines = panel(whole, "Mocks")

    assert [share in line for line, share in zip(lines[3:6], ("25%", "50%", "75%"), strict=True)] == [
        True
    ] * 3
    assert "above the pass range" in lines[5]
    assert any("points (±" in line for line in lines)


@pytest.mark.parametrize("lang", [Lang.JA, Lang.EN])
@pytest.mark.parametrize("columns", [40, 59, 79, 100])
def test_every_panel_fits_and_no_aligned_mark_is_of_ambiguous_width(
    columns: int, lang: Lang, whole: Whole
) -> None:
    for each in PANELS:
        for line in each.lines(whole, lang, columns):
            assert width(line.plain) <= columns, line.plain
            if line.plain.startswith(" "):
                assert not [c for c in line.plain if unicodedata.east_asian_width(c) == "A"], line.plain


@pytest.mark.parametrize("lang", [Lang.JA, Lang.EN])
def test_before_the_first_answer_every_panel_says_what_to_do(lang: Lang, bare: Env, library: Library) -> None:
    with Store.reading(bare.paths.progress) as store:
        found = fetch_whole(bare, store, library)

    for each in PANELS:
        words = "".join(line.plain for line in each.lines(found, lang, 79))
        assert any(word in words for word in ("ホームの q", "q on HOME", "ホームの e", "e on HOME")), words


@pytest.mark.parametrize(
    ("share", "known", "bar"),
    [(0.0, 0.0, ".........."), (1.0, 1.0, "##########"), (0.5, 0.5, "##+++....."), (0.01, 0.9, "#.........")],
)
def test_a_bar_shows_what_is_known_seen_and_not_seen(share: float, known: float, bar: str) -> None:
    assert area_bar(share, known, 10) == bar


@pytest.mark.parametrize(
    ("predicted", "recalled", "line"),
    [
        (0.0, 1.0, "p........t"),
        (0.55, 0.55, ".....x...."),
        (None, None, ".........."),
        (0.25, 0.5, "..p..t...."),
    ],
)
def test_two_shares_stand_on_one_scale(predicted: float | None, recalled: float | None, line: str) -> None:
    assert scale_line(predicted, recalled, 10) == line


# --- on the screen


def test_numbers_arrows_and_clicks_go_from_panel_to_panel(
    studied: Env, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HomeApp, "fetch_library", lambda _: library)

    async def script(pilot: Pilot[None], app: HomeApp) -> None:
        await pilot.press("s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, StatsScreen)
        shown = screen.query_one("#panel", Page)
        assert "解答した日" in shown.text
        await pilot.press("４")
        assert "配点" in shown.text
        await pilot.press("right")
        assert "模擬試験" in shown.text
        await pilot.press("right", "right")
        assert "これから14日の復習" in shown.text
        tabs = screen.query_one(Tabs)
        await pilot.click(Tabs, offset=(width(tabs.text[: tabs.text.index("3 ")]), 0))
        assert "想起の予測と実際" in shown.text
        await pilot.press("l")
        assert "Recall, predicted and true" in shown.text
        await pilot.press("ｑ")
        assert app.screen is app.home

    open_home(studied, script)


def open_home(env: Env, script: Callable[[Pilot[None], HomeApp], Awaitable[None]]) -> None:
    async def run() -> None:
        app = HomeApp(env)
        async with app.run_test(size=(80, 24)) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            await script(pilot, app)

    asyncio.run(run())
