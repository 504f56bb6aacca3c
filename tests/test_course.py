"""The days up to an exam: what gains most is asked first, and looking ahead is preferred where it wins."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.core.course import (
    FIRST,
    Course,
    Entry,
    Style,
    _drawn,
    _Run,
    choose_style,
    expect_score,
    gains_now,
    goes_by_due_date,
    rank,
    roll_out,
    score_untouched,
    stand_for,
)
from examprep.core.curve import Curve, State
from examprep.core.fading import Fading
from examprep.core.memory import DEFAULT, Model, Rating

CURVE = Curve(DEFAULT)
QUICKLY = Curve(DEFAULT, Fading(-20.0, 0.35, 0.75))


def entry(
    stability: float | None = None, *, ago: int = 5, weight: float = 1.0, seconds: float = 1.0
) -> Entry:
    state = None if stability is None else State(stability, 5.0)
    return Entry(weight, 0.25, seconds, state, -ago if state else 0)


def course(*entries: Entry, days: int = 30, seconds: float = 10.0, new: int = 10) -> Course:
    return Course(entries, days, seconds, new, DEFAULT)


@pytest.mark.parametrize(
    ("name", "entries", "expected"),
    [
        ("what is worth more comes first", [entry(5, weight=1), entry(5, weight=3)], [1, 0]),
        ("what is quicker comes first", [entry(5, seconds=60), entry(5, seconds=20)], [1, 0]),
        ("what sits firmly can wait", [entry(400), entry(8)], [1, 0]),
        ("what is new gains most", [entry(30), entry()], [1, 0]),
        ("what was answered today is left out", [entry(5, ago=0), entry(5)], [1]),
        ("nothing to ask", [], []),
    ],
)
def test_order_of_a_day(name: str, entries: list[Entry], expected: list[int]) -> None:
    assert rank(course(*entries)) == expected, name


def test_before_its_share_of_the_days_a_late_style_goes_by_due_date() -> None:
    entries = [entry(400, ago=1), entry(2, ago=9), entry(4, ago=9), entry()]
    late = course(*entries, days=20)

    assert rank(late, Style.LATE_50) == [1, 2, 3]
    assert rank(late, Style.LATE_50, decided=-20) == rank(late, Style.GAIN)


def test_a_patient_style_lets_new_items_wait_for_reviews_that_gain_as_much() -> None:
    entries = (entry(2, ago=3), entry(weight=0.4))
    far = course(*entries, days=60)

    assert rank(far, Style.GAIN)[0] == 1
    assert rank(far, Style.PATIENT)[0] == 0


def test_the_score_without_studying_is_that_of_the_forgetting_curve() -> None:
    recall = CURVE.recall(5, 5 + 30)

    found = score_untouched(course(entry(5, weight=0.5), entry(weight=0.5)))

    assert found == pytest.approx(0.5 * (0.25 + 0.75 * recall) + 0.5 * 0.25)


entries = st.builds(
    entry,
    stability=st.none() | st.floats(0.3, 90),
    ago=st.integers(0, 20),
    weight=st.floats(0.1, 3),
    seconds=st.floats(5, 60),
)
courses = st.builds(
    lambda entries, days, seconds: course(*entries, days=days, seconds=seconds, new=3),
    st.lists(entries, min_size=1, max_size=8),
    st.integers(1, 25),
    st.floats(0, 300),
)


@settings(max_examples=60, deadline=None)
@given(course=courses, style=st.sampled_from(Style), seed=st.floats(0, 1))
def test_a_run_is_repeatable_and_keeps_within_what_can_be_scored(
    course: Course, style: Style, seed: float
) -> None:
    whole = sum(entry.weight for entry in course.entries)
    found = roll_out(course, style, seed)

    assert found == roll_out(course, style, seed)
    assert 0 <= found <= whole + 1e-9


@settings(max_examples=60, deadline=None)
@given(course=courses, curve=st.sampled_from([CURVE, QUICKLY]))
def test_the_written_out_gain_is_that_of_the_formulas(course: Course, curve: Curve) -> None:
    for asked in course.entries:
        if asked.state is None:
            continue
        elapsed, left = -asked.last, course.days
        recall = curve.recall(asked.state.stability, elapsed)
        known = curve.recall(curve.recalled(asked.state, recall, Rating.GOOD).stability, left)
        again = curve.again_today(curve.forgotten(asked.state, recall))
        untouched = curve.recall(asked.state.stability, elapsed + left)
        expected = (recall * known + (1 - recall) * curve.recall(again.stability, left) - untouched) / (
            2 - recall
        )

        assert curve.gain(asked.state, elapsed, left) == pytest.approx(expected, abs=1e-12)


def test_more_time_is_worth_more() -> None:
    many = [entry() for _ in range(150)]
    scores = [
        expect_score(course(*many, days=20, seconds=seconds), Style.GAIN, random.Random(1))
        for seconds in (0, 0.5, 5, 10, 20, 40)
    ]

    assert scores == sorted(set(scores))
    assert scores[0] == pytest.approx(0.25 * 150)


def test_a_style_is_left_only_for_one_that_is_clearly_ahead() -> None:
    tight = course(*(entry() for _ in range(200)), days=21, seconds=20.0, new=14)
    easy = course(*(entry(30) for _ in range(20)), days=21, seconds=500.0)

    chosen = choose_style(tight, random.Random(0))
    rolls = {style: sum(roll_out(tight, style, seed) for seed in range(4)) for style in (chosen, Style.GAIN)}

    assert chosen is not Style.GAIN
    assert rolls[chosen] > rolls[Style.GAIN]
    assert choose_style(easy, random.Random(0)) is Style.GAIN
    assert choose_style(msgspec.structs.replace(tight, days=1), random.Random(0)) is Style.GAIN


@pytest.mark.parametrize(
    ("style", "last_day_by_due_date"),
    [(Style.GAIN, -1), (Style.PATIENT, -1), (Style.LATE_75, 24), (Style.LATE_50, 49), (Style.LATE_25, 74)],
)
def test_a_late_style_goes_by_gain_in_its_last_days(style: Style, last_day_by_due_date: int) -> None:
    by_due_date = [day for day in range(100) if goes_by_due_date(course(days=100), style, day)]

    assert by_due_date == list(range(last_day_by_due_date + 1))


@pytest.mark.parametrize(("retention", "due"), [(0.9, [0]), (0.8, [])])
def test_by_due_date_an_item_waits_until_the_wanted_retention(retention: float, due: list[int]) -> None:
    waiting = Course((entry(4, ago=5),), 30, 10.0, 10, Model(DEFAULT.weights, retention))

    assert rank(waiting, Style.LATE_50) == due


def test_of_a_hopeless_style_two_runs_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[Style] = []

    def imagined(_: Course, style: Style, seed: float) -> float:
        run.append(style)
        return {Style.LATE_50: 1.0, Style.GAIN: 0.0}.get(style, -1.0) + seed / 100

    monkeypatch.setattr("examprep.core.course.roll_out", imagined)

    assert choose_style(course(entry()), random.Random(1)) is Style.LATE_50
    assert [run.count(style) for style in Style] == [4, 2, 2, 4, 2]


class Counted(random.Random):
    """Dice that count how often they were thrown."""

    thrown = 0

    def random(self) -> float:
        self.thrown += 1
        return super().random()


@pytest.mark.parametrize(("days", "runs"), [(1, 0), (2, 4), (180, 4), (181, 0)])
def test_styles_are_weighed_from_half_a_year_before_the_exam_until_the_day_before(
    days: int, runs: int
) -> None:
    dice = Counted(1)
    choose_style(course(entry(5), days=days, seconds=0.0), dice)

    assert dice.thrown == runs


def test_of_a_large_course_a_sample_tells_what_the_whole_would() -> None:
    many = course(*(entry() for _ in range(1000)), days=10, seconds=200.0, new=200)
    few = course(*(entry(weight=5) for _ in range(200)), days=10, seconds=40.0, new=40)

    found, expected = (expect_score(c, Style.GAIN, random.Random(3), rollouts=8) for c in (many, few))

    assert found == pytest.approx(expected, rel=0.02)


def test_a_sample_of_what_is_learned_slowly_still_learns() -> None:
    assert stand_for(course(entry(), new=1), 4, 4.0).new_a_day == 1


def test_a_sample_of_what_weighs_nothing_stays_as_it_is() -> None:
    """A bank about no exam may be all there is."""
    sampled = stand_for(course(entry(weight=0.0)), 4, 0.0)

    assert [one.weight for one in sampled.entries] == [0.0]


@pytest.mark.parametrize(("days", "runs"), [(1, 4), (180, 4), (181, 3), (360, 2), (720, 1), (3600, 1)])
def test_the_farther_the_exam_the_fewer_runs_tell(days: int, runs: int) -> None:
    dice = Counted(1)
    expect_score(course(entry(5), days=days, seconds=0.0), Style.GAIN, dice)

    assert dice.thrown == runs


@pytest.mark.parametrize(("days", "ago", "nights"), [(0, 0, 1), (1, 0, 1), (2, 0, 2), (0, 3, 3), (30, 5, 35)])
def test_a_night_at_least_lies_between_an_answer_and_the_exam(days: int, ago: int, nights: int) -> None:
    recall = CURVE.recall(5.0, nights)

    assert score_untouched(course(entry(5, ago=ago), days=days)) == pytest.approx(0.25 + 0.75 * recall)


@pytest.mark.parametrize(("left", "patient"), [(30, False), (30, True), (1, True)])
def test_what_a_new_item_gains_is_what_a_first_answer_leaves(left: int, *, patient: bool) -> None:
    """By hand: the recall on the day after each first rating, forgotten ones asked twice; patience waits."""
    firsts = {rating: CURVE.first(rating) for rating in Rating}
    firsts[Rating.AGAIN] = CURVE.again_today(firsts[Rating.AGAIN])

    def known(days: int) -> float:
        return sum(FIRST[rating] * CURVE.recall(state.stability, days) for rating, state in firsts.items())

    wanted = 0.75 * (known(left) - (0.3 * known(1) if patient else 0))
    gains = gains_now(course(entry(), days=left), Style.PATIENT if patient else Style.GAIN)

    assert gains[0] == pytest.approx(wanted / (1 + FIRST[Rating.AGAIN]))


def test_what_a_new_item_gains_depends_on_the_days_left_alone() -> None:
    later, now = _Run(course(entry(), days=40)), _Run(course(entry(), days=30))

    assert later.gains(10, patient=False) == now.gains(0, patient=False)
    assert later.gains(10, patient=True) == now.gains(0, patient=True)


@pytest.mark.parametrize(
    ("thrown", "rating"),
    [
        (0.0, Rating.AGAIN),
        (0.27, Rating.AGAIN),
        (0.29, Rating.HARD),
        (0.37, Rating.HARD),
        (0.39, Rating.GOOD),
        (0.87, Rating.GOOD),
        (0.89, Rating.EASY),
        (0.9999, Rating.EASY),
    ],
)
def test_a_first_answer_is_rated_as_dice_fall_on_its_shares(thrown: float, rating: Rating) -> None:
    assert _drawn(FIRST, thrown) is rating
