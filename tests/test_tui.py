"""The app in the terminal: keys pressed, clicks and lines typed, and what is kept and shown then."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.color import Color
from rich.terminal_theme import TerminalTheme
from textual import events
from textual.filter import dim_color
from textual.pilot import Pilot

from examprep.core.day import date_of
from examprep.core.draw import Question, draw_question
from examprep.core.item import Cloze, ItemId, Lang, Number, Recall, Text
from examprep.core.library import Filter, Library
from examprep.core.response import DontKnow, Value, is_typed
from examprep.core.settings import Theme
from examprep.core.text import width
from examprep.env import Env, read_env
from examprep.errors import StoreError
from examprep.store.store import Store
from examprep.study import Feedback, Study, Wish, begin_study, limits_of, open_progress
from examprep.tui.app import SessionApp
from examprep.tui.colours import DARK, LIGHT
from examprep.tui.front import HomeApp
from examprep.tui.screens.drills import DrillsScreen
from examprep.tui.screens.home import HomeScreen
from examprep.tui.screens.quiz import Phase, QuizScreen
from examprep.tui.screens.setup import SetupScreen
from examprep.tui.screens.sheets import Sheet
from examprep.tui.screens.stats import StatsScreen
from examprep.tui.widgets import Line, Options, Page
from tests.conftest import Command

pytestmark = pytest.mark.end  # the app, driven key by key

SEED = 5
KINDS = ("choice", "multi", "number", "order", "match", "cloze", "code")
RightLine = Callable[[Question], str]
Script = Callable[[Pilot[None], QuizScreen, Study], Awaitable[None]]
FULL_WIDTH = str.maketrans("0123456789?uhe", "０１２３４５６７８９？ｕｈｅ")


@pytest.fixture
def env(tmp_path: Path, cache: Path) -> Env:
    return env_at(tmp_path / "home", cache)


def env_at(home: Path, cache: Path) -> Env:
    """Return a home with one drill, and with the cache of all."""
    env = read_env({"EXAMPREP_HOME": str(home)})
    problems = cache / "problems"
    if not problems.exists():
        shutil.copytree(env.paths.problems / "softmax", problems / "softmax")
    return replace(env, paths=replace(env.paths, cache=cache, problems=problems))


@contextmanager
def studying(env: Env, library: Library, wanted: Filter, number: int = 3) -> Iterator[Study]:
    mode = "cards" if wanted.cards else "quiz"
    with open_progress(env) as store:
        wish = Wish(mode, wanted, limits_of(number, number), SEED)
        yield begin_study(env, library, store, wish, Lang.JA)[0]


def sit(
    env: Env,
    library: Library,
    wanted: Filter,
    script: Script,
    *,
    size: tuple[int, int] = (80, 24),
    lang: Lang = Lang.JA,
) -> None:
    """Open a session and do to it what a script says."""

    async def run() -> None:
        with studying(env, library, wanted) as study:
            app = SessionApp(env, study, lang, resumed=False)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await script(pilot, app.quiz, study)

    asyncio.run(run())


def text(screen: QuizScreen | HomeScreen | SetupScreen, id: str) -> str:
    return screen.query_one(f"#{id}", Page).text


def right_of(quiz: QuizScreen, right_line: RightLine) -> str:
    assert quiz.question is not None
    return right_line(quiz.question)


async def type_line(pilot: Pilot[None], line: str) -> None:
    await pilot.press(*("space" if c == " " else c for c in line), "enter")
    await pilot.pause()


async def give_right(pilot: Pilot[None], quiz: QuizScreen, right_line: RightLine) -> None:
    line = right_of(quiz, right_line)
    if quiz.query_one(Line).has_focus:
        quiz.query_one(Line).value = line
        await pilot.press("enter")
    else:
        await pilot.press(*line.replace(",", ""))
        if quiz.phase is Phase.ASKING:
            await pilot.press("enter")
    await pilot.pause()


def test_a_right_key_in_full_width_is_kept_and_told(
    env: Env, library: Library, right_line: RightLine
) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        await pilot.press(right_of(quiz, right_line).translate(FULL_WIDTH))
        await pilot.pause()

        assert (study.answered, study.right) == (1, 1)
        assert "正解" in text(quiz, "said")
        assert "次回" in text(quiz, "remark")
        assert "Enter 次へ" in text(quiz, "keys")

        await pilot.press("enter")

        assert quiz.phase is Phase.ASKING
        assert text(quiz, "said") == ""
        assert text(quiz, "heading").startswith("2/3")

    sit(env, library, Filter(kind="choice"), script)


def test_a_wrong_key_is_explained_and_the_question_comes_back(
    env: Env, library: Library, right_line: RightLine
) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        await pilot.press("1" if right_of(quiz, right_line) != "1" else "2")
        await pilot.pause()

        said = text(quiz, "said")
        assert all(word in said for word in ("不正解", "誤りの理由", "正しい答え", "要点", "出典"))
        assert text(quiz, "remark") == "この回でもう一度出題する。記録済み。"
        assert (study.answered, study.right, study.left) == (1, 0, 3)
        assert quiz.pane.said.region.y == quiz.pane.body.region.y  # the verdict is what is seen
        await pilot.press("up")
        await pilot.resize_terminal(70, 22)
        await pilot.pause()
        assert quiz.pane.said.region.y > quiz.pane.body.region.y  # until something else is looked at

    sit(env, library, Filter(kind="choice"), script)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_answered_rightly_to_the_end(
    kind: str, env: Env, library: Library, right_line: RightLine
) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        while quiz.question is not None:
            await give_right(pilot, quiz, right_line)
            assert "正解" in text(quiz, "said")
            await pilot.press("enter")
            await pilot.pause()

        assert (study.answered, study.right, study.left) == (3, 3, 0)
        assert text(quiz, "said") == "3問に答え、3問が正解。すべて記録済み。"

    sit(env, library, Filter(kind=kind), script)


def test_undo_takes_the_answer_back_and_asks_again(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        asked = quiz.question
        await pilot.press("u")
        assert text(quiz, "remark") == "取り消す答えがない。"

        await pilot.press("?")
        assert study.answered == 1
        await pilot.press("ｕ")

        assert study.answered == 0
        assert quiz.question == asked
        assert quiz.phase is Phase.ASKING
        assert text(quiz, "remark") == "直前の答えを取り消した。もう一度答える。"

    sit(env, library, Filter(kind="choice"), script)


def test_a_typed_value_is_read_back_as_it_was_understood(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        assert quiz.question is not None
        assert isinstance(quiz.question.item, Number)
        assert quiz.question.key is not None
        await type_line(pilot, "x")
        assert study.answered == 0
        assert text(quiz, "remark") != ""
        assert quiz.query_one(Line).value == "x"

        quiz.query_one(Line).value = ""
        await type_line(pilot, repr(quiz.question.key.answer).translate(FULL_WIDTH))

        assert (study.answered, study.right) == (1, 1)
        assert quiz.feedback is not None
        assert isinstance(quiz.feedback.response, Value)
        assert text(quiz, "remark").startswith(f"{quiz.feedback.response.shown} と読み取った。")

    sit(env, library, Filter(kind="number"), script)


def test_several_options_go_in_and_out_before_they_are_the_answer(
    env: Env, library: Library, right_line: RightLine
) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        await pilot.press("enter")
        assert text(quiz, "remark") == "答えの形: 正しい番号をすべて（例: 1,3）。わからなければ ?"

        await pilot.press("1")
        assert "[x]  1" in text(quiz, "options")
        await pilot.press("１")
        assert "[x]" not in text(quiz, "options")
        assert study.answered == 0

        await give_right(pilot, quiz, right_line)
        assert (study.answered, study.right) == (1, 1)

    sit(env, library, Filter(kind="multi"), script)


def test_an_option_is_chosen_by_a_click(env: Env, library: Library, right_line: RightLine) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        place = int(right_of(quiz, right_line))
        options = quiz.query_one(Options)
        row = next(n for n, line in enumerate(options.text.splitlines()) if line.lstrip()[:1] == str(place))
        await pilot.click(Options, offset=(8, row))
        await pilot.pause()

        assert (study.answered, study.right) == (1, 1)

    sit(env, library, Filter(kind="choice"), script)


def test_a_card_is_turned_and_rated_and_the_next_one_comes_at_once(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        first = quiz.question
        assert first is not None
        assert isinstance(first.item, Recall)
        await pilot.press("enter")
        assert quiz.phase is Phase.TURNED
        assert text(quiz, "said") != ""
        assert study.answered == 0

        await pilot.press("３")
        await pilot.pause()

        assert (study.answered, study.right) == (1, 1)
        assert quiz.question != first
        assert text(quiz, "remark").startswith("前の問題: 次回")

    sit(env, library, Filter(cards=True), script)


def test_a_right_answer_is_rated_anew_and_a_wrong_one_is_not(
    env: Env, library: Library, right_line: RightLine
) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        await pilot.press("?", "h")
        assert text(quiz, "remark").startswith("直前の答えが正解のときだけ変えられる。自分で評価した")

        await pilot.press("enter")
        await give_right(pilot, quiz, right_line)
        before = text(quiz, "remark")
        await pilot.press("ｅ")

        assert text(quiz, "remark").startswith("次回")
        assert text(quiz, "remark") != before

    sit(env, library, Filter(kind="choice"), script)


def test_an_item_is_flagged_suspended_and_buried(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        assert quiz.question is not None
        first = quiz.question.item.id
        await pilot.press("f")
        assert text(quiz, "remark").startswith("疑わしい問題として印を付けた。")
        await pilot.press("s")
        assert quiz.question is not None
        second = quiz.question.item.id
        assert second != first
        await pilot.press("u")
        assert quiz.question.item.id == first
        await pilot.press("b")
        assert quiz.question.item.id == second
        assert study.left == 2

    sit(env, library, Filter(kind="choice"), script)


def test_keys_that_scroll_are_named_only_where_a_question_does_not_fit(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, _study: Study) -> None:
        named = "上下キー スクロール"
        assert named in text(quiz, "keys")
        await pilot.press("down", "down")
        assert quiz.pane.body.scroll_y == 2
        await pilot.resize_terminal(80, 60)
        await pilot.pause()
        assert named not in text(quiz, "keys")

    sit(env, library, Filter(kind="code"), script, size=(80, 12))


def test_a_session_that_goes_on_says_what_to_type_for_another_once_one_has_left(
    env: Env, library: Library
) -> None:
    with studying(env, library, Filter(kind="choice")) as study:
        quiz = QuizScreen(env, study, Lang.JA, resumed=True)
    assert quiz.remark == Text(
        "前回の続き（あと3問）。新しく始めるには、終了してから examprep quiz --fresh",
        "Resuming: 3 questions to go. For a new session leave and type examprep quiz --fresh",
    )


def test_the_space_of_an_input_method_separates_as_any_other(
    env: Env, library: Library, right_line: RightLine
) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        line = right_of(quiz, right_line)
        await pilot.press(*line.replace(" ", "\u3000"))
        assert quiz.query_one(Line).value == line
        await pilot.press("enter")
        assert (study.answered, study.right) == (1, 1)

    sit(env, library, Filter(kind="match"), script)


def test_where_words_are_typed_a_command_is_typed_too(env: Env, library: Library) -> None:
    wordy = next(
        item.concept
        for item in library.items.values()
        if is_word_only(item.id, library) and len(library.concepts[item.concept].items) > 0
    )

    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        while quiz.question is not None and not is_typed(quiz.question):
            await pilot.press("?")
            await pilot.press("enter")
        assert quiz.question is not None
        answered = study.answered
        await pilot.press("?")
        assert quiz.query_one(Line).value == "?"
        assert study.answered == answered
        await pilot.press("enter")
        assert study.answered == answered + 1

    sit(env, library, Filter(concept=wordy, kind="cloze"), script)


def is_word_only(id: str, library: Library) -> bool:
    item = library.items[ItemId(id)]
    return isinstance(item, Cloze) and is_typed(draw_question(item, 1)) and len(item.blanks) == 1


def test_leaving_keeps_every_answer_and_the_same_wish_resumes(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        await pilot.press("?", "enter", "q")
        await pilot.pause()
        assert not quiz.is_attached

    sit(env, library, Filter(kind="choice"), script)

    with Store.reading(env.paths.progress) as store:
        assert store.count_rows() == 1
        assert store.verify() == []
    with studying(env, library, Filter(kind="choice")) as study:
        assert (study.answered, study.left) == (1, 3)


def test_a_file_in_use_is_said_and_enter_tries_again(
    env: Env, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        keeps = study.answer

        def fails(*_: object) -> Feedback:
            raise StoreError("the file is in use")

        monkeypatch.setattr(study, "answer", fails)
        await pilot.press("?")
        assert text(quiz, "remark") == "the file is in use"
        assert "Enter もう一度記録する" in text(quiz, "keys")
        assert quiz.phase is Phase.ASKING

        monkeypatch.setattr(study, "answer", keeps)
        await pilot.press("enter")
        assert study.answered == 1
        assert quiz.feedback is not None
        assert quiz.feedback.response == DontKnow()

    sit(env, library, Filter(kind="choice"), script)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_screen(kind: str, env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen, study: Study) -> None:
        assert_fits(quiz)
        await pilot.resize_terminal(50, 20)
        await pilot.pause()
        assert_fits(quiz)
        await pilot.press("?")
        if quiz.phase is Phase.ASKING:
            await pilot.press("enter")
        await pilot.pause()
        assert study.answered == 1
        assert_fits(quiz)
        await pilot.resize_terminal(200, 60)
        await pilot.pause()
        assert_fits(quiz)

    sit(env, library, Filter(kind=kind), script, size=(60, 20), lang=Lang.BOTH)


def assert_fits(quiz: QuizScreen) -> None:
    for page in quiz.query(Page):
        assert page.size.width <= quiz.size.width
        prose = [line for line in page.text.splitlines() if not line.startswith("  ")]
        assert all(width(line) <= page.size.width for line in prose), page.text
    keys = quiz.query_one("#keys", Page)
    assert keys.region.bottom == quiz.size.height


# --- HOME


def open_home(env: Env, script: Callable[[Pilot[None], HomeApp], Awaitable[None]]) -> None:
    async def run() -> None:
        app = HomeApp(env)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await script(pilot, app)

    asyncio.run(run())


def is_home(app: HomeApp) -> bool:
    return app.screen is app.home


async def loaded(pilot: Pilot[None], app: HomeApp) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()


def keep(env: Env, lines: str) -> None:
    env.paths.config.parent.mkdir(parents=True, exist_ok=True)
    env.paths.config.write_text(lines, encoding="utf-8")


def test_a_first_start_asks_four_keys_and_never_again(env: Env) -> None:
    async def script(pilot: Pilot[None], app: HomeApp) -> None:
        assert isinstance(app.screen, SetupScreen)
        await pilot.press("1", "２", "1", "2")
        await loaded(pilot, app)

        assert is_home(app)
        home = text(app.home, "home")
        assert "G検定" in home
        assert "あと28日" in home
        assert "見込みの得点はまだ示さない（採点された解答があと30、" in home.replace("\n", "")

    open_home(env, script)
    env = replace(env)
    goal = env.settings.goal
    assert goal is not None
    assert (goal.exam.value, goal.minutes) == ("g", 30)

    async def again(pilot: Pilot[None], app: HomeApp) -> None:
        assert is_home(app)
        await loaded(pilot, app)

    open_home(env, again)


def test_a_first_start_can_be_skipped_and_says_what_to_do_first(env: Env) -> None:
    async def script(pilot: Pilot[None], app: HomeApp) -> None:
        await pilot.press("2", "escape")
        await loaded(pilot, app)

        home = text(app.home, "home")
        assert "No goal yet: p sets an exam and its date." in home
        assert "Nothing answered yet: q begins the first questions." in home

    open_home(env, script)
    assert env.paths.config.read_text(encoding="utf-8") == 'lang = "en"\n'


def test_a_date_is_typed_and_refused_where_it_is_none(env: Env) -> None:
    day = date_of(env.now().day) + timedelta(days=40)

    async def script(pilot: Pilot[None], app: HomeApp) -> None:
        await pilot.press("1", "1", "5")
        assert isinstance(app.screen, SetupScreen)
        assert "Enter 決める  Esc 戻る" in text(app.screen, "keys")
        await pilot.press("escape", "5")
        await type_line(pilot, "soon")
        assert isinstance(app.screen, SetupScreen)
        assert text(app.screen, "remark") == "「soon」は日付ではない。2027-02-20 のように書く。"
        app.screen.query_one(Line).value = ""
        await type_line(pilot, day.isoformat())
        await pilot.press("1")
        await loaded(pilot, app)
        assert day.isoformat() in text(app.home, "home")

    open_home(env, script)


def test_home_begins_a_session_and_counts_what_was_answered(env: Env) -> None:
    keep(env, 'lang = "ja"\n')

    async def script(pilot: Pilot[None], app: HomeApp) -> None:
        await pilot.press("q")
        await pilot.pause()
        quiz = app.screen
        assert isinstance(quiz, QuizScreen)
        await pilot.press("?", "enter", "escape")
        await loaded(pilot, app)

        assert is_home(app)
        assert "今日 1  7日 1  28日 1" in text(app.home, "home")

    open_home(env, script)


@pytest.mark.parametrize(("begin", "hasty"), [("c", "qq"), ("e", "qq"), ("s", "qq"), ("", "cc"), ("", "ee")])
def test_a_key_pressed_twice_in_haste_leaves_or_opens_one_screen(env: Env, begin: str, hasty: str) -> None:
    keep(env, 'lang = "ja"\n')

    async def script(pilot: Pilot[None], app: HomeApp) -> None:
        await loaded(pilot, app)
        for key in begin:
            await pilot.press(key)
            await loaded(pilot, app)
        screen, depth = app.screen, len(app.screen_stack)
        while not screen.is_mounted:
            await pilot.pause()
        for key in hasty:
            screen.post_message(events.Key(key, key))
        taken = asyncio.Event()
        screen.call_later(taken.set)
        await taken.wait()
        await loaded(pilot, app)
        assert app.home in app.screen_stack
        assert len(app.screen_stack) == (depth - 1 if begin else depth + 1)

    open_home(env, script)


def test_a_command_leaves_the_line_empty(env: Env, library: Library) -> None:
    wordy = next(item for item in library.items if is_word_only(item, library))

    async def script(pilot: Pilot[None], quiz: QuizScreen, _study: Study) -> None:
        while quiz.question is not None and not is_typed(quiz.question):
            await pilot.press("?", "enter")
        await type_line(pilot, ":k")
        assert quiz.query_one(Line).value == ""
        assert ":u 取り消し" in text(quiz, "keys")

    sit(env, library, Filter(concept=library.items[wordy].concept, kind="cloze"), script)


def test_sheets_open_and_close_by_one_key_and_the_language_is_remembered(env: Env) -> None:
    day = date_of(env.now().day) + timedelta(days=9)
    keep(env, f'lang = "ja"\n[goal]\nexam = "g"\ndate = {day}\nminutes = 30\n')

    async def script(pilot: Pilot[None], app: HomeApp) -> None:
        await loaded(pilot, app)
        for key, opened in (("p", Sheet), ("d", DrillsScreen), ("s", StatsScreen), ("?", Sheet)):
            await pilot.press(key)
            await loaded(pilot, app)
            assert isinstance(app.screen, opened)
            await pilot.press("escape" if key == "d" else "ｑ")
            await loaded(pilot, app)
            assert is_home(app)
        await pilot.press("l")
        assert "next drill" in text(app.home, "home")

    open_home(replace(env), script)
    assert 'lang = "en"' in env.paths.config.read_text(encoding="utf-8")


def test_colours_are_chosen_by_a_key_kept_and_given_up_where_none_are_wanted(
    env: Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(env, 'lang = "en"\n')

    async def script(pilot: Pilot[None], app: HomeApp) -> None:
        await loaded(pilot, app)
        assert ground(app).is_default
        await pilot.press("t")
        assert text(app.home, "remark") == "Colours: dark. t for the next."
        await pilot.press("t")
        await pilot.pause()
        assert tuple(ground(app).get_truecolor()) == tuple(LIGHT.background_color)

    async def without(pilot: Pilot[None], app: HomeApp) -> None:
        await loaded(pilot, app)
        assert ground(app).is_default

    open_home(env, script)
    assert replace(env).settings.theme is Theme.LIGHT
    monkeypatch.setenv("NO_COLOR", "1")
    open_home(replace(env), without)


def ground(app: HomeApp) -> Color:
    """Return the colour behind the first words of the screen."""
    style = app.screen._compositor.render_strips()[0]._segments[0].style
    assert style is not None
    assert style.bgcolor is not None
    return style.bgcolor


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_every_colour_of_a_fixed_theme_can_be_read_and_when_faint_as_well(palette: TerminalTheme) -> None:
    ground = Color.from_rgb(*palette.background_color)
    for number in range(16):
        ink = Color.from_rgb(*palette.ansi_colors[number])
        assert contrast(ink, ground) >= 4.5, number
        assert contrast(dim_color(ground, ink), ground) >= 3, number
    assert contrast(dim_color(ground, Color.from_rgb(*palette.foreground_color)), ground) >= 4.5


def contrast(one: Color, other: Color) -> float:
    """Return how far apart two colours are, by the WCAG: 4.5 is easy to read, 3 can be read."""

    def light(colour: Color) -> float:
        parts = (part / 255 for part in colour.get_truecolor())
        linear = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_content_that_cannot_be_read_is_said_and_the_quiz_goes_on(env: Env, tmp_path: Path) -> None:
    keep(env, 'lang = "ja"\n')
    (tmp_path / "softmax").mkdir()
    (tmp_path / "softmax" / "problem.yaml").write_text("format: 1\n", encoding="utf-8")

    async def script(pilot: Pilot[None], app: HomeApp) -> None:
        await loaded(pilot, app)
        assert "problem.yaml" in text(app.home, "home").replace("\n", "")
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        await pilot.press("escape")
        await loaded(pilot, app)
        assert "problem.yaml" in text(app.home, "remark").replace("\n", "")

    open_home(replace(env, paths=replace(env.paths, problems=tmp_path)), script)


# --- how it is opened


def test_textual_hears_of_plain_keys_before_it_is_imported() -> None:
    program = (
        "from examprep.env import read_env; read_env().prepare_screen()\n"
        "import textual.constants; print(textual.constants.DISABLE_KITTY_KEY)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout == "True\n"


@pytest.mark.end
@pytest.mark.parametrize("args", [["quiz"], ["cards"], ["drill"], ["--help"], []], ids=str)
def test_without_a_terminal_textual_is_never_imported(examprep: Command, args: list[str]) -> None:
    program = (
        f"import sys; sys.argv = ['examprep', *{args!r}]\n"
        "import atexit; atexit.register(lambda: print('textual' in sys.modules, file=sys.stderr))\n"
        "from examprep.cli import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input="",
        capture_output=True,
        text=True,
        env=examprep.environment(),
        check=False,
    )

    assert ran.stderr.splitlines()[-1] == "False"
