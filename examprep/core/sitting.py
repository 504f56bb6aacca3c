"""One mock exam being sat: what happened to it, folded.

Nothing but its beginning and its events, each with the moment it happened; the clock never stops, and what
comes after the end changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeAlias

import msgspec

from examprep.core.response import Response
from examprep.core.score import Score


class Flag(StrEnum):
    """A note of the candidate to themselves."""

    UNSURE = "unsure"
    LATER = "later"


class Begun(msgspec.Struct, frozen=True):
    """The paper was opened, and the clock started."""

    at: int
    """Unix time in milliseconds, as all moments here."""
    places: int
    """Questions, called by their places from 1."""
    seconds: float

    @property
    def deadline(self) -> int:
        """When the time is up."""
        return self.at + round(self.seconds * 1000)


class Answered(msgspec.Struct, frozen=True, tag="answered"):
    """A question was answered, for the first time or anew."""

    place: int
    response: Response
    seconds: float
    """Spent on it since it was answered last."""


class Flagged(msgspec.Struct, frozen=True, tag="flagged"):
    """A flag was set or taken away."""

    place: int
    flag: Flag
    on: bool


class HandedIn(msgspec.Struct, frozen=True, tag="handed-in"):
    """The paper was given up, with what it was worth."""

    score: Score


class Dropped(msgspec.Struct, frozen=True, tag="dropped"):
    """Another paper was begun in place of this one, which has no score."""


Event: TypeAlias = Answered | Flagged | HandedIn | Dropped


class Sheet(msgspec.Struct, frozen=True):
    """What stands on the paper for one question."""

    response: Response | None = None
    at: int = 0
    """When it was answered last."""
    seconds: float = 0.0
    """Spent on it in all."""
    flags: frozenset[Flag] = frozenset()


class Pace(msgspec.Struct, frozen=True):
    """Seconds a question: as planned, and as it goes so far."""

    planned: float
    taken: float | None
    """`None` before the first answer."""

    @property
    def is_behind(self) -> bool:
        """Whether the time runs out before the questions do."""
        return self.taken is not None and self.taken > self.planned


class Sitting(msgspec.Struct, frozen=True):
    """Where a mock exam stands."""

    begun: Begun
    sheets: tuple[Sheet, ...]
    end: HandedIn | Dropped | None = None
    ended: int | None = None
    """When; at the deadline at the latest."""

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(sheet.response is not None for sheet in self.sheets)

    @property
    def open(self) -> tuple[int, ...]:
        """The places without an answer."""
        return tuple(place for place, sheet in enumerate(self.sheets, 1) if sheet.response is None)

    def flagged(self, flag: Flag) -> tuple[int, ...]:
        """Return the places with a flag."""
        return tuple(place for place, sheet in enumerate(self.sheets, 1) if flag in sheet.flags)

    @property
    def to_review(self) -> tuple[int, ...]:
        """All places, those without an answer first, then those with a flag."""
        keyed = [(s.response is not None, not s.flags, place) for place, s in enumerate(self.sheets, 1)]
        return tuple(place for *_, place in sorted(keyed))

    def sheet(self, place: int) -> Sheet:
        """Return what stands on the paper at a place, from 1."""
        return self.sheets[place - 1]

    def is_over(self, now: int) -> bool:
        """Tell whether nothing can be answered any more."""
        return self.ended is not None or now >= self.begun.deadline

    def ends(self, now: int) -> int:
        """Return when the sitting ended if it is over, else when it would end if handed in now."""
        return min(now if self.ended is None else self.ended, self.begun.deadline)

    def left(self, now: int) -> float:
        """Return the seconds left; a clock that was set back gives no more than there were."""
        if self.ended is not None:
            return 0.0
        return min(max((self.begun.deadline - now) / 1000, 0.0), self.begun.seconds)

    def pace(self, now: int) -> Pace:
        """Return how fast questions are answered, against the plan."""
        spent = self.begun.seconds - self.left(now)
        planned = self.begun.seconds / self.begun.places
        return Pace(planned, spent / self.answered if self.answered else None)


def in_ranges(places: Iterable[int]) -> str:
    """Write places in their order, neighbours as ranges: `3 7 9-11`."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def begin(begun: Begun) -> Sitting:
    """Return the sitting that was just begun."""
    return Sitting(begun, (Sheet(),) * begun.places)


def step(sitting: Sitting, at: int, event: Event) -> Sitting:
    """Return the sitting after an event; after the end, and beside the paper, nothing changes."""
    match event:
        case HandedIn() | Dropped() if sitting.ended is None:
            return msgspec.structs.replace(sitting, end=event, ended=min(at, sitting.begun.deadline))
        case Answered(place=place) | Flagged(place=place) if not sitting.is_over(at):
            return _written(sitting, place, at, event)
        case _:
            return sitting


def fold(begun: Begun, events: Iterable[tuple[int, Event]]) -> Sitting:
    """Return where events, in their order, leave a sitting."""
    sitting = begin(begun)
    for at, event in events:
        sitting = step(sitting, at, event)
    return sitting


def _written(sitting: Sitting, place: int, at: int, event: Answered | Flagged) -> Sitting:
    if not 1 <= place <= len(sitting.sheets):
        return sitting
    before = sitting.sheet(place)
    match event:
        case Answered(response=response, seconds=seconds):
            after = Sheet(response, at, before.seconds + seconds, before.flags)
        case Flagged(flag=flag, on=on):
            flags = before.flags | {flag} if on else before.flags - {flag}
            after = msgspec.structs.replace(before, flags=flags)
    sheets = (*sitting.sheets[: place - 1], after, *sitting.sheets[place:])
    return msgspec.structs.replace(sitting, sheets=sheets)
