"""What the progress file promises: facts kept exactly, memory always their replay, any change found."""

from __future__ import annotations

import hashlib
import json
import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.core.day import StudyDay
from examprep.core.item import ItemId, Lang
from examprep.core.memory import (
    DEFAULT,
    DeviceId,
    Fitted,
    Memory,
    Model,
    Rating,
    Review,
    SessionId,
    replay,
    review,
)
from examprep.core.narrow import Window
from examprep.core.plan import forgotten
from examprep.core.stats import Tally
from examprep.errors import StoreError
from examprep.store.chain import FaultKind
from examprep.store.log import append
from examprep.store.rows import COLUMNS, Row, StoredSession, answer_columns
from examprep.store.store import Store
from tests.rows import DAY, DROPOUT, SOFTMAX, fact

ENTROPY = bytes(range(16))
SAMPLE = Path(__file__).with_name("data") / "store" / "format-1.sql"
NOTHING_CHANGED = "that could be taken back: it is unknown or was taken back before. Nothing was changed."


def session(name: str = "s1", **changes: Any) -> StoredSession:
    plain = StoredSession(
        id=SessionId(name),
        mode="quiz",
        at=1_000,
        day=DAY,
        seed=2**63 - 1,
        lang=Lang.BOTH,
        options='{"total":20}',
        queue=(SOFTMAX, DROPOUT),
    )
    return msgspec.structs.replace(plain, **changes)


def write_elsewhere(store: Store, device: str, *facts: Review) -> None:
    """Put in rows of another machine, as a merge would."""
    for said in facts:
        append(store._connection, DeviceId(device), said.at, answer_columns(said))
    store.rebuild_memory()


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory(entropy=ENTROPY) as opened:
        yield opened


# --- facts

finite = st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
days = st.integers(700_000, 740_000).map(StudyDay)
memories = st.builds(
    Memory,
    stability=finite,
    difficulty=finite,
    last=days,
    due=days,
    reps=st.integers(0, 99),
    lapses=st.integers(0, 99),
)
facts = st.builds(
    Review,
    item=texts.map(ItemId),
    digest=texts,
    session=texts.map(SessionId),
    mode=texts,
    at=st.integers(-(2**62), 2**62),
    day=days,
    offset=st.integers(-840, 840),
    outcome=texts,
    rating=st.sampled_from(Rating),
    answer=texts,
    slip=st.none() | texts,
    seconds=finite | st.integers(0, 99),
    before=st.none() | memories,
    after=memories,
    predicted=st.none() | st.floats(0, 1),
    parameters=st.integers(1, 9),
)


@settings(max_examples=60)
@given(facts)
def test_a_review_comes_back_exactly(said: Review) -> None:
    with Store.in_memory(entropy=ENTROPY) as store:
        row = store.add_review(said)

        assert store.fetch_reviews() == [(row, said)]
        assert store.verify() == []


def test_half_a_surrogate_pair_is_kept_as_its_escape(store: Store) -> None:
    store.add_review(fact(answer="a\udc80b"))

    [(_, kept)] = store.fetch_reviews()
    assert kept.answer == r"a\udc80b"
    assert store.verify() == []


@pytest.mark.parametrize("seconds", [-0.0, 4, 5e-324])
def test_a_number_is_hashed_as_sqlite_will_give_it_back(store: Store, seconds: float) -> None:
    store.add_review(fact(seconds=seconds))

    assert store.verify() == []


def test_rows_are_numbered_from_one_under_the_device_of_the_file(store: Store) -> None:
    device = DeviceId(hashlib.blake2b(ENTROPY, digest_size=8).hexdigest())

    assert [store.add_review(fact()) for _ in range(2)] == [Row(device, 1), Row(device, 2)]


