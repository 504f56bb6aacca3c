"""The program, driven from outside: through pipes, or at a terminal of its own."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import TracebackType
from typing import Self

from tests.conftest import Command

KEPT = "Kept."
"""What stands on the screen once an answer is acknowledged."""
PATIENCE = 30
"""Seconds after which something that should have happened is taken to never happen."""


class Quiz:
    """One run of the program, through pipes; what it said so far is `said`."""

    def __init__(
        self,
        command: Command,
        *args: str,
        before: Sequence[str] = (),
        program: Sequence[str] = ("-m", "examprep"),
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self.said = ""
        self.process = subprocess.Popen(
            [*before, sys.executable, *program, *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=command.environment(**(variables or {})),
            cwd=command.home.parent,
        )

    def enter(self, lines: str) -> None:
        """Type lines; a program that is gone does not hear them."""
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(lines.encode())
            self.process.stdin.flush()

    def hear(self, wanted: Callable[[str], bool]) -> bool:
        """Listen until what was said is as wanted; tell whether it ever was."""
        while not wanted(self.said):
            if not self._read():
                return False
        return True

    def listen(self, seconds: float) -> None:
        """Listen for some time, or until it ends."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            assert self.process.stdout is not None
            if select.select([self.process.stdout], [], [], left)[0] and not self._read():
                return

    def _read(self) -> bool:
        """Read what was said meanwhile; tell whether more may come."""
        assert self.process.stdout is not None
        piece = os.read(self.process.stdout.fileno(), 65536)
        self.said += piece.decode("utf-8", "replace")
        return bool(piece)

    def answer(self, count: int = 1) -> bool:
        """Answer so many questions, each once the one before is kept; tell whether all were."""
        for _ in range(count):
            wanted = self.acknowledged + 1
            self.enter("?\n")
            if not self.hear(_with(wanted)):
                return False
        return True

    def end(self) -> tuple[int, str]:
        """Type nothing more, and wait; return how it ended and what it complained of."""
        assert self.process.stdin is not None
        assert self.process.stderr is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.hear(lambda _: False)
        complaint = self.process.stderr.read().decode("utf-8", "replace")
        return self.process.wait(PATIENCE), complaint

    @property
    def acknowledged(self) -> int:
        """How many answers were shown as kept; a line that Ctrl-C came upon may stand there twice."""
        lines = [line for line in self.said.splitlines() if line.strip()]
        return sum(KEPT in line and line != before for before, line in pairwise(["", *lines]))

    def leave(self) -> None:
        """Leave nothing running."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            with contextlib.suppress(BrokenPipeError):
                stream.close()
        self.process.wait()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()


def _with(wanted: int) -> Callable[[str], bool]:
    return lambda said: said.count(KEPT) >= wanted


def _take_over() -> None:
    """Make standard input the terminal that signals come from."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """The program at a terminal of its own, where a person types."""

    def __init__(
        self, command: Command, *args: str, kind: str = "dumb", is_told_of_its_end: bool = True
    ) -> None:
        self.said = ""
        self._heard = 0
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "examprep", *args],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=command.environment(TERM=kind),
            cwd=command.home.parent,
            start_new_session=True,
            preexec_fn=_take_over if is_told_of_its_end else None,  # noqa: PLW1509 - no thread runs here
        )
        os.close(slave)

    @property
    def modes(self) -> list[int]:
        """How the terminal takes keys and shows what is printed."""
        return termios.tcgetattr(self._master)[:4]

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def hear(self, wanted: str) -> bool:
        """Read until something new stands on the screen; tell whether it ever did."""
        until = time.monotonic() + PATIENCE
        while (found := self.said.find(wanted, self._heard)) < 0:
            left = max(0.0, until - time.monotonic())
            if not select.select([self._master], [], [], left)[0] or not self._read():
                return False
        self._heard = found + len(wanted)
        return True

    def listen(self, until: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Read until something else is so; tell whether it ever was."""
        patience = time.monotonic() + seconds
        while not until():
            if time.monotonic() > patience or (
                select.select([self._master], [], [], 0.1)[0] and not self._read()
            ):
                return False
        return True

    def _read(self) -> bool:
        """Read what there is; tell whether anybody is still at the other end."""
        try:
            self.said += os.read(self._master, 65536).decode("utf-8", "replace")
        except OSError:
            return False
        return True

    def interrupt(self) -> int | None:
        """Press Ctrl-C as a person does: some time after the prompt, and again where nothing comes of it.

        In the moment in which a prompt appears, Python notices a signal only with the next key.
        """
        time.sleep(0.3)
        self.press("\x03")
        if not self.listen(lambda: self.process.poll() is not None, PATIENCE / 3):
            with contextlib.suppress(OSError):  # it has closed its end, and is about to go
                self.press("\x03")
        return self.end()

    def close(self) -> None:
        """Close the window, as a person does."""
        os.close(self._master)
        self._master = -1

    def end(self) -> int | None:
        """Wait for the end of the program; `None` if it never comes."""
        if self._master >= 0:
            self.listen(lambda: self.process.poll() is not None)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(PATIENCE)
        return None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing running."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        if self._master >= 0:
            os.close(self._master)
