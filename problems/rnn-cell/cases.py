"""Steps of every size, with open and saturated units; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values between -1 and 1 without a pattern along any axis, the same each time."""
    return np.sin(step * np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape)


def step(n, d, units, stretch=1.0):
    """Return the arguments for n sequences, d inputs and so many units."""
    weights = wave(d, units, step=0.93) * stretch, wave(units, units, step=1.31) * stretch
    return (
        wave(n, d),
        wave(n, units, step=1.1),
        *weights,
        wave(units, step=0.57),
        wave(n, units, step=0.29) * 2,
    )


def cases(rng):
    yield "one unit", step(1, 1, 1)
    yield "plain", step(3, 4, 2)
    yield "as many of everything", step(3, 3, 3)
    yield "batch of one", step(1, 5, 3)
    yield "one input", step(4, 1, 3)
    x, h, w_x, w_h, bias, d_next = step(2, 3, 4)
    yield "first step", (x, np.zeros((2, 4)), w_x, w_h, bias, d_next)
    yield "no input", (np.zeros((2, 3)), h, w_x, w_h, bias, d_next)
    yield "one sequence counts", (x, h, w_x, w_h, bias, d_next * np.array([[0.0], [1.0]]))
    yield "saturated units", step(2, 3, 4, stretch=30.0)
    yield "a state beyond 1", (x, h * 3, w_x, w_h * 0.5, bias, d_next)
    yield "the same shape again", tuple(-0.5 * a for a in step(2, 3, 4))
    x, h, w_x, w_h, bias, d_next = step(5, 2, 3)
    yield "views", (x[::-1], np.asfortranarray(h), wave(3, 2).T, w_h[:, ::-1], bias[::-1], d_next[::-1, ::-1])
    yield "float32", tuple(a.astype(np.float32) for a in step(3, 4, 3))
    n, d, units = (int(k) for k in rng.integers(2, 6, 3))
    shapes = (n, d), (n, units), (d, units), (units, units), (units,), (n, units)
    yield "random", tuple(rng.normal(size=shape) for shape in shapes)
    yield "random small", tuple(rng.normal(0.0, 0.1, shape) for shape in shapes)
    shapes = (4, 3), (4, 1), (3, 1), (1, 1), (1,), (4, 1)
    yield "random one unit", tuple(rng.normal(size=shape) for shape in shapes)
