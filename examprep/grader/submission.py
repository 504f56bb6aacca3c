"""Read a learner's file without trusting it: what it is, how large, and that it stayed the same."""

from __future__ import annotations

import os
import stat
from pathlib import Path

MOST = 256 << 10
"""Bytes a program may have."""


class UnreadableError(Exception):
    """The file is no program; the message says why."""


def read_submission(path: Path) -> str:
    """Return the text of a file; raises `UnreadableError`, or `OSError` where there is none.

    Links are not followed: they could show a learner's reader what it may not see.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)
    if path.is_symlink():
        raise UnreadableError("it is a symbolic link; give the file itself")
    descriptor = os.open(path, flags)
    try:
        raw = _read(descriptor)
    finally:
        os.close(descriptor)
    return _text(raw)


def _read(descriptor: int) -> bytes:
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        raise UnreadableError("it is no regular file")
    if before.st_size > MOST:
        raise UnreadableError(f"it has {before.st_size:,} bytes, more than {MOST:,}")
    with os.fdopen(os.dup(descriptor), "rb") as file:
        raw = file.read(MOST + 1)
    after = os.fstat(descriptor)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not same or len(raw) != after.st_size:
        raise UnreadableError("it changed while it was read; save it and try again")
    return raw


def _text(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"it is not UTF-8 (line {line}); save it as UTF-8") from None
    if "\0" in text:
        raise UnreadableError("it holds NUL characters")
    return text
