"""Layers that tell wrong gradients apart; the last few are drawn afresh."""

import numpy as np


def _values(*shape, step=7):
    """Return values of both signs in no simple order."""
    count = int(np.prod(shape))
    return ((np.arange(count) * step % (count + 3) - count // 3) / 4 + 0.125).reshape(shape)


def _output_shape(x, weight, stride, padding):
    sizes = ((n + 2 * padding - k) // stride + 1 for n, k in zip(x.shape[2:], weight.shape[2:], strict=True))
    return len(x), len(weight), *sizes


def _layer(images, filters, stride=1, padding=0):
    """Return the arguments for a layer with images and filters of these shapes."""
    x, weight = _values(*images), _values(*filters, step=5)
    return _values(*_output_shape(x, weight, stride, padding), step=11), x, weight, stride, padding


def cases(rng):
    x, weight = np.arange(1.0, 10.0).reshape(1, 1, 3, 3), np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
    yield "one channel", (np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), x, weight, 1, 0)
    yield "one pixel", (np.array([[[[2.0]]]]), np.array([[[[5.0]]]]), np.array([[[[-3.0]]]]), 1, 0)
    yield "two channels, three filters", _layer((1, 2, 4, 3), (3, 2, 2, 2))
    yield "two images", _layer((2, 1, 3, 4), (1, 1, 2, 3))
    yield "stride 2", _layer((1, 1, 4, 6), (1, 1, 2, 2), stride=2)
    yield "stride 2, overlapping", _layer((1, 2, 5, 7), (2, 2, 3, 3), stride=2)
    yield "padding 1", _layer((1, 2, 3, 4), (2, 2, 3, 3), padding=1)
    yield "a stride that does not divide", _layer((2, 2, 7, 6), (3, 2, 3, 2), stride=3)
    yield "stride 2, padding 1", _layer((2, 3, 5, 6), (2, 3, 3, 2), stride=2, padding=1)
    yield "1x1 filters, padding 2", _layer((2, 3, 3, 2), (4, 3, 1, 1), padding=2)
    yield "filters of the whole image", _layer((3, 2, 3, 5), (2, 2, 3, 5), stride=2)
    dy, x, weight, *_ = _layer((2, 2, 4, 5), (3, 2, 2, 3), padding=1)
    yield "float32", (dy.astype(np.float32), x.astype(np.float32), weight.astype(np.float32), 1, 1)
    x, weight = _values(2, 3, 5, 7)[:, ::-1, ::-1, ::2], _values(3, 3, 3, 2, step=5)[::-1, :, :, ::-1]
    yield "reversed views", (_values(5, 5, 3, 2, step=11).T, x, weight, 1, 1)
    for name, stride, padding in (("random", 1, 0), ("random stride", 2, 0), ("random padded", 1, 2)):
        kernel_h, kernel_w, filters, channels, images = (int(n) for n in rng.integers(1, 4, 5))
        x = rng.normal(size=(images, channels, *rng.integers(3, 6, 2)))
        weight = rng.normal(size=(filters, channels, kernel_h, kernel_w))
        yield name, (rng.normal(size=_output_shape(x, weight, stride, padding)), x, weight, stride, padding)
    x, weight, stride = rng.normal(size=(2, 3, 6, 5)), rng.normal(size=(2, 3, 3, 3)), int(rng.integers(2, 4))
    yield "random both", (rng.normal(size=_output_shape(x, weight, stride, 1)), x, weight, stride, 1)
