"""The session on a screen: one question, answered by single keys, by clicks or on a line.

An answer is on disk before anything is said about it; every rule is in `examprep.study`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from typing import ClassVar

from rich.text import Text as Rich
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input

from examprep.core import remarks
from examprep.core.aside import Aside
from examprep.core.draw import Question
from examprep.core.item import ItemId, Lang, Multi, Recall, Text
from examprep.core.keys import (
    TO_GO_ON,
    TO_GO_ON_OR_RATE,
    TO_KEEP_AGAIN,
    TO_TURN,
    Command,
    command_at,
    read_command,
)
from examprep.core.mark import Right
from examprep.core.memory import Rating
from examprep.core.reading import read_answer
from examprep.core.response import DontKnow, Response, how_to_answer, is_typed
from examprep.env import Env
from examprep.errors import StoreError
from examprep.render import (
    FAINT,
    back_lines,
    explanation_lines,
    heading_lines,
    options_of,
    outcome_lines,
    question_lines,
    say,
    stem_lines,
    wrapped,
)
from examprep.study import Feedback, Study
from examprep.tui.widgets import PLACES, Line, Options, Page, no_lines, packed, typed_word


class Phase(Enum):
    """What the screen waits for."""

    ASKING = auto()
    TURNED = auto()
    """A flashcard's rating, its back being shown."""
    TOLD = auto()
    """To go on."""
    OVER = auto()


