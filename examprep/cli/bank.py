"""`examprep bank`: for those who write questions."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import structs

from examprep.cli import authoring, console, items, places, preview, trade
from examprep.cli.library import leaving_out, library_of
from examprep.cli.options import InLang
from examprep.cli.patience import preparing
from examprep.core.item import Lang, Text
from examprep.core.strength import QUICK, Depth
from examprep.core.syllabus import Exam
from examprep.env import read_env, working_folder
from examprep.errors import ExitCode
from examprep.words import in_japanese

if TYPE_CHECKING:
    from examprep.core.coverage import Coverage
    from examprep.loader.finding import Finding
    from examprep.proof import Progress, Proof, Stage

app = typer.Typer(help="Check question banks, what they cover, how they fare.", no_args_is_help=True)
app.command("stats")(items.stats)
app.command("export")(trade.export_banks)
app.command("import")(trade.import_bank)
app.command("new")(authoring.new)
app.command("add")(authoring.add)
app.command("show")(preview.show)
app.command("diff")(authoring.diff)
app.command("schema")(authoring.schema)
app.command("add-path")(places.add_path)
app.command("remove-path")(places.remove_path)
app.command("paths")(places.paths)


class Format(StrEnum):
    """How findings are told."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


COVERAGE_HEADS = (("項目", "leaves"), ("概念", "concepts"), ("問題", "items"), ("演習", "drills"))


@app.callback()
def _group() -> None:
    """Check question banks, what they cover, how they fare."""


@app.command()
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Bank files or folders; all shipped content if none."),
    ] = None,
    problems: Annotated[
        bool,
        typer.Option(
            "--problems", help="Prove coding problems instead; PATHs are their folders, or hold them."
        ),
    ] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="With --problems: every program once or twice, no mutants.")
    ] = False,
    format: Annotated[
        Format, typer.Option("--format", help="For people, for programs, or as marks in a diff on GitHub.")
    ] = Format.TEXT,
    *,
    lang: InLang,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Prove banks: every rule checked, every number computed, every program run.

    With --problems: right solutions pass, slips are recognised, answers that know nothing and 95 % of
    small changes to right programs are noticed.

    All findings come at once, each as file:line:col: code: message, with a hint. Exit code 1
    if there are any. Banks of your own may refer to those that are shipped or were added. Their programs,
    too, run in the sandbox only.

    Example: examprep bank check content/banks/dl-basics/cnn.yaml
    """
    from examprep.loader.shelf import files_at  # noqa: PLC0415 - not on the way to --help
    from examprep.proof import prove_content, prove_problems  # noqa: PLC0415
    from examprep.shelf import added_paths  # noqa: PLC0415

    env = read_env()
    at, base, targets = env.paths, working_folder(), paths or []
    with _progress_bar(lang) as progress:
        if problems:
            depth = QUICK if quick else Depth()
            proof = prove_problems(at.problems, targets, base=base, depth=depth, progress=progress)
        else:
            context = files_at(added_paths(env)) if targets else ()
            proof = prove_content(
                at.content, at.problems, targets, base=base, context=context, progress=progress
            )
    if json or format is Format.JSON:
        console.show_json(_json_of(proof))
    elif format is Format.GITHUB:
        for finding in proof.findings:
            console.show_line(_annotation(finding, lang))
    else:
        _report(proof, lang)
    raise typer.Exit(ExitCode.NO if proof.findings else ExitCode.DONE)


@app.command()
def coverage(
    exam: Annotated[Exam | None, typer.Option("--exam", help="Only this exam's syllabus.")] = None,
    seeds: Annotated[
        bool, typer.Option("--seeds", help="What the first documents teach, instead of the syllabuses.")
    ] = False,
    *,
    lang: InLang,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show how much of each section of a syllabus has questions and drills, and what is missing.

    Counted are the leaves that the exam asks; optional and older ones are left out.

    Example: examprep bank coverage --exam e
    """
    from examprep.core.coverage import seed_coverage, syllabus_coverage  # noqa: PLC0415
    from examprep.loader.cache import load_problems, load_seeds  # noqa: PLC0415

    env = read_env()
    paths, library = env.paths, library_of(env)
    with leaving_out(lang) as tell, preparing(lang):
        problems = load_problems(paths.problems, paths.cache, tell)
    if seeds:
        of_concepts = {str(problem.id): problem.concepts for problem in problems}
        found = {"seeds": seed_coverage(library, load_seeds(paths.content, paths.cache), of_concepts)}
    else:
        of_topics = {str(problem.id): problem.syllabus for problem in problems}
        wanted = [name for name in library.syllabuses if exam in (None, name)]
        found = {name.value: syllabus_coverage(library, name, of_topics) for name in wanted}
    if json:
        console.show_json({name: [_coverage_json(row) for row in rows] for name, rows in found.items()})
        return
    for rows in found.values():
        _show_coverage(rows, lang)


