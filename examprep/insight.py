"""Where a learner stands: the numbers behind `examprep stats` and `readiness`, fetched and folded."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from examprep.aim import Forecast, Promise, aim_at, current_goal, forecast
from examprep.core.aside import Aside, not_asked
from examprep.core.calibration import Calibration, calibrate
from examprep.core.day import StudyDay
from examprep.core.library import Library
from examprep.core.pace import LONGEST
from examprep.core.paper import Blueprint
from examprep.core.readiness import Readiness, Record, items_by_area, readiness
from examprep.core.stats import (
    AreaStats,
    DueDay,
    Past,
    Standing,
    area_stats,
    standing,
    weeks_of,
)
from examprep.core.stats import forecast as forecast_due
from examprep.core.syllabus import Exam
from examprep.core.weak import Weak, weak_concepts
from examprep.drill import Drills, asked_by, fetch_progress, leave_out, sum_up
from examprep.env import Env
from examprep.loader.cache import Tell, load_blueprint
from examprep.store.store import Store

RECENT = 30
"""Days, today included, on which predictions were lately tested."""


class Spent(msgspec.Struct, frozen=True):
    """Seconds spent on answers, a long one counted as three minutes."""

    today: float
    week: float
    """The last seven days, today included."""
    total: float


class Overview(msgspec.Struct, frozen=True):
    """How a learner stands, apart from any exam's day."""

    today: StudyDay
    whole: Standing
    drills: Drills
    spent: Spent
    areas: dict[Exam, tuple[AreaStats, ...]]
    due: tuple[DueDay, ...]
    weeks: tuple[tuple[int | None, ...], ...]
    """Answers on each day, Monday first; days to come are `None`."""
    recent: Calibration
    ever: Calibration


class Prospect(msgspec.Struct, frozen=True):
    """How an exam would go today, and on its day if nothing is studied any more."""

    blueprint: Blueprint
    today: Readiness
    then: Readiness | None
    """`None` where the day is not known, or is not to come."""
    weak: tuple[Weak, ...]
    calibration: Calibration


class Ahead(msgspec.Struct, frozen=True):
    """A goal, and what may be said of its score: what `readiness` says, or nothing where it says nothing."""

    forecast: Forecast
    today: Readiness
    then: Readiness
    """On the goal's day, if nothing is studied any more."""

    def expect(self, promise: Promise) -> float | None:
        """Return the score on the day if one studies as promised: the exam day's, and what the study adds."""
        if self.then.score is None:
            return None
        gain = promise.score - self.forecast.untouched
        return min(max(self.then.score.mean + gain, 0.0), 1.0)


def overview(
    env: Env, store: Store, library: Library, exam: Exam | None = None, tell: Tell = leave_out
) -> Overview:
    """Return how a learner stands; areas and drills of one exam if it is named."""
    past, answers = _past(env, store), store.fetch_judged()
    drills = (
        row
        for row in fetch_progress(env, store, library, tell)
        if exam is None or asked_by(row.problem, exam)
    )
    return Overview(
        today=past.today,
        whole=standing(library, past),
        drills=sum_up(drills, past.today),
        spent=_spent(store, past.today),
        areas={
            own: tuple(area_stats(area, library, past) for area in syllabus.areas)
            for own, syllabus in library.syllabuses.items()
            if exam in (None, own)
        },
        due=forecast_due(library, past),
        weeks=weeks_of(past.days, past.today),
        recent=calibrate(answers, StudyDay(past.today - RECENT + 1)),
        ever=calibrate(answers),
    )


def prospect(env: Env, store: Store, library: Library, exam: Exam, tell: Tell = leave_out) -> Prospect:
    """Return how an exam would go; on its day too, where that is the goal's and still to come."""
    blueprint, record = load_blueprint(env.paths.content, env.paths.cache, exam), _record(store)
    today, goal = env.now().day, env.settings.goal
    day = goal.day if goal is not None and goal.exam is exam and goal.day > today else None
    passed = {row.problem.id for row in fetch_progress(env, store, library, tell) if row.passed}
    items = [item for own in items_by_area(blueprint, library).values() for item in own]
    return Prospect(
        blueprint=blueprint,
        today=readiness(blueprint, library, record, today),
        then=None if day is None else readiness(blueprint, library, record, day),
        weak=weak_concepts(library.concepts, items, record, today, passed),
        calibration=calibrate(record.answers),
    )


def look_ahead(env: Env, store: Store, library: Library) -> Ahead | None:
    """Return what the goal looks like today; `None` without one."""
    goal = current_goal(env)
    if goal is None:
        return None
    blueprint, record = load_blueprint(env.paths.content, env.paths.cache, goal.exam), _record(store)
    return Ahead(
        forecast=forecast(env, store, aim_at(env, library, store, goal, record.memories)),
        today=readiness(blueprint, library, record, env.now().day),
        then=readiness(blueprint, library, record, goal.day),
    )


def _record(store: Store) -> Record:
    return Record(store.fetch_memories(), store.fetch_judged(), store.fetch_marks(), store.model())


def _past(env: Env, store: Store) -> Past:
    today, marks = env.now().day, store.fetch_marks()
    return Past(
        memories=store.fetch_memories(),
        counts=store.fetch_counts(),
        days=store.fetch_days(),
        today=today,
        model=store.model(),
        aside=frozenset(mark.item for mark in marks if mark.kind is Aside.SUSPENDED),
        later=not_asked(marks, today),
    )


def _spent(store: Store, today: StudyDay) -> Spent:
    def since(day: int) -> float:
        return _counted(seconds for _, seconds in store.fetch_seconds(since=StudyDay(day)))

    return Spent(since(today), since(today - 6), since(0))


def _counted(seconds: Iterable[float]) -> float:
    return sum(min(own, LONGEST) for own in seconds)
