"""Shapes and values that tell wrong programs apart; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    yield "one row", (np.array([1.0, 2.0, 3.0]),)
    yield "one element", (np.array([7.0]),)
    yield "one column", (np.array([[1.0], [-2.0], [3.0]]),)
    yield "two rows", (np.array([[0.0, 1.0, 2.0], [3.0, 1.0, -1.0]]),)
    yield "square", (np.array([[0.0, 1.0], [3.0, -2.0]]),)
    yield "equal values", (np.full((2, 5), 0.3),)
    yield "large values", (np.array([[1000.0, -1000.0, -1001.0], [-1000.0, -1001.0, -1002.0]]),)
    yield "one high level", (np.array([[1000.0, 999.0, 1001.0], [800.0, 800.5, 799.0]]),)
    yield "rows of mixed scale", (np.array([[1000.0, 1001.0], [0.0, 1.0], [-1000.0, -1003.0]]),)
    yield "three dimensions", (np.arange(30.0).reshape(2, 3, 5) * 0.37 % 3.1,)
    yield "float32", (np.array([[0.5, -1.5, 2.25], [4.0, 4.5, 3.0]], dtype=np.float32),)
    yield "integers", (np.array([[1, 2, 3], [0, -4, 5]]),)
    yield "a transposed view", ((np.arange(12.0).reshape(3, 4) * 0.7 % 2.3).T,)
    yield "a reversed view", ((np.arange(14.0).reshape(2, 7) * 0.9 % 2.9)[:, ::-1],)
    yield "random matrix", (rng.normal(0.0, 3.0, (int(rng.integers(2, 6)), int(rng.integers(3, 9)))),)
    yield "random large", (rng.normal(0.0, 400.0, (4, 7)),)
    yield "random four dimensions", (rng.normal(0.0, 2.0, (2, 3, 2, 5)),)


def large(rng):
    return (rng.normal(size=(2048, 1024)),)
