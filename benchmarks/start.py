"""How long a learner waits: the start of the program, warm and cold, as ratios of one run.

Each command is a process of its own, run in turn with the others so that a slow moment of the
machine meets all of them. Run with: python benchmarks/start.py [--write]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure, show
from examprep.core.bank import Bank
from examprep.env import read_env
from examprep.loader.banks import parse_bank
from examprep.loader.cache import load_library

RUNS = 9


def main() -> None:
    """Measure, and print one table a question."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        figures = [*print_commands(home), print_loading(home)]
    show(__file__, figures, keep="--write" in sys.argv[1:])


def print_commands(home: Path) -> list[Figure]:
    """Print and return the wall time of whole commands beside a bare interpreter's."""
    environment = {**os.environ, "EXAMPREP_HOME": str(home), "COLUMNS": "80"}
    quiz = [sys.executable, "-m", "examprep", "quiz", "--seed", "1"]

    def cold() -> None:
        shutil.rmtree(home / "cache", ignore_errors=True)

    commands: list[tuple[str, list[str], Callable[[], object]]] = [
        ("python -c pass", [sys.executable, "-c", "pass"], lambda: None),
        ("examprep --help", [sys.executable, "-m", "examprep", "--help"], lambda: None),
        ("first question, warm cache", quiz, lambda: None),
        ("first question, cold cache", quiz, cold),
    ]
    subprocess.run(quiz, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    times: dict[str, list[float]] = {name: [] for name, _, _ in commands}
    for _ in range(RUNS):
        for name, command, before in commands:
            before()
            times[name].append(timed(command, environment))
            warm_up(quiz, environment, after=name)
    base = statistics.median(times["python -c pass"])
    print(f"{'command':<30}{'median s':>10}{'min s':>10}{'of python':>12}")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<30}{median:>10.3f}{min(taken):>10.3f}{median / base:>11.1f}x")
    bare, *ours = ((name, statistics.median(taken)) for name, taken in times.items())
    peer = f"`{bare[0]}`: {bare[1] * 1000:.0f} ms"
    return [
        Figure(name=f"start: {name}", ours=f"{s * 1000:.0f} ms", peer=peer, ratio=f"{s / bare[1]:.1f}x")
        for name, s in ours
    ]


def warm_up(command: list[str], environment: dict[str, str], *, after: str) -> None:
    """Fill the cache again that the cold run has just written, so that it is not read from dirty pages."""
    if "cold" in after:
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Return the seconds a command takes, its input being at its end."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return time.perf_counter() - start


def print_loading(home: Path) -> Figure:
    """Print and return the time to load all banks from YAML and from the compiled cache, in this process."""
    paths = read_env({"EXAMPREP_HOME": str(home / "loading")}).paths
    files = sorted((paths.content / "banks").rglob("*.yaml"))
    parsing, loading = [], []
    load_library(paths.content, paths.cache)
    items = 0
    for _ in range(RUNS):
        start = time.perf_counter()
        banks = [parse_bank(file.read_bytes()).bank for file in files]
        parsing.append(time.perf_counter() - start)
        items = sum(count_items(bank) for bank in banks)
        start = time.perf_counter()
        load_library(paths.content, paths.cache)
        loading.append(time.perf_counter() - start)
    slow, fast = statistics.median(parsing), statistics.median(loading)
    print(f"\n{'loading ' + str(items) + ' items':<30}{'median s':>10}{'times':>10}")
    print(f"{'YAML, banks alone':<30}{slow:>10.4f}{slow / fast:>9.1f}x")
    print(f"{'compiled, syllabuses too':<30}{fast:>10.4f}{1:>9.1f}x")
    return Figure(
        name=f"loading all banks, {items:,} items",
        ours=f"{fast * 1000:.0f} ms",
        peer=f"parsing their YAML: {slow * 1000:.0f} ms",
        ratio=f"{slow / fast:.0f}x faster",
    )


def count_items(bank: Bank | None) -> int:
    """Count the items of a bank."""
    return sum(1 for _ in bank.items()) if bank else 0


if __name__ == "__main__":
    main()