class QuizScreen(Screen[None]):
    """One session."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c,ctrl+d", "leave", show=False, priority=True),
        Binding("up", "scroll_body(-1)", show=False),
        Binding("down", "scroll_body(1)", show=False),
        Binding("pageup", "page_body(-1)", show=False),
        Binding("pagedown,space", "page_body(1)", show=False),
    ]

    def __init__(self, env: Env, study: Study, lang: Lang, *, resumed: bool = False) -> None:
        super().__init__()
        self.env = env
        self.study = study
        self.lang = lang
        self.phase = Phase.ASKING
        self.question: Question | None = None
        self.feedback: Feedback | None = None
        self.chosen: frozenset[int] = frozenset()
        self._remark: Text | None = remarks.resuming(study.left) if resumed else None
        self._retry: Callable[[], None] | None = None
        """What could not be done because the progress file was in use."""
        self._begun = self._asked = env.stopwatch()

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        with Horizontal(id="top"):
            yield Page(id="heading")
            yield Page(self._clock_lines, id="clock")
        with VerticalScroll(id="body", can_focus=False):
            yield Page(id="ask")
            yield Options(id="options")
            yield Page(id="said")
        yield Line(id="line")
        yield Page(self._remark_lines, id="remark")
        yield Page(self._key_lines, id="keys")

    def on_mount(self) -> None:
        """Ask the first question."""
        self._page, self._options, self._said = self._find("ask"), self.query_one(Options), self._find("said")
        self._line, self._body = self.query_one(Line), self.query_one("#body", VerticalScroll)
        self.set_interval(1.0, lambda: self._find("clock").fill(self._clock_lines))
        self._attempt(self.show)

    # --- what is shown

    def show(self) -> None:
        """Show the question to answer now, or the end."""
        question = self.study.question()
        if question is None:
            self._end()
            return
        heading = self.study.heading(question)
        self.question, self.feedback, self.chosen = question, None, frozenset()
        self.phase, self._asked = Phase.ASKING, self.env.stopwatch()
        self._find("heading").fill(lambda columns: _not_empty(heading_lines(heading, self.lang, columns)))
        lines = stem_lines if self._places else question_lines
        self._page.fill(lambda columns: lines(question, self.lang, columns))
        self._said.fill(no_lines)
        self._show_options()
        self._show_line(question)
        self._body.scroll_home(animate=False)
        self._refresh_foot()

    def _end(self) -> None:
        self.study.finish()
        self.phase, self.question, self.feedback = Phase.OVER, None, None
        study = self.study
        words = list(remarks.summary(answered=study.answered, right=study.right, left=study.left))
        for page in (self._find("heading"), self._page):
            page.fill(no_lines)
        self._said.fill(lambda columns: self._lines_of(words or [remarks.NOTHING_TO_ASK], columns))
        self._show_options()
        self._show_line(None)
        self._refresh_foot()

    def _show_options(self) -> None:
        options = self._texts
        self._options.display = bool(options)
        if self.question is not None:
            several = isinstance(self.question.item, Multi)
            self._options.offer(options, self.chosen, self.lang, several=several)

    def _show_line(self, question: Question | None) -> None:
        """Offer the line where an answer is typed, and only there."""
        is_line = question is not None and not self._places and not isinstance(question.item, Recall)
        self._line.display = is_line
        self._line.value = ""
        is_wordy = question is not None and is_typed(question)
        self._line.commands = frozenset() if is_wordy else frozenset(command.value for command in Command)
        self.set_focus(self._line if is_line else None)

    @property
    def _texts(self) -> tuple[Text, ...]:
        return options_of(self.question) if self.question is not None else ()

    @property
    def _places(self) -> str:
        """The keys that choose an option; none where there are too many, or no options."""
        count = len(self._texts)
        return PLACES[:count] if count <= len(PLACES) else ""

    def _explain(self, feedback: Feedback, typed: str) -> None:
        """Say what became of an answer, from its verdict down."""
        question, lang = feedback.question, self.lang
        concept = self.study.library.concepts[question.item.concept]

        def make(columns: int) -> Iterator[Rich]:
            if typed:
                yield Rich()
                yield from wrapped(Rich(f"> {typed}", style=FAINT), columns)
            yield from outcome_lines(question, feedback.outcome, lang, columns)
            if feedback.with_note:
                yield from explanation_lines(concept, question.item, lang, columns)

        self._said.fill(make)
        self._line.display = False
        self.set_focus(None)
        self.call_after_refresh(self.call_after_refresh, self._scroll_to_verdict)

    def _scroll_to_verdict(self) -> None:
        """Show the verdict; what is below it can be scrolled to."""
        if self.feedback is not None:
            self._body.scroll_to_widget(self._said, animate=False, top=True)

    def _due(self, feedback: Feedback) -> Text:
        return self.study.what_next(feedback.memory)

    # --- the foot

    def note(self, text: Text | None) -> None:
        """Say something, until the next key."""
        self._remark = text
        self._refresh_foot()

    def _refresh_foot(self) -> None:
        self._find("remark").fill(self._remark_lines)
        self._find("keys").fill(self._key_lines)

    def _remark_lines(self, columns: int) -> Iterator[Rich]:
        if self._remark is not None:
            yield from self._lines_of([self._remark], columns)

    def _key_lines(self, columns: int) -> Iterator[Rich]:
        keys = self._keys()
        yield from packed(say(keys.ja, keys.en, self.lang), columns)

    def _keys(self) -> Text:
        if self._retry is not None:
            return TO_KEEP_AGAIN
        if self.question is None:
            return Text("Enter 終わる", "Enter to leave")
        if self.feedback is not None:
            return TO_GO_ON_OR_RATE if isinstance(self.feedback.outcome, Right) else TO_GO_ON
        is_card = isinstance(self.question.item, Recall)
        if is_card and self.phase is Phase.ASKING:
            return TO_TURN
        return _to_answer(self.question, self._places)

    def _clock_lines(self, _columns: int) -> Iterator[Rich]:
        seconds = int(self.env.stopwatch() - self._begun)
        yield Rich(f"{seconds // 60}:{seconds % 60:02}", style=FAINT)

    def _lines_of(self, texts: Iterable[Text], columns: int) -> Iterator[Rich]:
        for text in texts:
            yield from wrapped(Rich(say(text.ja, text.en, self.lang)), columns)

    # --- keys, clicks and lines

    def on_key(self, event: events.Key) -> None:
        """Answer a key that is typed on no line."""
        if self._line.has_focus:
            return
        word = typed_word(event)
        if event.key == "enter":
            event.stop()
            self.enter()
        elif word:
            event.stop()
            self.press(word)

    @on(Line.Pressed)
    def _pressed_on_line(self, event: Line.Pressed) -> None:
        self.press(event.word)

    @on(Options.Clicked)
    def _clicked(self, event: Options.Clicked) -> None:
        if self.phase is Phase.ASKING and self._places:
            self.press(str(event.place))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if self.question is None or self.phase is not Phase.ASKING:
            return
        self._forget()
        command = command_at(self.question, event.value)
        if command is not None:
            self._obey(command, self.question.item.id)
        else:
            self._answer(event.value)

    def enter(self) -> None:
        """Go on: with what failed, from the front to the back, with what is chosen, to the next question."""
        if self._retry is not None:
            self._attempt(self._retry)
        elif self.phase is Phase.OVER:
            self.action_leave()
        elif self.phase is Phase.TOLD:
            self._forget()
            self._attempt(self.show)
        elif self.question is not None and isinstance(self.question.item, Recall):
            self._turn(self.question.item)
        else:
            self._answer(",".join(map(str, sorted(self.chosen))))

    def press(self, word: str) -> None:
        """Do what a key means here: an option, a rating or a command."""
        self._forget()
        question = self.question
        if question is None:
            if read_command(word) is Command.QUIT:
                self.action_leave()
            return
        is_card = isinstance(question.item, Recall)
        if self.feedback is None and word in self._places:
            self._choose(int(word))
        elif self.feedback is None and is_card and word in PLACES:
            self._answer(word)
        elif (command := read_command(word)) is not None:
            self._obey(command, question.item.id)

    def _forget(self) -> None:
        """Forget what was said last and what failed."""
        self._retry = None
        self.note(None)

    def _choose(self, place: int) -> None:
        """Take an option as the answer, or among several put it in or out."""
        assert self.question is not None
        if isinstance(self.question.item, Multi):
            self.chosen ^= {place}
            self._show_options()
        else:
            self._answer(str(place))

    def _turn(self, card: Recall) -> None:
        if self.phase is Phase.ASKING:
            self.phase = Phase.TURNED
            self._said.fill(lambda columns: [Rich(), *back_lines(card, self.lang, columns)])
            self._refresh_foot()

    # --- what is done

    def _attempt(self, act: Callable[[], None]) -> None:
        """Do something with the progress file; where that fails, say why and offer to try again."""
        self._retry = None
        try:
            act()
        except StoreError as error:
            self._retry = act
            self.note(Text(str(error), str(error)))

    def _answer(self, line: str) -> None:
        """Read a line and give it as the answer; what cannot be read is said and asked again."""
        assert self.question is not None
        reading = read_answer(self.question, line)
        if reading.response is None:
            self.note(reading.remark)
        else:
            self._give(reading.response, line, reading.remark)

    def _give(self, response: Response, typed: str = "", remark: Text | None = None) -> None:
        question, seconds = self.question, self.env.stopwatch() - self._asked
        assert question is not None

        def give() -> None:
            feedback = self.study.answer(question, response, seconds)
            self._told(feedback, typed, remark)

        self._attempt(give)

    def _told(self, feedback: Feedback, typed: str, remark: Text | None) -> None:
        """Show what became of an answer that is kept; after a flashcard go on at once."""
        due = self._due(feedback)
        if isinstance(feedback.question.item, Recall):
            self._attempt(self.show)
        else:
            if self._places and typed:
                self.chosen = frozenset(map(int, typed.split(",")))
                self._show_options()
            self.feedback, self.phase = feedback, Phase.TOLD
            self._explain(feedback, "" if self._places else typed)
        self.note(_joined(remark, due))

    def _obey(self, command: Command, item: ItemId) -> None:
        match command:
            case Command.QUIT:
                self.action_leave()
            case Command.UNDO:
                self._attempt(self._undo)
            case Command.HARD | Command.EASY:
                self._attempt(lambda: self._regrade(command))
            case Command.FLAG:
                self._attempt(lambda: self._flag(item))
            case Command.SUSPEND | Command.BURY:
                self._attempt(lambda: self._set_aside(item, command))
            case Command.UNKNOWN:
                self._pass()

    def _pass(self) -> None:
        """Say that the answer is not known; a card is turned first."""
        assert self.question is not None
        if isinstance(self.question.item, Recall) and self.phase is Phase.ASKING:
            self._turn(self.question.item)
        elif self.feedback is None:
            self._give(DontKnow())

    def _undo(self) -> None:
        undone = self.study.undo()
        if undone is not None:
            self.show()
        self.note(remarks.undone(undone))

    def _regrade(self, command: Command) -> None:
        memory = self.study.regrade(Rating.HARD if command is Command.HARD else Rating.EASY)
        self.note(remarks.NOT_RATED if memory is None else self.study.what_next(memory))

    def _flag(self, item: ItemId) -> None:
        self.study.flag(item, "")
        self.note(remarks.flagged(item))

    def _set_aside(self, item: ItemId, command: Command) -> None:
        is_for_good = command is Command.SUSPEND
        self.study.set_aside(item, Aside.SUSPENDED if is_for_good else Aside.BURIED)
        self._attempt(self.show)
        self.note(remarks.suspended(item) if is_for_good else remarks.BURIED)

    # --- actions

    def action_leave(self) -> None:
        """Leave; every answer is kept already."""
        self.dismiss()

    def action_scroll_body(self, lines: int) -> None:
        """Scroll by lines."""
        self._body.scroll_relative(y=lines, animate=False)

    def action_page_body(self, pages: int) -> None:
        """Scroll by almost a screen."""
        self._body.scroll_relative(y=pages * max(self._body.size.height - 1, 1), animate=False)

    def _find(self, id: str) -> Page:
        return self.query_one(f"#{id}", Page)


def _not_empty(lines: Iterable[Rich]) -> Iterator[Rich]:
    return (line for line in lines if line.plain)


def _joined(*texts: Text | None) -> Text:
    given = [text for text in texts if text is not None]
    return Text("  ".join(text.ja for text in given), "  ".join(text.en for text in given))


def _to_answer(question: Question, places: str) -> Text:
    """Say how to answer here, and what else can be typed."""
    way = how_to_answer(question)
    if places:
        keys = f"1-{len(places)}"
        way = Text(f"{keys} 選ぶ", f"{keys} to choose")
        if isinstance(question.item, Multi):
            way = Text(f"{keys} 選ぶ・外す  Enter 答える", f"{keys} in or out  Enter to answer")
    leave = "Esc" if is_typed(question) else "q"
    return Text(
        f"{way.ja}  ? わからない  u 取り消し  {leave} 終了", f"{way.en}  ? don't know  u undo  {leave} leave"
    )
