"""What must hold for every draw of an item: all of them looked at where they are few, else many."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Sequence

from examprep.core import expr
from examprep.core.draw import PLACEHOLDER, Values, close, fill_item, fill_text, show_number
from examprep.core.item import Choice, Code, Item, Multi, Number, Text, texts_of
from examprep.core.params import MAX_PARAMS, ParamError, parse_form
from examprep.loader.rules import length_faults, rivals
from examprep.loader.shape import Places
from examprep.loader.tree import Fault, Position
from examprep.loader.wording import expression_faults

SAMPLE = 1000
"""How many draws are looked at; an item that has no more is looked at in all."""
FILLED = 50
"""How many of them are filled in as if asked."""
FEW = 3
"""How many are measured, which hardly depends on the draw."""
SHARE = 0.05
"""From this share of draws on that a `where` lets through, `MAX_DRAWS` tries find one."""
DIGITS = 6
"""Significant digits a learner may be asked to type."""
LOOSE = 0.2
"""A tolerance is less than this share of the answer."""
LONG = 8
"""Characters of the longest number with decimals that a text shows."""


def draw_faults(item: Item, places: Places) -> Iterator[Fault]:
    """Yield what is wrong with an item's parameters, its expressions and its draws."""
    faults = list(written_faults(item, places))
    yield from faults
    if not faults and (item.params or isinstance(item, Number)):
        yield from _told_once(_all_draws_faults(item, places))


def written_faults(item: Item, places: Places) -> Iterator[Fault]:
    """Yield what is wrong with an item's parameters and expressions before anything is drawn."""
    yield from _form_faults(item, places)
    yield from _expressions_faults(item, places)


def _told_once(faults: Iterator[Fault]) -> Iterator[Fault]:
    """Let the first fault of each kind through, which is enough to mend it."""
    told: set[tuple[str, Position, str]] = set()
    for fault in faults:
        kind = (fault.code, fault.at, fault.message.partition(":")[0])
        if kind not in told:
            told.add(kind)
            yield fault


def _form_faults(item: Item, places: Places) -> Iterator[Fault]:
    if item.where is not None and not item.params:
        yield Fault(places.of(item, "where"), "where", "`where` needs `params`")
    if len(item.params) > MAX_PARAMS:
        message = f"{len(item.params)} parameters are more than the {MAX_PARAMS} that are drawn"
        yield Fault(places.of(item, "params"), "params", message)
        return
    shown, last = _shown_names(item), ""
    for name, form in item.params.items():
        if not form and last.startswith("choice"):  # {n: choice 2, 4} is written so in braces without quotes
            message, hint = f"a comma ended the form before `{name}`", f'put it in quotes: "{last}, {name}"'
            yield Fault(places.of(item, f"params/{name}"), "params", message, hint)
            return
        last = form
        at = places.of(item, f"params/{name}")
        if not (name.isascii() and name.isidentifier()) or name in expr.RESERVED:
            yield Fault(at, "params", f"`{name}` cannot name a parameter")
        elif name not in shown:
            message = f"`{name}` is drawn but not shown in the question"
            yield Fault(at, "params", message, f"write {{{{{name}}}}} where it is asked for")
        try:
            parse_form(form)
        except ParamError as error:
            yield Fault(at, "params", str(error))


def _shown_names(item: Item) -> set[str]:
    """Return the parameters that a learner reads before answering."""
    texts = [item.ask, *itertools.chain.from_iterable(rivals(item))]
    sources = [*(text.ja for text in texts), item.program if isinstance(item, Code) else ""]
    names: set[str] = set()
    for inner in PLACEHOLDER.findall("\n".join(sources)):
        try:
            names |= expr.parse(inner.strip()).names
        except expr.ExprError:
            names |= set(item.params)  # told where the text is looked at
    return names


def _expressions_faults(item: Item, places: Places) -> Iterator[Fault]:
    names = set(item.params)
    if item.where is not None:
        for fault in expression_faults(item.where, names, condition=True):
            yield Fault(places.of(item, "where"), *fault)
    if isinstance(item, Number):
        for fault in expression_faults(item.answer, names):
            yield Fault(places.of(item, "answer"), *fault)
        for slip in item.slips:
            for fault in expression_faults(slip.value, names):
                yield Fault(places.of(slip, "value"), *fault)


