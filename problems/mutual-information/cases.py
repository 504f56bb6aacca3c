"""Tables of every dependence, with and without zeros; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    yield "the example", (np.array([[4, 0, 2], [1, 3, 2]]),)
    yield "probabilities", (np.array([[0.1, 0.2], [0.3, 0.15], [0.05, 0.2]]),)
    yield "square", (np.array([[5.0, 1.0, 2.0], [0.5, 4.0, 1.0], [2.0, 3.0, 7.0]]),)
    yield "independent", (np.outer([1.0, 2.0, 3.0], [1.0, 4.0]),)
    yield "one determines the other", (np.array([[3, 0], [0, 2], [4, 0]]),)
    yield "each determines the other", (np.array([[0, 3, 0], [0, 0, 1], [4, 0, 0]]),)
    yield "a row of zeros", (np.array([[2, 5, 1], [0, 0, 0], [4, 1, 1]]),)
    yield "a column of zeros", (np.array([[2.0, 0.0, 1.0], [1.0, 0.0, 3.0]]),)
    yield "one row", (np.array([[1, 2, 5]]),)
    yield "one column", (np.array([[1], [2], [5]]),)
    yield "one cell", (np.array([[7]]),)
    yield "weakly dependent", (np.array([[100, 101], [99, 101]]),)
    yield "cells of mixed size", (np.array([[1e-9, 1e3, 2.0], [1e4, 1e-3, 5.0]]),)
    yield "float32", (np.array([[2.0, 1.0, 4.0], [0.0, 3.0, 1.0]], dtype=np.float32),)
    yield "a view", ((np.arange(24).reshape(4, 6) * 7 % 11).T[::-2, 1:],)
    yield "random counts", (rng.integers(1, 30, (3, 4)),)
    yield "random sparse", (rng.integers(0, 4, (5, 4)) + np.eye(5, 4, dtype=int),)
    yield "random probabilities", (rng.dirichlet(np.ones(10)).reshape(5, 2),)
