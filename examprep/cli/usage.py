"""Runs the commands; what typer says of a line it cannot take is said in our words, in both languages."""

from __future__ import annotations

import ast
import contextlib
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import typer
from typer._click.exceptions import (  # they have no public names; typer is pinned
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
)
from typer.core import TyperCommand, TyperGroup

from examprep.errors import ExamprepError, ExitCode, UsageError, near_miss, near_miss_ja, unknown

if TYPE_CHECKING:
    Command = TyperCommand | TyperGroup

PROGRAM = "examprep"
_NO_COMMAND = re.compile(r"No such command ('.*?'|\".*?\")\.", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)
_VALUE = re.compile(r"('.*?'|\".*?\"|\S+) is not ", re.DOTALL)


def run(app: typer.Typer, arguments: Sequence[str]) -> None:
    """Run the command line and end with its code; raises `UsageError` for a line that makes no sense."""
    top = typer.main.get_command(app)
    if asks_help(arguments) and not wants_english(arguments):
        from examprep.cli.japanese import put_in_japanese  # noqa: PLC0415 - only for help

        put_in_japanese(top)
    try:
        code = top.main(prog_name=PROGRAM, standalone_mode=False)
    except NoArgsIsHelpError:  # its help is shown
        sys.exit(ExitCode.USAGE)
    except typer.Abort:  # the input ended where something was asked
        sys.exit(ExitCode.NO)
    except typer.TyperException as error:
        raise usage_error(error, top, arguments) from error
    sys.exit(code if isinstance(code, int) else ExitCode.DONE)


def asks_help(arguments: Sequence[str]) -> bool:
    """Tell whether help may be shown: it is asked for, or a group stands alone."""
    return len(arguments) <= 1 or not {"-h", "--help"}.isdisjoint(arguments)


def wants_english(arguments: Sequence[str]) -> bool:
    """Tell whether English is named on the command line, or else set."""
    from examprep.core.item import Lang  # noqa: PLC0415 - only where something is said here
    from examprep.env import read_env, read_lang  # noqa: PLC0415

    named = [value for option, value in pairwise(arguments) if option == "--lang"]
    named += [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    if named and named[-1] in set(Lang):
        return named[-1] == Lang.EN
    with contextlib.suppress(ExamprepError):
        return read_lang(read_env().paths.config) is Lang.EN
    return False


def usage_error(error: typer.TyperException, top: Any, arguments: Sequence[str]) -> UsageError:
    """Return what typer says of a command line as an error of ours, in both languages."""
    command, told = _command_of(top, arguments, getattr(error, "ctx", None)), error.message
    look = f"使い方: {command[0]} --help", f"See: {command[0]} --help"
    if found := _NO_COMMAND.match(told):
        return _no_command(str(ast.literal_eval(found[1])), *command, top)
    match error:
        case NoSuchOption():
            options = [name for param in command[1].params for name in (*param.opts, *param.secondary_opts)]
            known = [name for name in options if name.startswith("--")]
            return unknown("オプション", "option", error.option_name, known, look=look)
        case BadOptionUsage():
            en, ja = _bad_use(error)
        case MissingParameter():
            en, ja = _missing(error.param, command[0])
        case BadParameter():
            en, ja = _bad_value(error)
        case _ if found := _EXTRA.fullmatch(told):
            en, ja = f'"{found[1]}" is too much here.', f"「{found[1]}」は余分である。"
        case _:
            en = ja = told
    return UsageError(f"{en} {look[1]}", f"{ja}{look[0]}")


def _command_of(top: Any, arguments: Sequence[str], context: Any) -> tuple[str, Command]:
    """Return the command that a line is for, with its name, as far as the line can be followed."""
    if context is not None:
        return context.command_path, context.command
    name, command = PROGRAM, top
    for word in arguments:
        if not isinstance(command, TyperGroup) or word not in command.commands:
            break
        name, command = f"{name} {word}", command.commands[word]
    return name, command


def _no_command(word: str, name: str, group: Command, top: TyperGroup) -> UsageError:
    """Name the closest command of a group, or that very one in another group."""
    known = set(group.commands) if isinstance(group, TyperGroup) else set()
    others = [
        f"{PROGRAM} {other.name} {word}"
        for other in top.commands.values()
        if isinstance(other, TyperGroup) and word in other.commands
    ]
    look = f"一覧: {name} --help", f"See all with: {name} --help"
    if not near_miss(word, known) and others:
        en, ja = f' Did you mean "{others[0]}"?', f"「{others[0]}」のことか。"
        return UsageError(
            f'no command "{word}".{en} {look[1]}', f"「{word}」というコマンドはない。{ja}{look[0]}"
        )
    return unknown("コマンド", "command", word, known, look=look)


def _missing(param: Any, name: str) -> tuple[str, str]:
    from examprep.words import in_japanese  # noqa: PLC0415 - only where something is wrong

    help = param.help.rstrip(".")
    choices = "|".join(_choices(param))
    takes = choices or param.metavar or param.type.name.upper()
    shown = f"{_name(param)} {takes}" if param.param_type_name == "option" else _name(param)
    ja = in_japanese(param.help).rstrip("。")
    name = name.removeprefix(f"{PROGRAM} ")
    return f"{name} needs {shown} ({help}).", f"{name} には {shown} が要る（{ja}）。"


def _bad_use(error: BadOptionUsage) -> tuple[str, str]:
    option = error.option_name
    if "does not take a value" in error.message:
        return f"{option} takes no value.", f"{option} は値をとらない。"
    return f"{option} needs a value behind it.", f"{option} の後に値が要る。"


def _bad_value(error: BadParameter) -> tuple[str, str]:
    """Say what a value should be, and the closest of those there are."""
    param: Any = error.param
    found = _VALUE.match(error.message)
    if param is None or found is None:
        return (error.message,) * 2
    word, name, choices = found[1].strip("'\""), _name(param), _choices(param)
    if choices:
        words = ", ".join(choices)
        en, ja = f"one of {words}", f" {words} のどれか"
    else:
        en, ja = _number(param.type)
    return (
        f'{name} is {en}, not "{word}".{near_miss(word, choices)}',
        f"{name} は{ja}で、「{word}」ではない。{near_miss_ja(word, choices)}",
    )


def _choices(param: Any) -> list[str]:
    return [str(getattr(choice, "value", choice)) for choice in getattr(param.type, "choices", ())]


def _number(kind: Any) -> tuple[str, str]:
    en, ja = ("a number", "数") if "float" in kind.name else ("a whole number", "整数")
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if low is None:
        return en, ja
    if high is None:
        return f"{en} of at least {low}", f" {low} 以上の{ja}"
    return f"{en} from {low} to {high}", f" {low} から {high} の{ja}"


def _name(param: Any) -> str:
    """Return an option as it is typed, an argument as the help names it."""
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name.upper()).strip("[].")
