"""The program of a zygote: loads a framework once, then forks a confined child for every request.

Started by `exec`, never forked from the judge, so that nothing of the judge is in its memory.
It knows no problem and no answer, runs nobody's code but ours, and ends when the judge does.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from examprep.grader import cell, pages, trusted
from examprep.grader.confine import gpu_devices, prepare
from examprep.grader.rehearsal import rehearse
from examprep.grader.wire import EndedError, LateError, Line

LATE = {
    "numpy": ("numpy.linalg", "numpy.random", "numpy.fft", "numpy.lib.stride_tricks", "numpy.polynomial"),
    "torch": ("numpy", "torch.nn.functional", "torch.func", "torch._dynamo", "torch.optim"),
}
"""What a fork would else import again each time."""
USUAL = ("collections.abc", "dataclasses", "functools", "itertools", "math", "operator", "random", "typing",
         "string", "re", "copy", "heapq", "bisect", "statistics", "fractions", "decimal", "abc", "enum",
         "time", "warnings", "linecache", "traceback", "inspect", "contextlib")  # fmt: skip
SOON = 1
"""Milliseconds until the dead are looked for again."""
GREETING = 1e6
"""Seconds a fork waits for its first frame, unless the judge goes before."""


def main() -> None:
    """Serve the judge until it goes."""
    control = socket.socket(fileno=int(sys.argv[1]))
    framework = sys.argv[2]
    try:
        version = load(framework)
        readable = readable_paths(framework)
        prepare(readable)
        rehearse(framework, with_gradients=framework == "torch" and not gpu_devices())
    except Exception as error:
        _reply(control, {"fault": f"{type(error).__name__}: {error}"[:500]})
        return
    gc.collect()
    gc.freeze()
    pages.collapse()
    _reply(control, {"version": version})
    serve(control, framework, readable)


def load(framework: str) -> str:
    """Import a framework with what programs usually import; return its version."""
    module: Any = importlib.import_module(framework)
    for late in (*LATE[framework], *USUAL):
        importlib.import_module(late)
    if framework == "torch":
        module.set_num_threads(1)
        # A GPU's shortened float32 would be taken for a mistake; these are settings, no call to CUDA.
        module.backends.cuda.matmul.allow_tf32 = module.backends.cudnn.allow_tf32 = False
        # Threads are denied, and their library ends the process that asks for one.
        module.set_num_threads = module.set_num_interop_threads = lambda count: None  # noqa: ARG005
    return str(module.__version__)


def readable_paths(framework: str) -> tuple[str, ...]:
    """Return what a child may read: the interpreter, the standard library, the framework; no other package.

    The standard library is named entry by entry where packages of others stand inside it.
    """
    places = [*_standard_library(), "/dev/null", "/dev/zero", "/dev/urandom", "/proc/cpuinfo"]
    names = {"numpy": ("numpy",), "torch": ("numpy", "torch", "torchgen")}[framework]
    for name in names:
        module = importlib.import_module(name)
        folder = Path(module.__file__ or "").parent
        places += [str(folder), str(folder.parent / f"{name}.libs")]
    return tuple(dict.fromkeys(place for place in places if os.path.exists(place)))  # noqa: PTH110


def _standard_library() -> list[str]:
    paths = sysconfig.get_paths()
    places: list[str] = []
    for root in dict.fromkeys((paths["stdlib"], paths["platstdlib"], sysconfig.get_config_var("DESTSHARED"))):
        inner = Path(root) if root else None
        if inner is None or not inner.is_dir():
            continue
        shared = {"site-packages", "dist-packages"} & {entry.name for entry in inner.iterdir()}
        entries = [entry for entry in inner.iterdir() if entry.name not in shared | {"test", "idlelib"}]
        places += [str(entry) for entry in entries] if shared else [str(inner)]
    return places


def serve(control: socket.socket, framework: str, readable: tuple[str, ...]) -> None:
    """Answer the judge's orders, one after another, until it goes."""
    living: dict[int, int] = {}
    dropped: set[int] = set()  # killed; taking a large process apart takes milliseconds nobody waits for
    for order, descriptor in _orders(control, dropped):
        match order:
            case {"op": "fork", "number": number}:
                pid = os.fork()
                if pid == 0:
                    control.close()
                    _child(descriptor, framework, readable)
                os.close(descriptor)
                living[number] = pid
            case {"op": "reap", "number": number, "grace": grace}:
                _reply(control, reap(living.pop(number), grace))
            case {"op": "drop", "number": number}:
                pid = living.pop(number)
                _kill(pid)
                dropped.add(pid)
    for pid in living.values():
        _kill(pid)


def _orders(control: socket.socket, dropped: set[int]) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield orders, each a line, those to fork with the descriptor that came with them.

    While it waits for the judge, it buries those that were dropped.
    """
    rest, descriptors = b"", []
    poll = select.poll()
    poll.register(control, select.POLLIN)
    while True:
        while not poll.poll(SOON if dropped else None):
            dropped -= {pid for pid in dropped if os.waitpid(pid, os.WNOHANG)[0]}
        raw, sent, _, _ = socket.recv_fds(control, 4096, 8)
        descriptors += sent
        if not raw:
            return
        *lines, rest = (rest + raw).split(b"\n")
        for line in lines:
            order = json.loads(line)
            yield order, descriptors.pop(0) if order["op"] == "fork" else -1


def _reply(control: socket.socket, answer: dict[str, Any]) -> None:
    control.sendall(json.dumps(answer).encode() + b"\n")


def reap(pid: int, grace: float) -> dict[str, object]:
    """Wait a little for a child to end, then end it; return how it ended and what it used."""
    until = time.monotonic() + grace
    while True:
        done, status, used = os.wait4(pid, os.WNOHANG)
        if done or time.monotonic() >= until:
            break
        time.sleep(0.0005)
    if not done:
        _kill(pid)
        _, status, used = os.wait4(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return {"status": code, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss, "killed": not done}


def _kill(pid: int) -> None:
    """End a child with everything it may have started."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def _child(fd: int, framework: str, readable: tuple[str, ...]) -> None:
    """Be a child: learn from the first frame what for, and never return."""
    status = 1
    try:
        os.setpgid(0, 0)
        line = Line(socket.socket(fileno=fd))
        first = line.receive(time.monotonic() + GREETING)
        serve_role = trusted.serve if first.header["role"] == "trusted" else cell.serve
        serve_role(line, first, framework, readable)
        status = 0
    except (EndedError, LateError):
        status = 0
    finally:
        os._exit(status)
