"""Rows of gradients of every length and scale; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step % size


def state(steps, *shape):
    """Return parameters, gradients of both signs and an average of squares."""
    return wave(*shape) - 1.0, wave(steps, *shape, step=1.1) - 0.9, wave(*shape, step=0.53, size=3.1) + 0.2


def cases(rng):
    yield "one step", (*state(1, 4), 0.1, 0.9, 0.01)
    yield "two steps", (*state(2, 3), 0.1, 0.8, 0.01)
    yield "from nothing", (wave(3) - 1.0, wave(3, 3, step=1.1) - 0.9, np.zeros(3), 0.1, 0.9, 1e-8)
    yield "one element", (*state(5, 1), 0.5, 0.6, 0.1)
    yield "a matrix", (*state(3, 3, 5), 0.02, 0.99, 1e-3)
    yield "as many steps as elements", (*state(4, 4, 4), 0.3, 0.7, 0.25)
    param, grads, h = state(3, 5)
    yield "no gradient", (param, np.zeros((3, 5)), h, 0.1, 0.9, 0.01)
    yield "neither gradient nor history", (param, grads * [0.0, 1.0, 0.0, 1.0, 0.0], np.zeros(5), 0.5, 0.9, 1e-8)
    yield "no memory", (*state(3, 2, 3), 0.1, 0.0, 0.02)
    yield "gradients of mixed scale", (param, grads * [1e-3, 1e3, 1.0, 10.0, 0.1], h, 0.1, 0.95, 1e-3)
    yield "float32", (*(a.astype(np.float32) for a in state(2, 2, 5)), 0.1, 0.9, 0.01)
    param, grads, h = state(6, 4, 3)
    yield "views", (param[::-1].T, grads[::-2].transpose(0, 2, 1), h.T, 0.1, 0.9, 0.5)
    for name, shape in (("random vector", (7, 5)), ("random matrix", (3, 4, 3)), ("random long", (30, 2))):
        h = rng.uniform(0.0, 3.0, shape[1:])
        numbers = 0.1, float(rng.uniform(0.3, 0.95)), float(rng.uniform(0.001, 0.3))
        yield name, (rng.normal(size=shape[1:]), rng.normal(size=shape), h, *numbers)
