r"""Our markup as HTML: `$x$` is `\(x\)` there, as MathJax reads it in Moodle and Anki."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from examprep.core.markup import Block, Formula, Paragraph, Program, Span, Style, parse_markup
from examprep.core.text import UNSEEN

ShowMath = Callable[[str, bool], str]
"""LaTeX, and whether it stands alone, to HTML."""


def mathjax(latex: str, alone: bool) -> str:  # noqa: FBT001 - a callback's place is fixed
    """Return a formula as MathJax reads it."""
    return rf"\[{_escaped(latex)}\]" if alone else rf"\({_escaped(latex)}\)"


def to_html(source: str, show_math: ShowMath = mathjax) -> str:
    """Return a text as HTML; a single paragraph stands without a paragraph's tags."""
    blocks = parse_markup(visible(source))
    match blocks:
        case (Paragraph(spans=spans),):
            return _spans(spans, show_math)
        case (Formula(latex=latex, tail=tail),):
            return show_math(latex, False) + _escaped(tail)  # noqa: FBT003
    return "\n".join(_block(block, show_math) for block in blocks)


def visible(text: str) -> str:
    """Return a text without the characters that no format may hold."""
    return UNSEEN.sub("\ufffd", text)


def _block(block: Block, show_math: ShowMath) -> str:
    match block:
        case Paragraph(spans=spans):
            return f"<p>{_spans(spans, show_math)}</p>"
        case Formula(latex=latex, tail=tail):
            return f"<p>{show_math(latex, True)}{_escaped(tail)}</p>"  # noqa: FBT003
        case Program(source=source, language=language):
            named = f' class="language-{language}"' if language != "text" else ""
            return f"<pre><code{named}>{_escaped(source)}</code></pre>"


def _spans(spans: tuple[Span, ...], show_math: ShowMath) -> str:
    return "".join(_span(span, show_math) for span in spans)


def _span(span: Span, show_math: ShowMath) -> str:
    match span.style:
        case Style.PLAIN:
            return _prose(span.text)
        case Style.STRONG:
            return f"<b>{_prose(span.text)}</b>"
        case Style.CODE:
            return f"<code>{_escaped(span.text)}</code>"
        case Style.MATH:
            return show_math(span.text, False)  # noqa: FBT003


_OPENS_MATH = re.compile(r"\\([(\[])|\$(\$)")


def _prose(text: str) -> str:
    """Return text that MathJax finds no formula in: it reads none across elements."""
    return _OPENS_MATH.sub(_torn, _escaped(text))


def _torn(found: re.Match[str]) -> str:
    return f"{found[0][0]}<span>{found[0][1]}</span>"


def _escaped(text: str) -> str:
    return escape(text, quote=False)
