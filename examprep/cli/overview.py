"""All questions of a mock exam at a glance: answered, open, flagged."""

from __future__ import annotations

from rich.text import Text as Rich

from examprep.cli.screen import Screen
from examprep.core.announcements import LEGEND, cell_of, clock_of, flagged_words
from examprep.core.item import Text
from examprep.core.sitting import Sitting, in_ranges

CELL = 7
"""Columns of one question."""
IN_A_ROW = 10


def show_overview(sitting: Sitting, left: float, screen: Screen) -> None:
    """Show every question's state in a table, and in words."""
    row = min(screen.columns // CELL, IN_A_ROW)
    cells = [cell_of(place, sheet).ljust(CELL) for place, sheet in enumerate(sitting.sheets, 1)]
    screen.lines([Rich()])
    screen.lines(Rich("".join(cells[n : n + row]).rstrip()) for n in range(0, len(cells), row))
    screen.faint(
        Text(f"{LEGEND.ja}（g12 で 12 番へ、x で提出）", f"{LEGEND.en} (g12 goes to 12, x hands in)")
    )
    total, clock = len(sitting.sheets), clock_of(left)
    screen.say(
        f"解答 {sitting.answered}/{total}  残り {clock}",
        f"answered {sitting.answered} of {total}  {clock} left",
    )
    if sitting.open:
        places = in_ranges(sitting.open)
        screen.say(f"まだ: {places}", f"open: {places}")
    for words in flagged_words(sitting):
        screen.say(words.ja, words.en)
