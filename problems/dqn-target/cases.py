"""Transitions with and without an end; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def cases(rng):
    none = np.zeros(4, dtype=bool)
    yield "no end", (wave(4), none, wave(4, 3, step=2.3), 0.9)
    yield "some ends", (wave(5), np.array([False, True, False, True, False]), wave(5, 3, step=2.3) + 3.0, 0.9)
    yield "all ends", (wave(3), np.ones(3, dtype=bool), wave(3, 2, step=0.9) + 1.0, 0.95)
    yield "square", (wave(3, step=0.8), np.array([True, False, False]), wave(3, 3, step=1.7), 0.8)
    yield "only negative values", (wave(4), ~none, wave(4, 5) - 7.0, 0.9)
    yield "negative and going on", (wave(4), none, wave(4, 5) - 7.0, 0.9)
    yield "one transition", (np.array([0.5]), np.array([False]), np.array([[1.0, 4.0, -9.0, 2.0]]), 0.99)
    yield "one action", (wave(3), np.array([False, False, True]), wave(3, 1, step=2.1), 0.7)
    yield "no discount", (wave(4), np.array([False, False, True, False]), wave(4, 2, step=1.9), 1.0)
    yield "only the reward counts", (wave(3), np.array([False, True, False]), wave(3, 4), 0.0)
    yield "equal values", (np.zeros(2), np.array([False, True]), np.full((2, 3), 4.0), 0.5)
    yield "large values", (np.array([100.0, -100.0]), np.array([False, True]), np.array([[9e5, 1e6], [1e6, 2e6]]), 0.9)
    views = wave(6)[::-2], np.array([True, False, False]), wave(4, 3, step=2.3).T[:, ::-1]
    yield "views", (*views, 0.9)
    yield (
        "float32",
        (wave(4).astype(np.float32), np.array([False, True, False, False]), wave(4, 3).astype(np.float32), 0.9),
    )
    for name, n, actions in (("random", 6, 4), ("random batch", 11, 2), ("random square", 5, 5)):
        done = rng.random(n) < 0.4
        yield name, (rng.normal(size=n), done, rng.normal(0.0, 3.0, (n, actions)), float(rng.uniform(0.5, 0.99)))
