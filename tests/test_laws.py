"""Laws that no one module keeps alone: of a session with its store, of questions with their marks, of bounds.

What a single module promises stands in its own tests; of two machines, in test_merge.
"""

from __future__ import annotations

import contextlib
import itertools
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from examprep.core.aside import Aside, not_asked
from examprep.core.day import StudyDay
from examprep.core.draw import Question, draw_question
from examprep.core.expr import MAX_CHARACTERS, ExprError, parse
from examprep.core.item import Item, ItemId, Lang, Recall
from examprep.core.library import Filter, Library, merge_banks
from examprep.core.mark import Partial, Right, SelfRated, Wrong
from examprep.core.memory import Memory, Model, Rating, clamp_weights, replay, review
from examprep.core.plan import Limits
from examprep.core.response import DontKnow, Response, is_typed, read_response
from examprep.env import Env, Moment, Paths
from examprep.loader.banks import parse_bank
from examprep.store.store import Store
from examprep.study import Study, Wish, begin_study
from tests.test_expr import GRAMMATICAL
from tests.test_questions import BANKS, ONE_OF_EACH, SOURCES, marked, mistakes, right_parts

# --- a session: same seed, same session; undo restores; memory is the replay

START = datetime(2026, 2, 20, 3, 0, tzinfo=UTC)
NOWHERE = Path("/nowhere")


class Elsewhere(Env, frozen=True, dict=True):
    """Surroundings with a clock that only moves when told, and entropy of their own."""

    clock: list[datetime] = msgspec.field(default_factory=lambda: [START])
    numbers: Iterator[int] = msgspec.field(default_factory=itertools.count)
    who: int = 0

    def now(self) -> Moment:
        return Moment(self.clock[0], timedelta(hours=9))

    def entropy(self) -> bytes:
        return bytes([self.who]) + next(self.numbers).to_bytes(15, "big")


@cache
def library(without: ItemId | None = None) -> Library:
    """Return a library with an item of each kind, but for one."""
    bank = parse_bank(ONE_OF_EACH.encode()).bank
    assert bank is not None
    [concept] = bank.concepts
    left = tuple(item for item in concept.items if item.id != without)
    return merge_banks([replace(bank, concepts=(replace(concept, items=left),))], {})


class Desk:
    """One learner with a home of their own, in the same session of all items."""

    def __init__(self, who: int, seed: int) -> None:
        self.env = Elsewhere(Paths(*[NOWHERE] * 6), who=who)
        self.store = Store.in_memory(entropy=self.env.entropy())
        self.wish = Wish("quiz", Filter(), Limits(20, 20, a_concept=20), seed=seed)
        self.study = self.begun()

    def begun(self, without: ItemId | None = None) -> Study:
        """Begin the session or go on with it, with one item taken out of the banks meanwhile."""
        return begin_study(self.env, library(without), self.store, self.wish, Lang.JA)[0]

    def answer(self, *, right: bool) -> bool:
        """Answer the current question, if there is one."""
        question = self.study.question()
        if question is not None:
            self.study.answer(question, right_response(question) if right else DontKnow(), 2.0)
        return question is not None

    def state(self) -> tuple[Any, ...]:
        """Return everything the learner can see of the session, and all that is remembered."""
        return (
            *self.shown(),
            self.store.fetch_memories(),
            self.store.fetch_reviews(),
            self.store.fetch_days(),
        )

    def shown(self) -> tuple[Any, ...]:
        study = self.study
        marks = [(mark.item, mark.kind, mark.note) for mark in self.store.fetch_marks()]
        return study.question(), study.left, study.answered, study.right, study.comes_back, marks


def right_response(question: Question) -> Response:
    response = read_response(question, ("; " if is_typed(question) else " ").join(right_parts(question)))
    assert isinstance(response, Response)
    return response


