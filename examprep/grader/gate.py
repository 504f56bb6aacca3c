"""The strength gate: a problem takes every right program and no wrong one.

Right solutions must pass under many seeds; slips, starters, answers that know nothing and small
changes of right programs must not. Everything runs as submissions do, in confined forks.
"""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Self

import msgspec

from examprep.core.problem import Compared, Folder, Framework, Gradient, Kind, Limits, framework_of
from examprep.core.strength import ENOUGH, Depth, Excuse, Flaw, Strength, Survivor
from examprep.core.verdict import Report, Verdict
from examprep.grader.attempt import Outcome, Runner
from examprep.grader.compare import compare
from examprep.grader.degenerate import constant_parts, lenient, passing
from examprep.grader.example import Example, calling_cases, examples_of, holds, numbers, parameters_of
from examprep.grader.judge import Grader
from examprep.grader.mutants import Mutant, mutants_of
from examprep.grader.oracle import Case, Oracle, ProblemBrokenError
from examprep.grader.programs import can_run
from examprep.grader.zygote import Zygote

TRAINED_SEEDS = 4
"""Seeds at most where properties decide: such a program trains something, which takes its time."""
MUTANT_SEEDS = 3
"""How many seeds a mutant must survive."""
HASTE = 1.0
"""Seconds a mutant may take for a case: it may never end."""
REFERENCE = "reference.py"

Progress = Callable[[], None]
"""Is told that one more program has run."""

_NO_RUN = {
    Verdict.ERROR, Verdict.TIMEOUT, Verdict.MEMORY, Verdict.OUTPUT, Verdict.FORBIDDEN, Verdict.INVALID,
    Verdict.BROKEN,
}  # fmt: skip
"""What a starter must not end with: it runs, and is wrong."""
_PLACE = re.compile(r"(?P<file>reference|cases|checks)\.py, line (?P<line>\d+)")


def steps_of(folder: Folder, depth: Depth) -> int:
    """Return how many programs the gate will run for a problem."""
    depth = _depth_of(folder, depth)
    programs = len(folder.right) * depth.right + len(folder.slips) * depth.wrong + len(folder.starters)
    return programs + (len(reference_mutants(folder)) + len(right_mutants(folder)) if depth.mutants else 0)


def _depth_of(folder: Folder, depth: Depth) -> Depth:
    if folder.problem.compared == Compared.VALUES:
        return depth
    return msgspec.structs.replace(depth, right=min(depth.right, TRAINED_SEEDS))


def right_mutants(folder: Folder) -> tuple[Mutant, ...]:
    """Return the mutants of all right solutions; none where a changed program may be as good."""
    problem = folder.problem
    if problem.compared == Compared.FORM:
        return ()
    mutants: list[Mutant] = []
    for name, source in folder.right.items():
        is_torch = framework_of(source, problem.frameworks) is Framework.TORCH
        gradients = is_torch and problem.gradient != Gradient.NONE
        mutants += _mutants(f"right/{name}", source, gradients=gradients)
    return tuple(mutants)


def reference_mutants(folder: Folder) -> tuple[Mutant, ...]:
    """Return the mutants of the reference; its backward is left alone where nobody asks for it."""
    problem = folder.problem
    if problem.compared == Compared.FORM:
        return ()
    is_asked = problem.gradient == Gradient.REFERENCE and Framework.TORCH in problem.frameworks
    without = frozenset() if is_asked else frozenset({f"{problem.entry.name}_backward"})
    return _mutants(REFERENCE, folder.reference, without=without)


def _mutants(
    file: str, source: str, *, gradients: bool = False, without: frozenset[str] = frozenset()
) -> tuple[Mutant, ...]:
    try:
        return mutants_of(file, source, gradients=gradients, without=without)
    except SyntaxError:
        return ()  # it will be told when the program is run


