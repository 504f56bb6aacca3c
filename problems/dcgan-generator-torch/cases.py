"""Generators of every width; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=1.0):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def layers(z_dim, width, channels):
    """Return parameters for the five layers."""
    return {
        "project.weight": wave(z_dim, 2 * width, 4, 4, step=0.71),
        "norm1.weight": 1.0 + wave(2 * width, size=0.4),
        "norm1.bias": wave(2 * width, step=2.1, size=0.5),
        "up.weight": wave(2 * width, width, 4, 4, step=1.13, size=0.5),
        "norm2.weight": 0.8 + wave(width, step=0.6, size=0.4),
        "norm2.bias": wave(width, step=1.7, size=0.5),
        "out.weight": wave(width, channels, 4, 4, step=0.43, size=0.3),
        "out.bias": wave(channels, step=0.9, size=0.3),
    }


def case(n, z_dim, width, channels, z=None, scale=1.0):
    z = wave(n, z_dim, step=1.9, size=scale) if z is None else z
    init = {"z_dim": z_dim, "width": width, "channels": channels}
    return {"init": init, "parameters": layers(z_dim, width, channels), "args": (z,)}


def cases(rng):
    yield "grey images", case(2, 3, 2, 1)
    yield "colour images", case(2, 4, 2, 3)
    yield "one image", case(1, 3, 2, 2)
    yield "one of everything", case(1, 1, 1, 1)
    yield "as many numbers as images", case(4, 4, 2, 4)
    yield "the same noise twice", case(2, 3, 1, 1, np.tile(wave(1, 3), (2, 1)))
    yield "tiny noise", case(3, 2, 2, 1, scale=2e-3)
    yield "large noise", case(2, 3, 1, 2, scale=50.0)
    yield "views", case(3, 2, 1, 2, wave(4, 6, step=1.9).T[::-2, ::2])
    single = case(2, 3, 2, 2)
    single["parameters"] = {name: a.astype(np.float32) for name, a in single["parameters"].items()}
    single["args"] = (single["args"][0].astype(np.float32),)
    yield "float32", single
    for name, n, z_dim, width, channels in (("random", 2, 5, 2, 1), ("random colour", 3, 2, 1, 3)):
        drawn = case(n, z_dim, width, channels, rng.normal(size=(n, z_dim)))
        drawn["parameters"] = {k: a + rng.normal(size=a.shape) * 0.2 for k, a in drawn["parameters"].items()}
        yield name, drawn
