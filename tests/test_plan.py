"""The plan of a session: due before new, the most forgotten and the most basic first, never too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.course import Course
from examprep.core.curve import State
from examprep.core.day import StudyDay
from examprep.core.item import ConceptId, Item, ItemId, Recall, Text
from examprep.core.memory import DEFAULT, Memory, retrievability
from examprep.core.plan import (
    Limits,
    Way,
    new_entry,
    plan_for_exam,
    plan_session,
    seen_entry,
    throw,
)

TODAY = StudyDay(739_000)
PLENTY = Limits(total=100, new=100, a_concept=100)


def item(id: str, level: int = 1) -> Recall:
    return Recall(id=ItemId(id), level=level, ask=Text("問", "?"), answer=Text("答", "!"))


def memory(due: int, *, last: int = -9, stability: float = 5.0) -> Memory:
    """Return a memory due some days after today."""
    return Memory(stability, 5.0, StudyDay(TODAY + last), StudyDay(TODAY + due), reps=1, lapses=0)


def plan(
    items: Sequence[Item],
    memories: Mapping[str, Memory],
    depths: Mapping[str, int] | None = None,
    limits: Limits = PLENTY,
    seed: int = 0,
) -> tuple[ItemId, ...]:
    return plan_session(
        items,
        {ItemId(id): memory for id, memory in memories.items()},
        {ConceptId(id): depth for id, depth in (depths or {}).items()},
        today=TODAY,
        limits=limits,
        rng=Random(seed),
    )


@dataclass(frozen=True)
class Case:
    name: str
    items: list[Recall]
    expected: tuple[str, ...]
    memories: dict[str, Memory] = field(default_factory=dict)
    depths: dict[str, int] = field(default_factory=dict)
    limits: Limits = PLENTY


A, B, C = item("a/1"), item("b/1"), item("c/1")
CASES = [
    Case("nothing to ask", [], ()),
    Case("what is new is asked", [A], ("a/1",)),
    Case("due today is due", [A], ("a/1",), {"a/1": memory(0)}),
    Case("due tomorrow is not", [A], (), {"a/1": memory(1)}),
    Case("due before new", [A, B], ("b/1", "a/1"), {"b/1": memory(0)}, {"a": 0, "b": 9}),
    Case(
        "the most forgotten first, not the longest due",
        [A, B, C],
        ("c/1", "a/1", "b/1"),
        {
            "a/1": memory(0, last=-9, stability=5),
            "b/1": memory(-50, last=-60, stability=200),
            "c/1": memory(0, last=-9, stability=1),
        },
    ),
    Case("what others rest on comes first", [A, B, C], ("c/1", "a/1", "b/1"), {}, {"a": 1, "b": 2, "c": 0}),
    Case("a concept without a depth rests on nothing", [A, B], ("b/1", "a/1"), {}, {"a": 1}),
    Case(
        "of a concept the easier first",
        [item("a/1", 4), item("a/2", 1), item("a/3", 3)],
        ("a/2", "a/3", "a/1"),
    ),
    Case(
        "depth before level",
        [item("a/1", 1), item("b/1", 4)],
        ("b/1", "a/1"),
        {},
        {"a": 1, "b": 0},
    ),
    Case(
        "the most forgotten survives the limit",
        [A, B],
        ("b/1",),
        {"a/1": memory(0, stability=5), "b/1": memory(0, stability=1)},
        limits=Limits(total=1),
    ),
    Case(
        "new ones fill what due ones leave",
        [A, B, C],
        ("c/1", "a/1"),
        {"c/1": memory(0)},
        {"b": 1},
        Limits(2),
    ),
    Case("no room for new ones", [A, B], ("b/1",), {"b/1": memory(0)}, limits=Limits(1)),
    Case("new ones have their own limit", [A, B, C], ("a/1",), {}, {"b": 1, "c": 1}, Limits(9, new=1)),
    Case("no new ones when none are wanted", [A, B], ("b/1",), {"b/1": memory(0)}, limits=Limits(9, new=0)),
    Case("nothing when nothing is wanted", [A, B], (), {"b/1": memory(0)}, limits=Limits(0)),
    Case(
        "one of a concept, the most forgotten",
        [item("a/1"), item("a/2"), item("a/3")],
        ("a/2",),
        {"a/1": memory(0, stability=5), "a/2": memory(0, stability=1)},
        limits=Limits(),
    ),
    Case(
        "a sibling that is not due does not bury one that is",
        [item("a/1"), item("a/2")],
        ("a/2",),
        {"a/1": memory(3), "a/2": memory(-1)},
        limits=Limits(),
    ),
    Case(
        "a buried sibling leaves its room to others",
        [item("a/1", 1), item("a/2", 2), item("b/1", 3)],
        ("a/1", "b/1"),
        limits=Limits(2),
    ),
    Case(
        "two of a concept where two are allowed",
        [item(f"a/{n}", n) for n in (1, 2, 3)],
        ("a/1", "a/2"),
        limits=Limits(a_concept=2),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_plans(case: Case) -> None:
    for seed in range(5):
        assert plan(case.items, case.memories, case.depths, case.limits, seed) == case.expected


def test_equals_come_in_an_order_of_the_seed() -> None:
    items = [item(f"{c}/1") for c in "abcdefgh"]
    memories = {f"{c}/1": memory(0) for c in "abcd"}

    plans = {plan(items, memories, seed=seed) for seed in range(10)}

    assert len(plans) == 10
    assert all(set(ids[:4]) == set(memories) for ids in plans)


def test_limits_are_modest_unless_asked() -> None:
    items = [item(f"c{c}/{n}") for c in range(30) for n in range(2)]
    memories = {f"c{c}/0": memory(0) for c in range(15)}

    ids = plan(items, memories, limits=Limits())

    assert len(ids) == 20
    assert len(plan(items, {}, limits=Limits(new=10))) == 10
    assert max(Counter(id.partition("/")[0] for id in ids).values()) == 1


IDS = [f"{concept}/{n}" for concept in "abcde" for n in range(4)]
MEMORIES = st.dictionaries(
    st.sampled_from(IDS),
    st.builds(memory, st.integers(-9, 9), last=st.integers(-30, 0), stability=st.floats(0.1, 99)),
)
LIMITS = st.builds(Limits, total=st.integers(0, 25), new=st.integers(0, 25), a_concept=st.integers(1, 5))


@given(
    st.permutations([item(id, level) for level, id in enumerate(IDS, 1)]),
    MEMORIES,
    st.dictionaries(st.sampled_from("abcde"), st.integers(0, 3)),
    LIMITS,
    st.integers(0, 99),
)
def test_every_plan_keeps_its_promises(
    items: list[Recall], memories: dict[str, Memory], depths: dict[str, int], limits: Limits, seed: int
) -> None:
    ids = plan(items, memories, depths, limits, seed)

    assert ids == plan(sorted(items, key=lambda item: item.id), memories, depths, limits, seed)
    assert len(ids) == len(set(ids)) <= limits.total
    assert all(memories[id].due <= TODAY for id in ids if id in memories)
    assert max(Counter(id[0] for id in ids).values(), default=0) <= limits.a_concept
    due = [id for id in ids if id in memories]
    new = [id for id in ids if id not in memories]
    assert ids == (*due, *new)
    assert limits.new is not None and len(new) <= limits.new
    forgotten = [retrievability(memories[id], TODAY) for id in due]
    assert forgotten == sorted(forgotten)
    basic = [(depths.get(id[0], 0), IDS.index(id)) for id in new]  # levels go up with the ids
    assert basic == sorted(basic)


@given(MEMORIES, LIMITS, st.integers(0, 99))
def test_nothing_is_left_out_that_has_room(memories: dict[str, Memory], limits: Limits, seed: int) -> None:
    ids = plan([item(id) for id in IDS], memories, {}, limits, seed)

    taken = Counter(id[0] for id in ids)
    left = [id for id in IDS if id not in ids and taken[id[0]] < limits.a_concept]
    if len(ids) < limits.total:
        assert not [id for id in left if id in memories and memories[ItemId(id)].due <= TODAY]
        if sum(id not in memories for id in ids) < (limits.new or 0):
            assert not [id for id in left if id not in memories]


def test_dice_fall_the_same_on_every_machine_and_in_every_version() -> None:
    dice = throw(Random(7))

    assert dice(ItemId("softmax/card")).hex() == "cf7130cb8ae7db52"
    assert len(dice(ItemId("\ud800/from a damaged log"))) == 8


@pytest.mark.parametrize(("day", "counted"), [(-9, -9), (0, 0), (3, 0)])
def test_a_review_of_a_day_still_to_come_counts_as_one_of_today(day: int, counted: int) -> None:
    fresh = new_entry(0.5, 0.25, 20.0, 0.0)

    entry = seen_entry(fresh, State(5.0, 5.0), StudyDay(TODAY + day), TODAY)

    assert (entry.last, entry.state, entry.weight, entry.chance) == (counted, State(5.0, 5.0), 0.5, 0.25)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_up_to_an_exam_too_a_concept_is_asked_as_often_as_allowed(most: int) -> None:
    items = [item(f"{concept}/{n}") for concept in "ab" for n in range(4)]
    course = Course(tuple(new_entry(0.1, 0.0, 20.0, 0.0) for _ in items), 30, 1200.0, 9, DEFAULT)

    ids = plan_for_exam(items, course, {}, limits=Limits(9, 9, most), way=Way(), rng=Random(1))

    assert Counter(id[0] for id in ids) == {"a": most, "b": most}


def test_a_concept_without_a_depth_stands_beside_those_that_rest_on_nothing() -> None:
    plans = {plan([A, B], {}, {"a": 0}, seed=seed) for seed in range(10)}

    assert plans == {("a/1", "b/1"), ("b/1", "a/1")}
