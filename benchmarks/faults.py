"""What a learner loses when a quiz is killed, hung up on, starved of disk or cut off from its power.

Run with: python benchmarks/faults.py [--times N] [--write]
With --write the table goes to docs/faults.md. What this machine cannot do (a small disk needs root, failing
calls and power cuts need strace) is left out and said. Exit code 1 where anything was lost.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure, show
from tests import cuts, faults, unsafe
from tests.conftest import Command, heed_signals
from tests.powercut import Toll

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "faults.md"
HEAD = """\
# What is lost when something goes wrong

A real quiz (`python -m examprep quiz`) is disturbed so many times. *Acknowledged* are answers that the screen
showed as kept; *lost* are those of them that the progress file does not have afterwards. After each
disturbance the file is checked as `examprep data verify` does it; in the end the program must resume the
session and keep an answer. *Odd* is whatever else was not as promised: exit code, sentence, study day.

For the power cuts a real command is recorded under strace and cut at every operation that writes. What was
not synced is then kept, dropped or torn: a file's content is safe after `fsync` of the file, a name after
`fsync` of its folder, nothing before. Each different state is opened with the program's own code: a merge,
an import, a restore, a repair or a change of format must be found done or not begun, every backup whole, and
what is left of compiled content never believed unless it is whole. That the simulation finds losses is shown
by writers that are not safe.

Written by `python benchmarks/faults.py --write`.
"""


class Row(NamedTuple):
    """One kind of fault."""

    kind: str
    times: int
    acknowledged: int
    lost: int
    odd: list[str]
    seconds: float


def main() -> None:
    """Disturb, and print or write the page."""
    parser = argparse.ArgumentParser(description="What a learner loses when something goes wrong.")
    parser.add_argument("--times", type=int, default=5, help="of the tests' own runs")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} instead of printing")
    asked = parser.parse_args()
    heed_signals()
    with tempfile.TemporaryDirectory() as folder:
        disturbed = list(disturb(Path(folder), asked.times))
    with tempfile.TemporaryDirectory() as folder:
        cut, unsafe = list(cut_off(Path(folder))), list(cut_off_unsafe(Path(folder)))
    page = "\n".join([HEAD, *tables(disturbed, cut, unsafe)]) + "\n"
    if asked.write:
        PAGE.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
    show(__file__, figures(disturbed, cut, unsafe), keep=asked.write)
    for row in disturbed:
        sys.stderr.writelines(f"{row.kind}: {told}\n" for told in row.odd)
    sys.exit(any(row.lost or row.odd for row in (*disturbed, *cut)) or not all(row.lost for row in unsafe))


def disturb(folder: Path, times: int) -> Iterator[Row]:
    """Yield what disturbances of a quiz cost, each kind in a home of its own."""
    first = Command(folder / "home")
    first("stats")  # compiles the banks for all
    for number, (kind, (cost_of, share, needs)) in enumerate(faults.FAULTS.items()):
        if missing(needs, kind):
            continue
        command = Command(folder / str(number) / "home")
        command.home.mkdir(parents=True)
        (command.home / "cache").symlink_to(first.home / "cache")
        started = time.monotonic()
        cost = cost_of(command, times * share, random.Random(20261121))
        yield Row(kind, cost.times, cost.kept, cost.lost, cost.odd, time.monotonic() - started)


def cut_off(folder: Path) -> Iterator[Row]:
    """Yield what power cuts cost each command."""
    for number, (kind, cut) in enumerate(cuts.CUTS.items()):
        yield from _cut(kind, folder / str(number), cut)


def cut_off_unsafe(folder: Path) -> Iterator[Row]:
    """Yield what power cuts cost writers that are not safe."""
    for number, (kind, cut) in enumerate(unsafe.UNSAFE.items()):
        yield from _cut(kind, folder / f"unsafe{number}", cut)


def _cut(kind: str, folder: Path, cut: Callable[[Path], Toll]) -> Iterator[Row]:
    if missing("strace", kind):
        return
    folder.mkdir()
    started = time.monotonic()
    found = cut(folder)
    yield Row(kind, found.states, 0, len(found.lost), sorted(set(found.lost)), time.monotonic() - started)


def missing(needs: str, kind: str) -> bool:
    """Say what this machine lacks for a kind of fault, if anything."""
    lacks = (needs == "root" and os.geteuid() != 0) or (needs == "strace" and shutil.which("strace") is None)
    if lacks:
        sys.stderr.write(f"left out for want of {needs}: {kind}\n")
    return lacks


def figures(disturbed: list[Row], cut: list[Row], unsafe: list[Row]) -> list[Figure]:
    """Return what stands beside other figures: one line for all disturbances, one for all power cuts."""
    lost, kept = sum(row.lost for row in disturbed), sum(row.acknowledged for row in disturbed)
    faults_met = Figure(
        name=f"answers lost in {sum(row.times for row in disturbed)} kills and other faults",
        ours=f"{lost} of {kept:,}",
        goal="0",
        met=not lost,
    )
    states, losses = sum(row.times for row in cut), sum(row.lost for row in cut)
    peers = [f"{row.kind}: {row.lost} of {row.times}" for row in unsafe]
    name = "power cuts, simulated: states with a loss"
    return [
        faults_met,
        Figure(name=name, ours=f"{losses} of {states:,}", peer="; ".join(peers), goal="0", met=not losses),
    ]


def tables(disturbed: list[Row], cut: list[Row], unsafe: list[Row]) -> Iterator[str]:
    """Yield the lines of the tables."""
    yield f"{datetime.now(UTC):%Y-%m-%d}, {os.uname().sysname} {os.uname().release}.\n"
    yield "| a quiz, disturbed | times | acknowledged | lost | odd | seconds |"
    yield "|---|--:|--:|--:|--:|--:|"
    for row in disturbed:
        counts = f"{row.times} | {row.acknowledged} | {row.lost} | {len(row.odd)}"
        yield f"| {row.kind} | {counts} | {row.seconds:.0f} |"
    for title, rows in (("power cuts under", cut), ("to compare: power cuts under", unsafe)):
        yield f"\n| {title} | states | with a loss | seconds |"
        yield "|---|--:|--:|--:|"
        for row in rows:
            yield f"| {row.kind} | {row.times} | {row.lost} | {row.seconds:.0f} |"


if __name__ == "__main__":
    main()
