"""Games of one to five features; the last few are drawn afresh."""

import numpy as np


def wave(n, step=1.3, size=2.0):
    """Return values of 2**n coalitions without a pattern, the same each time."""
    return np.sin(np.arange(1.0, 2**n + 1) * step) * size


def cases(rng):
    yield "two features", (np.array([1.0, 3.0, 2.0, 8.0]),)
    yield "three features", (wave(3),)
    yield "four features", (wave(4, step=2.1),)
    yield "five features", (wave(5, step=0.7),)
    yield "one feature", (np.array([2.0, 7.0]),)
    yield "nothing without features", (np.array([0.0, 1.0, 4.0, 6.0, 2.0, 2.0, 9.0, 12.0]),)
    added = np.array([[k >> i & 1 for i in range(4)] for k in range(16)]) @ [1.0, -2.0, 0.5, 4.0]
    yield "a sum of features", (added + 3.0,)
    only_all = np.zeros(16)
    only_all[15] = 1.0
    yield "only together", (only_all,)
    yield "any one suffices", (np.array([0.0] + [1.0] * 15),)
    yield "a feature without effect", (np.repeat(wave(2), 2),)
    yield "the last without effect", (np.tile(wave(2, step=1.9), 2),)
    yield "everything equal", (np.full(8, 5.0) + np.eye(8)[5],)
    yield "a view", (wave(4)[::-2],)
    yield "float32", (wave(3, step=1.7).astype(np.float32),)
    for name, n in (("random three", 3), ("random four", 4), ("random five", 5)):
        yield name, (rng.normal(1.0, 2.0, 2**n),)
