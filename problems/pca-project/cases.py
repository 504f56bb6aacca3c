"""Clouds of points of every shape, their eigenvalues well apart; the last few are drawn afresh."""

import numpy as np


def cloud(count, scales, step=1.7):
    """Return points whose spread differs from axis to axis, turned out of the axes, the same each time."""
    size = len(scales)
    raw = np.sin(np.arange(1.0, count * size + 1) * step).reshape(count, size) * scales
    turn, _ = np.linalg.qr(np.cos(np.arange(size * size) * 2.3).reshape(size, size) + np.eye(size))
    return raw @ turn


def cases(rng):
    x = cloud(7, [3.0, 1.0, 0.4]) + [2.0, -5.0, 1.0]
    yield "three features to two", (x, 2)
    yield "to one", (x, 1)
    yield "all components", (x, 3)
    yield "negated", (-x, 3)
    yield "two features", (np.array([[1.0, 1.0], [2.0, 0.5], [4.0, -1.0], [5.0, -3.0], [0.0, 2.5]]), 2)
    yield "one feature", (np.array([[4.0], [-1.0], [2.5]]), 1)
    yield "fewer points than features", (cloud(3, [2.0, 1.0, 0.5, 3.0, 0.2]), 2)
    yield "two points", (np.array([[1.0, 4.0, 2.0], [3.0, -1.0, 2.5]]), 1)
    yield "far from the origin", (cloud(8, [2.0, 0.7]) + [300.0, -200.0], 2)
    yield "features of mixed scale", (cloud(6, [1.0, 2.0, 0.5]) * [10.0, 1.0, 0.1], 2)
    yield "a square", (cloud(4, [4.0, 2.0, 1.0, 0.5]) - 1.0, 3)
    cross = np.kron(np.diag([1.0, 2.0, 3.0]), [[1.0], [-1.0]])
    yield "the axes themselves, smallest first", (cross + [1.0, -2.0, 5.0], 2)
    yield "views", (cloud(16, [3.0, 0.5, 1.5]).T[::-1, ::2].T, 2)
    for name, n, scales, k in (
        ("random plane", 10, [3.0, 1.0], 2),
        ("random space", 12, [5.0, 2.0, 0.7], 2),
        ("random four", 15, [9.0, 4.0, 1.5, 0.5], 3),
    ):
        turn, _ = np.linalg.qr(rng.normal(size=(len(scales), len(scales))))
        yield name, (rng.normal(size=(n, len(scales))) * scales @ turn + rng.normal(size=len(scales)), k)
