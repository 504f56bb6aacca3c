"""Banks as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NewType

import msgspec

from examprep.core.item import ConceptId, Item, ItemId, Text
from examprep.core.syllabus import TopicId

BankId = NewType("BankId", str)
DrillId = NewType("DrillId", str)


class Concept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One thing to know, and what can be asked about it."""

    id: ConceptId
    title: Text
    note: Text
    """What one must know; the back of the concept's flashcard."""
    sources: tuple[str, ...]
    items: tuple[Item, ...]
    syllabus: tuple[TopicId, ...] = ()
    """What of an exam it serves; nothing where a bank is about something else."""
    requires: tuple[ConceptId, ...] = ()
    drills: tuple[DrillId, ...] = ()
    """Problems to program, the first to write first."""


class Extension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Items that one bank adds to a concept of another."""

    extend: ConceptId
    items: tuple[Item, ...]


class Bank(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One bank file."""

    id: BankId
    title: Text
    concepts: tuple[Concept, ...]
    extensions: tuple[Extension, ...] = ()

    def items(self) -> Iterator[Item]:
        """Yield every item the file writes down."""
        for concept in self.concepts:
            yield from concept.items
        for extension in self.extensions:
            yield from extension.items

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield what the file declares, which no other may: what it is, and its id."""
        yield "bank", self.id
        for concept in self.concepts:
            yield "concept", concept.id
        for item in self.items():
            yield "item", item.id


class Askable(msgspec.Struct, frozen=True, gc=False):
    """A bank as learners get it: without the items that are still being written."""

    bank: Bank
    drafts: tuple[ItemId, ...]
    """What was held back, the flashcards of concepts among it."""
