"""Rounds with all clients, some and one; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=1.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def clients(sizes, d):
    """Return weights and the data of clients with the given numbers of examples."""
    xs = [wave(n, d, step=1.1 + 0.37 * k) for k, n in enumerate(sizes)]
    ys = [wave(n, step=0.7 + 0.53 * k, size=2.0) + k for k, n in enumerate(sizes)]
    return wave(d, step=1.9), xs, ys


def cases(rng):
    yield "all clients", (*clients([5, 2, 3], 2), np.array([0, 1, 2]), 0.1, 3)
    yield "some clients", (*clients([4, 1, 6, 3], 2), np.array([0, 2]), 0.2, 2)
    yield "in another order", (*clients([2, 7, 3], 3), np.array([2, 0]), 0.1, 4)
    yield "one step", (*clients([3, 5], 2), np.array([0, 1]), 0.3, 1)
    yield "no step", (*clients([3, 5], 2), np.array([1, 0]), 0.3, 0)
    yield "only one takes part", (*clients([3, 4, 2], 2), np.array([1]), 0.1, 5)
    yield "one client in all", (*clients([4], 3), np.array([0]), 0.2, 2)
    yield "equal sizes", (*clients([3, 3, 3, 3], 2), np.array([3, 1, 0]), 0.1, 2)
    yield "one example each", (*clients([1, 1, 1], 4), np.array([0, 1, 2]), 0.1, 3)
    yield "one weight", (*clients([6, 1, 2], 1), np.array([2, 0]), 0.2, 2)
    yield "very different sizes", (*clients([40, 1], 2), np.array([0, 1]), 0.1, 3)
    _, xs, ys = clients([3, 4, 2], 2)
    yield "from nothing", (np.zeros(2), xs, ys, np.array([0, 2]), 0.1, 2)
    yield "as many steps as examples", (*clients([3, 6, 2], 2), np.array([0, 1, 2]), 0.05, 3)
    w, xs, ys = clients([4, 6], 6)
    yield "views", (w[::-2], [x[::-1, ::2] for x in xs], [y[::-1] for y in ys], np.array([0, 5, 1])[::-2], 0.1, 2)
    w, xs, ys = clients([3, 2, 4], 2)
    single = [x.astype(np.float32) for x in xs], [y.astype(np.float32) for y in ys]
    yield "float32", (w.astype(np.float32), *single, np.array([0, 2]), 0.1, 2)
    for name, d, many in (("random", 2, 4), ("random many", 3, 8), ("random few", 4, 3)):
        sizes = rng.integers(1, 9, many)
        chosen = rng.permutation(many)[: int(rng.integers(2, many + 1))]
        data = [rng.normal(size=(n, d)) for n in sizes], [rng.normal(size=n) for n in sizes]
        yield name, (rng.normal(size=d), *data, chosen, float(rng.uniform(0.02, 0.2)), int(rng.integers(1, 5)))
