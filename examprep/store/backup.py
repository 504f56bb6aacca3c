"""Copies of the progress file: taken through its own connection, put in place whole, thinned.

Never by opening the file itself: closing it would drop the locks SQLite holds on it.
"""

from __future__ import annotations

import os
import re
import sqlite3  # noqa: TID251
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path

import msgspec

from examprep.core.day import StudyDay, date_of
from examprep.durable import make_file, make_folder, put_beside, sync_folder
from examprep.errors import StoreError
from examprep.store.transaction import reading
from examprep.store.trouble import speaking

DAYS, WEEKS, MONTHS = 7, 4, 12
"""How many days, weeks and months keep their newest daily backup."""
MERGES = 10
"""How many copies are kept of what was there before a merge."""
UNFINISHED = 3600
"""Seconds after which nobody is still writing a copy."""
REPLACED, DAMAGED = "progress-replaced-", "progress-damaged-"
"""What files are called that a backup, or what was left of them, took the place of."""


class Backup(msgspec.Struct, frozen=True):
    """One copy of the progress file."""

    path: Path
    day: date | None
    """The study day of a daily backup, before its first answer; others are never thinned."""


def back_up(source: sqlite3.Connection, target: Path) -> Path:
    """Write a copy of a database as `target`, or as that with a number: never in place of another.

    It is checked before it takes its name.
    """
    written = target.with_name(f".{target.name}.{os.getpid()}")
    with reading(source), speaking(target):
        make_folder(target.parent)
        written.unlink(missing_ok=True)
        make_file(written)
        try:
            _copy(source, written, target)
            return next(name for name in numbered(target) if put_beside(written, name))
        finally:
            written.unlink(missing_ok=True)


def back_up_daily(source: sqlite3.Connection, folder: Path, today: StudyDay) -> Path | None:
    """Back up on the first call of a study day and thin out older days; `None` on later calls."""
    target = folder / f"progress-{date_of(today).isoformat()}.db"
    with speaking(folder):
        if target.exists():
            return None
    written = back_up(source, target)
    with speaking(folder):
        if written != target:  # another program was faster
            written.unlink(missing_ok=True)
        thin(folder)
    return written if written == target else None


def numbered(target: Path) -> Iterator[Path]:
    """Go through a name and those to take where it is taken."""
    yield target
    for number in count(2):
        yield target.with_stem(f"{target.stem}-{number}")


def list_backups(folder: Path) -> list[Backup]:
    """Return the backups in a folder by name, so the daily ones by day."""
    if not folder.is_dir():
        return []
    return [Backup(path, _day_of(path.name)) for path in sorted(folder.glob("progress-*.db"))]


def restorable(folder: Path) -> list[Backup]:
    """Return the backups that were made to go back to, the one written last first."""
    made = [each for each in list_backups(folder) if not each.path.name.startswith((REPLACED, DAMAGED))]
    return sorted(made, key=lambda each: (each.path.stat().st_mtime_ns, each.path.name), reverse=True)


def thin(folder: Path) -> None:
    """Delete the daily backups that no day, week or month keeps, and all but the newest before a merge."""
    daily = {backup.day: backup.path for backup in list_backups(folder) if backup.day is not None}
    for day in sorted(daily.keys() - kept(daily)):
        daily[day].unlink(missing_ok=True)
    for merged in sorted(folder.glob("progress-before-merge-*.db"))[:-MERGES]:
        merged.unlink(missing_ok=True)
    newest = max((each.path.stat().st_mtime for each in list_backups(folder)), default=0.0)
    for unfinished in folder.glob(".progress-*.db.*"):  # of a backup that was killed, unless it is being made
        if unfinished.stat().st_mtime < newest - UNFINISHED:
            unfinished.unlink(missing_ok=True)
    sync_folder(folder)


def kept(days: Iterable[date]) -> set[date]:
    """Return the newest of each of the last 7 days, 4 weeks and 12 months that have any."""
    newest_first = sorted(days, reverse=True)
    return {
        *_newest(newest_first, date.toordinal, DAYS),
        *_newest(newest_first, lambda day: day.isocalendar()[:2], WEEKS),
        *_newest(newest_first, lambda day: (day.year, day.month), MONTHS),
    }


def _newest(newest_first: list[date], period: Callable[[date], Hashable], count: int) -> list[date]:
    first: dict[Hashable, date] = {}
    for day in newest_first:
        first.setdefault(period(day), day)
    return list(first.values())[:count]


def _day_of(name: str) -> date | None:
    dated = re.fullmatch(r"progress-(\d{4}-\d\d-\d\d)\.db", name, re.ASCII)
    try:
        return date.fromisoformat(dated[1]) if dated else None
    except ValueError:
        return None


def _copy(source: sqlite3.Connection, written: Path, target: Path) -> None:
    # `source` is being read already: `backup` by itself waits for ever for another's lock.
    with closing(sqlite3.connect(written, isolation_level=None)) as copy:
        copy.execute("pragma journal_mode = off")
        source.backup(copy)
        _require_sound(copy, target)


def _require_sound(copy: sqlite3.Connection, target: Path) -> None:
    [(verdict,)] = copy.execute("pragma integrity_check(1)")
    if verdict != "ok":
        raise StoreError(
            f"{target} was not written: the progress file is damaged ({verdict}). The older backups "
            f"in {target.parent} were kept; see what is damaged with `examprep data verify`.",
            f"{target} を書かなかった。記録のファイルが壊れている（{verdict}）。{target.parent} の古い控えは"
            "残っている。何が壊れているかは `examprep data verify` で分かる。",
        )
