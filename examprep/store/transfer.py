"""A whole history as JSON, one row a line, and back: nothing is lost, and nothing damaged comes in.

The first line says what follows and how much of it; hashes are in hexadecimal, nulls are left out.
"""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

import msgspec

from examprep.errors import StoreError
from examprep.store.history import History, named_rows
from examprep.store.log import insert_row
from examprep.store.merge import COLUMNS_OF, gather, read_history, tables_of
from examprep.store.opening import open_empty
from examprep.store.plausible import require_plausible
from examprep.store.rows import COLUMNS
from examprep.store.stranger import refuse_stranger
from examprep.store.transaction import reading
from examprep.store.trouble import speaking
from examprep.store.verify import find_faults

SCHEMA = 1
_LOG = "review"


class _Head(msgspec.Struct, forbid_unknown_fields=True):
    """The first line."""

    schema: int
    kind: Literal["examprep-history"]
    lines: int
    """That follow it."""


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    """One row of one table."""

    table: str
    row: dict[str, Any]


def history_lines(history: History) -> Iterator[bytes]:
    """Go through the lines of an export; equal histories make equal lines."""
    lines = list(_lines(history))
    for line in (_Head(SCHEMA, "examprep-history", len(lines)), *lines):
        yield msgspec.json.encode(line) + b"\n"


def _lines(history: History) -> Iterator[_Line]:
    for row in named_rows(history.links):
        shown = {**row, "hash": row["hash"].hex()} if isinstance(row["hash"], bytes) else row
        yield _Line(_LOG, {name: value for name, value in shown.items() if value is not None})
    for table, rows in tables_of(history).items():
        for cells in rows:
            named = zip(COLUMNS_OF[table].split(", "), cells, strict=True)
            yield _Line(table, {name: value for name, value in named if value is not None})


def read_any(path: Path) -> History:
    """Return the history in a progress file or in an export; raises `StoreError` where it is not whole."""
    with speaking(path):
        if not path.is_file():
            return read_history(path)
        if is_export(path):
            return read_export(path.read_bytes(), path)
        refuse_stranger(path)
        return read_history(path)


def is_export(path: Path) -> bool:
    """Tell whether a file begins as `data export --format json` writes one."""
    with path.open("rb") as file:
        return file.read(4).removeprefix(b"\xef\xbb\xbf").startswith(b"{")


def read_export(content: bytes, path: Path) -> History:
    """Return the history that an export holds."""
    head, lines = _parsed(content, path)
    if head.lines != len(lines):
        raise StoreError(
            f"{path} is cut off: it promises {head.lines} rows and has {len(lines)}; nothing was changed. "
            "Export or copy it again.",
            f"{path} は途中で切れている（{head.lines}行のはずが{len(lines)}行）。何も変えていない。"
            "もう一度書き出すか、コピーし直す。",
        )
    with closing(open_empty()) as connection:
        for number, line in enumerate(lines, 2):
            try:
                _insert(connection, line)
            except (sqlite3.Error, KeyError, ValueError, OverflowError) as error:
                raise _unreadable(path, number, str(error)) from error
        faults = find_faults(connection, memories=False)
        if faults:
            raise StoreError(
                f"{path} is not what was exported ({faults[0]}); nothing was changed. "
                "Export or copy it again.",
                f"{path} は書き出したときのままではない（{faults[0].text.ja}）。何も変えていない。"
                "もう一度書き出すか、コピーし直す。",
            )
        with reading(connection):
            history = gather(connection)
    require_plausible(history, path)
    return history


def _parsed(content: bytes, path: Path) -> tuple[_Head, list[_Line]]:
    first, *rest = content.removeprefix(b"\xef\xbb\xbf").splitlines() or [b""]
    try:
        head = msgspec.json.decode(first)
        if (
            isinstance(head, dict)
            and head.get("kind") == "examprep-history"
            and head.get("schema", 0) > SCHEMA
        ):
            raise StoreError(
                f"{path} was written by a newer examprep; nothing was changed. Upgrade examprep.",
                f"{path} は新しい examprep が書いたものである。何も変えていない。examprep を更新する。",
            )
        told = msgspec.convert(head, _Head)
    except (msgspec.DecodeError, UnicodeDecodeError, TypeError, RecursionError) as error:
        raise StoreError(
            f"{path} is no history of examprep, and nothing was changed. One is written by: "
            "examprep data export --format json --out FILE; questions come in by: examprep bank import",
            f"{path} は examprep の学習の記録ではない。何も変えていない。記録を書き出すには: "
            "examprep data export --format json --out ファイル。問題を取り込むには: examprep bank import",
        ) from error
    lines = []
    for number, line in enumerate(rest, 2):
        try:
            lines.append(msgspec.json.decode(line, type=_Line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise _unreadable(path, number, str(error)) from error
    return told, lines


def _insert(connection: sqlite3.Connection, line: _Line) -> None:
    if line.table == _LOG:
        known = {name: line.row.get(name) for name in COLUMNS}
        insert_row(connection, known | {"hash": bytes.fromhex(str(line.row["hash"]))})
        return
    columns = COLUMNS_OF[line.table]
    places = ", ".join(f":{name}" for name in columns.split(", "))
    row: dict[str, Any] = dict.fromkeys(columns.split(", ")) | line.row
    connection.execute(f"insert into {line.table} ({columns}) values ({places})", row)  # noqa: S608 - ours


def _unreadable(path: Path, number: int, reason: str) -> StoreError:
    return StoreError(
        f"{path}:{number}: this row cannot be read ({reason}); nothing was changed. Export or copy it again.",
        f"{path}:{number}: この行を読めない（{reason}）。何も変えていない。"
        "もう一度書き出すか、コピーし直す。",
    )


def joined_lines(history: History) -> bytes:
    """Return a whole export."""
    return b"".join(history_lines(history))
