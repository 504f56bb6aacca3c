"""Rectangles inside, over every border, empty and whole; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return 2.0 * np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) + 0.3


def batch(n, c, h, w, classes=4):
    """Return images, labels and the next image as everyone's partner."""
    return wave(n, c, h, w), (2 * np.arange(n) + 1) % classes, (np.arange(n) + 1) % n


def cases(rng):
    yield "in the middle", (*batch(3, 2, 8, 8), 0.75, 4, 4, 4)
    yield "wide images", (*batch(2, 1, 4, 9), 0.7, 2, 4, 4)
    yield "high images", (*batch(2, 1, 9, 4), 0.7, 4, 2, 4)
    yield "over the top left", (*batch(2, 2, 6, 8), 0.5, 0, 1, 4)
    yield "over the bottom right", (*batch(2, 2, 6, 8), 0.5, 5, 7, 4)
    yield "over the top right", (*batch(3, 1, 7, 6), 0.3, 1, 5, 5)
    yield "odd sides", (*batch(2, 1, 7, 5), 0.4, 3, 2, 4)
    yield "everything is kept", (*batch(2, 1, 4, 4), 1.0, 2, 2, 4)
    yield "everything is replaced", (*batch(2, 1, 4, 6), 0.0, 2, 3, 4)
    yield "too small a rectangle", (*batch(2, 1, 3, 3), 0.9, 1, 1, 4)
    x, labels, _ = batch(4, 1, 4, 5)
    yield "a shared partner", (x, labels, np.array([2, 2, 2, 2]), 0.45, 2, 2, 4)
    yield "its own partner", (x, labels, np.arange(4), 0.45, 2, 2, 4)
    yield "a cycle", (x, np.array([0, 3, 1, 2]), np.array([1, 2, 3, 0]), 0.2, 1, 3, 5)
    yield "partners before", (x, np.array([0, 3, 1, 2]), np.array([3, 0, 1, 2]), 0.2, 2, 1, 4)
    yield "equal labels", (x, np.array([1, 1, 0, 1]), np.array([1, 0, 3, 2]), 0.35, 2, 3, 2)
    yield "one image", (*batch(1, 2, 4, 4), 0.5, 2, 2, 3)
    yield "one pixel", (*batch(2, 3, 1, 1), 0.0, 0, 0, 4)
    x, labels, partner = batch(3, 2, 5, 6)
    yield "float32", (x.astype(np.float32), labels, partner, 0.55, 2, 4, 4)
    yield "views", (x.transpose(0, 1, 3, 2)[::-1, ::-1], labels[::-1], partner[::-1], 0.35, 4, 1, 4)
    for name, h, w in (("random square", 8, 8), ("random wide", 5, 11), ("random high", 9, 4)):
        places = int(rng.integers(0, h)), int(rng.integers(0, w))
        images, share = rng.normal(size=(4, 2, h, w)), float(rng.uniform(0.05, 0.7))
        yield name, (images, rng.integers(0, 5, 4), rng.permutation(4), share, *places, 5)
