"""One program run over the cases of a problem, in a cell of its own."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import msgspec

from examprep.core.problem import Folder, Framework, Gradient, Inputs
from examprep.core.verdict import Verdict
from examprep.errors import SandboxError
from examprep.grader.compare import Difference, compare
from examprep.grader.explain import Fault, death_fault, harmless
from examprep.grader.oracle import Case
from examprep.grader.wire import (
    ANSWER,
    EndedError,
    Frame,
    LateError,
    TooLargeError,
    Unpacker,
    WireError,
    encode,
    to_leaf,
)
from examprep.grader.zygote import Zygote

READY = 10.0
"""Seconds a cell may take to confine itself."""
LAST = ("printed", "memory")
"""Faults after which no other case is asked: the cell is gone, or would fill its memory again."""
NUMERIC = 1e-7
"""Tolerance for gradients that are themselves differences."""
PRINTED = 4_000
"""Characters of what a program printed that a report keeps."""
GRACE = 0.1
"""Seconds a cell that closed its connection may take to end, so that its own end is seen."""


class Outcome(msgspec.Struct, frozen=True):
    """How one case went: an answer that is right, a difference, or a fault."""

    case: Case
    seconds: float
    value: Any = None
    gradients: Any = None
    difference: Difference | None = None
    changed: bool = False
    fault: Fault | None = None


class Attempt(msgspec.Struct, frozen=True):
    """How a program went: a fault while it was loaded, else an outcome for each case it reached."""

    isolation: str
    fault: Fault | None
    outcomes: tuple[Outcome, ...]
    printed: str


class Runner:
    """One program in a cell, which starts to load it at once. Use it once, as a context."""

    def __init__(
        self,
        zygote: Zygote,
        folder: Folder,
        framework: Framework,
        source: str,
        device: str,
        dtype: str | None = None,
    ) -> None:
        self._folder = folder
        self._limits = folder.problem.limits
        self._framework = framework
        self._source = source
        self._device = device
        self._dtype = dtype
        self._printed = ""
        self._is_over = False
        self.pid: int | None = None
        """The process of the cell, once it is confined."""
        self._child = zygote.fork()
        self._child.line.most = ANSWER
        self._started = time.monotonic()

    def __enter__(self) -> Runner:
        """Send the program to the cell."""
        try:
            self._child.send(self._order())
        except WireError as error:
            self._child.drop()
            raise SandboxError(f"a fork ended before it was sent a program: {error}") from error
        return self

    def __exit__(self, *_: object) -> None:
        """End the cell."""
        self._child.drop()

    def time(self, question: Frame, operator: str) -> dict[str, Any] | None:
        """Return the seconds of calls to the program and to an operator; None where one of them failed.

        The program tells them, so they are to be looked at, never judged by.
        """
        self._ready(self._started + READY)
        if self._next(time.monotonic() + self._limits.seconds + 1).header.get("ok") != "loaded":
            return None
        deadline = time.monotonic() + self._limits.total
        header = {"op": "time", "operator": operator, **question.header}
        self._child.line.send(encode(header, (question.body,)), deadline)
        return self._next(deadline).header.get("told")

    def run(self, cases: Sequence[Case]) -> Attempt:
        """Ask the program every case, until it can answer no more."""
        isolation = self._ready(self._started + READY)
        loaded = self._next(max(self._started, time.monotonic() - 1) + self._limits.seconds + 1)
        fault = loaded.header if loaded.header.get("ok") != "loaded" else None
        outcomes: list[Outcome] = []
        until = time.monotonic() + self._limits.total
        for case in cases if fault is None else ():
            outcomes.append(self._ask(case, until))
            if self._is_over:
                break
        return Attempt(isolation, fault, tuple(outcomes), self._printed)

    def _order(self) -> dict[str, Any]:
        problem = self._folder.problem
        return {
            "role": "cell",
            "source": self._source,
            "parts": self._folder.parts,
            "entry": problem.entry.name,
            "kind": problem.entry.kind,
            "framework": self._framework,
            "gradient": problem.gradient,
            "forbid": list(problem.forbid),
            "cpu": self._limits.total,
            "memory": self._limits.memory,
            "device": self._device,
            "dtype": self._dtype,
        }

    def _ready(self, deadline: float) -> str:
        """Return the isolation; the learner's program has not run yet, so the frame can be believed."""
        try:
            frame = self._child.line.receive(deadline)
        except WireError as error:
            raise SandboxError(f"a fork ended before any program was loaded: {error}") from error
        if frame.header.get("ok") != "ready":
            raise SandboxError(f"a program could not be confined: {frame.header.get('text')}")
        self.pid = frame.header["pid"]
        return str(frame.header["isolation"])

    def _ask(self, case: Case, until: float) -> Outcome:
        started = time.monotonic()
        deadline = min(started + self._limits.seconds, until)
        try:
            self._child.line.send(case.sent(), deadline)
        except WireError as error:
            answer = self._ended(error)
        else:
            answer = self._next(deadline)
        seconds = time.monotonic() - started
        if answer.header.get("ok") != "answer":
            return Outcome(case, seconds, fault=answer.header)
        return self._judged(case, answer, seconds)

    def _judged(self, case: Case, answer: Frame, seconds: float) -> Outcome:
        unpacker = Unpacker(answer.body, to_leaf)
        try:
            value = unpacker.unpack(answer.header.get("value"))
            gradients = unpacker.unpack(answer.header.get("gradients"))
        except WireError:
            return Outcome(case, seconds, fault={"fault": "disturbed"})
        difference = compare(case.expected, value, case.rule)
        lost = answer.header.get("lost")
        if difference is None and self._has_gradients():
            if isinstance(lost, dict):
                return Outcome(case, seconds, value, fault=lost)
            difference = self._gradient_difference(case, gradients)
        changed = bool(answer.header.get("changed")) and self._folder.problem.inputs == Inputs.KEPT
        return Outcome(case, seconds, value, gradients, difference, changed)

    def _gradient_difference(self, case: Case, gradients: Any) -> Difference | None:
        rule = case.rule
        if self._folder.problem.gradient == Gradient.NUMERIC:
            rule = msgspec.structs.replace(rule, tolerance=max(rule.tolerance, NUMERIC))
        difference = compare(case.gradients, gradients, rule)
        return difference and msgspec.structs.replace(difference, verdict=Verdict.GRADIENT)

    def _has_gradients(self) -> bool:
        return self._framework is Framework.TORCH and self._folder.problem.gradient != Gradient.NONE

    def _next(self, deadline: float) -> Frame:
        """Return the next frame, or one that says how the cell ended."""
        try:
            frame = self._child.line.receive(deadline)
        except WireError as error:
            return self._ended(error)
        printed = frame.header.get("printed")
        if isinstance(printed, str):
            self._printed = harmless(printed, PRINTED)
        self._is_over = frame.header.get("fault") in LAST
        return frame

    def _ended(self, error: WireError) -> Frame:
        match error:
            case LateError():
                fault: Fault = {"fault": "timeout"}
            case TooLargeError():
                fault = {"fault": "large"}
            case EndedError():
                death = self._child.end(GRACE)
                fault = death_fault(death, self._limits.total, self._limits.memory)
            case _:
                fault = {"fault": "disturbed"}
        self._is_over = True
        return Frame(fault)
