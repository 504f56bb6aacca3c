"""A drill on paper: statement, verdict, hints, lesson, as every face shows them. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text as Rich

from examprep.core.day import date_of
from examprep.core.item import Lang, Text
from examprep.core.mark import NOT_KNOWN
from examprep.core.problem import Folder, Problem
from examprep.core.text import clean
from examprep.core.verdict import VERDICTS, Report, Verdict
from examprep.drill import Last
from examprep.render import FAINT, LABEL, program_lines, say, text_lines, wrapped

COMPARED = {
    Verdict.WRONG,
    Verdict.SHAPE,
    Verdict.DTYPE,
    Verdict.TYPE,
    Verdict.NONFINITE,
    Verdict.GRADIENT,
    Verdict.PROPERTY,
}
"""Verdicts on answers, which known slips were compared with."""
PRINTED = 20
"""Lines of what a program printed that are shown."""
_LAST = {Verdict.TIMEOUT, Verdict.MEMORY, Verdict.OUTPUT}
"""Verdicts after which no other case is asked."""


def statement_of(problem: Problem, lang: Lang) -> str:
    """Return a problem's statement as Markdown."""
    title, text = (t.en if lang is Lang.EN else t.ja for t in (problem.title, problem.statement))
    return f"# {title}\n\n`{problem.entry.signature}`\n\n{text.strip()}\n"


def statement_lines(problem: Problem, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield what is to be written, and how it is called."""
    for line in text_lines(problem.title, lang, columns):
        line.stylize(LABEL)
        yield line
    minutes = say(f"{problem.minutes}分", f"{problem.minutes} min", lang)
    about = f"{problem.id}  L{problem.level}  {minutes}  {'/'.join(problem.frameworks)}"
    yield from wrapped(Rich(about, style=FAINT), columns)
    yield from text_lines(problem.statement, lang, columns)
    yield from label("シグネチャ", "Signature", lang)
    yield from program_lines(problem.entry.signature)


def verdict_lines(report: Report, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield the verdict, its reason where it is no pass, and what the program printed."""
    (ja, en), count = VERDICTS[report.verdict], _count_of(report)
    yield from label(ja + count.ja, en + count.en, lang, "bold green" if report.passed else "bold red")
    if report.passed:
        return
    yield from text_lines(report.message, lang, columns)
    if report.slip is None and _is_compared(report):
        yield from text_lines(NOT_KNOWN, lang, columns)
    if report.printed:
        yield from label("printの出力", "Printed", lang)
        for line in report.printed.splitlines()[:PRINTED]:
            yield from wrapped(Rich(f"  {clean(line)}"), columns)


def _is_compared(report: Report) -> bool:
    """Tell whether known slips were looked for: nothing can be compared where a program was stopped."""
    told = COMPARED | {Verdict.PASS, Verdict.ERROR}
    return report.verdict in COMPARED and all(case.verdict in told for case in report.cases)


def last_lines(last: Last, problem: Problem, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield how the last attempt went, as far as the log tells: the verdict, and the slip with its reason."""
    ja, en = VERDICTS[Verdict(last.verdict)]
    day = date_of(last.day)
    yield from label(f"前回（{day}）: {ja}", f"Last time ({day}): {en}", lang)
    why = next((slip.why for slip in problem.slips if slip.id == last.slip), None)
    if why is not None:
        yield from text_lines(why, lang, columns)


def hint_lines(problem: Problem, level: int, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield a hint."""
    of = f"{level}/{len(problem.hints)}"
    yield from label(f"ヒント {of}", f"Hint {of}", lang)
    yield from text_lines(problem.hints[level - 1], lang, columns)


def lesson_lines(problem: Problem, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield what there is to remember of a problem."""
    yield from label("解説", "Explanation", lang)
    yield from text_lines(problem.explanation, lang, columns)


def solution_lines(folder: Folder, lang: Lang) -> Iterator[Rich]:
    """Yield a model solution."""
    _, program = min(folder.right.items())
    yield from label("解答例", "A solution", lang)
    yield from program_lines(program)


def label(ja: str, en: str, lang: Lang, style: str = LABEL) -> Iterator[Rich]:
    """Yield a heading."""
    yield Rich()
    yield Rich(say(ja, en, lang), style=style)


def _count_of(report: Report) -> Text:
    """Say how many cases passed; of how many only where all were asked."""
    passed = sum(case.verdict is Verdict.PASS for case in report.cases)
    if not report.cases:
        return Text("", "")
    if report.passed:
        return Text(*(f" {passed}/{passed}",) * 2)
    if report.verdict in _LAST:
        return Text(f"（{passed}ケースは合格）", f" ({passed} cases passed before)")
    whole = len(report.cases)
    return Text(f"（{whole}ケース中{passed}合格）", f" ({passed} of {whole} cases pass)")
