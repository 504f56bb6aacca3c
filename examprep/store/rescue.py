"""Which copy to go back to when the log of answers is damaged; nothing is changed here."""

from __future__ import annotations

from pathlib import Path

import msgspec

from examprep.errors import StoreError
from examprep.store.backup import restorable
from examprep.store.merge import is_empty
from examprep.store.store import Store


class Copy(msgspec.Struct, frozen=True):
    """A backup whose log is whole."""

    path: Path
    rows: int


def newest_whole(folder: Path) -> Copy | None:
    """Return the newest backup of a folder in which no answer is damaged; `None` if there is none.

    The log only grows, so the longest is the newest: the time of a file changes when it is copied.
    """
    copies = [
        Copy(backup.path, rows)
        for backup in restorable(folder)
        if (rows := rows_if_whole(backup.path)) is not None
    ]
    return max(copies, key=lambda copy: copy.rows, default=None)


def rows_if_whole(path: Path) -> int | None:
    """Return how many rows the log of a file has; `None` where any is damaged, or nothing is in the file."""
    try:
        if is_empty(path):
            return None
        with Store.reading(path) as copy:
            return None if any(fault.is_of_log for fault in copy.verify()) else copy.count_rows()
    except (OSError, StoreError):
        return None
