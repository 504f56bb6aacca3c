"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from examprep import __version__
from examprep.cli import (
    aside,
    bank,
    classes,
    config,
    drill,
    exam,
    grade,
    look,
    optimize,
    path,
    plan,
    progress,
    quiz,
    readiness,
    report,
    serve,
    stats,
)
from examprep.cli.options import env_with_screen

app = typer.Typer(
    name="examprep",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Study for E資格 and G検定 in the terminal. Begin with: examprep quiz",
)
app.command("quiz")(quiz.quiz)
app.command("cards")(quiz.cards)
app.command("exam")(exam.exam)
app.command("plan")(plan.plan)
app.command("readiness")(readiness.readiness)
app.command("stats")(stats.stats)
app.command("report")(report.report)
app.command("serve")(serve.serve)
app.command("search")(look.search)
app.command("show")(look.show_concept)
app.command("grade")(grade.grade)
app.command("edit")(aside.edit)
app.command("flag")(aside.flag)
app.command("suspend")(aside.suspend)
app.command("bury")(aside.bury)
app.command("unmark")(aside.unmark)
app.command("marks")(aside.marks)
app.command("optimize")(optimize.optimize)
app.add_typer(drill.app, name="drill")
app.add_typer(path.app, name="path")
app.add_typer(bank.app, name="bank")
app.add_typer(classes.app, name="class")
app.add_typer(progress.app, name="data")
app.add_typer(config.app, name="config")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"examprep {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    _asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Open the app where no command is named; without a terminal, say what there is."""
    if context.invoked_subcommand is not None:
        return
    env = env_with_screen(context)
    from examprep.cli.window import open_home  # noqa: PLC0415 - textual

    open_home(env)
