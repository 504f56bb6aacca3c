"""Marks on items, what happened in mock exams, how a course is used: small facts beside the log."""

from __future__ import annotations

import sqlite3  # noqa: TID251

import msgspec

from examprep.core.aside import Aside, Mark
from examprep.core.day import StudyDay
from examprep.core.item import ItemId
from examprep.core.memory import SessionId


def keep_mark(connection: sqlite3.Connection, mark: Mark) -> None:
    """Mark an item, in place of an earlier mark of the same kind.

    A mark is newer than what it replaces and than what was taken back, whatever the clock says.
    """
    [(earlier,)] = connection.execute(_LAST_MARKED, {"item": mark.item, "kind": mark.kind.value})
    at = mark.at if earlier is None else max(mark.at, earlier + 1)
    columns = msgspec.structs.asdict(mark) | {"kind": mark.kind.value, "study_day": mark.day, "at": at}
    connection.execute(_KEEP_MARK, columns)


def drop_mark(connection: sqlite3.Connection, item: ItemId, kind: Aside) -> bool:
    """Take a mark back; tell whether there was one."""
    named = {"item": item, "kind": kind.value}
    connection.execute(_UNMARK, named)
    return connection.execute("delete from mark where item = :item and kind = :kind", named).rowcount > 0


def fetch_marks(connection: sqlite3.Connection) -> tuple[Mark, ...]:
    """Return every mark, by item."""
    found = connection.execute("select item, kind, at, study_day, note from mark order by item, kind")
    return tuple(
        Mark(ItemId(row["item"]), Aside(row["kind"]), row["at"], StudyDay(row["study_day"]), row["note"])
        for row in found
    )


def add_event(connection: sqlite3.Connection, session: SessionId, at: int, event: str) -> int:
    """Append what happened in a mock exam; return its number there, from 1."""
    [(last,)] = connection.execute("select coalesce(max(seq), 0) from sitting where session = ?", (session,))
    connection.execute(
        "insert into sitting (session, seq, at, event) values (?, ?, ?, ?)", (session, last + 1, at, event)
    )
    return int(last) + 1


def fetch_events(connection: sqlite3.Connection, session: SessionId) -> tuple[tuple[int, str], ...]:
    """Return what happened in a mock exam, in order: each with its time."""
    found = connection.execute("select at, event from sitting where session = ? order by seq", (session,))
    return tuple((row["at"], row["event"]) for row in found)


def keep_style(connection: sqlite3.Connection, goal: str, day: StudyDay, style: str) -> None:
    """Keep how the days up to an exam are used."""
    connection.execute(
        "insert or replace into course (goal, study_day, style) values (?, ?, ?)", (goal, day, style)
    )


def fetch_style(connection: sqlite3.Connection, goal: str) -> tuple[StudyDay, str] | None:
    """Return how the days up to an exam are used, and when that was decided."""
    found = connection.execute("select study_day, style from course where goal = ?", (goal,)).fetchone()
    return None if found is None else (StudyDay(found["study_day"]), found["style"])


_LAST_MARKED = """
    select max(at) from (
        select at from mark where item = :item and kind = :kind
        union all
        select at from unmark where item = :item and kind = :kind
    )
"""
_UNMARK = """
    insert or replace into unmark (item, kind, at)
    select item, kind, at from mark where item = :item and kind = :kind
"""
_KEEP_MARK = """
    insert or replace into mark (item, kind, at, study_day, note)
    values (:item, :kind, :at, :study_day, :note)
"""
