"""How fast programs are graded: warm zygotes beside a fresh interpreter for each, in one run.

The same submissions, in turn. Run with: python benchmarks/grade.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from examprep.core.problem import Folder
from examprep.env import read_env
from examprep.grader.judge import Grader
from examprep.loader.problems import load_folder

WARM = 60
FRESH = {"numpy": 8, "torch": 4}
WORKERS = 2
SUBMISSIONS = ("softmax", {"numpy": "plain.py", "torch": "with_torch.py"})

NAIVE = """
import importlib.util, sys
import numpy as np
spec = importlib.util.spec_from_file_location("solution", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
torch = sys.modules.get("torch")
for n in range(17):
    x = np.random.default_rng(n).normal(size=(3, 5))
    module.softmax(torch.tensor(x) if torch else x)
"""
"""What a grader without a zygote does at least, without comparing or confining anything."""


def main() -> None:
    """Measure, and print one table."""
    problems = read_env({"EXAMPREP_HOME": tempfile.gettempdir()}).paths.problems
    id, files = SUBMISSIONS
    folder = load_folder(problems, id)
    print(f"{'framework':<10}{'way':<26}{'p50 ms':>9}{'min ms':>9}{'a second':>10}{'times':>8}")
    for framework, name in files.items():
        path = problems / id / "right" / name
        fresh = timed(lambda path=path: run_fresh(path), FRESH[framework])  # type: ignore[misc]
        warm = warm_times(folder, path.read_text(encoding="utf-8"))
        both = rate_of_workers(id, name)
        base = 1 / statistics.median(fresh)
        for way, times in (("fresh interpreter, naive", fresh), ("warm zygote, full checks", warm)):
            rate = 1 / statistics.median(times)
            print(row(framework, way, times, rate, rate / base))
        print(f"{framework:<10}{f'{WORKERS} workers':<26}{'':>18}{both:>10.1f}{both / base:>7.1f}x")


def row(framework: str, way: str, times: list[float], rate: float, ratio: float) -> str:
    """Return one line of the table."""
    p50, least = statistics.median(times) * 1000, min(times) * 1000
    return f"{framework:<10}{way:<26}{p50:>9.1f}{least:>9.1f}{rate:>10.1f}{ratio:>7.1f}x"


def timed(call: Callable[[], object], count: int) -> list[float]:
    """Return the seconds of each call."""
    times = []
    for _ in range(count):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return times


def run_fresh(path: Path) -> None:
    """Run a submission over as many cases in an interpreter of its own."""
    subprocess.run([sys.executable, "-c", NAIVE, str(path)], check=True)


def warm_times(folder: Folder, source: str) -> list[float]:
    """Return the seconds of each grading once everything is warm."""
    with Grader() as grader:
        for seed in range(3):
            grader.grade(folder, source, seed=seed)
        seeds = iter(range(100, 100 + WARM))
        return timed(lambda: grader.grade(folder, source, seed=next(seeds)), WARM)


def rate_of_workers(id: str, name: str) -> float:
    """Return submissions a second over several workers, each with zygotes of its own."""
    with ProcessPoolExecutor(WORKERS) as pool:
        list(pool.map(grade_some, [(id, name, 3)] * WORKERS))
        rates = list(pool.map(grade_some, [(id, name, WARM)] * WORKERS))
    return sum(rates)


def grade_some(job: tuple[str, str, int]) -> float:
    """Grade some submissions in this process; return how many a second once warm."""
    id, name, count = job
    problems = read_env({"EXAMPREP_HOME": tempfile.gettempdir()}).paths.problems
    folder = load_folder(problems, id)
    source = (problems / id / "right" / name).read_text(encoding="utf-8")
    with Grader() as grader:
        grader.grade(folder, source, seed=0)
        start = time.perf_counter()
        for seed in range(count):
            grader.grade(folder, source, seed=seed)
        return count / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
