"""`examprep bank`: for those who write questions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from examprep.cli import console
from examprep.env import read_env, working_folder
from examprep.errors import ExitCode

if TYPE_CHECKING:
    from examprep.proof import Proof

app = typer.Typer(help="Check question banks.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Check question banks."""


@app.command()
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Bank files or folders; all shipped content if none."),
    ] = None,
    problems: Annotated[
        bool, typer.Option("--problems", help="Prove coding problems instead: PATHs are their folders.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print findings as JSON.")] = False,
) -> None:
    """Prove banks: every rule checked, every number computed, every program run.

    With --problems: right solutions pass, slips are recognised, answers that know nothing and 95 % of
    small changes to right programs are noticed.

    All findings come at once, each as file:line:col: code: message, with a hint. Exit code 1
    if there are any.

    Example: examprep bank check content/banks/dl-basics/cnn.yaml
    """
    from examprep.proof import prove_content, prove_problems  # noqa: PLC0415 - not on the way to --help

    places, base, targets = read_env().paths, working_folder(), paths or []
    with _progress_bar() as progress:
        if problems:
            proof = prove_problems(places.problems, targets, base=base, progress=progress)
        else:
            proof = prove_content(places.content, places.problems, targets, base=base, progress=progress)
    if json:
        console.show_json(_json_of(proof))
    else:
        _report(proof)
    raise typer.Exit(ExitCode.NO if proof.findings else ExitCode.DONE)


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


def _report(proof: Proof) -> None:
    for finding in proof.findings:
        console.show_line(str(finding))
        if finding.hint:
            console.show_line(f"    {finding.hint}")
    for note in proof.notes:
        console.remark(f"note: {note}")
    counts = ", ".join(f"{count} {name}" for name, count in proof.counts.items())
    verdict = f"{len(proof.findings)} findings" if proof.findings else "clean"
    console.show_line(f"{verdict}: {counts}")


class Progress(Protocol):
    """Is told how many of how many programs have run."""

    def __call__(self, done: int, total: int, /) -> None:
        """Show it."""


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    """Show a bar on standard error where a person looks at it."""
    if not sys.stderr.isatty():
        yield lambda done, total: None  # noqa: ARG005
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("programs", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
