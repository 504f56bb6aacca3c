"""The right answer in words: with the places shown, and such that typing it back is right."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.answer import letter, right_answer
from examprep.core.draw import NumberKey, Question
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
    Text,
    TypedBlank,
)
from examprep.core.mark import Right, mark
from examprep.core.response import Unreadable, read_response

ID = ItemId("conv/size")
ASK = Text("問", "?")


def text(word: str) -> Text:
    return Text(f"{word}。", f"{word}.")


def line(before: str, *words: str) -> Text:
    return Text(before + " — ".join(f"{w}。" for w in words), before + " — ".join(f"{w}." for w in words))


def both(words: str) -> Text:
    return Text(words, words)


OPTIONS = (Option(text("a")), Option(text("b"), right=True), Option(text("c")))
TWO_RIGHT = (*OPTIONS, Option(text("d"), right=True))
WORD = TypedBlank(("ゼロ", "零", "Zero", "nought"))


def cloze(blanks: Mapping[int, Blank], *orders: tuple[int, ...]) -> Question:
    return Question(Cloze(id=ID, level=1, ask=ASK, blanks=dict(blanks)), 0, {}, orders)


def shown(item: Item, order: tuple[int, ...] = ()) -> Question:
    return Question(item, 0, {}, (order,))


ANSWERS: dict[str, tuple[Question, tuple[Text, ...]]] = {
    "an option with its place": (
        shown(Choice(id=ID, level=1, ask=ASK, options=OPTIONS), (2, 0, 1)),
        (line("3  ", "b"),),
    ),
    "options in the order shown": (
        shown(Multi(id=ID, level=1, ask=ASK, options=TWO_RIGHT), (3, 2, 0, 1)),
        (line("1  ", "d"), line("4  ", "b")),
    ),
    "steps in their right order, places first": (
        shown(Order(id=ID, level=1, ask=ASK, steps=tuple(map(text, "abc"))), (2, 0, 1)),
        (both("2 3 1"), line("2  ", "a"), line("3  ", "b"), line("1  ", "c")),
    ),
    "pairs": (
        shown(
            Match(id=ID, level=1, ask=ASK, pairs=tuple(Pair(text(c), text(c.upper())) for c in "abc")),
            (2, 0, 1),
        ),
        (line("1b  ", "a", "A"), line("2c  ", "b", "B"), line("3a  ", "c", "C")),
    ),
    "the back of a card": (shown(Recall(id=ID, level=1, ask=ASK, answer=text("a"))), (text("a"),)),
    "a word of each language": (cloze({1: WORD}, ()), (Text("ゼロ", "Zero"),)),
    "a word that comes first in English": (cloze({1: TypedBlank(("Zero", "ゼロ"))}, ()), (both("Zero"),)),
    "a word in English only": (cloze({1: TypedBlank(("zero", "nought"))}, ()), (both("zero"),)),
    "a word in Japanese only": (cloze({1: TypedBlank(("ゼロ", "零"))}, ()), (both("ゼロ"),)),
    "a filling": (cloze({1: OPTIONS}, (1, 2, 0)), (line("1  ", "b"),)),
    "several blanks by their numbers": (
        cloze({10: OPTIONS, 2: WORD}, (), (2, 0, 1)),
        (Text("(2)  ゼロ", "(2)  Zero"), line("(10)  3  ", "b")),
    ),
    "fillings of a program": (
        Question(
            Code(id=ID, level=4, ask=ASK, language="numpy", program="", blanks={1: OPTIONS, 2: OPTIONS}),
            0,
            {},
            ((1, 0, 2), (0, 1, 2)),
        ),
        (line("(1)  1  ", "b"), line("(2)  2  ", "b")),
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_right_answer_as_it_is_shown(name: str) -> None:
    question, lines = ANSWERS[name]
    assert right_answer(question) == lines


def number(answer: float, tolerance: float) -> Question:
    item = Number(id=ID, level=3, ask=ASK, answer="?", tolerance=tolerance)
    return Question(item, 0, {}, (), NumberKey(answer, tolerance, ()))


NUMBERS = {
    "a whole number": (number(15, 0), "15"),
    "a whole number with a tolerance": (number(-15, 0.06), "-15"),
    "a fraction without a tolerance": (number(0.1 + 0.2, 0), "0.3"),
    "three decimals": (number(1 / 3, 0.0006), "0.333"),
    "three decimals, half a digit": (number(1 / 3, 0.0005), "0.333"),
    "four decimals, where three would not do": (number(1 / 3, 0.0004), "0.3333"),
    "no zeros at the end": (number(0.2996, 0.0006), "0.3"),
    "no decimals": (number(123.4, 0.5), "123"),
    "coarser than one": (number(123.4, 20), "123"),
    "nearly zero": (number(-0.0001, 0.006), "0"),
    "a constant of nature": (number(1.380649e-23, 0.6e-26), "1.381e-23"),
    "a big number with decimals": (number(123456789.125, 0.0006), "123456789.125"),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_shown_to_the_decimals_asked_for(name: str) -> None:
    question, shown = NUMBERS[name]
    assert right_answer(question) == (both(shown),)


@given(
    st.floats(-1e6, 1e6, allow_subnormal=False),
    st.just(0.0) | st.floats(1e-9, 1e3) | st.integers(0, 9).map(lambda n: 0.5 * 10.0**-n),
)
def test_a_shown_number_is_right_when_typed_back(answer: float, tolerance: float) -> None:
    question = number(answer, tolerance)
    response = read_response(question, right_answer(question)[0].ja)
    assert not isinstance(response, Unreadable)
    assert mark(question, response) == Right()


def test_partners_are_called_by_letters() -> None:
    assert [letter(n) for n in (0, 1, 25)] == ["a", "b", "z"]
