"""Writers that are not safe: the simulation must find what they lose, or it proves nothing."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec

from examprep.core.library import Library
from examprep.loader.cache import load_library
from tests.conftest import Command
from tests.cuts import compiled
from tests.cuts_of_histories import merge
from tests.driven import KEPT
from tests.powercut import Check, Toll, record
from tests.recorded import paid

APPEND = """
import sqlite3, sys
connection = sqlite3.connect("disk/home/unsafe.db", isolation_level=None)
connection.execute("pragma synchronous = {level}")
connection.execute("pragma journal_mode = {journal}")
connection.execute("create table if not exists answer (n integer)")
for n in range(8):
    connection.execute("insert into answer values (?)", (n,))
    sys.stdout.write("Kept.\\n")
    sys.stdout.flush()
"""
REWRITE = """
from pathlib import Path
path = Path("disk/home/unsafe.toml")
{how}
print("new = 7")
"""
SAFE = APPEND.format(level="extra", journal="delete")
"""The same writer, as the store is set."""


def writer(folder: Path, name: str, program: str) -> Toll:
    """Cut a small program that keeps eight answers, or writes one file anew."""
    disk = folder / "disk"
    (disk / "home").mkdir(parents=True)
    if name.endswith(".toml"):
        (disk / "home" / name).write_text("old" * 3000)
    recording = record([sys.executable, "-c", program], disk, Command(disk / "home").environment())
    check: Check = _file_lost if name.endswith(".toml") else _answers_lost
    return paid(recording, check)


def _answers_lost(found: Path, said: str) -> str | None:
    wanted, path = said.count(KEPT), found / "home" / "unsafe.db"
    try:
        connection = sqlite3.connect(path)
        try:
            kept = int(connection.execute("select count(*) from answer").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error as error:
        return f"{wanted} acknowledged: {error}" if wanted else None
    return f"{wanted} acknowledged, {kept} kept" if kept < wanted else None


def _file_lost(found: Path, said: str) -> str | None:
    path = found / "home" / "unsafe.toml"
    there = path.read_text() if path.exists() else ""
    whole = {"new" * 3000} if "new = 7" in said else {"old" * 3000, "new" * 3000}
    return None if there in whole else "neither the old nor the new file"


def _believed(content: Path, cache: Path) -> Library:
    """Load a library as if whatever stands in a cache were what was written."""
    with mock.patch("examprep.loader.cache._read", _read_unproved):
        return load_library(content, cache)


def _read_unproved(path: Path, key: bytes, wanted: type[Any]) -> Any:
    try:
        return msgspec.msgpack.decode(path.read_bytes()[2 * len(key) :], type=wanted)
    except (OSError, msgspec.MsgspecError):
        return None


NEVER_SYNCED = """
from examprep.store import opening
opening._PRAGMAS = ("journal_mode = delete", "synchronous = off")
from examprep.cli import main
main()
"""
RENAMED = "other = path.with_name('o'); other.write_text('new' * 3000); other.replace(path)"
UNSAFE: dict[str, Callable[[Path], Toll]] = {
    "SQLite that never syncs": partial(
        writer, name="unsafe.db", program=APPEND.format(level="off", journal="delete")
    ),
    "SQLite as Python has it": partial(
        writer, name="unsafe.db", program=APPEND.format(level="full", journal="delete")
    ),
    "SQLite with a write-ahead log": partial(
        writer, name="unsafe.db", program=APPEND.format(level="normal", journal="wal")
    ),
    "a file written over": partial(
        writer, name="unsafe.toml", program=REWRITE.format(how="path.write_text('new' * 3000)")
    ),
    "a file renamed, not synced": partial(writer, name="unsafe.toml", program=REWRITE.format(how=RENAMED)),
    "data merge that never syncs": partial(merge, program=("-c", NEVER_SYNCED)),
    "compiled content believed without its digest": partial(compiled, load=_believed),
}
