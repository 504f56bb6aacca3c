"""Two machines, one learner: whatever is exchanged in whatever order, all come to know the same."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from examprep.core.aside import Aside, Mark
from examprep.core.day import StudyDay
from examprep.core.item import ItemId, Lang
from examprep.core.memory import (
    DEFAULT,
    DeviceId,
    Fitted,
    Model,
    Rating,
    SessionId,
    replay,
)
from examprep.errors import StoreError
from examprep.store.history import History, join
from examprep.store.merge import Gained, read_history
from examprep.store.repair import repair
from examprep.store.rows import Row, StoredSession
from examprep.store.store import Store
from tests.rows import DAY, DROPOUT, SOFTMAX, fact

ITEMS = (SOFTMAX, DROPOUT)

numbers = itertools.count(1)


def entropy() -> bytes:
    """Return what no other machine has."""
    return next(numbers).to_bytes(16, "big")


def session(name: str) -> StoredSession:
    return StoredSession(
        id=SessionId(name),
        mode="exam",
        at=1_000,
        day=DAY,
        seed=1,
        lang=Lang.JA,
        options="{}",
        queue=ITEMS,
    )


def machine() -> Store:
    return Store.in_memory(entropy=entropy())


def copy_of(store: Store) -> Store:
    """Copy a whole file by hand: both go on under one name."""
    copied = machine()
    store._connection.backup(copied._connection)
    return copied


def merge(into: Store, *others: Store) -> None:
    for other in others:
        into.take_in(other.history(), entropy=entropy())


def said(store: Store) -> list[str]:
    """Return the answers that stand, each with a text of its own."""
    return [answer.answer for _, answer in store.fetch_reviews()]


# --- what was said


def test_what_two_machines_answered_comes_together_in_order_of_time() -> None:
    desk, laptop = machine(), machine()
    desk.add_review(fact(answer="1st", at=1_000))
    laptop.add_review(fact(answer="2nd", at=2_000, rating=Rating.AGAIN))
    desk.add_review(fact(answer="3rd", at=3_000))

    gained = desk.take_in(laptop.history(), entropy=entropy())

    assert gained == Gained(answers=1)
    assert said(desk) == ["1st", "2nd", "3rd"]
    assert desk.fetch_memories() == replay(answer for _, answer in desk.fetch_reviews())
    assert said(laptop) == ["2nd"]


def test_what_one_machine_took_back_is_taken_back_on_the_other() -> None:
    desk = machine()
    undone = desk.add_review(fact())
    laptop = machine()
    merge(laptop, desk)
    laptop.add_void(undone, at=2_000, day=DAY)

    gained = desk.take_in(laptop.history(), entropy=entropy())

    assert gained == Gained(taken_back=1)
    assert said(desk) == []
    assert desk.fetch_memories() == {}


def test_a_copied_home_that_went_on_twice_keeps_both_branches() -> None:
    desk = machine()
    shared = desk.add_review(fact(answer="shared"))
    laptop = copy_of(desk)
    ours, theirs = desk.add_review(fact(answer="desk")), laptop.add_review(fact(answer="laptop"))
    laptop.add_void(theirs, at=3_000, day=DAY)
    assert ours == theirs == Row(shared.device, 2)

    gained = desk.take_in(laptop.history(), entropy=entropy())

    assert gained == Gained(answers=1, taken_back=1, forked=(shared.device,))
    assert said(desk) == ["shared", "desk"]
    assert desk.verify() == []
    fresh = desk.add_review(fact(answer="after"))
    assert fresh.seq == 1, "what comes after a fork is said under a new name"
    assert laptop.add_review(fact(answer="later")).device == shared.device

    merge(laptop, desk)
    merge(desk, laptop)

    assert list(desk.log()) == list(laptop.log())
    assert sorted(said(desk)) == ["after", "desk", "later", "shared"]


def test_a_fork_of_a_fork_is_the_same_whoever_is_merged_first() -> None:
    one = machine()
    one.add_review(fact(answer="root"))
    two = copy_of(one)
    two.add_review(fact(answer="b1"))
    one.add_review(fact(answer="a1"))
    three = copy_of(one)
    one.add_review(fact(answer="a2"))
    three.add_review(fact(answer="c2"))
    logs = []
    for order in itertools.permutations((one, two, three)):
        store = machine()
        merge(store, *order)
        assert store.verify() == []
        logs.append(list(store.log()))

    assert all(log == logs[0] for log in logs)
    assert len(logs[0]) == 5


def test_no_hash_changes_when_rows_get_another_name() -> None:
    desk = machine()
    laptop = copy_of(desk)
    desk.add_review(fact(answer="desk"))
    laptop.add_review(fact(answer="laptop"))
    before = {row["hash"] for store in (desk, laptop) for row in store.log()}

    merge(desk, laptop)

    assert {row["hash"] for row in desk.log()} == before


def test_a_mark_taken_back_does_not_come_back_from_the_other_machine() -> None:
    desk = machine()
    desk.keep_mark(Mark(SOFTMAX, Aside.SUSPENDED, 5, DAY))
    desk.keep_mark(Mark(DROPOUT, Aside.FLAGGED, 5, DAY, "why?"))
    laptop = machine()
    merge(laptop, desk)
    laptop.drop_mark(SOFTMAX, Aside.SUSPENDED)

    assert desk.take_in(laptop.history(), entropy=entropy()) == Gained(marks=1)
    assert [mark.item for mark in desk.fetch_marks()] == [DROPOUT]


def test_a_mark_made_again_stands_though_the_clock_went_back() -> None:
    desk = machine()
    desk.keep_mark(Mark(SOFTMAX, Aside.SUSPENDED, 9_000, DAY))
    laptop = machine()
    merge(laptop, desk)
    desk.drop_mark(SOFTMAX, Aside.SUSPENDED)
    desk.keep_mark(Mark(SOFTMAX, Aside.SUSPENDED, 10, DAY, "again"))

    merge(laptop, desk)
    merge(desk, laptop)

    assert (
        [mark.note for mark in desk.fetch_marks()]
        == [mark.note for mark in laptop.fetch_marks()]
        == ["again"]
    )


def test_of_an_exam_that_went_on_twice_the_one_handed_in_counts() -> None:
    desk = machine()
    desk.add_session(session("exam"))
    desk.add_event(SessionId("exam"), '"begun"', at=1)
    laptop = copy_of(desk)
    for at in (2, 3, 4):
        laptop.add_event(SessionId("exam"), '"answer"', at=at)
    desk.end_exam(SessionId("exam"), [fact(answer="of the exam")], '"handed in"', at=5)

    assert laptop.take_in(desk.history(), entropy=entropy()).exams == 1
    merge(desk, laptop)

    told = ((1, '"begun"'), (5, '"handed in"'))
    assert desk.fetch_events(SessionId("exam")) == laptop.fetch_events(SessionId("exam")) == told
    assert said(laptop) == ["of the exam"]


FITS: dict[str, tuple[list[int], list[int]]] = {
    # at what times two machines fitted their models
    "one each, the first machine last": ([20], [10]),
    "one each, the second machine last": ([10], [20]),
    "three early, and one late": ([1, 2, 3], [20]),
    "one late, and three early": ([20], [1, 2, 3]),
}


@pytest.mark.parametrize("case", FITS)
def test_of_two_models_the_one_fitted_last_holds_on_both(case: str) -> None:
    stores = [machine(), machine()]
    for store, times in zip(stores, FITS[case], strict=True):
        store.add_review(fact())
        for at in times:
            store.keep_model(fitted(at), at=at)

    merge(stores[0], stores[1])
    merge(stores[1], stores[0])

    assert stores[0].model() == stores[1].model()
    assert stores[0].model().weights[2] == 20.0
    assert stores[0].fetch_memories() == stores[1].fetch_memories()
    assert [store.verify() for store in stores] == [[], []]


def test_a_model_fitted_after_a_merge_holds_whatever_was_fitted_before() -> None:
    desk, laptop = machine(), machine()
    desk.keep_model(fitted(30), at=30)
    for at in (1, 2, 3):
        laptop.keep_model(fitted(at), at=at)
    merge(desk, laptop)

    kept = desk.keep_model(fitted(9), at=9)  # by a clock that went back

    assert kept.version == 5
    assert desk.model() == kept
    merge(laptop, desk)
    assert laptop.model() == kept


def fitted(first_stability: int) -> Fitted:
    """Return a model that can be told from others."""
    weights = (*DEFAULT.weights[:2], float(first_stability), *DEFAULT.weights[3:])
    return Fitted(Model(weights), 1, None, None)


# --- files


def test_a_merge_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = machine()
    laptop = copy_of(desk)
    desk.add_review(fact(answer="desk"))
    laptop.add_review(fact(answer="laptop"))
    before = list(desk.log())

    with monkeypatch.context() as broken:
        broken.setattr("examprep.store.memories.rebuild", interrupt)
        with pytest.raises(KeyboardInterrupt):
            merge(desk, laptop)

    assert list(desk.log()) == before
    assert desk.verify() == []
    assert desk.add_review(fact(answer="goes on")).seq == 2


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_log_stays_append_only_after_a_merge_that_renamed_rows() -> None:
    desk = machine()
    laptop = copy_of(desk)
    desk.add_review(fact(answer="desk"))
    laptop.add_review(fact(answer="laptop"))

    merge(desk, laptop)

    for statement in ("delete from review", "update review set answer = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="a review is never"):
            desk._connection.execute(statement)


def test_a_damaged_file_is_not_taken_in_and_a_repaired_hole_heals(tmp_path: Path) -> None:
    whole, damaged = tmp_path / "whole.db", tmp_path / "damaged.db"
    with Store.open(whole, entropy=entropy()) as store:
        for n in range(4):
            store.add_review(fact(answer=f"answer {n}"))
    damaged.write_bytes(whole.read_bytes().replace(b"answer 1", b"answer x"))

    with pytest.raises(StoreError) as refused:
        read_history(damaged)
    assert str(refused.value).startswith(f"{damaged} is damaged (changed (row 2 of device ")
    assert str(refused.value).endswith(f"examprep data verify --repair {damaged}")

    repair(damaged, tmp_path / "none", DeviceId("fresh"), "now")
    with Store.open(damaged, entropy=entropy()) as store:
        assert said(store) == ["answer 0", "answer 2", "answer 3"]
        store.take_in(read_history(whole), entropy=entropy())
        assert said(store) == [f"answer {n}" for n in range(4)]
        with Store.reading(whole) as never_damaged:
            assert list(store.log()) == list(never_damaged.log())


def test_a_file_that_broke_is_told_how_to_be_repaired(tmp_path: Path) -> None:
    path = tmp_path / "broken.db"
    with Store.open(path, entropy=entropy()) as store:
        store.add_review(fact())
    path.write_bytes(path.read_bytes()[:8192])

    with pytest.raises(StoreError) as refused:
        read_history(path)

    assert str(refused.value).startswith(f"{path} is damaged (")
    assert str(refused.value).endswith(f"Repair it first: examprep data verify --repair {path}")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no file .*; name a progress file of examprep"):
        read_history(tmp_path / "none.db")


# --- laws

Step = tuple[str, int, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["answer", "answer", "void", "copy", "merge", "mark", "unmark", "model", "exam", "end"]
        ),
        st.integers(0, 2),
        st.integers(0, 5),
        st.integers(0, 9),
    ),
    max_size=14,
)


def lived(story: list[Step]) -> list[Store]:
    """Return three machines after what happened on them."""
    stores = [machine() for _ in range(3)]
    for verb, who, pick, at in story:
        if verb == "copy":
            stores[(who + 1) % 3] = copy_of(stores[who])
        elif verb == "merge":
            merge(stores[who], stores[(who + 1 + pick % 2) % 3])
        else:
            live(stores[who], verb, pick, at)
    return stores


def live(store: Store, verb: str, pick: int, at: int) -> None:
    item, kind = ITEMS[pick % 2], list(Aside)[pick % 3]
    standing = store.fetch_reviews()
    match verb:
        case "answer":
            store.add_review(fact(item, at=at, answer=str(next(numbers)), rating=Rating(1 + pick % 4)))
        case "void" if standing:
            store.add_void(standing[pick % len(standing)][0], at=at, day=DAY)
        case "mark":
            store.keep_mark(Mark(item, kind, at, DAY, str(at)))
        case "unmark":
            store.drop_mark(item, kind)
        case "model":
            weights = (*DEFAULT.weights[:2], float(2 + pick), *DEFAULT.weights[3:])
            store.keep_model(Fitted(Model(weights, 0.85), pick, None, None), at=at)
            store.keep_style("e", StudyDay(DAY + at), str(pick))
        case "exam":
            if not store.fetch_sessions("exam"):
                store.add_session(session("the exam"))
            store.add_event(SessionId("the exam"), f'"{pick}"', at=at)
        case "end":
            store.end_session(SessionId("the exam"), at=at)


@settings(max_examples=25, deadline=None)
@given(steps)
def test_joining_is_commutative_associative_and_idempotent(story: list[Step]) -> None:
    one, two, three = (store.history() for store in lived(story))

    assert join(one, two) == join(two, one)
    assert join(join(one, two), three) == join(one, join(two, three))
    assert join(one, one) == join(one, History()) == one
    assert join(join(one, two), two) == join(one, two)


@settings(max_examples=15, deadline=None)
@given(steps, st.permutations(range(3)), st.permutations(range(3)))
def test_files_merged_in_any_order_say_the_same(
    story: list[Step], order: list[int], another: list[int]
) -> None:
    told = [store.history() for store in lived(story)]
    merged = []
    for way in (order, [*another, *order]):
        store = machine()
        for each in way:
            store.take_in(told[each], entropy=entropy())
        assert store.verify() == []
        assert store.fetch_memories() == replay((r for _, r in store.fetch_reviews()), store.model())
        merged.append(
            (list(store.log()), store.fetch_marks(), store.model(), store.fetch_style("e"), store.history())
        )

    assert merged[0] == merged[1]


class TwoMachines(RuleBasedStateMachine):
    """Two files with all that is done to them, beside two sets of what was acknowledged."""

    def __init__(self) -> None:
        super().__init__()
        self.stores = [machine(), machine()]
        self.given: list[set[str]] = [set(), set()]
        self.taken: list[set[str]] = [set(), set()]

    @rule(
        who=st.integers(0, 1),
        item=st.sampled_from(ITEMS),
        rating=st.sampled_from(Rating),
        later=st.integers(0, 9),
    )
    def answer(self, who: int, item: ItemId, rating: Rating, later: int) -> None:
        name = str(next(numbers))
        self.stores[who].add_review(
            fact(item, rating=rating, answer=name, at=later, day=StudyDay(DAY + later))
        )
        self.given[who].add(name)

    @rule(who=st.integers(0, 1), pick=st.integers(0, 99))
    def undo(self, who: int, pick: int) -> None:
        standing = self.stores[who].fetch_reviews()
        if standing:
            row, undone = standing[pick % len(standing)]
            self.stores[who].add_void(row, at=pick, day=DAY)
            self.taken[who].add(undone.answer)

    @rule(who=st.integers(0, 1), item=st.sampled_from(ITEMS), later=st.integers(0, 9))
    def undo_at_once(self, who: int, item: ItemId, later: int) -> None:
        store = self.stores[who]
        before = (store.fetch_memories(), store.fetch_reviews(), store.fetch_days(), store.fetch_counts())
        row = store.add_review(fact(item, rating=Rating.AGAIN, at=later, day=StudyDay(DAY + later)))
        store.add_void(row, at=later, day=DAY)
        after = (store.fetch_memories(), store.fetch_reviews(), store.fetch_days(), store.fetch_counts())
        assert after == before

    @rule(who=st.integers(0, 1), kind=st.sampled_from(Aside), at=st.integers(0, 9))
    def mark(self, who: int, kind: Aside, at: int) -> None:
        self.stores[who].keep_mark(Mark(SOFTMAX, kind, at, DAY))
        assert kind in {mark.kind for mark in self.stores[who].fetch_marks()}

    @rule(who=st.integers(0, 1), kind=st.sampled_from(Aside))
    def unmark(self, who: int, kind: Aside) -> None:
        self.stores[who].drop_mark(SOFTMAX, kind)

    @rule(who=st.integers(0, 1))
    def restart(self, who: int) -> None:
        self.stores[who] = copy_of(self.stores[who])

    @rule(who=st.integers(0, 1))
    def copy_by_hand(self, who: int) -> None:
        self.stores[1 - who] = copy_of(self.stores[who])
        self.given[1 - who], self.taken[1 - who] = set(self.given[who]), set(self.taken[who])

    @rule(who=st.integers(0, 1))
    def merge_the_other(self, who: int) -> None:
        merge(self.stores[who], self.stores[1 - who])
        self.given[who] |= self.given[1 - who]
        self.taken[who] |= self.taken[1 - who]

    @rule()
    def merge_both_ways(self) -> None:
        self.merge_the_other(0)
        self.merge_the_other(1)
        assert self.stores[0].history() == self.stores[1].history()
        assert list(self.stores[0].log()) == list(self.stores[1].log())

    @rule(who=st.integers(0, 1))
    def rebuild(self, who: int) -> None:
        self.stores[who].rebuild_memory()

    @invariant()
    def nothing_acknowledged_is_lost_and_memory_is_the_replay(self) -> None:
        for store, given_, taken in zip(self.stores, self.given, self.taken, strict=True):
            reviews = [answer for _, answer in store.fetch_reviews()]
            assert sorted(answer.answer for answer in reviews) == sorted(given_ - taken)
            assert store.fetch_memories() == replay(reviews)

    def teardown(self) -> None:
        for store in self.stores:
            assert store.verify() == []


def test_two_machines_never_lose_an_answer() -> None:
    run_state_machine_as_test(
        TwoMachines, settings=settings(max_examples=10, stateful_step_count=20, deadline=None)
    )


@pytest.mark.slow
def test_two_machines_never_lose_an_answer_for_long() -> None:
    run_state_machine_as_test(
        TwoMachines, settings=settings(max_examples=60, stateful_step_count=60, deadline=None)
    )
