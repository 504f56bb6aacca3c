"""`examprep stats`: what is due, how everything stands, and whether memory does what is predicted of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from examprep.cli import console
from examprep.cli.library import leaving_out, library_of
from examprep.cli.options import AsJson, InLang
from examprep.cli.patience import preparing
from examprep.core.syllabus import Exam
from examprep.env import read_env

if TYPE_CHECKING:
    import msgspec

    from examprep.cli.screen import Screen
    from examprep.core.library import Library
    from examprep.core.stats import AreaStats
    from examprep.insight import Overview


def stats(
    exam: Annotated[Exam | None, typer.Option("--exam", help="Only this exam's areas and drills.")] = None,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Show what is due, how areas stand, the days studied, and how true predictions of recall are.

    The streak counts days studied; one missed day a week does not break it.

    Example: examprep stats --exam e
    """
    from examprep.cli.screen import Screen  # noqa: PLC0415 - not on the way to --help
    from examprep.insight import overview  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    env = read_env()
    library = library_of(env)
    with leaving_out(lang) as tell:
        with Store.reading(env.paths.progress) as store, preparing(lang):
            found = overview(env, store, library, exam, tell)
        if json:
            console.show_json(_as_json(found))
        else:
            _show(found, library, Screen(lang))


def _as_json(found: Overview) -> dict[str, Any]:
    from examprep.core.day import StudyDay, date_of  # noqa: PLC0415

    days = [count for week in found.weeks for count in week]
    monday = found.today - date_of(found.today).weekday() - 7 * (len(found.weeks) - 1)
    return {
        **_fields(found.whole),
        "drills": found.drills,
        "exams": {exam: [_area_json(area) for area in areas] for exam, areas in found.areas.items()},
        "seconds": found.spent,
        "forecast": [{**_fields(due), "day": date_of(due.day)} for due in found.due],
        "days": {
            date_of(StudyDay(monday + n)).isoformat(): count
            for n, count in enumerate(days)
            if count is not None
        },
        "retention": {"recent": found.recent, "all": found.ever},
    }


def _fields(value: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__struct_fields__}


def _area_json(area: AreaStats) -> dict[str, Any]:
    fields = {name: value for name, value in _fields(area).items() if name != "area"}
    return {"id": area.area.id, "title": area.area.title, **fields}


def _show(found: Overview, library: Library, screen: Screen) -> None:
    from examprep.pages import stats_page  # noqa: PLC0415

    for part in stats_page(found, library, screen.lang, screen.columns):
        screen.show(part)
