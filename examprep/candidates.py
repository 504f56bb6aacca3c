"""What a session asks, chosen from a large store: what cannot matter is neither fetched nor weighed.

The same items as `core.plan` chooses from everything. Lots stand for what is new, a bound on gains for what
is remembered.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from functools import cached_property
from itertools import chain

import msgspec

from examprep.aim import SIGHTS, decide_way, fading_of, fetch_recent, keep_way, standing_way
from examprep.core.course import SAMPLE, Course, Entry, Style, gains_now, goes_by_due_date, stand_for
from examprep.core.curve import State
from examprep.core.day import StudyDay
from examprep.core.item import ItemId
from examprep.core.library import Filter, Library, catalogue_for, lots_passing
from examprep.core.lots import Kin, Lot
from examprep.core.narrow import Box, Due, Terrain, Trace
from examprep.core.pace import learn_pace
from examprep.core.plan import Dice, Limits, Outlook, Way, new_entry, open_course, seen_entry
from examprep.core.readiness import sight_of
from examprep.core.settings import Goal
from examprep.core.stream import Ranked, choose, rank_boxes, rank_due, rank_new
from examprep.core.syllabus import TopicId
from examprep.env import Env
from examprep.loader.cache import load_blueprint
from examprep.store.store import Store

PAGE = 500
"""Due items fetched at first: more than a session takes."""
FEW = 1_000
"""Remembered items that are weighed without further ado: those of the lots in which most can be gained."""


class Past:
    """What a store knows before a session: read once, when it is first asked for."""

    def __init__(self, store: Store, *, away: frozenset[ItemId], today: StudyDay, dice: Dice) -> None:
        self.store = store
        self.away = away
        """What may not be asked."""
        self.today = today
        self.dice = dice

    @cached_property
    def seen(self) -> Set[ItemId]:
        """Every item remembered."""
        return self.store.fetch_seen()

    @cached_property
    def known(self) -> Set[ItemId]:
        """What is not new: remembered or set aside."""
        return self.seen | self.away if self.away else self.seen


class Pool:
    """The items that a session may ask."""

    def __init__(self, past: Past, library: Library, wanted: Filter) -> None:
        self.past = past
        catalogue = catalogue_for(library, wanted)
        self._place = catalogue.place
        self.lots = {place: catalogue.lots[place] for place in sorted(lots_passing(catalogue, wanted))}

    def __bool__(self) -> bool:
        return any(item not in self.past.away for lot in self.lots.values() for item in lot.items)

    def place(self, item: ItemId) -> int | None:
        """Return the place of an item's lot; `None` if there is none in the pool."""
        place = self._place.get(item)
        return place if place in self.lots else None

    def lot(self, item: ItemId) -> int | None:
        """Return the place of an item's lot; `None` if it may not be asked."""
        return None if item in self.past.away else self.place(item)

    def kin(self, item: ItemId) -> Kin | None:
        """Return what is to be known of an item; `None` if it may not be asked."""
        place = self.lot(item)
        return None if place is None else self.lots[place].kin

    def size_of(self, items: Set[ItemId]) -> int:
        """Return how many of some items are in the pool, set aside or not."""
        every = chain.from_iterable(lot.items for lot in self.lots.values())
        return list(map(items.__contains__, every)).count(True)


def plan_by_due(pool: Pool, limits: Limits) -> tuple[ItemId, ...]:
    """Return what to ask by date: what is due, the most forgotten first, then what is new."""
    new = rank_new(((1.0, lot) for lot in pool.lots.values()), lambda: pool.past.known, pool.past.dice)
    return choose(rank_due(_due(pool), pool.kin, pool.past.dice), new, limits)


def plan_by_gain(pool: Pool, footing: Footing, way: Way, limits: Limits) -> tuple[ItemId, ...]:
    """Return what to ask now: what raises the expected score on the exam day most per second."""
    if goes_by_due_date(footing.course, way.style, decided=way.decided):
        return plan_by_due(pool, limits)
    scales = _Scales(pool, footing, way.style)
    new = rank_new(scales.new(), lambda: pool.past.known, pool.past.dice)
    return choose(scales.seen(), new, limits)


