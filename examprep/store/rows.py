"""What stands in a row: values of the core as columns and back, exactly.

`COLUMNS` is what a row of the log is hashed over; its order and its names are for ever.
"""

from __future__ import annotations

import sqlite3  # noqa: TID251
from typing import TypeAlias

import msgspec

from examprep.core.day import StudyDay
from examprep.core.item import ItemId, Lang
from examprep.core.memory import DeviceId, Memory, Review, SessionId

Value: TypeAlias = str | int | float | bytes | None

COLUMNS = (
    *("device", "seq", "kind", "at", "clock", "study_day", "tz_offset"),
    *("target_device", "target_seq"),
    *("item", "digest", "session", "mode", "outcome", "rating", "answer", "slip", "seconds"),
    *("stability_before", "difficulty_before", "last_before"),
    *("due_before", "reps_before", "lapses_before"),
    *("stability_after", "difficulty_after", "last_after"),
    *("due_after", "reps_after", "lapses_after"),
    *("predicted", "parameters"),
)
DERIVED = ("interval_before", "interval_after", "anki_type")
"""Columns computed from the others when read."""


MEMORY_FIELDS = Memory.__struct_fields__


class Row(msgspec.Struct, frozen=True):
    """The name of a row of the log, the same on every machine."""

    device: DeviceId
    seq: int
    """Counted from 1, without gaps."""


class StoredSession(msgspec.Struct, frozen=True, kw_only=True):
    """What a session was begun with, enough to go on with it."""

    id: SessionId
    mode: str
    """`quiz` or `cards`."""
    at: int
    """Unix time in milliseconds."""
    day: StudyDay
    seed: int
    """Below 2**63."""
    lang: Lang
    options: str
    """Canonical JSON of what was asked for; equal options are equal texts."""
    queue: tuple[ItemId, ...]


def answer_columns(review: Review) -> dict[str, Value]:
    """Return what a review says, column by column."""
    columns: dict[str, Value] = {name: getattr(review, name) for name in _SAME_NAME}
    columns |= {"kind": "answer", "study_day": review.day, "tz_offset": review.offset}
    return columns | _memory_columns(review.before, "before") | _memory_columns(review.after, "after")


def as_stored(column: str, value: Value) -> Value:
    """Return what SQLite will give back for a value, so that a row is hashed as it will be read.

    Half a surrogate pair, which a terminal can produce and UTF-8 cannot hold, becomes its escape.
    """
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case int() | float() if column in _REALS:
            return float(value) + 0.0  # SQLite keeps no negative zero
        case int():
            return int(value)
        case _:
            return value


def read_review(row: sqlite3.Row) -> Review:
    """Return the review that a row of the log holds; `msgspec.ValidationError` if it holds none."""
    fields = {name: row[name] for name in _SAME_NAME}
    fields |= {"day": row["study_day"], "offset": row["tz_offset"]}
    before = None if row["last_before"] is None else _memory_fields(row, "_before")
    return msgspec.convert(fields | {"before": before, "after": _memory_fields(row, "_after")}, Review)


def read_memory(row: sqlite3.Row) -> Memory:
    """Return the memory that a row of the cache holds."""
    return msgspec.convert(_memory_fields(row, ""), Memory)


def read_session(row: sqlite3.Row) -> StoredSession:
    """Return the session that a row holds."""
    fields: dict[str, object] = {name: row[name] for name in _SESSION_COLUMNS}
    fields |= {"day": row["study_day"], "queue": msgspec.json.decode(str(row["queue"]))}
    return msgspec.convert(fields, StoredSession)


def session_columns(session: StoredSession) -> dict[str, Value]:
    """Return what a session was begun with, column by column."""
    columns: dict[str, Value] = {name: getattr(session, name) for name in _SESSION_COLUMNS}
    return columns | {"study_day": session.day, "queue": msgspec.json.encode(session.queue).decode()}


def read_row(row: sqlite3.Row) -> Row:
    """Return the name of a row of the log."""
    return msgspec.convert({"device": row["device"], "seq": row["seq"]}, Row)


_REALS = frozenset(
    ("seconds", "predicted", "stability_before", "difficulty_before", "stability_after", "difficulty_after")
)
_SESSION_COLUMNS = ("id", "mode", "at", "seed", "lang", "options")
_SAME_NAME = tuple(name for name in Review.__struct_fields__ if name in COLUMNS)


def _memory_columns(memory: Memory | None, when: str) -> dict[str, Value]:
    if memory is None:
        return {}
    return {f"{name}_{when}": getattr(memory, name) for name in MEMORY_FIELDS}


def _memory_fields(row: sqlite3.Row, suffix: str) -> dict[str, Value]:
    return {name: row[name + suffix] for name in MEMORY_FIELDS}
