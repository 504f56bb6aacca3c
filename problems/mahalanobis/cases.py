"""Covariances of every kind, from spheres to needles; the last few are drawn afresh."""

import numpy as np


def points(n, d, step=1.7):
    """Return points without a pattern, the same each time."""
    return np.sin(np.arange(1.0, n * d + 1).reshape(n, d) * step) * 3.0


def covariance(d, step=2.3):
    """Return a covariance with correlations of both signs."""
    a = points(d, d, step)
    return a @ a.T / d + np.eye(d) * 0.5


def cases(rng):
    x = np.array([[2.0, 0.0], [1.0, 1.0], [1.0, -1.0]])
    yield "the example", (x, np.zeros(2), np.array([[4.0, 1.0], [1.0, 1.0]]))
    yield "three dimensions", (points(5, 3), np.array([0.5, -1.0, 2.0]), covariance(3))
    yield "as many points as dimensions", (points(3, 3), np.array([1.0, 0.0, -0.5]), covariance(3, 0.9))
    yield "one point", (np.array([[1.0, 2.0, -1.0, 0.5]]), np.zeros(4), covariance(4))
    yield "one dimension", (np.array([[3.0], [-1.0], [0.0]]), np.array([1.0]), np.array([[4.0]]))
    yield "one of one", (np.array([[3.0]]), np.array([5.0]), np.array([[0.25]]))
    yield "the identity", (points(4, 2), np.array([0.5, 0.5]), np.eye(2))
    yield "a diagonal", (points(4, 3), np.array([0.0, 1.0, -1.0]), np.diag([4.0, 0.25, 9.0]))
    yield "the mean itself", (np.array([[1.0, -2.0], [1.5, -2.0]]), np.array([1.0, -2.0]), covariance(2))
    yield "strong correlation", (x, np.zeros(2), np.array([[1.0, 0.999], [0.999, 1.0]]))
    yield "negative correlation", (x, np.array([0.5, 0.0]), np.array([[2.0, -1.2], [-1.2, 1.0]]))
    small = np.array([1e-3, 1.0, 1e3])
    yield "units of every size", (points(4, 3) * small, np.ones(3) * small, covariance(3) * np.outer(small, small))
    yield "far from the origin", (points(4, 2) + 1e3, np.array([1e3, 1e3 + 1]), covariance(2))
    yield "small variances", (points(4, 2) * 1e-4, np.zeros(2), covariance(2) * 1e-8)
    view = covariance(6)[::-2, ::-2]
    yield "views", (points(3, 8)[:, ::-1].T[::2, :], np.arange(6.0)[::-2], view)
    for name, n, d in (("random plane", 4, 2), ("random space", 3, 3), ("random more variables", 2, 5)):
        a = rng.normal(size=(d, d + 3))
        yield name, (rng.normal(size=(n, d)), rng.normal(size=d), a @ a.T / (d + 3))
