"""What sessions were begun with, and which are over; the caller holds the transaction."""

from __future__ import annotations

import sqlite3  # noqa: TID251

from examprep.core.day import StudyDay
from examprep.core.memory import SessionId
from examprep.store.rows import StoredSession, read_session, session_columns


def add_session(connection: sqlite3.Connection, session: StoredSession) -> None:
    """Keep what a session was begun with."""
    connection.execute(_ADD, session_columns(session))


def begin_session(connection: sqlite3.Connection, session: StoredSession) -> None:
    """Keep what a session was begun with; it takes the place of every other of its kind."""
    connection.execute(_END_ALL, (session.at, session.mode))
    add_session(connection, session)


def fetch_open_session(
    connection: sqlite3.Connection, mode: str, options: str, day: StudyDay
) -> StoredSession | None:
    """Return the newest session of this kind and day that was not ended."""
    found = connection.execute(_OPEN, (mode, options, day)).fetchone()
    return read_session(found) if found else None


def end_session(connection: sqlite3.Connection, session: SessionId, at: int) -> bool:
    """Mark a session as gone through; tell whether it was not before."""
    return connection.execute(_END, (session, at)).rowcount > 0


def fetch_sessions(connection: sqlite3.Connection, mode: str) -> tuple[StoredSession, ...]:
    """Return every session of a kind, the oldest first."""
    return tuple(read_session(row) for row in connection.execute(_ALL, (mode,)))


_ADD = """
    insert into session (id, mode, at, study_day, seed, lang, options, queue)
    values (:id, :mode, :at, :study_day, :seed, :lang, :options, :queue)
"""
_OPEN = """
    select id, mode, at, study_day, seed, lang, options, queue from session
    where mode = ? and options = ? and study_day = ?
        and not exists (select 1 from session_end where session_end.session = session.id)
    order by at desc, id desc
    limit 1
"""
_ALL = """
    select id, mode, at, study_day, seed, lang, options, queue from session where mode = ? order by at, id
"""
_END_ALL = "insert or ignore into session_end (session, at) select id, ? from session where mode = ?"
_END = "insert or ignore into session_end (session, at) values (?, ?)"
