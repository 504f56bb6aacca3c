"""HTML read into our markup, totally: what HTML can say and our markup cannot is left out, and named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby

from examprep.core.markup import Block, Formula, Paragraph, Program, Span, Style
from examprep.exchange.hypertext import visible
from examprep.exchange.marks import lost_marks, write_markup

_OPENINGS = re.compile(r"\\\(|\\\[|\$\$")
_CLOSINGS = {r"\(": r"\)", r"\[": r"\]", "$$": "$$"}
_KNOWN = frozenset(
    (
        *("a", "abbr", "anki-mathjax", "article", "b", "big", "blockquote", "body", "br"),
        *("caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "dfn"),
        *("div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "font", "footer"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr"),
        *("html", "i", "img", "ins", "kbd", "label", "legend", "li", "main"),
        *("mark", "nav", "object", "ol", "p", "pre", "q", "s", "samp"),
        *("script", "section", "small", "span", "strike", "strong", "style", "sub", "sup"),
        *("svg", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr"),
        *("tt", "u", "ul", "var", "video", "audio", "iframe", "math"),
    )
)
_BREAKS = frozenset(
    (
        *("article", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav"),
        *("ol", "p", "section", "table", "td", "th", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
_SILENT = frozenset(("script", "style", "head", "title", "svg", "object", "iframe", "video", "audio", "math"))
MOST_OPEN = 100
"""Tags that are remembered as open."""
_VOID = frozenset(("img", "br", "hr", "col"))
_LAYOUT = {"table": "table", "sub": "script", "sup": "script", "u": "slant", "i": "slant"}
_LAYOUT |= {"em": "slant", "del": "struck", "s": "struck", "strike": "struck", "a": "link"}
_STRONG = frozenset(("b", "strong"))
_CODE = frozenset(("code", "tt", "kbd", "samp"))


def from_html(source: str) -> tuple[str, frozenset[str]]:
    """Return HTML in our markup, and a word for each thing that was lost; in time linear in its length."""
    reader = _Reader()
    for token in _tokens(_without_comments(source)):
        if isinstance(token, str):
            reader.take(visible(unescape(token)))
        elif token["end"]:
            reader.end(token["tag"].lower())
        else:
            reader.start(token["tag"].lower(), token["rest"])
    reader.finish()
    return write_markup(reader.blocks), frozenset(reader.lost | lost_marks(reader.blocks))


_TAG = re.compile(
    r"""<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*+)(?P<rest>(?:[\s/](?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+)?)>"""
    r"""|<[!?][^<>]*+>"""
)
"""A tag, or a declaration; what a value holds ends at the next `<` at the latest, so that all is linear."""
_ATTRIBUTE = re.compile(
    r"""(?<![A-Za-z-])(?P<name>[A-Za-z-]++)\s*+=\s*+(?:"(?P<two>[^"]*)"|'(?P<one>[^']*)'|(?P<bare>[^\s"']++))"""
)


def _without_comments(source: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := source.find("<!--", at)) >= 0 and (end := source.find("-->", start + 4)) >= 0:
        kept.append(source[at:start])
        at = end + 3
    return "".join([*kept, source[at:]])


def _tokens(source: str) -> Iterator[str | re.Match[str]]:
    """Yield known tags and the text between them; an unknown tag is text, as in `a <b and c>`."""
    at = 0
    for found in _TAG.finditer(source):
        if found["tag"] is not None and found["tag"].lower() not in _KNOWN:
            continue
        yield source[at : found.start()]
        at = found.end()
        if found["tag"] is not None:
            yield found
    yield source[at:]


def _attribute(rest: str, name: str) -> str:
    """Return an attribute's value, empty where there is none."""
    for found in _ATTRIBUTE.finditer(rest):
        if found["name"].lower() == name:
            return unescape(found["two"] or found["one"] or found["bare"] or "")
    return ""


