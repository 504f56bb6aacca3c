"""Runs programs that arrive as JSON lines, each in a confined fork with a time limit.

Started on its own, never imported: the framework is loaded once, and a fork that crashes,
hangs or changes something touches no other.
"""

import contextlib
import io
import json
import os
import select
import signal
import sys
import time

from examprep.grader import sandbox
from examprep.grader.warm import load, readable_paths

MEMORY = 8 << 30
MOST = 65536


def main() -> None:
    """Serve until the input ends."""
    framework, limit = sys.argv[1], float(sys.argv[2])
    channel = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    load(framework)
    readable = readable_paths(framework)
    sandbox.prepare(_policy(readable, limit, -1))
    for line in sys.stdin:
        channel.write(json.dumps(run_forked(json.loads(line), limit, readable)) + "\n")
        channel.flush()


def run_forked(source: str, limit: float, readable: tuple[str, ...]) -> dict[str, object]:
    """Run one program in a fork; tell whether it ended without an exception."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        report = run_confined(source, _policy(readable, limit, writer))
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


def _policy(readable: tuple[str, ...], limit: float, writer: int) -> sandbox.Policy:
    return sandbox.Policy(
        read=readable, cpu_seconds=int(limit) + 1, address_space=MEMORY, keep=(0, 1, 2, writer)
    )


def run_confined(source: str, policy: sandbox.Policy) -> dict[str, object]:
    """Run one program in this process, which gives up its rights before and ends with it."""
    try:
        sandbox.confine(policy)
    except OSError as error:
        return {"passed": False, "reason": f"cannot be confined here: {error}"}
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
