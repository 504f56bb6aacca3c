"""Losses that fall, rise, stall and swing; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    swing = np.array([1.0, 0.5, 0.75, 0.25, 0.5, 0.25, 0.125])
    yield "a swing", (swing, 2, 0.0)
    yield "more patience", (swing, 3, 0.0)
    yield "no patience", (swing, 1, 0.0)
    yield "falls to the end", (np.array([4.0, 3.0, 2.0, 1.5, 1.25]), 1, 0.0)
    yield "rises from the start", (np.array([1.0, 2.0, 3.0, 4.0, 5.0, 0.5]), 3, 0.0)
    yield "one epoch", (np.array([0.7]), 2, 0.0)
    yield "stops at the last", (np.array([1.0, 0.5, 0.75, 0.625]), 2, 0.0)
    yield "one short of the patience", (np.array([1.0, 0.5, 0.75, 0.625]), 3, 0.0)
    yield (
        "an improvement at the last moment",
        (np.array([1.0, 1.5, 1.25, 0.75, 0.875, 1.0, 1.125, 0.5]), 3, 0.0),
    )
    yield "equal losses", (np.array([0.5, 0.5, 0.5, 0.5, 0.5]), 3, 0.0)
    yield "exactly the least improvement", (np.array([2.0, 1.75, 1.75, 1.25, 1.0, 1.125]), 3, 0.25)
    yield "small gains that add up", (np.array([1.0, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25]), 3, 0.25)
    yield "gains that are too small", (np.array([1.0, 0.9375, 0.875, 0.8125, 0.25]), 3, 0.5)
    yield (
        "rebounds after a decline",
        (np.array([1.0, 0.25, 0.75, 0.5, 0.875, 0.375, 0.75, 0.5, 0.125]), 4, 0.0),
    )
    yield "negative losses", (np.array([0.5, -1.0, -0.5, -2.0, -1.5, -1.75, -1.0, -3.0]), 3, 0.5)
    yield "float32", (np.array([2.0, 1.0, 1.5, 0.75, 0.875, 0.625], dtype=np.float32), 2, 0.25)
    yield "a view", (swing[::-1], 4, 0.125)
    for name, length, patience in (("random", 12, 3), ("random long", 30, 5), ("random impatient", 9, 1)):
        losses = 3.0 * np.exp(-0.2 * np.arange(length)) + rng.normal(0.0, 0.15, length)
        yield name, (losses, patience, float(rng.uniform(0.0, 0.1)))
