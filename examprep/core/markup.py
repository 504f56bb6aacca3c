"""The inline subset of Markdown that texts are written in.

Blocks are paragraphs, fenced programs and formulas that stand alone on a line; inside a
paragraph there are `code`, **strong** and $math$. Lines that follow each other are one
paragraph; an empty line ends it, and a bullet (`- `, `1. `) begins the next. Reading is
total: what is not closed is plain text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from functools import reduce

import msgspec

from examprep.core import texmath


class Style(StrEnum):
    """How a span is shown."""

    PLAIN = "plain"
    STRONG = "strong"
    CODE = "code"
    MATH = "math"
    """Its text is LaTeX."""


class Span(msgspec.Struct, frozen=True):
    """A run of text in one style."""

    text: str
    style: Style = Style.PLAIN


class Paragraph(msgspec.Struct, frozen=True):
    """Lines that follow each other, wrapped anew when shown."""

    spans: tuple[Span, ...]


class Program(msgspec.Struct, frozen=True):
    """A fenced block of code."""

    source: str
    language: str


class Formula(msgspec.Struct, frozen=True):
    """A formula alone on its line, drawn in two dimensions."""

    latex: str
    tail: str = ""
    """Punctuation behind it."""


Block = Paragraph | Program | Formula

_SPAN = re.compile(r"`(?P<code>[^`\n]+)`|\*\*(?P<strong>[^*\n]+)\*\*|\$(?P<math>[^$]+)\$")
_ALONE = re.compile(r"\s*\$\$?(?P<latex>[^$]+)\$\$?\s*(?P<tail>[。、，．,.;；]?)\s*")
_WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_BULLET = re.compile(r"\s*(?:[-*]|\d+\.) ")
_FENCE = re.compile(r"```(?P<language>\w*)\s*")


def parse_markup(source: str) -> tuple[Block, ...]:
    """Read a text into its blocks."""
    return tuple(_blocks(source.strip("\n").split("\n")))


def formulas(source: str) -> tuple[str, ...]:
    """Return the LaTeX of every formula of a text, in order."""
    found: list[str] = []
    for block in parse_markup(source):
        match block:
            case Formula(latex=latex):
                found.append(latex)
            case Paragraph(spans=spans):
                found.extend(span.text for span in spans if span.style is Style.MATH)
            case Program():
                pass
    return tuple(found)


def plain(source: str) -> str:
    """Return a text without its marks, on one line, for lists and searches."""
    parts: list[str] = []
    for block in parse_markup(source):
        match block:
            case Paragraph(spans=spans):
                parts.append("".join(one_line(span) for span in spans))
            case Formula(latex=latex, tail=tail):
                parts.append(one_line(Span(latex, Style.MATH)) + tail)
            case Program(source=program):
                parts.append(program)
    return " ".join(" ".join(parts).split())


def one_line(span: Span) -> str:
    """Return a span as it stands in a line; LaTeX that cannot be drawn stays as it is."""
    if span.style is not Style.MATH:
        return span.text
    try:
        return texmath.inline(span.text)
    except texmath.TexError:
        return span.text


def _blocks(lines: list[str]) -> Iterator[Block]:
    open_lines: list[str] = []
    fences = [n for n, line in enumerate(lines) if line.strip() == "```"]
    at = 0
    while at < len(lines):
        end = _closing(lines, at, fences)
        block = _fenced(lines, at, end) if end is not None else _formula(lines[at])
        if block is not None or not lines[at].strip() or _BULLET.match(lines[at]):
            yield from _paragraph(open_lines)
            open_lines = []
        if block is None and lines[at].strip():
            open_lines.append(lines[at].strip())
        if block is not None:
            yield block
        at = at + 1 if end is None else end + 1
    yield from _paragraph(open_lines)


def _paragraph(lines: list[str]) -> Iterator[Paragraph]:
    if lines:
        yield Paragraph(tuple(_spans(reduce(_joined, lines))))


def _joined(before: str, after: str) -> str:
    """Join two lines: with a space, but for Japanese, which has none."""
    gap = "" if _WIDE.search(before[-1]) or _WIDE.search(after[0]) else " "
    return f"{before}{gap}{after}"


def _fenced(lines: list[str], opening: int, closing: int) -> Program:
    fence = _FENCE.fullmatch(lines[opening].strip())
    assert fence is not None
    return Program("\n".join(lines[opening + 1 : closing]), fence["language"] or "text")


def _formula(line: str) -> Formula | None:
    alone = _ALONE.fullmatch(line)
    return Formula(alone["latex"].strip(), alone["tail"]) if alone else None


def _closing(lines: list[str], opening: int, fences: list[int]) -> int | None:
    """Return where the fence that opens on a line is closed; `None` when none opens or closes."""
    if not _FENCE.fullmatch(lines[opening].strip()):
        return None
    following = bisect_right(fences, opening)
    return fences[following] if following < len(fences) else None


def _spans(line: str) -> Iterator[Span]:
    at = 0
    for found in _SPAN.finditer(line):
        if found.start() > at:
            yield Span(line[at : found.start()])
        style = Style(str(found.lastgroup))
        yield Span(found[style.value], style)
        at = found.end()
    if at < len(line):
        yield Span(line[at:])
