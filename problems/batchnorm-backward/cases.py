"""Rows and feature maps of every shape and scale; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.37):
    """Return values on both sides of 0, without a pattern along any axis, the same each time."""
    k = np.arange(1.0, np.prod(shape) + 1)
    return 2.0 * np.sin(step * k * k + k).reshape(shape)


def case(*shape, scale=1.0, place=0.0, eps=1e-3):
    """Return the arguments for an input of this shape, scale and place."""
    x = wave(*shape) * scale + place
    return wave(*shape, step=0.61) + 0.3, x, wave(shape[1], step=0.83) + 0.5, eps


def cases(rng):
    yield "rows", case(4, 3)
    yield "feature maps", case(2, 3, 2, 2)
    yield "square", case(3, 3, eps=0.1)
    yield "one channel", case(5, 1)
    yield "one example", case(1, 3)
    yield "one image", case(1, 2, 3, 2)
    yield "one pixel", case(4, 3, 1, 1)
    yield "two examples", case(2, 4, eps=1e-5)
    yield "large epsilon", case(3, 2, eps=4.0)
    yield "equal values", (wave(4, 2, step=0.61), np.full((4, 2), 0.3), np.array([2.0, -1.5]), 0.25)
    yield "tiny variance", case(5, 2, scale=1e-3, eps=1e-5)
    yield "far from zero", case(5, 3, place=1000.0)
    scales = np.array([1e-2, 1.0, 1e2]).reshape(3, 1, 1)
    yield "channels of mixed scale", case(2, 3, 2, 3, scale=scales)
    yield "cube", case(3, 3, 3, 3)
    up, x, gamma, eps = case(4, 5)
    yield "views", (up[:, ::-1], x[::-1], gamma[::-1], eps)
    up, x = wave(2, 2, 3, 4), wave(2, 2, 3, 4, step=0.9)
    yield "views of channels last", (up.transpose(0, 3, 1, 2), x.transpose(0, 3, 1, 2)[::-1], wave(4), 1e-4)
    yield "float32", (*(a.astype(np.float32) for a in case(5, 3)[:3]), 1e-2)
    for name, shape in (("random", (6, 4)), ("random square", (4, 4)), ("random maps", (2, 3, 2, 3))):
        gamma = rng.normal(size=shape[1])
        yield (
            name,
            (rng.normal(size=shape), rng.normal(1.0, 2.0, shape), gamma, float(rng.uniform(1e-3, 0.5))),
        )