def test_reviews_are_found_by_session_and_item(store: Store) -> None:
    first = store.add_review(fact(SOFTMAX, session=SessionId("s1")))
    second = store.add_review(fact(DROPOUT, session=SessionId("s1")))
    third = store.add_review(fact(SOFTMAX, session=SessionId("s2")))

    def rows(**filters: Any) -> list[Row]:
        return [row for row, _ in store.fetch_reviews(**filters)]

    assert rows() == [first, second, third]
    assert rows(session="s1") == [first, second]
    assert rows(item=SOFTMAX) == [first, third]
    assert rows(session="s2", item=SOFTMAX) == [third]
    assert rows(session="s2", item=DROPOUT) == []


def test_a_clock_that_goes_back_does_not_reorder_a_device(store: Store) -> None:
    rows = [store.add_review(fact(at=at)) for at in (5_000, 1_000, 3_000)]

    assert [row for row, _ in store.fetch_reviews()] == rows


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=8))
@settings(max_examples=30)
def test_the_order_does_not_depend_on_who_was_written_first(answers: list[tuple[bool, int]]) -> None:
    ours = [fact(at=at) for here, at in answers if here]
    theirs = [fact(at=at, answer="3") for here, at in answers if not here]

    orders = []
    for batches in ([("a", ours), ("b", theirs)], [("b", theirs), ("a", ours)]):
        with Store.in_memory(entropy=ENTROPY) as store:
            for device, batch in batches:
                write_elsewhere(store, device, *batch)
            orders.append(store.fetch_reviews())

    assert orders[0] == orders[1]


# --- memory


def test_an_item_never_seen_has_no_memory(store: Store) -> None:
    store.add_review(fact(SOFTMAX))

    assert store.fetch_memories([SOFTMAX, DROPOUT]) == {SOFTMAX: review(None, Rating.GOOD, DAY)}
    assert store.fetch_memories([DROPOUT]) == {}
    assert store.fetch_memories() == store.fetch_memories([SOFTMAX])


def test_memory_is_what_the_answers_say_not_what_a_review_claims(store: Store) -> None:
    claimed = Memory(stability=99.0, difficulty=1.0, last=DAY, due=StudyDay(DAY + 99), reps=7, lapses=0)

    store.add_review(fact(after=claimed))

    assert store.fetch_memories() == {SOFTMAX: review(None, Rating.GOOD, DAY)}
    assert store.fetch_reviews()[0][1].after == claimed


def test_an_answer_older_than_another_machines_is_put_before_it(store: Store) -> None:
    newer = fact(at=9_000, day=StudyDay(DAY + 5), rating=Rating.AGAIN)
    older = fact(at=1_000)
    write_elsewhere(store, "elsewhere", newer)

    store.add_review(older)

    assert [said for _, said in store.fetch_reviews()] == [older, newer]
    assert store.fetch_memories() == replay([older, newer])


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "void", "regrade"]),
        st.sampled_from([SOFTMAX, DROPOUT]),
        st.sampled_from(Rating),
        st.integers(-3, 9),
        st.integers(0, 20),
    ),
    max_size=12,
)


@settings(max_examples=50)
@given(steps)
def test_whatever_is_answered_and_taken_back_memory_is_the_replay(
    story: list[tuple[str, ItemId, Rating, int, int]],
) -> None:
    with Store.in_memory(entropy=ENTROPY) as store:
        standing: list[tuple[Row, Review]] = []
        for verb, item, rating, later, pick in story:
            said = fact(item, rating=rating, day=StudyDay(DAY + later), at=later)
            target = standing.pop(pick % len(standing))[0] if verb != "add" and standing else None
            if target is None:
                standing.append((store.add_review(said), said))
            elif verb == "void":
                store.add_void(target, at=said.at, day=said.day)
            else:
                standing.append((store.regrade(target, said), said))

        assert store.fetch_reviews() == standing
        assert store.fetch_memories() == replay(said for _, said in standing)
        assert store.verify() == []


# --- taking back


def test_an_answer_taken_back_stays_in_the_log_and_counts_no_more(store: Store) -> None:
    kept = store.add_review(fact())
    undone = store.add_review(fact(rating=Rating.AGAIN, outcome="wrong"))

    void = store.add_void(undone, at=2_000, day=DAY)

    assert void == Row(kept.device, 3)
    assert [row for row, _ in store.fetch_reviews()] == [kept]
    assert [row for row, _ in store.fetch_reviews(voided=True)] == [kept, undone]
    assert store.fetch_counts() == {SOFTMAX: Tally(seen=1, judged=1, right=1)}
    assert store.fetch_memories() == {SOFTMAX: review(None, Rating.GOOD, DAY)}


