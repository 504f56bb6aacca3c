"""One page of HTML to print: the questions, and on a new sheet the answers with their reasons.

Nothing is fetched and nothing runs: formulas are drawn with characters.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from examprep.core import texmath
from examprep.core.document import document
from examprep.core.draw import show_number
from examprep.core.item import Lang
from examprep.exchange.hypertext import to_html, visible
from examprep.exchange.posed import (
    Choosing,
    Counting,
    Ordering,
    Pairing,
    Posed,
    Turning,
    Wording,
    Written,
)

_STYLE = """
body { font: 11pt/1.6 "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", Meiryo, sans-serif;
  max-width: 44em; margin: 2em auto; padding: 0 1em; color: #111; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin: 2em 0 .5em; border-bottom: 1px solid #999; }
section.question, section.answer { break-inside: avoid; margin: 1.2em 0; }
.number { font-weight: bold; } .name { color: #666; font-size: .8em; float: right; }
pre { font-family: "Noto Sans Mono CJK JP", "Osaka-Mono", "MS Gothic", monospace; }
.drawn { font-family: Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; }
pre { white-space: pre-wrap; background: #f4f4f4; padding: .5em .8em; line-height: 1.35; }
.drawn { display: block; white-space: pre; background: none; line-height: 1.15; margin: .4em 1.5em; }
ol, ul { margin: .3em 0; } ol.abc { list-style: upper-alpha; } ol.small { list-style: lower-alpha; }
.fill { border-bottom: 1px solid #333; display: inline-block; width: 12em; height: 1.4em; }
.right { font-weight: bold; }
.answers { break-before: page; }
@media print { body { margin: 0; max-width: none; } pre { background: none; border: 1px solid #aaa; } }
"""

_ANSWERS = {Lang.JA: "解答", Lang.EN: "Answers"}


def write_page(questions: Sequence[Posed], lang: Lang, title: str) -> Written:
    """Return questions as a page."""
    asked = "\n".join(_asked(questions))
    answers = "\n".join(_answer(number, question) for number, question in enumerate(questions, 1))
    body = f"""<h1>{_plain(title)}</h1>
{asked}
<section class="answers">
<h1>{_ANSWERS[lang]}</h1>
{answers}
</section>"""
    page = document(title, body, lang, _STYLE)
    return Written(page.encode())


def drawn_math(latex: str, alone: bool) -> str:  # noqa: FBT001 - a callback's place is fixed
    """Return a formula drawn with characters; one that cannot be drawn stays LaTeX."""
    try:
        if alone:
            return f'<span class="drawn">{_plain(chr(10).join(texmath.draw(latex).lines))}</span>'
        return _plain(texmath.inline(latex))
    except texmath.TexError:
        return f"<code>{_plain(latex)}</code>"


def _asked(questions: Sequence[Posed]) -> Iterator[str]:
    shelf = ""
    for number, question in enumerate(questions, 1):
        if question.shelf != shelf:
            shelf = question.shelf
            yield f"<h2>{_plain(shelf)}</h2>"
        yield _question(number, question)


def _question(number: int, question: Posed) -> str:
    head = f'<span class="name">{_plain(question.name)}</span><span class="number">{number}.</span> '
    return f'<section class="question">{head}{_rich(question.ask)}{_choices(question)}</section>'


def _choices(question: Posed) -> str:
    match question.form:
        case Choosing(picks=picks):
            return _list("abc", [_rich(pick.text) for pick in picks])
        case Pairing(pairs=pairs):
            rights = sorted(_rich(right) for _, right in pairs)
            return _list("", [_rich(left) for left, _ in pairs]) + _list("small", rights)
        case Ordering(steps=steps):
            return _list("small", sorted(map(_rich, steps)))
        case Wording() | Counting() | Turning():
            return '<p><span class="fill"></span></p>'


def _answer(number: int, question: Posed) -> str:
    wrong: list[tuple[str, str]] = []
    match question.form:
        case Choosing(picks=picks):
            letters = [(chr(ord("A") + n), pick) for n, pick in enumerate(picks)]
            right = ", ".join(letter for letter, pick in letters if pick.share > 0)
            wrong = [(letter, pick.why) for letter, pick in letters if pick.share <= 0]
        case Counting(figures=figures):
            right = show_number(figures[0].value)
            wrong = [(show_number(figure.value), figure.why) for figure in figures[1:]]
        case Wording(picks=picks):
            right = _plain(" / ".join(pick.text for pick in picks if pick.share > 0))
            wrong = [(pick.text, pick.why) for pick in picks if pick.share <= 0]
        case Pairing(pairs=pairs):
            letters_of = {r: chr(ord("a") + n) for n, r in enumerate(sorted(_rich(r) for _, r in pairs))}
            right = " ".join(f"{n}{letters_of[_rich(r)]}" for n, (_, r) in enumerate(pairs, 1))
        case Ordering(steps=steps):
            letters_of = {s: chr(ord("a") + n) for n, s in enumerate(sorted(map(_rich, steps)))}
            right = " ".join(letters_of[_rich(step)] for step in steps)
        case Turning(back=back):
            right = _rich(back)
    why = f"<div>{_rich(question.why)}</div>" if question.why else ""
    reasons = [f"<li>{_plain(name)}: {_rich(text)}</li>" for name, text in wrong if text]
    listed = f"<ul>{''.join(reasons)}</ul>" if reasons else ""
    head = f'<span class="number">{number}.</span> <span class="right">{right}</span>'
    return f'<section class="answer">{head}{why}{listed}</section>'


def _list(style: str, entries: Sequence[str]) -> str:
    named = f' class="{style}"' if style else ""
    return f"<ol{named}>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ol>"


def _rich(markup: str) -> str:
    return to_html(markup, drawn_math)


def _plain(text: str) -> str:
    return html.escape(visible(text), quote=False)
