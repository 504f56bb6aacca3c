"""Batches of sequences of every length; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values between -1 and 1 without a pattern along any axis, the same each time."""
    return np.sin(step * np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape)


def layer(t, d, n, lengths, stretch=1.0):
    """Return the arguments for sequences of at most t steps, d inputs and n hidden units."""
    b = len(lengths)
    weights = wave(4 * n, d, step=0.93) * stretch, wave(4 * n, n, step=1.31) * stretch, wave(4 * n, step=0.57)
    return wave(b, t, d), wave(b, n, step=1.1), wave(b, n, step=0.45), *weights, np.array(lengths)


def cases(rng):
    yield "one unit", layer(1, 1, 1, [1])
    yield "one step", layer(1, 3, 2, [1, 1])
    yield "one sequence", layer(4, 2, 3, [4])
    yield "all of one length", layer(3, 4, 2, [3, 3])
    yield "other lengths", layer(5, 2, 3, [2, 5, 1])
    yield "empty sequences", layer(3, 2, 2, [0, 3, 0])
    yield "nobody is that long", layer(6, 1, 2, [2, 4])
    yield "as many of everything", layer(3, 3, 3, [3, 1, 2])
    xs, _, _, *weights = layer(4, 2, 3, [4, 3])
    yield "from zero", (xs, np.zeros((2, 3)), np.zeros((2, 3)), *weights)
    yield "the same shape again", (*(-0.5 * a for a in layer(3, 4, 2, [3, 3])[:6]), np.array([1, 3]))
    yield "saturated gates", layer(3, 3, 2, [3, 2], stretch=60.0)
    xs, h, c, w_x, w_h, bias, lengths = layer(4, 2, 3, [4, 3])
    padded = xs.copy()
    padded[1, 3:] = 1e3
    yield "large padding", (padded, h, c, w_x, w_h, bias, lengths)
    views = xs[::-1, ::-1], np.asfortranarray(h), c[:, ::-1], w_x[::-1], wave(3, 12).T, bias[::-1]
    yield "views", (*views, lengths[::-1])
    yield "float32", (*(a.astype(np.float32) for a in layer(4, 3, 2, [4, 2])[:6]), np.array([4, 2]))
    b, t, d, n = (int(k) for k in rng.integers(2, 5, 4))
    shapes = (b, t, d), (b, n), (b, n), (4 * n, d), (4 * n, n), (4 * n,)
    yield "random", (*(rng.normal(size=shape) for shape in shapes), rng.integers(0, t + 1, b))
    yield "random full", (*(rng.normal(0.0, 0.4, shape) for shape in shapes), np.full(b, t))


def large(rng):
    shapes = (64, 48, 128), (64, 128), (64, 128), (512, 128), (512, 128), (512,)
    return *(rng.normal(0.0, 0.2, shape) for shape in shapes), rng.integers(1, 49, 64)
