"""A history read from a progress file, and put into one; the caller holds the transaction."""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec

from examprep.core.memory import DeviceId
from examprep.errors import StoreError
from examprep.store import memories
from examprep.store.history import (
    Cells,
    History,
    Link,
    join,
    name_rows,
    named_rows,
    read_links,
)
from examprep.store.log import insert_row, read_chains
from examprep.store.opening import open_reading
from examprep.store.plausible import require_plausible
from examprep.store.strand import is_after_hole, is_strand, origin
from examprep.store.transaction import reading
from examprep.store.trouble import is_corrupt, speaking
from examprep.store.verify import find_faults


class Gained(msgspec.Struct, frozen=True):
    """What a progress file knows now that it did not know before."""

    answers: int = 0
    taken_back: int = 0
    """Answers that another machine took back."""
    sessions: int = 0
    exams: int = 0
    """Mock exams of which more is known."""
    marks: int = 0
    """Marks made or taken back."""
    models: int = 0
    forked: tuple[str, ...] = ()
    """Devices of which it shows now that a copy went on elsewhere."""


def read_history(path: Path) -> History:
    """Return the history in a progress file, which is only read; raises `StoreError` if it is damaged."""
    if not path.exists():
        raise StoreError(
            f"there is no file {path}; name a progress file of examprep",
            f"{path} というファイルはない。examprep の記録のファイルを指定する。",
        )
    if is_empty(path):
        raise StoreError(
            f"{path} is an empty file and holds no progress; nothing was changed",
            f"{path} は空のファイルで、記録がない。何も変えていない。",
        )
    try:
        with closing(open_reading(path)) as connection, speaking(path):
            require_whole(connection, path)
            with reading(connection):
                history = gather(connection)
        require_plausible(history, path)
    except StoreError as error:
        if isinstance(error.__cause__, sqlite3.Error) and is_corrupt(error.__cause__):
            reason = str(error.__cause__)
            raise _damaged(path, reason, reason) from error
        raise
    return history


def is_empty(path: Path) -> bool:
    """Tell whether a file was cut off to nothing: SQLite would take that, or one byte, for a new database."""
    return path.is_file() and path.stat().st_size <= 1


