"""Standard output and standard error, and nothing else writes to them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec
from rich.text import Text as Rich

from examprep.core.item import Lang, Text
from examprep.core.text import clean
from examprep.render import say, text_lines, wrapped

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDEST = 100
"""Lines longer than this are hard to read."""
NARROWEST = 20

SCHEMA = 1


class Screen:
    """Where results are shown to a learner in their language, and their lines are read."""

    def __init__(self, lang: Lang = Lang.JA, *, without_colour: bool = False) -> None:
        from rich.console import Console  # noqa: PLC0415 - `--json` and `--help` do without

        self.lang = lang
        self._console = Console(
            highlight=False, markup=False, emoji=False, soft_wrap=True, no_color=without_colour or None
        )
        self.columns = min(max(self._console.width, NARROWEST), WIDEST)

    def show(self, renderable: RenderableType) -> None:
        """Print something rich can draw."""
        self._console.print(renderable)

    def lines(self, lines: Iterable[Rich]) -> None:
        """Print lines that are wrapped already."""
        for line in lines:
            self._console.print(line)

    def text(self, text: Text, style: str = "") -> None:
        """Print a text in the learner's languages."""
        for line in text_lines(text, self.lang, self.columns):
            line.stylize(style)
            self._console.print(line)

    def faint(self, text: Text) -> None:
        """Print a text that is not the matter itself."""
        self.text(Text(*(2 * (say(text.ja, text.en, self.lang),))), "dim")

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

    def entry(self, id: str, text: Text) -> None:
        """Print an id, and what it stands for below it, indented."""
        self._console.print(Rich(clean(id), style="cyan"))
        self.lines(text_lines(text, self.lang, self.columns, indent=4))

    def ask(self, prompt: str) -> str | None:
        """Read a line; `None` at the end of the input."""
        sys.stdout.flush()
        if sys.stdin is None:
            return None
        try:
            if sys.stdin.isatty() and sys.stdout.isatty():
                import readline  # noqa: F401, PLC0415 - edits the line

                return input(prompt)
            sys.stdout.write(prompt)
            sys.stdout.flush()
            line = sys.stdin.readline()
        except (EOFError, OSError, ValueError):
            line = ""
        if not sys.stdin.closed and not sys.stdin.isatty():
            sys.stdout.write("\n")  # what was typed does not show
        return line.rstrip("\n") if line else None


def show_json(value: Any) -> None:
    """Print one JSON document; the caller's value is a mapping, to which the schema is added."""
    document = {"schema": SCHEMA, **value}
    raw = msgspec.json.format(msgspec.json.encode(document), indent=2)
    sys.stdout.write(raw.decode() + "\n")


def show_line(line: str) -> None:
    """Print one line as it is, but for what a terminal would obey."""
    sys.stdout.write(clean(line) + "\n")


def show_json_line(value: Any) -> None:
    """Print one JSON document on one line."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    if sys.stderr is not None:
        sys.stderr.write(f"examprep: {clean(message)}\n")


def remark(message: str) -> None:
    """Say something on standard error that is no result."""
    if sys.stderr is not None:
        sys.stderr.write(f"{clean(message)}\n")


def speak_any_encoding() -> None:
    """Write what an encoding lacks as escapes, and read what it lacks as a mark, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
