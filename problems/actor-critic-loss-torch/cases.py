"""Transitions with and without an end; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def batch(actions, k, ends=()):
    """Return what belongs to as many transitions as there are actions."""
    n = len(actions)
    values = wave(n, step=0.9) + 0.3, wave(n, step=1.7) + 1.0, wave(n, step=2.1)
    return wave(n, k), np.array(actions), *values, np.isin(np.arange(n), ends)


def cases(rng):
    yield "no end", (*batch([1, 0, 2, 2], 3), 0.9, 0.5, 0.01)
    yield "some ends", (*batch([1, 0, 0, 1, 1], 2, (1, 3)), 0.9, 0.5, 0.1)
    yield "only the policy", (*batch([1, 3, 0], 4, (2,)), 0.8, 0.0, 0.0)
    yield "no entropy", (*batch([1, 0, 2], 4), 0.8, 2.0, 0.0)
    yield "much entropy", (*batch([1, 0, 2, 0], 3), 0.95, 0.5, 3.0)
    yield "one transition", (*batch([2], 3), 0.9, 0.5, 0.2)
    yield "one action", (*batch([0, 0, 0], 1, (0,)), 0.9, 0.7, 0.2)
    yield "square", (*batch([2, 0, 1], 3, (1,)), 0.7, 1.0, 0.3)
    yield "all ends", (*batch([0, 1], 2, (0, 1)), 0.9, 0.5, 0.1)
    high = np.array([[1000.0, -1000.0, 999.0], [-1000.0, -1001.0, -1002.0], [0.0, 800.0, 1.0]])
    yield "large logits", (high, *batch([1, 2, 1], 3)[1:], 0.9, 0.5, 0.4)
    flat = np.zeros((3, 4)), np.array([0, 3, 1]), np.zeros(3), np.zeros(3), np.array([1.0, -1.0, 0.5])
    yield "nothing learnt yet", (*flat, np.array([False, False, True]), 0.9, 0.5, 0.1)
    views = [a[::-2] for a in batch([0, 2, 1, 1, 0, 2], 3, (1,))]
    yield "views", (*views, 0.6, 0.5, 0.1)
    single = [a.astype(np.float32) if a.dtype == float else a for a in batch([1, 0, 1, 2], 3, (2,))]
    yield "float32", (*single, 0.9, 0.5, 0.05)
    for name, n, k in (("random", 6, 4), ("random batch", 9, 2), ("random square", 5, 5)):
        values = rng.normal(size=(3, n))
        numbers = float(rng.uniform(0.5, 0.99)), float(rng.uniform(0.2, 2.0)), float(rng.uniform(0.1, 1.0))
        yield name, (rng.normal(0.0, 2.0, (n, k)), rng.integers(0, k, n), *values, rng.random(n) < 0.4, *numbers)
