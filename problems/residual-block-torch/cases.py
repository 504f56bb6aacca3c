"""Blocks that keep and that change the shape; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.73, at=0.4):
    """Return values without a pattern along any axis, the same each time."""
    return np.sin(np.arange(float(np.prod(shape))) ** 1.1 * step + at).reshape(shape) * 1.5


def shapes(i, o, stride):
    """Return the names and shapes of the parameters."""
    yield "conv1.weight", (o, i, 3, 3)
    yield "bn1.weight", (o,)
    yield "bn1.bias", (o,)
    yield "conv2.weight", (o, o, 3, 3)
    yield "bn2.weight", (o,)
    yield "bn2.bias", (o,)
    if stride > 1 or i != o:
        yield "down_conv.weight", (o, i, 1, 1)
        yield "down_bn.weight", (o,)
        yield "down_bn.bias", (o,)


def case(x, o, stride, values=None):
    """Return a block for this image; batch normalisation gets weights around 1."""
    i, parameters = x.shape[1], {}
    for k, (name, shape) in enumerate(shapes(i, o, stride)):
        drawn = wave(*shape, step=0.61 + 0.17 * k) if values is None else values(size=shape)
        parameters[name] = drawn * 0.4 + 1.0 if "bn" in name and "weight" in name else drawn * 0.5
    init = {"in_channels": i, "out_channels": o, "stride": stride}
    return {"init": init, "parameters": {k: v.astype(x.dtype) for k, v in parameters.items()}, "args": (x,)}


def cases(rng):
    yield "one channel", case(wave(1, 1, 3, 4), 1, 1)
    yield "two channels", case(wave(2, 2, 3, 3), 2, 1)
    yield "more channels", case(wave(1, 2, 3, 4), 3, 1)
    yield "fewer channels", case(wave(2, 3, 3, 2), 2, 1)
    yield "stride 2, the same channels", case(wave(2, 2, 4, 4), 2, 2)
    yield "stride 2, more channels", case(wave(2, 1, 4, 6), 2, 2)
    yield "odd sizes, stride 2", case(wave(1, 2, 5, 3), 3, 2)
    yield "stride 3", case(wave(3, 2, 4, 5), 2, 3)
    yield "one row", case(wave(2, 2, 1, 5), 2, 1)
    yield "far from zero", case(wave(2, 2, 3, 3) + 20.0, 2, 1)
    yield "views", case(wave(3, 3, 4, 2).transpose(0, 2, 1, 3)[:, ::-2, ::-1], 2, 1)
    yield "float32", case(wave(2, 2, 4, 3).astype(np.float32), 2, 1)
    yield "float32, stride 2", case(wave(2, 2, 4, 3).astype(np.float32), 3, 2)
    for name, i, o, stride in (("random", 2, 2, 1), ("random wider", 1, 2, 1), ("random smaller", 2, 3, 2)):
        yield name, case(rng.normal(size=(2, i, *rng.integers(3, 6, 2))), o, stride, rng.normal)
