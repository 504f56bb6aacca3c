"""Modules of every width and number of heads; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values without a pattern along any axis, the same each time."""
    return np.arange(float(np.prod(shape))).reshape(shape) * step % size - 1.0


def layers(d, scale=0.6):
    """Return parameters for the four layers."""
    steps = {"q_proj": 0.71, "k_proj": 1.13, "v_proj": 1.57, "out_proj": 0.43}
    parameters = {}
    for name, step in steps.items():
        parameters[f"{name}.weight"] = wave(d, d, step=step) * scale
        parameters[f"{name}.bias"] = wave(d, step=step + 0.3) * 0.5
    return parameters


def qkv(b, n, m, d):
    """Return a query, keys and values."""
    return wave(b, n, d), wave(b, m, d, step=1.1), wave(b, m, d, step=1.7)


def case(heads, query, key, value, mask=None, parameters=None):
    d = query.shape[-1]
    init = {"d_model": d, "heads": heads}
    return {"init": init, "parameters": parameters or layers(d), "args": (query, key, value, mask)}


def cases(rng):
    identity = {name: np.eye(2) if value.ndim == 2 else np.zeros(2) for name, value in layers(2).items()}
    example = (
        np.array([[[2.0, 0.0]]]),
        np.array([[[1.0, 5.0], [0.0, 7.0]]]),
        np.array([[[10.0, 1.0], [20.0, 3.0]]]),
    )
    yield "the example", case(2, *example, None, identity)
    yield "two heads", case(2, *qkv(1, 3, 4, 4))
    yield "one head", case(1, *qkv(2, 3, 2, 3))
    yield "heads of width 1", case(3, *qkv(2, 2, 5, 3))
    yield "one of everything", case(1, *qkv(1, 1, 1, 1))
    x = wave(2, 4, 6)
    yield "causal self-attention", case(3, x, x.copy(), x.copy(), np.tile(np.tri(4, dtype=bool), (2, 1, 1)))
    padding = np.repeat(np.array([[True] * 5, [True] * 2 + [False] * 3])[:, None], 3, axis=1)
    yield "a padding mask", case(2, *qkv(2, 3, 5, 6), padding)
    seen = wave(3, 4, 2, step=1.3) > -0.2
    yield "as many examples as heads", case(3, *qkv(3, 4, 2, 6), seen | (np.arange(2) == 1))
    yield "one query", case(2, *qkv(3, 1, 7, 4))
    yield "one key", case(2, *qkv(2, 5, 1, 4), np.ones((2, 5, 1), dtype=bool))
    yield "odd sizes", case(5, *qkv(1, 7, 3, 15))
    q, k, v = qkv(2, 3, 3, 4)
    yield "large scores", case(2, q * 60, k * 60, v, None, layers(4, 0.5))
    hidden = np.array([[[True, False, True], [False, True, True], [True, True, False]]])
    yield "large hidden scores", case(2, q * 60, k[::-1] * 60, v, np.repeat(hidden, 2, axis=0))
    q, k, v = qkv(4, 2, 3, 6)
    yield "views", case(2, q[::2, ::-1], np.asfortranarray(k[1::2]), v[::-2, :, ::-1])
    single = [a.astype(np.float32) for a in qkv(2, 3, 5, 6)]
    yield "float32", case(3, *single, padding, {k: a.astype(np.float32) for k, a in layers(6).items()})
    for name, masked in (("random", False), ("random mask", True), ("random self-attention", True)):
        heads, width = int(rng.integers(2, 4)), int(rng.integers(1, 4))
        b, n, d = int(rng.integers(1, 4)), int(rng.integers(2, 6)), heads * width
        m = n if "self" in name else int(rng.integers(2, 6))
        query = rng.normal(size=(b, n, d))
        key, value = (query.copy(), query.copy()) if "self" in name else rng.normal(size=(2, b, m, d))
        mask = (rng.random((b, n, m)) < 0.6) | (np.arange(m) == 0) if masked else None
        drawn = {k: rng.normal(size=a.shape) * 0.6 for k, a in layers(d).items()}
        yield name, case(heads, query, key, value, mask, drawn)


def large(rng):
    return case(8, *(rng.normal(size=(8, 256, 256)) for _ in range(3)))
