"""Each function at small, large and exactly zero inputs; the last few are drawn afresh."""

import numpy as np

KINDS = ("relu", "sigmoid", "tanh")


def wave(*shape, step=0.37, scale=2.5):
    """Return values on both sides of 0, without a pattern along any axis, the same each time."""
    k = np.arange(1.0, np.prod(shape) + 1)
    return scale * np.sin(step * k * k + k).reshape(shape)


def cases(rng):
    for kind in KINDS:
        yield f"{kind} of a row", (np.array([2.0, -1.0, 0.5, -3.0]), np.array([1.0, 2.0, -3.0, -0.5]), kind)
    for kind in KINDS:
        yield f"{kind} at zero", (np.array([0.0, 0.25, -0.25]), np.array([3.0, -1.0, 2.0]), kind)
    far = np.array([1000.0, -1000.0, 0.5, -2.0, 750.0, -800.0])
    for kind in KINDS:
        yield f"{kind} far from zero", (far, np.array([2.0, -3.0, 1.0, 2.0, -1.0, 4.0]), kind)
    yield "relu of a matrix", (wave(3, 4), wave(3, 4, step=0.61), "relu")
    yield "sigmoid of three dimensions", (wave(2, 3, 2), wave(2, 3, 2, step=0.61), "sigmoid")
    yield "tanh of one element", (np.array([[0.7]]), np.array([[-1.5]]), "tanh")
    for kind, step in zip(KINDS, (0.7, 0.9, 1.1), strict=True):
        x, up = (a.astype(np.float32) for a in (wave(2, 5, step=step), wave(2, 5, step=0.4)))
        yield f"{kind} in float32", (x, up, kind)
    yield "views", (wave(4, 3).T[::-1], wave(3, 8, step=0.3)[:, ::-2], "sigmoid")
    for kind in KINDS:
        yield f"random {kind}", (rng.normal(0.0, 2.0, (3, 5)), rng.normal(size=(3, 5)), kind)
