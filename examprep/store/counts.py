"""What the answers that stand come to, counted where they lie."""

from __future__ import annotations

import sqlite3  # noqa: TID251

from examprep.core.calibration import Judged
from examprep.core.day import StudyDay
from examprep.core.item import ItemId
from examprep.core.stats import Tally


def fetch_seconds(connection: sqlite3.Connection, since: StudyDay, most: int) -> list[tuple[ItemId, float]]:
    """Return what answers took since a study day, the last first; `most` of them at most."""
    found = connection.execute(_SECONDS, (since, most)).fetchall()
    return [(ItemId(row["item"]), row["seconds"]) for row in found]


def count_answers(connection: sqlite3.Connection, day: StudyDay) -> int:
    """Return how many answers were given on a study day."""
    [(count,)] = connection.execute(_ANSWERS, (day,))
    return int(count)


def count_begun(connection: sqlite3.Connection, day: StudyDay) -> int:
    """Return how many items were seen for the first time on a study day."""
    [(count,)] = connection.execute(_BEGUN, (day,))
    return int(count)


def count_rows(connection: sqlite3.Connection) -> int:
    """Return how many rows the log has."""
    [(count,)] = connection.execute("select count(*) from review")
    return int(count)


def fetch_days(connection: sqlite3.Connection) -> dict[StudyDay, Tally]:
    """Return how much was answered on each study day, the first day first."""
    return {StudyDay(day): Tally(*counts) for day, *counts in connection.execute(_DAYS)}


def fetch_counts(connection: sqlite3.Connection) -> dict[ItemId, Tally]:
    """Return how often each item was answered."""
    return {ItemId(item): Tally(*counts) for item, *counts in connection.execute(_COUNTS)}


def fetch_judged(connection: sqlite3.Connection) -> tuple[Judged, ...]:
    """Return the first answer to each item on each day, the oldest first."""
    return tuple(
        Judged(ItemId(item), StudyDay(day), predicted, *map(bool, told))
        for item, day, predicted, *told in connection.execute(_JUDGED)
    )


def fetch_firsts(connection: sqlite3.Connection, most: int) -> tuple[Judged, ...]:
    """Return the first answers ever given to items, the last days first; `most` of them at most."""
    return tuple(
        Judged(ItemId(item), StudyDay(day), None, bool(recalled), bool(marked), is_new=True)
        for item, day, recalled, marked in connection.execute(_FIRSTS_EVER, (most,))
    )


_FIRSTS = """
    with firsts as (
        select *, outcome <> 'rated' and 1 = row_number() over (
            partition by item, study_day order by clock, device, seq
        ) as is_first
        from standing
    )
"""
"""Marks the first answer to an item on a day: what follows repeats what was just shown."""
_DAYS = f"""{_FIRSTS}
    select study_day, count(*), sum(is_first), sum(is_first and outcome = 'right'), sum(mode = 'drill')
    from firsts group by study_day order by study_day
"""  # noqa: S608 - constants
_COUNTS = f"""{_FIRSTS}
    select item, count(*), sum(is_first), sum(is_first and outcome = 'right')
    from firsts group by item
"""  # noqa: S608 - constants
_JUDGED = """
    select item, study_day, predicted, rating > 1, outcome <> 'rated', is_new from (
        select *,
            1 = row_number() over (partition by item, study_day order by clock, device, seq) as is_first,
            1 = row_number() over (partition by item order by clock, device, seq) as is_new
        from standing
    )
    where is_first order by clock, device, seq
"""
_FIRSTS_EVER = """
    select item, study_day, rating > 1, outcome <> 'rated' from review as asked indexed by review_first
    where kind = 'answer' and stability_before is null and not exists (
        select 1 from review as void
        where void.kind = 'void' and void.target_device = asked.device and void.target_seq = asked.seq
    )
    order by study_day desc, device desc, seq desc limit ?
"""
"""As of `standing`, whose many columns would keep the index from covering it."""
_SECONDS = """
    select item, seconds from standing where study_day >= ?
    order by study_day desc, device desc, seq desc limit ?
"""
_ANSWERS = "select count(*) from standing where study_day = ? and mode <> 'drill'"
_BEGUN = """
    select count(distinct item) from standing
    where study_day = ? and stability_before is null and mode <> 'drill'
"""
