"""Sessions chosen from streams: what was seen and what is new, each the best first, drawn as far as needed.

The same choice as `core.plan` makes from whole lists, for so many items that listing all would take long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from heapq import heapify, heappop, heappush
from itertools import groupby
from typing import NamedTuple, TypeAlias

from examprep.core.item import ItemId
from examprep.core.lots import Kin, Lot
from examprep.core.narrow import Box, Due
from examprep.core.plan import Dice, Limits

CUTS = 2_000
"""Cuts of a box after which reading all that is left is faster."""
KinOf: TypeAlias = Callable[[ItemId], Kin | None]
"""What is to be known of an item; `None` for one that may not be asked."""


class Ranked(NamedTuple):
    """An item with all that decides where it comes, the smallest first."""

    loss: float
    depth: int
    level: int
    dice: bytes
    item: ItemId


def rank_due(due: Iterable[Due], kin_of: KinOf, dice: Dice) -> Iterator[Ranked]:
    """Yield what may be asked of what is due, the most forgotten first as it comes."""
    for forgotten, group in groupby(due, key=lambda one: one.forgotten):
        yield from sorted(
            Ranked(-forgotten, kin.depth, kin.level, dice(one.item), one.item)
            for one in group
            if (kin := kin_of(one.item)) is not None
        )


def rank_new(
    weighed: Iterable[tuple[float, Lot]], known: Callable[[], Container[ItemId]], dice: Dice
) -> Iterator[Ranked]:
    """Yield what is not known of some lots, those with the least loss first."""
    told = known()

    def order(one: tuple[float, Lot]) -> tuple[float, int, int]:
        return one[0], one[1].kin.depth, one[1].kin.level

    for key, group in groupby(sorted(weighed, key=order), key=order):
        unseen = (item for _, lot in group for item in lot.items if item not in told)
        yield from sorted(Ranked(*key, dice(item), item) for item in unseen)


def rank_boxes(
    ready: list[Ranked],
    whole: Box | None = None,
    most: Callable[[Box], float] = lambda _: 0.0,
    look_into: Callable[[Box], Iterable[Ranked]] = lambda _: (),
) -> Iterator[Ranked]:
    """Yield what is ready and what lies in a box, what gains most first, looking into as little as needed.

    `most` bounds what anything in a box gains. After many cuts the parts that are left are cut no further.
    """
    heapify(ready)
    boxes = [] if whole is None else [(-most(whole), whole)]
    cuts = 0
    while ready or boxes:
        while boxes and (not ready or boxes[0][0] <= ready[0].loss):
            least, box = heappop(boxes)
            halves = box.halves() if least < 0 and cuts < CUTS else ()
            for half in halves:
                heappush(boxes, (-most(half), half))
            cuts += bool(halves)
            for one in look_into(box) if not halves else ():
                heappush(ready, one)
        if ready:
            yield heappop(ready)


def choose(seen: Iterator[Ranked], new: Iterator[Ranked], limits: Limits) -> tuple[ItemId, ...]:
    """Return the best of both streams that the limits of a session allow."""
    room = limits.total if limits.new is None else limits.new
    taken: Counter[str] = Counter()
    chosen: list[ItemId] = []
    old = fresh = None
    while len(chosen) < limits.total:
        old = old or next(seen, None)
        fresh = (fresh or next(new, None)) if room > 0 else None
        if old is None and fresh is None:
            break
        is_new = old is None or (fresh is not None and fresh < old)
        best, old, fresh = (fresh, old, None) if is_new else (old, None, fresh)
        assert best is not None
        concept = best.item.partition("/")[0]
        if taken[concept] < limits.a_concept:
            taken[concept] += 1
            room -= is_new
            chosen.append(best.item)
    return tuple(chosen)
