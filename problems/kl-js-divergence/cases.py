"""Distributions with and without zeros; the last few are drawn afresh."""

import numpy as np


def spread(*shape, step=1.7):
    """Return distributions without zeros, the same each time."""
    x = np.exp(np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * 1.5)
    return x / x.sum(-1, keepdims=True)


def cases(rng):
    yield "one row", (np.array([0.2, 0.3, 0.5]), np.array([0.4, 0.4, 0.2]))
    p = np.array([[0.5, 0.5, 0.0], [0.5, 0.25, 0.25]])
    yield "the example", (p, np.array([[0.25, 0.25, 0.5], [0.25, 0.5, 0.25]]))
    q = np.array([[0.25, 0.25, 0.5], [0.5, 0.5, 0.0]])
    yield "one row infinite", (p, q)
    yield "the other way round", (q, p)
    yield "without zeros", (spread(3, 4), spread(3, 4, step=2.9))
    yield "square", (spread(3, 3), spread(3, 3, step=2.9))
    equal = spread(2, 5)
    yield "some rows equal", (np.vstack([equal, spread(1, 5)]), np.vstack([equal, spread(1, 5, step=0.3)]))
    yield "zeros in the same places", (np.array([[0.0, 0.7, 0.3, 0.0]]), np.array([[0.0, 0.1, 0.9, 0.0]]))
    yield "zeros in p alone", (np.array([[0.0, 1.0, 0.0], [0.6, 0.0, 0.4]]), spread(2, 3))
    yield "zeros in q alone", (spread(2, 3), np.array([[0.0, 1.0, 0.0], [0.6, 0.0, 0.4]]))
    yield "no overlap", (np.array([[0.5, 0.5, 0.0, 0.0]]), np.array([[0.0, 0.0, 0.1, 0.9]]))
    yield "one outcome", (np.ones((2, 1)), np.ones((2, 1)))
    tiny = np.array([1e-12, 0.25, 0.75 - 1e-12])
    yield "tiny probabilities", (np.array([0.3, 0.3, 0.4]), tiny)
    yield "three dimensions", (spread(2, 3, 4), spread(2, 3, 4, step=0.9))
    single = spread(3, 4).astype(np.float32), spread(3, 4, step=2.9).astype(np.float32)
    yield "float32", single
    yield "views", (spread(6, 5)[::-2, ::-1], spread(3, 5, step=2.9)[:, ::-1])
    yield "random", (rng.dirichlet(np.ones(5), 4), rng.dirichlet(np.ones(5), 4))
    yield "random sharp", (rng.dirichlet(np.full(3, 0.3), (2, 3)), rng.dirichlet(np.full(3, 3.0), (2, 3)))
    some = rng.dirichlet(np.ones(6), 3) * (np.arange(6) < 4)
    yield "random zeros", (some / some.sum(-1, keepdims=True), rng.dirichlet(np.ones(6), 3))
