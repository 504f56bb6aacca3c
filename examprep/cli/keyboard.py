"""The terminal under a learner's keys: read one at a time, and left as it was found, also by a signal."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, Final

from examprep.core.text import fold

PATIENCE = 0.05
"""Seconds waited for a key."""
_ENDS: Final = ("SIGTERM", "SIGHUP", "SIGQUIT")
"""What ends a program on the spot, a terminal in whatever mode; Ctrl-C is an exception, and cleans up."""


# --- keys, one at a time


@contextlib.contextmanager
def keyboard() -> Iterator[Callable[[], str | None]]:
    """Give a function that waits a moment for a key: the key, nothing, or `None` at the end of the input."""
    if sys.stdin is None or not sys.stdin.isatty():
        yield _line_key
        return
    import tty  # noqa: PLC0415 - not on every system

    before = _modes()
    with _leaving():
        try:
            tty.setcbreak(sys.stdin)
            yield lambda: fold(sys.stdin.read(1)) if _is_ready() else ""
        finally:
            if before is not None:
                _restore(before)


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


# --- told to end


@contextlib.contextmanager
def _leaving() -> Iterator[None]:
    """Leave as at the end of the program where a signal would end it on the spot: programs run meanwhile."""
    before = {number: signal.signal(number, _leave) for number in _deadly()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _: object) -> None:
    raise SystemExit(128 + number)


@contextlib.contextmanager
def as_found() -> Iterator[None]:
    """While a line is read: have the terminal as it was before a signal ends the program.

    The library that edits the line looks at signals only between keys, and in the moment in which a prompt
    appears not even then; so another thread waits for them. No program may be started meanwhile: it would
    inherit what is held back here.
    """
    deadly, modes = _deadly() if hasattr(signal, "pthread_sigmask") else set(), _modes()
    if not deadly or modes is None:
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())  # the thread is to get no others
    try:
        with _watched(deadly, modes):
            signal.pthread_sigmask(signal.SIG_SETMASK, held | deadly)
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


@contextlib.contextmanager
def _watched(deadly: set[signal.Signals], modes: list[Any]) -> Iterator[None]:
    over, last = threading.Event(), min(deadly)
    thread = threading.Thread(target=_watch, args=(deadly, last, modes, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        assert thread.ident is not None
        signal.pthread_kill(thread.ident, last)
        thread.join()


def _watch(
    deadly: set[signal.Signals], last: signal.Signals, modes: list[Any], over: threading.Event
) -> None:
    """Wait for a signal and end the program by it; `last` may only say that it is over."""
    woken = signal.sigwait(deadly)
    if over.is_set() and woken == last:
        return
    _restore(modes)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {woken})
    os.kill(os.getpid(), woken)


def _deadly() -> set[signal.Signals]:
    """Return the signals that end this program on the spot: `nohup` takes one of them out."""
    numbers = {getattr(signal, name) for name in _ENDS if hasattr(signal, name)}
    return {number for number in numbers if signal.getsignal(number) is signal.SIG_DFL}


def _modes() -> list[Any] | None:
    """Return how the terminal is set, if there is one and it is not gone."""
    try:
        import termios  # noqa: PLC0415 - not on every system
    except ImportError:
        return None
    with contextlib.suppress(OSError, ValueError, termios.error):
        return termios.tcgetattr(sys.stdin)
    return None


def _restore(modes: list[Any]) -> None:
    """Give a terminal its modes again, unless it is gone or another program's by now."""
    import termios  # noqa: PLC0415 - not on every system

    with contextlib.suppress(OSError, ValueError, termios.error):
        if os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp():
            termios.tcsetattr(sys.stdin, termios.TCSANOW, modes)  # draining may take for ever
