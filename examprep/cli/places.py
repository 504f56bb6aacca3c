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
from examprep.words import in_japanese

if TYPE_CHECKING:
    from collections.abc import Iterable

    from examprep.cli.screen import Screen
    from examprep.core.bank import Bank
    from examprep.core.problem import ProblemId
    from examprep.loader.shelf import Shelf


def add_path(
    place: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of banks, or one bank.")],
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Study from the banks and problems of a folder, too; it is kept in the settings.

    Banks are looked for in DIR/banks, else everywhere below DIR; hidden folders are passed over. One that
    cannot be used is left out and told, and keeps nobody from studying. Problems, each a folder with
    problem.yaml, are looked for in DIR/problems, else in DIR; a shipped one's id is never another's.

    Example: examprep bank add-path ~/mybank
    """
    from examprep.shelf import add_place, problems_of  # noqa: PLC0415 - not on the way to --help

    before = read_env()
    path = add_place(before, place)
    env = read_env()
    if json:
        console.show_json(_json_of(env))
        return
    screen = _screen(lang)
    name = clean(str(path))
    if str(path) in before.settings.banks:
        screen.say(f"すでに追加してある: {name}", f"Added already: {name}")
    else:
        screen.say(f"追加した: {name}", f"Added: {name}")
    shelf = _show(env, screen)
    first_bank = next((f"quiz --bank {bank.id}" for bank in _at(shelf, path) if any(bank.items())), None)
    first_drill = next((f"drill start {id}" for id in problems_of(env, path)[0]), None)
    commands = [command for command in (first_bank, first_drill) if command is not None]
    if commands:
        screen.say("\n次に:", "\nNext:")
    for command in commands:
        console.show_line(f"  examprep {command}")


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
    from examprep.loader.paths import problem_ids  # noqa: PLC0415
    from examprep.shelf import open_shelf, places_of  # noqa: PLC0415

    shelf = open_shelf(env)
    shipped = _counts(shelf.shipped) | {"problems": len(problem_ids(env.paths.problems))}
    rows: list[tuple[str, str, dict[str, int], list[ProblemId]]]
    rows = [("examprep", str(env.paths.content.parent), shipped, [])]
    for place in places_of(env):
        counts, clashing = _place_counts(env, shelf, place.path)
        rows.append((place.origin.value, place.name, counts, clashing))
    for origin, name, counts, _ in rows:
        banks, concepts, items, problems = counts.values()
        ja = f"{origin}: 問題集 {banks}、概念 {concepts}、問題 {items}、演習 {problems}"
        en = f"{origin}: banks {banks}, concepts {concepts}, items {items}, drills {problems}"
        screen.entry(name, Text(clean(ja), clean(en)))
    clashes = [id for *_, clashing in rows for id in clashing]
    if shelf.left_out or clashes:
        screen.label("使えないもの", "Left out")
    for left in shelf.left_out:
        screen.say(f"- {clean(in_japanese(str(left)))}", f"- {clean(str(left))}")
    for id in clashes:
        screen.say(
            f"- 演習 {clean(id)}: この id の演習がほかにある。フォルダと problem.yaml の id を変える",
            f"- drill {clean(id)}: another has this id; change it, in the folder's name and in problem.yaml",
        )
    _show_drafts(shelf, screen)
    return shelf


def _show_drafts(shelf: Shelf, screen: Screen) -> None:
    """Name what is still being written, by the files it stands in."""
    if shelf.drafts:
        screen.label(
            "書きかけ（… が残っているので出題しない）", "Being written: asked of nobody while … stands in it"
        )
    for file, drafts in shelf.drafts.items():
        line = clean(f"- {file}: {', '.join(drafts)}")
        screen.say(line, line)


def _place_counts(env: Env, shelf: Shelf, path: Path | None) -> tuple[dict[str, int], list[ProblemId]]:
    """Count what a place brings; list the problems that cannot be used for their ids."""
    from examprep.shelf import problems_of  # noqa: PLC0415

    used, clashing = ([], []) if path is None else problems_of(env, path)
    return _counts(_at(shelf, path)) | {"problems": len(used)}, clashing


def _json_of(env: Env) -> dict[str, object]:
    from examprep.shelf import open_shelf, places_of  # noqa: PLC0415

    shelf = open_shelf(env)
    rows = [
        {"origin": place.origin.value, "name": place.name, **_place_counts(env, shelf, place.path)[0],
         "path": None if place.path is None else str(place.path),
         "bank_ids": [bank.id for bank in _at(shelf, place.path)]}
        for place in places_of(env)
    ]  # fmt: skip
    return {"shipped": str(env.paths.content / "banks"), "places": rows, "left_out": shelf.left_out,
            "drafts": {str(file): drafts for file, drafts in shelf.drafts.items()}}  # fmt: skip


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
