"""Labels with every imbalance; the last few are drawn afresh."""

import numpy as np


def labels(*values):
    return np.array(values)


def cases(rng):
    yield "the example", (labels(1, 1, 1, 2, 2, 0), labels(1, 1, 2, 2, 0, 1), labels(1, 2))
    true, predicted = labels(0, 0, 0, 0, 0, 0, 1, 1, 2, 2), labels(0, 0, 0, 0, 0, 1, 1, 2, 0, 2)
    yield "all classes count", (true, predicted, labels(0, 1, 2))
    yield "classes in another order", (true, predicted, labels(2, 0))
    yield "all right", (labels(0, 1, 1, 2), labels(0, 1, 1, 2), labels(0, 1, 2))
    yield "all wrong", (labels(0, 1, 1, 2), labels(1, 2, 0, 0), labels(0, 1, 2))
    yield "a class that never occurs", (labels(0, 0, 1, 1), labels(0, 1, 1, 1), labels(0, 1, 2, 3))
    yield "a class never predicted", (labels(0, 0, 1, 2, 2), labels(0, 0, 0, 2, 0), labels(0, 1, 2))
    yield "a class never true", (labels(0, 0, 2, 2), labels(0, 1, 2, 1), labels(0, 1, 2))
    yield "only false positives", (labels(0, 0, 0), labels(5, 0, 5), labels(5))
    yield "one class of many", (labels(3, 3, 0, 1, 2, 3, 1), labels(3, 0, 3, 1, 3, 3, 2), labels(3))
    yield "none of the classes occurs", (labels(0, 1, 1), labels(1, 1, 0), labels(2, 3))
    yield "one example", (labels(4), labels(4), labels(4, 7))
    yield "negative labels", (labels(-1, 7, 7, -1, 100, 7), labels(-1, -1, 7, 100, 7, 7), labels(-1, 7))
    yield "rare classes", (labels(*[0] * 17, 1, 1, 2), labels(*[0] * 16, 1, 0, 1, 0), labels(1, 2, 0))
    yield "views", (np.arange(14)[::2] % 4, np.arange(7)[::-1] % 3, labels(2, 1, 3, 0)[::-1][:3])
    for name, size, known, unknown in (
        ("random all classes", 40, 4, 0),
        ("random other labels", 60, 5, 2),
        ("random few examples", 6, 3, 1),
    ):
        count = known + unknown
        true = rng.integers(0, count, size)
        guess = np.where(rng.random(size) < 0.5, true, rng.integers(0, count, size))
        yield name, (true, guess, rng.permutation(count)[:known])
