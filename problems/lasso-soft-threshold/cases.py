"""Weights on both sides of the threshold and exactly on it; the last few are drawn afresh."""

import numpy as np


def points(*shape, step=1.7, scale=2.0):
    """Return values without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * scale


def cases(rng):
    x, y, w = points(6, 5), points(6, step=2.9) + 1.0, np.array([0.8, -0.05, 0.3, -1.2, 0.02])
    yield "five weights", (x, y, w, 0.9, 0.2)
    yield "a small step", (x, y, w, 2.0, 0.01)
    yield "no regularisation", (x, y, w, 0.0, 0.1)
    yield "everything becomes 0", (x, y, w, 50.0, 0.1)
    yield "starting at 0", (x, y, np.zeros(5), 0.6, 0.3)
    flat = np.zeros((2, 5)), np.zeros(2)
    yield "exactly on the threshold", (*flat, np.array([0.5, -0.5, 0.75, -0.75, 0.25]), 2.0, 0.25)
    yield "only shrinking", (*flat, np.array([3.0, -2.0, 0.1, -0.1, 0.0]), 0.5, 0.8)
    yield "nothing left to explain", (x, x @ w, w, 0.4, 0.5)
    yield "a change of sign", (np.array([[2.0], [1.0]]), np.array([-6.0, -3.0]), np.array([0.4]), 0.3, 0.5)
    yield "one example", (np.array([[1.0, -2.0, 0.1]]), np.array([2.0]), np.array([0.1, 0.2, -0.3]), 0.5, 0.5)
    yield "a square", (points(4, 4, step=2.1), points(4, step=0.9), points(4, step=1.1), 0.7, 0.3)
    yield "features of mixed scale", (x * [0.01, 1.0, 10.0, 0.5, 3.0], y, w, 1.0, 0.02)
    yield (
        "more features than examples",
        (points(2, 7), points(2, step=0.7), points(7, step=0.3) * 0.2, 0.8, 0.25),
    )
    yield "views", (points(3, 14, step=0.9).T[::-2], points(14, step=1.3)[::2], w[::-2], 0.6, 0.4)
    for name, n, d in (("random", 9, 6), ("random wide", 4, 12)):
        numbers = float(rng.uniform(0.2, 1.5)), float(rng.uniform(0.1, 0.6))
        yield name, (rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(0.0, 0.4, d), *numbers)
