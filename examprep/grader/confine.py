"""What every child does first: give up all rights it does not need, and say so to the judge."""

from __future__ import annotations

import functools
import os
import sys
import time
from pathlib import Path
from typing import Any

from examprep.grader import sandbox
from examprep.grader.wire import Line, encode

OPEN_ENDED = 1 << 50
"""An address space without a limit: CUDA reserves more than there is."""


def prepare(readable: tuple[str, ...]) -> None:
    """Do once, before forking, what every child would else do and find out for itself."""
    _quieten()
    sandbox.prepare(_policy({"cpu": 1, "memory": 1}, readable, ()))


def confine_here(line: Line, header: dict[str, Any], readable: tuple[str, ...]) -> None:
    """Confine this process and tell the judge how well, or tell it why that failed and end."""
    policy = _policy(header, readable, (0, 1, 2, line.sock.fileno()))
    try:
        layers = sandbox.confine(policy)
    except Exception as error:
        answer(line, {"fault": "unconfined", "text": f"{type(error).__name__}: {error}"[:500]})
        os._exit(1)
    answer(line, {"ok": "ready", "isolation": layers.name, "pid": os.getpid()})


def _policy(header: dict[str, Any], readable: tuple[str, ...], keep: tuple[int, ...]) -> sandbox.Policy:
    cuda = header.get("device") == "cuda"
    return sandbox.Policy(
        read=readable,
        cpu_seconds=int(header["cpu"]) + 1,
        address_space=OPEN_ENDED if cuda else _address_space() + (int(header["memory"]) << 20),
        allow_threads=cuda,
        allow_devices=gpu_devices() if cuda else (),
        keep=keep,
    )


def answer(line: Line, header: dict[str, Any], buffers: list[bytes] | None = None) -> None:
    """Send a frame, however long the judge takes to read it."""
    line.send(encode(header, buffers or ()), time.monotonic() + 3600)


@functools.cache
def _address_space() -> int:
    """Return how much address space the framework has taken already."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError):
        return 8 << 30
    return pages * os.sysconf("SC_PAGE_SIZE")


def gpu_devices() -> tuple[str, ...]:
    """Return the files of NVIDIA's devices, without a call to CUDA: forks of what called it cannot use it."""
    return tuple(str(path) for path in sorted(Path("/dev").glob("nvidia*")))


def _quieten() -> None:
    """Point the standard streams nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nowhere, fd)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # type: ignore[misc] # noqa: SIM115