class Gate(Grader):
    """Holds problems against the gate, one after another, in warm processes. Use it as a context."""

    def __init__(self, depth: Depth = Depth()) -> None:  # noqa: B008 - frozen
        super().__init__()
        self._depth = depth

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def weigh(
        self, folder: Folder, excuses: Sequence[Excuse] = (), progress: Progress = lambda: None
    ) -> Strength:
        """Return everything wrong with a problem's programs, and which mutants its cases do not notice."""
        return _Weighing(self, folder, self._depth, progress).strength(excuses)

    def survives(self, folder: Folder, mutant: Mutant, cases: Sequence[Case]) -> bool:
        """Tell whether a mutant of a right solution passes the cases, and those of more seeds."""
        haste = Limits(seconds=min(HASTE, folder.problem.limits.seconds), memory=folder.problem.limits.memory)
        hasty = _with(folder, limits=haste)
        framework = framework_of(mutant.source, folder.problem.frameworks)
        with _UntilWrong(self._zygote(framework), hasty, framework, mutant.source, "cpu") as runner:
            attempt = runner.run(cases)
        if attempt.fault is not None or any(map(_is_wrong, attempt.outcomes)):
            return False
        return all(self.grade(hasty, mutant.source, seed=seed).passed for seed in range(MUTANT_SEEDS))

    def answers(self, folder: Folder, seed: int) -> tuple[Case, ...]:
        """Return the cases of a folder whose programs were changed, and what they say is right."""
        oracle = _HastyOracle(self._zygote(Framework.NUMPY), folder)
        try:
            return oracle.cases(seed, Framework.NUMPY)
        finally:
            oracle.close()


class _UntilWrong(Runner):
    """Asks no further than the first case that goes wrong."""

    def _ask(self, case: Case, until: float) -> Outcome:
        outcome = super()._ask(case, until)
        self._is_over = self._is_over or _is_wrong(outcome)
        return outcome


class _HastyOracle(Oracle):
    """Waits for programs that may never end, but not long."""

    def __init__(self, zygote: Zygote, folder: Folder) -> None:
        self._until = time.monotonic() + 5 * HASTE
        super().__init__(zygote, folder)

    def _next(self, deadline: float) -> object:  # type: ignore[override]
        try:
            return super()._next(min(deadline, self._until))
        except ProblemBrokenError:
            self.close()
            raise


def _is_wrong(outcome: Outcome) -> bool:
    return outcome.fault is not None or outcome.difference is not None or outcome.changed


