"""A damaged progress file: every row that still proves itself is kept, and every other one is named."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from examprep.core.aside import Aside, Mark
from examprep.core.day import StudyDay
from examprep.core.item import ItemId, Lang
from examprep.core.memory import DeviceId, Rating, Review, SessionId, replay, review
from examprep.errors import StoreError
from examprep.store.history import Link
from examprep.store.log import append
from examprep.store.merge import read_history
from examprep.store.repair import Repaired, repair
from examprep.store.rows import COLUMNS, Row, StoredSession, answer_columns
from examprep.store.store import Store

ENTROPY, FRESH = bytes(range(16)), DeviceId("fresh")
DAY = StudyDay(739_000)
PAGE = 4096
NOON = 1_700_000_000_000


def fact(number: int) -> Review:
    """Return an answer; some are so long that they stand on several pages."""
    day = StudyDay(DAY + number // 10)
    return Review(
        item=ItemId(f"softmax/{number}"),
        digest="d1",
        session=SessionId("s1"),
        mode="quiz",
        at=NOON + number * 60_000,
        day=day,
        offset=540,
        outcome="right",
        rating=Rating.GOOD,
        answer=f"answer {number:03} " + "x" * (2_000 if number % 17 == 5 else 20),
        slip=None,
        seconds=4.25,
        before=None,
        after=review(None, Rating.GOOD, day),
        predicted=None,
        parameters=1,
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a file with answers on many pages, some taken back, and everything that stands beside them."""
    path = tmp_path_factory.mktemp("sound") / "progress.db"
    exam = StoredSession(
        id=SessionId("exam"), mode="exam", at=1, day=DAY, seed=1, lang=Lang.JA, options="{}", queue=()
    )
    with Store.open(path, entropy=ENTROPY) as store:
        store._connection.execute("pragma synchronous = off")
        for number in range(80):
            row = store.add_review(fact(number))
            if number % 20 == 7:
                store.add_void(row, at=NOON + number * 60_000 + 1, day=DAY)
        store.add_session(exam)
        store.add_event(exam.id, '"begun"', at=2)
        store.keep_mark(Mark(ItemId("softmax/1"), Aside.FLAGGED, 5, DAY, "why?"))
        store.keep_style("e", DAY, "steady")
    return path.read_bytes()


