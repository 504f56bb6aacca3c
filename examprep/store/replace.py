"""Another file put in the place of the progress file, which is kept: after a restore or a repair.

At every moment there is a progress file: the old one or the new one, whole.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3  # noqa: TID251
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from examprep.core.memory import DeviceId
from examprep.durable import make_folder, put_beside, put_in_place, sync_folder
from examprep.errors import StoreError
from examprep.store.backup import numbered
from examprep.store.history import History
from examprep.store.merge import take_in
from examprep.store.opening import PATIENCE, open_writing
from examprep.store.transaction import writing
from examprep.store.trouble import speaking
from examprep.store.verify import find_faults


def replace(path: Path, history: History, fresh: DeviceId, aside: Path) -> Path | None:
    """Let `path` hold a history, as the new device `fresh`; return where the file went that was there."""
    written = path.with_name(f".{path.name}.{os.getpid()}")
    with speaking(path), _discarded(written):
        _write(history, written, fresh)
        require_unused(path)
        kept = _set_aside(path, aside)
        put_in_place(written, path)
    return kept


def require_unused(path: Path) -> None:
    """Raise what SQLite says where another process is writing; a damaged file says nothing of use."""
    if not path.exists():
        return
    with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as connection:
        try:
            connection.execute("begin exclusive")
            connection.execute("rollback")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return


def _write(history: History, written: Path, fresh: DeviceId) -> None:
    with closing(open_writing(written, written.parent, fresh)) as connection:
        with writing(connection):
            take_in(connection, history, fresh)
        faults = find_faults(connection)
    if faults:  # pragma: no cover - a bug, and better met here than by the learner later
        raise StoreError(
            f"what was read does not make a sound progress file: {faults[0]}; nothing was changed"
        )


def _set_aside(path: Path, aside: Path) -> Path | None:
    """Give a file a second name, or a copy where there is no such thing, and take its journal with it."""
    if not path.exists():
        return None
    make_folder(aside.parent)
    kept = next(name for name in numbered(aside) if _is_kept_as(path, name))
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():  # it would be played back into the new file
        _copy(journal, kept.with_name(f"{kept.name}-journal"))
    sync_folder(kept.parent)
    journal.unlink(missing_ok=True)
    return kept


def _is_kept_as(path: Path, name: Path) -> bool:
    """Keep a file under another name, too, unless that is taken."""
    try:
        os.link(path, name)
    except FileExistsError:
        return False
    except OSError:  # a file may not have two names here
        return not name.exists() and _copy(path, name)
    return True


def _copy(path: Path, name: Path) -> bool:
    """Copy a file, safe from a power cut, unless the name is taken."""
    written = name.with_name(f".{name.name}.{os.getpid()}")
    with _discarded(written):
        shutil.copy2(path, written)
        return put_beside(written, name)


@contextlib.contextmanager
def _discarded(written: Path) -> Iterator[None]:
    """Leave no half-written file behind, nor go on with one that was left."""
    _discard(written)
    try:
        yield
    finally:
        _discard(written)


def _discard(written: Path) -> None:
    for name in (written.name, f"{written.name}-journal"):
        written.with_name(name).unlink(missing_ok=True)
