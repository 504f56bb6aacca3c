"""What happens to the progress file when something goes wrong: nothing, and a sentence that helps."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import examprep
from examprep.core.day import StudyDay
from examprep.core.item import ItemId
from examprep.errors import StoreError
from examprep.store import migrations
from examprep.store.backup import Backup, kept, list_backups
from examprep.store.store import Store
from examprep.store.trouble import speaking
from tests.rows import fact

ENTROPY = bytes(range(16))
DAY = StudyDay(date(2026, 2, 20).toordinal())
ROOT = Path(examprep.__file__).parents[1]


def reviewed(path: Path, count: int = 3) -> Path:
    """Write a sound file with some answers."""
    with Store.open(path, entropy=ENTROPY) as store:
        for n in range(count):
            store.add_review(fact(item=ItemId(f"softmax/{n}")))
    return path


def answers(path: Path) -> int:
    """Return how many answers a sound file holds."""
    with Store.reading(path) as store:
        assert store.verify() == []
        return len(store.fetch_reviews())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("examprep.store.opening.PATIENCE", 0.02)


# --- files that are not to be touched


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(
            "create table bookmark (url text); insert into bookmark values ('https://jdla.org');"
        )


def other_program_signed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript("pragma application_id = 42; pragma user_version = 1;")


def other_program_crashed(path: Path) -> None:
    """Leave what a killed program in WAL mode leaves: part of its rows stand beside the file."""
    living = path.with_name("living.db")
    with closing(sqlite3.connect(living)) as raw:
        raw.executescript("pragma journal_mode = wal; create table bookmark (url text);")
        raw.execute("pragma wal_checkpoint")
        raw.executescript("insert into bookmark values ('https://jdla.org');")
        shutil.copy(living, path)
        shutil.copy(f"{living}-wal", f"{path}-wal")
    living.unlink()


def newer_program(path: Path) -> None:
    reviewed(path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("pragma user_version = 99")


def no_database(path: Path) -> None:
    path.write_text("my notes on softmax\n" * 300)


def a_few_bytes(path: Path) -> None:
    path.write_bytes(b"SQLite")


def truncated_to(size: int) -> Callable[[Path], None]:
    def truncate(path: Path) -> None:
        os.truncate(reviewed(path), size)

    return truncate


OTHER = (
    "{path} is the database of another program, not a progress file; nothing was changed. "
    "Move it away, or set EXAMPREP_HOME to another folder."
)
NOT_ONE = (
    "{path} is not a progress file, or its beginning is damaged. Move it away to start anew, "
    "or go back to a backup: examprep data restore --latest"
)
DAMAGED = (
    "{path} is damaged. See what with `examprep data verify`, "
    "or go back to a backup: examprep data restore --latest"
)
NEWER = (
    f"{{path}} was written by a newer examprep (format 99, this one knows {migrations.newest_format()}); "
    "nothing was changed. Upgrade examprep."
)
FOREIGN: dict[str, tuple[Callable[[Path], None], str]] = {
    "another program's": (other_program, OTHER),
    "another program's, signed but empty": (other_program_signed, OTHER),
    "another program's, crashed": (other_program_crashed, OTHER),
    "a newer examprep's": (newer_program, NEWER),
    "not a database": (no_database, NOT_ONE),
    "a few bytes": (a_few_bytes, NOT_ONE),
    "cut inside the header": (truncated_to(50), DAMAGED),
    "cut inside the first page": (truncated_to(700), DAMAGED),
    "cut between pages": (truncated_to(8192), DAMAGED),
    "cut inside a page": (truncated_to(20_000), DAMAGED),
}


def opened_to_write(path: Path) -> Store:
    return Store.open(path, entropy=ENTROPY)


@pytest.mark.parametrize("opened", [opened_to_write, Store.reading], ids=["writing", "reading"])
@pytest.mark.parametrize(("make", "message"), FOREIGN.values(), ids=FOREIGN.keys())
def test_a_file_that_cannot_be_used_is_left_byte_for_byte(
    path: Path, make: Callable[[Path], None], message: str, opened: Callable[[Path], Store]
) -> None:
    make(path)
    before = path.read_bytes()

    with pytest.raises(StoreError) as refused:
        opened(path)

    assert str(refused.value) == message.format(path=path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("opened", [opened_to_write, Store.reading], ids=["writing", "reading"])
def test_a_folder_in_its_place_is_named(path: Path, opened: Callable[[Path], Store]) -> None:
    path.mkdir()

    with pytest.raises(StoreError) as refused:
        opened(path)

    assert str(refused.value) == (
        f"{path} is not a file. Move it away, or set EXAMPREP_HOME to another folder."
    )


def test_a_file_in_place_of_its_folder_is_named(tmp_path: Path) -> None:
    tmp_path.joinpath("home").write_text("")

    with pytest.raises(StoreError) as refused:
        opened_to_write(tmp_path / "home" / "progress.db")

    assert str(refused.value).startswith(f"{tmp_path / 'home'} cannot be used: ")


def test_an_empty_file_is_a_new_one(path: Path) -> None:
    path.touch()

    with Store.reading(path) as store:
        assert store.fetch_reviews() == []
    assert path.read_bytes() == b""

    reviewed(path)
    assert answers(path) == 3


def test_a_python_with_too_old_a_sqlite_is_told_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))

    with pytest.raises(StoreError, match=r"and examprep needs 3.37 or newer\. Install a newer Python\."):
        opened_to_write(path)

    assert not path.exists()


def test_a_flipped_bit_is_found_or_does_not_matter(path: Path) -> None:
    sound = reviewed(path, count=8).read_bytes()
    with Store.reading(path) as store:
        log = list(store.log())

    for position in range(101, len(sound), 331):
        damaged = bytearray(sound)
        damaged[position] ^= 1 << position % 8
        path.write_bytes(damaged)
        assert is_found(path) or is_read_as(path, log), position


def is_found(path: Path) -> bool:
    try:
        with Store.reading(path) as store:
            return bool(store.verify())
    except StoreError:
        return True


def is_read_as(path: Path, log: list[dict[str, str | int | float | None]]) -> bool:
    with Store.reading(path) as store:
        return list(store.log()) == log


def test_damage_met_on_the_way_is_a_sentence_and_verify_names_the_row(path: Path) -> None:
    reviewed(path)
    path.write_bytes(path.read_bytes().replace(b"softmax/1", b"softmax/\xff"))

    with Store.reading(path) as store:
        with pytest.raises(StoreError) as refused:
            store.fetch_reviews()
        assert ("changed", 2) in [(fault.what, fault.seq) for fault in store.verify()]

    assert str(refused.value) == DAMAGED.format(path=path)


# --- files that others hold, or that may not be written


@pytest.mark.usefixtures("impatient")
def test_a_file_that_another_process_is_writing_is_in_use(path: Path) -> None:
    reviewed(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        for opened in (opened_to_write, Store.reading):
            with pytest.raises(StoreError) as refused:
                opened(path)
            assert str(refused.value) == (
                f"{path} is in use by another examprep. Let that one finish or close it, then try again."
            )

    assert answers(path) == 3


@pytest.mark.usefixtures("impatient")
def test_an_answer_that_cannot_be_committed_is_not_half_there(path: Path) -> None:
    reviewed(path)
    with Store.open(path, entropy=ENTROPY) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("begin")
            reader.execute("select count(*) from review").fetchone()
            with pytest.raises(StoreError, match="is in use by another examprep"):
                store.add_review(fact())
        assert len(store.fetch_reviews()) == 3

        store.add_review(fact())

    assert answers(path) == 4


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be somebody whom permissions bind, also where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shelf() -> Iterator[Path]:
    """Lend a folder that everybody can reach, which `tmp_path` is not."""
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)


@pytest.mark.parametrize(("of_folder", "of_file"), [(0o555, 0o666), (0o777, 0o444), (0o555, 0o444)])
def test_what_is_read_only_is_refused_to_write_and_can_be_read(
    shelf: Path, of_folder: int, of_file: int
) -> None:
    path = reviewed(shelf / "progress.db")
    path.chmod(of_file)
    shelf.chmod(of_folder)

    with unprivileged():
        with pytest.raises(StoreError) as refused:
            opened_to_write(path)
        assert answers(path) == 3

    assert str(refused.value) == (
        f"{path} cannot be written: the file or its folder is read-only. Allow writing to {shelf}, "
        "or set EXAMPREP_HOME to a folder of yours."
    )


def test_a_file_is_not_created_in_a_read_only_folder(shelf: Path) -> None:
    shelf.chmod(0o555)

    with unprivileged(), pytest.raises(StoreError) as refused:
        opened_to_write(shelf / "progress.db")

    assert str(refused.value) == (
        f"{shelf / 'progress.db'} cannot be used: Permission denied. "
        "Check that the path is right and yours to write."
    )


def add_until_refused(store: Store) -> tuple[int, str]:
    for acknowledged in range(100):
        try:
            store.add_review(fact(answer="x" * 900))
        except StoreError as error:
            return acknowledged, str(error)
    pytest.fail("never refused")


def test_a_full_disk_loses_nothing_that_was_acknowledged(path: Path) -> None:
    with Store.open(path, entropy=ENTROPY) as store:
        [(pages,)] = store._connection.execute("pragma page_count")
        store._connection.execute(f"pragma max_page_count = {pages + 2}")
        acknowledged, refused = add_until_refused(store)
        assert acknowledged > 0
        assert len(store.fetch_reviews()) == acknowledged
        store._connection.execute("pragma max_page_count = 10000")
        store.add_review(fact())

    assert refused == (
        f"{path} cannot grow: the disk is full. The last step was not kept; free some space, then repeat it."
    )
    assert answers(path) == acknowledged + 1


SPOKEN = {
    sqlite3.SQLITE_IOERR_FSYNC: (
        "p.db cannot be read or written: the disk reports `told`. "
        "The last step was not kept; check the disk, then repeat it."
    ),
    sqlite3.SQLITE_READONLY_DIRECTORY: (
        "p.db cannot be written: the file or its folder is read-only. Allow writing to ., "
        "or set EXAMPREP_HOME to a folder of yours."
    ),
    sqlite3.SQLITE_CANTOPEN: ("p.db cannot be opened. Check that it is a file and that . is yours to write."),
    sqlite3.SQLITE_CORRUPT_INDEX: DAMAGED.format(path="p.db"),
    sqlite3.SQLITE_BUSY_RECOVERY: (
        "p.db is in use by another examprep. Let that one finish or close it, then try again."
    ),
    sqlite3.SQLITE_ERROR: (
        "p.db cannot be used: SQLite says `told`. The last step was not kept; "
        "check the file with `examprep data verify`."
    ),
}


@pytest.mark.parametrize(("code", "message"), SPOKEN.items())
def test_every_complaint_of_sqlite_is_a_sentence(code: int, message: str) -> None:
    error = sqlite3.OperationalError("told")
    error.sqlite_errorcode = code

    with pytest.raises(StoreError) as spoken, speaking(Path("p.db")):
        raise error

    assert str(spoken.value) == message


def test_misuse_is_not_blamed_on_the_file(path: Path) -> None:
    store = opened_to_write(path)
    store.close()

    with pytest.raises(sqlite3.ProgrammingError):
        store.fetch_reviews()


# --- crashes


def run(script: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, str(path)],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


ANSWER_AND_DIE = """
import os, signal, sys
from pathlib import Path
import msgspec
from examprep.core.memory import Review
from examprep.store.store import Store

