"""What a learner set aside or doubts."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from examprep.core.day import StudyDay
from examprep.core.item import ItemId


class Aside(StrEnum):
    """Why an item is marked."""

    SUSPENDED = "suspended"
    """Not to be asked until the learner takes it back."""
    BURIED = "buried"
    """Not to be asked on this study day."""
    FLAGGED = "flagged"
    """Believed to be wrong; asked on."""


class Mark(msgspec.Struct, frozen=True):
    """One item marked by the learner."""

    item: ItemId
    kind: Aside
    at: int
    """Unix time in milliseconds."""
    day: StudyDay
    note: str = ""


def in_force(marks: Iterable[Mark], today: StudyDay) -> tuple[Mark, ...]:
    """Return the marks that still mean something: a burial is over after its day."""
    return tuple(mark for mark in marks if mark.kind is not Aside.BURIED or mark.day == today)


def not_asked(marks: Iterable[Mark], today: StudyDay) -> frozenset[ItemId]:
    """Return the items that are not to be asked today."""
    return frozenset(mark.item for mark in in_force(marks, today) if mark.kind is not Aside.FLAGGED)
