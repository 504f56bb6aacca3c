"""How long answers take: learned from the log, kind by kind, from a sensible start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

USUAL: dict[str, float] = {
    "recall": 12.0, "choice": 30.0, "multi": 40.0, "number": 60.0,
    "cloze": 35.0, "code": 60.0, "order": 45.0, "match": 45.0,
}  # fmt: skip
"""Seconds, before anything is known of a learner."""
SHORTEST, LONGEST = 4.0, 180.0
"""Seconds counted for one answer: a key was struck without reading, or somebody left the desk."""
WORTH = 10
"""Answers that the usual seconds count for."""


def learn_pace(taken: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    """Return the seconds an answer of each kind takes, from kinds and seconds of answers given."""
    totals = {kind: seconds * WORTH for kind, seconds in USUAL.items()}
    counts = dict.fromkeys(USUAL, WORTH)
    for kind, seconds in taken:
        totals[kind] += min(max(seconds, SHORTEST), LONGEST)
        counts[kind] += 1
    return {kind: totals[kind] / counts[kind] for kind in USUAL}
