"""A torch solution on a device: every floating type, the CPU beside it, PyTorch's own operation as a measure.

Values decide, and no solution is asked to be more exact than the problem's own right ones are in
that type. How long it took is told and never judged by, for the program that is measured could lie.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from examprep.core.item import Text
from examprep.core.problem import Folder, Framework, framework_of
from examprep.core.verdict import Report, Swept, Timing, Verdict
from examprep.errors import SandboxError
from examprep.grader.attempt import Attempt, Outcome
from examprep.grader.compare import FLOOR, as_leaf, compare
from examprep.grader.explain import difference_told, fault_told
from examprep.grader.judge import Grader, broken
from examprep.grader.oracle import Case, ProblemBrokenError
from examprep.grader.wire import Leaf

DTYPES = ("float32", "float16", "bfloat16")
SLACK = 4.0
"""How many times the error of the problem's own solutions another may make."""
CLOCKS = 0.5, 2e-4
"""By what share, and by how many seconds more, the host's clock may exceed the device's events."""
MOST = 0.9
"""Of how many calls that must hold."""


def grade_on_device(grader: Grader, folder: Folder, source: str, *, seed: int, device: str) -> Report:
    """Return the verdict over the cases as they are and, if they pass, with each floating type."""
    report = grader.grade(folder, source, seed=seed, device=device)
    if not report.passed:
        return report
    try:
        return _swept_report(grader, folder, source, report)
    except (SandboxError, ProblemBrokenError) as error:
        grader.close()
        return broken(folder, seed, device, str(error))


def _swept_report(grader: Grader, folder: Folder, source: str, report: Report) -> Report:
    rows: list[Swept] = []
    for dtype in DTYPES:
        row, message = sweep(grader, folder, source, seed=report.seed, device=report.device, dtype=dtype)
        rows.append(row)
        if row.verdict is not Verdict.PASS:
            told = Text(f"{dtype}で: {message.ja}", f"With {dtype}: {message.en}")
            return msgspec.structs.replace(report, verdict=row.verdict, message=told, sweep=tuple(rows))
    timing = time_beside_operator(grader, folder, source, seed=report.seed, device=report.device)
    return msgspec.structs.replace(report, sweep=tuple(rows), timing=timing)


def sweep(
    grader: Grader, folder: Folder, source: str, *, seed: int, device: str, dtype: str
) -> tuple[Swept, Text]:
    """Return how a solution does on a device with one floating type, and what to say of it."""
    cases = grader.cases(folder, seed, Framework.TORCH, dtype)
    there = grader.attempt(folder, source, cases, device, dtype)
    here = there if device == "cpu" else grader.attempt(folder, source, cases, "cpu", dtype)
    free = allowing_everything(folder)
    own = [grader.attempt(free, program, cases, device, dtype) for program in yardsticks(folder)]
    verdict, message = _verdict(folder, source, there, own)
    can = [place for place in range(len(cases)) if _can_be_done(place, own)]
    return Swept(dtype, verdict, error_of(there, can), agreement_of(there, here, can)), message


def yardsticks(folder: Folder) -> list[str]:
    """Return the programs in torch that are known to be right, the framework's own operation among them."""
    frameworks = folder.problem.frameworks
    right = [source for source in folder.right.values() if framework_of(source, frameworks) == "torch"]
    return right if folder.operator is None else [folder.operator, *right]


def allowing_everything(folder: Folder) -> Folder:
    """Return a problem that forbids no name, for PyTorch's own operation is what most of them forbid."""
    return msgspec.structs.replace(folder, problem=msgspec.structs.replace(folder.problem, forbid=()))


def _can_be_done(place: int, own: Sequence[Attempt]) -> bool:
    """Tell whether every right program answers a case in this type with something finite."""
    outcomes = [attempt.outcomes[place] for attempt in own if len(attempt.outcomes) > place]
    errors = [distance(o.case.expected, o.value, o.case.rule.inputs) for o in outcomes]
    return all(error is not None and math.isfinite(error) for error in errors)


def _verdict(folder: Folder, source: str, attempt: Attempt, own: Sequence[Attempt]) -> tuple[Verdict, Text]:
    """Return the first fault or difference that is larger than those of right programs."""
    if attempt.fault is not None:
        return fault_told(attempt.fault, folder, source)
    for place, outcome in enumerate(attempt.outcomes):
        if outcome.fault is not None:
            return fault_told(outcome.fault, folder, source)
        beside = [other.outcomes[place] for other in own if len(other.outcomes) > place]
        difference = _difference(outcome, beside)
        if difference is not None:
            return difference.verdict, difference_told(difference, outcome.case.name, show=True)
    return Verdict.PASS, Text("", "")


