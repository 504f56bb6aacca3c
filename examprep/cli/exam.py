"""`examprep exam`: mock exams on the clock, and how they went."""

from __future__ import annotations

from typing import Annotated

import typer

from examprep.cli import console
from examprep.cli.options import AsJson, InLang
from examprep.core.item import Lang
from examprep.core.library import Library
from examprep.core.syllabus import Exam
from examprep.env import Env, read_env
from examprep.errors import UsageError

OfExam = Annotated[
    Exam, typer.Argument(metavar="EXAM", help="e for E資格, g for G検定.", case_sensitive=False)
]
Questions = Annotated[
    int | None,
    typer.Option("--questions", min=1, max=500, help="So many, in as much less time; else as in the exam."),
]
Minutes = Annotated[
    int | None, typer.Option("--minutes", min=1, max=600, help="So many; else in proportion.")
]
Half = Annotated[bool, typer.Option("--half", help="Half the questions in half the time.")]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed", min=0, max=2**62, help="The same paper for all who give it, whatever they have seen."
    ),
]
Plain = Annotated[
    bool, typer.Option("--plain", help="No colours and no pauses: for scripts and screen readers.")
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Begin another; an unfinished one gets no score, its answers count.")
]
History = Annotated[bool, typer.Option("--history", help="List past mocks with areas and trend.")]


def exam(
    exam: OfExam,
    questions: Questions = None,
    minutes: Minutes = None,
    *,
    half: Half = False,
    seed: Seed = None,
    lang: InLang,
    plain: Plain = False,
    fresh: Fresh = False,
    history: History = False,
    json: AsJson = False,
) -> None:
    """Sit a mock exam on the clock; marks and explanations come after handing in.

    Answer in any order, flag, go back. The same command resumes after a break, but the clock never stops.

    Example: examprep exam e --half
    """
    if json and not history:
        raise UsageError("--json goes with --history: examprep exam e --history --json")
    env = read_env()
    if history:
        _show_history(env, exam, lang, json=json)
        return
    from examprep.cli.hall import run_exam  # noqa: PLC0415 - not on the way to --help
    from examprep.mock import ExamWish  # noqa: PLC0415

    run_exam(env, ExamWish(exam, questions, minutes, half, seed, fresh), lang, plain=plain)


def _show_history(env: Env, exam: Exam, lang: Lang, *, json: bool) -> None:
    from examprep.cli.result import history_json, show_history  # noqa: PLC0415
    from examprep.cli.screen import Screen  # noqa: PLC0415
    from examprep.loader.cache import load_library  # noqa: PLC0415
    from examprep.mock import fetch_past  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    library = load_library(env.paths.content, env.paths.cache)
    _hand_in_overdue(env, library)
    with Store.reading(env.paths.progress) as store:
        past = fetch_past(store, exam)
    screen = Screen(lang)
    if json:
        console.show_json({"exam": exam, **history_json(env, past)})
    elif past:
        show_history(env, past, library, screen)
    else:
        screen.say(
            f"まだ受けていない。始める: examprep exam {exam}", f"None yet. Begin with: examprep exam {exam}"
        )


def _hand_in_overdue(env: Env, library: Library) -> None:
    """Hand in what ran out while nobody looked; nothing is written where nothing did."""
    from examprep.mock import hand_in_overdue, is_any_overdue  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    with Store.reading(env.paths.progress) as store:
        if not is_any_overdue(env, store):
            return
    with Store.open(env.paths.progress, entropy=env.entropy(), backups=env.paths.backups) as store:
        hand_in_overdue(env, library, store)
