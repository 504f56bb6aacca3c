"""Batches that tell wrong losses apart; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return 2.0 * np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape)


def cases(rng):
    yield "two rows", (np.array([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0]]), np.array([0, 2]), 0.1)
    yield "no smoothing", (wave(3, 4), np.array([1, 3, 0]), 0.0)
    yield "nothing but smoothing", (wave(2, 3, step=1.1), np.array([2, 0]), 1.0)
    yield "one class", (np.array([[3.0], [-2.0], [0.5]]), np.array([0, 0, 0]), 0.2)
    yield "one example", (wave(1, 5, step=0.9), np.array([4]), 0.3)
    yield "square", (wave(3, 3), np.array([2, 2, 0]), 0.25)
    yield "one label for all", (wave(7, 2, step=1.3), np.array([1] * 7), 0.05)
    yield "equal logits", (np.full((3, 5), 0.3), np.array([4, 0, 2]), 0.4)
    yield "all high", (np.array([[1000.0, 1001.0, 999.5], [1002.0, 1000.0, 1001.0]]), np.array([1, 2]), 0.1)
    yield "all low", (np.array([[-1000.0, -1001.0], [-1002.0, -1000.5]]), np.array([0, 1]), 0.2)
    yield "far apart in a row", (np.array([[900.0, -700.0, -250.0]]), np.array([0]), 0.1)
    mixed = np.array([[1000.0, 1001.0], [0.0, 1.0], [-1000.0, -1003.0]])
    yield "rows of mixed scale", (mixed, np.array([0, 1, 1]), 0.3)
    yield "float32", (wave(4, 3).astype(np.float32), np.array([2, 0, 1, 1]), 0.1)
    yield "views", (wave(6, 4, step=0.83).T[::-1], np.array([5, 0, 3, 2, 1, 1, 4, 4])[::-2], 0.15)
    for name, rows, scale in (
        ("random batch", 6, 3.0),
        ("random large", 5, 400.0),
        ("random one row", 1, 2.0),
    ):
        classes = int(rng.integers(3, 9))
        labels = rng.integers(0, classes, rows)
        yield name, (rng.normal(0.0, scale, (rows, classes)), labels, float(rng.uniform(0.05, 0.5)))


def large(rng):
    return rng.normal(size=(4096, 1000)), rng.integers(0, 1000, 4096), 0.1
