"""Matrices and windows that tell wrong layouts apart; the last few are drawn afresh."""

import numpy as np


def _numbers(*shape):
    """Return values that are all different, and none of them 0."""
    count = int(np.prod(shape))
    return (np.arange(count) * 7 % (count + 1) + 1.0).reshape(shape) / 4


def case(shape, kernel_h, kernel_w, stride, padding, values=_numbers):
    """Return the arguments for images of this shape."""
    n, c, h, w = shape
    places = ((h + 2 * padding - kernel_h) // stride + 1) * ((w + 2 * padding - kernel_w) // stride + 1)
    return values(n * places, c * kernel_h * kernel_w), shape, kernel_h, kernel_w, stride, padding


def cases(rng):
    yield "two windows", case((1, 1, 2, 3), 2, 2, 1, 0)
    yield "one pixel", case((1, 1, 1, 1), 1, 1, 1, 0)
    yield "one channel", case((1, 1, 3, 4), 2, 2, 1, 0)
    yield "two channels", case((1, 2, 3, 3), 2, 2, 1, 0)
    yield "two images", case((2, 1, 3, 3), 2, 2, 1, 0)
    yield "no overlap", case((1, 1, 4, 6), 2, 2, 2, 0)
    yield "a high window", case((1, 1, 5, 4), 3, 1, 1, 0)
    yield "padding 1", case((1, 2, 3, 3), 3, 3, 1, 1)
    yield "pixels in no window", case((2, 2, 7, 6), 3, 2, 3, 0)
    yield "gaps between windows", case((1, 1, 5, 5), 1, 2, 3, 0)
    yield "stride 2, padding 1", case((2, 3, 5, 7), 3, 2, 2, 1)
    yield "padding wider than the image", case((1, 1, 2, 1), 2, 3, 2, 3)
    yield "window of the whole image", case((3, 2, 3, 5), 3, 5, 1, 0)
    col, *rest = case((2, 2, 4, 5), 2, 3, 1, 1)
    yield "float32", (col.astype(np.float32), *rest)
    yield "a transposed view", (np.ascontiguousarray(_numbers(24, 12)).T[:, ::2], (2, 3, 3, 4), 2, 2, 1, 0)
    for name, padded in (("random", False), ("random padded", True), ("random square", True)):
        kernel_h, kernel_w, stride = (int(n) for n in rng.integers(1, 4, 3))
        shape = (int(rng.integers(1, 4)), int(rng.integers(1, 4)), *(int(n) for n in rng.integers(3, 7, 2)))
        if name == "random square":
            shape, kernel_w = (*shape[:3], shape[2]), kernel_h
        padding = int(rng.integers(1, 3)) * padded
        yield name, case(shape, kernel_h, kernel_w, stride, padding, lambda *size: rng.normal(size=size))
