"""Keys, one at a time: as they are pressed in a terminal, by the line where no person types."""

from __future__ import annotations

import contextlib
import select
import sys
from collections.abc import Callable, Iterator

from examprep.core.text import fold

PATIENCE = 0.05
"""Seconds waited for a key."""


@contextlib.contextmanager
def keyboard() -> Iterator[Callable[[], str | None]]:
    """Give a function that waits a moment for a key: the key, nothing, or `None` at the end of the input."""
    if sys.stdin is None or not sys.stdin.isatty():
        yield _line_key
        return
    import termios  # noqa: PLC0415 - not on every system
    import tty  # noqa: PLC0415

    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        yield lambda: fold(sys.stdin.read(1)) if _is_ready() else ""
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _line_key() -> str | None:
    """Read a key from a line, where no person types."""
    if sys.stdin is None:
        return None
    if not _is_ready():
        return ""
    line = sys.stdin.readline()
    return fold(line)[:1] if line else None


def _is_ready() -> bool:
    return bool(select.select([sys.stdin], [], [], PATIENCE)[0])
