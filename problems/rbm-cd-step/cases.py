"""Machines of every shape, and samples on both sides of the probability; the last few are drawn afresh."""

import numpy as np


def weights(visible, hidden, step=1.7, scale=1.2):
    """Return weights and biases without a pattern, the same each time."""
    values = np.sin(np.arange(1.0, (visible + 1) * (hidden + 1)) * step) * scale
    w = values[: visible * hidden].reshape(visible, hidden)
    return w, values[visible * hidden :][:visible], values[visible * hidden + visible :][:hidden]


def luck(*shape, step=0.618):
    """Return numbers from 0 to below 1, the same each time."""
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step % 1.0


def bits(*shape, step=0.414):
    return np.round(luck(*shape, step=step))


def cases(rng):
    w, b, c = weights(4, 3)
    v = np.array([[1.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 0.0]])
    yield "two rows", (v, w, b, c, luck(2, 3), luck(2, 4, step=0.37), 0.1)
    yield "a large rate", (v[::-1], w, b, c, luck(2, 3, step=0.27), luck(2, 4), 5.0)
    yield "one row", (v[:1], w, b, c, luck(1, 3), luck(1, 4), 0.5)
    yield (
        "probabilities met exactly",
        (
            *(v, np.zeros((4, 3)), np.zeros(4), np.zeros(3)),
            *(np.array([[0.5, 0.25, 0.75]] * 2), np.array([[0.5, 0.25, 0.75, 0.5]] * 2), 1.0),
        ),
    )
    half = np.array([[2.0, -2.0], [-2.0, 2.0]]), np.zeros(2), np.zeros(2)
    yield (
        "a hidden probability met exactly",
        (
            *(np.array([[1.0, 1.0], [0.0, 0.0]]), *half),
            *(np.array([[0.5, 0.1], [0.5, 0.2]]), np.array([[0.6, 0.6], [0.3, 0.3]]), 0.3),
        ),
    )
    yield "saturated", (v, w * 500.0, b, c, luck(2, 3), luck(2, 4), 0.1)
    yield (
        "a square",
        (bits(5, 3), *weights(3, 3, step=2.9), luck(5, 3, step=0.31), luck(5, 3, step=0.47), 0.2),
    )
    yield "all of one size", (bits(3, 3), *weights(3, 3), luck(3, 3, step=0.53), luck(3, 3, step=0.29), 0.4)
    yield "one hidden unit", (bits(4, 5), *weights(5, 1), luck(4, 1), luck(4, 5), 0.3)
    yield "one visible unit", (bits(6, 1), *weights(1, 4), luck(6, 4), luck(6, 1, step=0.7), 0.3)
    yield "data of 0", (np.zeros((3, 4)), w, b, c, luck(3, 3), luck(3, 4), 0.6)
    yield "data of 1", (np.ones((3, 4)), w, b, c, luck(3, 3, step=0.9), luck(3, 4), 0.6)
    yield "views", (bits(4, 6).T[::-2], w[::-1], b[::-1], c[::-1], luck(3, 3).T, luck(4, 3)[::-1].T, 0.7)
    for name, n, size, hidden in (("random wide", 4, 6, 3), ("random narrow", 7, 2, 5)):
        machine = rng.normal(size=(size, hidden)), rng.normal(size=size), rng.normal(size=hidden)
        data = rng.integers(0, 2, (n, size)).astype(float)
        yield (
            name,
            (data, *machine, rng.random((n, hidden)), rng.random((n, size)), float(rng.uniform(0.05, 1.0))),
        )
