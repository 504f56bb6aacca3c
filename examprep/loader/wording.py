"""The rules every text must keep: two languages that agree, marks that close, formulas that draw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache

import msgspec

from examprep.core import expr, texmath
from examprep.core.draw import PLACEHOLDER
from examprep.core.item import Cloze, Code, Item, Lang, Text, TypedBlank, texts_of
from examprep.core.markup import Paragraph, Span, Style, formulas, one_line, parse_markup
from examprep.loader.blanks import BLANK
from examprep.loader.drafts import MARK, fillings, is_blank
from examprep.loader.shape import Places
from examprep.loader.tree import Fault, Position

SENTENCES = ("ask", "note", "why")
_KANA = re.compile(r"[\u3001\u3002\u3041-\u3096\u30a1-\u30fa]")
_KANJI = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_SENTENCE = re.compile(r"\b(the|is|are|was|were|does|has|have|it|that)\b", re.IGNORECASE)
"""Words that make Latin letters an English sentence, which no term of a Japanese text holds."""

_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_WORDS = re.compile(r"\\(?:text|mathrm|operatorname)\{[^{}]*\}")
_NUMBER = re.compile(r"(?<![A-Za-z0-9_.])(?:\d+\.\d+|\d{2,})(?![A-Za-z0-9_])")
_SYMBOL = re.compile(r"(?:\\[A-Za-z]+|[A-Za-z0-9])(?:\{[A-Za-z]\})?'*(?:[_^](?:\{[^{}]*\}|.))*")
"""A lone symbol, which a sentence may name once more in one language than in the other."""
_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_RUN_ON = re.compile(r"(?<![_^\d.])[\d.]+\s*\{\{|\}\}\s*(?:\d|\{\{)")
"""A placeholder whose digits follow or precede other digits in a formula, where no space is shown."""

_MARKS = (
    ("$", "dollar", "write `$...$`, outside **strong**"),
    ("`", "backtick", "write `...`, outside **strong**"),
    ("**", "strong", "write **...**"),
)
"""Marks with the code and the hint for one that is not read as a mark."""


def text_faults(value: object, names: Set[str], places: Places) -> Iterator[Fault]:
    """Yield what is wrong with the texts of an item or a concept whose parameters are `names`."""
    code = {id(text) for text in fillings(value)}
    sentences = {id(text) for text in _sentences(value)}
    blanks = isinstance(value, Cloze | Code)
    for text in texts_of(value):
        if id(text) in code:
            continue
        at = places.of(text)
        if not blanks and (BLANK.search(text.ja) or BLANK.search(text.en)):
            yield Fault(at, "blank", "a blank stands where none can be filled")
        for fault in (
            *_language_faults(text, sentence=id(text) in sentences),
            *_agreement_faults(text, names),
            *_source_faults(text.ja, names),
            *(_source_faults(text.en, names) if text.en != text.ja else ()),
        ):
            yield Fault(at, *fault)


def is_unwritten(value: object, lang: Lang) -> bool:
    """Tell whether a text of an item is still to be written in a language."""
    codes = {"empty", "not-japanese" if lang is Lang.JA else "not-english"}
    code = {id(text) for text in fillings(value)}
    sentences = {id(text) for text in _sentences(value)}
    own = (text for text in texts_of(value) if id(text) not in code)
    faults = (fault for text in own for fault in _language_faults(text, sentence=id(text) in sentences))
    return any(code in codes for code, *_ in faults)


def word_faults(item: Item, places: Places) -> Iterator[Fault]:
    """Yield what is wrong, or left to write, where no text is read: in programs and in typed words."""
    for at, source in (*_programs(item, places), *_words(item, places)):
        if source.strip() == MARK:
            yield Fault(at, "empty", f"`{MARK}` stands where something is to be written")
    for at, source in (*_code(item, places), *_words(item, places)):
        for fault in _placeholder_faults(source, "", set(item.params)):
            yield Fault(at, *fault)


def _sentences(value: object) -> Iterator[Text]:
    """Yield the texts that are sentences, so that both languages have words."""
    match value:
        case tuple():
            for part in value:
                yield from _sentences(part)
        case dict():
            yield from _sentences(tuple(value.values()))
        case msgspec.Struct():
            fields = {name: getattr(value, name) for name in value.__struct_fields__}
            yield from (fields[name] for name in SENTENCES if isinstance(fields.get(name), Text))
            yield from _sentences(tuple(fields.values()))


def _code(item: Item, places: Places) -> Iterator[tuple[Position, str]]:
    if item.params:  # else its braces are the program's own
        yield from _programs(item, places)


def _programs(item: Item, places: Places) -> Iterator[tuple[Position, str]]:
    if isinstance(item, Code):
        yield places.of(item, "program"), item.program
        yield places.of(item, "check"), item.check or ""
        yield from ((places.of(text), text.en) for text in fillings(item))


def _words(item: Item, places: Places) -> Iterator[tuple[Position, str]]:
    for blank in item.blanks.values() if isinstance(item, Cloze) else ():
        if isinstance(blank, TypedBlank):
            for index, word in enumerate(blank.accept):
                yield places.of(blank, f"accept/{index}"), word
            yield from ((places.of(slip, "text"), slip.text) for slip in blank.slips)


_Loose = tuple[str, str, str | None]
"""Code, message and hint of a fault whose place is its text's."""


