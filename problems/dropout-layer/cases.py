"""Both modes, every rate, numbers that equal the rate; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return 2.0 * np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) + 0.3


def draws(*shape, step=0.618):
    """Return numbers spread over 0 to 1, the same each time."""
    return (np.arange(1.0, np.prod(shape) + 1) * step % 1.0).reshape(shape)


def layer(*shape):
    return wave(*shape), draws(*shape), wave(*shape, step=1.3)


def cases(rng):
    yield "a vector", (*layer(6), 0.4, True)
    yield "inference", (*layer(6), 0.4, False)
    ties = np.array([0.25, 0.0, 0.75, 0.25, 0.5])
    yield "draws that equal the rate", (wave(5), ties, wave(5, step=1.9), 0.25, True)
    yield "nothing is dropped", (wave(4), np.array([0.0, 0.5, 0.0, 0.9]), wave(4, step=0.4), 0.0, True)
    yield "everything is dropped", (wave(3), np.array([0.1, 0.0, 0.3]), wave(3, step=0.4), 0.9, True)
    yield "one element", (np.array([3.0]), np.array([0.8]), np.array([-2.0]), 0.75, True)
    yield "a batch", (*layer(3, 5), 0.5, True)
    yield "a batch at inference", (*layer(5, 3), 0.5, False)
    yield "a high rate", (*layer(2, 7), 0.8, True)
    yield "square", (*layer(4, 4), 0.3, True)
    yield "feature maps", (*layer(2, 3, 2, 3), 0.35, True)
    x = np.array([0.0, 1e3, -1e3, 0.0, 1e-3])
    yield "zeros and mixed scale", (x, np.array([0.9, 0.1, 0.6, 0.2, 0.7]), wave(5), 0.5, True)
    single = [a.astype(np.float32) for a in layer(3, 4)]
    yield "float32", (*single, 0.3, True)
    yield "float32 at inference", (*single, 0.3, False)
    x, u, dout = layer(5, 4)
    yield "views", (x.T[::-1], u.T[:, ::-1], dout.T, 0.45, True)
    for name, shape, train in (
        ("random vector", (13,), True), ("random matrix", (4, 5), True), ("random inference", (3, 4), False),
    ):  # fmt: skip
        x, dout = rng.normal(size=(2, *shape))
        yield name, (x, rng.random(shape), dout, float(rng.uniform(0.1, 0.8)), train)
