"""Memory: py-fsrs to the digit, without its dice and its clock; a fold of reviews in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import fsrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from examprep.core.day import StudyDay
from examprep.core.item import ItemId
from examprep.core.memory import (
    DEFAULT,
    Memory,
    Model,
    Rating,
    Review,
    SessionId,
    replay,
    retrievability,
    review,
)

START = StudyDay(datetime(2026, 2, 20, tzinfo=UTC).toordinal())
AGAIN, HARD, GOOD, EASY = Rating

History = Sequence[tuple[Rating, int]]
"""Ratings, each with the days since the one before."""
HISTORIES = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 400)), min_size=1, max_size=12)


def fold(history: History) -> Memory:
    memory, day = None, START
    for rating, gap in history:
        day = StudyDay(day + gap)
        memory = review(memory, rating, day)
    assert memory is not None
    return memory


# --- py-fsrs as oracle

ORACLE = fsrs.Scheduler(
    fsrs.scheduler.DEFAULT_PARAMETERS,
    desired_retention=0.9,
    learning_steps=[],
    relearning_steps=[],
    enable_fuzzing=False,
)


def moment(day: int) -> datetime:
    return datetime.fromordinal(day).replace(tzinfo=UTC)


def oracle(history: History, hour: int) -> fsrs.Card:
    """Play a history on one py-fsrs card, always at the same hour."""
    card, day = fsrs.Card(card_id=1), int(START)
    for rating, gap in history:
        day += gap
        card, _ = ORACLE.review_card(card, fsrs.Rating(int(rating)), moment(day) + timedelta(hours=hour))
    return card


@given(HISTORIES, st.integers(0, 23))
def test_a_history_leaves_what_py_fsrs_leaves(history: History, hour: int) -> None:
    memory, card = fold(history), oracle(history, hour)

    assert memory.stability == pytest.approx(card.stability, rel=1e-12)
    assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-12)
    assert memory.due == card.due.toordinal()
    assert card.last_review is not None
    assert memory.last == card.last_review.toordinal()


@given(HISTORIES, st.integers(0, 4000))
def test_retrievability_is_py_fsrs_s(history: History, later: int) -> None:
    memory, card = fold(history), oracle(history, hour=0)
    today = StudyDay(memory.last + later)

    wanted = ORACLE.get_card_retrievability(card, moment(today))

    assert retrievability(memory, today) == pytest.approx(wanted, rel=1e-12)


@dataclass(frozen=True)
class Known:
    name: str
    history: History
    memory: Memory


def known(stability: float, difficulty: float, last: int, due: int, reps: int, lapses: int) -> Memory:
    return Memory(stability, difficulty, StudyDay(START + last), StudyDay(START + due), reps, lapses)


# Other numbers here mean other parameters: raise the default version with them.
KNOWN = [
    Known("again", [(AGAIN, 0)], known(0.212, 6.4133, 0, 1, 1, 0)),
    Known("hard", [(HARD, 0)], known(1.2931, 5.1122, 0, 1, 1, 0)),
    Known("good", [(GOOD, 0)], known(2.3065, 2.1181, 0, 2, 1, 0)),
    Known("easy", [(EASY, 0)], known(8.2956, 1.0, 0, 8, 1, 0)),
    Known("good, good", [(GOOD, 0), (GOOD, 2)], known(10.9643, 2.1112, 2, 13, 2, 0)),
    Known("good, again", [(GOOD, 0), (AGAIN, 2)], known(0.6076, 7.3945, 2, 3, 2, 1)),
]


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case.name)
def test_the_parameters_are_those_of_their_version(case: Known) -> None:
    memory, wanted = fold(case.history), case.memory
    assert DEFAULT.version == 1
    assert memory.stability == pytest.approx(wanted.stability, abs=5e-5)
    assert memory.difficulty == pytest.approx(wanted.difficulty, abs=5e-5)
    assert (memory.last, memory.due, memory.reps, memory.lapses) == (
        wanted.last,
        wanted.due,
        wanted.reps,
        wanted.lapses,
    )


# --- laws


@given(HISTORIES)
def test_the_same_reviews_leave_the_same_memory(history: History) -> None:
    assert fold(history) == fold(history)


@given(HISTORIES, st.integers(0, 400))
def test_a_better_rating_is_never_due_sooner(history: History, gap: int) -> None:
    memory = fold(history)
    nexts = [review(memory, rating, StudyDay(memory.last + gap)) for rating in Rating]
    firsts = [review(None, rating, START) for rating in Rating]
    for worse, better in (*pairwise(nexts), *pairwise(firsts)):
        assert worse.due <= better.due
        assert worse.stability <= better.stability
        assert worse.difficulty >= better.difficulty


@example([(GOOD, 0), (AGAIN, 0)])
@given(HISTORIES)
def test_every_review_is_counted_and_moves_the_item_to_a_later_day(history: History) -> None:
    memory = fold(history)
    assert memory.due > memory.last == START + sum(gap for _, gap in history)
    assert memory.reps == len(history)
    assert memory.lapses == sum(rating is AGAIN and gap > 0 for rating, gap in history[1:])
    assert memory.stability > 0
    assert 1 <= memory.difficulty <= 10


@given(HISTORIES, st.sampled_from(Rating), st.integers(0, 400))
def test_a_day_before_the_last_review_counts_as_that_day(history: History, rating: Rating, back: int) -> None:
    memory = fold(history)
    earlier = StudyDay(memory.last - back)
    assert review(memory, rating, earlier) == review(memory, rating, memory.last)
    assert retrievability(memory, earlier) == retrievability(memory, memory.last) == 1


@given(HISTORIES, st.integers(0, 400))
def test_what_is_remembered_fades_from_one_and_passes_90_per_cent_about_when_due(
    history: History, later: int
) -> None:
    memory = fold(history)
    day = StudyDay(memory.last + later)
    assert 1 >= retrievability(memory, day) > retrievability(memory, StudyDay(day + 1)) > 0
    at_stability = (memory.due - memory.last) / memory.stability
    if memory.due - memory.last > 1:
        assert at_stability == pytest.approx(1, abs=0.5 / memory.stability)
        assert retrievability(memory, memory.due) == pytest.approx(0.9, abs=0.03)


# --- replay


def fact(item: str, rating: Rating, day: int, after: Memory) -> Review:
    return Review(
        item=ItemId(item),
        digest="d",
        session=SessionId("s"),
        mode="quiz",
        at=0,
        day=StudyDay(day),
        offset=0,
        outcome="right",
        rating=rating,
        answer="",
        slip=None,
        seconds=1.0,
        before=None,
        after=after,
        predicted=None,
        parameters=DEFAULT.version,
    )


ANY = review(None, GOOD, START)
FACTS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(Rating), st.integers(-40, 40)), max_size=30
)


@given(FACTS)
def test_replay_is_reviewing_one_by_one_whatever_the_rows_say_was_left(
    given_: list[tuple[str, Rating, int]],
) -> None:
    facts = [fact(item, rating, START + day, ANY) for item, rating, day in given_]
    one_by_one: dict[ItemId, Memory] = {}
    for n, said in enumerate(facts, 1):
        one_by_one[said.item] = review(one_by_one.get(said.item), said.rating, said.day)
        assert replay(facts[:n]) == one_by_one
    assert replay(facts) == one_by_one


@given(FACTS)
def test_items_do_not_touch_each_other(given_: list[tuple[str, Rating, int]]) -> None:
    facts = [fact(item, rating, START + day, ANY) for item, rating, day in given_]
    alone = [replay(said for said in facts if said.item == item) for item in "abc"]
    assert replay(facts) == {item: memory for memories in alone for item, memory in memories.items()}


@pytest.mark.parametrize("last_weight", [0.1, 0.1542, 0.5])
@pytest.mark.parametrize("days", [0, 1, 5, 300])
def test_factor_and_decay_are_those_of_the_forgetting_curve(last_weight: float, days: int) -> None:
    model = Model((*DEFAULT.weights[:20], last_weight))
    memory = Memory(5.0, 5.0, START, StudyDay(START + 5), 1, 0)

    recall = (1 + model.factor * days / memory.stability) ** model.decay

    assert recall == pytest.approx(retrievability(memory, StudyDay(START + days), model), rel=1e-12)
    assert (1 + model.factor) ** model.decay == pytest.approx(0.9)
