"""Classical item analysis agrees with numpy, with worked examples, and with what holes mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.analysis.classical import (
    alpha,
    compare_groups,
    complete_block,
    correlate,
    lengthened,
    standings,
)
from examprep.core.interval import wilson
from tests.simulated import HOLE

SMALL = np.array(
    [
        [1, 1, 1, 1, 0, 1],
        [1, 0, 1, 0, 1, 1],
        [0, 1, 1, 0, 0, 0],
        [1, 1, 0, 1, 1, 0],
        [0, 0, 0, 0, 0, 1],
        [0, 0, 1, 0, 0, 0],
        [1, 0, 1, 1, 1, 0],
    ],
    dtype=float,
)


def test_the_corrected_point_biserial_is_that_of_numpy() -> None:
    standing = standings(SMALL)

    for item in range(SMALL.shape[1]):
        rest = SMALL.sum(axis=1) - SMALL[:, item]
        found = correlate(SMALL[:, item], standing[:, item])
        assert found is not None and found.count == len(SMALL)
        assert found.value == pytest.approx(np.corrcoef(SMALL[:, item], rest)[0, 1])


def test_who_was_not_asked_does_not_count() -> None:
    holed = np.vstack([SMALL, SMALL[:2]])
    holed = np.hstack([holed, SMALL[[0, 1, 2, 3, 4, 5, 6, 3, 4], :2]])
    holed[7:, 0] = HOLE
    holed[2, 3] = HOLE
    shares = np.nanmean(holed, axis=0)

    found = correlate(holed[:, 0], standings(holed)[:, 0])

    rest = [np.nanmean(row[1:] - shares[1:]) for row in holed[:7]]
    assert found is not None and found.count == 7
    assert found.value == pytest.approx(np.corrcoef(holed[:7, 0], rest)[0, 1])


def test_who_was_asked_easy_items_only_does_not_stand_higher() -> None:
    """Two groups of equal learners: one was asked easy items, the other hard ones."""
    rng = np.random.default_rng(1)
    easy, hard = rng.random((200, 10)) < 0.9, rng.random((200, 10)) < 0.3
    right = np.full((400, 20), HOLE)
    right[:200, :10], right[200:, 10:] = easy, hard

    standing = standings(right)

    assert np.nanmean(standing[:200]) == pytest.approx(np.nanmean(standing[200:]), abs=0.01)


def test_nobody_is_compared_who_was_asked_too_little() -> None:
    assert np.isnan(standings(SMALL[:, :5])).all()
    assert correlate(SMALL[:, 0], np.full(7, HOLE)) is None
    assert correlate(np.ones(7), standings(SMALL)[:, 0]) is None


def test_groups_are_the_strongest_and_weakest_27_percent_and_equals_count_in_parts() -> None:
    standing = np.array([9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 1], dtype=float)
    marks = np.array([1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0], dtype=float)

    found = compare_groups(marks, standing)

    assert found is not None
    assert (found.upper, found.lower) == pytest.approx((2 / 3, 1 / 3))
    tied = compare_groups(np.array([1, 1, 0, 0.0]), np.zeros(4))
    assert tied is not None and (tied.upper, tied.lower) == (0.5, 0.5)


TEN_STUDENTS = """
1111110110 1011011101 1111011001 0010001000 0000010010
1110111111 1101110111 1111111101 0101111101 1101101110
"""
"""Karl L. Wuensch, The Kuder-Richardson 20, East Carolina University,
https://core.ecu.edu/wuenschk/StatHelp/KR20.txt: the sum of pq is 2.18, the variance of the totals 5.84."""


def test_alpha_is_that_of_a_worked_example() -> None:
    table = np.array([[float(mark) for mark in student] for student in TEN_STUDENTS.split()])

    assert table.sum(axis=1).tolist() == [8, 7, 7, 2, 2, 9, 8, 9, 7, 7]
    assert alpha(table) == pytest.approx(10 / 9 * (1 - 2.18 / 5.84))


def test_alpha_is_1_for_items_that_agree_and_nothing_where_nobody_differs() -> None:
    column = np.array([1, 0, 1, 1, 0.0])

    assert alpha(np.column_stack([column] * 4)) == pytest.approx(1)
    assert alpha(np.ones((5, 4))) is None
    assert lengthened(0.5, 3) == pytest.approx(0.75)


def test_a_block_without_holes_is_found() -> None:
    seen = np.zeros((60, 12), dtype=bool)
    seen[10:45, 2:10] = True
    seen[::7] = True

    block = complete_block(seen)

    assert block is not None and set(range(2, 10)) <= set(block.columns)
    assert seen[np.ix_(block.rows, block.columns)].all() and len(block.rows) >= 35
    assert complete_block(np.eye(60, dtype=bool)) is None


@pytest.mark.parametrize(
    ("right", "asked", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_of_newcombe_1998(right: int, asked: int, low: float, high: float) -> None:
    assert wilson(right, asked) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 50), st.integers(0, 50))
def test_an_interval_holds_the_share_and_mirrors(right: int, wrong: int) -> None:
    low, high = wilson(right, right + wrong)

    assert 0 <= low <= high <= 1
    assert wilson(wrong, right + wrong) == pytest.approx((1 - high, 1 - low))
    assert right + wrong == 0 or low - 1e-12 <= right / (right + wrong) <= high + 1e-12
