"""What must hold for every draw of an item: drawn with many seeds and looked at."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator

from examprep.core import expr, texmath
from examprep.core.draw import NumberKey, Values, close, draw_question, fill_item, number_key
from examprep.core.item import Choice, Item, Multi, Number, texts_of
from examprep.core.markup import formulas
from examprep.core.params import ParamError, draw_values, parse_form
from examprep.loader.rules import length_faults
from examprep.loader.shape import Places
from examprep.loader.tree import Fault
from examprep.loader.wording import expression_faults

SEEDS = 50
FEW = 3
"""Seeds for what hardly depends on the draw and takes long."""


def draw_faults(item: Item, places: Places) -> Iterator[Fault]:
    """Yield what is wrong with an item's parameters, its expressions and its draws."""
    faults = [*_form_faults(item, places), *_expressions_faults(item, places)]
    yield from faults
    if not faults and (item.params or isinstance(item, Number)):
        yield from _seed_faults(item, places)


def _form_faults(item: Item, places: Places) -> Iterator[Fault]:
    for name, form in item.params.items():
        if not name.isidentifier() or name in expr.RESERVED:
            yield Fault(places.of(item, "params"), "params", f"`{name}` cannot name a parameter")
        try:
            parse_form(form)
        except ParamError as error:
            yield Fault(places.of(item, "params"), "params", str(error))


def _expressions_faults(item: Item, places: Places) -> Iterator[Fault]:
    names = set(item.params)
    if item.where is not None:
        for fault in expression_faults(item.where, names):
            yield Fault(places.of(item, "where"), *fault)
    if isinstance(item, Number):
        for fault in expression_faults(item.answer, names):
            yield Fault(places.of(item, "answer"), *fault)
        for slip in item.slips:
            for fault in expression_faults(slip.value, names):
                yield Fault(places.of(slip, "value"), *fault)


def _seed_faults(item: Item, places: Places) -> Iterator[Fault]:
    """Draw with every seed; the first failure of each kind is enough to mend it."""
    told: set[str] = set()
    for seed in range(SEEDS if item.params else 1):
        for fault in _one_draw(item, places, seed):
            if fault.message.partition(":")[0] not in told:
                told.add(fault.message.partition(":")[0])
                yield fault
        if "where" in told:
            return


def _one_draw(item: Item, places: Places, seed: int) -> Iterator[Fault]:
    try:
        values = draw_values(item.params, item.where, random.Random(seed))  # noqa: S311
    except (ParamError, expr.ExprError) as error:
        yield Fault(places.of(item, "where"), "where", f"where: {error}", "widen the ranges or the condition")
        return
    try:
        filled = fill_item(item, values) if values else item
        if isinstance(item, Number):
            yield from _key_faults(item, number_key(item, values), values, places)
        draw_question(item, seed)
    except expr.ExprError as error:
        yield Fault(places.of(item), "expression", f"a draw fails: {error} with {_shown(values)}")
        return
    if isinstance(filled, Choice | Multi) and isinstance(item, Choice | Multi):
        yield from _option_faults(item, filled, values, places)
        if item.params and seed < FEW:
            yield from length_faults(item.options, filled.options, places)
    if seed < FEW:
        yield from _formula_faults(item, filled, places)


def _key_faults(item: Number, key: NumberKey, values: Values, places: Places) -> Iterator[Fault]:
    if key.answer != int(key.answer) and key.tolerance <= 0:
        message = f"the answer is not whole and has no tolerance: {key.answer} with {_shown(values)}"
        hint = "ask for some decimals and give `tolerance`, such as 0.0006 for three"
        yield Fault(places.of(item, "answer"), "tolerance", message, hint)
    for slip, known in zip(item.slips, key.slips, strict=True):
        if close(known.value, key.answer, key.tolerance):
            message = f"slip {slip.value} equals the answer: {_shown(values)} gives {key.answer:.6g}"
            hint = "exclude such draws with `where`, or narrow the ranges"
            yield Fault(places.of(slip), "slip-is-right", message, hint)
    for (one, first), (two, second) in itertools.combinations(zip(item.slips, key.slips, strict=True), 2):
        if close(first.value, second.value, key.tolerance):
            message = f"slips {one.value} and {two.value} agree: {_shown(values)} gives {first.value:.6g}"
            yield Fault(places.of(two), "same-slip", message, "exclude such draws with `where`")


def _option_faults(item: Item, filled: Choice | Multi, values: Values, places: Places) -> Iterator[Fault]:
    read: tuple[Callable[[int], str], ...] = (
        lambda n: filled.options[n].text.ja,
        lambda n: filled.options[n].text.en,
    )
    for text in read:
        shown = [text(n) for n in range(len(filled.options))]
        if len(set(shown)) < len(shown):
            message = f"two options are drawn the same: {_shown(values)}"
            yield Fault(places.of(item, "options"), "same-option", message, "exclude it with `where`")


def _formula_faults(item: Item, filled: Item, places: Places) -> Iterator[Fault]:
    for text in texts_of(filled):
        for latex in (*formulas(text.ja), *formulas(text.en)):
            try:
                texmath.draw(latex)
            except texmath.TexError as error:
                yield Fault(places.of(item), "formula", f"a drawn formula fails: `{latex}`: {error}")


def _shown(values: Values) -> str:
    return ", ".join(f"{name}={value:g}" for name, value in values.items()) or "no parameters"
