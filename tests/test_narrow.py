"""What cannot matter is left out, and nothing else: the bounds hold for every model and every fading."""

from __future__ import annotations

import math
from itertools import pairwise

import msgspec
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.core.curve import Curve, State
from examprep.core.day import StudyDay
from examprep.core.fading import EXPONENTIAL, Fading
from examprep.core.memory import DEFAULT, Model
from examprep.core.narrow import Terrain

TODAY = StudyDay(739_000)
CURVE = Curve(DEFAULT)
weights = st.tuples(
    *(
        st.floats(low, high)
        for low, high in zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    )
)
models = st.just(DEFAULT) | weights.map(lambda found: msgspec.structs.replace(DEFAULT, weights=found))
fadings = st.none() | st.builds(
    Fading,
    decay=st.just(EXPONENTIAL) | st.floats(-20, -0.1),
    share=st.floats(0.2, 2),
    power=st.floats(0.3, 1),
)
stabilities = st.floats(0.001, 5_000)
difficulties = st.floats(1, 10)


@settings(deadline=None)
@given(
    model=models,
    fading=fadings,
    low=stabilities,
    wide=st.floats(1, 2),
    difficulty=difficulties,
    easier=st.floats(0, 1),
    soonest=st.integers(1, 500),
    span=st.integers(0, 90),
    left=st.integers(1, 400),
    across=st.floats(0, 1),
    along=st.floats(0, 1),
)
def test_no_gain_is_above_its_bound(
    *,
    model: Model,
    fading: Fading | None,
    low: float,
    wide: float,
    difficulty: float,
    easier: float,
    soonest: int,
    span: int,
    left: int,
    across: float,
    along: float,
) -> None:
    curve = Curve(model, fading)
    state = State(low + across * low * (wide - 1), difficulty)

    gain = curve.gain(state, soonest + round(along * span), left)

    easiest = difficulty * easier
    assert gain <= curve.most_gain(low, low * wide, soonest, soonest + span, left, easiest)
    assert gain <= curve.most_gain(low, low * wide, soonest, soonest + span, left)


@settings(deadline=None)
@given(fadings, stabilities, difficulties, st.integers(1, 600), st.integers(1, 200))
def test_every_memory_lies_in_one_box_of_each_size_and_gains_no_more_than_its_bound(
    fading: Fading | None, stability: float, difficulty: float, elapsed: int, left: int
) -> None:
    curve = Curve(DEFAULT, fading)
    terrain = Terrain(curve, left, 600)
    gain = curve.gain(State(stability, difficulty), elapsed, left)
    day, box, bounds = TODAY - elapsed, terrain.whole, [math.inf]
    while halves := box.halves():
        windows = [terrain.window(half, TODAY) for half in halves]
        [box] = [
            half
            for half, one in zip(halves, windows, strict=True)
            if one.first <= day <= one.last
            and one.low <= stability < one.high
            and one.easy <= difficulty < one.hard
        ]
        bounds.append(terrain.most(box))

    assert gain <= min(bounds)
    assert all(later <= sooner + 1e-12 for sooner, later in pairwise(bounds))


def test_the_oldest_review_lies_in_the_whole() -> None:
    for oldest in range(1, 60):
        terrain = Terrain(CURVE, 60, oldest)
        assert terrain.window(terrain.whole, TODAY).first <= TODAY - oldest


def test_a_small_box_bounds_far_closer_than_all_of_them() -> None:
    terrain = Terrain(CURVE, 60, 600)
    box = terrain.whole
    while halves := box.halves():
        box = halves[-1]

    assert terrain.most(box) < terrain.most(terrain.whole) / 3
    assert terrain.window(terrain.whole, TODAY).first <= TODAY - 600
    assert terrain.window(terrain.whole, TODAY).last == TODAY - 1
