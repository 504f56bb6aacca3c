"""Numbers as they are typed: read one way, or refused with what to write instead."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.number import NumberFault, NumberRead, read_number

READ = {
    "5": (5.0, "5", 0),
    " +5 ": (5.0, "5", 0),
    "-0.5": (-0.5, "-0.5", 1),
    "-.50": (-0.5, "-0.5", 2),
    "1.": (1.0, "1", 0),
    "012": (12.0, "12", 0),
    "-0": (0.0, "0", 0),
    "−3": (-3.0, "-3", 0),
    "－３．５": (-3.5, "-3.5", 1),
    "ー１２": (-12.0, "-12", 0),
    "1e-3": (0.001, "0.001", 3),
    "1.25E2": (125.0, "125", 0),
    "2.5e3": (2500.0, "2500", -2),
    "1e−２": (0.01, "0.01", 2),
    "50%": (0.5, "0.5", 2),
    "0.7 ％": (0.007, "0.007", 3),
    "1/4": (0.25, "0.25", 300),
    "-3 / 1.5": (-2.0, "-2", 300),
    "１／８": (0.125, "0.125", 300),
    "1e-999": (0.0, "0", 300),
    "0e999": (0.0, "0", -300),
    "0" * 99 + "5": (5.0, "5", 0),
}


@pytest.mark.parametrize("typed", READ)
def test_it_reads(typed: str) -> None:
    assert read_number(typed) == NumberRead(*READ[typed])


HINTED = {
    "": "Type a number (such as -0.5).",
    "abc": "Type a number (such as -0.5).",
    "-": "Type a number (such as -0.5).",
    "--5": "Type a number (such as -0.5).",
    "nan": "Type a finite number.",
    "-Infinity": "Type a finite number.",
    "∞": "Type a finite number.",
    "1e999": "That is too large for a number.",
    "0x1F": "Type a decimal number (such as 255).",
    "0b11": "Type a decimal number (such as 255).",
    "1_000": "Leave the underscore out (1000).",
    "1,000": "Leave the separators out: 1000, not 1,000.",
    "１，０００．５": "Leave the separators out: 1000, not 1,000.",
    "1 000": "Leave the separators out: 1000, not 1,000.",
    "4,2": "The decimal separator is a point (4.2).",
    "0。5": "The decimal separator is a point (4.2).",
    "1.2.3": "A number has one point.",
    "1.5×10^3": "Write powers of ten as 1.5e-3.",
    "2*3": "Type the value, not the calculation.",
    "2^3": "Type the value, not the calculation.",
    "(1+2)": "Type the value, not the calculation.",
    "1/2/3": "Type the value, not the calculation.",
    "1/-2": "Type the value, not the calculation.",
    "1/0": "The denominator is 0.",
    "5 cm": "Type the number alone, without a unit.",
    "10²": "Type the number alone, without a unit.",
    "1e": "Type the number alone, without a unit.",
    "1" * 101: "That is too long: type the number alone.",
}


@pytest.mark.parametrize("typed", HINTED)
def test_it_refuses_with_a_hint_in_both_languages(typed: str) -> None:
    fault = read_number(typed)
    assert isinstance(fault, NumberFault)
    assert fault.hint.en == HINTED[typed]
    assert fault.hint.ja.endswith("。")


@given(st.text(max_size=30) | st.text("0123456789+-−.eE%/,_ x０１２．％", max_size=12))
def test_every_text_is_a_finite_number_or_gets_a_hint(typed: str) -> None:
    read = read_number(typed)
    assert isinstance(read, NumberFault) or math.isfinite(read.value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_python_s_own_spelling_is_read_exactly(value: float) -> None:
    read = read_number(repr(value))
    assert isinstance(read, NumberRead)
    assert read.value == value


@given(st.floats(-1e9, 1e9))
def test_what_is_shown_reads_as_nearly_the_same_number(value: float) -> None:
    read = read_number(repr(value))
    assert isinstance(read, NumberRead)
    again = read_number(read.shown)
    assert isinstance(again, NumberRead)
    assert again.value == pytest.approx(value, rel=1e-11)
