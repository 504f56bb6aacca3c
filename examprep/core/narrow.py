"""Which remembered items can matter at all, so that the others are never fetched.

What asking an item gains depends on the day of its last review, its stability and its difficulty. Boxes of
all three are cut in halves, always the one in which most may be gained, until a box is small enough to be
looked into: a bound on gains is rigorous, so nothing is missed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from examprep.core.curve import Curve
from examprep.core.day import StudyDay
from examprep.core.item import ItemId

FINENESS = 1.2
"""How far apart the edges of stabilities are, and those of days, as a factor."""
FROM, TO = 0.01, 20_000.0
"""The stabilities between which edges lie; below and above is one step each."""
EASES = (0.0, 4.0, 7.0, math.inf)
"""Edges of difficulties."""


class Due(NamedTuple):
    """An item that is due."""

    item: ItemId
    forgotten: float
    """Days since its last review over its stability: recall falls with it in every model."""


class Trace(NamedTuple):
    """What is remembered of an item, as far as a gain is reckoned from it."""

    item: ItemId
    stability: float
    difficulty: float
    last: StudyDay


class Window(NamedTuple):
    """Days of a last review, stabilities and difficulties: the upper edges of both are not included."""

    first: int
    last: int
    low: float = 0.0
    high: float = math.inf
    easy: float = 0.0
    hard: float = math.inf


class Box(NamedTuple):
    """Steps of days since a review, of stabilities and of difficulties, each from one edge to another."""

    days: tuple[int, int]
    stabilities: tuple[int, int]
    eases: tuple[int, int]

    def halves(self) -> tuple[Box, ...]:
        """Return both halves of a box, cut where it has most steps; of one that cannot be cut, nothing."""
        name, (start, end) = max(zip(self._fields, self, strict=True), key=lambda one: one[1][1] - one[1][0])
        middle = (start + end) // 2
        if middle == start:
            return ()
        return self._replace(**{name: (start, middle)}), self._replace(**{name: (middle, end)})


class Terrain:
    """What can be gained where, asked now with so many days left, up to `oldest` days after a review."""

    def __init__(self, curve: Curve, left: int, oldest: int) -> None:
        self._curve, self._left = curve, left
        self._days = list(_day_edges(oldest))
        self._stabilities = list(_stability_edges())
        self.whole = Box((0, len(self._days) - 1), (0, len(self._stabilities) - 1), (0, len(EASES) - 1))

    def most(self, box: Box) -> float:
        """Return what an item in a box can gain at most; never below nothing."""
        soonest, latest = (self._days[at] for at in box.days)
        low, high = (self._stabilities[at] for at in box.stabilities)
        gain = self._curve.most_gain(low, high, soonest, latest - 1, self._left, EASES[box.eases[0]])
        return max(gain, 0.0)

    def window(self, box: Box, today: StudyDay) -> Window:
        """Return a box as the store knows it."""
        soonest, latest = (self._days[at] for at in box.days)
        low, high = (self._stabilities[at] for at in box.stabilities)
        easy, hard = (EASES[at] for at in box.eases)
        return Window(today - latest + 1, today - soonest, low, high, easy, hard)


def _stability_edges() -> Iterator[float]:
    yield 0.0
    edge = FROM
    while edge < TO:
        yield edge
        edge *= FINENESS
    yield math.inf


def _day_edges(oldest: int) -> Iterator[int]:
    """Yield the first day since a review of each step: none is answered today."""
    edge = 1
    while edge <= oldest:
        yield edge
        edge = max(edge + 1, int(edge * FINENESS))
    yield edge
