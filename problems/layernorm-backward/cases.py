"""Rows of every scale and place; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.37):
    """Return values on both sides of 0, without a pattern along any axis, the same each time."""
    k = np.arange(1.0, np.prod(shape) + 1)
    return 2.0 * np.sin(step * k * k + k).reshape(shape)


def case(*shape, scale=1.0, place=0.0, eps=1e-3):
    """Return the arguments for an input of this shape, scale and place."""
    x = wave(*shape) * scale + place
    return wave(*shape, step=0.61) + 0.3, x, wave(shape[-1], step=0.83) + 0.5, eps


def cases(rng):
    yield "a matrix", case(3, 4)
    up, x, _, eps = case(2, 5)
    yield "gamma of ones", (up, x, np.ones(5), eps)
    yield "one row", case(5)
    yield "square", case(4, 4, eps=0.1)
    yield "one column", case(3, 1)
    yield "two columns", case(4, 2, eps=1e-5)
    yield "three dimensions", case(2, 3, 4)
    yield "four dimensions", case(2, 1, 3, 3, eps=0.01)
    yield "large epsilon", case(3, 5, eps=4.0)
    yield "equal values", (wave(2, 4, step=0.61), np.full((2, 4), 0.3), np.array([2.0, -1.5, 0.5, 1.0]), 0.25)
    yield "tiny variance", case(2, 5, scale=1e-3, eps=1e-5)
    yield "far from zero", case(3, 4, place=1000.0)
    yield "very far from zero", case(2, 4, place=1e5)
    yield "rows of mixed scale", case(3, 4, scale=np.array([[1e-2], [1.0], [1e2]]))
    up, x, gamma, eps = case(5, 4)
    yield "views", (up[::-1, ::-1], x[:, ::-1], gamma[::-1], eps)
    yield "transposed views", (wave(5, 3).T, wave(5, 3, step=0.9).T, wave(10, step=0.5)[::-2], 1e-4)
    yield "float32", (*(a.astype(np.float32) for a in case(3, 6)[:3]), 1e-2)
    for name, shape in (("random", (4, 6)), ("random square", (5, 5)), ("random blocks", (2, 3, 4))):
        gamma = rng.normal(size=shape[-1])
        yield (
            name,
            (rng.normal(size=shape), rng.normal(1.0, 2.0, shape), gamma, float(rng.uniform(1e-3, 0.5))),
        )
