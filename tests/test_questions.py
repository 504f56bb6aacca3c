"""Laws of every question, held by an item of each kind and by everything in the shipped banks.

Each is drawn with several seeds, answered by the line, and marked: rightly, with every single
known mistake, with unknown words, and with what is shown as the right answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from examprep.core.answer import letter, right_answer
from examprep.core.draw import Question, draw_question
from examprep.core.item import (
    KINDS,
    Blank,
    Choice,
    Cloze,
    Code,
    Match,
    Multi,
    Number,
    Option,
    Order,
    Recall,
    SwapSlip,
    Text,
    TypedBlank,
    kind_of,
)
from examprep.core.mark import NOT_KNOWN, UNKNOWN, Outcome, Partial, Right, SelfRated, Slip, Wrong, mark
from examprep.core.memory import Rating
from examprep.core.number import NumberRead, read_number
from examprep.core.response import Unreadable, is_typed, read_response
from examprep.loader.banks import parse_bank

BANKS = Path(__file__).parents[1] / "content" / "banks"
ONE_OF_EACH = """
format: 1
bank: tiny
title: {ja: 小, en: Tiny}
concepts:
  - id: tiny
    title: {ja: 小, en: Tiny}
    syllabus: [e.x]
    note: {ja: 小, en: Tiny}
    sources: [none]
    items:
      - {id: recall, kind: recall, level: 1, ask: {ja: 表, en: Front}, answer: {ja: 裏, en: Back}}
      - id: choice
        kind: choice
        level: 1
        params: {n: int 2..9}
        ask: {ja: "{{n}} の2倍", en: "Twice {{n}}"}
        options:
          - {text: "{{2 * n}}", right: true}
          - {text: "{{n + 2.5}}", why: {ja: 足した。, en: Added.}}
          - {text: "{{n * n + 1}}", why: {ja: 二乗した。, en: Squared.}}
      - id: multi
        kind: multi
        level: 1
        ask: {ja: 奇数, en: Odd numbers}
        options:
          - {text: "1", right: true}
          - {text: "2", why: {ja: 2で割れる。, en: 2 divides it.}}
          - {text: "3", right: true, why: {ja: 3も奇数。, en: 3 is odd.}}
          - {text: "4", why: {ja: 4も偶数。, en: 4 is even.}}
      - id: whole
        kind: number
        level: 3
        params: {H: int 5..64, K: odd 1..7, S: int 1..3}
        where: K < H and K > 1
        ask: {ja: 出力, en: Output}
        answer: (H - K) // S + 1
        slips:
          - {value: (H - K) // S, why: {ja: +1がない。, en: No +1.}}
          - {value: H * S * 1000, why: {ja: 掛けた。, en: Multiplied.}}
      - id: share
        kind: number
        level: 3
        params: {a: int 1..6, b: "choice 7, 11, 13"}
        ask: {ja: 割合, en: Share}
        answer: a / b
        tolerance: 0.0006
        slips:
          - {value: b / a, why: {ja: 逆。, en: Upside down.}}
          - {value: -a - b / 7, why: {ja: 引いた。, en: Subtracted.}}
      - id: typed
        kind: cloze
        level: 1
        params: {n: int 2..9}
        ask: {ja: "___1___", en: "___1___"}
        blanks:
          1:
            accept: ["{{n}} Bits", "{{n}}ビット"]
            slips: [{text: "{{n}} バイト", why: {ja: 8倍違う。, en: 8 times too much.}}]
      - id: mixed
        kind: cloze
        level: 1
        ask: {ja: "___1______2______3___", en: "___1______2______3___"}
        blanks:
          3: {accept: [softmax], slips: [{text: sigmoid, why: {ja: 二値。, en: For two.}}]}
          1:
            - {text: a, right: true}
            - {text: b, why: {ja: bではない。, en: Not b.}}
          2: {accept: [ReLU, ランプ], slips: [{text: tanh, why: {ja: 飽和する。, en: It saturates.}}]}
      - id: code
        kind: code
        level: 4
        language: numpy
        params: {n: int 2..9}
        ask: {ja: 空欄, en: Blanks}
        program: x = ___1___ + {{n}} * ___2___
        blanks:
          1:
            - {text: "{{n}}", right: true}
            - {text: "-{{n}}", why: {ja: 符号。, en: Sign.}}
            - {text: "0", why: {ja: 零。, en: Zero.}}
          2:
            - {text: "y", why: {ja: ない。, en: Unknown.}}
            - {text: "x", right: true}
        check: assert x == {{n}}
      - id: order
        kind: order
        level: 2
        ask: {ja: 順, en: Order}
        steps: [a, b, c, d]
        slips:
          - {swap: [1, 2], why: {ja: aが先。, en: a first.}}
          - {swap: [4, 2], why: {ja: dは後。, en: d later.}}
      - id: match
        kind: match
        level: 2
        ask: {ja: 組, en: Pairs}
        pairs: [{left: a, right: A}, {left: b, right: B}, {left: c, right: C}]
        slips: [{swap: [3, 1], why: {ja: aとc。, en: a and c.}}]
"""

SOURCES = ["one of each", *sorted(path.relative_to(BANKS).as_posix() for path in BANKS.rglob("*.yaml"))]
of_every_bank = pytest.mark.parametrize("source", SOURCES, scope="module")
"""Of wide scope, so that all tests of one bank come together and it is drawn once."""


@cache
def questions(source: str) -> tuple[Question, ...]:
    """Draw every item of a bank, those with parameters more often."""
    written = ONE_OF_EACH.encode() if source == SOURCES[0] else (BANKS / source).read_bytes()
    parsed = parse_bank(written)
    if parsed.bank is None or parsed.faults:
        pytest.skip(f"{source} does not parse; `examprep bank check` says why")
    return tuple(
        draw_question(item, seed) for item in parsed.bank.items() for seed in range(12 if item.params else 4)
    )


def full_width(line: str) -> str:
    """Write a line as a Japanese input method does."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in line).replace(" ", "　")


def place(options: tuple[Option, ...], order: tuple[int, ...]) -> str:
    return next(str(n) for n, index in enumerate(order, 1) if options[index].right)


def right_parts(question: Question) -> list[str]:
    """Return what to type, part by part: one a right option, a blank, a step or a pair."""
    match question.item:
        case Choice(options=options) | Multi(options=options):
            return [str(question.order.index(n) + 1) for n, option in enumerate(options) if option.right]
        case Number():
            assert question.key is not None
            return [repr(question.key.answer)]
        case Order(steps=steps):
            return [str(question.order.index(n) + 1) for n in range(len(steps))]
        case Match(pairs=pairs):
            return [f"{n + 1}{letter(question.order.index(n))}" for n in range(len(pairs))]
        case Recall():
            return ["3"]
        case Cloze(blanks=blanks) | Code(blanks=blanks):
            ordered = zip([blanks[n] for n in sorted(blanks)], question.orders, strict=True)
            return [b.accept[-1] if isinstance(b, TypedBlank) else place(b, order) for b, order in ordered]


def marked(question: Question, parts: list[str]) -> Outcome:
    """Type parts and mark them; the same line in full width must be read the same."""
    line = ("; " if is_typed(question) else " ").join(parts)
    response, wide = read_response(question, line), read_response(question, full_width(line))
    assert not isinstance(response, Unreadable), f"{question.item.id}, seed {question.seed}: {line}"
    assert not isinstance(wide, Unreadable), f"{question.item.id}, seed {question.seed}: {full_width(line)}"
    outcome = mark(question, response)
    assert slips_of(mark(question, wide)) == slips_of(outcome)
    return outcome


def slips_of(outcome: Outcome) -> list[tuple[str, Text]]:
    """Return key and reason of every slip of an outcome."""
    return [(s.key, s.why) for s in outcome.slips] if isinstance(outcome, Wrong | Partial) else []


Mistake = tuple[list[str], Slip]
"""What is typed, part by part, and the slip it is."""


def mistakes(question: Question) -> Iterator[Mistake]:
    """Yield every single mistake that the item knows."""
    match question.item:
        case Choice(options=options) | Multi(options=options):
            yield from option_mistakes(question, options)
        case Number():
            assert question.key is not None
            for index, known in enumerate(question.key.slips):
                read = read_number(repr(known.value))
                assert isinstance(read, NumberRead)
                yield [repr(known.value)], Slip(f"slips/{index}", same(read.shown), known.why)
        case Order(slips=slips) | Match(slips=slips):
            for index, slip in enumerate(slips):
                parts = swapped(right_parts(question), slip)
                given = swapped_name(question.item, slip, parts)
                yield parts, Slip(f"slips/{index}", given, slip.why)
        case Cloze(blanks=blanks) | Code(blanks=blanks):
            for at, number in enumerate(sorted(blanks)):
                for index, shown, given, why in wrong_fillings(blanks[number], question.orders[at]):
                    told = in_blank(question, number, given)
                    yield with_part(question, at, shown), Slip(f"blanks/{number}/{index}", told, why)


def unknown_words(question: Question) -> Iterator[Mistake]:
    """Yield for each typed blank a word that stands in no key."""
    if isinstance(question.item, Cloze):
        for at, (number, blank) in enumerate(sorted(question.item.blanks.items())):
            if isinstance(blank, TypedBlank):
                given = in_blank(question, number, same("no such word"))
                yield with_part(question, at, "no such word"), Slip(UNKNOWN, given, NOT_KNOWN)


def same(word: str) -> Text:
    return Text(word, word)


def with_part(question: Question, at: int, shown: str) -> list[str]:
    """Return what is right, but for one part."""
    parts = right_parts(question)
    return [*parts[:at], shown, *parts[at + 1 :]]


def in_blank(question: Question, number: int, given: Text) -> Text:
    """Put a blank's number before what was given for it, where there are several."""
    return given if len(question.orders) == 1 else Text(f"({number}) {given.ja}", f"({number}) {given.en}")


def swapped_name(item: Order | Match, slip: SwapSlip, parts: list[str]) -> Text:
    """Return what was given in a swap: the whole order, or the first pair."""
    if isinstance(item, Order):
        return same(" ".join(parts))
    first, second = (n - 1 for n in slip.swap)
    left, right = item.pairs[first].left, item.pairs[second].right
    return Text(f"{left.ja} — {right.ja}", f"{left.en} — {right.en}")


def option_mistakes(question: Question, options: tuple[Option, ...]) -> Iterator[Mistake]:
    """Yield the wrong options; of several right ones, one wrong more and each right one missed."""
    several = right_parts(question) if isinstance(question.item, Multi) else []
    for index, shown, given, why in wrong_fillings(options, question.order):
        yield [*several, shown], Slip(f"options/{index}", given, why)
    for missed in several:
        index = question.order[int(missed) - 1]
        given = Text(f"選ばなかった: {options[index].text.ja}", f"not picked: {options[index].text.en}")
        reason = options[index].why or Text("これも正しい。", "It is right too.")
        yield [part for part in several if part != missed], Slip(f"missed/{index}", given, reason)


def wrong_fillings(blank: Blank, order: tuple[int, ...]) -> Iterator[tuple[int, str, Text, Text]]:
    """Yield index, word or shown place, what it stands for, and reason."""
    if isinstance(blank, TypedBlank):
        yield from ((n, slip.text, same(slip.text), slip.why) for n, slip in enumerate(blank.slips))
        return
    for index, option in enumerate(blank):
        if option.why is not None and not option.right:
            yield index, str(order.index(index) + 1), option.text, option.why


def swapped(parts: list[str], slip: SwapSlip) -> list[str]:
    """Exchange two places; of pairs such as `1b 2a` the letters."""
    mates = [part.lstrip("0123456789") or part for part in parts]
    given = list(mates)
    first, second = (n - 1 for n in slip.swap)
    given[first], given[second] = given[second], given[first]
    return given if mates == parts else [f"{n}{mate}" for n, mate in enumerate(given, 1)]


def shown_parts(question: Question, lines: list[str]) -> list[str]:
    """Take from the right answer as shown what one would type."""
    match question.item:
        case Number():
            return lines
        case Order():
            return lines[0].split()
        case Cloze() | Code():
            entries = [line.partition(")  ")[2] for line in lines] if len(lines) > 1 else lines
            ordered = zip(entries, question.orders, strict=True)
            return [e.split("  ")[0] if order else e for e, order in ordered]
        case _:
            return [line.split("  ")[0] for line in lines]


def test_one_of_each_is_one_of_each() -> None:
    assert {kind_of(question.item) for question in questions(SOURCES[0])} == set(KINDS)


@of_every_bank
def test_the_same_seed_is_the_same_question(source: str) -> None:
    again = questions.__wrapped__(source)
    assert again == questions(source)


@of_every_bank
def test_the_key_is_right(source: str) -> None:
    for question in questions(source):
        wanted = SelfRated(Rating.GOOD) if isinstance(question.item, Recall) else Right()
        assert marked(question, right_parts(question)) == wanted, f"{question.item.id}, seed {question.seed}"


@of_every_bank
def test_every_single_mistake_is_marked_with_exactly_its_slip(source: str) -> None:
    for question in questions(source):
        for parts, slip in (*mistakes(question), *unknown_words(question)):
            outcome = marked(question, parts)
            assert isinstance(outcome, Wrong | Partial), f"{question.item.id}, seed {question.seed}: {parts}"
            assert outcome.slips == (slip,), f"{question.item.id}, seed {question.seed}: {parts}"


@of_every_bank
def test_the_right_answer_as_shown_is_right_when_typed(source: str) -> None:
    for question in questions(source):
        if not isinstance(question.item, Recall):
            lines = right_answer(question)
            for parts in ([text.ja for text in lines], [text.en for text in lines]):
                outcome = marked(question, shown_parts(question, parts))
                assert outcome == Right(), f"{question.item.id}, seed {question.seed}: {parts}"
