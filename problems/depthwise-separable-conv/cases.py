"""Images, filters and steps that tell wrong convolutions apart; the last few are drawn afresh."""

import numpy as np


def _values(*shape, step=7):
    """Return different values of both signs, in no simple order."""
    count = int(np.prod(shape))
    return ((np.arange(count) * step % (count + 3) - count // 3) / 4).reshape(shape)


def _layer(images, kernel, filters, stride=1, padding=0):
    """Return the arguments of a layer for images of this shape."""
    channels = images[1]
    depthwise = _values(channels, *kernel, step=5) + 0.125
    return (
        _values(*images),
        depthwise,
        _values(filters, channels, step=3),
        _values(filters) + 0.5,
        stride,
        padding,
    )


def cases(rng):
    yield "one channel", _layer((1, 1, 3, 4), (2, 2), 1)
    yield (
        "one pixel",
        (np.full((1, 1, 1, 1), 5.0), np.full((1, 1, 1), -3.0), np.array([[2.0]]), np.array([0.5]), 1, 0),
    )
    yield "two channels", _layer((1, 2, 3, 3), (2, 2), 2)
    yield "one filter of three channels", _layer((1, 3, 4, 3), (2, 3), 1)
    yield "more filters than channels", _layer((2, 2, 4, 3), (3, 2), 5)
    yield "as many filters as channels", _layer((2, 3, 3, 3), (2, 2), 3)
    yield "stride 2", _layer((1, 2, 4, 6), (2, 2), 2, stride=2)
    yield "padding 1", _layer((1, 2, 3, 3), (3, 3), 3, padding=1)
    yield "a stride that does not divide", _layer((2, 2, 7, 6), (3, 2), 2, stride=3)
    yield "stride and padding", _layer((2, 3, 5, 7), (3, 2), 2, stride=2, padding=2)
    yield "1x1 filters", _layer((2, 3, 2, 4), (1, 1), 4)
    yield "filters larger than the image", _layer((1, 2, 2, 3), (3, 4), 2, stride=2, padding=2)
    *arrays, stride, padding = _layer((2, 3, 4, 5), (2, 3), 4, stride=2, padding=1)
    yield "float32", (*(a.astype(np.float32) for a in arrays), stride, padding)
    x, depthwise = _values(2, 5, 4, 3).transpose(0, 3, 1, 2), _values(2, 3, 3).transpose(1, 0, 2)[:, ::-1]
    yield "views", (x, depthwise, _values(3, 4, step=3).T[:, ::-1], _values(8)[::2], 1, 1)
    for name, stride, padding in (("random", 1, 0), ("random stride", 2, 1), ("random padding", 1, 2)):
        n, c, f, kh, kw = (int(k) for k in rng.integers(1, 4, 5))
        x = rng.normal(size=(n, c, *rng.integers(3, 7, 2)))
        yield (
            name,
            (x, rng.normal(size=(c, kh, kw)), rng.normal(size=(f, c)), rng.normal(size=f), stride, padding),
        )


def large(rng):
    x, depthwise = rng.normal(size=(16, 64, 56, 56)), rng.normal(size=(64, 3, 3))
    return x, depthwise, rng.normal(size=(128, 64)), rng.normal(size=128), 1, 1
