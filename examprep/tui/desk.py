"""What lies on a candidate's desk: the question, the grid beside or instead of it, the table, a dialog."""

from __future__ import annotations

from collections.abc import Set
from enum import Enum, auto

from textual.app import ComposeResult
from textual.containers import Horizontal

from examprep.core.draw import Question
from examprep.core.hallkeys import Command
from examprep.core.item import Lang, Text
from examprep.core.response import Filled, Picked, Response, is_typed
from examprep.seat import Seat
from examprep.tui.asking import joined
from examprep.tui.body import Body
from examprep.tui.pane import QuestionPane, way_to_answer
from examprep.tui.paper import Navigator, ReviewTable
from examprep.tui.widgets import Lines, Options, Page

WIDE = 100
"""Columns from which on the grid stands beside the question."""


class View(Enum):
    """What the candidate looks at."""

    QUESTION = auto()
    GRID = auto()
    REVIEW = auto()
    HAND_IN = auto()
    LEAVE = auto()


class Desk(Horizontal):
    """All views of one paper, one of them before the candidate."""

    def __init__(self, pane: QuestionPane, seat: Seat, lang: Lang) -> None:
        super().__init__(id="desk")
        self.lang, self.seat = lang, seat
        self.pane, self.table = pane, ReviewTable(id="table")
        self.asked, self.choices = Page(id="asked"), Options(id="choices")
        self.dialog = Body(self.asked, self.choices, id="dialog")
        self.grid = Navigator(lang, id="grid")
        self.side = Body(self.grid, id="side")
        self._typed = ""
        """Digits that name a question in the grid."""

    def compose(self) -> ComposeResult:
        """Build the desk, left to right."""
        yield self.pane
        yield self.table
        yield self.dialog
        yield self.side

    def turn_to(self, view: View) -> None:
        """Show what belongs to a view, in the room there is."""
        is_wide, is_grid = self.screen.size.width >= WIDE, view is View.GRID
        self.side.display = is_wide or is_grid
        self.side.set_class(is_wide, "beside")
        self.pane.display = view is View.QUESTION or (is_grid and is_wide)
        self.table.display = view is View.REVIEW
        self.dialog.display = view in _CHOICES
        if view is View.QUESTION:
            self.pane.focus_line()
        else:
            self.screen.set_focus(None)

    def ask(self, view: View, words: Lines) -> None:
        """Ask what a dialog asks."""
        self.asked.fill(words)
        self.choices.offer(_CHOICES[view], frozenset(), self.lang, several=False)

    def mark_grid(self) -> None:
        """Show in the grid how the paper stands, with nothing chosen there."""
        self._typed = ""
        self.grid.show(self.seat.mock.sitting, self.seat.place)

    def open_table(self) -> None:
        """Show how the paper stands in the table."""
        self.table.show(self.seat.mock, self.lang, self.seat.place)

    @property
    def pointed(self) -> int:
        """The question that is chosen in the grid."""
        return self.grid.cursor or self.seat.place

    def point_at(self, place: int) -> None:
        """Choose a question in the grid, and bring it into sight."""
        self.grid.show(self.seat.mock.sitting, self.seat.place, place)
        row = (place - 1) // self.grid.in_a_row
        self.side.scroll_to(y=row - self.side.size.height // 2, animate=False)

    def point_by(self, places: int) -> None:
        """Go on in the grid, as far as there are questions."""
        place = self.pointed + places
        if 1 <= place <= self.seat.mock.total:
            self._typed = ""
            self.point_at(place)

    def point_by_digit(self, digit: str) -> bool:
        """Take the next digit of a question's number, else its first; tell whether there is such a one."""
        numbers = (self._typed + digit, digit)
        self._typed = next((n for n in numbers if 1 <= int(n) <= self.seat.mock.total), "")
        if self._typed:
            self.point_at(int(self._typed))
        return bool(self._typed)

    def scrolled(self, view: View) -> Body:
        """Return what scrolls in a view."""
        return self.dialog if view in _CHOICES else self.pane.body


def keys_at(view: View, pane: QuestionPane, *, is_done: bool, is_last: bool) -> Text:
    """Say which keys there are in a view, and what they do."""
    if view is not View.QUESTION or pane.question is None:
        return _KEYS[view]
    colon = ":" if is_typed(pane.question) else ""
    after = Text("Enter 見直し", "Enter to review") if is_last else Text("Enter 次へ", "Enter next")
    commands = Text(*("  ".join(f"{colon}{part}" for part in words) for words in _COMMANDS))
    if pane.places:
        return joined(way_to_answer(pane, Text("", "")), after, commands)
    if is_done:
        return joined(after, commands)
    way = way_to_answer(pane, Text("", ""))
    return joined(way, Text(f"Enter 答える  {colon}n 次へ", f"Enter to answer  {colon}n next"), commands)


def chosen_of(question: Question, response: Response | None) -> Set[int]:
    """Return the options an answer names, where it names some of one list."""
    match response:
        case Picked(places=places):
            return frozenset(places)
        case Filled(entries=(int() as place,)) if len(question.orders) == 1:
            return frozenset({place})
        case _:
            return frozenset()


ARROWS = {"left": Command.BACK, "right": Command.NEXT}
KEYS = frozenset({*(command.value for command in Command), *ARROWS})
"""The keys that mean something else than an answer."""
NAMES = {
    View.GRID: Text("どの問題へ行くか", "Go to which question?"),
    View.REVIEW: Text("見直し（まだのもの、印のあるものから）", "Review, open and flagged questions first"),
    View.HAND_IN: Text("提出するか", "Hand in?"),
    View.LEAVE: Text("中断するか", "Leave?"),
}
_COMMANDS = (
    ("? わからない", "p 前へ", "m 自信なし", "l 後で", "g 番号へ", "r 見直し", "x 提出", "q 中断"),
    ("? don't know", "p back", "m unsure", "l later", "g go to", "r review", "x hand in", "q leave"),
)
_KEYS = {
    View.GRID: Text(
        "番号か矢印キーで選ぶ  Enter その問題へ  Esc 戻る",
        "type a number or use arrows  Enter to go there  Esc back",
    ),
    View.REVIEW: Text(
        "上下キーで選ぶ  Enter その問題へ  x 提出  Esc 戻る",
        "up and down to choose  Enter to go there  x hand in  Esc back",
    ),
    View.HAND_IN: Text("x 提出する  Esc 戻る", "x to hand in  Esc back"),
    View.LEAVE: Text("q 中断する  Esc 戻る", "q to leave  Esc back"),
}
_CHOICES = {
    View.HAND_IN: (Text("提出する", "hand in"), Text("試験に戻る", "back to the exam")),
    View.LEAVE: (Text("中断する", "leave"), Text("試験に戻る", "back to the exam")),
}
