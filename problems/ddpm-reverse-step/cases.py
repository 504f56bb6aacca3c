"""Steps of every age with both variances; the last few are drawn afresh."""

import numpy as np

SCHEDULE = np.array([0.1, 0.3, 0.2, 0.5, 0.4])


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def case(shape, t, variance, betas=SCHEDULE):
    return wave(*shape), t, wave(*shape, step=0.7), betas, wave(*shape, step=1.9), variance


def cases(rng):
    yield "a middle step, small", case((4,), 3, "small")
    yield "a middle step, large", case((4,), 3, "large")
    yield "the second step, small", case((2, 3), 2, "small")
    yield "the second step, large", case((2, 3), 2, "large")
    yield "the last step to take, small", case((5,), 1, "small")
    yield "the last step to take, large", case((5,), 1, "large")
    yield "the first step to take", case((3, 2), 5, "small")
    yield "one step in all", case((3,), 1, "large", np.array([0.36]))
    yield "images", case((2, 3, 4, 2), 4, "large")
    yield "one number", case((1,), 4, "small")
    x_t, t, noise, betas, z, _ = case((3, 3), 4, "")
    yield "no noise predicted", (x_t, t, np.zeros((3, 3)), betas, z, "small")
    yield "no noise drawn", (x_t, t, noise, betas, np.zeros((3, 3)), "large")
    long = np.linspace(1e-4, 0.02, 300)
    yield "a long schedule, early", case((4,), 2, "small", long)
    yield "a long schedule, late", case((4,), 300, "large", long)
    yield "views", (wave(2, 4).T, 3, wave(4, 4)[:, ::-2], wave(8, size=0.2)[::-2] + 0.4, wave(2, 4).T[::-1], "small")
    single = [a.astype(np.float32) for a in (x_t, noise, betas, z)]
    yield "float32", (single[0], 3, *single[1:], "small")
    for name, shape, variance in (
        ("random small", (3, 4), "small"),
        ("random large", (7,), "large"),
        ("random images", (2, 2, 3, 3), "small"),
    ):
        last = int(rng.integers(4, 12))
        x_t, noise, z = rng.normal(size=(3, *shape))
        yield name, (x_t, int(rng.integers(2, last + 1)), noise, rng.uniform(0.02, 0.5, last), z, variance)
