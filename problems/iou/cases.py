"""Boxes near, far, inside and empty; the last few are drawn afresh."""

import numpy as np

SPREAD = np.array(
    [
        [0.0, 0.0, 4.0, 2.0],
        [2.0, 1.0, 6.0, 3.0],
        [-3.0, -2.0, 1.0, 1.5],
        [1.0, 0.5, 2.5, 5.0],
        [-1.5, 2.0, 3.0, 2.25],
    ]
)


def row(*box):
    return np.array([box], dtype=float)


def drawn(rng, n, size=5.0):
    """Return boxes with corners in a square."""
    corners = np.sort(rng.uniform(-size, size, (n, 2, 2)), axis=1)
    return corners.reshape(n, 4)


def cases(rng):
    yield "a pair", (row(0, 0, 4, 2), row(2, 1, 6, 3))
    yield "two against three", (SPREAD[:2], SPREAD[2:])
    yield "one inside the other", (row(0, 0, 6, 4), row(1, 1, 3, 2))
    yield "the same boxes", (SPREAD, SPREAD.copy())
    yield "side by side", (row(0, 0, 2, 3), row(5, 1, 6, 3))
    yield "one above the other", (row(0, 4, 3, 5), row(1, 0, 2, 3))
    yield "diagonally apart", (row(0, 0, 2, 2), row(3, 4, 5, 8))
    yield "touching", (row(0, 0, 2, 2), np.array([[2.0, 0.0, 4.0, 2.0], [2.0, 2.0, 3.0, 3.0]]))
    yield "boxes without area", (np.array([[1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 2.0, 2.0]]), row(1, 1, 1, 1))
    yield "a line across a box", (row(0, 1, 4, 1), row(1, 0, 3, 2))
    yield "tiny boxes", (SPREAD * 1e-4, SPREAD[:3] * 1e-4 + 1e-4)
    yield "far from zero", (SPREAD[1:] + 1000.0, SPREAD + 1000.5)
    yield "one against many", (SPREAD[3:4], SPREAD[::-1])
    yield "views", (SPREAD[::-2], SPREAD[:, [1, 0, 3, 2]][1::2])
    yield "float32", (SPREAD.astype(np.float32), SPREAD[:2].astype(np.float32) + np.float32(0.25))
    for name, n, m in (("random", 4, 6), ("random square", 5, 5), ("random many", 9, 2)):
        yield name, (drawn(rng, n), drawn(rng, m))
