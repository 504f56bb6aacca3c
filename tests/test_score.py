"""What a score says, and what it does not: a pass mark nobody publishes, the luck of few questions."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.item import Text
from examprep.core.paper import PassMark
from examprep.core.score import AreaScore, Passing, Score, Trend, sentence_on, trend_of, trend_words
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
    Case("below", 54, Passing.BELOW, "に届かない", "below"),
    Case("at the low end", 55, Passing.INSIDE, "の中にあり、合否はどちらとも言えない", "inside"),
    Case("at the high end", 65, Passing.INSIDE, "の中にあり、合否はどちらとも言えない", "inside"),
    Case("above", 66, Passing.ABOVE, "を上回る", "above"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_score_is_put_beside_the_pass_range_with_its_confidence(case: Case) -> None:
    mark = PassMark(low=0.55, high=0.65, confidence="C", source=Text("出どころ。", "Where from."))

    said = sentence_on(score(case.right, 100), mark)

    assert score(case.right, 100).passing is case.passing
    assert said == Text(
        f"{case.right}% は、合格点があると推測される範囲 55%〜65% {case.ja}。"
        "範囲の確からしさは C（受験者の報告または推定）。出どころ。",
        f"{case.right}% is {case.en} the range 55% to 65% in which the pass mark is believed to lie, "
        "with confidence C (candidates' reports, or an inference). Where from.",
    )


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


def test_the_margin_of_a_trend_is_that_of_the_difference_of_two_shares() -> None:
    """By hand: variances 61/102 * 41/102 / 100 and 1/4 / 300, their root times 1.96."""
    found = trend_of([score(50, 100), score(40, 100), score(60, 100), score(60, 100)])

    assert found is not None
    assert found.change == pytest.approx(0.1)
    assert found.margin == pytest.approx(1.96 * math.sqrt(0.240388 / 100 + 0.25 / 300), rel=1e-4)


@pytest.mark.parametrize("counts", [(0, 0), (1, 1), (0, 5)])
def test_a_trend_of_few_questions_or_none_has_a_margin(counts: tuple[int, int]) -> None:
    found = trend_of([score(*counts), score(*counts)])

    assert found is not None
    assert (found.change, found.margin > 0) == (0, True)


def test_nothing_asked_is_a_share_of_nothing() -> None:
    assert score(0, 0).share == 0
    assert score(0, 0).passing is Passing.BELOW


def test_a_trend_is_told_in_points_with_its_margin() -> None:
    clear, chance = Trend(-0.125, 0.1), Trend(0.04, 0.104)

    assert trend_words(clear) == Text(
        "直前の模擬試験（最大3回）と比べて -12 ポイント（誤差 ±10）。",
        "Against the mocks just before (3 at most): -12 points (±10).",
    )
    assert trend_words(chance).ja.endswith("+4 ポイント（誤差 ±10）、偶然の範囲。")
    assert trend_words(chance).en.endswith("+4 points (±10): no more than chance does.")


@pytest.mark.parametrize(
    ("confidence", "known"),
    [
        ("A", Text("独立した二つ以上の情報源", "two independent sources or more")),
        ("B", Text("一つの情報源", "one source")),
        ("?", Text("受験者の報告または推定", "candidates' reports, or an inference")),
    ],
)
def test_it_is_said_how_the_pass_mark_is_known(confidence: str, known: Text) -> None:
    mark = PassMark(low=0.5, high=0.6, confidence=confidence, source=Text("源", "Source"))

    said = sentence_on(Score((), 0, 0.5, 0.6, confidence), mark)

    assert f"確からしさは {confidence}（{known.ja}）" in said.ja
    assert f"confidence {confidence} ({known.en})" in said.en


def test_places_beside_the_pass_range_are_told_by_these_words() -> None:
    assert [place.value for place in Passing] == ["above", "inside", "below"]
