"""Point sets of every shape, near the origin and far from it; the last few are drawn afresh."""

import numpy as np


def points(n, d, step=1.7):
    """Return points without a pattern, the same each time."""
    return np.sin(np.arange(1.0, n * d + 1).reshape(n, d) * step) * 3.0


def cases(rng):
    example = np.array([[0.0, 0.0], [1.0, 2.0]]), np.array([[3.0, 4.0], [1.0, 2.0], [0.0, -1.0]])
    yield "the example", example
    yield "three dimensions", (points(4, 3), points(2, 3, 2.3))
    yield "as many points as dimensions", (points(3, 3), points(3, 3, 2.3))
    yield "one point each", (points(1, 5), points(1, 5, 2.3))
    yield "one point against many", (points(1, 2), points(7, 2, 2.3))
    yield "many points against one", (points(5, 2), points(1, 2, 2.3))
    yield "one coordinate", (np.array([[2.0], [-1.0], [0.5]]), np.array([[2.0], [4.0]]))
    same = points(4, 3, 0.9)
    yield "a set and itself", (same, same.copy())
    yield "far from the origin", (points(3, 2) * 1e-3 + 1e4, points(4, 2, 2.3) * 1e-3 + 1e4)
    yield "equal and far from the origin", (points(24, 3) * 0.01 + 1e3, points(24, 3) * 0.01 + 1e3)
    yield "mixed scale", (points(3, 4) * np.array([1e-3, 1.0, 10.0, 1e3]), points(2, 4, 2.3))
    yield "integers", (np.array([[1, 2], [5, -3], [0, 0]]), np.array([[4, 6], [0, 1]]))
    yield "float32", (points(4, 3).astype(np.float32) + 100, points(3, 3, 2.3).astype(np.float32) + 100)
    yield "views", (points(3, 6).T[::-1], points(8, 3, 2.3)[::-2])
    for name, d in (("random plane", 2), ("random space", 3), ("random high dimension", 17)):
        n, m = rng.integers(2, 6, 2)
        yield name, (rng.normal(size=(n, d)), rng.normal(size=(m, d)))
