"""Steps of every age and scale; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step % size


def state(*shape, shift=0.0):
    """Return parameters, a gradient and moments of an earlier step, all of one shape."""
    param, grad = wave(*shape) - 1.0 + shift, wave(*shape, step=1.1) - 0.9 - shift
    return param, grad, wave(*shape, step=0.37, size=1.1) - 0.4, wave(*shape, step=0.53, size=1.3) + 0.2


def fresh(grad):
    """Return parameters, this gradient and the moments before the first step."""
    return wave(*grad.shape) - 1.0, grad, np.zeros(grad.shape), np.zeros(grad.shape)


def cases(rng):
    usual = (0.9, 0.999, 1e-8)
    yield "an earlier state", (*state(4), 3, 0.1, 0.9, 0.99, 0.01)
    yield "the first step", (*fresh(np.array([0.5, -2.0, 3.0])), 1, 0.1, *usual)
    yield "one element", (*state(1), 2, 0.05, 0.8, 0.95, 1e-3)
    yield "a matrix", (*state(3, 5), 7, 0.02, *usual)
    yield "four dimensions", (*state(2, 1, 3, 2), 4, 0.3, 0.5, 0.9, 0.1)
    param, _, m, v = state(5)
    yield "no gradient", (param, np.zeros(5), m, v, 6, 0.1, 0.9, 0.98, 0.01)
    yield "neither gradient nor state", (*fresh(np.array([0.0, 1.0, 0.0])), 1, 0.5, *usual)
    yield "tiny gradients", (*fresh(np.array([1e-8, -3e-8, 2e-9])), 1, 0.1, *usual)
    yield "gradients of mixed scale", (*fresh(np.array([1e-3, -1e3, 1.0, 10.0])), 2, 0.1, 0.9, 0.99, 1e-3)
    yield "a late step", (*state(3, 3), 5000, 0.1, *usual)
    yield "no memory", (*state(2, 3), 3, 0.1, 0.0, 0.0, 0.01)
    yield "the other order of betas", (*state(7), 2, 0.2, 0.99, 0.6, 0.02)
    yield "float32", (*(a.astype(np.float32) for a in state(2, 5)), 3, 0.1, 0.9, 0.99, 0.01)
    yield "transposed views", (*(a.T for a in state(3, 4)), 2, 0.1, 0.9, 0.99, 0.01)
    yield "reversed views", (*(a[::-1, ::2] for a in state(3, 5)), 5, 0.1, 0.9, 0.99, 0.01)
    yield "an earlier state, other values", (*state(4, shift=0.7), 3, 0.1, 0.9, 0.99, 0.01)
    for name, shape in (("random vector", (11,)), ("random matrix", (4, 3)), ("random kernel", (2, 3, 3, 3))):
        param, grad, m = rng.normal(size=(3, *shape))
        moments = m, rng.uniform(0.0, 2.0, shape)
        betas = float(rng.uniform(0.3, 0.95)), float(rng.uniform(0.9, 0.999))
        yield name, (param, grad, *moments, int(rng.integers(1, 20)), 0.1, *betas, 0.01)
    grad, lr = rng.normal(0.0, 5.0, (3, 2)), float(rng.uniform(0.01, 1.0))
    yield "random first step", (*fresh(grad), 1, lr, *usual)