def test_taking_back_spares_the_same_number_of_another_device(store: Store) -> None:
    ours = store.add_review(fact())
    write_elsewhere(store, "elsewhere", fact(DROPOUT, at=500))

    store.add_void(ours, at=2_000, day=DAY)

    assert [row for row, _ in store.fetch_reviews()] == [Row(DeviceId("elsewhere"), ours.seq)]


def test_an_item_whose_only_answer_is_taken_back_was_never_seen(store: Store) -> None:
    store.add_void(store.add_review(fact()), at=2_000, day=DAY)

    assert store.fetch_memories() == {}
    assert store.fetch_days() == {}


@pytest.mark.parametrize("target", ["unknown", "a void", "taken back before"])
def test_only_a_standing_answer_can_be_taken_back(store: Store, target: str) -> None:
    answer = store.add_review(fact())
    void = store.add_void(answer, at=2_000, day=DAY)
    row = {"unknown": Row(answer.device, 9), "a void": void, "taken back before": answer}[target]
    before = list(store.log())

    with pytest.raises(StoreError) as refused:
        store.add_void(row, at=3_000, day=DAY)

    assert str(refused.value) == f":memory: has no answer {row.seq} of device {row.device} {NOTHING_CHANGED}"
    assert list(store.log()) == before


def test_regrading_replaces_an_answer(store: Store) -> None:
    judged = store.add_review(fact(rating=Rating.GOOD))

    regraded = store.regrade(judged, fact(rating=Rating.EASY, at=2_000))

    assert store.fetch_reviews() == [(regraded, fact(rating=Rating.EASY, at=2_000))]
    assert store.fetch_memories() == {SOFTMAX: review(None, Rating.EASY, DAY)}


def test_a_regrade_that_fails_takes_nothing_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = store.add_review(fact())

    with monkeypatch.context() as broken:
        broken.setattr("examprep.store.memories.remember", interrupt)
        with pytest.raises(KeyboardInterrupt):
            store.regrade(judged, fact(rating=Rating.EASY))

    assert store.fetch_reviews() == [(judged, fact())]
    assert store.verify() == []
    assert store.add_review(fact()) == Row(judged.device, 2)


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


# --- counts


def test_days_and_items_are_counted(store: Store) -> None:
    tomorrow = StudyDay(DAY + 1)
    for item, day, outcome in [
        (SOFTMAX, tomorrow, "right"),
        (SOFTMAX, DAY, "wrong"),
        (DROPOUT, DAY, "right"),
        (DROPOUT, DAY, "rated"),
    ]:
        store.add_review(fact(item, day=day, outcome=outcome))

    assert list(store.fetch_days().items()) == [(DAY, Tally(3, 2, 1)), (tomorrow, Tally(1, 1, 1))]
    assert store.fetch_counts() == {SOFTMAX: Tally(2, 2, 1), DROPOUT: Tally(2, 1, 1)}


def test_a_graded_drill_is_no_answer_of_the_day_and_nothing_new_in_a_quiz(store: Store) -> None:
    store.add_review(fact(SOFTMAX))
    store.add_review(msgspec.structs.replace(fact(DROPOUT), mode="drill"))

    assert (store.count_answers(DAY), store.count_begun(DAY)) == (1, 1)
    assert store.fetch_days() == {DAY: Tally(2, 2, 2, graded=1)}


# --- what a plan reads


def remembered(store: Store) -> dict[ItemId, Memory]:
    """Answer some items, some days ago each, and return what is remembered."""
    for number, ago in enumerate([0, 3, 9, 9, 40], 1):
        store.add_review(fact(ItemId(f"c/{number}"), day=StudyDay(DAY - ago)))
    return store.fetch_memories()


