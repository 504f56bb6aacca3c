"""What a learner may set: how sessions are shaped, and what they study for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import msgspec

from examprep.core.day import StudyDay
from examprep.core.item import Lang
from examprep.core.syllabus import Exam
from examprep.errors import UsageError

MOST_MINUTES = 16 * 60
"""Of studying on one day."""
FARTHEST = 3 * 366
"""Days until an exam at most."""


class Goal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What everything aims at: an exam on a date, and the minutes a day there are for it."""

    exam: Exam
    date: date
    minutes: int

    @property
    def day(self) -> StudyDay:
        """The day of the exam."""
        return StudyDay(self.date.toordinal())

    def days_left(self, today: StudyDay) -> int:
        """Return how many study days there are before the exam, today included; 0 on its day and after."""
        return max(self.day - today, 0)


def as_values(goal: Goal) -> dict[str, str | int | date]:
    """Return a goal as it is written down."""
    return {"exam": goal.exam.value, "date": goal.date, "minutes": goal.minutes}


def exam_date(written: str, today: StudyDay, where: str = "") -> date:
    """Read the date of an exam; raises `UsageError` if it is none, not to come or years ahead."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        raise UsageError(
            f'{where}"{written}" is no date; write it as 2027-02-20',
            f"{where}「{written}」は日付ではない。2027-02-20 のように書く。",
        ) from None
    if found.toordinal() <= today:
        raise UsageError(
            f"{where}{found} is not in the future; when is the exam?",
            f"{where}{found} は先の日ではない。試験はいつか。",
        )
    if found.toordinal() - today > FARTHEST:
        raise UsageError(
            f"{where}{found} is more than three years ahead; is the year right?",
            f"{where}{found} は3年より先である。年は正しいか。",
        )
    return found


class Theme(StrEnum):
    """Whose colours full screens have."""

    TERMINAL = "terminal"
    DARK = "dark"
    LIGHT = "light"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be set, with what holds if nothing is."""

    lang: Lang = Lang.JA
    questions: int = 20
    """In a session."""
    daily: int = 0
    """Answers on a day at most; 0 is no limit."""
    new: int = 10
    """New items on a day at most; with a goal its plan decides."""
    retention: float = 0.9
    """Recall at which an item falls due."""
    rollover: int = 4
    """The hour at which a study day begins."""
    theme: Theme = Theme.TERMINAL
    """Of full screens."""
    goal: Goal | None = None
    banks: tuple[str, ...] = ()
    """Folders of banks that did not come with the program."""


RANGES: dict[str, tuple[float, float]] = {
    "questions": (1, 500),
    "daily": (0, 10_000),
    "new": (0, 500),
    "retention": (0.7, 0.99),
    "rollover": (0, 12),
}
"""What numbers may be set to."""


def faults_of(settings: Settings) -> Iterator[str]:
    """Yield what is wrong with settings, each as `name: what it must be`."""
    for name, (low, high) in RANGES.items():
        if not low <= getattr(settings, name) <= high:
            yield f"{name}: must be from {low:g} to {high:g}"
    goal = settings.goal
    if goal is not None and not 1 <= goal.minutes <= MOST_MINUTES:
        yield f"goal.minutes: must be from 1 to {MOST_MINUTES}"
