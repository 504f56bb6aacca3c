"""Forests whose trees agree and do not, with samples of all kinds; the last few are drawn afresh."""

import numpy as np


def some(trees, count, step, most):
    """Return whole numbers without a pattern, the same each time."""
    return (np.arange(1, trees * count + 1) ** 2 * step % 31 % most).reshape(trees, count)


def cases(rng):
    votes = np.array([[0, 1, 2, 1, 0, 2], [0, 2, 2, 1, 1, 0], [1, 1, 2, 0, 1, 2], [2, 1, 0, 0, 1, 0]])
    drawn = np.array([[0, 0, 2, 5, 4, 2], [1, 3, 3, 5, 1, 0], [2, 1, 4, 4, 4, 3], [5, 0, 2, 2, 1, 5]])
    y = np.array([0, 2, 2, 1, 1, 0])
    yield "four trees", (votes, drawn, y, 3)
    yield "classes nobody votes for", (votes, drawn, y, 6)
    yield (
        "equal votes",
        (
            np.array([[2, 1, 0, 3], [1, 3, 2, 0]]),
            *(np.array([[0, 0, 0, 0], [1, 1, 1, 1]]), np.array([2, 3, 1, 0]), 4),
        ),
    )
    yield (
        "equal votes of three",
        (
            np.array([[2, 0], [1, 1], [2, 1], [1, 2], [0, 0], [0, 2]]),
            *(np.array([[0, 0], [1, 1], [1, 1], [1, 0], [1, 1], [1, 1]]), np.array([0, 0]), 3),
        ),
    )
    everything = np.tile(np.arange(6), (4, 1))
    yield "every tree drew everything", (votes, everything, y, 3)
    yield (
        "one tree drew but a single example",
        (votes, np.where(np.arange(4)[:, None] == 2, 5, everything), y, 3),
    )
    yield "some drawn by all", (votes, drawn * np.array([[1], [1], [0], [1]]) + [0, 0, 1, 0, 0, 0], y, 3)
    yield "one tree", (np.array([[1, 0, 2]]), np.array([[2, 0, 2]]), np.array([1, 1, 2]), 3)
    yield "one example", (np.array([[1], [0], [1]]), np.zeros((3, 1), dtype=int), np.array([0]), 2)
    yield "one class", (np.zeros((3, 4), dtype=int), some(3, 4, 5, 4), np.zeros(4, dtype=int), 1)
    yield "always right", (np.tile(y, (3, 1)), drawn[:3], y, 3)
    yield "always wrong", (np.tile((y + 1) % 3, (3, 1)), drawn[:3], y, 3)
    yield "as many trees as examples", (some(5, 5, 3, 4), some(5, 5, 7, 5), some(1, 5, 11, 4)[0], 4)
    views = some(8, 10, 3, 3).T[::-2], some(8, 10, 13, 8).T[::2], some(1, 16, 5, 3)[0, ::-2]
    yield "views", (*views, 3)
    for name, t, n, k in (("random few trees", 3, 8, 3), ("random many trees", 15, 10, 4)):
        yield name, (rng.integers(0, k, (t, n)), rng.integers(0, n, (t, n)), rng.integers(0, k, n), k)
