"""Logits and targets that tell wrong losses apart; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    yield "three elements", (np.array([2.0, -1.0, 0.5]), np.array([1.0, 0.0, 0.0]))
    yield "one element", (np.array([-0.7]), np.array([1.0]))
    yield "a logit of zero", (np.array([0.0, -1.5, 0.0, 1.0]), np.array([1.0, 1.0, 0.0, 1.0]))
    yield (
        "several labels",
        (
            np.array([[0.5, -2.0, 3.0], [-1.0, 1.5, 0.25]]),
            np.array([[1.0, 0.0, 1.0], [1.0, 1.0, 0.0]]),
        ),
    )
    yield "soft targets", (np.array([[1.5, -0.5], [-2.5, 0.75]]), np.array([[0.3, 0.9], [0.5, 0.05]]))
    yield "equal rows", (np.full((3, 2), -0.4), np.array([[1.0, 0.0]] * 3))
    yield "sure and right", (np.array([20.0, -18.0, 25.0]), np.array([1.0, 0.0, 1.0]))
    yield "far below, right", (np.array([-1000.0, -999.0]), np.array([0.0, 0.0]))
    yield "far above", (np.array([1000.0, 999.0]), np.array([0.0, 1.0]))
    yield "mixed scale", (np.array([[800.0, 0.1], [-0.2, -1000.0]]), np.array([[0.0, 1.0], [0.0, 1.0]]))
    yield (
        "float32",
        (
            np.array([[0.5, -1.5, 2.25], [4.0, -120.0, 3.0]], dtype=np.float32),
            np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]], dtype=np.float32),
        ),
    )
    yield (
        "transposed views",
        (
            (np.arange(12.0).reshape(3, 4) * 0.7 % 2.3 - 1.0).T,
            (np.arange(12.0).reshape(3, 4) % 5 % 2).T,
        ),
    )
    yield (
        "reversed views",
        (
            (np.arange(30.0).reshape(2, 3, 5) * 0.9 % 2.9 - 1.3)[:, ::-1],
            (np.arange(60.0).reshape(2, 3, 10) % 7 % 2)[:, :, ::-2],
        ),
    )
    yield (
        "several labels, other values",
        (
            np.array([[-4.0, 1.0, 0.5], [2.0, -0.1, -3.0]]),
            np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),
        ),
    )
    for name, shape, scale in (
        ("random vector", (9,), 2.0),
        ("random matrix", (5, 7), 4.0),
        ("random large", (4, 6), 400.0),
        ("random three dimensions", (2, 3, 5), 2.0),
    ):
        yield name, (rng.normal(0.0, scale, shape), rng.integers(0, 2, shape).astype(np.float64))
    yield "random soft targets", (rng.normal(0.0, 2.0, (3, 4)), rng.uniform(0.0, 1.0, (3, 4)))


def large(rng):
    return rng.normal(size=(2048, 1024)), rng.integers(0, 2, (2048, 1024)).astype(float)
