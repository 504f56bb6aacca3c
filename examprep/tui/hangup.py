"""Notice that the terminal is gone where no signal tells it: reading from it would find nothing, for ever."""

from __future__ import annotations

import select
import sys
from collections.abc import Callable
from threading import Thread


def on_hangup(tell: Callable[[], object]) -> None:
    """Call `tell`, from a thread of its own, once the terminal that keys come from has been closed."""
    keys = sys.__stdin__
    if keys is not None and keys.isatty() and hasattr(select, "poll"):
        Thread(target=_wait, args=(keys.fileno(), tell), daemon=True).start()


def _wait(terminal: int, tell: Callable[[], object]) -> None:
    poll = select.poll()
    poll.register(terminal, 0)  # that it was closed is told unasked
    if any(event & select.POLLHUP for _, event in poll.poll()):
        tell()
