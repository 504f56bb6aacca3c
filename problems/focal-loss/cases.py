"""Easy and hard examples, with many positives and none; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.37, scale=2.5):
    """Return values on both sides of 0, without a pattern along any axis, the same each time."""
    k = np.arange(1.0, np.prod(shape) + 1)
    return scale * np.sin(step * k * k + k).reshape(shape)


def cases(rng):
    few = np.array([2.0, -1.0, 0.5, -3.0])
    yield "two positives", (few, np.array([1, 0, 0, 1]), 2.0, 0.25)
    yield "one positive", (few[::-1] * 0.5, np.array([0, 0, 1, 0]), 2.0, 0.4)
    yield "no positive", (few, np.zeros(4, dtype=np.int64), 2.0, 0.25)
    yield "only positives", (few, np.ones(4, dtype=np.int64), 1.5, 0.75)
    yield "gamma of zero", (few, np.array([1, 1, 0, 1]), 0.0, 0.3)
    yield "gamma of one", (wave(5), np.array([0, 1, 0, 1, 0]), 1.0, 0.5)
    yield "a large gamma", (wave(6, step=0.9), np.array([1, 0, 0, 1, 1, 0]), 5.0, 0.25)
    yield "alpha of one", (few, np.array([1, 0, 1, 0]), 2.0, 1.0)
    yield "one element", (np.array([-0.8]), np.array([1]), 2.0, 0.25)
    yield "a logit of zero", (np.array([0.0, 1.0, 0.0]), np.array([1, 0, 0]), 2.0, 0.25)
    yield (
        "anchors of images",
        (wave(2, 3, 4, step=0.7), (np.arange(24).reshape(2, 3, 4) % 7 == 2) * 1, 2.0, 0.25),
    )
    yield "sure and wrong", (np.array([-900.0, 1000.0, 40.0]), np.array([1, 0, 0]), 2.0, 0.25)
    yield "wrong by far", (np.array([30.0, -30.0, 1.0, 22.0]), np.array([0, 1, 1, 0]), 2.0, 0.25)
    yield "sure and right", (np.array([800.0, -1000.0, 0.3]), np.array([1, 0, 1]), 2.0, 0.25)
    yield "logits of mixed scale", (np.array([1000.0, 1e-3, -5.0, -700.0]), np.array([0, 1, 1, 1]), 1.0, 0.6)
    yield "views", (wave(4, 3).T[::-1], (np.arange(24).reshape(3, 8) % 3 == 0)[:, ::-2] * 1, 2.0, 0.35)
    yield (
        "float32",
        (wave(3, 4, step=0.5).astype(np.float32), (np.arange(12).reshape(3, 4) % 4 == 1) * 1, 2.0, 0.25),
    )
    for name, shape, gamma in (
        ("random", (8,), 2.0),
        ("random matrix", (3, 5), 1.0),
        ("random rare", (20,), 3.0),
    ):
        targets = (rng.random(shape) < (0.1 if "rare" in name else 0.5)).astype(np.int64)
        yield name, (rng.normal(0.0, 2.0, shape), targets, gamma, float(rng.uniform(0.1, 0.9)))
