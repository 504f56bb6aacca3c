"""The study day: the local date, but the night before 04:00 belongs to the evening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.day import ROLLOVER, StudyDay, date_of, midnight, study_day


@dataclass(frozen=True)
class Case:
    name: str
    at: str
    """A moment in UTC."""
    offset: float
    """Local time minus UTC, in hours."""
    day: str


CASES = [
    Case("noon in Tokyo", "2026-02-20 03:00", 9, "2026-02-20"),
    Case("an evening in Tokyo", "2026-02-20 14:59", 9, "2026-02-20"),
    Case("midnight in Tokyo is still that evening", "2026-02-20 15:00", 9, "2026-02-20"),
    Case("a minute to four in Tokyo", "2026-02-20 18:59", 9, "2026-02-20"),
    Case("four in Tokyo is the next day", "2026-02-20 19:00", 9, "2026-02-21"),
    Case("four in UTC", "2026-02-20 04:00", 0, "2026-02-20"),
    Case("a second to four in UTC", "2026-02-20 03:59:59", 0, "2026-02-19"),
    Case("an evening in New York is the next day in UTC", "2026-02-21 03:00", -5, "2026-02-20"),
    Case("Kathmandu, to the minute", "2026-02-20 22:15", 5.75, "2026-02-21"),
    Case("Kathmandu, a minute before", "2026-02-20 22:14", 5.75, "2026-02-20"),
    Case("the first island to see the day", "2026-02-20 14:00", 14, "2026-02-21"),
    Case("the last one", "2026-02-20 15:59", -12, "2026-02-19"),
    Case("the night of New Year", "2025-12-31 17:30", 9, "2025-12-31"),
    Case("the morning of New Year", "2025-12-31 20:00", 9, "2026-01-01"),
    Case("the night after a leap day", "2028-02-29 18:00", 9, "2028-02-29"),
    Case("Berlin before clocks go forward", "2026-03-29 00:59", 1, "2026-03-28"),
    Case("Berlin after clocks went forward", "2026-03-29 01:59", 2, "2026-03-28"),
    Case("Berlin, four o'clock that morning", "2026-03-29 02:00", 2, "2026-03-29"),
    Case("Berlin before clocks go back", "2026-10-25 00:59", 2, "2026-10-24"),
    Case("Berlin after clocks went back", "2026-10-25 01:00", 1, "2026-10-24"),
    Case("Berlin, a minute to four that morning", "2026-10-25 02:59", 1, "2026-10-24"),
    Case("Berlin, four o'clock in winter", "2026-10-25 03:00", 1, "2026-10-25"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_study_day(case: Case) -> None:
    at = datetime.fromisoformat(case.at).replace(tzinfo=UTC)
    day = study_day(at, timedelta(hours=case.offset))
    assert date_of(day) == date.fromisoformat(case.day)


WALL = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001 - what a wall clock shows
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(WALL, OFFSETS)
def test_it_is_what_the_wall_clock_says_wherever_that_is(wall: datetime, offset: timedelta) -> None:
    at = wall.replace(tzinfo=timezone(offset))
    expected = wall.date() if wall.hour >= 4 else wall.date() - timedelta(days=1)
    assert date_of(study_day(at.astimezone(UTC), offset)) == expected


@given(WALL, OFFSETS, OFFSETS)
def test_only_the_moment_counts_not_the_zone_it_is_told_in(
    wall: datetime, offset: timedelta, told: timedelta
) -> None:
    at = wall.replace(tzinfo=UTC)
    assert study_day(at.astimezone(timezone(told)), offset) == study_day(at, offset)


@given(WALL, OFFSETS, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_days_follow_the_clock_and_last_24_hours(wall: datetime, offset: timedelta, later: timedelta) -> None:
    at = wall.replace(tzinfo=UTC)
    day = study_day(at, offset)
    assert day <= study_day(at + later, offset) <= day + 3
    assert study_day(at + timedelta(days=1), offset) == day + 1


def test_another_rollover_can_be_kept() -> None:
    at = datetime(2026, 2, 20, 1, tzinfo=UTC)
    assert date_of(study_day(at, timedelta(0), rollover=timedelta(0))) == date(2026, 2, 20)
    assert date_of(study_day(at, timedelta(0), rollover=timedelta(hours=2))) == date(2026, 2, 19)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_day_s_midnight_is_its_date_in_utc(day: date) -> None:
    at = midnight(StudyDay(day.toordinal()))
    assert at == datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert at.tzinfo is UTC
    assert date_of(study_day(at + ROLLOVER, timedelta(0))) == day
