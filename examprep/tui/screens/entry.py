"""The way into a mock exam: which one, how long, go on or begin another; and what comes after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec
from rich.text import Text as Rich
from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Input

from examprep.aim import current_goal
from examprep.core import announcements
from examprep.core.item import Lang, Text
from examprep.core.library import Library
from examprep.core.syllabus import Exam
from examprep.core.text import fold
from examprep.env import Env
from examprep.errors import ExamprepError
from examprep.loader.cache import load_blueprint
from examprep.mock import ExamWish, Mock, find_unfinished, size_of
from examprep.pages import EXAM_NAMES
from examprep.render import HEADING, LABEL, wrapped
from examprep.seat import Admission, Seat, admit
from examprep.store.store import Store
from examprep.study import open_progress
from examprep.tui.asking import AskingScreen, joined
from examprep.tui.screens.exam import ExamScreen
from examprep.tui.screens.result import ResultScreen
from examprep.tui.widgets import Options

if TYPE_CHECKING:
    from examprep.tui.front import HomeApp

SHORT = 10
"""Questions of the shortest mock that is offered."""
MOST = 500


class Offer(msgspec.Struct, frozen=True):
    """One thing to choose, and what it does."""

    words: Text
    act: Callable[[], None]


class EntryScreen(AskingScreen[Admission | None]):
    """Asks which exam to sit; its result is the candidate's admission."""

    def __init__(self, env: Env, library: Library, store: Store, lang: Lang) -> None:
        super().__init__(env, lang)
        self.library = library
        self.store = store
        goal = current_goal(env)
        self.exam = goal.exam if goal else None
        self.offers: tuple[Offer, ...] = ()
        self.unfinished: Mock | None = None
        self._types = False

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        yield self.pane
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Ask for the exam, or with a goal for the size at once."""
        self._show()

    def _show(self, *, types: bool = False) -> None:
        self._types = types
        self.unfinished = None
        if self.exam is not None:
            self.unfinished = find_unfinished(self.env, self.library, self.store, self.exam)
        self.offers = () if types else tuple(self._offers())
        self.pane.offer(self._lines, tuple(offer.words for offer in self.offers), line=types)
        self.refresh_foot()

    def _lines(self, columns: int) -> Iterator[Rich]:
        name = EXAM_NAMES[self.exam] if self.exam else ""
        head = Text(f"模擬試験  {name}".rstrip(), f"Mock exam  {name}".rstrip())
        yield Rich(self.say(head), style=HEADING)
        yield Rich()
        ask = _HOW_MANY if self._types else _HOW_LONG if self.exam else _WHICH
        yield from wrapped(Rich(self.say(ask), style=LABEL), columns)
        if self.unfinished is not None and not self.unfinished.is_over:
            yield from self.lines_of([_ANEW], columns)

    def _offers(self) -> Iterator[Offer]:
        if self.exam is None:
            for exam, name in EXAM_NAMES.items():
                yield Offer(Text(name, name), lambda exam=exam: self._turn_to(exam))  # type: ignore[misc]
            return
        if self.unfinished is not None:
            yield Offer(_go_on(self.env, self.unfinished), lambda: self._begin(ExamWish(self._chosen)))
        is_anew = self.unfinished is not None
        sizes = (ExamWish(self.exam), ExamWish(self.exam, half=True), ExamWish(self.exam, questions=SHORT))
        for wish in sizes:
            asked = msgspec.structs.replace(wish, fresh=is_anew)
            yield Offer(self._size_words(wish), lambda asked=asked: self._begin(asked))  # type: ignore[misc]
        yield Offer(_OTHER_SIZE, lambda: self._show(types=True))
        other = next(exam for exam in Exam if exam is not self.exam)
        name = EXAM_NAMES[other]
        yield Offer(Text(f"{name} に替える", f"{name} instead"), lambda: self._turn_to(other))

    @property
    def _chosen(self) -> Exam:
        assert self.exam is not None
        return self.exam

    def _size_words(self, wish: ExamWish) -> Text:
        blueprint = load_blueprint(self.env.paths.content, self.env.paths.cache, wish.exam)
        questions, seconds = size_of(wish, blueprint)
        minutes = round(seconds / 60)
        ja, en = (
            ("半分", "half") if wish.half else ("短く", "short") if wish.questions else ("本番どおり", "full")
        )
        return Text(f"{ja}  {questions}問 {minutes}分", f"{en}  {questions} questions in {minutes} min")

    def keys(self) -> Text:
        """Return which keys there are now."""
        if self._types:
            return Text("Enter 始める  Esc 戻る", "Enter to begin  Esc back")
        last = len(self.offers)
        return Text(f"1-{last} 選ぶ  Esc 戻る", f"1-{last} to choose  Esc back")

    def press(self, word: str) -> None:
        """Choose by a number."""
        self.forget()
        if word.isascii() and word.isdigit() and 1 <= int(word) <= len(self.offers):
            self.offers[int(word) - 1].act()
        elif word == "q":
            self.action_leave()

    @on(Options.Clicked)
    def _clicked(self, event: Options.Clicked) -> None:
        self.press(str(event.place))

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        word = fold(event.value)
        if word.isascii() and word.isdigit() and len(word) < 5 and 1 <= int(word) <= MOST:
            self._begin(ExamWish(self._chosen, questions=int(word), fresh=self.unfinished is not None))
        else:
            self.note(Text(f"1 から {MOST} の数を入力する。", f"Type a number from 1 to {MOST}."))

    def _turn_to(self, exam: Exam) -> None:
        self.exam = exam
        self._show()

    def _begin(self, wish: ExamWish) -> None:
        """Draw the paper, once the screen says so."""
        self.note(Text("準備中 ...", "one moment ..."))
        self.call_after_refresh(self._enter, wish)

    def _enter(self, wish: ExamWish) -> None:
        if not self.is_active:  # the key was pressed twice
            return
        try:
            admission = admit(self.env, self.library, self.store, wish, self.lang)
        except ExamprepError as error:
            self.note(Text(error.ja, str(error)))
            return
        self.dismiss(admission)

    def action_leave(self) -> None:
        """Go back a step."""
        if self._types:
            self.forget()
            self._show()
        else:
            self.dismiss(None)


Then = Callable[[Text | None], None]
"""What comes after an exam, with what there is to say of it."""


def open_exam(app: HomeApp, then: Then) -> None:
    """Ask which exam to sit, sit it, and go back to where it was asked for.

    Raises `ExamprepError` where questions or progress cannot be opened.
    """
    env, lang, library = app.env, app.lang, app.fetch_library()
    store = open_progress(env)

    def leave(remark: Text | None) -> None:
        store.close()
        then(remark)

    def admitted(admission: Admission | None) -> None:
        if admission is None:
            leave(None)
        else:
            sit_down(app, env, admission, lang, leave)

    app.push_screen(EntryScreen(env, library, store, lang), admitted)


def sit_down(app: App[None], env: Env, admission: Admission, lang: Lang, then: Then) -> None:
    """Let a candidate sit an exam and see its result; one that ran out while away has only that."""
    mock = admission.mock

    def show_result(remark: Text | None) -> None:
        app.push_screen(ResultScreen(env, mock, lang, remark), lambda _: then(None))

    def part(is_handed_in: bool | None) -> None:  # noqa: FBT001
        if not is_handed_in:
            then(joined(Seat(env, mock).parting()[0], _COME_BACK))
        else:
            show_result(announcements.TIME_IS_UP if mock.ran_out else None)

    if mock in admission.overdue:
        show_result(announcements.ran_out(mock.form.exam))
    else:
        exam = ExamScreen(env, mock, lang, resumed=admission.resumed)
        ended = [announcements.ran_out(other.form.exam) for other in admission.overdue]
        exam.remark = joined(*ended, exam.remark)
        app.push_screen(exam, part)


def _go_on(env: Env, mock: Mock) -> Text:
    """Say where an unfinished exam stands."""
    if mock.is_over:
        return Text("時間が切れた試験の結果を見る", "see the result of the exam that ran out")
    done, clock = f"{mock.sitting.answered}/{mock.total}", announcements.clock_of(mock.left)
    until = Seat(env, mock).until
    return Text(
        f"続きから  {done}問に解答済み、残り {clock}（{until} まで）",
        f"go on  {done} answered, {clock} left (until {until})",
    )


_COME_BACK = Text("e で戻れる。", "e takes you back.")
_WHICH = Text("どの試験を受けるか", "Which exam?")
_HOW_LONG = Text(
    "どれだけ受けるか（時計は始めると止まらない）", "How long? (Once begun, the clock does not stop.)"
)
_HOW_MANY = Text("何問受けるか（時間は問題数に応じて決まる）", "How many questions? (Time is in proportion.)")
_OTHER_SIZE = Text("問題数を入力する", "type how many questions")
_ANEW = Text(
    "途中の試験がある。別の試験を始めると途中のものは得点なしで終わる（答えは復習に残る）。",
    "One is unfinished. Beginning another ends it without a score; its answers count as reviews.",
)
