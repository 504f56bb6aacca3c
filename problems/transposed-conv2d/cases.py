"""Images, filters and steps that overlap, touch and leave gaps; the last few are drawn afresh."""

import numpy as np


def _values(*shape, step=7):
    """Return different values of both signs, in no simple order."""
    count = int(np.prod(shape))
    return ((np.arange(count) * step % (count + 3) - count // 3) / 4).reshape(shape)


def _layer(images, filters, kernel, stride=1, padding=0):
    """Return the arguments of a layer for images of this shape."""
    weight = _values(images[1], filters, *kernel, step=5) + 0.125
    return _values(*images), weight, _values(filters, step=3) + 0.5, stride, padding


def cases(rng):
    yield "one pixel", (np.full((1, 1, 1, 1), 2.0), _values(1, 1, 2, 3), np.array([0.0]), 1, 0)
    yield "two by two", _layer((1, 1, 2, 2), 1, (2, 2))
    yield "stride 2, touching", _layer((1, 1, 2, 3), 1, (2, 2), stride=2)
    yield "stride 2, overlapping", _layer((1, 1, 3, 2), 1, (3, 3), stride=2)
    yield "stride 3, with gaps", _layer((1, 1, 2, 3), 1, (2, 1), stride=3)
    yield "as many filters as channels", _layer((2, 3, 2, 2), 3, (2, 2), stride=2)
    yield "two channels, one filter", _layer((1, 2, 2, 2), 1, (2, 2))
    yield "one channel, three filters", _layer((2, 1, 2, 3), 3, (1, 2))
    yield "padding 1", _layer((1, 2, 3, 3), 2, (3, 3), padding=1)
    yield "stride and padding", _layer((2, 3, 3, 4), 2, (4, 3), stride=2, padding=1)
    yield "wide padding", _layer((1, 2, 4, 3), 2, (3, 5), stride=2, padding=3)
    yield "one pixel, stride 5", _layer((2, 2, 1, 1), 3, (3, 2), stride=5)
    *arrays, stride, padding = _layer((2, 2, 3, 2), 3, (3, 2), stride=2, padding=1)
    yield "float32", (*(a.astype(np.float32) for a in arrays), stride, padding)
    x, weight = _values(2, 4, 3, 2).transpose(0, 3, 1, 2), _values(3, 2, 3, 4).transpose(1, 3, 2, 0)
    yield "views", (x[:, ::-1, ::2], weight[:, :, ::-1], _values(8)[::-2], 2, 0)
    for name, stride, padding in (("random", 1, 0), ("random stride", 2, 0), ("random padding", 3, 1)):
        n, c, f, h, w = (int(k) for k in rng.integers(1, 4, 5))
        x = rng.normal(size=(n, c, h, w))
        yield name, (x, rng.normal(size=(c, f, *rng.integers(3, 5, 2))), rng.normal(size=f), stride, padding)
