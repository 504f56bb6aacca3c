"""Blocks of every width and number of heads; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values between -1 and 1 without a pattern along any axis, the same each time."""
    return np.sin(step * np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape)


def layers(d, d_ff, scale=0.7):
    """Return parameters for all layers."""
    linear = {f"{kind}_{part}": (d, d) for kind in ("self", "cross") for part in ("q", "k", "v", "out")}
    parameters = {}
    for number, (name, shape) in enumerate((linear | {"ff1": (d_ff, d), "ff2": (d, d_ff)}).items()):
        parameters[f"{name}.weight"] = wave(*shape, step=0.31 + 0.17 * number) * scale
        parameters[f"{name}.bias"] = wave(shape[0], step=0.43 + 0.13 * number) * 0.5
    for number, name in enumerate(("norm1", "norm2", "norm3")):
        parameters[f"{name}.weight"] = 1 + wave(d, step=0.59 + 0.3 * number) * 0.5
        parameters[f"{name}.bias"] = wave(d, step=0.97 + 0.3 * number) * 0.4
    return parameters


def case(heads, x, memory, d_ff, real=None, parameters=None):
    d = x.shape[-1]
    init = {"d_model": d, "heads": heads, "d_ff": d_ff}
    return {"init": init, "parameters": parameters or layers(d, d_ff), "args": (x, memory, real)}


def both(b, n, m, d, step=0.7):
    """Return the decoder's input and the encoder's output."""
    return wave(b, n, d, step=step), wave(b, m, d, step=step + 0.44)


def cases(rng):
    plain = {name: np.eye(3) if a.ndim == 2 else a * 0 for name, a in layers(3, 3).items()}
    plain |= {f"norm{number}.weight": np.ones(3) for number in (1, 2, 3)}
    yield "the example", case(1, np.array([[[1.0, 2.0, 6.0]]]), np.array([[[3.0, 0.0, 0.0]]]), 3, None, plain)
    yield "two heads", case(2, *both(1, 3, 2, 4), 5)
    yield "one head", case(1, *both(2, 2, 4, 3), 4)
    yield "heads of width 1", case(3, *both(1, 3, 3, 3), 2)
    yield "one place", case(2, *both(2, 1, 3, 4), 3)
    yield "one place of memory", case(2, *both(1, 4, 1, 4), 1)
    real = np.array([[True, True, False, False], [True, True, True, False]])
    yield "padded memory", case(2, *both(2, 3, 4, 4), 3, real)
    yield "padding on the left", case(2, *both(2, 2, 4, 4, step=1.1), 3, real[:, ::-1])
    mixed = np.array([[True, False, True], [False, True, False], [True, True, False]])
    yield "as many of everything", case(3, *both(3, 3, 3, 3), 3, mixed)
    x, memory = both(2, 3, 4, 4, step=0.83)
    steep = {"self_q.weight": wave(4, 4, step=0.37) * 900, "cross_q.weight": wave(4, 4, step=0.49) * 900}
    yield "large scores", case(2, x, memory, 3, real, layers(4, 3) | steep)
    yield "rows of mixed scale", case(2, x * np.array([[1e-2], [1e2], [1.0]]), memory * 10, 3)
    yield "views", case(2, x[::-1, ::-1], wave(4, 4, 3).transpose(0, 2, 1)[::-2], 3, mixed[:2, ::-1])
    single = {name: a.astype(np.float32) for name, a in layers(4, 5).items()}
    yield "float32", case(2, x.astype(np.float32), memory.astype(np.float32), 5, real, single)
    for name, masked in (("random", False), ("random padding", True)):
        heads, b, n, m, d_ff = (int(k) for k in rng.integers(1, 4, 5) + [1, 0, 1, 0, 1])
        d = heads * 2
        arrays = rng.normal(size=(b, n, d)), rng.normal(size=(b, m, d))
        real = (rng.random((b, m)) < 0.6) | (np.arange(m) == 0) if masked else None
        drawn = {name: rng.normal(size=a.shape) * 0.6 for name, a in layers(d, d_ff).items()}
        yield name, case(heads, *arrays, d_ff, real, drawn)


def large(rng):
    return case(8, rng.normal(size=(8, 192, 256)), rng.normal(size=(8, 256, 256)), 1024)
