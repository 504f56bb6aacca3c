"""How fast programs are graded, and in how much memory: warm zygotes beside a fresh interpreter, in one run.

The same submissions, in turn: softmax with six of its cases, and with all. Memory is what the pages of a
running submission hold that it does not share with its zygote. Run with: python benchmarks/grade.py [--write]
"""

from __future__ import annotations

import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec

from benchmarks.figures import Figure, show
from examprep.core.problem import Folder, framework_of
from examprep.core.verdict import CaseResult
from examprep.env import read_env
from examprep.grader.judge import Grader
from examprep.loader.problems import load_folder

WARM = 60
FRESH = {"numpy": 8, "torch": 4}
WORKERS = 2
FEW = 6
GOALS = {"numpy": (15, 200, 20, 15), "torch": (100, 86, 50, 30)}
"""With six cases: times a fresh interpreter, a second on two idle cores, ms each; MB of a submission."""
SUBMISSIONS = ("softmax", {"numpy": "plain.py", "torch": "with_torch.py"})

NAIVE = """
import importlib.util, sys
import numpy as np
spec = importlib.util.spec_from_file_location("solution", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
torch = sys.modules.get("torch")
for n in range(int(sys.argv[2])):
    x = np.random.default_rng(n).normal(size=(3, 5))
    module.softmax(torch.tensor(x) if torch else x)
"""
"""What a grader without a zygote does at least, without comparing or confining anything."""


def main() -> None:
    """Measure, and print one table."""
    id, files = SUBMISSIONS
    figures: list[Figure] = []
    print(f"{'framework':<10}{'way':<34}{'p50 ms':>9}{'min ms':>9}{'a second':>10}{'times':>8}")
    for framework, name in files.items():
        for cases in (FEW, None):
            figures += compare(framework, id, name, cases)
        taken, most = memory_of(id, name), GOALS[framework][-1]
        print(f"{framework:<10}{'memory of a submission, MB':<34}{taken:>9.1f}")
        what, goal = f"{framework}: memory of a submission beyond its zygote", f"< {most} MB"
        figures.append(Figure(name=what, ours=f"{taken:.1f} MB", goal=goal, met=taken < most))
    show(__file__, figures, keep="--write" in sys.argv[1:])


def compare(framework: str, id: str, name: str, cases: int | None) -> list[Figure]:
    """Print the rows of one framework and number of cases; return what they come to."""
    folder, source = submission(id, name, cases)
    asked = len(seen(folder, source))
    path = problems() / id / "right" / name
    fresh = timed(lambda: run_fresh(path, asked), FRESH[framework])
    warm = warm_times(folder, source)
    both = rate_of_workers(id, name, cases)
    base = 1 / statistics.median(fresh)
    for way, times in (("fresh interpreter, naive", fresh), ("warm zygote, full checks", warm)):
        rate = 1 / statistics.median(times)
        print(row(framework, f"{way}, {asked} cases", times, rate, rate / base))
    way = f"{WORKERS} workers, {asked} cases"
    print(f"{framework:<10}{way:<34}{'':>18}{both:>10.1f}{both / base:>7.1f}x")
    what = f"{framework}: softmax, {asked} cases"
    return list(figures_of(what, fresh, warm, both, GOALS[framework] if cases else None))


def figures_of(
    what: str, fresh: list[float], warm: list[float], both: float, goals: tuple[int, ...] | None
) -> Iterator[Figure]:
    """Yield a grading's time and the rate of several workers, beside a fresh interpreter's."""
    naive, ours = statistics.median(fresh), statistics.median(warm)
    times, rate, most, _ = goals or (0, 0, math.inf, 0)
    yield Figure(
        name=f"{what}, graded again",
        ours=f"{ours * 1000:.1f} ms",
        peer=f"fresh interpreter, unchecked: {naive * 1000:.0f} ms",
        ratio=f"{naive / ours:.0f}x faster",
        goal=f"≥ {times}x, ≤ {most} ms" if goals else "",
        met=naive / ours >= times and ours * 1000 <= most,
    )
    yield Figure(
        name=f"{what}, {WORKERS} workers",
        ours=f"{both:.0f} a second",
        peer=f"fresh interpreters, one by one: {1 / naive:.1f}",
        ratio=f"{both * naive:.0f}x",
        goal=f"≥ {rate} a second on two idle cores" if goals else "",
        met=both >= rate,
    )


