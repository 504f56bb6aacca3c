"""Words that occur once, often and never; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values between -1 and 1 without a pattern along any axis, the same each time."""
    return np.sin(step * np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape)


def layer(v, d, ids, padding=None):
    ids = np.array(ids)
    return wave(v, d), ids, wave(*ids.shape, d, step=1.1), padding


def cases(rng):
    yield "each once", layer(4, 3, [2, 0, 3, 1])
    yield "one word twice", layer(3, 2, [2, 0, 2])
    yield "always the same", layer(3, 4, [1, 1, 1, 1, 1])
    yield "some never", layer(6, 2, [4, 1, 4])
    yield "one word", layer(1, 1, [0])
    yield "two sentences", layer(5, 3, [[0, 3, 3, 1], [4, 3, 0, 0]])
    yield "three dimensions", layer(4, 2, [[[1, 0], [2, 2]], [[3, 1], [1, 1]], [[0, 0], [3, 2]]])
    yield "padding", layer(5, 3, [[2, 4, 0, 0], [1, 1, 2, 0]], 0)
    yield "another padding", layer(5, 3, [[2, 4, 3, 3], [1, 0, 0, 3]], 3)
    yield "padding that does not occur", layer(4, 2, [3, 1, 1], 2)
    yield "nothing but padding", layer(3, 2, [[2, 2, 2]], 2)
    yield "as many of everything", layer(3, 3, [[0, 2, 2], [1, 2, 0], [1, 1, 2]])
    yield "no words", (wave(3, 2), np.zeros((2, 0), dtype=np.int64), np.zeros((2, 0, 2)), 0)
    weight, ids, d_out, _ = layer(5, 4, [[0, 3, 3, 1], [4, 3, 0, 0]])
    yield "views", (weight[::-1, ::2], ids[:, ::-1], d_out[::-1, :, 1::2], None)
    yield "float32", (weight.astype(np.float32), ids, d_out.astype(np.float32), 3)
    for name, padding in (("random", None), ("random padding", 1)):
        v, d, t = (int(n) for n in rng.integers(2, 7, 3))
        yield name, (rng.normal(size=(v, d)), rng.integers(0, v, (3, t)), rng.normal(size=(3, t, d)), padding)