class _Reader:
    """Collects blocks from tags and text."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.lost: set[str] = set()
        self.open: list[str] = []
        self.program: list[str] | None = None
        self.language = "text"

    def start(self, tag: str, rest: str) -> None:
        """Open a tag."""
        if tag in _LAYOUT:
            self.lost.add(_LAYOUT[tag])
        if tag in _SILENT and tag not in ("head", "title"):
            self.lost.add("media")
        if tag in _BREAKS and self.program is None:
            self.end_block()
        if self.program is not None:
            self.within_program(tag, rest)
        elif tag == "pre":
            self.end_block()
            self.program, self.language = [], "text"
        elif tag == "li":
            self.add("- ", Style.PLAIN)
        elif tag == "img":
            self.lost.add("image")
            named = _attribute(rest, "alt") or _attribute(rest, "src") or "image"
            self.add(f"[{visible(named)}]", Style.PLAIN)
        if tag not in _VOID and len(self.open) < MOST_OPEN:
            self.open.append(tag)

    def within_program(self, tag: str, rest: str) -> None:
        """Heed the two tags that say something in a program."""
        assert self.program is not None
        if tag == "br":
            self.program.append("\n")
        if tag == "code" and (named := re.fullmatch(r"language-(\w+)", _attribute(rest, "class"))):
            self.language = named[1]

    def end(self, tag: str) -> None:
        """Close a tag, and those left open within."""
        if tag == "pre":
            self.end_program()
        if tag in _BREAKS and self.program is None:
            self.end_block()
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def end_program(self) -> None:
        """Make a block of a program."""
        if self.program is not None:
            source = "".join(self.program).strip("\n")
            self.blocks += [Program(source, self.language)] if source.strip() else []
            self.program = None

    def finish(self) -> None:
        """Close what is open."""
        self.end_program()
        self.end_block()

    def take(self, data: str) -> None:
        """Take a run of text in the style of the tags around it."""
        if not _SILENT.isdisjoint(self.open):
            return
        if self.program is not None:
            self.program.append(data)
        elif not _CODE.isdisjoint(self.open):
            self.add(data.replace("\n", " "), Style.CODE)
        elif "anki-mathjax" in self.open:
            self.add(data, Style.MATH)
        else:
            self.add_prose(data)

    def add_prose(self, data: str) -> None:
        """Take text in which there may be formulas."""
        style = Style.PLAIN if _STRONG.isdisjoint(self.open) else Style.STRONG
        at = 0
        for start, inner, end, opening in _formulas(data):
            self.add(data[at:start].replace("\n", " "), style)
            self.add_math(inner, opening)
            at = end
        self.add(data[at:].replace("\n", " "), style)

    def add_math(self, latex: str, opening: str) -> None:
        """Take a formula, in the line or on its own."""
        if opening == r"\(":
            self.add(latex, Style.MATH)
            return
        self.end_block()
        self.blocks.append(Formula(latex))

    def add(self, text: str, style: Style) -> None:
        """Add a run of text to the paragraph."""
        if text:
            self.spans.append(Span(text, style))

    def end_block(self) -> None:
        """Make a paragraph of the runs so far; punctuation behind a formula joins it."""
        spans = tuple(_trimmed(_merged(self.spans)))
        self.spans = []
        text = spans[0].text if len(spans) == 1 else ""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Formula) and not last.tail and text and text in "。、，．,.;；":
            self.blocks[-1] = Formula(last.latex, text)
        elif spans:
            self.blocks.append(Paragraph(spans))


def _formulas(data: str) -> Iterator[tuple[int, str, int, str]]:
    """Yield start, LaTeX, end and opening mark of each formula; linear, whatever is not closed."""
    at = 0
    open_ended: set[str] = set()
    while found := _OPENINGS.search(data, at):
        closing = _CLOSINGS[found[0]]
        end = -1 if found[0] in open_ended else data.find(closing, found.end())
        at = found.end()
        if end < 0:
            open_ended.add(found[0])
        elif data[at:end].strip():
            yield found.start(), data[at:end], end + len(closing), found[0]
            at = end + len(closing)


def _merged(spans: list[Span]) -> list[Span]:
    """Join neighbours of one style, but formulas; a blank between two styles belongs to neither."""
    merged: list[Span] = []
    for style, run in groupby(spans, key=lambda span: span.style):
        if style is Style.MATH:
            merged.extend(run)
        else:
            text = "".join(span.text for span in run)
            merged.append(Span(text, style if text.strip() else Style.PLAIN))
    return merged


def _trimmed(spans: list[Span]) -> Iterator[Span]:
    """Yield spans with single spaces, none at the ends."""
    filled = [place for place, span in enumerate(spans) if span.text.strip()]
    first, last = (filled[0], filled[-1]) if filled else (0, -1)
    for place in range(first, last + 1):
        text = re.sub(r"[ \t\r\n\f]+", " ", spans[place].text)
        text = text.lstrip(" ") if place == first else text
        yield Span(text.rstrip(" ") if place == last else text, spans[place].style)
