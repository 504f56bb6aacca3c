"""Core values -> rich text, already wrapped to the columns there are. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from rich.text import Text as Rich

from examprep.core import texmath
from examprep.core.answer import letter, right_answer
from examprep.core.bank import Concept
from examprep.core.draw import Question
from examprep.core.heading import Heading
from examprep.core.item import (
    Choice,
    Cloze,
    Code,
    Item,
    Lang,
    Match,
    Multi,
    Option,
    Order,
    Recall,
    Text,
    kind_of,
)
from examprep.core.library import is_card
from examprep.core.mark import Outcome, Partial, Passed, Right, SelfRated, Slip, Wrong
from examprep.core.markup import Block, Formula, Paragraph, Program, Span, Style, one_line, parse_markup
from examprep.core.text import clean, width, wrap
from examprep.core.wrongs import known_wrongs

if TYPE_CHECKING:
    from rich.syntax import SyntaxTheme

STYLES = {Style.PLAIN: "", Style.STRONG: "bold", Style.CODE: "green", Style.MATH: "cyan"}
_TERMS = (STYLES[Style.MATH], STYLES[Style.CODE])
LABEL = "bold"
HEADING = "bold magenta"
"""To be read on dark and on light, whatever the terminal takes its colours to be."""
UNBROKEN = 20
"""Formulas and code in a sentence up to this many columns stay on one line."""
FAINT = "dim"
WIDEST = 100
"""Lines longer than this are hard to read."""


KIND_NAMES = {
    "recall": ("想起", "recall"),
    "choice": ("選択", "choice"),
    "multi": ("複数選択", "several right"),
    "number": ("計算", "number"),
    "cloze": ("穴埋め", "fill in"),
    "code": ("コード", "code"),
    "order": ("並べ替え", "order"),
    "match": ("組み合わせ", "match"),
}
"""The kinds as the learner reads them; those of recall rate themselves, as cards do."""
CARD = ("カード", "card")
"""What every concept has beside its questions."""


BULLET = "- "


def say(ja: str, en: str, lang: Lang) -> str:
    """Return the program's own words in the learner's language; Japanese for both."""
    return en if lang is Lang.EN else ja


def text_lines(text: Text, lang: Lang, columns: int, indent: int = 0) -> Iterator[Rich]:
    """Yield a text in the learner's languages, the second one faint."""
    if lang is Lang.BOTH and text.ja != text.en:
        yield from markup_lines(text.ja, columns, indent)
        for line in markup_lines(text.en, columns, indent):
            line.stylize(FAINT)
            yield line
    else:
        yield from markup_lines(text.en if lang is Lang.EN else text.ja, columns, indent)


def markup_lines(source: str, columns: int, indent: int = 0) -> Iterator[Rich]:
    """Yield the lines of a text in the inline subset of Markdown."""
    for block in parse_markup(clean(source)):
        for line in _block_lines(block, max(columns - indent, 2)):
            yield Rich(" " * indent) + line


def _block_lines(block: Block, columns: int) -> Iterator[Rich]:
    match block:
        case Paragraph(spans=spans):
            text = Rich.assemble(*((one_line(s), STYLES[s.style]) for s in spans))
            yield from hung(text, columns, len(BULLET) if text.plain.startswith(BULLET) else 0)
        case Formula(latex=latex, tail=tail):
            yield from _formula_lines(latex, tail, columns)
        case Program(source=source):
            for line in source.split("\n"):
                yield Rich("  " + line, style=STYLES[Style.CODE])


def _formula_lines(latex: str, tail: str, columns: int) -> Iterator[Rich]:
    """Draw a formula in two dimensions where it fits, else on wrapped lines."""
    drawing = _drawing(latex, columns)
    if drawing is None:
        line = one_line(Span(latex, Style.MATH)) + tail
        yield from wrapped(Rich(line, style=STYLES[Style.MATH]), columns)
        return
    for number, row in enumerate(drawing.lines):
        level = number == drawing.baseline
        shown = row if level and tail else row.rstrip()
        yield Rich.assemble("  ", (shown, STYLES[Style.MATH]), tail if level else "")


def _drawing(latex: str, columns: int) -> texmath.Drawing | None:
    """Return the drawing of a formula that fits, else nothing."""
    try:
        drawing = texmath.draw(latex)
    except texmath.TexError:
        return None
    return drawing if drawing.width + 4 <= columns else None


def wrapped(text: Rich, columns: int) -> Iterator[Rich]:
    """Yield lines broken by the rules of Japanese typesetting, not inside short formulas and code."""
    source = list(text.plain)
    for span in text.spans:
        if span.style in _TERMS and width(text.plain[span.start : span.end]) <= UNBROKEN:
            for at in range(span.start, span.end):
                source[at] = "\u00a0" if source[at] == " " else source[at]
    for part in wrap("".join(source), columns):
        yield text[part.start : part.stop]


def hung(text: Rich, columns: int, hang: int) -> Iterator[Rich]:
    """Yield wrapped lines of which all but the first are set in by so many columns."""
    for number, line in enumerate(wrapped(text[hang:], columns - hang)):
        yield Rich.assemble(" " * hang if number else text[:hang], line)


