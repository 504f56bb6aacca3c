"""What a damaged progress file still holds, and what it no longer does.

A row whose hash follows from the row before it is right, wherever in the file it was found. After a
hole the first row cannot be proved; it is kept if it makes sense, and said to be unproved.
"""

from __future__ import annotations

import re
import sqlite3  # noqa: TID251
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

import msgspec

from examprep.core.aside import Aside
from examprep.core.day import StudyDay
from examprep.core.item import Lang
from examprep.core.memory import DEFAULT, DeviceId
from examprep.store.chain import chained
from examprep.store.history import History, Link
from examprep.store.log import insert_row
from examprep.store.merge import COLUMNS_OF, of_tables
from examprep.store.opening import open_empty
from examprep.store.pages import Pages
from examprep.store.rows import COLUMNS, Row, as_stored, read_review
from examprep.store.strand import origin


class Missing(msgspec.Struct, frozen=True):
    """A row of the log that is known to have been there."""

    device: str
    """That wrote it."""
    seq: int
    after: int | None
    """Not before this study day, where that is known."""
    before: int | None
    """Not after this study day, where that is known; the same where the day itself is."""
    preceding: bytes | None = None
    """The hash of a row somewhere before it in its chain."""
    following: bytes | None = None
    """The hash of a row somewhere after it in its chain."""

    def is_in(self, links: Mapping[bytes, Link]) -> bool:
        """Tell whether a log has it; of rows of one name in several branches only its own counts."""
        own = {
            hash for hash, link in links.items() if link.first_name == Row(DeviceId(self.device), self.seq)
        }
        if self.following is not None and not own.isdisjoint(_ancestors(self.following, links)):
            return True
        if self.preceding is None:
            return self.following is None and bool(own)
        return any(self.preceding in _ancestors(hash, links) for hash in own)


def _ancestors(hash: bytes | None, links: Mapping[bytes, Link]) -> Iterator[bytes]:
    while hash is not None and hash in links:
        yield hash
        hash = links[hash].before


class Salvaged(msgspec.Struct, frozen=True):
    """What is left of a progress file."""

    history: History
    missing: tuple[Missing, ...]
    unproved: tuple[Row, ...]
    """Rows that make sense, and follow a row that is lost."""
    pages_missing: int
    """How many pages were cut off; what stood on them may have left no trace."""
    tables: tuple[str, ...]
    """The small tables of which not all could be read."""


class _Carved(msgspec.Struct, frozen=True):
    """A row as it was found."""

    name: Row
    columns: dict[str, Any]
    hash: bytes

    @property
    def first_name(self) -> Row:
        return origin(self.name.device, self.name.seq)


def salvage(content: bytes, connection: sqlite3.Connection | None) -> Salvaged:
    """Return what can be read of a file by its bytes; the small tables rather by SQL where that works."""
    pages = Pages(content)
    records = list(pages.records())
    read = {table: _table(table, connection, records) for table in COLUMNS_OF}
    found = {table: rows for table, (rows, _) in read.items()}
    carved = _carve(pages)
    witnesses, days = _witnesses(records)
    proved, unproved, changed = _prove(carved, witnesses)
    left = {proof.row.name: hash for proofs in proved.values() for hash, proof in proofs.items()}
    links = _links(proved, left)
    suspected = _missing(left, links, changed, witnesses, days)
    missing = tuple(row for row in suspected if not row.is_in(links))  # it may stand under an earlier name
    damaged = tuple(table for table, (_, is_whole) in read.items() if not is_whole)
    return Salvaged(of_tables(links, found), missing, unproved, pages.missing, damaged)


# --- rows of the log

_ROW = re.compile(
    rb"(?=[\x22-\x50](?:[\x0d-\x7f]|[\x81-\xff][\x00-\x7f])[\x01-\x06\x08\x09][\x15\x19][\x00-\x09]{3})",
    re.DOTALL,
)
"""How a row begins: length of the header, device, number, kind (`void` or `answer`), three numbers."""


def _carve(pages: Pages) -> dict[Row, list[_Carved]]:
    """Return what looks like rows, by the names they were written with."""
    found: dict[Row, list[_Carved]] = defaultdict(list)
    for record in pages.carved(_ROW):
        if len(record) != len(COLUMNS) + 1:
            continue
        columns = {name: as_stored(name, value) for name, value in zip(COLUMNS, record, strict=False)}
        device, seq, hash = columns["device"], columns["seq"], record[-1]
        if isinstance(device, str) and isinstance(seq, int) and seq > 0 and isinstance(hash, bytes):
            carved = _Carved(Row(DeviceId(device), seq), columns, hash)
            if carved not in found[carved.first_name]:
                found[carved.first_name].append(carved)
    return found


