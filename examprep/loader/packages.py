"""Banks that installed packages bring: found by what they say of themselves; no code of theirs is run.

A package says `[project.entry-points."examprep.banks"]` and below it `name = "package"` or `name =
"package:folder"`, the folder inside the package. Packages in archives are not read.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from importlib.metadata import Distribution

GROUP = "examprep.banks"
_VALUE = re.compile(r"([A-Za-z_]\w*(?:\.\w+)*)(?::(\w[\w-]*(?:[./]\w[\w-]*)*))?")
_RECORDS = (".dist-info", ".egg-info")
_UNNAMED = "?"
"""A package whose record does not say what it is called."""


class Offer(msgspec.Struct, frozen=True):
    """What one package says it brings."""

    package: str
    value: str
    folder: Path | None
    fault: str = ""
    """Why there is no folder."""


def package_offers(places: Sequence[str] | None = None) -> tuple[Offer, ...]:
    """Return what installed packages bring; `places` is where Python looks for packages."""
    places = sys.path if places is None else places
    if not any(_mentions(place) for place in places):
        return ()
    from importlib.metadata import distributions  # noqa: PLC0415 - takes longer than all banks

    offers: dict[str, tuple[Offer, ...]] = {}
    for distribution in reversed(list(distributions(path=list(places)))):
        told = tuple(_offers(distribution))
        if told:
            offers[told[0].package] = told
    return tuple(offer for _, told in sorted(offers.items()) for offer in told)


def _offers(distribution: Distribution) -> Iterator[Offer]:
    """Yield what one package brings; one that is installed in pieces breaks nothing but itself."""
    try:
        if GROUP not in (distribution.read_text("entry_points.txt") or ""):
            return
        name = distribution.metadata["Name"] or _UNNAMED
    except ValueError:  # no UTF-8
        return
    try:
        points = [point for point in distribution.entry_points if point.group == GROUP]
    except (TypeError, ValueError):  # a line without `=`
        yield Offer(name, GROUP, None, "its entry points cannot be read")
        return
    yield from (_offer(name, point.value) for point in sorted(points, key=lambda point: point.name))


def _mentions(place: str) -> bool:
    """Tell whether a package in a folder may bring banks."""
    try:
        with os.scandir(place or ".") as entries:
            records = [entry.path for entry in entries if entry.name.endswith(_RECORDS)]
    except OSError:
        return False
    return any(GROUP.encode() in _points_of(Path(record)) for record in records)


def _points_of(record: Path) -> bytes:
    try:
        return (record / "entry_points.txt").read_bytes()
    except OSError:
        return b""


def _offer(package: str, value: str) -> Offer:
    found = _VALUE.fullmatch(value)
    if found is None:
        return Offer(package, value, None, f"`{value}` is neither `package` nor `package:folder`")
    module, inside = found[1], (found[2] or "").replace(".", "/")
    folders = list(_folders_of(module))
    if not folders:
        return Offer(package, value, None, f"there is no folder of a package `{module}`")
    wanted = [folder / inside for folder in folders if (folder / inside).is_dir()]
    if not wanted:
        return Offer(package, value, None, f"there is no folder `{inside}` in {folders[0]}")
    return Offer(package, value, wanted[0])


def _folders_of(module: str) -> Iterator[Path]:
    """Yield where a package's files stand; only its outermost package is looked up, so that none is run."""
    from importlib.util import find_spec  # noqa: PLC0415

    outer, *inner = module.split(".")
    try:
        spec = find_spec(outer)
    except (ImportError, ValueError):
        return
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place, *inner)
        if folder.is_dir():
            yield folder
