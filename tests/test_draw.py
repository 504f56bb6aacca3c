"""Drawing: texts filled in, numbers written as people write them, options shuffled by the seed alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.draw import (
    KnownValue,
    NumberKey,
    close,
    draw_question,
    fill_text,
    number_key,
    question_seed,
    show_number,
)
from examprep.core.expr import ExprError
from examprep.core.item import (
    Blank,
    Choice,
    Cloze,
    Code,
    Item,
    ItemId,
    Match,
    Multi,
    Number,
    Option,
    Order,
    Pair,
    Recall,
    SwapSlip,
    Text,
    TextSlip,
    TypedBlank,
    ValueSlip,
)
from examprep.core.params import ParamError

SEEDS = st.integers(0, 2**32 - 1)
ID = ItemId("conv/size")


def text(source: str) -> Text:
    return Text(f"{source}。", f"{source}.")


WHY = text("because of {{n}}")
OPTIONS = (Option(text("{{n}} px"), right=True), Option(text("{{n + 1}} px"), why=WHY))
SWAPS = (SwapSlip((1, 2), WHY),)


def number(answer: str, *slips: str, tolerance: float = 0.0) -> Number:
    values = tuple(ValueSlip(slip, WHY) for slip in slips)
    return Number(id=ID, level=3, ask=text("?"), why=WHY, answer=answer, tolerance=tolerance, slips=values)


def steps(count: int) -> Order:
    return Order(id=ID, level=2, ask=text("?"), steps=tuple(text(str(n)) for n in range(count)))


def cloze(blanks: Mapping[int, Blank]) -> Cloze:
    return Cloze(id=ID, level=1, ask=text("?"), blanks=dict(blanks))


# --- texts

FILLED = {
    "{{H}} px": "32 px",
    "{{ 2 * H }}と{{lr}}": "64と0.1",
    "{{H / 3}}": "10.6666666667",
    r"$\frac{ {{H}} }{2}$": r"$\frac{ 32 }{2}$",
    "{{\nH\n}}": "32",
    "{{lr * 3}}": "0.3",
    "{H} and {} and }}": "{H} and {} and }}",
    "": "",
}


@pytest.mark.parametrize("source", FILLED)
def test_placeholders_are_replaced_by_values(source: str) -> None:
    assert fill_text(source, {"H": 32, "lr": 0.1}) == FILLED[source]


def test_an_unknown_name_is_refused_with_a_near_miss() -> None:
    with pytest.raises(ExprError, match=r'^The name "Hight" is not known\. Did you mean "Height"\?$'):
        fill_text("{{Hight}}", {"Height": 3})


SHOWN: list[tuple[float, str]] = [
    (5, "5"),
    (-5.0, "-5"),
    (-0.0, "0"),
    (0.5, "0.5"),
    (0.1 + 0.2, "0.3"),
    (2.9999999999999996, "3"),
    (1 / 3, "0.333333333333"),
    (1e-4, "0.0001"),
    (1e-5, "1e-5"),
    (-2.5e-7, "-2.5e-7"),
    (175_000_000_001.0, "175000000001"),
    (3.14e23, "3.14e23"),
    (1e15, "1e15"),
    (10**20, "100000000000000000000"),
]


@pytest.mark.parametrize(("value", "shown"), SHOWN)
def test_a_number_is_shown_as_a_person_writes_it(value: float, shown: str) -> None:
    assert show_number(value) == shown


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_lose_no_digit(value: int) -> None:
    assert show_number(float(value)) == show_number(value) == str(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_shown_number_reads_as_nearly_the_same(value: float) -> None:
    assert float(show_number(value)) == pytest.approx(value, rel=1e-11)


# --- items


ITEMS: tuple[Item, ...] = (
    Recall(id=ID, level=1, ask=text("{{n}}?"), answer=text("{{n}}")),
    Choice(id=ID, level=1, ask=text("{{n}}?"), why=WHY, options=OPTIONS),
    Multi(id=ID, level=1, ask=text("{{n}}?"), why=WHY, options=OPTIONS),
    number("n", "2 * n"),
    cloze({1: OPTIONS, 2: TypedBlank(("{{n}}", "n={{n}}"), (TextSlip("{{2 * n}}", WHY),))}),
    Code(
        id=ID,
        level=4,
        ask=text("{{n}}?"),
        language="numpy",
        program="x = {{n}} + ___1___",
        blanks={1: OPTIONS},
        check="assert x == {{n}}",
    ),
    Order(id=ID, level=2, ask=text("{{n}}?"), steps=(text("{{n}}"), text("{{2 * n}}")), slips=SWAPS),
    Match(
        id=ID,
        level=2,
        ask=text("{{n}}?"),
        pairs=(Pair(text("{{n}}"), text("{{n - 1}}")), Pair(text("{{-n}}"), text("{{1 - n}}"))),
        slips=SWAPS,
    ),
)


def kind(item: Item) -> str:
    return type(item).__name__.lower()


@pytest.mark.parametrize("item", ITEMS, ids=kind)
def test_every_text_of_every_kind_is_filled_in(item: Item) -> None:
    parametrised = msgspec.structs.replace(item, params={"n": "choice 7"})
    written = msgspec.json.encode(parametrised).decode()
    assert "{{" in written

    question = draw_question(parametrised, seed=1)

    assert question.values == {"n": 7}
    assert msgspec.json.encode(question.item).decode() == fill_text(written, {"n": 7})


@pytest.mark.parametrize("item", ITEMS, ids=kind)
def test_without_parameters_double_braces_are_no_placeholders(item: Item) -> None:
    plain = number("5", "6") if isinstance(item, Number) else item
    assert draw_question(plain, seed=1).item == plain


@pytest.mark.parametrize("item", ITEMS, ids=kind)
@given(seed=SEEDS)
def test_the_same_seed_is_the_same_question(item: Item, seed: int) -> None:
    parametrised = msgspec.structs.replace(item, params={"n": "int 1..99"}, where="n % 2 == 0")

    question = draw_question(parametrised, seed)

    assert question == draw_question(parametrised, seed)
    assert question.seed == seed
    assert question.values["n"] % 2 == 0
    assert all(sorted(order) == list(range(len(order))) for order in question.orders)


@dataclass(frozen=True)
class Shuffle:
    name: str
    item: Item
    orders: tuple[tuple[int, ...], ...]


# These stand in learners' logs as seed and places: another order would change what they answered.
SHUFFLES = [
    Shuffle("options", Choice(id=ID, level=1, ask=text("?"), options=OPTIONS * 2), ((3, 0, 1, 2),)),
    Shuffle("steps", steps(5), ((3, 1, 2, 4, 0),)),
    Shuffle("blanks", cloze({1: OPTIONS * 2, 2: TypedBlank(("a",)), 3: OPTIONS}), ((3, 0, 1, 2), (), (1, 0))),
    Shuffle("a number", number("1"), ()),
]


@pytest.mark.parametrize("shuffle", SHUFFLES, ids=lambda shuffle: shuffle.name)
def test_a_seed_from_a_log_still_draws_what_was_shown_then(shuffle: Shuffle) -> None:
    assert draw_question(shuffle.item, seed=2_024).orders == shuffle.orders


def test_a_seed_from_a_log_still_draws_the_same_parameters() -> None:
    params = {"a": "int 1..1000", "b": "choice 2, 4, 8"}
    item = Number(id=ID, level=3, ask=text("?"), answer="a * b", params=params)
    assert draw_question(item, seed=2_024).values == {"a": 482, "b": 2}


def test_blanks_are_ordered_by_their_numbers() -> None:
    question = draw_question(cloze({10: TypedBlank(("last",)), 2: OPTIONS, 1: OPTIONS * 2}), seed=0)
    assert [len(order) for order in question.orders] == [4, 2, 0]


@given(SEEDS, st.integers(2, 6))
def test_steps_are_never_shown_in_their_right_order(seed: int, count: int) -> None:
    assert draw_question(steps(count), seed).order != tuple(range(count))


def test_every_option_comes_to_stand_at_every_place() -> None:
    item = Multi(id=ID, level=1, ask=text("?"), options=OPTIONS * 2)
    orders = [draw_question(item, seed).order for seed in range(100)]
    assert all({order[place] for order in orders} == {0, 1, 2, 3} for place in range(4))


def test_an_item_gets_another_seed_in_another_session_and_at_another_attempt() -> None:
    seeds = {question_seed(s, ItemId(i), n) for s in (1, 2, 11) for i in ("a/b", "a/c") for n in (0, 1)}
    assert len(seeds) == 12
    assert question_seed(7, ID, 0) == 366_302_498


# --- the key of a number


def test_the_key_is_computed_from_the_draw() -> None:
    why = text("because of 3")
    key = number_key(number("n ** 2", "2 * n", "n / 2", tolerance=0.5), {"n": 3})
    assert key == NumberKey(9.0, 0.5, (KnownValue(6.0, why), KnownValue(1.5, why)))


def test_a_slip_s_reason_without_parameters_stays_as_it_is() -> None:
    assert number_key(number("1", "2"), {}).slips == (KnownValue(2.0, WHY),)


def test_content_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ExprError, match=r"^Division by zero\.$"):
        draw_question(number("1 / 0"), seed=0)
    with pytest.raises(ParamError, match="is not a form of parameter"):
        draw_question(msgspec.structs.replace(number("n"), params={"n": "1..9"}), seed=0)


@dataclass(frozen=True)
class Compared:
    name: str
    given: float
    wanted: float
    tolerance: float


NEAR = [
    Compared("equal", 15, 15, 0),
    Compared("float noise", 0.1 + 0.2, 0.3, 0),
    Compared("at the tolerance, with noise", 0.4, 0.3, 0.1),
    Compared("at the tolerance, below", 0.2, 0.3, 0.1),
    Compared("half a digit up", 0.063, 0.0625, 0.0005),
    Compared("half a digit down", 0.062, 0.0625, 0.0005),
    Compared("zero is zero", 0, 0, 0),
    Compared("near zero with a tolerance", -0.0004, 0, 0.0005),
]


FAR = [
    Compared("off by one", 16, 15, 0),
    Compared("more than noise", 0.3000001, 0.3, 0),
    Compared("past the tolerance", 0.41, 0.3, 0.1),
    Compared("nothing else is zero", 1e-300, 0, 0),
    Compared("the sign counts", -15, 15, 0.5),
]


@pytest.mark.parametrize("near", NEAR, ids=lambda near: near.name)
def test_these_agree(near: Compared) -> None:
    assert close(near.given, near.wanted, near.tolerance)


@pytest.mark.parametrize("far", FAR, ids=lambda far: far.name)
def test_these_differ(far: Compared) -> None:
    assert not close(far.given, far.wanted, far.tolerance)


def test_a_whole_number_that_no_float_holds_is_refused() -> None:
    item = number("2**1023 + (2**1023 - 1)")

    with pytest.raises(ExprError, match=r"^The result is too large\.$"):
        draw_question(item, 0)


@given(SEEDS, st.integers(2, 9))
def test_no_step_is_lost_when_the_right_order_is_turned(seed: int, count: int) -> None:
    assert sorted(draw_question(steps(count), seed).order) == list(range(count))


@pytest.mark.parametrize(
    ("given_", "wanted", "tolerance", "agree"),
    [
        (3.0, 3.0, 0.0, True),
        (1e12 + 1, 1e12, 0.0, False),
        (0.1 + 0.2, 0.3, 0.0, True),
        (0.3, 3.0, 0.0, False),
        (3.0, 3.0 + 1e-12, 0.0, True),
        (1e12 + 1, 1e12, 1.0, True),
        (1e12 + 2000, 1e12, 1.0, False),
        (0.0, 0.0, 0.5, True),
    ],
)
def test_only_whole_numbers_agree_to_the_last_digit(
    *, given_: float, wanted: float, tolerance: float, agree: bool
) -> None:
    assert close(given_, wanted, tolerance) is agree


def test_a_whole_number_too_large_for_a_float_is_refused_at_its_beginning() -> None:
    with pytest.raises(ExprError) as refused:
        number_key(number("2**1023 + (2**1023 - 1)"), {})
    assert refused.value.offset == 0
