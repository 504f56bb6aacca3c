"""What a learner sees and types: rich text on standard output, lines from standard input."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.text import Text as Rich

from examprep.cli.keyboard import as_found
from examprep.core.item import Lang, Text
from examprep.core.text import clean
from examprep.render import WIDEST, program_lines, say, text_lines, wrapped

NARROWEST = 20


class Screen:
    """Where results are shown to a learner in their language, and their lines are read."""

    def __init__(self, lang: Lang = Lang.JA, *, plain: bool = False) -> None:
        self.lang = lang
        self._console = Console(
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
            color_system=None if plain else "auto",
            force_terminal=False if plain else None,
        )

        if self._console.width < NARROWEST:  # too narrow for anything, or not known at all
            self._console.width = NARROWEST if self._console.width else 80

    @property
    def columns(self) -> int:
        """How wide lines may be now; a window may have been resized."""
        return min(max(self._console.width, NARROWEST), WIDEST)

    def show(self, renderable: RenderableType) -> None:
        """Print something rich can draw."""
        self._console.print(renderable)

    def lines(self, lines: Iterable[Rich]) -> None:
        """Print lines that are wrapped already."""
        for line in lines:
            self._console.print(line)

    def clear(self) -> None:
        """Begin at the top of an empty screen."""
        self._console.clear()

    def text(self, text: Text, style: str = "") -> None:
        """Print a text in the learner's languages."""
        for line in text_lines(text, self.lang, self.columns):
            line.stylize(style)
            self._console.print(line)

    def faint(self, text: Text) -> None:
        """Print a text that is not the matter itself."""
        words = say(text.ja, text.en, self.lang)
        self.text(Text(words, words), "dim")

    def say(self, ja: str, en: str) -> None:
        """Print a sentence of the program's own."""
        if ja.startswith("\n"):
            self._console.print()
        words = say(ja, en, self.lang).strip("\n")
        self.lines(wrapped(Rich(words), self.columns))

    def label(self, ja: str, en: str) -> None:
        """Print a heading."""
        self._console.print()
        self._console.print(Rich(say(ja, en, self.lang), style="bold"))

    def program(self, source: str) -> None:
        """Print a program, highlighted."""
        self.lines(program_lines(source))

    def entry(self, id: str, text: Text) -> None:
        """Print an id, and what it stands for below it, indented."""
        self._console.print(Rich(clean(id), style="cyan"))
        self.lines(text_lines(text, self.lang, self.columns, indent=4))

    def ask(self, prompt: str) -> str | None:
        """Read a line; `None` at the end of the input."""
        if sys.stdin is None or sys.stdout is None:
            return None
        sys.stdout.flush()
        try:
            if sys.stdin.isatty() and sys.stdout.isatty():
                with contextlib.suppress(ImportError):
                    import readline  # noqa: F401, PLC0415 - edits the line, where Python has it

                with as_found():
                    return input(prompt)
            sys.stdout.write(prompt)
            sys.stdout.flush()
            line = sys.stdin.readline()
        except (EOFError, OSError, ValueError):
            line = ""
        if not sys.stdin.closed and not sys.stdin.isatty():
            sys.stdout.write("\n")  # what was typed does not show
        return line.rstrip("\n") if line else None
