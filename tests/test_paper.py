"""A paper has the exam's areas in their shares, no siblings while others remain, and unseen items first."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.bank import Bank, BankId, Concept
from examprep.core.day import StudyDay
from examprep.core.item import Choice, ConceptId, Item, ItemId, Option, Recall, Text
from examprep.core.library import Library, merge_banks
from examprep.core.memory import Memory
from examprep.core.paper import (
    CONFIDENCES,
    Blueprint,
    Paper,
    PassMark,
    Stated,
    Weight,
    Weights,
    apportion,
    draw_paper,
)
from examprep.core.syllabus import Exam, TopicId
from examprep.env import read_env
from examprep.errors import UsageError
from examprep.loader.cache import load_blueprint

T = Text("字", "text")
SEEN = Memory(1.0, 5.0, StudyDay(1), StudyDay(2), 1, 0)


def blueprint(**areas: float) -> Blueprint:
    stated = Stated(value=10, confidence="C", source=T)
    return Blueprint(
        exam="e", title=T, as_of="2026-11", questions=stated, minutes=stated,
        weights=Weights(
            areas=tuple(Weight(topic=TopicId(f"e.{id}"), questions=n) for id, n in areas.items()),
            confidence="C", source=T,
        ),
        pass_mark=PassMark(low=0.5, high=0.6, confidence="C", source=T),
    )  # fmt: skip


def choice(id: str, level: int = 1) -> Choice:
    return Choice(id=ItemId(id), level=level, ask=T, options=(Option(T, right=True),))


def concept(id: str, *items: Item, topics: Iterable[str]) -> Concept:
    return Concept(
        id=ConceptId(id), title=T, note=T, sources=("s",), items=items,
        syllabus=tuple(TopicId(topic) for topic in topics),
    )  # fmt: skip


@pytest.fixture(name="shipped")
def _shipped(request: pytest.FixtureRequest) -> Library:
    found = request.getfixturevalue("library")
    assert isinstance(found, Library)
    return found


def library(*concepts: Concept) -> Library:
    return merge_banks([Bank(id=BankId("b"), title=T, concepts=concepts)], {})


def area(id: str, concepts: int, siblings: int = 1) -> tuple[Concept, ...]:
    """Return concepts of an area with so many items each."""
    return tuple(
        concept(f"{id}{n}", *(choice(f"{id}{n}/{m}") for m in range(siblings)), topics=[f"e.{id}.x"])
        for n in range(concepts)
    )


def drawn(
    form: Blueprint, lib: Library, questions: int, *, seed: int = 1, seen: str = "", away: str = ""
) -> Paper:
    memories = {ItemId(id): SEEN for id in seen.split()}
    gone = frozenset(ItemId(id) for id in away.split())
    return draw_paper(form, lib, memories, random.Random(seed), questions=questions, away=gone)


def counts(paper: Paper) -> dict[str, int]:
    return {part.area: len(part.items) for part in paper.parts}


# --- areas


@dataclass(frozen=True)
class Shares:
    name: str
    areas: dict[str, float]
    questions: int
    expected: list[int]


SHARES = [
    Shares("exactly", {"a": 1, "b": 3}, 8, [2, 6]),
    Shares("the largest remainder takes the rest", {"a": 12, "b": 37}, 10, [2, 8]),
    Shares("of equal remainders the first", {"a": 1, "b": 1}, 3, [2, 1]),
    Shares("a small area may have none", {"a": 1, "b": 99}, 4, [0, 4]),
    Shares("fractions", {"a": 0.5, "b": 1.5}, 4, [1, 3]),
]


@pytest.mark.parametrize("case", SHARES, ids=lambda case: case.name)
def test_areas_have_their_shares(case: Shares) -> None:
    lib = library(*area("a", 10), *area("b", 10))

    assert list(counts(drawn(blueprint(**case.areas), lib, case.questions)).values()) == case.expected


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=12), st.integers(0, 300))
def test_apportioning_loses_nothing_and_rounds_up_or_down(shares: list[float], count: int) -> None:
    found = apportion(dict(enumerate(shares)), count)

    assert sum(found.values()) == count
    for place, share in enumerate(shares):
        assert abs(found[place] - share / sum(shares) * count) < 1 + 1e-6


def test_a_concept_of_two_areas_is_asked_in_the_first_only() -> None:
    both = concept("both", choice("both/1"), choice("both/2"), topics=["e.b.x", "e.a.y"])

    paper = drawn(blueprint(a=1, b=1), library(*area("a", 1), both), 2)

    assert [part.items[0].partition("/")[0] for part in paper.parts] == ["a0", "both"]


def test_areas_stand_in_the_order_of_the_blueprint() -> None:
    paper = drawn(blueprint(b=1, a=1), library(*area("a", 3), *area("b", 3)), 4)

    assert [id[0] for id in paper.items] == ["b", "b", "a", "a"]


def test_an_area_spreads_its_share_evenly_over_its_items() -> None:
    weights = blueprint(a=1, b=3).weights
    topics = {
        "a0/1": ["e.a.x"],
        "a0/2": ["e.a"],
        "b0/1": ["g.z", "e.b.x", "e.a.x"],
        "none/1": ["g.z", "e.ab"],
    }

    spread = weights.of_items((ItemId(id), of) for id, of in topics.items())

    assert weights.shares == {"e.a": 0.25, "e.b": 0.75}
    assert spread == {"a0/1": 0.125, "a0/2": 0.125, "b0/1": 0.75}
    assert [weights.home(of) for of in topics.values()] == ["e.a", "e.a", "e.b", None]


def test_items_of_one_area_come_in_any_order() -> None:
    lib = library(*area("a", 4))

    orders = {drawn(blueprint(a=1), lib, 4, seed=seed).items for seed in range(40)}

    assert len(orders) > 12


# --- within an area


def test_no_siblings_while_other_concepts_of_the_area_remain() -> None:
    lib = library(*area("a", 4, siblings=5))

    for seed in range(20):
        of_four = Counter(id.partition("/")[0] for id in drawn(blueprint(a=1), lib, 4, seed=seed).items)
        of_six = Counter(id.partition("/")[0] for id in drawn(blueprint(a=1), lib, 6, seed=seed).items)
        assert sorted(of_four.values()) == [1, 1, 1, 1]
        assert sorted(of_six.values()) == [1, 1, 2, 2]


def test_a_sibling_comes_last_even_if_all_others_were_seen() -> None:
    lib = library(*area("a", 2, siblings=3))
    everything_of_a1 = "a1/0 a1/1 a1/2"

    for seed in range(10):
        paper = drawn(blueprint(a=1), lib, 2, seed=seed, seen=everything_of_a1)
        assert {id.partition("/")[0] for id in paper.items} == {"a0", "a1"}


def test_unseen_items_come_before_seen_ones() -> None:
    lib = library(*area("a", 6))

    for seed in range(10):
        assert set(drawn(blueprint(a=1), lib, 3, seed=seed, seen="a0/0 a2/0 a4/0").items) == {
            "a1/0", "a3/0", "a5/0",
        }  # fmt: skip


def test_seen_items_fill_up_what_is_unseen() -> None:
    paper = drawn(blueprint(a=1), library(*area("a", 3)), 3, seen="a0/0 a1/0")

    assert sorted(paper.items) == ["a0/0", "a1/0", "a2/0"]


def test_levels_have_their_share_of_what_there_is() -> None:
    levels = [1] * 2 + [2] * 6 + [3] * 12
    lib = library(*(concept(f"c{n}", choice(f"c{n}/1", level), topics=["e.a"])
                    for n, level in enumerate(levels)))  # fmt: skip

    for seed in range(10):
        paper = drawn(blueprint(a=1), lib, 10, seed=seed)
        assert Counter(lib.items[id].level for id in paper.items) == {1: 1, 2: 3, 3: 6}


def test_levels_hold_even_where_the_easy_ones_were_seen() -> None:
    lib = library(*(concept(f"c{n}", choice(f"c{n}/1", 1 + n % 2), topics=["e.a"]) for n in range(8)))
    easy = " ".join(id for id, item in lib.items.items() if item.level == 1)

    paper = drawn(blueprint(a=1), lib, 4, seen=easy)

    assert Counter(lib.items[id].level for id in paper.items) == {1: 2, 2: 2}


def test_flashcards_written_or_made_are_never_asked() -> None:
    card = Recall(id=ItemId("c/by-hand"), level=1, ask=T, answer=T)
    lib = library(concept("c", card, choice("c/1"), topics=["e.a"]))

    assert drawn(blueprint(a=1), lib, 1).items == ("c/1",)
    with pytest.raises(UsageError):
        drawn(blueprint(a=1), lib, 2)


def test_what_is_set_aside_is_not_asked() -> None:
    for seed in range(10):
        assert drawn(blueprint(a=1), library(*area("a", 2)), 1, seed=seed, away="a0/0").items == ("a1/0",)


# --- seeds


def test_a_seed_repeats_the_paper_and_another_draws_another() -> None:
    form, lib = blueprint(a=1, b=2), library(*area("a", 20), *area("b", 20))

    assert drawn(form, lib, 9, seed=7) == drawn(form, lib, 9, seed=7)
    assert len({drawn(form, lib, 9, seed=seed) for seed in range(10)}) == 10


def test_setting_one_item_aside_changes_nothing_else_of_a_seeds_paper() -> None:
    form, lib = blueprint(a=1), library(*area("a", 20))
    before = drawn(form, lib, 9, seed=7).items

    after = drawn(form, lib, 9, seed=7, away=before[3]).items

    assert set(before) - set(after) == {before[3]}
    assert [id for id in after if id in before] == [id for id in before if id in after]


# --- too few


@dataclass(frozen=True)
class Short:
    name: str
    sizes: tuple[int, int]
    questions: int
    message: str


SHORT = [
    Short("one area", (1, 9), 8, "too few questions for a paper of 8: e.a has 1 of 4 (3 short); "
          "the largest paper has 2: --questions 2"),
    Short("both areas", (1, 2), 8, "too few questions for a paper of 8: e.a has 1 of 4 (3 short); "
          "e.b has 2 of 4 (2 short); the largest paper has 2: --questions 2"),
    Short("nothing at all", (0, 0), 2, "too few questions for a paper of 2: e.a has 0 of 1 (1 short); "
          "e.b has 0 of 1 (1 short); no paper can be drawn"),
]  # fmt: skip


@pytest.mark.parametrize("case", SHORT, ids=lambda case: case.name)
def test_short_areas_are_named_with_the_largest_paper_there_is(case: Short) -> None:
    lib = library(*area("a", case.sizes[0]), *area("b", case.sizes[1]))

    with pytest.raises(UsageError) as raised:
        drawn(blueprint(a=1, b=1), lib, case.questions)

    assert str(raised.value) == case.message


def test_in_japanese_too_short_areas_are_named_with_the_largest_paper() -> None:
    with pytest.raises(UsageError) as some:
        drawn(blueprint(a=1, b=1), library(*area("a", 1), *area("b", 2)), 8)
    with pytest.raises(UsageError) as none:
        drawn(blueprint(a=1, b=1), library(), 2)

    assert some.value.ja == (
        "8問の試験には足りない: e.a は4問のうち1問しかない、e.b は4問のうち2問しかない。"
        "作れるのは2問まで: --questions 2"
    )
    assert none.value.ja.endswith("e.b は1問のうち0問しかない。試験を作れない")


def test_the_largest_paper_is_the_largest() -> None:
    lib = library(*area("a", 3), *area("b", 9))

    with pytest.raises(UsageError, match="the largest paper has 6: --questions 6"):
        drawn(blueprint(a=1, b=1), lib, 9)

    assert counts(drawn(blueprint(a=1, b=1), lib, 6)) == {"e.a": 3, "e.b": 3}


def test_one_question_is_a_paper() -> None:
    with pytest.raises(UsageError, match="the largest paper has 1: --questions 1"):
        drawn(blueprint(a=1), library(*area("a", 1)), 2)


# --- the shipped content


@pytest.mark.parametrize("exam", list(Exam))
def test_a_whole_paper_of_each_exam_can_be_drawn_without_siblings(
    exam: Exam, shipped: Library, tmp_path: Path
) -> None:
    form = load_blueprint(read_env({}).paths.content, tmp_path, exam)
    questions = round(form.questions.value)

    paper = drawn(form, shipped, questions)

    assert len(set(paper.items)) == questions
    assert max(Counter(id.partition("/")[0] for id in paper.items).values()) == 1


def test_a_number_about_an_exam_is_known_in_one_of_three_ways() -> None:
    assert CONFIDENCES == ("A", "B", "C")
