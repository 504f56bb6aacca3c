"""Mock exams: the form an exam has, as far as it is known, and papers drawn to it."""

from __future__ import annotations

import hashlib
import math
import random
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from typing import TypeVar

import msgspec

from examprep.core.item import ConceptId, Item, ItemId, Recall, Text, digest_of
from examprep.core.library import Library
from examprep.core.memory import Memory
from examprep.core.syllabus import TopicId, is_under
from examprep.errors import UsageError

_Key = TypeVar("_Key")

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

    def home(self, topics: Iterable[str]) -> TopicId | None:
        """Return the area in which something of these topics counts, if in any."""
        return _home(topics, self.shares)

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


# --- one drawn


class Part(msgspec.Struct, frozen=True):
    """The questions of one area."""

    area: TopicId
    items: tuple[ItemId, ...]


class Paper(msgspec.Struct, frozen=True):
    """One mock exam: area by area, in the order of the blueprint."""

    parts: tuple[Part, ...]

    @property
    def items(self) -> tuple[ItemId, ...]:
        """Every item in the order it is asked."""
        return tuple(item for part in self.parts for item in part.items)


def draw_paper(
    blueprint: Blueprint,
    library: Library,
    memories: Mapping[ItemId, Memory],
    rng: random.Random,
    *,
    questions: int,
    away: Set[ItemId] = frozenset(),
) -> Paper:
    """Return a paper of so many questions, spread over areas as the blueprint says.

    In each area concepts come before siblings, levels have their share of what there is, and unseen items
    come before seen ones. Flashcards and what is `away` are left out. Raises `UsageError` where an area has
    too few items.
    """
    pools = _pools(blueprint.weights, library)
    dice = {item.id: rng.random() for pool in pools.values() for item in pool}
    pools = {area: [item for item in pool if item.id not in away] for area, pool in pools.items()}
    quotas = apportion(blueprint.weights.shares, questions)
    _refuse_short(blueprint.weights, quotas, {area: len(pool) for area, pool in pools.items()})
    return Paper(
        tuple(Part(area, _draw_part(pools[area], count, memories, dice)) for area, count in quotas.items())
    )


def code_of(items: Iterable[Item], seed: int) -> str:
    """Return a short code such as `1a2b-3c4d`: equal for equal questions drawn alike, else another."""
    words = [str(seed), *(word for item in items for word in (item.id, digest_of(item)))]
    code = hashlib.blake2b("\n".join(words).encode(), digest_size=4).hexdigest()
    return f"{code[:4]}-{code[4:]}"


def apportion(shares: Mapping[_Key, float], count: int) -> dict[_Key, int]:
    """Return whole numbers in proportion to shares that sum to `count`, by largest remainders."""
    whole = math.fsum(shares.values())
    exact = {key: share / whole * count for key, share in shares.items()}
    found = {key: math.floor(part) for key, part in exact.items()}
    by_remainder = sorted(shares, key=lambda key: found[key] - exact[key])
    for key in by_remainder[: count - sum(found.values())]:
        found[key] += 1
    return found


def _pools(weights: Weights, library: Library) -> dict[TopicId, list[Item]]:
    """Return what can be asked in each area, every item in one."""
    shares = weights.shares
    pools: dict[TopicId, list[Item]] = {area: [] for area in shares}
    for concept in library.concepts.values():
        home = _home(concept.syllabus, shares)
        if home is not None:
            pools[home] += (item for item in concept.items if not isinstance(item, Recall))
    return pools


def _refuse_short(weights: Weights, quotas: Mapping[TopicId, int], sizes: Mapping[TopicId, int]) -> None:
    """Raise `UsageError` that names the areas with too few items, and the largest paper there is."""
    short = {area: count for area, count in quotas.items() if count > sizes[area]}
    if not short:
        return
    asked = sum(quotas.values())
    most = next((n for n in range(asked - 1, 0, -1) if _fits(weights, n, sizes)), 0)
    advice = f"the largest paper has {most}: --questions {most}" if most else "no paper can be drawn"
    en = "; ".join(f"{area} has {sizes[area]} of {n} ({n - sizes[area]} short)" for area, n in short.items())
    ja = "、".join(f"{area} は{n}問のうち{sizes[area]}問しかない" for area, n in short.items())
    way = f"作れるのは{most}問まで: --questions {most}" if most else "試験を作れない"
    raise UsageError(
        f"too few questions for a paper of {asked}: {en}; {advice}",
        f"{asked}問の試験には足りない: {ja}。{way}",
    )


def _fits(weights: Weights, questions: int, sizes: Mapping[TopicId, int]) -> bool:
    return all(count <= sizes[area] for area, count in apportion(weights.shares, questions).items())


def _draw_part(
    pool: Sequence[Item], count: int, seen: Container[ItemId], dice: Mapping[ItemId, float]
) -> tuple[ItemId, ...]:
    """Return items of one area, one after the other the best there still is."""
    left = sorted(pool, key=lambda item: dice[item.id])
    levels = apportion(Counter(item.level for item in pool), count) if count else {}
    siblings: Counter[ConceptId] = Counter()
    for _ in range(count):
        best = min(left, key=lambda item: (siblings[item.concept], levels[item.level] <= 0, item.id in seen))
        left.remove(best)
        levels[best.level] -= 1
        siblings[best.concept] += 1
    kept = {item.id for item in left}
    chosen = [item.id for item in pool if item.id not in kept]
    return tuple(sorted(chosen, key=dice.__getitem__))
