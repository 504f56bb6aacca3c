"""Who answered what, and rightly or not: the first answers of learners as a table with holes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from examprep.core.attempts import Attempt

Numbers: TypeAlias = npt.NDArray[np.float64]
Marks: TypeAlias = npt.NDArray[np.bool_]


class Version(msgspec.Struct, frozen=True, order=True):
    """An item as it stood when it was asked."""

    item: str
    digest: str


class Answers(msgspec.Struct, frozen=True):
    """First answers, one row a learner, one column a version of an item."""

    learners: tuple[str, ...]
    versions: tuple[Version, ...]
    right: Numbers
    """1 right, 0 not, NaN not asked; what is right in parts is not right."""
    given: Mapping[Version, tuple[Attempt, ...]]
    """The same answers in full."""
    left_out: Mapping[str, int]
    """How many answers do not count, by the reason."""

    @property
    def count(self) -> int:
        """How many answers there are."""
        return sum(map(len, self.given.values()))


def tabulate(attempts: Iterable[Attempt]) -> Answers:
    """Return what learners answered when they met an item for the first time."""
    left_out: Counter[str] = Counter()
    firsts: dict[tuple[str, str], Attempt] = {}
    for attempt in sorted(attempts, key=lambda attempt: (attempt.learner, attempt.n)):
        reason = _reason_to_leave_out(attempt)
        if reason is None and firsts.setdefault((attempt.learner, attempt.item), attempt) is not attempt:
            reason = "repeated"
        if reason is not None:
            left_out[reason] += 1
    given: dict[Version, list[Attempt]] = {}
    for attempt in firsts.values():
        given.setdefault(Version(attempt.item, attempt.digest), []).append(attempt)
    learners = tuple(sorted({learner for learner, _ in firsts}))
    versions = tuple(sorted(given))
    known = {version: tuple(given[version]) for version in versions}
    return Answers(learners, versions, _table(learners, known), known, dict(left_out))


def _reason_to_leave_out(attempt: Attempt) -> str | None:
    if attempt.mode == "drill":
        return "drills"
    if attempt.outcome == "rated":
        return "rated"
    return "repeated" if attempt.earlier else None


def _table(learners: tuple[str, ...], given: Mapping[Version, tuple[Attempt, ...]]) -> Numbers:
    rows = {learner: row for row, learner in enumerate(learners)}
    table = np.full((len(learners), len(given)), np.nan)
    for column, attempts in enumerate(given.values()):
        for attempt in attempts:
            table[rows[attempt.learner], column] = attempt.outcome == "right"
    return table
