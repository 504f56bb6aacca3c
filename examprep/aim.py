"""Aim at the exam day: the course up to it, how its days are used, and what that promises.

Everything said of the day holds within the model of memory; what was never asked is known as often as items
of its area were at first sight.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import msgspec

from examprep.core.aside import not_asked
from examprep.core.course import Course, Style, choose_style, expect_score, score_untouched
from examprep.core.day import StudyDay
from examprep.core.item import Item, ItemId, kind_of
from examprep.core.library import Filter, Library, select_items
from examprep.core.memory import Memory
from examprep.core.pace import LONGEST, learn_pace
from examprep.core.paper import Blueprint
from examprep.core.plan import Outlook, Way, course_of
from examprep.core.readiness import first_sight, items_by_area
from examprep.core.settings import Goal
from examprep.env import Env
from examprep.loader.cache import load_blueprint
from examprep.store.store import Store

HOLDS = 7
"""Days for which a way to use them is kept before it is decided anew."""
RECENT = 60
"""Days whose answers tell how long answers take."""
STEPS = (-20, -10, 0, 10, 20)
"""Minutes a day more or less that a forecast shows."""


class Aim(msgspec.Struct, frozen=True):
    """A goal with the items it asks for and the course to it; both in the same order."""

    goal: Goal
    items: tuple[Item, ...]
    course: Course


class Promise(msgspec.Struct, frozen=True):
    """What so many minutes a day are expected to be worth."""

    minutes: int
    score: float
    """Expected share of the points on the exam day."""


class Forecast(msgspec.Struct, frozen=True):
    """What a goal looks like today."""

    goal: Goal
    days_left: int
    items: int
    seen: int
    answered_today: int
    minutes_today: float
    """Already studied today."""
    today: float
    """Expected share of the points if the exam were today."""
    untouched: float
    """The same on the exam day, if nothing is studied any more."""
    promises: tuple[Promise, ...]
    """For the goal's minutes a day, and for some more and fewer."""
    style: Style


def current_goal(env: Env) -> Goal | None:
    """Return the goal, unless its day has come."""
    goal = env.settings.goal
    return goal if goal is not None and goal.days_left(env.now().day) > 0 else None


def aim_at(env: Env, library: Library, store: Store, goal: Goal, memories: Mapping[ItemId, Memory]) -> Aim:
    """Return the course of a goal from what is known today; items set aside are left out."""
    today = env.now().day
    away = not_asked(store.fetch_marks(), today)
    asked = select_items(library, Filter(exam=goal.exam))
    items = tuple(item for item in asked if item.id not in away)
    topics = ((item.id, library.concepts[item.concept].syllabus) for item in items)
    blueprint = load_blueprint(env.paths.content, env.paths.cache, goal.exam)
    weights = blueprint.weights.of_items(topics)
    kinds = (
        (kind_of(library.items[item]), seconds)
        for item, seconds in store.fetch_seconds(since=StudyDay(today - RECENT))
        if item in library.items
    )
    known = _known_unseen(blueprint, library, store)
    outlook = Outlook(goal, today, weights, known, learn_pace(kinds), store.model(), env.settings.new)
    return Aim(goal, items, course_of(items, memories, outlook))


def _known_unseen(blueprint: Blueprint, library: Library, store: Store) -> dict[ItemId, float]:
    """Return for each item of an exam how likely it is known before it is ever asked."""
    firsts = store.fetch_firsts()
    return {
        item.id: sight.known
        for items in items_by_area(blueprint, library).values()
        for sight in [first_sight(items, firsts)]
        for item in items
    }


def way_to(env: Env, store: Store, aim: Aim) -> Way:
    """Return how the days to a goal are used; decided anew every week."""
    today = env.now().day
    known = store.fetch_style(key_of(aim.goal))
    if known is not None and 0 <= today - known[0] < HOLDS:
        return Way(Style(known[1]), known[0] - today)
    return Way(choose_style(aim.course, _dice(aim.goal, today)))


def keep_way(env: Env, store: Store, goal: Goal, way: Way) -> None:
    """Let a way hold for the next days."""
    if way.decided == 0:
        store.keep_style(key_of(goal), env.now().day, way.style.value)


def key_of(goal: Goal) -> str:
    """Return the name of a goal in the store."""
    return f"{goal.exam} {goal.date} {goal.minutes}"


def forecast(env: Env, store: Store, aim: Aim) -> Forecast:
    """Return what a goal looks like today."""
    today, goal, course = env.now().day, aim.goal, aim.course
    way = way_to(env, store, aim)
    minutes = dict.fromkeys(m for m in (goal.minutes + step for step in STEPS) if m > 0)
    spent = [min(seconds, LONGEST) for _, seconds in store.fetch_seconds(since=today)]
    return Forecast(
        goal=goal,
        days_left=course.days,
        items=len(aim.items),
        seen=sum(entry.state is not None for entry in course.entries),
        answered_today=len(spent),
        minutes_today=sum(spent) / 60,
        today=score_untouched(msgspec.structs.replace(course, days=0)),
        untouched=score_untouched(course),
        promises=tuple(Promise(m, _promised(course, way.style, m, goal, today)) for m in minutes),
        style=way.style,
    )


def _promised(course: Course, style: Style, minutes: int, goal: Goal, today: StudyDay) -> float:
    longer = msgspec.structs.replace(course, seconds=minutes * 60.0)
    return expect_score(longer, style, _dice(goal, today))


def _dice(goal: Goal, today: StudyDay) -> random.Random:
    """Return dice that fall alike all day, so that a forecast does not change by being looked at."""
    return random.Random(f"{key_of(goal)} {today}")  # noqa: S311


def within(aim: Aim, wanted: Sequence[Item]) -> Aim:
    """Return the part of an aim that a session's filter lets through."""
    ids = {item.id for item in wanted}
    kept = [place for place, item in enumerate(aim.items) if item.id in ids]
    course = msgspec.structs.replace(aim.course, entries=tuple(aim.course.entries[n] for n in kept))
    return Aim(aim.goal, tuple(aim.items[n] for n in kept), course)
