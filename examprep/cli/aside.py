"""`examprep edit`, `flag`, `suspend`, `bury`, `unmark` and `marks`: items a learner doubts or sets aside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.options import AsJson, InLang
from examprep.core.aside import Aside, Mark, in_force
from examprep.core.day import date_of
from examprep.core.item import Item, ItemId, Text
from examprep.core.text import clean
from examprep.env import Env, read_env
from examprep.errors import ExitCode, UsageError, near_miss

if TYPE_CHECKING:
    from examprep.core.library import Library
    from examprep.store.store import Store

Named = Annotated[
    str,
    typer.Argument(
        metavar="ITEM", help="An item's id, such as softmax/temperature; list with: examprep show"
    ),
]
KINDS = {
    Aside.SUSPENDED: ("出題しない", "suspended"),
    Aside.BURIED: ("今日は出題しない", "buried for the day"),
    Aside.FLAGGED: ("疑わしい", "flagged"),
}


def edit(item: Named) -> None:
    """Open an item in your editor, at its line of the bank file.

    The editor is $VISUAL, else $EDITOR.

    Example: examprep edit softmax/temperature
    """
    from examprep.loader.locate import locate_item  # noqa: PLC0415 - not on the way to --help

    env = read_env()
    place = locate_item(env.paths.content / "banks", item)
    if place is None:
        raise _unknown(item, _library(env).items)
    env.edit(place.path, place.line)
    console.remark(f"check it with: examprep bank check {place.path}")


def flag(
    item: Named,
    note: Annotated[list[str] | None, typer.Argument(metavar="[NOTE]", help="What is doubtful.")] = None,
) -> None:
    """Mark an item as doubtful, with a note; it is asked on. In a quiz: `f`.

    Example: examprep flag softmax/temperature "the second option is right too"
    """
    _mark(item, Aside.FLAGGED, " ".join(note or []))


def suspend(item: Named) -> None:
    """Ask an item no more, until you unmark it. In a quiz: `s`.

    Example: examprep suspend softmax/temperature
    """
    _mark(item, Aside.SUSPENDED)


def bury(item: Named) -> None:
    """Do not ask an item again today. In a quiz: `b`.

    Example: examprep bury softmax/temperature
    """
    _mark(item, Aside.BURIED)


def unmark(
    item: Named,
    kind: Annotated[Aside | None, typer.Option("--kind", help="Only this mark; all if not said.")] = None,
) -> None:
    """Take marks back. Exit code 1 if there was none.

    Example: examprep unmark softmax/temperature
    """
    env = read_env()
    with _store(env) as store:
        marked = {mark.item for mark in store.fetch_marks()}
        if item not in marked:
            _require_known(item, _library(env), marked)
        kinds = Aside if kind is None else (kind,)
        dropped = [each for each in kinds if store.drop_mark(ItemId(item), each)]
    for each in dropped:
        console.show_line(f"{item}: no longer {KINDS[each][1]}")
    if not dropped:
        console.show_line(f"{item}: not marked")
        raise typer.Exit(ExitCode.NO)


def marks(*, lang: InLang, json: AsJson = False) -> None:
    """List the items you flagged, suspended, or buried today.

    Example: examprep marks --json
    """
    from examprep.store.store import Store  # noqa: PLC0415 - not on the way to --help

    env = read_env()
    with Store.reading(env.paths.progress) as store:
        found = in_force(store.fetch_marks(), env.now().day)
    if json:
        console.show_json({"marks": [_as_json(mark) for mark in found]})
        return
    from examprep.cli.screen import Screen  # noqa: PLC0415

    screen, items = Screen(lang), _library(env).items
    for mark in found:
        screen.entry(mark.item, _asked(items.get(mark.item)))
        ja, en = KINDS[mark.kind]
        date = date_of(mark.day)
        note = f": {clean(mark.note)}" if mark.note else ""
        screen.say(f"    {ja}（{date}）{note}", f"    {en} on {date}{note}")
    if not found:
        screen.say("印を付けた問題はない。", "Nothing is marked.")


def _mark(item: str, kind: Aside, note: str = "") -> None:
    from examprep.study import mark_item  # noqa: PLC0415 - not on the way to --help

    env = read_env()
    _require_known(item, _library(env), ())
    with _store(env) as store:
        made = mark_item(env, store, ItemId(item), kind, note)
    told = f": {made.note}" if made.note else ""
    console.show_line(f"{item}: {KINDS[kind][1]}{told}")


def _require_known(item: str, library: Library, marked: set[ItemId] | tuple[()]) -> None:
    if item not in library.items:
        raise _unknown(item, (*marked, *library.items))


def _unknown(item: str, known: Iterable[str]) -> UsageError:
    known = tuple(known)
    if item in {id.partition("/")[0] for id in known}:
        own = ", ".join(id for id in known if id.startswith(f"{item}/"))
        return UsageError(f'"{item}" is a concept; its items are: {own}')
    return UsageError(
        f'no item "{item}".{near_miss(item, known)} See a concept\'s with: examprep show CONCEPT'
    )


def _asked(item: Item | None) -> Text:
    """Return what an item asks, as a line of text."""
    if item is None:
        return Text("（いまの問題集にない）", "(no longer in the banks)")
    from examprep.core.draw import draw_question  # noqa: PLC0415
    from examprep.core.markup import plain  # noqa: PLC0415

    ask = draw_question(item, seed=1).item.ask
    return Text(plain(ask.ja), plain(ask.en))


def _as_json(mark: Mark) -> dict[str, object]:
    return {
        "item": mark.item,
        "kind": mark.kind,
        "date": date_of(mark.day).isoformat(),
        "at": mark.at,
        "note": mark.note,
    }


def _library(env: Env) -> Library:
    from examprep.loader.cache import load_library  # noqa: PLC0415

    return load_library(env.paths.content, env.paths.cache)


def _store(env: Env) -> Store:
    from examprep.store.store import Store  # noqa: PLC0415

    return Store.open(env.paths.progress, entropy=env.entropy(), backups=env.paths.backups)
