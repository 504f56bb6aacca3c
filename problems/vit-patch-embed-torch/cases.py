"""Images of one patch and of many; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.73, at=0.4):
    """Return values without a pattern along any axis, the same each time."""
    return np.sin(np.arange(float(np.prod(shape))) ** 1.1 * step + at).reshape(shape) * 1.5


def case(x, patch, dim, values=None):
    """Return an embedding for these images."""
    (channels, height, width), parameters = x.shape[1:], {}
    shapes = {
        "cls_token": (1, 1, dim),
        "pos_embed": (1, 1 + height * width // patch**2, dim),
        "proj.weight": (dim, channels * patch * patch),
        "proj.bias": (dim,),
    }
    for k, (name, shape) in enumerate(shapes.items()):
        drawn = wave(*shape, step=0.61 + 0.17 * k) if values is None else values(size=shape)
        parameters[name] = drawn.astype(x.dtype)
    init = {"height": height, "width": width, "patch": patch, "channels": channels, "dim": dim}
    return {"init": init, "parameters": parameters, "args": (x,)}


def cases(rng):
    yield "one patch", case(wave(1, 1, 2, 2), 2, 3)
    yield "two patches side by side", case(wave(1, 1, 2, 4), 2, 2)
    yield "two patches in a column", case(wave(1, 1, 4, 2), 2, 2)
    yield "four patches", case(wave(1, 1, 4, 4), 2, 2)
    yield "three channels", case(wave(1, 3, 2, 2), 2, 4)
    yield "two images", case(wave(2, 1, 4, 2), 2, 1)
    yield "patches of one pixel", case(wave(2, 2, 3, 2), 1, 3)
    yield "six patches, two channels", case(wave(2, 2, 4, 6), 2, 5)
    yield "patches of side 3", case(wave(1, 2, 6, 3), 3, 2)
    yield "as many channels as patches", case(wave(3, 4, 4, 4), 2, 4)
    yield "views", case(wave(3, 4, 6, 2).transpose(0, 3, 1, 2)[:, ::-1, ::-1], 2, 3)
    yield "float32", case(wave(2, 3, 4, 2).astype(np.float32), 2, 3)
    for name, patch in (("random", 2), ("random small patches", 1), ("random large patches", 3)):
        n, channels, down, right, dim = (int(k) for k in rng.integers(1, 4, 5))
        x = rng.normal(size=(n, channels, down * patch, right * patch))
        yield name, case(x, patch, dim, rng.normal)
