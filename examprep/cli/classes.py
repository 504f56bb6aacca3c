"""`examprep class`: a class of programs, graded at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.grade import Device, Isolation
from examprep.cli.options import AsJson, Problems, preferred_lang, problems_named
from examprep.cli.similar import similar
from examprep.core.item import Lang, Text
from examprep.core.text import clean
from examprep.core.verdict import VERDICTS, Verdict
from examprep.env import read_env
from examprep.errors import ExitCode, UsageError
from examprep.words import in_japanese

if TYPE_CHECKING:
    from rich.table import Table

    from examprep.cli.screen import Screen
    from examprep.core.gradebook import ProblemStatistics
    from examprep.lab import Class, Progress, Request

app = typer.Typer(help="Grade the programs of a class.", no_args_is_help=True)

COMMONEST = 3
"""Verdicts and slips of a problem that the table shows."""
TOLD = 20
"""Files passed over that are named on the screen; statistics.json has all."""
STEPS = 10
"""Lines that tell of the progress where no bar is shown."""


@app.callback()
def _group() -> None:
    """Grade the programs of a class."""


app.command()(similar)


@app.command()
def grade(
    submissions: Annotated[
        Path, typer.Argument(metavar="SUBMISSIONS", help="A folder with <student>/<problem>.py")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where gradebook, feedback and ledger are written.")
    ],
    problems: Problems = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes that grade; one a core if not given.")
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", min=0, help="For the random cases, the same for everybody; else DIR's own."),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", metavar="ADDRESS", help="A Dask scheduler whose workers grade: tcp://host:8786"
        ),
    ] = None,
    device: Annotated[Device, typer.Option("--device", help="Where programs in PyTorch run.")] = Device.CPU,
    require_isolation: Annotated[
        Isolation | None, typer.Option("--require-isolation", help="Refuse to run with less.")
    ] = None,
    lang: Annotated[
        Lang | None, typer.Option("--lang", help="Language; feedback is in both if not given.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Grade every SUBMISSIONS/<student>/<problem>.py; nobody's code is trusted.

    DIR receives gradebook.csv, results.jsonl, statistics.json,
    feedback/<student>.md and .html, and ledger.db, which knows what is decided:
    stopped at any moment, the same command goes on from there, and after new
    submissions it grades only those. Equal files are graded once.

    Exit code 0: every submission has its verdict, whatever that is. 1: some
    could not be graded, because grader or problem broke. Files passed over are
    named and change neither.

    On a cluster (extra `cluster`) start on each machine, with the same
    examprep: dask worker ADDRESS --nthreads 1, and where there is a GPU
    --resources "GPU=1".

    Example: examprep class grade submissions --out marks --problems softmax,conv2d
    """
    shown = lang or preferred_lang()
    if cluster is not None and workers is not None:
        raise UsageError("--workers is for this machine; a cluster has its own, so leave one of the two out")
    try:
        from examprep.lab import Request  # noqa: PLC0415 - not on the way to --help

        full = require_isolation is not None
        request = Request(
            submissions=submissions,
            out=out,
            problems=problems_named(problems),
            workers=workers,
            seed=seed,
            require_full_isolation=full,
            device=device.value,
            cluster=cluster,
        )
        found, others = _graded(request, lang or Lang.BOTH)
    except KeyboardInterrupt:
        console.remark(_resume_told(out, shown))
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    _tell_ignored(found, shown)
    _tell_others(others, out, shown)
    if json:
        from examprep.lab import statistics_json  # noqa: PLC0415

        console.show_json(statistics_json(found))
    else:
        _show(found, out, shown)
    raise typer.Exit(ExitCode.NO if found.statistics.broken else ExitCode.DONE)


def _graded(request: Request, lang: Lang) -> tuple[Class, tuple[str, ...]]:
    """Return the graded class, and what stands among its pages that is nobody's."""
    from examprep.lab import grade_class, write_class  # noqa: PLC0415

    with _progress() as progress:
        found = grade_class(read_env(), request, progress)
    return found, write_class(found, request.out, lang)