def test_what_is_due_comes_the_most_forgotten_first_page_by_page(store: Store) -> None:
    memories = remembered(store)
    due = [id for id, memory in memories.items() if memory.due <= DAY]

    found = store.fetch_due(DAY)

    assert {one.item for one in found} == set(due) == {"c/2", "c/3", "c/4", "c/5"}
    assert [one.forgotten for one in found] == sorted(
        (forgotten(memories[id], DAY) for id in due), reverse=True
    )
    assert store.fetch_due(DAY, 0, 2) + store.fetch_due(DAY, 2) == found
    assert store.fetch_due(StudyDay(DAY - 60)) == []


def test_what_is_remembered_is_found_by_the_day_of_its_last_review_and_by_its_memory(store: Store) -> None:
    memories = remembered(store)
    found = store.trace_items([*memories, ItemId("none/1")])
    assert found == [(id, one.stability, one.difficulty, one.last) for id, one in sorted(memories.items())]

    of_day = [one for one in found if one.last == DAY - 9]
    assert sorted(store.fetch_traces(Window(DAY - 9, DAY - 9))) == of_day
    low, hard = min(one.stability for one in of_day), max(one.difficulty for one in of_day)
    above = store.fetch_traces(Window(DAY - 9, DAY - 9, low=math.nextafter(low, 1e9)))
    assert sorted(above) == [one for one in of_day if one.stability > low]
    at = store.fetch_traces(Window(DAY - 12, DAY - 1, low=low, high=math.nextafter(low, 1e9)))
    assert [one.stability for one in at] == [low] * len(at) != []
    easier = store.fetch_traces(Window(DAY - 9, DAY - 9, easy=1.0, hard=hard))
    assert sorted(easier) == [one for one in of_day if one.difficulty < hard]
    assert sorted(store.fetch_traces(Window(DAY - 99, DAY))) == found
    assert store.fetch_seen() == memories.keys()
    assert store.fetch_oldest() == DAY - 40


def test_an_empty_store_remembers_nothing(store: Store) -> None:
    assert [store.fetch_due(DAY), store.fetch_traces(Window(DAY - 9, DAY)), store.trace_items([])] == [
        [],
        [],
        [],
    ]
    assert store.fetch_seen() == set()
    assert store.fetch_oldest() is None
    assert store.fetch_firsts() == ()


def test_first_answers_come_the_last_days_first_and_as_few_as_wanted(store: Store) -> None:
    remembered(store)
    store.add_void(store.add_review(fact(SOFTMAX)), at=2_000, day=DAY)
    store.add_review(fact(ItemId("c/5"), before=SEEN))

    found = store.fetch_firsts()

    assert [one.item for one in found] == ["c/1", "c/2", "c/4", "c/3", "c/5"]
    assert store.fetch_firsts(2) == found[:2]
    judged = [one for one in store.fetch_judged() if one.is_new]
    assert {(one.item, one.recalled, one.marked) for one in judged} == {
        (one.item, one.recalled, one.marked) for one in found
    }


def test_of_what_answers_took_the_last_come_first(store: Store) -> None:
    for ago in (5, 1, 3):
        store.add_review(fact(day=StudyDay(DAY - ago), seconds=float(ago)))

    assert [seconds for _, seconds in store.fetch_seconds(since=StudyDay(DAY - 3))] == [1.0, 3.0]
    assert store.fetch_seconds(since=StudyDay(DAY - 9), most=1) == [(SOFTMAX, 1.0)]


# --- sessions


def test_a_session_begun_takes_the_place_of_every_other_of_its_kind(store: Store) -> None:
    store.begin_session(session("cards", mode="cards"))
    for name in ("first", "second"):
        store.begin_session(session(name))

    found = store.fetch_open_session("quiz", session().options, DAY)

    assert found is not None
    assert found.id == "second"
    store.end_session(found.id, at=2_000)
    assert store.fetch_open_session("quiz", session().options, DAY) is None
    assert store.fetch_open_session("cards", session().options, DAY) is not None


