"""Bank and syllabus files -> core values."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from examprep.core.bank import Bank, BankId, Concept, Extension
from examprep.core.item import Item, ItemId, Text
from examprep.core.syllabus import Exam, Syllabus, Topic
from examprep.loader.shape import MISSING, Places, Shaper, entries_of
from examprep.loader.tree import Fault, Mapping, Node, Scalar
from examprep.loader.whole import in_order, open_file, without

_Read = TypeVar("_Read")


class Parsed(msgspec.Struct):
    """What one file holds, where everything stands, and what is wrong with it."""

    bank: Bank | None
    places: Places
    faults: tuple[Fault, ...]


class Header(msgspec.Struct, frozen=True):
    """What a bank file says before its concepts."""

    bank: BankId
    title: Text


UNNAMED = Header(BankId("unnamed"), Text("?", "?"))
"""Stands for a header that cannot be read, so that what is below it is still checked."""
_UNREAD = {"title": Text("？", "?"), "note": Text("未読", "unread"), "sources": ("?",), "items": ()}
"""Stand for fields of a concept that cannot be read, so that the others and its items are still checked."""


class _SyllabusForm(msgspec.Struct, frozen=True):
    title: Text
    version: str
    as_of: str
    areas: tuple[Topic, ...]


def parse_bank(source: bytes) -> Parsed:
    """Read one bank file; whatever can be read is, and every fault is told."""
    shaper = Shaper()
    root = open_file(source, shaper)
    bank = None if root is None else _bank(root, shaper)
    return Parsed(bank, shaper.places, in_order(shaper))


def parse_syllabus(source: bytes) -> tuple[Syllabus | None, tuple[Fault, ...]]:
    """Read one syllabus file."""
    shaper = Shaper()
    root = open_file(source, shaper)
    syllabus = None if root is None else _syllabus(root, shaper)
    return syllabus, in_order(shaper)


def _syllabus(root: Mapping, shaper: Shaper) -> Syllabus | None:
    exam = root.get("exam")
    form = shaper.convert(without(root, ("format", "exam")), _SyllabusForm)
    if not isinstance(exam, Scalar) or exam.text not in set(Exam):
        shaper.fault((exam or root).at, "value", "`exam` must be one of " + ", ".join(Exam))
        return None
    if form is MISSING:
        return None
    return Syllabus(
        exam=Exam(exam.text), title=form.title, version=form.version, as_of=form.as_of, areas=form.areas
    )


def _bank(root: Mapping, shaper: Shaper) -> Bank | None:
    header = shaper.convert(without(root, ("format", "concepts")), Header)
    entries = root.get("concepts")
    if entries is None:
        shaper.fault(root.at, "missing", "`concepts` is missing")
        return None
    values = [_concept_or_extension(node, shaper) for node in entries_of(entries, shaper, "concepts")]
    header = UNNAMED if header is MISSING else header
    bank = Bank(
        id=header.bank,
        title=header.title,
        concepts=tuple(value for value in values if isinstance(value, Concept)),
        extensions=tuple(value for value in values if isinstance(value, Extension)),
    )
    shaper.places.move(header, bank)
    return bank


def _concept_or_extension(node: Node, shaper: Shaper) -> Any:
    extends = isinstance(node, Mapping) and node.get("extend") is not None
    value = shaper.convert(node, Extension if extends else Concept)
    if value is MISSING:
        if extends or not isinstance(node, Mapping):
            return value
        # no fault of a concept hides those of its items
        instead = {"id": f"unnamed-{node.at.line}-{node.at.column}", **_UNREAD}
        value = shaper.spared(node, Concept, instead)
    owner = value.extend if extends else value.id
    items = tuple(_with_full_id(item, owner, shaper.places) for item in value.items)
    return _replaced(value, shaper.places, items=items)


def _with_full_id(item: Item, concept: str, places: Places) -> Item:
    return _replaced(item, places, id=ItemId(f"{concept}/{item.id}"))


def _replaced(value: _Read, places: Places, **changes: object) -> _Read:
    new = msgspec.structs.replace(value, **changes)  # type: ignore[type-var]
    places.move(value, new)
    return new
