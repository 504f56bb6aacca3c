"""What SQLite and the system complain of, as sentences for the person at the keyboard.

The only place where their errors become ours. Misuse of the library stays what it is: a bug.
"""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from examprep.core.item import Text
from examprep.errors import StoreError


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a file into a sentence about it."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise _error_of(path, error) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _told(_DAMAGED, path) from error
    except OSError as error:
        raise _told(_REFUSED, error.filename or path, error.strerror) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether the file itself is broken, not merely out of reach."""
    if isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode"):
        return "decode" in str(error)  # a text that is not UTF-8, found by Python
    return _primary(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def is_corrupt(error: sqlite3.Error) -> bool:
    """Tell whether a file is a database that broke."""
    return _primary(error) == sqlite3.SQLITE_CORRUPT


def is_out_of_reach(error: sqlite3.Error) -> bool:
    """Tell whether a file cannot be used now, whatever is in it: others use it, or the disk refuses."""
    return _primary(error) in _SENTENCES


def _error_of(path: Path, error: sqlite3.Error) -> StoreError:
    template = _DAMAGED if is_damage(error) else _SENTENCES.get(_primary(error), _OTHER)
    if _primary(error) == sqlite3.SQLITE_NOTADB:
        template = _NOT_ONE
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_DBMOVED:
        template = _REPLACED
    return _told(template, path, error)


def _told(template: Text, path: Path | str, reason: object = "") -> StoreError:
    named = {"path": path, "folder": Path(path).parent, "reason": reason}
    return StoreError(template.en.format(**named), template.ja.format(**named))


def _primary(error: sqlite3.Error) -> int:
    """Return the kind of an error; the upper bits only say where it happened."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


_IN_USE = Text(
    "{path} を別の examprep が使っている。そちらの終了を待つか閉じてから、もう一度試す。",
    "{path} is in use by another examprep. Let that one finish or close it, then try again.",
)
_READ_ONLY = Text(
    "{path} に書き込めない。ファイルかフォルダが読み取り専用になっている。{folder} への書き込みを許すか、"
    "EXAMPREP_HOME に自分のフォルダを指定する。",
    "{path} cannot be written: the file or its folder is read-only. Allow writing to {folder}, "
    "or set EXAMPREP_HOME to a folder of yours.",
)
_REPLACED = Text(
    "{path} は、使っている間に別のファイルに替わったか、取り去られた。最後の操作は記録されていない。"
    "examprep を起動し直す。",
    "{path} was replaced or taken away while it was open, so the last step was not kept. "
    "Start examprep again.",
)
_DAMAGED = Text(
    "{path} が壊れている。何が壊れているか、どの控えに戻せるかは `examprep data verify` で分かる。"
    "控えに戻す: examprep data restore --latest",
    "{path} is damaged. See what with `examprep data verify`, "
    "or go back to a backup: examprep data restore --latest",
)
_NOT_ONE = Text(
    "{path} は記録のファイルではないか、先頭が壊れている。最初から始めるなら別の場所に移し、"
    "そうでなければ控えに戻す: examprep data restore --latest",
    "{path} is not a progress file, or its beginning is damaged. Move it away to start anew, "
    "or go back to a backup: examprep data restore --latest",
)
_REFUSED = Text(
    "{path} を使えない: {reason}。パスが正しく、書き込みが許されているかを確かめる。",
    "{path} cannot be used: {reason}. Check that the path is right and yours to write.",
)
_OTHER = Text(
    "{path} を使えない。SQLite の報告: `{reason}`。最後の操作は記録されていない。"
    "`examprep data verify` で検査する。",
    "{path} cannot be used: SQLite says `{reason}`. The last step was not kept; "
    "check the file with `examprep data verify`.",
)
_NOT_OPENED = Text(
    "{path} を開けない。ファイルであること、{folder} に書き込めることを確かめる。",
    "{path} cannot be opened. Check that it is a file and that {folder} is yours to write.",
)
_DISK_FULL = Text(
    "{path} に書き足せない。ディスクに空きがない。最後の操作は記録されていない。空きを作ってからやり直す。",
    "{path} cannot grow: the disk is full. The last step was not kept; free some space, then repeat it.",
)
_DISK_FAULT = Text(
    "{path} を読み書きできない。ディスクの報告: `{reason}`。最後の操作は記録されていない。"
    "ディスクを調べてからやり直す。",
    "{path} cannot be read or written: the disk reports `{reason}`. "
    "The last step was not kept; check the disk, then repeat it.",
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
