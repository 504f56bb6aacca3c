"""The hash chain of each device's rows: no row can change unnoticed, nor vanish before another.

hash = blake2b-256(hash of the row before, or nothing; msgpack map of the columns that are not
null, in the order of `COLUMNS`). A nullable column added one day leaves older hashes valid.
Devices and numbers are hashed as they were first, so that a fork can be renamed; see strand.py.
"""

from __future__ import annotations

import hashlib
import sqlite3  # noqa: TID251
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import groupby

import msgspec

from examprep.core.item import Text
from examprep.store.rows import COLUMNS, Value
from examprep.store.strand import is_after_hole, origin


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
    detail_ja: str

    @property
    def is_of_log(self) -> bool:
        """Whether answers themselves are damaged, not only what is computed from them."""
        return self.what is not FaultKind.MEMORY

    @property
    def text(self) -> Text:
        """The fault as a line for a person."""
        here = self.seq is not None
        ja, en = (f"（端末 {self.device} の行 {self.seq}）", f" (row {self.seq} of device {self.device})")
        return Text(
            f"{_KINDS[self.what]}{ja if here else ''}: {self.detail_ja}",
            f"{self.what.value}{en if here else ''}: {self.detail}",
        )

    def __str__(self) -> str:
        """Return the fault as a line for a person who reads English."""
        return self.text.en


_KINDS = {
    FaultKind.FILE: "ファイル",
    FaultKind.GAP: "欠落",
    FaultKind.CHANGED: "変化",
    FaultKind.MEMORY: "記憶",
}


def chained(before: bytes, columns: Mapping[str, Value] | sqlite3.Row) -> bytes:
    """Return the hash of a row that follows the one hashed `before`."""
    present = {name: columns[name] for name in COLUMNS if columns[name] is not None}
    for device, seq in (("device", "seq"), ("target_device", "target_seq")):
        named, number = present.get(device), present.get(seq)
        if isinstance(named, str) and isinstance(number, int):
            present[device], present[seq] = msgspec.structs.astuple(origin(named, number))
    return hashlib.blake2b(before + msgspec.msgpack.encode(present), digest_size=32).digest()


def check_chains(rows: Iterable[Mapping[str, Value] | sqlite3.Row]) -> Iterator[Fault]:
    """Find every gap and every changed row; `rows` come by device and number."""
    seen: dict[tuple[str, int], set[bytes]] = {}
    for device, own in groupby(rows, key=lambda row: str(row["device"])):
        yield from _check_chain(device, own, seen)


def _check_chain(
    device: str, rows: Iterable[Mapping[str, Value] | sqlite3.Row], seen: dict[tuple[str, int], set[bytes]]
) -> Iterator[Fault]:
    expected = 1
    before = _forerunners(device, seen)
    for row in rows:
        seq, written = row["seq"], row["hash"]
        if not isinstance(seq, int) or not isinstance(written, bytes):
            told = ("a row has lost its number or its hash", "番号かハッシュを失った行がある")
            yield Fault(FaultKind.CHANGED, device, None, *told)
            continue
        hashes = {chained(link, row) for link in before} or {written}
        if seq != expected:
            yield _gap(device, seq, expected)
        elif written not in hashes:
            told = ("the row does not match its hash", "行がハッシュと合わない")
            yield Fault(FaultKind.CHANGED, device, seq, *told)
        # After a fault both what its hash should be and what it is: a damaged hash is one fault, not two.
        before = {written, *hashes} if written not in hashes and len(before) == 1 else {written}
        first = origin(device, seq)
        seen.setdefault((first.device, first.seq), set()).add(written)
        expected = seq + 1


def _forerunners(device: str, seen: Mapping[tuple[str, int], set[bytes]]) -> set[bytes]:
    """Return what may be hashed before the first row of a device; nothing where that is not known."""
    first = origin(device, 1)
    if first.seq == 1:
        return {b""}
    # A strand after a fork that lost its trunk follows nothing that could be right.
    return set() if is_after_hole(device) else seen.get((first.device, first.seq - 1), {b"lost"})


def _gap(device: str, seq: int, expected: int) -> Fault:
    last = seq - 1
    many = (f"rows {expected} to {last} are", f"行 {expected}〜{last}")
    en, ja = (f"row {expected} is", f"行 {expected}") if expected == last else many
    return Fault(FaultKind.GAP, device, seq, f"{en} missing before it", f"その前の{ja}がない")
