"""The subset of Markdown: which blocks and spans a text has, and that any text has some."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.markup import (
    Block,
    Formula,
    Paragraph,
    Program,
    Span,
    Style,
    formulas,
    one_line,
    parse_markup,
    plain,
)


def paragraph(*spans: Span | str) -> Paragraph:
    return Paragraph(tuple(Span(span) if isinstance(span, str) else span for span in spans))


def strong(text: str) -> Span:
    return Span(text, Style.STRONG)


def code(text: str) -> Span:
    return Span(text, Style.CODE)


def math(text: str) -> Span:
    return Span(text, Style.MATH)


BLOCKS: dict[str, tuple[str, tuple[Block, ...]]] = {
    "nothing": ("", ()),
    "only empty lines": ("\n \n\n", ()),
    "plain": ("A layer.", (paragraph("A layer."),)),
    "code": ("use `a * b` here", (paragraph("use ", code("a * b"), " here"),)),
    "strong": ("is **not** right", (paragraph("is ", strong("not"), " right"),)),
    "a formula in a line": ("学習率 $\\eta$ は", (paragraph("学習率 ", math("\\eta"), " は"),)),
    "spans that touch": ("`a`**b**$c$", (paragraph(code("a"), strong("b"), math("c")),)),
    "a dollar in code": ("`$HOME` and $x$", (paragraph(code("$HOME"), " and ", math("x")),)),
    "stars in code": ("`2 ** 3 ** 4`", (paragraph(code("2 ** 3 ** 4")),)),
    "unclosed marks": ("a ` b ** c $ d", (paragraph("a ` b ** c $ d"),)),
    "English lines are joined by a space": ("one\ntwo", (paragraph("one two"),)),
    "Japanese lines are joined without": ("これは\n一つの\n段落。", (paragraph("これは一つの段落。"),)),
    "mixed lines are joined without a space": ("層は\nCNN", (paragraph("層はCNN"),)),
    "indents and ends of lines do not count": ("  one  \n\ttwo ", (paragraph("one two"),)),
    "a formula over two lines": ("so $a +\nb$ is", (paragraph("so ", math("a + b"), " is"),)),
    "an empty line ends a paragraph": ("one\n\n \ntwo", (paragraph("one"), paragraph("two"))),
    "a formula alone": ("$x^2$", (Formula("x^2"),)),
    "a formula alone, spaced and doubled": ("  $$ x^2 $$ ", (Formula("x^2"),)),
    "a formula alone with a full stop": ("$x$。", (Formula("x", "。"),)),
    "a formula between lines": (
        "すると\n$x$,\nとなる",
        (paragraph("すると"), Formula("x", ","), paragraph("となる")),
    ),
    "two formulas are a line": ("$x$ $y$", (paragraph(math("x"), " ", math("y")),)),
    "a program": ("```python\nx = 1\n\n  y\n```", (Program("x = 1\n\n  y", "python"),)),
    "a program without a language": ("```\n$x$ **y**\n```", (Program("$x$ **y**", "text"),)),
    "a program between lines": (
        "before\n```\nx\n```\nafter",
        (paragraph("before"), Program("x", "text"), paragraph("after")),
    ),
    "an empty program": ("```\n```", (Program("", "text"),)),
    "two programs": ("```\na\n```\n```\nb\n```", (Program("a", "text"), Program("b", "text"))),
    "a program that is not closed": ("```python\nx = 1", (paragraph("```python x = 1"),)),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_text_is_read_into_blocks(name: str) -> None:
    source, blocks = BLOCKS[name]
    assert parse_markup(source) == blocks


PLAIN = {
    "is **not** `a * b`": "is not a * b",
    "one\ntwo\n\nthree": "one two three",
    "学習率 $\\eta$ は\n$x^2$。": "学習率 η は x²。",
    "```python\nx = 1\ny = 2\n```": "x = 1 y = 2",
    "$\\nosuchmacro{x}$ stays": "\\nosuchmacro{x} stays",
    "": "",
}


@pytest.mark.parametrize("source", PLAIN)
def test_plain_is_one_line_without_marks(source: str) -> None:
    assert plain(source) == PLAIN[source]


def test_only_formulas_are_drawn_in_a_line() -> None:
    assert one_line(math("\\alpha")) == "α"
    assert one_line(code("\\alpha")) == "\\alpha"


def test_formulas_come_in_order_and_never_from_programs() -> None:
    source = "$a$ and `$b$` and $c$\n$$d$$\n```\n$e$\n```\n$f$."
    assert formulas(source) == ("a", "c", "d", "f")


MARKED = st.text("ab漢。 \n`*$\\^{}_", max_size=40) | st.text(max_size=40)


@given(MARKED)
def test_every_text_is_read_and_nothing_but_marks_is_lost(source: str) -> None:
    for block in parse_markup(source):
        match block:
            case Paragraph(spans=spans):
                assert spans
                assert all(span.text for span in spans)
                assert "\n" not in "".join(span.text for span in spans)
            case Formula(latex=latex):
                assert latex in source
            case Program(source=program):
                assert program in source
    kept = [c for c in plain_text(parse_markup(source)) if c.isalnum()]
    assert kept == [c for c in source if c.isalnum()]


def plain_text(blocks: tuple[Block, ...]) -> str:
    """Return all that blocks hold, languages of programs included, as written."""
    parts: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(spans=spans):
                parts += [span.text for span in spans]
            case Formula(latex=latex, tail=tail):
                parts += [latex, tail]
            case Program(source=source, language=language):
                parts += [language if language != "text" else "", source]
    return "".join(parts)


@given(MARKED)
def test_plain_is_one_line_for_every_text(source: str) -> None:
    line = plain(source)
    assert line == " ".join(line.split())


@given(st.text(st.characters(exclude_characters="`*$\n", exclude_categories=["Cc", "Cs", "Z"]), min_size=1))
def test_a_text_without_marks_is_itself(source: str) -> None:
    assert parse_markup(source) == (paragraph(source),)
    assert plain(source) == source


def test_bullets_stay_on_lines_of_their_own() -> None:
    source = "Rules:\n- the first,\n  over two lines\n- the second\n1. a numbered one"

    shown = [plain_of(block) for block in parse_markup(source)]

    assert shown == ["Rules:", "- the first, over two lines", "- the second", "1. a numbered one"]


def plain_of(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return "".join(span.text for span in block.spans)
