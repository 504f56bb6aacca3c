"""What every page of HTML here is made of: its style, texts in the learner's language, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from examprep.core.document import escaped
from examprep.core.item import Lang, Text
from examprep.exchange.hypertext import to_html
from examprep.render import say
from examprep.report.mathml import math

STYLE = """
:root { color-scheme: light dark; --ink: #1c1f24; --paper: #fff; --line: #8885; --faint: #5d6673;
  --main: #1565c0; --soft: #1565c033; --good: #1a7f37; --bad: #b3261e;
  --heat0: #8882; --heat1: #1565c04d; --heat2: #1565c080; --heat3: #1565c0b3; --heat4: #1565c0; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e4e7eb; --paper: #16181c; --faint: #9aa4b2; --main: #7ab7ff; --soft: #7ab7ff33;
    --good: #6fd08c; --bad: #ff8a80;
    --heat1: #7ab7ff40; --heat2: #7ab7ff73; --heat3: #7ab7ffa6; --heat4: #7ab7ff; } }
body { font: 16px/1.65 "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", Meiryo, sans-serif;
  color: var(--ink); background: var(--paper); max-width: 52rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem;
  border-bottom: 1px solid var(--line); } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
table { border-collapse: collapse; margin: .6rem 0 1rem; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
th, td { padding: .2rem .7rem .2rem 0; border-bottom: 1px solid var(--line); text-align: right;
  vertical-align: middle; white-space: nowrap; }
th { font-weight: 600; color: var(--faint); font-size: .85rem; }
th:first-child, td:first-child { text-align: left; white-space: normal; min-width: 6em; }
.words th, .words td { text-align: left; white-space: normal; }
svg { display: block; max-width: 100%; height: auto; } figure { margin: .6rem 0; }
td svg { max-width: none; } @media (max-width: 40rem) { td svg { width: 7rem; } }
svg text { fill: var(--faint); font-size: 11px; }
.faint { color: var(--faint); font-size: .9rem; } .right { color: var(--good); } .wrong { color: var(--bad); }
.big { font-size: 1.35rem; font-weight: 600; } [lang=en].second { color: var(--faint); }
pre { background: #8881; padding: .6rem .8rem; overflow-x: auto; line-height: 1.4; }
pre, code { font-family: "Noto Sans Mono CJK JP", "Osaka-Mono", "MS Gothic", ui-monospace, monospace; }
code { font-size: .92em; } details { margin: .4rem 0; } summary { cursor: pointer; }
.alone { display: inline-block; margin: .3em 1.5em; max-width: calc(100% - 3em); overflow-x: auto;
  vertical-align: middle; }
.drawn { display: block; white-space: pre; line-height: 1.15; margin: .4em 1.5em;
  font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; }
math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", "DejaVu Math TeX Gyre", math; }
math [mathvariant|=bold] { font-weight: bold; } mtd[columnalign=left] { text-align: left; }
ol.options > li { margin: .5rem 0; } .mark { font-weight: 600; }
@media print { body { margin: 0; max-width: none; font-size: 10.5pt; } details > summary { list-style: none; }
  section, figure, table, tr, li { break-inside: avoid; } h2 { break-after: avoid; }
  * { print-color-adjust: exact; } }
"""


class Writer:
    """Writes in one language, or in both where the learner reads both."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def say(self, ja: str, en: str) -> str:
        """Return words of the program's own."""
        return escaped(say(ja, en, self.lang))

    def name(self, text: Text) -> str:
        """Return a title on one line."""
        return escaped(text.en if self.lang is Lang.EN else text.ja)

    def text(self, text: Text) -> str:
        """Return a text of the content, formulas and programs included."""
        first = to_html(text.en if self.lang is Lang.EN else text.ja, math)
        if self.lang is not Lang.BOTH or text.ja == text.en:
            return first
        return f'{first}<div class="second" lang="en">{to_html(text.en, math)}</div>'

    def heading(self, ja: str, en: str) -> str:
        """Return a section's heading."""
        return f"<h2>{self.say(ja, en)}</h2>"

    def paragraph(self, ja: str, en: str, kind: str = "") -> str:
        """Return a sentence of the program's own."""
        return f'<p class="{kind}">{self.say(ja, en)}</p>' if kind else f"<p>{self.say(ja, en)}</p>"

    def heads(self, *names: tuple[str, str]) -> list[str]:
        """Return the heads of a table."""
        return [self.say(*name) for name in names]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, kind: str = "numbers") -> str:
    """Return a table of numbers, or of words; all cells are HTML already, the first of each row its name."""
    head = "".join(f'<th scope="col">{cell}</th>' for cell in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    whole = f'<table class="{kind}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>'
    return f'<div class="wide">{whole}</div>'
