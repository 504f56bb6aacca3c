"""Records with and without ends, of every shape; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return 2.0 * np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) + 0.3


def ends(t, n, *places):
    """Return a mask that is true at the places."""
    mask = np.zeros((t, n), dtype=bool)
    for place in places:
        mask[place] = True
    return mask


def cases(rng):
    yield "no end", (wave(4, 3), ends(4, 3), wave(3, step=1.9), 0.9)
    yield "an end on the way", (wave(5, 2), ends(5, 2, (1, 0), (3, 1)), wave(2, step=1.9), 0.8)
    yield "an end at the last", (wave(3, 2), ends(3, 2, (2, 0)), np.array([5.0, -4.0]), 0.5)
    yield "an end at the first", (wave(3, 2), ends(3, 2, (0, 1)), np.array([5.0, -4.0]), 0.5)
    yield "two episodes and a part", (wave(7, 1), ends(7, 1, (2, 0), (5, 0)), np.array([3.0]), 0.9)
    yield "every step is an end", (wave(3, 2), ~ends(3, 2), np.array([1.0, 2.0]), 0.9)
    yield "one time", (wave(1, 4), ends(1, 4, (0, 1), (0, 2)), wave(4, step=1.1), 0.7)
    yield "one environment", (wave(6, 1), ends(6, 1), np.array([-2.0]), 0.95)
    yield "square", (wave(4, 4), ends(4, 4, (1, 2), (3, 0)), wave(4, step=1.3), 0.6)
    yield "no discount", (wave(5, 3), ends(5, 3, (2, 1)), wave(3, step=0.4), 1.0)
    yield "the future counts for nothing", (wave(4, 2), ends(4, 2, (2, 1)), wave(2), 0.0)
    late = np.zeros((6, 2))
    late[5] = [1.0, -1.0]
    yield "a late reward", (late, ends(6, 2, (5, 0), (5, 1)), np.array([7.0, 7.0]), 0.5)
    yield "nothing but the value", (np.zeros((3, 2)), ends(3, 2, (1, 1)), np.array([8.0, 4.0]), 0.5)
    yield "more environments than times", (wave(2, 7), ends(2, 7, (0, 3), (1, 5)), wave(7, step=0.9), 0.75)
    single = wave(5, 3).astype(np.float32), ends(5, 3, (2, 0), (4, 2)), wave(3, step=0.9).astype(np.float32)
    yield "float32", (*single, 0.99)
    yield "views", (wave(3, 5).T[::-1], ends(3, 5, (1, 3)).T[::-1], wave(6)[::-2], 0.85)
    for name, t, n, share in (
        ("random", 9, 4, 0.2),
        ("random long", 25, 2, 0.1),
        ("random without an end", 6, 5, 0.0),
    ):
        gamma = float(rng.uniform(0.5, 0.99))
        yield name, (rng.normal(size=(t, n)), rng.random((t, n)) < share, rng.normal(size=n), gamma)
