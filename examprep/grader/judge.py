"""Grade a submission: the verdict is computed here, where no program of a learner or an author ever runs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from examprep.core.item import Text
from examprep.core.problem import Folder, Framework, framework_of
from examprep.core.verdict import CaseResult, Report, Verdict
from examprep.errors import SandboxError
from examprep.grader.attempt import Attempt, Outcome, Runner
from examprep.grader.diagnose import Diagnosis
from examprep.grader.explain import PASSED, changed_told, difference_told, fault_told
from examprep.grader.oracle import Case, Oracle, ProblemBrokenError
from examprep.grader.wire import Frame
from examprep.grader.zygote import Zygote
from examprep.words import in_japanese

FULL = "full"
MOST_ORACLES = 8
"""Problems whose programs are kept ready."""


class Judged(msgspec.Struct, frozen=True):
    """An outcome with its verdict and the sentence that goes with it."""

    outcome: Outcome
    verdict: Verdict
    message: Text


class Grader:
    """Holds the warm processes; grades one submission after another. Use it as a context."""

    def __init__(self, *, require_full_isolation: bool = False) -> None:
        self._require_full = require_full_isolation
        self._zygotes: dict[Framework, Zygote] = {}
        self._oracles: dict[str, Oracle] = {}
        self._diagnosis = Diagnosis()

    def __enter__(self) -> Grader:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every process."""
        self.close()

    def close(self) -> None:
        """End every process; the next submission starts new ones."""
        oracles, self._oracles = self._oracles, {}
        for oracle in oracles.values():
            oracle.close()
        zygotes, self._zygotes = self._zygotes, {}
        for zygote in zygotes.values():
            zygote.close()

    def grade(self, folder: Folder, source: str, *, seed: int, device: str = "cpu") -> Report:
        """Return the verdict on a program; a problem or a grader that fails is `broken`, never a fault.

        Processes that were gone are started anew, once.
        """
        try:
            try:
                return self._grade(folder, source, seed, device)
            except (SandboxError, ProblemBrokenError):
                self.close()
                return self._grade(folder, source, seed, device)
        except ProblemBrokenError as error:
            return broken(folder, seed, device, f"problem {folder.problem.id}: {error}")
        except SandboxError as error:
            return broken(folder, seed, device, str(error))

    def cases(
        self, folder: Folder, seed: int, framework: Framework, dtype: str | None = None
    ) -> tuple[Case, ...]:
        """Return the cases of a seed, with what is right; with floats of another type where one is named."""
        return self._oracle(folder).cases(seed, framework, dtype)

    def holds(self, folder: Folder, case: Case, answer: object) -> bool:
        """Tell whether an answer that compares well has every property the problem asks for."""
        return self._oracle(folder).failed_property(case, answer) is None

    def large_case(self, folder: Folder, seed: int) -> Frame | None:
        """Return a case to time a solution with; None where the problem has none."""
        return self._oracle(folder).large(seed)

    def attempt(
        self,
        folder: Folder,
        source: str,
        cases: Sequence[Case],
        device: str = "cpu",
        dtype: str | None = None,
    ) -> Attempt:
        """Run a program over some cases, without an opinion."""
        with self.runner(folder, source, device, dtype) as runner:
            return runner.run(cases)

    def runner(self, folder: Folder, source: str, device: str = "cpu", dtype: str | None = None) -> Runner:
        """Return a cell of its own for a program; use it as a context."""
        framework = framework_of(source, folder.problem.frameworks)
        return Runner(self._zygote(framework), folder, framework, source, device, dtype)

    def _grade(self, folder: Folder, source: str, seed: int, device: str) -> Report:
        framework = framework_of(source, folder.problem.frameworks)
        _require_device(device, framework)
        oracle = self._oracle(folder)
        with self.runner(folder, source, device) as runner:  # loads while the cases are made
            cases = oracle.cases(seed, framework)
            attempt = runner.run(cases)
        judged = [_judged(outcome, folder, source, oracle) for outcome in attempt.outcomes]
        verdict, message = _first(attempt, judged, folder, source, len(cases))
        slip = None
        if verdict is not Verdict.PASS:
            slip = self._diagnosis.slip_of(folder, source, attempt, cases, partial(self.attempt, folder))
        return Report(
            problem=folder.problem.id,
            verdict=verdict,
            message=_with_reason(message, folder, slip),
            seed=seed,
            isolation=attempt.isolation,
            device=device,
            slip=slip,
            cases=tuple(CaseResult(j.outcome.case.name, j.verdict, j.outcome.seconds) for j in judged),
            printed=attempt.printed,
        )

    def _zygote(self, framework: Framework) -> Zygote:
        zygote = self._zygotes.get(framework)
        if zygote is None or not zygote.is_alive():
            if zygote is not None:
                self.close()
            zygote = self._zygotes[framework] = Zygote(framework)
        return zygote

    def _oracle(self, folder: Folder) -> Oracle:
        oracle = self._oracles.pop(folder.digest, None)
        if oracle is None:
            oracle = Oracle(self._zygote(Framework.NUMPY), folder)
        self._oracles[folder.digest] = oracle
        while len(self._oracles) > MOST_ORACLES:
            self._oracles.pop(next(iter(self._oracles))).close()
        if self._require_full and oracle.isolation != FULL:
            raise SandboxError(f"isolation here is {oracle.isolation}, and full isolation is required")
        return oracle


