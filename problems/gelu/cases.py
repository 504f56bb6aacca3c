"""Values near zero, where it bends, and far away; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.37, scale=2.5):
    """Return values on both sides of 0, without a pattern along any axis, the same each time."""
    k = np.arange(1.0, np.prod(shape) + 1)
    return scale * np.sin(step * k * k + k).reshape(shape)


def cases(rng):
    yield "a few values", (np.array([1.0, -1.0, 0.0, 3.0]),)
    yield "the bend", (np.array([-2.0, -1.5, -0.75, -0.5, -0.25, 0.25]),)
    yield "one element", (np.array([0.7]),)
    yield "near zero", (np.array([1e-3, -1e-3, 1e-4]),)
    yield "negative values", (np.array([-3.0, -4.0, -2.5]),)
    yield "far from zero", (np.array([1000.0, -1000.0, 40.0, -40.0]),)
    yield "a matrix", (wave(3, 4),)
    yield "a column", (wave(5, 1, step=0.7),)
    yield "three dimensions", (wave(2, 3, 2, step=0.9),)
    yield "a transposed view", (wave(4, 3, step=1.1).T,)
    yield "reversed views", (wave(3, 10, step=0.5)[::-1, ::-2],)
    yield "float32", (wave(2, 5, step=0.3).astype(np.float32),)
    yield "float32 far from zero", (np.array([300.0, -0.5, -300.0], dtype=np.float32),)
    for name, shape, scale in (
        ("random", (7,), 1.0),
        ("random wide", (3, 4), 3.0),
        ("random three dimensions", (2, 2, 3), 1.5),
    ):
        yield name, (rng.normal(0.0, scale, shape),)


def large(rng):
    return (rng.normal(size=(4096, 1024)),)
