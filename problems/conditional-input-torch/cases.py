"""Batches of every size and number of classes; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def case(labels, width, picture, classes):
    n = len(labels)
    return wave(n, width), np.array(labels, dtype=np.int64), wave(n, *picture, step=0.9), classes


def cases(rng):
    yield "two examples", case([1, 0], 3, (2, 2, 3), 2)
    yield "one example", case([2], 2, (1, 3, 2), 4)
    yield "the first class", case([0], 2, (3, 1, 2), 3)
    yield "the last class does not occur", case([0, 1, 0], 2, (2, 2, 2), 4)
    yield "only the last class", case([4, 4], 1, (1, 2, 1), 5)
    yield "one class", case([0, 0], 3, (2, 1, 3), 1)
    yield "all sizes alike", case([2, 0, 1], 3, (3, 3, 3), 3)
    yield "one pixel", case([1, 2, 1], 4, (1, 1, 1), 3)
    yield "many classes", case([9, 0, 6, 3], 2, (1, 2, 3), 10)
    yield "as wide as classes", case([1, 3], 4, (4, 2, 2), 4)
    z, labels, images, classes = case([1, 0, 2, 2], 3, (2, 3, 4), 3)
    yield "views", (wave(3, 4).T, labels[::-1], wave(3, 4, 2, 4, step=0.9).transpose(3, 2, 0, 1)[:, ::-1], classes)
    yield "float32", (z.astype(np.float32), labels, images.astype(np.float32), 4)
    for name, n, width, picture in (("random", 5, 3, (3, 2, 4)), ("random square", 4, 4, (1, 4, 4))):
        classes = int(rng.integers(2, 7))
        args = rng.normal(size=(n, width)), rng.integers(0, classes, n), rng.normal(size=(n, *picture))
        yield name, (*args, classes)
