"""`examprep bank add-path`, `remove-path`, `paths`: where banks come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.options import AsJson, InLang
from examprep.core.item import Lang, Text
from examprep.core.text import clean
from examprep.env import Env, read_env

if TYPE_CHECKING:
    from collections.abc import Iterable

    from examprep.cli.screen import Screen
    from examprep.core.bank import Bank
    from examprep.loader.shelf import Shelf


def add_path(
    place: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of banks, or one bank.")],
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Study from the banks of a folder, too; it is kept in the settings.

    Banks are looked for in DIR/banks, else everywhere below DIR; hidden folders are passed over. One that
    cannot be used is left out and told, and keeps nobody from studying.

    Example: examprep bank add-path ~/mybank
    """
    from examprep.shelf import add_place  # noqa: PLC0415 - not on the way to --help

    path = add_place(read_env(), place)
    env = read_env()
    if json:
        console.show_json(_json_of(env))
        return
    screen = _screen(lang)
    screen.say(f"追加した: {clean(str(path))}", f"Added: {clean(str(path))}")
    shelf = _show(env, screen)
    added = next((bank.id for file, bank in shelf.added.items() if file.is_relative_to(path)), None)
    if added is not None:
        screen.say("\n次に:", "\nNext:")
        console.show_line(f"  examprep quiz --bank {added}")


def remove_path(
    place: Annotated[Path, typer.Argument(metavar="DIR", help="A place as `bank paths` shows it.")],
    *,
    lang: InLang,
) -> None:
    """Study from a folder's banks no more; banks and answers stay, and count again if it is added again.

    Example: examprep bank remove-path ~/mybank
    """
    from examprep.shelf import remove_place  # noqa: PLC0415 - not on the way to --help

    name = clean(remove_place(read_env(), place))
    screen = _screen(lang)
    screen.say(
        f"外した: {name}。解答の記録は残り、また追加すれば続きから数える。",
        f"Removed: {name}. What you answered stays, and counts again if you add it again.",
    )


def paths(*, lang: InLang, json: AsJson = False) -> None:
    """List where banks come from, what each place holds, and which banks cannot be used.

    Besides the shipped ones: `bank add-path`, the variable EXAMPREP_BANKS (folders, separated as in PATH),
    and installed packages with an entry point of the group `examprep.banks`.

    Example: examprep bank paths
    """
    env = read_env()
    if json:
        console.show_json(_json_of(env))
    else:
        _show(env, _screen(lang))


def _show(env: Env, screen: Screen) -> Shelf:
    from examprep.shelf import open_shelf, places_of  # noqa: PLC0415

    shelf = open_shelf(env)
    for origin, name, banks in (
        ("examprep", str(env.paths.content / "banks"), shelf.shipped),
        *((place.origin.value, place.name, _at(shelf, place.path)) for place in places_of(env)),
    ):
        counts = _counts(banks)
        ja = f"{origin}: 問題集 {counts['banks']}、概念 {counts['concepts']}、問題 {counts['items']}"
        en = f"{origin}: banks {counts['banks']}, concepts {counts['concepts']}, items {counts['items']}"
        screen.entry(name, Text(clean(ja), clean(en)))
    if shelf.left_out:
        screen.label("使えない問題集", "Left out")
    for left in shelf.left_out:
        screen.say(f"- {clean(str(left))}", f"- {clean(str(left))}")
    return shelf


def _json_of(env: Env) -> dict[str, object]:
    from examprep.shelf import open_shelf, places_of  # noqa: PLC0415

    shelf = open_shelf(env)
    rows = [
        {"origin": place.origin.value, "name": place.name, **_counts(_at(shelf, place.path)),
         "path": None if place.path is None else str(place.path),
         "bank_ids": [bank.id for bank in _at(shelf, place.path)]}
        for place in places_of(env)
    ]  # fmt: skip
    return {"shipped": str(env.paths.content / "banks"), "places": rows, "left_out": shelf.left_out}


def _at(shelf: Shelf, path: Path | None) -> list[Bank]:
    """Return the banks in use that stand at a place."""
    from examprep.loader.paths import resolved  # noqa: PLC0415

    if path is None:
        return []
    root = resolved(path)
    return [bank for file, bank in shelf.added.items() if file.is_relative_to(root)]


def _counts(banks: Iterable[Bank]) -> dict[str, int]:
    banks = list(banks)
    return {
        "banks": len(banks),
        "concepts": sum(len(bank.concepts) for bank in banks),
        "items": sum(1 for bank in banks for _ in bank.items()),
    }


def _screen(lang: Lang) -> Screen:
    from examprep.cli.screen import Screen  # noqa: PLC0415

    return Screen(lang)
