"""Lists of every shape with norms on both sides of the bound; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return 2.0 * np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) + 0.1


def gradients(*shapes, scale=1.0):
    return [scale * wave(*shape, step=0.7 + 0.13 * i) for i, shape in enumerate(shapes)]


def cases(rng):
    yield "above the bound", (gradients((3, 2), (2,)), 1.5)
    yield "within the bound", (gradients((3, 2), (2,), scale=0.1), 1.5)
    yield "each within, all above", ([np.array([3.0, 0.0]), np.array([0.0, -4.0])], 4.5)
    yield "exactly the bound", ([np.array([3.0]), np.array([[4.0]])], 5.0)
    yield "one array", (gradients((5,)), 2.0)
    yield "one number", ([np.array([-3.0])], 0.5)
    yield "all zero", ([np.zeros((2, 2)), np.zeros(3)], 1.0)
    yield "one array is zero", ([np.zeros(3), wave(4)], 1.0)
    yield "a bound below 1", (gradients((2, 3), (3,), (3, 1), scale=0.2), 0.03)
    yield "tiny gradients", (gradients((4,), (2, 2), scale=1e-7), 1e-7)
    yield "an explosion", (gradients((3, 3), (3,), scale=1e6), 5.0)
    yield "arrays of mixed scale", ([100.0 * wave(3), 1e-3 * wave(2, 2)], 10.0)
    yield "a kernel", (gradients((2, 3, 2, 2), (2,)), 3.0)
    yield "float32", ([g.astype(np.float32) for g in gradients((3, 4), (4,))], 2.0)
    first, second = gradients((3, 4), (6,))
    yield "views", ([first.T, second[::-2]], 1.2)
    for name, scale in (("random above", 3.0), ("random within", 0.01), ("random list", 0.4)):
        shapes = [
            tuple(int(n) for n in rng.integers(1, 5, rng.integers(1, 4))) for _ in range(rng.integers(2, 5))
        ]
        yield name, ([rng.normal(0.0, scale, shape) for shape in shapes], float(rng.uniform(1.0, 2.0)))
