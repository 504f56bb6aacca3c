"""System calls by number, through libc: what Python has no function for. Standard library only."""

from __future__ import annotations

import ctypes
import functools
import os


@functools.cache
def libc() -> ctypes.CDLL:
    """Open the C library of this process, with its errors kept."""
    return ctypes.CDLL(None, use_errno=True)


def call(number: int, *arguments: int | bytes | None) -> int:
    """Make one system call; raises `OSError` with the kernel's own reason."""
    wide = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    answer = int(libc().syscall(ctypes.c_long(number), *wide))
    if answer < 0:
        raise _failure(f"system call {number}")
    return answer


def prctl(option: int, value: int) -> None:
    """Set one property of this process; raises `OSError`."""
    zero = ctypes.c_ulong(0)
    if libc().prctl(ctypes.c_int(option), ctypes.c_ulong(value), zero, zero, zero):
        raise _failure(f"prctl {option}")


def _failure(what: str) -> OSError:
    code = ctypes.get_errno()
    return OSError(code, f"{what}: {os.strerror(code)}")
