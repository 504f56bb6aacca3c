"""Episodes that end and that go on, with pairs that return; the last few are drawn afresh."""

import numpy as np


def table(states, actions, step=0.7):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return 2.0 * np.sin(np.arange(1.0, states * actions + 1) * step).reshape(states, actions) + 0.4


def walk(states, actions, length):
    """Return states, actions and rewards of one walk."""
    t = np.arange(length + 1)
    return (t * t + 2 * t) % states, (3 * t + t // 2 + 1) % actions, np.sin(t[1:] * 1.3)


def cases(rng):
    one = np.array([0, 2]), np.array([1, 0]), np.array([1.0])
    yield "one step", (table(3, 2), *one, False, 0.5, 0.9)
    yield "one step to the end", (table(3, 2), *one, True, 0.5, 0.9)
    yield "a walk", (table(4, 3), *walk(4, 3, 6), False, 0.1, 0.95)
    yield "a walk to the end", (table(4, 3), *walk(4, 3, 6), True, 0.1, 0.95)
    chain = np.arange(5), np.array([0, 1, 0, 1, 0]), np.array([0.0, 0.0, 0.0, 8.0])
    yield "a reward at the end", (np.zeros((5, 2)), *chain, True, 0.5, 0.5)
    same = np.array([1, 1, 1, 1]), np.array([0, 0, 0, 0]), np.array([0.5, 0.25, 1.0])
    yield "the same pair again", (table(2, 2), *same, False, 0.3, 0.7)
    yield (
        "the end looks like the start",
        (table(3, 2), np.array([1, 0, 1]), np.array([0, 1, 0]), np.array([1.0, 2.0]), True, 0.4, 0.9),
    )
    yield "negative values", (table(3, 2) - 5.0, *walk(3, 2, 4), True, 0.2, 0.9)
    yield "no discount", (table(3, 4), *walk(3, 4, 5), False, 0.5, 1.0)
    yield "the future counts for nothing", (table(3, 2), *walk(3, 2, 4), False, 0.5, 0.0)
    yield "a rate of one", (table(2, 3), *walk(2, 3, 5), True, 1.0, 0.6)
    yield "one action", (table(4, 1), *walk(4, 1, 4), False, 0.3, 0.9)
    yield "one state", (table(1, 3), *walk(1, 3, 4), True, 0.3, 0.9)
    yield "square", (table(3, 3, step=1.1), *walk(3, 3, 5), False, 0.6, 0.8)
    states, actions, rewards = walk(5, 3, 7)
    yield (
        "float32",
        (table(5, 3).astype(np.float32), states, actions, rewards.astype(np.float32), True, 0.5, 0.9),
    )
    yield "views", (table(3, 5).T[::-1], states[::-1], actions[::-1], rewards[::-1], False, 0.4, 0.9)
    for name, s, a, length in (("random", 5, 3, 12), ("random small", 2, 2, 20), ("random wide", 3, 7, 9)):
        numbers = bool(rng.random() < 0.5), float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.5, 1.0))
        places = rng.integers(0, s, length + 1), rng.integers(0, a, length + 1)
        yield name, (rng.normal(size=(s, a)), *places, rng.normal(size=length), *numbers)
