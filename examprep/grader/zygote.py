"""The judge's side of a zygote: starts it, asks it for confined forks, and learns how each ended."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import select
import socket
import subprocess  # noqa: TID251 - this is where programs are started
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

from examprep.errors import SandboxError
from examprep.grader.wire import Line, encode

START = 60.0
"""Seconds a framework may take to load."""
REPLY = 5.0
"""Seconds a zygote may take to answer: it does nothing that takes long."""

_BOOT = """
import os, sys, types
register, os.register_at_fork = os.register_at_fork, lambda **repairs: None
import concurrent.futures.thread, logging, random, threading
os.register_at_fork = register
for name, folder in (("examprep", sys.argv[3]), ("examprep.grader", sys.argv[4])):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [folder]
from examprep.grader import warm
for name in ("examprep", "examprep.grader"):
    sys.modules[name].__path__ = []
warm.main()
"""
"""Loads the few modules a zygote needs by their place, whether examprep is installed or not, and no other.

What the standard library would repair in every fork is whole: a zygote has one thread and holds no lock.
"""


class Death(msgspec.Struct, frozen=True):
    """How a child ended."""

    status: int
    """Exit code, or minus the signal."""
    cpu: float
    peak: int
    """Largest resident memory, in the units of getrusage."""
    killed: bool
    """By the judge, because it had not ended."""


class Child:
    """A confined fork, and the connection to it."""

    def __init__(self, zygote: Zygote, line: Line, number: int) -> None:
        self.line = line
        self._zygote = zygote
        self._number = number
        self._death: Death | None = None
        self._is_dropped = False

    def send(
        self, header: dict[str, Any], buffers: tuple[bytes, ...] = (), *, seconds: float = REPLY
    ) -> None:
        """Send a frame."""
        self.line.send(encode(header, buffers), time.monotonic() + seconds)

    def drop(self) -> None:
        """End the child, if it has not ended, however it would have."""
        if self._death is None and not self._is_dropped:
            self._is_dropped = True
            self.line.close()
            with contextlib.suppress(SandboxError):  # a zygote that is gone took its children along
                self._zygote.drop(self._number)

    def end(self, grace: float = 0.0) -> Death:
        """End the child, after a moment in which it may end itself; say how it ended."""
        if self._death is None:
            self.line.close()
            self._death = self._zygote.reap(self._number, grace)
        return self._death


class Zygote:
    """A warm process of one framework. Use it as a context, or close it."""

    def __init__(self, framework: str) -> None:
        if not hasattr(os, "fork"):
            raise SandboxError("programs run on Linux and macOS only; on Windows use WSL")
        self.framework = framework
        here, there = socket.socketpair()
        grader = Path(__file__).resolve().parent
        arguments = [str(there.fileno()), framework, str(grader.parent), str(grader)]
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-B", "-c", _BOOT, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_small_env(),
            pass_fds=[there.fileno()],
            start_new_session=True,
            cwd="/",
        )
        there.close()
        self._control = here
        self._numbers = itertools.count()
        self._ahead: Child | None = None
        self.version = self._greeting()

    def __enter__(self) -> Zygote:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def fork(self) -> Child:
        """Return a child that waits for its first frame, and have the next one forked meanwhile."""
        child, self._ahead = self._ahead or self._forked(), self._forked()
        return child

    def reap(self, number: int, grace: float) -> Death:
        """End a child of this zygote."""
        self._order({"op": "reap", "number": number, "grace": grace})
        return msgspec.convert(self._reply(REPLY + grace), Death)

    def drop(self, number: int) -> None:
        """End a child without waiting until it has ended."""
        self._order({"op": "drop", "number": number})

    def is_alive(self) -> bool:
        """Whether it can still fork."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it, and with it all its children."""
        self._control.close()
        if self._ahead is not None:
            self._ahead.line.close()
        try:
            self._process.wait(REPLY)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _forked(self) -> Child:
        """Order a fork, and do not wait for it: what it is sent, it finds when it is there."""
        here, there = socket.socketpair()
        number = next(self._numbers)
        try:
            self._order({"op": "fork", "number": number}, there)
        except SandboxError:
            here.close()
            raise
        finally:
            there.close()
        return Child(self, Line(here), number)

    def _order(self, order: dict[str, Any], *sent: socket.socket) -> None:
        line = json.dumps(order).encode() + b"\n"
        try:
            socket.send_fds(self._control, [line], [each.fileno() for each in sent])
        except OSError as error:
            raise self._dead() from error

    def _greeting(self) -> str:
        answer = self._reply(START)
        if "version" not in answer:
            self.close()
            raise SandboxError(
                f"{self.framework} cannot be loaded: {answer.get('fault')}{_install(self.framework)}"
            )
        return str(answer["version"])

    def _reply(self, seconds: float) -> dict[str, Any]:
        deadline, raw = time.monotonic() + seconds, b""
        while not raw.endswith(b"\n"):
            poll = select.poll()
            poll.register(self._control, select.POLLIN)
            if not poll.poll(max(deadline - time.monotonic(), 0) * 1000):
                raise self._dead()
            try:
                part = self._control.recv(4096)
            except OSError as error:
                raise self._dead() from error
            if not part:
                raise self._dead()
            raw += part
        answer: dict[str, Any] = json.loads(raw)
        return answer

    def _dead(self) -> SandboxError:
        self._process.kill()
        return SandboxError(
            f"the {self.framework} process that programs are forked from does not answer; "
            f"is {self.framework} installed and whole?"
        )


def _install(framework: str) -> str:
    return "; install it with: pip install 'examprep[torch]'" if framework == "torch" else ""


def _small_env() -> dict[str, str]:
    """Give programs nothing of the environment, and one thread a library."""
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {"PATH": os.defpath, "HOME": "/", "LANG": "C.UTF-8", **dict.fromkeys(threads, "1")}
