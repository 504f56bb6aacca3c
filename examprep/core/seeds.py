"""The documents that this content grew out of, and where each thing they teach is asked."""

from __future__ import annotations

from typing import NewType

import msgspec

from examprep.core.item import ConceptId, ItemId, Text

SeedId = NewType("SeedId", str)


class Document(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the documents."""

    id: SeedId
    title: Text


class Seed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that documents teach, with the concepts that cover it."""

    id: str
    documents: tuple[SeedId, ...]
    concepts: tuple[ConceptId, ...]


class Calculation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something a candidate must be able to compute, with the parametrised items that ask it."""

    id: str
    items: tuple[ItemId, ...]


class Seeds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `seeds.yaml` says."""

    documents: tuple[Document, ...]
    concepts: tuple[Seed, ...]
    calculations: tuple[Calculation, ...]
