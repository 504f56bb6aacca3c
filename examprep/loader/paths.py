"""Where banks and problems stand."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MOST_READ = 100_000_000
"""Bytes of any file of content; each format refuses much smaller ones in its own words."""
SUFFIXES = (".yaml", ".yml")
SHEET = "problem.yaml"
"""What makes a folder a problem."""


def bank_paths(folder: Path) -> list[Path]:
    """Return the bank files below a folder, in order.

    Hidden ones are an editor's, or a tool's; those beside a `problem.yaml` belong to the problem.
    """
    named = [path for path in folder.rglob("*") if path.suffix in SUFFIXES and not path.is_dir()]
    problems = {path.parent for path in named if path.name == SHEET}
    banks = (path for path in named if path.parent not in problems and not _is_hidden(path, folder))
    return sorted(resolved(path) for path in banks)


def resolved(path: Path) -> Path:
    """Return where a path leads; a link that leads to itself stays, and is told where it is opened."""
    return Path(os.path.realpath(path))


def banks_at(place: Path) -> list[Path]:
    """Return the bank files a person means by a path: itself, or those in its folder `banks`, or below."""
    if place.is_file():
        return [resolved(place)]
    return bank_paths(place / "banks" if (place / "banks").is_dir() else place)


def problems_at(place: Path) -> list[Path]:
    """Return the problem folders a person means by a path: itself, or those in `problems` there, or in it."""
    if (place / SHEET).is_file():
        return [resolved(place)]
    root = place / "problems" if (place / "problems").is_dir() else place
    return [resolved(root / id) for id in problem_ids(root)]


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def read_file(path: Path) -> bytes:
    """Return a file's bytes; raises `OSError` also for what is no file, which may never end."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
    if status.st_size > MOST_READ:
        raise OSError(errno.EFBIG, f"it has {status.st_size:,} bytes", str(path))
    return path.read_bytes()


def problem_ids(problems: Path) -> tuple[str, ...]:
    """Return the ids of all problem folders."""
    return tuple(sorted(path.parent.name for path in problems.glob(f"*/{SHEET}")))
