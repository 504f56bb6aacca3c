"""Weak concepts: what slips away, basics before what rests on them, with what to do about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.aside import Aside, Mark
from examprep.core.bank import Concept, DrillId
from examprep.core.day import StudyDay
from examprep.core.item import Choice, ConceptId, ItemId, Option, Text
from examprep.core.memory import DEFAULT, Memory, Model, retrievability
from examprep.core.readiness import Record
from examprep.core.weak import Weak, weak_concepts

TODAY = StudyDay(739_000)
WORD = Text("語", "word")
GOOD, POOR, AWFUL = 30.0, 0.8, 0.1
"""Stabilities."""


def concept(id: str, *requires: str, drills: tuple[str, ...] = ()) -> Concept:
    options = tuple(Option(text=Text(f"{n}", f"{n}"), right=n == 0) for n in range(4))
    items = tuple(Choice(id=ItemId(f"{id}/{n}"), level=1, ask=WORD, options=options) for n in (1, 2))
    return Concept(
        id=ConceptId(id), title=WORD, syllabus=(), note=WORD, sources=("s",), items=items,
        requires=tuple(map(ConceptId, requires)), drills=tuple(map(DrillId, drills)),
    )  # fmt: skip


def weak(
    concepts: list[Concept],
    stabilities: Mapping[str, float],
    *,
    passed: frozenset[str] = frozenset(),
    aside: tuple[str, ...] = (),
    model: Model = DEFAULT,
) -> tuple[Weak, ...]:
    memories = {
        ItemId(id if "/" in id else f"{id}/1"): Memory(own, 5.0, TODAY, TODAY, 1, 0)
        for id, own in stabilities.items()
    }
    marks = tuple(Mark(ItemId(id), Aside.SUSPENDED, 0, TODAY) for id in aside)
    by_id = {own.id: own for own in concepts}
    items = [item for own in concepts for item in own.items]
    return weak_concepts(by_id, items, Record(memories, (), marks, model), TODAY, passed)


@dataclass(frozen=True)
class Case:
    name: str
    concepts: list[Concept]
    stabilities: dict[str, float]
    expected: list[str]
    first: dict[str, tuple[str, ...]] = field(default_factory=dict)


A, B = concept("a"), concept("b")
CASES = [
    Case("nothing studied", [A, B], {}, []),
    Case("all known", [A, B], {"a": GOOD, "b": GOOD}, []),
    Case("never seen is new, not weak", [A, B], {"a": POOR}, ["a"]),
    Case("the weakest first", [A, B], {"a": POOR, "b": AWFUL}, ["b", "a"]),
    Case("the mean over items seen", [A], {"a/1": AWFUL, "a/2": 1e9}, ["a"]),
    Case(
        "a basic before what rests on it, however weak that is",
        [concept("a", "b"), B],
        {"a": AWFUL, "b": POOR},
        ["b", "a"],
        {"a": ("b",)},
    ),
    Case("a basic that is known does not matter", [concept("a", "b"), B], {"a": POOR, "b": GOOD}, ["a"]),
    Case("a basic never seen does not matter", [concept("a", "b"), B], {"a": POOR}, ["a"]),
    Case(
        "weak basics are found below known ones",
        [concept("a", "b"), concept("b", "c"), concept("c")],
        {"a": AWFUL, "b": GOOD, "c": POOR},
        ["c", "a"],
        {"a": ("c",)},
    ),
    Case(
        "only the nearest weak basics are named",
        [concept("a", "b"), concept("b", "c"), concept("c")],
        {"a": AWFUL, "b": POOR, "c": POOR},
        ["c", "b", "a"],
        {"a": ("b",), "b": ("c",)},
    ),
    Case(
        "a cycle is cut",
        [concept("a", "b"), concept("b", "a")],
        {"a": AWFUL, "b": POOR},
        ["b", "a"],
        {"a": ("b",), "b": ("a",)},
    ),
    Case(
        "a cycle of known ones is cut",
        [concept("a", "b"), concept("b", "c"), concept("c", "b")],
        {"a": POOR, "b": GOOD, "c": GOOD},
        ["a"],
    ),
    Case("what it requires may be gone", [concept("a", "gone")], {"a": POOR}, ["a"]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_they_come_in_the_order_in_which_to_mend_them(case: Case) -> None:
    found = weak(case.concepts, case.stabilities)

    assert [own.concept for own in found] == case.expected
    assert {own.concept: own.first for own in found if own.first} == case.first


def test_right_after_a_mistake_it_is_weak_although_it_would_be_recalled_now() -> None:
    [own] = weak([A], {"a": AWFUL})
    memory = Memory(AWFUL, 5.0, TODAY, TODAY, 1, 0)

    assert retrievability(memory, TODAY) == 1
    assert own.recall == pytest.approx(retrievability(memory, StudyDay(TODAY + 7)))
    assert own.seen == 1


def test_the_learner_s_own_model_decides() -> None:
    sharper = Model((*DEFAULT.weights[:20], 0.8))

    assert weak([A], {"a": 3.0}) == ()
    assert [own.concept for own in weak([A], {"a": 3.0}, model=sharper)] == ["a"]


@pytest.mark.parametrize(
    ("passed", "expected"), [((), "conv2d"), (("conv2d",), "im2col"), (("conv2d", "im2col"), None)]
)
def test_the_first_drill_not_passed_is_named(passed: tuple[str, ...], expected: str | None) -> None:
    [own] = weak([concept("a", drills=("conv2d", "im2col"))], {"a": POOR}, passed=frozenset(passed))

    assert own.drill == expected


def test_what_is_set_aside_makes_nothing_weak() -> None:
    assert weak([A], {"a": POOR}, aside=("a/1",)) == ()


NAMES = "abcdefgh"


@given(
    st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES), max_size=3)),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from([GOOD, POOR, AWFUL])),
)
def test_every_weak_concept_comes_once_and_after_its_basics(
    requires: dict[str, set[str]], stabilities: dict[str, float]
) -> None:
    earlier = {id: sorted(own for own in requires.get(id, ()) if own < id) for id in NAMES}
    found = weak([concept(id, *earlier[id]) for id in NAMES], stabilities)

    order = [own.concept for own in found]
    assert sorted(order) == sorted(id for id, own in stabilities.items() if own != GOOD)
    for own in found:
        assert all(order.index(basic) < order.index(own.concept) for basic in own.first)
        assert {id for id in earlier[own.concept] if id in order} <= set(own.first)
