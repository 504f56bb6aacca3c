"""Data that can and cannot be separated, in quarters so that a height of 0 is exact."""

import numpy as np


def cases(rng):
    x = np.array([[2.0, 1.0], [0.5, 2.5], [-1.0, 0.5], [1.5, -1.0], [0.25, 0.75], [-0.5, -2.0], [1.0, 2.0]])
    y = np.array([1, 0, 0, 1, 1, 0, 0])
    yield "not separable", (x, y, 0.5, 4)
    yield "one epoch", (x, y, 0.25, 1)
    yield "separable", (x, np.array([1, 0, 0, 1, 0, 0, 0]), 0.5, 50)
    yield "no epoch", (x, y, 0.5, 0)
    yield "stops early", (np.array([[1.0, 1.0], [-2.0, -1.0], [3.0, 0.5]]), np.array([1, 0, 1]), 1.0, 150)
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    yield "XOR", (corners, np.array([0, 1, 1, 0]), 0.25, 7)
    yield "AND", (corners, np.array([0, 0, 0, 1]), 0.25, 30)
    yield "label 0 first", (corners, np.array([0, 1, 1, 1]), 0.5, 30)
    yield "on the boundary", (np.array([[1.0], [-1.0], [-3.0], [1.0]]), np.array([1, 1, 1, 0]), 1.0, 3)
    yield "only label 0", (x, np.zeros(7, dtype=int), 0.5, 10)
    yield "one example", (np.array([[0.0, 0.0, 0.0]]), np.array([1]), 2.0, 5)
    yield "one feature", (np.array([[3.0], [1.0], [2.5], [0.5]]), np.array([1, 0, 1, 0]), 0.5, 40)
    yield "the same point with both labels", (x[[0, 0]], np.array([1, 0]), 0.5, 6)
    wide = (np.arange(1, 31) ** 2 * 7 % 23 - 11.0).reshape(3, 10) / 4
    yield "views", (wide.T[::-2], np.arange(10)[::-2] % 3 % 2, 0.25, 8)
    for name, n, d, epochs in (("random few epochs", 8, 2, 3), ("random many features", 7, 4, 9)):
        yield name, (rng.normal(size=(n, d)), rng.integers(0, 2, n), float(rng.uniform(0.1, 1.0)), epochs)
