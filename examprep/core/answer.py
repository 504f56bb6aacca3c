"""The right answer of a question, in words."""

from __future__ import annotations

from examprep.core.draw import Question, show_number
from examprep.core.item import (
    Choice,
    Cloze,
    Code,
    Match,
    Multi,
    Number,
    Option,
    Order,
    Recall,
    Text,
    TypedBlank,
)


def right_answer(question: Question) -> tuple[Text, ...]:
    """Return the right answer, one text a line, with the places as they were shown."""
    match question.item:
        case Choice(options=options) | Multi(options=options):
            return _right_options(options, question.order)
        case Number():
            assert question.key is not None
            return (_same(_round_to(question.key.answer, question.key.tolerance)),)
        case Order(steps=steps):
            shown = [question.order.index(n) + 1 for n in range(len(steps))]
            return (
                _same(" ".join(map(str, shown))),
                *(_numbered(n, s) for n, s in zip(shown, steps, strict=True)),
            )
        case Match(pairs=pairs):
            return tuple(
                _joined(f"{n + 1}{letter(question.order.index(n))}", pair.left, pair.right)
                for n, pair in enumerate(pairs)
            )
        case Recall(answer=answer):
            return (answer,)
        case Cloze() | Code():
            return _right_fillings(question)


def letter(index: int) -> str:
    """Return the letter that a partner is called by: `a` for 0."""
    return chr(ord("a") + index)


def _right_options(options: tuple[Option, ...], order: tuple[int, ...]) -> tuple[Text, ...]:
    places = [place for place, index in enumerate(order, 1) if options[index].right]
    return tuple(_numbered(place, options[order[place - 1]].text) for place in places)


def _right_fillings(question: Question) -> tuple[Text, ...]:
    assert isinstance(question.item, Cloze | Code)
    blanks = question.item.blanks
    lines: list[Text] = []
    for number, order in zip(sorted(blanks), question.orders, strict=True):
        blank = blanks[number]
        right = _accepted(blank) if isinstance(blank, TypedBlank) else _right_options(blank, order)[0]
        lines.append(right if len(blanks) == 1 else _numbered(f"({number})", right))
    return tuple(lines)


def _accepted(blank: TypedBlank) -> Text:
    """Name an accepted word of each language first, where there is one."""
    english = next((word for word in blank.accept if word.isascii()), blank.accept[0])
    return Text(blank.accept[0], english)


def _round_to(value: float, tolerance: float) -> str:
    """Write a number to the decimals its tolerance asks for."""
    if tolerance <= 0 or value == int(value):
        return show_number(value)
    decimals = 0
    while 0.5 * 10.0**-decimals > tolerance:
        decimals += 1
    return show_number(round(value, decimals))


def _same(text: str) -> Text:
    return Text(text, text)


def _numbered(place: int | str, text: Text) -> Text:
    return Text(f"{place}  {text.ja}", f"{place}  {text.en}")


def _joined(head: str, left: Text, right: Text) -> Text:
    return Text(f"{head}  {left.ja} — {right.ja}", f"{head}  {left.en} — {right.en}")
