"""Batches with words once and many times, inner products of every size; the last few are drawn afresh."""

import numpy as np


def tables(v, d, size=1.0):
    """Return two tables of embeddings without a pattern, the same each time."""
    place = np.arange(1.0, v * d + 1).reshape(v, d)
    return np.sin(place * 1.7) * size, np.sin(place * 2.9 + 0.4) * size


def words(*values):
    return np.array(values)


def cases(rng):
    w_in = np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]])
    w_out = np.array([[0.0, 1.0], [1.0, -1.0], [2.0, 0.0]])
    yield "the example", (w_in, w_out, words(0, 1), words(2, 0), words([1, 0], [1, 2]))
    yield "one pair", (*tables(5, 3), words(1), words(4), words([0, 2, 3]))
    yield "one negative", (*tables(4, 2), words(3, 0, 1), words(2, 1, 3), words([0], [2], [2]))
    yield "one pair, one negative", (*tables(3, 4), words(2), words(0), words([1]))
    yield "as many pairs as negatives", (*tables(6, 3), words(0, 5, 2), words(1, 3, 4), words([2, 3, 4], [0, 1, 2], [5, 0, 1]))
    yield "the same centre", (*tables(6, 3), words(2, 2, 2), words(1, 3, 1), words([0, 4], [5, 0], [4, 4]))
    yield "a negative twice", (*tables(5, 2), words(0, 1), words(1, 2), words([3, 3, 4], [4, 4, 4]))
    yield "a negative is the context", (*tables(5, 2), words(0, 3), words(1, 2), words([1, 4], [2, 2]))
    yield "a word is its own context", (*tables(4, 3), words(1, 2), words(1, 0), words([1, 3], [2, 3]))
    yield "one dimension", (*tables(4, 1), words(0, 3), words(1, 2), words([2, 3], [0, 1]))
    yield "large inner products", (*tables(5, 3, 40.0), words(0, 1, 4), words(1, 2, 3), words([2, 3], [4, 0], [1, 0]))
    yield "all zero", (np.zeros((3, 2)), np.zeros((3, 2)), words(0, 1), words(1, 2), words([2], [0]))
    single = (a.astype(np.float32) for a in tables(6, 4))
    yield "float32", (*single, words(0, 2, 5), words(1, 3, 3), words([4, 5], [0, 1], [2, 2]))
    wide = tables(8, 5)
    yield "views", (*(a[::-2, ::2] for a in wide), words(3, 0, 1)[::-1], words(0, 9, 2, 9, 1)[::2], words([1, 2, 3], [0, 1, 1]).T)
    for name, v, n, k in (("random", 10, 4, 3), ("random crowded", 3, 8, 5), ("random one pair", 7, 1, 6)):
        yield (
            name,
            (*rng.normal(size=(2, v, 4)), *rng.integers(0, v, (2, n)), rng.integers(0, v, (n, k))),
        )
