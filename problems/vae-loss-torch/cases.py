"""Images and codes of every size; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def example(n, d, j):
    """Return logits, pixels, means and logarithms of variances."""
    return wave(n, d), np.abs(wave(n, d, step=2.1, size=1.0)), wave(n, j, step=0.9), wave(n, j, step=1.7, size=1.2)


def cases(rng):
    one = np.array([[1.0]])
    yield "one pixel, one latent variable", (one * 0.7, one, one * 1.5, one * -0.4)
    yield "two examples", example(2, 3, 2)
    yield "one example", example(1, 5, 3)
    yield "more latent variables than pixels", example(3, 2, 7)
    yield "as many of each", example(4, 4, 4)
    logits, x, *_ = example(3, 5, 2)
    yield "the prior itself", (logits, x, np.zeros((3, 2)), np.zeros((3, 2)))
    yield "a narrow posterior", (*example(2, 3, 1)[:3], np.array([[-9.0], [-4.0]]))
    yield "a wide posterior far away", (*example(2, 3, 1)[:2], np.array([[30.0], [-5.0]]), np.array([[3.0], [4.0]]))
    sure = np.array([[1000.0, -1000.0, 800.0], [-900.0, 50.0, -40.0]])
    yield "sure and right", (sure, (sure > 0) * 1.0, *example(2, 3, 2)[2:])
    yield "sure and wrong", (sure, (sure < 0) * 1.0, *example(2, 3, 2)[2:])
    yield "views", tuple(a.T[::-1] for a in example(5, 3, 3)[:2]) + tuple(a[::-1, ::2] for a in example(3, 4, 6)[2:])
    yield "float32", tuple(a.astype(np.float32) for a in example(3, 6, 2))
    for name, n, d, j in (("random", 4, 7, 3), ("random wide", 2, 16, 2), ("random tall", 9, 3, 4)):
        logits, mu, logvar = rng.normal(0, 2, (n, d)), rng.normal(size=(n, j)), rng.normal(size=(n, j))
        yield name, (logits, rng.random((n, d)), mu, logvar)
