"""Feature maps of every shape with groups of every size; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.37):
    """Return values on both sides of 0, without a pattern along any axis, the same each time."""
    k = np.arange(1.0, np.prod(shape) + 1)
    return 2.0 * np.sin(step * k * k + k).reshape(shape)


def case(groups, *shape, scale=1.0, place=0.0, eps=1e-3):
    """Return the arguments for an input of this shape, scale and place."""
    c = shape[1]
    return wave(*shape) * scale + place, groups, wave(c, step=0.83) + 0.5, wave(c, step=0.53), eps


def cases(rng):
    yield "two groups", case(2, 2, 4, 2, 3)
    x, groups, _, _, eps = case(2, 1, 6, 2, 2)
    yield "without scale and shift", (x, groups, np.ones(6), np.zeros(6), eps)
    yield "three groups", case(3, 2, 6, 2, 1, eps=1e-5)
    yield "one group", case(1, 2, 3, 2, 2)
    yield "a group for each channel", case(4, 2, 4, 3, 2)
    yield "one channel", case(1, 3, 1, 2, 2)
    yield "one pixel", case(2, 3, 6, 1, 1, eps=0.1)
    yield "groups of one value", case(3, 2, 3, 1, 1)
    yield "as many examples as channels", case(2, 4, 4, 2, 2, eps=0.01)
    yield "every size the same", case(2, 2, 2, 2, 2)
    yield "large epsilon", case(2, 1, 4, 3, 1, eps=3.0)
    yield "equal values", case(2, 2, 4, 2, 1, scale=0.0, place=0.3)
    yield "tiny variance", case(2, 2, 4, 2, 2, scale=1e-3, eps=1e-5)
    yield "far from zero", case(2, 1, 4, 3, 2, place=1000.0)
    yield "very far from zero", case(2, 1, 4, 2, 2, place=1e5)
    scales = np.array([1e-2, 1.0, 10.0, 1e2]).reshape(4, 1, 1)
    yield "channels of mixed scale", case(2, 2, 4, 2, 2, scale=scales)
    x, _, gamma, beta, eps = case(2, 2, 6, 2, 3)
    yield "views", (x[::-1, ::-1, :, ::-1], 2, gamma[::-1], beta[::-1], eps)
    yield (
        "a view with channels last",
        (wave(2, 3, 2, 4).transpose(0, 3, 1, 2), 2, wave(4), wave(4, step=0.9), 1e-4),
    )
    x, gamma, beta = (a.astype(np.float32) for a in (wave(2, 4, 3, 2), wave(4), wave(4, step=0.7)))
    yield "float32", (x, 2, gamma, beta, 1e-2)
    for name, c, groups in (("random", 6, 3), ("random two groups", 4, 2), ("random one group", 3, 1)):
        x = rng.normal(0.5, 2.0, (2, c, *(int(size) for size in rng.integers(1, 4, 2))))
        yield name, (x, groups, rng.normal(size=c), rng.normal(size=c), float(rng.uniform(1e-3, 0.3)))


def large(rng):
    return rng.normal(size=(16, 64, 56, 56)), 8, rng.normal(size=64), rng.normal(size=64), 1e-5
