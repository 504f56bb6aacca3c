"""One thing wrong with content, where it stands, and what would be right."""

from __future__ import annotations

from pathlib import Path

import msgspec

from examprep.loader.tree import Fault


class Finding(msgspec.Struct, frozen=True, order=True):
    """A fault of one file, as `bank check` reports it."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        """Return `file:line:col: code: message`, the form editors jump to."""
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}"


def name_of(path: Path, base: Path) -> str:
    """Return a file's path as findings name it: from `base` where it stands below."""
    resolved = path.resolve()
    return str(resolved.relative_to(base)) if resolved.is_relative_to(base) else str(resolved)


def finding_of(file: str, fault: Fault) -> Finding:
    """Say in which file a fault stands."""
    return Finding(file, fault.at.line, fault.at.column, fault.code, fault.message, fault.hint)
