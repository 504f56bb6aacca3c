"""Positions in and out of order, dimensions even and odd; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    yield "counting", (np.arange(5), 4, 100.0)
    yield "the usual base", (np.arange(12), 8, 10000.0)
    yield "position 0", (np.array([0]), 6, 10000.0)
    yield "one position", (np.array([3]), 5, 50.0)
    yield "one dimension", (np.arange(4), 1, 10.0)
    yield "two dimensions", (np.arange(4), 2, 10.0)
    yield "odd", (np.arange(3), 7, 20.0)
    yield "square", (np.arange(6), 6, 30.0)
    yield "from the middle", (np.arange(17, 22), 6, 1000.0)
    yield "backwards and again", (np.array([5, 4, 0, 5, 2]), 8, 500.0)
    yield "negative", (np.array([-3, -1, 0, 2]), 4, 10000.0)
    yield "views", (np.arange(20)[::-3], 3, 7.5)
    yield "int32", (np.arange(4, dtype=np.int32) * 9, 10, 10000.0)
    yield "uint8", (np.array([200, 100, 255], dtype=np.uint8), 4, 12.0)
    for name, low in (("random", 0), ("random negative", -30)):
        positions = rng.integers(low, 60, int(rng.integers(2, 8)))
        yield name, (positions, int(rng.integers(2, 10)), float(rng.uniform(5, 5000)))
    yield "random odd", (rng.permutation(9), 2 * int(rng.integers(1, 5)) + 1, 10000.0)
