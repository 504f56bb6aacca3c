"""Images and windows that tell wrong layouts apart; the last few are drawn afresh."""

import numpy as np


def _image(*shape):
    """Return an image of values that are all different, and none of them 0."""
    count = int(np.prod(shape))
    return (np.arange(count) * 7 % (count + 1) + 1.0).reshape(shape) / 4


def cases(rng):
    yield "one channel", (np.arange(1.0, 13.0).reshape(1, 1, 3, 4), 2, 2, 1, 0)
    yield "one pixel", (np.array([[[[5.0]]]]), 1, 1, 1, 0)
    yield "two channels", (_image(1, 2, 3, 3), 2, 2, 1, 0)
    yield "two images", (_image(2, 1, 3, 3), 2, 2, 1, 0)
    yield "stride 2", (_image(1, 1, 4, 6), 2, 2, 2, 0)
    yield "a high window", (_image(1, 1, 5, 4), 3, 1, 1, 0)
    yield "padding 1", (_image(1, 2, 3, 3), 3, 3, 1, 1)
    yield "a stride that does not divide", (_image(2, 3, 7, 6), 3, 2, 3, 0)
    yield "stride 2, padding 1", (_image(2, 3, 5, 7), 3, 2, 2, 1)
    yield "padding wider than the image", (_image(1, 1, 2, 1), 2, 3, 2, 3)
    yield "window of the whole image", (_image(3, 2, 3, 5), 3, 5, 1, 0)
    yield "float32", (_image(2, 2, 4, 5).astype(np.float32), 2, 3, 1, 1)
    yield "a view with channels last", (_image(2, 5, 4, 3).transpose(0, 3, 1, 2), 2, 2, 1, 0)
    yield "a reversed view", (_image(2, 3, 5, 7)[:, ::-1, ::-1, ::2], 3, 2, 1, 1)
    for name, padded in (("random", False), ("random padded", True), ("random square", True)):
        kernel_h, kernel_w, stride = (int(n) for n in rng.integers(1, 4, 3))
        shape = (int(rng.integers(1, 4)), int(rng.integers(1, 4)), *(int(n) for n in rng.integers(3, 8, 2)))
        if name == "random square":
            shape, kernel_w = (*shape[:3], shape[2]), kernel_h
        yield name, (rng.normal(size=shape), kernel_h, kernel_w, stride, int(rng.integers(1, 3)) * padded)
    yield "random one window", (rng.normal(size=(2, 3, 4, 3)), 4, 3, 2, 0)
