"""Numbers about what was learned: what is due, how an area stands, how long the streak is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.bank import Bank, BankId, Concept
from examprep.core.day import StudyDay
from examprep.core.item import ConceptId, ItemId, Recall, Text
from examprep.core.library import merge_banks
from examprep.core.memory import Memory
from examprep.core.stats import AreaStats, Standing, Tally, area_stats, count_due, standing, streak
from examprep.core.syllabus import Topic, TopicId

TODAY = StudyDay(739_000)
WORD = Text("語", "word")


@dataclass(frozen=True)
class Case:
    name: str
    days: list[int]
    """Days studied, counted from today."""
    length: int


CASES = [
    Case("never", [], 0),
    Case("today", [0], 1),
    Case("yesterday, and today is young", [-1], 1),
    Case("yesterday and today", [-1, 0], 2),
    Case("three days to yesterday", [-3, -2, -1], 3),
    Case("the day before yesterday is over", [-2], 0),
    Case("a gap ends it", [-4, -3, -1, 0], 2),
    Case("today does not bridge a missed yesterday", [-3, -2, 0], 1),
    Case("in any order, and twice a day", [0, -1, 0, -2, -1], 3),
    Case("a clock that was ahead", [-1, 0, 1, 2], 2),
    Case("only the future", [1], 0),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_streak(case: Case) -> None:
    assert streak((StudyDay(TODAY + day) for day in case.days), TODAY) == case.length


@given(st.sets(st.integers(-12, 0)))
def test_the_streak_s_days_were_all_studied_and_the_one_before_was_not(days: set[int]) -> None:
    length = streak((StudyDay(TODAY + day) for day in days), TODAY)
    last = 0 if 0 in days else -1
    assert all(last - n in days for n in range(length))
    assert last - length not in days


@given(st.sets(st.integers(-12, -1)))
def test_studying_today_lengthens_the_streak_by_one(days: set[int]) -> None:
    before = streak((StudyDay(TODAY + day) for day in days), TODAY)
    assert streak((StudyDay(TODAY + day) for day in {*days, 0}), TODAY) == before + 1


def memory(due: int, *, last: int = 0, stability: float = 5.0) -> Memory:
    return Memory(stability, 5.0, StudyDay(TODAY + last), StudyDay(TODAY + due), reps=1, lapses=0)


def test_due_is_what_is_due_today_or_was_before() -> None:
    assert count_due([memory(-9), memory(0), memory(1)], TODAY) == 2
    assert count_due([], TODAY) == 0


# --- a library of two concepts in one area, one of them in another area too


def concept(id: str, *topics: str) -> Concept:
    item = Recall(id=ItemId(f"{id}/1"), level=1, ask=WORD, answer=WORD)
    syllabus = tuple(TopicId(topic) for topic in topics)
    return Concept(id=ConceptId(id), title=WORD, syllabus=syllabus, note=WORD, sources=("s",), items=(item,))


CONCEPTS = (concept("cnn", "e.dl.cnn", "g.dl"), concept("rnn", "e.dl.rnn"), concept("law", "g.law"))
LIBRARY = merge_banks([Bank(id=BankId("b"), title=WORD, concepts=CONCEPTS)], {})
MEMORIES = {
    ItemId("cnn/card"): memory(0),
    ItemId("cnn/1"): memory(4, last=-5),
    ItemId("rnn/1"): memory(-2, last=-5),
    ItemId("gone/1"): memory(-9),
}
COUNTS = {
    ItemId("cnn/card"): Tally(seen=3, judged=0, right=0),
    ItemId("cnn/1"): Tally(seen=4, judged=4, right=3),
    ItemId("rnn/1"): Tally(seen=2, judged=1, right=0),
    ItemId("gone/1"): Tally(seen=9, judged=9, right=9),
}


def area(id: str) -> Topic:
    return Topic(id=TopicId(id), title=WORD)


def test_an_area_sums_up_the_items_below_it() -> None:
    stats = area_stats(area("e.dl"), LIBRARY, MEMORIES, COUNTS, TODAY)
    assert stats.area == area("e.dl")
    assert (stats.items, stats.seen, stats.due) == (4, 3, 2)
    assert stats.accuracy == 3 / 5
    assert stats.retrievability == pytest.approx((1 + 0.9 + 0.9) / 3)


def test_an_area_never_asked_about_has_no_shares() -> None:
    assert area_stats(area("g.law"), LIBRARY, MEMORIES, COUNTS, TODAY) == AreaStats(
        area=area("g.law"), items=2, seen=0, accuracy=None, retrievability=None, due=0
    )


def test_cards_alone_give_no_accuracy() -> None:
    card = ItemId("cnn/card")
    stats = area_stats(area("g.dl"), LIBRARY, {card: memory(1)}, {card: Tally(3, 0, 0)}, TODAY)
    assert (stats.seen, stats.accuracy, stats.retrievability) == (1, None, 1.0)


def test_an_area_is_no_prefix_of_another() -> None:
    assert area_stats(area("e.d"), LIBRARY, MEMORIES, COUNTS, TODAY).items == 0


def test_the_standing_leaves_out_what_the_library_no_longer_holds() -> None:
    days = {
        TODAY: Tally(seen=3, judged=2, right=1),
        StudyDay(TODAY - 1): Tally(seen=15, judged=12, right=9),
    }
    assert standing(LIBRARY, MEMORIES, days, TODAY) == Standing(
        due=1, due_cards=1, answered_today=3, streak=2, answered=18, items=6
    )


def test_the_standing_of_a_beginner() -> None:
    assert standing(LIBRARY, {}, {}, TODAY) == Standing(
        due=0, due_cards=0, answered_today=0, streak=0, answered=0, items=6
    )
