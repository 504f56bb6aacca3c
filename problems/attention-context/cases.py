"""Sentences of every length; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values between -1 and 1 without a pattern along any axis, the same each time."""
    return np.sin(step * np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape)


def step(b, t, d, h, a, lengths, stretch=2.0):
    """Return the arguments for b sentences of t steps."""
    weights = wave(d, a, step=0.93), wave(h, a, step=1.31), wave(a, step=0.57) * stretch
    return wave(b, d), wave(b, t, h, step=1.1), *weights, np.array(lengths)


def cases(rng):
    yield "one of everything", step(1, 1, 1, 1, 1, [1])
    yield "one sentence", step(1, 4, 2, 3, 2, [4])
    yield "plain", step(2, 3, 4, 2, 5, [3, 3])
    yield "sentences of other lengths", step(3, 5, 2, 4, 3, [5, 2, 1])
    yield "as many of everything", step(3, 3, 3, 3, 3, [2, 3, 1])
    yield "one step of many", step(2, 6, 3, 2, 4, [1, 1])
    yield "one attention unit", step(2, 4, 3, 2, 1, [3, 4])
    state, encoded, w_s, w_h, v, lengths = step(2, 4, 3, 5, 3, [4, 3])
    yield "large scores", (state, encoded, w_s * 9, w_h * 9, v * 1500, lengths)
    yield (
        "very low scores",
        (state, encoded, w_s * 9, w_h, -2000 * np.abs(v) * np.sign(state[0] @ w_s), lengths),
    )
    yield (
        "large padding",
        (state, encoded * np.array([1, 1, 1, 900.0])[:, None], w_s, w_h, v, np.array([3, 2])),
    )
    low, high = -np.abs(encoded[:, :2]), 900 * np.abs(encoded[:, 2:])
    yield (
        "padding with by far the highest scores",
        (state, np.concatenate([low, high], axis=1), w_s, np.abs(w_h), 1000 * np.abs(v), np.array([2, 1])),
    )
    yield "no state", (np.zeros((2, 3)), encoded, w_s, w_h, v, lengths)
    yield "the same at all steps", (state, np.repeat(encoded[:, :1], 4, axis=1), w_s, w_h, v, lengths)
    yield "saturated", (state * 30, encoded, w_s, w_h, v, lengths)
    views = (
        state[::-1],
        encoded[:, ::-1],
        np.asfortranarray(w_s),
        wave(3, 5, step=0.4).T,
        v[::-1],
        lengths[::-1],
    )
    yield "views", views
    arrays = step(3, 4, 2, 3, 5, [4, 2, 3])
    yield "float32", (*(a.astype(np.float32) for a in arrays[:5]), arrays[5])
    for name, scale in (("random", 1.0), ("random sharp", 6.0)):
        b, t, d, h, a = (int(n) for n in rng.integers(2, 6, 5))
        shapes = (b, d), (b, t, h), (d, a), (h, a)
        arrays = (rng.normal(size=shape) for shape in shapes)
        yield name, (*arrays, rng.normal(0.0, scale, a), rng.integers(1, t + 1, b))
