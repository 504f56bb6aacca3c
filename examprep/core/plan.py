"""Decide what a session asks.

The plan is decided once, from values the caller has fetched, so the same inputs always
give the same plan.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from examprep.core.day import StudyDay
from examprep.core.item import ConceptId, Item, ItemId
from examprep.core.memory import Memory, retrievability


class Limits(msgspec.Struct, frozen=True):
    """How much one session may hold."""

    total: int = 20
    new: int = 10
    a_concept: int = 1
    """Items of one concept, so that a sibling cannot give the answer away."""


def plan_session(
    items: Iterable[Item],
    memories: Mapping[ItemId, Memory],
    depths: Mapping[ConceptId, int],
    *,
    today: StudyDay,
    limits: Limits,
    rng: random.Random,
) -> tuple[ItemId, ...]:
    """Return the items to ask: due first, the most forgotten before, then new ones.

    New items come with the concepts that others rest on first, and the easier levels first.
    """
    due, new = _due_and_new(items, memories, today, rng)
    due.sort(key=lambda item: retrievability(memories[item.id], today))
    new.sort(key=lambda item: (depths.get(item.concept, 0), item.level))
    taken: Counter[ConceptId] = Counter()
    chosen = _take(due, limits.total, limits.a_concept, taken)
    room = min(limits.new, limits.total - len(chosen))
    chosen += _take(new, room, limits.a_concept, taken)
    return tuple(item.id for item in chosen)


def _due_and_new(
    items: Iterable[Item], memories: Mapping[ItemId, Memory], today: StudyDay, rng: random.Random
) -> tuple[list[Item], list[Item]]:
    """Split into due and new, each in a random order that stable sorts keep among equals."""
    due: list[Item] = []
    new: list[Item] = []
    ordered = sorted(items, key=lambda item: item.id)
    for item in rng.sample(ordered, len(ordered)):
        memory = memories.get(item.id)
        if memory is None:
            new.append(item)
        elif memory.due <= today:
            due.append(item)
    return due, new


def _take(items: Iterable[Item], limit: int, a_concept: int, taken: Counter[ConceptId]) -> list[Item]:
    """Take items until the limit, no more of a concept than allowed; `taken` keeps count."""
    chosen: list[Item] = []
    for item in items:
        if len(chosen) >= limit:
            break
        if taken[item.concept] < a_concept:
            taken[item.concept] += 1
            chosen.append(item)
    return chosen
