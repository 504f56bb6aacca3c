"""Mock exams: the form an exam has, as far as it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from examprep.core.item import ItemId, Text
from examprep.core.syllabus import TopicId, is_under

CONFIDENCES = ("A", "B", "C")
"""A: two independent sources or more; B: one; C: a candidate's report, or our inference."""


class Stated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number about an exam, with how well it is known."""

    value: float
    confidence: str
    source: Text


class PassMark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the pass mark is believed to lie, as shares of all points: it is not published."""

    low: float
    high: float
    confidence: str
    source: Text


class Weight(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many of the questions an area of the syllabus has."""

    topic: TopicId
    questions: float


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the questions are believed to be spread: nobody publishes it."""

    areas: tuple[Weight, ...]
    confidence: str
    source: Text

    def of_items(self, items: Iterable[tuple[ItemId, Iterable[str]]]) -> dict[ItemId, float]:
        """Return each item's share of the points: that of its area, spread evenly over the area's items.

        Takes items with their topics. One of several areas counts in the first; those of none are left out.
        """
        shares = self.shares
        homes = {id: home for id, topics in items if (home := _home(topics, shares)) is not None}
        counts = Counter(homes.values())
        return {id: shares[home] / counts[home] for id, home in homes.items()}

    @property
    def shares(self) -> dict[TopicId, float]:
        """For each area its share of all questions."""
        whole = sum(area.questions for area in self.areas)
        return {area.topic: area.questions / whole for area in self.areas}


def _home(topics: Iterable[str], areas: Iterable[TopicId]) -> TopicId | None:
    return next((area for topic in topics for area in areas if is_under(topic, area)), None)


class Blueprint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of one exam on a date; every number says how well it is known."""

    exam: str
    title: Text
    as_of: str
    questions: Stated
    minutes: Stated
    weights: Weights
    pass_mark: PassMark
    notes: tuple[Text, ...] = ()
