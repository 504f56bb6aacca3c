"""Label sequences with repetitions, gaps and dead ends; the last few are drawn afresh."""

import numpy as np


def frames(t, c, step=0.7, size=2.3):
    """Return log probabilities of t frames and c symbols, the same each time."""
    return normalised(np.arange(float(t * c)).reshape(t, c) * step % size)


def normalised(logits):
    """Return the log softmax of every row."""
    return logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)


def labels(*numbers):
    return np.array(numbers, dtype=np.int64)


def cases(rng):
    yield "one label", (frames(3, 3), labels(1), 0)
    yield "two labels", (frames(4, 3, step=0.37), labels(1, 2), 0)
    yield "a repeated label", (frames(5, 3), labels(2, 2), 0)
    yield "blank in the middle", (frames(6, 5, step=1.1), labels(4, 0, 0, 1), 2)
    yield "blank at the end", (frames(5, 4), labels(0, 2), 3)
    yield "one frame", (frames(1, 4), labels(3), 0)
    yield "empty target", (frames(3, 3), labels(), 1)
    yield "just enough frames", (frames(5, 4, step=1.3), labels(1, 1, 2, 3), 0)
    yield "too few frames", (frames(4, 4, step=1.3), labels(1, 1, 2, 3), 0)
    yield (
        "a long sequence",
        (normalised(np.arange(240.0).reshape(60, 4) * 13.7 % 127.0), labels(3, 1, 1, 2), 0),
    )
    certain = np.full((4, 3), -np.inf)
    certain[range(4), [0, 1, 1, 2]] = 0.0
    yield "a certain path", (certain, labels(1, 2), 0)
    unlikely = normalised(np.array([[0.0, -1000.0, 1000.0], [0.0, 1000.0, -1000.0], [500.0, 0.0, 0.0]]))
    yield "extreme probabilities", (unlikely, labels(1, 2), 0)
    yield "a reversed view", (frames(7, 4, step=0.9)[::-1, ::-1], labels(2, 2, 1, 3)[::-1], 0)
    yield "float32", (frames(6, 4).astype(np.float32), labels(1, 3, 3), 0)
    t, c = int(rng.integers(5, 9)), int(rng.integers(3, 6))
    yield "random", (normalised(rng.normal(0.0, 2.0, (t, c))), rng.integers(1, c, 2), 0)
    log_probs = normalised(rng.normal(0.0, 2.0, (11, 4)))
    yield "random repetitions", (log_probs, np.repeat(rng.permutation(3), 2), 3)
    yield "random last blank", (normalised(rng.normal(0.0, 5.0, (t, 6))), rng.permutation(5)[:3], 5)
    yield "random long", (normalised(rng.normal(0.0, 20.0, (50, 5))), rng.integers(1, 5, 7), 0)
