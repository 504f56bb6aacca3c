"""`examprep config`: what can be set, and what is."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from examprep.cli import console
from examprep.cli.options import AsJson
from examprep.core.settings import RANGES, Settings
from examprep.env import Env, as_settings, read_env, write_settings
from examprep.errors import UsageError, near_miss

app = typer.Typer(help="Settings: what holds, set, unset, path. The goal is set by: examprep plan")

SETTABLE = {
    "lang": "ja, en or both",
    "questions": "questions in a session",
    "daily": "answers on a day at most; 0 is no limit",
    "new": "new items on a day at most; with a goal its plan decides",
    "retention": "recall at which an item falls due",
    "rollover": "hour at which the study day begins",
}

Name = Annotated[str, typer.Argument(metavar="NAME", help="One of: " + ", ".join(SETTABLE) + ".")]


@app.callback(invoke_without_command=True)
def show(context: typer.Context, json: AsJson = False) -> None:
    """Show every setting, and whether you set it.

    Example: examprep config
    """
    if context.invoked_subcommand is not None:
        return
    env = read_env()
    settings, plain = env.settings, Settings()
    if json:
        console.show_json({"path": str(env.paths.config), "settings": settings})
        return
    for name, meaning in SETTABLE.items():
        value = getattr(settings, name)
        remark = "" if value == getattr(plain, name) else ", set by you"
        console.show_line(f"{name} = {value}  ({meaning}{remark})")
    goal = settings.goal
    told = f"{goal.exam} on {goal.date}, {goal.minutes} minutes a day" if goal else "none"
    console.show_line(f"goal: {told}  (change it with: examprep plan --help)")


@app.command("set")
def set_value(
    name: Name, value: Annotated[str, typer.Argument(metavar="VALUE", help="What it shall be.")]
) -> None:
    """Set one thing; the rest of the file stays as it is.

    Example: examprep config set retention 0.85
    """
    _require_known(name)
    _write(read_env(), {name: _typed(value)})


@app.command("unset")
def unset(name: Name) -> None:
    """Let the default hold again.

    Example: examprep config unset retention
    """
    _require_known(name)
    _write(read_env(), {name: None})


@app.command("path")
def path() -> None:
    """Print where the settings are kept.

    Example: $EDITOR "$(examprep config path)"
    """
    console.show_path(read_env().paths.config)


def _require_known(name: str) -> None:
    if name not in SETTABLE:
        raise UsageError(f'no setting "{name}".{near_miss(name, SETTABLE)} Known: {", ".join(SETTABLE)}.')


def _typed(value: str) -> Any:
    """Return a number where one is written, else the text; the settings' types decide whether it fits."""
    for convert in (int, float):
        try:
            return convert(value)
        except ValueError:
            continue
    return value


def _require_fit(name: str, value: Any) -> None:
    """Refuse what a setting cannot be, before the file is looked at."""
    try:
        as_settings({} if value is None else {name: value})
    except ValueError:
        low, high = RANGES.get(name, ("", ""))
        wanted = f"a number from {low:g} to {high:g}" if name in RANGES else SETTABLE[name]
        raise UsageError(f'{name} cannot be "{value}": it must be {wanted}') from None


def _write(env: Env, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        _require_fit(name, value)
    settings = write_settings(env.paths.config, changes)
    for name in changes:
        console.show_line(f"{name} = {getattr(settings, name)}")
