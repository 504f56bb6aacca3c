"""`examprep class similar`: pairs of programs to look at, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.options import AsJson, InLang, Problems, problems_named
from examprep.env import read_env

if TYPE_CHECKING:
    from rich.table import Table

    from examprep.alike import Compared
    from examprep.cli.screen import Screen
    from examprep.core.similar import Lines, Same

SCHEMA = 2
SHOWN = 20
"""Pairs and groups of a problem on the screen; `--json` has all."""
PIECES = 3
"""Places of a pair that are named."""


def similar(
    submissions: Annotated[
        Path, typer.Argument(metavar="SUBMISSIONS", help="A folder with <student>/<problem>.py")
    ],
    problems: Problems = None,
    least: Annotated[
        float, typer.Option("--least", min=0.1, max=1, help="Show pairs that share this part and more.")
    ] = 0.5,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """List programs that are the same or look alike: where to look, never a verdict.

    Compared are runs of tokens, with own names and literals all the same; what was handed out does not
    count. Programs that are the same as a whole stand together, however many; of the others what many hand
    in does not count. Nothing is run. Two people can write the same by themselves, the more so the shorter
    the problem is: read both before you say anything.

    Example: examprep class similar submissions --problems conv2d --least 0.7
    """
    from examprep.alike import compare_class  # noqa: PLC0415 - not on the way to --help

    found = compare_class(read_env(), submissions, problems_named(problems), least)
    if json:
        console.show_json({"schema": SCHEMA, "least": least, "problems": found})
        return
    from examprep.cli.screen import Screen  # noqa: PLC0415

    screen = Screen(lang)
    for each in found:
        _show(each, screen)
    screen.say(
        "似ていることは不正の証拠ではない。両方を読んでから判断する。",
        "Looking alike proves nothing: read both programs first.",
    )


def _show(found: Compared, screen: Screen) -> None:
    counts = (found.problem, found.programs, len(found.same), len(found.pairs))
    screen.say(
        "{}: プログラム {}件、同じプログラムの群 {}、ほかに似ている組 {}".format(*counts),
        "{}: {} programs; groups of the same program: {}; other pairs alike: {}".format(*counts),
    )
    if found.too_short:
        names = ", ".join(found.too_short)
        screen.say(f"短すぎて比べない: {names}", f"too short to compare: {names}")
    if found.unreadable:
        names = ", ".join(found.unreadable)
        screen.say(f"読めない: {names}", f"unreadable: {names}")
    for same in found.same[:SHOWN]:
        _show_same(same, screen)
    if (more := len(found.same) - SHOWN) > 0:
        screen.say(f"ほか {more}群（--json）", f"{more} more groups (--json)")
    if found.pairs:
        screen.show(_table(found, screen))
    if (more := len(found.pairs) - SHOWN) > 0:
        screen.say(f"ほか {more}組（--json）", f"{more} more (--json)")


def _show_same(same: Same, screen: Screen) -> None:
    names = ", ".join(same.students)
    if same.verbatim == (same.students,):
        screen.say(f"一字一句同じプログラム: {names}", f"the same program to the letter: {names}")
        return
    screen.say(
        f"名前、数、コメント、体裁のほかは同じプログラム: {names}",
        f"the same program but for names, numbers, comments and layout: {names}",
    )
    for group in same.verbatim:
        names = ", ".join(group)
        screen.say(f"  うち一字一句同じ: {names}", f"  of these the same to the letter: {names}")


def _table(found: Compared, screen: Screen) -> Table:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text as Rich  # noqa: PLC0415

    from examprep.render import say  # noqa: PLC0415

    table = Table(box=box.ASCII2, padding=(0, 1, 0, 0))
    table.add_column(say("共通", "shared", screen.lang), justify="right")
    for number in "12":
        table.add_column(say(f"学生{number}", f"student {number}", screen.lang), overflow="fold")
        table.add_column(say("行", "lines", screen.lang), overflow="fold")
    for pair in found.pairs[:SHOWN]:
        first, second = map(_lines, pair.places)
        table.add_row(*map(Rich, (f"{pair.share:.0%}", pair.first, first, pair.second, second)))
    return table


def _lines(places: tuple[Lines, ...]) -> str:
    named = ", ".join(f"{each.first}-{each.last}" for each in places[:PIECES])
    return f"{named}, ..." if len(places) > PIECES else named
