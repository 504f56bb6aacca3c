"""Feature maps in both layouts; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) ** 1.1 * step % size - 0.9


def cases(rng):
    yield "one feature map", (wave(1, 1, 2, 3), "NCHW")
    yield "three channels", (wave(1, 3, 2, 2), "NCHW")
    yield "two images", (wave(2, 3, 4, 5), "NCHW")
    yield "channels last", (wave(2, 4, 5, 3), "NHWC")
    yield "channels last, one feature map", (wave(1, 3, 2, 1), "NHWC")
    yield "all sizes equal", (wave(3, 3, 3, 3), "NCHW")
    yield "all sizes equal, channels last", (wave(3, 3, 3, 3), "NHWC")
    yield "one pixel", (wave(2, 4, 1, 1), "NCHW")
    yield "one pixel, channels last", (wave(2, 1, 1, 4), "NHWC")
    yield "one row", (wave(3, 2, 1, 5), "NCHW")
    yield "one column, channels last", (wave(1, 5, 1, 2), "NHWC")
    yield "all negative", (wave(2, 2, 3, 3) - 50.0, "NCHW")
    yield "float32", (wave(2, 3, 4, 2).astype(np.float32), "NCHW")
    yield "float32, channels last", (wave(2, 3, 4, 2).astype(np.float32), "NHWC")
    yield "a transposed view", (wave(2, 3, 4, 5).transpose(0, 3, 1, 2)[:, ::-2], "NCHW")
    yield "a reversed view, channels last", (wave(3, 4, 2, 6)[::-1, ::2, :, ::-3], "NHWC")
    for name, layout in (("random", "NCHW"), ("random channels last", "NHWC")):
        yield name, (rng.normal(size=tuple(rng.integers(1, 6, 4))), layout)


def large(rng):
    return rng.normal(size=(64, 256, 28, 28)), "NCHW"
