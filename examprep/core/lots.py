"""Items sorted into lots that are alike in all a plan asks of them: 100,000 are then weighed lot by lot."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import msgspec

from examprep.core.chance import chance_of
from examprep.core.item import Item, ItemId, kind_of
from examprep.core.syllabus import TopicId


class Kin(msgspec.Struct, frozen=True, order=True):
    """All that a plan asks of an item before it was seen; where two differ, the smaller comes first."""

    depth: int
    """The length of the longest chain of concepts below, or the rank on a path."""
    level: int
    kind: str
    chance: float
    """Probability of a right answer by guessing."""
    is_card: bool
    """Whether it is the flashcard that its concept yields."""
    syllabus: tuple[TopicId, ...]


class Lot(msgspec.Struct, frozen=True):
    """Items that are alike."""

    kin: Kin
    items: tuple[ItemId, ...]


class Catalogue(msgspec.Struct, frozen=True, dict=True):
    """Every item in its lot."""

    lots: tuple[Lot, ...]

    @cached_property
    def place(self) -> dict[ItemId, int]:
        """Which lot an item is in."""
        places: dict[ItemId, int] = {}
        for number, lot in enumerate(self.lots):
            places |= dict.fromkeys(lot.items, number)
        return places


def sort_items(found: Iterable[tuple[tuple[TopicId, ...], int, bool, Item]]) -> Catalogue:
    """Sort items into lots; with each come its topics, its depth, and whether it is its concept's card."""
    alike: dict[tuple[object, ...], tuple[Kin, list[ItemId]]] = {}
    for syllabus, depth, is_card, item in found:
        chance = chance_of(item)
        key = (syllabus, depth, is_card, item.__class__, item.level, chance)  # hashes faster than a struct
        lot = alike.get(key)
        if lot is None:
            kin = Kin(depth, item.level, kind_of(item), chance, is_card, syllabus)
            lot = alike[key] = (kin, [])
        lot[1].append(item.id)
    return Catalogue(tuple(Lot(kin, _copied(items)) for kin, items in sorted(alike.values())))


def _copied(items: Iterable[ItemId]) -> tuple[ItemId, ...]:
    """Return the same ids side by side in memory: of 100,000 looked up, most time goes into finding them."""
    return tuple(map(ItemId, "\n".join(items).split("\n")))
