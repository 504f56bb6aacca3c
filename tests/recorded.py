"""The real program recorded in a home of its own, and what cutting it costs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from examprep.store.store import Store
from tests.conftest import Command
from tests.powercut import Check, Recording, Toll, record, toll

QUIZ = ("quiz", "--lang", "en", "--plain", "--seed", "3", "--kind", "choice")


def recorded(
    disk: Path, *args: str, lines: str = "", program: Sequence[str] = ("-m", "examprep")
) -> Recording:
    """Record the program in a home of its own on a disk; caches may be lost."""
    disk.mkdir(exist_ok=True)
    variables = Command(disk / "home").environment()
    return record([sys.executable, *program, *args], disk, variables, lines, spare="home/cache")


def paid(recording: Recording, check: Check, code: int = 0) -> Toll:
    assert recording.code == code, recording.code
    return toll(recording, check, recording.root.with_name("found"), spare="home/cache")


def backups_lost(found: Path) -> str | None:
    for path in (found / "home" / "backups").glob("progress-*.db"):
        with Store.reading(path) as copy:
            if copy.verify():
                return f"{path.name} is damaged"
    return None
