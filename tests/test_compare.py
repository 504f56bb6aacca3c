"""An answer is right only if it is right in everything, and the first thing wrong is named."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_np

from examprep.core.problem import OutputDtype
from examprep.core.verdict import Verdict
from examprep.grader.compare import Rule, compare, excess_of, is_same_answer
from examprep.grader.wire import Leaf

RULE = Rule("float64", OutputDtype.SAME, 1e-9)


def array(values: Any, dtype: str = "float64", kind: str = "array") -> Leaf:
    return Leaf(kind, dtype, np.asarray(values, dtype))


@dataclass(frozen=True)
class Case:
    name: str
    expected: Any
    got: Any
    verdict: Verdict | None = None
    rule: Rule = RULE


def rule(**changes: Any) -> Rule:
    return msgspec.structs.replace(RULE, **changes)


ROW = array([1.0, 2.0])
RIGHT = [
    Case("an array", ROW, array([1.0, 2.0])),
    Case("rounding", ROW, array([1.0 + 1e-12, 2.0])),
    Case("an empty array", array([]), array([])),
    Case("a number for a number", 1.5, 1.5),
    Case("a number of numpy's", 1.5, array(1.5, kind="scalar")),
    Case("an array without dimensions", 1.5, array(1.5)),
    Case("a whole number where it is the value", 2.0, 2),
    Case("any integer type", array([1, 2], "int64"), array([1, 2], "int32")),
    Case("a list for a tuple", (1, 2.0), [1, 2.0]),
    Case("a dict in another order", {"a": 1, "b": 2}, {"b": 2, "a": 1}),
    Case("infinity where it belongs", array([math.inf, 1]), array([math.inf, 1])),
    Case("a text", "abc", "abc"),
    Case("nothing", None, None),
    Case("float32 where the case is", ROW, array([1, 2], "float32"), rule=rule(dtype="float32")),
    Case("any floating type", ROW, array([1, 2], "float16"), rule=rule(output_dtype="float")),
    Case("any type", ROW, array([1, 2], "int8"), rule=rule(output_dtype="any")),
    Case("a tensor", ROW, array([1, 2], kind="tensor"), rule=rule(leaf="tensor")),
    Case("rounding beside a large input", array([0.0]), array([1e-12]), rule=rule(inputs=1.0)),
]

WRONG = [
    Case("a value", ROW, array([1.0, 2.1]), Verdict.WRONG),
    Case("a small difference", ROW, array([1.0, 2.0 + 1e-7]), Verdict.WRONG),
    Case("zeros", ROW, array([0.0, 0.0]), Verdict.WRONG),
    Case("NaN", ROW, array([1.0, math.nan]), Verdict.NONFINITE),
    Case("infinity", ROW, array([math.inf, 2.0]), Verdict.NONFINITE),
    Case("NaN for infinity", array([math.inf]), array([math.nan]), Verdict.WRONG),
    Case("the other infinity", array([math.inf]), array([-math.inf]), Verdict.WRONG),
    Case("a number for infinity", array([math.inf]), array([1e308]), Verdict.WRONG),
    Case("a shape that broadcasts", ROW, array([[1.0, 2.0]]), Verdict.SHAPE),
    Case("a row for its first value", array([[1.0], [1.0]]), array([1.0]), Verdict.SHAPE),
    Case("one element for a number", 1.0, array([1.0]), Verdict.SHAPE),
    Case("a number for an array", ROW, 1.0, Verdict.SHAPE),
    Case("an empty array for a full one", ROW, array([]), Verdict.SHAPE),
    Case("float32", ROW, array([1, 2], "float32"), Verdict.DTYPE),
    Case("integers", ROW, array([1, 2], "int64"), Verdict.DTYPE),
    Case("floats for integers", array([1], "int64"), array([1.0]), Verdict.DTYPE),
    Case("truths for integers", array([1], "int64"), array([True], "bool"), Verdict.DTYPE),
    Case("integers for truths", array([True], "bool"), array([1], "int64"), Verdict.DTYPE),
    Case("a truth for a number", 1.0, got=True, verdict=Verdict.DTYPE),
    Case("a wrong integer", array([1, 2], "int64"), array([1, 3], "int64"), Verdict.WRONG),
    Case("large integers one apart", 2**60, 2**60 + 1, Verdict.WRONG),
    Case("an integer of no type", 5, 10**30, Verdict.DTYPE),
    Case("a list for an array", ROW, [1.0, 2.0], Verdict.TYPE),
    Case("nothing for an array", ROW, None, Verdict.TYPE),
    Case("a text for an array", ROW, "1", Verdict.TYPE),
    Case("a tensor for an array", ROW, array([1, 2], kind="tensor"), Verdict.TYPE),
    Case("an array for a tensor", ROW, ROW, Verdict.TYPE, rule(leaf="tensor")),
    Case("an array for two results", (ROW, ROW), ROW, Verdict.TYPE),
    Case("too few results", (ROW, ROW), (ROW,), Verdict.TYPE),
    Case("too few parts", [1, 2, 3], [1, 2], Verdict.SHAPE),
    Case("another key", {"a": 1}, {"b": 1}, Verdict.TYPE),
    Case("no dict", {"a": 1}, [1], Verdict.TYPE),
    Case("another text", "abc", "abd", Verdict.WRONG),
    Case("a number for a text", "1", 1, Verdict.TYPE),
    Case("something for nothing", None, 1, Verdict.TYPE),
    Case("the second of two", (1, ROW), (1, array([9.0, 2.0])), Verdict.WRONG),
]


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case.name)
def test_a_right_answer_has_no_difference(case: Case) -> None:
    assert compare(case.expected, case.got, case.rule) is None


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case.name)
def test_a_wrong_answer_is_wrong_in_its_own_way(case: Case) -> None:
    difference = compare(case.expected, case.got, case.rule)

    assert difference is not None
    assert difference.verdict == case.verdict


def test_the_worst_place_is_named_with_both_values() -> None:
    expected = (1, array([[1.0, 2.0], [3.0, 4.0]]))
    difference = compare(expected, (1, array([[1.0, 2.5], [9.0, 4.0]])), RULE)

    assert difference is not None
    assert (difference.where, difference.index) == ("[1]", (1, 0))
    assert (difference.expected, difference.got) == ("3", "9")


def test_shapes_and_types_are_named_as_a_learner_writes_them() -> None:
    shapes = compare(ROW, array([[1.0, 2.0]]), RULE)
    types = compare(ROW, None, RULE)
    dtypes = compare(ROW, array([1, 2], "int64"), RULE)

    assert shapes is not None and (shapes.expected, shapes.got) == ("(2,)", "(1, 2)")
    assert types is not None and (types.expected, types.got) == ("numpy.ndarray", "None")
    assert dtypes is not None and (dtypes.expected, dtypes.got) == ("float64", "int64")


finite = st_np.arrays(
    np.float64, st_np.array_shapes(min_dims=1, max_dims=3, min_side=1), elements=st.floats(-1e6, 1e6)
)


@given(finite, st.floats(1e-6, 1e6), st.data())
def test_any_single_value_that_is_off_is_found(
    values: np.ndarray[Any, Any], by: float, data: st.DataObject
) -> None:
    index = tuple(data.draw(st.integers(0, n - 1)) for n in values.shape)
    wrong = values.copy()
    wrong[index] += by * (1 + np.abs(values).max())
    difference = compare(Leaf("array", "float64", values), Leaf("array", "float64", wrong), RULE)

    assert difference is not None
    assert (difference.verdict, difference.index) == (Verdict.WRONG, index)


@given(finite)
def test_an_answer_is_right_and_the_same_as_itself(values: np.ndarray[Any, Any]) -> None:
    leaf = Leaf("array", "float64", values)

    assert compare(leaf, leaf, RULE) is None
    assert is_same_answer(leaf, leaf, RULE)


SAME = [
    ("NaN as NaN", array([math.nan, 1]), array([math.nan, 1]), True),
    ("NaN as a number", array([math.nan, 1]), array([1, 1]), False),
    ("a number as NaN", array([1, 1]), array([math.nan, 1]), False),
    ("another shape", array([1.0]), array([[1.0]]), False),
    ("another type", array([1.0]), array([1.0], "float32"), False),
    ("a list as a tuple", [1, 2], (1, 2), True),
    ("a shorter list", [1, 2], [1], False),
    ("a list as a number", [1], 1, False),
    ("nothing as nothing", None, None, True),
    ("nothing as an array", None, array([1.0]), False),
    ("dicts", {"a": 1}, {"a": 2}, False),
]


@pytest.mark.parametrize(("one", "other", "same"), [s[1:] for s in SAME], ids=[s[0] for s in SAME])
def test_two_mistakes_are_the_same_only_if_alike_in_everything(one: Any, other: Any, same: bool) -> None:  # noqa: FBT001
    assert is_same_answer(one, other, RULE) is same
    assert is_same_answer(other, one, RULE) is same


def test_the_largest_numbers_are_compared_like_others() -> None:
    largest = float(np.finfo(np.float64).max)
    right = np.array([largest, -largest])

    assert not (excess_of(right, right, RULE) > 0).any()
    assert list(excess_of(right, right[::-1], RULE) > 0) == [True, True]
    assert list(excess_of(right, np.array([largest / 2, -largest]), RULE) > 0) == [True, False]


@pytest.mark.parametrize("output", OutputDtype)
def test_a_floating_type_makes_two_mistakes_of_one_only_where_it_is_asked_for(output: OutputDtype) -> None:
    is_asked_for = output in (OutputDtype.SAME, OutputDtype.FLOAT64)
    rule = msgspec.structs.replace(RULE, output_dtype=output)

    assert is_same_answer(array([1.5]), array([1.5], "float32"), rule) is not is_asked_for
    assert not is_same_answer(array([1.5]), array([2.5], "float32"), rule)
    assert not is_same_answer(array([1.0]), array([1], "int64"), rule)
