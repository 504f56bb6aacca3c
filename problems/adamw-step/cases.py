"""Steps of every age and scale, with and without decay; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step % size


def state(*shape):
    """Return parameters, a gradient and moments of an earlier step, all of one shape."""
    param, grad = wave(*shape) - 1.0, wave(*shape, step=1.1) - 0.9
    return param, grad, wave(*shape, step=0.37, size=1.1) - 0.4, wave(*shape, step=0.53, size=1.3) + 0.2


def some(*shape):
    return wave(*shape, step=0.9) > 0.8


def every(*shape):
    return np.ones(shape, dtype=bool)


def cases(rng):
    usual = (0.9, 0.999, 1e-8)
    yield "an earlier state", (*state(4), 3, 0.1, 0.9, 0.99, 0.01, 0.5, every(4))
    param, zero = wave(3) - 1.0, np.zeros(3)
    yield "the first step", (param, np.array([0.5, -2.0, 3.0]), zero, zero.copy(), 1, 0.1, *usual, 0.3, every(3))
    yield "only some decay", (*state(5), 2, 0.2, 0.9, 0.99, 0.01, 0.8, some(5))
    yield "nothing decays", (*state(4), 3, 0.1, 0.9, 0.99, 0.01, 0.5, ~every(4))
    yield "no decay", (*state(2, 3), 4, 0.1, 0.9, 0.99, 0.1, 0.0, every(2, 3))
    yield "one element", (*state(1), 2, 0.05, 0.8, 0.95, 1e-3, 0.1, every(1))
    yield "neither gradient nor state", (param, zero.copy(), zero.copy(), zero.copy(), 6, 0.5, *usual, 0.7, every(3))
    yield "a matrix", (*state(3, 5), 7, 0.02, *usual, 0.01, some(3, 5))
    yield "square", (*state(3, 3), 5, 0.3, 0.5, 0.9, 0.1, 1.5, some(3, 3))
    param, _, m, v = state(5)
    yield "gradients of mixed scale", (
        *(param, np.array([1e-3, -1e3, 1.0, 10.0, 0.1]), np.zeros(5), np.zeros(5)),
        *(1, 0.1, 0.9, 0.99, 1e-3, 0.4, every(5)),
    )
    yield "a late step", (*state(2, 2), 1000, 0.1, *usual, 0.2, every(2, 2))
    yield "no memory", (*state(2, 3), 3, 0.1, 0.0, 0.0, 0.01, 0.6, some(2, 3))
    single = (a.astype(np.float32) for a in state(2, 5))
    yield "float32", (*single, 3, 0.1, 0.9, 0.99, 0.01, 0.5, some(2, 5))
    yield "views", (*(a.T[::-1] for a in state(3, 4)), 2, 0.1, 0.9, 0.99, 0.01, 0.3, some(3, 4).T[::-1])
    for name, shape in (("random vector", (11,)), ("random matrix", (4, 3)), ("random kernel", (2, 3, 3, 3))):
        param, grad, m = rng.normal(size=(3, *shape))
        numbers = int(rng.integers(1, 20)), 0.1, float(rng.uniform(0.3, 0.95)), float(rng.uniform(0.9, 0.999))
        decay = float(rng.uniform(0.1, 1.0)), rng.random(shape) < 0.6
        yield name, (param, grad, m, rng.uniform(0.0, 2.0, shape), *numbers, 0.01, *decay)
