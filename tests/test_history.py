"""A whole history as a file: for another machine, for other programs, and back from a copy."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from examprep import durable
from examprep.cli.history import csv_of
from examprep.core.aside import Aside, Mark
from examprep.core.day import StudyDay
from examprep.core.memory import DEFAULT, DeviceId, Rating, Review, SessionId, review
from examprep.core.revlog import ANKI_COLUMNS, FSRS_COLUMNS, anki_rows, card_number, fsrs_rows
from examprep.errors import StoreError
from examprep.store import backup
from examprep.store.backup import restorable, thin
from examprep.store.history import History
from examprep.store.replace import replace
from examprep.store.store import Store
from examprep.store.transfer import joined_lines, read_any, read_export
from tests.conftest import Command
from tests.rows import DAY, DROPOUT, SOFTMAX, fact

ENTROPY = bytes(range(16))


STORY = [
    fact(SOFTMAX, at=1_000, rating=Rating.GOOD),
    fact(DROPOUT, at=1_000, rating=Rating.HARD, seconds=99.0),
    fact(SOFTMAX, at=2_000, rating=Rating.AGAIN, day=StudyDay(DAY + 4)),
    fact(SOFTMAX, at=3_000, rating=Rating.EASY, day=StudyDay(DAY + 4)),
]


# --- for other programs


def test_the_fsrs_optimizer_gets_its_columns_and_one_new_state_a_card() -> None:
    rows = list(csv.reader(io.StringIO(csv_of(FSRS_COLUMNS, fsrs_rows(STORY, DEFAULT)))))

    assert rows == [
        ["card_id", "review_time", "review_rating", "review_state", "review_duration"],
        ["softmax/card", "1000", "3", "0", "4250"],
        ["dropout/card", "1000", "2", "0", "99000"],
        ["softmax/card", "2000", "1", "2", "4250"],
        ["softmax/card", "3000", "4", "3", "4250"],
    ]


def test_anki_gets_its_revlog_with_unique_times_and_learn_for_first_reviews_alone() -> None:
    rows = [dict(zip(ANKI_COLUMNS, row, strict=True)) for row in anki_rows(STORY, DEFAULT)]

    assert [row["id"] for row in rows] == [1_000, 1_001, 2_000, 3_000]
    assert [row["type"] for row in rows] == [0, 0, 1, 2]
    assert [row["ease"] for row in rows] == [3, 2, 1, 4]
    assert [row["time"] for row in rows] == [4_250, 60_000, 4_250, 4_250]
    assert [row["lastIvl"] for row in rows] == [0, 0, rows[0]["ivl"], rows[2]["ivl"]]
    assert all(100 <= int(str(row["factor"])) <= 1_100 for row in rows)
    assert [row["cid"] == card_number(SOFTMAX) for row in rows] == [True, False, True, True]


def test_an_answer_taken_back_makes_the_next_one_the_first() -> None:
    with Store.in_memory(entropy=ENTROPY) as store:
        undone = store.add_review(fact())
        store.add_void(undone, at=1_500, day=DAY)
        seen = review(None, Rating.GOOD, DAY)
        store.add_review(fact(at=2_000, before=seen, after=seen))
        reviews = [answer for _, answer in store.fetch_reviews()]

    assert [row[3] for row in fsrs_rows(reviews, DEFAULT)] == [0]
    assert [row[8] for row in anki_rows(reviews, DEFAULT)] == [0]


# --- as JSON and back


@pytest.fixture
def lived() -> History:
    """Return a history in which everything happened."""
    with Store.in_memory(entropy=ENTROPY) as store:
        for said in STORY:
            row = store.add_review(said)
        store.add_void(row, at=4_000, day=DAY)
        store.keep_mark(Mark(SOFTMAX, Aside.FLAGGED, 5, DAY, "なぜ？"))
        store.drop_mark(SOFTMAX, Aside.FLAGGED)
        store.keep_mark(Mark(DROPOUT, Aside.BURIED, 5, DAY))
        store.keep_style("e", DAY, "steady")
        store.add_event(SessionId("exam"), '"begun"', at=1)
        store.end_session(SessionId("exam"), at=2)
        return store.history()


def test_an_export_comes_back_whole(lived: History, tmp_path: Path) -> None:
    exported = joined_lines(lived)
    file = tmp_path / "history.jsonl"
    file.write_bytes(exported)

    assert read_any(file) == lived
    assert joined_lines(read_any(file)) == exported
    with Store.in_memory(entropy=bytes(16)) as empty:
        empty.take_in(read_any(file), entropy=bytes(16))
        assert empty.history() == lived
        assert empty.verify() == []


def test_the_first_line_says_what_follows(lived: History) -> None:
    head, *lines = joined_lines(lived).splitlines()

    assert json.loads(head) == {"schema": 1, "kind": "examprep-history", "lines": len(lines)}
    assert {json.loads(line)["table"] for line in lines} >= {"review", "mark", "unmark", "sitting", "course"}


def refused(content: bytes) -> str:
    with pytest.raises(StoreError) as told:
        read_export(content, Path("h.jsonl"))
    return str(told.value)


def test_an_export_that_is_not_whole_is_refused_with_its_line(lived: History) -> None:
    exported = joined_lines(lived)
    lines = exported.splitlines(keepends=True)

    assert refused(b"".join(lines[:-1])).startswith("h.jsonl is cut off: it promises 10 rows and has 9;")
    assert refused(exported.replace(b'"right"', b'"wrong"', 1)).startswith(
        "h.jsonl is not what was exported (changed (row 1 of device "
    )
    assert refused(exported.replace(b'"seq":2', b'"seq":"two"', 1)).startswith(
        "h.jsonl:3: this row cannot be read (cannot store TEXT value in INTEGER column review.seq)"
    )
    assert refused(exported.replace(b'"table":"mark"', b'"table":"memory"')).startswith("h.jsonl:")
    assert refused(exported.replace(b'"schema":1', b'"schema":2')) == (
        "h.jsonl was written by a newer examprep; nothing was changed. Upgrade examprep."
    )
    for other in (b"", b"[]", b'{"format": 1}', b"\xff\xfe"):
        assert refused(other).startswith("h.jsonl is no history of examprep, and nothing was changed.")


NO_HISTORY = {
    "a bank": (
        "問題 1.yaml",
        "format: 1\nbank: mine\ntitle: 自分の問題\n".encode(),
        "問題 1.yaml seems to be a bank of questions, not a history of answers, and nothing was changed. "
        "Check it: examprep bank check '問題 1.yaml'; have its folder asked, too: examprep bank add-path .",
    ),
    "a table": (
        "f.csv",
        b"card_id,review_time\n" + "問".encode() * 2_000,
        "f.csv is a text, not a history of answers, and nothing was changed. A history is a progress file, "
        "or written by: examprep data export --format json; questions come in by: examprep bank import",
    ),
    "an Anki package": (
        "d.apkg",
        b"PK\x03\x04" + bytes(90),
        "d.apkg is an archive, not a history of answers, and nothing was changed. If it is an Anki package, "
        "its questions come in by: examprep bank import d.apkg --format anki",
    ),
    "a broken beginning": (
        "p.db",
        b"broken\0" * 90,
        "p.db is not a progress file, or its beginning is damaged. Move it away to start anew, "
        "or go back to a backup: examprep data restore --latest",
    ),
}


@pytest.mark.parametrize(("name", "content", "told"), NO_HISTORY.values(), ids=NO_HISTORY)
def test_what_never_was_a_history_is_named_for_what_it_seems(
    name: str, content: bytes, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(content)

    with pytest.raises(StoreError) as refused:
        read_any(Path(name))

    assert str(refused.value) == told
    assert Path(name).read_bytes() == content


# --- back to a copy


def test_going_back_keeps_what_was_there_and_goes_on_under_a_new_name(tmp_path: Path) -> None:
    path, aside = tmp_path / "progress.db", tmp_path / "backups" / "progress-replaced-now.db"
    with Store.open(path, entropy=ENTROPY) as store:
        store.add_review(fact())
        copy = store.back_up("2026-02-20")
        lost = store.add_review(fact(at=2_000))

    kept = replace(path, read_any(copy), DeviceId("fresh"), aside)
    again = replace(path, read_any(copy), DeviceId("fresher"), aside)

    assert (kept, again) == (aside, aside.with_name("progress-replaced-now-2.db"))
    assert restorable(aside.parent)[0].path == copy, "what was replaced is no backup to go back to"
    with Store.open(path, entropy=bytes(16)) as store:
        assert len(store.fetch_reviews()) == 1
        assert store.add_review(fact()).device == "fresher"
        store.take_in(read_any(aside), entropy=bytes(16))
        assert lost in [row for row, _ in store.fetch_reviews()]
        assert store.verify() == []


def test_a_program_that_was_open_meanwhile_keeps_nothing_in_the_wrong_file(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path, entropy=ENTROPY) as idle:
        idle.add_review(fact())
        copy = idle.back_up("2026-02-20")
        replace(path, read_any(copy), DeviceId("fresh"), tmp_path / "aside.db")

        with pytest.raises(StoreError) as refused:
            idle.add_review(fact(at=2_000))

    assert str(refused.value) == (
        f"{path} was replaced or taken away while it was open, so the last step was not kept. "
        "Start examprep again."
    )
    assert refused.value.ja == (
        f"{path} は、使っている間に別のファイルに替わったか、取り去られた。最後の操作は記録されていない。"
        "examprep を起動し直す。"
    )
    with Store.reading(path) as store:
        assert len(store.fetch_reviews()) == 1
        assert store.verify() == []


def test_what_a_restore_that_was_killed_left_behind_does_not_come_in(tmp_path: Path) -> None:
    path, left = tmp_path / "progress.db", tmp_path / f".progress.db.{os.getpid()}"
    with Store.open(path, entropy=ENTROPY) as store:
        store.add_review(fact(answer="wanted"))
        copy = store.back_up("2026-02-20")
    with Store.open(left, entropy=bytes(16)) as store:  # a number of a process is given again
        store.add_review(fact(answer="of another restore"))

    replace(path, read_any(copy), DeviceId("fresh"), tmp_path / "aside.db")

    with Store.reading(path) as store:
        assert [review.answer for _, review in store.fetch_reviews()] == ["wanted"]
    assert not left.exists()


@pytest.mark.parametrize("error", [FileExistsError, PermissionError])  # or a disk without second names
def test_what_two_restores_set_aside_in_the_same_moment_is_kept_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError]
) -> None:
    path, aside = tmp_path / "progress.db", tmp_path / "aside.db"
    with Store.open(path, entropy=ENTROPY) as store:
        store.add_review(fact())
        copy = store.back_up("2026-02-20")
    before = path.read_bytes()

    def link_meanwhile(source: Path, target: Path) -> None:
        monkeypatch.undo()
        target.write_bytes(b"of the other restore")
        raise error

    monkeypatch.setattr("os.link", link_meanwhile)
    kept = replace(path, read_any(copy), DeviceId("fresh"), aside)

    assert aside.read_bytes() == b"of the other restore"
    assert kept == aside.with_name("aside-2.db")
    assert kept.read_bytes() == before


def test_copies_made_in_the_same_moment_take_each_others_place_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path, entropy=ENTROPY) as store, Store.open(path, entropy=ENTROPY) as other:
        store.add_review(fact())
        copied = backup._copy

        def copy_meanwhile(*what: Any) -> None:
            copied(*what)
            monkeypatch.setattr(backup, "_copy", copied)
            monkeypatch.setattr("os.getpid", lambda: 0)
            made.append(other.back_up_before_merge("now"))

        made: list[Path] = []
        monkeypatch.setattr(backup, "_copy", copy_meanwhile)
        made.append(store.back_up_before_merge("now"))
        made += [store.back_up("by-hand"), store.back_up("by-hand")]

    names = ["before-merge-now", "before-merge-now-2", "by-hand", "by-hand-2"]
    assert [copy.name for copy in made] == [f"progress-{name}.db" for name in names]
    assert [len(read_any(copy).links) for copy in made] == [1, 1, 1, 1]
    assert len(list(made[0].parent.iterdir())) == 4


def test_thinning_leaves_alone_what_another_program_is_writing(tmp_path: Path) -> None:
    whole, living, dead = (
        tmp_path / name for name in ("progress-2026-02-20.db", ".progress-now.db.7", ".progress-then.db.7")
    )
    for file, at in ((whole, 10_000), (living, 9_000), (dead, 6_000)):
        file.touch()
        os.utime(file, (at, at))

    thin(tmp_path)

    assert sorted(tmp_path.iterdir()) == [living, whole]


def test_two_programs_may_write_one_file_at_the_same_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, put = tmp_path / "config.toml", durable.put_in_place

    def put_meanwhile(written: Path, name: Path) -> None:
        monkeypatch.setattr(durable, "put_in_place", put)
        monkeypatch.setattr("os.getpid", lambda: 0)
        durable.write_whole(target, b"of the other")
        assert target.read_bytes() == b"of the other"
        put(written, name)

    monkeypatch.setattr(durable, "put_in_place", put_meanwhile)
    durable.write_whole(target, b"of this one")

    assert target.read_bytes() == b"of this one"
    assert list(tmp_path.iterdir()) == [target]


def test_the_last_copies_from_before_merges_are_kept(tmp_path: Path) -> None:
    names = [f"progress-before-merge-202602{day:02}T000000Z.db" for day in range(1, 14)]
    for name in names:
        (tmp_path / name).touch()

    thin(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == names[3:]


# --- the commands


def home_with(command: Command, *reviews: Review, entropy: bytes = ENTROPY) -> Path:
    path = command.home / "progress.db"
    with Store.open(path, entropy=entropy) as store:
        for said in reviews:
            store.add_review(said)
    return path


@pytest.mark.end
def test_two_homes_are_merged_by_hand(examprep: Command, tmp_path: Path) -> None:
    ours = home_with(examprep, fact(at=1_000))
    laptop = Command(tmp_path / "laptop", examprep.compiled)
    theirs = home_with(laptop, fact(DROPOUT, at=2_000), entropy=bytes(16))

    merged = examprep("data", "merge", str(theirs))
    again = examprep("data", "merge", str(theirs), "--json")
    own = examprep("data", "merge", str(ours), "--lang", "en")

    assert merged.out == f"{theirs}: 解答 1\n記録は合わせて2行。記憶は計算し直した。\n"
    assert "progress-before-merge-" in merged.err
    assert json.loads(again.out)["backup"] is None
    assert json.loads(again.out)["rows"] == 2
    assert (own.code, "is the progress file of this machine" in own.err) == (2, True)
    assert examprep("data", "verify").code == 0


@pytest.mark.end
def test_a_history_is_exported_imported_damaged_repaired_and_restored(
    examprep: Command, tmp_path: Path
) -> None:
    path = home_with(examprep, fact(answer="answer one"), fact(DROPOUT, answer="answer two", at=2_000))
    file = tmp_path / "history.jsonl"
    assert examprep("data", "export", "--format", "json", "--out", str(file)).code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    both = examprep("data", "export", "--format", "json", "--attempts")
    assert (both.code, "--format" in both.err) == (2, True)
    assert examprep("data", "export", "--format", "fsrs-csv").out.splitlines()[0] == ",".join(FSRS_COLUMNS)
    assert examprep("data", "export", "--format", "anki").out.splitlines()[0] == ",".join(ANKI_COLUMNS)
    elsewhere = Command(tmp_path / "elsewhere", examprep.compiled)
    assert elsewhere("data", "import", str(file), "--lang", "en").out.splitlines()[0] == f"{file}: answers: 2"

    examprep("data", "backup")
    path.write_bytes(path.read_bytes().replace(b"answer two", b"answer six"))
    checked = examprep("data", "verify", "--lang", "en")
    assert "  examprep data verify --repair\n" in checked.err
    repaired = examprep("data", "verify", "--repair", "--lang", "en")
    assert (repaired.code, repaired.out.splitlines()[0]) == (0, "repaired: 2 rows")
    assert repaired.out.splitlines()[2:] == ["taken from backups: 1 rows", "no row is lost."]

    listed = json.loads(examprep("data", "backup", "--list", "--json").out)["backups"]
    assert [entry["rows"] for entry in listed] == [2, None] or [entry["rows"] for entry in listed] == [
        None,
        2,
    ]
    back = examprep("data", "restore", "--latest", "--json")
    assert (back.code, json.loads(back.out)["rows"]) == (0, 2)
    assert Path(json.loads(back.out)["aside"]).exists()


@pytest.mark.end
def test_what_is_lost_without_a_backup_is_told_by_day_and_number(examprep: Command) -> None:
    path = home_with(examprep, fact(answer="answer one"), fact(DROPOUT, answer="answer two", at=2_000))
    path.write_bytes(path.read_bytes().replace(b"answer one", b"answer six"))
    with Store.reading(path) as store:
        device = next(store.log())["device"]

    repaired = examprep("data", "verify", "--repair", "--lang", "en")

    assert repaired.code == 1
    assert repaired.out.splitlines()[2:] == [
        "rows lost: 1",
        f"  2024-04-24: 1 (of device {device}: 1)",
        "If another machine has them: examprep data merge ITS_FILE",
    ]
