"""One thing wrong with content, where it stands, and what would be right."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from examprep.loader.paths import resolved
from examprep.loader.tree import Fault, Position

LONGEST = 100
"""Characters that a finding repeats of what was written; the rest is left out."""
_QUOTED = re.compile(rf"`([^`]{{{LONGEST}}})[^`]{{20,}}`")


class Finding(msgspec.Struct, frozen=True, order=True):
    """A fault of one file, as `bank check` reports it."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        """Return `file:line:col: code: message`, the form editors jump to: one line, whatever was written."""
        return on_one_line(f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}")


def on_one_line(text: str) -> str:
    """Return a text with its new lines made visible, so that nobody writes a finding of their own."""
    return text.replace("\n", "\\n")


def name_of(path: Path, base: Path) -> str:
    """Return a file's path as findings name it: from `base` where it stands below."""
    whole = resolved(path)
    return str(whole.relative_to(base)) if whole.is_relative_to(base) else str(whole)


def finding_of(file: str, fault: Fault) -> Finding:
    """Say in which file a fault stands."""
    message = _QUOTED.sub(r"`\1…`", fault.message)
    return Finding(file, fault.at.line, fault.at.column, fault.code, message, fault.hint)


def unreadable(error: OSError) -> Fault:
    """Say that a file cannot be read at all."""
    return Fault(Position(1, 1), "unreadable", f"cannot be read: {error.strerror}")
