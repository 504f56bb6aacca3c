"""Numbers as learners type them: one grammar, and for everything near it a hint instead of a guess."""

from __future__ import annotations

import math
import re

import msgspec

from examprep.core.item import Text
from examprep.core.text import to_usual_width


class NumberRead(msgspec.Struct, frozen=True):
    """A number as it was understood, always finite."""

    value: float
    shown: str
    """For `read as -0.5`."""
    decimals: int
    """Places after the point it was given to; below 0 for `3e5`, many for a fraction."""


class NumberFault(msgspec.Struct, frozen=True):
    """Why a text is no number, and what to write instead."""

    hint: Text


_MAX_CHARACTERS = 100
_MAX_DECIMALS = 300
_MINUS = re.compile("[−ー‐–]")
"""What keyboards and input methods give for a minus."""
_PLAIN = r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+"
_NUMBER = re.compile(rf"(?P<mantissa>[+-]?(?:{_PLAIN}))(?:[eE](?P<exponent>[+-]?[0-9]+))?(?P<percent>\s*%)?")
_FRACTION = re.compile(rf"(?P<above>[+-]?(?:{_PLAIN}))\s*/\s*(?P<below>{_PLAIN})")


def read_number(text: str) -> NumberRead | NumberFault:
    """Return the number, or what to write instead; any text has one of the two."""
    typed = _MINUS.sub("-", to_usual_width(text)).strip()
    if len(typed) > _MAX_CHARACTERS:
        return NumberFault(_TOO_LONG)
    if number := _NUMBER.fullmatch(typed):
        return _number(number)
    if fraction := _FRACTION.fullmatch(typed):
        return _fraction(fraction)
    return NumberFault(next((hint for form, hint in _HINTS if form.match(typed)), _NO_NUMBER))


def _number(found: re.Match[str]) -> NumberRead | NumberFault:
    """Shift the exponent for a percentage, so that 0.7% is exactly 0.007."""
    exponent = int(found["exponent"] or 0) - (2 if found["percent"] else 0)
    places = len(found["mantissa"].partition(".")[2])
    return _finite(float(f"{found['mantissa']}e{exponent}"), places - exponent)


def _fraction(found: re.Match[str]) -> NumberRead | NumberFault:
    below = float(found["below"])
    if not below:
        return NumberFault(_BY_ZERO)
    return _finite(float(found["above"]) / below, _MAX_DECIMALS)


def _finite(value: float, decimals: int) -> NumberRead | NumberFault:
    if not math.isfinite(value):
        return NumberFault(_TOO_LARGE)
    value += 0.0  # -0 becomes 0
    return NumberRead(value, f"{value:.12g}", max(-_MAX_DECIMALS, min(decimals, _MAX_DECIMALS)))


_TOO_LONG = Text("長すぎる。数値だけを入力する。", "That is too long: type the number alone.")
_TOO_LARGE = Text("大きすぎて数値として扱えない。", "That is too large for a number.")
_BY_ZERO = Text("分母が 0 になっている。", "The denominator is 0.")
_NO_NUMBER = Text("数値を入力する（例: -0.5）。", "Type a number (such as -0.5).")
_HINTS = tuple(
    (re.compile(form, re.IGNORECASE), hint)
    for form, hint in (
        (
            r"[+-]?(nan|inf|∞|無限)",
            Text("有限の数値を入力する。", "Type a finite number."),
        ),
        (
            r"[+-]?0[xob][0-9a-f]",
            Text("十進数で入力する（例: 255）。", "Type a decimal number (such as 255)."),
        ),
        (
            r"[+-]?[0-9]+_[0-9]",
            Text("数字を _ で区切らない（例: 1000）。", "Leave the underscore out (1000)."),
        ),
        (
            r"[+-]?[0-9]{1,3}([, ][0-9]{3})+(\.[0-9]*)?$",
            Text("桁を区切らず、1000 のように入力する。", "Leave the separators out: 1000, not 1,000."),
        ),
        (
            r"[+-]?[0-9]*[,、。][0-9]+$",
            Text("小数点は . で入力する（例: 4.2）。", "The decimal separator is a point (4.2)."),
        ),
        (
            r"[+-]?[0-9.]+\s*[×x*]\s*10",
            Text("指数は 1.5e-3 の形で入力する。", "Write powers of ten as 1.5e-3."),
        ),
        (
            r"[+-]?[0-9]*\.[0-9]*\.",
            Text("小数点は一つだけ入力する。", "A number has one point."),
        ),
        (
            r"[-+(]*[0-9.]+\s*[-+*/^()×÷]",
            Text("式ではなく、計算した値を入力する。", "Type the value, not the calculation."),
        ),
        (
            r"[+-]?[0-9.]+\s*\S",
            Text("単位などを付けず、数値だけを入力する。", "Type the number alone, without a unit."),
        ),
    )
)
