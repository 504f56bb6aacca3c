"""Signals, windows and hops that fit and do not; the last few are drawn afresh."""

import numpy as np


def wave(n, step=1.3, size=2.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, n + 1) * step) * size


def bell(n, step=0.4):
    """Return a window without symmetry."""
    return 0.2 + np.abs(np.sin(np.arange(1.0, n + 1) * step))


def cases(rng):
    yield "one frame", (wave(4), bell(4), 1)
    yield "frames side by side", (wave(12), bell(4), 4)
    yield "overlapping frames", (wave(12), bell(6), 2)
    yield "a hop of 1", (wave(7), bell(4), 1)
    yield "a rest that is dropped", (wave(11), bell(4), 3)
    yield "one sample short", (wave(9), bell(4), 2)
    yield "an odd window", (wave(13), bell(5), 3)
    yield "gaps between frames", (wave(15), bell(3), 5)
    yield "one sample a frame", (wave(5), np.array([0.5]), 2)
    yield "windows of two", (wave(6), bell(2), 3)
    yield "too short a signal", (wave(3), bell(4), 2)
    yield "as many frames as samples in one", (wave(10), bell(4), 2)
    yield "a rectangular window", (wave(10), np.ones(8), 1)
    yield "a constant signal", (np.full(9, 3.0), bell(5), 2)
    yield "a loud and a quiet half", (np.concatenate([wave(8) * 1e3, wave(8)]), bell(8), 4)
    yield "views", (wave(26)[::-2], bell(12)[::2], 2)
    yield "float32", (wave(12).astype(np.float32), bell(5).astype(np.float32), 2)
    for name, length, width, hop in (("random", 20, 8, 3), ("random odd", 23, 7, 4), ("random short hop", 12, 6, 1)):
        length += int(rng.integers(0, 4))
        yield name, (rng.normal(size=length), rng.uniform(0.1, 1.0, width), hop)
