"""Everything that a report of a learner's progress tells, fetched at one moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from examprep.aim import current_goal
from examprep.core.day import date_of
from examprep.core.library import Library
from examprep.core.score import Score
from examprep.core.syllabus import Exam
from examprep.env import Env
from examprep.insight import Ahead, Overview, Prospect, look_ahead, overview, prospect
from examprep.mock import Past, fetch_past
from examprep.store.store import Store


class Mock(msgspec.Struct, frozen=True):
    """A mock exam that was handed in."""

    day: date
    minutes: float
    allowed: float
    score: Score


class ExamFacts(msgspec.Struct, frozen=True):
    """How a learner stands with one exam."""

    exam: Exam
    prospect: Prospect
    mocks: tuple[Mock, ...]
    """The oldest first."""


class Facts(msgspec.Struct, frozen=True):
    """How a learner stands."""

    day: date
    overview: Overview
    goal: Ahead | None
    """`None` without a goal whose day is to come."""
    exams: tuple[ExamFacts, ...]


def fetch_facts(env: Env, store: Store, library: Library, exam: Exam | None) -> Facts:
    """Return how a learner stands with one exam: the one named, else the goal's, else with all."""
    goal = current_goal(env)
    chosen = exam or (goal.exam if goal else None)
    exams = [own for own in library.syllabuses if chosen in (None, own)]
    ahead = goal if goal is not None and goal.exam in exams else None
    return Facts(
        day=date_of(env.now().day),
        overview=overview(env, store, library, chosen),
        goal=None if ahead is None else look_ahead(env, store, library),
        exams=tuple(_exam_facts(env, store, library, exams)),
    )


def _exam_facts(env: Env, store: Store, library: Library, exams: Iterable[Exam]) -> Iterable[ExamFacts]:
    for exam in exams:
        mocks = tuple(_mock(env, past) for past in fetch_past(store, exam))
        yield ExamFacts(exam, prospect(env, store, library, exam), mocks)


def _mock(env: Env, past: Past) -> Mock:
    moment = env.now().moved_to(past.stored.at)
    day = (moment.at + moment.offset).date()
    return Mock(day, past.seconds / 60, past.form.seconds / 60, past.score)
