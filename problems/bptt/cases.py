"""Sequences of every length; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values between -1 and 1 without a pattern along any axis, the same each time."""
    return np.sin(step * np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape)


def whole(n, t, d, units, k, stretch=1.0):
    """Return the arguments for n sequences of length t."""
    weights = wave(d, units, step=0.93) * stretch, wave(units, units, step=1.31) * stretch
    return wave(n, t, d), wave(n, t, k, step=1.1), *weights, wave(units, step=0.57), wave(units, k, step=0.29)


def cases(rng):
    yield "one unit", whole(1, 2, 1, 1, 1)
    yield "plain", whole(2, 3, 4, 3, 2)
    yield "one step", whole(3, 1, 2, 3, 2)
    yield "one sequence", whole(1, 5, 2, 3, 4)
    yield "as many of everything", whole(3, 3, 3, 3, 3)
    yield "a long sequence", whole(2, 11, 1, 2, 1)
    yield "many sequences", whole(6, 2, 3, 2, 1)
    xs, targets, *weights = whole(2, 4, 2, 3, 2)
    yield "input at the first step only", (xs * (np.arange(4) == 0)[:, None], targets, *weights)
    yield "large weights", whole(2, 4, 3, 3, 2, stretch=4.0)
    yield "no memory", (*whole(2, 4, 2, 3, 2)[:3], np.zeros((3, 3)), *weights[2:])
    yield "the same shape again", tuple(-0.5 * a for a in whole(2, 3, 4, 3, 2))
    views = xs[::-1, ::-1], np.asfortranarray(targets), wave(3, 2).T, weights[1][:, ::-1]
    yield "views", (*views, weights[2][::-1], wave(2, 3, step=0.31).T)
    yield "float32", tuple(a.astype(np.float32) for a in whole(2, 4, 3, 3, 2))
    n, t, d, units, k = (int(j) for j in rng.integers(2, 5, 5))
    shapes = (n, t, d), (n, t, k), (d, units), (units, units), (units,), (units, k)
    yield "random", tuple(rng.normal(size=shape) for shape in shapes)
    yield "random small", tuple(rng.normal(0.0, 0.3, shape) for shape in shapes)
    shapes = (2, 7, 1), (2, 7, 1), (1, 2), (2, 2), (2,), (2, 1)
    yield "random long", tuple(rng.normal(size=shape) for shape in shapes)
