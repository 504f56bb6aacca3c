"""One-hot and soft targets at scores of every scale; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.37):
    """Return values on both sides of 0, without a pattern along any axis, the same each time."""
    k = np.arange(1.0, np.prod(shape) + 1)
    return 2.0 * np.sin(step * k * k + k).reshape(shape)


def soft(*shape, step=0.59):
    """Return rows of positive numbers that sum to 1."""
    raw = wave(*shape, step=step) + 2.5
    return raw / raw.sum(axis=1, keepdims=True)


def hot(labels, c):
    return np.eye(c)[np.array(labels)]


def cases(rng):
    yield "one-hot targets", (wave(3, 4), hot([2, 0, 3], 4), 1.0)
    yield "soft targets", (wave(2, 3), soft(2, 3), 1.0)
    yield "a gradient from above", (wave(4, 3), hot([1, 1, 0, 2], 3), -2.5)
    yield "one example", (wave(1, 5), hot([4], 5), 1.0)
    yield "one class", (wave(3, 1), np.ones((3, 1)), 2.0)
    yield "square", (wave(4, 4), soft(4, 4), 0.5)
    yield "equal scores", (np.full((3, 5), 0.7), hot([0, 4, 2], 5), 3.0)
    yield "large scores", (np.array([[1000.0, 1001.0, 999.0], [1.0, -2.0, 0.5]]), hot([0, 2], 3), 1.0)
    yield "sure and wrong", (np.array([[900.0, -850.0], [-30.0, 25.0], [0.0, 40.0]]), hot([1, 0, 0], 2), 1.0)
    yield "sure and right", (np.array([[900.0, -850.0], [-30.0, 0.5]]), hot([0, 1], 2), 1.0)
    mixed = np.array([[1000.0, 1002.0], [0.5, 1.0], [-1000.0, -1003.0]])
    yield "rows of mixed scale", (mixed, hot([0, 1, 1], 2), 1.0)
    yield "soft targets at large scores", (mixed[:, ::-1] * 0.8, soft(3, 2), -1.5)
    yield "views", (wave(4, 6).T[::-1], np.repeat(soft(6, 4, step=0.3), 2, axis=1)[:, ::-2], 1.0)
    yield "float32", (wave(3, 4, step=0.9).astype(np.float32), hot([3, 1, 1], 4).astype(np.float32), 2.0)
    yield "one-hot targets, other values", (wave(3, 4, step=0.71), hot([1, 3, 0], 4), 1.0)
    for name, scale in (("random", 2.0), ("random large", 300.0)):
        n, c = (int(size) for size in rng.integers(2, 7, 2))
        yield name, (rng.normal(0.0, scale, (n, c)), hot(rng.integers(0, c, n), c), float(rng.normal()))
    raw = rng.uniform(0.1, 1.0, (4, 6))
    yield "random soft", (rng.normal(0.0, 2.0, (4, 6)), raw / raw.sum(1, keepdims=True), float(rng.normal()))
