"""Rasch difficulties by marginal maximum likelihood.

Abilities are taken for a normal sample around 0 with a spread that is estimated too (Bock & Aitkin,
1981): whoever was asked little, or was right everywhere, needs no exception, and holes do no harm
as long as nobody was spared an item for how they would have answered it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np

from examprep.analysis.answers import Marks, Numbers

NODES = np.linspace(-5.0, 5.0, 61)
"""Abilities to sum over, in spreads."""
DENSITY = np.exp(-(NODES**2) / 2) / np.exp(-(NODES**2) / 2).sum()
SHAPES = 10
LEAST_SPREAD = 0.05
CLOSE = 1e-5
ROUNDS = 1000
HALF = 0.5
"""An item that all or none had right is estimated as if half an answer were otherwise."""


class Rasch(msgspec.Struct, frozen=True):
    """Difficulties in logits, the mean ability of the learners being 0."""

    difficulty: Numbers
    error: Numbers
    """Standard errors."""
    extreme: Marks
    """All or none had these right: their difficulty is a bound."""
    spread: float
    """Standard deviation of ability."""
    reliability: float
    """Share of that variance which the answers tell of, on average over learners."""
    converged: bool


def fit_rasch(right: Numbers) -> Rasch:
    """Estimate from a table of 1, 0 and NaN, each column answered by somebody and one of them not extreme."""
    seen = ~np.isnan(right)
    marks = np.where(seen, right, 0.0)
    asked, score = seen.sum(axis=0).astype(float), marks.sum(axis=0)
    extreme = (score == 0) | (score == asked)
    inner = ~extreme
    known = _Known(seen[:, inner].astype(float), marks[:, inner])
    difficulty, spread, converged = known.estimate()
    weights = known.weights(difficulty, spread)
    error = _errors(known, difficulty, spread, weights)
    outer = _outermost(
        seen[:, extreme].astype(float), np.clip(score, HALF, asked - HALF)[extreme], weights, spread
    )
    told, variance = _abilities(weights, spread)
    return Rasch(
        difficulty=_merge(extreme, outer[0], difficulty),
        error=_merge(extreme, outer[1], error),
        extreme=extreme,
        spread=spread,
        reliability=float(told.var() / (told.var() + variance.mean())) if told.var() > 0 else 0.0,
        converged=converged,
    )


class _Known:
    """The answers that the estimates rest on."""

    def __init__(self, seen: Numbers, marks: Numbers) -> None:
        self.seen = seen
        self.marks = marks
        self.asked, self.score = seen.sum(axis=0), marks.sum(axis=0)

    def estimate(self) -> tuple[Numbers, float, bool]:
        """Return difficulties and spread, and whether they came to rest (EM)."""
        difficulty = np.log((self.asked - self.score) / self.score)
        spread = 1.0
        for _ in range(ROUNDS):
            weights = self.weights(difficulty, spread)
            step, _ = _newton(self.seen.T @ weights, self.score, difficulty, spread)
            wider = max(float(np.sqrt((weights @ (spread * NODES) ** 2).mean())), LEAST_SPREAD)
            moved = max(float(np.abs(step).max()), abs(wider - spread))
            difficulty, spread = difficulty + step, wider
            if moved < CLOSE:
                return difficulty, spread, True
        return difficulty, spread, False

    def weights(self, difficulty: Numbers, spread: float) -> Numbers:
        """Return how probable each ability is for each learner, one row a learner."""
        distance = spread * NODES[None, :] - difficulty[:, None]
        likelihood = self.marks @ distance - self.seen @ np.logaddexp(0.0, distance) + np.log(DENSITY)
        likelihood -= likelihood.max(axis=1, keepdims=True)
        weights = np.exp(likelihood)
        return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _chances(difficulty: Numbers, spread: float) -> Numbers:
    """Return the probability of a right answer, one row an item, one column an ability."""
    return np.asarray(1 / (1 + np.exp(difficulty[:, None] - spread * NODES[None, :])))


def _newton(exposure: Numbers, score: Numbers, difficulty: Numbers, spread: float) -> tuple[Numbers, Numbers]:
    """Return one step towards the difficulties that give the scores, and the information there."""
    chances = _chances(difficulty, spread)
    information = (exposure * chances * (1 - chances)).sum(axis=1)
    step = ((exposure * chances).sum(axis=1) - score) / np.maximum(information, 1e-9)
    return np.clip(step, -1.0, 1.0), information


def _outermost(seen: Numbers, score: Numbers, weights: Numbers, spread: float) -> tuple[Numbers, Numbers]:
    """Return difficulties and errors of items whose scores were moved off the edge."""
    exposure = seen.T @ weights
    asked = seen.sum(axis=0)
    difficulty = np.log((asked - score) / score)
    for _ in range(100):
        step, _ = _newton(exposure, score, difficulty, spread)
        difficulty = difficulty + step
    information = _newton(exposure, score, difficulty, spread)[1]
    return difficulty, 1 / np.sqrt(np.maximum(information, 1e-9))


def _errors(known: _Known, difficulty: Numbers, spread: float, weights: Numbers) -> Numbers:
    """Return standard errors from the observed information (Louis, 1982), the spread being estimated too.

    It is what complete answers would tell, less what not knowing the abilities takes away: the
    covariance, over each learner's probable abilities, of what the answers say of each parameter.
    """
    ability, chances = spread * NODES, _chances(difficulty, spread)
    complete = (known.seen.T @ weights * chances * (1 - chances)).sum(axis=1)
    of_spread = (weights @ (3 * ability**2 / spread**4 - 1 / spread**2)).sum()
    information = np.diag(np.append(complete, of_spread))
    seen = np.hstack([known.seen, np.ones((len(known.seen), 1))])
    for factor in _factors(np.vstack([chances, ability**2 / spread**3]), weights):
        taken = seen * factor
        information -= taken.T @ taken
    return np.asarray(np.sqrt(np.maximum(np.diag(np.linalg.pinv(information, hermitian=True))[:-1], 0.0)))


def _factors(score: Numbers, weights: Numbers) -> Iterator[Numbers]:
    """Yield tables whose squares add up to each learner's covariance of the scores, the largest first.

    Scores are smooth in ability: a handful of shapes makes up all of them.
    """
    items, sizes, shapes = np.linalg.svd(score, full_matrices=False)
    items, shapes = items[:, :SHAPES] * sizes[:SHAPES], shapes[:SHAPES]
    means = weights @ shapes.T
    products = (shapes[:, None, :] * shapes[None, :, :]).reshape(-1, len(NODES))
    covariance = (weights @ products.T).reshape(len(weights), len(shapes), len(shapes))
    covariance -= means[:, :, None] * means[:, None, :]
    sizes, directions = np.linalg.eigh(covariance)
    scaled = directions * np.sqrt(np.maximum(sizes, 0.0))[:, None, :]
    for axis in reversed(range(len(shapes))):
        yield scaled[:, :, axis] @ items.T


def _abilities(weights: Numbers, spread: float) -> tuple[Numbers, Numbers]:
    """Return each learner's expected ability and its variance."""
    ability = spread * NODES
    expected = weights @ ability
    return expected, weights @ ability**2 - expected**2


def _merge(extreme: Marks, outer: Numbers, inner: Numbers) -> Numbers:
    whole = np.empty(len(extreme))
    whole[extreme], whole[~extreme] = outer, inner
    return whole
