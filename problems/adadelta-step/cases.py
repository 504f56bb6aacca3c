"""Steps of every age and scale; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values from -1 to 1 without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape)


def state(*shape):
    """Return parameters, a gradient and the averages of an earlier step, all of one shape."""
    sq_grad, sq_step = wave(*shape, step=0.37) + 1.2, 0.4 * wave(*shape, step=0.53) + 0.5
    return wave(*shape), 2.0 * wave(*shape, step=1.1), sq_grad, sq_step


def cases(rng):
    yield "an earlier state", (*state(4), 0.9, 0.01)
    param, zero = wave(3), np.zeros(3)
    yield "the first step", (param, np.array([0.5, -2.0, 3.0]), zero, zero.copy(), 0.9, 1e-3)
    yield "an epsilon of 1e-6", (*state(5), 0.95, 1e-6)
    yield "a large epsilon", (*state(2, 3), 0.8, 0.5)
    _, _, sq_grad, sq_step = state(3)
    yield "no gradient", (param, zero.copy(), sq_grad, sq_step, 0.9, 0.01)
    yield "neither gradient nor state", (param, zero.copy(), zero.copy(), zero.copy(), 0.9, 1e-6)
    yield "one element", (*state(1), 0.7, 0.02)
    yield "a matrix", (*state(3, 5), 0.99, 1e-4)
    yield "square", (*state(3, 3), 0.6, 0.1)
    grad = np.array([1e-3, -1e3, 1.0, 10.0, 0.1])
    yield "gradients of mixed scale", (wave(5), grad, np.zeros(5), np.full(5, 0.04), 0.9, 1e-3)
    yield "no memory", (*state(2, 3), 0.0, 0.05)
    yield "no update so far", (*state(4)[:3], np.zeros(4), 0.9, 0.01)
    yield "float32", (*(a.astype(np.float32) for a in state(2, 5)), 0.9, 0.01)
    yield "views", (*(a.T[::-1] for a in state(3, 4)), 0.9, 0.03)
    for name, shape in (("random vector", (11,)), ("random matrix", (4, 3)), ("random kernel", (2, 3, 3, 3))):
        param, grad = rng.normal(size=(2, *shape))
        averages = rng.uniform(0.0, 2.0, (2, *shape))
        yield name, (param, grad, *averages, float(rng.uniform(0.5, 0.99)), float(rng.uniform(0.001, 0.1)))
