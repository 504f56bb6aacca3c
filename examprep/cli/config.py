"""`examprep config`: what can be set, and what is."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from examprep.cli import console
from examprep.cli.options import AsJson
from examprep.core.item import Lang, Text
from examprep.core.settings import RANGES, Settings
from examprep.env import Env, as_settings, read_env, write_settings
from examprep.errors import UsageError, unknown

app = typer.Typer(help="Settings: what holds, get, set, unset, path. The goal is set by: examprep plan")

SETTABLE = {
    "lang": Text("ja、en、both のどれか", "ja, en or both"),
    "questions": Text("1回の問題数", "questions in a session"),
    "daily": Text(
        "1日の解答の上限（演習は数えない）。0 は上限なし",
        "answers on a day at most, drills not counted; 0 is no limit",
    ),
    "new": Text(
        "1日の新しい問題の上限。目標があれば、その計画が決める",
        "new items on a day at most; with a goal its plan decides",
    ),
    "retention": Text("想起率がここまで下がると復習する", "recall at which an item falls due"),
    "rollover": Text("学習日が始まる時刻（時）", "hour at which the study day begins"),
    "theme": Text(
        "全画面の配色。terminal（端末の色）、dark、light のどれか",
        "colours of full screens: terminal (its own), dark or light",
    ),
}

Name = Annotated[str, typer.Argument(metavar="NAME", help="One of: " + ", ".join(SETTABLE) + ".")]


@app.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    *,
    lang: Annotated[Lang | None, typer.Option("--lang", help="Language of what is shown.")] = None,
    json: AsJson = False,
) -> None:
    """Show every setting, and whether you set it.

    Example: examprep config
    """
    if context.invoked_subcommand is not None:
        return
    env = read_env()
    if json:
        console.show_json({"path": str(env.paths.config), "settings": env.settings})
    else:
        _show(env.settings, lang or env.settings.lang)


def _show(settings: Settings, lang: Lang) -> None:
    from examprep.cli.screen import Screen  # noqa: PLC0415 - not on the way to --help

    screen, plain = Screen(lang), Settings()
    for name, meaning in SETTABLE.items():
        value = getattr(settings, name)
        is_own = value != getattr(plain, name)
        ja, en = ("、変更済み", ", set by you") if is_own else ("", "")
        screen.say(f"{name} = {value}（{meaning.ja}{ja}）", f"{name} = {value}  ({meaning.en}{en})")
    goal, change = settings.goal, "examprep plan --help"
    told = Text("なし", "none")
    if goal is not None:
        from examprep.pages import EXAM_NAMES  # noqa: PLC0415 - not on the way to --help

        name = EXAM_NAMES[goal.exam]
        told = Text(
            f"{name} {goal.date}、1日{goal.minutes}分", f"{name} on {goal.date}, {goal.minutes} minutes a day"
        )
    screen.say(f"目標: {told.ja}（変えるには: {change}）", f"goal: {told.en}  (change it with: {change})")


@app.command("get")
def get(name: Name, json: AsJson = False) -> None:
    """Print what holds for one setting.

    Example: examprep config get retention
    """
    _require_known(name)
    value = getattr(read_env().settings, name)
    if json:
        console.show_json({"name": name, "value": value})
    else:
        console.show_line(str(value))


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
        names = ", ".join(SETTABLE)
        raise unknown("設定", "setting", name, SETTABLE, look=(f"設定: {names}", f"Known: {names}."))


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
        wanted = SETTABLE[name]
        if name in RANGES:
            low, high = RANGES[name]
            wanted = Text(f"{low:g} から {high:g} までの数", f"a number from {low:g} to {high:g}")
        raise UsageError(
            f'{name} cannot be "{value}": it must be {wanted.en}',
            f"{name} を「{value}」にはできない。{wanted.ja}にする。",
        ) from None


def _write(env: Env, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        _require_fit(name, value)
    settings = write_settings(env.paths.config, changes)
    for name in changes:
        console.show_line(f"{name} = {getattr(settings, name)}")
