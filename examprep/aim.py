"""Aim at the exam day: the course up to it, how its days are used, and what that promises.

Everything said of the day holds within the model of memory, whose forgetting curve the learner's own answers
may replace (`core.fading`): what is planned and what is promised go by the same one. What was never asked is
known as often as items of its area were at first sight.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

import msgspec

from examprep.core.aside import not_asked
from examprep.core.course import Course, Style, choose_style, expect_score, score_untouched
from examprep.core.day import StudyDay
from examprep.core.fading import Fading, learn_fading
from examprep.core.item import Item, ItemId, kind_of
from examprep.core.library import Filter, Library, select_items
from examprep.core.memory import Fitted, Memory
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
ENOUGH = 1_500
"""The last of these answers, beyond which more tell little."""
SIGHTS = 2_000
"""The last first answers, from which it is told how much of what was never seen is known."""
PROBES = 5_000
"""The last answers from which it is told how recall fades: it may change, and more tell little."""
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


def adopt_retention(env: Env, store: Store) -> None:
    """Let the retention that the learner set hold from now on, whatever is begun."""
    model, wanted = store.model(), env.settings.retention
    if model.retention != wanted:
        changed = msgspec.structs.replace(model, retention=wanted)
        fitted = Fitted(changed, reviews=0, loss=None, loss_before=None)
        store.keep_model(fitted, at=env.now().milliseconds)


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
        for item, seconds in fetch_recent(store, today)
        if item in library.items
    )
    known = _known_unseen(blueprint, library, store)
    pace, fading = learn_pace(kinds), fading_of(library, store)
    outlook = Outlook(goal, today, weights, known, pace, store.model(), env.settings.new, fading)
    return Aim(goal, items, course_of(items, memories, outlook))


def fading_of(library: Library, store: Store) -> Fading | None:
    """Return how recall fades for this learner; `None`: as the model has it."""
    lots, place = library.catalogue.lots, library.catalogue.place
    probes = (
        probe._replace(chance=lots[place[item]].kin.chance)
        for item, probe in store.fetch_probes(PROBES)
        if item in place
    )
    return learn_fading(probes, store.model())


def fetch_recent(store: Store, today: StudyDay) -> list[tuple[ItemId, float]]:
    """Return what answers took of late: enough of them to tell how long one takes."""
    return store.fetch_seconds(since=StudyDay(today - RECENT), most=ENOUGH)


def _known_unseen(blueprint: Blueprint, library: Library, store: Store) -> dict[ItemId, float]:
    """Return for each item of an exam how likely it is known before it is ever asked."""
    firsts = store.fetch_firsts(SIGHTS)
    return {
        item.id: sight.known
        for items in items_by_area(blueprint, library).values()
        for sight in [first_sight(items, firsts)]
        for item in items
    }


def way_to(env: Env, store: Store, aim: Aim) -> Way:
    """Return how the days to a goal are used; decided anew every week, or where recall fades otherwise."""
    return standing_way(env, store, aim.goal, aim.course.fading) or decide_way(env, aim.goal, aim.course)


def last_way(env: Env, store: Store, goal: Goal, fading: Fading | None = None) -> Way:
    """Return how the days to a goal are used by what was decided last, however long ago; plainly if never."""
    known = store.fetch_style(key_of(goal, fading))
    return Way() if known is None else Way(Style(known[1]), min(known[0] - env.now().day, 0))


def standing_way(env: Env, store: Store, goal: Goal, fading: Fading | None = None) -> Way | None:
    """Return how the days to a goal are used, if that was decided within a week for recall that fades so."""
    today = env.now().day
    known = store.fetch_style(key_of(goal, fading))
    if known is not None and 0 <= today - known[0] < HOLDS:
        return Way(Style(known[1]), known[0] - today)
    return None


def decide_way(env: Env, goal: Goal, course: Course) -> Way:
    """Decide how the days to a goal are used."""
    return Way(choose_style(course, _dice(goal, env.now().day)))


def keep_way(env: Env, store: Store, goal: Goal, way: Way, fading: Fading | None = None) -> None:
    """Let a way hold for the next days, as long as recall is believed to fade so."""
    if way.decided == 0:
        store.keep_style(key_of(goal, fading), env.now().day, way.style.value)


def key_of(goal: Goal, fading: Fading | None = None) -> str:
    """Return the name in the store of a goal, and of how recall fades if not as the model has it."""
    name = f"{goal.exam} {goal.date} {goal.minutes}"
    return name if fading is None else f"{name} {fading.decay:g} {fading.share:g} {fading.power:g}"


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
        answered_today=store.count_answers(today),
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
