"""Blocks of one layer and of several; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.73, at=0.4):
    """Return values without a pattern along any axis, the same each time."""
    return np.sin(np.arange(float(np.prod(shape))) ** 1.1 * step + at).reshape(shape) * 1.5


def case(x, growth, layers, values=None):
    """Return a block for this image; batch normalisation gets weights around 1."""
    old, parameters, draw = x.shape[1], {}, values or wave
    for i in range(layers):
        size, step = old + i * growth, {} if values else {"step": 0.61 + 0.23 * i}
        parameters[f"norms.{i}.weight"] = np.reshape(draw(*(size,), **step), size) * 0.4 + 1.0
        parameters[f"norms.{i}.bias"] = np.reshape(draw(*(size,), **step), size)[::-1] * 0.5
        parameters[f"convs.{i}.weight"] = draw(growth, size, 3, 3, **step) * 0.4
    init = {"in_channels": old, "growth": growth, "layers": layers}
    parameters = {k: np.ascontiguousarray(v, dtype=x.dtype) for k, v in parameters.items()}
    return {"init": init, "parameters": parameters, "args": (x,)}


def cases(rng):
    yield "one layer", case(wave(1, 1, 3, 4), 1, 1)
    yield "one layer, two channels", case(wave(2, 2, 3, 3), 3, 1)
    yield "two layers", case(wave(1, 2, 3, 3), 2, 2)
    yield "three layers", case(wave(2, 1, 2, 4), 1, 3)
    yield "more growth than input", case(wave(2, 1, 3, 3), 4, 2)
    yield "less growth than input", case(wave(1, 4, 3, 2), 1, 2)
    yield "one row", case(wave(2, 2, 1, 5), 1, 2)
    yield "negative values", case(wave(2, 2, 3, 3) - 5.0, 2, 2)
    yield "far from zero", case(wave(2, 3, 3, 2) + 30.0, 1, 2)
    yield "views", case(wave(3, 2, 4, 3).transpose(1, 3, 2, 0)[:, ::-1, ::-2], 2, 2)
    yield "float32", case(wave(2, 2, 3, 4).astype(np.float32), 2, 2)

    def normal(*shape, **_):
        return rng.normal(size=shape)

    for name, old, growth, layers in (
        ("random", 2, 2, 2),
        ("random deep", 1, 1, 4),
        ("random wide", 3, 3, 1),
    ):
        yield name, case(rng.normal(size=(2, old, *rng.integers(2, 5, 2))), growth, layers, normal)
