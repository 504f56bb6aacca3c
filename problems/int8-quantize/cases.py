"""Ranges on either side of 0 and across it; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def cases(rng):
    yield "across zero", (np.array([-1.0, 0.0, 0.5, 4.1]),)
    yield "only positive", (np.array([3.0, 5.0, 9.0]),)
    yield "only negative", (np.array([-2.0, -7.0, -4.5]),)
    yield "all zero", (np.zeros((2, 3)),)
    yield "one positive element", (np.array([2.5]),)
    yield "one negative element", (np.array([[-0.3]]),)
    yield "halfway", (np.array([0.0, 0.5, 1.5, 2.5, 253.5, 255.0]),)
    yield "halfway, an odd zero point", (np.array([-101.0, -0.5, 0.5, 1.5, 2.5, -2.5, 154.0]),)
    yield "the zero point halfway", (np.array([-0.5, 0.5, 254.5, 100.0]),)
    yield "ends beyond the marks", (np.array([-27.4, 227.6, 0.0, 80.3]),)
    yield "ends beyond the marks below", (np.array([-27.6, 227.4, 0.0, 80.3]),)
    yield "ends to be cut off", (np.array([-2.5, 252.5, 1.0]),)
    yield "the low end to be cut off", (np.array([-3.5, 251.5, 1.0]),)
    yield "symmetric", (np.array([-6.0, 6.0, 1.0, -1.0]),)
    yield "an outlier", (np.array([0.1, -0.2, 0.3, 1000.0]),)
    yield "tiny values", (wave(5, size=1e-6),)
    yield "a matrix", (wave(3, 5),)
    yield "three dimensions", (wave(2, 1, 4) + 0.5,)
    yield "a view", (wave(4, 6).T[::-2, 1:],)
    yield "float32", (wave(3, 3, size=3.0).astype(np.float32),)
    yield "random", (rng.normal(size=12),)
    yield "random positive", (rng.uniform(1.0, 5.0, (3, 4)),)
    yield "random matrix", (rng.normal(-1.0, 4.0, (5, 3)),)
