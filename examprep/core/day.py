"""The study day: the local date, with the night before 04:00 counted to the evening."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NewType

StudyDay = NewType("StudyDay", int)
"""A local date as its proleptic ordinal (`date.toordinal`)."""

ROLLOVER = timedelta(hours=4)


def study_day(at: datetime, offset: timedelta, rollover: timedelta = ROLLOVER) -> StudyDay:
    """Return the study day of a moment, `offset` being local time minus UTC."""
    local = at.astimezone(UTC) + offset - rollover
    return StudyDay(local.toordinal())


def date_of(day: StudyDay) -> date:
    """Return the calendar date of a study day."""
    return date.fromordinal(day)


def midnight(day: StudyDay) -> datetime:
    """Return the study day as a UTC midnight, the only moment py-fsrs is given."""
    return datetime.combine(date_of(day), datetime.min.time(), tzinfo=UTC)
