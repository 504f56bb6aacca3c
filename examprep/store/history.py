"""All that is kept of a learner, as one value that can be joined with another's.

Joining is commutative, associative and idempotent, so machines may exchange files in any order and
as often as they like. Pure: `merge` reads it from a file and writes it back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

import msgspec

from examprep.core.memory import DeviceId
from examprep.store.chain import chained
from examprep.store.rows import COLUMNS, Row, Value
from examprep.store.strand import after_fork, after_hole, is_after_hole, origin

Cells: TypeAlias = tuple[Any, ...]  # values that SQLite holds

Key = TypeVar("Key")

_DEVICE, _SEQ = COLUMNS.index("device"), COLUMNS.index("seq")
_TARGET_DEVICE, _TARGET_SEQ = COLUMNS.index("target_device"), COLUMNS.index("target_seq")


class Link(msgspec.Struct, frozen=True):
    """One row of the log, under the names it was written with."""

    hash: bytes
    """Says which row it is, on every machine."""
    cells: Cells
    """The values of `COLUMNS`."""
    before: bytes | None
    """The hash of the row before it; empty for a first one, `None` where that row is lost."""
    target: bytes | None
    """The hash of the answer it takes back, where that is known."""

    @property
    def first_name(self) -> Row:
        """The device that wrote it, and its number there."""
        return _row(self.cells[_DEVICE], self.cells[_SEQ])

    @property
    def target_name(self) -> Row | None:
        """What it takes back, under the name that was written first."""
        if self.cells[_TARGET_DEVICE] is None:
            return None
        return _row(self.cells[_TARGET_DEVICE], self.cells[_TARGET_SEQ])


class History(msgspec.Struct, frozen=True):
    """The log and the small facts beside it; of every table the rows, by what they are about."""

    links: Mapping[bytes, Link] = {}
    sessions: Mapping[str, Cells] = {}
    ends: Mapping[str, int] = {}
    """When a session was ended."""
    sittings: Mapping[str, tuple[Cells, ...]] = {}
    """What happened in a mock exam: time and event, in order."""
    marks: Mapping[tuple[str, str], Cells] = {}
    """By item and kind: time, study day and note."""
    unmarks: Mapping[tuple[str, str], int] = {}
    """By item and kind: up to which time every mark was taken back."""
    models: Mapping[int, Cells] = {}
    """By version: time, weights, retention and what they were fitted to. Of two with one version, kept on two
    machines, the later one stays."""
    styles: Mapping[str, Cells] = {}
    """By exam: study day and style."""


def read_links(rows: Iterable[Mapping[str, Any]]) -> dict[bytes, Link]:
    """Return rows that come from one file, each device's without a gap and chained."""
    named = {_row(row["device"], row["seq"]): row for row in rows}
    hashes: dict[Row, bytes] = {name: row["hash"] for name, row in named.items()}
    by_origin = defaultdict(list)
    for name, hash in hashes.items():
        by_origin[origin(name.device, name.seq)].append(hash)
    links = {}
    for name, row in named.items():
        link = _link(row, hashes)
        before = (
            hashes.get(Row(name.device, name.seq - 1)) if name.seq > 1 else _forerunner(name, link, by_origin)
        )
        links[link.hash] = msgspec.structs.replace(link, before=before)
    return links


def _forerunner(name: Row, link: Link, by_origin: Mapping[Row, list[bytes]]) -> bytes | None:
    """Return the hash that the first row of a device follows."""
    first = link.first_name
    if is_after_hole(name.device):
        return None
    candidates = [b""] if first.seq == 1 else by_origin.get(Row(first.device, first.seq - 1), [])
    return next((hash for hash in candidates if _follows(link, hash)), None)


def _row(device: Any, seq: Any) -> Row:
    return Row(DeviceId(device), seq)


def _link(row: Mapping[str, Any], hashes: Mapping[Row, bytes]) -> Link:
    cells = [row[name] for name in COLUMNS]
    cells[_DEVICE], cells[_SEQ] = msgspec.structs.astuple(origin(row["device"], row["seq"]))
    target = None
    if row["target_device"] is not None:
        named = _row(row["target_device"], row["target_seq"])
        target = hashes.get(named)
        cells[_TARGET_DEVICE], cells[_TARGET_SEQ] = msgspec.structs.astuple(origin(named.device, named.seq))
    return Link(row["hash"], tuple(cells), None, target)


def _follows(link: Link, before: bytes) -> bool:
    return chained(before, dict(zip(COLUMNS, link.cells, strict=True))) == link.hash


