"""Rows of every scale and place; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(float(np.prod(shape))).reshape(shape) * step % size


def cases(rng):
    x = np.array([[1.0, 2.0, 4.0, 9.0], [0.5, -3.0, 2.0, 1.0]])
    gamma, beta = np.array([1.0, -2.0, 0.5, 3.0]), np.array([0.0, 0.25, -1.0, 2.0])
    yield "plain", (x, np.ones(4), np.zeros(4), 1e-5)
    yield "scale and shift", (x, gamma, beta, 1e-5)
    yield "one row", (np.array([3.0, -1.0, 0.5]), np.array([2.0, 1.0, 0.5]), np.array([1.0, 0.0, -1.0]), 1e-5)
    yield "large epsilon", (x[::-1] * 0.5, gamma, beta, 0.5)
    yield "square", (wave(3, 3), np.array([1.0, 2.0, 3.0]), np.array([0.5, 0.0, -0.5]), 1e-3)
    yield "one column", (np.array([[5.0], [-2.0], [0.0]]), np.array([3.0]), np.array([0.5]), 1e-5)
    yield "equal values", (np.full((2, 5), 0.3), wave(5), np.array([1.0, 2.0, 3.0, 4.0, 5.0]), 1e-5)
    yield "tiny variance", (wave(2, 7) * 1e-3, wave(7, step=0.9), wave(7, step=1.1), 1e-5)
    yield "far from zero", (wave(3, 5) + 1e5, wave(5, step=0.9), wave(5, step=1.1), 1e-5)
    yield "rows of mixed scale", (wave(3, 4) * np.array([[1e-3], [1.0], [1e3]]), gamma, beta, 1e-5)
    yield "three dimensions", (wave(2, 3, 5), wave(5, step=1.3), wave(5, step=0.4), 1e-5)
    yield "a transposed view", (wave(5, 3).T, wave(5, step=1.3), wave(5, step=0.4), 1e-5)
    yield "reversed views", (wave(2, 7)[:, ::-1], wave(14, step=1.3)[::-2], wave(7, step=0.4), 1e-4)
    single = wave(3, 6).astype(np.float32)
    yield "float32", (single, wave(6, step=0.9).astype(np.float32), wave(6).astype(np.float32), 1e-5)
    n = int(rng.integers(3, 9))
    yield "random matrix", (rng.normal(1.0, 2.0, (4, n)), rng.normal(size=n), rng.normal(size=n), 1e-5)
    yield "random offset", (rng.normal(300.0, 1.0, (3, 7)), rng.normal(size=7), rng.normal(size=7), 1e-3)
    yield "random small", (rng.normal(0.0, 0.01, (2, 5)), rng.normal(size=5), rng.normal(size=5), 1e-4)
    yield (
        "random four dimensions",
        (rng.normal(size=(2, 1, 3, 6)), rng.normal(size=6), rng.normal(size=6), 1e-5),
    )


def large(rng):
    return rng.normal(size=(4096, 768)), rng.normal(size=768), rng.normal(size=768), 1e-5
