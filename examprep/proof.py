"""Content proved: the static checks, and every program of every code item run.

`bank check`, the test suite and CI call `prove_content` and nothing else.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from examprep.core.draw import draw_question
from examprep.core.item import Code, Option
from examprep.grader.programs import Run, can_run, run_programs
from examprep.loader.check import Checked, CheckedFile, check_content
from examprep.loader.finding import Finding
from examprep.loader.shape import Places

DRAWS = 3
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
    trials = list(_trials(checked))
    findings, notes = _run_trials(trials, progress)
    return Proof(
        tuple(sorted({*checked.findings, *findings})),
        (*checked.notes, *notes),
        {**checked.counts, "programs run": len(trials)},
    )


def _drills(problems: Path) -> frozenset[str]:
    return frozenset(path.parent.name for path in problems.glob("*/problem.yaml"))


def _trials(checked: Checked) -> Iterator[Trial]:
    faulty = {(finding.file, finding.line) for finding in checked.findings}
    for file in checked.files:
        bank, places = file.parsed.bank, file.parsed.places
        for item in bank.items() if bank else ():
            at = places.of(item)
            if isinstance(item, Code) and item.runs and (file.file, at.line) not in faulty:
                yield from _item_trials(file, item)


def _item_trials(file: CheckedFile, item: Code) -> Iterator[Trial]:
    for seed in range(DRAWS if item.params else 1):
        filled = draw_question(item, seed).item
        assert isinstance(filled, Code)
        rights = {n: next((o for o in blank if o.right), None) for n, blank in filled.blanks.items()}
        if None in rights.values():
            return
        yield Trial(file.file, item, None, file.parsed.places, _program(filled, rights))
        for number, blank in filled.blanks.items():
            for index, option in enumerate(blank):
                if not option.right:
                    source = _program(filled, {**rights, number: option})
                    yield Trial(file.file, item, item.blanks[number][index], file.parsed.places, source)


def _program(item: Code, fillings: dict[int, Option | None]) -> str:
    program = item.program
    for number, option in fillings.items():
        assert option is not None
        program = program.replace(f"___{number}___", option.text.en)
    return f"{program}\n{item.check or ''}\n"


def _run_trials(
    trials: Sequence[Trial], progress: Callable[[int, int], None]
) -> tuple[list[Finding], list[str]]:
    findings: list[Finding] = []
    notes: list[str] = []
    count = itertools.count(1)
    for framework in sorted({trial.item.language for trial in trials}):
        own = [trial for trial in trials if trial.item.language == framework]
        if not can_run(framework):
            notes.append(f"{len(own)} programs were not run: {framework} is not installed")
            continue
        runs = run_programs(
            framework, [trial.source for trial in own], done=lambda: progress(next(count), len(trials))
        )
        findings += [f for trial, run in zip(own, runs, strict=True) if (f := _judge(trial, run))]
    return findings, notes


def _judge(trial: Trial, run: Run) -> Finding | None:
    places = trial.places
    if trial.option is None and not run.passed:
        at = places.of(trial.item, "check")
        message = f"`{trial.item.id}` fails with the right filling: {run.reason}"
        return Finding(trial.file, at.line, at.column, "code-fails", message)
    if trial.option is not None and run.passed:
        at = places.of(trial.option)
        message = f"`{trial.item.id}` passes its check with the wrong filling `{trial.option.text.en}`"
        hint = "add an assert to `check` that this filling fails"
        return Finding(trial.file, at.line, at.column, "code-passes", message, hint)
    return None
