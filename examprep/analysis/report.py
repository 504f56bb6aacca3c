"""What item analysis finds, as values: the same for the terminal, for programs and for a page."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from examprep.analysis.intake import Fault
from examprep.core.item import Text


class State(StrEnum):
    """How the item that was asked compares with the library."""

    CURRENT = "current"
    CHANGED = "changed"
    """The library has it with other content: the answers are to an earlier version, or a later one."""
    UNKNOWN = "unknown"
    """The library has no such item."""


class Remark(msgspec.Struct, frozen=True):
    """A reason to look at an item, and what to do there; no verdict."""

    code: str
    text: Text


class Discrimination(msgspec.Struct, frozen=True):
    """How a mark goes with the standing of learners on the other items."""

    correlation: float
    """Corrected point-biserial."""
    error: float
    high: float
    """The true correlation is below this, 97.5 times of 100."""
    learners: int
    upper: float
    """Share among the strongest 27%."""
    lower: float
    """Share among the weakest 27%."""

    @property
    def difference(self) -> float:
        """Upper less lower."""
        return self.upper - self.lower


class OptionReport(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that could be chosen."""

    key: str
    text: Text | None
    right: bool | None
    taken: int
    share: float
    discrimination: Discrimination | None


class ItemReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one version of one item."""

    item: str
    digest: str
    state: State
    kind: str | None
    ask: Text | None
    n: int
    right: int
    share: float
    low: float
    high: float
    """The share of right answers lies between `low` and `high`, 95 times of 100 (Wilson)."""
    seconds: float | None
    """Median."""
    discrimination: Discrimination | None = None
    """As everything below `None` where there are too few answers."""
    difficulty: float | None = None
    """Rasch, in logits above the mean ability of the learners."""
    error: float | None = None
    extreme: bool = False
    """All or none had it right, so that the difficulty is only a bound."""
    options: tuple[OptionReport, ...] = ()
    slips: Mapping[str, int] = {}
    """Known slips by how many learners made them."""
    slip_texts: Mapping[str, Text] = {}
    """What their keys stand for, where that is known."""
    flagged: int = 0
    """Learners who believe it to be wrong."""
    remarks: tuple[Remark, ...] = ()


class FlagReport(msgspec.Struct, frozen=True):
    """An item that learners believe to be wrong."""

    item: str
    learners: int
    notes: tuple[str, ...]


class Reliability(msgspec.Struct, frozen=True):
    """Cronbach's alpha (KR-20) where some learners were all asked the same items."""

    alpha: float
    learners: tuple[str, ...]
    items: tuple[str, ...]
    whole: float | None
    """What a test of all judged items would have, were the others like these (Spearman-Brown)."""


class Scale(msgspec.Struct, frozen=True):
    """How the Rasch model as a whole came out."""

    learners: int
    items: int
    spread: float
    """Standard deviation of ability, in logits."""
    reliability: float
    """Share of that variance which a learner's answers tell of."""
    converged: bool


class Twins(msgspec.Struct, frozen=True):
    """Two learners who are probably one, exported twice."""

    files: tuple[str, str]
    same: int
    """Answers that agree to a tenth of a second."""


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """Everything some exports say about the items in them."""

    learners: int
    answers: int
    """First answers, which are all that counts."""
    min_answers: int
    items: tuple[ItemReport, ...]
    """Those to look at first."""
    reliability: Reliability | None
    scale: Scale | None
    flags: tuple[FlagReport, ...]
    left_out: Mapping[str, int]
    """Answers that do not count, by the reason: `repeated`, `rated` cards, `drills`, `duplicates`."""
    twins: tuple[Twins, ...]
    faults: tuple[Fault, ...]

    @property
    def judged(self) -> tuple[ItemReport, ...]:
        """The items with enough answers."""
        return tuple(item for item in self.items if item.n >= self.min_answers)

    @property
    def to_look_at(self) -> tuple[ItemReport, ...]:
        """The items with a remark."""
        return tuple(item for item in self.items if item.remarks)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The items that the library does not have."""
        return tuple(sorted({item.item for item in self.items if item.state is State.UNKNOWN}))
