"""Queries, keys, values and masks of every shape; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(float(np.prod(shape))).reshape(shape) * step % size - 1.0


def qkv(*lead, n, m, d, e):
    """Return queries, keys and values for leading axes `lead`."""
    return wave(*lead, n, d), wave(*lead, m, d, step=1.1), wave(*lead, m, e, step=1.7)


def cases(rng):
    yield "no mask", (*qkv(n=2, m=3, d=4, e=2), None)
    hidden = np.array([[True, True, False], [False, True, True]])
    yield "mask", (*qkv(n=2, m=3, d=4, e=2), hidden)
    yield "causal square", (*qkv(n=4, m=4, d=4, e=4), np.tri(4, dtype=bool))
    yield "one of everything", (*qkv(n=1, m=1, d=1, e=1), None)
    yield "one query", (*qkv(n=1, m=5, d=3, e=2), np.array([[True, False, True, True, False]]))
    q, k, v = qkv(n=3, m=4, d=2, e=3)
    blind = np.array([[True, False, True, True], [False] * 4, [False, False, False, True]])
    yield "a query that sees nothing", (q, k, v, blind)
    yield "equal keys", (wave(2, 3), np.full((4, 3), 0.3), wave(4, 2), np.tri(2, 4, 1, dtype=bool))
    large = np.array([[1000.0, 0.0], [-1000.0, 500.0], [0.0, 1.0]])
    yield "large scores", (large, np.array([[1.0, -1.0], [1.0, 0.999], [-1.0, 0.5]]), wave(3, 4), None)
    yield "a large hidden score", (large, np.eye(2)[[0, 1, 0]], wave(3, 2), ~np.eye(3, dtype=bool))
    yield "batch and heads", (*qkv(2, 3, n=4, m=5, d=3, e=2), None)
    padding = np.array([[True] * 5, [True] * 2 + [False] * 3])[:, None, None, :]
    yield "a padding mask", (*qkv(2, 3, n=4, m=5, d=3, e=2), padding)
    yield "a mask for each batch", (*qkv(3, n=2, m=2, d=3, e=5), wave(3, 2, 2, step=1.3) > -0.4)
    q, k, v = qkv(n=3, m=7, d=5, e=2)
    yield "views", (q[::-1], np.asfortranarray(k), v[::-1], (wave(7, 3, step=0.9) > -0.3).T)
    yield (
        "float32",
        (*(a.astype(np.float32) for a in qkv(2, n=3, m=4, d=6, e=3)), np.tri(3, 4, 1, dtype=bool)),
    )
    n, m, d = (int(rng.integers(2, 7)) for _ in range(3))
    yield "random", (rng.normal(size=(n, d)), rng.normal(size=(m, d)), rng.normal(size=(m, 3)), None)
    q, k, v = rng.normal(size=(2, n, d)), rng.normal(size=(2, m, d)), rng.normal(size=(2, m, 2))
    yield "random mask", (q, k, v, rng.random((2, n, m)) < 0.6)
    yield "random shared mask", (q, k, v, rng.random((n, m)) < 0.4)
    yield "random large", (q * 40, k * 40, v, rng.random((2, 1, m)) < 0.7)
