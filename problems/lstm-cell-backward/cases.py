"""Steps of every size, with open, closed and saturated gates; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values between -1 and 1 without a pattern along any axis, the same each time."""
    return np.sin(step * np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape)


def step(b, d, n, stretch=1.0):
    """Return the arguments for b sequences, d inputs and n hidden units."""
    states = wave(b, d), wave(b, n, step=1.1), wave(b, n, step=0.45) * 2
    weights = wave(4 * n, d, step=0.93) * stretch, wave(4 * n, n, step=1.31) * stretch, wave(4 * n, step=0.57)
    return *states, *weights, wave(b, n, step=0.29), wave(b, n, step=0.83)


def cases(rng):
    yield "one unit", step(1, 1, 1)
    yield "plain", step(2, 3, 2)
    yield "as many inputs as units", step(3, 3, 3)
    yield "batch of one", step(1, 5, 3)
    yield "one input", step(4, 1, 2)
    x, h, c, w_x, w_h, bias, d_h, d_c = step(2, 2, 3)
    zero = np.zeros((2, 3))
    yield "first step", (x, zero, zero.copy(), w_x, w_h, bias, d_h, d_c)
    yield "last step", (x, h, c, w_x, w_h, bias, d_h, zero)
    yield "gradient of the cell only", (x, h, c, w_x, w_h, bias, zero, d_c)
    keeping = np.repeat([-30.0, 30.0, 0.0, 0.0], 3)
    yield "a cell that is kept", (x, h, c, w_x * 0.1, w_h * 0.1, keeping, d_h, d_c)
    yield "saturated gates", step(2, 3, 2, stretch=12.0)
    yield "a large cell", (x, h, c * 8, w_x, w_h, bias, d_h, d_c)
    yield "the same shape again", tuple(-0.5 * a for a in step(2, 3, 2))
    x, h, c, w_x, w_h, bias, d_h, d_c = step(3, 2, 5)
    views = x[::-1], np.asfortranarray(h), c[:, ::-1], w_x[::-1], wave(5, 20).T, bias[::-1], d_h[::-1]
    yield "views", (*views, np.asfortranarray(d_c))
    yield "float32", tuple(a.astype(np.float32) for a in step(3, 4, 3))
    b, d, n = (int(k) for k in rng.integers(2, 5, 3))
    shapes = (b, d), (b, n), (b, n), (4 * n, d), (4 * n, n), (4 * n,), (b, n), (b, n)
    yield "random", tuple(rng.normal(size=shape) for shape in shapes)
    yield "random small", tuple(rng.normal(0.0, 0.1, shape) for shape in shapes)
    shapes = (2, 7), (2, 1), (2, 1), (4, 7), (4, 1), (4,), (2, 1), (2, 1)
    yield "random one unit", tuple(rng.normal(size=shape) for shape in shapes)
