"""Batches that tell wrong losses apart; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    yield "two rows", (np.array([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0]]), np.array([0, 2]))
    yield "one class", (np.array([[3.0], [-2.0], [0.5]]), np.array([0, 0, 0]))
    yield "equal logits", (np.full((3, 5), 0.3), np.array([4, 0, 2]))
    yield "square", (np.array([[0.0, 1.0, -1.0], [2.0, -2.0, 0.5], [1.5, 1.0, 3.0]]), np.array([2, 2, 0]))
    yield "one label for all", (np.arange(21.0).reshape(7, 3) * 0.7 % 2.3, np.array([1] * 7))
    yield "all high", (np.array([[1000.0, 1001.0, 999.5], [1002.0, 1000.0, 1001.0]]), np.array([1, 2]))
    yield "all low", (np.array([[-1000.0, -1001.0], [-1002.0, -1000.5]]), np.array([0, 1]))
    yield "far apart in a row", (np.array([[300.0, -700.0, -250.0]]), np.array([1]))
    yield (
        "rows of mixed scale",
        (
            np.array([[1000.0, 1001.0], [0.0, 1.0], [-1000.0, -1003.0]]),
            np.array([0, 1, 1]),
        ),
    )
    yield "sure and right", (np.array([[60.0, 0.0, -60.0], [-30.0, 45.0, 10.0]]), np.array([0, 1]))
    yield "float32", (np.array([[0.5, -1.5, 2.25], [4.0, 4.5, 3.0]], dtype=np.float32), np.array([2, 0]))
    yield "a transposed view", ((np.arange(12.0).reshape(3, 4) * 0.7 % 2.3).T, np.array([2, 0, 1, 1]))
    yield "reversed views", ((np.arange(14.0).reshape(2, 7) * 0.9 % 2.9)[:, ::-1], np.array([6, 3])[::-1])
    yield (
        "square, other values",
        (
            np.array([[1.0, 0.0, 0.0], [-3.0, 2.0, 2.5], [0.0, -1.0, 4.0]]),
            np.array([0, 1, 1]),
        ),
    )
    for name, rows, scale in (
        ("random batch", 6, 3.0),
        ("random large", 5, 400.0),
        ("random one row", 1, 2.0),
    ):
        classes = int(rng.integers(3, 9))
        yield name, (rng.normal(0.0, scale, (rows, classes)), rng.integers(0, classes, rows))
    yield "random many classes", (rng.normal(0.0, 2.0, (11, 101)), rng.integers(0, 101, 11))


def large(rng):
    return rng.normal(size=(4096, 1000)), rng.integers(0, 1000, 4096)