def _language_faults(text: Text, *, sentence: bool) -> Iterator[_Loose]:
    if is_blank(text):
        yield "empty", "a text is empty", None
        return
    english = _CODE.sub("", _WORDS.sub("", text.en))
    if _KANA.search(english) or len(_KANJI.findall(english)) > len(_LATIN.findall(english)):
        yield "not-english", f"the English text is Japanese: {_around(english)}", None
    elif sentence and not _LATIN.search(_prose(text.en)):
        yield "not-english", f"the English text is no sentence: {_around(text.en)}", None
    if _KANA.search(text.ja) or _KANJI.search(text.ja):
        return
    if _SENTENCE.search(_prose(text.ja)):
        yield "not-japanese", f"the Japanese text is English: {text.ja[:24]}", None
    elif sentence:
        yield "not-japanese", f"the Japanese text is no sentence: {text.ja[:24]}", None


def _around(text: str) -> str:
    found = _KANA.search(text) or _KANJI.search(text)
    start = found.start() if found else 0
    return text[max(start - 8, 0) : start + 12].replace("\n", " ")


def _agreement_faults(text: Text, names: Set[str]) -> Iterator[_Loose]:
    """Both languages hold the same formulas, placeholders and numbers of two digits or more."""
    if text.ja == text.en:
        return
    for name, ja, en in (
        ("formula", _formulas(text.ja), _formulas(text.en)),
        ("placeholder", _placeholders(text.ja, names), _placeholders(text.en, names)),
        ("number", _numbers(text.ja), _numbers(text.en)),
    ):
        for one, other, missing in ((ja, en, "en"), (en, ja, "ja")):
            lacking = sorted(one - other)
            if lacking:
                yield f"{name}-differs", f"{missing} lacks the {name} `{lacking[0]}`", None


def _formulas(source: str) -> set[str]:
    bare = ("".join(_WORDS.sub("", latex).split()) for latex in formulas(source))
    return {latex for latex in bare if not _SYMBOL.fullmatch(latex)}


def _placeholders(source: str, names: Set[str]) -> set[str]:
    return {"".join(inner.split()) for inner in PLACEHOLDER.findall(source)} if names else set()


def _numbers(source: str) -> set[str]:
    prose = PLACEHOLDER.sub("", re.sub(r"\$[^$]*\$", "", source)).replace(",", "")
    return set(_NUMBER.findall(prose.translate(_NARROW)))


_NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.")


def _source_faults(source: str, names: Set[str]) -> Iterator[_Loose]:
    filled = PLACEHOLDER.sub("1", source)
    prose = _prose(filled)
    yield from _placeholder_faults(source, prose, names)
    for mark, code, hint in _MARKS:
        if mark in prose:
            yield code, f"a {mark} is not closed", hint
    if found := _COMMAND.search(prose):
        yield "formula", f"`{found[0]}` stands outside of a formula", "write `$...$`"
    for latex in formulas(filled):
        if trouble := formula_trouble(latex):
            yield "formula", f"`{latex}`: {trouble}", None
    if names:
        yield from _digits_faults(source)


def _digits_faults(source: str) -> Iterator[_Loose]:
    """Yield formulas that would tear a filled-in number apart, or run it into another."""
    for latex in formulas(source):
        if _RUN_ON.search(latex):
            yield (
                "formula",
                f"`{latex}`: the digits of two numbers run together",
                "write `\\times` between them",
            )
        elif _one_line(PLACEHOLDER.sub("12", latex)) != _one_line(PLACEHOLDER.sub("{12}", latex)):
            hint = "give the placeholder braces of its own, as in `^{ {{n}} }`"
            yield "formula", f"`{latex}`: only the first digit is taken", hint


def _one_line(latex: str) -> str:
    return one_line(Span(latex, Style.MATH))


def _prose(source: str) -> str:
    """Return what of a text is neither code nor a formula."""
    spans = (s for block in parse_markup(source) if isinstance(block, Paragraph) for s in block.spans)
    return " ".join(span.text for span in spans if span.style in (Style.PLAIN, Style.STRONG))


def _placeholder_faults(source: str, prose: str, names: Set[str]) -> Iterator[_Loose]:
    """Yield placeholders that cannot be filled, and braces that look like some."""
    rest = PLACEHOLDER.sub("", source) if names else _CODE.sub("", source)
    bare = [name for name in sorted(names) if f"{{{name}}}" in prose]
    if bare:
        yield "braces", f"`{{{bare[0]}}}` is not filled in", f"write `{{{{{bare[0]}}}}}`"
    elif "{{" in rest or (names and "}}" in prose):
        hint = "LaTeX keeps single braces apart: `{ {`; parameters are declared under `params`"
        yield "braces", "a double brace is no parameter here", hint
    for inner in PLACEHOLDER.findall(source) if names else ():
        yield from expression_faults(inner.strip(), names)


def expression_faults(source: str, names: Set[str], *, condition: bool = False) -> Iterator[_Loose]:
    """Yield what is wrong with an expression over some parameters."""
    try:
        parsed = expr.parse(source)
    except expr.ExprError as error:
        yield "expression", f"`{source}`: {error}", None
        return
    unknown = sorted(parsed.names - names)
    if unknown:
        known = ", ".join(sorted(names)) or "none"
        yield "expression", f"`{unknown[0]}` is not a parameter", f"parameters here: {known}"
    if parsed.condition != condition:
        kind = "a condition, not a number" if parsed.condition else "a number, not a condition"
        yield "expression", f"`{source}` is {kind}", None


@lru_cache(maxsize=4096)
def formula_trouble(latex: str) -> str | None:
    """Return why a formula cannot be shown, over several lines or in one."""
    try:
        texmath.draw(latex)
        texmath.inline(latex)
    except texmath.TexError as error:
        return str(error)
    return None
