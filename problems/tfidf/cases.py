"""Collections with rare, common and missing words; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    yield "the example", (np.array([[3, 0, 1, 0], [1, 2, 0, 0]]),)
    yield "three documents", (np.array([[2, 0, 1, 0], [1, 3, 0, 0], [4, 0, 0, 5]]),)
    yield "square", (np.array([[1, 0, 2], [0, 4, 1], [3, 0, 0]]),)
    yield "repeated within a document", (np.array([[9, 1, 0], [0, 1, 1], [0, 2, 7], [0, 1, 0]]),)
    yield "a word in every document", (np.array([[5, 1], [3, 0], [1, 4]]),)
    yield "a word in no document", (np.array([[1, 0, 2], [2, 0, 0], [0, 0, 3]]),)
    yield "an empty document", (np.array([[1, 2, 0], [0, 0, 0], [0, 1, 4], [2, 0, 0]]),)
    yield "neither words nor documents", (np.array([[0, 3, 0], [0, 0, 0]]),)
    yield "one document", (np.array([[2, 0, 5]]),)
    yield "one word", (np.array([[2], [0], [5]]),)
    yield "documents of different length", (np.array([[1, 1, 0, 0], [50, 0, 30, 20], [0, 0, 1, 0]]),)
    yield "nothing shared", (np.eye(4, dtype=int) * 3,)
    yield "small integers", (np.array([[200, 100, 0], [0, 250, 30]], dtype=np.uint8),)
    yield "a view", ((np.arange(30).reshape(5, 6) * 7 % 11 % 4).T[::-2, 1:],)
    yield "random", (rng.integers(0, 4, (4, 6)),)
    yield "random sparse", (rng.poisson(0.4, (6, 9)) + np.eye(6, 9, dtype=int),)
    yield "random crowded", (rng.poisson(1.5, (5, 3)),)
