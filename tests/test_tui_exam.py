"""A mock exam on the screen: sat by keys and clicks alone, kept at once, handed in once, its result read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import field
from msgspec.structs import replace
from textual.pilot import Pilot

from examprep.core.draw import Question
from examprep.core.item import Choice, Lang, Multi
from examprep.core.library import Library
from examprep.core.response import DontKnow, Picked, is_typed
from examprep.core.sitting import Flag, HandedIn
from examprep.core.syllabus import Exam
from examprep.core.text import width
from examprep.env import Env, Moment, read_env
from examprep.errors import StoreError
from examprep.mock import ExamWish, Mock, begin_or_resume, fetch_past
from examprep.seat import admit
from examprep.store.store import Store
from examprep.study import open_progress
from examprep.tui.app import ExamApp
from examprep.tui.desk import View
from examprep.tui.front import HomeApp
from examprep.tui.paper import CELL, Navigator, ReviewTable
from examprep.tui.screens.entry import EntryScreen
from examprep.tui.screens.exam import ExamScreen
from examprep.tui.screens.home import HomeScreen
from examprep.tui.screens.result import ResultScreen
from examprep.tui.widgets import Line, Options, Page

pytestmark = pytest.mark.end  # the app, driven key by key

TEN = ExamWish(Exam.E, questions=10, seed=3)
NOON = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
RightLine = Callable[[Question], str]
Script = Callable[[Pilot[None], ExamApp, Mock], Awaitable[None]]


class Clock(Env, frozen=True):
    """A machine whose clock stands until it is moved on."""

    minutes: list[float] = field(default_factory=lambda: [0.0])

    def now(self) -> Moment:
        return Moment(NOON + timedelta(minutes=self.minutes[0]), timedelta(hours=9))


@pytest.fixture
def env(tmp_path: Path, cache: Path) -> Clock:
    paths = read_env({"EXAMPREP_HOME": str(tmp_path / "home")}).paths
    return Clock(replace(paths, cache=cache))


def sit(
    env: Env,
    library: Library,
    script: Script,
    wish: ExamWish = TEN,
    *,
    size: tuple[int, int] = (80, 24),
    lang: Lang = Lang.JA,
) -> None:
    """Open an exam and do to it what a script says."""

    async def run() -> None:
        with open_progress(env) as store:
            app = ExamApp(env, admit(env, library, store, wish, lang), lang)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await script(pilot, app, app.admission.mock)

    asyncio.run(run())


def hall(app: ExamApp | HomeApp) -> ExamScreen:
    assert isinstance(app.screen, ExamScreen)
    return app.screen


def view(app: ExamApp) -> View:
    return hall(app).view


def text(app: ExamApp | HomeApp, id: str) -> str:
    return app.screen.query_one(f"#{id}", Page).text


def is_shown(exam: ExamScreen, name: str) -> bool:
    return exam.query_one(name).display


@contextmanager
def progress(env: Env) -> Iterator[Store]:
    with Store.reading(env.paths.progress) as store:
        yield store


async def give_right(pilot: Pilot[None], exam: ExamScreen, right_line: RightLine) -> None:
    """Answer the question in front, key by key."""
    line = right_line(exam.question)
    if exam.pane.places:
        await pilot.press(*line.replace(",", ""))
    else:
        await pilot.press(*("space" if c == " " else c for c in line), "enter")


def test_ten_questions_are_answered_handed_in_and_scored_by_keys_alone(
    env: Env, library: Library, right_line: RightLine
) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        exam = hall(app)
        assert "10問、11:32" in text(app, "remark")
        for place in range(1, 11):
            assert text(app, "heading").startswith(f"{place}/10  残り 11:32")
            if place != 4:
                await give_right(pilot, exam, right_line)
            else:
                await pilot.press("?")
            await pilot.press("enter")
        assert view(app) is View.REVIEW

        await pilot.press("x")
        assert "すべての問題に答えた。" in text(app, "asked")
        await pilot.press("ｘ")
        await pilot.pause()

        assert isinstance(app.screen, ResultScreen)
        score = text(app, "said")
        assert ["合計", "9/10", "90%"] in [line.split() for line in score.splitlines()]
        assert "を上回る" in score
        assert "誤答 1問を1問ずつ見る: Enter" in score
        await pilot.press("enter")
        assert text(app, "heading").endswith("解説 1/1")
        mistake = text(app, "said")
        assert all(word in mistake for word in ("わからない、と記録した", "正しい答え", "要点", "出典"))
        await pilot.press("enter")
        await pilot.pause()
        assert app.return_code == 0

    sit(env, library, script)
    with progress(env) as store:
        assert [row["mode"] for row in store.log()] == ["exam"] * 10
        assert [past.score.right for past in fetch_past(store, Exam.E)] == [9]


def test_an_answer_is_kept_at_once_and_changed_and_flags_come_and_go(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        exam = hall(app)
        await pilot.press("1", "２")
        assert mock.sitting.sheet(1).response == Picked((2,))
        assert " >   2" in text(app, "options")
        assert text(app, "remark") == "記録した。提出まで変えられる。"

        await pilot.press("ｍ", "l")
        assert mock.sitting.sheet(1).flags == {Flag.UNSURE, Flag.LATER}
        assert "[自信なし]  [後で]" in text(app, "heading")
        await pilot.press("m")
        assert text(app, "remark") == "「自信なし」の印を外した。"

        await pilot.press("right", "left")
        assert exam.seat.place == 1
        assert " >   2" in text(app, "options")
        assert "1o! " in exam.desk.grid.text

    sit(env, library, script)
    again: list[Mock] = []
    with open_progress(env) as store:
        again.append(begin_or_resume(env, library, store, TEN, Lang.JA)[0])
    assert again[0].sitting.sheet(1).response == Picked((2,))
    assert again[0].sitting.sheet(1).flags == {Flag.LATER}


def test_several_options_go_in_and_out_and_one_stays(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        place = place_of(mock, lambda question: isinstance(question.item, Multi))
        await pilot.press("g", *str(place), "enter", "1", "3")
        assert mock.sitting.sheet(place).response == Picked((1, 3))
        await pilot.press("1", "3")
        assert mock.sitting.sheet(place).response == Picked((3,))
        assert text(app, "remark").startswith("一つは選んでおく。")

    sit(env, library, script, ExamWish(Exam.E, questions=60, seed=3))


def place_of(mock: Mock, fits: Callable[[Question], bool]) -> int:
    return next(place for place in range(1, mock.total + 1) if fits(mock.question(place)))


def test_where_words_are_typed_letters_are_words_and_a_line_may_be_a_command(
    env: Env, library: Library
) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        exam = hall(app)
        place = place_of(mock, is_typed)
        await pilot.press("g", *str(place), "enter", "x")
        assert exam.query_one(Line).value == "x"
        assert ":x 提出" in text(app, "keys").replace("\n", "  ")
        await pilot.press("backspace", ":", "g", "enter")
        assert view(app) is View.GRID
        await pilot.press("escape", "r", "enter")
        assert view(app) is View.REVIEW
        assert mock.sitting.answered == 0
        await pilot.press("escape", "right")
        assert exam.seat.place == place + 1

    sit(env, library, script, ExamWish(Exam.E, questions=60, seed=3))


def test_any_question_is_gone_to_by_number_by_arrows_and_by_click(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        exam = hall(app)
        assert not is_shown(exam, "#side")
        await pilot.press("g")
        await pilot.pause()
        assert is_shown(exam, "#side")
        assert not is_shown(exam, "#pane")
        await pilot.press("1", "0", "enter")
        assert exam.seat.place == 10
        await pilot.press("g", "left", "left", "enter")
        assert exam.seat.place == 8
        await pilot.press("g", "0")
        assert text(app, "remark") == "問題は 1 から 10 まで。"
        await pilot.pause()
        await pilot.click(Navigator, offset=(2 * CELL + 2, 0))
        assert exam.seat.place == 3
        await pilot.press("p", "ｐ", "p")
        assert exam.seat.place == 1
        assert text(app, "remark") == "問題は 1 から 10 まで。"

        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert is_shown(exam, "#side")
        assert is_shown(exam, "#pane")
        await pilot.click(Navigator, offset=(CELL + 2, 1))
        assert exam.seat.place == 7

    sit(env, library, script)


def test_the_review_has_open_and_flagged_ones_first_and_a_click_goes_there(
    env: Env, library: Library
) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        exam = hall(app)
        for place in range(1, 10):
            mock.answer(place, DontKnow(), 1.0)
        mock.flag(5, Flag.LATER, on=True)
        await pilot.press("r")
        await pilot.pause()
        assert mock.sitting.to_review == (10, 5, 1, 2, 3, 4, 6, 7, 8, 9)
        shown = exam.query_one(ReviewTable).render().plain.splitlines()
        assert [line[2:18].rstrip() for line in shown[:2]] == [" 10 まだ", "  5 答え ?"]
        await pilot.click(ReviewTable, offset=(20, 1))
        assert (view(app), exam.seat.place) == (View.QUESTION, 5)

    sit(env, library, script)


def test_handing_in_names_what_is_open_and_is_thought_better_of(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        await pilot.press("1", "m", "x")
        asked = text(app, "asked")
        assert "まだ答えていない問題が9問ある: 2-10" in asked
        assert "自信なし: 1" in asked
        for back in ("enter", "escape", "2"):
            await pilot.press(back)
            assert view(app) is View.QUESTION
            await pilot.press("x")
        assert mock.sitting.end is None

        await pilot.pause()
        await pilot.click("#choices", offset=(8, 0))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert "無解答: 2-10" in text(app, "said")

    sit(env, library, script)


def test_leaving_says_that_the_clock_goes_on_and_keeps_everything(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        await pilot.press("1", "escape")
        assert "中断しても時計は進み続ける（残り 11:32、12:11 まで）" in text(app, "asked").replace("\n", "")
        await pilot.press("escape", "ctrl+c", "ctrl+c")
        assert mock.sitting.end is None

    sit(env, library, script)

    async def resumed(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        assert hall(app).seat.place == 2
        said = "".join(text(app, "remark").splitlines())
        assert said == (
            "続き: 1/10問に解答済み、残り 11:32（12:11 まで）。"
            f"照合番号 {mock.form.code}（同じなら同じ問題）。"
        )

    sit(env, library, resumed)


def test_the_last_minutes_are_said_in_words_and_then_the_paper_is_taken(env: Clock, library: Library) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        exam = hall(app)
        await pilot.press("1")
        env.minutes[0] = 7
        exam._tick()
        assert "残りわずか 4:32  1問 420秒（予定 69秒、遅れ）" in text(app, "heading")
        assert text(app, "remark").startswith("残り5分を切った。")
        await pilot.press("r")
        env.minutes[0] = 30
        exam._tick()
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert text(app, "remark") == "時間切れ。締切の時点で提出した。"
        assert "提出した（12分 / 12分）" in text(app, "said")

    sit(env, library, script)


def test_an_answer_after_the_end_counts_nowhere(env: Clock, library: Library) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        env.minutes[0] = 12
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert mock.sitting.answered == 0

    sit(env, library, script)


def test_a_file_in_use_is_said_and_enter_tries_again(
    env: Env, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        keeps = mock.answer

        def fails(*_: object) -> bool:
            raise StoreError("the file is in use", "ファイルが使用中。")

        monkeypatch.setattr(mock, "answer", fails)
        await pilot.press("1")
        assert text(app, "remark") == "ファイルが使用中。"
        assert "Enter もう一度記録する" in text(app, "keys")
        assert mock.sitting.answered == 0
        monkeypatch.setattr(mock, "answer", keeps)
        await pilot.press("enter")
        assert mock.sitting.sheet(1).response == Picked((1,))

    sit(env, library, script)


def test_what_another_window_handed_in_is_shown(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        with open_progress(env) as store:
            begin_or_resume(env, library, store, TEN, Lang.JA)[0].hand_in()
        await pilot.press("1")
        assert "別の" in text(app, "remark") or "window" in text(app, "remark")
        await pilot.press("x", "x")
        await pilot.pause()
        assert isinstance(mock.sitting.end, HandedIn)
        assert isinstance(app.screen, ResultScreen)

    sit(env, library, script)


def test_a_click_on_a_key_presses_it(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        exam = hall(app)
        row = next(n for n, line in enumerate(text(app, "keys").splitlines()) if "x 提出" in line)
        column = width(text(app, "keys").splitlines()[row].partition("x 提出")[0])
        await pilot.click("#keys", offset=(column, row))
        await pilot.pause()
        assert view(app) is View.HAND_IN
        await pilot.click("#keys", offset=(width("x 提出する  "), 0))
        await pilot.pause()
        assert view(app) is View.QUESTION
        await pilot.click("#keys", offset=(width("1-4 選ぶ  "), 0))
        await pilot.pause()
        assert exam.seat.place == 2

    sit(env, library, script)


@pytest.mark.parametrize("size", [(60, 20), (200, 60)], ids=str)
def test_nothing_is_wider_than_the_screen(size: tuple[int, int], env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        for keys in ("m", "g", ("escape", "r"), ("escape", "x"), ("escape", "q"), ("escape", "x", "x"), "n"):
            await pilot.press(*keys)
            await pilot.pause()
            assert_fits(app)

    sit(env, library, script, size=size, lang=Lang.EN)


def assert_fits(app: ExamApp) -> None:
    for page in app.screen.query(Page):
        if page.display and page.size.width:
            prose = [line for line in page.text.splitlines() if not line.startswith("  ")]
            assert all(width(line) <= page.size.width for line in prose), page.text
    keys = app.screen.query_one("#keys", Page)
    assert keys.region.bottom == app.screen.size.height


def under_way(app: HomeApp) -> list[str]:
    """Return what HOME says of exams whose clock runs."""
    assert isinstance(app.screen, HomeScreen)
    assert app.screen.glance is not None
    return [words.ja for words in app.screen.glance.under_way]


def test_home_begins_an_exam_goes_on_with_it_and_shows_one_that_ran_out(env: Clock, library: Library) -> None:
    env.paths.config.parent.mkdir(parents=True, exist_ok=True)
    env.paths.config.write_text('lang = "ja"\n', encoding="utf-8")

    async def script(pilot: Pilot[None], app: HomeApp) -> None:
        await opened(pilot, "ｅ")
        assert isinstance(app.screen, EntryScreen)
        await pilot.press("2", "4", *"0", "enter")
        assert text(app, "remark") == "1 から 500 の数を入力する。"
        await pilot.press("escape")
        await opened(pilot, "3")
        assert hall(app).mock.form.exam is Exam.G
        assert hall(app).mock.total == 10
        await pilot.press("?", "q")
        await opened(pilot, "q")
        assert is_home(app)
        assert "時計は進み続ける" in text(app, "remark")
        await app.workers.wait_for_complete()
        assert under_way(app) == ["受験中: G検定 の模擬試験  残り 6:54  e で続ける"]

        await pilot.press("e", "2")
        await pilot.pause()
        assert "続きから  1/10問に解答済み、残り 6:54" in text(app, "options")
        await opened(pilot, "1")
        assert hall(app).mock.sitting.answered == 1
        await pilot.press("q", "q")
        env.minutes[0] = 60
        await pilot.press("e", "2")
        await pilot.pause()
        assert "時間が切れた試験の結果を見る" in text(app, "options")
        await opened(pilot, "1")
        assert isinstance(app.screen, ResultScreen)
        assert text(app, "remark").startswith("留守のあいだに時間が切れ")

    async def run() -> None:
        app = HomeApp(env)
        async with app.run_test(size=(80, 24)) as pilot:
            app._library = library
            await pilot.pause()
            await script(pilot, app)

    asyncio.run(run())


def is_home(app: HomeApp) -> bool:
    return app.screen is app.home


async def opened(pilot: Pilot[None], key: str) -> None:
    await pilot.press(key)
    await pilot.pause()
    await pilot.pause()


def test_a_single_option_is_the_only_thing_a_choice_takes(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], app: ExamApp, mock: Mock) -> None:
        exam = hall(app)
        assert isinstance(exam.question.item, Choice)
        options = exam.pane.query_one(Options)
        row = next(n for n, line in enumerate(options.text.splitlines()) if line.lstrip()[:1] == "3")
        await pilot.click("#pane Options", offset=(8, row))
        assert mock.sitting.sheet(1).response == Picked((3,))
        await pilot.press("9")
        assert mock.sitting.sheet(1).response == Picked((3,))

    sit(env, library, script)
