"""Data of every shape at early and late steps; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def steps(*numbers):
    return np.array(numbers, dtype=np.int64)


SCHEDULE = np.array([0.1, 0.3, 0.2, 0.5, 0.4])


def data(*shape):
    """Return data and noise of one shape."""
    return wave(*shape), wave(*shape, step=1.9)


def case(shape, t, betas=SCHEDULE):
    x0, noise = data(*shape)
    return x0, steps(*t), noise, betas


def cases(rng):
    yield "the first step", case((1, 3), [1])
    yield "a middle step", case((1, 3), [3])
    yield "the last step", case((2, 3), [5, 5])
    yield "other steps for other examples", case((3, 4), [4, 1, 2])
    yield "as many features as examples", case((4, 4), [2, 5, 3, 1])
    yield "one number each", case((5,), [3, 1, 5, 2, 2])
    yield "images", case((2, 3, 2, 4), [4, 2])
    yield "square in every way", case((3, 3, 3), [1, 5, 3])
    yield "one step in all", case((2, 2), [1, 1], np.array([0.36]))
    x0, noise = data(3, 2)
    yield "no noise drawn", (x0, steps(2, 4, 5), np.zeros((3, 2)), SCHEDULE)
    yield "nothing but noise", (np.zeros((3, 2)), steps(2, 4, 5), noise, SCHEDULE)
    yield "a long schedule", case((4, 2), [1, 50, 200, 400], np.linspace(1e-4, 0.02, 400))
    yield "views", (wave(3, 4).T, steps(5, 1, 3, 2)[::-1], wave(4, 6)[:, ::-2], wave(10, size=0.2)[::2] + 0.4)
    single = (a.astype(np.float32) for a in (*data(2, 5), SCHEDULE))
    x0, noise, betas = single
    yield "float32", (x0, steps(2, 4), noise, betas)
    for name, shape in (("random", (4, 3)), ("random flat", (7,)), ("random images", (3, 2, 4, 3))):
        last = int(rng.integers(3, 12))
        t = rng.integers(1, last + 1, shape[0])
        yield name, (rng.normal(size=shape), t, rng.normal(size=shape), rng.uniform(0.02, 0.6, last))
