"""Compare what a submission returned with what is right: plain values against plain values.

Stops at the first difference, in this order: type and number of values, shape, dtype, finite,
values. Nothing broadcasts, nothing is converted silently, and NaN equals nothing.
"""

from __future__ import annotations

import math
from typing import Any

import msgspec
import numpy as np

from examprep.core.problem import OutputDtype
from examprep.core.verdict import Verdict
from examprep.grader.wire import Array, Leaf

FLOOR = 1e-2
"""The scale of a case is never below this share of its inputs' (or of 1, if they are larger):
rounding leaves that much where the right answer is almost zero."""


class Rule(msgspec.Struct, frozen=True):
    """How the values of one case are compared."""

    dtype: str
    """The floating type of the case."""
    output_dtype: str
    tolerance: float
    """Relative to the value and to the largest value."""
    inputs: float = 1.0
    """The largest input."""
    leaf: str = "array"
    """What an answer of several numbers must be: an array or a tensor."""
    only_form: bool = False
    """Whether any finite values will do."""


class Difference(msgspec.Struct, frozen=True):
    """The first thing that differs."""

    verdict: Verdict
    where: str
    """Which of several values, such as `[1]`; empty for the only one."""
    expected: str
    got: str
    index: tuple[int, ...] | None = None
    """Where the largest difference is."""


def compare(expected: Any, got: Any, rule: Rule, where: str = "") -> Difference | None:
    """Return the first difference, or None where the answer is right."""
    match expected:
        case tuple():
            return _sequence(expected, got, rule, where, Verdict.TYPE)
        case list():
            return _sequence(expected, got, rule, where, Verdict.SHAPE)
        case dict():
            return _mapping(expected, got, rule, where)
        case str() | None:
            return _exactly(expected, got, where)
    return _numbers(as_leaf(expected), got, rule, where)


def _sequence(expected: Any, got: Any, rule: Rule, where: str, miscounted: Verdict) -> Difference | None:
    if not isinstance(got, tuple | list):
        return Difference(Verdict.TYPE, where, f"{type(expected).__name__} of {len(expected)}", kind_of(got))
    if len(got) != len(expected):
        return Difference(miscounted, where, f"{len(expected)} values", f"{len(got)} values")
    pairs = enumerate(zip(expected, got, strict=True))
    found = (compare(right, given, rule, f"{where}[{place}]") for place, (right, given) in pairs)
    return next((difference for difference in found if difference), None)


def _mapping(expected: dict[Any, Any], got: Any, rule: Rule, where: str) -> Difference | None:
    keys = ", ".join(map(repr, expected))
    if not isinstance(got, dict):
        return Difference(Verdict.TYPE, where, f"dict of {keys}", kind_of(got))
    if got.keys() != expected.keys():
        return Difference(Verdict.TYPE, where, f"keys {keys}", f"keys {', '.join(map(repr, got))}"[:200])
    found = (compare(expected[key], got[key], rule, f"{where}[{key!r}]") for key in expected)
    return next((difference for difference in found if difference), None)


def _exactly(expected: Any, got: Any, where: str) -> Difference | None:
    if type(got) is not type(expected):
        return Difference(Verdict.TYPE, where, kind_of(expected), kind_of(got))
    return None if got == expected else Difference(Verdict.WRONG, where, repr(expected), repr(got)[:200])


def _numbers(expected: Leaf, got: Any, rule: Rule, where: str) -> Difference | None:
    if isinstance(got, str | list | tuple | dict) or got is None or _is_other_leaf(got, rule):
        return Difference(Verdict.TYPE, where, _wanted(expected, rule), kind_of(got))
    given = as_leaf(got)
    if given.values.shape != expected.values.shape:
        return Difference(Verdict.SHAPE, where, str(expected.values.shape), str(given.values.shape))
    wrong = _dtype_difference(expected, given, got, rule)
    if wrong:
        return Difference(Verdict.DTYPE, where, *wrong)
    return _values(expected.values, given.values, rule, where)


def _is_other_leaf(got: Any, rule: Rule) -> bool:
    return isinstance(got, Leaf) and got.kind not in {rule.leaf, "scalar"}


def as_leaf(value: Any) -> Leaf:
    """Return a number as an array without dimensions."""
    if isinstance(value, Leaf):
        return value
    try:
        values = np.asarray(value, dtype=None if isinstance(value, bool) else _number_type(value))
    except OverflowError:
        values = np.asarray(float("inf"))
    return Leaf("number", str(values.dtype), values)


def _number_type(value: Any) -> str:
    return "int64" if isinstance(value, int) else "float64"


def kind_of(value: Any) -> str:
    """Return what a value is, for a learner."""
    match value:
        case Leaf(kind="array"):
            return "numpy.ndarray"
        case Leaf(kind="tensor"):
            return "torch.Tensor"
        case Leaf(dtype=dtype):
            return dtype
        case None:
            return "None"
    return type(value).__name__


