"""Blocks of every width and number of heads; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values between -1 and 1 without a pattern along any axis, the same each time."""
    return np.sin(step * np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape)


def layers(d, d_ff, scale=0.7):
    """Return parameters for all layers."""
    linear = {"q_proj": (d, d), "k_proj": (d, d), "v_proj": (d, d), "out_proj": (d, d)}
    parameters = {}
    for number, (name, shape) in enumerate((linear | {"ff1": (d_ff, d), "ff2": (d, d_ff)}).items()):
        parameters[f"{name}.weight"] = wave(*shape, step=0.31 + 0.17 * number) * scale
        parameters[f"{name}.bias"] = wave(shape[0], step=0.43 + 0.13 * number) * 0.5
    for number, name in enumerate(("norm1", "norm2")):
        parameters[f"{name}.weight"] = 1 + wave(d, step=0.59 + 0.3 * number) * 0.5
        parameters[f"{name}.bias"] = wave(d, step=0.97 + 0.3 * number) * 0.4
    return parameters


def case(heads, x, d_ff, real=None, parameters=None):
    d = x.shape[-1]
    init = {"d_model": d, "heads": heads, "d_ff": d_ff}
    return {"init": init, "parameters": parameters or layers(d, d_ff), "args": (x, real)}


def cases(rng):
    plain = {name: np.eye(3) if a.ndim == 2 else a * 0 for name, a in layers(3, 3).items()}
    plain |= {"norm1.weight": np.ones(3), "norm2.weight": np.ones(3)}
    yield "the example", case(1, np.array([[[1.0, 2.0, 6.0]]]), 3, None, plain)
    yield "two heads", case(2, wave(1, 3, 4), 5)
    yield "one head", case(1, wave(2, 3, 3), 4)
    yield "heads of width 1", case(3, wave(2, 2, 3), 2)
    yield "one place", case(2, wave(2, 1, 4), 3)
    yield "one inner unit", case(2, wave(1, 4, 4), 1)
    real = np.array([[True, True, True, True], [True, True, False, False]])
    yield "padding on the right", case(2, wave(2, 4, 4, step=1.1), 5, real)
    yield "padding on the left", case(2, wave(2, 4, 4, step=1.3), 3, real[:, ::-1])
    mixed = np.array([[True, False, True], [False, True, False], [True, True, False]])
    yield "as many of everything", case(3, wave(3, 3, 3), 3, mixed)
    yield "square", case(2, wave(4, 4, 4, step=0.41), 4, np.tri(4, dtype=bool))
    x = wave(2, 4, 4, step=0.83)
    yield "large scores", case(2, x, 3, real, layers(4, 3) | {"q_proj.weight": wave(4, 4, step=0.37) * 900})
    yield "rows of mixed scale", case(2, x * np.array([1e-2, 1.0, 1e2, 10.0])[:, None], 3, None)
    yield "views", case(2, wave(4, 4, 3).transpose(0, 2, 1)[::-2, ::-1], 5, mixed[:2, ::-1])
    single = {name: a.astype(np.float32) for name, a in layers(4, 5).items()}
    yield "float32", case(2, x.astype(np.float32), 5, real, single)
    for name, masked in (("random", False), ("random padding", True)):
        heads, width, b, t, d_ff = (int(k) for k in rng.integers(1, 4, 5) + [1, 0, 0, 1, 1])
        x = rng.normal(size=(b, t, heads * width + heads))
        real = (rng.random((b, t)) < 0.6) | (np.arange(t) == 0) if masked else None
        scale = {name: rng.normal(size=a.shape) * 0.6 for name, a in layers(x.shape[-1], d_ff).items()}
        yield name, case(heads, x, d_ff, real, scale)


def large(rng):
    return case(8, rng.normal(size=(8, 256, 256)), 1024)
