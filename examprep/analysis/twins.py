"""Find the learner who was exported twice: every export has a new token, the answers are the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

from examprep.analysis.answers import Answers
from examprep.analysis.report import Twins

LEAST = 8
"""Different times, to a tenth of a second, that must agree."""
HALF = 0.5
"""Share of the shorter export that must."""
COMMON = 4
"""What more learners than that have in common says nothing."""


def find_twins(answers: Answers, files: Mapping[str, str]) -> tuple[Twins, ...]:
    """Return the pairs of learners whose answers agree too well; `files` is where each came from."""
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    asked: Counter[str] = Counter()
    for version, given in answers.given.items():
        for attempt in given:
            asked[attempt.learner] += 1
            if attempt.seconds:
                alike[version, attempt.outcome, attempt.chosen, attempt.seconds].append(attempt.learner)
    same: dict[tuple[str, str], list[object]] = defaultdict(list)
    for (*_, seconds), learners in alike.items():
        for pair in combinations(sorted(learners), 2) if len(learners) <= COMMON else ():
            same[pair].append(seconds)
    return tuple(
        Twins((files[one], files[other]), len(times))
        for (one, other), times in sorted(same.items())
        if len(set(times)) >= LEAST and len(times) >= HALF * min(asked[one], asked[other])
    )
