"""Sequences with padding everywhere; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values between -2 and 2 without a pattern along any axis, the same each time."""
    return 2 * np.sin(step * np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape)


def cases(rng):
    yield "one sentence", (wave(1, 4, 3), np.array([[1, 0, 2, 2]]), -100)
    yield "two words", (wave(2, 2, 5), np.array([[4, 1], [0, 3]]), -1)
    yield "padding on the right", (wave(2, 5, 4), np.array([[1, 3, 2, 0, 0], [2, 1, 3, 3, 1]]), 0)
    yield "padding on the left", (wave(2, 5, 4, step=1.1), np.array([[0, 0, 3, 2, 1], [0, 1, 2, 2, 3]]), 0)
    yield "padding between", (wave(2, 6, 3), np.array([[1, 2, 0, 2, 0, 1], [2, 2, 2, 0, 0, 2]]), 0)
    yield (
        "sequences of other lengths",
        (wave(3, 4, 5), np.array([[1, 2, 3, 4], [1, 3, 5, 5], [1, 5, 5, 5]]), 5),
    )
    yield "padding outside", (wave(2, 4, 3), np.array([[0, 2, -100, -100], [1, 1, 0, -100]]), -100)
    yield "one word", (wave(3, 1, 4), np.array([[1], [2], [0]]), 0)
    yield "nothing to predict", (wave(2, 3, 4), np.array([[1, 0, 0], [3, 0, 0]]), 0)
    yield "as many words as places", (wave(3, 3, 3), np.array([[0, 1, 2], [2, 2, 0], [1, 0, 1]]), -1)
    yield "a vocabulary of one", (wave(2, 3, 1), np.array([[0, -1, 0], [0, 0, -1]]), -1)
    yield "one prediction", (wave(2, 4, 3), np.array([[1, 2, 0, 0], [1, 0, 0, 0]]), 0)
    yield "large logits", (wave(2, 4, 4) * 500, np.array([[1, 2, 3, 1], [2, 0, 1, 0]]), 0)
    yield "views", (wave(4, 5, 3)[::-2, :, ::-1], np.asfortranarray([[1, 2, 1, 0, 0], [0, 2, 2, 1, 0]]), 0)
    yield "float32", (wave(2, 5, 4).astype(np.float32), np.array([[1, 3, 2, 0, 0], [2, 1, 3, 3, 1]]), 0)
    for name, v, pad in (("random", 7, 3), ("random outside", 5, -100)):
        b, t = (int(n) for n in rng.integers(2, 6, 2))
        tokens = rng.integers(0, v, (b, t))
        yield name, (rng.normal(size=(b, t, v)), np.where(rng.random((b, t)) < 0.3, pad, tokens), pad)


def large(rng):
    return rng.normal(size=(8, 128, 2048)), rng.integers(0, 2048, (8, 128)), 0