def join(one: History, other: History) -> History:
    """Return everything that one of two histories knows."""
    unmarks = {
        key: max(at for at in (one.unmarks.get(key), other.unmarks.get(key)) if at is not None)
        for key in one.unmarks.keys() | other.unmarks.keys()
    }
    marks = _latest(one.marks, other.marks)
    return History(
        links=_joined(one.links, other.links),
        sessions=_latest(one.sessions, other.sessions),
        ends=_earliest(one.ends, other.ends),
        sittings=_sittings(one, other),
        marks={key: mark for key, mark in marks.items() if _at(mark) > unmarks.get(key, _at(mark) - 1)},
        unmarks=unmarks,
        models=_latest(one.models, other.models),
        styles=_latest(one.styles, other.styles),
    )


def _at(mark: Cells) -> int:
    return msgspec.convert(mark[0], int)


def _joined(one: Mapping[bytes, Link], other: Mapping[bytes, Link]) -> dict[bytes, Link]:
    known = {**one, **other}
    for hash in one.keys() & other.keys():
        known[hash] = _better(one[hash], other[hash])
    named = defaultdict(list)
    for hash, link in known.items():
        named[link.first_name].append(hash)
    lost = [link for link in known.values() if link.before is None or _is_lost(link)]
    for link in lost:
        known[link.hash] = _healed(link, named)
    return known


def _better(one: Link, other: Link) -> Link:
    """Return of two copies of a row the one that is proved right by the row before it."""
    copies = sorted((one, other), key=lambda link: (link.before is None, repr(link.cells)))
    targets = sorted(link.target for link in copies if link.target is not None)
    return msgspec.structs.replace(copies[0], target=targets[0] if targets else None)


def _is_lost(link: Link) -> bool:
    return link.target_name is not None and link.target is None


def _healed(link: Link, named: Mapping[Row, list[bytes]]) -> Link:
    """Find what a row follows and what it takes back among rows it was not read with."""
    first, target, before = link.first_name, link.target, link.before
    if before is None:
        forerunners = named.get(Row(first.device, first.seq - 1), [])
        before = next((hash for hash in sorted(forerunners) if _follows(link, hash)), None)
    if target is None and link.target_name is not None:
        meant = named.get(link.target_name, [])
        target = meant[0] if len(meant) == 1 else None
    return msgspec.structs.replace(link, before=before, target=target)


def _latest(one: Mapping[Key, Cells], other: Mapping[Key, Cells]) -> dict[Key, Cells]:
    """Choose of what both know the one that comes last: rows begin with their time."""
    both = one.keys() & other.keys()
    return {**one, **other, **{key: max(one[key], other[key], key=_order) for key in both}}


def _order(cells: Cells) -> Any:
    return [(cell is not None, cell) for cell in cells]  # of one table, so of like types


def _earliest(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    both = one.keys() & other.keys()
    return {**one, **other, **{key: min(one[key], other[key]) for key in both}}


def _sittings(one: History, other: History) -> dict[str, tuple[Cells, ...]]:
    both = one.sittings.keys() & other.sittings.keys()
    chosen = {key: max((_told(one, key), _told(other, key)))[-1] for key in both}
    return {**one.sittings, **other.sittings, **chosen}


def _told(history: History, session: str) -> tuple[bool, int, tuple[Cells, ...]]:
    """Return what orders two tellings of one exam: that which was handed in, then the longer one."""
    events = history.sittings[session]
    return session in history.ends, len(events), events


def name_rows(links: Mapping[bytes, Link]) -> dict[bytes, Row]:
    """Return under which name each row stands: its first one, but after a fork or a hole.

    Follows from the rows alone, so every machine that has them gives them the same names.
    """
    followers = Counter((link.first_name.device, link.before) for link in links.values())
    names: dict[bytes, Row] = {}
    for link in sorted(links.values(), key=_by_first_name):
        first = link.first_name
        if link.before is None:
            names[link.hash] = Row(after_hole(first, link.hash), 1)
        elif followers[first.device, link.before] > 1:
            names[link.hash] = Row(after_fork(first, link.hash), 1)
        else:
            forerunner = names.get(link.before, Row(first.device, 0))
            names[link.hash] = Row(forerunner.device, forerunner.seq + 1)
    return names


def _by_first_name(link: Link) -> tuple[str, int]:
    return link.first_name.device, link.first_name.seq


def named_rows(links: Mapping[bytes, Link]) -> Iterator[dict[str, Value]]:
    """Go through rows as they are stored, by device and number."""
    names = name_rows(links)
    for hash, name in sorted(names.items(), key=lambda named: (named[1].device, named[1].seq)):
        link = links[hash]
        row = dict(zip(COLUMNS, link.cells, strict=True))
        row |= {"device": name.device, "seq": name.seq, "hash": hash}
        if link.target in names:
            row |= {"target_device": names[link.target].device, "target_seq": names[link.target].seq}
        yield row
