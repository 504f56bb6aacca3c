"""Samples of every loudness; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=1.0):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def cases(rng):
    yield "loud samples", (wave(6), 255)
    yield "quiet samples", (wave(6, size=0.01), 255)
    yield "very quiet samples", (wave(5, size=1e-4), 255)
    yield "silence", (np.zeros(3), 255)
    yield "silence, few codes", (np.array([0.0, 0.2, 0.0]), 5)
    yield "the ends", (np.array([-1.0, 1.0, 0.999, -0.999]), 255)
    yield "beyond the ends", (np.array([-1.5, 1.2, 40.0, -1000.0, 0.3]), 255)
    yield "few codes", (wave(9), 7)
    yield "an even mu", (np.array([-0.9, -0.3, -0.02, 0.0, 0.02, 0.3, 0.9]), 4)
    yield "two codes", (np.array([-0.7, -0.2, 0.1, 1.0]), 1)
    yield "many codes", (wave(5, step=0.7), 1023)
    yield "one sample", (np.array([0.03]), 63)
    yield "two channels", (wave(2, 5, step=0.9), 255)
    yield "square", (wave(3, 3, step=0.9, size=0.1), 31)
    yield "views", (wave(5, 6).T[::-2], 100)
    yield "float32", (wave(2, 6, step=1.7, size=0.6).astype(np.float32), 255)
    for name, shape, size in (("random", (20,), 1.0), ("random quiet", (3, 8), 0.02), ("random loud", (4, 5), 1.5)):
        yield name, (rng.uniform(-size, size, shape), int(rng.integers(3, 400)))
