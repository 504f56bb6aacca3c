r"""LaTeX formulas for a terminal: drawn over several lines, or written into one.

`\frac`, roots, sums with limits, matrices and cases of the exams' formulas; what cannot be
drawn is an error for the author of the formula, never a wrong drawing for its reader.
"""

from __future__ import annotations

import msgspec

from examprep.core.tex.draw import drawn
from examprep.core.tex.line import one_line
from examprep.core.tex.parse import parse
from examprep.core.tex.source import TexError, columns

__all__ = ["Drawing", "TexError", "check", "draw", "inline"]


class Drawing(msgspec.Struct, frozen=True):
    """A formula in two dimensions."""

    lines: tuple[str, ...]
    """All of the same display width."""
    baseline: int
    """The line that stands level with surrounding text."""

    @property
    def width(self) -> int:
        """How many terminal columns the formula fills."""
        return columns(self.lines[0])


def draw(source: str) -> Drawing:
    """Return a formula in two dimensions, or raise TexError."""
    box = drawn(parse(source))
    return Drawing(box.lines, box.baseline)


def inline(source: str) -> str:
    """Return a formula as one line that means the same, or raise TexError."""
    return one_line(parse(source)).strip()


def check(source: str) -> TexError | None:
    """Return what is wrong with a formula, or nothing."""
    try:
        parse(source)
    except TexError as error:
        return error
    return None