def _wanted(expected: Leaf, rule: Rule) -> str:
    if expected.kind == "number" or (expected.kind == "scalar" and not expected.values.ndim):
        return "a number"
    return "torch.Tensor" if rule.leaf == "tensor" else "numpy.ndarray"


def _dtype_difference(expected: Leaf, given: Leaf, got: Any, rule: Rule) -> tuple[str, str] | None:
    """Return the type wanted and the type given where they do not agree."""
    if rule.output_dtype == OutputDtype.ANY:
        return None
    right, kind = expected.values.dtype.kind, given.values.dtype.kind
    if right != "f":
        names = {"b": "bool", "i": "an integer type", "u": "an integer type"}
        fits = kind == right or (right in "iu" and kind in "iu")
        return None if fits else (names[right], given.dtype)
    plain = not isinstance(got, Leaf)
    if plain and not isinstance(got, bool):
        return None
    wanted = {OutputDtype.SAME: rule.dtype, OutputDtype.FLOAT64: "float64"}.get(
        OutputDtype(rule.output_dtype)
    )
    if kind == "f" and wanted in (None, given.dtype):
        return None
    return wanted or "a floating type", given.dtype


def _values(expected: Array, got: Array, rule: Rule, where: str) -> Difference | None:
    if expected.dtype.kind in "biu" and got.dtype.kind in "biu":
        if rule.only_form:
            return None
        excess = (expected != got).astype(np.float64)
        return _worst(Verdict.WRONG, excess, expected, got, where) if excess.any() else None
    right, given = expected.astype(np.float64), got.astype(np.float64)
    lost = np.isfinite(right) & ~np.isfinite(given)
    if lost.any():
        return _worst(Verdict.NONFINITE, lost, right, given, where)
    if rule.only_form:
        return None
    excess = excess_of(right, given, rule)
    return _worst(Verdict.WRONG, excess, right, given, where) if (excess > 0).any() else None


def excess_of(right: Array, given: Array, rule: Rule) -> Array:
    """Return by how much each value differs more than it may; infinite values must be the same.

    NaN on either side is infinitely far away.
    """
    finite, answered = np.isfinite(right), np.isfinite(given)
    scale = max(float(np.max(np.abs(right[finite]), initial=0.0)), FLOOR * min(1.0, rule.inputs))
    plain = np.where(finite, right, 0.0)
    may = rule.tolerance * scale + rule.tolerance * np.abs(plain)
    with np.errstate(over="ignore"):  # farther apart than there are numbers for
        apart = np.abs(np.where(answered, given, 0.0) - plain) - may
    return np.where(finite & answered, apart, np.where(given == right, 0.0, math.inf))


def _worst(verdict: Verdict, excess: Array, right: Array, given: Array, where: str) -> Difference:
    index = tuple(int(n) for n in np.unravel_index(int(np.argmax(excess)), excess.shape))
    return Difference(verdict, where, _number(right[index]), _number(given[index]), index)


def _number(value: Any) -> str:
    return f"{value:.7g}" if isinstance(value, np.floating) else str(value)


def is_same_answer(one: Any, other: Any, rule: Rule) -> bool:
    """Tell whether two answers are the same mistake: alike in everything, NaN equal to NaN."""
    match one, other:
        case (tuple() | list(), tuple() | list()):
            return len(one) == len(other) and all(
                is_same_answer(a, b, rule) for a, b in zip(one, other, strict=True)
            )
        case (dict(), dict()):
            return one.keys() == other.keys() and all(is_same_answer(one[k], other[k], rule) for k in one)
        case (
            (None | str(), _) | (_, None | str() | list() | tuple() | dict()) | (list() | tuple() | dict(), _)
        ):
            return type(one) is type(other) and bool(one == other)
    return _is_same_leaf(as_leaf(one), as_leaf(other), rule)


def _is_same_dtype(one: Leaf, other: Leaf, rule: Rule) -> bool:
    """Tell whether two types are the same as far as a problem cares."""
    are_floating = one.values.dtype.kind == other.values.dtype.kind == "f"
    is_free = rule.output_dtype in (OutputDtype.FLOAT, OutputDtype.ANY)
    return one.dtype == other.dtype or (is_free and are_floating)


def _is_same_leaf(one: Leaf, other: Leaf, rule: Rule) -> bool:
    if one.values.shape != other.values.shape or not _is_same_dtype(one, other, rule):
        return False
    right, given = one.values.astype(np.float64), other.values.astype(np.float64)
    neither = np.isnan(right) & np.isnan(given)
    right, given = np.where(neither, 0.0, right), np.where(neither, 0.0, given)
    return not (excess_of(right, given, rule) > 0).any()
