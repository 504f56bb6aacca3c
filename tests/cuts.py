"""What the power may be cut under: whatever writes a learner's files, or those of a class.

Each function records the real command once, cuts it at every operation, and returns what that cost.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from examprep.core.library import Library
from examprep.core.memory import SessionId
from examprep.loader.cache import load_library
from examprep.store.ledger import Ledger
from examprep.store.store import Store
from tests.conftest import Command
from tests.cuts_of_histories import backup, import_, merge, new_day, repair, upgrade
from tests.driven import KEPT
from tests.powercut import Toll, read_tree, record, toll
from tests.recorded import QUIZ, backups_lost, paid, recorded

ROOT = Path(__file__).resolve().parents[1]
TAKEN_BACK = "The last answer is taken back"


# --- progress


def quiz(folder: Path) -> Toll:
    """Cut the first session of a new learner: answers, one taken back, a flag with its note."""
    lines = "?\n1\n?\nu\n1\n?\nf\nabout it\n?\n?\n?\n"
    recording = recorded(folder / "disk", *QUIZ, "-n", "12", "--new", "12", lines=lines)
    return paid(recording, _progress_lost)


def _progress_lost(found: Path, said: str) -> str | None:
    """Say which rows, marks or backups are not there though they were acknowledged, or are damaged."""
    wanted = said.count(KEPT) + said.count(TAKEN_BACK)
    with Store.reading(found / "home" / "progress.db") as store:
        if store.verify():
            return f"{wanted} rows acknowledged, and a damaged file"
        if store.count_rows() < wanted:
            return f"{wanted} rows acknowledged, {store.count_rows()} found"
        notes = [mark.note for mark in store.fetch_marks()]
    if ("Flagged as doubtful" in said and not notes) or ("note is kept" in said and notes != ["about it"]):
        return f"a flag was acknowledged, and {notes} found"
    return backups_lost(found)


def exam(folder: Path) -> Toll:
    """Cut a mock exam: an answer is acknowledged by the next question, the whole by its score."""
    args = ("exam", "e", "--lang", "en", "--plain", "--seed", "3", "--questions", "4")
    return paid(recorded(folder / "disk", *args, lines="?\n?\nm\n?\n?\nx\n"), _exam_lost)


def _exam_lost(found: Path, said: str) -> str | None:
    places = [int(place) for place in re.findall(r"^(\d)/4  ", said, re.MULTILINE)]
    wanted = 4 if "answered 4 of 4" in said else max(places, default=1) - 1
    with Store.reading(found / "home" / "progress.db") as store:
        if store.verify():
            return f"{wanted} answers acknowledged, and a damaged file"
        events = [e for s in store.fetch_sessions("exam") for _, e in store.fetch_events(SessionId(s.id))]
        rows = store.count_rows()
    if len([event for event in events if "Answered" in event or "answer" in event]) < wanted:
        return f"{wanted} answers acknowledged, found {events}"
    if "Handed in after" in said and rows < 4:
        return f"handed in, and {rows} answers in the log"
    return None


def restore(folder: Path) -> Toll:
    """Cut a restore: there is the old progress or the new one, whole; the new one once that was said."""
    disk = folder / "disk"
    command = Command(disk / "home")
    disk.mkdir()
    once = ("quiz", "--plain", "--seed", "3", "--kind", "choice")
    command(*once, lines="?\n?\n")
    copy = Path(command("data", "backup").out.strip())
    command(*once, lines="?\n")
    recording = recorded(disk, "data", "restore", str(copy), "--lang", "en")
    last = read_tree(disk)["home/progress.db"]
    return paid(recording, lambda found, said: _restore_lost(found, said, last))


def _restore_lost(found: Path, said: str, last: bytes) -> str | None:
    path = found / "home" / "progress.db"
    with Store.reading(path) as store:
        if store.verify() or store.count_rows() not in {2, 3}:
            return f"{store.count_rows()} rows, or damaged"
    if "went back to" in said and path.read_bytes() != last:
        return "said to have gone back, and the old file is there"
    kept = re.search(r"data merge \S+/(progress-replaced-\S+\.db)$", said, re.MULTILINE)
    if kept is not None and not (found / "home" / "backups" / kept[1]).exists():
        return "what was there is said to be kept, and is not"
    return backups_lost(found)


# --- the compiled content

CONTENT = ROOT / "tests" / "data" / "good"
COMPILE = """
import sys
from pathlib import Path
from examprep.loader.cache import load_library
content, cache = map(Path, sys.argv[1:])
load_library(content, cache)
load_library(content, cache)
print("compiled")
"""


def compiled(folder: Path, load: Callable[[Path, Path], Library] = load_library) -> Toll:
    """Cut the compiling of a library: what is left of it is never believed unless it is whole, nor fatal."""
    disk = folder / "disk"
    disk.mkdir()
    variables = Command(disk / "home").environment()
    program = [sys.executable, "-c", COMPILE, str(CONTENT), str(disk / "home" / "cache")]
    recording = record(program, disk, variables)
    assert recording.code == 0, recording.code
    whole = load_library(CONTENT, folder / "whole")

    def lost(found: Path, said: str) -> str | None:
        try:
            read = [_content_of(load(CONTENT, found / "home" / "cache")) for _ in range(2)]
        except ValueError as error:
            return f"what cannot be read is fatal: {error}"
        return None if read == [_content_of(whole)] * 2 else "what was read is not what the files hold"

    return toll(recording, lost, folder / "found", a_cut=30)


def _content_of(library: Library) -> object:
    return dict(library.concepts), library.syllabuses, library.catalogue


# --- a class


def _hand_in(folder: Path, *names: str) -> None:
    """Let some students hand in programs, each another one."""
    right = (ROOT / "problems" / "softmax" / "right" / "plain.py").read_text(encoding="utf-8")
    for name in names:
        path = folder / name / "softmax.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{right}\n# {name}\n", encoding="utf-8")


def gradebook(folder: Path) -> Toll:
    """Cut the grading of a class that was graded before and has new submissions since.

    A submission counted as graded is in the ledger; every other file is the old one or the new one, and the
    new one once the gradebook was named.
    """
    disk, submissions = folder / "disk", folder / "class"
    args = ("class", "grade", str(submissions), "--out", str(disk / "out"), "--lang", "en", "--workers", "1")
    _hand_in(submissions, "ann", "ben")
    disk.mkdir()
    assert Command(disk / "home")(*args).code == 0
    old = read_tree(disk / "out")
    _hand_in(submissions, "cho", "dan", "eve", "fay")
    recording = recorded(disk, *args)
    new = read_tree(disk / "out")
    return paid(recording, lambda found, said: _class_lost(found, said, old, new))


def _class_lost(found: Path, said: str, old: dict[str, bytes], new: dict[str, bytes]) -> str | None:
    graded = max((int(done) for done in re.findall(r"^(\d+)/6$", said, re.MULTILINE)), default=2)
    kept = _decided(found / "out" / "ledger.db")
    if kept < graded:
        return f"{graded} told as graded, {kept} in the ledger"
    there = read_tree(found / "out")
    for name, content in new.items():
        whole = {content} if "Gradebook: " in said else {content, old.get(name)}
        if name != "ledger.db" and there.get(name) not in whole:
            return f"{name} is neither the old file nor the new one"
    return None


def _decided(path: Path) -> int:
    """Return how many verdicts a ledger has, opened as the program does it."""
    Ledger.open(path).__exit__()
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        return int(connection.execute("select count(*) from decided").fetchone()[0])
    finally:
        connection.close()


# --- settings


def settings(folder: Path) -> Toll:
    """Cut the change of a setting: the file is the old one or the new one; the new one once that was said."""
    disk = folder / "disk"
    path = disk / "home" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('# mine\nlang = "en"\nnew = 3\n' + "# a long remark\n" * 600, encoding="utf-8")
    old = path.read_bytes()
    recording = recorded(disk, "config", "set", "new", "7")
    new = path.read_bytes()
    assert old != new

    def lost(found: Path, said: str) -> str | None:
        there = (found / "home" / "config.toml").read_bytes()
        whole = {new} if "new = 7" in said else {old, new}
        return None if there in whole else "the settings are neither the old ones nor the new ones"

    return paid(recording, lost)


CUTS: dict[str, Callable[[Path], Toll]] = {
    "quiz": quiz,
    "mock exam": exam,
    "class grade": gradebook,
    "data restore": restore,
    "data merge": merge,
    "data import": import_,
    "data verify --repair": repair,
    "first quiz with an older file": upgrade,
    "data backup": backup,
    "first quiz of a day": new_day,
    "compiled content": compiled,
    "config set": settings,
}
