"""Maps and classifiers of every shape; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=1.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def case(c, h, w, m, k, target, features=None):
    """Return feature maps, which are mostly positive as after a ReLU, and a classifier."""
    features = np.abs(wave(c, h, w)) + 0.1 * wave(c, h, w, step=0.9) if features is None else features
    w1, b1 = wave(m, c * h * w, step=2.1), wave(m, step=0.8, size=0.5)
    return features, w1, b1, wave(k, m, step=1.7), wave(k, step=2.7), target


def cases(rng):
    yield "two channels", case(2, 3, 3, 5, 3, 0)
    yield "another class", case(2, 3, 3, 5, 3, 2)
    yield "not square", case(3, 2, 5, 6, 4, 1)
    yield "one channel", case(1, 4, 3, 6, 3, 1)
    yield "one place", case(4, 1, 1, 5, 3, 0)
    yield "one row", case(2, 1, 5, 4, 2, 1)
    yield "one column", case(3, 4, 1, 6, 2, 0)
    yield "one class", case(2, 2, 3, 4, 1, 0)
    yield "as many channels as rows and columns", case(3, 3, 3, 7, 3, 1)
    yield "features of both signs", case(3, 3, 4, 8, 3, 2, wave(3, 3, 4, step=1.9, size=2.0))
    features, w1, b1, w2, b2, _ = case(2, 2, 2, 4, 3, 0)
    yield "a class that is ruled out", (features, np.abs(w1), np.abs(b1), -np.abs(w2), b2, 1)
    yield "no unit is active", (features, -np.abs(w1), -np.abs(b1), w2, b2, 2)
    yield "a sure classifier", (features, np.abs(w1) * 20.0, np.abs(b1), wave(3, 4, step=0.7, size=9.0), b2, 0)
    features, w1, b1, w2, b2, _ = case(4, 3, 4, 5, 3, 0)
    yield "views", (features[::-2, :, ::-1], w1[:, ::2], b1[::-1], w2[::-1], b2, 1)
    yield "float32", (*(a.astype(np.float32) for a in case(2, 3, 2, 5, 3, 0)[:-1]), 1)
    for name, c, h, w in (("random", 3, 4, 5), ("random square", 4, 3, 3), ("random wide", 2, 2, 7)):
        m, k = int(rng.integers(3, 8)), int(rng.integers(2, 5))
        layers = rng.normal(size=(m, c * h * w)), rng.normal(size=m), rng.normal(size=(k, m)), rng.normal(size=k)
        yield name, (np.abs(rng.normal(size=(c, h, w))), *layers, int(rng.integers(k)))
