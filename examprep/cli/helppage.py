"""Typer's help page for Japanese: the names of its parts, and lines that end where Japanese ones may."""

from __future__ import annotations

from functools import cache
from typing import Any

from rich.containers import Lines
from rich.text import Text
from typer import rich_utils

from examprep.core.text import wrap

_TITLES = {
    "ARGUMENTS_PANEL_TITLE": "引数",
    "OPTIONS_PANEL_TITLE": "オプション",
    "COMMANDS_PANEL_TITLE": "コマンド",
    "DEFAULT_STRING": "[既定: {}]",
    "REQUIRED_LONG_STRING": "[必須]",
}


@cache
def speak_japanese() -> None:
    """Let every help page of this process be one for Japanese."""
    for title, words in _TITLES.items():
        setattr(rich_utils, title, words)
    made = rich_utils._make_rich_text  # what has no spaces to break at, it would cut off
    rich_utils._make_rich_text = lambda **how: _Unspaced.of(made(**how))


class _Unspaced(Text):
    """A text whose lines end anywhere but where Japanese must not be broken."""

    @classmethod
    def of(cls, text: Any) -> Any:
        """Return the same text of this kind."""
        return cls("").append_text(text) if isinstance(text, Text) else text

    def wrap(self, console: Any, width: int, **_how: Any) -> Lines:  # noqa: ARG002
        """Return the lines."""
        plain = Text("").append_text(self)
        return Lines(plain[part.start : part.stop] for part in wrap(self.plain, width))
