"""A coding problem, as its folder says: what is asked, by which rules answers are compared, its programs.

The types mirror `problem.yaml` field by field; the loader reads from here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

import msgspec

from examprep.core.item import ConceptId, Text
from examprep.core.syllabus import TopicId

ProblemId = NewType("ProblemId", str)

TOLERANCES = {"float64": 1e-9, "float32": 1e-5, "float16": 5e-3, "bfloat16": 2e-2}
"""How far a value may be from the reference, relative to the scale of the case."""


class Framework(StrEnum):
    """What a solution is written in."""

    NUMPY = "numpy"
    TORCH = "torch"


class Kind(StrEnum):
    """What the learner's file must define."""

    FUNCTION = "function"
    MODULE = "module"
    """A subclass of `torch.nn.Module`; its parameters are sent by the judge."""


class Gradient(StrEnum):
    """Where the gradients come from that autograd through a torch solution must reproduce."""

    NONE = "none"
    REFERENCE = "reference"
    """`<entry>_backward` of `reference.py`."""
    NUMERIC = "numeric"
    """Differences of the reference; for small cases and smooth functions."""


class OutputDtype(StrEnum):
    """Which floating type an answer must have."""

    SAME = "same"
    """That of the case's floating inputs; float64 where there is none."""
    FLOAT64 = "float64"
    FLOAT = "float"
    """Any floating type."""
    ANY = "any"
    """Any type whose values are right."""


class Compared(StrEnum):
    """What of an answer is compared with the reference."""

    VALUES = "values"
    FORM = "form"
    """Type, shape, dtype and finiteness; the properties decide what is right."""


class Inputs(StrEnum):
    """What a solution may do to its inputs."""

    KEPT = "kept"
    MAY_CHANGE = "may-change"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the learner's file must define."""

    name: str
    signature: str
    """Shown to the learner, with shapes: `softmax(x: (..., n)) -> (..., n)`."""
    kind: str = Kind.FUNCTION


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one submission may use."""

    seconds: float = 2.0
    """For one case, and for loading the file."""
    total: float = 10.0
    """Seconds for all of them."""
    memory: int = 512
    """Megabytes beyond what the framework takes."""


class ProgramSlip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known-wrong program, and what to tell someone who wrote the same."""

    id: str
    file: str
    why: Text


class Property(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that must hold, tested by the function of this name in `checks.py`."""

    id: str
    why: Text


class Problem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `problem.yaml` says."""

    id: ProblemId
    version: int
    title: Text
    statement: Text
    concepts: tuple[ConceptId, ...]
    syllabus: tuple[TopicId, ...]
    level: int
    minutes: int
    entry: Entry
    frameworks: tuple[str, ...]
    hints: tuple[Text, ...]
    slips: tuple[ProgramSlip, ...]
    explanation: Text
    """Shown after a pass."""
    sources: tuple[str, ...]
    limits: Limits = Limits()
    tolerance: dict[str, float] = {}
    gradient: str = Gradient.NONE
    output_dtype: str = OutputDtype.SAME
    inputs: str = Inputs.KEPT
    forbid: tuple[str, ...] = ()
    """Names the drill is about, which a solution must do without: `softmax`, `scipy`."""
    properties: tuple[Property, ...] = ()
    compared: str = Compared.VALUES
    uses: tuple[ProblemId, ...] = ()
    """Problems whose solutions this one builds on: the learner's own are imported by `module_of` their id."""

    def tolerance_of(self, dtype: str) -> float:
        """Return the relative tolerance for results of a floating type."""
        return self.tolerance.get(dtype, TOLERANCES.get(dtype, TOLERANCES["float64"]))


class Folder(msgspec.Struct, frozen=True, kw_only=True):
    """A problem with the programs of its folder, as texts: only confined children run them."""

    problem: Problem
    reference: str
    cases: str
    checks: str | None
    operator: str | None = None
    """The same with PyTorch's own operation: what a solution is measured beside on a GPU."""
    starters: dict[str, str]
    """Framework -> program."""
    right: dict[str, str]
    """File below `right/` -> program."""
    slips: dict[str, str]
    """Id of the slip -> program."""
    parts: dict[str, str] = {}
    """Module that may be imported -> program: a solution of each problem this one uses."""
    digest: str
    """Changes with any byte of the folder."""


def module_of(id: ProblemId) -> str:
    """Return the name under which a program that builds on a problem's solution imports it."""
    return id.replace("-", "_")


def files_of(id: ProblemId) -> tuple[str, ...]:
    """Return the names a solution's file may have: as the problem is called, or as it is imported."""
    return tuple(dict.fromkeys((f"{id}.py", f"{module_of(id)}.py")))


def framework_of(source: str, frameworks: tuple[str, ...]) -> Framework:
    """Return what a program is written in: torch where it may be and the program imports it."""
    if Framework.TORCH in frameworks and (Framework.NUMPY not in frameworks or _imports_torch(source)):
        return Framework.TORCH
    return Framework.NUMPY


def _imports_torch(source: str) -> bool:
    lines = (line.split() for line in source.splitlines())
    return any(
        words[0] in {"import", "from"} and words[1].partition(".")[0].rstrip(",;") == "torch"
        for words in lines
        if len(words) > 1
    )
