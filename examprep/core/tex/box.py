"""Rectangles of text with an axis, and the ways to put them together.

Every line of a box fills exactly its width.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import msgspec

from examprep.core.tex.source import columns


class Box(msgspec.Struct, frozen=True):
    """A drawn part of a formula."""

    lines: tuple[str, ...]
    baseline: int
    """The line that stands level with the neighbours."""
    width: int
    tall: bool = False
    """Whether it is high by itself, so that brackets around it must grow; a raised script is not."""

    @property
    def above(self) -> int:
        """How many lines stand above the baseline."""
        return self.baseline

    @property
    def below(self) -> int:
        """How many lines stand below the baseline."""
        return len(self.lines) - 1 - self.baseline


class Align(Enum):
    """Where a narrow box stands in a wide column."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


EMPTY = Box(("",), 0, 0)


def line_box(text: str) -> Box:
    """Return a box of one line."""
    return Box((text,), 0, columns(text))


def blank(width: int) -> Box:
    """Return a box of blank columns."""
    return Box((" " * width,), 0, width)


def beside(boxes: Sequence[Box]) -> Box:
    """Return boxes side by side, baseline level with baseline."""
    if len(boxes) == 1:
        return boxes[0]
    above = max((box.above for box in boxes), default=0)
    below = max((box.below for box in boxes), default=0)
    level = [framed(box, above, below).lines for box in boxes]
    lines = tuple(map("".join, zip(*level, strict=True))) if level else EMPTY.lines
    return Box(lines, above, sum(box.width for box in boxes), any(box.tall for box in boxes))


def framed(box: Box, above: int, below: int) -> Box:
    """Return the box with blank lines added until that many stand above and below its baseline."""
    over, under = above - box.above, below - box.below
    if over <= 0 and under <= 0:
        return box
    empty = (" " * box.width,)
    lines = empty * over + box.lines + empty * under
    return Box(lines, box.baseline + max(over, 0), box.width, box.tall)


def stacked(boxes: Sequence[Box], base: int, align: Align = Align.CENTRE) -> Box:
    """Return boxes one below the other; the baseline is that of the box at `base`."""
    width = max(box.width for box in boxes)
    lines = tuple(line for box in boxes for line in fitted(box, width, align).lines)
    baseline = sum(len(box.lines) for box in boxes[:base]) + boxes[base].baseline
    return Box(lines, baseline, width, boxes[base].tall)


def fitted(box: Box, width: int, align: Align) -> Box:
    """Return the box widened with blanks."""
    spare = width - box.width
    if spare <= 0:
        return box
    left = {Align.LEFT: 0, Align.CENTRE: spare // 2, Align.RIGHT: spare}[align]
    before, after = " " * left, " " * (spare - left)
    return Box(tuple(f"{before}{line}{after}" for line in box.lines), box.baseline, width, box.tall)


def tallened(box: Box) -> Box:
    """Return the box as one that brackets grow around."""
    return Box(box.lines, box.baseline, box.width, tall=True)


_PIECES = {
    # top, middle, bottom, and what fills the rest
    "(": ("⎛", "⎜", "⎝", "⎜"), "[": ("⎡", "⎢", "⎣", "⎢"), "{": ("⎧", "⎨", "⎩", "⎪"),
    ")": ("⎞", "⎟", "⎠", "⎟"), "]": ("⎤", "⎥", "⎦", "⎥"), "}": ("⎫", "⎬", "⎭", "⎪"),
    "⌈": ("⎡", "⎢", "⎢", "⎢"), "⌊": ("⎢", "⎢", "⎣", "⎢"), "|": ("│", "│", "│", "│"),
    "⌉": ("⎤", "⎥", "⎥", "⎥"), "⌋": ("⎥", "⎥", "⎦", "⎥"), "‖": ("‖", "‖", "‖", "‖"),
}  # fmt: skip


def fenced(left: str, body: Box, right: str) -> Box:
    """Return the body between brackets, which grow with a tall body."""
    parts = [_bracket(left, body), body, _bracket(right, body)]
    return beside([part for part in parts if part.width])


def _bracket(shape: str, body: Box) -> Box:
    height = len(body.lines)
    if not shape:
        return EMPTY
    if not body.tall or height == 1 or shape not in _PIECES:
        return line_box(shape)
    top, middle, bottom, rest = _PIECES[shape]
    lines = [top, *[rest] * (height - 2), bottom]
    if height > 2:
        inner = body.baseline if 0 < body.baseline < height - 1 else height // 2
        lines[inner] = middle
    return Box(tuple(lines), body.baseline, 1, tall=True)


def grid(cells: Sequence[Sequence[Box]], aligns: Sequence[Align], gaps: Sequence[int]) -> Box:
    """Return cells in columns; the baseline is in the middle. `gaps[i]` stands before column i."""
    widths = [max(row[i].width for row in cells) for i in range(len(aligns))]
    rows = []
    for row in cells:
        parts = []
        for box, width, align, gap in zip(row, widths, aligns, gaps, strict=True):
            parts += [blank(gap), fitted(box, width, align)]
        rows.append(beside(parts))
    parted = _parted(rows)
    lines = tuple(line for row in parted for line in row.lines)
    return Box(lines, (len(lines) - 1) // 2, rows[0].width, tall=len(lines) > 1)


def _parted(rows: Sequence[Box]) -> list[Box]:
    """Put a blank line between rows where two lines would run into one, and in the middle of two rows."""
    parted: list[Box] = []
    for row in rows:
        if parted and (len(rows) == 2 or len(row.lines) > 1 or len(parted[-1].lines) > 1):
            parted.append(blank(row.width))
        parted.append(row)
    return parted
