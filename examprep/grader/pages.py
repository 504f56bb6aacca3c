"""Make forks cheap: what a zygote has written in few large pages, whose tables are soon copied.

A fork of a process with torch loaded copies the tables of 50,000 small pages; measured, that and taking
them down again is two thirds of what a short submission costs.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

LARGE = 2 << 20
"""Bytes of a large page on x86-64, and on aarch64 with pages of 4 KB."""
COLLAPSE = 25
"""MADV_COLLAPSE, Linux 6.1; older kernels refuse, and everything stays as it was."""


def collapse() -> int:
    """Let the kernel put what this process has written into large pages; return how many it made."""
    if sys.platform != "linux":
        return 0
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    return sum(madvise(start, LARGE, COLLAPSE) == 0 for start in _places())


def _places() -> Iterator[int]:
    """Yield where a large page would fit into memory that is ours to write and no file's."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    for line in maps.splitlines():
        span, rights, _, _, _, *name = line.split(maxsplit=5)
        if rights.startswith("rw") and name in ([], ["[heap]"]):
            first, end = (int(edge, 16) for edge in span.split("-"))
            yield from range(-(-first // LARGE) * LARGE, end // LARGE * LARGE, LARGE)
