"""A session is its plan and its events: what is asked next, how often, and that undo is exact."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.item import ItemId
from examprep.core.session import COMEBACK, MOST_TRIES, Answered, Session, amend, skip, step, undo


def session(plan: str, answers: str = "") -> Session:
    """Build a session of one-letter items; `+` answers the current one, `-` fails it, `s` sets it aside."""
    built = Session(tuple(ItemId(letter) for letter in plan))
    for answer in answers:
        if answer == "s":
            assert built.current is not None
            built = skip(built, built.current)
        else:
            built = answered(built, failed=answer == "-")
    return built


def answered(before: Session, *, failed: bool) -> Session:
    assert before.current is not None
    return step(before, Answered(before.current, failed))


@dataclass(frozen=True)
class Case:
    name: str
    plan: str
    answers: str
    queue: str


CASES = [
    Case("in the order planned", "abc", "", "abc"),
    Case("what is answered is done", "abc", "++", "c"),
    Case("the end", "abc", "+++", ""),
    Case("nothing planned", "", "", ""),
    Case("failed comes back after four others", "abcdefg", "-", "bcdeafg"),
    Case("failed among few comes back last", "abc", "-", "bca"),
    Case("failed alone comes back at once", "a", "-", "a"),
    Case("failed twice comes back again", "abcdefg", "-++++-", "fga"),
    Case("failed three times is let go", "a", "---", ""),
    Case("failed three times among others is let go", "ab", "-+--", ""),
    Case("failed, then answered, is done", "a", "-+", ""),
    Case("what is set aside is not asked again, and all else goes on", "abc", "-s+", "a"),
    Case("two failed keep their order", "abcdefg", "--", "cdeabfg"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_queue(case: Case) -> None:
    built = session(case.plan, case.answers)
    assert "".join(built.queue) == case.queue
    assert (built.current or "") == case.queue[:1]


def test_attempts_are_counted_by_item() -> None:
    built = session("ab", "-+-")
    assert [built.attempt(ItemId(id)) for id in "abc"] == [2, 1, 0]


def test_only_the_current_item_can_be_answered() -> None:
    with pytest.raises(AssertionError):
        step(session("ab"), Answered(ItemId("b"), failed=False))
    with pytest.raises(AssertionError):
        step(session("a", "+"), Answered(ItemId("a"), failed=False))


def test_undo_at_the_start_changes_nothing() -> None:
    assert undo(session("ab")) == session("ab")


def test_an_answer_judged_anew_replaces_the_last_one() -> None:
    failed = session("abc", "+-")
    assert amend(failed, Answered(ItemId("b"), failed=False)) == session("abc", "++")


def test_only_the_last_answer_can_be_judged_anew() -> None:
    with pytest.raises(AssertionError):
        amend(session("abc", "++"), Answered(ItemId("a"), failed=True))


PLANS = st.text("abcdefghij", max_size=10).map(lambda letters: "".join(dict.fromkeys(letters)))
ANSWERS = st.lists(st.booleans(), max_size=40)


def played(plan: str, fails: list[bool]) -> list[Session]:
    """Return the session after each answer, up to its end."""
    states = [session(plan)]
    for failed in fails:
        if states[-1].current is None:
            break
        states.append(answered(states[-1], failed=failed))
    return states


@given(PLANS, ANSWERS)
def test_no_item_is_lost_or_doubled(plan: str, fails: list[bool]) -> None:
    for state in played(plan, fails):
        tries = Counter(event.item for event in state.events)
        last = {event.item: event.failed for event in state.answers}
        open_items = {
            id for id in plan if id not in last or (last[ItemId(id)] and tries[ItemId(id)] < MOST_TRIES)
        }
        assert sorted(state.queue) == sorted(open_items)


@given(PLANS, ANSWERS)
def test_no_item_is_asked_more_than_three_times_nor_after_it_was_known(plan: str, fails: list[bool]) -> None:
    events = played(plan, fails)[-1].answers
    assert max(Counter(event.item for event in events).values(), default=0) <= MOST_TRIES
    for n, event in enumerate(events):
        assert event.failed or event.item not in [later.item for later in events[n + 1 :]]


@given(PLANS, ANSWERS)
def test_a_failed_item_waits_for_four_others_or_for_all_there_are(plan: str, fails: list[bool]) -> None:
    states = played(plan, fails)
    for before, after in pairwise(states):
        event = after.events[-1]
        if event.item in after.queue:
            others = [id for id in before.queue if id != event.item]
            assert after.queue.index(event.item) == min(COMEBACK, len(others))
            others.insert(COMEBACK, event.item)
            assert after.queue == tuple(others)
        else:
            assert after.queue == before.queue[1:]


@given(PLANS, ANSWERS)
def test_undo_drops_exactly_the_last_answer(plan: str, fails: list[bool]) -> None:
    states = played(plan, fails)
    for before, after in pairwise(states):
        assert undo(after) == before
        assert undo(after).queue == before.queue


@given(PLANS, ANSWERS)
def test_replaying_the_events_resumes_the_session(plan: str, fails: list[bool]) -> None:
    ended = played(plan, fails)[-1]
    resumed = session(plan)
    for event in ended.answers:
        resumed = step(resumed, event)
    assert resumed == ended
    assert resumed.queue == ended.queue


@given(PLANS)
def test_a_session_ends_even_when_everything_fails(plan: str) -> None:
    assert len(played(plan, [True] * 99)[-1].events) == MOST_TRIES * len(plan)
