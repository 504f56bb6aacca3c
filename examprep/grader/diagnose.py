"""Recognise a known way to be wrong: the slip that answers every case as the submission did."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from examprep.core.problem import Folder
from examprep.grader.attempt import Attempt, Outcome
from examprep.grader.compare import is_same_answer
from examprep.grader.oracle import Case

MOST = 4096
"""Slips whose answers are remembered: those of all shipped problems, and more."""
TELLING = {"exception", "detached", "generator", "foreign", "backward"}
"""Faults that say what is wrong with a program, so that two with the same one may be alike."""


Run = Callable[[str, Sequence[Case]], Attempt]
"""Runs a program over some cases."""


class Diagnosis:
    """Knows how the slips of problems answer their fixed cases, once it has run them."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Attempt] = {}

    def slip_of(
        self, folder: Folder, source: str, attempt: Attempt, cases: Sequence[Case], run: Run
    ) -> str | None:
        """Return the first slip whose answers are those of a failed attempt at `source`, case by case."""
        if attempt.fault is not None or not all(map(_is_telling, attempt.outcomes)):
            return None
        fixed = [case for case in cases if not case.is_random]
        outcomes = tuple(o for o in attempt.outcomes if not o.case.is_random)
        on_fixed = msgspec.structs.replace(attempt, outcomes=outcomes)
        for slip in folder.problem.slips:
            is_itself = folder.slips[slip.id] == source  # as when a problem's slips are tried: it just ran
            if is_itself:
                self._known.setdefault((folder.digest, slip.id), on_fixed)
            if not _is_alike(outcomes, self._on_fixed(folder, slip.id, fixed, run)):
                continue
            if is_itself or _is_alike(attempt.outcomes, run(folder.slips[slip.id], cases)):
                return slip.id
        return None

    def _on_fixed(self, folder: Folder, slip: str, fixed: Sequence[Case], run: Run) -> Attempt:
        key = (folder.digest, slip)
        if key not in self._known:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[key] = run(folder.slips[slip], fixed)
        return self._known[key]


def _is_telling(outcome: Outcome) -> bool:
    return outcome.fault is None or outcome.fault.get("fault") in TELLING


def _is_alike(outcomes: Sequence[Outcome], slip: Attempt) -> bool:
    pairs = list(zip(outcomes, slip.outcomes, strict=False))
    return len(pairs) == len(outcomes) and all(_is_same_outcome(one, other) for one, other in pairs)


def _is_same_outcome(one: Outcome, other: Outcome) -> bool:
    if one.fault is not None or other.fault is not None:
        keys = ("fault", "type")
        return all((one.fault or {}).get(key) == (other.fault or {}).get(key) for key in keys)
    rule = one.case.rule
    with_gradients = one.gradients is not None and other.gradients is not None  # numpy has none
    return (
        one.changed == other.changed
        and is_same_answer(one.value, other.value, rule)
        and (not with_gradients or is_same_answer(one.gradients, other.gradients, rule))
    )
