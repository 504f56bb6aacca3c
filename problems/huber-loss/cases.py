"""Errors on both sides of delta and exactly there; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.37, scale=2.5):
    """Return values on both sides of 0, without a pattern along any axis, the same each time."""
    k = np.arange(1.0, np.prod(shape) + 1)
    return scale * np.sin(step * k * k + k).reshape(shape)


def cases(rng):
    pred, target = np.array([1.0, 2.0, -3.0, 0.5]), np.array([1.5, 0.0, 1.0, 0.5])
    yield "small and large errors", (pred, target, 1.5)
    yield "delta of one", (pred, target, 1.0)
    yield "only small errors", (pred, target, 5.0)
    yield "only large errors", (np.array([3.0, -4.0, 0.0]), np.array([0.0, 1.0, 2.0]), 0.25)
    yield "errors of size delta", (np.array([0.5, 2.0, 1.0]), np.array([0.0, 2.5, 4.0]), 0.5)
    yield "negative errors", (np.array([-2.0, -0.3, -7.0]), np.array([1.0, 0.1, 0.0]), 2.0)
    yield "one element", (np.array([4.0]), np.array([1.0]), 2.0)
    yield "an outlier", (np.array([0.1, -0.2, 1000.0, 0.3]), np.array([0.0, 0.1, -1.0, 0.5]), 0.5)
    yield "a matrix", (wave(3, 4), wave(3, 4, step=0.9), 1.25)
    yield "a column", (wave(5, 1), wave(5, 1, step=0.7), 0.75)
    yield "three dimensions", (wave(2, 3, 2), wave(2, 3, 2, step=0.61), 3.0)
    yield "views", (wave(4, 3).T[::-1], wave(3, 8, step=0.3)[:, ::-2], 0.8)
    yield "float32", (wave(2, 5).astype(np.float32), wave(2, 5, step=0.5).astype(np.float32), 1.7)
    for name, shape in (("random", (8,)), ("random matrix", (4, 5)), ("random one row", (1, 6))):
        yield name, (rng.normal(0.0, 2.0, shape), rng.normal(0.0, 2.0, shape), float(rng.uniform(0.3, 3.0)))


def large(rng):
    return rng.normal(size=(4096, 1024)), rng.normal(size=(4096, 1024)), 0.8
