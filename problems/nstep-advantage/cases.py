"""Rollouts shorter, as long and longer than n; the last few are drawn afresh."""

import numpy as np


def wave(n, step=1.3, size=2.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, n + 1) * step) * size


def cases(rng):
    yield "two steps ahead", (wave(5), wave(5, step=2.1) + 0.5, 3.0, 0.9, 2)
    yield "one step ahead", (wave(4), wave(4, step=1.7), -2.0, 0.8, 1)
    yield "three steps ahead", (wave(7), wave(7, step=0.9) - 0.4, 1.5, 0.5, 3)
    yield "to the very end", (wave(4), wave(4, step=1.1), 2.5, 0.9, 4)
    yield "further than the end", (wave(3), wave(3, step=1.9), 4.0, 0.7, 10)
    yield "one step in all", (np.array([0.5]), np.array([2.0]), -3.0, 0.9, 1)
    yield "one step, n too large", (np.array([1.5]), np.array([0.25]), 2.0, 0.6, 5)
    yield "a terminal state", (wave(5), wave(5, step=2.3), 0.0, 0.95, 3)
    yield "no discount", (wave(6), wave(6, step=0.7), 1.0, 1.0, 2)
    yield "only the reward counts", (wave(3), wave(3, step=1.5), 7.0, 0.0, 2)
    yield "a reward at the end", (np.array([0.0, 0.0, 0.0, 1.0]), np.zeros(4), 0.0, 0.9, 3)
    yield "only values", (np.zeros(4), np.array([1.0, 2.0, 3.0, 5.0]), 8.0, 0.5, 2)
    yield "whole numbers", (np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.array([5.0, 5.0, 5.0, 5.0, 5.0]), 10.0, 0.5, 4)
    yield "views", (wave(9)[::-2], wave(10, step=2.1)[::2], 1.0, 0.9, 2)
    yield "float32", (wave(5).astype(np.float32), wave(5, step=1.7).astype(np.float32), 1.25, 0.9, 2)
    for name, t in (("random", 6), ("random long", 15), ("random short", 3)):
        numbers = float(rng.normal(0.0, 3.0)), float(rng.uniform(0.4, 0.99)), int(rng.integers(1, 6))
        yield name, (rng.normal(size=t), rng.normal(0.0, 2.0, t), *numbers)
