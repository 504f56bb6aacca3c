"""A whole paper at a glance: a grid of its questions to go to, and a table to review before handing in."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text as Rich
from textual import events
from textual.message import Message

from examprep.core.announcements import FLAGS, LEGEND, cell_of
from examprep.core.item import Lang, Text
from examprep.core.response import write_response
from examprep.core.sitting import Flag, Sheet, Sitting
from examprep.core.text import clean
from examprep.mock import Mock
from examprep.render import FAINT, say, stem_lines
from examprep.tui.rows import Row, Rows, cropped, padded
from examprep.tui.widgets import Page, packed

CELL = 7
"""Columns of one question in the grid."""
SIDE = 5 * CELL + 1
"""Columns of the grid beside a question."""
HERE = ">"
ANSWER = 13
"""Columns of an answer in the table."""


class Navigator(Page):
    """Every question in a cell; one is gone to by a click, or chosen by arrows and numbers."""

    class Opened(Message):
        """A question was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, lang: Lang, *, id: str | None = None) -> None:
        super().__init__(self._lines, id=id)
        self.lang = lang
        self._sitting: Sitting | None = None
        self._here = 0
        self.cursor: int | None = None
        """The place that is chosen, while one is."""

    def show(self, sitting: Sitting, here: int, cursor: int | None = None) -> None:
        """Show where the questions stand, and which one is before the candidate."""
        self._sitting, self._here, self.cursor = sitting, here, cursor
        self.again()

    @property
    def in_a_row(self) -> int:
        """How many questions stand side by side."""
        return max(min(self.size.width // CELL, 10), 1)

    def _lines(self, columns: int) -> Iterator[Rich]:
        if self._sitting is None:
            return
        cells = [self._cell(place, sheet) for place, sheet in enumerate(self._sitting.sheets, 1)]
        row = max(min(columns // CELL, 10), 1)
        for first in range(0, len(cells), row):
            yield Rich.assemble(*cells[first : first + row])
        yield Rich()
        legend = Text(f"{LEGEND.ja}  {HERE} いまの問題", f"{LEGEND.en}  {HERE} this one")
        yield from packed(say(legend.ja, legend.en, self.lang), columns)

    def _cell(self, place: int, sheet: Sheet) -> tuple[str, str]:
        style = FAINT if sheet.response is not None else ""
        if sheet.flags:
            style = "yellow"
        if place == self._here:
            style = "bold"
        if place == self.cursor:
            style = "bold reverse"
        return (HERE if place == self._here else " ") + cell_of(place, sheet), style

    def on_click(self, event: events.Click) -> None:
        """Tell which question was clicked."""
        column, count = event.x // CELL, len(self._sitting.sheets) if self._sitting else 0
        place = event.y * self.in_a_row + column + 1
        if column < self.in_a_row and 1 <= place <= count:
            self.post_message(self.Opened(place))


class ReviewTable(Rows):
    """All questions, those to look at first on top; a click goes to one."""

    def show(self, mock: Mock, lang: Lang, here: int) -> None:
        """Show how the paper stands."""
        self.offer([_row(mock, place, lang) for place in mock.sitting.to_review], str(here))

    @property
    def place(self) -> int:
        """The question that is chosen."""
        assert self.chosen is not None
        return int(self.chosen)

    def on_click(self, event: events.Click) -> None:
        """Go to the question that was clicked."""
        event.prevent_default()  # the handlers of all classes would be called
        before = self.chosen
        super().on_click(event)
        if self.chosen != before:
            self.post_message(self.Opened())


def _row(mock: Mock, place: int, lang: Lang) -> Row:
    sheet = mock.sitting.sheet(place)
    is_done = sheet.response is not None
    state = say("まだ", "open", lang)
    if sheet.response is not None:
        written = clean(write_response(sheet.response))
        state = cropped(Rich(say(f"答え {written}", f"answer {written}", lang)), ANSWER).plain
    words = (
        padded(say(FLAGS[flag].ja, FLAGS[flag].en, lang) if flag in sheet.flags else "", 9) for flag in Flag
    )
    head = f"{place:>3} {padded(state, ANSWER + 1)}{''.join(words)}"

    def line(columns: int) -> Rich:
        first = next(iter(stem_lines(mock.question(place), lang, 200)), Rich())
        return Rich(head, style="" if not is_done or sheet.flags else FAINT).append(
            f" {first.plain}"[:columns]
        )

    return Row(line, str(place))
