"""Sequences with padding everywhere; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    yield "no padding", (np.array([[4, 2, 9]]), 0, 3)
    yield "padding on the right", (np.array([[7, 7, 5, 0, 0]]), 0, 5)
    yield "padding on the left", (np.array([[0, 0, 7, 6, 5]]), 0, 5)
    yield "padding between", (np.array([[7, 0, 6, 0, 5, 4], [1, 2, 3, 0, 0, 6]]), 0, 6)
    yield "nothing but padding", (np.array([[3, 3, 3]]), 3, 3)
    yield "one place", (np.array([[5], [0]]), 0, 1)
    yield "another number for padding", (np.array([[0, 1, 2, 0], [2, 2, 0, 1]]), 2, 4)
    yield "negative padding", (np.array([[0, 1, -1], [-1, 0, 5]]), -1, 3)
    yield "one query", (np.array([[4, 0, 6, 7], [0, 5, 5, 5]]), 0, 1)
    yield "two queries of five", (np.array([[4, 0, 6, 7, 0], [0, 0, 2, 0, 1]]), 0, 2)
    yield "no padding, three queries", (np.arange(1, 13).reshape(2, 6), 0, 3)
    yield "as many of everything", (np.array([[1, 0, 2], [0, 3, 0], [4, 5, 6]]), 0, 3)
    yield "a view", (np.array([[1, 0, 2, 3, 0, 0], [4, 4, 0, 5, 6, 7]])[:, ::-1], 0, 4)
    for name, queries in (("random", 6), ("random end", 2)):
        yield name, (rng.integers(0, 3, (int(rng.integers(1, 5)), 6)), int(rng.integers(3)), queries)
