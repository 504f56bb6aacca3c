"""All or nothing, and reading without being overtaken."""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing; whatever is read inside stays true until the commit."""
    try:
        connection.execute("begin immediate")
        yield
        connection.execute("commit")
    except BaseException:
        roll_back(connection)
        raise


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """See one state of the file throughout."""
    try:
        connection.execute("begin")
        connection.execute("select count(*) from sqlite_schema").fetchone()  # `begin` alone locks nothing
        yield
    finally:
        roll_back(connection)


def roll_back(connection: sqlite3.Connection) -> None:
    """Undo what is not committed, if anything."""
    if connection.in_transaction:
        with suppress(sqlite3.Error):  # what went wrong before it is the error to tell
            connection.execute("rollback")
