"""Neighbours with and without ties, near and far; the last few are drawn afresh."""

import numpy as np


def points(count, size, step):
    """Return points without a pattern, the same each time."""
    return np.sin(np.arange(1.0, count * size + 1) * step).reshape(count, size) * 3.0


def cases(rng):
    x = np.array(
        [[0.0, 0.0], [1.0, 1.0], [3.0, 0.0], [0.0, 4.0], [4.0, 4.0], [2.5, 2.0], [-1.0, 3.5], [5.0, 1.0]]
    )
    y = np.array([1, 1, 5, 3, 3, 5, 3, 5])
    test = np.array([[0.2, 0.1], [2.4, 0.6], [2.0, 3.5], [4.0, 0.9], [-3.0, 4.0], [2.2, 2.1]])
    yield "three neighbours", (x, y, test, 3)
    yield "one neighbour", (x, y, test, 1)
    yield "five neighbours", (x, y, test, 5)
    yield "all points", (x, y, test, 8)
    line = np.array([[0.0], [2.0], [4.0], [6.0], [8.0]])
    yield "equal distances", (line, np.array([4, 2, 0, 3, 1]), np.array([[3.0], [1.0], [5.0], [7.0]]), 1)
    yield "equal votes", (line, np.array([9, 4, 6, 4, 2]), np.array([[0.5], [3.75], [7.5], [5.0]]), 2)
    ring = np.repeat(np.array([[3.0, 4.0], [-4.0, 3.0], [0.0, -5.0]]), 16, axis=0)
    yield "many equal distances", (ring, np.arange(48) * 5 % 7, np.zeros((1, 2)), 10)
    yield "a label of 0 and a large one", (line, np.array([0, 250, 250, 0, 0]), np.array([[1.0], [4.5]]), 3)
    far = np.array([[1.0], [3.5], [2.5], [4.0]]) + 1e8
    yield (
        "far from the origin",
        (far, np.array([1, 2, 3, 4]), np.array([[1.5], [3.9], [2.9], [2.0]]) + 1e8, 1),
    )
    yield "features of mixed scale", (x * [100.0, 0.1], y, test * [100.0, 0.1], 3)
    yield "one training point", (np.array([[1.0, 2.0, 3.0]]), np.array([6]), points(2, 3, 0.7), 1)
    yield "five features", (points(9, 5, 1.3), np.arange(9) % 4, points(3, 5, 2.1), 4)
    yield "views", (points(2, 12, 1.9).T[::-1], np.arange(24)[::-2] % 3, points(10, 2, 0.9)[::3], 3)
    for name, n, d, m, k in (("random plane", 15, 2, 6, 3), ("random space", 20, 3, 5, 6)):
        yield name, (rng.normal(size=(n, d)), rng.integers(0, 4, n), rng.normal(size=(m, d)), k)