def _coverage_json(row: Coverage) -> dict[str, object]:
    return {**{name: getattr(row, name) for name in row.__struct_fields__}, "share": round(row.share, 4)}


def _show_coverage(rows: Sequence[Coverage], lang: Lang) -> None:
    from rich.table import Table  # noqa: PLC0415

    from examprep.charts import PLAIN  # noqa: PLC0415
    from examprep.cli.screen import Screen  # noqa: PLC0415
    from examprep.render import say  # noqa: PLC0415

    screen = Screen(lang)
    table = Table(box=PLAIN, padding=(0, 1, 0, 0))
    table.add_column("", overflow="fold")
    for ja, en in COVERAGE_HEADS:
        table.add_column(say(ja, en, lang), justify="right", no_wrap=True)
    for row in rows:
        name = f"{row.id}  {say(row.title.ja, row.title.en, lang)}"
        counts = (f"{row.covered}/{row.wanted}", row.concepts, row.items, row.drills)
        table.add_row(name, *map(str, counts))
    screen.show(table)
    for row in rows:
        if row.missing:
            screen.entry(row.id, Text(*(" ".join(_short(id, row.id) for id in row.missing),) * 2))


def _short(id: str, section: str) -> str:
    """Return a topic's id without the section it stands in."""
    return id.removeprefix(f"{section}.")


def _json_of(proof: Proof) -> dict[str, object]:
    rates: list[object] = [
        {
            "problem": strength.problem,
            "mutants": strength.mutants,
            "noticed": strength.killed,
            "excused": strength.excused,
            "rate": round(strength.rate, 4),
            "survivors": strength.survivors,
        }
        for strength in proof.strengths
    ]
    fields: dict[str, object] = {"findings": proof.findings, "notes": proof.notes, "counts": proof.counts}
    return {**fields, "problems": rates} if rates else fields


def _annotation(finding: Finding, lang: Lang) -> str:
    """Return a finding as GitHub shows it beside the line."""
    place = (("file", finding.file), ("line", finding.line), ("col", finding.column), ("title", finding.code))
    fields = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place)
    told = "\n".join(_said(part, lang) for part in (finding.message, finding.hint) if part)
    return f"::error {fields}::{_escaped(told)}"


def _said(sentence: str, lang: Lang) -> str:
    return sentence if lang is Lang.EN else in_japanese(sentence)


def _escaped(text: str, more: str = "") -> str:
    """Write what ends a command of a workflow as GitHub wants it: in per cent."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)


def _report(proof: Proof, lang: Lang) -> None:
    from examprep.loader.finding import on_one_line  # noqa: PLC0415 - not on the way to --help

    for finding in proof.findings:
        console.show_line(str(structs.replace(finding, message=_said(on_one_line(finding.message), lang))))
        if finding.hint:
            console.show_line(f"    {_said(on_one_line(finding.hint), lang)}")
    for note in proof.notes:
        console.remark(console.say(f"注: {in_japanese(note)}", f"note: {note}", lang))
    counts = proof.counts.items()
    en = ", ".join(f"{count} {_ONE.get(name, name) if count == 1 else name}" for name, count in counts)
    ja = "、".join(f"{_counted(name)} {count}" for name, count in proof.counts.items())
    found = len(proof.findings)
    console.show_line(
        console.say(
            f"{f'指摘 {found}件' if found else '指摘なし'}: {ja}",
            f"{_many(found) if found else 'clean'}: {en}",
            lang,
        )
    )


_ONE = {
    "files": "file",
    "concepts": "concept",
    "items": "item",
    "programs run": "program run",
    "problems": "problem",
    "mutants": "mutant",
}


def _many(found: int) -> str:
    return "1 finding" if found == 1 else f"{found} findings"


def _counted(name: str) -> str:
    """Return what is counted in Japanese: a kind of question, or something else."""
    from examprep.render import KIND_NAMES  # noqa: PLC0415 - not on the way to --help

    return KIND_NAMES[name][0] if name in KIND_NAMES else in_japanese(name)


STAGES = {"banks": ("問題集の検査", "checking banks"), "programs": ("プログラム実行", "programs")}


@contextmanager
def _progress_bar(lang: Lang) -> Iterator[Progress]:
    """Show how far it is on standard error, where a person looks at it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda stage, done, total: None  # noqa: ARG005
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import MofNCompleteColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (*Bar.get_default_columns(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(console.say("問題集を読みこみ中", "reading banks", lang), total=None)

        def show(stage: Stage, done: int, total: int) -> None:
            words = console.say(*STAGES[stage], lang)
            bar.update(task, description=words, completed=done, total=total)

        yield show
