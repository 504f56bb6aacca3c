"""Files that a command is asked to write: whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from examprep.errors import UsageError


def refuse_existing(path: Path) -> None:
    """Raise `UsageError` where something stands already that would be lost."""
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path} is there already and was left as it is; name another file, or remove it")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file in one step; raises `UsageError` where that cannot be done."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name the file to write in it")
    draft = path.with_name(f".{path.name}.new")
    try:
        with draft.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
