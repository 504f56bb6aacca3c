"""Sharp and flat distributions, with ties and sums that meet the limit; the last few are drawn afresh."""

import numpy as np


def spread(*shape, step=1.7, size=1.5):
    """Return distributions without ties, the same each time."""
    x = np.exp(np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size)
    return x / x.sum(-1, keepdims=True)


def cases(rng):
    yield "the example", (np.array([[0.125, 0.5, 0.125, 0.25], [0.1, 0.0, 0.8, 0.1]]), 0.75)
    yield "one row", (np.array([[0.05, 0.4, 0.15, 0.3, 0.1]]), 0.8)
    yield "several rows", (spread(3, 5), 0.6)
    yield "square", (spread(4, 4), 0.7)
    yield "the limit is met exactly", (np.array([[0.25, 0.125, 0.5, 0.125], [0.5, 0.25, 0.125, 0.125]]), 0.5)
    yield "met by the last but one", (np.array([[0.0625, 0.5, 0.0625, 0.25, 0.125]]), 0.9375)
    yield "the first alone is enough", (np.array([[0.05, 0.9, 0.05], [0.3, 0.1, 0.6]]), 0.5)
    yield "ties", (np.array([[0.25, 0.25, 0.25, 0.25], [0.125, 0.375, 0.125, 0.375]]), 0.5)
    yield "ties at the limit", (np.array([[0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1]]), 0.65)
    flat = np.full((1, 32), 1 / 32)
    yield "all equal", (flat, 0.33)
    yield "no limit", (spread(2, 6), 1.0)
    yield "a tiny limit", (spread(2, 6), 1e-6)
    yield "certain", (np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]), 0.9)
    yield "tokens of probability zero", (np.array([[0.0, 0.5, 0.0, 0.5], [0.25, 0.0, 0.75, 0.0]]), 0.9)
    yield "one token", (np.ones((2, 1)), 0.3)
    sharp_and_flat = np.array([[0.7, 0.1, 0.1, 0.05, 0.05], [0.21, 0.2, 0.19, 0.22, 0.18]])
    yield "sharp and flat", (sharp_and_flat, 0.65)
    yield "float32", (spread(3, 7).astype(np.float32), 0.6)
    yield "a view", (spread(3, 8, step=2.9)[::-1, ::-1], 0.7)
    yield "random", (rng.dirichlet(np.ones(6), 4), float(rng.uniform(0.3, 0.9)))
    yield "random sharp", (rng.dirichlet(np.full(8, 0.3), 3), 0.8)
    yield "random flat", (rng.dirichlet(np.full(12, 8.0), 3), float(rng.uniform(0.2, 0.8)))
