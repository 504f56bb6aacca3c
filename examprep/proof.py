"""Content proved: the static checks, every program of every code item, every problem at the strength gate.

`bank check`, the test suite and CI call `prove_content` and `prove_problems`, and nothing else.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

import msgspec

from examprep.core.draw import draw_question
from examprep.core.expr import ExprError
from examprep.core.item import Code, Option
from examprep.core.library import Library
from examprep.core.params import ParamError
from examprep.core.problem import Folder, Problem
from examprep.core.strength import Depth, Flaw, Strength
from examprep.errors import UsageError, near_miss
from examprep.grader.programs import Run, can_run, run_programs
from examprep.loader.asserts import named_asserts
from examprep.loader.blanks import RUN_LANGUAGES, program_with, syntax_error
from examprep.loader.check import CheckedFile, check_content
from examprep.loader.drafts import is_draft
from examprep.loader.finding import Finding, finding_of, name_of, unreadable
from examprep.loader.paths import SHEET, problem_ids, problems_at, read_file
from examprep.loader.problems import parse_sheet, read_folder
from examprep.loader.shape import Places
from examprep.loader.survivors import LIST, Excuses, parse_survivors
from examprep.loader.tree import Fault
from examprep.loader.whole import Whole

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
    strengths: tuple[Strength, ...] = ()
    """Of the problems that went through the gate."""


class Stage(StrEnum):
    """What is being done."""

    BANKS = "banks"
    PROGRAMS = "programs"


Progress = Callable[[Stage, int, int], None]
"""Is told how many of how many banks are checked, or programs have run."""


def prove_content(
    content: Path,
    problems: Path,
    targets: Sequence[Path] = (),
    *,
    base: Path,
    context: Sequence[Path] = (),
    progress: Progress = lambda stage, done, total: None,  # noqa: ARG005
) -> Proof:
    """Check content and run its programs; of problems, only what can be seen without running them."""
    checked = check_content(
        content,
        targets,
        base=base,
        drills=_drills(problems),
        context=context,
        progress=partial(progress, Stage.BANKS),
    )
    trials = [trial for file in checked.files for trial in _trials(file)]
    ready = {language: can_run(language) for language in sorted({trial.item.language for trial in trials})}
    todo = [trial for trial in trials if ready[trial.item.language]]
    findings = _run_trials(todo, partial(progress, Stage.PROGRAMS))
    if not targets:
        findings += _sheet_findings(problems, checked.library, base)
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
        if isinstance(item, Code) and _can_run(item):
            yield from _item_trials(file, item)


def _can_run(item: Code) -> bool:
    return item.runs and bool(item.check) and item.language in RUN_LANGUAGES and not is_draft(item)


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
        named = msgspec.structs.replace(filled, check=named_asserts(filled.check or ""))
        yield Trial(file.file, item, None, file.parsed.places, _program(named, rights))
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


# --- problems


class _Entrant(msgspec.Struct, frozen=True):
    """A problem on its way to the gate."""

    path: Path
    folder: Folder
    excuses: Excuses


def prove_problems(
    problems: Path,
    targets: Sequence[Path] = (),
    *,
    base: Path,
    depth: Depth = Depth(),  # noqa: B008 - frozen
    progress: Progress = lambda stage, done, total: None,  # noqa: ARG005
) -> Proof:
    """Hold the problems among `targets`, or all of them, against the strength gate."""
    findings: list[Finding] = []
    entrants: list[_Entrant] = []
    named = dict.fromkeys(path for target in targets for path in _folders_at(target, problems))
    for path in named or _paths(problems):
        folder, static = read_folder(path, base=base)
        excuses = _excuses(path)
        findings += [*static, *(finding_of(name_of(path / LIST, base), fault) for fault in excuses.faults)]
        if folder is not None:
            entrants.append(_Entrant(path, folder, excuses))
    strengths = _weighed(entrants, depth, partial(progress, Stage.PROGRAMS))
    for entrant, strength in zip(entrants, strengths, strict=True):
        findings += [_finding(flaw, entrant.path, base) for flaw in strength.flaws]
        findings += _stale_excuses(entrant, strength, base)
    notes = tuple(note for strength in strengths for note in _notes(strength))
    return Proof(tuple(sorted(set(findings))), notes, _gate_counts(strengths), tuple(strengths))


def _paths(problems: Path) -> list[Path]:
    return [problems / id for id in problem_ids(problems)]


def _folders_at(target: Path, problems: Path) -> list[Path]:
    """Return the folders of problems a person means by a path, or by an id."""
    for path in (target, problems / target):
        if found := problems_at(path):
            return found
    known = problem_ids(problems)
    message = f'no problem folder "{target}": it would hold a {SHEET}.'
    raise UsageError(message + near_miss(target.name, known))


def _excuses(path: Path) -> Excuses:
    try:
        return parse_survivors(read_file(path / LIST))
    except FileNotFoundError:
        return Excuses((), Places(), ())
    except OSError as error:
        return Excuses((), Places(), (unreadable(error),))


def _weighed(
    entrants: Sequence[_Entrant], depth: Depth, progress: Callable[[int, int], None]
) -> list[Strength]:
    from examprep.grader.gates import weigh_problems  # noqa: PLC0415 - numpy is not for every proof

    return weigh_problems(
        [(entrant.folder, entrant.excuses.excuses) for entrant in entrants], depth, progress
    )


def _finding(flaw: Flaw, path: Path, base: Path) -> Finding:
    file = path / flaw.file
    line = _line_with(file, flaw.near) if flaw.near else flaw.line
    return Finding(name_of(file, base), line, 1, flaw.code, flaw.message, flaw.hint)


def _line_with(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)


def _stale_excuses(entrant: _Entrant, strength: Strength, base: Path) -> Iterator[Finding]:
    """Report every excuse for a mutant that does not survive."""
    survived = {(survivor.file, survivor.text) for survivor in strength.survivors}
    for excuse in entrant.excuses.excuses if strength.mutants else ():
        if (excuse.file, excuse.mutant) not in survived:
            message = f"no mutant of {excuse.file} that reads like this survives"
            fault = Fault(entrant.excuses.places.of(excuse), "stale-excuse", message, "remove it")
            yield finding_of(name_of(entrant.path / LIST, base), fault)


def _notes(strength: Strength) -> Iterator[str]:
    if strength.skipped:
        yield f"{strength.problem}: {strength.skipped} programs were not run: torch is not installed"
    for survivor in strength.survivors if strength.is_enough else ():
        if survivor.excuse is None:
            place = f"{strength.problem}/{survivor.file}:{survivor.line}"
            yield f"{place}: survives without a reason: {survivor.text}"


def _gate_counts(strengths: Sequence[Strength]) -> dict[str, int]:
    return {
        "problems": len(strengths),
        "mutants": sum(strength.mutants for strength in strengths),
        "noticed": sum(strength.killed for strength in strengths),
        "excused": sum(strength.excused for strength in strengths),
    }


def _sheet_findings(problems: Path, library: Library, base: Path) -> Iterator[Finding]:
    """Report what is wrong with each problem as it is written, its links to banks among it."""
    for path in _paths(problems):
        yield from read_folder(path, base=base)[1]
        try:
            parsed = parse_sheet(read_file(path / SHEET))
        except OSError:  # told above
            continue
        for fault in _sheet_link_faults(parsed, library):
            yield finding_of(name_of(path / SHEET, base), fault)


def _sheet_link_faults(parsed: Whole[Problem], library: Library) -> Iterator[Fault]:
    problem = parsed.value
    for field, what, ids, known in (
        ("concepts", "concept", problem.concepts, library.concepts.keys()),
        ("syllabus", "topic", problem.syllabus, library.topics.keys()),
    ) if problem else ():  # fmt: skip
        for index, id in enumerate(ids):
            if id not in known:
                hint = near_miss(id, known).strip() or None
                at = parsed.places.of(problem, f"{field}/{index}")
                yield Fault(at, f"unknown-{what}", f"{what} `{id}` does not exist", hint)
