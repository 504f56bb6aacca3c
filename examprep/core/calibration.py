"""Was what was predicted of memory true? Predictions beside what happened, from the log alone.

Only the first answer to an item on a day counts: what follows repeats what was just shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from statistics import fmean

import msgspec

from examprep.core.day import StudyDay
from examprep.core.item import ItemId

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Where one bin of predictions ends and the next begins; most predictions are high."""
CERTAIN = 1e-4
"""No prediction is taken for surer than that, or one surprise would cost infinitely much."""
DOUBT = 0.1
"""How far predictions are believed to be off on the whole, as a standard deviation, before any was tested."""


class Judged(msgspec.Struct, frozen=True):
    """The first answer to an item on a day, as far as it says something about memory."""

    item: ItemId
    day: StudyDay
    predicted: float | None
    """Probability of recall just before; `None` for an item never seen."""
    recalled: bool
    """Right, or a flashcard rated better than Again."""
    marked: bool
    """Marked by the program; a flashcard rates itself."""
    is_new: bool
    """Never answered before."""


class Bin(msgspec.Struct, frozen=True):
    """Predictions of about one height."""

    low: float
    high: float
    count: int
    predicted: float | None
    """Mean prediction; `None` where the bin is empty."""
    recalled: float | None
    """Share that was recalled."""


class Calibration(msgspec.Struct, frozen=True):
    """How predictions of recall compare with what happened; everything is `None` without any."""

    count: int
    predicted: float | None
    """Mean prediction."""
    recalled: float | None
    """Share that was recalled: true retention."""
    brier: float | None
    """Mean squared error; 0 is perfect."""
    brier_plain: float | None
    """The same of always predicting the share that was recalled."""
    log_loss: float | None
    bins: tuple[Bin, ...]
    error: float
    """How far the mean prediction may still be off."""


def calibrate(answers: Iterable[Judged], since: StudyDay | None = None) -> Calibration:
    """Compare predictions, from a study day on, with what happened; an answer without one says nothing."""
    pairs = [
        (min(max(answer.predicted, 0.0), 1.0), answer.recalled)
        for answer in answers
        if answer.predicted is not None and (since is None or answer.day >= since)
    ]
    bins = tuple(_bin(pairs, low, high) for low, high in pairwise(EDGES))
    if not pairs:
        return Calibration(0, None, None, None, None, None, bins, DOUBT)
    recalled = fmean(right for _, right in pairs)
    return Calibration(
        count=len(pairs),
        predicted=fmean(p for p, _ in pairs),
        recalled=recalled,
        brier=fmean((p - right) ** 2 for p, right in pairs),
        brier_plain=recalled * (1 - recalled),
        log_loss=fmean(_surprise(p if right else 1 - p) for p, right in pairs),
        bins=bins,
        error=_error(pairs),
    )


def _bin(pairs: list[tuple[float, bool]], low: float, high: float) -> Bin:
    """Return the predictions from `low` to below `high`; the last bin holds its upper end too."""
    inside = [(p, right) for p, right in pairs if low <= p < high or p == high == EDGES[-1]]
    if not inside:
        return Bin(low, high, 0, None, None)
    return Bin(low, high, len(inside), fmean(p for p, _ in inside), fmean(right for _, right in inside))


def _surprise(probability: float) -> float:
    return -math.log(min(max(probability, CERTAIN), 1 - CERTAIN))


def _error(pairs: list[tuple[float, bool]]) -> float:
    """Return how far predictions may be off: `DOUBT` before any was tested, the more the log's own after."""
    bias = fmean(right - p for p, right in pairs)
    spread = sum(max(p * (1 - p), CERTAIN) for p, _ in pairs) / len(pairs) ** 2
    trust = DOUBT**2 / (DOUBT**2 + spread)
    return math.sqrt((trust * bias) ** 2 + trust * spread)
