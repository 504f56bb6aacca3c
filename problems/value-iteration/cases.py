"""Decision processes of every size, with ties and absorbing states; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return 2.0 * np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) + 0.3


def process(states, actions, step=1.3):
    chances = wave(states, actions, states, step=step) + 2.0
    return chances / chances.sum(axis=-1, keepdims=True), wave(states, actions, step=0.9)


def corridor():
    """Return a walk of four cells to the left or right; the last is the end, and entering it pays."""
    transition, reward = np.zeros((4, 2, 4)), np.zeros((4, 2))
    for cell in range(3):
        transition[cell, 0, max(cell - 1, 0)] = transition[cell, 1, cell + 1] = 1.0
    transition[3, :, 3] = 1.0
    reward[2, 1] = 1.0
    return transition, reward


def cases(rng):
    yield "three states, two actions", (*process(3, 2), 0.9, np.zeros(3), 4)
    yield "one sweep", (*process(3, 2), 0.8, np.zeros(3), 1)
    yield "one sweep from other values", (*process(2, 3), 0.8, np.array([1.0, -2.0]), 1)
    yield "no sweep", (*process(4, 3), 0.5, wave(4, step=1.9), 0)
    yield "a corridor", (*corridor(), 0.5, np.zeros(4), 3)
    yield "a corridor, one sweep", (*corridor(), 0.5, np.zeros(4), 1)
    yield "the future counts for nothing", (*process(3, 3), 0.0, wave(3), 3)
    yield "one state", (np.ones((1, 3, 1)), np.array([[0.5, 2.0, -1.0]]), 0.75, np.array([4.0]), 5)
    yield "one action", (*process(4, 1), 0.9, np.zeros(4), 3)
    yield "as many actions as states", (*process(3, 3, step=0.77), 0.95, np.array([3.0, -5.0, 1.0]), 2)
    yield (
        "equal actions",
        (np.full((2, 3, 2), 0.5), np.array([[0.0, 1.0, 1.0], [2.0, 2.0, 2.0]]), 0.5, np.zeros(2), 2),
    )
    pulled = np.array([[[1.0, 0.0], [0.0, 1.0]], [[0.5, 0.5], [0.0, 1.0]]])
    yield "what pays later", (pulled, np.array([[1.0, 0.0], [0.0, 3.0]]), 0.9, np.zeros(2), 6)
    yield "costs only", (process(3, 2)[0], -np.abs(wave(3, 2)) - 1.0, 0.9, np.zeros(3), 3)
    yield "many sweeps", (*process(3, 2, step=0.5), 0.6, np.zeros(3), 60)
    transition, reward = process(3, 2)
    single = (a.astype(np.float32) for a in (transition, reward))
    yield "float32", (*single, 0.5, np.array([0.5, 0.0, -1.0], dtype=np.float32), 3)
    transition, reward = process(4, 3, step=0.61)
    yield "views", (transition[::-1, ::-1], reward.T[::-1].T, 0.7, wave(8)[::-2], 2)
    for name, states, actions in (("random", 5, 3), ("random square", 4, 4), ("random wide", 2, 6)):
        transition = rng.dirichlet(np.ones(states), (states, actions))
        gamma, sweeps = float(rng.uniform(0.5, 0.99)), int(rng.integers(1, 8))
        yield name, (transition, rng.normal(size=(states, actions)), gamma, rng.normal(size=states), sweeps)
