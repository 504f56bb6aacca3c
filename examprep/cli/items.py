"""`examprep bank stats`: what a class's answers say about the questions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.library import library_of
from examprep.cli.options import AsJson, InLang
from examprep.cli.output import write_whole
from examprep.core.item import Lang
from examprep.env import read_env
from examprep.errors import ExitCode, UsageError
from examprep.words import in_japanese

if TYPE_CHECKING:
    from rich.table import Table

    from examprep.analysis.intake import Fault
    from examprep.analysis.report import Analysis, ItemReport
    from examprep.cli.screen import Screen

FAULTS = 20
"""Lines that cannot be read are told one by one up to so many."""
WIDE = 90
"""From so many columns on a table has all there is."""
CODES = {
    "key": ("正解?", "key?"),
    "lure": ("誤答へ", "lure"),
    "flagged": ("指摘", "flagged"),
    "hard": ("難", "hard"),
    "weak": ("弱", "weak"),
    "dead": ("死肢", "dead"),
    "slow": ("遅", "slow"),
    "easy": ("易", "easy"),
}


def stats(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="What learners exported.")],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write everything as one page, too.")
    ] = None,
    min_answers: Annotated[
        int, typer.Option("--min-answers", min=2, help="Judge items that so many learners answered.")
    ] = 20,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Analyse questions by a class's answers: how hard, how well they tell strong from weak, what to mend.

    Learners write the files: examprep data export --attempts --anonymous
    --out FILE. Only the first answer of each learner to each item counts. r is
    the correlation with how the learner does on the other items. Lines that
    cannot be read are told and left out; exit code 1 if nothing is left.

    Example: examprep bank stats class/*.jsonl --html items.html
    """
    from examprep.analysis.intake import read_exports  # noqa: PLC0415 - not on the way to --help
    from examprep.analysis.items import analyse  # noqa: PLC0415
    from examprep.analysis.page import page_of  # noqa: PLC0415

    if html is not None and os.path.realpath(html) in map(os.path.realpath, files):
        raise UsageError(f"--html {html} is one of the files to read; name another")
    env = read_env()
    intake = read_exports(files)
    _tell_faults(intake.faults, lang)
    analysis = analyse(intake, library_of(env).items, min_answers)
    if html is not None:
        write_whole(html, page_of(analysis, lang))
        console.remark(console.say(f"書き出した: {html}", f"written: {html}", lang))
    if json:
        console.show_json({"analysis": analysis})
    elif analysis.answers:
        _show(analysis, lang)
    if not analysis.answers:
        how = "examprep data export --attempts --anonymous --out FILE"
        ja = f"数えられる解答がない。学習者が書き出すには: {how}"
        en = f"no answer that counts in these files; learners write them with: {how}"
        console.complain(console.say(ja, en, lang))
        raise typer.Exit(ExitCode.NO)


def _tell_faults(faults: tuple[Fault, ...], lang: Lang) -> None:
    for told in map(str, faults[:FAULTS]):
        console.remark(console.say(in_japanese(told), told, lang))
    if faults:
        ja, en = f"読まなかった行: {len(faults)}", f"lines left out: {len(faults)}"
        if len(faults) > FAULTS:
            unseen = len(faults) - FAULTS
            ja, en = f"{ja}（うち {unseen} は示していない）", f"{en}, {unseen} of them not shown"
        console.remark(console.say(ja, en, lang))


def _show(analysis: Analysis, lang: Lang) -> None:
    from examprep.analysis.summary import summary_of  # noqa: PLC0415
    from examprep.cli.screen import Screen  # noqa: PLC0415
    from examprep.core.text import clean  # noqa: PLC0415

    screen = Screen(lang)
    for text in summary_of(analysis):
        screen.say(clean(text.ja), clean(text.en))
    if analysis.judged:
        screen.show(_table(analysis.judged, screen))
    _show_remarks(analysis, screen)
    _show_flags(analysis, screen)
    _show_few(analysis, screen)


