"""The hash chain of each device's rows: no row can change unnoticed, nor vanish before another.

hash = blake2b-256(hash of the row before, or nothing; msgpack map of the columns that are not
null, in the order of `COLUMNS`). A nullable column added one day leaves older hashes valid.
"""

from __future__ import annotations

import hashlib
import sqlite3  # noqa: TID251
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import groupby

import msgspec

from examprep.store.rows import COLUMNS, Value


class FaultKind(StrEnum):
    """What can be wrong with a progress file."""

    FILE = "file"
    """The file is broken as a database, or others changed its schema."""
    GAP = "gap"
    """Rows are missing before this one."""
    CHANGED = "changed"
    """The row is not what was written."""
    MEMORY = "memory"
    """The cache of memories is not what the log says; it can be rebuilt."""


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong with a progress file."""

    what: FaultKind
    device: str | None
    seq: int | None
    """The row, where the fault has one."""
    detail: str

    def __str__(self) -> str:
        """Return the fault as a line for a person."""
        where = "" if self.seq is None else f" (row {self.seq} of device {self.device})"
        return f"{self.what.value}{where}: {self.detail}"


def chained(before: bytes, columns: Mapping[str, Value] | sqlite3.Row) -> bytes:
    """Return the hash of a row that follows the one hashed `before`."""
    present = {name: columns[name] for name in COLUMNS if columns[name] is not None}
    return hashlib.blake2b(before + msgspec.msgpack.encode(present), digest_size=32).digest()


def check_chains(rows: Iterable[sqlite3.Row]) -> Iterator[Fault]:
    """Find every gap and every changed row; `rows` come by device and number."""
    for device, own in groupby(rows, key=lambda row: str(row["device"])):
        yield from _check_chain(device, own)


def _check_chain(device: str, rows: Iterable[sqlite3.Row]) -> Iterator[Fault]:
    expected = 1
    before = {b""}
    for row in rows:
        seq, written = row["seq"], row["hash"]
        if not isinstance(seq, int) or not isinstance(written, bytes):
            yield Fault(FaultKind.CHANGED, device, None, "a row has lost its number or its hash")
            continue
        hashes = {chained(link, row) for link in before}
        if seq != expected:
            yield Fault(FaultKind.GAP, device, seq, f"{_rows(expected, seq - 1)} missing before it")
        elif written not in hashes:
            yield Fault(FaultKind.CHANGED, device, seq, "the row does not match its hash")
        # After a fault both what its hash should be and what it is: a damaged hash is one fault, not two.
        before = {written, *hashes} if written not in hashes and len(before) == 1 else {written}
        expected = seq + 1


def _rows(first: int, last: int) -> str:
    return f"row {first} is" if first == last else f"rows {first} to {last} are"