def _due(pool: Pool) -> Iterator[Due]:
    """Yield what is due, a short page of it first."""
    page = pool.past.store.fetch_due(pool.past.today, 0, PAGE)
    yield from page
    if len(page) == PAGE:
        yield from pool.past.store.fetch_due(pool.past.today, PAGE)


# --- with a goal


class Footing(msgspec.Struct, frozen=True):
    """What the items of an exam are worth, and the course to its day, its entries left out."""

    course: Course
    homes: Mapping[tuple[TopicId, ...], TopicId]
    """The area in which items with these topics count."""
    weights: Mapping[TopicId, float]
    """Of one item of an area."""
    known: Mapping[TopicId, float]
    """How likely an item of an area is known at first sight."""
    pace: Mapping[str, float]

    def entry(self, kin: Kin) -> Entry:
        """Return what an item never asked is in the course."""
        home = self.homes.get(kin.syllabus, TopicId(""))
        weight, known = self.weights.get(home, 0.0), self.known.get(home, 0.0)
        return new_entry(weight, kin.chance, self.pace[kin.kind], known)


def footing_of(env: Env, library: Library, goal: Goal, exam: Pool) -> Footing:
    """Return what the items of an exam are worth today; the pool holds all of them."""
    blueprint = load_blueprint(env.paths.content, env.paths.cache, goal.exam)
    homes = {lot.kin.syllabus: blueprint.weights.home(lot.kin.syllabus) for lot in exam.lots.values()}
    counted = {own: home for own, home in homes.items() if home is not None}
    pace = learn_pace(_kinds(library, exam))
    store = exam.past.store
    fading = fading_of(library, store)
    outlook = Outlook(goal, exam.past.today, {}, {}, pace, store.model(), env.settings.new, fading)
    return Footing(
        course=open_course((), _unseen(exam), outlook),
        homes=counted,
        weights=_weights(exam, counted, blueprint.weights.shares),
        known=_known(exam, counted),
        pace=pace,
    )


def renew_way(env: Env, goal: Goal, pool: Pool, footing: Footing) -> None:
    """Decide anew how the days to a goal are used, where that was not decided within a week."""
    store, fading = pool.past.store, footing.course.fading
    if standing_way(env, store, goal, fading) is None:
        keep_way(env, store, goal, decide_way(env, goal, _sampled(pool, footing)), fading)


def _kinds(library: Library, exam: Pool) -> Iterator[tuple[str, float]]:
    """Yield the kinds of the items answered of late, with the seconds it took."""
    lots, place = library.catalogue.lots, library.catalogue.place
    for item, seconds in fetch_recent(exam.past.store, exam.past.today):
        if item in place:
            yield lots[place[item]].kin.kind, seconds


def _unseen(exam: Pool) -> int:
    """Return how many items there are to be met."""
    every = sum(len(lot.items) for lot in exam.lots.values())
    remembered = exam.past.store.fetch_memories(exam.past.away)
    aside = sum(exam.place(item) is not None and item not in remembered for item in exam.past.away)
    return every - aside - exam.size_of(exam.past.seen)


def _weights(
    exam: Pool, homes: Mapping[tuple[TopicId, ...], TopicId], shares: Mapping[TopicId, float]
) -> dict[TopicId, float]:
    """Return what one item of each area is worth: the area's share, spread over what may be asked of it."""
    away, sizes = Counter(map(exam.place, exam.past.away)), Counter[TopicId]()
    for place, lot in exam.lots.items():
        if lot.kin.syllabus in homes:
            sizes[homes[lot.kin.syllabus]] += len(lot.items) - away[place]
    return {home: shares[home] / size for home, size in sizes.items() if size}


def _known(exam: Pool, homes: Mapping[tuple[TopicId, ...], TopicId]) -> dict[TopicId, float]:
    """Return how likely an item of each area is known before it is ever asked."""
    firsts: dict[TopicId, Counter[tuple[float, bool]]] = {home: Counter() for home in homes.values()}
    for first in exam.past.store.fetch_firsts(SIGHTS):
        place = exam.place(first.item)
        if first.marked and place is not None and (kin := exam.lots[place].kin).syllabus in homes:
            firsts[homes[kin.syllabus]][kin.chance, first.recalled] += 1
    return {home: sight_of(found).known for home, found in firsts.items()}


