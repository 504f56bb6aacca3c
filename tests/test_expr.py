"""The closed expression language: what it computes, what it refuses, and that it always ends."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from examprep.core.arithmetic import CONSTANTS, FUNCTIONS, MAX_BITS
from examprep.core.expr import RESERVED, ExprError, compute, evaluate, parse

VALUES = {"H": 32, "K": 5, "S": 2, "P": 1, "lr": 0.1}

COMPUTED: dict[str, float] = {
    "(H + 2*P - K) // S + 1": 15,
    "7 / 2": 3.5,
    "6 / 2": 3.0,
    "-7 // 2": -4,
    "-7 % 3": 2,
    "2 ** 10": 1024,
    "-2 ** 2": -4,
    "2 ** 3 ** 2": 512,
    "2 ** -1": 0.5,
    "(-1) ** (2 ** 1000)": 1,
    "+lr - -1": 1.1,
    "1e-3": 0.001,
    ".5 + 1.": 1.5,
    "0 < H <= 32 != 33": True,
    "1 < 2 < 2": False,
    "H == 32 and not (K > 5 or S >= 3)": True,
    "K if H % 2 == 0 else S": 5,
    "1 / 0 if H < 0 else 1": 1,
    "H < 0 and 1 / 0 > 1": False,
    "K > 3 if S == 2 else S > 3": True,
    "abs(-3) + min(4, 5, 3) + max(1, 2)": 8,
    "round(2.5) + round(3.5)": 6,
    "round(2.675, 1)": 2.7,
    "round(1234, -2)": 1200,
    "floor(-1.5) + ceil(1.2)": 0,
    "sqrt(16)": 4.0,
    "log(e) + log2(8) + log10(100)": 6.0,
    "exp(0) + cos(0) + sin(0) + tan(0) + tanh(0)": 2.0,
    "sigmoid(0) + sigmoid(-1000) + sigmoid(1000)": 1.5,
    "sigmoid(-1)": 1 / (1 + math.e),
    "comb(5, 2) + comb(3, 7) + comb(1, 2 ** 1000)": 10,
    "comb(5, 0) + comb(0, 0)": 2,
    "comb(200, 100) / comb(200, 99)": 1.01,
    "factorial(5)": 120,
    "2 * pi": 2 * math.pi,
    "  1 +\n\t1\u3000": 2,
}


@pytest.mark.parametrize("source", COMPUTED)
def test_it_computes(source: str) -> None:
    value = compute(source, VALUES)
    assert value == pytest.approx(COMPUTED[source])
    assert type(value) is type(COMPUTED[source])


REFUSED = {
    "": (0, "The expression is empty."),
    " \n": (2, "The expression is empty."),
    "1 +": (0, "It cannot be read: invalid syntax."),
    "1) + (2": (1, "It cannot be read: unmatched ')'."),
    "(1": (0, "It cannot be read: '(' was never closed."),
    "x.real": (1, '"." is not part of the language.'),
    "1 .real": (2, '"." is not part of the language.'),
    "x[0]": (1, '"[" is not part of the language.'),
    "'a'": (0, '"\'" is not part of the language.'),
    "(x := 1)": (3, '":" is not part of the language.'),
    "round(1, ndigits=2)": (16, '"=" is not part of the language. Equality is written ==.'),
    "H ^ 2": (2, '"^" is not part of the language. A power is written **.'),
    "3 × 4": (2, '"×" is not part of the language. Write *.'),
    "lambda: 1": (0, 'The word "lambda" is not part of the language.'),
    "1 in 2": (2, 'The word "in" is not part of the language.'),
    "True": (0, 'The word "True" is not part of the language.'),
    "0x10": (0, '"0x10" is not a plain decimal number.'),
    "1_000": (0, '"1_000" is not a plain decimal number.'),
    "1 + 2j": (4, '"2j" is not a plain decimal number.'),
    "012": (0, '"012" is not a plain decimal number.'),
    "1if 1 < 2 else 3": (0, '"1if" is not a plain decimal number.'),
    "1 << 2": (0, "This is not part of the language."),
    "1, 2": (0, "This is not part of the language."),
    "max(*H, 1)": (4, "This is not part of the language."),
    "max(**H)": (0, "This is not part of the language."),
    "abs(1)(2)": (0, "This is not part of the language."),
    "1 + sqr(2)": (4, 'There is no function "sqr". Did you mean "sqrt"?'),
    "open(1)": (0, 'There is no function "open".'),
    "sqrt + 1": (0, '"sqrt" is a function: write sqrt(...).'),
    "sqrt(1, 2)": (0, "sqrt takes 1 number, not 2."),
    "max(1)": (0, "max takes 2 to 20 numbers, not 1."),
    "min(1)": (0, "min takes 2 to 20 numbers, not 1."),
    "log(8, 2)": (0, "log takes 1 number, not 2."),
    "log2()": (0, "log2 takes 1 number, not 0."),
    "sigmoid()": (0, "sigmoid takes 1 number, not 0."),
    "9 ÷ 3": (2, '"÷" is not part of the language. Write /.'),
    "round()": (0, "round takes 1 to 2 numbers, not 0."),
    "1 + Stride": (4, 'The name "Stride" is not known.'),
    "lrs": (0, 'The name "lrs" is not known. Did you mean "lr"?'),
    "(1 < 2) + 1": (1, "A number is needed here, not a condition."),
    "sqrt(1 < 2)": (5, "A number is needed here, not a condition."),
    "H and K": (0, "A condition is needed here, not a number; write != 0."),
    "not H": (4, "A condition is needed here, not a number; write != 0."),
    "1 if H else 2": (5, "A condition is needed here, not a number; write != 0."),
    "1 if H > 1 else 2 > 1": (16, "Both sides of if and else must be numbers, or both conditions."),
    "1 / (H - 32)": (0, "Division by zero."),
    "H % 0": (0, "Division by zero."),
    "0 ** -1": (0, "Division by zero."),
    "0 ** -10**9": (0, "Division by zero."),
    "sqrt(-1)": (0, "sqrt has no value at -1."),
    "log(0)": (0, "log has no value at 0."),
    "factorial(2.5)": (0, "factorial has no value at 2.5."),
    "factorial(-1)": (0, "factorial has no value at -1."),
    "comb(5, 2.0)": (0, "comb has no value at 5, 2.0."),
    "round(1, 10**9)": (0, "round has no value at 1, 1000000000."),
    "round(1, -10**300)": (0, "round has no value at 1, -1000000000000000000…."),
    "(-8) ** (1/3)": (0, "The result is not a real number."),
    "1e999": (0, "The number is too large."),
    "9" * 399: (0, "The number is too large."),
    "1e308 * 10": (0, "The result is too large."),
    "exp(1000)": (0, "The result is too large."),
    "2 ** 1024": (0, "The result is too large."),
    "(-2) ** 10**12": (0, "The result is too large."),
    "1 + 9**9**9**9": (7, "The result is too large."),
    "0.5 + factorial(10**9)": (6, "The result is too large."),
    "factorial(171)": (0, "The result is too large."),
    "comb(10**9, 5 * 10**8)": (0, "The result is too large."),
    "comb(2**1023, 2)": (0, "The result is too large."),
    "10**308 * 10": (0, "The result is too large."),
    "sqrt(2**1023 + (2**1023 - 1))": (0, "The result is too large."),
    "-" * 399 + "1": (24, "It is nested more than 24 deep."),
    "(" * 30 + "1" + ")" * 30: (24, "Parentheses are nested more than 24 deep."),
    " + ".join("1" * 26): (0, "It is nested more than 24 deep."),
    "max(" + "min(1,2)," * 30 + "1) + " + "max(" + "1," * 30 + "1)": (
        0,
        "max takes 2 to 20 numbers, not 31.",
    ),
    "<".join("1" * 121): (238, "It has more than 120 parts."),
    "1" + " " * 400: (400, "It has 401 characters, more than 400."),
}


@pytest.mark.parametrize("source", REFUSED)
def test_it_refuses_with_a_sentence_and_a_place(source: str) -> None:
    with pytest.raises(ExprError) as caught:
        compute(source, VALUES)
    assert (caught.value.offset, caught.value.message, str(caught.value)) == (
        *REFUSED[source],
        REFUSED[source][1],
    )


TWO_NUMBERS = {"min", "max", "comb", "round"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_takes_as_many_numbers_as_it_has_use_for(name: str) -> None:
    def taken(count: int) -> bool:
        answer = compute_or_error(f"{name}({', '.join('1' * count)})", {})
        return not isinstance(answer, ExprError)

    assert [taken(count) for count in range(4)] == [
        False,
        name not in TWO_NUMBERS - {"round"},
        name in TWO_NUMBERS,
        name in {"min", "max"},
    ]


@pytest.mark.parametrize(
    ("form", "source"),
    [
        ("-{}", "1"),
        ("({} + 1)", "1"),
        ("(3 if 1 > 2 else {})", "1"),
        ("abs({})", "1"),
        ("(not {})", "(1 < 2)"),
    ],
)
def test_twenty_levels_of_anything_can_be_read(form: str, source: str) -> None:
    for _ in range(20):
        source = form.format(source)

    assert not isinstance(compute_or_error(source, {}), ExprError)


def test_names_are_the_parameters_it_needs() -> None:
    expr = parse("H + sqrt(K) * pi if S > e else H")
    assert expr.names == {"H", "K", "S"}
    assert not expr.condition


def test_a_condition_says_so() -> None:
    assert parse("K <= H + 2*P").condition
    assert evaluate(parse("K <= H + 2*P"), VALUES) is True


@pytest.mark.parametrize("value", [math.nan, math.inf, 2**1024, True, "1", None])
def test_a_parameter_is_a_bounded_number(value: object) -> None:
    with pytest.raises(ExprError, match='The value of "x" is not a finite number in bounds'):
        compute("x + 1", {"x": value})  # type: ignore[dict-item]


def test_every_function_and_constant_is_reserved() -> None:
    assert {"sqrt", "pi", "e", "if", "lambda"} <= RESERVED
    assert not RESERVED & {"H", "K", "x", "lr"}


def compute_or_error(source: str, values: Mapping[str, float]) -> float | ExprError:
    try:
        return compute(source, values)
    except ExprError as error:
        return error


NAMES = st.sampled_from(["x", "n", "pi", "e"])
LITERALS = st.integers(0, 10**12).map(str) | st.floats(0, allow_infinity=False, allow_nan=False).map(str)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    binary = st.sampled_from(["+", "-", "*", "/", "//", "%", "**", "<", "==", "and", "or"])
    calls = st.sampled_from(sorted(FUNCTIONS))
    return (
        st.tuples(inner, binary, inner).map(lambda parts: f"({' '.join(parts)})")
        | st.tuples(calls, inner, inner).map(lambda parts: f"{parts[0]}({parts[1]}, {parts[2]})")
        | st.tuples(calls, inner).map(lambda parts: f"{parts[0]}({parts[1]})")
        | inner.map(lambda part: f"-{part}")
        | st.tuples(inner, inner, inner).map(lambda parts: f"({parts[0]} if {parts[1]} < 1 else {parts[2]})")
    )


GRAMMATICAL = st.recursive(NAMES | LITERALS, larger, max_leaves=12)
BOUNDS = st.integers(-(2**1024) + 1, 2**1024 - 1) | st.floats(allow_nan=False, allow_infinity=False)


@given(
    GRAMMATICAL | st.text(max_size=40) | st.text("0123456789.eE()+-*/%<>=! xif", max_size=40), BOUNDS, BOUNDS
)
def test_it_ends_with_a_bounded_value_or_an_expr_error(source: str, x: float, n: float) -> None:
    value = compute_or_error(source, {"x": x, "n": n})
    if isinstance(value, ExprError):
        assert value.message.endswith((".", "?"))
        assert 0 <= value.offset <= len(source)
    else:
        assert abs(value) < 2**MAX_BITS


@given(GRAMMATICAL)
def test_a_value_is_python_s_own(source: str) -> None:
    values = {"x": 3, "n": 0.5}
    value = compute_or_error(source, values)
    table = {name: function.compute for name, function in FUNCTIONS.items()}
    assume(not isinstance(value, ExprError))
    assert value == eval(source, {"__builtins__": {}}, {**table, **CONSTANTS, **values})  # noqa: S307
