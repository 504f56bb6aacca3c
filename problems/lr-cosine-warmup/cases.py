"""Schedules with and without warm-up, at the seams and past the end; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    yield "a whole schedule", (np.arange(12), 4, 10, 0.8, 0.2)
    yield "no warm-up", (np.arange(7), 0, 5, 0.5, 0.1)
    yield "one warm-up step", (np.arange(6), 1, 6, 1.0, 0.0)
    yield "a floor of zero", (np.arange(9), 3, 8, 0.3, 0.0)
    yield "almost all warm-up", (np.arange(8), 6, 7, 2.0, 0.5)
    yield "one step", (np.array([2]), 5, 20, 0.1, 0.01)
    yield "the seams", (np.array([9, 10, 11, 49, 50, 51]), 10, 50, 1e-3, 1e-5)
    yield "past the end", (np.array([30, 31, 45, 59, 1000]), 5, 30, 0.4, 0.05)
    yield "peak and floor the same", (np.array([0, 2, 4, 9]), 3, 8, 0.25, 0.25)
    yield "any order", (np.array([7, 0, 7, 3, 25, 1, 12]), 4, 21, 3.0, 0.7)
    yield "a long schedule", (np.array([0, 499, 500, 501, 5250, 9999, 10000]), 500, 10000, 6e-4, 6e-5)
    yield "a total of one", (np.array([0, 1]), 0, 1, 0.9, 0.3)
    yield "a view", (np.arange(20)[::-3], 5, 16, 0.6, 0.15)
    for name, most in (("random short", 12), ("random long", 500)):
        total = int(rng.integers(6, most))
        numbers = (
            int(rng.integers(2, total - 2)),
            total,
            float(rng.uniform(0.5, 2.0)),
            float(rng.uniform(0.0, 0.4)),
        )
        yield name, (rng.integers(0, total + 3, 9), *numbers)
    yield (
        "random without warm-up",
        (rng.integers(0, 40, 7), 0, int(rng.integers(20, 40)), 1.0, float(rng.uniform(0, 0.5))),
    )
