"""Hypotheses against short and long rows of observations; the last few are drawn afresh."""

import numpy as np

COINS = np.array([[0.5, 0.5], [0.2, 0.8], [0.0, 1.0]])
DICE = np.array([[0.25, 0.25, 0.25, 0.25], [0.4, 0.3, 0.2, 0.1], [0.05, 0.15, 0.5, 0.3]])


def cases(rng):
    prior = np.array([0.5, 0.3, 0.2])
    yield "the example", (prior, COINS, np.array([1, 1, 0]))
    yield "one observation", (prior, DICE, np.array([3]))
    yield "no observation", (prior, DICE, np.array([], dtype=int))
    yield "impossible hypotheses", (prior, COINS[::-1], np.array([0, 1, 0, 0]))
    yield "an impossible value that was not seen", (prior, COINS, np.array([1, 1, 1]))
    yield "as many values as hypotheses", (prior, DICE[:, :3] / DICE[:, :3].sum(1)[:, None], np.array([2, 0, 2, 1, 2]))
    yield "a prior of zero", (np.array([0.0, 0.6, 0.4]), DICE, np.array([0, 0, 1, 0]))
    yield "one hypothesis", (np.array([1.0]), DICE[1:2], np.array([1, 2]))
    yield "two hypotheses, rare disease", (np.array([0.001, 0.999]), np.array([[0.01, 0.99], [0.95, 0.05]]), np.array([1]))
    yield "one possible value", (prior, np.ones((3, 1)), np.array([0, 0]))
    yield "the same value again and again", (prior, DICE, np.array([2] * 7))
    long = np.arange(4000) * 7 % 11 % 4
    close = np.array([[0.3, 0.3, 0.2, 0.2], [0.301, 0.299, 0.2, 0.2], [0.29, 0.3, 0.205, 0.205]])
    yield "thousands of observations", (prior, close, long)
    yield "a long row against a hypothesis", (prior, DICE, long[:1500])
    yield "long and impossible", (prior, np.array([[0.5, 0.5], [0.49, 0.51], [1.0, 0.0]]), np.arange(2000) % 2)
    yield "views", (prior[::-1], DICE.T.copy().T[::-1], (np.arange(12) % 4)[::-3])
    for name, k, m, t in (("random", 3, 4, 5), ("random many hypotheses", 6, 2, 8), ("random long", 2, 5, 600)):
        near = rng.dirichlet(np.full(m, 50.0), k)
        yield name, (rng.dirichlet(np.ones(k)), near, rng.integers(0, m, t))
