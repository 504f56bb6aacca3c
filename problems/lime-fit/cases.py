"""Samples of several inputs, near and far; the last few are drawn afresh."""

import numpy as np


def outputs_of(n, step=1.3):
    """Return outputs of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, n + 1) * step) + 0.7


def every(m):
    """Return all masks of m features."""
    return np.array(list(np.ndindex(*[2] * m)))[::-1]


SOME = np.array(
    [
        [1, 1, 1, 1, 1],
        [1, 0, 1, 1, 0],
        [0, 1, 1, 0, 1],
        [1, 1, 0, 0, 0],
        [1, 0, 1, 1, 1],
        [0, 0, 0, 1, 0],
        [1, 1, 1, 0, 1],
    ]
)


def cases(rng):
    yield "all of two", (every(2), np.array([0.9, 0.7, 0.3, 0.2]), 0.5, 0.1)
    yield "all of three", (every(3), outputs_of(8), 0.25, 0.01)
    yield "some of five", (SOME, outputs_of(7), 0.4, 0.5)
    yield "a wide kernel", (SOME, outputs_of(7, 2.1), 3.0, 0.2)
    yield "a narrow kernel", (SOME, outputs_of(7, 1.7), 0.3, 0.05)
    yield "one feature", (np.array([[1], [0], [1]]), np.array([0.5, -0.2, 0.8]), 0.7, 0.3)
    yield "one sample", (np.array([[1, 0, 1]]), np.array([0.6]), 0.5, 0.2)
    yield "fewer samples than features", (SOME[1:4], outputs_of(3), 0.5, 0.4)
    yield "as many samples as features", (SOME[:5], outputs_of(5), 0.6, 0.1)
    yield "a strong ridge", (SOME, outputs_of(7), 0.5, 20.0)
    yield "samples repeated", (SOME[[0, 1, 1, 1, 5]], outputs_of(5, 0.9), 0.5, 0.1)
    yield "a feature never removed", (np.array([[1, 1], [1, 0], [1, 1]]), np.array([0.9, 0.1, 0.8]), 0.5, 0.1)
    yield "equal outputs", (SOME, np.full(7, 0.4), 0.5, 0.1)
    yield "a high level", (SOME, outputs_of(7) + 50.0, 0.5, 1.0)
    yield "views", (SOME[::-1, ::2], outputs_of(14)[::-2], 0.5, 0.3)
    yield "float32", (SOME, outputs_of(7).astype(np.float32), 0.75, 1.0)
    for name, s, m in (("random", 12, 4), ("random few", 5, 6), ("random many", 30, 3)):
        masks = (rng.random((s, m)) < 0.6).astype(np.int64)
        yield name, (masks, rng.normal(size=s), float(rng.uniform(0.3, 1.0)), float(rng.uniform(0.1, 2.0)))
