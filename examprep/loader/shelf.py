"""The shipped banks and those that were added, as one library.

A bank that was added and cannot be used never keeps a learner from studying: it is left out, with the reason.
What of one is still being written is held back, too. Two banks, concepts or items with one id are an error
of the bank that came later, which names both files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from examprep.core.bank import Askable, Bank
from examprep.core.item import ItemId
from examprep.core.library import Library, merge_banks
from examprep.errors import ContentError, near_miss
from examprep.loader.cache import load_askable, load_banks, load_paths, load_syllabuses
from examprep.loader.paths import banks_at, problems_at


class LeftOut(msgspec.Struct, frozen=True):
    """A bank that cannot be used, or a place where there are none."""

    place: str
    reason: str

    def __str__(self) -> str:
        """Return both in one line; a reason that names the place needs it no second time."""
        return self.reason if self.reason.startswith(self.place) else f"{self.place}: {self.reason}"


class Shelf(msgspec.Struct, frozen=True):
    """All banks in use, and what was left out of them."""

    library: Library
    added: dict[Path, Bank]
    """The banks that did not come with the program, by their files."""
    left_out: tuple[LeftOut, ...]
    drafts: dict[Path, tuple[ItemId, ...]] = {}
    """What of the added banks is still being written and nobody is asked, by their files."""

    @property
    def shipped(self) -> tuple[Bank, ...]:
        """The banks that came with the program."""
        return tuple(self.library.banks[: len(self.library.banks) - len(self.added)])


_Name = tuple[str, str]
_NO_BANKS = "no banks in it: their names end in .yaml"


def fill_shelf(content: Path, cache: Path, places: Iterable[Path]) -> Shelf:
    """Load everything shipped, and the banks at some places as far as they can be used.

    Raises `ContentError` only where shipped content cannot be used.
    """
    shipped = load_banks(content, cache)
    read, left_out = _read(places, cache, shipped)
    added = {path: one.bank for path, one in read.items()}
    clashing = dict(_clashes(shipped, added))
    added = {path: bank for path, bank in added.items() if path not in clashing}
    homeless = dict(_homeless(shipped, added))
    added = {path: bank for path, bank in added.items() if path not in homeless}
    left_out += [LeftOut(str(path), reason) for path, reason in (clashing | homeless).items()]
    banks = [*shipped.values(), *added.values()]
    library = merge_banks(banks, load_syllabuses(content, cache), load_paths(content, cache))
    drafts = {path: read[path].drafts for path in added if read[path].drafts}
    return Shelf(library, added, tuple(left_out), drafts)


def files_at(places: Iterable[Path]) -> tuple[Path, ...]:
    """Return every bank file at some places once, in their order."""
    return tuple(dict.fromkeys(path for place in places for path in banks_at(place) if path.is_file()))


def _read(
    places: Iterable[Path], cache: Path, shipped: Mapping[Path, Bank]
) -> tuple[dict[Path, Askable], list[LeftOut]]:
    added: dict[Path, Askable] = {}
    left_out: list[LeftOut] = []
    for place in dict.fromkeys(places):
        files = files_at([place])
        if not files and not problems_at(place):
            reason = _NO_BANKS if place.exists() else "no such file or folder"
            left_out.append(LeftOut(str(place), reason))
        for path in files:
            if path in shipped or path in added:
                continue
            try:
                added[path] = load_askable(path, cache)
            except ContentError as error:
                left_out.append(LeftOut(str(path), str(error)))
    return added, left_out


def _clashes(shipped: Mapping[Path, Bank], added: Mapping[Path, Bank]) -> Iterator[tuple[Path, str]]:
    """Yield each bank that declares what another one did before it."""
    owners = {name: path for path, bank in shipped.items() for name in bank.names()}
    for path, bank in added.items():
        own: dict[_Name, Path] = {}
        for name in bank.names():
            other = owners.get(name) or own.get(name)
            if other is not None:
                what, id = name
                yield path, f"{what} `{id}` stands in {path} and in {other}"
                break
            own[name] = path
        else:
            owners |= own


def _homeless(shipped: Mapping[Path, Bank], added: Mapping[Path, Bank]) -> Iterator[tuple[Path, str]]:
    """Yield each bank that extends a concept of none; what extends one of such a bank is homeless, too."""
    left = dict(added)
    while True:
        known = {concept.id for bank in (*shipped.values(), *left.values()) for concept in bank.concepts}
        strays = [
            (path, extension.extend)
            for path, bank in left.items()
            for extension in bank.extensions
            if extension.extend not in known
        ]
        if not strays:
            return
        for path, concept in strays:
            if left.pop(path, None) is not None:
                yield path, f"it extends `{concept}`, which no bank has.{near_miss(concept, known)}"
