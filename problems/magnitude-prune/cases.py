"""Layers of several sizes and scales; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=1.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def cases(rng):
    one, other = np.array([[0.5, -0.1], [2.0, 0.3]]), np.array([-0.2, 0.3, 4.0, -1.0])
    yield "equal values in two layers", ([one, other], 0.4)
    yield "one layer", ([wave(3, 4)], 0.5)
    yield "layers of two scales", ([wave(2, 3), wave(3, 2, step=2.1, size=0.2)], 0.5)
    yield "three layers", ([wave(2, 5, step=0.7), wave(5), wave(5, 3, step=1.9)], 0.72)
    yield "nothing goes", ([wave(2, 2), wave(3, step=0.9)], 0.0)
    yield "all goes", ([wave(2, 2), wave(3, step=0.9)], 1.0)
    yield "less than one element", ([wave(2, 3), wave(2)], 0.1)
    yield "almost one more", ([wave(3, 3, step=2.3)], 0.65)
    yield "all equal", ([np.full((2, 3), -0.5), np.full(4, 0.5)], 0.75)
    yield "equal within a layer", ([np.array([[1.0, -1.0, 1.0], [0.5, -0.5, 2.0]])], 0.5)
    yield "zeros already", ([np.array([0.0, 1.0, 0.0, -2.0]), np.array([[0.0, 0.1], [3.0, 0.0]])], 0.375)
    yield "large negative values", ([np.array([-5.0, -6.0, 0.5, 1.0, -0.25])], 0.4)
    yield "one element", ([np.array([3.0])], 0.9)
    yield "a kernel", ([wave(2, 2, 3, 1, step=1.7), wave(2)], 0.3)
    many = np.array([1.0, -2.0, 1.0, 2.0, -1.0, 3.0, 1.0, -1.0, 2.0, 1.0, 1.0, -3.0, 2.0, -1.0, 1.0, 2.0, 1.0, 1.0, -2.0, 1.0])
    yield "many equal values", ([many.reshape(4, 5), many[::-1].copy()], 0.25)
    yield "views", ([wave(4, 6)[::-2, ::3], wave(3, 4, step=2.1).T], 0.5)
    yield "float32", ([wave(3, 3).astype(np.float32), wave(4, step=2.1).astype(np.float32)], 0.6)
    yield "random", ([rng.normal(size=(3, 4)), rng.normal(size=5)], float(rng.uniform(0.2, 0.8)))
    layers = [rng.normal(size=(2, 3)), rng.normal(size=(3, 3)) * 0.3, rng.normal(size=3) * 2.0]
    yield "random scales", (layers, float(rng.uniform(0.3, 0.9)))
    rounded = [np.round(rng.normal(size=(4, 5)), 1), np.round(rng.normal(size=8), 1)]
    yield "random equal values", (rounded, float(rng.uniform(0.3, 0.7)))
