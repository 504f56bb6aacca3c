"""What cannot matter is left out, and nothing else: the bounds hold for every model."""

from __future__ import annotations

import msgspec
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.core.curve import Curve, State
from examprep.core.day import StudyDay
from examprep.core.memory import DEFAULT, Model
from examprep.core.narrow import EVERYTHING, reckon_bounds, windows_above

TODAY = StudyDay(739_000)
CURVE = Curve(DEFAULT)
weights = st.tuples(
    *(
        st.floats(low, high)
        for low, high in zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    )
)
models = st.just(DEFAULT) | weights.map(lambda found: msgspec.structs.replace(DEFAULT, weights=found))
stabilities = st.floats(0.001, 5_000)
difficulties = st.floats(1, 10)


@settings(deadline=None)
@given(
    model=models,
    low=stabilities,
    wide=st.floats(1, 2),
    difficulty=difficulties,
    soonest=st.integers(1, 500),
    span=st.integers(0, 90),
    left=st.integers(1, 400),
    across=st.floats(0, 1),
    along=st.floats(0, 1),
)
def test_no_gain_is_above_its_bound(
    *,
    model: Model,
    low: float,
    wide: float,
    difficulty: float,
    soonest: int,
    span: int,
    left: int,
    across: float,
    along: float,
) -> None:
    curve = Curve(model)
    state = State(low + across * low * (wide - 1), difficulty)

    gain = curve.gain(state, soonest + round(along * span), left)

    assert gain <= curve.most_gain(low, low * wide, soonest, soonest + span, left)


@settings(deadline=None)
@given(stabilities, difficulties, st.integers(1, 600), st.integers(1, 200), st.floats(0.5, 1))
def test_what_gains_as_much_as_a_floor_lies_in_a_window_above_it(
    stability: float, difficulty: float, elapsed: int, left: int, share: float
) -> None:
    floor = CURVE.gain(State(stability, difficulty), elapsed, left) * share
    windows = windows_above(reckon_bounds(CURVE, left, 600), min(floor, floor / share), TODAY)

    day = TODAY - elapsed
    assert any(one.first <= day <= one.last and one.low <= stability <= one.high for one in windows)


def test_a_high_floor_leaves_little_and_none_leaves_all() -> None:
    bounds = reckon_bounds(CURVE, 60, 600)
    sizes = [
        sum((one.last - one.first + 1) * min(one.high, 3_000) for one in windows_above(bounds, floor, TODAY))
        for floor in (-1.0, 0.05, 0.2, 0.35)
    ]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[2] < sizes[0] / 10
    assert sizes[0] == sum(days[1] - days[0] + 1 for days in bounds) * 3_000
    assert EVERYTHING.first <= TODAY <= EVERYTHING.last
