"""Predictions of recall beside what happened: counted by hand, and never more certain than the log allows."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.calibration import DOUBT, Bin, Judged, calibrate
from examprep.core.day import StudyDay
from examprep.core.item import ItemId
from examprep.core.memory import DEFAULT, DeviceId, Fact, Rating, Review, SessionId, remember
from examprep.store.log import append
from examprep.store.rows import answer_columns
from examprep.store.store import Store

DAY = StudyDay(739_000)


def judged(predicted: float | None, *, recalled: bool = True, day: int = 0) -> Judged:
    item, is_new = ItemId("a/1"), predicted is None
    return Judged(item, StudyDay(DAY + day), predicted, recalled, marked=True, is_new=is_new)


def test_four_predictions_are_summed_up_as_by_hand() -> None:
    found = calibrate(
        [judged(0.9), judged(0.9, recalled=False), judged(0.6), judged(0.4, recalled=False), judged(None)]
    )

    assert found.count == 4
    assert found.predicted == pytest.approx(0.7)
    assert found.recalled == 0.5
    assert found.brier == pytest.approx((0.01 + 0.81 + 0.16 + 0.16) / 4)
    assert found.brier_plain == 0.25
    assert found.log_loss == pytest.approx(-(math.log(0.9) + math.log(0.1) + 2 * math.log(0.6)) / 4)
    assert [(own.low, own.high, own.count) for own in found.bins if own.count] == [
        (0.0, 0.5, 1),
        (0.6, 0.7, 1),
        (0.9, 0.95, 2),
    ]
    assert found.bins[5] == Bin(0.9, 0.95, 2, 0.9, 0.5)


def test_nothing_predicted_is_nothing_said() -> None:
    found = calibrate([judged(None), judged(None, recalled=False)])

    assert (found.count, found.predicted, found.recalled, found.brier, found.log_loss) == (0, *[None] * 4)
    assert {own.count for own in found.bins} == {0}
    assert found.error == DOUBT


def test_a_prediction_from_a_damaged_log_counts_as_the_nearest_that_there_is() -> None:
    found = calibrate([judged(-0.5, recalled=False), judged(1.5)])

    assert (found.bins[0], found.bins[-1]) == (Bin(0.0, 0.5, 1, 0.0, 0.0), Bin(0.95, 1.0, 1, 1.0, 1.0))
    assert found.brier == 0


def test_only_days_since_are_counted() -> None:
    answers = [judged(0.8, day=-30, recalled=False), judged(0.8, day=-29), judged(0.8)]

    recent = calibrate(answers, StudyDay(DAY - 29))

    assert (recent.count, recent.recalled) == (2, 1)
    assert calibrate(answers).recalled == pytest.approx(2 / 3)


def test_a_certain_prediction_that_fails_costs_much_but_not_everything() -> None:
    found = calibrate([judged(1.0, recalled=False), judged(0.0)])

    assert found.log_loss is not None
    assert 9 < found.log_loss < 10


@pytest.mark.parametrize(
    ("name", "answers", "low", "high"),
    [
        ("true for long", [judged(0.8, recalled=n % 5 > 0) for n in range(1000)], 0.005, 0.02),
        ("true so far", [judged(0.8, recalled=n % 5 > 0) for n in range(10)], 0.06, 0.1),
        ("far too high for long", [judged(0.9, recalled=n % 2 > 0) for n in range(1000)], 0.38, 0.41),
        ("far too low for long", [judged(0.3, recalled=n % 10 > 0) for n in range(1000)], 0.57, 0.61),
        ("one surprise", [judged(0.99, recalled=False)], 0.1, 0.6),
    ],
)
def test_how_far_predictions_may_be_off(name: str, answers: list[Judged], low: float, high: float) -> None:
    assert low < calibrate(answers).error < high


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_every_prediction_lies_in_one_bin_and_all_numbers_are_within_bounds(
    pairs: list[tuple[float, bool]],
) -> None:
    found = calibrate(judged(p, recalled=right) for p, right in pairs)

    assert sum(own.count for own in found.bins) == found.count == len(pairs)
    assert found.brier is not None
    assert found.log_loss is not None
    assert 0 <= found.brier <= 1
    assert found.log_loss > 0
    assert 0 < found.error < 1.1
    for own in found.bins:
        assert own.predicted is None or own.low - 1e-9 < own.predicted < own.high + 1e-9


# --- from the log


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory(entropy=bytes(range(16))) as opened:
        yield opened


def answer(
    store: Store, day: int, rating: Rating = Rating.GOOD, outcome: str = "right", at: int = 0
) -> Review:
    """Return the review of an answer to one item some days from the first."""
    item = ItemId("softmax/1")
    fact = Fact(
        item=item, digest="d", session=SessionId("s"), mode="quiz", at=(day + 10) * 86_400_000 + at,
        day=StudyDay(DAY + day), offset=0, outcome=outcome, rating=rating, answer="1", slip=None, seconds=4.0,
    )  # fmt: skip
    return remember(fact, store.fetch_memories([item]).get(item), DEFAULT)


def test_the_first_answer_of_each_day_is_judged(store: Store) -> None:
    store.add_review(answer(store, 0, Rating.AGAIN, "wrong"))
    store.add_review(answer(store, 0, at=1))
    store.add_review(answer(store, 5))
    store.add_review(answer(store, 5, Rating.AGAIN, "partial", at=1))

    first, later = store.fetch_judged()

    assert first == Judged(ItemId("softmax/1"), DAY, None, recalled=False, marked=True, is_new=True)
    assert (later.day, later.recalled, later.is_new) == (DAY + 5, True, False)
    assert later.predicted is not None
    assert 0 < later.predicted < 1


def test_an_answer_taken_back_is_not_judged_and_the_one_in_its_place_is(store: Store) -> None:
    store.add_review(answer(store, 0))
    row = store.add_review(answer(store, 5, Rating.AGAIN, "wrong"))
    store.add_void(row, at=1, day=StudyDay(DAY + 5))
    assert [own.day for own in store.fetch_judged()] == [DAY]

    store.add_review(answer(store, 5, at=1))

    assert [own.recalled for own in store.fetch_judged()] == [True, True]
    assert store.fetch_judged()[1].predicted is not None


def test_a_card_rates_itself_and_hard_is_recalled(store: Store) -> None:
    store.add_review(answer(store, 0, Rating.HARD, "rated"))
    store.add_review(answer(store, 2, Rating.AGAIN, "rated"))

    assert [(own.marked, own.recalled) for own in store.fetch_judged()] == [(False, True), (False, False)]


def test_the_same_item_answered_on_two_machines_counts_once_a_day(store: Store) -> None:
    here = answer(store, 0, at=5)
    elsewhere = answer(store, 0, Rating.AGAIN, "wrong", at=1)
    store.add_review(here)
    append(store._connection, DeviceId("other"), elsewhere.at, answer_columns(elsewhere))

    [only] = store.fetch_judged()

    assert (only.recalled, only.is_new) == (False, True)


def test_an_empty_log_has_judged_nothing(store: Store) -> None:
    assert store.fetch_judged() == ()
