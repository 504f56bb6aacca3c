"""The figures that stand for each benchmark, beside their peers: the last run of each script, on one page.

A script that is run with `--write` keeps its figures in `figures.json`, with the day and the machine, and
`docs/benchmarks.md` is written anew of all that is kept there. To print it: python benchmarks/figures.py
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from examprep.durable import write_whole

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "benchmarks" / "figures.json"
PAGE = ROOT / "docs" / "benchmarks.md"


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One thing measured."""

    name: str
    ours: str
    peer: str = ""
    """What stands beside it in the same run, and its number."""
    ratio: str = ""
    """How many times better or, for a cost, as much."""
    goal: str = ""
    met: bool = True
    """The goal, in this run."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What one script found when it was last run to keep it."""

    script: str
    date: str
    machine: str
    figures: tuple[Figure, ...]


def show(script: str, figures: Sequence[Figure], *, keep: bool, machine: str = "") -> None:
    """Print the figures of a script, named by its path; keep them and write the page where that is asked."""
    run = Run(
        script=Path(script).name,
        date=calendar_date(),
        machine=machine or this_machine(),
        figures=tuple(figures),
    )
    sys.stdout.write("\n" + "\n".join(table([run])) + "\n")
    if keep:
        runs = {each.script: each for each in kept()} | {run.script: run}
        ordered = [runs[name] for name in sorted(runs)]
        write_whole(KEPT, msgspec.json.format(msgspec.json.encode(ordered)) + b"\n", 0o644)
        write_whole(PAGE, page(ordered).encode(), 0o644)


def kept() -> tuple[Run, ...]:
    """Return the last run of each script."""
    return msgspec.json.decode(KEPT.read_bytes(), type=tuple[Run, ...]) if KEPT.exists() else ()


def calendar_date() -> str:
    """Return the date by the calendar: a study day ends later."""
    return datetime.now().astimezone().date().isoformat()


def this_machine() -> str:
    """Return what was measured on, and how busy it was with other things."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{cores} cores, {system}, load {os.getloadavg()[1]:.1f}"


def page(runs: Sequence[Run]) -> str:
    """Return everything that is kept as one page."""
    longer = [f"[{name}]({name}.md)" for name in LONGER if PAGE.with_name(f"{name}.md").exists()]
    return "\n".join([HEAD.format(longer=", ".join(longer)), *table(runs), "", *machines(runs)]) + "\n"


def table(runs: Sequence[Run]) -> Iterator[str]:
    """Yield the rows of the table."""
    yield "| measured by | what | examprep | peer, in the same run | ratio | goal |"
    yield "|---|---|--:|---|--:|---|"
    for run in runs:
        for figure in run.figures:
            goal = figure.goal if figure.met else f"{figure.goal} **missed**"
            cells = (run.script, figure.name, figure.ours, figure.peer, figure.ratio, goal)
            yield f"| {' | '.join(cells)} |"


def machines(runs: Sequence[Run]) -> Iterator[str]:
    """Yield when and on what each script was run."""
    yield "| script | date | machine |"
    yield "|---|---|---|"
    for run in runs:
        yield f"| {run.script} | {run.date} | {run.machine} |"


LONGER = ("class", "drills", "exam-day", "faults", "gpu", "mutation", "speed")
"""Pages with all that a script finds, where it was run."""
HEAD = """\
# Benchmarks

Every figure in one table, its peer measured in the same run: ratios hold on other machines, seconds do not.
`make bench` runs every script, which takes an hour on two cores: `exam_day.py` half of it, `kill_rates.py`
more after a change of the drills or the grader. `make bench BENCHMARKS="start fit"` runs some, these
in a few minutes; whoever changes a hot path does that. A script's docstring says how it measures. Alone one
runs as `.venv/bin/python benchmarks/start.py`, and with `--write` its figures are kept here.

Longer tables: {longer}. The load is that of the last five minutes: above the number of cores, other programs
were in the way.
"""


def main() -> None:
    """Print what is kept, and write the page anew."""
    runs = kept()
    write_whole(PAGE, page(runs).encode(), 0o644)
    sys.stdout.write("\n".join([*table(runs), "", *machines(runs)]) + "\n")


if __name__ == "__main__":
    main()
