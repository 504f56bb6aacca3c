"""`examprep exam`: mock exams on the clock, and how they went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.library import library_of
from examprep.cli.options import AsJson, InLang, tell_typewriter
from examprep.core.item import Lang
from examprep.core.library import Library
from examprep.core.syllabus import Exam
from examprep.env import Env, read_env
from examprep.errors import UsageError

if TYPE_CHECKING:
    from examprep.cli.screen import Screen
    from examprep.mock import Past

OfExam = Annotated[
    Exam | None,
    typer.Argument(
        metavar="EXAM", help="e for E資格, g for G検定.", case_sensitive=False, show_default=False
    ),
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
History = Annotated[
    bool,
    typer.Option("--history", help="List past mocks with areas and trend; all if no EXAM."),
]


def exam(
    exam: OfExam = None,
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
        raise UsageError(
            "--json goes with --history: examprep exam e --history --json",
            "--json は --history と使う: examprep exam e --history --json",
        )
    env = read_env()
    if history:
        _show_histories(env, list(Exam) if exam is None else [exam], lang, json=json)
        return
    if exam is None:
        raise UsageError(
            "which exam? examprep exam e for E資格, examprep exam g for G検定",
            "どの試験か。E資格なら examprep exam e、G検定なら examprep exam g",
        )
    from examprep.mock import ExamWish  # noqa: PLC0415 - not on the way to --help

    wish = ExamWish(exam, questions, minutes, half, seed, fresh)
    if env.is_screen and not plain:
        from examprep.cli.window import open_exam  # noqa: PLC0415

        open_exam(env, wish, lang)
    else:
        from examprep.cli.hall import run_exam  # noqa: PLC0415

        if not plain:
            tell_typewriter(env, lang)
        run_exam(env, wish, lang, plain=plain)


def _show_histories(env: Env, exams: Sequence[Exam], lang: Lang, *, json: bool) -> None:
    from examprep.cli.result import history_json  # noqa: PLC0415 - not on the way to --help
    from examprep.cli.screen import Screen  # noqa: PLC0415
    from examprep.mock import fetch_past  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    library = library_of(env)
    _hand_in_overdue(env, library)
    with Store.reading(env.paths.progress) as store:
        past = {exam: fetch_past(store, exam) for exam in exams}
    told = [{"exam": exam, **history_json(env, own)} for exam, own in past.items()]
    if json:
        console.show_json(told[0] if len(told) == 1 else {"exams": told})
        return
    screen = Screen(lang)
    for exam, own in past.items():
        if len(past) > 1:
            title = library.syllabuses[exam].title
            screen.label(title.ja, title.en)
        _show_history(env, exam, own, library, screen)


def _show_history(env: Env, exam: Exam, past: tuple[Past, ...], library: Library, screen: Screen) -> None:
    from examprep.cli.result import show_history  # noqa: PLC0415 - not on the way to --help

    if past:
        show_history(env, past, library, screen)
        return
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
