"""Queries, keys, values and masks of every shape, causal or not; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(float(np.prod(shape))).reshape(shape) * step % size - 1.0


def qkv(*lead, n, m, d, e):
    """Return queries, keys and values for leading axes `lead`."""
    return wave(*lead, n, d), wave(*lead, m, d, step=1.1), wave(*lead, m, e, step=1.7)


def cases(rng):
    zeros = np.zeros((3, 2))
    query = np.hstack([[[1.0, 0.0], [2.0, 0.0], [0.0, 4.0]], zeros])
    key = np.hstack([[[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], zeros])
    value = np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 3.0]])
    seen = np.array([[False, True, True], [True, True, True], [True, False, True]])
    yield "plain", (*qkv(n=2, m=3, d=4, e=2), None, False)
    hidden = np.array([[True, True, False], [False, True, True]])
    yield "mask", (*qkv(n=2, m=3, d=4, e=2), hidden, False)
    yield "causal square", (*qkv(n=4, m=4, d=3, e=2), None, True)
    yield "causal, more keys than queries", (*qkv(n=2, m=5, d=3, e=2), None, True)
    yield "causal, fewer keys than queries", (*qkv(2, n=5, m=2, d=3, e=4), None, True)
    both = np.array([[True, True, True], [True, False, True], [False, True, True]])
    yield "causal and mask", (*qkv(n=3, m=3, d=2, e=3), both, True)
    yield "one of everything", (*qkv(n=1, m=1, d=1, e=1), None, True)
    q, k, v = qkv(n=3, m=4, d=2, e=3)
    blind = np.array([[True, False, True, True], [False] * 4, [False, False, False, True]])
    yield "a query that sees nothing", (q, k, v, blind, False)
    yield "the example", (query, key, value, seen, True)
    yield "blind by both", (q, k, v, np.arange(4) > np.array([[0], [0], [1]]), True)
    yield "nothing seen at all", (*qkv(n=2, m=3, d=5, e=1), np.zeros((2, 3), dtype=bool), False)
    large = np.array([[2000.0, 0.0], [-2000.0, 900.0], [0.0, 1.0]])
    yield "large scores", (large, np.array([[1.0, -1.0], [1.0, 0.999], [-1.0, 0.5]]), wave(3, 4), None, False)
    yield "a large hidden score", (large, np.eye(2)[[0, 1, 0]], wave(3, 2), ~np.eye(3, dtype=bool), False)
    padding = np.array([[True] * 5, [True] * 2 + [False] * 3])[:, None, None, :]
    yield "batch, heads and padding", (*qkv(2, 3, n=4, m=5, d=3, e=2), padding, True)
    q, k, v = qkv(n=3, m=7, d=5, e=2)
    yield "views", (q[::-1], np.asfortranarray(k), v[::-1], (wave(7, 3, step=0.9) > -0.3).T, False)
    single = (a.astype(np.float32) for a in qkv(2, n=3, m=4, d=6, e=3))
    yield "float32", (*single, np.array([[True] * 4, [False] * 4, [False, True, True, False]]), False)
    n, m, d = (int(rng.integers(2, 7)) for _ in range(3))
    q, k, v = rng.normal(size=(2, n, d)), rng.normal(size=(2, m, d)), rng.normal(size=(2, m, 3))
    yield "random", (q, k, v, None, False)
    yield "random causal", (k, q, v[:, :1].repeat(n, 1) + rng.normal(size=(2, n, 3)), None, True)
    yield "random mask", (q, k, v, rng.random((2, n, m)) < 0.6, False)
    yield "random causal mask", (q, k, v, rng.random((n, m)) < 0.6, True)


def large(rng):
    q, k, v = (rng.normal(size=(8, 4, 256, 64)) for _ in range(3))
    return q, k, v, None, True
