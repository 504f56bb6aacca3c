"""Episodes of several lengths; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def episode(actions, a):
    """Return logits, actions and rewards for as many steps as there are actions."""
    return wave(len(actions), a), np.array(actions), wave(len(actions), step=2.1) + 0.5


def cases(rng):
    yield "three steps", (*episode([1, 0, 2], 4), 0.9, 0.0)
    yield "with a baseline", (*episode([1, 0, 1, 1], 2), 0.8, 0.7)
    yield "one step", (*episode([2], 3), 0.9, 0.25)
    yield "one action", (*episode([0, 0, 0], 1), 0.9, 0.0)
    yield "no discount", (*episode([0, 2, 1, 1, 0], 3), 1.0, 0.0)
    yield "only the reward at once", (*episode([0, 1, 1], 2), 0.0, 0.0)
    yield "square", (*episode([2, 0, 1], 3), 0.5, -1.0)
    late = np.array([0.0, 0.0, 0.0, 0.0, 1.0])
    yield "a reward at the end", (wave(5, 3), np.array([0, 1, 2, 1, 0]), late, 0.9, 0.0)
    yield "a reward at the start", (wave(5, 3), np.array([0, 1, 2, 1, 0]), late[::-1].copy(), 0.9, 0.0)
    yield "a bad episode", (wave(4, 3), np.array([1, 1, 0, 2]), np.array([-1.0, -2.0, -0.5, -3.0]), 0.95, 0.0)
    high = np.array([[1000.0, -1000.0, 999.0], [-1000.0, -1001.0, -1002.0], [0.0, 800.0, 1.0]])
    yield "large logits", (high, np.array([1, 2, 1]), np.array([1.0, -0.5, 2.0]), 0.9, 0.1)
    logits, actions, rewards = episode([0, 2, 1, 1, 0, 2], 3)
    yield "views", (logits[::-2, ::-1], actions[::2], rewards[1::2], 0.7, 0.0)
    logits, actions, rewards = episode([1, 0, 1, 0], 3)
    yield "float32", (logits.astype(np.float32), actions, rewards.astype(np.float32), 0.9, 0.5)
    for name, t, a in (("random", 5, 3), ("random long", 12, 4), ("random square", 4, 4)):
        numbers = float(rng.uniform(0.3, 0.99)), float(rng.normal())
        yield name, (rng.normal(0.0, 2.0, (t, a)), rng.integers(0, a, t), rng.normal(size=t), *numbers)
