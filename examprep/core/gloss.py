"""Terms in two languages: which of those a question shows have another name in the other one.

The terms are the titles of concepts and of the syllabuses' topics. Only what can be read already is named:
an answer that is still to be typed stays hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from examprep.core.item import Choice, Cloze, Code, Item, Lang, Match, Multi, Order, Text
from examprep.core.library import Library
from examprep.core.markup import plain
from examprep.core.text import fold

MOST = 8
"""Terms that are named at once."""
_TAIL = re.compile(r"[(（].*[)）]$")
_WORD = re.compile(r"[0-9a-z]")
_KATAKANA = re.compile(r"[ァ-ヺー]")


class Found(msgspec.Struct, frozen=True):
    """A term, and where it stands in a text."""

    start: int
    end: int
    term: Text


def gloss_of(item: Item, library: Library, lang: Lang) -> tuple[Text, ...]:
    """Return the terms that a question shows, in both languages, in the order in which they stand there."""
    is_english = lang is Lang.EN
    shown = fold(" / ".join(plain(text.en if is_english else text.ja) for text in _visible(item)))
    longest_first = sorted(_found(shown, library, english=is_english), key=lambda own: own.start - own.end)
    chosen: list[Found] = []
    for own in longest_first:
        if all(own.end <= other.start or own.start >= other.end for other in chosen):
            chosen.append(own)
    return tuple(own.term for own in sorted(chosen, key=lambda own: own.start))[:MOST]


def _visible(item: Item) -> Iterator[Text]:
    yield item.ask
    match item:
        case Choice(options=options) | Multi(options=options):
            yield from (option.text for option in options)
        case Order(steps=steps):
            yield from steps
        case Match(pairs=pairs):
            yield from (text for pair in pairs for text in (pair.left, pair.right))
        case Cloze(blanks=blanks) | Code(blanks=blanks):
            listed = (blank for blank in blanks.values() if isinstance(blank, tuple))
            yield from (option.text for blank in listed for option in blank)
        case _:
            pass


def _found(shown: str, library: Library, *, english: bool) -> Iterator[Found]:
    """Yield every term once, where it stands first; some lie within others."""
    for name, term in _terms(library, english=english).items():
        start = shown.find(name)
        while start >= 0 and not _is_whole(shown, start, start + len(name)):
            start = shown.find(name, start + 1)
        if start >= 0:
            yield Found(start, start + len(name), term)


def _terms(library: Library, *, english: bool) -> dict[str, Text]:
    """Return the terms by their name in one language; those called alike in both are none."""
    owners: Iterable[Text] = (
        *(concept.title for concept in library.concepts.values()),
        *(topic.title for topic in library.topics.values()),
    )
    terms: dict[str, Text] = {}
    for title in owners:
        if title.ja.isascii() or title.en.isupper():
            continue  # a short form may stand for something else elsewhere
        name = _name(title.en if english else title.ja)
        if len(name) > 1 and _name(title.ja) != _name(title.en):
            terms.setdefault(name, Text(_bare(title.ja), _bare(title.en)))
    return terms


@lru_cache(maxsize=8192)
def _name(title: str) -> str:
    """Return the form in which a term is looked for."""
    return fold(_bare(title))


def _bare(title: str) -> str:
    """Return a title without what stands behind it in brackets."""
    return _TAIL.sub("", title).strip()


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins and ends no word in the middle: of Latin letters, or of katakana."""
    for before, after in ((text[start - 1 : start], text[start]), (text[end - 1], text[end : end + 1])):
        if any(kind.match(before) and kind.match(after) for kind in (_WORD, _KATAKANA)):
            return False
    return True
