"""Images and filters that tell wrong convolutions apart; the last few are drawn afresh."""

import numpy as np


def _values(*shape, step=7):
    """Return values of both signs in no simple order."""
    count = int(np.prod(shape))
    return ((np.arange(count) * step % (count + 3) - count // 3) / 4).reshape(shape)


def _layer(images, filters, stride=1, padding=0):
    """Return the arguments of a layer with images and filters of these shapes."""
    return _values(*images), _values(*filters, step=5), _values(filters[0], step=3) + 0.5, stride, padding


def cases(rng):
    yield (
        "one channel",
        (
            np.arange(1.0, 10.0).reshape(1, 1, 3, 3),
            np.array([[[[1.0, 2.0], [0.0, -1.0]]]]),
            np.array([10.0]),
            1,
            0,
        ),
    )
    yield "one pixel", (np.array([[[[5.0]]]]), np.array([[[[-3.0]]]]), np.array([0.5]), 1, 0)
    yield "three channels", _layer((1, 3, 4, 4), (1, 3, 2, 2))
    yield "two filters", _layer((1, 1, 4, 3), (2, 1, 2, 2))
    yield "two images", _layer((2, 2, 4, 3), (3, 2, 3, 2))
    yield "stride 2", _layer((1, 1, 4, 6), (1, 1, 2, 2), stride=2)
    yield "padding 1", _layer((1, 2, 3, 3), (2, 2, 3, 3), padding=1)
    yield "a stride that does not divide", _layer((2, 2, 7, 6), (3, 2, 3, 2), stride=3)
    yield "stride 2, padding 1", _layer((2, 3, 5, 7), (2, 3, 3, 2), stride=2, padding=1)
    yield "1x1 filters, padding 2", _layer((2, 3, 3, 5), (5, 3, 1, 1), padding=2)
    yield "filters of the whole image", _layer((3, 2, 3, 5), (2, 2, 3, 5), stride=2)
    x, weight, bias, *_ = _layer((2, 2, 4, 5), (3, 2, 2, 3))
    yield "float32", (x.astype(np.float32), weight.astype(np.float32), bias.astype(np.float32), 1, 1)
    x, weight, bias = _values(2, 5, 4, 3).transpose(0, 3, 1, 2), _values(2, 2, 3, 4), _values(4) + 1.0
    yield "views with channels last", (x, weight.transpose(3, 2, 0, 1), bias, 1, 0)
    x, weight, bias = _values(2, 3, 5, 7), _values(3, 3, 3, 2, step=5), _values(6)
    yield "reversed views", (x[:, ::-1, ::-1, ::2], weight[::-1, :, :, ::-1], bias[::2], 1, 1)
    for name, stride, padding in (("random", 1, 0), ("random stride", 2, 0), ("random padded", 1, 2)):
        kernel_h, kernel_w, filters, channels, images = (int(n) for n in rng.integers(1, 4, 5))
        x = rng.normal(size=(images, channels, *rng.integers(3, 8, 2)))
        weight = rng.normal(size=(filters, channels, kernel_h, kernel_w))
        yield name, (x, weight, rng.normal(size=filters), stride, padding)
    x, weight = rng.normal(size=(2, 3, 6, 5)), rng.normal(size=(4, 3, 3, 3))
    yield "random both", (x, weight, rng.normal(size=4), int(rng.integers(2, 4)), 1)
