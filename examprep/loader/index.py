"""What a library holds and where, so that a start opens only the banks it asks from.

An index tells of every bank file whether it is the one it was made from, by what the file system says of it,
without reading it. Where that is not sure, there is no index, and every bank is read.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import overload

import msgspec

from examprep.core.bank import Bank, Concept
from examprep.core.item import ConceptId
from examprep.core.lots import Catalogue
from examprep.errors import ContentError
from examprep.loader.paths import SUFFIXES

SETTLED = 2_000_000_000
"""Nanoseconds after which a change is sure to show in the times of a file."""


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """What the file system says of a file; a change of its content changes some of it."""

    size: int
    changed: int
    """Nanoseconds: the later of the times of its content and of what is said of it."""
    inode: int


class Held(msgspec.Struct, frozen=True, array_like=True):
    """One bank: its file, and of which concepts it holds something."""

    path: str
    key: bytes
    """What its compiled form is known by."""
    concepts: tuple[ConceptId, ...]
    extends: tuple[ConceptId, ...]


class Index(msgspec.Struct, frozen=True, array_like=True):
    """The banks of a library, and its items among their like."""

    stamps: dict[str, Stamp]
    held: tuple[Held, ...]
    catalogue: Catalogue

    def is_settled(self, written: int) -> bool:
        """Tell whether no file can have changed unseen since the index was written, at such a time."""
        return all(stamp.changed + SETTLED < written for stamp in self.stamps.values())


def stamps_below(folder: Path) -> dict[str, Stamp]:
    """Return the stamps of the bank files below a folder, those of `bank_paths`."""
    return dict(_stamped(str(folder)))


def _stamped(folder: str) -> Iterator[tuple[str, Stamp]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _stamped(entry.path)
        elif entry.name.endswith(SUFFIXES):
            yield entry.path, _stamp(entry)


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    try:
        told = entry.stat()
    except OSError:  # it leads nowhere; who reads it will say so
        return Stamp(0, 0, 0)
    return Stamp(told.st_size, max(told.st_mtime_ns, told.st_ctime_ns), told.st_ino)


def hold(path: Path, key: bytes, bank: Bank) -> Held:
    """Return what is to be known of a bank."""
    extends = tuple(extension.extend for extension in bank.extensions)
    return Held(str(path), key, tuple(concept.id for concept in bank.concepts), extends)


class Shut(Sequence[Bank]):
    """Banks that are opened when they are asked for, each once."""

    def __init__(self, held: Sequence[Held], load: Callable[[Held], Bank]) -> None:
        self._held, self._load = held, load
        self._open: dict[int, Bank] = {}

    @overload
    def __getitem__(self, place: int) -> Bank: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Bank, ...]: ...

    def __getitem__(self, place: int | slice) -> Bank | tuple[Bank, ...]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        at = range(len(self))[place]
        if at not in self._open:
            self._open[at] = self._load(self._held[at])
        return self._open[at]

    def __len__(self) -> int:
        return len(self._held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


class Drawers(Mapping[ConceptId, Concept]):
    """The concepts of banks, by their ids; a bank is opened when one of its own is asked for."""

    def __init__(self, held: Sequence[Held], banks: Sequence[Bank]) -> None:
        self._banks = banks
        home = {concept: number for number, one in enumerate(held) for concept in one.concepts}
        self._home = {concept: home[concept] for concept in sorted(home)}
        self._more = defaultdict[ConceptId, list[int]](list)
        for number, one in enumerate(held):
            for concept in dict.fromkeys(one.extends):
                self._more[concept].append(number)
        self._found: dict[ConceptId, Concept] = {}

    def __getitem__(self, id: ConceptId) -> Concept:
        if id not in self._found:
            bank = self._banks[self._home[id]]
            self._found |= {concept.id: self._joined(concept) for concept in bank.concepts}
        if id not in self._found:
            raise ContentError(
                f"`{id}` was taken out of its bank meanwhile; start examprep again",
                f"`{id}` が、その間に問題集から消えた。examprep を起動し直す。",
            )
        return self._found[id]

    def _joined(self, concept: Concept) -> Concept:
        """Return a concept with the items that other banks add to it."""
        items = concept.items
        for number in self._more.get(concept.id, ()):
            added = (one.items for one in self._banks[number].extensions if one.extend == concept.id)
            items = sum(added, items)
        return concept if items is concept.items else msgspec.structs.replace(concept, items=items)

    def __contains__(self, id: object) -> bool:
        return id in self._home

    def __iter__(self) -> Iterator[ConceptId]:
        return iter(self._home)

    def __len__(self) -> int:
        return len(self._home)
