"""Draw an item: parameters chosen, texts filled in, options shuffled.

The same item and seed always give the same question.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any, TypeVar, cast

import msgspec

from examprep.core import expr
from examprep.core.item import (
    Choice,
    Cloze,
    Code,
    Item,
    ItemId,
    Match,
    Multi,
    Number,
    Order,
    Text,
    TextSlip,
    TypedBlank,
)
from examprep.core.params import draw_values

Values = Mapping[str, int | float]


class KnownValue(msgspec.Struct, frozen=True):
    """A typical wrong number, computed."""

    value: float
    why: Text


class NumberKey(msgspec.Struct, frozen=True):
    """What a number item expects for the drawn parameters."""

    answer: float
    tolerance: float
    slips: tuple[KnownValue, ...]


class Question(msgspec.Struct, frozen=True):
    """An item drawn for asking."""

    item: Item
    """With all parameters filled in, options still in the order of the bank."""
    seed: int
    values: dict[str, int | float]
    orders: tuple[tuple[int, ...], ...] = ()
    """For every list that is shown shuffled: shown place -> index in the bank. One for options,
    steps and partners; one a blank for fillings, empty for a typed blank."""
    key: NumberKey | None = None

    @property
    def order(self) -> tuple[int, ...]:
        """The order of the only shuffled list."""
        return self.orders[0]


def question_seed(session: int, item: ItemId, attempt: int) -> int:
    """Return the seed of an item's n-th asking in a session."""
    return random.Random(f"{session}/{item}/{attempt}").getrandbits(32)  # noqa: S311


def draw_question(item: Item, seed: int) -> Question:
    """Return the question of an item for a seed.

    Raises `ParamError` or `ExprError` for content that `bank check` refuses.
    """
    rng = random.Random(seed)  # noqa: S311
    values = draw_values(item.params, item.where, rng)
    filled = fill_item(item, values) if values else item
    key = number_key(item, values) if isinstance(item, Number) else None
    return Question(filled, seed, values, _orders(item, rng), key)


def number_key(item: Number, values: Values) -> NumberKey:
    """Compute a number item's answer and slips for its parameters."""
    slips = tuple(KnownValue(_float(slip.value, values), slip.why) for slip in item.slips)
    if values:
        slips = fill(slips, values)
    return NumberKey(_float(item.answer, values), item.tolerance, slips)


def _float(source: str, values: Values) -> float:
    try:
        return float(expr.compute(source, values))
    except OverflowError:
        raise expr.ExprError("The result is too large.", 0) from None


_NOISE = 1e-9


def close(given: float, wanted: float, tolerance: float) -> bool:
    """Tell whether two finite numbers agree within a tolerance, up to float noise."""
    if tolerance == 0 and given == int(given) and wanted == int(wanted):
        return given == wanted
    return abs(given - wanted) <= tolerance + _NOISE * (tolerance + abs(wanted))


PLACEHOLDER = re.compile(r"\{\{([^{}]+)\}\}")

T = TypeVar("T")


def fill_text(source: str, values: Values) -> str:
    """Replace every `{{expression}}` by its value."""
    return PLACEHOLDER.sub(lambda found: show_number(expr.compute(found[1].strip(), values)), source)


def fill_item(item: Item, values: Values) -> Item:
    """Return the item with its texts, and the program of a code item, filled in."""
    filled = fill(item, values)
    if isinstance(filled, Code):
        check = None if filled.check is None else fill_text(filled.check, values)
        return msgspec.structs.replace(filled, program=fill_text(filled.program, values), check=check)
    return filled


def fill(value: T, values: Values) -> T:
    """Fill in every text of a value, however deep."""
    return cast(T, _fill(value, values))


def _fill(value: Any, values: Values) -> Any:
    match value:
        case Text():
            return Text(fill_text(value.ja, values), fill_text(value.en, values))
        case TypedBlank():
            accept = tuple(fill_text(word, values) for word in value.accept)
            return TypedBlank(accept, _fill(value.slips, values))
        case TextSlip():
            return TextSlip(fill_text(value.text, values), _fill(value.why, values))
        case tuple():
            return tuple(_fill(part, values) for part in value)
        case dict():
            return {key: _fill(part, values) for key, part in value.items()}
        case msgspec.Struct():
            fields = {name: _fill(getattr(value, name), values) for name in value.__struct_fields__}
            return type(value)(**fields)
        case _:
            return value


def show_number(value: float) -> str:
    """Write a number as a person would: no trailing zeros, no float noise."""
    if isinstance(value, int) or (value == int(value) and abs(value) < _EXACT):
        return str(int(value))
    mantissa, _, exponent = f"{value:.12g}".partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


_EXACT = 1e15
"""Below this, every digit of a whole float is meant."""


def _orders(item: Item, rng: random.Random) -> tuple[tuple[int, ...], ...]:
    match item:
        case Choice() | Multi():
            return (_shuffled(len(item.options), rng),)
        case Order():
            return (_never_solved(_shuffled(len(item.steps), rng)),)
        case Match():
            return (_shuffled(len(item.pairs), rng),)
        case Cloze() | Code():
            return tuple(_blank_order(item.blanks[number], rng) for number in sorted(item.blanks))
        case _:
            return ()


def _blank_order(blank: object, rng: random.Random) -> tuple[int, ...]:
    return _shuffled(len(blank), rng) if isinstance(blank, tuple) else ()


def _shuffled(count: int, rng: random.Random) -> tuple[int, ...]:
    return tuple(rng.sample(range(count), count))


def _never_solved(order: tuple[int, ...]) -> tuple[int, ...]:
    """Turn an order that would give the answer away."""
    return order if list(order) != sorted(order) else order[1:] + order[:1]