def _table(items: tuple[ItemReport, ...], screen: Screen) -> Table:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text as Rich  # noqa: PLC0415

    from examprep.charts import PLAIN  # noqa: PLC0415
    from examprep.core.text import clean  # noqa: PLC0415
    from examprep.render import say  # noqa: PLC0415

    wide = screen.columns >= WIDE
    table = Table(box=PLAIN, padding=(0, 1, 0, 0))
    table.add_column(say("問題", "item", screen.lang), overflow="fold", min_width=16)
    heads = (
        ("数", "n"),
        ("正答", "right"),
        ("r", "r"),
        ("上-下", "u-l"),
        ("難度", "difficulty"),
        ("秒", "s"),
    )
    for ja, en in heads if wide else heads[:3]:
        table.add_column(say(ja, en, screen.lang), justify="right", no_wrap=True)
    table.add_column("", overflow="fold")
    for item in items:
        codes = " ".join(
            say(*CODES[code], screen.lang) for code in dict.fromkeys(r.code for r in item.remarks)
        )
        cells = _cells(item)
        name = item.item if item.state == "current" else f"{item.item} ({_state(item, screen.lang)})"
        table.add_row(Rich(clean(name)), *(cells if wide else cells[:3]), codes)
    return table


def _cells(item: ItemReport) -> tuple[str, ...]:
    from examprep.analysis.summary import correlation_cell, difficulty_cell  # noqa: PLC0415

    found = item.discrimination
    return (
        str(item.n),
        f"{item.share:.0%}",
        correlation_cell(found),
        "–" if found is None else f"{found.difference:.2f}",
        difficulty_cell(item),
        "–" if item.seconds is None else f"{item.seconds:.0f}",
    )


def _state(item: ItemReport, lang: Lang) -> str:
    from examprep.render import say  # noqa: PLC0415

    words = {"changed": ("別の版 ", "other version "), "unknown": ("未知 ", "unknown ")}[item.state]
    return say(*words, lang) + item.digest[:6]


def _show_remarks(analysis: Analysis, screen: Screen) -> None:
    from rich.text import Text as Rich  # noqa: PLC0415

    from examprep.core.text import clean  # noqa: PLC0415
    from examprep.render import text_lines  # noqa: PLC0415

    if analysis.to_look_at:
        screen.label("見るべき問題", "Items to look at")
    for item in analysis.to_look_at:
        screen.lines([Rich(clean(item.item), style="cyan")])
        for remark in item.remarks:
            screen.lines(text_lines(remark.text, screen.lang, screen.columns, indent=4))


def _show_flags(analysis: Analysis, screen: Screen) -> None:
    from rich.text import Text as Rich  # noqa: PLC0415

    from examprep.core.text import clean  # noqa: PLC0415
    from examprep.render import wrapped  # noqa: PLC0415

    answered = {item.item for item in analysis.items}
    told = [flag for flag in analysis.flags if flag.notes or flag.item not in answered]
    if told:
        screen.label("誤りではないかという指摘", "Believed to be wrong")
    for flag in told:
        screen.lines([Rich(f"{clean(flag.item)}  {flag.learners}", style="cyan")])
        for note in flag.notes:
            screen.lines(wrapped(Rich(clean(note)), screen.columns))


def _show_few(analysis: Analysis, screen: Screen) -> None:
    few = len(analysis.items) - len(analysis.judged)
    if few:
        screen.say(
            f"\n解答が {analysis.min_answers}件に満たない {few}題は表にない"
            "（--min-answers、--json、--html）。",
            f"\nNot in the table, with fewer than {analysis.min_answers} answers: {few} "
            "(--min-answers, --json, --html).",
        )
    if analysis.unknown:
        screen.label("問題集にない問題", "Items that the library does not have")
        for name in analysis.unknown:
            console.show_line(f"  {name}")
