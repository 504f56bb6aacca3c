"""Items as questions for other programs: drawn with seeds 0, 1, ..., in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from examprep.core.draw import KnownValue, Question, close, draw_question, show_number
from examprep.core.item import (
    Blank,
    Choice,
    Cloze,
    Code,
    Item,
    Lang,
    Match,
    Multi,
    Number,
    Option,
    Order,
    Recall,
    Text,
    TypedBlank,
)
from examprep.exchange.posed import (
    GAP,
    Change,
    Choosing,
    Counting,
    Figure,
    Form,
    Ordering,
    Pairing,
    Pick,
    Posed,
    Turning,
    Wording,
)

_BLANK = re.compile(r"___([1-9][0-9]*)___")
_NOISE = 1e-9
"""What our own marking lets pass as the noise of floats, relative to the number."""


def pose(item: Item, lang: Lang, variants: int = 3) -> tuple[tuple[Posed, ...], tuple[Change, ...]]:
    """Return an item as questions in one language, with what of it is lost everywhere.

    An item with parameters becomes up to `variants` questions, no two with the same parameters.
    """
    seeds = range(variants if item.params else 1)
    drawn = {str(q.values): q for q in reversed([draw_question(item, seed) for seed in seeds])}
    questions = sorted(drawn.values(), key=lambda question: question.seed)
    posed = tuple(one for question in questions for one in _posed(question, lang))
    same = (change for question in questions for change in _same_numbers(question))
    return posed, (*_changes(item, len(questions)), *same)


def _posed(question: Question, lang: Lang) -> Iterator[Posed]:
    item = question.item
    name = _name(question)
    why = "" if item.why is None else item.why.read(lang)
    for suffix, ask, form in _forms(question, lang):
        yield Posed(name=name + suffix, ask=ask.strip("\n"), form=form, why=why.strip("\n"), level=item.level)


def _name(question: Question) -> str:
    item = question.item
    return f"{item.id}.{question.seed + 1}" if item.params else str(item.id)


def _forms(question: Question, lang: Lang) -> Iterator[tuple[str, str, Form]]:
    item = question.item
    ask = item.ask.read(lang)
    match item:
        case Choice(options=options) | Multi(options=options):
            picks = _picks(options, question.order, lang)
            yield "", ask, Choosing(picks, several=isinstance(item, Multi))
        case Number():
            yield "", ask, Counting(tuple(_figures(question, lang)))
        case Match(pairs=pairs):
            yield "", ask, Pairing(tuple((pair.left.read(lang), pair.right.read(lang)) for pair in pairs))
        case Order(steps=steps):
            yield "", ask, Ordering(tuple(step.read(lang) for step in steps))
        case Recall(answer=answer):
            yield "", ask, Turning(answer.read(lang).strip("\n"))
        case Cloze():
            yield from _blanks(question, ask, item.blanks, lang)
        case Code(program=program, language=language):
            fence = "python" if language in ("numpy", "torch", "keras", "tensorflow") else language
            source = f"{ask.rstrip()}\n\n```{fence}\n{program.rstrip()}\n```"
            fillings = {n: tuple(map(_as_code, blank)) for n, blank in item.blanks.items()}
            yield from _blanks(question, source, dict(fillings), lang)


def _as_code(option: Option) -> Option:
    """Return a filling marked as the code it is."""
    code = option.text.en.strip("\n")
    shown = f"```python\n{code}\n```" if "\n" in code or "`" in code else f"`{code}`"
    return msgspec.structs.replace(option, text=Text(shown, shown))


def _picks(options: tuple[Option, ...], order: tuple[int, ...], lang: Lang) -> tuple[Pick, ...]:
    """Return options as they would be shown; a wrong one takes away what a right one gives."""
    part = 1 / max(sum(option.right for option in options), 1)
    several = part < 1
    return tuple(
        Pick(
            options[index].text.read(lang).strip("\n"),
            part if options[index].right else -part if several else 0.0,
            _read(options[index].why, lang),
        )
        for index in order
    )


def _read(text: Text | None, lang: Lang) -> str:
    return "" if text is None else text.read(lang).strip("\n")


def _figures(question: Question, lang: Lang) -> Iterator[Figure]:
    key = question.key
    assert key is not None
    yield Figure(_shown(key.answer), _tolerance(key.answer, key.tolerance), share=1.0)
    for slip in _known_slips(question):
        yield Figure(_shown(slip.value), _tolerance(slip.value, key.tolerance), why=_read(slip.why, lang))


def _known_slips(question: Question) -> Iterator[KnownValue]:
    """Yield the wrong numbers that are told from the right one, and from those before."""
    key = question.key
    assert key is not None
    taken = [key.answer]
    for slip in key.slips:
        if not any(close(slip.value, value, key.tolerance) for value in taken):
            taken.append(slip.value)
            yield slip


def _shown(value: float) -> float:
    """Return the number as it is written, without float noise."""
    return float(show_number(value))


def _tolerance(value: float, tolerance: float) -> float:
    exact = tolerance or value == int(value)
    return tolerance if exact else float(f"{_NOISE * abs(value):.1g}")


def _blanks(
    question: Question, source: str, blanks: dict[int, Blank], lang: Lang
) -> Iterator[tuple[str, str, Form]]:
    """Yield one question a blank; the others stay open, so that none gives another away."""
    for (number, blank), order in zip(sorted(blanks.items()), question.orders, strict=True):
        suffix = f"({number})" if len(blanks) > 1 else ""
        yield suffix, _with_gap(source, number), _blank(blank, order, lang)


def _with_gap(source: str, number: int) -> str:
    return _BLANK.sub(lambda found: GAP if int(found[1]) == number else f"__({found[1]})__", source)


def _blank(blank: Blank, order: tuple[int, ...], lang: Lang) -> Form:
    if not isinstance(blank, TypedBlank):
        return Choosing(_picks(blank, order, lang))
    accepted = tuple(Pick(word, 1.0) for word in blank.accept)
    return Wording(accepted + tuple(Pick(slip.text, why=_read(slip.why, lang)) for slip in blank.slips))


# --- what is lost ---


def _changes(item: Item, variants: int) -> Iterator[Change]:
    if item.params:
        ja = f"数値を変えて出題できる問題は、{variants} 通りに固定した。"
        yield _change(item, "variants", ja, f"Its numbers vary here; {variants} fixed variants were made.")
    if isinstance(item, Cloze | Code) and len(item.blanks) > 1:
        count = len(item.blanks)
        ja = f"{count} 個の空欄は、空欄1つずつの {count} 問になった。"
        yield _change(item, "split", ja, f"Its {count} blanks became {count} questions of one blank each.")
    if isinstance(item, Code):
        ja = "プログラムの空欄は選択問題になり、実行による確認は移らない。"
        en = "Blanks of a program became choices; the check that runs it stays here."
        yield _change(item, "code", ja, en)
    elif isinstance(item, Cloze) and any(not isinstance(b, TypedBlank) for b in item.blanks.values()):
        ja = "選んで埋める空欄は選択問題になった。"
        yield _change(item, "choice", ja, "A blank with options became a choice.")
    if isinstance(item, Order | Match) and item.slips:
        ja = "典型的な取り違えとその理由は移らない。"
        yield _change(item, "slips", ja, "Its typical confusions and their reasons stay here.")


def _same_numbers(question: Question) -> Iterator[Change]:
    """Yield that a wrong number was the right one, or one of two, which no other program could tell."""
    if question.key is not None and len(question.key.slips) > len(list(_known_slips(question))):
        ja = "正解やほかの誤答と同じ数値になる誤答の例は、書き出さなかった。"
        en = "Wrong numbers that equal the right one, or another wrong one, were left out."
        yield Change(_name(question), "same-number", Text(ja, en))


def _change(item: Item, code: str, ja: str, en: str) -> Change:
    return Change(item.id, code, Text(ja, en))


def shelved(question: Posed, shelf: str, tags: tuple[str, ...], sources: tuple[str, ...]) -> Posed:
    """Return a question with where it belongs."""
    return msgspec.structs.replace(question, shelf=shelf, tags=tags, sources=sources)
