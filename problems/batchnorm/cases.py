"""Feature maps of every shape and scale; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(float(np.prod(shape))).reshape(shape) * step % size


def case(x, momentum=0.1, eps=1e-5):
    """Return the arguments for a feature map, with parameters of its number of channels."""
    c = x.shape[1]
    gamma, beta = wave(c, step=0.9) + 0.5, wave(c, step=1.3) - 1.0
    mean, var = wave(c, step=0.4) - 0.25, wave(c, step=1.1) + 0.5
    return *(a.astype(x.dtype) for a in (x, gamma, beta, mean, var)), momentum, eps


def cases(rng):
    fresh = (np.ones(2), np.zeros(2), np.zeros(2), np.ones(2), 0.1, 1e-5)
    yield "two channels", (np.array([[[[1.0, 2.0]], [[-3.0, 5.0]]], [[[4.0, 9.0]], [[0.0, 1.0]]]]), *fresh)
    yield "parameters", case(wave(3, 2, 2, 3))
    yield "cube", case(wave(3, 3, 3, 3), momentum=0.3, eps=1e-3)
    yield "batch of one", case(wave(1, 3, 2, 5), momentum=0.25)
    yield "one pixel", case(wave(5, 3, 1, 1), momentum=0.9)
    yield "two values", case(wave(2, 4, 1, 1))
    yield "one channel, momentum one", case(wave(2, 1, 3, 2), momentum=1.0)
    yield "equal values", case(np.full((2, 2, 3, 1), 0.3))
    yield "tiny variance", case(wave(2, 3, 2, 3) * 1e-3, eps=1e-4)
    yield "far from zero", case(wave(2, 2, 3, 3) + 1e4)
    scales = np.array([1e-3, 1.0, 1e3]).reshape(3, 1, 1)
    yield "channels of mixed scale", case(wave(2, 3, 2, 2) * scales)
    yield "a view of channels last", case(wave(2, 3, 5, 4).transpose(0, 3, 1, 2))
    x, *rest = case(wave(2, 3, 3, 2))
    yield "reversed views", (x[::-1, :, :, ::-1], *(a[::-1] for a in rest[:4]), 0.1, 1e-5)
    yield "float32", case(wave(2, 3, 3, 2).astype(np.float32), momentum=0.2)
    yield "random map", case(rng.normal(0.5, 2.0, (2, int(rng.integers(2, 6)), 3, 4)))
    yield "random wide", case(rng.normal(-20.0, 1.0, (3, 2, 1, 7)), momentum=float(rng.uniform(0.1, 0.9)))
    yield "random small", case(rng.normal(0.0, 0.01, (2, 3, 3, 3)), eps=1e-3)
    yield "random batch of one", case(rng.normal(size=(1, 4, 2, 3)), momentum=0.4)
