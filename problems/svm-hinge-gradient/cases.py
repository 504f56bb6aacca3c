"""Points on every side of the margin and exactly on it; the last few are drawn afresh."""

import numpy as np


def points(count, size, step=1.7):
    """Return points without a pattern, the same each time."""
    return np.sin(np.arange(1.0, count * size + 1) * step).reshape(count, size) * 2.0


def cases(rng):
    x = np.array([[2.0, 1.0], [0.3, 0.2], [-1.0, 0.5], [0.4, -2.0], [1.0, 0.6], [-3.0, -1.0], [0.1, -0.5]])
    y, w = np.array([1, 1, 1, 0, 0, 0, 1]), np.array([0.8, 0.7])
    yield "points on every side", (x, y, w, 0.2, 0.5)
    yield "a large penalty", (x, y, w, 0.2, 30.0)
    yield "labels exchanged", (x, 1 - y, w, -0.4, 0.7)
    yield (
        "exactly on the margin",
        (
            np.array([[1.0, 0.0], [0.0, -1.0], [0.5, 0.0], [-1.5, 0.0]]),
            *(np.array([1, 0, 1, 0]), np.array([1.0, 1.0]), 0.0, 1.5),
        ),
    )
    yield (
        "everything outside the margin",
        (np.array([[3.0], [-4.0]]), np.array([1, 0]), np.array([2.0]), 0.5, 4.0),
    )
    yield (
        "rightly classified, inside the margin",
        (
            *(np.array([[0.5, 0.1], [-0.3, 0.2], [0.2, 0.3]]), np.array([1, 0, 1])),
            *(np.array([1.0, 0.5]), 0.0, 2.0),
        ),
    )
    yield "only label 0", (x, np.zeros(7, dtype=int), w, -0.1, 0.5)
    yield "only label 1", (x, np.ones(7, dtype=int), w, -0.1, 0.5)
    yield "weights of 0", (x, y, np.zeros(2), 0.0, 1.0)
    yield "a large bias", (x, y, w, 25.0, 0.3)
    yield "one point", (np.array([[1.0, -2.0, 0.5]]), np.array([0]), np.array([0.3, 0.2, -0.9]), 0.4, 0.8)
    yield "one feature", (points(6, 1), np.array([0, 1, 1, 0, 1, 0]), np.array([-0.6]), 0.3, 1.2)
    yield "a square", (points(3, 3), np.array([0, 1, 1]), np.array([0.4, -0.3, 0.9]), -0.2, 0.9)
    yield "views", (points(3, 8).T[::-1], np.arange(16)[::-2] % 3 % 2, points(2, 3).T[:, 1], 0.1, 0.6)
    for name, n, d in (("random plane", 12, 2), ("random space", 9, 4), ("random line", 7, 1)):
        numbers = float(rng.normal()), float(rng.uniform(0.1, 2.0))
        yield name, (rng.normal(size=(n, d)), rng.integers(0, 2, n), rng.normal(size=d), *numbers)
