"""A damaged log: the newest whole copy is found and named, and nothing is rebuilt from damage."""

from __future__ import annotations

import json
import os
import shlex
import sqlite3
from pathlib import Path

import pytest

from examprep.core.item import Lang
from examprep.core.library import Filter, Library
from examprep.core.response import DontKnow
from examprep.env import read_env
from examprep.errors import StoreError
from examprep.store.rescue import Copy, newest_whole
from examprep.store.store import Store
from examprep.store.transfer import read_any
from examprep.study import Wish, begin_study, limits_of, open_progress
from tests.conftest import Command
from tests.rows import fact


def damage(path: Path) -> None:
    """Change an answer behind the back of the log."""
    connection = sqlite3.connect(path)
    [(guard,)] = connection.execute("select sql from sqlite_schema where name = 'review_is_never_changed'")
    connection.execute("drop trigger review_is_never_changed")
    connection.execute("update review set seconds = 99 where seq = 1")
    connection.execute(guard)
    connection.commit()
    connection.close()


def confuse(path: Path) -> None:
    """Change a memory, which the log can mend."""
    connection = sqlite3.connect(path)
    connection.execute("update memory set stability = 99")
    connection.commit()
    connection.close()


@pytest.fixture
def studied(examprep: Command, library: Library) -> Command:
    """Return the program after one answer, with a copy that holds it."""
    env = read_env({"EXAMPREP_HOME": str(examprep.home)})
    with open_progress(env) as store:
        study, _ = begin_study(env, library, store, Wish("quiz", Filter(), limits_of(1)), Lang.JA)
        question = study.question()
        assert question is not None
        study.answer(question, DontKnow(), 1.0)
    examprep("data", "backup")
    return examprep


def copies(examprep: Command) -> list[Path]:
    return sorted((examprep.home / "backups").glob("*.db"), key=lambda path: path.stat().st_mtime_ns)


@pytest.mark.end
def test_a_damaged_log_is_told_with_the_newest_whole_copy_and_how_to_go_back(studied: Command) -> None:
    progress, [_, newest] = studied.home / "progress.db", copies(studied)
    damage(progress)

    checked = studied("data", "verify", "--lang", "en")
    rebuilt = studied("data", "rebuild", "--lang", "en")

    assert (checked.code, "changed (row 1 of device " in checked.out) == (1, True)
    assert checked.err.splitlines() == [
        "The log itself is damaged. To save all that is left of it (the damaged file is kept, too):",
        "  examprep data verify --repair",
        "Or to go back to the newest whole copy (1 rows):",
        f"  examprep data restore {newest}",
    ]
    assert (rebuilt.code, rebuilt.out) == (4, "")
    assert "the log itself is damaged, so that nothing was rebuilt from it" in rebuilt.err
    assert json.loads(studied("data", "verify", "--json").out)["backup"] == {"path": str(newest), "rows": 1}

    command = shlex.split(checked.err.splitlines()[-1])[1:]  # what a person would paste
    assert studied(*command).code == 0
    assert studied("data", "verify", "--lang", "en").out == "faults: 0, rows: 1\n"


@pytest.mark.end
def test_memories_that_differ_are_mended_from_a_whole_log(studied: Command) -> None:
    confuse(studied.home / "progress.db")

    checked = studied("data", "verify", "--lang", "en")

    assert (checked.code, "examprep data rebuild" in checked.err, "mv " in checked.err) == (1, True, False)
    assert studied("data", "rebuild", "--lang", "en").out == "memories rebuilt from 1 rows\n"
    assert studied("data", "verify").out == "異常 0、記録 1行\n"


@pytest.mark.end
def test_a_file_that_is_no_database_is_told_with_the_copy_to_go_back_to(studied: Command) -> None:
    (studied.home / "progress.db").write_bytes(b"x" * 5000)

    ran = studied("data", "verify", "--lang", "en")

    assert (ran.code, f"  examprep data restore {copies(studied)[-1]}\n" in ran.err) == (4, True)


@pytest.mark.end
@pytest.mark.parametrize("more", [(), ("--repair",)])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("# notes\n", "f is a text, not a history of answers, and nothing was changed. "),
        ('{"format": 1}\n', "f is an export, not a progress file; what takes it in checks every line: "),
    ],
)
def test_a_file_that_was_never_a_progress_file_is_not_called_damaged(
    studied: Command, content: str, told: str, more: tuple[str, ...]
) -> None:
    (studied.home / "f").write_text(content)

    ran = studied("data", "verify", *more, "f", "--lang", "en", cwd=studied.home)

    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"examprep: {told}")
    assert "damaged" not in ran.err


def test_a_copy_that_is_damaged_is_passed_over(tmp_path: Path) -> None:
    old, new = tmp_path / "progress-2026-11-20.db", tmp_path / "progress-2026-11-21.db"
    for at, path in enumerate((old, new)):
        Store.open(path, entropy=bytes(16)).close()
        os.utime(path, (at, at))

    assert newest_whole(tmp_path) == Copy(new, 0)
    new.write_bytes(b"x" * 5000)
    assert newest_whole(tmp_path) == Copy(old, 0)
    old.unlink()
    assert newest_whole(tmp_path) is None
    assert newest_whole(tmp_path / "nowhere") is None


def test_a_copy_that_is_cut_off_anywhere_is_passed_over_and_refused(tmp_path: Path) -> None:
    copy = tmp_path / "progress-2026-11-21.db"
    with Store.open(copy, entropy=bytes(16)) as store:
        store.add_review(fact())
        known = store.history()
    whole = copy.read_bytes()

    for size in (0, 1, 99, *range(512, len(whole), 3584), len(whole) - 4096):
        copy.write_bytes(whole[:size])
        if newest_whole(tmp_path) is None:
            with pytest.raises(StoreError):
                read_any(copy)
        else:  # the last page was empty
            assert size > len(whole) - 4096
            assert read_any(copy) == known

    copy.write_bytes(b"")
    with pytest.raises(StoreError) as refused:
        read_any(copy)
    assert str(refused.value) == f"{copy} is an empty file and holds no progress; nothing was changed"
    assert refused.value.ja == f"{copy} は空のファイルで、記録がない。何も変えていない。"


@pytest.mark.end
def test_of_whole_copies_the_longest_is_the_newest_whatever_the_files_say(studied: Command) -> None:
    empty, longest = copies(studied)
    os.utime(empty, ns=(longest.stat().st_mtime_ns + 10**12,) * 2)  # as a synced folder may have it

    assert newest_whole(studied.home / "backups") == Copy(longest, 1)
    assert studied("data", "restore", "--latest").code == 0
    assert studied("data", "verify", "--lang", "en").out == "faults: 0, rows: 1\n"
