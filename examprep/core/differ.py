"""What changed between two states of some banks, as learners' histories will notice it.

Histories hang on an item's id. What was answered stays true only while question, key and kind mean the
same; reasons, sources and levels may change without anybody's answers being worth less. Whether other words
still ask the same, only a person can tell; whether another expression gives the same numbers, draws can.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from examprep.core import expr
from examprep.core.bank import Bank
from examprep.core.draw import PLACEHOLDER
from examprep.core.item import Item, ItemId, Text, digest_of, kind_of
from examprep.core.library import card_of, is_card
from examprep.core.markup import plain
from examprep.core.params import ParamError, draw_values, parse_form
from examprep.core.text import fold


class Change(StrEnum):
    """What became of an item; the first three are noticed by histories."""

    REMOVED = "removed"
    RENAMED = "renamed"
    MEANING = "meaning"
    REWORDED = "reworded"
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
    draws, free = _draws(old, new, old.where), _draws(old, new, None)
    kinds: dict[Change, list[str]] = {}
    for field in old.__struct_fields__:
        at = free if field == "where" else draws
        change = _change_of(field, getattr(old, field), getattr(new, field), at)
        if change in _ASKED and is_card(old) and field != _PROMPT:
            change = Change.WORDING  # a note that says it better is about the same concept
        if change is not None:
            kinds.setdefault(change, []).append(field)
    if kinds:
        worst = min(kinds, key=list(Change).index)
        yield Difference(old.id, worst, tuple(name for names in kinds.values() for name in names))


_ASKED = (Change.MEANING, Change.REWORDED)
_PROMPT = "ask"
_BESIDE = ("why", "sources", "as_of", "level", "check", "runs")
"""Fields of an item that are no part of what is asked and what is right."""
_EXPRESSIONS = ("answer", "value", "where")
"""Fields that hold an expression, where they hold no text."""

_Draws = Sequence[Mapping[str, int | float]]
"""Values of the parameters at which expressions are compared."""
_MOST = 200


def _change_of(field: str, old: Any, new: Any, draws: _Draws) -> Change | None:
    """Return how much a field's change weighs."""
    if old == new:
        return None
    if field in _BESIDE:
        return Change.WORDING
    if field == "params":
        return Change.WORDING if _forms(old) == _forms(new) else Change.MEANING
    change = _weighed(field, old, new, draws)
    if change is Change.MEANING and field == _PROMPT:
        return Change.REWORDED  # where it asks something else, the key or the parameters change, too
    if change in _ASKED and field == "options" and _as_set(old, draws) == _as_set(new, draws):
        return Change.SLIPS  # shown they are shuffled; slips are kept by their place
    return change


def _weighed(field: str, old: Any, new: Any, draws: _Draws) -> Change | None:
    """Return the worst change within a value."""
    if old == new:
        return None
    match old, new:
        case Text(), Text():
            return _reworded(old, new, draws)
        case (tuple(), tuple()) | (dict(), dict()) | (msgspec.Struct(), msgspec.Struct()):
            ours, theirs = _parts(field, old), _parts(field, new)
            if type(old) is not type(new) or ours.keys() != theirs.keys():
                change: Change | None = Change.MEANING
            else:
                changes = (_part_changed(*key, ours[key], theirs[key], draws) for key in ours)
                change = min((one for one in changes if one), key=list(Change).index, default=None)
            return Change.SLIPS if change in _ASKED and field == "slips" else change
        case str(), str() if field in _EXPRESSIONS:
            return Change.WORDING if _values(old, draws) == _values(new, draws) else Change.MEANING
        case _:
            return Change.MEANING


def _part_changed(field: str, _place: object, old: Any, new: Any, draws: _Draws) -> Change | None:
    if field == "why":
        return None if old == new else Change.WORDING
    return _weighed(field, old, new, draws)


def _parts(field: str, value: Any) -> dict[tuple[str, object], Any]:
    """Return the parts of a value under the field that each is, and its place there."""
    if isinstance(value, tuple):
        return {(field, place): part for place, part in enumerate(value)}
    if isinstance(value, dict):
        return {(field, place): part for place, part in value.items()}
    return {(name, ""): getattr(value, name) for name in value.__struct_fields__}


def _reworded(old: Text, new: Text, draws: _Draws) -> Change:
    """Weigh a text: what one language still says in the same words is meant as before."""
    same = [_words(getattr(old, lang), draws) == _words(getattr(new, lang), draws) for lang in ("ja", "en")]
    if all(same):
        return Change.WORDING
    return Change.REWORDED if any(same) else Change.MEANING


def _as_set(options: tuple[Any, ...], draws: _Draws) -> list[tuple[str, str, bool]]:
    """Return options as they are told apart, in an order of their own."""
    return sorted((_words(one.text.ja, draws), _words(one.text.en, draws), one.right) for one in options)


def _words(source: str, draws: _Draws) -> str:
    """Return a text without what changes no meaning: spaces, full stops and commas, width of characters."""
    if draws and "{{" in source:
        source = PLACEHOLDER.sub(lambda found: f"<{_values(found[1].strip(), draws)}>", source)
    return re.sub(r"[\s、。，．]+|[,.](?!\d)", "", fold(plain(source))) if "$" not in source else fold(source)


# --- expressions


def _draws(old: Item, new: Item, where: str | None) -> _Draws:
    """Return draws under a condition; none where the items draw from different parameters."""
    if _forms(old.params) != _forms(new.params):
        return ()
    rng = random.Random(0)  # noqa: S311
    try:
        return [draw_values(old.params, where, rng) for _ in range(_MOST if old.params else 1)]
    except (ParamError, expr.ExprError):
        return ()


def _forms(params: Mapping[str, str]) -> dict[str, tuple[int | float, ...] | str]:
    """Return the values that each parameter may take, or what is written where that is no form."""
    return {name: _form(form) for name, form in params.items()}


def _form(source: str) -> tuple[int | float, ...] | str:
    try:
        return tuple(parse_form(source).values)
    except ParamError:
        return source


def _values(source: str, draws: _Draws) -> tuple[str, ...] | str:
    """Return what an expression gives at some draws, or as it is written where it cannot be computed."""
    try:
        return tuple(f"{expr.compute(source, values):.10g}" for values in draws) or source
    except (expr.ExprError, OverflowError):
        return source
