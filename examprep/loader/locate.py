"""Where an item stands in the banks, so that an editor can be opened there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from examprep.core.bank import Bank
from examprep.core.library import CARD
from examprep.errors import ContentError
from examprep.loader.banks import parse_bank
from examprep.loader.paths import read_file
from examprep.loader.shelf import files_at


class Place(msgspec.Struct, frozen=True):
    """A line of a bank file."""

    path: Path
    line: int
    """Counted from 1."""


def locate_item(places: Iterable[Path], item: str) -> Place | None:
    """Return where an item begins, a generated flashcard's concept for the card; `None` if nowhere.

    Needs no bank to be right: a broken one is what an editor is for.
    """
    slug = item.rpartition("/")[2]
    for path in files_at(places):
        try:
            source = read_file(path)
        except OSError as error:
            raise ContentError(f"cannot read {path}: {error.strerror}") from error
        if slug == CARD or slug.encode() in source:
            line = _line_of(source, item)
            if line is not None:
                return Place(path, line)
    return None


def _line_of(source: bytes, item: str) -> int | None:
    concept, _, slug = item.rpartition("/")
    if slug == CARD and concept.encode() not in source:
        return None
    parsed = parse_bank(source)
    if parsed.bank is None:
        return None
    value = _value_of(parsed.bank, item, concept if slug == CARD else None)
    return None if value is None else parsed.places.of(value).line


def _value_of(bank: Bank, item: str, card_of: str | None) -> object | None:
    if card_of is not None:
        return next((concept for concept in bank.concepts if concept.id == card_of), None)
    return next((own for own in bank.items() if own.id == item), None)
