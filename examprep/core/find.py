"""Find concepts and items by words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from examprep.core.bank import Concept
from examprep.core.item import Item, texts_of
from examprep.core.library import Library
from examprep.core.markup import plain
from examprep.core.text import fold


class Hit(msgspec.Struct, frozen=True):
    """A concept that holds the words, and where."""

    concept: Concept
    items: tuple[Item, ...]
    """The items whose texts hold them."""
    rank: int
    """0 id or title, 1 note, 2 items only."""


def find_concepts(library: Library, words: str) -> tuple[Hit, ...]:
    """Return the concepts that hold every word somewhere, the nearest first.

    Width, case and the script's width forms do not matter.
    """
    wanted = fold(words).split()
    if not wanted:
        return ()
    hits = [hit for concept in library.concepts.values() for hit in _hit(concept, wanted)]
    return tuple(sorted(hits, key=lambda hit: (hit.rank, hit.concept.id)))


def _hit(concept: Concept, wanted: list[str]) -> Iterator[Hit]:
    title = _folded(concept.title) + " " + fold(concept.id)
    note = _folded(concept.note)
    items = tuple(item for item in concept.items if _holds(_folded(item), wanted))
    if _holds(title, wanted):
        yield Hit(concept, items, 0)
    elif _holds(f"{title} {note}", wanted):
        yield Hit(concept, items, 1)
    elif items:
        yield Hit(concept, items, 2)


def _folded(value: object) -> str:
    return " ".join(fold(f"{plain(text.ja)} {plain(text.en)}") for text in texts_of(value))


def _holds(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)