class Learning(RuleBasedStateMachine):
    """A session with all that can be done in it; another learner with the same seed does the same."""

    def __init__(self) -> None:
        super().__init__()
        self.desks = [Desk(1, seed=7), Desk(2, seed=7)]
        self.past: list[tuple[Any, ...] | None] = []
        """The first learner's state before each thing done; `None` where it is not known any more."""

    @rule(right=st.booleans())
    def answer(self, right: bool) -> None:  # noqa: FBT001
        before = self.desks[0].state()
        given = [desk.answer(right=right) for desk in self.desks]
        if given[0]:
            self.past.append(before)

    @rule(rating=st.sampled_from(Rating))
    def judge_anew(self, rating: Rating) -> None:
        before = self.desks[0].state()
        left = [desk.study.regrade(rating) for desk in self.desks]
        assert left[0] == left[1]
        if left[0] is None:
            assert self.desks[0].state() == before

    @precondition(lambda self: self.desks[0].study.left)
    @rule(kind=st.sampled_from([Aside.BURIED, Aside.SUSPENDED]))
    def set_aside(self, kind: Aside) -> None:
        self.past.append(self.desks[0].state())
        for desk in self.desks:
            desk.study.set_aside(current(desk.study), kind)

    @rule()
    def undo(self) -> None:
        undone = [desk.study.undo() for desk in self.desks]
        assert undone[0] == undone[1]
        if not self.past:
            assert undone[0] is None
        elif (before := self.past.pop()) is not None:
            assert self.desks[0].state() == before

    @rule()
    def resume(self) -> None:
        desk = self.desks[0]
        had, queue = desk.state(), sorted(desk.study._session.queue)
        asides = desk.store.fetch_marks()
        if not desk.study.left:
            return
        desk.study = desk.begun()
        assert sorted(desk.study._session.queue) == queue
        if asides:  # what was set aside unanswered is as if never planned
            self.desks[1].study = self.desks[1].begun()
            self.past = [None for _ in desk.study._session.events]
        else:
            assert desk.state() == had

    @rule(hours=st.integers(0, 12), who=st.integers(0, 1))
    def wait(self, hours: int, who: int) -> None:
        clock = self.desks[who].env.clock
        clock[0] = min(clock[0] + timedelta(hours=hours), START + timedelta(hours=12))  # the same study day

    @invariant()
    def the_same_seed_is_the_same_session(self) -> None:
        assert self.desks[0].shown() == self.desks[1].shown()

    @invariant()
    def memory_is_the_replay_of_what_stands(self) -> None:
        for desk in self.desks:
            facts = [fact for _, fact in desk.store.fetch_reviews()]
            assert desk.store.fetch_memories() == replay(facts)
            assert desk.study.answered == len(facts)

    @invariant()
    def nothing_set_aside_is_asked(self) -> None:
        for desk in self.desks:
            away = not_asked(desk.store.fetch_marks(), desk.env.now().day)
            assert not away & set(desk.study._session.queue)

    def teardown(self) -> None:
        for desk in self.desks:
            assert desk.store.verify() == []
            desk.store.close()


def current(study: Study) -> ItemId:
    question = study.question()
    assert question is not None
    return question.item.id


def test_a_session_keeps_its_laws() -> None:
    run_state_machine_as_test(
        Learning, settings=settings(max_examples=12, stateful_step_count=15, deadline=None)
    )


@pytest.mark.slow
def test_a_session_keeps_its_laws_for_long() -> None:
    run_state_machine_as_test(
        Learning, settings=settings(max_examples=300, stateful_step_count=60, deadline=None)
    )


# --- the same answers, the session broken off after each: nothing of it depends on the process

STORIES = st.lists(st.booleans(), max_size=12)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**9 - 1), STORIES)
def test_a_session_read_back_after_every_answer_is_the_session(seed: int, story: list[bool]) -> None:
    straight, broken = Desk(1, seed), Desk(2, seed)
    for right in story:
        for desk in (straight, broken):
            desk.answer(right=right)
        if broken.study.left:
            broken.study = broken.begun()
        assert broken.shown() == straight.shown()
    while straight.study.undo():
        broken.study.undo()
        assert broken.shown() == straight.shown()
        assert broken.store.fetch_memories() == straight.store.fetch_memories()


