"""`examprep plan`: the goal, and what it looks like today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from examprep.cli import console
from examprep.cli.library import library_of
from examprep.cli.options import AsJson, InLang
from examprep.cli.readiness import withheld
from examprep.core.item import Lang
from examprep.core.settings import MOST_MINUTES, Goal, as_values, exam_date
from examprep.core.syllabus import Exam
from examprep.env import Env, read_env, write_settings
from examprep.errors import UsageError

if TYPE_CHECKING:
    from examprep.cli.screen import Screen
    from examprep.insight import Ahead

MINUTES = 30
"""A day, where a goal is set without saying."""


def plan(
    exam: Annotated[Exam | None, typer.Option("--exam", help="The exam to study for.")] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day it is held on.")
    ] = None,
    minutes: Annotated[
        int | None, typer.Option("--minutes", help=f"Minutes a day to study, {MINUTES} if not said.")
    ] = None,
    drop: Annotated[bool, typer.Option("--drop", help="Have no goal any more.")] = False,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Set a goal, or show how far it is: days left, today's work, the score to expect on the day.

    With a goal, a quiz asks what raises that score most per second.

    Example: examprep plan --exam e --date 2027-02-20 --minutes 40
    """
    env = read_env()
    is_set = exam is not None or day is not None or minutes is not None
    if drop:
        _drop(env, lang, alone=not (is_set or json))
        return
    if is_set:
        goal = _changed(env, exam, day, minutes)
        write_settings(env.paths.config, {"goal": as_values(goal)})
        env = read_env()
    _show(env, lang, json=json)


def _drop(env: Env, lang: Lang, *, alone: bool) -> None:
    """Have no goal any more; nothing else can be asked for at the same time."""
    if not alone:
        raise UsageError(
            "--drop goes alone: it takes the whole goal away. To change the goal, leave --drop out",
            "--drop はほかの指定と一緒に使えない。目標をすべて外すものである。変えるなら --drop を付けない。",
        )
    from examprep.cli.screen import Screen  # noqa: PLC0415 - not on the way to --help

    had = env.settings.goal is not None
    write_settings(env.paths.config, {"goal": None})
    if had:
        Screen(lang).say(
            "目標を外した。クイズは復習の時期の順に出題する。", "No goal any more; a quiz goes by due dates."
        )
    else:
        Screen(lang).say("目標はもともとない。", "There was no goal.")


def _changed(env: Env, exam: Exam | None, day: str | None, minutes: int | None) -> Goal:
    """Return the goal with what was said on the command line, the rest as it was."""
    known = env.settings.goal
    chosen = exam or (known.exam if known else None)
    when = exam_date(day, env.now().day, "--date ") if day is not None else (known.date if known else None)
    if chosen is None or when is None:
        raise UsageError(
            "a goal needs an exam and its date: examprep plan --exam e --date 2027-02-20",
            "目標には試験と日付が要る: examprep plan --exam e --date 2027-02-20",
        )
    spent = minutes if minutes is not None else (known.minutes if known else MINUTES)
    if not 1 <= spent <= MOST_MINUTES:
        raise UsageError(
            f"--minutes {spent}: must be from 1 to {MOST_MINUTES} a day",
            f"--minutes {spent}: 1日に 1 から {MOST_MINUTES} 分まで。",
        )
    return Goal(chosen, when, spent)


def _show(env: Env, lang: Lang, *, json: bool) -> None:
    from examprep.aim import current_goal  # noqa: PLC0415 - not on the way to --help
    from examprep.cli.screen import Screen  # noqa: PLC0415
    from examprep.insight import look_ahead  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    if current_goal(env) is None:
        if json:
            console.show_json({"goal": None})
        else:
            _say_none(env, Screen(lang))
        return
    library = library_of(env)
    with Store.reading(env.paths.progress) as store:
        found = look_ahead(env, store, library)
    assert found is not None
    if json:
        console.show_json(_as_json(found))
    else:
        _say(found, Screen(lang))


def _as_json(found: Ahead) -> dict[str, Any]:
    """Return the goal as JSON; a score is there only where `readiness --json` has one, and the same."""
    today, then = found.today.score, found.then.score
    promises = [
        {"minutes": promise.minutes, "score": found.expect(promise)} for promise in found.forecast.promises
    ]
    told = {
        "today": None if today is None else today.mean,
        "untouched": None if then is None else then.mean,
        "promises": promises,
    }
    return {
        "forecast": {**msgspec.structs.asdict(found.forecast), **told},
        "withheld": withheld(found.today),
        "score": {"today": today, "exam_day": then},
    }


def _say_none(env: Env, screen: Screen) -> None:
    past = env.settings.goal
    if past is not None:
        screen.say(f"目標の日（{past.date}）は過ぎた。", f"The day of your goal ({past.date}) has come.")
    screen.say(
        "目標はない。決めるには: examprep plan --exam e --date 2027-02-20 --minutes 40",
        "There is no goal. Set one with: examprep plan --exam e --date 2027-02-20 --minutes 40",
    )


def _say(found: Ahead, screen: Screen) -> None:
    from examprep.pages import plan_page  # noqa: PLC0415

    screen.lines(plan_page(found, screen.lang, screen.columns))
    if found.today.score is None:
        screen.say(
            "領域ごとに足りないもの: examprep readiness", "What is missing, area by area: examprep readiness"
        )
    screen.say("\n学習する: examprep quiz", "\nStudy: examprep quiz")
