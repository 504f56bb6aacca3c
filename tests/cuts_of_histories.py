"""What the power may be cut under: whatever makes, takes in or mends a whole history."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from unittest import mock

from examprep.core.aside import Aside, Mark
from examprep.store import migrations
from examprep.store.history import History, join
from examprep.store.merge import read_history
from examprep.store.store import Store
from examprep.store.transfer import joined_lines
from tests.driven import KEPT
from tests.powercut import Toll
from tests.recorded import QUIZ, backups_lost, paid, recorded
from tests.rows import DAY, SOFTMAX, fact


def _lived(path: Path, *answers: str) -> History:
    """Let a machine keep some answers, a mark and an event; return all it knows."""
    with Store.open(path, entropy=path.as_posix().encode().rjust(16)[-16:]) as store:
        for at, answer in enumerate(answers, 1_000):
            store.add_review(fact(answer=answer, at=at))
            store.keep_mark(Mark(SOFTMAX, Aside.FLAGGED, at, DAY, answer))
        return store.history()


def merge(folder: Path, program: Sequence[str] = ("-m", "examprep")) -> Toll:
    """Cut a merge of a copy that went on elsewhere, so that rows get new names: nothing of it, or all."""
    disk, other = folder / "disk", folder / "other.db"
    own = disk / "home" / "progress.db"
    _lived(own, "shared")
    shutil.copyfile(own, other)
    ours, theirs = _lived(own, "1st", "2nd"), _lived(other, *(f"another {n}" for n in range(40)))
    recording = recorded(disk, "data", "merge", str(other), "--lang", "en", program=program)
    return paid(recording, partial(_history_lost, ours, join(ours, theirs), "rows in all"))


def import_(folder: Path) -> Toll:
    """Cut an import into an empty home: nothing of it, or all."""
    disk, exported = folder / "disk", folder / "history.jsonl"
    told = _lived(folder / "other.db", *(f"answer {n}" for n in range(40)))
    exported.write_bytes(joined_lines(told))
    recording = recorded(disk, "data", "import", str(exported), "--lang", "en")
    return paid(recording, partial(_history_lost, History(), told, "rows in all"))


def backup(folder: Path) -> Toll:
    """Cut a backup: the progress stays as it is, and the copy is there once its name was said."""
    disk = folder / "disk"
    own = _lived(disk / "home" / "progress.db", *(f"answer {n}" for n in range(40)))
    recording = recorded(disk, "data", "backup")

    def lost(found: Path, said: str) -> str | None:
        copies = [read_history(path) == own for path in (found / "home" / "backups").glob("progress-*.db")]
        if not all(copies) or (".db" in said and not copies):
            return "a copy is not what was copied"
        return _history_lost(own, own, "", found, said)

    return paid(recording, lost)


def _history_lost(before: History, after: History, done: str, found: Path, said: str) -> str | None:
    """Say what is lost where a history is neither the old one nor the new one, whole."""
    with Store.reading(found / "home" / "progress.db") as store:
        if store.verify():
            return "a damaged file"
        known = store.history()
    if known != after and (known != before or done in said):
        return "a history that is neither the one before nor the one after, or not the one that was told"
    copy = re.search(r"copy from before: \S+/(progress-\S+\.db)$", said, re.MULTILINE)
    if copy is not None and read_history(found / "home" / "backups" / copy[1]) != before:
        return "a copy from before is not what was before"
    return backups_lost(found)


def new_day(folder: Path) -> Toll:
    """Cut the first quiz of a day: it makes a backup and deletes those that no day, week or month keeps."""
    disk = folder / "disk"
    copies, own = disk / "home" / "backups", disk / "home" / "progress.db"
    before = _lived(own, *(f"answer {n}" for n in range(40)))
    copies.mkdir()
    old = {f"progress-2020-01-{day:02}.db" for day in range(1, 29)}
    copied = own.read_bytes()
    for name in old:
        (copies / name).write_bytes(copied)
    recording = recorded(disk, *QUIZ, "-n", "1", "--new", "1", lines="?\n")
    thinned = {path.name for path in copies.iterdir()}
    assert len(thinned - old) == 1 < len(old - thinned), "one was made, and others deleted"

    def lost(found: Path, said: str) -> str | None:
        there = {path.name: path for path in (found / "home" / "backups").glob("progress-*.db")}
        if not there.keys() >= (thinned if KEPT in said else thinned & old):
            return f"copies that were to be kept are gone: {thinned - there.keys()}"
        if any(there[name].read_bytes() != copied for name in there.keys() & old):
            return "an older copy was written to"
        if any(read_history(there[name]) != before for name in there.keys() - old):
            return "the copy of the day is not what was before"
        with Store.reading(found / "home" / "progress.db") as store:
            if store.verify() or store.count_rows() < len(before.links) + said.count(KEPT):
                return "an answer is lost, or the file is damaged"
        return None

    return paid(recording, lost)


def upgrade(folder: Path) -> Toll:
    """Cut the first quiz with a file of an older format: every answer of it stays."""
    disk = folder / "disk"
    own = disk / "home" / "progress.db"
    older = mock.patch.object(migrations, "MIGRATIONS", migrations.MIGRATIONS[:2])
    with older, Store.open(own, entropy=bytes(16)) as store:
        for n in range(40):
            store.add_review(fact(answer=f"answer {n}"))
    before = read_history(own)
    recording = recorded(disk, *QUIZ, "-n", "1", "--new", "1", lines="?\n")

    def lost(found: Path, said: str) -> str | None:
        with Store.reading(found / "home" / "progress.db") as store:
            if store.verify():
                return "a damaged file"
            known = store.history()
        if not known.links.items() >= before.links.items() or len(known.links) < 40 + said.count(KEPT):
            return "answers are gone"
        return backups_lost(found)

    return paid(recording, lost)


def repair(folder: Path) -> Toll:
    """Cut a repair: there is the damaged file or the mended one; both once that was said."""
    disk = folder / "disk"
    own = disk / "home" / "progress.db"
    whole = _lived(own, *(f"answer {n}" for n in range(10, 40)))
    with Store.open(own, entropy=bytes(16)) as store:
        store.back_up("2020-01-01")
    damaged = own.read_bytes().replace(b"answer 20", b"answer xx")
    own.write_bytes(damaged)
    recording = recorded(disk, "data", "verify", "--repair", "--lang", "en")

    def lost(found: Path, said: str) -> str | None:
        kept = [path.read_bytes() for path in (found / "home" / "backups").glob("progress-damaged-*.db")]
        there = found / "home" / "progress.db"
        if "repaired: " not in said and there.read_bytes() == damaged:
            return None
        if damaged not in kept:
            return "the damaged file is gone"
        with Store.reading(there) as store:
            return None if not store.verify() and store.history() == whole else "not the mended file"

    return paid(recording, lost)
