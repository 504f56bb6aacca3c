"""The line that says what keys do; a click on a key presses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.text import Text as Rich
from textual import events

from examprep.core.text import width
from examprep.tui.widgets import Page, packed

NAMES = {"Enter": "enter", "Esc": "escape", "Space": "space"}
"""Keys that are written with a word, as textual calls them."""


class KeyLine(Page):
    """Keys with what they do, which two spaces separate: `Enter grade  h hint`."""

    def __init__(self, words: Callable[[], str], *, id: str = "keys") -> None:
        super().__init__(self._packed, id=id)
        self._words = words

    def _packed(self, columns: int) -> Iterator[Rich]:
        yield from packed(self._words(), columns)

    def on_click(self, event: events.Click) -> None:
        """Press the key that stands where the click was."""
        lines = self.text.splitlines()
        if 0 <= event.y < len(lines):
            key = _key_at(lines[event.y], event.x)
            if key is not None:
                event.stop()
                self.press(key)

    def press(self, key: str) -> None:
        """Do as if a key had been struck."""
        self.app.simulate_key(key)


def _key_at(line: str, column: int) -> str | None:
    """Return the key whose words stand at a column of a line."""
    left = 0
    for part in line.split("  "):
        right = left + width(part)
        if left <= column < right:
            word = part.partition(" ")[0].removeprefix(":")
            return NAMES.get(word, word if len(word) == 1 else None)
        left = right + 2
    return None
