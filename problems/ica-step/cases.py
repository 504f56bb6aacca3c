"""Data of every shape, with none, one or several directions found; the last few are drawn afresh."""

import numpy as np


def points(count, size, step=1.7, scale=1.6):
    """Return points without a pattern, the same each time."""
    return np.sin(np.arange(1.0, count * size + 1) * step).reshape(count, size) * scale


def unit(values):
    return np.array(values) / np.linalg.norm(values)


def basis(size):
    """Return an orthogonal matrix that is not the identity."""
    return np.linalg.qr(np.cos(np.arange(size * size) * 2.3).reshape(size, size) + np.eye(size))[0]


def cases(rng):
    z, w, axes = points(7, 3) + 0.3, unit([1.0, 2.0, -0.5]), basis(3)
    yield "one direction found", (z, w, axes[:1])
    yield "two directions found", (z, w, axes[1:])
    yield "nothing found", (z, w, np.zeros((0, 3)))
    yield "the other sign", (z, -w, axes[:1])
    yield (
        "found directions of large pull",
        (points(5, 4) * [4.0, 0.2, 1.0, 0.5], unit([1.0, 1.0, 1.0, 1.0]), np.eye(4)[:1]),
    )
    yield "large projections", (points(6, 2, scale=60.0), unit([3.0, 4.0]), np.zeros((0, 2)))
    yield "small projections", (points(6, 2, scale=0.05), unit([3.0, 4.0]), np.zeros((0, 2)))
    yield "one example", (np.array([[1.0, -2.0, 0.5]]), w, axes[2:])
    yield "one dimension", (np.array([[2.0], [-3.0], [0.5]]), np.array([-1.0]), np.zeros((0, 1)))
    yield "a square", (points(4, 4, step=2.6), unit([0.1, -0.7, 0.4, 0.5]), basis(4)[:3])
    yield "more dimensions than examples", (points(3, 5), unit([1.0, 0.0, -1.0, 2.0, 0.5]), basis(5)[1:4])
    yield "w among the found", (z, axes[0], axes[:1])
    yield "views", (points(3, 12, step=0.9).T[::-2], unit([2.0, -1.0, 1.0])[::-1], axes.T[:, ::-1][:2])
    for name, n, d, p in (("random first", 20, 3, 0), ("random second", 15, 4, 1), ("random last", 12, 3, 2)):
        turn = np.linalg.qr(rng.normal(size=(d, d)))[0]
        yield name, (rng.uniform(-1.7, 1.7, (n, d)), unit(rng.normal(size=d)), turn[:p])
