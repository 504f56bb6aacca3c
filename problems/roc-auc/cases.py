"""Scores with and without ties, in every order; the last few are drawn afresh."""

import numpy as np


def labels(*values):
    return np.array(values)


def cases(rng):
    yield "the example", (labels(0, 1, 1, 0, 1), np.array([0.1, 0.9, 0.4, 0.4, 0.7]))
    yield "no ties", (labels(1, 0, 1, 0, 0, 1, 0), np.array([0.8, 0.6, 0.55, 0.3, 0.9, 0.2, 0.1]))
    yield "separable", (labels(0, 0, 1, 1, 1), np.array([0.1, 0.2, 0.6, 0.7, 0.9]))
    yield "exactly the wrong way round", (labels(1, 1, 0), np.array([0.1, 0.2, 0.6]))
    yield "all scores equal", (labels(1, 0, 0, 1, 0), np.full(5, 0.5))
    yield "two examples", (labels(1, 0), np.array([0.7, 0.4]))
    yield "a tie of positives first", (labels(1, 1, 0, 0, 1), np.array([0.5, 0.5, 0.5, 0.2, 0.2]))
    yield "a tie of negatives first", (labels(0, 0, 1, 1, 0), np.array([0.5, 0.5, 0.5, 0.2, 0.2]))
    yield "scores are logits", (labels(0, 1, 0, 1, 1, 0), np.array([-300.0, 2.5, -1.0, -1.0, 40.0, 7.0]))
    yield "few positives", (labels(*[0] * 9, 1), np.array([0.1, 0.3, 0.3, 0.8, 0.2, 0.1, 0.6, 0.5, 0.0, 0.6]))
    yield "few negatives", (labels(1, 1, 0, 1, 1, 1, 1), np.array([0.9, 0.4, 0.6, 0.6, 0.7, 0.2, 0.3]))
    yield "close scores", (labels(0, 1, 0, 1), np.array([0.5, 0.5 + 1e-12, 0.5 + 2e-12, 0.5 + 3e-12]))
    yield "float32", (labels(1, 0, 1, 0), np.array([0.25, 0.5, 0.75, 0.25], dtype=np.float32))
    yield "views", (labels(0, 1, 1, 0, 1, 0, 0, 1)[::-1], (np.arange(16.0) * 5 % 7)[::2])
    yield "random without ties", (rng.permutation(np.arange(17) % 3 == 0).astype(int), rng.normal(size=17))
    ties = rng.integers(0, 6, 25) / 5
    yield "random ties", (rng.permutation(np.arange(25) % 2), ties)
    noisy = np.arange(30) % 4 == 0
    yield "random useful scores", (noisy.astype(int), np.round(noisy + rng.normal(size=30), 1))
