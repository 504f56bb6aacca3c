"""Steps of every size, with open, closed and saturated gates; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values between -1 and 1 without a pattern along any axis, the same each time."""
    return np.sin(step * np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape)


def step(b, d, n, stretch=1.0):
    """Return the arguments for b sequences, d inputs and n hidden units."""
    weights = wave(3 * n, d, step=0.93) * stretch, wave(3 * n, n, step=1.31) * stretch
    return wave(b, d), wave(b, n, step=1.1), *weights, wave(3 * n, step=0.57), wave(3 * n, step=0.29)


def cases(rng):
    yield "one unit", step(1, 1, 1)
    yield "plain", step(2, 3, 2)
    yield "as many inputs as units", step(3, 3, 3)
    yield "batch of one", step(1, 5, 3)
    yield "one input", step(4, 1, 2)
    x, h, w_x, w_h, b_x, b_h = step(2, 2, 3)
    yield "first step", (x, np.zeros((2, 3)), w_x, w_h, b_x, b_h)
    yield "no input", (np.zeros((2, 2)), h, w_x, w_h, b_x, b_h)
    keeping = np.repeat([0.0, 30.0, 0.0], 3)
    yield "a state that is kept", (x, h * 3, w_x * 0.1, w_h * 0.1, keeping, b_h)
    yield "closed reset gate", (x, h, w_x, w_h * 0.5, np.repeat([-30.0, 0.0, 0.5], 3), b_h)
    b_x = np.array([1000.0, -1000.0, -1000.0, 1000.0, 1.0, -1.0])
    yield "saturated gates", (*step(2, 3, 2, stretch=40.0)[:4], b_x, np.zeros(6))
    yield "the same shape again", tuple(-0.5 * a for a in step(2, 3, 2))
    x, h, w_x, w_h, b_x, b_h = step(3, 2, 5)
    yield "views", (x[::-1], np.asfortranarray(h), w_x[::-1], wave(5, 15).T, b_x[::-1], b_h[::-1])
    yield "float32", tuple(a.astype(np.float32) for a in step(3, 4, 3))
    b, d, n = (int(k) for k in rng.integers(2, 6, 3))
    shapes = (b, d), (b, n), (3 * n, d), (3 * n, n), (3 * n,), (3 * n,)
    yield "random", tuple(rng.normal(size=shape) for shape in shapes)
    yield "random small", tuple(rng.normal(0.0, 0.1, shape) for shape in shapes)
    shapes = (2, 7), (2, 1), (3, 7), (3, 1), (3,), (3,)
    yield "random one unit", tuple(rng.normal(size=shape) for shape in shapes)


def large(rng):
    shapes = (256, 256), (256, 512), (1536, 256), (1536, 512), (1536,), (1536,)
    return tuple(rng.normal(0.0, 0.1, shape) for shape in shapes)
