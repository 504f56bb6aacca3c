"""The log of answers: rows appended, rows read back, in the one order that every machine agrees on.

Each row keeps the greatest time its device had seen, so a clock that goes back cannot reorder
a device's rows, and the order (clock, device, seq) does not depend on who merged what when.
"""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections.abc import Iterator, Mapping

import msgspec

from examprep.core.item import ItemId
from examprep.core.memory import DeviceId, Review, SessionId
from examprep.store.chain import chained
from examprep.store.rows import COLUMNS, DERIVED, Row, Value, as_stored, read_review, read_row

_PAGE = 1000


def append(connection: sqlite3.Connection, device: DeviceId, at: int, columns: Mapping[str, Value]) -> Row:
    """Append a row to a device's chain; the caller holds the transaction."""
    found = connection.execute(_LAST, (device,)).fetchone()
    last = msgspec.convert(tuple(found), _Last) if found else _Last(0, at, b"")
    placed = {**columns, "device": device, "seq": last.seq + 1, "at": at, "clock": max(last.clock, at)}
    stored = {name: as_stored(name, placed.get(name)) for name in COLUMNS}
    connection.execute(_APPEND, stored | {"hash": chained(last.hash, stored)})
    return Row(device, last.seq + 1)


def insert_row(connection: sqlite3.Connection, row: Mapping[str, Value]) -> None:
    """Put in a row as it stands in another file, hash and all."""
    connection.execute(_APPEND, row)


def is_newest(connection: sqlite3.Connection, row: Row, item: ItemId) -> bool:
    """Tell whether a row comes last among all rows about an item."""
    newest = connection.execute(_NEWEST, (item,)).fetchone()
    return newest is not None and read_row(newest) == row


def fetch_item(connection: sqlite3.Connection, row: Row) -> ItemId | None:
    """Return the item of an answer that stands; `None` if there is no such answer."""
    found = connection.execute(_STANDING_ITEM, (row.device, row.seq)).fetchone()
    return ItemId(found["item"]) if found else None


def fetch_reviews(
    connection: sqlite3.Connection,
    *,
    session: SessionId | None = None,
    item: ItemId | None = None,
    voided: bool = False,
) -> list[tuple[Row, Review]]:
    """Return answers in the order of replay, those taken back only if asked for."""
    query = " ".join(
        [
            _EVERY if voided else _STANDING,
            *(["and session = :session"] if session is not None else []),
            *(["and item = :item"] if item is not None else []),
            "order by clock, device, seq",
        ]
    )
    found = connection.execute(query, {"session": session, "item": item})
    return [(read_row(row), read_review(row)) for row in found]


def read_chains(connection: sqlite3.Connection) -> Iterator[sqlite3.Row]:
    """Go through every row by device and number, in the transaction of the caller."""
    return connection.execute(_CHAINED)


def iterate(connection: sqlite3.Connection) -> Iterator[sqlite3.Row]:
    """Go through every row, as text and numbers, holding no lock from one page to the next."""
    device, seq = "", 0
    while rows := connection.execute(_PAGED, (device, seq, _PAGE)).fetchall():
        yield from rows
        device, seq = rows[-1]["device"], rows[-1]["seq"]


class _Last(msgspec.Struct, array_like=True):
    """What the next row of a device follows."""

    seq: int
    clock: int
    hash: bytes


_LAST = "select seq, clock, hash from review where device = ? order by seq desc limit 1"
_NEWEST = "select device, seq from review where item = ? order by clock desc, device desc, seq desc limit 1"
_STANDING_ITEM = "select item from standing where device = ? and seq = ?"

# Columns are named, never `*`: in a damaged file they may have other names. S608: the names are ours.
_NAMES = ", ".join((*COLUMNS, "hash"))
_VALUES = ", ".join(f":{name}" for name in (*COLUMNS, "hash"))
_READABLE = ", ".join((*COLUMNS, "lower(hex(hash)) as hash", *DERIVED))
_STANDING = f"select {_NAMES} from standing where true"  # noqa: S608
_EVERY = f"select {_NAMES} from review where kind = 'answer'"  # noqa: S608
_PAGED = f"select {_READABLE} from review where (device, seq) > (?, ?) order by device, seq limit ?"  # noqa: S608
_CHAINED = f"select {_NAMES} from review order by device, seq"  # noqa: S608
_APPEND = f"insert into review ({_NAMES}) values ({_VALUES})"  # noqa: S608
