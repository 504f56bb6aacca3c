"""`examprep plan`: the goal, and what it looks like today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from examprep.cli import console
from examprep.cli.options import AsJson, InLang
from examprep.core.settings import MOST_MINUTES, Goal
from examprep.core.syllabus import Exam
from examprep.env import Env, read_env, write_settings
from examprep.errors import UsageError

if TYPE_CHECKING:
    from examprep.aim import Forecast
    from examprep.cli.screen import Screen

MINUTES = 30
"""A day, where a goal is set without saying."""
FARTHEST = 3 * 366
"""Days until an exam at most."""
BAR = 40
"""Columns of a whole bar."""


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
    if drop:
        write_settings(env.paths.config, {"goal": None})
        console.show_line("no goal any more; quiz goes by due dates")
        return
    if exam is not None or day is not None or minutes is not None:
        goal = _changed(env, exam, day, minutes)
        write_settings(env.paths.config, {"goal": _as_toml(goal)})
        env = read_env()
    _show(env, lang, json=json)


def _changed(env: Env, exam: Exam | None, day: str | None, minutes: int | None) -> Goal:
    """Return the goal with what was said on the command line, the rest as it was."""
    known = env.settings.goal
    chosen = exam or (known.exam if known else None)
    when = _date(day, env) if day is not None else (known.date if known else None)
    if chosen is None or when is None:
        raise UsageError("a goal needs an exam and its date: examprep plan --exam e --date 2027-02-20")
    spent = minutes if minutes is not None else (known.minutes if known else MINUTES)
    if not 1 <= spent <= MOST_MINUTES:
        raise UsageError(f"--minutes {spent}: must be from 1 to {MOST_MINUTES} a day")
    return Goal(chosen, when, spent)


def _date(written: str, env: Env) -> date:
    try:
        found = date.fromisoformat(written)
    except ValueError:
        raise UsageError(f'--date "{written}" is no date; write it as 2027-02-20') from None
    if found.toordinal() <= env.now().day:
        raise UsageError(f"--date {found} is not in the future; when is the exam?")
    if found.toordinal() - env.now().day > FARTHEST:
        raise UsageError(f"--date {found} is more than three years ahead; is the year right?")
    return found


def _as_toml(goal: Goal) -> dict[str, Any]:
    return {"exam": goal.exam.value, "date": goal.date, "minutes": goal.minutes}


def _show(env: Env, lang: Any, *, json: bool) -> None:
    from examprep.aim import aim_at, current_goal, forecast  # noqa: PLC0415 - not on the way to --help
    from examprep.cli.screen import Screen  # noqa: PLC0415
    from examprep.loader.cache import load_library  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    goal = current_goal(env)
    if goal is None:
        if json:
            console.show_json({"goal": None})
        else:
            _say_none(env, Screen(lang))
        return
    library = load_library(env.paths.content, env.paths.cache)
    with Store.reading(env.paths.progress) as store:
        found = forecast(env, store, aim_at(env, library, store, goal, store.fetch_memories()))
    if json:
        console.show_json({"forecast": found})
    else:
        _say(found, Screen(lang))


def _say_none(env: Env, screen: Screen) -> None:
    past = env.settings.goal
    if past is not None:
        screen.say(f"目標の日（{past.date}）は過ぎた。", f"The day of your goal ({past.date}) has come.")
    screen.say(
        "目標はない。決めるには: examprep plan --exam e --date 2027-02-20 --minutes 40",
        "There is no goal. Set one with: examprep plan --exam e --date 2027-02-20 --minutes 40",
    )


def _say(found: Forecast, screen: Screen) -> None:
    goal = found.goal
    name = {"e": ("E資格", "E資格"), "g": ("G検定", "G検定")}[goal.exam]
    screen.label(
        f"{name[0]} {goal.date}まであと{found.days_left}日",
        f"{name[1]} on {goal.date}: {found.days_left} days left",
    )
    screen.say(
        f"今日: {found.minutes_today:.0f}分 / {goal.minutes}分、{found.answered_today}問に回答",
        f"Today: {found.minutes_today:.0f} of {goal.minutes} minutes, {found.answered_today} answered",
    )
    screen.say(
        f"出題範囲: {found.seen} / {found.items}問を学習済み",
        f"Covered: {found.seen} of {found.items} questions seen",
    )
    screen.label("試験日の期待得点率", "Score to expect on the day")
    screen.say(f"今日が試験なら {found.today:.0%}", f"if the exam were today  {found.today:.0%}")
    screen.say(
        f"もう何もしなければ {found.untouched:.0%}", f"if you stop studying now  {found.untouched:.0%}"
    )
    for promise in found.promises:
        mark = " <" if promise.minutes == goal.minutes else ""
        bar = "#" * round(promise.score * BAR)
        line = f"{promise.minutes:>4} min {promise.score:>4.0%} {bar}{mark}"
        screen.say(line.replace("min", "分"), line)
    screen.say(
        "記憶のモデルの中での期待値で、まだ見ていない問題は当て推量として数える。実際の得点の約束ではない。",
        "These hold within the model of memory and count questions not yet seen as guessed: no promise.",
    )
    screen.say("\n学習する: examprep quiz", "\nStudy: examprep quiz")
