"""Layers that divide evenly among the workers, and that do not; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=1.5):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def layers(n, d, h, o):
    """Return an input and two layers."""
    first = wave(d, h, step=2.1), wave(h, step=0.8)
    return wave(n, d), *first, wave(h, o, step=1.7), wave(o, step=0.6) + 2.0


def cases(rng):
    yield "two workers", (*layers(3, 4, 6, 2), 2)
    yield "one worker", (*layers(2, 3, 5, 4), 1)
    yield "one unit each", (*layers(3, 2, 4, 3), 4)
    yield "a remainder of one", (*layers(2, 3, 7, 2), 3)
    yield "a remainder of two", (*layers(4, 2, 5, 3), 3)
    yield "a large remainder", (*layers(2, 3, 7, 2), 4)
    yield "all square", (*layers(4, 4, 4, 4), 2)
    yield "one example", (*layers(1, 5, 6, 3), 3)
    yield "one input, one output", (*layers(3, 1, 4, 1), 2)
    yield "one hidden unit", (*layers(3, 2, 1, 2), 1)
    x, a, _, b, c = layers(3, 3, 6, 2)
    yield "nothing is active", (np.abs(x), -np.abs(a), np.full(6, -0.5), b, c, 2)
    yield "everything is active", (np.abs(x), np.abs(a), np.full(6, 0.5), b, c, 3)
    views = [np.repeat(p, 2, axis=0)[::-2] for p in layers(4, 3, 6, 2)]
    views[1] = np.asfortranarray(views[1])
    yield "views", (*views, 4)
    yield "float32", (*(p.astype(np.float32) for p in layers(3, 4, 5, 2)), 2)
    for name, n, d, h, o in (("random", 4, 3, 8, 2), ("random uneven", 2, 5, 11, 3), ("random square", 5, 5, 5, 5)):
        first = rng.normal(size=(d, h)), rng.normal(size=h)
        second = rng.normal(size=(h, o)), rng.normal(size=o)
        yield name, (rng.normal(size=(n, d)), *first, *second, int(rng.integers(2, h)))
