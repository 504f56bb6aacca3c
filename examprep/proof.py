"""Content proved: the static checks, and every program of every code item run.

`bank check`, the test suite and CI call `prove_content` and nothing else.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from examprep.core.draw import draw_question
from examprep.core.expr import ExprError
from examprep.core.item import Code, Option
from examprep.core.params import ParamError
from examprep.grader.programs import Run, can_run, run_programs
from examprep.loader.blanks import RUN_LANGUAGES, program_with, syntax_error
from examprep.loader.check import CheckedFile, check_content
from examprep.loader.finding import Finding, finding_of
from examprep.loader.shape import Places
from examprep.loader.tree import Fault

DRAWS = 10
"""How many draws of a parametrised program are run."""


class Trial(msgspec.Struct, frozen=True):
    """One program to run, and whether it must end without an exception."""

    file: str
    item: Code
    option: Option | None
    """The wrong filling on trial; `None` when all blanks are filled rightly."""
    places: Places
    source: str


class Proof(msgspec.Struct, frozen=True):
    """The checks' result with what running added."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    counts: dict[str, int]


def prove_content(
    content: Path,
    problems: Path,
    targets: Sequence[Path] = (),
    *,
    base: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> Proof:
    """Check content and run its programs; `progress` is told how many of how many have run."""
    checked = check_content(content, targets, base=base, drills=_drills(problems))
    trials = [trial for file in checked.files for trial in _trials(file)]
    ready = {language: can_run(language) for language in sorted({trial.item.language for trial in trials})}
    todo = [trial for trial in trials if ready[trial.item.language]]
    findings = _run_trials(todo, progress)
    notes = [
        f"{sum(trial.item.language == language for trial in trials)} programs were not run: "
        f"{language} is not installed"
        for language in ready
        if not ready[language]
    ]
    return Proof(
        tuple(sorted({*checked.findings, *findings})),
        (*checked.notes, *notes),
        {**checked.counts, "programs run": len(todo)},
    )


def _drills(problems: Path) -> frozenset[str]:
    return frozenset(path.parent.name for path in problems.glob("*/problem.yaml"))


def _trials(file: CheckedFile) -> Iterator[Trial]:
    bank = file.parsed.bank
    for item in bank.items() if bank else ():
        if isinstance(item, Code) and item.runs and item.check and item.language in RUN_LANGUAGES:
            yield from _item_trials(file, item)


def _item_trials(file: CheckedFile, item: Code) -> Iterator[Trial]:
    """Yield every program of an item; none where the static checks told why there is none."""
    for seed in range(DRAWS if item.params else 1):
        try:
            filled = draw_question(item, seed).item
        except (ParamError, ExprError):
            return
        assert isinstance(filled, Code)
        rights = {n: option for n, blank in filled.blanks.items() for option in blank if option.right}
        if rights.keys() != filled.blanks.keys():
            return
        yield Trial(file.file, item, None, file.parsed.places, _program(filled, rights))
        for number, blank in filled.blanks.items():
            for index, option in enumerate(blank):
                if not option.right:
                    source = _program(filled, {**rights, number: option})
                    yield Trial(file.file, item, item.blanks[number][index], file.parsed.places, source)


def _program(item: Code, fillings: Mapping[int, Option]) -> str:
    return f"{program_with(item, fillings)}\n{item.check or ''}\n"


def _run_trials(trials: Sequence[Trial], progress: Callable[[int, int], None]) -> list[Finding]:
    findings: list[Finding] = []
    count = itertools.count(1)
    for language in sorted({trial.item.language for trial in trials}):
        own = [trial for trial in trials if trial.item.language == language]
        sources = [trial.source for trial in own]
        runs = run_programs(language, sources, done=lambda: progress(next(count), len(trials)))
        for trial, run in zip(own, runs, strict=True):
            findings += [finding_of(trial.file, fault) for fault in _judge(trial, run)]
    return findings


def _judge(trial: Trial, run: Run) -> Iterator[Fault]:
    places, item, option = trial.places, trial.item, trial.option
    if option is None:
        if not run.passed:
            message = f"`{item.id}` fails with the right filling: {run.reason}"
            yield Fault(places.of(item, "check"), "code-fails", message)
    elif run.passed:
        message = f"`{item.id}` passes its check with the wrong filling `{option.text.en}`"
        hint = "add an assert to `check` that this filling fails"
        yield Fault(places.of(option), "code-passes", message, hint)
    elif error := syntax_error(trial.source):
        message = f"with the filling `{option.text.en}` this is no Python: {error}"
        yield Fault(places.of(option), "code-syntax", message, "a learner rules it out without thinking")
