"""Sentences of every length with logits of every size; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.7, size=2.0):
    """Return values without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def kept(*lengths, width):
    """Return a mask of sentences with these lengths."""
    return np.arange(width) < np.array(lengths)[:, None]


def tokens(b, t, v):
    return np.arange(b * t).reshape(b, t) * 7 % 11 % v


def cases(rng):
    logits = np.array([[[0.0, 0.0], [2.0, 0.0]], [[0.0, 1.0], [9.0, 9.0]]])
    yield "the example", (logits, np.array([[0, 0], [0, 1]]), kept(2, 1, width=2))
    yield "one sentence", (wave(1, 5, 4), tokens(1, 5, 4), kept(5, width=5))
    yield "nothing padded", (wave(3, 4, 5), tokens(3, 4, 5), kept(4, 4, 4, width=4))
    yield "all sizes equal", (wave(3, 3, 3), tokens(3, 3, 3), kept(3, 1, 2, width=3))
    yield "very different lengths", (wave(3, 6, 4, size=3.0), tokens(3, 6, 4), kept(6, 1, 2, width=6))
    yield "one token", (wave(1, 1, 3), np.array([[2]]), kept(1, width=1))
    yield "a vocabulary of one", (wave(2, 3, 1), tokens(2, 3, 1), kept(3, 2, width=3))
    yield "all equally likely", (np.zeros((2, 3, 7)), tokens(2, 3, 7), kept(3, 2, width=3))
    sure = wave(2, 3, 4)
    np.put_along_axis(sure, tokens(2, 3, 4)[..., None], 40.0, axis=-1)
    yield "sure and right", (sure, tokens(2, 3, 4), kept(3, 2, width=3))
    yield "large logits", (wave(2, 3, 4) + np.array([[[1000.0], [-1000.0], [3000.0]]]), tokens(2, 3, 4), kept(2, 3, width=3))
    hard = wave(2, 4, 3)
    hard[0, 1, 0] += 1000
    hard[1, 2] -= np.array([0.0, 2000.0, 900.0])
    yield "one token far from the others", (hard, np.array([[1, 0, 2, 0], [2, 1, 0, 1]]), kept(4, 3, width=4))
    gaps = np.array([[True, False, True, True], [False, False, True, False]])
    yield "padding inside", (wave(2, 4, 3), tokens(2, 4, 3), gaps)
    odd = wave(2, 4, 5)
    odd[~gaps] = np.array([0.0, 600.0, -600.0, 300.0, 5.0])
    yield "wild padding", (odd, tokens(2, 4, 5), gaps)
    missed = wave(2, 4, 3, step=0.9)
    missed[0, 2] -= np.array([0.0, 0.0, 1000.0])
    yield "one token all but impossible", (missed, np.array([[1, 0, 2, 0], [2, 1, 0, 1]]), kept(4, 3, width=4))
    yield "a long sentence", (wave(2, 350, 7), tokens(2, 350, 7), kept(350, 3, width=350))
    yield "float32", (wave(2, 4, 6).astype(np.float32), tokens(2, 4, 6), kept(4, 2, width=4))
    yield "views", (wave(5, 3, 4).transpose(1, 2, 0)[::-1], tokens(6, 4, 5)[::2], kept(2, 4, 3, width=4)[:, ::-1])
    for name, b, t, v in (("random", 3, 4, 5), ("random large vocabulary", 2, 3, 30), ("random long", 2, 12, 3)):
        lengths = rng.integers(1, t + 1, b)
        yield name, (rng.normal(size=(b, t, v)), rng.integers(0, v, (b, t)), kept(*lengths, width=t))
