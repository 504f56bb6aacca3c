"""The colours of the app: the terminal's own, or fixed ones that can be read on dark or on light.

Screens name the sixteen colours of a terminal alone; a fixed theme says what those are.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.terminal_theme import TerminalTheme

from examprep.core.item import Text
from examprep.core.settings import Theme

Colour = tuple[int, int, int]


def _colours(*written: str) -> list[Colour]:
    return [(n >> 16, n >> 8 & 255, n & 255) for n in (int(word, 16) for word in written)]


def _palette(background: str, words: str, normal: Sequence[str], bright: Sequence[str]) -> TerminalTheme:
    ground, ink = _colours(background, words)
    return TerminalTheme(ground, ink, _colours(*normal), _colours(*bright))


DARK = _palette(
    "121212",
    "e4e4e4",
    ("9e9e9e", "ff7b72", "7ee787", "e3b341", "79b8ff", "d2a8ff", "56d4dd", "e4e4e4"),
    ("b0b0b0", "ffa198", "a5f0b0", "f2cc60", "a5d6ff", "e2c5ff", "8ae8ee", "ffffff"),
)
LIGHT = _palette(
    "fafafa",
    "1c1c1c",
    ("1c1c1c", "a40014", "14561c", "6b4a00", "0b3d91", "7a1f82", "00515c", "4d4d4d"),
    ("3a3a3a", "b3261e", "1b662a", "7a5600", "1a4fb5", "8e2a97", "00626f", "595959"),
)
"""On each, every one of the colours can be read, and what is faint, too."""
TEXTUAL_NAMES = {Theme.TERMINAL: "ansi-dark", Theme.DARK: "textual-dark", Theme.LIGHT: "textual-light"}
"""What textual's own parts look like then."""
THEME_NAMES = {
    Theme.TERMINAL: Text("端末の色", "the terminal's own"),
    Theme.DARK: Text("暗い背景（dark）", "dark"),
    Theme.LIGHT: Text("明るい背景（light）", "light"),
}


def next_theme(theme: Theme) -> Theme:
    """Return the theme after another, round and round."""
    themes = list(Theme)
    return themes[(themes.index(theme) + 1) % len(themes)]
