"""How well a problem tells right programs from wrong ones: what was tried, what slipped through."""

from __future__ import annotations

import msgspec

ENOUGH = 0.95
"""The share of mutants a problem must notice."""


class Depth(msgspec.Struct, frozen=True):
    """How thoroughly a problem is tried."""

    right: int = 20
    """Under how many seeds every right solution must pass."""
    wrong: int = 3
    """Under how many a slip must fail and be recognised."""
    mutants: bool = True


QUICK = Depth(right=2, wrong=1, mutants=False)
"""Every program once or twice, no mutants: seconds where the whole takes minutes."""


class Excuse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a mutant may survive: it is right, too."""

    file: str
    """The program it is made of: `right/plain.py`."""
    mutant: str
    """The changed line."""
    why: str


class Flaw(msgspec.Struct, frozen=True, order=True):
    """One thing wrong with a problem's own programs, at its place below the folder."""

    file: str
    line: int
    code: str
    message: str
    hint: str | None = None
    near: str = ""
    """Stands in the line that is meant, where its number is not known."""


class Survivor(msgspec.Struct, frozen=True):
    """A mutant that no case told from the right program."""

    file: str
    line: int
    kind: str
    text: str
    excuse: str | None
    """Why that is no fault of the cases."""


class Strength(msgspec.Struct, frozen=True):
    """What the gate found out about one problem."""

    problem: str
    flaws: tuple[Flaw, ...]
    mutants: int
    survivors: tuple[Survivor, ...]
    skipped: int = 0
    """Programs of a framework that is not installed."""

    @property
    def excused(self) -> int:
        """How many survivors have a reason."""
        return sum(survivor.excuse is not None for survivor in self.survivors)

    @property
    def killed(self) -> int:
        """How many mutants were noticed."""
        return self.mutants - len(self.survivors)

    @property
    def rate(self) -> float:
        """The share of mutants that were noticed, of those that could be."""
        return self.killed / max(self.mutants - self.excused, 1)

    @property
    def is_enough(self) -> bool:
        """Whether the cases notice what they should."""
        return self.rate >= ENOUGH and self.mutants > 0