def test_the_newest_open_session_of_the_same_kind_and_day_is_found(store: Store) -> None:
    wanted = session("wanted", at=3_000)
    for other in [
        session("older", at=2_000),
        wanted,
        session("ended", at=4_000),
        session("cards", at=5_000, mode="cards"),
        session("yesterday", at=5_000, day=StudyDay(DAY - 1)),
        session("longer", at=5_000, options='{"total":40}'),
    ]:
        store.add_session(other)
    store.end_session(SessionId("ended"), at=9_000)

    assert store.fetch_open_session("quiz", '{"total":20}', DAY) == wanted
    assert store.fetch_open_session("quiz", '{"total":20}', StudyDay(DAY + 1)) is None


def test_ending_a_session_twice_changes_nothing(store: Store) -> None:
    store.add_session(session())

    store.end_session(SessionId("s1"), at=2_000)
    store.end_session(SessionId("s1"), at=3_000)

    assert store.fetch_open_session("quiz", '{"total":20}', DAY) is None


# --- the log as others read it


def test_the_log_is_json_and_its_chain_can_be_recomputed_from_it(store: Store) -> None:
    store.add_void(store.add_review(fact(slip="sum-axis", predicted=0.5)), at=2_000, day=DAY)

    before = b""
    for row in json.loads(json.dumps(list(store.log()))):
        present = {name: row[name] for name in COLUMNS if row[name] is not None}
        before = hashlib.blake2b(before + msgspec.msgpack.encode(present), digest_size=32).digest()
        assert row["hash"] == before.hex()


