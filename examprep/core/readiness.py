"""The expected score on a day, its uncertainty, and when there is too little to say so.

A question of an area is believed to be like the area's items: P(right) = R + (1 - R) * chance for an item
seen, and for one never seen what first answers in the area were worth. The interval covers the luck of the
paper, the first-sight estimate, and how far the memory model was off so far. That the bank stands for the
exam, and how the points are spread, remains an assumption that no interval covers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from statistics import NormalDist, fmean

import msgspec

from examprep.core.aside import Aside, Mark
from examprep.core.calibration import Judged, calibrate
from examprep.core.chance import chance_of, knowing
from examprep.core.day import StudyDay
from examprep.core.item import Item, ItemId
from examprep.core.library import Filter, Library, select_items
from examprep.core.memory import Memory, Model, recall_later
from examprep.core.paper import Blueprint, PassMark
from examprep.core.syllabus import Exam, TopicId

LEAST_ANSWERS = 30
"""Marked answers to the exam's items, the first of an item on a day, before anything is estimated."""
LEAST_SHARE = 0.2
"""Share of an area's concepts that must have been seen before its score is estimated."""
LEVEL = 0.9
"""How probable it is that the score falls into the interval."""
PRIOR = 4
"""First answers that the belief to know nothing of unseen items is worth, beyond what is guessed."""
BLIND = 0.5
"""What share of unseen items may be known before any was answered, as a standard deviation from none."""


class Record(msgspec.Struct, frozen=True):
    """What a learner's log says."""

    memories: Mapping[ItemId, Memory]
    answers: tuple[Judged, ...]
    marks: tuple[Mark, ...]
    model: Model

    @property
    def aside(self) -> frozenset[ItemId]:
        """Items set aside for good: they are no part of what is judged."""
        return frozenset(mark.item for mark in self.marks if mark.kind is Aside.SUSPENDED)


class FirstSight(msgspec.Struct, frozen=True):
    """What is known of an area's items before they are ever asked."""

    known: float
    """Share of unseen items that is known, beyond guessing."""
    variance: float
    """Of that share, by the luck of the answers."""
    lean: float
    """How far it may lie too low: the belief to know nothing pulls it down."""

    def right(self, chance: float) -> float:
        """Return the probability that an unseen item is answered rightly."""
        return knowing(self.known, chance)


class Estimate(msgspec.Struct, frozen=True):
    """An expected share of the points, and the interval around it."""

    mean: float
    low: float
    high: float


class Passing(msgspec.Struct, frozen=True):
    """The probability to reach the pass mark, which lies somewhere in a range."""

    low: float
    """To reach the lower end of the range."""
    high: float
    """To reach the upper end."""


class AreaReadiness(msgspec.Struct, frozen=True):
    """How one area of an exam stands."""

    topic: TopicId
    share: float
    """Of the exam's points."""
    concepts: int
    seen: int
    """Concepts of which an item was answered."""
    missing: int
    """Concepts still to see before a score is estimated."""
    score: Estimate | None


class Readiness(msgspec.Struct, frozen=True):
    """How an exam would go on a day, if nothing were studied until then."""

    day: StudyDay
    areas: tuple[AreaReadiness, ...]
    answers: int
    """Marked answers to the exam's items."""
    missing: int
    """Answers still to give before anything is estimated."""
    score: Estimate | None
    """`None` until there are answers enough and every area has been seen enough."""
    passing: Passing | None


class _Ground(msgspec.Struct, frozen=True):
    """An area with what can be said of it before anything is withheld."""

    topic: TopicId
    share: float
    questions: float
    """Of the paper."""
    concepts: int
    seen: int
    mean: float | None
    """Mean probability of a right answer; `None` where nothing can be asked."""
    doubt: float
    """Variance of the mean by the luck of first answers."""
    lean: float
    """How far the mean may lie too low for what was never seen."""
    remembered: float
    """How much the mean moves with an error of the memory model."""

    @property
    def missing(self) -> int:
        return max(math.ceil(LEAST_SHARE * self.concepts) - self.seen, 0)


def readiness(blueprint: Blueprint, library: Library, record: Record, day: StudyDay) -> Readiness:
    """Return how an exam would go on a day, withheld where the log says too little."""
    areas = items_by_area(blueprint, library)
    exam = {item.id for items in areas.values() for item in items}
    answers = sum(answer.marked and answer.item in exam for answer in record.answers)
    missing = max(LEAST_ANSWERS - answers, 0)
    error = calibrate(record.answers).error
    grounds = [_ground(blueprint, topic, items, record, day) for topic, items in areas.items()]
    shown = tuple(_area(ground, error, withheld=missing > 0) for ground in grounds)
    whole = _whole(grounds, error) if all(area.score for area in shown) else None
    return Readiness(
        day=day,
        areas=shown,
        answers=answers,
        missing=missing,
        score=_estimate(whole) if whole is not None else None,
        passing=_passing(whole, blueprint.pass_mark) if whole is not None else None,
    )


