"""Points of every number and place, none of them degenerate; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return (np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape) * step % size - 0.4 * size


def cases(rng):
    yield "a straight line", (np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 5.0]))
    yield "one feature", (np.array([[1.0], [2.0], [4.0], [7.0]]), np.array([3.0, -1.0, 4.0, 2.0]))
    yield "two features", (wave(5, 2), wave(5, step=1.1) + 2.0)
    yield "as many points as unknowns", (wave(4, 3, step=1.3), wave(4, step=0.9))
    yield "a square", (np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 0.25]])[:, ::-1], np.array([1.0, 2.0, -4.0]))
    yield "far from the origin", (wave(6, 2) + np.array([20.0, -30.0]), wave(6, step=1.1) - 50.0)
    yield "features of mixed scale", (wave(7, 3) * np.array([0.1, 1.0, 10.0]), wave(7, step=0.3) + 1.0)
    yield "equal targets", (wave(5, 2), np.full(5, 3.5))
    yield "targets of 0", (wave(4, 2), np.zeros(4))
    yield "a mean of 0", (np.array([[-2.0], [-1.0], [0.0], [3.0]]), np.array([1.0, 0.0, -3.0, 2.0]))
    yield "a row twice", (np.array([[1.0], [1.0], [3.0]]), np.array([0.0, 4.0, 1.0]))
    yield "views", (wave(4, 7).T[::-1, ::2], wave(14, step=1.1)[::-2])
    for name, n, d in (("random", 9, 3), ("random plane", 6, 2), ("random line", 12, 1)):
        yield name, (rng.normal(0.5, 1.0, (n, d)), rng.normal(1.0, 2.0, n))
