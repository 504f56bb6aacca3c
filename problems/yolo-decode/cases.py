"""Grids of several sizes, with one box or more; the last few are drawn afresh."""

import numpy as np


def grid(s, boxes, classes, step=0.61):
    """Return numbers between 0 and 1, the same each time."""
    count = s * s * (5 * boxes + classes)
    return (np.sin(np.arange(count) * step + 0.3) * 0.45 + 0.5).reshape(s, s, 5 * boxes + classes)


def cases(rng):
    yield "one cell", (np.array([[[0.5, 0.25, 0.5, 0.25, 0.75, 0.125, 0.5]]]), 1, 2, 100, 60)
    yield "two by two cells", (grid(2, 1, 2), 1, 2, 10, 10)
    yield "two boxes", (grid(1, 2, 1), 2, 1, 8, 8)
    yield "two boxes in each cell", (grid(2, 2, 3), 2, 3, 40, 40)
    yield "a wide image", (grid(3, 1, 1), 1, 1, 90, 30)
    yield "a high image", (grid(2, 3, 2), 3, 2, 20, 70)
    yield "as many boxes as cells", (grid(3, 3, 3, step=0.83), 3, 3, 48, 36)
    yield "five classes", (grid(2, 1, 5, step=1.07), 1, 5, 7, 9)
    yield "as in the paper", (grid(7, 2, 4, step=0.37), 2, 4, 448, 448)
    yield "centres on the corners", (np.round(grid(3, 1, 2)), 1, 2, 30, 60)
    yield "numbers beyond 0 to 1", (grid(2, 2, 2) * 6.0 - 3.0, 2, 2, 16, 10)
    yield "views", (grid(5, 2, 3)[::-2, ::-2, ::-1], 2, 3, 33, 21)
    yield "channels first in memory", (np.asfortranarray(grid(3, 2, 2)), 2, 2, 30, 20)
    yield "float32", (grid(3, 2, 4).astype(np.float32), 2, 4, 64, 48)
    for name, s in (("random", 3), ("random fine", 5), ("random coarse", 2)):
        boxes, classes = int(rng.integers(1, 4)), int(rng.integers(1, 5))
        w, h = int(rng.integers(20, 99)), int(rng.integers(100, 200))
        yield name, (rng.random((s, s, 5 * boxes + classes)), boxes, classes, w, h)
