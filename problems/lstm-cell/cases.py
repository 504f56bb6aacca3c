"""Steps of every size, with open, closed and saturated gates; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(float(np.prod(shape))).reshape(shape) * step % size - 1.0


def step(b, d, n, stretch=1.0):
    """Return the arguments for b sequences, d inputs and n hidden units."""
    x, h, c = wave(b, d), wave(b, n, step=1.1), wave(b, n, step=0.45)
    return (
        x,
        h,
        c,
        wave(4 * n, d, step=0.93) * stretch,
        wave(4 * n, n, step=1.31) * stretch,
        wave(4 * n, step=0.57),
    )


def cases(rng):
    yield "one unit", step(1, 1, 1)
    yield "plain", step(2, 3, 2)
    yield "as many inputs as units", step(3, 3, 3)
    yield "batch of one", step(1, 5, 3)
    yield "one input", step(4, 1, 2)
    x, h, c, w_x, w_h, bias = step(2, 2, 3)
    yield "first step", (x, np.zeros((2, 3)), np.zeros((2, 3)), w_x, w_h, bias)
    yield "no input", (np.zeros((2, 2)), h, c, w_x, w_h, bias)
    yield "zero weights", (x, h, c, np.zeros((12, 2)), np.zeros((12, 3)), np.zeros(12))
    keeping = np.repeat([-30.0, 30.0, 0.0, 0.0], 3)
    yield "a cell that is kept", (x, h, c * 3, w_x * 0.1, w_h * 0.1, keeping)
    yield "saturated gates", (*step(2, 3, 2, stretch=400.0)[:5], np.array([1000.0, -1000.0] * 4))
    yield "a large cell", (x, h, c * 50, w_x, w_h, bias)
    yield "the same shape again", tuple(-0.5 * a for a in step(2, 3, 2))
    x, h, c, w_x, w_h, bias = step(3, 2, 5)
    yield "views", (x[::-1], np.asfortranarray(h), c[:, ::-1], w_x[::-1], wave(5, 20).T, bias[::-1])
    yield "float32", tuple(a.astype(np.float32) for a in step(3, 4, 3))
    b, d, n = (int(rng.integers(2, 6)) for _ in range(3))
    shapes = (b, d), (b, n), (b, n), (4 * n, d), (4 * n, n), (4 * n,)
    yield "random", tuple(rng.normal(size=shape) for shape in shapes)
    yield "random small", tuple(rng.normal(0.0, 0.1, shape) for shape in shapes)
    yield "random large", tuple(rng.normal(0.0, 6.0, shape) for shape in shapes)
    shapes = (2, 7), (2, 1), (2, 1), (4, 7), (4, 1), (4,)
    yield "random one unit", tuple(rng.normal(size=shape) for shape in shapes)


def large(rng):
    x, h, c = rng.normal(size=(256, 256)), rng.normal(size=(256, 512)), rng.normal(size=(256, 512))
    return x, h, c, rng.normal(size=(2048, 256)), rng.normal(size=(2048, 512)), rng.normal(size=2048)
