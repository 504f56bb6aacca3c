"""Label sequences with repetitions and gaps; the last few are drawn afresh."""

import numpy as np


def frames(t, c, step=1.3, size=2.0):
    """Return the logits of t frames and c symbols without a pattern, the same each time."""
    return np.sin(np.arange(1.0, t * c + 1).reshape(t, c) * step) * size


def labels(*numbers):
    return np.array(numbers, dtype=np.int64)


def cases(rng):
    yield "one label", (frames(3, 3), labels(1), 0)
    yield "two labels", (frames(4, 3), labels(1, 2), 0)
    yield "a repeated label", (frames(5, 3), labels(2, 2), 0)
    yield "a label that comes back", (frames(6, 3), labels(1, 2, 1), 0)
    yield "blank in the middle", (frames(6, 5, step=1.1), labels(4, 0, 0, 1), 2)
    yield "blank at the end", (frames(5, 4), labels(0, 2), 3)
    yield "one frame", (frames(1, 4), labels(3), 0)
    yield "one frame, empty target", (frames(1, 3), labels(), 2)
    yield "empty target", (frames(3, 3), labels(), 1)
    yield "just enough frames", (frames(5, 4, step=1.7), labels(1, 1, 2, 3), 0)
    yield "logits far from zero", (frames(4, 3) + np.array([[1000.0], [-1000.0], [900.0], [0.0]]), labels(2, 1), 0)
    yield "unlikely labels", (frames(4, 3) * 0.5 + np.array([60.0, -60.0, -20.0]), labels(1, 2), 0)
    yield "a symbol that never comes", (frames(5, 4) - np.array([0.0, 0.0, 0.0, 1500.0]), labels(2, 1), 0)
    yield "a long, unlikely sequence", (frames(30, 4, step=0.9) + np.array([0.0, 0.0, 0.0, 40.0]), labels(2, 1, 1, 2), 0)
    yield "a reversed view", (frames(7, 4, step=0.9)[::-1, ::-1], labels(2, 2, 1, 3)[::-1], 0)
    yield "float32", (frames(6, 4).astype(np.float32), labels(1, 3, 3), 0)
    t, c = int(rng.integers(5, 8)), int(rng.integers(3, 5))
    yield "random", (rng.normal(0.0, 2.0, (t, c)), rng.integers(1, c, 2), 0)
    yield "random repetitions", (rng.normal(0.0, 2.0, (11, 4)), np.repeat(rng.permutation(3), 2), 3)
    yield "random last blank", (rng.normal(0.0, 3.0, (t, 5)), rng.permutation(4)[:3], 4)
