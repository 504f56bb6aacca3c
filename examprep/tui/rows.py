"""A long list of lines, one of which is chosen; only what is seen is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from rich.text import Text as Rich
from textual import events
from textual.message import Message
from textual.widget import Widget

from examprep.core.text import width
from examprep.render import WIDEST

MARK = "> "
"""Before the line that is chosen."""
WHEEL = 3
"""Lines a turn of the wheel goes."""


class Row(msgspec.Struct, frozen=True):
    """A line for so many columns; without a key it is a heading and cannot be chosen."""

    line: Callable[[int], Rich]
    key: str | None = None


class Rows(Widget):
    """Lines in which one goes up and down."""

    DEFAULT_CSS = "Rows { height: 1fr; text-wrap: nowrap; }"

    class Opened(Message):
        """The chosen line was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._at = 0
        self._top = 0

    @property
    def chosen(self) -> str | None:
        """The key of the chosen line; `None` where there is none."""
        return self._rows[self._at].key if self._at < len(self._rows) else None

    def offer(self, rows: Sequence[Row], chosen: str | None) -> None:
        """Show other lines; the chosen one is kept if it is among them."""
        self._rows = rows
        places = self._places
        self._at = next((n for n in places if rows[n].key == chosen), places[0] if places else 0)
        self._top = max(self._at - self.size.height // 3, 0)
        self.refresh()

    def move(self, by: int) -> None:
        """Choose another line, so many further down."""
        places = self._places
        if places:
            here = places.index(self._at)
            self._at = places[min(max(here + by, 0), len(places) - 1)]
            self.refresh()

    @property
    def _places(self) -> list[int]:
        return [n for n, row in enumerate(self._rows) if row.key is not None]

    def render(self) -> Rich:
        """Return the lines that are seen, the chosen one among them with its heading where that fits."""
        columns, height = min(self.size.width, WIDEST), max(self.size.height, 1)
        first = self._at - 1 if self._at and self._rows[self._at - 1].key is None else self._at
        self._top = max(min(self._top, len(self._rows) - height), 0)
        self._top = min(max(self._top, self._at - height + 1), first)
        seen = self._rows[self._top : self._top + height]
        return Rich("\n").join(
            self._drawn(row, columns, is_chosen=self._top + n == self._at) for n, row in enumerate(seen)
        )

    @staticmethod
    def _drawn(row: Row, columns: int, *, is_chosen: bool) -> Rich:
        if row.key is None:
            return cropped(row.line(columns), columns)
        line = cropped(row.line(columns - len(MARK)), columns - len(MARK))
        if not is_chosen:
            return Rich(" " * len(MARK)) + line
        return Rich.assemble((MARK, "bold cyan"), Rich(line.plain, style="bold reverse"))

    def on_click(self, event: events.Click) -> None:
        """Choose the line that was clicked; open it where it was chosen."""
        place = self._top + event.y
        if place >= len(self._rows) or self._rows[place].key is None:
            return
        if place == self._at:
            self.post_message(self.Opened())
        self._at = place
        self.refresh()

    def on_mouse_scroll_down(self) -> None:
        """Go down."""
        self.move(WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Go up."""
        self.move(-WHEEL)


def cropped(line: Rich, columns: int) -> Rich:
    """Return as much of a line as fits."""
    end = len(line.plain)
    while end and width(line.plain[:end]) > columns:
        end -= 1
    return line[:end] if end < len(line.plain) else line


def padded(word: str, columns: int) -> str:
    """Return a word, filled with spaces to so many columns."""
    return word + " " * max(columns - width(word), 0)
