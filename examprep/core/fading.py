"""How recall fades with the days, as far as a learner's own answers tell.

FSRS-6 fades by a power law, which trusts that a little is left after long gaps. Not everyone's memory is so:
where answers speak clearly for it, recall is believed to fade exponentially, or sooner than the model has it.
With no answers, or few, the model's own curve holds. Only the plan to an exam and its promises go by this:
due dates are FSRS's, and so is the recall that readiness shows, whose interval covers how far it was off.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple, TypeAlias

import msgspec

from examprep.core.memory import Model

EXPONENTIAL = -20.0
"""A decay at which a power law is as good as exponential."""
SOONER = (0.71, 0.5)
"""Shares of a stability that may be true by the model's own curve."""
EXPONENTIALS = ((1.4, 1.0), (1.0, 1.0), (0.71, 1.0), *product((0.5, 0.35, 0.25), (0.75, 0.5)))
"""Shares of a stability that may be true where recall fades exponentially, and powers: where it fades fast,
stabilities may grow slower than the model has it.
"""
ODDS = 0.1
"""Of each other curve to the model's own before any answer."""
SURE = 0.999
"""No answer is taken for surer to come than that: fingers slip."""
FINENESS = 4
"""Stabilities are told apart so finely, in parts of a doubling."""


class Fading(msgspec.Struct, frozen=True):
    """A forgetting curve over a model's stabilities: `(1 + factor * days / stability**power) ** decay`."""

    decay: float
    share: float = 1.0
    """Of the days that a stability stands for until recall is 90%."""
    power: float = 1.0

    @property
    def factor(self) -> float:
        """What elapsed days over stability are multiplied by."""
        return float(0.9 ** (1 / self.decay) - 1) / self.share

    def recall(self, stability: float, days: float) -> float:
        """Return the probability of recall some days after a review."""
        return float((1 + self.factor * days / stability**self.power) ** self.decay)


class Probe(NamedTuple):
    """What the first answer to an item on a later day tells of its memory."""

    stability: float
    """By the model, before the answer."""
    days: int
    """Since the review before."""
    right: bool
    chance: float = 0.0
    """Probability of a right answer by guessing."""


def own_fading(model: Model) -> Fading:
    """Return a model's own forgetting curve."""
    return Fading(model.decay)


def learn_fading(probes: Iterable[Probe], model: Model) -> Fading | None:
    """Return the curve that answers speak for clearly; `None` where it is the model's own, as without any."""
    seen = Counter(
        (round(math.log2(probe.stability) * FINENESS), probe.days, probe.chance, probe.right)
        for probe in probes
    )
    own = own_fading(model)
    sooner = (Fading(own.decay, share) for share in SOONER)
    exponential = (Fading(EXPONENTIAL, share, power) for share, power in EXPONENTIALS)
    other = max((*sooner, *exponential), key=lambda one: _log_likelihood(one, seen))
    clearly = math.log(ODDS) + _log_likelihood(other, seen) > _log_likelihood(own, seen)
    return other if clearly else None


_Seen: TypeAlias = Mapping[tuple[int, int, float, bool], int]


def _log_likelihood(fading: Fading, seen: _Seen) -> float:
    factor, power, decay = fading.factor, fading.power, fading.decay
    heights = {height: 2 ** (power * height / FINENESS) for height, *_ in seen}
    terms: list[float] = []
    for (height, days, chance, is_right), count in seen.items():
        recall = min(max((1 + factor * days / heights[height]) ** decay, 1 - SURE), SURE)
        right = chance + (1 - chance) * recall
        terms.append(count * math.log(right if is_right else 1 - right))
    return math.fsum(terms)
