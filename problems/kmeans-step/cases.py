"""Clusters of every kind: uneven, empty, tied; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    x = np.array([[0.0, 0.0], [1.0, 3.0], [3.0, 3.0], [4.0, -1.0], [8.0, 7.0], [2.5, 2.5], [-2.0, 1.0]])
    yield "two clusters of different sizes", (x, np.array([[0.5, 0.0], [3.5, 3.5]]))
    yield "a cluster without points", (x, np.array([[1.0, 1.0], [-20.0, 30.0], [6.0, 5.0]]))
    tied = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [1.0, 3.0]])
    yield "equal distances", (tied, np.array([[2.0, 0.0], [0.0, 0.0]]))
    yield "the same centre twice", (tied, np.array([[5.0, 5.0], [1.0, 1.0], [1.0, 1.0]]))
    yield "one cluster", (x, np.array([[100.0, -50.0]]))
    yield "one point", (np.array([[1.0, -2.0, 3.0]]), np.array([[0.0, 0.0, 0.0], [1.0, -1.0, 2.0]]))
    apart = np.array([[0.0, 0.0], [4.0, -1.0], [3.0, 4.0], [1.0, -2.0]])
    yield "a centre on the diagonal", (apart, np.array([[3.0, 3.0], [4.0, 0.5]]))
    line = np.array([[9.0], [1.0], [4.0], [-3.0], [6.0], [5.5]])
    yield "one dimension", (line, np.array([[7.0], [-1.0], [3.0]]))
    yield "as many clusters as points", (x[:3], x[:3][::-1] + 0.25)
    yield "settled", (np.array([[0.0, 0.0], [0.0, 2.0], [7.0, 7.0]]), np.array([[0.0, 1.0], [7.0, 7.0]]))
    grid = np.sin(np.arange(1.0, 34.0) * 1.7).reshape(11, 3) * np.array([1.0, 10.0, 0.1])
    yield "features of mixed scale", (grid, grid[[8, 2, 5, 0]] * 0.9)
    yield "views", (grid.T[::-1].T[::-2], grid.T[:, 4:7].T[::-1])
    yield "more dimensions than points", (grid.reshape(3, 11), grid.reshape(3, 11)[1:] * 0.5)
    for name, n, d, k in (("random plane", 14, 2, 3), ("random space", 9, 3, 4), ("random line", 12, 1, 2)):
        yield name, (rng.normal(size=(n, d)), rng.normal(size=(k, d)))
