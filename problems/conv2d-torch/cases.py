"""Images, filters and steps that tell wrong convolutions apart; the last few are drawn afresh."""

import numpy as np


def _values(*shape, step=7):
    """Return different values of both signs, in no simple order."""
    count = int(np.prod(shape))
    return ((np.arange(count) * step % (count + 3) - count // 3) / 4).reshape(shape)


def _layer(images, filters, stride=1, padding=0, dilation=1):
    """Return the arguments of a layer with images and filters of these shapes."""
    bias = _values(filters[0], step=3) + 0.5
    return _values(*images), _values(*filters, step=5), bias, stride, padding, dilation


def cases(rng):
    square = np.arange(1.0, 10.0).reshape(1, 1, 3, 3)
    weight = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
    yield "one channel", (square, weight, np.array([10.0]), 1, 0, 1)
    yield "one pixel", (np.array([[[[5.0]]]]), np.array([[[[-3.0]]]]), np.array([0.5]), 1, 0, 1)
    yield "two filters", _layer((1, 1, 4, 3), (2, 1, 2, 2))
    yield "two images, three channels", _layer((2, 3, 4, 3), (2, 3, 3, 2))
    yield "stride 2", _layer((1, 2, 4, 6), (1, 2, 2, 2), stride=2)
    yield "padding 1", _layer((1, 2, 3, 3), (2, 2, 3, 3), padding=1)
    yield "dilation 2", _layer((1, 1, 5, 6), (1, 1, 2, 3), dilation=2)
    yield "a stride that does not divide", _layer((2, 2, 7, 6), (3, 2, 3, 2), stride=3)
    yield "a dilation that just fits", _layer((2, 2, 7, 4), (2, 2, 3, 2), stride=2, dilation=3)
    yield "stride, padding and dilation", _layer((2, 3, 5, 8), (2, 3, 3, 2), stride=3, padding=2, dilation=2)
    yield "1x1 filters, padding 2", _layer((2, 3, 3, 5), (5, 3, 1, 1), padding=2, dilation=4)
    yield "filters larger than the image", _layer((1, 2, 2, 3), (2, 2, 3, 4), stride=2, padding=2)
    x, weight, bias, *steps = _layer((2, 2, 5, 6), (3, 2, 2, 3), stride=2, padding=1, dilation=2)
    yield "float32", (x.astype(np.float32), weight.astype(np.float32), bias.astype(np.float32), *steps)
    x, weight = _values(2, 5, 4, 3).transpose(0, 3, 1, 2), _values(2, 2, 3, 4).transpose(3, 2, 0, 1)
    yield "views with channels last", (x, weight, _values(4) + 1.0, 1, 0, 1)
    x, weight, bias = _values(2, 3, 5, 7), _values(3, 3, 3, 2, step=5), _values(6)
    yield "reversed views", (x[:, ::-1, ::-1, ::2], weight[::-1, :, :, ::-1], bias[::2], 1, 1, 2)
    for name, *steps in (("random", 1, 0, 1), ("random stride", 2, 1, 1), ("random dilation", 1, 1, 2)):
        filters, channels, images = (int(n) for n in rng.integers(1, 4, 3))
        x = rng.normal(size=(images, channels, *rng.integers(5, 8, 2)))
        weight = rng.normal(size=(filters, channels, *rng.integers(1, 4, 2)))
        yield name, (x, weight, rng.normal(size=filters), *steps)
    x, weight = rng.normal(size=(2, 3, 7, 6)), rng.normal(size=(4, 3, 3, 2))
    yield "random steps", (x, weight, rng.normal(size=4), int(rng.integers(2, 4)), 1, int(rng.integers(2, 4)))


def large(rng):
    return rng.normal(size=(16, 32, 32, 32)), rng.normal(size=(64, 32, 3, 3)), rng.normal(size=64), 1, 1, 1
