"""Codes of every size and spread; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def code(s, n, j):
    """Return means, logarithms of variances and noise."""
    return wave(n, j), wave(n, j, step=0.9, size=1.5), wave(s, n, j, step=1.7)


def cases(rng):
    yield "one number", (np.array([[0.5]]), np.array([[-1.2]]), np.array([[[1.5]]]))
    yield "one sample", code(1, 2, 3)
    yield "several samples", code(4, 2, 3)
    yield "all axes alike", code(3, 3, 3)
    yield "one example", code(2, 1, 5)
    yield "one latent variable", code(3, 4, 1)
    mu, logvar, eps = code(2, 3, 2)
    yield "variance 1", (mu, np.zeros((3, 2)), eps)
    yield "no noise", (mu, logvar, np.zeros((2, 3, 2)))
    yield "wide", (mu, np.full((3, 2), 200.0), eps)
    yield "narrow", (np.zeros((3, 2)), np.full((3, 2), -200.0), eps * 1e40)
    yield "spread rounded to zero", (mu, np.full((3, 2), -1500.0), eps)
    yield "views", (wave(4, 3).T, wave(3, 8, step=0.9)[:, ::-2], wave(4, 3, 2, step=1.7).T[::-1])
    yield "float32", tuple(a.astype(np.float32) for a in code(2, 3, 4))
    for name, shape in (("random", (3, 4, 5)), ("random single", (1, 6, 2)), ("random many", (8, 2, 3))):
        yield name, (rng.normal(size=shape[1:]), rng.normal(size=shape[1:]), rng.normal(size=shape))
