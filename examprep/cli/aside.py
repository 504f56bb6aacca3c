"""`examprep edit`, `flag`, `suspend`, `bury`, `unmark` and `marks`: items a learner doubts or sets aside."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.library import library_of
from examprep.cli.options import AsJson, InLang
from examprep.core.aside import Aside, Mark, in_force
from examprep.core.day import date_of
from examprep.core.item import Item, ItemId, Lang, Text
from examprep.core.text import clean
from examprep.env import Env, read_env
from examprep.errors import ExitCode, UsageError, unknown

if TYPE_CHECKING:
    from examprep.core.library import Library
    from examprep.store.store import Store

Named = Annotated[
    str,
    typer.Argument(
        metavar="ITEM", help="An item's id, such as softmax/temperature; list with: examprep show CONCEPT"
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
    from examprep.shelf import edit_item  # noqa: PLC0415 - not on the way to --help

    env = read_env()
    path = edit_item(env, item)
    if path is None:
        raise _unknown(item, _library(env).items)
    check = f"examprep bank check {shlex.quote(str(path))}"
    console.remark(console.say(f"確かめる: {check}", f"check it with: {check}", env.settings.lang))


def flag(
    item: Named,
    note: Annotated[list[str] | None, typer.Argument(metavar="[NOTE]", help="What is doubtful.")] = None,
    *,
    lang: InLang,
) -> None:
    """Mark an item as doubtful, with a note; it is asked on. In a quiz: `f`.

    Example: examprep flag softmax/temperature "the second option is right too"
    """
    _mark(item, Aside.FLAGGED, lang, " ".join(note or []))


def suspend(item: Named, *, lang: InLang) -> None:
    """Ask an item no more, until you unmark it. In a quiz: `s`.

    Example: examprep suspend softmax/temperature
    """
    _mark(item, Aside.SUSPENDED, lang)


def bury(item: Named, *, lang: InLang) -> None:
    """Do not ask an item again today. In a quiz: `b`.

    Example: examprep bury softmax/temperature
    """
    _mark(item, Aside.BURIED, lang)


def unmark(
    item: Named,
    kind: Annotated[Aside | None, typer.Option("--kind", help="Only this mark; all if not said.")] = None,
    *,
    lang: InLang,
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
        ja, en = KINDS[each]
        console.show_line(console.say(f"{item}: 「{ja}」を外した", f"{item}: no longer {en}", lang))
    if not dropped:
        console.show_line(console.say(f"{item}: 印は付いていない", f"{item}: not marked", lang))
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


def _mark(item: str, kind: Aside, lang: Lang, note: str = "") -> None:
    from examprep.study import mark_item  # noqa: PLC0415 - not on the way to --help

    env = read_env()
    _require_known(item, _library(env), ())
    with _store(env) as store:
        made = mark_item(env, store, ItemId(item), kind, note)
    told = f": {made.note}" if made.note else ""
    console.show_line(f"{item}: {console.say(*KINDS[kind], lang)}{told}")


def _require_known(item: str, library: Library, marked: set[ItemId] | tuple[()]) -> None:
    if item not in library.items:
        raise _unknown(item, (*marked, *library.items))


def _unknown(item: str, known: Iterable[str]) -> UsageError:
    known = tuple(known)
    if item in {id.partition("/")[0] for id in known}:
        own = ", ".join(id for id in known if id.startswith(f"{item}/"))
        return UsageError(
            f'"{item}" is a concept; its items are: {own}', f"「{item}」は概念である。その問題: {own}"
        )
    look = ("概念の問題を見る: examprep show 概念", "See a concept's with: examprep show CONCEPT")
    return unknown("問題", "item", item, known, look=look)


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

    return library_of(env)


def _store(env: Env) -> Store:
    from examprep.store.store import Store  # noqa: PLC0415

    return Store.open(env.paths.progress, entropy=env.entropy(), backups=env.paths.backups)
