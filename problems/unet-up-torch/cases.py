"""Maps that fit twofold and that lack a row or a column; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.73, at=0.4):
    """Return values without a pattern along any axis, the same each time."""
    return np.sin(np.arange(float(np.prod(shape))) ** 1.1 * step + at).reshape(shape) * 1.5


def case(x, skip, o, values=None):
    """Return a step for these maps."""
    i, s, parameters = x.shape[1], skip.shape[1], {}
    shapes = {
        "up.weight": (i, o, 2, 2),
        "up.bias": (o,),
        "conv.weight": (o, s + o, 3, 3),
        "conv.bias": (o,),
    }
    for k, (name, shape) in enumerate(shapes.items()):
        drawn = wave(*shape, step=0.61 + 0.17 * k) if values is None else values(size=shape)
        parameters[name] = (drawn * 0.6).astype(x.dtype)
    init = {"in_channels": i, "skip_channels": s, "out_channels": o}
    return {"init": init, "parameters": parameters, "args": (x, skip)}


def maps(n, i, s, h, w, down=0, right=0):
    """Return a coarse map and a fine one."""
    return wave(n, i, h, w), wave(n, s, 2 * h + down, 2 * w + right, step=0.89)


def cases(rng):
    yield "one channel", case(*maps(1, 1, 1, 2, 3), 1)
    yield "one pixel", case(*maps(1, 1, 1, 1, 1), 1)
    yield "more channels below", case(*maps(2, 4, 1, 2, 2), 2)
    yield "more channels in the skip", case(*maps(1, 2, 3, 2, 2), 1)
    yield "a row is missing", case(*maps(1, 2, 2, 2, 2, down=1), 2)
    yield "a column is missing", case(*maps(1, 2, 2, 2, 2, right=1), 2)
    yield "both are missing", case(*maps(2, 2, 1, 2, 3, down=1, right=1), 2)
    yield "one high pixel", case(*maps(2, 3, 1, 1, 1, down=1), 1)
    yield "three output channels", case(*maps(1, 2, 1, 3, 2, right=1), 3)
    x, skip = maps(2, 3, 2, 3, 2, down=1)
    yield "views", case(x[:, :, ::-1].swapaxes(2, 3), skip[::-1].swapaxes(2, 3)[:, :, :, ::-1], 2)
    yield "float32", case(*(a.astype(np.float32) for a in maps(2, 2, 2, 2, 2, right=1)), 2)
    for name, down, right in (("random", 0, 0), ("random odd", 1, 1), ("random high", 1, 0)):
        n, i, s, o, h, w = (int(k) for k in rng.integers(1, 4, 6))
        x, skip = rng.normal(size=(n, i, h, w)), rng.normal(size=(n, s, 2 * h + down, 2 * w + right))
        yield name, case(x, skip, o, rng.normal)
