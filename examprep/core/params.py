"""The parameters of an item: forms such as `int 1..9`, and drawing from them."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from examprep.core import expr

MAX_DRAWS = 500
"""How often a draw is repeated for a `where` before it is called unsatisfiable."""

MAX_PARAMS = 26
"""Of one item."""


class ParamError(ValueError):
    """A form that cannot be read, or a condition that no draw satisfies."""


class Form(msgspec.Struct, frozen=True):
    """The values a parameter may take, in order."""

    values: Sequence[int | float]


def parse_form(source: str) -> Form:
    """Read `int a..b`, `odd a..b`, `float a..b step c` or `choice x, y, z`."""
    word, _, rest = source.strip().partition(" ")
    match word:
        case "int":
            return Form(_integers(rest))
        case "odd":
            return Form(_odd(rest))
        case "float":
            return Form(_grid(rest))
        case "choice":
            return Form(tuple(_number(part) for part in rest.split(",")))
        case _:
            known = "int a..b, odd a..b, float a..b step c, choice x, y, z"
            raise ParamError(f"`{source}` is not a form of parameter; known are {known}")


def draw_values(params: Mapping[str, str], where: str | None, rng: random.Random) -> dict[str, int | float]:
    """Draw every parameter, again and again until `where` holds.

    Raises `ParamError` when no draw in `MAX_DRAWS` satisfies it, `ExprError` when it fails.
    """
    if len(params) > MAX_PARAMS:
        raise ParamError(f"{len(params)} parameters are more than the {MAX_PARAMS} that are drawn")
    forms = {name: parse_form(form) for name, form in params.items()}
    for _ in range(MAX_DRAWS):
        values = {name: rng.choice(form.values) for name, form in forms.items()}
        if where is None or expr.compute(where, values):
            return values
    raise ParamError(f"no draw in {MAX_DRAWS} satisfies `where: {where}`")


_RANGE = re.compile(r"\s*(-?[\d.]+?)\s*\.\.\s*(-?[\d.]+?)\s*")
_LIMIT = 100_000


def _bounds(source: str) -> tuple[Decimal, Decimal]:
    found = _RANGE.fullmatch(source)
    if not found:
        raise ParamError(f"`{source.strip()}` is not a range; write it as 1..9")
    low, high = _decimal(found[1]), _decimal(found[2])
    if low > high:
        raise ParamError(f"the range `{source.strip()}` is empty")
    return low, high


def _integers(source: str) -> range:
    if "step" in source:
        raise ParamError(f"only float has a step; write the values of `{source.strip()}` out with choice")
    low, high = _bounds(source)
    if low % 1 or high % 1:
        raise ParamError(f"the range `{source.strip()}` needs whole numbers")
    if high - low > _LIMIT:
        raise ParamError(f"the range `{source.strip()}` holds more than {_LIMIT} values")
    return range(int(low), int(high) + 1)


def _odd(source: str) -> range:
    numbers = _integers(source)
    values = range(numbers.start | 1, numbers.stop, 2)
    if not values:
        raise ParamError(f"the range `{source.strip()}` holds no odd number")
    return values


def _grid(source: str) -> tuple[float, ...]:
    span, word, step_text = source.partition("step")
    if not word:
        raise ParamError(f"the range `{source.strip()}` needs a step; write it as 0..1 step 0.1")
    low, high = _bounds(span)
    step = _decimal(step_text.strip())
    if step <= 0 or (high - low) / step > _LIMIT:
        raise ParamError(f"the step of `{source.strip()}` must be positive and not too fine")
    return tuple(float(low + step * k) for k in range(int((high - low) / step) + 1))


_DECIMAL = re.compile(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})(e[+-]?\d{1,2})?", re.ASCII)


def _decimal(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise ParamError(f"`{text}` is not a number")
    return Decimal(text)


def _number(text: str) -> int | float:
    value = _decimal(text.strip())
    return int(value) if value == value.to_integral_value() and "." not in text else float(value)
