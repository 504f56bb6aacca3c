"""Tasks of every number and size; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=1.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def tasks(b, s, q, d):
    """Return a theta and the support and query sets of some tasks."""
    support = wave(b, s, d), wave(b, s, step=0.7, size=2.0)
    return wave(d, step=1.9), *support, wave(b, q, d, step=2.1), wave(b, q, step=1.1, size=2.0)


def cases(rng):
    yield "two tasks", (*tasks(2, 3, 4, 2), 0.1, 0.5)
    yield "one task", (*tasks(1, 4, 3, 2), 0.2, 0.1)
    yield "many tasks", (*tasks(5, 2, 2, 3), 0.3, 0.2)
    yield "one weight", (*tasks(3, 4, 2, 1), 0.25, 0.5)
    yield "one example each", (*tasks(3, 1, 1, 4), 0.1, 0.3)
    yield "all of one size", (*tasks(3, 3, 3, 3), 0.2, 0.4)
    yield "more weights than examples", (*tasks(2, 2, 3, 6), 0.3, 0.1)
    yield "a large inner step", (*tasks(3, 4, 5, 2), 1.5, 0.05)
    yield "no inner step", (*tasks(2, 3, 4, 2), 0.0, 0.3)
    yield "no outer step", (*tasks(3, 2, 4, 2), 0.2, 0.0)
    theta, xs, ys, xq, yq = tasks(3, 3, 4, 2)
    yield "from nothing", (np.zeros(2), xs, ys, xq, yq, 0.1, 0.2)
    yield "a task repeated", (theta, *(np.stack([a[0]] * 3) for a in (xs, ys, xq, yq)), 0.2, 0.3)
    yield "inputs of mixed scale", (theta, xs * [3.0, 0.1], ys, xq * [3.0, 0.1], yq * 5.0, 0.05, 0.1)
    theta, xs, ys, xq, yq = tasks(4, 6, 3, 4)
    yield "views", (theta[::-2], xs[::-1, ::2, ::2], ys[::-1, ::2], xq[..., 1:3], yq[:, ::-1], 0.2, 0.3)
    yield "float32", (*(a.astype(np.float32) for a in tasks(2, 3, 2, 2)), 0.1, 0.2)
    for name, b, s, q, d in (("random", 3, 4, 5, 2), ("random tasks", 6, 2, 3, 3), ("random weights", 2, 5, 4, 4)):
        sets = rng.normal(size=(b, s, d)), rng.normal(size=(b, s)), rng.normal(size=(b, q, d)), rng.normal(size=(b, q))
        yield name, (rng.normal(size=d), *sets, float(rng.uniform(0.05, 0.4)), float(rng.uniform(0.1, 0.5)))
