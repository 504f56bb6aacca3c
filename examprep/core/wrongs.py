"""Every wrong answer of a question that is known, with its reason: what an author looks through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from examprep.core.draw import Question, show_number
from examprep.core.item import Choice, Cloze, Code, Match, Multi, Number, Option, Order, SwapSlip, Text


class KnownWrong(msgspec.Struct, frozen=True):
    """A wrong answer, and the confusion that leads to it."""

    given: Text
    why: Text


def known_wrongs(question: Question) -> Iterator[KnownWrong]:
    """Yield the wrong answers whose reason a learner is told, with the places as they were shown."""
    item = question.item
    match item:
        case Choice(options=options) | Multi(options=options):
            yield from _options(options, question.order, "")
        case Number():
            assert question.key is not None
            for slip in question.key.slips:
                yield KnownWrong(_same(show_number(slip.value)), slip.why)
        case Order(steps=steps, slips=slips):
            yield from _swaps(steps, slips)
        case Match(pairs=pairs, slips=slips):
            yield from _swaps([pair.left for pair in pairs], slips)
        case Cloze() | Code():
            yield from _blanks(item, question)
        case _:
            pass


def _blanks(item: Cloze | Code, question: Question) -> Iterator[KnownWrong]:
    for number, order in zip(sorted(item.blanks), question.orders, strict=True):
        blank = item.blanks[number]
        head = f"({number})  " if len(item.blanks) > 1 else ""
        if isinstance(blank, tuple):
            yield from _options(blank, order, head)
        else:
            yield from (KnownWrong(_same(f"{head}{slip.text}"), slip.why) for slip in blank.slips)


def _options(options: Sequence[Option], order: Sequence[int], head: str) -> Iterator[KnownWrong]:
    for place, index in enumerate(order, 1):
        text, why = options[index].text, options[index].why
        if not options[index].right and why is not None:
            yield KnownWrong(Text(f"{head}{place}  {text.ja}", f"{head}{place}  {text.en}"), why)


def _swaps(names: Sequence[Text], slips: Sequence[SwapSlip]) -> Iterator[KnownWrong]:
    for slip in slips:
        first, second = (names[place - 1] for place in slip.swap)
        yield KnownWrong(Text(f"{first.ja} ⇄ {second.ja}", f"{first.en} ⇄ {second.en}"), slip.why)


def _same(text: str) -> Text:
    return Text(text, text)
