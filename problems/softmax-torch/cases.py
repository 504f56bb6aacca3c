"""Axes, scales and masked places that tell wrong programs apart; the last few are drawn afresh."""

import numpy as np

MASKED = -np.inf


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(float(np.prod(shape))).reshape(shape) * step % size


def cases(rng):
    yield "one row", (np.array([1.0, 2.0, 4.0]), 0)
    yield "last axis", (np.array([[0.0, 1.0, 2.0], [3.0, 1.0, -1.0]]), -1)
    yield "first axis", (np.array([[0.0, 1.0, 2.5], [3.0, 1.0, -1.0]]), 0)
    yield "square, first axis", (np.array([[0.0, 1.0, 0.5], [3.0, -2.0, 1.0], [1.0, 0.0, 2.0]]), 0)
    yield "square, last axis", (np.array([[0.5, 1.0, -0.5], [2.0, -1.0, 1.5], [1.0, 0.0, 3.0]]), 1)
    yield "one element", (np.array([[7.0], [-2.0], [3.0]]), 1)
    yield "equal values", (np.full((2, 5), 0.3), -1)
    yield "large values", (np.array([[1000.0, -1000.0, 999.0], [-1000.0, -1001.0, -1002.0]]), 1)
    yield "columns of mixed scale", (np.array([[1000.0, 0.0, -1000.0], [1001.0, 1.0, -1003.0]]), 0)
    yield "middle axis", (wave(2, 3, 5), 1)
    yield "third axis from the end", (wave(3, 1, 2, 7, step=0.9), -3)
    yield "four dimensions, first axis", (wave(3, 2, 1, 4, step=1.1), -4)
    yield "masked places", (np.array([[0.5, MASKED, 1.5, 2.0], [MASKED, MASKED, -1.0, MASKED]]), -1)
    yield "float32", (np.array([[0.5, -1.5, 2.25], [4.0, 4.5, 3.0]], dtype=np.float32), 0)
    yield "a transposed view", (wave(5, 3).T, 0)
    yield "a reversed view", (wave(2, 7, step=0.9)[:, ::-2], 1)
    yield "random matrix", (rng.normal(0.0, 3.0, rng.integers(3, 8, 2)), int(rng.integers(-2, 2)))
    yield "random large", (rng.normal(0.0, 400.0, (4, 5)), 0)
    yield "random dimensions", (rng.normal(0.0, 2.0, (2, 3, 2, 4)), int(rng.integers(-4, 4)))
    masked = rng.normal(0.0, 2.0, (4, 5))
    masked[rng.random((4, 5)) < 0.4] = MASKED
    masked[0] = rng.normal(size=5)
    yield "random masked", (masked, 0)


def large(rng):
    return rng.normal(size=(16, 1024, 128)), 1
