"""Blocks of markup written as a text of ours, in which plain characters are never read as marks."""

from __future__ import annotations

import re

from examprep.core.markup import Block, Formula, Paragraph, Program, Span, Style
from examprep.exchange.hypertext import visible


def write_markup(blocks: list[Block]) -> str:
    """Return blocks as a text of ours; a mark that would be read as something else gets its wide form."""
    parts: list[str] = []
    for place, block in enumerate(blocks):
        text = _markup_of(block)
        follows = isinstance(block, Paragraph) and not _BULLET.match(text)
        between = place and isinstance(blocks[place - 1], Paragraph) and follows
        parts += ["\n" * (bool(place) + bool(between)), text]
    return "".join(parts)


def literal(source: str) -> tuple[str, frozenset[str]]:
    """Return plain text as a text of ours in which nothing is a mark."""
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in visible(source).split("\n")]
    blocks: list[Block] = [Paragraph((Span(line),)) for line in lines if line]
    return write_markup(blocks), lost_marks(blocks)


_BULLET = re.compile(r"(?:[-*]|\d+\.) ")
_MARKS = re.compile(r"[$`]|\*\*|\{\{")
_INSTEAD = {"$": "＄", "`": "｀", "**": "＊＊", "{{": "{ {"}


def lost_marks(blocks: list[Block]) -> frozenset[str]:
    """Tell whether a plain text holds a character that is a mark of ours."""
    spans = (span for block in blocks if isinstance(block, Paragraph) for span in block.spans)
    plain = (span.text for span in spans if span.style in (Style.PLAIN, Style.STRONG))
    return frozenset({"mark"} if any(_MARKS.search(text) for text in plain) else ())


def _plain(text: str) -> str:
    return _MARKS.sub(lambda found: _INSTEAD[found[0]], text)


def _markup_of(block: Block) -> str:
    match block:
        case Paragraph(spans=spans):
            return "".join(map(_markup_of_span, spans))
        case Formula(latex=latex, tail=tail):
            return f"${_latex(latex)}${tail}"
        case Program(source=source, language=language):
            fence = "" if language == "text" else language
            return f"```{fence}\n{source.replace('```', chr(39) * 3)}\n```"


def _markup_of_span(span: Span) -> str:
    match span.style:
        case Style.PLAIN:
            return _plain(span.text)
        case Style.STRONG:
            return f"**{_plain(span.text).replace('*', '＊')}**"
        case Style.CODE:
            return f"`{span.text.replace('`', chr(39))}`"
        case Style.MATH:
            return f"${_latex(span.text)}$"


def _latex(source: str) -> str:
    return " ".join(source.replace("$", "＄").replace("{{", "{ {").split())
