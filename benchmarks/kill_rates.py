"""How many small changes of right programs each drill notices, and which it does not.

Run with: python benchmarks/kill_rates.py [--write | --check] [PROBLEM]...
With --write the table goes to docs/drills.md. With --check it is compared with what stands there, and the
exit code is 1 where a problem does not pass the gate (as `examprep bank check --problems` has it) or the page
is not current.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.figures import Figure, show
from examprep.core.strength import ENOUGH, Strength, Survivor
from examprep.env import read_env
from examprep.grader.identity import grader_version
from examprep.grader.programs import can_run
from examprep.loader.finding import Finding
from examprep.loader.paths import problem_ids
from examprep.loader.problems import load_folder
from examprep.proof import prove_problems

BATCH = 40
"""Problems after which what was measured is kept."""
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
    ids = [path.name for path in asked.problems] or list(problem_ids(read_env().paths.problems))
    strengths, findings = measured(ids)
    for finding in findings:
        sys.stderr.write(f"{finding}\n")
    page = "\n".join([HEAD, *table(strengths), "", *listing(strengths)]) + "\n"
    if asked.write:
        PAGE.write_text(page, encoding="utf-8")
    elif asked.check:
        is_current = page == PAGE.read_text(encoding="utf-8")
        if not is_current:
            sys.stderr.write(f"{PAGE.name} is not current: python benchmarks/kill_rates.py --write\n")
        sys.exit(bool(findings) or not is_current)
    else:
        sys.stdout.write(page)
    show(__file__, [figure_of(strengths)], keep=asked.write and not asked.problems)


def figure_of(strengths: Sequence[Strength]) -> Figure:
    """Return how many mutants of all drills are noticed."""
    all, killed = sum(one.mutants for one in strengths), sum(one.killed for one in strengths)
    excused = sum(one.excused for one in strengths)
    least = min((one.rate for one in strengths if one.mutants), default=0.0)
    return Figure(
        name=f"mutants that {len(strengths)} drills notice, of {all - excused:,}",
        ours=f"{killed / (all - excused):.1%}" if all > excused else "none",
        peer=f"the weakest drill: {least:.1%}",
        goal=f"≥ {ENOUGH:.0%} in each",
        met=least >= ENOUGH,
    )


def measured(ids: Sequence[str]) -> tuple[list[Strength], list[Finding]]:
    """Return the strength of each problem; those measured before and without findings are not run again."""
    paths = read_env().paths
    kept = paths.cache / "strength"
    kept.mkdir(parents=True, exist_ok=True)
    places = {id: kept / f"{key_of(paths.problems / id)}.json" for id in ids}
    unknown = [id for id in ids if not places[id].exists()]
    findings: list[Finding] = []
    found: dict[str, Strength] = {}
    for start in range(0, len(unknown), BATCH):
        batch = [Path(id) for id in unknown[start : start + BATCH]]
        proof = prove_problems(paths.problems, batch, base=Path.cwd())
        findings += proof.findings
        for strength in proof.strengths:
            found[strength.problem] = strength
            if not strength.flaws:
                places[strength.problem].write_bytes(msgspec.json.encode(strength))
        sys.stderr.write(f"{start + len(batch)} of {len(unknown)} problems measured\n")
    for id in ids:
        if id not in found and places[id].exists():
            found[id] = msgspec.json.decode(places[id].read_bytes(), type=Strength)
    return [found[id] for id in ids if id in found], findings


def key_of(folder: Path) -> str:
    """Return a digest of everything a problem's strength depends on: its files, its parts', the grader."""
    digest = hashlib.blake2b(f"{grader_version()} {can_run('torch')}".encode(), digest_size=16)
    parts = load_folder(folder.parent, folder.name).problem.uses
    for part in (folder, *(folder.parent / id / "right" for id in parts)):
        for file in sorted(part.rglob("*")):
            if file.is_file() and file.suffix in {".py", ".yaml"}:
                digest.update(f"{file.relative_to(folder.parent)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


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