@pytest.mark.parametrize("answered_first", [True, False])
def test_a_session_goes_on_when_one_of_its_items_has_left_the_banks(*, answered_first: bool) -> None:
    desk = Desk(1, seed=7)
    left = current(desk.study)
    if answered_first:
        desk.answer(right=False)
    desk.study = desk.begun(without=left)

    assert desk.answer(right=True)
    assert left not in desk.study._session.queue
    assert len(desk.store.fetch_reviews()) == 1 + answered_first
    assert desk.study.undo() is not None
    assert len(desk.store.fetch_reviews()) == answered_first


# --- marks: what is right is right, and a known mistake is known, in 200 draws of every item

DRAWS = 200


def hold_marks(question: Question) -> None:
    """Check that what is right is marked so and every known mistake is not."""
    wanted = SelfRated(Rating.GOOD) if isinstance(question.item, Recall) else Right()
    told = f"{question.item.id}, seed {question.seed}"
    assert marked(question, right_parts(question)) == wanted, told
    for parts, slip in mistakes(question):
        outcome = marked(question, parts)
        assert isinstance(outcome, Wrong | Partial), told
        assert slip in outcome.slips, told


@pytest.mark.parametrize("item", library().items.values(), ids=lambda item: item.id)
def test_marks_hold_in_200_draws_of_each_kind(item: Item) -> None:
    for seed in range(DRAWS):
        hold_marks(draw_question(item, seed))


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES[1:])
def test_marks_hold_in_200_draws_of_everything_that_varies(source: str) -> None:
    bank = parse_bank((BANKS / source).read_bytes()).bank
    assert bank is not None
    for item in bank.items():
        for seed in range(DRAWS if item.params else 24):  # of four options there are 24 orders
            hold_marks(draw_question(item, seed))


# --- memory: a better rating is never due sooner, whoever the model was fitted to


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Draw a model that a fit might end in: weights in their bounds, a first day's the later the better."""
    bounds = zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    weights = [draw(st.floats(low, high)) for low, high in bounds]
    return Model(clamp_weights([*sorted(weights[:4]), *weights[4:]]), draw(st.sampled_from([0.8, 0.9, 0.97])))


HISTORIES = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 400)), max_size=6)


@given(models(), HISTORIES, st.integers(0, 400))
def test_with_any_model_a_better_rating_is_never_due_sooner(
    model: Model, history: list[tuple[Rating, int]], gap: int
) -> None:
    memory: Memory | None = None
    day = StudyDay(739_000)
    for rating, days in [*history, (Rating.GOOD, gap)]:
        nexts = [review(memory, rating, day, model) for rating in Rating]
        for worse, better in pairwise(nexts):
            assert worse.due <= better.due
            assert worse.stability <= better.stability
        memory = nexts[rating - 1]
        day = StudyDay(day + days)


# --- the expression language: no input costs more than its length allows

HUGE = ["9**9**9", "factorial(1024)", "comb(9**300, 500)", "comb(2**500, 2**499)", "round(1, -9**9)"]
PARTS = ("(", "-", "not ", "1if ", "1<", "1and ", "abs(", "x*", ")", "max(1,")
CROWDED = [(part * MAX_CHARACTERS)[:MAX_CHARACTERS] for part in PARTS]
CALLS = 20
"""So many calls of Python at most for one character."""


def calls_in(work: Callable[[], object]) -> int:
    """Count the calls that some work takes: a clock that no other program slows down."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def computed(source: str) -> None:
    """Read and compute an expression past the cache; its own error is an end like any other."""
    with contextlib.suppress(ExprError):
        parse.__wrapped__(source).run({"x": 2**1023, "n": -1e308})


@settings(deadline=None)
@given(GRAMMATICAL | st.sampled_from(HUGE + CROWDED) | st.text("0123456789.eE()+-*/%<>=! xif", max_size=500))
def test_an_expression_costs_no_more_than_its_length(source: str) -> None:
    computed("1")
    assert calls_in(lambda: computed(source)) <= CALLS * (len(source) + 10)
