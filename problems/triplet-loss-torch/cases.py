"""Triplets far apart, near and equal; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=1.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def triplets(n, d, size=1.0):
    return wave(n, d, size=size), wave(n, d, step=2.1, size=size), wave(n, d, step=0.7, size=size)


def cases(rng):
    anchor = np.array([[0.0, 0.0], [1.0, 2.0], [3.0, -1.0]])
    positive = np.array([[1.0, 0.0], [1.0, 1.0], [3.0, 1.0]])
    negative = np.array([[0.0, 1.5], [4.0, 2.0], [3.5, -1.0]])
    yield "one is good already", (anchor, positive, negative, 2.0)
    yield "all are good", (anchor, anchor + 0.1, anchor + 5.0, 1.0)
    yield "all are bad", (anchor, anchor - 2.0, anchor + 0.3, 1.0)
    yield "four triplets", (*triplets(4, 3), 1.0)
    yield "one triplet", (*triplets(1, 5), 3.0)
    yield "one dimension", (*triplets(5, 1), 0.5)
    yield "square", (*triplets(3, 3, 2.0), 0.3)
    yield "a small margin", (*triplets(6, 2, 1.5), 0.01)
    yield "a large margin", (*triplets(3, 4), 30.0)
    yield "the anchor is the positive", (anchor, anchor.copy(), negative, 3.0)
    yield "the anchor is the negative", (anchor, positive, anchor.copy(), 0.5)
    yield "all the same", (anchor, anchor.copy(), anchor.copy(), 0.25)
    yield "long vectors", (*triplets(3, 4, 60.0), 1.0)
    a, p, n = triplets(6, 4)
    yield "views", (a[::-2], p[1::2, ::-1], n.T[:, ::2].T, 1.5)
    yield "float32", (*(x.astype(np.float32) for x in triplets(5, 3)), 1.0)
    for name, count, d in (("random", 6, 4), ("random batch", 11, 2), ("random square", 5, 5)):
        yield name, (*rng.normal(size=(3, count, d)), float(rng.uniform(0.2, 3.0)))


def large(rng):
    return *rng.normal(size=(3, 4096, 256)), 100.0
