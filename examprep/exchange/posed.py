"""A question as other programs know it: drawn, in one language, its texts in our markup.

Both directions pass through here: `pose` makes it of an item, `compose` an item of it, and each
format writes it and reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from examprep.core.item import Text

GAP = "_____"
"""Stands in a sentence where the word to type belongs."""


class Pick(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer offered or expected, the share of the marks it earns, and why."""

    text: str
    share: float = 0.0
    why: str = ""


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One number expected, or known to be wrong where its share is 0."""

    value: float
    tolerance: float = 0.0
    share: float = 0.0
    why: str = ""


class Choosing(msgspec.Struct, frozen=True, tag="choice"):
    """Options to pick one of, or several."""

    picks: tuple[Pick, ...]
    several: bool = False


class Counting(msgspec.Struct, frozen=True, tag="number"):
    """A number to type."""

    figures: tuple[Figure, ...]


class Wording(msgspec.Struct, frozen=True, tag="word"):
    """A word to type; texts of its picks are plain, not markup."""

    picks: tuple[Pick, ...]


class Pairing(msgspec.Struct, frozen=True, tag="match"):
    """Left sides with their partners."""

    pairs: tuple[tuple[str, str], ...]


class Ordering(msgspec.Struct, frozen=True, tag="order"):
    """Steps in their right order."""

    steps: tuple[str, ...]


class Turning(msgspec.Struct, frozen=True, tag="card"):
    """A card to turn, with what stands on its back."""

    back: str


Form: TypeAlias = Choosing | Counting | Wording | Pairing | Ordering | Turning


class Posed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question in one language."""

    name: str
    """`concept/slug`, with `.2` for a second variant and `(1)` for a blank of several."""
    ask: str
    form: Form
    why: str = ""
    level: int = 2
    shelf: str = ""
    """Where it belongs: the title of a syllabus area."""
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True):
    """Something of a question that another format cannot hold, and what became of it."""

    name: str
    code: str
    text: Text


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong with a foreign file."""

    line: int
    message: str


class Found(msgspec.Struct, frozen=True):
    """A question read from a foreign file, with where it stood and what of it was lost."""

    question: Posed
    line: int = 0
    lost: tuple[Change, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """What a foreign file holds; with faults, it is not to be used."""

    found: tuple[Found, ...] = ()
    skipped: tuple[Change, ...] = ()
    """Questions that have no counterpart here."""
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, read: Iterable[Found | Change]) -> Reading:
        """Return what was read, in order: questions, and what was left out."""
        listed = tuple(read)
        found = tuple(one for one in listed if isinstance(one, Found))
        return cls(found, tuple(one for one in listed if isinstance(one, Change)))


class Written(msgspec.Struct, frozen=True):
    """A file for another program, with what its format could not hold."""

    content: bytes
    changes: tuple[Change, ...] = ()


def kind_name(form: Form) -> str:
    """Return the form's one word, the same as the kind of item it is nearest to."""
    return str(form.__struct_config__.tag)
