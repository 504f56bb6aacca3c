"""Batches of every shape, with every kind of partner; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return 2.0 * np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) + 0.3


def ratios(n, step=0.618):
    return np.arange(1.0, n + 1) * step % 1.0


def cases(rng):
    yield "a batch", (wave(4, 3), np.array([0, 2, 1, 3]), ratios(4), np.array([2, 0, 3, 1]), 4)
    yield "equal labels", (wave(3, 2), np.array([1, 1, 0]), ratios(3), np.array([1, 0, 2]), 2)
    yield "square", (wave(3, 3), np.array([2, 0, 1]), np.array([0.1, 0.5, 0.8]), np.array([1, 2, 0]), 3)
    yield "its own partner", (wave(3, 2), np.array([2, 0, 1]), ratios(3), np.array([0, 1, 2]), 3)
    yield "all with one", (wave(4, 2), np.array([3, 1, 0, 2]), ratios(4), np.array([3, 3, 3, 3]), 5)
    yield "a cycle", (wave(3, 4), np.array([0, 1, 2]), np.array([0.3, 0.6, 0.2]), np.array([1, 2, 0]), 3)
    yield (
        "all or nothing",
        (wave(4, 2), np.array([0, 1, 2, 1]), np.array([1.0, 0.0, 1.0, 0.0]), np.array([1, 2, 3, 0]), 3),
    )
    yield "one example", (wave(1, 5), np.array([1]), np.array([0.4]), np.array([0]), 3)
    yield "one class", (wave(2, 2), np.array([0, 0]), np.array([0.3, 0.8]), np.array([1, 0]), 1)
    yield "one feature", (wave(3, 1), np.array([0, 1, 1]), ratios(3), np.array([2, 0, 0]), 2)
    yield "images", (wave(3, 2, 3, 4), np.array([4, 0, 2]), ratios(3), np.array([1, 2, 0]), 5)
    yield (
        "as many images as columns",
        (wave(3, 1, 2, 3), np.array([1, 0, 2]), ratios(3), np.array([2, 0, 1]), 3),
    )
    yield "classes nobody has", (wave(2, 3), np.array([0, 2]), np.array([0.25, 0.5]), np.array([1, 0]), 7)
    single = wave(4, 3).astype(np.float32), np.array([0, 2, 1, 0]), ratios(4).astype(np.float32)
    yield "float32", (*single, np.array([3, 2, 0, 1]), 3)
    numbers = np.array([0, 1, 2, 1])
    yield "views", (wave(3, 4).T[::-1], numbers[::-1], ratios(8)[::2], np.array([1, 3, 0, 2])[::-1], 3)
    for name, shape in (("random vectors", (6, 4)), ("random images", (4, 2, 3, 3))):
        n = shape[0]
        yield name, (rng.normal(size=shape), rng.integers(0, 5, n), rng.random(n), rng.permutation(n), 5)
    yield (
        "random partners",
        (rng.normal(size=(7, 2)), rng.integers(0, 3, 7), rng.random(7), rng.integers(0, 7, 7), 3),
    )
