"""How many small changes of right programs each drill notices, and which it does not.

Run with: python benchmarks/kill_rates.py [--write | --check] [PROBLEM]...
With --write the table goes to docs/drills.md. With --check it is compared with what stands there, and the
exit code is 1 where a problem does not pass the gate (as `examprep bank check --problems` has it) or the page
is not current.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from examprep.core.strength import ENOUGH, Strength, Survivor
from examprep.env import read_env
from examprep.proof import prove_problems

PAGE = Path(__file__).resolve().parent.parent / "docs" / "drills.md"
HEAD = f"""\
# What the drills notice

Every right solution and every reference is changed in one place at a time: an axis, a whole number, an
operator, a comparison, a reduction, a factor, an epsilon, a transpose, kept dimensions, a sign, a cut
gradient. Each of these mutants is graded like a submission (those of a reference by what they say of the
cases). A mutant is noticed if any case fails; one that raises is noticed, too. A mutant that is right as well
may be excused in the problem's `survivors.yaml`, with its reason; it then does not count. At least
{ENOUGH:.0%} of the others must be noticed.

Written by `python benchmarks/kill_rates.py --write`; `examprep bank check --problems` holds every problem
to it.
"""


def main() -> None:
    """Measure, and print or write the page."""
    parser = argparse.ArgumentParser(
        description="How many small changes of right programs each drill notices."
    )
    parser.add_argument("problems", nargs="*", type=Path, metavar="PROBLEM", help="all if none")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} instead of printing")
    parser.add_argument("--check", action="store_true", help=f"compare with {PAGE.name} instead")
    asked = parser.parse_args()
    proof = prove_problems(read_env().paths.problems, asked.problems, base=Path.cwd(), progress=show)
    sys.stderr.write("\n")
    for finding in proof.findings:
        sys.stderr.write(f"{finding}\n")
    page = "\n".join([HEAD, *table(proof.strengths), "", *listing(proof.strengths)]) + "\n"
    if asked.write:
        PAGE.write_text(page, encoding="utf-8")
    elif asked.check:
        is_current = page == PAGE.read_text(encoding="utf-8")
        if not is_current:
            sys.stderr.write(f"{PAGE.name} is not current: python benchmarks/kill_rates.py --write\n")
        sys.exit(bool(proof.findings) or not is_current)
    else:
        sys.stdout.write(page)


def show(done: int, total: int) -> None:
    """Count on standard error where somebody looks."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {total} programs")


def table(strengths: Sequence[Strength]) -> Iterator[str]:
    """Yield the rows of the table."""
    yield "| problem | mutants | noticed | excused | survive | rate |"
    yield "|---|--:|--:|--:|--:|--:|"
    for strength in strengths:
        if strength.mutants:
            left = len(strength.survivors) - strength.excused
            counts = f"{strength.mutants} | {strength.killed} | {strength.excused} | {left}"
            yield f"| {strength.problem} | {counts} | {strength.rate:.1%} |"
        elif not strength.flaws:
            yield f"| {strength.problem} | none: properties decide, not values | | | | |"
        else:
            yield f"| {strength.problem} | not measured: its own programs fail | | | | |"


def listing(strengths: Sequence[Strength]) -> Iterator[str]:
    """Yield every survivor, with its reason where there is one."""
    if any(strength.survivors for strength in strengths):
        yield "## What survives"
    for strength in strengths:
        if strength.survivors:
            yield f"\n**{strength.problem}**\n"
            yield from map(line, strength.survivors)


def line(survivor: Survivor) -> str:
    """Return one survivor as an entry of a list."""
    fence = "``" if "`" in survivor.text else "`"
    code = f"{fence}{survivor.text}{fence}"
    return (
        f"- {survivor.file}:{survivor.line}, {survivor.kind}: {code}: {survivor.excuse or '(no reason yet)'}"
    )


if __name__ == "__main__":
    main()
