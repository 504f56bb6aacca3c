"""HTML read into our markup, totally: what HTML can say and our markup cannot is left out, and named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from examprep.core.markup import Block, Formula, Paragraph, Program, Span, Style
from examprep.exchange.hypertext import visible

_MATH = re.compile(r"\\\((?P<inline>.+?)\\\)|\\\[(?P<alone>.+?)\\\]|\$\$(?P<dollars>.+?)\$\$", re.DOTALL)
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
_VOID = frozenset(("img", "br", "hr", "col"))
_LAYOUT = {"table": "table", "sub": "script", "sup": "script", "u": "slant", "i": "slant"}
_LAYOUT |= {"em": "slant", "del": "struck", "s": "struck", "strike": "struck", "a": "link"}
_STRONG = frozenset(("b", "strong"))
_CODE = frozenset(("code", "tt", "kbd", "samp"))


def from_html(source: str) -> tuple[str, frozenset[str]]:
    """Return HTML in our markup, and a word for each thing that was lost."""
    reader = _Reader()
    try:
        reader.feed(source)
        reader.close()
    except AssertionError:  # the parser's word for a declaration it does not know, such as <![x
        return literal(source)
    reader.end_block()
    return write_markup(reader.blocks), frozenset(reader.lost | lost_marks(reader.blocks))


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


class _Reader(HTMLParser):
    """Collects blocks; unknown tags are text, as in `a <b and c>`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.lost: set[str] = set()
        self.open: list[str] = []
        self.program: list[str] | None = None
        self.language = "text"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        named = dict(attrs)
        if tag not in _KNOWN:
            self.handle_data(self.get_starttag_text() or "")
            return
        if tag in _LAYOUT:
            self.lost.add(_LAYOUT[tag])
        if tag in _SILENT and tag not in ("head", "title"):
            self.lost.add("media")
        if tag == "img":
            self.lost.add("image")
            self.handle_data(f"[{named.get('alt') or named.get('src') or 'image'}]")
        if tag in _BREAKS and self.program is None:
            self.end_block()
        if tag == "br" and self.program is not None:
            self.program.append("\n")
        if tag == "pre" and self.program is None:
            self.end_block()
            self.program, self.language = [], "text"
        if tag == "code" and self.program is not None:
            found = re.fullmatch(r"language-(\w+)", named.get("class") or "")
            self.language = found[1] if found else "text"
        if tag == "li":
            self.spans.append(Span("- "))
        if tag not in _VOID and len(self.open) < 1000:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag, and those left open within."""
        if tag not in _KNOWN:
            self.handle_data(f"</{tag}>")
            return
        if tag == "pre" and self.program is not None:
            source = "".join(self.program).strip("\n")
            self.blocks.append(Program(source, self.language))
            self.program = None
        if tag in _BREAKS and self.program is None:
            self.end_block()
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Take a run of text in the style of the tags around it."""
        if not _SILENT.isdisjoint(self.open):
            return
        data = visible(data)
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
        for found in _MATH.finditer(data):
            self.add(" ".join(data[at : found.start()].split("\n")), style)
            self.add_math(found)
            at = found.end()
        self.add(" ".join(data[at:].split("\n")), style)

    def add_math(self, found: re.Match[str]) -> None:
        """Take a formula, in the line or on its own."""
        if found["inline"] is not None:
            self.add(found["inline"], Style.MATH)
            return
        self.end_block()
        self.blocks.append(Formula(found["alone"] or found["dollars"]))

    def add(self, text: str, style: Style) -> None:
        """Add a span, joined with the one before it if their styles are the same."""
        before = self.spans[-1] if self.spans else None
        if before is not None and before.style is style and style is not Style.MATH:
            self.spans[-1] = Span(before.text + text, style)
        elif text.strip() or (text and before is not None and style is Style.PLAIN):
            self.spans.append(Span(text, style))

    def end_block(self) -> None:
        """Make a paragraph of the spans so far; punctuation behind a formula joins it."""
        spans = tuple(self.trimmed())
        self.spans = []
        text = spans[0].text if len(spans) == 1 else ""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Formula) and not last.tail and text and text in "。、，．,.;；":
            self.blocks[-1] = Formula(last.latex, text)
        elif spans:
            self.blocks.append(Paragraph(spans))

    def trimmed(self) -> Iterator[Span]:
        """Yield the spans with single spaces, none at the ends."""
        for place, span in enumerate(self.spans):
            text = re.sub(r"[ \t\r\n\f]+", " ", span.text)
            text = text.lstrip(" ") if place == 0 else text
            text = text.rstrip(" ") if place == len(self.spans) - 1 else text
            if text.strip():
                yield Span(text, span.style)
            elif text and 0 < place < len(self.spans) - 1:
                yield Span(text)
