"""Polynomials of vectors and matrices with steps of every size; the last few are drawn afresh."""

import numpy as np


def polynomial(*rows):
    """Return coefficients and powers, of rows that begin with the coefficient."""
    table = np.array(rows)
    return table[:, 0].copy(), table[:, 1:].astype(np.int64)


def cases(rng):
    cubic = polynomial((2.0, 2, 1), (-1.0, 0, 3))
    yield "a cubic, large step", (np.array([1.0, 2.0]), *cubic, 0.5)
    yield "one variable", (np.array([1.5]), *polynomial((1.0, 3)), 0.25)
    yield "one variable, small step", (np.array([-1.5]), *polynomial((1.0, 4), (-2.0, 1), (5.0, 0)), 1e-4)
    quadratic = polynomial((1.0, 2, 0, 0), (3.0, 1, 1, 0), (-2.0, 0, 0, 2), (0.5, 0, 1, 0), (7.0, 0, 0, 0))
    yield "a quadratic form", (np.array([0.5, -1.0, 2.0]), *quadratic, 1e-2)
    yield "at zero", (np.zeros(3), *polynomial((1.0, 3, 0, 0), (2.0, 0, 1, 0), (4.0, 0, 2, 1)), 0.1)
    yield "a constant", (np.array([0.3, 0.9]), *polynomial((4.0, 0, 0)), 0.1)
    coef, powers = polynomial((1.0, 3, 1, 0, 0, 2, 0), (-0.5, 0, 2, 3, 0, 0, 1), (2.0, 1, 0, 0, 2, 0, 3))
    x = np.array([[0.5, -1.2, 0.8], [1.5, -0.7, 1.1]])
    yield "a matrix", (x, coef, powers.reshape(3, 2, 3), 0.2)
    yield "a square matrix", (x[:, :2] + 0.3, coef, powers[:, :4].reshape(3, 2, 2), 0.05)
    yield "one row", (x[:1], coef, powers[:, None, :3].copy(), 0.3)
    yield "three axes", (x.reshape(1, 3, 2), coef, powers.reshape(3, 1, 3, 2), 1e-3)
    yield "variables of mixed scale", (np.array([100.0, 0.01]), *polynomial((1.0, 2, 3), (1.0, 3, 0)), 0.5)
    yield "step of one", (np.array([0.5, -0.25]), *polynomial((1.0, 5, 0), (-3.0, 2, 3)), 1.0)
    yield "views", (x.T[::-1], coef[::-1], powers.reshape(3, 2, 3).transpose(0, 2, 1)[::-1], 0.1)
    yield "float32", (x.astype(np.float32), coef.astype(np.float32), powers.reshape(3, 2, 3), 1e-3)
    yield "a cubic, other values", (np.array([-0.5, 1.5]), *cubic, 0.4)
    for name, shape, h in (
        ("random", (3,), 0.3),
        ("random small step", (4,), 1e-4),
        ("random matrix", (2, 3), 0.1),
    ):
        k = int(rng.integers(2, 5))
        yield name, (rng.normal(size=shape), rng.normal(size=k), rng.integers(0, 4, (k, *shape)), h)