def _prove(
    carved: Mapping[Row, list[_Carved]], witnesses: Container[Row]
) -> tuple[dict[Row, dict[bytes, _Proof]], tuple[Row, ...], set[Row]]:
    """Return the rows to keep, the names of those of them that are not proved, and of changed rows."""
    possible: dict[Row, set[bytes]] = {}
    proved: dict[Row, dict[bytes, _Proof]] = defaultdict(dict)
    doubted: list[tuple[Row, _Carved, dict[bytes, bytes]]] = []
    for first in sorted(carved, key=lambda row: (row.device, row.seq)):
        before = {b""} if first.seq == 1 else possible.get(Row(first.device, first.seq - 1), set())
        for row in carved[first]:
            hashes = {_hash_of(row, hash): hash for hash in before}
            possible.setdefault(first, set()).update({row.hash, *hashes})
            if row.hash in hashes:
                proved[first][row.hash] = _Proof(row, hashes[row.hash])
            else:
                doubted.append((first, row, hashes))
    leant_on = {proof.before for proofs in proved.values() for proof in proofs.values()}
    unproved, changed = [], set()
    for first, row, hashes in doubted:
        own = next((hash for hash in hashes if hash in leant_on), None)
        if own is not None:  # the row after it shows that its hash was damaged, not the row
            proved[first].setdefault(own, _Proof(row, hashes[own]))
        elif (
            first.seq > 1
            and not proved.get(Row(first.device, first.seq - 1))
            and (row.hash in leant_on or (row.name in witnesses and _is_last(row, carved)))
            and _makes_sense(row)
        ):
            unproved.append((first, row))
        elif all(proof.row.name != row.name for proof in proved[first].values()):
            changed.add(row.name)
    for first, row in unproved:
        proved[first].setdefault(row.hash, _Proof(row, None))
    return proved, tuple(first for first, _ in unproved), changed


def _is_last(row: _Carved, carved: Mapping[Row, list[_Carved]]) -> bool:
    """Tell whether no row is there that should lean on the hash of this one, and does not."""
    following = carved.get(Row(row.first_name.device, row.first_name.seq + 1), [])
    return all(other.name != Row(row.name.device, row.name.seq + 1) for other in following)


class _Proof(msgspec.Struct, frozen=True):
    row: _Carved
    before: bytes | None


def _hash_of(row: _Carved, before: bytes) -> bytes:
    return chained(before, row.columns)


def _links(proved: Mapping[Row, Mapping[bytes, _Proof]], left: Mapping[Row, bytes]) -> dict[bytes, Link]:
    known = {b"", *(hash for proofs in proved.values() for hash in proofs)}
    links = {}
    for first, proofs in proved.items():
        for hash, proof in proofs.items():
            columns = {**proof.row.columns, "device": first.device, "seq": first.seq}
            target = None
            if columns["target_device"] is not None:
                named = Row(columns["target_device"], columns["target_seq"])
                target, meant = left.get(named), origin(named.device, named.seq)
                columns |= {"target_device": meant.device, "target_seq": meant.seq}
            before = proof.before if proof.before in known else None
            links[hash] = Link(hash, tuple(columns[name] for name in COLUMNS), before, target)
    return links


def _makes_sense(row: _Carved) -> bool:
    """Tell whether a row could be written into a log."""
    columns = {**row.columns, "seq": 1, "hash": row.hash}
    if len(row.hash) != 32:
        return False
    with closing(open_empty()) as scratch:
        try:
            insert_row(scratch, columns)
            if columns["kind"] == "answer":
                read_review(scratch.execute("select * from review").fetchone())
        except (sqlite3.Error, msgspec.ValidationError):
            return False
    return True


# --- what is gone

_STEP = 1000
"""Rows that may be gone in one piece at the end."""
_NO_NUMBER = 1 << 32
"""No device has so many rows: what is greater is a time."""


