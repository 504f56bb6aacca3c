"""Leaves full, empty and certain; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    scores = np.array([0.5, -1.2, 2.0, 0.0, -0.3, 1.1, -2.5, 0.8])
    y = np.array([1, 0, 0, 1, 1, 1, 0, 1])
    leaf = np.array([0, 2, 1, 0, 1, 2, 1, 0])
    yield "three leaves", (scores, y, leaf, 3, 0.3, 1.0)
    yield "little regularisation", (scores, y, leaf, 3, 0.5, 0.01)
    yield "much regularisation", (scores, y, leaf, 3, 1.0, 40.0)
    yield (
        "scores of 0",
        (np.zeros(6), np.array([1, 1, 0, 1, 0, 0]), np.array([0, 0, 0, 1, 1, 1]), 2, 0.1, 0.5),
    )
    yield "an empty leaf", (scores, y, leaf * 2, 5, 0.2, 0.1)
    yield "the last leaf is empty", (scores, y, leaf, 6, 0.2, 2.0)
    yield "one leaf", (scores, y, np.zeros(8, dtype=int), 1, 0.7, 0.3)
    yield "a leaf for each", (scores, y, np.array([7, 3, 1, 5, 0, 2, 4, 6]), 8, 0.4, 0.2)
    yield "one example", (np.array([1.5]), np.array([0]), np.array([1]), 2, 0.9, 0.6)
    yield "only label 0", (scores, np.zeros(8, dtype=int), leaf, 3, 0.25, 0.8)
    extreme = np.array([1000.0, -1000.0, 800.0, -750.0, 40.0, -36.0])
    yield "extreme scores", (extreme, np.array([1, 0, 0, 1, 0, 1]), np.array([0, 1, 0, 1, 2, 2]), 3, 0.1, 0.5)
    yield (
        "certain and right",
        (np.array([15.0, -14.0, 16.0]), np.array([1, 0, 1]), np.array([0, 1, 1]), 2, 1.0, 1e-3),
    )
    yield "views", (np.repeat(scores, 2)[::-2], np.stack([y, 1 - y]).T[:, 1], leaf[::-1], 4, 0.6, 0.4)
    for name, n, j in (("random few leaves", 12, 2), ("random many leaves", 9, 6)):
        numbers = float(rng.uniform(0.05, 1.0)), float(rng.uniform(0.1, 2.0))
        yield name, (rng.normal(0.0, 2.0, n), rng.integers(0, 2, n), rng.integers(0, j, n), j, *numbers)
