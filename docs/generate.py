"""Writes docs/commands.md from the program itself: every command, its options, its help in both languages.

Run with: make docs. A test holds the page to what the program says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from examprep.cli.app import app
from examprep.cli.japanese import help_in_japanese
from examprep.durable import write_whole
from examprep.words import in_japanese

PAGE = Path(__file__).resolve().parent / "commands.md"
EVERYWHERE = {"Language of what is shown.": "[--lang LANG]", "Print JSON.": "[--json]"}
"""What is said once, at the head of the page, and shown where it can be given."""
HEAD = """\
# コマンド / Commands

`examprep COMMAND --help` が端末に示すものを1枚にまとめた。使い方の順に読むなら
[学習者の手引き](learner.md)と[講師の手引き](instructor.md)。

*All that `examprep COMMAND --help` says, on one page. To read in the order of use:
[learner's guide](learner.en.md), [instructor's guide](instructor.en.md).*

Written by `make docs` from the program itself.

- `--lang ja|en|both`: 表示の言語。設定、なければ日本語。
  *The language of what is shown; as configured, else Japanese.*
- `--json`: 同じ内容をプログラム向けに。`"schema"` の番号が付く。
  *The same for programs, with a `"schema"` number.*
- `-h`, `--help`: どのコマンドでも使える。設定の言語で示す。
  *Works on every command, in the configured language.*

終了コード: 0 済んだ、1 答えは「いいえ」、2 使い方、3 内容か設定、4 記録のファイル、
5 プログラムを動かせない、130 中断、141 パイプの読み手がいなくなった。

*Exit codes: 0 done, 1 the answer is no, 2 usage, 3 content or configuration, 4 progress file, 5 no program
can be run, 130 interrupted, 141 when the reader of a pipe went away.*
"""


def main() -> None:
    """Write the page."""
    write_whole(PAGE, page().encode(), 0o644)


def page() -> str:
    """Return the page."""
    sections = ["\n".join(section(name, command)) for name, command in commands()]
    return HEAD + "\n" + "\n\n".join(sections) + "\n"


def commands() -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    """Yield every command and group by its name, as they stand in the help."""
    top = typer.main.get_command(app)
    assert isinstance(top, TyperGroup)
    for name, command in top.commands.items():
        assert isinstance(command, TyperCommand | TyperGroup)
        yield name, command
        if isinstance(command, TyperGroup):
            for inner, leaf in command.commands.items():
                assert isinstance(leaf, TyperCommand)
                yield f"{name} {inner}", leaf


def section(name: str, command: TyperCommand | TyperGroup) -> Iterator[str]:
    """Yield the lines about one command."""
    yield f"{'##' if ' ' not in name else '###'} examprep {name}\n"
    ja, _ = told(help_in_japanese(name, command.help or ""))
    yield f"{ja}\n"
    text, example = told(command.help or "")
    yield f"{text}\n"
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    if not isinstance(command, TyperGroup):
        yield f"    {' '.join(('examprep', name, *map(place_of, arguments), *everywhere(command)))}\n"
    rows = [*map(row, arguments), *(row(param) for param in command.params if is_own(param))]
    if rows:
        yield "| | | |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    if example:
        yield f"Example: `{example}`"


def told(help: str) -> tuple[str, str]:
    """Return the help of a command, and its example."""
    text, *example = re.split(r"^(?:Example|例):", help, maxsplit=1, flags=re.MULTILINE)
    return text.strip(), " ".join("".join(example).split())


def place_of(argument: Any) -> str:
    """Return an argument as usage shows it."""
    shown = str(argument.metavar or argument.name.upper())
    return shown if argument.required or shown.startswith("[") else f"[{shown}]"


def everywhere(command: TyperCommand) -> Iterator[str]:
    """Yield those options of a command that are said once, at the head of the page."""
    helps = {getattr(param, "help", None) for param in command.params}
    for help, shown in EVERYWHERE.items():
        if help in helps:
            yield shown


def is_own(param: Any) -> bool:
    """Tell whether a parameter is an option that is not said at the head of the page."""
    return param.param_type_name == "option" and param.help not in EVERYWHERE and not param.hidden


def row(param: Any) -> str:
    """Return one row of a command's table, in both languages."""
    if param.param_type_name == "argument":
        named = f"`{place_of(param)}`"
    else:
        named = ", ".join(
            f"`{name}`" for name in sorted((*param.opts, *param.secondary_opts), key=len)
        ) + value_of(param)
    help, (en, ja) = param.help or "", default_of(param)
    return f"| {named} | {in_japanese(help)}{ja} | {help}{en} |".replace("e|g", "e\\|g")


def value_of(option: Any) -> str:
    """Return what an option takes: a range, some words, or something by its name."""
    if option.is_flag:
        return ""
    choices = getattr(option.type, "choices", None)
    if choices:
        return " " + " / ".join(f"`{choice}`" for choice in choices)
    low, high = getattr(option.type, "min", None), getattr(option.type, "max", None)
    if low is not None or high is not None:
        return f" N ({low:g} or more)" if high is None or high > 10**9 else f" N ({low:g} to {high:g})"
    return f" {option.metavar or ('N' if option.type.name == 'integer' else option.type.name.upper())}"


def default_of(param: Any) -> tuple[str, str]:
    """Return what holds where an option is not given, if it is a plain value, or that it must be given."""
    if param.required and param.param_type_name == "option":
        return " Required.", "必須。"
    if isinstance(param.show_default, str):
        return f" Default: {param.show_default}.", f"既定: {in_japanese(param.show_default)}。"
    value = param.default.value if isinstance(param.default, Enum) else param.default
    if value is None or isinstance(value, bool) or callable(value) or value == ():
        return "", ""
    return f" Default: {value}.", f"既定: {value}。"


if __name__ == "__main__":
    main()