def items_by_area(blueprint: Blueprint, library: Library) -> dict[TopicId, tuple[Item, ...]]:
    """Return the items of each of an exam's areas; one of several areas counts in its first."""
    areas: dict[TopicId, list[Item]] = {area.topic: [] for area in blueprint.weights.areas}
    for item in select_items(library, Filter(exam=Exam(blueprint.exam))):
        home = blueprint.weights.home(library.concepts[item.concept].syllabus)
        if home is not None:
            areas[home].append(item)
    return {topic: tuple(items) for topic, items in areas.items()}


def first_sight(items: Iterable[Item], answers: Iterable[Judged]) -> FirstSight:
    """Estimate how much of what was never seen is known, from first answers to items like it.

    The fewer they are, the closer to nothing; what is right as often as guesses are is no knowledge.
    """
    chances = {item.id: chance_of(item) for item in items}
    firsts = (a for a in answers if a.is_new and a.marked and a.item in chances)
    return sight_of(Counter((chances[first.item], first.recalled) for first in firsts))


def sight_of(firsts: Mapping[tuple[float, bool], int]) -> FirstSight:
    """Estimate the same from how many first answers, by chance, were right and wrong."""
    room = math.fsum((1 - chance) * count for (chance, _), count in firsts.items()) + PRIOR
    beyond = math.fsum((recalled - chance) * count for (chance, recalled), count in firsts.items())
    known = min(max(beyond / room, 0.0), 1.0)
    rights = ((knowing(known, chance), count) for (chance, _), count in firsts.items())
    variance = math.fsum(p * (1 - p) * count for p, count in rights) / room**2
    return FirstSight(known, variance, PRIOR * BLIND / room)


def _ground(
    blueprint: Blueprint, topic: TopicId, items: Iterable[Item], record: Record, day: StudyDay
) -> _Ground:
    """Return what can be said of an area."""
    items = tuple(items)
    sight, aside = first_sight(items, record.answers), record.aside
    asked = [item for item in items if item.id not in aside]
    seen = [item for item in asked if item.id in record.memories]
    room = math.fsum(1 - chance_of(item) for item in asked)
    kept = math.fsum(1 - chance_of(item) for item in seen)
    rights = [_right(item, sight, record, day) for item in asked]
    unseen = (room - kept) / max(len(asked), 1)
    share = blueprint.weights.shares[topic]
    return _Ground(
        topic=topic,
        share=share,
        questions=share * blueprint.questions.value,
        concepts=len({item.concept for item in asked}),
        seen=len({item.concept for item in seen}),
        mean=fmean(rights) if rights else None,
        doubt=unseen**2 * sight.variance,
        lean=unseen * sight.lean,
        remembered=kept / max(len(asked), 1),
    )


def _right(item: Item, sight: FirstSight, record: Record, day: StudyDay) -> float:
    memory = record.memories.get(item.id)
    if memory is None:
        return sight.right(chance_of(item))
    return knowing(recall_later(memory, day, record.model), chance_of(item))


def _area(ground: _Ground, error: float, *, withheld: bool) -> AreaReadiness:
    told = None if withheld or ground.missing else _alone(ground, error)
    return AreaReadiness(
        topic=ground.topic,
        share=ground.share,
        concepts=ground.concepts,
        seen=ground.seen,
        missing=ground.missing,
        score=_estimate(told) if told is not None else None,
    )


def _alone(ground: _Ground, error: float) -> NormalDist | None:
    """Return the score in one area, as if its questions were the whole paper."""
    if ground.mean is None:
        return None
    luck = ground.mean * (1 - ground.mean) / ground.questions
    return _normal(ground.mean, luck + ground.doubt + ground.lean**2 + (ground.remembered * error) ** 2)


def _whole(grounds: Iterable[_Ground], error: float) -> NormalDist:
    """Return the score in all: by luck areas are off on their own, by what is believed all at once."""
    mean = luck = doubt = lean = remembered = 0.0
    for ground in grounds:
        assert ground.mean is not None
        mean += ground.share * ground.mean
        luck += ground.share**2 * ground.mean * (1 - ground.mean) / ground.questions
        doubt += ground.share**2 * ground.doubt
        lean += ground.share * ground.lean
        remembered += ground.share * ground.remembered
    return _normal(mean, luck + doubt + lean**2 + (remembered * error) ** 2)


def _normal(mean: float, variance: float) -> NormalDist:
    return NormalDist(mean, max(math.sqrt(variance), 1e-9))


def _estimate(score: NormalDist) -> Estimate:
    reach = NormalDist().inv_cdf((1 + LEVEL) / 2) * score.stdev
    mean = min(max(score.mean, 0.0), 1.0)
    return Estimate(mean, max(mean - reach, 0.0), min(mean + reach, 1.0))


def _passing(score: NormalDist, mark: PassMark) -> Passing:
    return Passing(1 - score.cdf(mark.low), 1 - score.cdf(mark.high))
