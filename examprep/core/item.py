"""What can be asked: the eight kinds of item, as they stand in a bank.

The types mirror the bank file field by field, so that the loader, the cache and a JSON
schema all read from here. Texts hold both languages; `examprep.core.draw` turns an item
into the question that is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from typing import NewType, TypeAlias

import msgspec

ConceptId = NewType("ConceptId", str)
ItemId = NewType("ItemId", str)


class Lang(StrEnum):
    """The language questions are shown in."""

    JA = "ja"
    EN = "en"
    BOTH = "both"


class Text(msgspec.Struct, frozen=True, gc=False):
    """One text in both languages."""

    ja: str
    en: str

    def read(self, lang: Lang) -> str:
        """Return the text in one language, or Japanese over English for `both`."""
        match lang:
            case Lang.JA:
                return self.ja
            case Lang.EN:
                return self.en
            case Lang.BOTH:
                return self.ja if self.ja == self.en else f"{self.ja.rstrip()}\n{self.en}"


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One option of a choice, or one filling of a blank; a wrong one says why."""

    text: Text
    right: bool = False
    why: Text | None = None


class ValueSlip(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A typical wrong number, as an expression over the parameters."""

    value: str
    why: Text


class TextSlip(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A typical wrong word in a typed blank."""

    text: str
    why: Text


class SwapSlip(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Two steps, or two partners of a matching, typically confused; 1-based."""

    swap: tuple[int, int]
    why: Text


class TypedBlank(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A blank filled by typing: any accepted spelling is right."""

    accept: tuple[str, ...]
    slips: tuple[TextSlip, ...] = ()


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A left side and its partner."""

    left: Text
    right: Text


Blank: TypeAlias = TypedBlank | tuple[Option, ...]


class _Item(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
    gc=False,  # a tree of texts has no cycles; by the hundred thousand, looking for some takes seconds
):
    """What every kind has."""

    id: ItemId
    """`concept/slug`; in the file the slug alone."""
    level: int
    """1 recall, 2 understand, 3 apply or compute, 4 analyse or read code."""
    ask: Text
    why: Text | None = None
    """What decides the answer; a recall item's answer speaks for itself."""
    params: dict[str, str] = {}
    """Name of a parameter -> its form, such as `int 1..9`."""
    where: str | None = None
    """A condition every draw must satisfy."""
    sources: tuple[str, ...] = ()
    as_of: str | None = None
    """The day a fact that may change was looked up."""

    @property
    def concept(self) -> ConceptId:
        """The concept the item asks about."""
        return ConceptId(self.id.partition("/")[0])


class Recall(_Item, frozen=True, gc=False, tag="recall"):
    """A flashcard: front, reveal, self-rating."""

    answer: Text


class Choice(_Item, frozen=True, gc=False, tag="choice"):
    """Exactly one option is right."""

    options: tuple[Option, ...]


class Multi(_Item, frozen=True, gc=False, tag="multi"):
    """Every right option must be picked and no other."""

    options: tuple[Option, ...]


class Number(_Item, frozen=True, gc=False, tag="number"):
    """A number, computed from the parameters by the closed expression language."""

    answer: str
    tolerance: float = 0.0
    slips: tuple[ValueSlip, ...] = ()


class Cloze(_Item, frozen=True, gc=False, tag="cloze"):
    """Blanks `___1___` in a sentence, typed or chosen."""

    blanks: dict[int, Blank]


class Code(_Item, frozen=True, gc=False, tag="code"):
    """Blanks in a program, chosen from fillings that are all executed when checked."""

    language: str
    program: str
    blanks: dict[int, tuple[Option, ...]]
    check: str | None = None
    runs: bool = True
    """False only for frameworks that are read here, not run."""


class Order(_Item, frozen=True, gc=False, tag="order"):
    """Steps, given in their right order, shown shuffled."""

    steps: tuple[Text, ...]
    slips: tuple[SwapSlip, ...] = ()


class Match(_Item, frozen=True, gc=False, tag="match"):
    """Pairs; the left side stays, the right is shuffled."""

    pairs: tuple[Pair, ...]
    slips: tuple[SwapSlip, ...] = ()


Item: TypeAlias = Recall | Choice | Multi | Number | Cloze | Code | Order | Match

KINDS: dict[str, type[_Item]] = {
    "recall": Recall,
    "choice": Choice,
    "multi": Multi,
    "number": Number,
    "cloze": Cloze,
    "code": Code,
    "order": Order,
    "match": Match,
}


def kind_of(item: Item) -> str:
    """Return the kind's name in a bank file."""
    return str(item.__struct_config__.tag)


def texts_of(value: object) -> Iterator[Text]:
    """Yield every text of a value, however deep, in the order of its fields."""
    match value:
        case Text():
            yield value
        case tuple():
            for part in value:
                yield from texts_of(part)
        case dict():
            for part in value.values():
                yield from texts_of(part)
        case msgspec.Struct():
            for field in value.__struct_fields__:
                yield from texts_of(getattr(value, field))


def digest_of(item: Item) -> str:
    """Return a digest of an item's content, which tells later whether it was changed.

    What is left at its default is left out, so that a new field changes no digest.
    """
    return hashlib.blake2b(msgspec.msgpack.encode(item), digest_size=8).hexdigest()
