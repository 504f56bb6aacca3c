"""Which copy to go back to when the log of answers is damaged; nothing is changed here."""

from __future__ import annotations

from pathlib import Path

import msgspec

from examprep.errors import StoreError
from examprep.store.backup import restorable
from examprep.store.store import Store


class Copy(msgspec.Struct, frozen=True):
    """A backup whose log is whole."""

    path: Path
    rows: int


def newest_whole(folder: Path) -> Copy | None:
    """Return the newest backup of a folder in which no answer is damaged; `None` if there is none."""
    for backup in restorable(folder):
        rows = rows_if_whole(backup.path)
        if rows is not None:
            return Copy(backup.path, rows)
    return None


def rows_if_whole(path: Path) -> int | None:
    """Return how many rows the log of a file has; `None` where any of them is damaged."""
    try:
        with Store.reading(path) as copy:
            return None if any(fault.is_of_log for fault in copy.verify()) else copy.count_rows()
    except StoreError:
        return None
