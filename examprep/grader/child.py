"""Runs programs that arrive as JSON lines, each in a fork with a time limit.

Started on its own, never imported: the framework is loaded once, and a fork that crashes,
hangs or changes something touches no other. Standard library only.
"""

import contextlib
import importlib
import io
import json
import os
import resource
import select
import signal
import sys
import time

MEMORY = 8 << 30
MOST = 65536


def main() -> None:
    """Serve until the input ends."""
    framework, limit = sys.argv[1], float(sys.argv[2])
    channel = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    load(framework)
    for line in sys.stdin:
        channel.write(json.dumps(run_forked(json.loads(line), limit)) + "\n")
        channel.flush()


def load(framework: str) -> None:
    """Import a framework, with what it would else import in every fork."""
    module = importlib.import_module(framework)
    if framework == "torch":
        module.set_num_threads(1)
        for late in ("torch._dynamo", "torch.func"):
            importlib.import_module(late)


def run_forked(source: str, limit: float) -> dict[str, object]:
    """Run one program in a fork; tell whether it ended without an exception."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        report = run_here(source, limit)
        os.write(writer, json.dumps(report).encode()[:MOST])
        os._exit(0)
    os.close(writer)
    answer = read_until(reader, time.monotonic() + limit + 1)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(reader)
    try:
        report = json.loads(answer)
    except ValueError:
        report = {"passed": False, "reason": f"no end within {limit:g} s, or a crash"}
    return report


def read_until(reader: int, deadline: float) -> bytes:
    """Read what a fork says, until it closes its end or the time is up."""
    parts: list[bytes] = []
    while True:
        ready, _, _ = select.select([reader], [], [], max(deadline - time.monotonic(), 0))
        part = os.read(reader, MOST) if ready else b""
        if not part:
            return b"".join(parts)
        parts.append(part)


def run_here(source: str, limit: float) -> dict[str, object]:
    """Run one program in this process, which ends with it."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError):  # where less is allowed already
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    sys.stdin = io.StringIO()
    sys.stdout = sys.stderr = io.StringIO()
    try:
        exec(compile(source, "<program>", "exec"), {"__name__": "__program__"})  # noqa: S102
    except BaseException as error:
        return {"passed": False, "reason": described(error)}
    return {"passed": True, "reason": ""}


def described(error: BaseException) -> str:
    """Return an exception in one line that any reader of JSON takes."""
    try:
        said = f"{type(error).__name__}: {error}"
    except Exception:
        said = type(error).__name__
    return said.encode("utf-8", "replace").decode()[:500]


main()