def _all_draws_faults(item: Item, places: Places) -> Iterator[Fault]:
    drawn = _sample(item)
    try:
        kept = [values for values in drawn if item.where is None or expr.compute(item.where, values)]
    except expr.ExprError as error:
        yield Fault(places.of(item, "where"), "where", f"`where` fails for a draw: {error}")
        return
    if len(kept) < SHARE * len(drawn):
        message = f"`where` holds in {len(kept)} of {len(drawn)} draws"
        yield Fault(places.of(item, "where"), "where", message, "widen the ranges or the condition")
    for number, values in enumerate(kept):
        try:
            yield from _one_draw_faults(item, values, number, places)
        except expr.ExprError as error:
            yield Fault(places.of(item), "expression", f"a draw fails: {error} ({_shown(values)})")


def _sample(item: Item) -> Sequence[Values]:
    """Return every draw of the parameters where they are few, else some, in an order of chance."""
    forms = {name: parse_form(form).values for name, form in item.params.items()}
    rng = random.Random(0)  # noqa: S311
    if math.prod(map(len, forms.values())) > SAMPLE:
        return [{name: rng.choice(values) for name, values in forms.items()} for _ in range(SAMPLE)]
    draws = [dict(zip(forms, values, strict=True)) for values in itertools.product(*forms.values())]
    return rng.sample(draws, len(draws))


def _one_draw_faults(item: Item, values: Values, number: int, places: Places) -> Iterator[Fault]:
    if isinstance(item, Number):
        yield from _key_faults(item, values, places)
    for texts in rivals(item):
        yield from _rivals_faults(texts, values, places)
    if number >= FILLED or not values:
        return
    filled = fill_item(item, values)
    yield from _numbers_faults(item, values, places)
    if number < FEW and isinstance(item, Choice | Multi) and isinstance(filled, Choice | Multi):
        yield from length_faults(item.options, filled.options, places)


def _key_faults(item: Number, values: Values, places: Places) -> Iterator[Fault]:
    answer = float(expr.compute(item.answer, values))
    yield from _tolerance_faults(item, answer, values, places)
    slips = [(slip, float(expr.compute(slip.value, values))) for slip in item.slips]
    hint = "exclude such draws with `where`, or narrow the ranges"
    for slip, value in slips:
        if close(value, answer, item.tolerance):
            message = f"slip {slip.value} equals the answer: {_shown(values)} gives {answer:.6g}"
            yield Fault(places.of(slip), "slip-is-right", message, hint)
    for (one, first), (two, second) in itertools.combinations(slips, 2):
        if close(first, second, item.tolerance):
            message = f"slips {one.value} and {two.value} agree: {_shown(values)} gives {first:.6g}"
            yield Fault(places.of(two), "same-slip", message, hint)


def _tolerance_faults(item: Number, answer: float, values: Values, places: Places) -> Iterator[Fault]:
    drawn = f"{answer:.6g} with {_shown(values)}"
    at = places.of(item, "tolerance" if item.tolerance else "answer")
    hint = "ask for some decimals and give `tolerance`, such as 0.0006 for three"
    if answer != int(answer) and item.tolerance <= 0:
        yield Fault(at, "tolerance", f"the answer is not whole and has no tolerance: {drawn}", hint)
    elif answer != int(answer) and not close(float(f"{answer:.{DIGITS}g}"), answer, item.tolerance):
        yield Fault(at, "tolerance", f"more than {DIGITS} digits must be typed: {drawn}", hint)
    if item.tolerance > LOOSE * abs(answer) > 0:
        message = f"the tolerance is wider than {LOOSE:.0%} of the answer: {drawn}"
        yield Fault(at, "tolerance", message, "narrow it, or exclude answers near 0")


def _rivals_faults(texts: Sequence[Text], values: Values, places: Places) -> Iterator[Fault]:
    for lang in ("ja", "en"):
        seen: set[str] = set()
        for text in texts:
            drawn = fill_text(getattr(text, lang), values)
            if drawn in seen:
                message = f"two of these are drawn the same: {_shown(values)} gives {drawn}"
                yield Fault(places.of(text), "same-option", message, "exclude such draws with `where`")
            seen.add(drawn)


def _numbers_faults(item: Item, values: Values, places: Places) -> Iterator[Fault]:
    """Yield a fault for each number that a text shows with more decimals than a person would."""
    for text in texts_of(item):
        for inner in PLACEHOLDER.findall(text.ja):
            value = expr.compute(inner.strip(), values)
            shown = show_number(value)
            if value != int(value) and len(shown) > LONG:
                message = f"`{inner.strip()}` is shown with many digits: {shown} for {_shown(values)}"
                yield Fault(places.of(text), "long-number", message, "round it, or narrow the ranges")


def _shown(values: Values) -> str:
    return ", ".join(f"{name}={value:g}" for name, value in values.items()) or "no parameters"
