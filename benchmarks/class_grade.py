"""How fast a class is graded: `examprep class grade` on all cores beside a loop of `examprep grade`, one run.

Both are the real commands, starts included, over programs that all differ: right ones and slips of a few
problems in NumPy. The rerun finds everything in the ledger. Run with: python benchmarks/class_grade.py
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from examprep.env import read_env
from examprep.grader.crew import cores

PROBLEMS = ("softmax", "logsumexp", "cross-entropy", "momentum-step")
STUDENTS = 40
ALONE = 3
"""Students graded one file at a time, with every problem."""


def main() -> None:
    """Measure, and print one table."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        submissions = hand_in(place / "class")
        alone = sum(map(seconds_alone, submissions[: ALONE * len(PROBLEMS)])) / (ALONE * len(PROBLEMS))
        whole = seconds_of_class(place, "out") / len(submissions)
        again = seconds_of_class(place, "out") / len(submissions)
        lone = seconds_of_class(place, "lone", "--workers", "1") / len(submissions)
    print(f"{'way':<46}{'submissions':>12}{'a second':>10}{'times':>9}")
    for way, count, seconds in (
        ("a loop of `examprep grade`", ALONE * len(PROBLEMS), alone),
        ("`examprep class grade --workers 1`", len(submissions), lone),
        (f"`examprep class grade`, {cores()} cores", len(submissions), whole),
        ("the same again, from the ledger", len(submissions), again),
    ):
        print(f"{way:<46}{count:>12}{1 / seconds:>10.1f}{alone / seconds:>8.1f}x")


def hand_in(place: Path) -> list[Path]:
    """Write a class in which no two programs are equal; return its files, student by student."""
    shipped = read_env({"EXAMPREP_HOME": tempfile.gettempdir()}).paths.problems
    files = []
    for number in range(STUDENTS):
        for problem in PROBLEMS:
            styles = sorted((shipped / problem).glob("right/*.py")) + sorted(
                (shipped / problem).glob("slips/*.py")
            )
            programs = [path.read_text(encoding="utf-8") for path in styles]
            in_numpy = [program for program in programs if "torch" not in program]
            file = place / f"student-{number:03}" / f"{problem}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{in_numpy[number % len(in_numpy)]}\n# {number}\n", encoding="utf-8")
            files.append(file)
    return files


def seconds_alone(file: Path) -> float:
    """Return the seconds of grading one file by itself."""
    return seconds_of(["grade", file.stem, str(file), "--no-record", "--json"], file.parent.parent, (0, 1))


def seconds_of_class(place: Path, out: str, *more: str) -> float:
    """Return the seconds of grading the class."""
    seconds = seconds_of(["class", "grade", "class", "--out", out, "--seed", "1", *more], place, (0,))
    counted = json.loads((place / out / "statistics.json").read_text(encoding="utf-8"))
    assert counted["broken"] == 0
    assert counted["submissions"] == STUDENTS * len(PROBLEMS)
    return seconds


def seconds_of(arguments: list[str], place: Path, codes: tuple[int, ...]) -> float:
    """Return the seconds of one command."""
    environment = {**os.environ, "EXAMPREP_HOME": str(place / "home")}
    start = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-m", "examprep", *arguments],
        cwd=place, env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert ran.returncode in codes, ran.stderr.decode()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
