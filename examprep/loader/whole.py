"""Files that are one value: read strictly, every fault with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

import msgspec

from examprep.loader.shape import MISSING, Places, Shaper
from examprep.loader.tree import Fault, Mapping, Scalar, read_tree

FORMAT = 1

_Value = TypeVar("_Value")


class Whole(msgspec.Struct, Generic[_Value]):
    """What one file holds, where everything stands, and what is wrong with it."""

    value: _Value | None
    places: Places
    faults: tuple[Fault, ...]


def parse_whole(source: bytes, wanted: type[_Value]) -> Whole[_Value]:
    """Read a file whose keys are the fields of a type, and `format`."""
    shaper = Shaper()
    root = open_file(source, shaper)
    value = MISSING if root is None else shaper.convert(without(root, ("format",)), wanted)
    return Whole(None if value is MISSING else value, shaper.places, in_order(shaper))


def open_file(source: bytes, shaper: Shaper) -> Mapping | None:
    """Read a file's tree and its format; `None` when nothing below can be trusted."""
    root, faults = read_tree(source)
    shaper.faults.extend(faults)
    if root is None:
        return None
    if not isinstance(root, Mapping):
        shaper.fault(root.at, "shape", "the file must be a mapping that begins with `format: 1`")
        return None
    return root if _format_is_known(root, shaper) else None


def without(root: Mapping, keys: Iterable[str]) -> Mapping:
    """Return the mapping without entries that are read apart."""
    return Mapping(tuple(entry for entry in root.entries if entry.key.text not in keys), root.at)


def in_order(shaper: Shaper) -> tuple[Fault, ...]:
    """Return the faults as they stand in the file."""
    return tuple(sorted(shaper.faults, key=lambda fault: (fault.at.line, fault.at.column)))


def _format_is_known(root: Mapping, shaper: Shaper) -> bool:
    node = root.get("format")
    if not isinstance(node, Scalar):
        shaper.fault(root.at, "format", "`format` is missing", "begin the file with `format: 1`")
        return False
    if node.text == str(FORMAT):
        return True
    newer = re.fullmatch("[1-9][0-9]{0,8}", node.text) is not None and int(node.text) > FORMAT
    hint = "upgrade examprep to read it" if newer else f"this examprep reads `format: {FORMAT}`"
    shaper.fault(node.at, "format", f"format `{node.text}` is not known", hint)
    return False
