"""`examprep quiz` and `examprep cards`: the daily sessions."""

from __future__ import annotations

from typing import Annotated

import typer

from examprep.cli.options import InLang, tell_typewriter
from examprep.core.item import KINDS, Lang
from examprep.core.library import Filter
from examprep.core.syllabus import Exam
from examprep.env import read_env
from examprep.errors import UsageError, unknown

Count = Annotated[
    int,
    typer.Option(
        "-n",
        "--number",
        min=1,
        max=500,
        help="Questions in the session.",
        default_factory=lambda: read_env().settings.questions,
        show_default="as configured, else 20",
    ),
]
New = Annotated[
    int | None,
    typer.Option(
        "--new",
        min=0,
        max=500,
        help="New items among them, at most.",
        show_default="as the goal's plan has it, else as configured, else 10",
    ),
]
OfExam = Annotated[Exam | None, typer.Option("--exam", help="Only what this exam asks.")]
OfTopic = Annotated[
    str | None, typer.Option("--topic", metavar="ID", help="Only a syllabus topic, such as e.dl-basics.cnn.")
]
OfConcept = Annotated[str | None, typer.Option("--concept", metavar="ID", help="Only one concept.")]
OfKind = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="Only one kind: " + ", ".join(KINDS) + ".")
]
OfPath = Annotated[
    str | None, typer.Option("--path", metavar="ID", help="Only a learning path, its first steps first.")
]
OfBank = Annotated[
    str | None, typer.Option("--bank", metavar="ID", help="Only one bank, such as one that you added.")
]
Seed = Annotated[int | None, typer.Option("--seed", min=0, max=2**62, help="Repeat a session's choices.")]
Plain = Annotated[
    bool, typer.Option("--plain", help="No colours and no pauses: for scripts and screen readers.")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Begin anew instead of resuming.")]


def quiz(
    *,
    number: Count,
    new: New = None,
    exam: OfExam = None,
    topic: OfTopic = None,
    concept: OfConcept = None,
    kind: OfKind = None,
    path: OfPath = None,
    bank: OfBank = None,
    lang: InLang,
    seed: Seed = None,
    plain: Plain = False,
    fresh: Fresh = False,
) -> None:
    """Answer what is due, then new questions; every mistake is explained.

    Each answer is kept before the next question. An unfinished session is resumed on the same day.

    Example: examprep quiz -n 10 --exam e --lang both
    """
    if kind is not None and kind not in KINDS:
        names = ", ".join(KINDS)
        raise unknown("種類", "kind", kind, KINDS, look=(f"種類: {names}", f"Known: {names}."))
    wanted = Filter(exam=exam, topic=topic, concept=concept, kind=kind, path=path, bank=bank)
    _run("quiz", wanted, number, new, seed, lang, fresh=fresh, plain=plain)


def cards(
    *,
    number: Count,
    new: New = None,
    exam: OfExam = None,
    topic: OfTopic = None,
    concept: OfConcept = None,
    kind: OfKind = None,
    path: OfPath = None,
    bank: OfBank = None,
    lang: InLang,
    seed: Seed = None,
    plain: Plain = False,
    fresh: Fresh = False,
) -> None:
    """Turn cards: a concept's name, then what one must know; rate yourself 1 to 4.

    Every concept has a card. Questions of the kind recall, which one rates likewise, come among them.

    Example: examprep cards --topic e.dl-basics.cnn
    """
    if kind not in (None, "recall"):
        raise UsageError(
            f"cards asks for recall only: no {kind}; that is: examprep quiz --kind {kind}",
            f"cards で出るのはカードと想起の問題だけで、{kind} は出ない: examprep quiz --kind {kind}",
        )
    wanted = Filter(exam=exam, topic=topic, concept=concept, kind=kind, path=path, bank=bank, cards=True)
    _run("cards", wanted, number, new, seed, lang, fresh=fresh, plain=plain)


def _run(
    mode: str,
    wanted: Filter,
    number: int,
    new: int | None,
    seed: int | None,
    lang: Lang,
    *,
    fresh: bool,
    plain: bool,
) -> None:
    from examprep.study import Wish, limits_of  # noqa: PLC0415 - not on the way to --help

    env = read_env()
    wish = Wish(mode, wanted, limits_of(number, new, wanted.concept or wanted.bank), seed, fresh)
    if env.is_screen and not plain:
        from examprep.cli.window import open_quiz  # noqa: PLC0415

        open_quiz(env, wish, lang)
    else:
        from examprep.cli.plain import run_session  # noqa: PLC0415

        if not plain:
            tell_typewriter(env, lang)
        run_session(env, wish, lang, plain=plain)