@pytest.fixture(scope="module")
def links(sound: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[bytes, Link]:
    """Return the rows that were acknowledged."""
    path = tmp_path_factory.mktemp("links") / "progress.db"
    path.write_bytes(sound)
    return dict(read_history(path).links)


def repaired(path: Path, content: bytes, backups: Path | None = None) -> Repaired:
    path.write_bytes(content)
    return repair(path, backups or path.parent / "backups", FRESH, "now")


def require_nothing_lost_silently(path: Path, told: Repaired, links: dict[bytes, Link]) -> None:
    """Every acknowledged row is there as it was, or named as lost, or named as not proved."""
    with Store.reading(path) as store:
        assert store.verify() == []
        assert store.fetch_memories() == replay(answer for _, answer in store.fetch_reviews())
        left = store.history().links
    names = {link.first_name for link in links.values()}
    missing = {Row(DeviceId(row.device), row.seq) for row in told.missing}
    kept = {link.first_name for link in left.values()}
    assert missing <= names, "what never was cannot be lost"
    assert not missing & kept
    assert told.pages_missing or missing | kept == names
    for hash, link in left.items():
        assert link.first_name in told.unproved or link.cells == links[hash].cells


def flipped(content: bytes, position: int, bit: int) -> bytes:
    damaged = bytearray(content)
    damaged[position] ^= 1 << bit
    return bytes(damaged)


def check_flips(path: Path, sound: bytes, links: dict[bytes, Link], positions: range) -> None:
    for position in positions:
        told = repaired(path, flipped(sound, position, position % 8))
        assert len(told.missing) <= 1, position
        require_nothing_lost_silently(path, told, links)


def test_a_flipped_bit_costs_one_row_at_most(tmp_path: Path, sound: bytes, links: dict[bytes, Link]) -> None:
    check_flips(tmp_path / "progress.db", sound, links, range(3, len(sound), len(sound) // 3))


@pytest.mark.slow
def test_a_flipped_bit_costs_one_row_at_most_wherever_it_is(
    tmp_path: Path, sound: bytes, links: dict[bytes, Link]
) -> None:
    check_flips(tmp_path / "progress.db", sound, links, range(17, len(sound), len(sound) // 150))
    check_flips(tmp_path / "progress.db", sound, links, range(100))


def check_zeroed(path: Path, sound: bytes, links: dict[bytes, Link], pages: range) -> None:
    for page in pages:
        at = page * PAGE
        told = repaired(path, sound[:at] + bytes(PAGE) + sound[at + PAGE :])
        assert len(told.missing) <= 20, page
        require_nothing_lost_silently(path, told, links)


def test_a_zeroed_page_costs_its_rows_alone(tmp_path: Path, sound: bytes, links: dict[bytes, Link]) -> None:
    pages = len(sound) // PAGE
    check_zeroed(tmp_path / "progress.db", sound, links, range(2, pages, pages // 2))


@pytest.mark.slow
def test_every_zeroed_page_costs_its_rows_alone(
    tmp_path: Path, sound: bytes, links: dict[bytes, Link]
) -> None:
    check_zeroed(tmp_path / "progress.db", sound, links, range(len(sound) // PAGE))


@pytest.mark.slow
def test_noise_and_cuts_lose_nothing_silently(tmp_path: Path, sound: bytes, links: dict[bytes, Link]) -> None:
    rng = Random(20261121)
    for _ in range(60):
        at, length = rng.randrange(len(sound)), rng.randrange(1, 600)
        noisy = (sound[:at] + rng.randbytes(length) + sound[at + length :])[: len(sound)]
        told = repaired(tmp_path / "progress.db", noisy)
        require_nothing_lost_silently(tmp_path / "progress.db", told, links)
    for _ in range(30):
        cut = sound[: rng.randrange(len(sound) * 2 // 3, len(sound))]
        told = repaired(tmp_path / "progress.db", cut)
        require_nothing_lost_silently(tmp_path / "progress.db", told, links)


def replaced(content: bytes, *pairs: tuple[bytes, bytes]) -> bytes:
    for old, new in pairs:
        assert old in content
        content = content.replace(old, new)
    return content


def hash_of(links: dict[bytes, Link], seq: int) -> bytes:
    return next(hash for hash, link in links.items() if link.first_name.seq == seq)


def seqs(told: Repaired) -> list[int]:
    return [row.seq for row in told.missing]


def test_a_changed_row_is_lost_and_its_day_is_told(
    tmp_path: Path, sound: bytes, links: dict[bytes, Link]
) -> None:
    told = repaired(tmp_path / "progress.db", replaced(sound, (b"answer 041", b"answer 999")))

    assert [(row.seq, row.after, row.before) for row in told.missing] == [(44, DAY + 4, DAY + 4)]
    assert told.rows == len(links) - 1
    assert told.unproved == ()


def test_a_row_whose_hash_alone_was_damaged_is_proved_by_the_next(
    tmp_path: Path, sound: bytes, links: dict[bytes, Link]
) -> None:
    own = hash_of(links, 30)

    told = repaired(tmp_path / "progress.db", replaced(sound, (own, bytes(32))))

    assert (told.missing, told.unproved, told.rows) == ((), (), len(links))
    require_nothing_lost_silently(tmp_path / "progress.db", told, links)


def test_what_follows_a_row_without_a_trace_is_kept_and_said_to_be_unproved(
    tmp_path: Path, sound: bytes, links: dict[bytes, Link]
) -> None:
    gone = sound.index(b"answer 041")
    begin = sound.rindex(b"softmax/41", 0, gone) - 90
    damaged = sound[:begin] + bytes(gone + 100 - begin) + sound[gone + 100 :]

    told = repaired(tmp_path / "progress.db", damaged)

    assert 44 in seqs(told)
    assert [name.seq for name in told.unproved] == [max(seqs(told)) + 1]
    require_nothing_lost_silently(tmp_path / "progress.db", told, links)


def test_small_tables_that_cannot_be_read_are_named(tmp_path: Path, sound: bytes) -> None:
    assert repaired(tmp_path / "progress.db", replaced(sound, (b"answer 041", b"answer 999"))).tables == ()

    assert "session" in repaired(tmp_path / "progress.db", bytes(PAGE) + sound[PAGE:]).tables


def test_rows_that_a_backup_has_are_not_lost(tmp_path: Path, sound: bytes, links: dict[bytes, Link]) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    (backups / "progress-2026-02-20.db").write_bytes(sound)
    (backups / "progress-2026-02-21.db").write_bytes(b"no database")

    told = repaired(tmp_path / "progress.db", replaced(sound, (b"answer 041", b"answer 999")), backups)

    assert (told.missing, told.found_again, told.rows) == ((), 1, len(links))


def test_the_backup_that_has_what_is_missing_is_asked_whatever_its_file_says(
    tmp_path: Path, sound: bytes
) -> None:
    backups, path = tmp_path / "backups", tmp_path / "progress.db"
    backups.mkdir()
    Store.open(path, entropy=bytes(16)).close()
    for day in range(1, 9):  # from before the first answer
        (backups / f"progress-2026-02-0{day}.db").write_bytes(path.read_bytes())
    whole = backups / "progress-2026-02-20.db"
    whole.write_bytes(sound)
    os.utime(whole, (0, 0))  # the clock was wrong, or a copy of the folder has new times

    told = repaired(path, replaced(sound, (b"answer 041", b"answer 999")), backups)

    assert (told.missing, told.found_again) == ((), 1)


def test_both_branches_of_a_fork_are_looked_after(tmp_path: Path) -> None:
    path, other = tmp_path / "progress.db", tmp_path / "other.db"
    with Store.open(path, entropy=ENTROPY) as store:
        store.add_review(fact(0))
    other.write_bytes(path.read_bytes())
    for file, numbers in ((path, (1, 2)), (other, (3, 4))):
        with Store.open(file, entropy=ENTROPY) as store:
            for number in numbers:
                store.add_review(fact(number))
    with Store.open(path, entropy=ENTROPY) as store:
        store.take_in(read_history(other), entropy=bytes(16))

    told = repaired(path, replaced(path.read_bytes(), (b"answer 003", b"answer 999")), tmp_path / "none")

    assert (seqs(told), told.rows, told.found_again) == ([2], 4, 0)


def test_after_a_lost_journal_what_was_on_its_way_between_pages_is_named(
    tmp_path: Path, sound: bytes, links: dict[bytes, Link]
) -> None:
    path = tmp_path / "written.db"
    path.write_bytes(sound)
    with Store.open(path, entropy=ENTROPY) as store:
        store._connection.execute("pragma cache_size = 1")  # pages are written before the commit
        store._connection.execute("begin immediate")
        for number in range(200, 260):
            said = fact(number)
            append(store._connection, DeviceId("half"), said.at, answer_columns(said))
        half_written = path.read_bytes()
        store._connection.execute("rollback")
    assert half_written != sound

    told = repaired(tmp_path / "progress.db", half_written)

    with Store.reading(tmp_path / "progress.db") as store:
        assert store.verify() == []
        gone = links.keys() - store.history().links.keys()
    assert len(gone) <= 1
    assert {links[hash].first_name.seq for hash in gone} <= set(seqs(told))


def test_the_damaged_file_is_kept_and_the_repaired_one_has_a_name_of_its_own(
    tmp_path: Path, sound: bytes
) -> None:
    path = tmp_path / "progress.db"
    damaged = replaced(sound, (b"answer 041", b"answer 999"))
    path.with_name("progress.db-journal").write_bytes(b"")

    told = repaired(path, damaged)

    assert told.aside == tmp_path / "backups" / "progress-damaged-now.db"
    assert told.aside.read_bytes() == damaged
    assert sorted(tmp_path.iterdir()) == [tmp_path / "backups", path]
    with Store.open(path, entropy=ENTROPY) as store:
        assert store.add_review(fact(99)) == Row(FRESH, 1)
        assert [mark.note for mark in store.fetch_marks()] == ["why?"]
        assert store.fetch_events(SessionId("exam")) == ((2, '"begun"'),)
        assert store.fetch_style("e") == (DAY, "steady")


def test_where_only_memories_differ_the_file_stays(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "progress.db"
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("update memory set due = due + 1")
        raw.commit()

    told = repair(path, tmp_path / "backups", FRESH, "now")

    assert (told.aside, told.missing, len(told.faults) > 0) == (None, (), True)
    with Store.reading(path) as store:
        assert store.verify() == []


def test_a_whole_file_is_left_as_it_is(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "progress.db"

    assert repaired(path, sound).faults == ()
    assert path.read_bytes() == sound


HEADS: dict[str, Callable[[bytes], bytes]] = {
    "another program's number": lambda sound: sound[:68] + b"ABCD" + sound[72:],
    "a newer format's number": lambda sound: sound[:60] + (99).to_bytes(4, "big") + sound[64:],
    "no format's number": lambda sound: sound[:60] + bytes(4) + sound[64:],
    "no beginning": lambda sound: bytes(100) + sound[100:],
    "no schema": lambda sound: bytes(PAGE) + sound[PAGE:],
}


@pytest.mark.parametrize("damage", HEADS.values(), ids=HEADS.keys())
def test_a_damaged_beginning_costs_no_row(
    tmp_path: Path, sound: bytes, links: dict[bytes, Link], damage: Callable[[bytes], bytes]
) -> None:
    told = repaired(tmp_path / "progress.db", damage(sound))

    assert (told.missing, told.rows) == ((), len(links))
    require_nothing_lost_silently(tmp_path / "progress.db", told, links)


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript("create table bookmark (url text); pragma application_id = 42;")


def newer_program(path: Path) -> None:
    Store.open(path, entropy=ENTROPY).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript("create table tomorrow (what text); pragma user_version = 99;")


def notes(path: Path) -> None:
    path.write_text("my notes on softmax\n" * 300)


REFUSED: dict[str, tuple[Callable[[Path], Any], str]] = {
    "another program's": (other_program, "is the database of another program, not a progress file"),
    "a newer examprep's": (newer_program, "was written by a newer examprep (format 99"),
    "no database": (notes, "nothing of a progress file is left in"),
}


@pytest.mark.parametrize(("make", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_ours_is_not_repaired(tmp_path: Path, make: Callable[[Path], Any], message: str) -> None:
    path = tmp_path / "progress.db"
    make(path)
    before = path.read_bytes()

    with pytest.raises(StoreError, match=re.escape(message)):
        repair(path, tmp_path / "backups", FRESH, "now")

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_another_process_writes_is_not_repaired(
    tmp_path: Path, sound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("examprep.store.replace.PATIENCE", 0.02)
    monkeypatch.setattr("examprep.store.opening.PATIENCE", 0.02)
    path = tmp_path / "progress.db"
    path.write_bytes(replaced(sound, (b"answer 041", b"answer 999")))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(StoreError, match="is in use by another examprep"):
            repair(path, tmp_path / "backups", FRESH, "now")


def test_rows_are_stored_in_the_order_they_are_carved_in() -> None:
    with Store.in_memory(entropy=ENTROPY) as store:
        stored = [row["name"] for row in store._connection.execute("pragma table_info(review)")]

    assert stored == [*COLUMNS, "hash"]
