"""What a student is told about all their submissions: one page, in Markdown and in HTML.

Messages quote programs and exceptions that strangers wrote: nothing of them is ever taken for markup
of the page. The HTML loads nothing and runs nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

import msgspec

from examprep.core import texmath
from examprep.core.document import document, escaped
from examprep.core.gradebook import Graded, points_of
from examprep.core.item import Lang, Text
from examprep.core.markup import Block, Formula, Paragraph, Program, Span, Style, one_line, parse_markup
from examprep.core.problem import Problem, ProblemId
from examprep.core.text import clean
from examprep.core.verdict import VERDICTS, Verdict

FEEDBACK = Text("フィードバック", "Feedback")
PASSED = Text("合格", "passed")
NOT_HANDED_IN = Text("未提出", "not handed in")
NOT_GRADED = Text("採点しなかったファイル", "Files that were not graded")
EXPLANATION = Text("解説", "Explanation")
REPLAY = Text("同じケースで採点し直す", "Grade again with the same cases")

REMEMBERED = 512
"""Texts whose form is remembered: explanations and reasons come again with every student."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#!|&~$])")
_AT_START = re.compile(r"^(\s*\d*)([-+=.)])")
_BACKTICKS = re.compile(r"`+")


class Page(msgspec.Struct, frozen=True):
    """What one page is made of."""

    student: str
    rows: tuple[Graded, ...]
    problems: Mapping[ProblemId, Problem]
    """All that were asked, in order."""
    lang: Lang
    passed_over: tuple[tuple[str, Text], ...] = ()
    """Files of the student that are no submission, each with the reason."""

    @property
    def score(self) -> str:
        """How many problems were passed, of how many."""
        return f"{points_of(self.rows)} / {len(self.problems)}"

    @property
    def missing(self) -> tuple[ProblemId, ...]:
        """The problems that nothing was handed in for."""
        return tuple(id for id in self.problems if all(row.problem != id for row in self.rows))

    def say(self, text: Text) -> str:
        """Return words of the program's own on one line."""
        return " / ".join(self.texts(text))

    def texts(self, text: Text) -> tuple[str, ...]:
        """Return a text in each language of the page, once where they are the same."""
        both = (text.ja, text.en)
        chosen = {Lang.JA: both[:1], Lang.EN: both[1:], Lang.BOTH: both}[self.lang]
        return tuple(dict.fromkeys(chosen))

    def title(self, id: ProblemId) -> str:
        """Return a problem's title."""
        return self.say(self.problems[id].title)

    def verdict(self, row: Graded) -> str:
        """Return the one word, and how many cases passed."""
        passed = sum(case.verdict is Verdict.PASS for case in row.report.cases)
        count = f" {passed}/{len(row.report.cases)}" if row.report.cases else ""
        return self.say(Text(*VERDICTS[row.report.verdict])) + count


def replay_of(row: Graded) -> str:
    """Return the command that grades the same program on the same cases."""
    return f"examprep grade {row.problem} {row.problem}.py --seed {row.report.seed}"


# --- Markdown


def markdown_page(page: Page) -> str:
    """Return a page in Markdown."""
    lines = [f"# {_plain_md(page.say(FEEDBACK))}: {_plain_md(page.student)}"]
    lines.append(f"**{_plain_md(page.say(PASSED))}: {page.score}**")
    for row in page.rows:
        lines.extend(_row_md(page, row))
    if page.passed_over:
        files = (f"- {_plain_md(f'{name}: {page.say(why)}')}" for name, why in page.passed_over)
        lines += [f"## {_plain_md(page.say(NOT_GRADED))}", "\n".join(files)]
    if page.missing:
        names = ", ".join(f"`{id}`" for id in page.missing)
        lines += [f"## {_plain_md(page.say(NOT_HANDED_IN))}", names]
    return "\n\n".join(lines) + "\n"


def _row_md(page: Page, row: Graded) -> Iterator[str]:
    yield f"## {_plain_md(page.title(row.problem))} (`{row.problem}`)"
    yield f"**{_plain_md(page.verdict(row))}**"
    if not row.report.passed:
        yield from map(_text_md, page.texts(row.report.message))
        yield f"{_plain_md(page.say(REPLAY))}: `{replay_of(row)}`"
    else:
        yield f"### {_plain_md(page.say(EXPLANATION))}"
        yield from map(_text_md, page.texts(page.problems[row.problem].explanation))


@functools.lru_cache(maxsize=REMEMBERED)
def _text_md(text: str) -> str:
    return "\n\n".join(map(_block_md, parse_markup(clean(text))))


def _block_md(block: Block) -> str:
    match block:
        case Paragraph(spans=spans):
            return "".join(map(_span_md, spans))
        case Formula():
            return _fenced(_drawn(block))
        case Program(source=source):
            return _fenced(source)


