"""A mock exam on a screen: the clock above, the paper at hand, any order, handed in once.

An answer is on disk before anything is said about it; every rule is in `examprep.mock` and `examprep.seat`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from rich.text import Text as Rich
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from examprep.core import announcements
from examprep.core.draw import Question
from examprep.core.hallkeys import Command, Jump, command_at, read_command
from examprep.core.item import Lang, Text
from examprep.core.keys import TO_KEEP_AGAIN
from examprep.core.reading import read_answer
from examprep.core.response import DontKnow, Response
from examprep.core.sitting import Flag, HandedIn, Sheet
from examprep.env import Env
from examprep.mock import Mock
from examprep.render import wrapped
from examprep.seat import Seat
from examprep.tui.asking import AskingScreen, joined
from examprep.tui.body import Body
from examprep.tui.desk import ARROWS, KEYS, Desk, View, chosen_of, keys_at
from examprep.tui.examhead import head_lines
from examprep.tui.paper import Navigator, ReviewTable
from examprep.tui.widgets import Options, Page


class ExamScreen(AskingScreen[bool]):
    """One exam; its result is whether it was handed in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
    ]

    def __init__(self, env: Env, mock: Mock, lang: Lang, *, resumed: bool) -> None:
        self.seat = Seat(env, mock)
        super().__init__(env, lang, self.seat.greeting(resumed=resumed))
        self.mock = mock
        self.view = View.QUESTION
        self.desk = Desk(self.pane, self.seat, lang)
        self._has_warned = mock.left < announcements.HURRY

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        yield Page(self._heading_lines, id="heading")
        yield self.desk
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Show the first question without an answer, and follow the clock."""
        self.set_interval(1.0, self._tick)
        self._show_question()

    def on_resize(self) -> None:
        """Put the grid beside the question where there is room."""
        self.desk.turn_to(self.view)

    def _tick(self) -> None:
        """Show the clock; warn once when little is left, and hand in when nothing is."""
        self.find("heading").tick()
        if self.mock.is_over:
            self._hand_in()
        elif not self._has_warned and self.mock.left < announcements.HURRY:
            self._has_warned = True
            self.note(announcements.LITTLE_TIME)

    # --- what is shown

    @property
    def question(self) -> Question:
        """The question before the candidate."""
        return self.mock.question(self.seat.place)

    @property
    def sheet(self) -> Sheet:
        """What stands on the paper for it."""
        return self.mock.sitting.sheet(self.seat.place)

    def keys(self) -> Text:
        """Return which keys there are now."""
        if self.retry is not None:
            return TO_KEEP_AGAIN
        is_done = self.sheet.response is not None
        return keys_at(self.view, self.pane, is_done=is_done, is_last=self.seat.is_last)

    def _open(self, view: View) -> None:
        """Look at something else."""
        self.view = view
        self.desk.mark_grid()
        if view is View.REVIEW:
            self.desk.open_table()
        self.desk.turn_to(view)
        if view is View.GRID:
            self.call_after_refresh(self.desk.point_at, self.seat.place)
        self.find("heading").again()
        self.refresh_foot()

    def _show_question(self) -> None:
        self.pane.show(self.question, KEYS, chosen_of(self.question, self.sheet.response))
        self._show_answer()
        self._open(View.QUESTION)

    def _show_answer(self) -> None:
        """Show an answer that is no option as it was given."""
        note = announcements.answer_note(self.sheet)

        def make(columns: int) -> Iterator[Rich]:
            if note is not None and not self.pane.chosen:
                yield Rich()
                yield from wrapped(Rich(self.say(note), style="bold"), columns)

        self.pane.tell(make)

    def _heading_lines(self, columns: int) -> Iterator[Rich]:
        yield from head_lines(self.seat, self.view, self.lang, columns)

    # --- keys, clicks and lines

    def press(self, word: str) -> None:
        """Do what a key means here: an option, a command, a choice of what is asked."""
        self.forget()
        match self.view:
            case View.QUESTION:
                self._press_at_question(word)
            case View.GRID:
                self._press_in_grid(word)
            case View.REVIEW:
                self._press_in_review(word)
            case View.HAND_IN:
                self._decide("x", word, self._hand_in)
            case View.LEAVE:
                self._decide("q", word, self._part)

    def _press_at_question(self, word: str) -> None:
        if word in self.pane.places:
            self._choose(int(word))
        else:
            command = ARROWS.get(word) or read_command(word)
            if isinstance(command, Command):
                self._obey(command)

    def _press_in_grid(self, word: str) -> None:
        """Take digits as the number of a question."""
        if word in ("g", "q"):
            self._open(View.QUESTION)
        elif word.isascii() and word.isdigit() and not self.desk.point_by_digit(word):
            self.note(announcements.out_of_paper(self.mock.total))

    def _press_in_review(self, word: str) -> None:
        if word in ("r", "q"):
            self._open(View.QUESTION)
        elif read_command(word) is Command.HAND_IN:
            self._ask(View.HAND_IN)

    def _decide(self, key: str, word: str, act: Callable[[], None]) -> None:
        """Do what was asked about, or go back."""
        if word in (key, "1"):
            act()
        else:
            self._open(View.QUESTION)

    def enter(self) -> None:
        """Go on: with what failed, to the next question, to the one that is chosen; a dialog is left."""
        if self.retry is not None:
            self.attempt(self.retry)
            return
        self.forget()
        match self.view:
            case View.QUESTION:
                self._obey(Command.NEXT)
            case View.GRID:
                self._go(self.desk.pointed)
            case View.REVIEW:
                self._go(self.desk.table.place)
            case _:
                self._open(View.QUESTION)

    @on(Options.Clicked)
    def _clicked(self, event: Options.Clicked) -> None:
        if self.view is not View.QUESTION or self.pane.places:
            self.press(str(event.place))

    @on(Navigator.Opened)
    def _clicked_in_grid(self, event: Navigator.Opened) -> None:
        self.forget()
        self._go(event.place)

    @on(ReviewTable.Opened)
    def _clicked_in_table(self) -> None:
        self.enter()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if self.retry is not None or not event.value.strip():
            self.enter()
            return
        self.forget()
        match command_at(self.question, event.value):
            case Command() as command:
                self.pane.line.value = ""
                self._obey(command)
            case Jump(place=place):
                self.pane.line.value = ""
                self._go(place)
            case None:
                self._answer(event.value)

    # --- what is done

    def _obey(self, command: Command) -> None:
        match command:
            case Command.NEXT if self.seat.is_last:
                self._open(View.REVIEW)
                self.note(announcements.LAST)
            case Command.NEXT:
                self._go(self.seat.place + 1)
            case Command.BACK:
                self._go(self.seat.place - 1)
            case Command.UNSURE | Command.LATER:
                self.attempt(lambda: self._flag(_FLAGS[command]))
            case Command.GRID | Command.REVIEW:
                self._open(_VIEWS[command])
            case Command.HAND_IN | Command.QUIT:
                self._ask(_VIEWS[command])
            case Command.UNKNOWN:
                self._give(DontKnow())
            case Command.HELP:
                self.note(announcements.welcome(self.mock.total, self.mock.left, self.seat.until))

    def _go(self, place: int) -> None:
        if self.seat.go(place):
            self._show_question()
        else:
            self.note(announcements.out_of_paper(self.mock.total))

    def _choose(self, place: int) -> None:
        """Take an option as the answer, or among several put it in or out; one stays."""
        chosen = self.pane.chosen ^ {place} if self.pane.takes_several else {place}
        if chosen:
            self._answer(",".join(map(str, sorted(chosen))))
        else:
            self.note(announcements.ONE_STAYS)

    def _answer(self, line: str) -> None:
        """Read a line and keep it as the answer; what cannot be read is said and asked again."""
        reading = read_answer(self.question, line)
        if reading.response is None:
            self.note(reading.remark)
        else:
            self._give(reading.response, reading.remark)

    def _give(self, response: Response, remark: Text | None = None) -> None:
        def give() -> None:
            if not self.seat.answer(response):
                self._hand_in()
                return
            self.pane.line.value = ""
            self.pane.choose(chosen_of(self.question, response))
            self._show_answer()
            self.desk.mark_grid()
            self.note(joined(remark, announcements.KEPT))

        self.attempt(give)

    def _flag(self, flag: Flag) -> None:
        words = self.seat.toggle(flag)
        if words is None:
            self._hand_in()
            return
        self.find("heading").again()
        self.desk.mark_grid()
        self.note(words)

    def _ask(self, view: View) -> None:
        """Ask whether to hand in, or to leave."""
        words = [announcements.before_leaving(self.mock.left, self.seat.until)]
        if view is View.HAND_IN:
            words = list(announcements.before_handing_in(self.mock.sitting))
        self.desk.ask(view, lambda columns: self.lines_of(words, columns))
        self._open(view)

    def _hand_in(self) -> None:
        """End the exam; where another window did so before, go on to what it was worth."""

        def hand_in() -> None:
            if self.mock.sitting.end is None:
                self.mock.hand_in()
            self.dismiss(isinstance(self.mock.sitting.end, HandedIn))

        self.attempt(hand_in)

    def _part(self) -> None:
        """Leave; the exam goes on."""
        self.dismiss(result=False)

    # --- actions

    def action_leave(self) -> None:
        """Ask whether to leave; from anything else go back to the question."""
        self.forget()
        if self.view is View.QUESTION:
            self._ask(View.LEAVE)
        else:
            self._open(View.QUESTION)

    def action_interrupt(self) -> None:
        """Ask whether to leave; asked twice, leave."""
        if self.view is View.LEAVE:
            self._part()
        else:
            self._ask(View.LEAVE)

    def action_turn(self, by: int) -> None:
        """Turn to the question before or after, in the grid as well."""
        if self.view is View.QUESTION:
            self.press("left" if by < 0 else "right")
        elif self.view is View.GRID:
            self.desk.point_by(by)

    def action_scroll_body(self, lines: int) -> None:
        """Scroll by lines; in grid and table, go up and down."""
        match self.view:
            case View.GRID:
                self.desk.point_by(lines * self.desk.grid.in_a_row)
            case View.REVIEW:
                self.desk.table.move(lines)
            case _:
                super().action_scroll_body(lines)

    def action_page_body(self, pages: int) -> None:
        """Scroll by almost a screen."""
        if self.view is View.REVIEW:
            self.desk.table.move(pages * max(self.desk.table.size.height - 1, 1))
        elif self.view is not View.GRID:
            super().action_page_body(pages)

    @property
    def scrolled(self) -> Body:
        """What scrolls now."""
        return self.desk.scrolled(self.view)


_FLAGS = {Command.UNSURE: Flag.UNSURE, Command.LATER: Flag.LATER}
_VIEWS = {
    Command.GRID: View.GRID,
    Command.REVIEW: View.REVIEW,
    Command.HAND_IN: View.HAND_IN,
    Command.QUIT: View.LEAVE,
}
