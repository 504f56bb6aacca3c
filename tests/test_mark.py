"""Marking: right is right, every known way to be wrong is told with its own reason, any other as unknown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.draw import Question, draw_question
from examprep.core.item import (
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
    SwapSlip,
    Text,
    TextSlip,
    TypedBlank,
    ValueSlip,
)
from examprep.core.mark import (
    Outcome,
    Partial,
    Passed,
    Right,
    SelfRated,
    Slip,
    Wrong,
    is_success,
    mark,
    outcome_name,
    rating_of,
)
from examprep.core.memory import Rating
from examprep.core.number import NumberRead, read_number
from examprep.core.response import Arranged, Filled, Paired, Picked, Value

ID = ItemId("conv/size")
ASK = Text("問", "?")
NOT_KNOWN = Text("知られた誤りのどれとも違う。", "This is none of the known slips.")


def both(word: str) -> Text:
    return Text(word, word)


def text(word: str) -> Text:
    return Text(f"{word}。", f"{word}.")


def wrong(word: str) -> Option:
    return Option(text(word), why=text(f"not {word}"))


def right(word: str) -> Option:
    return Option(text(word), right=True)


def unshuffled(item: Item) -> Question:
    """Draw an item and show its lists as they stand in the bank."""
    drawn = draw_question(item, seed=0)
    orders = tuple(tuple(range(len(order))) for order in drawn.orders)
    return Question(drawn.item, drawn.seed, drawn.values, orders, drawn.key)


def options(*given: Option, several: bool = False) -> Question:
    kind = Multi if several else Choice
    return unshuffled(kind(id=ID, level=1, ask=ASK, options=given))


CHOICE = options(wrong("a"), right("b"), wrong("c"))
MULTI = options(
    right("a"), wrong("b"), right("c"), Option(text("d"), right=True, why=text("d too")), several=True
)
ORDER = unshuffled(
    Order(
        id=ID,
        level=2,
        ask=ASK,
        steps=tuple(map(text, "abcd")),
        slips=(SwapSlip((1, 2), text("a before b")), SwapSlip((4, 3), text("c before d"))),
    )
)


SHUFFLED = Question(ORDER.item, ORDER.seed, ORDER.values, ((2, 3, 0, 1),), ORDER.key)
"""Shown as c, d, a, b."""


def same(words: str) -> Text:
    return Text(words, words)


def not_first(step: str) -> Text:
    return Text(f"最初に来るのは「{step}」ではない。", f'"{step}" is not what comes first.')


def match(*swaps: tuple[int, int]) -> Question:
    """Ask for `a — A`, `b — B` and so on."""
    pairs = tuple(Pair(text(left), text(left.upper())) for left in "abcd")
    slips = tuple(SwapSlip(swap, text("mixed up {} and {}".format(*swap))) for swap in swaps)
    return unshuffled(Match(id=ID, level=2, ask=ASK, pairs=pairs, slips=slips))


MATCH = match((1, 3))
BOTH_SWAPS = match((1, 3), (4, 2))
WORD = TypedBlank(("Zero", "ゼロ"), (TextSlip("mean", text("not the mean")),))
CLOZE = unshuffled(
    Cloze(
        id=ID,
        level=1,
        ask=ASK,
        blanks={
            2: (wrong("x"), right("y")),
            1: WORD,
        },
    )
)
WORDS = unshuffled(Cloze(id=ID, level=1, ask=ASK, blanks={12: WORD, 3: WORD}))
ONE_WORD = unshuffled(Cloze(id=ID, level=1, ask=ASK, blanks={1: WORD}))
ONE_FILLING = unshuffled(Cloze(id=ID, level=1, ask=ASK, blanks={1: (right("p"), wrong("q"))}))
CODE = unshuffled(
    Code(
        id=ID,
        level=4,
        ask=ASK,
        language="numpy",
        program="",
        blanks={1: (right("p"), wrong("q"), Option(text("r"))), 2: (wrong("x"), right("y"))},
    )
)


@dataclass(frozen=True)
class Case:
    name: str
    question: Question
    response: Picked | Filled | Arranged | Paired
    outcome: Outcome


def reason(key: str, word: str) -> Slip:
    return Slip(key, text(word), text(f"not {word}"))


def filling(number: int, index: int, word: str) -> Slip:
    """Return the slip of a filling in one of several blanks."""
    given = Text(f"({number}) {word}。", f"({number}) {word}.")
    return Slip(f"blanks/{number}/{index}", given, text(f"not {word}"))


MISSED_A = Slip(
    "missed/0", Text("選ばなかった: a。", "not picked: a."), Text("これも正しい。", "It is right too.")
)
MISSED_C = Slip(
    "missed/2", Text("選ばなかった: c。", "not picked: c."), Text("これも正しい。", "It is right too.")
)
MISSED_D = Slip("missed/3", Text("選ばなかった: d。", "not picked: d."), text("d too"))


def belongs(left: str) -> Text:
    return Text(f"右側は「{left}。」と組になる。", f'The right side belongs to "{left}.".')


def pair(left: str, right: str) -> Text:
    return Text(f"{left}。 — {right}。", f"{left}. — {right}.")


def wrong_pair(index: int, left: str, partner: str) -> Slip:
    return Slip(f"pairs/{index}", pair(left, partner.upper()), belongs(partner))


CASES = [
    Case("the right option", CHOICE, Picked((2,)), Right()),
    Case("a wrong option", CHOICE, Picked((3,)), Wrong((reason("options/2", "c"),))),
    Case("all right options", MULTI, Picked((1, 3, 4)), Right()),
    Case("a wrong one more", MULTI, Picked((1, 2, 3, 4)), Partial(2 / 3, (reason("options/1", "b"),))),
    Case("one missed, with its own reason", MULTI, Picked((1, 3)), Partial(2 / 3, (MISSED_D,))),
    Case("two missed", MULTI, Picked((4,)), Partial(1 / 3, (MISSED_A, MISSED_C))),
    Case(
        "as much wrong as right is nothing",
        MULTI,
        Picked((1, 2)),
        Wrong((reason("options/1", "b"), MISSED_C, MISSED_D)),
    ),
    Case("the right order", ORDER, Arranged((1, 2, 3, 4)), Right()),
    Case(
        "a known swap",
        ORDER,
        Arranged((2, 1, 3, 4)),
        Wrong((Slip("slips/0", same("2 1 3 4"), text("a before b")),)),
    ),
    Case(
        "a known swap, written the other way round",
        ORDER,
        Arranged((1, 2, 4, 3)),
        Wrong((Slip("slips/1", same("1 2 4 3"), text("c before d")),)),
    ),
    Case(
        "two known swaps",
        ORDER,
        Arranged((2, 1, 4, 3)),
        Wrong(
            (
                Slip("slips/0", same("2 1 4 3"), text("a before b")),
                Slip("slips/1", same("2 1 4 3"), text("c before d")),
            )
        ),
    ),
    Case(
        "an unknown order says up to where it is right",
        ORDER,
        Arranged((1, 3, 4, 2)),
        Wrong(
            (
                Slip(
                    "order",
                    same("1 3 4 2"),
                    Text(
                        "1番目までは正しい。「c」が2番目に来るのではない。",
                        'Right up to place 1; "c" is not what comes in place 2.',
                    ),
                ),
            )
        ),
    ),
    Case(
        "an order that is wrong from the start",
        ORDER,
        Arranged((3, 1, 2, 4)),
        Wrong((Slip("order", same("3 1 2 4"), not_first("c")),)),
    ),
    Case(
        "half a known swap is none",
        ORDER,
        Arranged((2, 3, 1, 4)),
        Wrong((Slip("order", same("2 3 1 4"), not_first("b")),)),
    ),
    Case(
        "an order is told as it was typed, whatever was shown first",
        SHUFFLED,
        Arranged((4, 3, 1, 2)),
        Wrong((Slip("slips/0", same("4 3 1 2"), text("a before b")),)),
    ),
    Case("the right pairs", MATCH, Paired((1, 2, 3, 4)), Right()),
    Case(
        "a known confusion of pairs",
        MATCH,
        Paired((3, 2, 1, 4)),
        Partial(1 / 2, (Slip("slips/0", pair("a", "C"), text("mixed up 1 and 3")),)),
    ),
    Case(
        "a known confusion, written the other way round",
        BOTH_SWAPS,
        Paired((1, 4, 3, 2)),
        Partial(1 / 2, (Slip("slips/1", pair("d", "B"), text("mixed up 4 and 2")),)),
    ),
    Case(
        "two known confusions",
        BOTH_SWAPS,
        Paired((3, 4, 1, 2)),
        Wrong(
            (
                Slip("slips/0", pair("a", "C"), text("mixed up 1 and 3")),
                Slip("slips/1", pair("d", "B"), text("mixed up 4 and 2")),
            )
        ),
    ),
    Case(
        "a known confusion, and wrong pairs beside it",
        MATCH,
        Paired((3, 4, 1, 2)),
        Wrong(
            (
                Slip("slips/0", pair("a", "C"), text("mixed up 1 and 3")),
                wrong_pair(1, "b", "d"),
                wrong_pair(3, "d", "b"),
            )
        ),
    ),
    Case(
        "half a known confusion is none",
        MATCH,
        Paired((3, 1, 2, 4)),
        Partial(1 / 4, (wrong_pair(0, "a", "c"), wrong_pair(1, "b", "a"), wrong_pair(2, "c", "b"))),
    ),
    Case(
        "an unknown confusion names each wrong pair",
        MATCH,
        Paired((2, 1, 3, 4)),
        Partial(1 / 2, (wrong_pair(0, "a", "b"), wrong_pair(1, "b", "a"))),
    ),
    Case(
        "no pair is right",
        MATCH,
        Paired((2, 3, 4, 1)),
        Wrong(
            (
                wrong_pair(0, "a", "b"),
                wrong_pair(1, "b", "c"),
                wrong_pair(2, "c", "d"),
                wrong_pair(3, "d", "a"),
            )
        ),
    ),
    Case("both blanks right", CLOZE, Filled(("zero", 2)), Right()),
    Case("another spelling, another width", CLOZE, Filled(("ＺＥＲＯ ", 2)), Right()),
    Case("the other accepted word", CLOZE, Filled(("ｾﾞﾛ", 2)), Right()),
    Case(
        "a known wrong word",
        CLOZE,
        Filled(("ＭＥＡＮ", 2)),
        Partial(1 / 2, (Slip("blanks/1/0", both("(1) ＭＥＡＮ"), text("not the mean")),)),
    ),
    Case(
        "an unknown wrong word",
        CLOZE,
        Filled(("Ｏne", 2)),
        Partial(1 / 2, (Slip("unknown", both("(1) Ｏne"), NOT_KNOWN),)),
    ),
    Case("a wrong filling", CLOZE, Filled(("zero", 1)), Partial(1 / 2, (filling(2, 0, "x"),))),
    Case(
        "two wrong blanks, one known",
        CLOZE,
        Filled(("one", 1)),
        Wrong((Slip("unknown", both("(1) one"), NOT_KNOWN), filling(2, 0, "x"))),
    ),
    Case(
        "two known wrong blanks",
        CLOZE,
        Filled(("mean", 1)),
        Wrong((Slip("blanks/1/0", both("(1) mean"), text("not the mean")), filling(2, 0, "x"))),
    ),
    Case(
        "blanks are told by their numbers, in their order",
        WORDS,
        Filled(("one", "mean")),
        Wrong(
            (
                Slip("unknown", both("(3) one"), NOT_KNOWN),
                Slip("blanks/12/0", both("(12) mean"), text("not the mean")),
            )
        ),
    ),
    Case(
        "the only blank is not numbered",
        ONE_WORD,
        Filled(("mean",)),
        Wrong((Slip("blanks/1/0", both("mean"), text("not the mean")),)),
    ),
    Case(
        "an unknown word for the only blank",
        ONE_WORD,
        Filled(("one",)),
        Wrong((Slip("unknown", both("one"), NOT_KNOWN),)),
    ),
    Case("a wrong filling of the only blank", ONE_FILLING, Filled((2,)), Wrong((reason("blanks/1/1", "q"),))),
    Case("the right program", CODE, Filled((1, 2)), Right()),
    Case("a wrong filling of a program", CODE, Filled((2, 2)), Partial(1 / 2, (filling(1, 1, "q"),))),
    Case(
        "two wrong fillings",
        CODE,
        Filled((2, 1)),
        Wrong((filling(1, 1, "q"), filling(2, 0, "x"))),
    ),
    Case(
        "a filling without a reason",
        CODE,
        Filled((3, 2)),
        Partial(1 / 2, (Slip("blanks/1/2", Text("(1) r。", "(1) r."), NOT_KNOWN),)),
    ),
    Case(
        "an option without a reason",
        options(right("a"), Option(text("b"))),
        Picked((2,)),
        Wrong((Slip("options/1", text("b"), NOT_KNOWN),)),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_marked(case: Case) -> None:
    assert mark(case.question, case.response) == case.outcome


def test_places_are_those_shown_and_slips_those_of_the_bank() -> None:
    shuffled = Question(CHOICE.item, 0, {}, ((2, 0, 1),))
    assert mark(shuffled, Picked((3,))) == Right()
    assert mark(shuffled, Picked((1,))) == Wrong((reason("options/2", "c"),))


@given(st.permutations([1, 2, 3, 4]))
def test_each_wrong_pair_is_told_exactly_once(places: list[int]) -> None:
    outcome = mark(BOTH_SWAPS, Paired(tuple(places)))
    slips = outcome.slips if isinstance(outcome, Wrong | Partial) else ()
    lefts = {"slips/0": [0, 2], "slips/1": [1, 3], **{f"pairs/{n}": [n] for n in range(4)}}
    told = sorted(left for slip in slips for left in lefts[slip.key])
    assert told == [left for left, place in enumerate(places) if place != left + 1]


# --- numbers


def typed(line: str) -> Value:
    read = read_number(line)
    assert isinstance(read, NumberRead)
    return Value(read.value, read.shown, read.decimals)


def number(answer: str, *slips: str, tolerance: float = 0.0) -> Question:
    known = tuple(ValueSlip(slip, text(f"it is not {slip}")) for slip in slips)
    return unshuffled(Number(id=ID, level=3, ask=ASK, answer=answer, tolerance=tolerance, slips=known))


SIGN = Text("符号が逆である。", "The sign is the wrong way round.")
SHARE = Text(
    "100倍になっている。割合と百分率を取り違えていないか。",
    "It is 100 times too large: a share, not a percentage.",
)
PERCENTAGE = Text(
    "100分の1になっている。割合と百分率を取り違えていないか。",
    "It is 100 times too small: a percentage, not a share.",
)
COARSE = Text(
    "丸めが粗い。求められた桁まで答える。", "Rounded too coarsely: give all the decimals asked for."
)


@dataclass(frozen=True)
class Typed:
    name: str
    question: Question
    line: str
    slips: tuple[tuple[str, Text], ...] | None
    """Key and reason of each slip; nothing when it is right."""


THIRD = number("1 / 3", tolerance=0.0006)
UNKNOWN = (("unknown", NOT_KNOWN),)
TYPED = [
    Typed("the number", number("15"), "15", None),
    Typed("the number as a fraction", number("0.25"), "1/4", None),
    Typed("the number in per cent", number("0.25"), "25%", None),
    Typed("within the tolerance", THIRD, "0.333", None),
    Typed("more exact than asked", THIRD, "0.33333333", None),
    Typed("at the tolerance", number("0.3", tolerance=0.1), "0.4", None),
    Typed("past the tolerance", number("0.31", tolerance=0.01), "0.3201", UNKNOWN),
    Typed("a known slip", number("15", "14", "16"), "16", (("slips/1", text("it is not 16")),)),
    Typed(
        "a known slip, rounded",
        number("1 / 3", "2 / 3", tolerance=0.0006),
        "0.667",
        (("slips/0", text("it is not 2 / 3")),),
    ),
    Typed(
        "a known slip before a general one", number("15", "-15"), "-15", (("slips/0", text("it is not -15")),)
    ),
    Typed("the sign", number("15"), "-15", (("sign", SIGN),)),
    Typed("the sign of a negative number", number("-0.5"), "0.5", (("sign", SIGN),)),
    Typed("the sign, rounded", THIRD, "-0.333", (("sign", SIGN),)),
    Typed("the sign and more", THIRD, "-0.34", UNKNOWN),
    Typed("a percentage instead of a share", number("0.25"), "25", (("percent", SHARE),)),
    Typed("a percentage, rounded", THIRD, "33.3", (("percent", SHARE),)),
    Typed("a percentage, rounded past its tolerance", THIRD, "33.2", UNKNOWN),
    Typed("a negative percentage", number("-0.25"), "-25", (("percent", SHARE),)),
    Typed("a share instead of a percentage", number("25"), "0.25", (("percent", PERCENTAGE),)),
    Typed("a share typed in per cent", number("25"), "25%", (("percent", PERCENTAGE),)),
    Typed("a share, rounded", number("100 / 3", tolerance=0.06), "0.333", (("percent", PERCENTAGE),)),
    Typed("no share by far", number("100 / 3", tolerance=0.06), "0.38", UNKNOWN),
    Typed("rounded to two digits", THIRD, "0.33", (("rounding", COARSE),)),
    Typed("rounded to one digit", THIRD, "0.3", (("rounding", COARSE),)),
    Typed("rounded to a whole number", number("7.26", tolerance=0.006), "7", (("rounding", COARSE),)),
    Typed("half a digit rounded up", number("0.25", tolerance=0.001), "0.3", (("rounding", COARSE),)),
    Typed("half a digit rounded down", number("0.25", tolerance=0.001), "0.2", (("rounding", COARSE),)),
    Typed("rounded in powers of ten", number("2512"), "2.5e3", (("rounding", COARSE),)),
    Typed("cut off instead of rounded", number("0.653", tolerance=0.001), "0.6", UNKNOWN),
    Typed("exact but wrong", THIRD, "0.3300", UNKNOWN),
    Typed("a coarse fraction is no rounding", THIRD, "3/10", UNKNOWN),
    Typed("a neighbour of a whole number", number("15"), "14", UNKNOWN),
    Typed("zero", number("0"), "0", None),
    Typed("zero with a sign", number("0"), "-0.0", None),
    Typed("near zero", number("0", tolerance=0.01), "-0.01", None),
    Typed("not zero: no sign, no factor", number("0"), "5", UNKNOWN),
    Typed("not near zero: no factor", number("0", tolerance=0.01), "0.02", UNKNOWN),
    Typed("a tiny number: no factor", number("1e-9", tolerance=0.01), "0.5", UNKNOWN),
    Typed("a huge number: no factor", number("1e307"), "5", UNKNOWN),
]


@pytest.mark.parametrize("case", TYPED, ids=lambda case: case.name)
def test_a_typed_number_is_marked(case: Typed) -> None:
    given = typed(case.line)
    wanted = (
        None if case.slips is None else tuple(Slip(key, both(given.shown), why) for key, why in case.slips)
    )
    assert mark(case.question, given) == (Right() if wanted is None else Wrong(wanted))


@given(st.integers(-3000, 3000), st.integers(0, 3))
def test_a_typed_number_is_right_or_told_in_one_slip(digits: int, places: int) -> None:
    question = number("7.26", "-3", tolerance=0.006)
    read = typed(f"{digits / 10**places:.{places}f}")
    outcome = mark(question, read)
    if abs(read.value - 7.26) <= 0.006:
        assert outcome == Right()
    else:
        assert isinstance(outcome, Wrong)
        assert [slip.given for slip in outcome.slips] == [both(read.shown)]


@given(st.decimals(-1000, 1000, places=3), st.integers(0, 2))
def test_a_number_rounded_to_fewer_digits_is_never_right_and_said_to_be_coarse(
    answer: Decimal, places: int
) -> None:
    exact = float(answer)
    question = number(f"{exact}", tolerance=0.0001)
    rounded = f"{round(exact, places):.{places}f}"
    outcome = mark(question, typed(rounded))
    if float(rounded) == exact:
        assert outcome == Right()
    else:
        assert isinstance(outcome, Wrong)
        assert [slip.key for slip in outcome.slips] == ["rounding"]


# --- what follows

OUTCOMES: dict[str, tuple[Outcome, Rating]] = {
    "right": (Right(), Rating.GOOD),
    "partial": (Partial(0.9), Rating.AGAIN),
    "wrong": (Wrong(), Rating.AGAIN),
    "passed": (Passed(), Rating.AGAIN),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_only_what_is_wholly_right_counts_as_recalled(name: str) -> None:
    outcome, rating = OUTCOMES[name]
    assert rating_of(outcome) is rating
    assert is_success(outcome) is (name == "right")
    assert outcome_name(outcome) == name


@pytest.mark.parametrize("rating", Rating)
def test_a_card_counts_as_it_was_rated(rating: Rating) -> None:
    assert rating_of(SelfRated(rating)) is rating
    assert is_success(SelfRated(rating)) is (rating > Rating.AGAIN)
    assert outcome_name(SelfRated(rating)) == "rated"