class _Weighing:
    """One problem on its way through the gate."""

    def __init__(self, gate: Gate, folder: Folder, depth: Depth, progress: Progress) -> None:
        self._gate = gate
        self._folder = folder
        self._problem = folder.problem
        self._depth = _depth_of(folder, depth)
        self._progress = progress
        self._ready = {name: name == Framework.NUMPY or can_run(name) for name in folder.problem.frameworks}
        self._skipped = 0
        self._known: dict[tuple[int, Framework], tuple[Case, ...]] = {}

    def strength(self, excuses: Sequence[Excuse]) -> Strength:
        try:
            cases = self._cases(0, Framework.NUMPY)
        except ProblemBrokenError as error:
            return self._strength([_broken(str(error))], 0, ())
        bad = list(self._right_flaws())
        flaws = [*bad, *self._slip_flaws(), *self._starter_flaws(), *self._case_flaws(cases)]
        flaws += [*self._seed_flaws(cases), *self._operator_flaws()]
        flaws += self._example_flaws()
        if bad or not self._depth.mutants:  # mutants of a wrong program say nothing
            return self._strength(flaws, 0, ())
        mutants = [*self._runnable(right_mutants(self._folder)), *reference_mutants(self._folder)]
        survivors = [mutant for mutant in mutants if self._survives(mutant)]
        known = {(excuse.file, excuse.mutant): excuse.why for excuse in excuses}
        told = tuple(Survivor(m.file, m.line, m.kind, m.text, known.get((m.file, m.text))) for m in survivors)
        return self._strength(flaws, len(mutants), told)

    def _strength(self, flaws: list[Flaw], mutants: int, survivors: tuple[Survivor, ...]) -> Strength:
        strength = Strength(self._problem.id, tuple(sorted(flaws)), mutants, survivors, self._skipped)
        if not mutants or strength.is_enough:
            return strength
        weak = [*flaws, *_weaknesses(strength)]
        return msgspec.structs.replace(strength, flaws=tuple(sorted(weak)))

    def _grade(self, source: str, seed: int) -> Report | None:
        """Grade a program; None where its framework is missing."""
        self._progress()
        if not self._is_ready(source):
            self._skipped += 1
            return None
        return self._gate.grade(self._folder, source, seed=seed)

    def _is_ready(self, source: str) -> bool:
        return self._ready[framework_of(source, self._problem.frameworks)]

    def _cases(self, seed: int, framework: Framework) -> tuple[Case, ...]:
        key = (seed, framework)
        if key not in self._known:
            self._known[key] = self._gate.cases(self._folder, seed, framework)
        return self._known[key]

    def _right_flaws(self) -> Iterator[Flaw]:
        for name, source in self._folder.right.items():
            reports = (self._grade(source, seed) for seed in range(self._depth.right))
            bad = next((report for report in reports if report and not report.passed), None)
            if bad:
                message = f"a right solution is `{bad.verdict}` under seed {bad.seed}: {_told(bad)}"
                yield Flaw(f"right/{name}", 1, "right-fails", message)

    def _slip_flaws(self) -> Iterator[Flaw]:
        for slip in self._problem.slips:
            for seed in range(self._depth.wrong):
                report = self._grade(self._folder.slips[slip.id], seed)
                fault = report and _slip_fault(slip.id, report)
                if fault:
                    yield Flaw(slip.file, 1, *fault)
                    break

    def _starter_flaws(self) -> Iterator[Flaw]:
        for framework, source in self._folder.starters.items():
            file = f"starter_{framework}.py"
            report = self._grade(source, 0)
            if report is None:
                continue
            if report.passed:
                yield Flaw(file, 1, "starter-passes", "the starter passes", "leave the work to the learner")
            elif verdicts := {report.verdict, *(case.verdict for case in report.cases)} & _NO_RUN:
                message = f"the starter does not run: `{min(verdicts)}`, {_told(report)}"
                yield Flaw(file, 1, "starter-broken", message, "it must run and be wrong")

    def _case_flaws(self, cases: Sequence[Case]) -> Iterator[Flaw]:
        for name in passing(cases, partial(self._gate.holds, self._folder)):
            message = f"a program that answers {name} would pass"
            yield Flaw("cases.py", 1, "degenerate", message, "add a case that tells it apart")
        for place in constant_parts(cases) if self._problem.compared == Compared.VALUES else ():
            result = f"result {place}" if place else "the reference"
            yield Flaw("cases.py", 1, "constant", f"{result} is the same in every case")

    def _operator_flaws(self) -> Iterator[Flaw]:
        """Report PyTorch's own operation where it does not do what the problem asks."""
        operator = self._folder.operator
        if operator is None or not self._ready.get(Framework.TORCH):
            return
        free = _with(self._folder, forbid=())
        reports = (self._gate.grade(free, operator, seed=seed) for seed in range(self._depth.wrong))
        bad = next((report for report in reports if not report.passed), None)
        if bad:
            message = f"the operator is `{bad.verdict}` under seed {bad.seed}: {_told(bad)}"
            yield Flaw("operator_torch.py", 1, "operator-fails", message)

    def _seed_flaws(self, cases: Sequence[Case]) -> Iterator[Flaw]:
        """Report what is no random case and yet differs from seed to seed: its answer is kept for all."""
        others = {case.name: case for case in self._gate.answers(self._folder, 1)}
        for case in cases:
            other = others.get(case.name)
            if not case.is_random and (other is None or other.sent() != case.sent()):
                message = f"the case `{case.name}` depends on the seed"
                yield Flaw("cases.py", 1, "seeded", message, "let its name begin with `random`")

    def _example_flaws(self) -> Iterator[Flaw]:
        statement, entry = self._problem.statement, self._problem.entry
        if entry.kind == Kind.MODULE:
            return
        texts = dict.fromkeys((statement.en, statement.ja))
        for example in itertools.chain.from_iterable(examples_of(text, entry.name) for text in texts):
            if not any(example.claims):
                near = next(line for line in example.program.splitlines() if entry.name in line).strip()
                hint = f"write it as Python: {entry.name}(...)  # 1.25"
                yield Flaw("problem.yaml", 1, "example", "no result can be read from the example", hint, near)
                continue
            yield from self._claim_flaws(example)

    def _claim_flaws(self, example: Example) -> Iterator[Flaw]:
        name = self._problem.entry.name
        asked = calling_cases(example, name, parameters_of(self._folder.reference, name))
        plain = msgspec.structs.replace(self._folder, cases=asked)
        try:
            calls = self._gate.answers(_with(plain, gradient=Gradient.NONE), 0)
        except ProblemBrokenError as error:
            near = next(claim.line for claim in example.claims if claim)
            yield Flaw("problem.yaml", 1, "example", f"the example does not run: {error}", None, near)
            return
        for claim, call in zip(example.claims, calls, strict=False):
            if claim and not holds(claim.result, call.expected):
                message = f"the statement says {claim.result}, the reference {_shown(call.expected)}"
                yield Flaw("problem.yaml", 1, "example", message, None, claim.line)

    def _runnable(self, mutants: Sequence[Mutant]) -> list[Mutant]:
        return [mutant for mutant in mutants if self._is_ready(mutant.source)]

    def _survives(self, mutant: Mutant) -> bool:
        self._progress()
        if mutant.file == REFERENCE:
            return all(self._answers_alike(mutant, seed) for seed in range(MUTANT_SEEDS))
        framework = framework_of(mutant.source, self._problem.frameworks)
        return self._gate.survives(self._folder, mutant, self._cases(0, framework))

    def _answers_alike(self, mutant: Mutant, seed: int) -> bool:
        """Tell whether a changed reference says the same of every case."""
        gradient = self._problem.gradient
        kept = gradient if gradient == Gradient.REFERENCE else Gradient.NONE  # differences follow the values
        folder = _with(msgspec.structs.replace(self._folder, reference=mutant.source), gradient=kept)
        try:
            answers = self._gate.answers(folder, seed)
        except ProblemBrokenError:
            return False
        cases = self._cases(seed, Framework.NUMPY)
        pairs = zip(cases, answers, strict=True)
        return all(_is_alike(case, answer, gradients=kept == Gradient.REFERENCE) for case, answer in pairs)