def _missing(
    left: Mapping[Row, bytes],
    links: Mapping[bytes, Link],
    changed: Container[Row],
    witnesses: Iterable[Row],
    days: Mapping[Row, int],
) -> tuple[Missing, ...]:
    """Return the rows between those that are left, and those that indexes or their own remains name after."""
    longest: dict[str, int] = defaultdict(int)
    for name in left:
        longest[name.device] = max(longest[name.device], name.seq)
    for name in sorted(witnesses, key=lambda row: (row.device, row.seq)):
        if 0 < name.seq - longest[name.device] <= _STEP:
            longest[name.device] = name.seq
    for device in list(longest):  # a changed row with a number far off is more likely a damaged number
        follower = Row(DeviceId(device), longest[device] + 1)
        while follower in changed:
            longest[device], follower = follower.seq, Row(follower.device, follower.seq + 1)
    missing = []
    for device, last in longest.items():
        own = [left.get(Row(DeviceId(device), seq)) for seq in range(last + 2)]
        missing += [_lost(device, seq, own, links, days) for seq in range(1, last + 1) if own[seq] is None]
    return tuple(sorted(missing, key=lambda row: (row.device, row.seq)))


def _lost(
    device: str, seq: int, own: list[bytes | None], links: Mapping[bytes, Link], days: Mapping[Row, int]
) -> Missing:
    preceding = next((hash for hash in own[seq::-1] if hash is not None), None)
    following = next((hash for hash in own[seq:] if hash is not None), None)
    name, day = origin(device, seq), days.get(Row(DeviceId(device), seq))
    after, before = (None if hash is None else _day_of(links[hash]) for hash in (preceding, following))
    if day is not None:
        after = before = day
    return Missing(name.device, name.seq, after, before, preceding, following)


def _witnesses(records: Iterable[list[Any]]) -> tuple[set[Row], dict[Row, int]]:
    """Return the rows that two indexes agree on, and the days that one of them tells."""
    seen: dict[Row, set[tuple[int, bool, bool]]] = defaultdict(set)
    days = {}
    for record in records:
        if len(record) not in (3, 4) or not _is(record[-2:], str, int) or not 0 < record[-1] < 1 << 31:
            continue
        name = Row(DeviceId(record[-2]), record[-1])
        if _is(record[:1], int):
            days[name] = record[0]
        seen[name].add((len(record), type(record[0]) is int, len(record) == 4 and record[1] > _NO_NUMBER))
    return {name for name, kinds in seen.items() if len(kinds) > 1}, days


def _day_of(link: Link) -> int:
    return StudyDay(link.cells[COLUMNS.index("study_day")])


# --- the small tables


def _table(
    table: str, connection: sqlite3.Connection | None, records: list[list[Any]]
) -> tuple[list[tuple[Any, ...]], bool]:
    """Return the rows of a table that make sense, and whether these are all of them."""
    is_whole = False
    rows = [] if table == "model" else records  # the version of a model does not stand among its values
    if connection is not None:
        try:
            found = connection.execute(f"select {COLUMNS_OF[table]} from {table}").fetchall()  # noqa: S608
            rows, is_whole = list(map(list, found)), True
        except (sqlite3.Error, UnicodeDecodeError) as error:
            is_whole = str(error).startswith("no such table")  # of an older format
    kept = list(dict.fromkeys(tuple(row) for row in rows if _SHAPES[table](row)))
    return kept, is_whole and len(kept) == len(rows)


def _is(values: list[Any], *kinds: type | tuple[type, ...]) -> bool:
    return len(values) == len(kinds) and all(map(isinstance, values, kinds))


def _is_json(text: str, kind: Any) -> bool:
    try:
        msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return False
    return True


_Weights = tuple[float, ...]
_NUMBER = (int, float, type(None))
_KINDS = frozenset(kind.value for kind in Aside)
_LANGS = frozenset(lang.value for lang in Lang)
_SHAPES: dict[str, Callable[[list[Any]], bool]] = {
    "session": lambda row: (
        _is(row, str, str, int, int, int, str, str, str)
        and row[5] in _LANGS
        and _is_json(row[6], dict)
        and _is_json(row[7], list[str])
    ),
    "session_end": lambda row: _is(row, str, int),
    "sitting": lambda row: _is(row, str, int, int, str) and _is_json(row[3], object),
    "mark": lambda row: _is(row, str, str, int, int, str) and row[1] in _KINDS,
    "unmark": lambda row: _is(row, str, str, int) and row[1] in _KINDS,
    "model": lambda row: (
        _is(row, int, int, str, (int, float), int, _NUMBER, _NUMBER)
        and _is_json(row[2], _Weights)
        and len(msgspec.json.decode(row[2])) == len(DEFAULT.weights)
    ),
    "course": lambda row: _is(row, str, int, str),
}