store = Store.open(Path(sys.argv[1]), entropy=bytes(16))
[(_, last)] = store.fetch_reviews()
row = store.add_review(msgspec.structs.replace(last, answer="the last words"))
os.write(1, str(row.seq).encode())
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_an_acknowledged_answer_survives_a_kill(path: Path) -> None:
    killed = run(ANSWER_AND_DIE, reviewed(path, count=1))

    assert (killed.returncode, killed.stdout, killed.stderr) == (-signal.SIGKILL, "2", "")
    with Store.reading(path) as store:
        assert [said.answer for _, said in store.fetch_reviews()] == ["2", "the last words"]
        assert store.verify() == []


DIE_WHILE_WRITING = """
import os, signal, sqlite3, sys

raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("pragma cache_size = 1")
raw.execute("begin immediate")
raw.execute("create table half (done blob)")
raw.executemany("insert into half values (randomblob(3000))", [()] * 50)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("opened", [opened_to_write, Store.reading], ids=["writing", "reading"])
def test_what_a_crash_left_half_written_is_undone(path: Path, opened: Callable[[Path], Store]) -> None:
    before = reviewed(path).read_bytes()
    killed = run(DIE_WHILE_WRITING, path)
    assert (killed.returncode, killed.stderr) == (-signal.SIGKILL, "")
    assert path.read_bytes() != before
    assert path.with_name("progress.db-journal").exists()

    with opened(path) as store:
        assert len(store.fetch_reviews()) == 3
        assert store.verify() == []

    assert path.read_bytes() == before


# --- changes of format

NOW = migrations.newest_format()


def add_note(connection: sqlite3.Connection) -> None:
    connection.execute("alter table session add column note text")


def add_note_and_fail(connection: sqlite3.Connection) -> None:
    add_note(connection)
    connection.execute("select nonsense")


def learn(monkeypatch: pytest.MonkeyPatch, step: migrations.Migration) -> None:
    """Make this the program of the day after tomorrow."""
    monkeypatch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, step])


def format_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return migrations.format_of(raw)


def test_an_older_file_is_backed_up_and_brought_to_the_newest_format(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(path)
    saved = path.parent / "backups" / f"progress-before-{NOW + 1}.db"

    def step(connection: sqlite3.Connection) -> None:
        assert saved.exists()
        add_note(connection)

    learn(monkeypatch, step)
    with Store.open(path, entropy=ENTROPY) as store:
        store._connection.execute("select note from session")
        store.add_review(fact())

    assert (format_in(path), format_in(saved)) == (NOW + 1, NOW)
    assert (answers(path), answers(saved)) == (4, 3)


def test_a_new_file_needs_no_backup_on_its_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learn(monkeypatch, add_note)

    assert answers(reviewed(path)) == 3
    assert format_in(path) == NOW + 1
    assert list_backups(path.parent / "backups") == []


def test_a_change_of_format_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reviewed(path).read_bytes()
    with monkeypatch.context() as tomorrow:
        learn(tomorrow, add_note_and_fail)
        with pytest.raises(StoreError) as refused:
            opened_to_write(path)

    assert str(refused.value) == (
        f"{path} cannot be used: SQLite says `no such column: nonsense`. The last step was not kept; "
        "check the file with `examprep data verify`."
    )
    assert path.read_bytes() == before
    assert answers(path.parent / "backups" / f"progress-before-{NOW + 1}.db") == 3
    assert answers(reviewed(path, count=1)) == 4


def test_two_processes_do_not_change_the_format_twice(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed(path)
    learn(monkeypatch, add_note)

    with closing(sqlite3.connect(path, isolation_level=None)) as slower:
        migrations.migrate(slower, lambda _: opened_to_write(path).close())

    assert format_in(path) == NOW + 1
    assert answers(path) == 3


def test_a_reader_of_an_older_format_leaves_the_file_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reviewed(path).read_bytes()
    learn(monkeypatch, add_note)

    with Store.reading(path) as store:
        store._connection.execute("select note from session")
        assert len(store.fetch_reviews()) == 3
        with pytest.raises(StoreError, match="cannot be written"):
            store.add_review(fact())

    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


# --- backups


def test_the_first_use_of_a_day_is_backed_up_once(path: Path) -> None:
    reviewed(path)
    with Store.open(path, entropy=ENTROPY) as store:
        written = store.back_up_daily(DAY)
        store.add_review(fact())

        assert store.back_up_daily(DAY) is None
        assert written == path.parent / "backups" / "progress-2026-02-20.db"
        assert list_backups(store.backups) == [Backup(written, date(2026, 2, 20))]

    assert written.stat().st_mode & 0o777 == 0o600
    assert (answers(written), answers(path)) == (3, 4)


def test_a_backup_can_be_written_on_and_continues_the_chain(path: Path, tmp_path: Path) -> None:
    reviewed(path)
    with Store.open(path, entropy=ENTROPY) as store:
        written = store.back_up("2026-02-20T1015", tmp_path / "stick")

    assert written == tmp_path / "stick" / "progress-2026-02-20T1015.db"
    assert answers(reviewed(written, count=2)) == 5


def test_only_daily_backups_are_thinned(path: Path) -> None:
    with Store.open(path, entropy=ENTROPY) as store:
        store.back_up("by-hand")
        store.back_up("2026-99-99")
        for later in range(10):
            store.back_up_daily(StudyDay(DAY + later))

        assert [backup.path.name for backup in list_backups(store.backups)] == [
            "progress-2026-02-22.db",
            *[f"progress-2026-02-{day}.db" for day in range(23, 29)],
            "progress-2026-03-01.db",
            "progress-2026-99-99.db",
            "progress-by-hand.db",
        ]


def test_a_folder_without_backups_lists_none(tmp_path: Path) -> None:
    assert list_backups(tmp_path / "none") == []


def test_a_damaged_file_never_replaces_a_backup(path: Path) -> None:
    reviewed(path)
    with Store.open(path, entropy=ENTROPY) as store:
        written = store.back_up("kept")
    break_a_rule(path)

    with Store.open(path, entropy=ENTROPY) as store, pytest.raises(StoreError) as refused:
        store.back_up("kept")

    assert str(refused.value).startswith(f"{written} was not written: the progress file is damaged (")
    assert list(written.parent.iterdir()) == [written]
    assert answers(written) == 3


def break_a_rule(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript("""
            drop trigger review_is_never_changed;
            pragma ignore_check_constraints = on;
            update review set rating = 9;
        """)


def test_a_backup_that_cannot_be_written_names_itself(path: Path) -> None:
    reviewed(path)
    path.with_name("backups").write_text("in the way")

    with Store.open(path, entropy=ENTROPY) as store:
        with pytest.raises(StoreError) as refused:
            store.back_up("today")
        store.add_review(fact())

    assert str(refused.value) == (
        f"{path.with_name('backups')} cannot be used: File exists. "
        "Check that the path is right and yours to write."
    )


@pytest.mark.usefixtures("impatient")
def test_a_backup_of_a_file_in_use_does_not_wait_for_ever(path: Path) -> None:
    reviewed(path)
    with Store.open(path, entropy=ENTROPY) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("begin exclusive")
            with pytest.raises(StoreError, match=r"progress\.db is in use by another examprep"):
                store.back_up("today")
            with pytest.raises(StoreError, match=r"progress\.db is in use by another examprep"):
                store.back_up_daily(DAY)
        assert answers(store.back_up("today")) == 3


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_daily_use_for_two_years_keeps_a_week_a_month_and_a_year() -> None:
    last = day("2026-02-20")

    days: set[date] = set()
    for ago in range(730, -1, -1):
        days = kept({*days, last - timedelta(ago)})

    assert sorted(days) == [
        *[day(f"2025-{month}") for month in ("03-31", "04-30", "05-31", "06-30", "07-31", "08-31")],
        *[day(f"2025-{month}") for month in ("09-30", "10-31", "11-30", "12-31")],
        *[day("2026-01-31"), day("2026-02-01"), day("2026-02-08")],
        *[day(f"2026-02-{number}") for number in range(14, 21)],
    ]


@given(st.frozensets(st.dates(day("2020-01-01"), day("2030-01-01")), max_size=60))
def test_thinning_twice_is_thinning_once_and_spares_the_newest(days: frozenset[date]) -> None:
    left = kept(days)

    assert left <= days
    assert kept(left) == left
    assert set(sorted(days)[-7:]) <= left
    assert len(left) <= 7 + 4 + 12
