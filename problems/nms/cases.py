"""Crowds, chains and ties; the last few are drawn afresh."""

import numpy as np

CROWD = np.array(
    [
        [0.0, 0.0, 4.0, 4.0],
        [0.5, 0.0, 4.5, 4.0],
        [6.0, 1.0, 9.0, 5.0],
        [1.5, 0.5, 5.5, 4.5],
        [6.0, 2.0, 9.5, 5.0],
        [-4.0, -3.0, -1.0, 0.5],
        [3.0, 2.0, 7.0, 6.0],
    ]
)
CROWD_SCORES = np.array([0.55, 0.9, 0.3, 0.8, 0.65, 0.1, 0.7])


def strip(*lefts, width=3.0, height=2.0):
    """Return boxes of one size side by side."""
    left = np.array(lefts)
    return np.stack([left, left * 0, left + width, left * 0 + height], axis=1)


def cases(rng):
    yield "one duplicate", (strip(0.0, 0.5, 8.0), np.array([0.4, 0.9, 0.6]), 0.5)
    yield "a crowd", (CROWD, CROWD_SCORES, 0.4)
    yield "a crowd, low threshold", (CROWD, CROWD_SCORES, 0.1)
    yield "a crowd, high threshold", (CROWD, CROWD_SCORES, 0.85)
    yield "one box", (strip(1.0), np.array([-2.0]), 0.5)
    yield "a chain", (strip(0.0, 1.0, 2.0, 3.0, 4.0), np.array([0.5, 0.4, 0.3, 0.2, 0.1]), 0.4)
    yield (
        "a chain from the middle",
        (strip(0.0, 1.0, 2.0, 3.0, 4.0), np.array([0.2, 0.4, 0.5, 0.3, 0.1]), 0.4),
    )
    yield "exactly the threshold", (strip(0.0, 1.0, 6.0), np.array([0.2, 0.3, 0.1]), 0.5)
    half = np.array([[0.0, 0.0, 2.0, 1.0], [0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 2.0, 1.5]])
    yield "just half of it", (half, np.array([0.9, 0.8, 0.1]), 0.5)
    yield "equal scores", (strip(0.0, 0.5, 1.0, 7.0, 7.5), np.full(5, 0.5), 0.6)
    row = strip(*np.arange(40.0) * 2.0)
    yield "many equal scores", (row, np.arange(40) * 7 % 3 / 4.0, 0.15)
    yield "equal boxes", (np.repeat(CROWD[:2], 2, axis=0), np.array([0.1, 0.3, 0.3, 0.2]), 0.7)
    yield "threshold 0", (strip(0.0, 2.5, 3.0, 9.0), np.array([0.3, 0.9, 0.2, 0.4]), 0.0)
    yield "threshold 1", (CROWD[[0, 0, 1, 2]], np.array([0.1, 0.4, 0.2, 0.3]), 1.0)
    yield (
        "diagonally apart",
        (np.array([[0.0, 0.0, 2.0, 2.0], [3.0, 3.0, 5.0, 5.0]]), np.array([0.2, 0.8]), 0.1),
    )
    inner = np.array([[0.0, 0.0, 6.0, 6.0], [1.0, 1.0, 3.0, 3.0], [2.0, 2.0, 4.0, 4.0]])
    yield "inside", (inner, np.array([0.9, 0.5, 0.7]), 0.12)
    yield "negative scores", (CROWD, CROWD_SCORES - 5.0, 0.3)
    yield "float32 views", (CROWD.astype(np.float32)[::-1], CROWD_SCORES.astype(np.float32)[::-1], 0.3)
    for name, n, threshold in (("random", 12, 0.3), ("random low", 15, 0.05), ("random high", 10, 0.6)):
        corner = rng.uniform(0.0, 6.0, (n, 2))
        yield (
            name,
            (np.hstack([corner, corner + rng.uniform(2.0, 5.0, (n, 2))]), rng.normal(size=n), threshold),
        )
