"""Data that divide evenly and not, down to one example a block; the last few are drawn afresh."""

import numpy as np


def shuffled(n, step):
    """Return the numbers below n in an order without a pattern, the same each time."""
    return np.argsort(np.sin(np.arange(1.0, n + 1) * step))


def cases(rng):
    yield "the example", (np.array([3, 0, 4, 1, 2]), 2)
    yield "divides evenly", (shuffled(6, 1.7), 3)
    yield "not shuffled", (np.arange(9), 3)
    yield "one left over", (shuffled(7, 2.9), 3)
    yield "two left over", (shuffled(11, 1.3), 3)
    yield "all but one left over", (shuffled(9, 0.7), 5)
    yield "leave one out", (shuffled(5, 2.3), 5)
    yield "two halves", (shuffled(8, 1.9), 2)
    yield "two examples", (np.array([1, 0]), 2)
    yield "as many blocks as in a block", (shuffled(16, 2.1), 4)
    yield "many left over", (shuffled(19, 0.9), 10)
    yield "small integers", (shuffled(10, 1.1).astype(np.int32), 4)
    yield "a view", (shuffled(13, 2.7)[::-1], 5)
    for name, k in (("random halves", 2), ("random five", 5), ("random seven", 7)):
        yield name, (rng.permutation(int(rng.integers(12, 25))), k)
