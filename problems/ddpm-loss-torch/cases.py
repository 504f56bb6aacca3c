"""Batches at early and late steps; the last few are drawn afresh."""

import numpy as np

SCHEDULE = [0.1, 0.3, 0.2, 0.5]


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def case(d, t, betas=SCHEDULE):
    n = len(t)
    network = wave(d, d, step=0.7, size=0.8), wave(len(betas), d, step=2.3, size=0.5)
    return wave(n, d), np.array(t, dtype=np.int64), wave(n, d, step=1.9), betas, *network


def cases(rng):
    yield "one number", case(1, [2])
    yield "the first step", case(3, [1])
    yield "the last step", case(3, [4])
    yield "other steps for other examples", case(3, [3, 1])
    yield "as many components as examples", case(4, [2, 4, 3, 1])
    yield "a step twice", case(2, [3, 1, 3])
    yield "one component", case(1, [1, 4, 2])
    yield "one step in all", case(2, [1, 1], [0.36])
    x0, t, noise, betas, weight, embedding = case(3, [2, 4])
    yield "a network that says nothing", (x0, t, noise, betas, weight * 0, embedding * 0)
    yield "data of zeros", (x0 * 0, t, noise, betas, weight, embedding)
    yield "a long schedule", case(2, [1, 90, 200], np.linspace(1e-4, 0.02, 200).tolist())
    yield "views", (wave(3, 2).T, t[::-1], wave(2, 6)[:, ::-2], betas, weight.T, embedding[::-1])
    yield "float32", tuple(a.astype(np.float32) if getattr(a, "dtype", "") == float else a for a in case(4, [3, 1, 4]))
    for name, n, d in (("random", 4, 3), ("random square", 3, 3), ("random wide", 2, 6)):
        last = int(rng.integers(3, 9))
        betas, t = rng.uniform(0.02, 0.6, last).tolist(), rng.integers(1, last + 1, n)
        network = rng.normal(size=(d, d)) / 2, rng.normal(size=(last, d))
        yield name, (rng.normal(size=(n, d)), t, rng.normal(size=(n, d)), betas, *network)