def test_the_log_comes_in_pages_without_a_seam(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("examprep.store.log._PAGE", 2)
    write_elsewhere(store, "a", *[fact()] * 3)
    write_elsewhere(store, "b", *[fact()] * 2)

    assert [(row["device"], row["seq"]) for row in store.log()] == [
        *[("a", 1), ("a", 2), ("a", 3)],
        *[("b", 1), ("b", 2)],
    ]


SEEN = Memory(stability=3.0, difficulty=5.0, last=StudyDay(DAY - 4), due=DAY, reps=2, lapses=0)
ANKI_TYPES = {
    "first": (None, 0),
    "another day": (SEEN, 1),
    "same day, never failed": (msgspec.structs.replace(SEEN, last=DAY), 1),
    "same day, after a failure": (msgspec.structs.replace(SEEN, last=DAY, lapses=1), 2),
}


@pytest.mark.parametrize(("before", "expected"), ANKI_TYPES.values(), ids=ANKI_TYPES.keys())
def test_each_row_has_the_review_type_anki_gives_it(
    store: Store, before: Memory | None, expected: int
) -> None:
    store.add_review(fact(before=before))

    assert next(store.log())["anki_type"] == expected


def test_each_row_has_its_intervals(store: Store) -> None:
    store.add_review(fact(before=SEEN, after=msgspec.structs.replace(SEEN, last=DAY, due=StudyDay(DAY + 11))))

    row = next(store.log())
    assert (row["interval_before"], row["interval_after"]) == (4, 11)


# --- what nobody can change, and what is found if they do

WRITTEN = ", ".join((*COLUMNS, "hash"))
COPY = "{verb} into review ({written}) select {read} from review"
REFUSED = {
    "changed": ("update review set answer = 'x'", "a review is never changed"),
    "deleted": ("delete from review", "a review is never deleted"),
    "replaced": (
        COPY.format(verb="replace", written=WRITTEN, read=WRITTEN),
        "a review follows the last of its device",
    ),
    "appended with a gap": (
        COPY.format(verb="insert", written=WRITTEN, read=WRITTEN.replace("seq", "seq + 2", 1)),
        "a review follows the last of its device",
    ),
}


@pytest.mark.parametrize(("sql", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_the_file_itself_refuses_that_a_row_is(store: Store, sql: str, reason: str) -> None:
    store.add_review(fact())

    with pytest.raises(sqlite3.IntegrityError, match=reason):
        store._connection.execute(sql)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a file with answers, one of them taken back, and nulls as well as values."""
    path = tmp_path_factory.mktemp("written") / "progress.db"
    with Store.open(path, entropy=ENTROPY) as store:
        store.add_review(fact())
        undone = store.add_review(fact(slip="sum-axis", predicted=0.5, before=SEEN))
        store.add_void(undone, at=2_000, day=DAY)
        store.add_review(fact(DROPOUT))
    return path.read_bytes()


def tampered(path: Path, *statements: str) -> None:
    """Change a file the way only someone who means it can."""
    with closing(sqlite3.connect(path)) as raw:
        triggers = raw.execute("select name, sql from sqlite_schema where type = 'trigger'").fetchall()
        raw.execute("pragma ignore_check_constraints = on")
        for name, _ in triggers:
            raw.execute(f"drop trigger {name}")
        for statement in [*statements, *(sql for _, sql in triggers)]:
            raw.execute(statement)
        raw.commit()


CHANGES = {
    "TEXT": "update review set {column} = coalesce({column}, '') || 'x' where seq = {seq}",
    "INTEGER": "update review set {column} = coalesce({column}, 0) + 9 where seq = {seq}",
    "REAL": "update review set {column} = coalesce({column}, 0) + 1e-12 where seq = {seq}",
    "BLOB": "update review set {column} = zeroblob(32) where seq = {seq}",
}


def test_a_change_of_any_column_of_any_row_is_found(written: bytes, tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    path.write_bytes(written)
    with closing(sqlite3.connect(path)) as raw:
        columns = {name: kind.upper() for _, name, kind, *_ in raw.execute("pragma table_info(review)")}
    assert columns.keys() == {*COLUMNS, "hash"}

    for column, kind in columns.items():
        for seq in (1, 2, 3, 4):
            path.write_bytes(written)
            tampered(path, CHANGES[kind].format(column=column, seq=seq))
            with Store.reading(path) as store:
                found = [(fault.what, fault.seq) for fault in store.verify() if fault.what != "file"]
            assert found if column in {"device", "seq"} else found == [("changed", seq)], (column, seq)


TAMPERINGS = {
    "a changed answer": (
        "update review set answer = 'x' where seq = 2",
        [("changed", 2, "the row does not match its hash")],
    ),
    "a changed hash blames its own row alone": (
        "update review set hash = zeroblob(32) where seq = 2",
        [("changed", 2, "the row does not match its hash")],
    ),
    "all answers changed": (
        "update review set answer = 'x' where kind = 'answer'",
        [("changed", seq, "the row does not match its hash") for seq in (1, 2, 4)],
    ),
    "a missing row": ("delete from review where seq = 1", [("gap", 2, "row 1 is missing before it")]),
    "two missing rows": (
        "delete from review where seq in (1, 2)",
        [("gap", 3, "rows 1 to 2 are missing before it")],
    ),
    "a missing last row": (
        "delete from review where seq = 4",
        [("memory", None, "dropout/card has a memory, and no answer to it stands")],
    ),
    "a view taken away": (
        "drop view standing",
        [("file", None, "`standing` of the schema is not as examprep made it")],
    ),
    "a forgotten memory": (
        "delete from memory where item = 'softmax/card'",
        [("memory", None, "softmax/card was answered, and no memory of it is kept")],
    ),
}


@pytest.mark.parametrize(("sql", "expected"), TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_verify_says_what_is_wrong_and_where(
    written: bytes, tmp_path: Path, sql: str, expected: list[tuple[str, int | None, str]]
) -> None:
    path = tmp_path / "progress.db"
    path.write_bytes(written)
    tampered(path, sql)

    with Store.reading(path) as store:
        assert [(fault.what, fault.seq, fault.detail) for fault in store.verify()] == expected


@pytest.mark.parametrize(
    "sql",
    [
        "update memory set stability = stability * 1.00000001",
        "update memory set difficulty = difficulty * 1.00000001",
        "update memory set last = last + 1",
        "update memory set due = due + 1",
        "update memory set reps = reps + 1",
        "update memory set lapses = lapses + 1",
    ],
)
def test_a_memory_that_is_not_the_replay_is_found_and_rebuilt(store: Store, sql: str) -> None:
    store.add_review(fact())
    store._connection.execute(sql)

    [fault] = store.verify()
    assert fault.what is FaultKind.MEMORY
    assert fault.detail.startswith("softmax/card is remembered as Memory(stability=")

    store.rebuild_memory()
    assert store.verify() == []


# --- the file


def test_a_new_file_and_its_folder_belong_to_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "progress.db"

    with Store.open(path, entropy=ENTROPY):
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


def test_every_commit_is_as_durable_as_sqlite_can_make_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "progress.db", entropy=ENTROPY) as store:
        pragmas = {
            name: store._connection.execute(f"pragma {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "fullfsync")
        }

    assert pragmas == {"journal_mode": "delete", "synchronous": 3, "fullfsync": 1}


def test_a_file_keeps_its_device_and_everything_in_it(tmp_path: Path) -> None:
    path = tmp_path / "ma#th?%20é.db"
    with Store.open(path, entropy=ENTROPY) as store:
        first = store.add_review(fact())
        store.add_session(session())

    with Store.open(path, entropy=bytes(16)) as store:
        assert store.fetch_reviews() == [(first, fact())]
        assert store.fetch_open_session("quiz", '{"total":20}', DAY) == session()
        assert store.add_review(fact()) == Row(first.device, 2)
        assert store.verify() == []


def test_too_little_entropy_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="fewer than 16 bytes of entropy could give two machines one name"):
        Store.open(tmp_path / "progress.db", entropy=b"short")

    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_reads_as_empty_and_is_not_created(tmp_path: Path) -> None:
    with Store.reading(tmp_path / "none" / "progress.db") as store:
        assert store.fetch_reviews() == []
        assert store.fetch_memories() == {}
        assert store.fetch_days() == {}
        assert store.verify() == []

    assert list(tmp_path.iterdir()) == []


def test_a_reader_sees_what_was_written_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path, entropy=ENTROPY) as writer, Store.reading(path) as reader:
        row = writer.add_review(fact())
        before = path.read_bytes()

        assert reader.fetch_reviews() == [(row, fact())]
        with pytest.raises(StoreError, match="cannot be written: the file or its folder is read-only"):
            reader.add_review(fact())
        assert path.read_bytes() == before


def test_two_writers_take_turns_in_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path, entropy=ENTROPY) as one, Store.open(path, entropy=bytes(16)) as other:
        rows = [writer.add_review(fact()) for writer in (one, other, one)]

        assert [row.seq for row in rows] == [1, 2, 3]
        assert other.verify() == []
        assert other.fetch_memories() == replay([fact()] * 3)


def test_a_file_of_the_first_format_is_still_read_and_its_chain_still_holds(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(SAMPLE.read_text(encoding="utf-8"))

    with Store.open(path, entropy=ENTROPY) as store:
        assert store.verify() == []
        assert [(row.device, row.seq) for row, _ in store.fetch_reviews(voided=True)] == [
            ("3b0a2c5d7e9f1a4b", 1),
            ("c8d6e4f2a1b39075", 1),
            ("3b0a2c5d7e9f1a4b", 2),
        ]
        assert store.fetch_counts() == {SOFTMAX: Tally(2, 2, 1)}
        assert store.fetch_open_session("quiz", '{"total":20}', DAY) == session()


# --- the model of memory


def test_a_kept_model_holds_from_now_on_and_every_memory_follows_it(store: Store) -> None:
    store.add_review(fact(DROPOUT))
    weights = (*DEFAULT.weights[:2], 9.0, *DEFAULT.weights[3:])
    assert store.model() == DEFAULT

    kept = store.keep_model(Fitted(Model(weights, 0.85), 1, 0.3, 0.4), at=2_000)
    store.add_review(fact(SOFTMAX))

    assert kept == store.model() == Model(weights, 0.85, 2)
    expected = review(None, Rating.GOOD, DAY, kept)
    assert expected.stability == 9.0
    assert store.fetch_memories() == {SOFTMAX: expected, DROPOUT: expected}
    assert store.verify() == []
