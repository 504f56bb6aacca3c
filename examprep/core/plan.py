"""Decide what a session asks.

The plan is decided once, from values the caller has fetched, so the same inputs always
give the same plan. `candidates` chooses the same without fetching everything.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import TypeAlias

import msgspec

from examprep.core.chance import chance_of, knowing
from examprep.core.course import Course, Entry, Style, rank
from examprep.core.curve import State
from examprep.core.day import StudyDay
from examprep.core.fading import Fading
from examprep.core.item import ConceptId, Item, ItemId, kind_of
from examprep.core.memory import Memory, Model
from examprep.core.settings import Goal

Dice: TypeAlias = Callable[[ItemId], bytes]
"""Where an item comes among its equals."""


class Limits(msgspec.Struct, frozen=True):
    """How much one session may hold."""

    total: int = 20
    new: int | None = None
    """New items among them; `None`: as many as there is room for."""
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
    due, new = _due_and_new(in_order(items, depths, throw(rng)), memories, today)
    due.sort(key=lambda item: forgotten(memories[item.id], today), reverse=True)
    taken: Counter[ConceptId] = Counter()
    chosen = _take(due, limits.total, limits.a_concept, taken)
    room = limits.total - len(chosen)
    room = room if limits.new is None else min(limits.new, room)
    chosen += _take(new, room, limits.a_concept, taken)
    return tuple(item.id for item in chosen)


def throw(rng: random.Random) -> Dice:
    """Return dice that throw for an item what depends on nothing but it and one number of the generator."""
    key = rng.getrandbits(64).to_bytes(8, "big")
    return lambda item: hashlib.blake2b(item.encode(errors="surrogatepass"), key=key, digest_size=8).digest()


def in_order(items: Iterable[Item], depths: Mapping[ConceptId, int], dice: Dice) -> list[Item]:
    """Return items, the concepts that others rest on first, then the easier levels, then as dice fall."""
    return sorted(items, key=lambda item: (depths.get(item.concept, 0), item.level, dice(item.id)))


def forgotten(memory: Memory, today: StudyDay) -> float:
    """Return how much of an item is forgotten, on a scale of its own: in any model recall falls with it."""
    return max(today - memory.last, 0) / memory.stability


class Outlook(msgspec.Struct, frozen=True):
    """What a course is reckoned with."""

    goal: Goal
    today: StudyDay
    weights: Mapping[ItemId, float]
    """Each item's share of the exam's points."""
    known: Mapping[ItemId, float]
    """How likely an item is known before it is ever asked; not at all where nothing is said."""
    pace: Mapping[str, float]
    """Seconds an answer takes, kind by kind."""
    model: Model
    new: int = 0
    """New items a day, if not more are needed."""
    fading: Fading | None = None
    """How recall fades for this learner; `None`: as the model has it."""

    @property
    def days(self) -> int:
        """How many days there are until the exam."""
        return self.goal.days_left(self.today)


def course_of(items: Sequence[Item], memories: Mapping[ItemId, Memory], outlook: Outlook) -> Course:
    """Return the course from today to an exam, an entry an item."""
    entries = tuple(_entry(item, memories.get(item.id), outlook) for item in items)
    return open_course(entries, sum(entry.state is None for entry in entries), outlook)


def open_course(entries: tuple[Entry, ...], unseen: int, outlook: Outlook) -> Course:
    """Return a course from today to an exam; of all its items, given or not, so many are new."""
    new = max(outlook.new, new_a_day(unseen, outlook.days))
    return Course(entries, outlook.days, outlook.goal.minutes * 60.0, new, outlook.model, outlook.fading)


def new_a_day(unseen: int, days: int) -> int:
    """Return how many new items a day it takes to meet all of them in the first 70% of the days."""
    return math.ceil(unseen / (0.7 * max(days, 1)))


def _entry(item: Item, memory: Memory | None, outlook: Outlook) -> Entry:
    weight, seconds = outlook.weights.get(item.id, 0.0), outlook.pace[kind_of(item)]
    fresh = new_entry(weight, chance_of(item), seconds, outlook.known.get(item.id, 0.0))
    if memory is None:
        return fresh
    return seen_entry(fresh, State(memory.stability, memory.difficulty), memory.last, outlook.today)


def new_entry(weight: float, chance: float, seconds: float, known: float) -> Entry:
    """Return what an item never asked is in a course, known at first sight so likely."""
    return Entry(weight, chance, seconds, unseen=knowing(known, chance))


def seen_entry(fresh: Entry, state: State, last: StudyDay, today: StudyDay) -> Entry:
    """Return what an item is in a course once it was asked."""
    return Entry(fresh.weight, fresh.chance, fresh.seconds, state, min(last - today, 0))


class Way(msgspec.Struct, frozen=True):
    """How the days are used, as it was decided on one of them."""

    style: Style = Style.GAIN
    decided: int = 0
    """The day of the decision, counted from today: not after it."""


def plan_for_exam(
    items: Sequence[Item],
    course: Course,
    depths: Mapping[ConceptId, int],
    *,
    limits: Limits,
    way: Way,
    rng: random.Random,
) -> tuple[ItemId, ...]:
    """Return the items to ask now: what raises the expected score on the exam day most per second.

    Among equals, such as new items of one area and kind, the concepts that others rest on come first,
    then the easier levels.
    """
    at = {item.id: place for place, item in enumerate(items)}
    places = [at[item.id] for item in in_order(items, depths, throw(rng))]
    sorted_course = msgspec.structs.replace(course, entries=tuple(course.entries[n] for n in places))
    ranked = [places[n] for n in rank(sorted_course, way.style, decided=way.decided)]
    new = {items[n].id for n in ranked if course.entries[n].state is None}
    return _within([items[n] for n in ranked], new, limits)


def _within(items: Iterable[Item], new: Set[ItemId], limits: Limits) -> tuple[ItemId, ...]:
    """Return the first items that the limits of a session allow."""
    taken: Counter[ConceptId] = Counter()
    chosen: list[ItemId] = []
    left = limits.total if limits.new is None else limits.new
    for item in items:
        if len(chosen) >= limits.total:
            break
        is_new = item.id in new
        if taken[item.concept] < limits.a_concept and (not is_new or left > 0):
            taken[item.concept] += 1
            left -= is_new
            chosen.append(item.id)
    return tuple(chosen)


def _due_and_new(
    items: Iterable[Item], memories: Mapping[ItemId, Memory], today: StudyDay
) -> tuple[list[Item], list[Item]]:
    """Split into due and new, in their order."""
    due: list[Item] = []
    new: list[Item] = []
    for item in items:
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
