"""Rasch difficulties are those that made the answers, and those of the likelihood itself."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from examprep.analysis.answers import Numbers
from examprep.analysis.rasch import Rasch, fit_rasch
from tests.simulated import HOLE, ITEMS, Class, simulated


@pytest.fixture(scope="module")
def made() -> Class:
    return simulated(0)


@pytest.fixture(scope="module")
def fitted(made: Class) -> Rasch:
    return fit_rasch(made.right)


def test_difficulties_are_found_again(made: Class, fitted: Rasch) -> None:
    correlation = np.corrcoef(made.difficulty, fitted.difficulty)[0, 1]

    assert fitted.converged and correlation > 0.97
    assert np.abs(fitted.difficulty - made.difficulty).mean() < 0.25
    assert fitted.spread == pytest.approx(1.2, abs=0.15)


def test_standard_errors_are_as_large_as_the_errors(made: Class, fitted: Rasch) -> None:
    off = (fitted.difficulty - made.difficulty) / fitted.error

    assert 0.85 <= (np.abs(off) < 1.96).mean() <= 1
    assert 0.7 < math.sqrt((off**2).mean()) < 1.35


def test_the_reliability_is_that_of_the_estimated_abilities(made: Class, fitted: Rasch) -> None:
    share = np.nanmean(made.right - np.nanmean(made.right, axis=0), axis=1)

    assert fitted.reliability == pytest.approx(np.corrcoef(share, made.ability)[0, 1] ** 2, abs=0.05)


def likelihood(right: Numbers, difficulty: Numbers, spread: float) -> float:
    """Return the log likelihood of a table, summed by brute force."""
    ability = np.linspace(-9, 9, 1801) * spread
    density = np.exp(-(ability**2) / (2 * spread**2)) / (spread * math.sqrt(2 * math.pi))
    total = 0.0
    for row in right:
        known = ~np.isnan(row)
        chance = 1 / (1 + np.exp(difficulty[known, None] - ability[None, :]))
        answers = np.where(row[known, None] == 1, chance, 1 - chance).prod(axis=0)
        total += math.log((answers * density).sum() * (ability[1] - ability[0]))
    return total


def test_estimates_and_errors_are_those_of_the_likelihood_itself() -> None:
    small = simulated(4, learners=80, items=5, holes=0.2).right
    found = fit_rasch(small)
    at = np.append(found.difficulty, found.spread)

    def value(point: Numbers) -> float:
        return likelihood(small, point[:-1], float(point[-1]))

    step, size = 0.01, len(at)
    unit = np.eye(size) * step
    slope = [(value(at + u) - value(at - u)) / (2 * step) for u in unit]
    bend = np.array([[_bend(value, at, u, v, step) for v in unit] for u in unit])
    errors = np.sqrt(np.diag(np.linalg.inv(-bend)))[:-1]
    assert found.converged and max(map(abs, slope)) < 0.02
    np.testing.assert_allclose(found.error, errors, rtol=0.01)


def _bend(value: Callable[[Numbers], float], at: Numbers, u: Numbers, v: Numbers, step: float) -> float:
    return (value(at + u + v) - value(at + u - v) - value(at - u + v) + value(at - u - v)) / (4 * step**2)


def test_items_that_all_or_none_had_right_get_a_bound_beyond_the_rest(made: Class, fitted: Rasch) -> None:
    right = made.right.copy()
    right[:, 0] = np.where(np.isnan(right[:, 0]), HOLE, 1)
    right[:, 1] = np.where(np.isnan(right[:, 1]), HOLE, 0)

    found = fit_rasch(right)

    assert found.extreme.tolist() == [True, True] + [False] * (ITEMS - 2)
    assert found.difficulty[0] < found.difficulty[2:].min() < found.difficulty[2:].max() < found.difficulty[1]
    assert np.isfinite(found.difficulty).all() and (found.error[:2] > fitted.error.max()).all()


def test_learners_who_are_right_everywhere_or_were_asked_little_do_no_harm(made: Class) -> None:
    more = np.vstack([made.right, np.ones((3, ITEMS)), np.full((1, ITEMS), HOLE), np.zeros((2, ITEMS))])

    found = fit_rasch(more)

    assert np.isfinite(found.difficulty).all()
    assert np.corrcoef(found.difficulty, made.difficulty)[0, 1] > 0.97


def test_learners_who_do_not_differ_give_no_spread() -> None:
    rng = np.random.default_rng(3)

    found = fit_rasch((rng.random((60, 8)) < 0.5).astype(float))

    assert found.spread < 0.5 and found.reliability < 0.3
