"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from examprep import __version__
from examprep.cli import bank, config, drill, grade, look, path, plan, progress, quiz

app = typer.Typer(
    name="examprep",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Study for E資格 and G検定 in the terminal. Begin with: examprep quiz",
)
app.command("quiz")(quiz.quiz)
app.command("cards")(quiz.cards)
app.command("plan")(plan.plan)
app.command("stats")(look.stats)
app.command("search")(look.search)
app.command("show")(look.show_concept)
app.command("grade")(grade.grade)
app.add_typer(drill.app, name="drill")
app.add_typer(path.app, name="path")
app.add_typer(bank.app, name="bank")
app.add_typer(progress.app, name="data")
app.add_typer(config.app, name="config")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"examprep {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Hold the options of the program itself."""
