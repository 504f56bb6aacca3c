"""Whether a memory model fitted to a learner's reviews foretells them better than the one that holds.

Only first reviews of an item on a later day are foretold: what is repeated on the same day was just shown.
Models are judged on the last reviews, which nothing was fitted to.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from statistics import fmean, stdev
from typing import TypeAlias

import msgspec

from examprep.core.day import StudyDay
from examprep.core.item import ItemId
from examprep.core.memory import Fact, Memory, Model, Rating, prediction, review

LEAST_REVIEWS = 400
"""Reviews with a prediction, below which 21 weights cannot be fitted with any certainty."""
FITTED = 0.8
"""The first share of them is fitted to, the rest judges."""
LEAST_GAIN = 0.002
"""Log loss a review by which a fitted model must be better, besides one standard error of the difference."""
RATINGS = len(Rating)

History: TypeAlias = tuple[tuple[Rating, int], ...]
"""The reviews of one item, each with the days since the one before; the last is the one to foretell."""


class Trial(msgspec.Struct, frozen=True):
    """Two models on the same held-out reviews."""

    held_out: int
    loss_before: float
    """Mean log loss of the model that holds."""
    loss: float
    """That of the fitted one."""
    error: float
    """Standard error of the mean difference."""

    @property
    def margin(self) -> float:
        """How much smaller the loss must be."""
        return max(LEAST_GAIN, self.error)

    @property
    def is_better(self) -> bool:
        """Whether the fitted model is clearly the better one."""
        return self.loss_before - self.loss >= self.margin


def list_histories(reviews: Iterable[Fact]) -> list[History]:
    """Return what led to each review that can be foretold, in the order of the log."""
    grown: dict[ItemId, History] = {}
    last: dict[ItemId, StudyDay] = {}
    found: list[History] = []
    for fact in reviews:
        days = max(0, fact.day - last.get(fact.item, fact.day))
        history = (*grown.get(fact.item, ()), (fact.rating, days))
        grown[fact.item] = history
        last[fact.item] = StudyDay(max(fact.day, last.get(fact.item, fact.day)))
        if days:
            found.append(history)
    return found


def with_rising_firsts(weights: Sequence[float]) -> tuple[float, ...]:
    """Return weights with which an item that was first rated better is never due sooner.

    The optimizer fits the first four, days after each first rating, to what few or odd answers say of them.
    """
    return (*accumulate(weights[:RATINGS], max), *weights[RATINGS:])


def log_losses(reviews: Iterable[Fact], model: Model) -> Iterator[float]:
    """Yield how badly a model foretold each review that can be foretold, in the order of the log."""
    memories: dict[ItemId, Memory] = {}
    for fact in reviews:
        before = memories.get(fact.item)
        expected = prediction(before, fact.day, model)
        if expected is not None:
            yield log_loss(expected, recalled=fact.rating is not Rating.AGAIN)
        memories[fact.item] = review(before, fact.rating, fact.day, model)


def log_loss(expected: float, *, recalled: bool) -> float:
    """Return the surprise at one outcome that was given a probability; never infinite."""
    return -math.log(max(expected if recalled else 1 - expected, 1e-9))


def fitted_part(histories: Sequence[History]) -> Sequence[History]:
    """Return the first histories, which a model on trial may be fitted to."""
    return histories[: int(len(histories) * FITTED)]


def _judging(losses: Sequence[float]) -> Sequence[float]:
    return losses[int(len(losses) * FITTED) :]


def hold_trial(reviews: Sequence[Fact], model: Model, fitted: Model) -> Trial:
    """Compare two models on the last reviews."""
    before, after = (_judging(list(log_losses(reviews, each))) for each in (model, fitted))
    ahead = [old - new for old, new in zip(before, after, strict=True)]
    return Trial(
        held_out=len(ahead),
        loss_before=fmean(before),
        loss=fmean(after),
        error=stdev(ahead) / math.sqrt(len(ahead)) if len(ahead) > 1 else math.inf,
    )
