"""SQLite's pages read without SQLite, for files that it no longer opens.

Only what a record says of itself is believed, so anything may come out of a damaged page: callers
check it. See https://sqlite.org/fileformat2.html for the numbers below.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from examprep.store.rows import Value

USUAL_PAGE = 4096
_MAGIC = b"SQLite format 3\0"
_INDEX_LEAF, _INDEX_INNER, _TABLE_LEAF = 0x0A, 0x02, 0x0D
_LONGEST = 1 << 24
"""Bytes that no record of ours reaches."""


class Pages:
    """The bytes of a database, page by page."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = _page_size(content)
        self.count = -(-len(content) // self.size)

    @property
    def missing(self) -> int:
        """Return how many pages its beginning promises that are not there."""
        if not self.content.startswith(_MAGIC) or len(self.content) < 100:
            return 0
        [promised] = struct.unpack_from(">I", self.content, 28)
        return max(promised - self.count, 0) if promised <= 2 * self.count + 1000 else 0

    def page(self, number: int) -> bytes:
        """Return a page, counted from 1."""
        return self.content[(number - 1) * self.size : number * self.size]

    def records(self) -> Iterator[list[Value]]:
        """Go through what the tables of contents of all pages point to."""
        for number in range(1, self.count + 1):
            page, at = self.page(number), 100 if number == 1 else 0
            kind = page[at] if len(page) > at + 12 else 0
            if kind not in (_INDEX_LEAF, _INDEX_INNER, _TABLE_LEAF):
                continue
            [cells] = struct.unpack_from(">H", page, at + 3)
            first = at + (12 if kind == _INDEX_INNER else 8)
            for place in range(first, min(first + 2 * cells, len(page) - 1), 2):
                record = self._cell(page, struct.unpack_from(">H", page, place)[0], kind)
                if record is not None:
                    yield record

    def carved(self, pattern: re.Pattern[bytes]) -> Iterator[list[Value]]:
        """Go through all that looks like the beginning of a record, whatever a page says of itself."""
        for number in range(1, self.count + 1):
            page = self.page(number)
            for found in pattern.finditer(page):
                record = self._record(page, found.start(), None, is_index=True)
                if record is not None:
                    yield record

    def _cell(self, page: bytes, at: int, kind: int) -> list[Value] | None:
        try:
            at += 4 if kind == _INDEX_INNER else 0
            length, at = _varint(page, at)
            if kind == _TABLE_LEAF:
                _, at = _varint(page, at)
        except IndexError:
            return None
        return self._record(page, at, length, is_index=kind != _TABLE_LEAF)

    def _record(self, page: bytes, at: int, length: int | None, *, is_index: bool) -> list[Value] | None:
        try:
            kinds, body = _header(page, at)
            told = body - at + sum(map(_width, kinds))
            if told > _LONGEST or length not in (None, told):
                return None
            payload = self._payload(page, at, told, is_index=is_index)
            return list(_values(payload, kinds, body - at))
        except (IndexError, struct.error, ValueError):
            return None

    def _payload(self, page: bytes, at: int, length: int, *, is_index: bool) -> bytes:
        """Return a record with what of it stands on other pages."""
        local = _local(length, self.size, is_index=is_index)
        payload = page[at : at + local]
        if local == length:
            return payload
        [following] = struct.unpack_from(">I", page, at + local)
        while len(payload) < length:
            rest = self.page(following) if following else b""
            if len(rest) < self.size:
                raise ValueError("the rest of the record is gone")
            [following] = struct.unpack_from(">I", rest)
            payload += rest[4 : 4 + length - len(payload)]
        return payload


def _page_size(content: bytes) -> int:
    if len(content) >= 100 and content.startswith(_MAGIC):
        [size] = struct.unpack_from(">H", content, 16)
        size = 65536 if size == 1 else size
        if size >= 512 and size & (size - 1) == 0:
            return int(size)
    return USUAL_PAGE


def _local(length: int, usable: int, *, is_index: bool) -> int:
    """Return how much of a record stands on its own page."""
    most = (usable - 12) * 64 // 255 - 23 if is_index else usable - 35
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    local = least + (length - least) % (usable - 4)
    return local if local <= most else least


def _header(page: bytes, at: int) -> tuple[list[int], int]:
    """Return the kinds of a record's values, and where the first of them begins."""
    length, place = _varint(page, at)
    end = at + length
    if end > len(page):
        raise ValueError("the header of the record does not fit")
    kinds = []
    while place < end:
        kind, place = _varint(page, place)
        kinds.append(kind)
    return kinds, end


def _varint(page: bytes, at: int) -> tuple[int, int]:
    number = 0
    for place in range(at, at + 8):
        number = number << 7 | page[place] & 0x7F
        if page[place] < 0x80:
            return number, place + 1
    return number << 8 | page[at + 8], at + 9


_WIDTHS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)


def _width(kind: int) -> int:
    if kind in (10, 11):
        raise ValueError("no value is of this kind")
    return _WIDTHS[kind] if kind < 10 else (kind - 12) // 2


def _values(payload: bytes, kinds: list[int], at: int) -> Iterator[Value]:
    for kind in kinds:
        raw = payload[at : at + _width(kind)]
        if len(raw) < _width(kind):
            raise ValueError("the record ends too soon")
        at += len(raw)
        match kind:
            case 0:
                yield None
            case 7:
                yield float(struct.unpack(">d", raw)[0])
            case 8 | 9:
                yield kind - 8
            case _ if kind < 7:
                yield int.from_bytes(raw, "big", signed=True)
            case _:
                yield raw.decode() if kind % 2 else raw  # a `UnicodeDecodeError` is a `ValueError`