def _difference(outcome: Outcome, beside: Sequence[Outcome]) -> Any:
    """Return what differs by more than the tolerance and by more than right programs differ."""
    case = outcome.case
    of_value = _limit(case, [distance(case.expected, o.value, case.rule.inputs) for o in beside])
    difference = of_value and compare(case.expected, outcome.value, of_value)
    if difference or outcome.gradients is None:
        return difference
    of_gradient = _limit(case, [distance(case.gradients, o.gradients, case.rule.inputs) for o in beside])
    difference = of_gradient and compare(case.gradients, outcome.gradients, of_gradient)
    return difference and msgspec.structs.replace(difference, verdict=Verdict.GRADIENT)


def _limit(case: Case, errors: Sequence[float | None]) -> Any:
    """Return the rule of a case as wide as right programs need it; None where they fail altogether."""
    known = [math.inf if error is None else error for error in errors]
    tolerance = max([case.rule.tolerance, *(SLACK * error for error in known)])
    return msgspec.structs.replace(case.rule, tolerance=tolerance) if math.isfinite(tolerance) else None


# --- distances


def error_of(attempt: Attempt, places: Sequence[int]) -> float | None:
    """Return the largest difference from the reference over some cases; None where one is not answered."""
    if not _answered(attempt, places):
        return None
    outcomes = [attempt.outcomes[place] for place in places]
    return _largest([(o.case.expected, o.value, o.case) for o in outcomes])


def agreement_of(one: Attempt, other: Attempt, places: Sequence[int]) -> float | None:
    """Return the largest difference between two runs of some cases; None where one is not answered."""
    if not _answered(one, places) or not _answered(other, places):
        return None
    pairs = [(one.outcomes[place], other.outcomes[place]) for place in places]
    return _largest([(here.value, there.value, here.case) for here, there in pairs])


def _answered(attempt: Attempt, places: Sequence[int]) -> bool:
    reached = len(attempt.outcomes) > max(places, default=-1)
    return attempt.fault is None and reached and all(attempt.outcomes[n].fault is None for n in places)


def _largest(pairs: Sequence[tuple[Any, Any, Case]]) -> float | None:
    found = [distance(right, given, case.rule.inputs) for right, given, case in pairs]
    known = [value for value in found if value is not None and math.isfinite(value)]
    return max(known, default=0.0) if len(known) == len(found) else None


def distance(right: Any, given: Any, inputs: float) -> float | None:
    """Return the largest |difference| / (scale + |right|); None for values of other shapes."""
    rights, givens = list(_arrays(right)), list(_arrays(given))
    if [array.shape for array in rights] != [array.shape for array in givens]:
        return None
    return max((_apart(*pair, inputs) for pair in zip(rights, givens, strict=True)), default=0.0)


def _apart(right: Any, given: Any, inputs: float) -> float:
    both = np.isfinite(right) & np.isfinite(given)
    if not np.array_equal(right[~both], given[~both], equal_nan=True):
        return math.inf
    right, given = right[both], given[both]
    scale = max(float(np.max(np.abs(right), initial=0.0)), FLOOR * min(1.0, inputs))
    return float(np.max(np.abs(given - right) / (scale + np.abs(right)), initial=0.0)) if scale else 0.0


def _arrays(value: Any) -> Iterator[Any]:
    match value:
        case None | str():
            return
        case list() | tuple():
            for part in value:
                yield from _arrays(part)
        case dict():
            for key in sorted(value):
                yield from _arrays(value[key])
        case Leaf() | int() | float():
            yield as_leaf(value).values.astype(np.float64)


# --- time


def time_beside_operator(
    grader: Grader, folder: Folder, source: str, *, seed: int, device: str
) -> Timing | None:
    """Time a solution beside PyTorch's own operation on a large case; None where the problem has none."""
    large = grader.large_case(folder, seed)
    if folder.operator is None or large is None:
        return None
    with grader.runner(folder, source, device, "float32") as runner:
        told = runner.time(large, folder.operator)
    return None if told is None else _timing(told)


def _timing(told: dict[str, Any]) -> Timing | None:
    """Read what a cell says of its times; None for what cannot be meant."""
    try:
        pairs = msgspec.convert(told, dict[str, list[tuple[float, float]]])
        device = {
            name: statistics.median(pair[0] for pair in pairs[name]) for name in ("solution", "operator")
        }
        rows = [host <= (1 + CLOCKS[0]) * own + CLOCKS[1] for row in pairs.values() for own, host in row]
        agree = statistics.mean(rows) >= MOST
        return Timing(device["solution"], device["operator"], agree) if min(device.values()) > 0 else None
    except (msgspec.ValidationError, KeyError, statistics.StatisticsError):
        return None
