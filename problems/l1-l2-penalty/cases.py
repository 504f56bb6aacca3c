"""Arrays of every shape, zeros among them, penalised or not; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return 2.0 * np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) + 0.2


def arrays(*shapes, dtype=float):
    """Return parameters and their gradients."""
    params = [wave(*shape, step=0.7 + 0.11 * i).astype(dtype) for i, shape in enumerate(shapes)]
    return params, [wave(*shape, step=1.3 + 0.07 * i).astype(dtype) for i, shape in enumerate(shapes)]


def cases(rng):
    yield "a layer", (1.5, *arrays((3, 2), (2,)), 0.1, 0.3, [True, False])
    yield "L1 alone", (0.7, *arrays((4,)), 0.2, 0.0, [True])
    yield "L2 alone", (0.7, *arrays((2, 3)), 0.0, 0.4, [True])
    yield "neither", (2.0, *arrays((3,), (2, 2)), 0.0, 0.0, [True, True])
    zeros = [np.array([0.0, 1.0, 0.0, -2.0, 0.0])]
    yield "zeros among the weights", (0.3, zeros, [wave(5)], 0.5, 0.25, [True])
    yield "nothing is penalised", (1.1, *arrays((3,), (2,)), 0.5, 0.5, [False, False])
    yield "two layers", (0.9, *arrays((2, 3), (3,), (3, 4), (4,)), 0.05, 0.6, [True, False, True, False])
    yield "the first is left out", (0.4, *arrays((5,), (1, 3)), 0.3, 0.7, [False, True])
    yield "one number", (2.5, [np.array([-3.0])], [np.array([0.5])], 0.1, 0.2, [True])
    yield "square", (0.0, *arrays((3, 3)), 0.15, 0.35, [True])
    yield "a kernel", (1.2, *arrays((2, 2, 3, 2), (2,)), 0.02, 0.08, [True, True])
    yield (
        "mixed scale",
        (5.0, [np.array([100.0, -1e-3, 0.5])], [np.array([1e-2, 3.0, -20.0])], 2.0, 0.01, [True]),
    )
    yield "float32", (1.5, *arrays((3, 4), (4,), dtype=np.float32), 0.1, 0.3, [True, False])
    params, grads = arrays((3, 4), (6,))
    yield "views", (0.8, [params[0].T, params[1][::-2]], [grads[0].T, grads[1][::-2]], 0.2, 0.3, [True, True])
    for name, shapes, flags in (
        ("random vector", [(9,)], [True]),
        ("random layer", [(4, 3), (3,)], [True, False]),
        ("random layers", [(2, 5), (5,), (5, 3)], [True, True, False]),
    ):
        params, grads = ([rng.normal(size=shape) for shape in shapes] for _ in range(2))
        params[0].flat[0] = 0.0
        yield name, (float(rng.uniform(0, 3)), params, grads, *map(float, rng.uniform(0.05, 1.0, 2)), flags)
