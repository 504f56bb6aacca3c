"""Reservoirs with real and complex eigenvalues, short and long; the last few are drawn afresh."""

import numpy as np


def values(*shape, step=1.7, scale=1.0):
    """Return values without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * scale


def reservoir(inputs, units, step=2.3):
    """Return input weights, recurrent weights, a bias and an initial state."""
    w = values(units, units, step=step) + 1.5 * np.triu(values(units, units, step=0.9), 1)
    return (
        values(units, inputs, step=1.1),
        w,
        values(units, step=0.6, scale=0.3),
        values(units, step=3.7, scale=0.8),
    )


def cases(rng):
    yield "three units", (values(5, 2), *reservoir(2, 3), 0.9, 0.7)
    spin = np.array([[0.3, -2.0, 0.5], [1.0, 0.1, 0.0], [0.2, -0.7, 0.6]])
    w_in, _, b, x0 = reservoir(1, 3)
    yield "complex eigenvalues", (values(4, 1), w_in, spin, b, x0, 0.8, 0.5)
    yield "the largest eigenvalue is negative", (values(4, 1), w_in, spin - 2.0 * np.eye(3), b, x0, 0.7, 0.6)
    yield "no leak", (values(4, 1), w_in, spin, b, x0, 0.8, 1.0)
    yield "slow", (values(6, 1), w_in, spin, b, x0, 1.2, 0.05)
    yield "large weights", (values(3, 1), w_in, spin * 40.0, b, x0, 0.5, 0.4)
    yield (
        "symmetric",
        (values(3, 1), w_in, np.array([[1.0, 2.0, 0.0], [2.0, -1.0, 0.5], [0.0, 0.5, 0.3]]), b, x0, 0.6, 0.9),
    )
    yield "one step", (values(1, 4), *reservoir(4, 2), 0.5, 0.3)
    yield (
        "one unit",
        (values(4, 3), values(1, 3), np.array([[-3.0]]), np.array([0.2]), np.array([0.5]), 0.9, 0.5),
    )
    yield "starting at 0", (values(3, 2), *reservoir(2, 4)[:3], np.zeros(4), 0.95, 0.5)
    yield "inputs of 0", (np.zeros((5, 2)), *reservoir(2, 3), 0.9, 0.8)
    yield "large inputs", (values(3, 2, scale=500.0), *reservoir(2, 3), 0.9, 0.8)
    yield "all of one size", (values(3, 3), *reservoir(3, 3, step=0.7), 0.4, 0.35)
    w_in, w, b, x0 = reservoir(3, 4)
    yield "views", (values(3, 9).T[::-2], w_in[:, ::-1], w[::-1, ::-1], b[::-1], x0[::-1], 0.7, 0.45)
    for name, t, d, n in (("random", 6, 2, 4), ("random long", 12, 1, 3)):
        drawn = (
            rng.normal(size=(t, d)),
            rng.normal(size=(n, d)),
            rng.normal(size=(n, n)) + np.triu(np.ones((n, n)), 1),
        )
        numbers = float(rng.uniform(0.3, 1.1)), float(rng.uniform(0.2, 0.9))
        yield name, (*drawn, rng.normal(size=n), rng.normal(size=n), *numbers)
