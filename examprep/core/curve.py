"""FSRS-6 in closed form: what a review would do to an item's stability and difficulty.

For looking ahead over thousands of items, where py-fsrs would take seconds; tested against it. What is
remembered is computed by `core.memory` alone. Source: open-spaced-repetition, "The Algorithm", FSRS-6.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from examprep.core.fading import Fading, own_fading
from examprep.core.memory import Model, Rating

LEAST, MOST = 1.0, 10.0
"""Bounds of a difficulty."""
LEAST_STABILITY = 0.001
ROUNDING = 1e-9
"""What a bound is raised by, so that it holds in floating point."""


class State(NamedTuple):
    """An item's memory without its dates."""

    stability: float
    difficulty: float


class Curve:
    """The formulas of one model, over its own forgetting curve or over another."""

    def __init__(self, model: Model, fading: Fading | None = None) -> None:
        fading = own_fading(model) if fading is None else fading
        self._w = model.weights
        self.decay = fading.decay
        self.factor = fading.factor
        self.power = fading.power
        self._easiest = self._w[4] - math.exp(self._w[5] * 3) + 1
        self._growth = math.exp(self._w[8])
        self._same_day = math.exp(self._w[17] * self._w[18])
        self._least_drop = math.exp(self._w[17] * self._w[18])
        self.days_to_due = (model.retention ** (1 / model.decay) - 1) / model.factor
        """Days until an item of stability 1 falls due: by the model, as the store has it."""

    def recall(self, stability: float, days: float) -> float:
        """Return the probability of recall some days after a review."""
        return float((1 + self.factor * days / stability**self.power) ** self.decay)

    def first(self, rating: Rating) -> State:
        """Return the state after a first review."""
        difficulty = self._w[4] - math.exp(self._w[5] * (rating - 1)) + 1
        return State(max(self._w[rating - 1], LEAST_STABILITY), _bounded(difficulty))

    def recalled(self, state: State, recall: float, rating: Rating = Rating.GOOD) -> State:
        """Return the state after an item was recalled on a later day."""
        w, (stability, difficulty) = self._w, state
        growth = self._growth * (11 - difficulty) * stability ** -w[9] * (math.exp(w[10] * (1 - recall)) - 1)
        if rating is Rating.HARD:
            growth *= w[15]
        elif rating is Rating.EASY:
            growth *= w[16]
        return State(stability * (1 + growth), self._difficulty(difficulty, rating))

    def forgotten(self, state: State, recall: float) -> State:
        """Return the state after an item was forgotten on a later day."""
        w, (stability, difficulty) = self._w, state
        left = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * math.exp(w[14] * (1 - recall))
        left = max(min(left, stability / self._least_drop), LEAST_STABILITY)
        return State(left, self._difficulty(difficulty, Rating.AGAIN))

    def again_today(self, state: State, rating: Rating = Rating.GOOD) -> State:
        """Return the state after another review on the same day."""
        w, (stability, difficulty) = self._w, state
        growth = math.exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
        if rating >= Rating.HARD:
            growth = max(growth, 1.0)
        return State(max(stability * growth, LEAST_STABILITY), self._difficulty(difficulty, rating))

    def gain(self, state: State, elapsed: float, left: float) -> float:
        """Return the recall gained `left` days from now per answer, if an item is asked now.

        One that is forgotten is asked again at once, which costs a second answer. The same as by the methods
        above, written out: it is asked of every item on every day of a course.
        """
        w, decay, factor, power = self._w, self.decay, self.factor, self.power
        stability, difficulty = state
        recall = (1 + factor * elapsed / stability**power) ** decay
        growth = self._growth * (11 - difficulty) * stability ** -w[9] * (math.exp(w[10] * (1 - recall)) - 1)
        known = (1 + factor * left / (stability * (1 + growth)) ** power) ** decay
        rest = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * math.exp(w[14] * (1 - recall))
        rest = max(min(rest, stability / self._least_drop), LEAST_STABILITY)
        rest *= max(self._same_day * rest ** -w[19], 1.0)
        relearned = (1 + factor * left / rest**power) ** decay
        untouched = (1 + factor * (elapsed + left) / stability**power) ** decay
        return float((recall * known + (1 - recall) * relearned - untouched) / (2 - recall))

    def most_gain(
        self, low: float, high: float, soonest: float, latest: float, left: float, easiest: float = LEAST
    ) -> float:
        """Return what `gain` is at most for stabilities and elapsed days in a range, from a difficulty on.

        Each part is taken where it is greatest: the stability after an answer grows with that before, with
        what was forgotten and with ease. What remains is a fraction linear in recall, greatest at an end.
        """
        least, most = self.recall(low, latest) if low else 0.0, self.recall(high, soonest)
        known = relearned = 1.0
        if high < math.inf:
            easy = State(high, max(easiest, LEAST))
            known = self.recall(self.recalled(easy, least).stability, left)
            relearned = self.recall(self.again_today(self.forgotten(easy, least)).stability, left)
        untouched = self.recall(low, latest + left) if low else 0.0
        ends = [(r * known + (1 - r) * relearned - untouched) / (2 - r) for r in (least, most)]
        return max(ends) + ROUNDING

    def _difficulty(self, difficulty: float, rating: Rating) -> float:
        moved = difficulty - self._w[6] * (rating - 3) * (10 - difficulty) / 9
        return _bounded(self._w[7] * self._easiest + (1 - self._w[7]) * moved)


def _bounded(difficulty: float) -> float:
    return min(max(difficulty, LEAST), MOST)
