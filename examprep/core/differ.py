"""What changed between two states of some banks, as learners' histories will notice it.

Histories hang on an item's id. What was answered stays true only while question, key and kind mean the
same; reasons, sources and levels may change without anybody's answers being worth less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from examprep.core.bank import Bank
from examprep.core.item import Item, ItemId, Text, digest_of, kind_of
from examprep.core.library import card_of, is_card
from examprep.core.markup import plain
from examprep.core.text import fold


class Change(StrEnum):
    """What became of an item; the first three are noticed by histories."""

    REMOVED = "removed"
    RENAMED = "renamed"
    MEANING = "meaning"
    SLIPS = "slips"
    WORDING = "wording"
    ADDED = "added"


NOTICED = frozenset((Change.REMOVED, Change.RENAMED, Change.MEANING))


class Difference(msgspec.Struct, frozen=True):
    """One item that is not what it was."""

    item: ItemId
    change: Change
    fields: tuple[str, ...] = ()
    """What of it changed."""
    became: ItemId | None = None
    """The new id of what was probably renamed."""


def differences(old: Iterable[Bank], new: Iterable[Bank]) -> tuple[Difference, ...]:
    """Return every item that was added, removed or changed, the worst first."""
    before, after = _items(old), _items(new)
    renamed = _renamed(before, after)
    found = [Difference(id, Change.RENAMED, became=became) for id, became in renamed.items()]
    found += [Difference(id, Change.REMOVED) for id in before.keys() - after.keys() - renamed.keys()]
    found += [Difference(id, Change.ADDED) for id in after.keys() - before.keys() - set(renamed.values())]
    for id in before.keys() & after.keys():
        found.extend(_compared(before[id], after[id]))
    order = list(Change)
    return tuple(sorted(found, key=lambda one: (order.index(one.change), one.item)))


def _items(banks: Iterable[Bank]) -> dict[ItemId, Item]:
    """Return every item by its id, the flashcards of the concepts among them."""
    found: dict[ItemId, Item] = {}
    for bank in banks:
        found |= {card.id: card for card in map(card_of, bank.concepts)}
        found |= {item.id: item for item in bank.items()}
    return found


def _renamed(before: Mapping[ItemId, Item], after: Mapping[ItemId, Item]) -> dict[ItemId, ItemId]:
    """Return for each id that is gone the new one whose item is the same but for its id."""
    fresh: dict[str, list[ItemId]] = {}
    for id in sorted(after.keys() - before.keys()):
        fresh.setdefault(_content(after[id]), []).append(id)
    pairs: dict[ItemId, ItemId] = {}
    for id in sorted(before.keys() - after.keys()):
        if fresh.get(_content(before[id])):
            pairs[id] = fresh[_content(before[id])].pop(0)
    return pairs


def _content(item: Item) -> str:
    return digest_of(msgspec.structs.replace(item, id=ItemId("")))


def _compared(old: Item, new: Item) -> Iterator[Difference]:
    if kind_of(old) != kind_of(new):
        yield Difference(old.id, Change.MEANING, ("kind",))
        return
    kinds: dict[Change, list[str]] = {}
    for field in old.__struct_fields__:
        change = _change_of(field, getattr(old, field), getattr(new, field))
        if change is Change.MEANING and is_card(old) and field != "ask":
            change = Change.WORDING  # a note that says it better is about the same concept
        if change is not None:
            kinds.setdefault(change, []).append(field)
    if kinds:
        worst = min(kinds, key=list(Change).index)
        yield Difference(old.id, worst, tuple(name for names in kinds.values() for name in names))


_BESIDE = ("why", "sources", "as_of", "level")
"""Fields of an item that are no part of what is asked and what is right."""
_REASONS = ("why", "slips")
"""Fields below an item that give reasons for wrong answers."""


def _change_of(field: str, old: Any, new: Any) -> Change | None:
    """Return how much a field's change weighs."""
    if old == new:
        return None
    if field in _BESIDE:
        return Change.WORDING
    if field == "slips":
        return Change.WORDING if _asked(old, ("why",)) == _asked(new, ("why",)) else Change.SLIPS
    if _asked(old, _REASONS) != _asked(new, _REASONS):
        is_moved = field == "options" and _as_set(old) == _as_set(new)
        return Change.SLIPS if is_moved else Change.MEANING  # slips are kept by their place
    return Change.WORDING if _asked(old, ("why",)) == _asked(new, ("why",)) else Change.SLIPS


def _as_set(options: tuple[Any, ...]) -> list[str]:
    """Return options in an order of their own; shown they are shuffled."""
    return sorted(repr(_asked(option, _REASONS)) for option in options)


def _asked(value: Any, without: tuple[str, ...]) -> Any:
    """Return a value as far as it is asked: some fields left out, of texts only the words."""
    match value:
        case Text():
            return _words(value.ja), _words(value.en)
        case tuple():
            return tuple(_asked(part, without) for part in value)
        case dict():
            return {key: _asked(part, without) for key, part in value.items()}
        case msgspec.Struct():
            names = (name for name in value.__struct_fields__ if name not in without)
            return {name: _asked(getattr(value, name), without) for name in names}
        case _:
            return value


def _words(source: str) -> str:
    """Return a text without what changes no meaning: spaces, full stops and commas, width of characters."""
    return re.sub(r"[\s、。，．]+|[,.](?!\d)", "", fold(plain(source))) if "$" not in source else fold(source)
