"""The judge's side of a problem's own programs: cases, right answers and properties, as plain values."""

from __future__ import annotations

import time
from typing import Any

import msgspec
import numpy as np

from examprep.core.problem import Compared, Folder, Framework, Gradient
from examprep.errors import SandboxError
from examprep.grader.compare import Rule, as_leaf
from examprep.grader.wire import Frame, Leaf, Packer, Unpacker, WireError, encode, leaf_as_foreign, to_leaf
from examprep.grader.zygote import Child, Zygote

SECONDS = 30.0
"""For the cases of one seed, answers of the reference included."""
LIFE = 600
"""Seconds of CPU that a problem's programs may use before they are started anew."""
MEMORY = 2048


class ProblemBrokenError(Exception):
    """The problem's own programs do not work; nothing is known about a submission."""


class Case(msgspec.Struct, frozen=True):
    """What is asked, as bytes to pass on, and what is right."""

    name: str
    question: Frame
    expected: Any
    gradients: Any
    rule: Rule

    @property
    def is_random(self) -> bool:
        """Whether its inputs depend on the seed."""
        return self.name.startswith("random")

    def sent(self) -> bytes:
        """Return the frame a cell is sent."""
        return encode({"op": "case", **self.question.header}, (self.question.body,))


class Oracle:
    """A confined child that runs one problem's reference, cases and checks."""

    def __init__(self, zygote: Zygote, folder: Folder) -> None:
        self._folder = folder
        self._fixed: dict[tuple[Framework, str | None], dict[str, Case]] = {}
        self._child: Child = zygote.fork()
        try:
            self.isolation = self._load()
        except BaseException:
            self._child.drop()
            raise

    def _load(self) -> str:
        """Let the child load the folder's programs; return how it is confined."""
        problem, folder = self._folder.problem, self._folder
        self._send(
            {
                "role": "trusted",
                "cpu": LIFE,
                "memory": MEMORY,
                "reference": folder.reference,
                "cases": folder.cases,
                "checks": folder.checks,
                "properties": [p.id for p in problem.properties],
                "entry": problem.entry.name,
                "kind": problem.entry.kind,
                "gradient": problem.gradient if Framework.TORCH in problem.frameworks else Gradient.NONE,
            }
        )
        deadline = time.monotonic() + SECONDS
        isolation = str(self._next(deadline).header["isolation"])
        self._next(deadline)
        return isolation

    def cases(self, seed: int, framework: Framework, dtype: str | None = None) -> tuple[Case, ...]:
        """Return the cases of a seed with their answers; with floats of another type where one is named.

        Fixed cases are the same under every seed, so they are asked for once.
        """
        deadline = time.monotonic() + SECONDS
        fixed = self._fixed.setdefault((framework, dtype), {})
        self._send({"op": "cases", "seed": seed, "known": list(fixed), "dtype": dtype})
        found: list[Case] = []
        while (asked := self._next(deadline)).header["ok"] != "end":
            known = fixed.get(asked.header["name"]) if asked.header["ok"] == "known" else None
            case = known or self._case(asked, self._next(deadline), framework)
            found.append(case)
            if not case.is_random:
                fixed[case.name] = case
        return tuple(found)

    def _case(self, asked: Frame, right: Frame, framework: Framework) -> Case:
        problem, header = self._folder.problem, right.header
        unpacker = Unpacker(right.body, to_leaf)
        expected = unpacker.unpack(header["expected"])
        gradients = unpacker.unpack(header.get("gradients"))
        if any(np.isnan(leaf.values).any() for leaf in _leaves((expected, gradients))):
            raise ProblemBrokenError(f"case {asked.header['name']}: the reference answers NaN")
        tolerance = problem.tolerance_of(str(header["dtype"]))
        leaf = "tensor" if framework is Framework.TORCH else "array"
        rule = Rule(
            str(header["dtype"]),
            problem.output_dtype,
            tolerance,
            float(header["scale"]),
            leaf,
            only_form=problem.compared == Compared.FORM,
        )
        question = Frame({key: asked.header[key] for key in ("case", "upstream")}, asked.body)
        return Case(str(asked.header["name"]), question, expected, gradients, rule)

    def large(self, seed: int) -> Frame | None:
        """Return a case that is large enough to be timed, in float32; None where the problem has none."""
        self._send({"op": "large", "seed": seed})
        asked = self._next(time.monotonic() + SECONDS)
        return Frame({"case": asked.header["case"]}, asked.body) if asked.header["ok"] == "case" else None

    def failed_property(self, case: Case, answer: Any) -> str | None:
        """Return the first property that does not hold for an answer, as the judge understood it."""
        if not self._folder.problem.properties:
            return None
        packer = Packer(leaf_as_foreign)
        header = {"op": "check", **case.question.header, "value": packer.pack(answer)}
        self._send(header, (case.question.body, *packer.buffers))
        failed = self._next(time.monotonic() + SECONDS).header["failed"]
        return None if failed is None else str(failed)

    def close(self) -> None:
        """End the child."""
        self._child.drop()

    def _send(self, header: dict[str, Any], buffers: tuple[bytes, ...] = ()) -> None:
        try:
            self._child.send(header, buffers)
        except WireError as error:
            raise self._ended(error) from error

    def _ended(self, error: WireError) -> ProblemBrokenError:
        status = self._child.end().status
        return ProblemBrokenError(f"its programs ended: {error} (status {status})")

    def _next(self, deadline: float) -> Frame:
        try:
            frame = self._child.line.receive(deadline)
        except WireError as error:
            raise self._ended(error) from error
        fault = frame.header.get("fault")
        if fault == "unconfined":
            raise SandboxError(f"a program could not be confined: {frame.header.get('text')}")
        if fault is not None:
            raise ProblemBrokenError(str(frame.header.get("text"))[:1000])
        return frame


def _leaves(value: Any) -> list[Leaf]:
    match value:
        case None | str():
            return []
        case Leaf():
            return [value] if value.values.dtype.kind == "f" else []
        case list() | tuple():
            return [leaf for part in value for leaf in _leaves(part)]
        case dict():
            return [leaf for part in value.values() for leaf in _leaves(part)]
    return [as_leaf(value)]
