"""Dense layers and kernels of every shape; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return 1.5 * np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) + 0.2


def cases(rng):
    yield "a dense layer", (wave(2, 5), 0.0, "fan_in")
    yield "a dense layer, fan-out", (wave(2, 5), 0.0, "fan_out")
    yield "leaky", (wave(4, 3), 0.5, "fan_in")
    yield "leaky, fan-out", (wave(4, 3), 0.25, "fan_out")
    yield "square", (wave(3, 3), 0.0, "fan_in")
    yield "one input", (wave(5, 1), 0.0, "fan_in")
    yield "one output", (wave(1, 6), 0.1, "fan_out")
    yield "one output, fan-in", (wave(1, 4), 0.0, "fan_in")
    yield "a kernel", (wave(2, 3, 3, 3), 0.0, "fan_in")
    yield "a kernel, fan-out", (wave(2, 3, 3, 3), 0.2, "fan_out")
    yield "an oblong kernel", (wave(3, 2, 1, 5), 0.0, "fan_in")
    yield "one axis", (wave(2, 5, 3), 0.01, "fan_in")
    yield "three axes, fan-out", (wave(3, 2, 2, 1, 3), 0.0, "fan_out")
    yield "steep", (wave(2, 4), 1.0, "fan_in")
    yield "float32", (wave(3, 4, 2, 2).astype(np.float32), 0.2, "fan_in")
    yield "views", (wave(6, 2, 4).transpose(2, 0, 1)[::-1], 0.3, "fan_in")
    for name, axes, mode in (
        ("random layer", 0, "fan_in"),
        ("random kernel", 2, "fan_in"),
        ("random fan-out", 1, "fan_out"),
    ):
        shape = tuple(int(n) for n in rng.integers(2, 6, 2 + axes))
        yield name, (rng.normal(size=shape), float(rng.uniform(0.0, 0.6)), mode)
