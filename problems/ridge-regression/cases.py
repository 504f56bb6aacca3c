"""Data of every shape, dependent features among them; the last few are drawn afresh."""

import numpy as np


def points(*shape, step=1.7, scale=2.0):
    """Return values without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * scale


def cases(rng):
    x, y = points(6, 2) + [1.0, -2.0], points(6, step=2.9) + 4.0
    yield "two features", (x, y, 1.5)
    yield "little regularisation", (x, y, 1e-3)
    yield "much regularisation", (x, y, 200.0)
    yield "one feature", (np.array([[1.0], [2.0], [4.0], [7.0]]), np.array([3.0, -1.0, 4.0, 2.0]), 0.5)
    yield "the same feature twice", (x[:, [0, 0]], y, 2.0)
    yield "linearly dependent features", (np.column_stack([x, x @ [1.0, -1.0]]), y, 0.7)
    yield "fewer examples than features", (points(3, 5), points(3, step=0.7) - 2.0, 1.0)
    yield "a square", (points(4, 4, step=2.1), points(4, step=0.9), 0.4)
    yield "a shifted target", (x, y + 100.0, 1.5)
    yield "shifted features", (x + [30.0, -20.0], y, 1.5)
    yield "a constant feature", (np.column_stack([np.full(6, 3.0), x]), y, 0.8)
    yield "one example", (np.array([[2.0, -1.0, 3.0]]), np.array([5.0]), 0.5)
    yield "features of mixed scale", (points(7, 3) * [0.1, 1.0, 10.0], points(7, step=0.3) + 1.0, 3.0)
    yield "views", (points(4, 14, step=0.9).T[::-2, ::2], points(21, step=1.3)[::-3], 0.9)
    for name, n, d in (("random", 9, 3), ("random wide", 4, 6), ("random line", 12, 1)):
        x = rng.normal(0.5, 1.0, (n, d))
        yield name, (x, rng.normal(1.0, 2.0, n), float(rng.uniform(0.1, 5.0)))
