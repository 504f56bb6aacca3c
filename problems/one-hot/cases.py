"""Labels of every shape, with and without gaps; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    yield "a vector", (np.array([2, 0, 1, 2]), 3, -1)
    yield "the example", (np.array([[2, 0], [-1, 1]]), 4, -1)
    yield "as many labels as classes", (np.array([1, 0, 3, 0]), 4, -1)
    yield "classes that do not occur", (np.array([1, 0, 1]), 6, -100)
    yield "a matrix", (np.array([[0, 1, 2], [2, 2, 0]]), 3, 255)
    yield "three dimensions", (np.arange(24).reshape(2, 3, 4) * 7 % 5, 5, -1)
    yield "one number", (np.array(3), 5, -1)
    yield "one label", (np.array([0]), 2, -1)
    yield "one class", (np.array([0, 0, 0, 1]), 1, 1)
    yield "nothing", (np.zeros((0,), dtype=int), 3, -1)
    yield "no rows", (np.zeros((2, 0), dtype=int), 4, -1)
    yield "padding", (np.array([[4, 2, -1, -1], [0, -1, -1, -1]]), 5, -1)
    yield "far padding", (np.array([1, -100, 0, 2, -100]), 3, -100)
    yield "padding beyond the classes", (np.array([255, 0, 2, 255, 1]), 3, 255)
    yield "the first class is ignored", (np.array([[0, 1, 2], [2, 0, 0]]), 3, 0)
    yield "an inner class is ignored", (np.array([2, 1, 3, 2]), 4, 2)
    yield "all ignored", (np.array([-1, -1]), 3, -1)
    yield "small integers", (np.array([3, 0, 1], dtype=np.int8), 4, -1)
    yield "a view", ((np.arange(12).reshape(3, 4) % 7).T[::-1, ::2], 7, 5)
    for name, shape, ignore in (
        ("random vector", (9,), -1),
        ("random matrix", (4, 3), 255),
        ("random ignored class", (12,), 2),
    ):
        classes = int(rng.integers(3, 7))
        values = rng.integers(0, classes, shape)
        yield name, (np.where(rng.random(shape) < 0.2, ignore, values), classes, ignore)
