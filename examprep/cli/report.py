"""`examprep report`: progress as one page to keep, print or send."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from examprep.cli import console
from examprep.cli.library import library_of
from examprep.cli.options import InLang
from examprep.cli.output import refuse_existing, write_whole
from examprep.core.syllabus import Exam
from examprep.env import read_env

BEGINNING = 2_000
"""Bytes in which a page says who made it."""


def report(
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="The page; an older report is replaced.")
    ] = Path("examprep-report.html"),
    exam: Annotated[
        Exam | None, typer.Option("--exam", help="Only this exam; the goal's if none, else all.")
    ] = None,
    *,
    lang: InLang,
) -> None:
    """Write your progress as one page: goal, readiness, mocks, days, memory, weak concepts.

    It needs no other file and no network, and opens in any browser. Nothing
    but an older report is ever replaced. Formulas are MathML with the extra
    `report`, else drawn with characters.

    Example: examprep report --out report.html
    """
    from examprep.report.facts import fetch_facts  # noqa: PLC0415 - not on the way to --help
    from examprep.report.mathml import has_mathml  # noqa: PLC0415
    from examprep.report.progress import progress_page  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    if not _is_report(out):
        refuse_existing(out)
    env = read_env()
    library = library_of(env)
    with Store.reading(env.paths.progress) as store:
        facts = fetch_facts(env, store, library, exam)
    write_whole(out, progress_page(facts, library, lang))
    if not has_mathml():
        console.remark("formulas are drawn with characters; for MathML: pip install 'examprep[report]'")
    console.show_path(out)


def _is_report(path: Path) -> bool:
    """Whether a file is an older report, which may be replaced."""
    from examprep.report.progress import MAKER  # noqa: PLC0415 - not on the way to --help

    try:
        if not path.is_file() or path.is_symlink():
            return False
        with path.open("rb") as file:
            return f'<meta name="generator" content="{MAKER}">'.encode() in file.read(BEGINNING)
    except OSError:
        return False
