"""Classical item analysis on a table with holes: who was not asked an item does not count for it.

A learner's standing beside an item is the mean, over the other items they were asked, of their
mark less the share of all who were right. With no holes that ranks learners as the rest score
does; with holes it does not reward those who happened to be asked easy items.
"""

from __future__ import annotations

import math

import msgspec
import numpy as np

from examprep.analysis.answers import Marks, Numbers
from examprep.core.interval import CERTAINTY

LEAST_OTHERS = 5
"""Other items a learner must have been asked before they can be called strong or weak."""
TAIL = 0.27
"""Share of learners in the upper and in the lower group (Kelley, 1939)."""
LEAST_PERSONS, LEAST_ITEMS = 20, 5
"""A block must have so many rows and columns before its reliability is worth telling."""


class Correlation(msgspec.Struct, frozen=True):
    """A correlation over so many learners."""

    value: float
    count: int

    @property
    def error(self) -> float:
        """How far it is off by chance where the true one is 0."""
        return 1 / math.sqrt(self.count - 1)

    @property
    def high(self) -> float:
        """What the true one is below, 97.5 times of 100 (Fisher)."""
        bounded = min(max(self.value, -0.999999), 0.999999)
        return math.tanh(math.atanh(bounded) + CERTAINTY / math.sqrt(max(self.count - 3, 1)))


class Groups(msgspec.Struct, frozen=True):
    """Shares among the strongest and among the weakest learners."""

    upper: float
    lower: float


class Block(msgspec.Struct, frozen=True):
    """Learners and items without a hole between them."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


def standings(right: Numbers) -> Numbers:
    """Return each learner's standing beside each item; NaN where they were not asked enough."""
    seen = ~np.isnan(right)
    asked = seen.sum(axis=0)
    shares = np.divide(np.nansum(right, axis=0), asked, out=np.zeros(right.shape[1]), where=asked > 0)
    surplus = np.where(seen, right - shares, 0.0)
    others = seen.sum(axis=1)[:, None] - 1
    totals = surplus.sum(axis=1)[:, None] - surplus
    known = seen & (others >= LEAST_OTHERS)
    return np.asarray(np.divide(totals, others, out=np.full(right.shape, np.nan), where=known))


def correlate(marks: Numbers, standing: Numbers) -> Correlation | None:
    """Return the correlation of marks with standings where both are known; `None` if one does not vary."""
    known = ~(np.isnan(marks) | np.isnan(standing))
    x, y = marks[known], standing[known]
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) < 1e-12:
        return None
    x, y = x - x.mean(), y - y.mean()
    return Correlation(float(x @ y / math.sqrt((x @ x) * (y @ y))), len(x))


def compare_groups(marks: Numbers, standing: Numbers) -> Groups | None:
    """Return the shares among the strongest and the weakest 27%; who stands equal counts in parts."""
    known = ~(np.isnan(marks) | np.isnan(standing))
    x, y = marks[known], standing[known]
    size = round(TAIL * len(x))
    if size < 1:
        return None
    return Groups(_share_of_first(x, -y, size), _share_of_first(x, y, size))


def _share_of_first(marks: Numbers, order: Numbers, size: int) -> float:
    """Return the mean mark of the `size` lowest in order, the same whichever of equals are taken."""
    edge = np.sort(order)[size - 1]
    inside, level = order < edge - 1e-12, np.abs(order - edge) <= 1e-12
    rest = size - inside.sum()
    return float((marks[inside].sum() + rest * marks[level].mean()) / size)


def alpha(table: Numbers) -> float | None:
    """Return Cronbach's alpha of a table without holes, for marks of 0 and 1 KR-20; `None` if none varies."""
    items = table.shape[1]
    total = table.sum(axis=1).var()
    if items < 2 or total <= 0:
        return None
    return float(items / (items - 1) * (1 - table.var(axis=0).sum() / total))


def lengthened(reliability: float, times: float) -> float:
    """Return the reliability of a test so many times as long (Spearman-Brown)."""
    return times * reliability / (1 + (times - 1) * reliability)


def complete_block(seen: Marks) -> Block | None:
    """Return a large block without holes, found by adding the item that loses the fewest learners."""
    rows = np.ones(seen.shape[0], dtype=bool)
    columns: list[int] = []
    left = list(range(seen.shape[1]))
    best, largest = None, 0
    while left and rows.sum() >= LEAST_PERSONS:
        kept = (seen[:, left] & rows[:, None]).sum(axis=0)
        column = left.pop(int(kept.argmax()))
        columns.append(column)
        rows &= seen[:, column]
        area = int(rows.sum()) * len(columns)
        if rows.sum() >= LEAST_PERSONS and len(columns) >= LEAST_ITEMS and area > largest:
            largest = area
            best = Block(tuple(np.flatnonzero(rows).tolist()), tuple(sorted(columns)))
    return best
