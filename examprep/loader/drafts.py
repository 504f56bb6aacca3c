"""Items that are still being written: something in them is `…`, or an empty text. Nobody is asked one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from examprep.core.bank import Askable, Bank, Concept, Extension
from examprep.core.item import Code, Item, Text, texts_of
from examprep.core.library import card_of, has_card

MARK = "…"
"""Stands where something is to be written."""
_EMPTY = re.compile(r"[\s.…。]*")


def is_blank(text: Text) -> bool:
    """Tell whether a text says nothing in one of the languages."""
    return any(_EMPTY.fullmatch(words) for words in (text.ja, text.en))


def is_draft(item: Item) -> bool:
    """Tell whether something of an item is still to be written."""
    code = {id(text) for text in fillings(item)}  # where `...` is an expression
    texts = (text for text in texts_of(item) if id(text) not in code)
    return any(map(is_blank, texts)) or MARK in {words.strip() for words in _words(item)}


def fillings(value: object) -> Iterator[Text]:
    """Yield the fillings of a program: they are code, not texts."""
    for blank in value.blanks.values() if isinstance(value, Code) else ():
        yield from (option.text for option in blank)


def without_drafts(bank: Bank) -> Askable:
    """Return what of a bank can be asked, and the ids of what is still being written."""
    cards = (card_of(concept).id for concept in bank.concepts if not has_card(concept))
    drafts = (item.id for item in bank.items() if is_draft(item))
    held = tuple(dict.fromkeys((*cards, *drafts)))
    if not held:
        return Askable(bank, ())
    concepts = tuple(msgspec.structs.replace(one, items=_written(one)) for one in bank.concepts)
    extensions = tuple(msgspec.structs.replace(one, items=_written(one)) for one in bank.extensions)
    return Askable(msgspec.structs.replace(bank, concepts=concepts, extensions=extensions), held)


def _written(owner: Concept | Extension) -> tuple[Item, ...]:
    return tuple(item for item in owner.items if not is_draft(item))


def _words(value: object) -> Iterator[str]:
    """Yield every string of a value, however deep."""
    match value:
        case str():
            yield value
        case tuple():
            for part in value:
                yield from _words(part)
        case dict():
            yield from _words(tuple(value.values()))
        case msgspec.Struct():
            yield from _words(tuple(getattr(value, field) for field in value.__struct_fields__))
