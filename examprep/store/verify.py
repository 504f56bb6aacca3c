"""Everything that can be wrong with a progress file, found without changing it."""

from __future__ import annotations

import math
import sqlite3  # noqa: TID251
from collections.abc import Iterator
from contextlib import closing

import msgspec

from examprep.core.item import ItemId
from examprep.core.memory import Memory, replay
from examprep.store.chain import Fault, FaultKind, check_chains
from examprep.store.log import fetch_reviews, read_chains
from examprep.store.memories import fetch_memories, fetch_model
from examprep.store.opening import open_empty
from examprep.store.transaction import reading
from examprep.store.trouble import is_damage

_EXACT = 1e-9
"""Relative error allowed between a memory and its replay."""


def find_faults(connection: sqlite3.Connection, *, memories: bool = True) -> list[Fault]:
    """Check the schema; if it is ours, the file and the log; if they are whole, the memories if asked."""
    faults: list[Fault] = []
    # What was text may be any bytes now, and must still be read to be compared.
    connection.text_factory = _decode_anything
    try:
        with reading(connection):
            faults.extend(_check_schema(connection))
            if not faults:
                faults.extend(_check_file(connection))
                faults.extend(check_chains(read_chains(connection)))
            if memories and not faults:
                faults.extend(_check_memories(connection))
    except (sqlite3.DatabaseError, msgspec.DecodeError, UnicodeDecodeError) as error:
        if isinstance(error, sqlite3.DatabaseError) and not is_damage(error):
            raise
        faults.append(Fault(FaultKind.FILE, None, None, str(error), str(error)))
    finally:
        connection.text_factory = str
    return faults


def has_our_schema(connection: sqlite3.Connection) -> bool:
    """Tell whether a file has all that examprep makes, whatever its beginning says."""
    connection.row_factory = sqlite3.Row
    try:
        return not list(_check_schema(connection))
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _check_schema(connection: sqlite3.Connection) -> Iterator[Fault]:
    with closing(open_empty()) as fresh:
        expected = _schema(fresh)
    found = _schema(connection)
    for name in sorted(expected.keys() | found.keys()):
        if found.get(name) != expected.get(name):
            told = (
                f"`{name}` of the schema is not as examprep made it",
                f"スキーマの `{name}` が変わっている",
            )
            yield Fault(FaultKind.FILE, None, None, *told)


def _schema(connection: sqlite3.Connection) -> dict[str, tuple[str, str, str | None]]:
    rows = connection.execute("select name, type, tbl_name, sql from sqlite_schema")
    return {row["name"]: (row["type"], row["tbl_name"], row["sql"]) for row in rows}


def _check_file(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (verdict,) in connection.execute("pragma integrity_check"):
        if verdict != "ok":
            yield Fault(FaultKind.FILE, None, None, verdict, verdict)


def _check_memories(connection: sqlite3.Connection) -> Iterator[Fault]:
    cached = fetch_memories(connection)
    replayed = replay((review for _, review in fetch_reviews(connection)), fetch_model(connection))
    for item in sorted(cached.keys() | replayed.keys()):
        if not _same(cached.get(item), replayed.get(item)):
            yield _contrast(item, cached.get(item), replayed.get(item))


def _same(one: Memory | None, other: Memory | None) -> bool:
    if one is None or other is None:
        return one is other
    return (
        math.isclose(one.stability, other.stability, rel_tol=_EXACT)
        and math.isclose(one.difficulty, other.difficulty, rel_tol=_EXACT)
        and (one.last, one.due, one.reps, one.lapses) == (other.last, other.due, other.reps, other.lapses)
    )


def _contrast(item: ItemId, cached: Memory | None, replayed: Memory | None) -> Fault:
    en, ja = (
        f"{item} is remembered as {cached}, and its answers say {replayed}",
        (f"{item} の記憶は {cached}、解答からは {replayed}"),
    )
    if cached is None:
        en, ja = f"{item} was answered, and no memory of it is kept", f"{item} は解答があるのに記憶がない"
    elif replayed is None:
        en, ja = f"{item} has a memory, and no answer to it stands", f"{item} は記憶があるのに解答がない"
    return Fault(FaultKind.MEMORY, None, None, en, ja)


def _decode_anything(raw: bytes) -> str:
    return raw.decode("utf-8", "backslashreplace")
