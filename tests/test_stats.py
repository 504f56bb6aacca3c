"""Numbers about what was learned: what is due and will be, how an area stands, days and streaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.bank import Bank, BankId, Concept, DrillId
from examprep.core.curriculum import LearningPath, PathId, Step, StepId
from examprep.core.day import StudyDay, date_of
from examprep.core.item import ConceptId, ItemId, Recall, Text
from examprep.core.library import merge_banks
from examprep.core.memory import DEFAULT, Memory, Model, retrievability
from examprep.core.stats import (
    AreaStats,
    Past,
    Standing,
    Streak,
    Tally,
    area_stats,
    count_due,
    forecast,
    progress_of,
    standing,
    streak,
    weeks_of,
)
from examprep.core.syllabus import Topic, TopicId

TODAY = StudyDay(739_000)
WORD = Text("語", "word")


@dataclass(frozen=True)
class Case:
    name: str
    days: list[int]
    """Days studied, counted from today."""
    length: int
    freezes: int = 0


CASES = [
    Case("never", [], 0),
    Case("today", [0], 1),
    Case("yesterday, and today is young", [-1], 1),
    Case("yesterday and today", [-1, 0], 2),
    Case("three days to yesterday", [-3, -2, -1], 3),
    Case("yesterday missed breaks nothing yet", [-2], 1, 1),
    Case("two days missed are too many", [-3], 0),
    Case("two days missed end it", [-5, -4, -1, 0], 2),
    Case("a missed day is bridged", [-4, -3, -1, 0], 4, 1),
    Case("today bridges a missed yesterday", [-3, -2, 0], 3, 1),
    Case("one missed day a week", [-16, -14, -13, -12, -11, -10, -9, -7, -6, -5, -4, -3, -2, 0], 14, 3),
    Case("a second one within a week ends it", [-9, -8, -6, -5, -4, -3, -2, 0], 6, 1),
    Case("a day missed before the first is none", [0], 1),
    Case("in any order, and twice a day", [0, -1, 0, -2, -1], 3),
    Case("a clock that was ahead", [-1, 0, 1, 2], 2),
    Case("only the future", [1], 0),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_streak(case: Case) -> None:
    found = streak((StudyDay(TODAY + day) for day in case.days), TODAY)

    assert found == Streak(case.length, case.freezes)


def frozen(days: set[int], last: int, found: Streak) -> list[int]:
    """Return the missed days of a streak that ends on a day."""
    return [day for day in range(last - found.length - found.freezes + 1, last + 1) if day not in days]


@given(st.sets(st.integers(-40, 0)))
def test_a_streak_misses_one_day_a_week_and_is_as_long_as_that_allows(days: set[int]) -> None:
    found, last = streak((StudyDay(TODAY + day) for day in days), TODAY), 0 if 0 in days else -1
    missed = frozen(days, last, found)
    before = last - found.length - found.freezes

    assert len(missed) == found.freezes
    assert all(later - day >= 7 for day, later in pairwise(missed))
    assert before not in days
    assert before - 1 not in days or missed[0] - before < 7


@given(st.sets(st.integers(-40, -1)))
def test_studying_today_never_shortens_the_streak(days: set[int]) -> None:
    before = streak((StudyDay(TODAY + day) for day in days), TODAY)
    after = streak((StudyDay(TODAY + day) for day in {*days, 0}), TODAY)

    assert (after.length, after.freezes) == (before.length + 1, before.freezes)


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


SUSPENDED = {ItemId("rnn/1")}


def past(
    memories: Mapping[ItemId, Memory] = MEMORIES,
    counts: Mapping[ItemId, Tally] = COUNTS,
    days: Mapping[StudyDay, Tally] | None = None,
    **more: Any,
) -> Past:
    known: dict[str, Any] = {"today": TODAY, "model": DEFAULT} | more
    return Past(memories=memories, counts=counts, days=days or {}, **known)


def area(id: str) -> Topic:
    return Topic(id=TopicId(id), title=WORD)


def test_an_area_sums_up_the_items_below_it() -> None:
    stats = area_stats(area("e.dl"), LIBRARY, past())
    assert stats.area == area("e.dl")
    assert (stats.items, stats.seen, stats.due) == (4, 3, 2)
    assert stats.accuracy == 3 / 5
    tomorrow = retrievability(MEMORIES[ItemId("cnn/card")], StudyDay(TODAY + 1))
    assert stats.retrievability == pytest.approx((tomorrow + 0.9 + 0.9) / 3)


def test_recall_is_that_of_the_learner_s_own_model() -> None:
    other = Model((*DEFAULT.weights[:20], 0.5))
    memories = {ItemId("cnn/1"): memory(4, last=-50)}

    found = area_stats(area("e.dl"), LIBRARY, past(memories, model=other)).retrievability

    assert found == pytest.approx(retrievability(memories[ItemId("cnn/1")], TODAY, other))
    assert found != pytest.approx(retrievability(memories[ItemId("cnn/1")], TODAY))


def test_an_area_never_asked_about_has_no_shares() -> None:
    assert area_stats(area("g.law"), LIBRARY, past()) == AreaStats(
        area=area("g.law"), items=2, seen=0, accuracy=None, retrievability=None, due=0
    )


def test_cards_alone_give_no_accuracy() -> None:
    card = ItemId("cnn/card")
    stats = area_stats(area("g.dl"), LIBRARY, past({card: memory(1)}, {card: Tally(3, 0, 0)}))
    assert (stats.seen, stats.accuracy) == (1, None)
    assert stats.retrievability == retrievability(memory(1), StudyDay(TODAY + 1))


def test_an_area_is_no_prefix_of_another() -> None:
    assert area_stats(area("e.d"), LIBRARY, past()).items == 0


def test_what_is_set_aside_is_seen_and_not_due() -> None:
    found = area_stats(area("e.dl"), LIBRARY, past(aside=SUSPENDED))

    assert (found.seen, found.due) == (3, 1)
    assert standing(LIBRARY, past(aside=SUSPENDED)).due == 0


def test_the_standing_leaves_out_what_the_library_no_longer_holds() -> None:
    days = {
        TODAY: Tally(seen=5, judged=2, right=1, graded=2),
        StudyDay(TODAY - 2): Tally(seen=15, judged=12, right=9),
    }
    assert standing(LIBRARY, past(days=days)) == Standing(
        due=1, due_cards=1, answered_today=3, streak=2, freezes=1, answered=18, items=6,
        graded_today=2, graded=2,
    )  # fmt: skip
    assert weeks_of(days, TODAY)[-1][date_of(TODAY).weekday()] == 3


def test_the_standing_of_a_beginner() -> None:
    assert standing(LIBRARY, past({}, {})) == Standing(
        due=0, due_cards=0, answered_today=0, streak=0, freezes=0, answered=0, items=6
    )


@pytest.mark.parametrize(("answered", "graded", "begun"), [(0, 0, False), (1, 0, True), (0, 1, True)])
def test_one_answer_or_one_drill_is_a_beginning(*, answered: int, graded: int, begun: bool) -> None:
    assert Standing(0, 0, 0, 0, 0, answered, 6, graded=graded).is_begun is begun


# --- days to come and days gone


def test_the_forecast_counts_each_item_on_the_first_day_it_is_due() -> None:
    days = forecast(LIBRARY, past())

    assert [own.day - TODAY for own in days] == list(range(14))
    assert {own.day - TODAY: (own.questions, own.cards) for own in days if own.questions + own.cards} == {
        0: (1, 1),  # a question overdue, and a card
        4: (1, 0),
    }


def test_what_is_put_off_for_today_is_due_tomorrow_and_what_is_set_aside_never() -> None:
    put_off = {ItemId("cnn/card"), ItemId("cnn/1")}

    days = forecast(LIBRARY, past(aside=SUSPENDED, later=put_off), days=6)

    assert [(own.questions, own.cards) for own in days] == [(0, 0), (0, 1), (0, 0), (0, 0), (1, 0), (0, 0)]
    assert standing(LIBRARY, past(later=put_off)).due_cards == 0


def test_what_is_due_beyond_the_forecast_is_not_in_it() -> None:
    days = forecast(LIBRARY, past({ItemId("cnn/1"): memory(14)}))

    assert sum(own.questions for own in days) == 0


def test_weeks_begin_on_monday_and_end_with_today_s() -> None:
    monday = StudyDay(TODAY - date_of(TODAY).weekday())
    days = {
        monday: Tally(5, 0, 0),
        StudyDay(monday - 1): Tally(7, 0, 0),
        StudyDay(monday - 14): Tally(9, 0, 0),
    }

    weeks = weeks_of(days, StudyDay(monday + 2), 3)

    assert weeks == ((9, 0, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0, 7), (5, 0, 0, None, None, None, None))


@given(st.integers(0, 20), st.dictionaries(st.integers(-300, 0), st.integers(1, 99), max_size=20))
def test_26_weeks_hold_every_answer_since_their_first_monday(ahead: int, counts: dict[int, int]) -> None:
    today = StudyDay(TODAY + ahead)
    days = {StudyDay(today + day): Tally(count, 0, 0) for day, count in counts.items()}

    weeks = weeks_of(days, today)

    assert [len(week) for week in weeks] == [7] * 26
    shown = [count for week in weeks for count in week if count is not None]
    assert 176 <= len(shown) <= 182
    assert sum(shown) == sum(count for day, count in counts.items() if day > -len(shown))


# --- learning paths


def test_a_step_counts_what_is_known_and_what_was_passed() -> None:
    def card(id: str) -> Recall:
        return Recall(id=ItemId(id), level=1, ask=WORD, answer=WORD)

    concepts = {
        ConceptId(name): Concept(
            id=ConceptId(name), title=WORD, syllabus=(), note=WORD, sources=(),
            items=tuple(card(f"{name}/{n}") for n in range(count)),
        )
        for name, count in (("a", 4), ("b", 1))
    }  # fmt: skip
    first = Step(
        id=StepId("1"),
        title=WORD,
        concepts=(ConceptId("a"), ConceptId("b"), ConceptId("gone")),
        drills=(DrillId("relu"),),
    )
    last = Step(id=StepId("2"), title=WORD, drills=(DrillId("gelu"), DrillId("relu")))
    path = LearningPath(path=PathId("p"), title=WORD, about=WORD, sources=(), steps=(first, last))
    fresh = Memory(50.0, 5.0, TODAY, StudyDay(TODAY + 50), 1, 0)
    faded = Memory(1.0, 5.0, StudyDay(TODAY - 90), StudyDay(TODAY - 89), 1, 0)
    memories = {ItemId(f"a/{n}"): fresh for n in range(3)} | {ItemId("a/3"): faded, ItemId("b/0"): fresh}

    found = progress_of(path, concepts, memories, ["relu"], TODAY, DEFAULT)
    before = progress_of(path, concepts, {}, [], TODAY, DEFAULT)

    assert [(step.items, step.known, step.passed) for step in found] == [(5, 4, 1), (0, 0, 1)]
    assert [step.is_done for step in found] == [True, False]
    assert [step.is_done for step in before] == [False, False]
