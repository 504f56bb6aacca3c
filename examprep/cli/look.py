"""`examprep stats`, `search` and `show`: look at progress and content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.options import InLang
from examprep.core.item import Item, Lang, Text, kind_of
from examprep.core.library import Library, items_of
from examprep.core.syllabus import Exam
from examprep.env import Env, read_env
from examprep.errors import ExitCode, UsageError, near_miss

if TYPE_CHECKING:
    from rich.table import Table

    from examprep.cli.screen import Screen
    from examprep.core.bank import Concept
    from examprep.core.stats import AreaStats, Standing
    from examprep.drill import Drills

NARROW = 60
"""Below this many columns a table leaves out what can be done without."""

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def stats(
    exam: Annotated[Exam | None, typer.Option("--exam", help="Only this exam's areas.")] = None,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Show what is due today, how each area stands, and the streak.

    Example: examprep stats --exam e
    """
    from examprep.core.stats import area_stats, standing  # noqa: PLC0415 - not on the way to --help
    from examprep.drill import asked_by, fetch_progress, sum_up  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    env = read_env()
    library = _library(env)
    today = env.now().day
    with Store.reading(env.paths.progress) as store:
        memories, counts, days = store.fetch_memories(), store.fetch_counts(), store.fetch_days()
        rows = fetch_progress(env, store, library)
    drills = sum_up((row for row in rows if exam is None or asked_by(row.problem, exam)), today)
    whole = standing(library, memories, days, today)
    areas = {
        syllabus: [area_stats(area, library, memories, counts, today) for area in tree.areas]
        for syllabus, tree in library.syllabuses.items()
        if exam in (None, syllabus)
    }
    if json:
        exams = {e: [_area_json(a) for a in t] for e, t in areas.items()}
        console.show_json({**_fields(whole), "drills": _fields(drills), "exams": exams})
    else:
        _show_stats(whole, drills, areas, library, _screen(lang))


def _fields(whole: Standing | Drills) -> dict[str, int]:
    return {name: getattr(whole, name) for name in whole.__struct_fields__}


def _area_json(area: AreaStats) -> dict[str, object]:
    fields = {name: getattr(area, name) for name in area.__struct_fields__ if name != "area"}
    return {"id": area.area.id, "title": area.area.title, **fields}


def _show_stats(
    whole: Standing,
    drills: Drills,
    areas: dict[Exam, list[AreaStats]],
    library: Library,
    screen: Screen,
) -> None:
    screen.say(
        f"今日の復習 {whole.due}（カード {whole.due_cards}）  今日の解答 {whole.answered_today}  "
        f"連続 {whole.streak}日  解答の合計 {whole.answered}",
        f"due today {whole.due} (cards {whole.due_cards})  answered today {whole.answered_today}  "
        f"streak {whole.streak} days  answered in all {whole.answered}",
    )
    screen.say(
        f"演習 {drills.problems}題中 {drills.passed}題合格  復習 {drills.due}",
        f"drills passed {drills.passed} of {drills.problems}  due {drills.due}",
    )
    if not whole.answered:
        screen.say("まだ記録がない。examprep quiz で始める。", "Nothing yet; begin with examprep quiz.")
    for exam, rows in areas.items():
        screen.show(_area_table(library.syllabuses[exam].title, rows, screen.lang, screen.columns))


def _area_table(title: Text, rows: list[AreaStats], lang: Lang, columns: int) -> Table:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from examprep.render import say  # noqa: PLC0415

    table = Table(
        title=say(title.ja, title.en, lang), title_justify="left", box=box.SIMPLE, padding=(0, 1, 0, 0)
    )
    table.add_column(say("領域", "area", lang), min_width=16, overflow="fold")
    wide = columns >= NARROW
    heads = (("項目", "items"), ("既習", "seen"), ("正答率", "right"), ("想起率", "recall"), ("復習", "due"))
    for ja, en in heads if wide else heads[1:3]:
        table.add_column(say(ja, en, lang), justify="right", no_wrap=True)
    for row in rows:
        cells = (
            str(row.items),
            str(row.seen),
            _share(row.accuracy),
            _share(row.retrievability),
            str(row.due),
        )
        table.add_row(say(row.area.title.ja, row.area.title.en, lang), *(cells if wide else cells[1:3]))
    return table


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


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
        message = f'no concept "{concept}".{near_miss(concept, library.concepts)}'
        raise UsageError(f"{message} Look for one with: examprep search WORD")
    if json:
        console.show_json(_concept_json(found))
    else:
        _show_concept(found, library, _screen(lang))


def _concept_json(concept: Concept) -> dict[str, object]:
    fields = ("id", "title", "note", "syllabus", "requires", "sources")
    items = [
        {"id": item.id, "kind": kind_of(item), "level": item.level, "ask": item.ask}
        for item in items_of(concept)
    ]
    return {**{name: getattr(concept, name) for name in fields}, "items": items}


def _show_concept(concept: Concept, library: Library, screen: Screen) -> None:
    screen.text(concept.title, "bold")
    screen.text(concept.note)
    screen.label("出典", "Sources")
    for source in concept.sources:
        screen.text(Text(f"- {source}", f"- {source}"))
    screen.label("シラバス", "Syllabus")
    for topic in concept.syllabus:
        if topic in library.topics:
            screen.entry(topic, library.topics[topic].title)
    if concept.requires:
        screen.label("前提", "Rests on")
        for required in concept.requires:
            if required in library.concepts:
                screen.entry(required, library.concepts[required].title)
    screen.label("問題", "Questions")
    for id, text in _items_of(concept.items):
        screen.entry(id, text)


def _items_of(items: tuple[Item, ...]) -> Iterator[tuple[str, Text]]:
    from examprep.core.draw import draw_question  # noqa: PLC0415
    from examprep.core.markup import plain  # noqa: PLC0415

    for item in items:
        ask = draw_question(item, seed=1).item.ask
        yield item.id, Text(plain(ask.ja), plain(ask.en))


def _screen(lang: Lang) -> Screen:
    from examprep.cli.screen import Screen  # noqa: PLC0415

    return Screen(lang)


def _library(env: Env) -> Library:
    from examprep.loader.cache import load_library  # noqa: PLC0415

    return load_library(env.paths.content, env.paths.cache)
