"""Layers of every shape, flat and with images as input; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.37):
    """Return values without a pattern along any axis, the same each time."""
    k = np.arange(1.0, np.prod(shape) + 1)
    return 2.0 * np.sin(step * k * k + k).reshape(shape)


def case(*shape, outputs, step=0.0):
    """Return the arguments for an input of this shape."""
    d = int(np.prod(shape[1:]))
    up, w = wave(shape[0], outputs, step=0.53 + step), wave(d, outputs, step=0.29 + step)
    return up, wave(*shape, step=0.37 + step), w


def cases(rng):
    yield "every size the same", case(3, 3, outputs=3)
    yield "wide", case(2, 3, outputs=5)
    yield "narrow", case(4, 5, outputs=2)
    yield "one example", case(1, 4, outputs=3)
    yield "one input", case(3, 1, outputs=4)
    yield "one output", case(5, 3, outputs=1)
    yield "one of everything", case(1, 1, outputs=1)
    yield "images", case(2, 3, 2, 2, outputs=4)
    yield "one image", case(1, 2, 1, 3, outputs=5)
    yield "as many examples as inputs", case(4, 2, 2, outputs=3)
    up, x, w = case(4, 3, outputs=3)
    yield "errors of mixed scale", (up * np.array([[1e-4], [1.0], [1e3], [0.0]]), x, w)
    up, x, w = case(3, 4, 2, outputs=5)
    yield "views", (up[::-1, ::-1], x.transpose(0, 2, 1)[:, :, ::-1], np.asfortranarray(w)[::-1])
    up, x, w = case(3, 2, 3, outputs=4)
    yield "images in column-major memory", (up, np.asfortranarray(x), w)
    yield "float32", tuple(a.astype(np.float32) for a in case(3, 5, outputs=2))
    yield "every size the same, other values", case(3, 3, outputs=3, step=0.11)
    for name, shape in (("random", (4, 6)), ("random square", (5, 5)), ("random images", (3, 2, 3, 2))):
        d, m = int(np.prod(shape[1:])), 5 if "square" in name else int(rng.integers(2, 6))
        yield name, (rng.normal(size=(shape[0], m)), rng.normal(size=shape), rng.normal(size=(d, m)))
