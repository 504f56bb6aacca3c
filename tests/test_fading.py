"""The curve by which recall fades is the model's own until a learner's answers clearly speak for another."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.aim import aim_at, keep_way, standing_way
from examprep.core.course import Course, Entry, Style, rank, score_untouched
from examprep.core.curve import Curve, State
from examprep.core.day import StudyDay
from examprep.core.fading import Fading, Probe, learn_fading, own_fading
from examprep.core.item import ItemId, kind_of
from examprep.core.library import Library
from examprep.core.memory import DEFAULT, Fact, Fitted, Model, Rating, SessionId, remember
from examprep.core.plan import Way
from examprep.core.settings import Goal
from examprep.core.syllabus import Exam
from examprep.env import Env, read_env
from examprep.store.rows import Row
from examprep.store.store import Store

HALF_LIFE = Fading(-20.0)
STABILITIES = (0.3, 0.8, 2.3, 5.0, 8.0, 20.0)


def answers(
    recall: Callable[[float, int], float], count: int, *, seed: int = 1, chance: float = 0.0
) -> list[Probe]:
    """Return answers by a learner of whom the true recall is known, after all kinds of gaps."""
    dice = random.Random(seed)
    found = []
    for _ in range(count):
        stability, days = dice.choice(STABILITIES), dice.randint(1, 40)
        right = dice.random() < chance + (1 - chance) * recall(stability, days)
        found.append(Probe(stability, days, right, chance))
    return found


def as_believed(stability: float, days: int) -> float:
    return own_fading(DEFAULT).recall(stability, days)


def exponentially(stability: float, days: int) -> float:
    return float(0.9 ** (days / stability))


def hardly(stability: float, days: int) -> float:
    return float(0.9 ** (days / (0.3 * stability**0.6)))


def test_without_answers_the_models_own_curve_holds() -> None:
    assert learn_fading([], DEFAULT) is None


@pytest.mark.parametrize("chance", [0.0, 0.25])
@pytest.mark.parametrize("count", [3, 30, 300])
def test_who_remembers_as_believed_keeps_the_models_own_curve(count: int, chance: float) -> None:
    kept = [
        learn_fading(answers(as_believed, count, seed=seed, chance=chance), DEFAULT) is None
        for seed in range(4)
    ]

    assert sum(kept) >= 3


@pytest.mark.parametrize("chance", [0.0, 0.25])
@pytest.mark.parametrize("recall", [exponentially, hardly])
def test_who_forgets_exponentially_is_believed_to(
    recall: Callable[[float, int], float], chance: float
) -> None:
    found = learn_fading(answers(recall, 200, chance=chance), DEFAULT)

    assert found is not None
    assert found.recall(5.0, 60) < 0.4 < as_believed(5.0, 60)
    assert found.recall(2.3, 7) == pytest.approx(recall(2.3, 7), abs=0.2)


OWN = own_fading(DEFAULT)
WEIGHED = [
    *(Fading(OWN.decay, share) for share in (0.71, 0.5)),
    *(Fading(-20.0, share) for share in (1.4, 1.0, 0.71)),
    *(Fading(-20.0, share, power) for share in (0.5, 0.35, 0.25) for power in (0.75, 0.5)),
]


@pytest.mark.parametrize("truth", [*WEIGHED, OWN], ids=repr)
def test_of_the_curves_weighed_the_one_that_holds_is_believed(truth: Fading) -> None:
    told: list[Probe] = []
    for stability, days in product((0.5, 2.0, 8.0, 32.0), (1, 2, 3, 5, 8, 13, 21, 34)):
        rights = round(100 * truth.recall(stability, days))
        told += [Probe(stability, days, right=number < rights) for number in range(100)]

    assert learn_fading(told, DEFAULT) == (None if truth == OWN else truth)


@pytest.mark.parametrize(("lapses", "is_enough"), [(1, False), (2, True)])
def test_to_forget_once_when_due_says_nothing(*, lapses: int, is_enough: bool) -> None:
    assert (learn_fading([Probe(8.0, 8, right=False)] * lapses, DEFAULT) is not None) is is_enough


probes = st.builds(
    Probe,
    stability=st.floats(0.001, 400),
    days=st.integers(1, 400),
    right=st.booleans(),
    chance=st.sampled_from([0.0, 0.25, 0.5]),
)


@settings(max_examples=25, deadline=None)
@given(given=st.lists(probes, max_size=12), rng=st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(given: Sequence[Probe], rng: random.Random) -> None:
    assert learn_fading(rng.sample(given, len(given)), DEFAULT) == learn_fading(given, DEFAULT)


def test_a_lucky_guess_is_no_recall() -> None:
    """Of two options every other guess is right: who remembers nothing is not taken to."""
    guessed = [Probe(8.0, days, right=days % 2 == 0, chance=0.5) for days in range(1, 41)]
    found = learn_fading(guessed, DEFAULT)

    assert found is not None
    assert found.recall(8.0, 40) < 0.1


@given(stability=st.floats(0.01, 400), days=st.integers(0, 400))
def test_the_curve_without_another_fades_as_the_model_does(stability: float, days: int) -> None:
    assert Curve(DEFAULT).recall(stability, days) == own_fading(DEFAULT).recall(stability, days)
    assert Curve(DEFAULT, HALF_LIFE).recall(stability, days) == pytest.approx(
        exponentially(stability, days), abs=0.015
    )


def test_another_curve_does_not_move_what_is_due() -> None:
    model = Model(DEFAULT.weights, retention=0.85)

    assert Curve(model, HALF_LIFE).days_to_due == Curve(model).days_to_due


def course(entries: Iterable[Entry], fading: Fading | None) -> Course:
    return Course(tuple(entries), 30, 10.0, 10, DEFAULT, fading)


def test_a_course_promises_less_to_who_forgets_exponentially() -> None:
    entries = [Entry(1.0, 0.0, 1.0, State(3.0, 5.0), -5)]

    assert score_untouched(course(entries, HALF_LIFE)) < 0.35 < score_untouched(course(entries, None))


def test_who_hardly_remembers_is_not_sent_after_what_will_be_forgotten() -> None:
    """A month before the exam, one answer to a new item is worth less than its guess."""
    entries = [Entry(1.0, 0.0, 1.0, unseen=0.25), Entry(1.0, 0.0, 1.0, State(60.0, 5.0), -20)]

    assert rank(course(entries, None)) == [0, 1]
    assert rank(course(entries, Fading(-20.0, 0.35, 0.75))) == [1, 0]


# --- from the store


SOFTMAX = ItemId("softmax/1")
LONG_AGO = StudyDay(738_000)


def answered(store: Store, day: int, rating: Rating = Rating.GOOD, item: ItemId = SOFTMAX) -> Row:
    """Let an item be answered on a day as the program would write it down."""
    fact = Fact(
        item=item, digest="d", session=SessionId("s"), mode="quiz", at=day, day=StudyDay(LONG_AGO + day),
        offset=0, outcome="right", rating=rating, answer="1", slip=None, seconds=4.0,
    )  # fmt: skip
    return store.add_review(remember(fact, store.fetch_memories([item]).get(item), store.model()))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory(entropy=bytes(range(16))) as opened:
        yield opened


def test_only_answers_on_later_days_tell_of_memory(store: Store) -> None:
    answered(store, 0)
    answered(store, 0)
    stability = store.fetch_memories()[SOFTMAX].stability
    answered(store, 4, Rating.AGAIN)
    answered(store, 4)
    voided = answered(store, 9)
    store.add_void(voided, at=9, day=StudyDay(LONG_AGO + 9))

    assert store.fetch_probes(100) == [(SOFTMAX, Probe(stability, 4, right=False))]
    assert store.fetch_probes(1) == []


def test_what_other_weights_foretold_is_left_out_until_they_hold_again(store: Store) -> None:
    answered(store, 0)
    answered(store, 4)
    other = Model((0.5, *DEFAULT.weights[1:]))
    eager = msgspec.structs.replace(DEFAULT, retention=0.95)

    store.keep_model(Fitted(other, 400, 0.3, 0.4), at=5)
    assert store.fetch_probes(100) == []
    store.keep_model(Fitted(eager, 0, None, None), at=6)
    assert len(store.fetch_probes(100)) == 1


def test_a_way_is_decided_anew_where_recall_fades_otherwise(tmp_path: Path, library: Library) -> None:
    env = Env(read_env({"EXAMPREP_HOME": str(tmp_path)}).paths)
    goal = Goal(Exam.G, date.fromordinal(env.now().day + 20), 30)
    cards = [item for item, one in library.items.items() if kind_of(one) == "recall"][:30]
    with Store.in_memory(entropy=bytes(range(16))) as store:
        assert aim_at(env, library, store, goal, {}).course.fading is None
        for card in cards:
            answered(store, 0, item=card)
            answered(store, 9, Rating.AGAIN, item=card)
        fading = aim_at(env, library, store, goal, {}).course.fading
        keep_way(env, store, goal, Way(Style.LATE_50))

        assert fading is not None
        assert standing_way(env, store, goal) == Way(Style.LATE_50)
        assert standing_way(env, store, goal, fading) is None
        keep_way(env, store, goal, Way(Style.LATE_25), fading)
        assert standing_way(env, store, goal, fading) == Way(Style.LATE_25)
