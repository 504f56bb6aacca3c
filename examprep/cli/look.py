"""`examprep search` and `show`: look at content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.aside import KINDS
from examprep.cli.library import library_of
from examprep.cli.options import AsJson, InLang
from examprep.core.aside import Mark, in_force
from examprep.core.item import Item, ItemId, Lang, Text, kind_of
from examprep.core.library import Library, is_card, items_of
from examprep.core.text import clean
from examprep.env import Env, read_env
from examprep.errors import ExitCode, unknown

if TYPE_CHECKING:
    from examprep.cli.screen import Screen
    from examprep.core.bank import Concept


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="Words that must all occur.")],
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Find concepts by words in titles, notes and questions, in either language.

    Exit code 1 if there is none.

    Example: examprep search 勾配 消失
    """
    from examprep.core.find import find_concepts  # noqa: PLC0415

    hits = find_concepts(_library(read_env()), " ".join(words))
    if json:
        found = [
            {"concept": hit.concept.id, "title": hit.concept.title, "items": [i.id for i in hit.items]}
            for hit in hits
        ]
        console.show_json({"hits": found})
    else:
        screen = _screen(lang)
        for hit in hits:
            screen.entry(hit.concept.id, hit.concept.title)
        if not hits:
            screen.say("見つからない。", "Nothing found.")
    raise typer.Exit(ExitCode.DONE if hits else ExitCode.NO)


def show_concept(
    concept: Annotated[str, typer.Argument(metavar="CONCEPT", help="A concept's id, such as softmax.")],
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Show a concept: what one must know, what it rests on, its questions.

    Example: examprep show softmax --lang en
    """
    library = _library(read_env())
    found = next((c for c in library.concepts.values() if c.id == concept), None)
    if found is None:
        look = ("探すには: examprep search 語", "Look for one with: examprep search WORD")
        raise unknown("概念", "concept", concept, library.concepts, look=look)
    marks = _marks(read_env())
    if json:
        console.show_json(_concept_json(found, marks))
    else:
        _show_concept(found, library, marks, _screen(lang))


Marks = dict[ItemId, tuple[Mark, ...]]


def _marks(env: Env) -> Marks:
    """Return the marks in force, item by item."""
    from examprep.store.store import Store  # noqa: PLC0415 - not on the way to --help

    with Store.reading(env.paths.progress) as store:
        made = in_force(store.fetch_marks(), env.now().day)
    return {item: tuple(mark for mark in made if mark.item == item) for item in {mark.item for mark in made}}


def _concept_json(concept: Concept, marks: Marks) -> dict[str, object]:
    fields = ("id", "title", "note", "syllabus", "requires", "sources")
    items = [
        {
            "id": item.id,
            "kind": kind_of(item),
            "level": item.level,
            "ask": item.ask,
            "marks": [{"kind": mark.kind, "note": mark.note} for mark in marks.get(item.id, ())],
        }
        for item in items_of(concept)
    ]
    return {**{name: getattr(concept, name) for name in fields}, "items": items}


def _show_concept(concept: Concept, library: Library, marks: Marks, screen: Screen) -> None:
    screen.text(concept.title, "bold")
    screen.text(concept.note)
    screen.label("出典", "Sources")
    for source in concept.sources:
        screen.text(Text(f"- {source}", f"- {source}"))
    topics = [library.topics[topic] for topic in concept.syllabus if topic in library.topics]
    if topics:
        screen.label("シラバス", "Syllabus")
    for topic in topics:
        screen.entry(topic.id, topic.title)
    if concept.requires:
        screen.label("前提", "Rests on")
        for required in concept.requires:
            if required in library.concepts:
                screen.entry(required, library.concepts[required].title)
    cards, items = ([one for one in items_of(concept) if is_card(one) is kind] for kind in (True, False))
    screen.label(f"問題（{len(items)}）", f"Questions ({len(items)})")
    for item in items:
        _show_item(item, marks, screen)
    if cards:
        screen.label("カード", "Card")
    for card in cards:
        _show_item(card, marks, screen)


def _show_item(item: Item, marks: Marks, screen: Screen) -> None:
    screen.entry(item.id, _asked(item))
    for mark in marks.get(item.id, ()):
        ja, en = KINDS[mark.kind]
        note = f": {clean(mark.note)}" if mark.note else ""
        screen.say(f"    [{ja}]{note}", f"    [{en}]{note}")


def _asked(item: Item) -> Text:
    """Return what an item asks, as a line of text."""
    from examprep.core.draw import draw_question  # noqa: PLC0415
    from examprep.core.markup import plain  # noqa: PLC0415

    ask = draw_question(item, seed=1).item.ask
    return Text(plain(ask.ja), plain(ask.en))


def _screen(lang: Lang) -> Screen:
    from examprep.cli.screen import Screen  # noqa: PLC0415

    return Screen(lang)


def _library(env: Env) -> Library:

    return library_of(env)