def labelled(label: str, lines: Iterable[Rich], columns: int) -> Iterator[Rich]:
    """Yield lines under a label that stands on a line of its own when they are many."""
    body = list(lines)
    head = Rich(label, style=LABEL)
    if len(body) == 1 and width(label) + 1 + width(body[0].plain.strip()) <= columns:
        body[0].rstrip()
        yield Rich.assemble(head, " ", body[0])
        return
    yield head
    for line in body:
        yield Rich("  ") + line


def question_lines(question: Question, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield a question with everything that can be answered."""
    yield from stem_lines(question, lang, columns)
    body = list(_answerable(question.item, question, lang, columns))
    if body:
        yield Rich()
        yield from body


def stem_lines(question: Question, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield a question without what can be answered."""
    yield from text_lines(question.item.ask, lang, columns)
    if isinstance(question.item, Code):
        yield Rich()
        yield from program_lines(question.item.program)


def options_of(question: Question) -> tuple[Text, ...]:
    """Return the options of a question that is answered by naming some of one list; else none."""
    item = question.item
    match item:
        case Choice(options=options) | Multi(options=options):
            return tuple(options[index].text for index in question.order)
        case Cloze(blanks=blanks) | Code(blanks=blanks) if len(blanks) == 1:
            (blank,), (order,) = blanks.values(), question.orders
            return (
                tuple(_filling(blank[index].text, item) for index in order)
                if isinstance(blank, tuple)
                else ()
            )
        case _:
            return ()


def option_lines(head: str, text: Text, lang: Lang, columns: int) -> list[Rich]:
    """Return the lines of one option, its number beside it."""
    lines = list(text_lines(text, lang, columns, indent=4)) or [Rich("    ")]
    level = _level_line(text, lang, columns - 4)
    lines[level] = Rich.assemble((f"{head:>2}", LABEL), "  ", lines[level][4:])
    return lines


def _answerable(item: Item, question: Question, lang: Lang, columns: int) -> Iterator[Rich]:
    match item:
        case Choice(options=options) | Multi(options=options):
            texts = [options[index].text for index in question.order]
            yield from _list_lines(_numbers(texts), texts, lang, columns)
        case Order(steps=steps):
            texts = [steps[index] for index in question.order]
            yield from _list_lines(_numbers(texts), texts, lang, columns)
        case Match(pairs=pairs):
            lefts = [pair.left for pair in pairs]
            yield from _list_lines(_numbers(lefts), lefts, lang, columns)
            yield Rich()
            rights = [pairs[index].right for index in question.order]
            yield from _list_lines([letter(n) for n in range(len(rights))], rights, lang, columns)
        case Cloze() | Code():
            yield from _blank_lines(item, question, lang, columns)
        case _:
            pass


def _blank_lines(item: Cloze | Code, question: Question, lang: Lang, columns: int) -> Iterator[Rich]:
    for number, order in zip(sorted(item.blanks), question.orders, strict=True):
        blank = item.blanks[number]
        if not isinstance(blank, tuple):
            continue
        if len(item.blanks) > 1:
            yield Rich(f"({number})", style=LABEL)
        chosen: list[Option] = [blank[index] for index in order]
        texts = [_filling(option.text, item) for option in chosen]
        yield from _list_lines(_numbers(texts), texts, lang, columns)


def _filling(text: Text, item: Cloze | Code) -> Text:
    """Return a filling to show; those of a program are code, whatever they hold."""
    if isinstance(item, Cloze):
        return text
    return Text(_as_code(text.ja), _as_code(text.en))


def _as_code(source: str) -> str:
    fenced = "`" in source or "\n" in source
    return f"```\n{source}\n```" if fenced else f"`{source}`"


def _numbers(texts: Sequence[Text]) -> list[str]:
    return [str(n) for n in range(1, len(texts) + 1)]


def _list_lines(heads: Sequence[str], texts: Sequence[Text], lang: Lang, columns: int) -> Iterator[Rich]:
    for head, text in zip(heads, texts, strict=True):
        yield from option_lines(head, text, lang, columns)


def _level_line(text: Text, lang: Lang, columns: int) -> int:
    """Return which line of a text its number stands beside: a lone formula's own level."""
    blocks = parse_markup(clean(text.en if lang is Lang.EN else text.ja))
    if len(blocks) != 1 or not isinstance(blocks[0], Formula):
        return 0
    drawing = _drawing(blocks[0].latex, columns)
    return 0 if drawing is None else drawing.baseline


@cache
def _program_theme() -> SyntaxTheme:
    """Return colours for programs that can be read on dark and on light: rich's own two are for one each."""
    from pygments import token  # type: ignore[import-untyped] # noqa: PLC0415
    from rich.style import Style as Look  # noqa: PLC0415
    from rich.syntax import ANSISyntaxTheme  # noqa: PLC0415

    styles = {
        token.Comment: "dim",
        token.Keyword: "bold magenta",
        token.Operator.Word: "bold magenta",
        token.Name.Builtin: "cyan",
        token.Name.Function: "bold green",
        token.Name.Class: "bold green",
        token.Literal.String: "yellow",
        token.Literal.Number: "magenta",
    }
    return ANSISyntaxTheme({kind: Look.parse(style) for kind, style in styles.items()})


def program_lines(source: str) -> Iterator[Rich]:
    """Yield a program's lines, highlighted, its blanks easy to see."""
    from rich.syntax import Syntax  # noqa: PLC0415 - pygments is loaded only for programs

    source = clean(source).rstrip("\n")
    program = Syntax(source, "python", theme=_program_theme(), background_color="default").highlight(source)
    program.rstrip()
    program.highlight_regex(r"___\d+___", "bold reverse")
    for line in program.split("\n"):
        yield Rich("  ") + line


def outcome_lines(question: Question, outcome: Outcome | None, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield the verdict on an answer, if there was one, the slip behind it and the right answer."""
    word, style = _verdict(outcome, lang)
    if word:
        yield Rich()
        yield Rich(word, style=style)
    yield from _slips_lines(_slips_of(outcome), lang, columns)
    if not isinstance(outcome, Right | SelfRated):
        lines = [
            line for text in right_answer(question) for line in _answer_lines(text, question, lang, columns)
        ]
        yield from labelled(say("正しい答え", "Answer", lang), lines, columns)
    if question.item.why is not None:
        lines = list(text_lines(question.item.why, lang, columns - 2))
        yield from labelled(say("解説", "Why", lang), lines, columns)


def known_lines(question: Question, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield what an author looks through: the key, every wrong answer whose reason is told, and why."""
    if not isinstance(question.item, Recall):
        lines = [
            line for text in right_answer(question) for line in _answer_lines(text, question, lang, columns)
        ]
        yield from labelled(say("正しい答え", "Answer", lang), lines, columns)
    for wrong in known_wrongs(question):
        yield from labelled(
            say("誤り", "Wrong", lang), _answer_lines(wrong.given, question, lang, columns), columns
        )
        yield from (Rich("    ") + line for line in text_lines(wrong.why, lang, columns - 4))
    if question.item.why is not None:
        lines = list(text_lines(question.item.why, lang, columns - 2))
        yield from labelled(say("解説", "Why", lang), lines, columns)


def _answer_lines(text: Text, question: Question, lang: Lang, columns: int) -> Iterator[Rich]:
    if isinstance(question.item, Code):
        yield from wrapped(Rich(clean(text.read(lang)), style=STYLES[Style.CODE]), columns - 2)
    else:
        yield from text_lines(text, lang, columns - 2)


def _verdict(outcome: Outcome | None, lang: Lang) -> tuple[str, str]:
    match outcome:
        case Right():
            return say("正解", "Right", lang), "bold green"
        case Partial(share=share):
            return say(f"部分的に正解（{share:.0%}）", f"Partly right ({share:.0%})", lang), "bold yellow"
        case Wrong():
            return say("不正解", "Wrong", lang), "bold red"
        case Passed():
            return say("わからない、と記録した", "Noted as not known", lang), "bold yellow"
        case SelfRated():
            return "", ""
        case None:
            return say("無解答", "Not answered", lang), "bold yellow"


def _slips_of(outcome: Outcome | None) -> tuple[Slip, ...]:
    return outcome.slips if isinstance(outcome, Wrong | Partial) else ()


def _slips_lines(slips: tuple[Slip, ...], lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield what was given with the reasons against it; an answer with several reasons stands once."""
    told: Text | None = None
    for slip in slips:
        if slip.given != told:
            given = list(text_lines(slip.given, lang, columns - 2))
            yield from labelled(say("あなたの答え", "You gave", lang), given, columns)
        told = slip.given
        why = list(text_lines(slip.why, lang, columns - 2))
        yield from labelled(say("誤りの理由", "The slip", lang), why, columns)


def explanation_lines(concept: Concept, item: Item, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield what to read after a mistake: the concept's note and where it is from."""
    note = list(text_lines(concept.note, lang, columns - 2))
    head = say("要点", "What to know", lang)
    title = clean(say(concept.title.ja, concept.title.en, lang))
    yield Rich()
    yield Rich.assemble((head, LABEL), ": ", title)
    for line in note:
        yield Rich("  ") + line
    sources = item.sources or concept.sources
    lines = [line for source in sources for line in wrapped(Rich(clean(source), FAINT), columns - 2)]
    yield from labelled(say("出典", "Source", lang), lines, columns)


def back_lines(card: Recall, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield a flashcard's back."""
    yield from text_lines(card.answer, lang, columns, indent=2)


def heading_lines(heading: Heading, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield the line above a question: how far, which concept, which kind."""
    item = heading.item
    parts = [f"{heading.number}/{heading.total}"]
    if not is_card(item):
        parts.append(say(heading.concept.title.ja, heading.concept.title.en, lang))
    parts.append(say(*(CARD if is_card(item) else KIND_NAMES[kind_of(item)]), lang))
    if heading.is_new:
        parts.append(say("新規", "new", lang))
    yield Rich()
    yield from wrapped(Rich(clean("  ".join(parts)), style=HEADING), columns)
