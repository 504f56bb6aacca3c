"""Transitions with and without an end; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def batch(actions, a, shift=0.0):
    """Return values, actions, rewards and next values for as many transitions as there are actions."""
    n = len(actions)
    return wave(n, a), np.array(actions), wave(n, step=0.8), wave(n, a, step=2.3) + shift


def cases(rng):
    yield "no end", (*batch([0, 2, 1, 2], 3), np.zeros(4, dtype=bool), 0.9)
    yield "some ends", (*batch([1, 0, 2, 0, 1], 3, 3.0), np.array([False, True, False, True, False]), 0.9)
    yield "all ends", (*batch([1, 0, 1], 2), np.ones(3, dtype=bool), 0.95)
    yield "square", (*batch([2, 0, 1], 3), np.array([True, False, False]), 0.8)
    yield "one transition", (*batch([3], 5), np.array([False]), 0.99)
    yield "one action", (*batch([0, 0, 0], 1), np.array([False, False, True]), 0.7)
    yield "the same action", (*batch([1, 1, 1, 1], 2), np.array([False, False, True, False]), 1.0)
    yield "negative values", (*batch([0, 3, 1], 4, -7.0), np.array([False, True, False]), 0.9)
    yield "only the reward counts", (*batch([0, 1, 1], 2), np.array([False, True, False]), 0.0)
    q = np.array([[2.0, 5.0], [0.5, 0.0]])
    exact = np.array([2.0, 0.5])
    yield "nothing to learn", (q, np.array([0, 0]), exact, np.array([[-1.0, 0.0], [7.0, 8.0]]), np.array([False, True]), 0.9)
    large = q * 500.0, np.array([1, 0]), exact * 100.0, q * -300.0
    yield "large errors", (*large, np.array([False, False]), 0.9)
    values, actions, reward, following = batch([0, 2, 1, 1, 0, 2], 3)
    views = values[::-2], actions[::2], reward[1::2], following[::2, ::-1]
    yield "views", (*views, np.array([False, True, False]), 0.9)
    values, actions, reward, following = batch([0, 2, 1, 2], 3)
    single = (a.astype(np.float32) for a in (reward, following))
    yield "float32", (values.astype(np.float32), actions, *single, np.array([False, False, True, False]), 0.9)
    for name, n, a in (("random", 6, 4), ("random batch", 9, 2), ("random square", 5, 5)):
        q, following = rng.normal(0.0, 2.0, (2, n, a))
        done = rng.random(n) < 0.4
        yield name, (q, rng.integers(0, a, n), rng.normal(size=n), following, done, float(rng.uniform(0.5, 0.99)))
