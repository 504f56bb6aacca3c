"""Nodes of all kinds: ties, repeated values, no candidate; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    x = np.array(
        [[1.0, 3.0], [4.0, 1.5], [2.0, 6.0], [7.0, 2.0], [3.0, 5.0], [6.0, 9.0], [9.0, 4.0], [8.0, 7.0]]
    )
    yield "two features, two classes", (x, np.array([0, 0, 1, 1, 0, 1, 0, 1]))
    yield "three classes", (x, np.array([2, 0, 2, 1, 2, 0, 1, 1]))
    lone = np.array([[1.0], [2.0], [3.0], [4.0], [5.0], [6.0], [7.0], [8.0], [9.0]])
    yield "one example cut off is not the best", (lone, np.array([1, 0, 0, 0, 0, 1, 1, 1, 0]))
    yield "entropy decides otherwise", (lone, np.array([0, 0, 0, 1, 2, 0, 1, 2, 2]))
    yield (
        "repeated values",
        (np.array([[2.0], [2.0], [2.0], [5.0], [5.0], [8.0]]), np.array([0, 1, 0, 1, 1, 0])),
    )
    yield "the best is in the last feature", (x[:, ::-1] * [1.0, -1.0], np.array([0, 0, 0, 1, 0, 1, 1, 1]))
    yield "equal gains", (np.array([[0.0, 1.0], [1.0, 3.0], [2.0, 2.0]]), np.array([0, 1, 0]))
    yield "equal gains but for rounding", (lone[:6], np.array([0, 0, 1, 1, 0, 0]))
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    yield "XOR", (corners + 0.25, np.array([0, 1, 1, 0]))
    third = np.array([[0.0], [0.0], [0.0], [1.0], [1.0], [1.0], [3.0], [3.0], [3.0]])
    yield "no split gains anything", (third, np.array([0, 1, 2, 2, 1, 0, 1, 0, 2]))
    yield "one class", (x[:4], np.full(4, 3))
    yield "no candidate", (np.full((4, 2), 1.5), np.array([0, 1, 1, 0]))
    yield "one example", (np.array([[3.0, -1.0]]), np.array([2]))
    yield "a constant feature first", (np.column_stack([np.ones(5), x[:5, 0]]), np.array([1, 0, 1, 0, 0]))
    yield "negative values", (np.array([[-5.0], [-1.0], [-3.0], [0.0]]), np.array([1, 0, 1, 0]))
    yield "views", (np.sin(np.arange(1.0, 28.0) * 1.7).reshape(3, 9).T[::-1], np.arange(18)[::-2] * 5 % 7 % 3)
    for name, n, d, k in (("random", 12, 2, 2), ("random classes", 11, 3, 4), ("random repeats", 14, 2, 3)):
        x = rng.integers(0, 5, (n, d)) * 0.5 if name == "random repeats" else rng.normal(size=(n, d))
        yield name, (x, rng.integers(0, k, n))
