"""Right solutions and slips of every torch problem on a GPU: verdicts, errors by floating type, and time.

Beside the float64 reference stand the same program on the CPU and PyTorch's own operation on the GPU.
Run with: python benchmarks/gpu.py [--write] [--device cpu] [PROBLEM]...
With --write the table goes to docs/gpu.md.
"""

from __future__ import annotations

import argparse
import datetime
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, show
from examprep.core.problem import Folder, Framework, framework_of
from examprep.core.verdict import Report
from examprep.env import read_env
from examprep.grader.judge import Grader, has_gpu
from examprep.grader.sweep import DTYPES, allowing_everything, grade_on_device
from examprep.loader.paths import problem_ids
from examprep.loader.problems import load_folder

PAGE = Path(__file__).resolve().parent.parent / "docs" / "gpu.md"
SEED = 2026
HEAD = """\
# Drills on a GPU

Written by `python benchmarks/gpu.py --write` on {date}: {device}; torch {torch}, CUDA {cuda},
Python {python}.

Errors are the largest difference from the float64 reference over all cases that the problem's own right
programs can do in that type, relative to the scale of the case; in brackets the largest difference between
this device and the CPU. Time is that of a call beside PyTorch's own operation, in float32, on the problem's
large case; `?` marks one whose two clocks disagree. A slip counts as noticed if it does not pass.
"""


def main() -> int:
    """Measure, and print or write the page; return 1 where a right program fails or a slip passes."""
    parser = argparse.ArgumentParser(description="Right solutions and slips of torch problems on a GPU.")
    parser.add_argument("problems", nargs="*", metavar="PROBLEM", help="all if none")
    parser.add_argument("--device", default="cuda", choices=["cuda", "cpu"])
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} instead of printing")
    asked = parser.parse_args()
    if asked.device == "cuda" and not has_gpu():
        sys.stderr.write("there is no CUDA device here; try the script with --device cpu\n")
        return 5
    folder = read_env({"EXAMPREP_HOME": tempfile.gettempdir()}).paths.problems
    with Grader() as grader:
        found = [
            Row(grader, load_folder(folder, id), asked.device) for id in asked.problems or problem_ids(folder)
        ]
    rows = [row for row in found if row.reports]
    page = "\n".join([heading(asked.device), *table(rows), "", *faults(rows)]) + "\n"
    if asked.write:
        PAGE.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
    keep = asked.write and asked.device == "cuda" and not asked.problems
    show(__file__, list(figures_of(rows)), keep=keep, machine=named(asked.device))
    return int(any(True for _ in faults(rows)))


class Row:
    """One problem: how its programs in torch did."""

    def __init__(self, grader: Grader, folder: Folder, device: str) -> None:
        self.problem = folder.problem.id
        self.reports: dict[str, Report] = {}
        self.slips: dict[str, Report] = {}
        if folder.operator is not None:
            free = allowing_everything(folder)
            self.reports["operator"] = grade_on_device(
                grader, free, folder.operator, seed=SEED, device=device
            )
        for name, source in folder.right.items():
            if framework_of(source, folder.problem.frameworks) is Framework.TORCH:
                self.reports[name] = grade_on_device(grader, folder, source, seed=SEED, device=device)
        for slip, source in folder.slips.items():
            if framework_of(source, folder.problem.frameworks) is Framework.TORCH:
                self.slips[slip] = grader.grade(folder, source, seed=SEED, device=device)
        sys.stderr.write(f"{self.problem}: {len(self.reports)} right, {len(self.slips)} slips\n")


def heading(device: str) -> str:
    """Return the page's head, with what it was measured on."""
    import torch  # noqa: PLC0415 - only the versions

    return HEAD.format(
        date=datetime.datetime.now(datetime.UTC).date(),
        device=named(device),
        torch=torch.__version__,
        cuda=torch.version.cuda or "none",
        python=platform.python_version(),
    )


def named(device: str) -> str:
    """Return what the hardware is called."""
    import torch  # noqa: PLC0415 - only its name

    return torch.cuda.get_device_name() if device == "cuda" else platform.processor() or platform.machine()


def figures_of(rows: list[Row]) -> Iterator[Figure]:
    """Yield how many programs got the verdict that is due, and their time beside PyTorch's operations."""
    right = [report for row in rows for report in row.reports.values()]
    slips = [report for row in rows for report in row.slips.values()]
    passed = sum(report.passed for report in right)
    noticed = sum(not report.passed and not report.broken for report in slips)
    for name, found, all in (("right programs that pass", passed, right), ("slips noticed", noticed, slips)):
        yield Figure(name=name, ours=f"{found} of {len(all)}", goal="all", met=found == len(all))
    ratios = [report.timing.ratio for report in right if report.timing is not None]
    if ratios:
        yield Figure(
            name="a call of a right program, float32, large case",
            ours=f"median of {len(ratios)} programs",
            peer="PyTorch's own operation: 1",
            ratio=f"{statistics.median(ratios):.1f}x",
        )


def table(rows: list[Row]) -> Iterator[str]:
    """Yield the rows of the table."""
    heads = ("problem", "program", "verdict", *DTYPES, "times the operation", "slips noticed")
    yield line(heads)
    yield f"|---|---|---|{'--:|' * (len(DTYPES) + 2)}"
    for row in rows:
        noticed = f"{sum(not report.passed for report in row.slips.values())}/{len(row.slips)}"
        for place, (name, report) in enumerate(row.reports.items()):
            first, last = ("", "") if place else (row.problem, noticed)
            yield line((first, name, report.verdict, *errors(report), times(report), last))


def line(cells: Iterable[str]) -> str:
    """Return one row of the table."""
    return f"| {' | '.join(cells)} |"


def errors(report: Report) -> list[str]:
    """Return what each floating type came to."""
    told = [f"{shown(swept.error)} ({shown(swept.agreement)})" for swept in report.sweep]
    return told + ["-"] * (len(DTYPES) - len(told))


def shown(value: float | None) -> str:
    """Return a difference in one digit."""
    return "-" if value is None else f"{value:.0e}"


def times(report: Report) -> str:
    """Return how many times as long as the operation a program took."""
    if report.timing is None:
        return "-"
    return f"{report.timing.ratio:.1f}{'' if report.timing.clocks_agree else ' ?'}"


def faults(rows: list[Row]) -> Iterator[str]:
    """Yield what should not be: a right program that fails, a slip that passes."""
    for row in rows:
        for name, report in row.reports.items():
            if not report.passed:
                message = " ".join(report.message.en.split())[:300]
                yield f"- {row.problem}/{name} is right and is `{report.verdict}`: {message}"
        for slip, report in row.slips.items():
            if report.passed or report.broken:
                yield f"- {row.problem}/{slip} is wrong and is `{report.verdict}`"


if __name__ == "__main__":
    sys.exit(main())
