"""Steps of every age and scale; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step % size


def state(*shape):
    """Return parameters, a gradient of both signs and a sum of squares, all of one shape."""
    return wave(*shape) - 1.0, wave(*shape, step=1.1) - 0.9, wave(*shape, step=0.53, size=3.1) + 0.2


def cases(rng):
    yield "an earlier state", (*state(4), 0.1, 0.01)
    yield "the first step", (wave(3) - 1.0, np.array([0.5, -2.0, 3.0]), np.zeros(3), 0.1, 1e-8)
    yield "one element", (*state(1), 0.5, 0.1)
    yield "a matrix", (*state(3, 5), 0.02, 1e-3)
    yield "four dimensions", (*state(2, 1, 3, 2), 0.3, 0.25)
    param, grad, h = state(5)
    yield "no gradient", (param, np.zeros(5), h, 0.1, 0.01)
    yield "neither gradient nor history", (param, np.array([0.0, 1.0, 0.0, -2.0, 0.0]), np.zeros(5), 0.5, 1e-8)
    yield "tiny gradients", (wave(3), np.array([1e-8, -3e-8, 2e-9]), np.zeros(3), 0.1, 1e-8)
    yield "gradients of mixed scale", (wave(4), np.array([1e-3, -1e3, 1.0, 10.0]), wave(4), 0.1, 1e-3)
    yield "a long history", (param, grad, h * 1e6, 2.0, 1e-6)
    yield "float32", (*(a.astype(np.float32) for a in state(2, 5)), 0.1, 0.01)
    yield "views", (*(a.T[::-1] for a in state(3, 4)), 0.1, 0.5)
    for name, shape in (("random vector", (11,)), ("random matrix", (4, 3)), ("random kernel", (2, 3, 3, 3))):
        param, grad = rng.normal(size=(2, *shape))
        numbers = float(rng.uniform(0.01, 1.0)), float(rng.uniform(0.001, 0.3))
        yield name, (param, grad, rng.uniform(0.0, 4.0, shape), *numbers)