def _sampled(pool: Pool, footing: Footing) -> Course:
    """Return a course of some items that stands for that of all, from which a way is decided."""
    items = [
        (item, lot.kin) for lot in pool.lots.values() for item in lot.items if item not in pool.past.away
    ]
    chosen = random.Random(0).sample(items, min(len(items), SAMPLE))  # noqa: S311
    memories = pool.past.store.fetch_memories(item for item, _ in chosen)
    entries = [
        footing.entry(kin)
        if (memory := memories.get(item)) is None
        else seen_entry(
            footing.entry(kin), State(memory.stability, memory.difficulty), memory.last, pool.past.today
        )
        for item, kin in chosen
    ]
    weight = sum(footing.entry(kin).weight for _, kin in items)
    return stand_for(msgspec.structs.replace(footing.course, entries=tuple(entries)), len(items), weight)


class _Scales:
    """What the items of a pool gain."""

    def __init__(self, pool: Pool, footing: Footing, style: Style) -> None:
        self._pool = pool
        self._course = footing.course
        self._style = style
        self._fresh = {place: footing.entry(lot.kin) for place, lot in pool.lots.items()}

    def new(self) -> Iterator[tuple[float, Lot]]:
        """Yield every lot with the loss that stands for the gain of an unseen item."""
        gains = self._gains(self._fresh.values())
        for gain, lot in zip(gains.values(), self._pool.lots.values(), strict=True):
            yield -gain, lot

    def seen(self) -> Iterator[Ranked]:
        """Yield what is remembered, what gains most first.

        Lots in which most can be gained are weighed at once; of the others what can gain as much is sought.
        """
        tried, others = self._divide()
        past, course = self._pool.past, self._course
        ready = list(self._rank(past.store.trace_items(tried), self._pool.lots))
        oldest = past.store.fetch_oldest() if others else None
        if oldest is None or oldest >= past.today:
            return rank_boxes(ready)
        most = max(map(self._most, others))
        terrain = Terrain(course.curve, course.days, past.today - oldest)

        def look_into(box: Box) -> Iterator[Ranked]:
            return self._rank(past.store.fetch_traces(terrain.window(box, past.today)), others)

        return rank_boxes(ready, terrain.whole, lambda box: most * terrain.most(box), look_into)

    def _divide(self) -> tuple[list[ItemId], Set[int]]:
        """Return what is remembered of the lots in which most can be gained, and all other lots."""
        known, away = self._pool.past.known, self._pool.past.away
        tried: list[ItemId] = []
        lots = sorted(self._pool.lots, key=self._most)
        while lots and len(tried) < FEW:
            items = self._pool.lots[lots.pop()].items
            tried += (item for item in items if item in known and item not in away)
        return tried, frozenset(lots)

    def _most(self, place: int) -> float:
        """Return what an item of a lot would gain a second if it were all recall."""
        entry = self._fresh[place]
        return entry.weight * (1 - entry.chance) / entry.seconds

    def _rank(self, traces: Iterable[Trace], lots: Container[int]) -> Iterator[Ranked]:
        """Rank what may be asked of some lots and was not yet answered today."""
        pool = self._pool
        asked = [
            (one.item, place, one)
            for one in traces
            if (place := pool.lot(one.item)) is not None and place in lots
        ]
        if not asked:
            return
        entries = (
            seen_entry(self._fresh[place], State(one.stability, one.difficulty), one.last, pool.past.today)
            for _, place, one in asked
        )
        for at, gain in self._gains(entries).items():
            item, place, _ = asked[at]
            kin = pool.lots[place].kin
            yield Ranked(-gain, kin.depth, kin.level, pool.past.dice(item), item)

    def _gains(self, entries: Iterable[Entry]) -> dict[int, float]:
        return gains_now(msgspec.structs.replace(self._course, entries=tuple(entries)), self._style)
