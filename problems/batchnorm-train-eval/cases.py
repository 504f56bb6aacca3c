"""Sessions of every length and batch size; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.37):
    """Return values on both sides of 0, without a pattern along any axis, the same each time."""
    k = np.arange(1.0, np.prod(shape) + 1)
    return 2.0 * np.sin(step * k * k + k).reshape(shape)


def case(t, n, c, m, momentum=0.1, eps=1e-3, place=0.0):
    """Return the arguments for a session of these sizes."""
    batches, x = wave(t, n, c) + 0.7 + place, wave(m, c, step=0.61) + place
    return batches, x, wave(c, step=0.83) + 0.5, wave(c, step=0.53), momentum, eps


def cases(rng):
    yield "three batches", case(3, 4, 2, 3)
    yield "one batch", case(1, 3, 2, 2, momentum=0.3)
    yield "one example at inference", case(2, 3, 4, 1)
    yield "batches of two", case(3, 2, 3, 2, momentum=0.4)
    yield "one feature", case(2, 5, 1, 4)
    yield "every size the same", case(3, 3, 3, 3, momentum=0.25)
    yield "momentum of one", case(2, 4, 3, 2, momentum=1.0)
    yield "momentum of zero", case(2, 3, 2, 3, momentum=0.0)
    yield "a long session", case(8, 3, 2, 2, momentum=0.2)
    yield "large epsilon", case(2, 4, 2, 3, eps=2.0)
    yield (
        "equal values",
        (np.full((2, 3, 2), 0.6), wave(2, 2), np.array([1.5, -0.5]), np.array([0.2, 1.0]), 0.5, 0.01),
    )
    yield "far from zero", case(2, 4, 2, 3, momentum=0.7, place=300.0)
    yield "very far from zero", case(2, 4, 2, 3, momentum=0.9, place=1e5)
    batches, x, gamma, beta, momentum, eps = case(3, 4, 4, 2, momentum=0.15)
    scales = np.array([1e-2, 1.0, 10.0, 1e2])
    yield "features of mixed scale", (batches * scales, x * scales, gamma, beta, momentum, 1e-4)
    yield "views", (batches[::-1, :, ::-1], x[::-1, ::-1], gamma[::-1], beta[::-1], momentum, eps)
    yield (
        "transposed views",
        (wave(3, 4, 2).transpose(1, 0, 2), wave(2, 5).T, wave(2), wave(2, step=0.9), 0.3, 1e-2),
    )
    single = (a.astype(np.float32) for a in case(2, 4, 3, 2)[:4])
    yield "float32", (*single, 0.1, 1e-2)
    for name, n in (("random", 5), ("random batches of two", 2), ("random square", 4)):
        t, c, m = (4, 4, 4) if "square" in name else (int(size) for size in rng.integers(2, 5, 3))
        batches, x = rng.normal(0.5, 2.0, (t, n, c)), rng.normal(0.5, 2.0, (m, c))
        momentum, eps = float(rng.uniform(0.05, 0.6)), float(rng.uniform(1e-3, 0.3))
        yield name, (batches, x, rng.normal(size=c), rng.normal(size=c), momentum, eps)


def large(rng):
    sizes = rng.normal(size=(4, 1024, 512)), rng.normal(size=(1024, 512))
    return *sizes, rng.normal(size=512), rng.normal(size=512), 0.1, 1e-5
