"""What a file must be to be studied from: readable, and every item of it can be asked and marked.

Less than `examprep.loader.check` demands, so that a first start does not wait for the whole proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from examprep.core.bank import Askable, Bank
from examprep.core.draw import draw_question
from examprep.core.expr import ExprError
from examprep.core.item import Item
from examprep.core.params import ParamError
from examprep.core.syllabus import Syllabus
from examprep.loader.banks import parse_bank, parse_syllabus
from examprep.loader.drafts import is_draft, without_drafts
from examprep.loader.rules import item_faults
from examprep.loader.shape import Places
from examprep.loader.tree import Fault, Position

DRAWS = 3
MAX_FAULTS = 20
_UNDRAWN = ("params", "expression", "where")
"""Codes of faults that keep an item from being drawn."""


def read_bank(source: bytes, *, drafts: bool = False) -> tuple[Bank | None, tuple[Fault, ...]]:
    """Read a bank, with what keeps it from being used; `drafts` allows items that are still being written."""
    parsed = parse_bank(source)
    if parsed.bank is None or parsed.faults:
        return parsed.bank, parsed.faults
    faults = (
        fault
        for item in parsed.bank.items()
        if not (drafts and is_draft(item))
        for fault in _item_faults(item, parsed.places)
    )
    return parsed.bank, tuple(islice(faults, MAX_FAULTS))  # looking for all would keep a learner waiting


def read_askable(source: bytes) -> tuple[Askable | None, tuple[Fault, ...]]:
    """Read a bank without the items that are still being written, with what keeps it from being used."""
    bank, faults = read_bank(source, drafts=True)
    return None if bank is None else without_drafts(bank), faults


def read_syllabus(source: bytes) -> tuple[Syllabus | None, tuple[Fault, ...]]:
    """Read a syllabus, with what keeps it from being used."""
    return parse_syllabus(source)


def _item_faults(item: Item, places: Places) -> Iterator[Fault]:
    faults = list(item_faults(item, places))
    yield from faults
    for seed in range(0 if faults else DRAWS):
        try:
            draw_question(item, seed)
        except (ParamError, ExprError) as error:
            yield Fault(_cause_of(item, places), "draw", f"`{item.id}` cannot be drawn: {error}")
            return


def _cause_of(item: Item, places: Places) -> Position:
    """Return where stands what keeps an item from being drawn, as far as it can be seen."""
    from examprep.loader.draws import written_faults  # noqa: PLC0415 - for what is wrong only
    from examprep.loader.wording import text_faults  # noqa: PLC0415

    faults = [*written_faults(item, places), *text_faults(item, set(item.params), places)]
    return next((fault.at for fault in faults if fault.code in _UNDRAWN), places.of(item))
