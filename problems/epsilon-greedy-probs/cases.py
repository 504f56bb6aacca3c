"""Tables with ties, forbidden actions and negative values; the last few are drawn afresh."""

import numpy as np


def table(states, actions, step=0.7, shift=0.4):
    """Return values without a pattern along any axis, the same each time."""
    return 2.0 * np.sin(np.arange(1.0, states * actions + 1) * step).reshape(states, actions) + shift


def free(states, actions):
    return np.ones((states, actions), dtype=bool)


def some(states, actions):
    """Return a mask in which every state may do something."""
    mask = np.sin(np.arange(1.0, states * actions + 1) * 1.9).reshape(states, actions) > -0.2
    mask[np.arange(states), np.arange(states) % actions] = True
    return mask


def cases(rng):
    yield "all allowed", (table(3, 4), free(3, 4), 0.1)
    yield "some allowed", (table(4, 5), some(4, 5), 0.3)
    ties = np.array([[1.0, 3.0, 3.0, 0.0], [2.0, 2.0, 2.0, 2.0], [0.0, -1.0, -1.0, 0.0]])
    yield "ties", (ties, free(3, 4), 0.2)
    mask = np.array([[True, True, False, True], [False, True, False, True], [False, True, True, False]])
    near = np.array([[1.0, 1.0 + 1e-9, 0.5], [-2.0, -3.0, -2.0 - 1e-10]])
    yield "values that almost tie", (near, free(2, 3), 0.2)
    yield "ties with forbidden actions", (ties, mask, 0.4)
    yield "the best is forbidden", (np.array([[9.0, 1.0, 2.0]]), np.array([[False, True, True]]), 0.25)
    yield "negative values", (table(3, 4, shift=-5.0), some(3, 4), 0.5)
    yield "greedy", (table(2, 3, step=1.1), free(2, 3), 0.0)
    yield "uniform", (table(3, 4, step=1.3), some(3, 4), 1.0)
    yield "a single choice", (table(3, 3), np.eye(3, dtype=bool), 0.6)
    yield "one action", (table(4, 1), free(4, 1), 0.3)
    yield "one state", (table(1, 6), some(1, 6), 0.15)
    yield "square", (table(3, 3, step=0.9), free(3, 3), 0.35)
    yield "zeros at the start", (np.zeros((2, 5)), some(2, 5), 0.1)
    yield "states of mixed scale", (table(3, 3) * np.array([[1e-3], [1.0], [1e6]]), free(3, 3), 0.05)
    yield "float32", (table(3, 5).astype(np.float32), some(3, 5), 0.2)
    yield "views", (table(4, 6).T[::-1], some(4, 6).T[:, ::-1] | np.eye(6, 4, dtype=bool), 0.45)
    for name, states, actions in (("random", 6, 4), ("random wide", 3, 9)):
        mask = rng.random((states, actions)) < 0.6
        mask[np.arange(states), rng.integers(0, actions, states)] = True
        yield name, (rng.normal(size=(states, actions)), mask, float(rng.uniform(0.05, 0.9)))
    yield (
        "random ties",
        (rng.integers(-2, 2, (8, 5)).astype(float), free(8, 5), float(rng.uniform(0.05, 0.9))),
    )
