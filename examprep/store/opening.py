"""From a path to a connection that may be used: ours, of the right format, writable or not.

Whatever is refused here is left byte for byte as it was.
"""

from __future__ import annotations

import sqlite3  # noqa: TID251
from contextlib import closing
from pathlib import Path

from examprep.core.memory import DeviceId
from examprep.durable import make_file, make_folder
from examprep.errors import StoreError
from examprep.store.backup import back_up
from examprep.store.migrations import APPLICATION_ID, format_of, migrate, newest_format
from examprep.store.transaction import reading, roll_back, writing
from examprep.store.trouble import speaking

PATIENCE = 5.0
"""Seconds to wait for another examprep to finish its transaction."""

_OLDEST_SQLITE = (3, 37, 0)  # strict tables
_PRAGMAS = (
    "journal_mode = delete",
    "synchronous = extra",  # syncs the folder too: less loses acknowledged answers in a power cut
    "fullfsync = on",  # on macOS a plain fsync stops at the drive's cache
    "cell_size_check = on",
    "trusted_schema = off",
)


def open_writing(path: Path, backups: Path, device: DeviceId) -> sqlite3.Connection:
    """Open a file to write in, brought to the newest format; a new one belongs to `device`."""
    with speaking(path):
        _require_sqlite()
        make_folder(path.parent)
        _require_file(path)
        make_file(path)
        _peek(path)
        connection = _connect(path, "rw")
        try:
            _require_ours(connection, path)
            _prepare(connection, backups)
            _identify(connection, device)
        except BaseException:
            connection.close()
            raise
    return connection


def open_reading(path: Path) -> sqlite3.Connection:
    """Open a file for reading alone; one that is missing reads as empty, an older one as migrated."""
    with speaking(path):
        _require_sqlite()
        _require_file(path)
        if not path.exists():
            return open_empty()
        _peek(path)
        # Not `ro`: after a crash the first reader must be able to undo the half-written rest.
        connection = _connect(path, "rw")
        try:
            if _require_ours(connection, path) < newest_format():
                connection = _migrated_copy(connection)
            connection.execute("pragma query_only = on")
        except BaseException:
            connection.close()
            raise
    return connection


def open_memory(device: DeviceId) -> sqlite3.Connection:
    """Open an empty store that is no file."""
    connection = open_empty()
    _identify(connection, device)
    return connection


def open_empty() -> sqlite3.Connection:
    """Open a store of the newest format, in memory and of no device."""
    connection = _connect_to(":memory:")
    migrate(connection, lambda _: None)
    return connection


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return _connect_to(f"{path.absolute().as_uri()}?mode={mode}")


def _connect_to(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _peek(path: Path) -> None:
    """Refuse a foreign file without being able to write: closing it otherwise may checkpoint its WAL."""
    try:
        with closing(_connect(path, "ro")) as connection:
            _require_ours(connection, path)
    except sqlite3.OperationalError as error:
        # A crash left it in the middle of writing; only opening it to write undoes that.
        if getattr(error, "sqlite_errorname", "") != "SQLITE_READONLY_ROLLBACK":
            raise


def _require_ours(connection: sqlite3.Connection, path: Path) -> int:
    """Return the format of a file that is ours or new."""
    version = format_of(connection)
    [(application,)] = connection.execute("pragma application_id")
    [(tables,)] = connection.execute("select count(*) from sqlite_schema")
    if application == version == tables == 0:
        return 0
    if application != APPLICATION_ID:
        raise StoreError(
            f"{path} is the database of another program, not a progress file; nothing was changed. "
            "Move it away, or set EXAMPREP_HOME to another folder.",
            f"{path} は別のプログラムのデータベースで、記録のファイルではない。何も変えていない。"
            "別の場所に移すか、EXAMPREP_HOME に別のフォルダを指定する。",
        )
    if version < 0:
        raise StoreError(
            f"{path} has the format {version}, which there never was; nothing was changed. "
            "Move it away, or go back to a backup: examprep data restore --latest",
            f"{path} の形式は {version} で、そのようなものはない。何も変えていない。"
            "別の場所に移すか、控えに戻す: examprep data restore --latest",
        )
    if version > newest_format():
        raise StoreError(
            f"{path} was written by a newer examprep (format {version}, this one knows "
            f"{newest_format()}); nothing was changed. Upgrade examprep.",
            f"{path} は新しい examprep で書かれている（形式 {version}、この版が読めるのは "
            f"{newest_format()} まで）。何も変えていない。examprep を新しくする。",
        )
    return version


def _prepare(connection: sqlite3.Connection, backups: Path) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"pragma {pragma}")
    _require_writable(connection)
    migrate(connection, lambda version: back_up(connection, backups / f"progress-before-{version}.db"))


def _identify(connection: sqlite3.Connection, device: DeviceId) -> None:
    if connection.execute("select 1 from identity").fetchone() is None:
        with writing(connection):
            connection.execute("insert or ignore into identity (one, device) values (1, ?)", (device,))


def _require_writable(connection: sqlite3.Connection) -> None:
    """Begin to write and think better of it: better refused now than at the first answer."""
    try:
        connection.execute("begin immediate")
        connection.execute(f"pragma user_version = {format_of(connection)}")
    finally:
        roll_back(connection)


def _migrated_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    copy = _connect_to(":memory:")
    try:
        with closing(connection), reading(connection):
            connection.backup(copy)
        migrate(copy, lambda _: None)
    except BaseException:
        copy.close()
        raise
    return copy


def _require_file(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise StoreError(
            f"{path} is not a file. Move it away, or set EXAMPREP_HOME to another folder.",
            f"{path} はファイルではない。別の場所に移すか、EXAMPREP_HOME に別のフォルダを指定する。",
        )


def _require_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(
            f"This Python carries SQLite {sqlite3.sqlite_version}, and examprep needs 3.37 or newer. "
            "Install a newer Python.",
            f"この Python の SQLite は {sqlite3.sqlite_version} で、examprep には 3.37 以上が要る。"
            "新しい Python を入れる。",
        )