def _resume_told(out: Path, lang: Lang) -> str:
    if lang is Lang.EN:
        return f"Stopped. What was graded is kept in {out}; the same command goes on from there."
    return f"中断した。採点済みの結果は {out} に残っている。同じコマンドで続きから採点する。"


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show on standard error how far it is: a bar where a person looks at it, else some lines."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    screen = Console(stderr=True)
    try:
        with Bar(*columns, console=screen, transient=True) as bar:
            task = bar.add_task("", total=None, rate="")

            def show(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)
                speed = bar.tasks[0].speed
                bar.update(task, rate=f"{speed:.1f}/s" if speed else "")

            yield show
    finally:
        screen.show_cursor()  # an interrupt may come before the bar can


class _Lines:
    """Tells of every tenth of the way."""

    def __init__(self) -> None:
        self._told = -1

    def __call__(self, done: int, total: int, /) -> None:
        """Say how many are graded, if it is time to."""
        step = done * STEPS // max(total, 1)
        if step > self._told:
            self._told = step
            console.remark(f"{done}/{total}")


def _tell_ignored(found: Class, lang: Lang) -> None:
    for each in found.ignored[:TOLD]:
        place = f"{each.student}/{each.name}" if each.student else each.name
        ja, en = f"採点しない: {place}: {in_japanese(each.why)}", f"not graded: {place}: {each.why}"
        console.remark(console.say(ja, en, lang))
    if (more := len(found.ignored) - TOLD) > 0:
        ja = f"採点しない: ほか {more}件。すべては statistics.json にある"
        console.remark(console.say(ja, f"not graded: {more} more; statistics.json names them all", lang))


def _tell_others(others: tuple[str, ...], out: Path, lang: Lang) -> None:
    if not others:
        return
    names = ", ".join(others[:TOLD])
    more = len(others) - TOLD
    ja = f"{out} にある今回のクラスのだれのものでもないファイル（要らなければ消す）: {names}"
    en = f"in {out}, of nobody in this class; delete them if they are not wanted: {names}"
    if more > 0:
        ja, en = f"{ja} ほか {more}件", f"{en} and {more} more"
    console.remark(console.say(ja, en, lang))


def _show(found: Class, out: Path, lang: Lang) -> None:
    from examprep.cli.screen import Screen  # noqa: PLC0415

    screen, sums = Screen(lang), found.statistics
    screen.show(_table(sums.problems, screen))
    counts = (sums.students, sums.submissions, sums.passed, sums.broken)
    screen.say(
        "学生 {}人、提出 {}件、合格 {}件、採点できない {}件".format(*counts),
        "{} students, {} submissions, {} passed, {} not graded".format(*counts),
    )
    for row in found.book.rows:
        if row.report.broken:
            place = f"{row.student} {row.problem}"
            screen.text(Text(f"{place}: {row.report.message.ja}", f"{place}: {row.report.message.en}"))
    place = clean(str(out / "gradebook.csv"))
    screen.say(f"成績表: {place}", f"Gradebook: {place}")
    seed, known = found.seed, found.known
    screen.faint(
        Text(
            f"シード {seed}。{known}件は採点済みか、他と同じ内容か、読めないファイル",
            f"seed {seed}; {known} were decided before, are equal to another, or cannot be read",
        )
    )


def _table(rows: tuple[ProblemStatistics, ...], screen: Screen) -> Table:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text as Rich  # noqa: PLC0415

    from examprep.charts import PLAIN  # noqa: PLC0415
    from examprep.render import say  # noqa: PLC0415

    table = Table(box=PLAIN, padding=(0, 1, 0, 0))
    heads = (("問題", "problem"), ("合格", "passed"), ("合格率", "rate"), ("多い判定", "commonest verdicts"))
    for place, (ja, en) in enumerate((*heads, ("多い誤り", "commonest slips"))):
        table.add_column(
            say(ja, en, screen.lang), justify="right" if place in {1, 2} else "left", overflow="fold"
        )
    for row in rows:
        rate = "-" if row.rate is None else f"{row.rate:.0%}"
        faults = {word: count for word, count in row.verdicts.items() if word != Verdict.PASS}
        named = {say(*VERDICTS[Verdict(word)], screen.lang): count for word, count in faults.items()}
        cells = (row.problem, f"{row.passed}/{row.attempts}", rate, _counted(named), _counted(row.slips))
        table.add_row(*map(Rich, cells))
    return table


def _counted(counts: dict[str, int]) -> str:
    return "\n".join(f"{count} {word}" for word, count in list(counts.items())[:COMMONEST])
