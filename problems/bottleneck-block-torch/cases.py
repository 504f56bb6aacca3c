"""Blocks that keep and that change the shape; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.73, at=0.4):
    """Return values without a pattern along any axis, the same each time."""
    return np.sin(np.arange(float(np.prod(shape))) ** 1.1 * step + at).reshape(shape) * 1.5


def shapes(i, width, stride):
    """Return the names and shapes of the weights, and of the two parameters of each normalisation."""
    sizes = [("1", (width, i, 1, 1)), ("2", (width, width, 3, 3)), ("3", (4 * width, width, 1, 1))]
    for number, shape in sizes:
        yield f"conv{number}.weight", shape
        yield f"bn{number}.weight", shape[:1]
        yield f"bn{number}.bias", shape[:1]
    if stride > 1 or i != 4 * width:
        yield "down_conv.weight", (4 * width, i, 1, 1)
        yield "down_bn.weight", (4 * width,)
        yield "down_bn.bias", (4 * width,)


def case(x, width, stride, values=None):
    """Return a block for this image; batch normalisation gets weights around 1."""
    i, parameters = x.shape[1], {}
    for k, (name, shape) in enumerate(shapes(i, width, stride)):
        drawn = wave(*shape, step=0.61 + 0.17 * k) if values is None else values(size=shape)
        parameters[name] = drawn * 0.4 + 1.0 if "bn" in name and "weight" in name else drawn * 0.5
    init = {"in_channels": i, "width": width, "stride": stride}
    return {"init": init, "parameters": {k: v.astype(x.dtype) for k, v in parameters.items()}, "args": (x,)}


def cases(rng):
    yield "width 1", case(wave(1, 4, 3, 4), 1, 1)
    yield "width 2", case(wave(2, 8, 3, 2), 2, 1)
    yield "from one channel", case(wave(2, 1, 3, 3), 1, 1)
    yield "from three channels", case(wave(1, 3, 3, 4), 2, 1)
    yield "as wide as the input", case(wave(2, 2, 3, 3), 2, 1)
    yield "stride 2, the same channels", case(wave(2, 4, 4, 4), 1, 2)
    yield "odd sizes, stride 2", case(wave(2, 2, 5, 3), 1, 2)
    yield "stride 3", case(wave(3, 4, 4, 5), 1, 3)
    yield "one row", case(wave(2, 4, 1, 5), 1, 1)
    yield "far from zero", case(wave(2, 4, 3, 3) + 20.0, 1, 1)
    yield "views", case(wave(4, 3, 4, 2).transpose(1, 0, 2, 3)[:, ::-1, ::-2, ::-1], 1, 1)
    yield "float32", case(wave(2, 4, 4, 3).astype(np.float32), 1, 1)
    for name, i, width, stride in (
        ("random", 4, 1, 1),
        ("random wider", 2, 2, 1),
        ("random smaller", 4, 1, 2),
    ):
        yield name, case(rng.normal(size=(2, i, *rng.integers(3, 6, 2))), width, stride, rng.normal)
