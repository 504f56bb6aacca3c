"""Which remembered items can matter at all, so that the others are never fetched.

What asking an item gains depends on the day of its last review and on its stability. For a floor, the windows
of both are found outside of which nothing gains as much: a bound is rigorous, so nothing is missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from examprep.core.curve import Curve
from examprep.core.day import StudyDay
from examprep.core.item import ItemId

FINENESS = 1.35
"""How far apart the edges of stabilities are, and those of days, as a factor."""
FROM, TO = 0.1, 2_000.0
"""The stabilities between which edges lie; below and above is one window each."""


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
    """Days of a last review and stabilities, ends included."""

    first: int
    last: int
    low: float
    high: float


EVERYTHING = Window(0, 10_000_000, 0.0, float("inf"))
Bounds: TypeAlias = Mapping[tuple[int, int], tuple[tuple[float, float, float], ...]]
"""For some days since the last review: stabilities from and to, and what asking can gain there at most."""


def reckon_bounds(curve: Curve, left: int, oldest: int) -> Bounds:
    """Return what items can gain, asked now with so many days left, up to `oldest` days after a review."""
    edges = list(_edges())
    return {
        days: tuple((low, high, curve.most_gain(low, high, *days, left)) for low, high in pairwise(edges))
        for days in _spans(oldest)
    }


def windows_above(bounds: Bounds, floor: float, today: StudyDay) -> Iterator[Window]:
    """Yield windows that hold everything which gains as much as a floor."""
    for (soonest, latest), stabilities in bounds.items():
        kept = [(low, high) for low, high, most in stabilities if most >= floor]
        if kept:
            yield Window(today - latest, today - soonest, kept[0][0], kept[-1][1])


def _edges() -> Iterator[float]:
    yield 0.0
    edge = FROM
    while edge < TO:
        yield edge
        edge *= FINENESS
    yield float("inf")


def _spans(oldest: int) -> Iterator[tuple[int, int]]:
    """Yield days since a review, from the first to the last of each span: none is answered today."""
    first = 1
    while first <= oldest:
        last = max(first, int(first * FINENESS))
        yield first, last
        first = last + 1
