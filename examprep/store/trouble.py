"""What SQLite and the system complain of, as sentences for the person at the keyboard.

The only place where their errors become ours. Misuse of the library stays what it is: a bug.
"""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from examprep.errors import StoreError


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a file into a sentence about it."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise StoreError(_sentence(path, error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(_DAMAGED.format(path=path)) from error
    except OSError as error:
        raise StoreError(_REFUSED.format(path=error.filename or path, reason=error.strerror)) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether the file itself is broken, not merely out of reach."""
    if isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode"):
        return "decode" in str(error)  # a text that is not UTF-8, found by Python
    return _primary(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _sentence(path: Path, error: sqlite3.Error) -> str:
    template = _DAMAGED if is_damage(error) else _SENTENCES.get(_primary(error), _OTHER)
    if _primary(error) == sqlite3.SQLITE_NOTADB:
        template = _NOT_ONE
    return template.format(path=path, folder=path.parent, reason=error)


def _primary(error: sqlite3.Error) -> int:
    """Return the kind of an error; the upper bits only say where it happened."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


_IN_USE = "{path} is in use by another examprep. Let that one finish or close it, then try again."
_READ_ONLY = (
    "{path} cannot be written: the file or its folder is read-only. Allow writing to {folder}, "
    "or set EXAMPREP_HOME to a folder of yours."
)
_DAMAGED = (
    "{path} is damaged. See what with `examprep data verify`; "
    "to go back to a backup, put a file of the folder `backups` in its place."
)
_NOT_ONE = (
    "{path} is not a progress file, or its beginning is damaged. Move it away to start anew, "
    "or put a file of the folder `backups` in its place."
)
_REFUSED = "{path} cannot be used: {reason}. Check that the path is right and yours to write."
_OTHER = (
    "{path} cannot be used: SQLite says `{reason}`. The last step was not kept; "
    "check the file with `examprep data verify`."
)
_NOT_OPENED = "{path} cannot be opened. Check that it is a file and that {folder} is yours to write."
_DISK_FULL = (
    "{path} cannot grow: the disk is full. The last step was not kept; free some space, then repeat it."
)
_DISK_FAULT = (
    "{path} cannot be read or written: the disk reports `{reason}`. "
    "The last step was not kept; check the disk, then repeat it."
)
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _NOT_OPENED,
    sqlite3.SQLITE_FULL: _DISK_FULL,
    sqlite3.SQLITE_IOERR: _DISK_FAULT,
}