def _span_md(span: Span) -> str:
    match span.style:
        case Style.CODE:
            return f"`{span.text}`"  # holds no backtick: one would have ended it
        case Style.STRONG:
            return f"**{_plain_md(span.text)}**"
        case _:
            return _plain_md(one_line(span))


def _plain_md(text: str) -> str:
    """Return a text with nothing left that Markdown would obey."""
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.splitlines())))


def _fenced(source: str) -> str:
    longest = max((len(found) for found in _BACKTICKS.findall(source)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{source}\n{fence}"


def _drawn(formula: Formula) -> str:
    """Return a formula in two dimensions; LaTeX that cannot be drawn stays as it is."""
    try:
        drawing = texmath.draw(formula.latex)
    except texmath.TexError:
        return formula.latex + formula.tail
    rows = [
        row + formula.tail if number == drawing.baseline else row for number, row in enumerate(drawing.lines)
    ]
    return "\n".join(row.rstrip() for row in rows)


# --- HTML

_CSS = """
:root{color-scheme:light dark}
body{font-family:system-ui,"Hiragino Sans","Noto Sans JP",sans-serif;line-height:1.6;max-width:50rem;
margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
table{border-collapse:collapse}td,th{border:1px solid #8886;padding:.3rem .7rem;text-align:left}
pre{overflow-x:auto;padding:.6rem;background:#8882}code{background:#8882;padding:0 .2em}
.pass{color:#1a7f37}.fault{color:#cf222e}section{border-top:1px solid #8886;margin-top:2rem}
"""


def html_page(page: Page) -> str:
    """Return a page in HTML that needs no other file."""
    title = f"{page.say(FEEDBACK)}: {page.student}"
    score = f"<p><strong>{escaped(page.say(PASSED))}: {page.score}</strong></p>"
    body = _overview(page) + _passed_over(page) + "".join(_row_html(page, row) for row in page.rows)
    return document(title, f"<h1>{escaped(title)}</h1>\n{score}\n{body}", page.lang, _CSS)


def _passed_over(page: Page) -> str:
    if not page.passed_over:
        return ""
    files = "".join(
        f"<li><code>{escaped(name)}</code>: {escaped(page.say(why))}</li>\n" for name, why in page.passed_over
    )
    return f"<section>\n<h2>{escaped(page.say(NOT_GRADED))}</h2>\n<ul>\n{files}</ul>\n</section>\n"


def _overview(page: Page) -> str:
    verdicts = {row.problem: row for row in page.rows}
    lines = []
    for id in page.problems:
        row = verdicts.get(id)
        told = page.say(NOT_HANDED_IN) if row is None else page.verdict(row)
        title = f"{escaped(page.title(id))} <code>{id}</code>"
        name = f'<a href="#{id}">{title}</a>' if row else title
        lines.append(f"<tr><td>{name}</td><td{_colour(row)}>{escaped(told)}</td></tr>\n")
    return f"<table>\n{''.join(lines)}</table>\n"


def _colour(row: Graded | None) -> str:
    return "" if row is None else ' class="pass"' if row.report.passed else ' class="fault"'


def _row_html(page: Page, row: Graded) -> str:
    title = f"{escaped(page.title(row.problem))} <code>{row.problem}</code>"
    verdict = f"<p{_colour(row)}>{escaped(page.verdict(row))}</p>"
    head = f'<section id="{row.problem}">\n<h2>{title}</h2>\n{verdict}\n'
    if row.report.passed:
        told = f"<h3>{escaped(page.say(EXPLANATION))}</h3>\n"
        told += "".join(map(_text_html, page.texts(page.problems[row.problem].explanation)))
    else:
        told = "".join(map(_text_html, page.texts(row.report.message)))
        told += f"<p>{escaped(page.say(REPLAY))}: <code>{escaped(replay_of(row))}</code></p>\n"
    return f"{head}{told}</section>\n"


@functools.lru_cache(maxsize=REMEMBERED)
def _text_html(text: str) -> str:
    return "".join(map(_block_html, parse_markup(clean(text))))


def _block_html(block: Block) -> str:
    match block:
        case Paragraph(spans=spans):
            return f"<p>{''.join(map(_span_html, spans))}</p>\n"
        case Formula():
            return f"<pre>{escaped(_drawn(block))}</pre>\n"
        case Program(source=source):
            return f"<pre><code>{escaped(source)}</code></pre>\n"


def _span_html(span: Span) -> str:
    text = escaped(one_line(span))
    match span.style:
        case Style.CODE:
            return f"<code>{text}</code>"
        case Style.STRONG:
            return f"<strong>{text}</strong>"
        case Style.MATH:
            return f"<em>{text}</em>"
        case Style.PLAIN:
            return text