def problems() -> Path:
    """Return the folder of the shipped problems."""
    return read_env({"EXAMPREP_HOME": tempfile.gettempdir()}).paths.problems


def submission(id: str, name: str, cases: int | None) -> tuple[Folder, str]:
    """Return a problem, cut to its first cases where a number is given, and a right solution."""
    folder = load_folder(problems(), id)
    source = folder.right[name]
    if cases is None:
        return folder, source
    cut = f"{folder.cases}\nevery = cases\n\ndef cases(rng):\n    yield from list(every(rng))[:{cases}]\n"
    return msgspec.structs.replace(folder, cases=cut, digest=f"{folder.digest}-{cases}"), source


def seen(folder: Folder, source: str) -> Sequence[CaseResult]:
    """Return how the cases went; every one must pass."""
    with Grader() as grader:
        report = grader.grade(folder, source, seed=1)
    assert report.passed, report.message.en
    return report.cases


def memory_of(id: str, name: str) -> float:
    """Return the megabytes that a cell holds for itself after its last case."""
    folder, source = submission(id, name, None)
    with Grader() as grader:
        grader.grade(folder, source, seed=0)
        framework = framework_of(source, folder.problem.frameworks)
        cases = grader.cases(folder, 1, framework)
        with grader.runner(folder, source) as runner:
            runner.run(cases)
            assert runner.pid is not None
            return private_megabytes(runner.pid)


def private_megabytes(pid: int) -> float:
    """Return what the kernel says of a process's own pages."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    private = [int(line.split()[1]) for line in lines if line.startswith("Private_")]
    return sum(private) / 1024


def row(framework: str, way: str, times: list[float], rate: float, ratio: float) -> str:
    """Return one line of the table."""
    p50, least = statistics.median(times) * 1000, min(times) * 1000
    return f"{framework:<10}{way:<34}{p50:>9.1f}{least:>9.1f}{rate:>10.1f}{ratio:>7.1f}x"


def timed(call: Callable[[], object], count: int) -> list[float]:
    """Return the seconds of each call."""
    times = []
    for _ in range(count):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return times


def run_fresh(path: Path, cases: int) -> None:
    """Run a submission over as many cases in an interpreter of its own."""
    subprocess.run([sys.executable, "-c", NAIVE, str(path), str(cases)], check=True)


def warm_times(folder: Folder, source: str) -> list[float]:
    """Return the seconds of each grading once everything is warm."""
    with Grader() as grader:
        for seed in range(3):
            grader.grade(folder, source, seed=seed)
        seeds = iter(range(100, 100 + WARM))
        return timed(lambda: grader.grade(folder, source, seed=next(seeds)), WARM)


def rate_of_workers(id: str, name: str, cases: int | None) -> float:
    """Return submissions a second over several workers, each with zygotes of its own."""
    with ProcessPoolExecutor(WORKERS) as pool:
        list(pool.map(grade_some, [(id, name, cases, 3)] * WORKERS))
        rates = list(pool.map(grade_some, [(id, name, cases, WARM)] * WORKERS))
    return sum(rates)


def grade_some(job: tuple[str, str, int | None, int]) -> float:
    """Grade some submissions in this process; return how many a second once warm."""
    id, name, cases, count = job
    folder, source = submission(id, name, cases)
    with Grader() as grader:
        grader.grade(folder, source, seed=0)
        start = time.perf_counter()
        for seed in range(count):
            grader.grade(folder, source, seed=seed)
        return count / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
