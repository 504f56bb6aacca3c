"""Documents short, long and empty, classes large and small; the last few are drawn afresh."""

import numpy as np


def words(count, size, step=7, most=4):
    """Return counts without a pattern, the same each time."""
    return (np.arange(1, count * size + 1) ** 2 * step % 11 % most).reshape(count, size)


def cases(rng):
    counts = np.array([[3, 0, 1, 0], [1, 2, 0, 0], [0, 1, 4, 1], [2, 0, 0, 0], [0, 0, 2, 5]])
    labels = np.array([0, 0, 1, 0, 1])
    test = np.array([[1, 0, 2, 0], [2, 2, 0, 1], [0, 3, 0, 0]])
    yield "two classes", (counts, labels, test, 1.0)
    yield "little smoothing", (counts, labels, test, 0.1)
    yield "much smoothing", (counts, labels, test, 7.5)
    yield "three classes", (counts, np.array([2, 0, 1, 1, 2]), test, 0.5)
    yield "an empty document", (counts, labels, np.array([[0, 0, 0, 0], [1, 0, 0, 0]]), 1.0)
    yield (
        "an empty training document",
        (np.array([[0, 0], [2, 5]]), np.array([0, 1]), np.array([[1, 1]]), 0.5),
    )
    yield "a long document", (counts, labels, test * 900, 1.0)
    yield "long on both sides", (counts, labels, np.array([[4000, 0, 0, 0], [0, 0, 0, 3000]]), 0.01)
    yield "one class", (counts, np.zeros(5, dtype=int), test, 1.0)
    yield "one word", (np.array([[3], [1], [0]]), np.array([0, 1, 0]), np.array([[2], [5]]), 2.0)
    yield "a square", (words(3, 3), np.array([1, 0, 1]), words(3, 3, step=5), 0.5)
    yield "classes of very different sizes", (words(12, 3), np.arange(12) // 11, words(2, 3, step=5), 1.0)
    yield "views", (words(3, 6).T[::-1], np.array([0, 2, 1, 1, 0, 2])[::-1], words(3, 5).T[::2], 0.3)
    for name, n, v, k in (("random few words", 10, 4, 2), ("random many words", 12, 9, 3)):
        counts, labels = rng.poisson(1.2, (n, v)), rng.permutation(np.arange(n) % k)
        yield name, (counts, labels, rng.poisson(2.0, (4, v)), float(rng.uniform(0.2, 3.0)))
