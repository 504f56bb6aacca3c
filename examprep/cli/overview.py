"""All questions of a mock exam at a glance: answered, open, flagged."""

from __future__ import annotations

from rich.text import Text as Rich

from examprep.cli.screen import Screen
from examprep.core.item import Text
from examprep.core.sitting import Flag, Sheet, Sitting, in_ranges

CELL = 7
"""Columns of one question."""
IN_A_ROW = 10

FLAGS = {Flag.UNSURE: ("自信なし", "unsure"), Flag.LATER: ("後で", "later")}
SIGNS = {Flag.UNSURE: "?", Flag.LATER: "!"}


def show_overview(sitting: Sitting, clock: str, screen: Screen) -> None:
    """Show every question's state in a table, and in words."""
    row = min(screen.columns // CELL, IN_A_ROW)
    cells = [_cell(place, sheet) for place, sheet in enumerate(sitting.sheets, 1)]
    screen.lines([Rich()])
    screen.lines(Rich("".join(cells[n : n + row]).rstrip()) for n in range(0, len(cells), row))
    screen.faint(_LEGEND)
    total = len(sitting.sheets)
    screen.say(
        f"解答 {sitting.answered}/{total}  残り {clock}",
        f"answered {sitting.answered} of {total}  {clock} left",
    )
    rows = [("まだ", "open", sitting.open), *((*FLAGS[flag], sitting.flagged(flag)) for flag in Flag)]
    for ja, en, places in rows:
        if places:
            screen.say(f"{ja}: {in_ranges(places)}", f"{en}: {in_ranges(places)}")


def _cell(place: int, sheet: Sheet) -> str:
    state = "." if sheet.response is None else "o"
    flags = "".join(sign for flag, sign in SIGNS.items() if flag in sheet.flags)
    return f"{place:>3}{state}{flags}".ljust(CELL)


_LEGEND = Text(
    "o 解答済み  . まだ  ? 自信なし  ! 後で（g12 で 12 番へ、x で提出）",
    "o answered  . open  ? unsure  ! later (g12 goes to 12, x hands in)",
)