def refused(folder: Folder, reason: str, *, seed: int, device: str = "cpu") -> Report:
    """Return the verdict on a file that holds no program."""
    verdict, message = fault_told({"fault": "not-text", "text": reason}, folder, "")
    return Report(
        problem=folder.problem.id,
        verdict=verdict,
        message=message,
        seed=seed,
        isolation="not needed",
        device=device,
    )


def has_gpu() -> bool:
    """Tell whether the system has an NVIDIA device, without a call to CUDA: zygotes must stay clean of it."""
    return any(Path("/dev").glob("nvidia[0-9]*"))


def _require_device(device: str, framework: Framework) -> None:
    """Refuse a GPU that is not there, or for a program that would not use it."""
    if device == "cpu":
        return
    if framework is not Framework.TORCH:
        raise SandboxError("only solutions in torch run on a GPU; this one is in numpy")
    if not has_gpu():
        raise SandboxError("there is no CUDA device here; grade with --device cpu")


def _judged(outcome: Outcome, folder: Folder, source: str, oracle: Oracle) -> Judged:
    """Say what is wrong with one outcome, in the order of severity."""
    case = outcome.case
    if outcome.fault is not None:
        verdict, text = fault_told(outcome.fault, folder, source)
        return Judged(
            outcome, verdict, Text(f"ケース {case.name}: {text.ja}", f"Case {case.name}: {text.en}")
        )
    if outcome.difference is not None:
        message = difference_told(outcome.difference, case.name, show=not case.is_random)
        return Judged(outcome, outcome.difference.verdict, message)
    if outcome.changed:
        return Judged(outcome, Verdict.PROPERTY, changed_told(case.name))
    failed = oracle.failed_property(case, outcome.value)
    if failed is not None:
        why = next(p.why for p in folder.problem.properties if p.id == failed)
        return Judged(
            outcome, Verdict.PROPERTY, Text(f"ケース {case.name}: {why.ja}", f"Case {case.name}: {why.en}")
        )
    return Judged(outcome, Verdict.PASS, PASSED)


def _first(
    attempt: Attempt, judged: Sequence[Judged], folder: Folder, source: str, count: int
) -> tuple[Verdict, Text]:
    """Return the first thing wrong; a pass only where every case was asked and passed."""
    if attempt.fault is not None:
        return fault_told(attempt.fault, folder, source)
    for each in judged:
        if each.verdict is not Verdict.PASS:
            return each.verdict, each.message
    if len(judged) != count:
        raise SandboxError(f"{len(judged)} of {count} cases were judged")
    return Verdict.PASS, PASSED


def _with_reason(message: Text, folder: Folder, slip: str | None) -> Text:
    """Put the reason of a slip first, and what was seen below it."""
    why = next((s.why for s in folder.problem.slips if s.id == slip), None)
    if why is None:
        return message
    return Text(f"{why.ja.strip()}\n\n{message.ja}", f"{why.en.strip()}\n\n{message.en}")


def broken(folder: Folder, seed: int, device: str, reason: str) -> Report:
    """Return what there is to say where nothing could be found out about a program."""
    return Report(
        problem=folder.problem.id,
        verdict=Verdict.BROKEN,
        message=Text(
            f"採点できなかった (挑戦の回数に数えない)。{in_japanese(reason)}",
            f"Not graded, and no attempt is used. {reason}",
        ),
        seed=seed,
        isolation="unknown",
        device=device,
    )
