"""Arithmetic that cannot run away: integers up to 1024 bits, finite floats, a fixed table of functions.

What could grow beyond that is refused before it is computed.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

Num: TypeAlias = int | float

MAX_BITS = 1024
_TOO_LARGE = "The result is too large."


class NoValueError(ValueError):
    """A calculation without a finite value of bounded size; the message is a sentence."""


class Function(NamedTuple):
    """A function and how many operands it takes."""

    compute: Callable[..., Num]
    least: int
    most: int

    @property
    def takes(self) -> str:
        """The operands in words."""
        if self.least == self.most == 1:
            return "1 number"
        return " to ".join(map(str, sorted({self.least, self.most}))) + " numbers"


def bounded(value: object) -> Num:
    """Return a number that is real, finite and not too large, or refuse it."""
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        raise NoValueError(_TOO_LARGE if math.isinf(value) else "The result is not a number.")
    if isinstance(value, int) and not isinstance(value, bool):
        if value.bit_length() <= MAX_BITS:
            return value
        raise NoValueError(_TOO_LARGE)
    raise NoValueError("The result is not a real number.")


def calculate(name: str, compute: Callable[..., Num], operands: Sequence[Num]) -> Num:
    """Return the bounded value of a function or operator at these operands, or refuse it."""
    try:
        return bounded(compute(*operands))
    except NoValueError:
        raise
    except ZeroDivisionError:
        raise NoValueError("Division by zero.") from None
    except OverflowError:
        raise NoValueError(_TOO_LARGE) from None
    except ValueError:
        raise NoValueError(f"{name} has no value at {', '.join(map(_brief, operands))}.") from None


def _brief(value: Num) -> str:
    shown = str(value)
    return shown if len(shown) <= 24 else f"{shown[:20]}…"


def _power(base: Num, exponent: Num) -> Num:
    whole = isinstance(base, int) and isinstance(exponent, int)
    if whole and base and (int(base).bit_length() - 1) * exponent > MAX_BITS:
        raise NoValueError(_TOO_LARGE)
    result: Num = base**exponent
    return result


def _round(value: Num, digits: Num | None = None) -> Num:
    if digits is None:
        return round(value)
    if not isinstance(digits, int) or abs(digits) > MAX_BITS:
        raise ValueError
    return round(value, digits)


def _factorial(n: Num) -> int:
    if not isinstance(n, int):
        raise ValueError
    if n > MAX_BITS:
        raise NoValueError(_TOO_LARGE)
    return math.factorial(n)


def _comb(n: Num, k: Num) -> int:
    if not isinstance(n, int) or not isinstance(k, int) or n < 0 or k < 0:
        raise ValueError
    fewer = max(0, min(k, n - k))
    # C(n, k) is at least (n/k)**k
    if fewer > MAX_BITS or fewer * (n.bit_length() - 1 - fewer.bit_length()) > MAX_BITS:
        raise NoValueError(_TOO_LARGE)
    return math.comb(n, k)


def _sigmoid(x: Num) -> float:
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    return math.exp(x) / (1 + math.exp(x))


OPERATORS: Mapping[str, Callable[[Num, Num], Num]] = MappingProxyType(
    {
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "/": operator.truediv,
        "//": operator.floordiv,
        "%": operator.mod,
        "**": _power,
    }
)
FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "abs": Function(abs, 1, 1),
        "min": Function(min, 2, 20),
        "max": Function(max, 2, 20),
        "round": Function(_round, 1, 2),
        "floor": Function(math.floor, 1, 1),
        "ceil": Function(math.ceil, 1, 1),
        "sqrt": Function(math.sqrt, 1, 1),
        "exp": Function(math.exp, 1, 1),
        "log": Function(math.log, 1, 1),
        "log2": Function(math.log2, 1, 1),
        "log10": Function(math.log10, 1, 1),
        "sin": Function(math.sin, 1, 1),
        "cos": Function(math.cos, 1, 1),
        "tan": Function(math.tan, 1, 1),
        "tanh": Function(math.tanh, 1, 1),
        "sigmoid": Function(_sigmoid, 1, 1),
        "comb": Function(_comb, 2, 2),
        "factorial": Function(_factorial, 1, 1),
    }
)
CONSTANTS: Mapping[str, float] = MappingProxyType({"pi": math.pi, "e": math.e})
