"""Parts of screens: pages of lines made for the columns there are, options to click, a line to type on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set

from rich.text import Text as Rich
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from examprep.core.item import Lang, Text
from examprep.core.text import fold, width
from examprep.render import FAINT, WIDEST, option_lines, wrapped

Lines = Callable[[int], Iterable[Rich]]
"""Lines for so many columns."""
PLACES = "123456789"
"""The keys that name an option."""
GUTTER = 4
"""Columns left of an option, for the mark of what is chosen."""


def no_lines(_columns: int) -> Iterator[Rich]:
    """Return no lines."""
    yield from ()


def packed(words: str, columns: int) -> Iterator[Rich]:
    """Yield lines of keys with what they do, which two spaces separate; none is broken while it fits."""
    line = ""
    for part in words.split("  "):
        longer = f"{line}  {part}" if line else part
        if line and width(longer) > columns:
            yield from wrapped(Rich(line, style=FAINT), columns)
            longer = part
        line = longer
    yield from wrapped(Rich(line, style=FAINT), columns)


def typed_word(event: events.Key) -> str:
    """Return what a key means, in half width; nothing for a key that writes nothing."""
    return fold(event.character) if event.character and event.is_printable else ""


class Page(Widget):
    """Lines of rich text, wrapped by our own rules whenever the width changes."""

    DEFAULT_CSS = "Page { height: auto; text-wrap: nowrap; }"

    def __init__(self, make: Lines = no_lines, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make = make
        self._made: dict[int, list[Rich]] = {}
        """By columns: laying out asks for the lines with and without a scroll bar, again and again."""

    def fill(self, make: Lines) -> None:
        """Show other lines."""
        self._make = make
        self._made.clear()
        self.refresh(layout=True)

    def again(self) -> None:
        """Make the lines anew."""
        self.fill(self._make)

    def tick(self) -> None:
        """Make the lines anew where they stand; only if their number changes, all is laid out again."""
        before = len(self.lines_for(self.size.width))
        self._made.clear()
        self.refresh(layout=len(self.lines_for(self.size.width)) != before)

    def lines_for(self, columns: int) -> list[Rich]:
        """Return the lines as they are shown in so many columns."""
        columns = _fitting(columns)
        if columns not in self._made:
            self._made[columns] = list(self._make(columns))
        return self._made[columns]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return how many lines there are."""
        return len(self.lines_for(width))

    def render(self) -> Rich:
        """Return the lines as one text."""
        return Rich("\n").join(self.lines_for(self.size.width))

    @property
    def text(self) -> str:
        """The words that stand on the page now."""
        return self.render().plain


def _fitting(columns: int) -> int:
    """Return how many of the columns there are that are written on."""
    return max(min(columns, WIDEST), 2)


class Options(Page):
    """Options, one of which or several are chosen by a click."""

    class Clicked(Message):
        """An option was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: dict[int, list[int]] = {}
        """The option on each line, by columns."""

    def offer(self, options: tuple[Text, ...], chosen: Set[int], lang: Lang, *, several: bool) -> None:
        """Show options, and which of them are chosen."""

        def make(columns: int) -> Iterator[Rich]:
            rows = self._rows[columns] = []
            for place, text in enumerate(options, 1):
                head = _head(several=several, chosen=place in chosen)
                for number, line in enumerate(option_lines(str(place), text, lang, columns - GUTTER)):
                    rows.append(place)
                    yield Rich.assemble((" " * GUTTER if number else head, "bold cyan"), line)

        self.fill(make)

    def on_click(self, event: events.Click) -> None:
        """Tell which option was clicked."""
        rows = self._rows.get(_fitting(self.size.width), [])
        if 0 <= event.y < len(rows):
            self.post_message(self.Clicked(rows[event.y]))


def _head(*, several: bool, chosen: bool) -> str:
    if several:
        return "[x] " if chosen else "[ ] "
    return " >  " if chosen else "    "


class Line(Input):
    """A line to type an answer on; while it is empty, the keys of commands are commands."""

    class Pressed(Message):
        """A key that is a command was pressed on the empty line."""

        def __init__(self, word: str) -> None:
            super().__init__()
            self.word = word

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, select_on_focus=False)
        self.commands: Set[str] = frozenset()
        """The keys that are commands now."""

    def on_key(self, event: events.Key) -> None:
        """Catch commands before they are typed, and take the space that input methods write."""
        word = typed_word(event)
        if event.key == "ideographic_space":
            event.stop()
            event.prevent_default()
            self.insert_text_at_cursor(" ")
        word = word or event.key
        if not self.value and word in self.commands:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pressed(word))
