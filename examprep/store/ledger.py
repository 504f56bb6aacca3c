"""What was decided about the submissions of a class: a SQLite file beside the gradebook.

A verdict is found again by everything it depends on, so that a rerun grades only what is new. One
process at a time holds the file; what it keeps survives a power cut. Broken ones are never kept.
"""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from examprep.core.verdict import Report
from examprep.durable import make_file, make_folder
from examprep.errors import StoreError
from examprep.store.transaction import writing
from examprep.store.trouble import is_damage

APPLICATION_ID = 0x4558504C
"""`EXPL` in the header of the file."""
FORMAT = 1
PATIENCE = 1.0
"""Seconds to wait for another process to let go of the file."""

_PRAGMAS = (
    "locking_mode = exclusive",
    "journal_mode = delete",
    "synchronous = extra",
    "fullfsync = on",
    "cell_size_check = on",
    "trusted_schema = off",
)
_DECIDED = """
create table decided (
  submission text not null, problem text not null, version integer not null, digest text not null,
  seed integer not null, grader text not null, framework text not null, device text not null,
  verdict text not null, seconds real not null, report text not null,
  primary key (submission, problem, version, digest, seed, grader, framework, device)
) strict, without rowid
"""
_SEED = "create table seed (one integer primary key check (one = 1), seed integer not null) strict"


class Key(msgspec.Struct, frozen=True):
    """Everything a verdict depends on."""

    submission: str
    """Digest of the program, and of those of the student that it imports."""
    problem: str
    version: int
    digest: str
    """Of the problem's folder."""
    seed: int
    grader: str
    framework: str
    device: str


class Decided(msgspec.Struct, frozen=True):
    """A verdict, and how long it took to reach."""

    report: Report
    seconds: float


class Ledger:
    """The file; use it as a context."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """Open a file, or make one; nobody else can until it is closed."""
        with _speaking(path):
            make_folder(path.parent)
            make_file(path)
            uri = f"{path.absolute().as_uri()}?mode=rw"
            connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
            try:
                _prepare(connection, path)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def __enter__(self) -> Ledger:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._connection.close()

    def settle_seed(self, wanted: int | None, fresh: int) -> int:
        """Return the seed to grade with: the one that is wanted, else the last one, else a fresh one."""
        with _speaking(self._path):
            found = self._connection.execute("select seed from seed").fetchone()
            seed = wanted if wanted is not None else int(found[0]) if found else fresh
            if not found or seed != found[0]:
                with writing(self._connection):
                    self._connection.execute("insert or replace into seed values (1, ?)", (seed,))
        return seed

    def fetch(self, keys: Iterable[Key]) -> dict[Key, Decided]:
        """Return what is known."""
        with _speaking(self._path):
            found = ((key, self._connection.execute(_FETCH, _values(key)).fetchone()) for key in keys)
            return {
                key: Decided(msgspec.json.decode(row[0], type=Report), float(row[1]))
                for key, row in found
                if row is not None
            }

    def keep(self, rows: Sequence[tuple[Key, Decided]]) -> None:
        """Keep verdicts, all of them or none; those of a broken grader are left out."""
        told = [(key, decided) for key, decided in rows if not decided.report.broken]
        if not told:
            return
        with _speaking(self._path), writing(self._connection):
            self._connection.executemany(_KEEP, [(*_values(key), *_told(decided)) for key, decided in told])


_FETCH = """
select report, seconds from decided where submission = ? and problem = ? and version = ? and digest = ?
and seed = ? and grader = ? and framework = ? and device = ?
"""
_KEEP = "insert or replace into decided values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def _values(key: Key) -> tuple[str | int, ...]:
    return msgspec.structs.astuple(key)


def _told(decided: Decided) -> tuple[str, float, str]:
    return decided.report.verdict.value, decided.seconds, msgspec.json.encode(decided.report).decode()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"pragma {pragma}")
    connection.execute("begin exclusive")  # keeps the lock from here on
    connection.execute("commit")
    [(application,)] = connection.execute("pragma application_id")
    [(version,)] = connection.execute("pragma user_version")
    [(tables,)] = connection.execute("select count(*) from sqlite_schema")
    if application == version == tables == 0:
        with writing(connection):
            connection.execute(_DECIDED)
            connection.execute(_SEED)
            connection.execute(f"pragma application_id = {APPLICATION_ID}")
            connection.execute(f"pragma user_version = {FORMAT}")
    elif (application, version) != (APPLICATION_ID, FORMAT):
        raise StoreError(_FOREIGN.format(path=path))


@contextmanager
def _speaking(path: Path) -> Iterator[None]:
    """Turn what goes wrong with the file into a sentence about it."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise StoreError(_sentence(error).format(path=path, folder=path.parent, reason=error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(_DAMAGED.format(path=path)) from error
    except OSError as error:
        raise StoreError(_REFUSED.format(path=error.filename or path, reason=error.strerror)) from error


def _sentence(error: sqlite3.Error) -> str:
    if is_damage(error):
        return _DAMAGED
    return _SENTENCES.get(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF, _OTHER)


_IN_USE = (
    "{path} is in use: another `examprep class grade` is at work in {folder}. Let it finish, or stop it."
)
_DAMAGED = "{path} is damaged. Move it away and run the same command again: everything is graded anew."
_FOREIGN = (
    "{path} was not written by this examprep; nothing was changed. "
    "Move it away, or name another folder with --out."
)
_FULL = (
    "{path} cannot grow: the disk is full. Free some space and run the same command again: "
    "what was graded until then is kept."
)
_REFUSED = (
    "{path} cannot be used: {reason}. Check that it is yours to write, or name another folder with --out."
)
_OTHER = "{path} cannot be used: SQLite says `{reason}`. Run the same command again, or name another --out."
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _REFUSED,
    sqlite3.SQLITE_PERM: _REFUSED,
    sqlite3.SQLITE_CANTOPEN: _REFUSED,
}
