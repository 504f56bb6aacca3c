"""A sitting is its beginning and its events: the clock never stops, and nothing counts after the end."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.response import DontKnow, Picked
from examprep.core.score import Score
from examprep.core.sitting import (
    Answered,
    Begun,
    Dropped,
    Event,
    Flag,
    Flagged,
    HandedIn,
    Sheet,
    begin,
    fold,
    in_ranges,
    step,
)

PLACES = 4
BEGUN = Begun(at=1_000_000, places=PLACES, seconds=60)
SCORE = Score((), 0, 0.5, 0.6, "C")


def at(seconds: float) -> int:
    """Return the moment so many seconds after the beginning."""
    return BEGUN.at + round(seconds * 1000)


def answered(place: int, option: int = 1, seconds: float = 1.0) -> Answered:
    return Answered(place, Picked((option,)), seconds)


def test_a_new_paper_is_empty() -> None:
    sitting = begin(BEGUN)

    assert (sitting.answered, sitting.open) == (0, (1, 2, 3, 4))
    assert sitting.left(at(0)) == 60
    assert sitting.pace(at(20)).taken is None


def test_answering_again_replaces_the_answer_and_adds_the_time() -> None:
    sitting = fold(BEGUN, [(at(5), answered(2, 1, 5)), (at(9), answered(2, 3, 4))])

    assert sitting.sheet(2) == Sheet(Picked((3,)), at(9), 9.0)
    assert sitting.open == (1, 3, 4)


def test_not_known_is_an_answer() -> None:
    assert fold(BEGUN, [(at(1), Answered(1, DontKnow(), 1.0))]).answered == 1


def test_flags_are_set_taken_away_and_survive_an_answer() -> None:
    events: list[tuple[int, Event]] = [
        (at(1), Flagged(1, Flag.UNSURE, on=True)),
        (at(2), Flagged(1, Flag.LATER, on=True)),
        (at(3), Flagged(PLACES, Flag.LATER, on=True)),
        (at(4), answered(1)),
        (at(5), Flagged(1, Flag.LATER, on=False)),
    ]
    sitting = fold(BEGUN, events)

    assert sitting.flagged(Flag.UNSURE) == (1,)
    assert sitting.flagged(Flag.LATER) == (PLACES,)
    assert sitting.answered == 1


def test_what_is_open_is_reviewed_first_and_then_what_was_flagged() -> None:
    events: list[tuple[int, Event]] = [
        (at(1), answered(1)),
        (at(2), answered(3)),
        (at(3), Flagged(3, Flag.LATER, on=True)),
    ]

    assert fold(BEGUN, events).to_review == (2, 4, 3, 1)


def test_flags_are_read_back_from_the_log_by_these_words() -> None:
    assert [flag.value for flag in Flag] == ["unsure", "later"]


@dataclass(frozen=True)
class Clock:
    name: str
    now: float
    left: float
    over: bool


CLOCKS = [
    Clock("at the beginning", 0, 60, over=False),
    Clock("half way", 30, 30, over=False),
    Clock("a moment before the end", 59.999, 0.001, over=False),
    Clock("at the deadline", 60, 0, over=True),
    Clock("days after it", 200_000, 0, over=True),
    Clock("set back before the beginning", -500, 60, over=False),
]


@pytest.mark.parametrize("case", CLOCKS, ids=lambda case: case.name)
def test_the_time_left_is_that_of_the_real_clock(case: Clock) -> None:
    sitting = begin(BEGUN)

    assert sitting.left(at(case.now)) == pytest.approx(case.left)
    assert sitting.is_over(at(case.now)) is case.over


def test_pace_is_seconds_a_question_against_the_plan() -> None:
    pace = fold(BEGUN, [(at(5), answered(1)), (at(9), answered(2))]).pace(at(24))

    assert (pace.planned, pace.taken) == (15, 12)


def test_handing_in_ends_it_when_it_happens() -> None:
    sitting = fold(BEGUN, [(at(5), answered(1)), (at(40), HandedIn(SCORE)), (at(41), answered(2))])

    assert (sitting.answered, sitting.ended, sitting.left(at(41))) == (1, at(40), 0)
    assert sitting.end == HandedIn(SCORE)


def test_once_the_time_is_up_it_is_handed_in_as_of_the_deadline() -> None:
    sitting = fold(BEGUN, [(at(5), answered(1)), (at(60), answered(2)), (at(90_000), HandedIn(SCORE))])

    assert (sitting.answered, sitting.ended) == (1, at(60))
    assert begin(BEGUN).ends(at(90_000)) == at(60)


@pytest.mark.parametrize(
    ("places", "written"), [((), ""), ((3,), "3"), ((1, 2), "1-2"), ((3, 7, 9, 10, 11), "3 7 9-11")]
)
def test_places_are_written_as_ranges(places: tuple[int, ...], written: str) -> None:
    assert in_ranges(places) == written


# --- laws

EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(answered, st.integers(-1, PLACES + 2), st.integers(1, 4), st.floats(0, 99)),
    st.builds(Flagged, st.integers(-1, PLACES + 2), st.sampled_from(Flag), st.booleans()),
    st.just(HandedIn(SCORE)),
    st.just(Dropped()),
)
HISTORIES = st.lists(st.tuples(st.integers(-5, 80).map(at), EVENTS), max_size=25)


@given(HISTORIES)
def test_resuming_is_reading_the_events_back(history: list[tuple[int, Event]]) -> None:
    for cut in range(len(history) + 1):
        resumed = fold(BEGUN, history[:cut])
        for moment, event in history[cut:]:
            resumed = step(resumed, moment, event)
        assert resumed == fold(BEGUN, history)


@given(HISTORIES)
def test_a_sheet_holds_the_last_answer_given_in_time(history: list[tuple[int, Event]]) -> None:
    expected: dict[int, Answered] = {}
    for moment, event in history:
        if isinstance(event, HandedIn | Dropped):
            break
        if isinstance(event, Answered) and moment < BEGUN.deadline:
            expected[event.place] = event

    sitting = fold(BEGUN, history)

    for place in range(1, PLACES + 1):
        given_last = expected.get(place)
        assert sitting.sheet(place).response == (None if given_last is None else given_last.response)


@given(HISTORIES, EVENTS, st.integers(-5, 80).map(at))
def test_nothing_changes_after_the_end(history: list[tuple[int, Event]], event: Event, late: int) -> None:
    ended = fold(BEGUN, [*history, (at(10), HandedIn(SCORE))])

    assert step(ended, late, event) == ended


@given(HISTORIES, st.integers(-5, 90).map(at))
def test_answered_and_open_places_are_the_whole_paper(history: list[tuple[int, Event]], now: int) -> None:
    sitting = fold(BEGUN, history)

    assert len(sitting.sheets) == PLACES
    assert sitting.answered + len(sitting.open) == PLACES
    assert 0 <= sitting.left(now) <= BEGUN.seconds
    assert sitting.ends(now) <= BEGUN.deadline


@pytest.mark.parametrize(("seconds", "behind"), [(15, False), (16, True)])
def test_who_takes_longer_than_planned_is_behind(seconds: int, *, behind: bool) -> None:
    assert fold(BEGUN, [(at(5), answered(1))]).pace(at(seconds)).is_behind is behind


def test_nobody_is_behind_before_the_first_answer() -> None:
    assert not begin(BEGUN).pace(at(59)).is_behind
    assert begin(BEGUN).sheet(1) == Sheet(None, 0, 0.0, frozenset())
