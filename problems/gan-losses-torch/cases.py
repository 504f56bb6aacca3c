"""Discriminators that win, lose or do not know; the last few are drawn afresh."""

import numpy as np


def wave(n, step=1.3, size=2.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, n + 1) * step) * size


def cases(rng):
    yield "one of each", (np.array([0.7]), np.array([-0.4]), 1.0)
    yield "as many of each", (wave(4), wave(4, step=0.9), 1.0)
    yield "more real ones", (wave(7), wave(2, step=1.7) + 0.5, 1.0)
    yield "more generated ones", (wave(3), wave(8, step=1.7) - 0.5, 1.0)
    yield "smoothed", (wave(5), wave(3, step=0.6), 0.9)
    yield "strongly smoothed", (wave(3), wave(3, step=2.1), 0.4)
    yield "undecided", (np.zeros(3), np.zeros(4), 0.8)
    yield "the discriminator wins", (np.array([8.0, 12.0, 30.0]), np.array([-9.0, -20.0]), 1.0)
    yield "the generator wins", (np.array([1.0, -3.0]), np.array([9.0, 20.0, 40.0]), 0.9)
    yield "extreme and right", (np.array([1000.0, 800.0]), np.array([-1000.0, -900.0, -2.0]), 1.0)
    yield "extreme and wrong", (np.array([-1000.0, 3.0]), np.array([1000.0, 700.0, -5.0]), 0.9)
    yield "views", (wave(9)[::-2], wave(12, step=0.9)[::3], 0.7)
    yield "float32", (wave(4).astype(np.float32), wave(6, step=0.9).astype(np.float32), 0.9)
    for name, n, m, smooth in (("random", 5, 5, 1.0), ("random sizes", 3, 9, 1.0), ("random smoothing", 6, 4, None)):
        smooth = smooth or float(rng.uniform(0.2, 0.95))
        yield name, (rng.normal(0, 2, n), rng.normal(-1, 3, m), smooth)
