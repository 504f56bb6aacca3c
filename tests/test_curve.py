"""The closed formulas say what py-fsrs says, for any history and any sensible parameters."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from examprep.core.curve import Curve, State
from examprep.core.day import StudyDay
from examprep.core.fading import Fading
from examprep.core.memory import DEFAULT, Memory, Model, Rating, retrievability, review

START = StudyDay(739_000)
OTHER = Model(
    (0.6, 1.1, 3.6, 14.0, 6.9, 0.7, 2.4, 0.02, 1.45, 0.12, 1.1, 1.7, 0.09, 0.32, 1.25, 0.35, 2.3, 0.62,
     0.25, 0.12, 0.32)
)  # fmt: skip

histories = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 90)), min_size=1, max_size=8)


def by_curve(curve: Curve, history: list[tuple[Rating, int]]) -> State:
    """Follow a history by the closed formulas."""
    state = curve.first(history[0][0])
    for rating, gap in history[1:]:
        recall = curve.recall(state.stability, gap)
        if gap == 0:
            state = curve.again_today(state, rating)
        elif rating is Rating.AGAIN:
            state = curve.forgotten(state, recall)
        else:
            state = curve.recalled(state, recall, rating)
    return state


@settings(max_examples=150, deadline=None)
@example(history=[(Rating.AGAIN, 0), (Rating.HARD, 0)], model=OTHER)
@given(history=histories, model=st.sampled_from([DEFAULT, OTHER]))
def test_any_history_ends_as_py_fsrs_says(history: list[tuple[Rating, int]], model: Model) -> None:
    memory: Memory | None = None
    day = START
    for rating, gap in history:
        day = StudyDay(day + (gap if memory else 0))
        memory = review(memory, rating, day, model)
    assert memory is not None

    found = by_curve(Curve(model), history)

    assert found.stability == pytest.approx(memory.stability, rel=1e-9)
    assert found.difficulty == pytest.approx(memory.difficulty, rel=1e-9)


@given(days=st.integers(0, 400), stability=st.floats(0.1, 400))
def test_recall_is_that_of_the_memory(days: int, stability: float) -> None:
    memory = Memory(stability, 5.0, START, START, 1, 0)

    found = Curve(OTHER).recall(stability, days)

    assert found == pytest.approx(retrievability(memory, StudyDay(START + days), OTHER), rel=1e-12)


@pytest.mark.parametrize("fading", [None, Fading(-20.0, 0.35, 0.75)], ids=["own", "quick"])
@pytest.mark.parametrize(
    ("stability", "difficulty", "elapsed", "left"),
    [(0.2, 9.0, 1, 3), (2.3, 2.1, 2, 30), (8.0, 5.0, 20, 7), (300.0, 6.5, 90, 60)],
)
def test_where_all_is_known_of_an_item_the_most_it_can_gain_is_its_gain(
    stability: float, difficulty: float, elapsed: int, left: int, fading: Fading | None
) -> None:
    curve = Curve(OTHER, fading)

    most = curve.most_gain(stability, stability, elapsed, elapsed, left, difficulty)

    assert most == pytest.approx(curve.gain(State(stability, difficulty), elapsed, left), abs=2e-9)


def test_an_item_of_stability_one_is_due_at_the_wanted_retention() -> None:
    curve = Curve(Model(DEFAULT.weights, 0.85))

    assert curve.recall(1.0, curve.days_to_due) == pytest.approx(0.85)
