"""Run small programs that are part of content, and tell which end without an exception."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from examprep.errors import SandboxError

LIMIT = 10.0
"""Seconds one program may take."""


class Run(msgspec.Struct, frozen=True):
    """How a program ended."""

    passed: bool
    reason: str


def can_run(framework: str) -> bool:
    """Tell whether programs of a framework can be run here."""
    return hasattr(os, "fork") and importlib.util.find_spec(framework) is not None


def run_programs(
    framework: str, sources: Sequence[str], *, done: Callable[[], None] = lambda: None
) -> list[Run]:
    """Run each program in a process of its own; `done` is called after each.

    Raises `SandboxError` when programs cannot be started or the runner dies.
    """
    if not hasattr(os, "fork"):
        raise SandboxError("programs run on Linux and macOS only; on Windows use WSL")
    child = Path(__file__).with_name("child.py")
    command = [sys.executable, "-I", "-B", str(child), framework, str(LIMIT)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_small_env()
    ) as process:
        runs = []
        for source in sources:
            runs.append(_exchange(process, source, framework))
            done()
    return runs


def _exchange(process: subprocess.Popen[bytes], source: str, framework: str) -> Run:
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(json.dumps(source).encode() + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        raise _dead(framework) from None
    line = process.stdout.readline()
    if not line:
        raise _dead(framework)
    return msgspec.json.decode(line, type=Run)


def _dead(framework: str) -> SandboxError:
    return SandboxError(f"the runner of {framework} programs died; is {framework} installed and whole?")


def _small_env() -> dict[str, str]:
    """Give programs nothing of the environment, and one thread a library."""
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {"PATH": os.defpath, "HOME": "/", "LANG": "C.UTF-8", **dict.fromkeys(threads, "1")}
