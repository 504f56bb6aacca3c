"""`survivors.yaml` of a problem folder -> the mutants that may survive, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from examprep.core.strength import Excuse
from examprep.loader.shape import MISSING, Places, Shaper
from examprep.loader.tree import Fault, read_tree

LIST = "survivors.yaml"
FORMAT = 1
FEWEST_LETTERS = 20
"""A shorter `why` is no reason."""


class Excuses(msgspec.Struct, frozen=True):
    """What the file of one problem excuses, where it stands, and what is wrong with it."""

    excuses: tuple[Excuse, ...]
    places: Places
    faults: tuple[Fault, ...]


class _Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    survivors: tuple[Excuse, ...]


def parse_survivors(source: bytes) -> Excuses:
    """Read one list of excused mutants; every fault is told."""
    shaper = Shaper()
    root, faults = read_tree(source)
    shaper.faults.extend(faults)
    form = MISSING if root is None else shaper.convert(root, _Form)
    if not isinstance(form, _Form):
        return Excuses((), shaper.places, tuple(shaper.faults))
    shaper.faults.extend(_faults(form, shaper.places))
    return Excuses(form.survivors, shaper.places, tuple(shaper.faults))


def _faults(form: _Form, places: Places) -> Iterator[Fault]:
    if form.format != FORMAT:
        yield Fault(places.of(form, "format"), "format", f"the file must say `format: {FORMAT}`")
    named: set[tuple[str, str]] = set()
    for excuse in form.survivors:
        if len(excuse.why.strip()) < FEWEST_LETTERS:
            hint = "say why the changed program is right, too"
            yield Fault(places.of(excuse, "why"), "no-reason", "`why` is no reason", hint)
        if (excuse.file, excuse.mutant) in named:
            yield Fault(places.of(excuse), "twice", "this mutant is excused twice")
        named.add((excuse.file, excuse.mutant))
