"""How a submission ended: one word, the reason in a sentence, and every case."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from examprep.core.item import Text


class Verdict(StrEnum):
    """The one word; only `pass` is a pass, and only `broken` says nothing about the submission."""

    PASS = "pass"  # noqa: S105 - a verdict
    WRONG = "wrong"
    """Values differ."""
    SHAPE = "shape"
    DTYPE = "dtype"
    TYPE = "type"
    """Not the kind of value that was asked for, or not as many of them."""
    NONFINITE = "nonfinite"
    """NaN or infinity where the answer is a number."""
    GRADIENT = "gradient"
    PROPERTY = "property"
    """The values may be right, but something that must hold does not."""
    ERROR = "error"
    """An exception, a crash, an exit."""
    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT = "output"
    """Too much was printed or returned."""
    FORBIDDEN = "forbidden"
    """Something the sandbox or the drill does not allow."""
    INVALID = "invalid"
    """No program: empty, not Python, or without what was asked for."""
    PARTS = "parts"
    """Another program of the same learner that it builds on is missing or does not pass."""
    BROKEN = "broken"
    """The grader or the problem failed; no attempt is used."""


VERDICTS = {
    Verdict.PASS: ("合格", "pass"),
    Verdict.WRONG: ("値が違う", "wrong value"),
    Verdict.SHAPE: ("形状が違う", "wrong shape"),
    Verdict.DTYPE: ("dtypeが違う", "wrong dtype"),
    Verdict.TYPE: ("型が違う", "wrong type"),
    Verdict.NONFINITE: ("NaNか無限大", "NaN or infinity"),
    Verdict.GRADIENT: ("勾配が違う", "wrong gradient"),
    Verdict.PROPERTY: ("性質を満たさない", "a property does not hold"),
    Verdict.ERROR: ("エラー", "error"),
    Verdict.TIMEOUT: ("時間切れ", "out of time"),
    Verdict.MEMORY: ("メモリ不足", "out of memory"),
    Verdict.OUTPUT: ("出力が多すぎる", "too much output"),
    Verdict.FORBIDDEN: ("禁止された操作", "forbidden"),
    Verdict.INVALID: ("プログラムではない", "no program"),
    Verdict.PARTS: ("土台の演習が未合格", "a drill it builds on is not passed"),
    Verdict.BROKEN: ("採点できない", "not graded"),
}
"""Each in Japanese and in English, as a learner reads it."""


class CaseResult(msgspec.Struct, frozen=True):
    """How one case ended."""

    name: str
    verdict: Verdict
    seconds: float


class Swept(msgspec.Struct, frozen=True):
    """How a torch solution did on a device with one floating type."""

    dtype: str
    verdict: Verdict
    error: float | None
    """The largest difference from the float64 reference, relative to the scale of its case; None where it
    did not answer."""
    agreement: float | None
    """The same between this device and the CPU; None where one of them did not answer."""


class Timing(msgspec.Struct, frozen=True):
    """How long a solution took on a device beside PyTorch's own operation, in one process."""

    solution: float
    """Median seconds of a call."""
    operator: float
    clocks_agree: bool
    """Whether the device's events and the host's clock tell the same; if not, believe neither."""

    @property
    def ratio(self) -> float:
        """How many times as long as PyTorch's own operation it took."""
        return self.solution / self.operator


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything there is to say about one submission."""

    problem: str
    verdict: Verdict
    message: Text
    seed: int
    """Replays the random cases."""
    isolation: str
    """`full`, or which layers were missing."""
    device: str = "cpu"
    slip: str | None = None
    """The known way to be wrong that was recognised."""
    cases: tuple[CaseResult, ...] = ()
    sweep: tuple[Swept, ...] = ()
    """On a GPU: one row a floating type, as far as it came."""
    timing: Timing | None = None
    """On a GPU, for problems that PyTorch has an operation for."""
    printed: str = ""
    """The beginning of what the program printed."""

    @property
    def passed(self) -> bool:
        """Whether the submission is right."""
        return self.verdict is Verdict.PASS

    @property
    def broken(self) -> bool:
        """Whether the grader failed, so that nothing is known about the submission."""
        return self.verdict is Verdict.BROKEN
