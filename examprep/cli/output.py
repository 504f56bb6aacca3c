"""Files that a command is asked to write: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from examprep import durable
from examprep.errors import UsageError


def refuse_existing(path: Path) -> None:
    """Raise `UsageError` where something stands already that would be lost."""
    if os.path.lexists(path):
        raise UsageError(
            f"{path} is there already and was left as it is; name another file, or remove it",
            f"{path} はもうあり、そのまま残した。別の名前にするか、取り除く。",
        )


def write_whole(path: Path, content: str | bytes, mode: int = 0o666) -> None:
    """Write a file in one step; raises `UsageError` where that cannot be done."""
    if os.path.isdir(path):  # noqa: PTH112 - false, where pathlib raises, for a name that is too long
        raise UsageError(
            f"{path} is a folder; name the file to write in it",
            f"{path} はフォルダである。ファイルの名前を書く。",
        )
    written = content.encode(errors="backslashreplace") if isinstance(content, str) else content
    try:
        durable.write_whole(path, written, mode)  # less what the user's umask takes: it is to be handed on
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}", f"{path} に書き込めない: {error.strerror}"
        ) from error
