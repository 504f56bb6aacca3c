"""Regressions of several sizes with a velocity; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, shift=0.9):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step % 2.3 - shift


def problem(n, d):
    """Return inputs, targets, weights and a velocity."""
    return wave(n, d), wave(n, step=1.1), wave(d, step=0.37), wave(d, step=0.53, shift=1.2)


def cases(rng):
    yield "three examples, two weights", (*problem(3, 2), 0.1, 0.9)
    yield "one example, one weight", (*(np.array(a) for a in ([[2.0]], [1.0], [3.0], [-0.5])), 0.2, 0.5)
    yield "one example", (*problem(1, 4), 0.1, 0.8)
    yield "one weight", (*problem(5, 1), 0.3, 0.7)
    yield "square", (*problem(4, 4), 0.2, 0.9)
    x, y, w, v = problem(6, 3)
    yield "at rest", (x, y, w, np.zeros(3), 0.1, 0.9)
    yield "no momentum", (x, y, w, v, 0.1, 0.0)
    yield "nothing to gain ahead", (x, x @ (w + 0.5 * v), w, v, 0.4, 0.5)
    yield "nothing to gain here", (x, x @ w, w, v, 0.4, 0.6)
    yield "fast", (x, y, w, 50.0 * v, 0.05, 0.99)
    yield "a large rate", (*problem(7, 5), 5.0, 0.9)
    yield "float32", (*(a.astype(np.float32) for a in problem(5, 3)), 0.1, 0.9)
    x, y, w, v = problem(3, 5)
    yield "views", (x.T, wave(10)[::-2], w[2::-1], wave(6, step=0.53)[::2], 0.1, 0.9)
    for name, n, d in (("random tall", 11, 3), ("random wide", 3, 7), ("random square", 5, 5)):
        numbers = float(rng.uniform(0.01, 0.5)), float(rng.uniform(0.3, 0.99))
        yield name, (rng.normal(size=(n, d)), rng.normal(size=n), *rng.normal(size=(2, d)), *numbers)
