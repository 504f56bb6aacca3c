"""Images and windows that tell wrong poolings apart; the last few are drawn afresh."""

import numpy as np


def _values(*shape, step=7):
    """Return different values of both signs in no simple order."""
    count = int(np.prod(shape))
    places = np.arange(count) * step
    return ((places % count + places // count - count // 3) / 4 + 0.125).reshape(shape)


def _pooling(x, size, stride, padding=0):
    """Return the arguments for these images, with an upstream gradient of the right shape."""
    sizes = ((n + 2 * padding - size) // stride + 1 for n in x.shape[2:])
    return x, _values(*x.shape[:2], *sizes, step=11).astype(x.dtype), size, stride, padding


def cases(rng):
    x = np.array([[[[1.0, 3.0, 2.0, 0.0], [4.0, 2.0, 1.0, 5.0], [0.0, 1.0, 7.0, 6.0], [2.0, 8.0, 3.0, 7.0]]]])
    yield "one channel", (x, np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), 2, 2, 0)
    yield "one pixel", _pooling(np.array([[[[-5.0]]]]), 1, 1)
    yield "overlapping windows", _pooling(_values(1, 1, 4, 5), 3, 1)
    yield "images and channels", _pooling(_values(2, 3, 4, 6), 2, 2)
    yield "a stride that does not divide", _pooling(_values(1, 2, 7, 6), 2, 3)
    yield "padding 1", _pooling(np.abs(_values(1, 2, 5, 3)) + 1.0, 3, 2, 1)
    yield "padding, all negative", _pooling(-np.abs(_values(2, 1, 4, 3)) - 1.0, 2, 2, 1)
    yield "padding, far below zero", _pooling(_values(1, 1, 3, 4) * 1e10 - 1e12, 3, 2, 1)
    yield "equal pixels", _pooling(np.full((1, 2, 5, 5), 0.3), 3, 2)
    yield "ties with zero, padding 1", _pooling(np.maximum(_values(1, 2, 4, 4) - 2.0, 0.0), 3, 1, 1)
    cross = np.array([[[[0.0, 2.0, 1.0], [2.0, 1.0, 3.0], [1.0, 3.0, 0.0]]]])
    yield "ties across the window", _pooling(cross, 2, 1)
    yield "window of the whole image", _pooling(_values(3, 2, 4, 4, step=5), 4, 3)
    yield "float32", _pooling(_values(2, 2, 5, 4).astype(np.float32), 2, 1, 1)
    yield "a view with channels last", _pooling(_values(2, 5, 4, 3).transpose(0, 3, 1, 2), 2, 2)
    yield "a reversed view", _pooling(_values(2, 3, 5, 9)[:, ::-1, ::-1, ::2], 3, 2, 1)
    for name, levels, stride, padding in (
        ("random", 0, 1, 0),
        ("random ties", 3, 2, 0),
        ("random padded", 0, 2, 1),
        ("random padded ties", 4, 1, 1),
    ):
        shape = rng.integers((1, 1, 4, 4), (4, 4, 8, 8))
        x = rng.integers(-levels, 1, shape) / 2 if levels else rng.normal(-1.0, 1.0, shape)
        arguments = _pooling(x, int(rng.integers(2, 4)), stride, padding)
        yield name, (x, rng.normal(size=arguments[1].shape), *arguments[2:])
