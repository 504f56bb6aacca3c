"""The rules every text must keep: two languages that agree, formulas that draw, clean characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set

from examprep.core import expr, texmath
from examprep.core.draw import PLACEHOLDER
from examprep.core.item import Text, texts_of
from examprep.core.markup import formulas
from examprep.loader.shape import Places
from examprep.loader.tree import Fault

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_WORDS = re.compile(r"\\(?:text|mathrm|operatorname)\{[^{}]*\}")
_NUMBER = re.compile(r"(?<![A-Za-z0-9_.])(?:\d+\.\d+|\d{2,})(?![A-Za-z0-9_])")
_SYMBOL = re.compile(r"(?:\\[A-Za-z]+|[A-Za-z0-9])(?:\{[A-Za-z]\})?'*(?:[_^](?:\{[^{}]*\}|.))*")
"""A lone symbol, which a sentence may name once more in one language than in the other."""


def text_faults(value: object, names: Set[str], places: Places) -> Iterator[Fault]:
    """Yield what is wrong with the texts of an item or a concept whose parameters are `names`."""
    for text in texts_of(value):
        at = places.of(text)
        for fault in (
            *_language_faults(text),
            *_placeholder_faults(text, names),
            *_formula_faults(text),
        ):
            yield Fault(at, *fault)


_Loose = tuple[str, str, str | None]
"""Code, message and hint of a fault whose place is its text's."""


def _language_faults(text: Text) -> Iterator[_Loose]:
    if not text.ja.strip() or not text.en.strip():
        yield "empty", "a text is empty", None
    outside = _CODE.sub("", _WORDS.sub("", text.en))
    if _KANA.search(outside):
        yield "not-english", f"the English text holds Japanese: {_around(_KANA, outside)}", None
    yield from _agreement_faults(text)


def _around(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    start = found.start() if found else 0
    return text[max(start - 8, 0) : start + 12].replace("\n", " ")


def _agreement_faults(text: Text) -> Iterator[_Loose]:
    """Both languages hold the same formulas, placeholders and numbers of two digits or more."""
    for name, ja, en in (
        ("formula", _formula_bag(text.ja), _formula_bag(text.en)),
        ("placeholder", Counter(PLACEHOLDER.findall(text.ja)), Counter(PLACEHOLDER.findall(text.en))),
        ("number", _numbers(text.ja), _numbers(text.en)),
    ):
        for one, other, missing in ((ja, en, "en"), (en, ja, "ja")):
            lacking = sorted(set(one) - set(other))
            if lacking:
                yield f"{name}-differs", f"{missing} lacks the {name} `{lacking[0]}`", None


def _formula_bag(source: str) -> Counter[str]:
    bare = ("".join(_WORDS.sub("", latex).split()) for latex in formulas(source))
    return Counter(latex for latex in bare if not _SYMBOL.fullmatch(latex))


def _numbers(source: str) -> Counter[str]:
    prose = PLACEHOLDER.sub("", re.sub(r"\$[^$]*\$", "", source)).replace(",", "")
    return Counter(_NUMBER.findall(prose.translate(_NARROW)))


_NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.")


def _placeholder_faults(text: Text, names: Set[str]) -> Iterator[_Loose]:
    for source in (text.ja, text.en):
        rest = _CODE.sub("", PLACEHOLDER.sub("", source)) if names else _CODE.sub("", source)
        if "{{" in rest:
            hint = "LaTeX keeps single braces apart: `{ {`; parameters are declared under `params`"
            yield "braces", "a double brace is no parameter here", hint
        for inner in PLACEHOLDER.findall(source) if names else ():
            yield from expression_faults(inner.strip(), names)


def expression_faults(source: str, names: Set[str]) -> Iterator[_Loose]:
    """Yield what is wrong with an expression over some parameters."""
    try:
        unknown = sorted(expr.parse(source).names - names)
    except expr.ExprError as error:
        yield "expression", f"`{source}`: {error}", None
        return
    if unknown:
        known = ", ".join(sorted(names)) or "none"
        yield "expression", f"`{unknown[0]}` is not a parameter", f"parameters here: {known}"


def _formula_faults(text: Text) -> Iterator[_Loose]:
    for source in dict.fromkeys((text.ja, text.en)):
        if _CODE.sub("", source).count("$") % 2:
            yield "dollar", "a $ is not closed", "write `$...$` on one line"
        for latex in formulas(PLACEHOLDER.sub("1", source)):
            try:
                texmath.draw(latex)
                texmath.inline(latex)
            except texmath.TexError as error:
                yield "formula", f"`{latex}`: {error}", None
