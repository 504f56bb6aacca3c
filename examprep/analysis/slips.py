"""What the keys that attempts name mistakes with stand for, in words."""

from __future__ import annotations

from collections.abc import Iterator

from examprep.core.attempts import options_of
from examprep.core.item import Cloze, Item, Match, Multi, Number, Order, SwapSlip, Text, TypedBlank

OF_ANY_ITEM = {
    "sign": Text("符号が逆", "the sign is the wrong way round"),
    "percent": Text("割合と百分率の取り違え", "a share taken for a percentage, or the reverse"),
    "rounding": Text("丸めが粗い", "rounded too coarsely"),
    "order": Text("そのほかの順序", "another order"),
    "unknown": Text("そのほかの答え", "another answer"),
}
"""Mistakes that are recognised in whatever item asks for such an answer."""


def slip_texts(item: Item) -> dict[str, Text]:
    """Return the words for every mistake that an item knows, and for those that any knows."""
    return {
        **OF_ANY_ITEM,
        **{key: option.text for key, option in options_of(item).items()},
        **dict(_of_kind(item)),
    }


def _of_kind(item: Item) -> Iterator[tuple[str, Text]]:
    match item:
        case Multi(options=options):
            for index, option in enumerate(options):
                text = option.text
                yield f"missed/{index}", Text(f"選ばなかった: {text.ja}", f"not picked: {text.en}")
        case Number(slips=slips):
            for index, slip in enumerate(slips):
                yield f"slips/{index}", _with_why(Text(slip.value, slip.value), slip.why)
        case Cloze(blanks=blanks):
            typed = ((number, blank) for number, blank in blanks.items() if isinstance(blank, TypedBlank))
            for number, blank in typed:
                for index, word in enumerate(blank.slips):
                    yield f"blanks/{number}/{index}", _with_why(Text(word.text, word.text), word.why)
        case Order(steps=steps, slips=swaps):
            yield from _swaps(swaps, steps)
        case Match(pairs=pairs, slips=swaps):
            yield from _swaps(swaps, tuple(pair.left for pair in pairs))
            for index, pair in enumerate(pairs):
                text = pair.left
                yield f"pairs/{index}", Text(f"「{text.ja}」の相手", f'the partner of "{text.en}"')


def _swaps(slips: tuple[SwapSlip, ...], names: tuple[Text, ...]) -> Iterator[tuple[str, Text]]:
    for index, slip in enumerate(slips):
        one, other = (names[place - 1] for place in slip.swap)
        confused = Text(f"「{one.ja}」と「{other.ja}」の入れ違い", f'"{one.en}" and "{other.en}" exchanged')
        yield f"slips/{index}", _with_why(confused, slip.why)


def _with_why(text: Text, why: Text) -> Text:
    return Text(f"{text.ja}: {why.ja}", f"{text.en}: {why.en}")
