"""Shares of one size and of several; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def job(sizes, *shapes, lr=0.1):
    """Return parameters and gradients for shares of the given sizes."""
    params = [wave(*shape, step=0.7 + place) for place, shape in enumerate(shapes)]
    grads = [
        [wave(*shape, step=1.1 + 0.37 * w + place) * bool(n) for place, shape in enumerate(shapes)]
        for w, n in enumerate(sizes)
    ]
    return params, grads, np.array(sizes), lr


def cases(rng):
    yield "equal shares", job([4, 4], (2, 3), (3,))
    yield "two sizes", job([3, 1], (2,), (1, 1))
    yield "a short last share", job([8, 8, 8, 3], (3, 2), (2,))
    yield "one worker", job([5], (2, 2), (2,), lr=0.5)
    yield "one example each", job([1, 1, 1], (4,))
    yield "a worker without examples", job([4, 0, 2], (2, 3), (3,))
    yield "only one has examples", job([0, 0, 7], (3,))
    yield "very different shares", job([1000, 1], (2, 2), (5,), lr=0.3)
    yield "one layer, one number", job([2, 5, 1], (1,), lr=1.0)
    yield "as many layers as workers", job([1, 4, 2], (2, 2), (2, 2), (2, 2), lr=0.2)
    yield "a kernel", job([6, 5], (2, 1, 3, 3), (2,), lr=0.05)
    yield "no step", job([2, 3], (3,), lr=0.0)
    params, grads, sizes, lr = job([3, 1, 2], (4, 6), (6,))
    yield "views", ([p.T[::-1] for p in params], [[g.T[::-1] for g in own] for own in grads], sizes[::-1], lr)
    params, grads, sizes, lr = job([3, 1], (2, 3), (3,))
    single = [[g.astype(np.float32) for g in own] for own in grads]
    yield "float32", ([p.astype(np.float32) for p in params], single, sizes, lr)
    for name, shapes in (("random", [(3, 2), (2,)]), ("random layers", [(2,), (2, 3), (1, 2, 2)])):
        sizes = rng.integers(1, 9, int(rng.integers(2, 6)))
        grads = [[rng.normal(size=shape) for shape in shapes] for _ in sizes]
        yield name, ([rng.normal(size=shape) for shape in shapes], grads, sizes, float(rng.uniform(0.05, 0.5)))
