"""Weights and data of every size, and scores far from 0; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return (np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape) * step % size - 0.4 * size


def cases(rng):
    y = np.array([1, 0, 0, 1, 0])
    yield "plain", (wave(2), 0.3, wave(5, 2, step=1.1), y, 0.5)
    yield "weights of 0", (np.zeros(3), 0.0, wave(5, 3), y, 1.0)
    yield "one example", (np.array([0.5, -0.25]), -0.5, np.array([[2.0, 1.0]]), np.array([1]), 0.1)
    yield "one feature", (np.array([1.5]), 0.25, wave(5, 1), y, 2.0)
    yield "a square", (wave(5, step=0.9), -1.0, wave(5, 5), y, 0.3)
    yield "only class 0", (wave(3), 0.5, wave(4, 3), np.zeros(4, dtype=np.int64), 0.25)
    yield "only class 1", (wave(3), 0.5, wave(4, 3), np.ones(4, dtype=np.int64), 0.25)
    far = np.array([[1000.0, 1.0], [-1000.0, 2.0], [900.0, -1.0], [-800.0, 0.5]])
    yield "scores of ±1000", (np.array([1.0, 0.5]), 0.0, far, np.array([0, 1, 1, 0]), 0.01)
    yield "inputs of 0", (wave(2), 2.0, np.zeros((3, 2)), np.array([1, 0, 0]), 0.7)
    yield "a large rate", (wave(3), 0.1, wave(5, 3, step=0.3), y, 50.0)
    yield "views", (wave(7)[::-2], -0.2, wave(4, 5).T[::-1], y[::-1], 0.4)
    for name, scale in (("random", 1.0), ("random large weights", 8.0)):
        n, d = (int(size) for size in rng.integers(2, 8, 2))
        w, x = rng.normal(0, scale, d), rng.normal(size=(n, d))
        yield name, (w, float(rng.normal()), x, rng.integers(0, 2, n), float(rng.uniform(0.1, 2.0)))
