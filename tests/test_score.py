"""What a score says, and what it does not: a pass mark nobody publishes, the luck of few questions."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.item import Text
from examprep.core.paper import PassMark
from examprep.core.score import AreaScore, Passing, Score, sentence_on, trend_of
from examprep.core.syllabus import TopicId


def score(right: int, asked: int, low: float = 0.55, high: float = 0.65) -> Score:
    return Score((AreaScore(TopicId("e.math"), right, asked),), asked, low, high, "C")


def test_areas_add_up() -> None:
    areas = (AreaScore(TopicId("a"), 3, 4), AreaScore(TopicId("b"), 1, 6))
    whole = Score(areas, 9, 0.5, 0.6, "C")

    assert (whole.right, whole.asked, whole.share) == (4, 10, 0.4)
    assert [area.share for area in areas] == [0.75, 1 / 6]


@dataclass(frozen=True)
class Case:
    name: str
    right: int
    passing: Passing
    ja: str
    en: str


CASES = [
    Case("below", 54, Passing.BELOW, "に届かない", "54% is below the range 55% to 65%"),
    Case("at the low end", 55, Passing.INSIDE, "どちらとも言えない", "55% is inside the range 55% to 65%"),
    Case("at the high end", 65, Passing.INSIDE, "どちらとも言えない", "65% is inside"),
    Case("above", 66, Passing.ABOVE, "を上回る", "66% is above"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_score_is_put_beside_the_pass_range_with_its_confidence(case: Case) -> None:
    mark = PassMark(low=0.55, high=0.65, confidence="C", source=Text("出どころ。", "Where from."))

    said = sentence_on(score(case.right, 100), mark)

    assert score(case.right, 100).passing is case.passing
    assert case.ja in said.ja
    assert said.en.startswith(case.en)
    assert "確からしさは C（受験者の報告または推定）" in said.ja
    assert "confidence C (candidates' reports, or an inference)" in said.en
    assert said.en.endswith("Where from.")


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_margin_holds_the_share_and_stays_within_bounds(counts: tuple[int, int]) -> None:
    one = score(*counts)
    low, high = one.margin

    assert 0 <= low <= one.share <= high <= 1
    assert high - low > 0


def test_more_questions_leave_less_to_luck() -> None:
    low, high = score(6, 10).margin
    lower, higher = score(60, 100).margin

    assert low == pytest.approx(0.313, abs=0.001)  # Wilson's interval, as tables have it
    assert high == pytest.approx(0.832, abs=0.001)
    assert higher - lower < high - low


def test_a_trend_needs_two_mocks() -> None:
    assert trend_of([]) is None
    assert trend_of([score(5, 10)]) is None


def test_a_trend_compares_with_the_three_before_it_and_knows_chance() -> None:
    old = score(0, 100)
    clear = trend_of([old, *[score(40, 100)] * 3, score(70, 100)])
    chance = trend_of([score(5, 10), score(6, 10)])

    assert clear is not None and chance is not None
    assert clear.change == pytest.approx(0.3)
    assert clear.is_clear
    assert chance.change == pytest.approx(0.1)
    assert not chance.is_clear


def test_one_lucky_question_is_no_trend() -> None:
    found = trend_of([score(0, 1), score(1, 1)])

    assert found is not None and not found.is_clear
