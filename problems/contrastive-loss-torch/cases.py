"""Pairs near and far, of one class and of two; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=1.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def pairs(n, d, size=1.0):
    return wave(n, d, size=size), wave(n, d, step=2.1, size=size)


def cases(rng):
    mixed = np.array([True, False, False, True, False])
    yield "pairs of both kinds", (*pairs(5, 3), mixed, 2.0)
    left = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 0.0], [0.5, -1.0]])
    right = np.array([[3.0, 4.0], [1.0, 2.0], [0.0, 0.0], [0.5, -1.3]])
    yield "near and far", (left, right, np.array([True, False, False, False]), 1.5)
    yield "all of one class", (*pairs(4, 2), np.ones(4, dtype=bool), 1.0)
    yield "all of two classes", (*pairs(4, 2), np.zeros(4, dtype=bool), 3.0)
    yield "all far enough", (left, left + 2.0, np.zeros(4, dtype=bool), 1.0)
    yield "one pair of one class", (*pairs(1, 5), np.array([True]), 1.0)
    yield "one pair of two classes", (*pairs(1, 5), np.array([False]), 4.0)
    yield "one dimension", (*pairs(5, 1), mixed, 1.1)
    yield "square", (*pairs(3, 3), np.array([False, True, False]), 2.5)
    yield "equal pairs", (left, left.copy(), np.ones(4, dtype=bool), 1.0)
    close = left + np.array([[0.0, 0.0], [0.6, 0.8], [0.0, 0.0], [0.0, 0.3]])
    yield "some equal pairs", (left, close, np.array([True, False, True, False]), 1.5)
    yield "long vectors", (*pairs(4, 3, 50.0), np.array([True, False, False, True]), 120.0)
    u, v = pairs(10, 3)
    yield "views", (u[::-2], v[1::2, ::-1], mixed[::-1], 2.2)
    yield "float32", (*(x.astype(np.float32) for x in pairs(5, 3)), mixed, 2.0)
    for name, n, d in (("random", 6, 4), ("random batch", 11, 2), ("random square", 5, 5)):
        yield name, (*rng.normal(size=(2, n, d)), rng.random(n) < 0.5, float(rng.uniform(1.0, 4.0)))
