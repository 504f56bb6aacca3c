"""Foreign questions as items of a bank; a text of one language stands for both until it is translated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from examprep.core.draw import show_number
from examprep.core.item import (
    Choice,
    Cloze,
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
    TextSlip,
    TypedBlank,
    ValueSlip,
)
from examprep.exchange.posed import (
    GAP,
    Change,
    Choosing,
    Counting,
    Figure,
    Found,
    Ordering,
    Pairing,
    Pick,
    Posed,
    Turning,
    Wording,
)
from examprep.exchange.shapes import FALSE, TRUE

_BOTH = {TRUE: Text("正しい", "True"), FALSE: Text("誤り", "False")}
_RESERVED = ("card", "drill")
LONGEST = 60

_NO_WHY = Text("正解の理由がない。書き足す。", "It does not say why its answer is right: write it.")
_NO_REASON = Text(
    "誤りの選択肢に理由がない。書き足す。", "Wrong options do not say why they are wrong: write it."
)
_PRAISE = Text("正解への説明は移らなかった。", "What is said of a right answer was left out.")
_NO_SLIP = Text("説明のない誤答の例は移らなかった。", "Known wrong answers without a reason were left out.")

_NO_SLIPS = Text(
    "典型的な間違いとその理由がない。書き足す。", "It knows no typical mistake and its reason: write one."
)


class Composed(msgspec.Struct, frozen=True):
    """Items for a bank, and what each lost on its way or lacks."""

    items: tuple[Item, ...]
    changes: tuple[Change, ...]


def compose(found: Sequence[Found], concept: str) -> Composed:
    """Return foreign questions as items of a concept, each with an id of its own."""
    items: list[Item] = []
    changes: list[Change] = []
    taken: set[str] = set()
    for place, one in enumerate(found, 1):
        question = _with_reason(one.question)
        slug = _free(slug_of(question.name) or f"q{place}", taken)
        taken.add(slug)
        items.append(_item(question, ItemId(f"{concept}/{slug}")))
        changes += [msgspec.structs.replace(change, name=slug) for change in one.lost]
        changes += [Change(slug, code, text) for code, text in _lacks(question)]
    return Composed(tuple(items), tuple(changes))


def _with_reason(question: Posed) -> Posed:
    """Return a question with what is said of a right answer as its reason, if it has none."""
    reason = next(filter(None, _praise(question)), "")
    return question if question.why or not reason else msgspec.structs.replace(question, why=reason)


def _praise(question: Posed) -> Iterator[str]:
    """Yield what is said of right answers, where an item has no place for it."""
    match question.form:
        case Wording(picks=picks):
            yield from (pick.why for pick in picks if pick.share > 0)
        case Counting(figures=figures):
            yield figures[0].why
        case _:
            pass


def slug_of(name: str) -> str:
    """Return the id that a name of another program suggests, or nothing."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.rpartition("/")[2].lower())[:LONGEST].strip("-")
    return "" if slug in _RESERVED else slug


def _free(slug: str, taken: set[str]) -> str:
    if slug not in taken:
        return slug
    return next(f"{slug}-{n}" for n in range(2, len(taken) + 3) if f"{slug}-{n}" not in taken)


def _item(question: Posed, id: ItemId) -> Item:
    ask, level, sources = _both(question.ask), question.level, question.sources
    why = _both(question.why) if question.why else None
    match question.form:
        case Choosing(picks=picks, several=several):
            kind = Multi if several else Choice
            options = tuple(map(_option, picks))
            return kind(id=id, level=level, ask=ask, why=why, options=options, sources=sources)
        case Counting(figures=figures):
            right = figures[0]
            return Number(
                id=id,
                level=level,
                ask=ask,
                why=why,
                answer=show_number(right.value),
                tolerance=right.tolerance,
                slips=tuple(_value_slip(figure) for figure in figures[1:] if figure.why),
                sources=sources,
            )
        case Wording(picks=picks):
            blanks = {1: _blank(picks)}
            ask = _both(_with_blank(question.ask))
            return Cloze(id=id, level=level, ask=ask, why=why, blanks=dict(blanks), sources=sources)
        case Pairing(pairs=pairs):
            sides = tuple(Pair(_both(left), _both(right)) for left, right in pairs)
            return Match(id=id, level=level, ask=ask, why=why, pairs=sides, sources=sources)
        case Ordering(steps=steps):
            ordered = tuple(map(_both, steps))
            return Order(id=id, level=level, ask=ask, why=why, steps=ordered, sources=sources)
        case Turning(back=back):
            return Recall(id=id, level=level, ask=ask, why=why, answer=_both(back), sources=sources)


def _both(text: str) -> Text:
    return _BOTH.get(text) or Text(text, text)


def _option(pick: Pick) -> Option:
    return Option(_both(pick.text), right=pick.share > 0, why=_both(pick.why) if pick.why else None)


def _value_slip(figure: Figure) -> ValueSlip:
    return ValueSlip(show_number(figure.value), _both(figure.why))


def _blank(picks: Sequence[Pick]) -> TypedBlank:
    accept = tuple(pick.text for pick in picks if pick.share > 0)
    slips = tuple(TextSlip(p.text, _both(p.why)) for p in picks if p.share <= 0 and p.why)
    return TypedBlank(accept, slips)


def _with_blank(ask: str) -> str:
    return ask.replace(GAP, "___1___", 1) if GAP in ask else f"{ask}\n\n___1___"


def _lacks(question: Posed) -> Iterator[tuple[str, Text]]:
    form = question.form
    if any(why not in ("", question.why) for why in _praise(question)):
        yield "praise", _PRAISE
    if not question.why and not isinstance(form, Turning):
        yield "no-why", _NO_WHY
    match form:
        case Pairing() | Ordering() | Counting(figures=(_,)):
            yield "no-slips", _NO_SLIPS
        case Choosing(picks=picks) if any(pick.share <= 0 and not pick.why for pick in picks):
            yield "no-reason", _NO_REASON
        case Wording(picks=picks) if any(pick.share <= 0 and not pick.why for pick in picks):
            yield "no-slip", _NO_SLIP
        case Counting(figures=figures) if any(not figure.why for figure in figures[1:]):
            yield "no-slip", _NO_SLIP
        case _:
            pass
