"""An analysis as one HTML file: everything in it, nothing fetched, everything from outside escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from examprep.analysis.report import Analysis, ItemReport, OptionReport, State
from examprep.analysis.summary import STATES, correlation_cell, difficulty_cell, summary_of
from examprep.core.document import document
from examprep.core.item import Lang, Text
from examprep.core.markup import plain
from examprep.core.text import clean

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: .5rem 0 1rem; }
th, td { padding: .2rem .6rem; border-bottom: 1px solid #8884; text-align: right; vertical-align: top; }
th:first-child, td.words { text-align: left; }
article { border-top: 2px solid #8886; margin-top: 1.5rem; }
h2 { font-size: 1.05rem; } code { overflow-wrap: anywhere; }
li.remark { color: #b00020; } .faint { opacity: .7; }
@media (prefers-color-scheme: dark) {
  body { background: #16181c; color: #e6e6e6; } li.remark { color: #ff8a80; }
}
"""


def page_of(analysis: Analysis, lang: Lang) -> str:
    """Return the page."""
    page = _Page(lang)
    return document(page.title, "\n".join(page.lines(analysis)), lang, STYLE)


class _Page:
    """A page in one language; Japanese for both."""

    def __init__(self, lang: Lang) -> None:
        self._english = lang is Lang.EN

    @property
    def title(self) -> str:
        """What the page is about."""
        return self._say("問題の分析", "Item analysis")

    def lines(self, analysis: Analysis) -> Iterator[str]:
        """Yield what the page says."""
        yield f"<h1>{self.title}</h1>"
        yield from self._summary(analysis)
        for item in analysis.items:
            yield from self._item(item, analysis.min_answers)
        yield from self._flags(analysis)

    def _summary(self, analysis: Analysis) -> Iterator[str]:
        yield "<ul>"
        for text in summary_of(analysis):
            yield f"<li>{self._text(text)}</li>"
        yield "</ul>"
        if analysis.reliability is not None:
            names = ", ".join(f"<code>{_safe(name)}</code>" for name in analysis.reliability.items)
            head = self._say("アルファ係数を求めた問題", "Items that alpha was computed from")
            yield f"<details><summary>{head}</summary><p>{names}</p></details>"

    def _item(self, item: ItemReport, least: int) -> Iterator[str]:
        yield f"<article><h2><code>{_safe(item.item)}</code> "
        yield f'<span class="faint">{_safe(item.digest)}</span></h2>'
        if item.state is not State.CURRENT:
            yield f'<p class="faint">{self._text(STATES[item.state])}</p>'
        if item.ask is not None:
            yield f"<p>{self._text(item.ask)}</p>"
        if item.remarks:
            yield "<ul>"
            yield from (f'<li class="remark">{self._text(remark.text)}</li>' for remark in item.remarks)
            yield "</ul>"
        yield from self._table(item)
        if item.n < least:
            few = self._say("答えが少ないので判断しない。", "Too few answers to judge it.")
            yield f'<p class="faint">{few}</p>'
        if item.options:
            yield from self._options(item.options)
        listed = {option.key for option in item.options}
        slips = {key: count for key, count in item.slips.items() if key not in listed}
        if slips:
            yield f"<p>{self._say('誤り', 'Mistakes')}</p><ul>"
            yield from (f"<li>{count} × {self._slip(item, key)}</li>" for key, count in slips.items())
            yield "</ul>"
        yield "</article>"

    def _slip(self, item: ItemReport, key: str) -> str:
        """Return what a key stands for; the key itself where nobody knows."""
        text = item.slip_texts.get(key)
        return f"<code>{_safe(key)}</code>" if text is None else self._text(text)

    def _table(self, item: ItemReport) -> Iterator[str]:
        found = item.discrimination
        cells = (
            (("解答", "answers"), str(item.n)),
            (("正答率", "right"), f"{item.share:.0%} ({item.low:.0%}–{item.high:.0%})"),
            (("r", "r"), correlation_cell(found)),
            (("上位", "upper"), "–" if found is None else f"{found.upper:.0%}"),
            (("下位", "lower"), "–" if found is None else f"{found.lower:.0%}"),
            (("難度", "difficulty"), difficulty_cell(item)),
            (("秒", "seconds"), "–" if item.seconds is None else f"{item.seconds:.0f}"),
        )
        yield "<table><tr>" + "".join(f"<th>{self._say(*head)}</th>" for head, _ in cells) + "</tr>"
        yield "<tr>" + "".join(f"<td>{_safe(cell)}</td>" for _, cell in cells) + "</tr></table>"

    def _options(self, options: tuple[OptionReport, ...]) -> Iterator[str]:
        heads = (
            ("選択肢", "option"),
            ("", ""),
            ("選んだ人", "taken"),
            ("r", "r"),
            ("上位", "upper"),
            ("下位", "lower"),
        )
        yield "<table><tr>" + "".join(f"<th>{self._say(*head)}</th>" for head in heads) + "</tr>"
        for option in options:
            found = option.discrimination
            words = f"<code>{_safe(option.key)}</code> "
            words += "" if option.text is None else self._text(option.text)
            cells = (
                "✓" if option.right else "",
                f"{option.taken} ({option.share:.0%})",
                correlation_cell(found),
                "–" if found is None else f"{found.upper:.0%}",
                "–" if found is None else f"{found.lower:.0%}",
            )
            row = "".join(f"<td>{cell}</td>" for cell in cells)
            yield f'<tr><td class="words">{words}</td>{row}</tr>'
        yield "</table>"

    def _flags(self, analysis: Analysis) -> Iterator[str]:
        if not analysis.flags:
            return
        yield f"<h2>{self._say('誤りではないかという指摘', 'Believed to be wrong')}</h2><ul>"
        for flag in analysis.flags:
            yield f"<li><code>{_safe(flag.item)}</code> {flag.learners}<ul>"
            yield from (f"<li>{_safe(note)}</li>" for note in flag.notes)
            yield "</ul></li>"
        yield "</ul>"

    def _say(self, ja: str, en: str) -> str:
        return en if self._english else ja

    def _text(self, text: Text) -> str:
        return _safe(plain(self._say(text.ja, text.en)))


def _safe(text: str) -> str:
    return escape(clean(text))
