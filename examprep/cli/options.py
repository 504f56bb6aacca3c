"""Options that many commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from examprep.cli import console
from examprep.core.item import Lang
from examprep.core.problem import ProblemId
from examprep.env import Env, read_env, read_lang
from examprep.errors import ExitCode, UsageError


def preferred_lang() -> Lang:
    """Return the language the learner chose, Japanese if none."""
    return read_env().settings.lang


InLang = Annotated[
    Lang,
    typer.Option(
        "--lang",
        help="Language of what is shown.",
        default_factory=preferred_lang,
        show_default="as configured, else ja",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Problems = Annotated[
    str | None,
    typer.Option("--problems", metavar="A,B", help="Only these problems; all handed in if not given."),
]


def problems_named(problems: str | None) -> tuple[ProblemId, ...]:
    """Return the ids of `--problems`; raises `UsageError` where it names none."""
    if problems is None:
        return ()
    ids = tuple(dict.fromkeys(ProblemId(id.strip()) for id in problems.split(",") if id.strip()))
    if not ids:
        raise UsageError("--problems names none; write it as: --problems softmax,conv2d")
    return ids


def tell_typewriter(env: Env, lang: Lang) -> None:
    """Say why no screen opens, where a person may wonder."""
    if env.is_typewriter:
        ja = f"この端末（TERM={env.terminal}）には画面を描けない。行で答える（examprep quiz など）。"
        en = f"This terminal (TERM={env.terminal}) cannot be drawn on: answer line by line (examprep quiz)."
        console.remark(console.say(ja, en, lang))


def env_with_screen(context: typer.Context) -> Env:
    """Return the machine where an app can be opened; elsewhere say what commands there are, and end."""
    env = read_env()
    if not env.is_screen:
        typer.echo(context.get_help(), nl=False)
        tell_typewriter(env, read_lang(env.paths.config))
        raise typer.Exit(ExitCode.USAGE)
    return env