def _with(folder: Folder, **changes: object) -> Folder:
    """Return a folder whose problem was changed."""
    problem = msgspec.structs.replace(folder.problem, **changes)
    return msgspec.structs.replace(folder, problem=problem)


def _is_alike(case: Case, answer: Case, *, gradients: bool) -> bool:
    rule = lenient(case.rule)
    if compare(case.expected, answer.expected, rule) is not None:
        return False
    return not gradients or compare(case.gradients, answer.gradients, rule) is None


def _slip_fault(id: str, report: Report) -> tuple[str, str, str | None] | None:
    """Return what is wrong with how a slip was judged."""
    if report.broken:
        return "slip-broken", f"slip `{id}` cannot be graded: {_told(report)}", None
    if report.passed:
        return "slip-passes", f"slip `{id}` passes under seed {report.seed}", "add a fixed case that it fails"
    if report.slip == id:
        return None
    if report.slip is None:
        return (
            "slip-unknown",
            f"slip `{id}` is not recognised under seed {report.seed}: {_told(report)}",
            None,
        )
    message = f"slip `{id}` is taken for `{report.slip}` under seed {report.seed}"
    return "slip-taken", message, "add a fixed case that tells them apart"


def _weaknesses(strength: Strength) -> Iterator[Flaw]:
    """Yield one flaw for the problem, and one for each survivor without a reason."""
    rate = f"{strength.rate:.1%} of {strength.mutants - strength.excused} mutants are noticed"
    yield Flaw(
        "problem.yaml", 1, "weak", f"{rate}, fewer than {ENOUGH:.0%}", "add cases that tell them apart"
    )
    for survivor in strength.survivors:
        if survivor.excuse is None:
            hint = "add a case, or its reason to survivors.yaml if it is right, too"
            yield Flaw(survivor.file, survivor.line, "survivor", f"no case notices: {survivor.text}", hint)


def _broken(reason: str) -> Flaw:
    place = _PLACE.search(reason)
    file, line = (f"{place['file']}.py", int(place["line"])) if place else (REFERENCE, 1)
    return Flaw(file, line, "broken", f"the problem's own programs do not work: {reason}")


def _told(report: Report) -> str:
    """Return the beginning of what a learner would be told."""
    return " ".join(report.message.en.split())[:300]


def _shown(value: object) -> str:
    return str(numbers(value))[:200]
