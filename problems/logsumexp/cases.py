"""Values of every size along every axis; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.7, size=2.0):
    """Return values without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def cases(rng):
    example = np.array([[0.0, 1.0, 2.0], [1000.0, 1000.0, 998.0]])
    yield "along the rows", (wave(2, 3), 1)
    yield "along the columns", (wave(2, 3), 0)
    yield "the last axis", (example, -1)
    yield "square", (wave(3, 3), -2)
    yield "a vector", (wave(5), 0)
    yield "one value", (np.array([[3.5], [-2.0]]), 1)
    yield "equal values", (np.full((2, 4), 0.25), 1)
    yield "very large", (wave(3, 4) + 1000, 1)
    yield "very small", (wave(3, 4) - 1000, 0)
    yield "rows of mixed size", (wave(4, 3) + np.array([[-2000.0], [0.0], [-40.0], [3000.0]]), 1)
    yield "a wide range in a row", (np.array([[-900.0, 0.5, 0.25], [700.0, -700.0, 699.0]]), 1)
    hidden = wave(3, 4)
    hidden[0, 1] = hidden[1, :3] = hidden[2, 3] = -np.inf
    yield "probabilities of zero", (hidden, 1)
    yield "the middle axis", (wave(2, 5, 3), 1)
    yield "from the end", (wave(2, 3, 2, 3), -3)
    yield "float32", ((wave(3, 5) * 40).astype(np.float32), 1)
    yield "a view", (wave(4, 6).T[::-1, ::2] * 3, 0)
    yield "random matrix", (rng.normal(size=(3, int(rng.integers(2, 7)))), 1)
    yield "random large", (rng.normal(size=(4, 3)) * 400, 0)
    yield "random three dimensions", (rng.normal(size=(2, 3, 4)) * 5, int(rng.integers(-3, 3)))


def large(rng):
    return rng.normal(size=(4096, 4096)), 1
