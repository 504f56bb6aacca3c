"""Forms of parameters: which values each allows, what is refused, and that a draw keeps its condition."""

from __future__ import annotations

import contextlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.expr import ExprError
from examprep.core.params import ParamError, draw_values, parse_form

FORMS: dict[str, tuple[int | float, ...]] = {
    "int 2..5": (2, 3, 4, 5),
    "int -1..1": (-1, 0, 1),
    "int 7..7": (7,),
    "  int  2 .. 3 ": (2, 3),
    "odd 1..7": (1, 3, 5, 7),
    "odd 2..6": (3, 5),
    "odd -4..0": (-3, -1),
    "float 0..1 step 0.25": (0.0, 0.25, 0.5, 0.75, 1.0),
    "float 0.1..0.3 step 0.1": (0.1, 0.2, 0.3),
    "float 0..1 step 0.4": (0.0, 0.4, 0.8),
    "float -.5..0 step .5": (-0.5, 0.0),
    "float 0..0.002 step 1e-3": (0.0, 0.001, 0.002),
    "choice 3, 1, 2": (3, 1, 2),
    "choice 1e-3,0.5, +1e3": (0.001, 0.5, 1000),
    "choice 2.0, -2": (2.0, -2),
}


@pytest.mark.parametrize("source", FORMS)
def test_a_form_lists_its_values_in_order(source: str) -> None:
    values = parse_form(source).values
    assert tuple(values) == FORMS[source]
    assert [type(value) for value in values] == [type(value) for value in FORMS[source]]


KNOWN = "int a..b, odd a..b, float a..b step c, choice x, y, z"
REFUSED = {
    "": f"`` is not a form of parameter; known are {KNOWN}",
    "even 2..4": f"`even 2..4` is not a form of parameter; known are {KNOWN}",
    "int": "`` is not a range; write it as 1..9",
    "int 1-9": "`1-9` is not a range; write it as 1..9",
    "int 9..1": "the range `9..1` is empty",
    "int 1..2..3": "`2..3` is not a number",
    "int 0.5..2": "the range `0.5..2` needs whole numbers",
    "int 0..100001": "the range `0..100001` holds more than 100000 values",
    "int 0..1" + "0" * 40: "`1" + "0" * 40 + "` is not a number",
    "odd 2..2": "the range `2..2` holds no odd number",
    "float 0..1": "the range `0..1` needs a step; write it as 0..1 step 0.1",
    "float 0..1 step": "`` is not a number",
    "float 0..1 step x": "`x` is not a number",
    "float 0..1 step 0": "the step of `0..1 step 0` must be positive and not too fine",
    "float 0..1 step -1": "the step of `0..1 step -1` must be positive and not too fine",
    "float 0..1 step 1e-9": "the step of `0..1 step 1e-9` must be positive and not too fine",
    "float 0..1 step nan": "`nan` is not a number",
    "float 0..1 step inf": "`inf` is not a number",
    "choice": "`` is not a number",
    "choice 1,": "`` is not a number",
    "choice 1, two": "`two` is not a number",
    "choice nan": "`nan` is not a number",
    "choice inf": "`inf` is not a number",
    "choice 1e999999999": "`1e999999999` is not a number",
    "choice 1_000": "`1_000` is not a number",
}


@pytest.mark.parametrize("source", REFUSED)
def test_what_is_no_form_is_refused_with_a_sentence(source: str) -> None:
    with pytest.raises(ParamError) as refused:
        parse_form(source)
    assert str(refused.value) == REFUSED[source]


@given(
    st.text("int odfloachepsx0123456789.,- +e∞NaN", max_size=24)
    | st.tuples(st.sampled_from(["int ", "odd ", "float ", "choice "]), st.text(max_size=16)).map("".join)
)
def test_every_text_is_a_form_with_values_or_refused(source: str) -> None:
    with contextlib.suppress(ParamError):
        assert parse_form(source).values


@given(st.integers(-300, 300), st.integers(0, 300), st.integers(1, 60))
def test_a_grid_has_no_float_noise_and_never_leaves_its_range(low: int, span: int, step: int) -> None:
    high = low + span
    values = parse_form(f"float {low / 100}..{high / 100} step {step / 100}").values
    assert values == tuple(hundredth / 100 for hundredth in range(low, high + 1, step))


@given(st.integers(0, 2**32))
def test_a_draw_keeps_its_condition_and_comes_again_for_the_same_seed(seed: int) -> None:
    params, where = {"H": "int 1..9", "K": "odd 1..7", "P": "choice 0, 0.5"}, "K < H and P * H != 2"

    first, second = (draw_values(params, where, Random(seed)) for _ in range(2))

    assert first == second
    assert list(first) == ["H", "K", "P"]
    assert first["K"] < first["H"]
    assert first["P"] * first["H"] != 2
    assert all(value in parse_form(params[name]).values for name, value in first.items())


def test_every_value_is_drawn_sooner_or_later() -> None:
    drawn = {draw_values({"n": "int 1..4"}, "n != 3", Random(seed))["n"] for seed in range(100)}
    assert drawn == {1, 2, 4}


def test_a_condition_that_holds_seldom_is_still_met() -> None:
    assert draw_values({"n": "int 1..100"}, "n == 42", Random(5)) == {"n": 42}


def test_a_condition_that_never_holds_is_refused() -> None:
    with pytest.raises(ParamError, match=r"^no draw in 500 satisfies `where: n > 9`$"):
        draw_values({"n": "int 1..9"}, "n > 9", Random(0))


def test_a_condition_that_fails_is_no_endless_search() -> None:
    with pytest.raises(ExprError, match=r"^Division by zero\.$"):
        draw_values({"n": "int 1..9"}, "1 / (n - n) > 0", Random(0))


def test_an_item_has_as_many_parameters_as_there_are_letters_and_no_more() -> None:
    assert len(draw_values({f"p{n}": "int 1..9" for n in range(26)}, None, Random(0))) == 26
    with pytest.raises(ParamError, match=r"^27 parameters are more than the 26 that are drawn$"):
        draw_values({f"p{n}": "int 1..9" for n in range(27)}, None, Random(0))


def test_without_parameters_nothing_is_drawn() -> None:
    assert draw_values({}, None, Random(0)) == {}


def test_a_range_may_hold_as_many_values_as_the_limit_and_no_more() -> None:
    assert (
        len(parse_form("float 0..100 step 0.001").values)
        == len(parse_form("int 0..100000").values)
        == 100_001
    )
    assert len(parse_form("int 60000..120000").values) == 60_001
    for source in ("float 0..100.001 step 0.001", "int 0..100001", "int -60000..60000"):
        with pytest.raises(ParamError):
            parse_form(source)
