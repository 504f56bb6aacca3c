"""Formats of the progress file, each reached from the one before by one small function.

A migration and its version number commit together, after a backup; if it fails, the file
is as it was. Migrations are never edited, only added.
"""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from examprep.store.transaction import writing

APPLICATION_ID = 0x45585052
"""`EXPR` in the header of the file; tells it from any other program's."""

Migration: TypeAlias = Callable[[sqlite3.Connection], None]
MIGRATIONS: list[Migration] = []


def migration(step: Migration) -> Migration:
    """Register the step from the newest format to the next."""
    MIGRATIONS.append(step)
    return step


@migration
def m001_initial(connection: sqlite3.Connection) -> None:
    """Create everything, and sign the file."""
    _execute(connection, "schema.sql")
    connection.execute(f"pragma application_id = {APPLICATION_ID}")


@migration
def m002_exams_and_models(connection: sqlite3.Connection) -> None:
    """Add what is set aside, mock exams and fitted models."""
    _execute(connection, "format-2.sql")


@migration
def m003_narrowing(connection: sqlite3.Connection) -> None:
    """Add what finds the few items that a plan may ask among very many."""
    _execute(connection, "format-3.sql")


@migration
def m004_marks_taken_back(connection: sqlite3.Connection) -> None:
    """Add what merging must know of marks that are no more."""
    _execute(connection, "format-4.sql")


def newest_format() -> int:
    """Return the format this program writes."""
    return len(MIGRATIONS)


def format_of(connection: sqlite3.Connection) -> int:
    """Return the format of a file; 0 is a new one."""
    [(version,)] = connection.execute("pragma user_version")
    return int(version)


def migrate(connection: sqlite3.Connection, before_each: Callable[[int], object]) -> None:
    """Bring a file to the newest format; `before_each` is told every format to come, unless it is new."""
    found = format_of(connection)
    for version in range(found + 1, newest_format() + 1):
        if found > 0:
            before_each(version)
        with writing(connection):
            if format_of(connection) == version - 1:  # another process may have been faster
                MIGRATIONS[version - 1](connection)
                connection.execute(f"pragma user_version = {version}")


def _execute(connection: sqlite3.Connection, name: str) -> None:
    script = Path(__file__).with_name(name).read_text(encoding="utf-8")
    for statement in _statements(script):
        connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """Split a script; `executescript` would commit what was begun before it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
