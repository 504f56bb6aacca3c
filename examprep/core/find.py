"""Find concepts and items by words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from examprep.core.bank import Concept
from examprep.core.item import Item, texts_of
from examprep.core.library import Library
from examprep.core.tex.symbols import GREEK
from examprep.core.text import fold

_MARKS = re.compile(r"[`*$]")
_MACRO = re.compile(r"\\([A-Za-z]+)")


class Hit(msgspec.Struct, frozen=True):
    """A concept that holds the words, and where."""

    concept: Concept
    items: tuple[Item, ...]
    """The items that hold every word by themselves."""
    rank: int
    """0 in id and title, 1 with the note, 2 only with the items."""


def find_concepts(library: Library, words: str) -> tuple[Hit, ...]:
    """Return the concepts that hold every word somewhere, the nearest first.

    Width, case and the script's width forms do not matter.
    """
    wanted = fold(words).split()
    if not wanted:
        return ()
    hits = [hit for concept in library.concepts.values() for hit in _hit(concept, wanted)]
    return tuple(sorted(hits, key=lambda hit: hit.rank))


def _hit(concept: Concept, wanted: list[str]) -> Iterator[Hit]:
    texts = [_folded(item) for item in concept.items]
    items = tuple(item for item, text in zip(concept.items, texts, strict=True) if _holds(text, wanted))
    title = f"{_folded(concept.title)} {fold(concept.id)}"
    note = f"{title} {_folded(concept.note)}"
    for rank, text in enumerate((title, note, " ".join((note, *texts)))):
        if _holds(text, wanted):
            yield Hit(concept, items, rank)
            return


def _folded(value: object) -> str:
    """Return the texts as they are searched: marks left out, Greek letters as they are shown."""
    source = " ".join(f"{text.ja} {text.en}" for text in texts_of(value))
    return _MARKS.sub("", fold(_MACRO.sub(lambda macro: GREEK.get(macro[1], macro[0]), source)))


def _holds(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)
