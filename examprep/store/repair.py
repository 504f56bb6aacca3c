"""A damaged progress file replaced by all that it still holds; the damaged one is kept with the backups."""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from examprep.core.memory import DeviceId
from examprep.errors import StoreError
from examprep.store import memories
from examprep.store.backup import DAMAGED, restorable
from examprep.store.chain import Fault, FaultKind
from examprep.store.history import History, join
from examprep.store.merge import read_history
from examprep.store.opening import open_reading, open_writing
from examprep.store.replace import replace, require_unused
from examprep.store.rows import Row
from examprep.store.salvage import Missing, Salvaged, salvage
from examprep.store.transaction import writing
from examprep.store.trouble import is_out_of_reach, speaking
from examprep.store.verify import find_faults, has_our_schema

BACKUPS_ASKED = 5
"""How many backups, the newest first, are asked in any case; the others only while an answer is missing."""


class Repaired(msgspec.Struct, frozen=True, kw_only=True):
    """What was wrong with a progress file, and what became of it."""

    faults: tuple[Fault, ...] = ()
    rows: int
    """That the log holds now."""
    aside: Path | None = None
    """Where the damaged file is now; `None` where only memories had to be computed anew."""
    missing: tuple[Missing, ...] = ()
    """Rows that are lost."""
    found_again: int = 0
    """Rows that were missing and stood in a backup."""
    unproved: tuple[Row, ...] = ()
    """Rows that were kept though nothing shows that they are right."""
    pages_missing: int = 0
    """Pages that were cut off; answers on them may have left no trace."""
    tables: tuple[str, ...] = ()
    """Small tables of which not all could be read; backups may have filled them."""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is lost."""
        return not (self.missing or self.pages_missing or self.tables)


def repair(path: Path, backups: Path, fresh: DeviceId, stamp: str) -> Repaired:
    """Bring a file to where `find_faults` finds none, as the new device `fresh` if it must be written anew.

    Rows that the file no longer holds are taken from backups; raises `StoreError` where nothing is left.
    """
    faults = _faults_of(path)
    if not any(fault.is_of_log for fault in faults):
        return Repaired(faults=faults, rows=_rebuild(path, backups, fresh, needed=bool(faults)))
    salvaged = _salvage(path)
    history = _completed(salvaged, backups)
    if not history.links and not salvaged.history.sessions:
        raise StoreError(
            f"nothing of a progress file is left in {path}; it was left as it is. Go back to a backup: "
            "examprep data restore --latest",
            f"{path} には記録が何も残っていない。ファイルはそのままにしてある。控えに戻す: "
            "examprep data restore --latest",
        )
    aside = replace(path, history, fresh, backups / f"{DAMAGED}{stamp}.db")
    return _report(faults, salvaged, history, aside)


def _report(faults: tuple[Fault, ...], salvaged: Salvaged, history: History, aside: Path | None) -> Repaired:
    proved = {link.first_name for link in history.links.values() if link.before is not None}
    missing = tuple(row for row in salvaged.missing if not row.is_in(history.links))
    return Repaired(
        faults=faults,
        rows=len(history.links),
        aside=aside,
        missing=missing,
        found_again=len(salvaged.missing) - len(missing),
        unproved=tuple(name for name in salvaged.unproved if name not in proved),
        pages_missing=salvaged.pages_missing,
        tables=salvaged.tables,
    )


def _faults_of(path: Path) -> tuple[Fault, ...]:
    """Return what is wrong with a file, also where it cannot be opened; raises where that is no damage."""
    try:
        with closing(open_reading(path)) as connection:
            return (*find_faults(connection), *_faults_of_beginning(path))
    except StoreError as error:
        if not _may_be_damage(error.__cause__, path):
            raise
        return (Fault(FaultKind.FILE, None, None, str(error), error.ja),)


def _faults_of_beginning(path: Path) -> Iterator[Fault]:
    """Find the one byte that SQLite believes though it is wrong: it would only read the file from then on."""
    if path.is_file() and path.read_bytes()[18:19] not in (b"", b"\1", b"\2"):
        en, ja = "its beginning says that it is never written to", "先頭に、書き込まないファイルだとある"
        yield Fault(FaultKind.FILE, None, None, en, ja)


def _may_be_damage(cause: BaseException | None, path: Path) -> bool:
    if isinstance(cause, sqlite3.Error):
        return not is_out_of_reach(cause)
    if isinstance(cause, ValueError):  # texts that are none
        return True
    if (
        cause is None and path.is_file()
    ):  # another program's or a newer one's, it says; a flipped bit says so, too
        with speaking(path), closing(_connect(path)) as connection:
            return has_our_schema(connection)
    return False


def _salvage(path: Path) -> Salvaged:
    with speaking(path):
        require_unused(path)
        content = path.read_bytes()
        with closing(_connect(path)) as connection:
            return salvage(content, connection)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _completed(salvaged: Salvaged, backups: Path) -> History:
    """Add what sound backups know: the log only grows, so nothing that was taken back comes back.

    Which is the newest, the times of files do not say for sure.
    """
    history = salvaged.history
    for asked, backup in enumerate(restorable(backups)):
        if asked >= BACKUPS_ASKED and all(row.is_in(history.links) for row in salvaged.missing):
            break
        try:
            history = join(history, read_history(backup.path))
        except StoreError:
            continue
    return history


def _rebuild(path: Path, backups: Path, fresh: DeviceId, *, needed: bool) -> int:
    with speaking(path), closing(open_writing(path, backups, fresh)) as connection:
        if needed:
            with writing(connection):
                memories.rebuild(connection)
        [(count,)] = connection.execute("select count(*) from review")
    return int(count)