def require_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `StoreError` where the log is not what was written: damage is not to be spread."""
    faults = find_faults(connection, memories=False)
    if faults:
        raise _damaged(path, str(faults[0]), faults[0].text.ja)


def _damaged(path: Path, en: str, ja: str) -> StoreError:
    return StoreError(
        f"{path} is damaged ({en}), so nothing was changed. Repair it first: "
        f"examprep data verify --repair {path}",
        f"{path} は壊れている（{ja}）ので、何も変えていない。先に修復する: "
        f"examprep data verify --repair {path}",
    )


def gather(connection: sqlite3.Connection) -> History:
    """Return everything that a file knows, but its memories, which follow, and its own name."""
    found = {
        table: [tuple(row) for row in connection.execute(f"select {columns} from {table}")]  # noqa: S608
        for table, columns in COLUMNS_OF.items()
    }
    return of_tables(read_links(dict(row) for row in read_chains(connection)), found)


def of_tables(links: Mapping[bytes, Link], found: Mapping[str, Iterable[Any]]) -> History:
    """Return the history that rows of the tables make, each with the columns of `COLUMNS_OF`."""
    sittings = defaultdict(list)
    for session, _, *event in sorted(found["sitting"], key=itemgetter(0, 1)):
        sittings[session].append(tuple(event))
    return History(
        links=links,
        sessions={id: tuple(cells) for id, *cells in found["session"]},
        ends=dict(found["session_end"]),
        sittings={session: tuple(events) for session, events in sittings.items()},
        marks={(item, kind): tuple(cells) for item, kind, *cells in found["mark"]},
        unmarks={(item, kind): at for item, kind, at in found["unmark"]},
        models={version: tuple(cells) for version, *cells in found["model"]},
        styles={goal: tuple(cells) for goal, *cells in found["course"]},
    )


def take_in(connection: sqlite3.Connection, history: History, fresh: DeviceId) -> Gained:
    """Add a history to a file; it goes on as `fresh` if a copy of it went on elsewhere."""
    known = gather(connection)
    wanted = join(known, history)
    if wanted == known:
        return Gained()
    _write_log(connection, wanted)
    _write_tables(connection, known, wanted)
    before, after = _strands(known), _strands(wanted)
    for strand in after:
        connection.execute(
            "update identity set device = ? where device = ?", (fresh, origin(strand, 1).device)
        )
    shared = {link.first_name.device for link in known.links.values()}
    forked = {origin(strand, 1).device for strand in after - before if not is_after_hole(strand)} & shared
    memories.rebuild(connection)
    return _difference(known, wanted, tuple(sorted(forked)))


def _write_log(connection: sqlite3.Connection, wanted: History) -> None:
    """Let the log hold these rows under their names; those that have others now are written anew."""
    standing = {row["hash"]: tuple(row) for row in connection.execute(_NAMES)}
    rows = list(named_rows(wanted.links))
    renamed = {
        standing[row["hash"]][0]
        for row in rows
        if row["hash"] in standing and standing[row["hash"]] != _names_of(row)
    }
    if renamed:
        _forget(connection, renamed)
    for row in rows:
        if row["hash"] not in standing or standing[row["hash"]][0] in renamed:
            insert_row(connection, row)


def _names_of(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("device", "seq", "target_device", "target_seq", "hash"))


def _forget(connection: sqlite3.Connection, devices: Iterable[str]) -> None:
    """Remove what is inserted again under another name before the transaction ends."""
    [(guard,)] = connection.execute(_GUARD)
    connection.execute("drop trigger review_is_never_deleted")
    connection.executemany("delete from review where device = ?", [(device,) for device in devices])
    connection.execute(guard)


def _write_tables(connection: sqlite3.Connection, known: History, wanted: History) -> None:
    before = tables_of(known)
    for table, rows in tables_of(wanted).items():
        if rows != before[table]:
            columns = COLUMNS_OF[table]
            places = ", ".join("?" * (columns.count(",") + 1))
            connection.execute(f"delete from {table}")  # noqa: S608 - the names are ours
            connection.executemany(f"insert into {table} ({columns}) values ({places})", rows)  # noqa: S608


def tables_of(history: History) -> dict[str, list[Cells]]:
    """Return the rows of every table but the log and what follows from it."""
    return {
        "session": [(id, *cells) for id, cells in sorted(history.sessions.items())],
        "session_end": sorted(history.ends.items()),
        "sitting": [
            (session, seq, *cells)
            for session, events in sorted(history.sittings.items())
            for seq, cells in enumerate(events, 1)
        ],
        "mark": [(*key, *cells) for key, cells in sorted(history.marks.items())],
        "unmark": [(*key, at) for key, at in sorted(history.unmarks.items())],
        "model": [(version, *cells) for version, cells in sorted(history.models.items())],
        "course": [(goal, *cells) for goal, cells in sorted(history.styles.items())],
    }


def _strands(history: History) -> set[str]:
    return {name.device for name in name_rows(history.links).values() if is_strand(name.device)}


def _difference(known: History, wanted: History, forked: tuple[str, ...]) -> Gained:
    new = [wanted.links[hash] for hash in wanted.links.keys() - known.links.keys()]
    return Gained(
        answers=sum(link.target_name is None for link in new),
        taken_back=sum(link.target_name is not None for link in new),
        sessions=len(wanted.sessions) - len(known.sessions),
        exams=sum(known.sittings.get(key) != events for key, events in wanted.sittings.items()),
        marks=len(set(known.marks.items()) ^ set(wanted.marks.items())),
        models=len(wanted.models) - len(known.models),
        forked=forked,
    )


_GUARD = "select sql from sqlite_schema where name = 'review_is_never_deleted'"
_NAMES = "select device, seq, target_device, target_seq, hash from review"
COLUMNS_OF = {  # in the order they are stored in
    "session": "id, mode, at, study_day, seed, lang, options, queue",
    "session_end": "session, at",
    "sitting": "session, seq, at, event",
    "mark": "item, kind, at, study_day, note",
    "unmark": "item, kind, at",
    "model": "version, at, weights, retention, reviews, loss, loss_before",
    "course": "goal, study_day, style",
}
