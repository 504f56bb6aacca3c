"""Networks of every shape and scale; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, size=2.3):
    """Return values on both sides of 0, without a pattern along any axis, the same each time."""
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step % size - size / 2


def network(n, d, h, c, labels=None, shift=0.0):
    """Return the arguments for a network of these sizes."""
    x = wave(n, d, step=1.1 + shift)
    labels = (np.arange(n) * 2 + 1) % c if labels is None else np.array(labels)
    w1, w2 = wave(d, h, step=0.83 + shift, size=1.9), wave(h, c, step=0.59, size=1.7)
    return x, labels, w1, wave(h, step=0.37, size=0.9), w2, wave(c, step=0.43, size=1.1)


def with_scores(scores, labels):
    """Return a network that has these logits: each row has a hidden unit of its own."""
    scores = np.array(scores)
    n, c = scores.shape
    hidden = np.eye(n) * 2.0
    return hidden, np.array(labels), np.eye(n) * 0.5, np.zeros(n), scores, np.zeros(c)


def cases(rng):
    yield "a small network", network(3, 2, 4, 3)
    yield "one example", network(1, 3, 5, 2)
    yield "one input", network(4, 1, 3, 3)
    yield "one hidden unit", network(5, 3, 1, 4)
    yield "one class", network(3, 2, 3, 1)
    yield "every size the same", network(4, 4, 4, 4)
    yield "one label for all", network(7, 3, 5, 3, labels=[2] * 7)
    x, labels, w1, _, w2, b2 = network(3, 2, 4, 3)
    yield "a hidden layer at zero", (np.zeros((3, 2)), labels, w1, np.array([0.0, 0.5, 0.0, -0.5]), w2, b2)
    yield "a dead hidden layer", (x, labels, w1, np.full(4, -9.0), w2, b2)
    yield "large logits", with_scores([[1000.0, 1001.0, 999.0], [1002.0, 1000.0, 1001.5]], [0, 2])
    yield "logits far apart", with_scores([[400.0, -500.0, 0.0], [-400.0, 300.0, 450.0]], [1, 0])
    yield "logits of mixed scale", with_scores([[1000.0, 1001.0], [0.5, 1.0], [-1000.0, -1003.0]], [0, 1, 1])
    single = (a if a.dtype.kind == "i" else a.astype(np.float32) for a in network(4, 3, 5, 3))
    yield "float32", tuple(single)
    x, labels, w1, b1, w2, b2 = network(5, 3, 6, 4)
    views = x[::-1, ::-1], labels[::-1], w1[:, ::2], b1[::-2], np.asfortranarray(w2)[::2], b2[::-1]
    yield "views", views
    yield "a small network, other values", network(3, 2, 4, 3, labels=[0, 0, 2], shift=0.21)
    for name, scale in (("random", 1.0), ("random small weights", 0.1), ("random large weights", 30.0)):
        n, d, h, c = (int(size) for size in rng.integers(2, 7, 4))
        x, w1, b1 = rng.normal(size=(n, d)), rng.normal(size=(d, h)), rng.normal(size=h)
        yield name, (x, rng.integers(0, c, n), w1, b1, rng.normal(0, scale, (h, c)), rng.normal(size=c))
    square = rng.normal(size=(3, 5, 5))
    yield "random square", (square[0], rng.integers(0, 5, 5), square[1], np.zeros(5), square[2], np.zeros(5))
