"""How fast and how rightly a class is graded: `examprep class grade` beside other ways, in one run.

A class hands in right programs, each known slip and, once each, the attacks of the test suite; no two files
are equal. Every grade is known beforehand. The class is graded three times by the real command: without a
break, with the supervisor killed midway and started again, and again with everything in the ledger. The
peers run the same programs, but no attack, which would stop them: one process each, and a process pool,
both with `np.allclose` over the same cases.
Run with: python benchmarks/class_grade.py [SUBMISSIONS] [--write]
"""

from __future__ import annotations

import json
import os
import platform
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure, show
from examprep.durable import write_whole
from examprep.env import read_env
from examprep.grader.crew import cores
from examprep.loader.problems import load_folder

SUBMISSIONS = 2_000
PROBLEMS = ("softmax", "logsumexp", "cross-entropy", "momentum-step", "conv2d", "layernorm")
ALONE = 40
"""Programs for the peer that starts an interpreter for each, and for `examprep grade`."""
POOLED = 400
ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "class.md"

NAIVE = """
import importlib.util, pathlib, sys, warnings
import numpy as np

warnings.simplefilter("ignore")

def load(path):
    spec = importlib.util.spec_from_file_location("m" + str(abs(id(path))), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

def grade(folder, entry, path):
    try:
        theirs = getattr(load(path), entry)
        ours = getattr(load(pathlib.Path(folder) / "reference.py"), entry)
        for name, inputs in load(pathlib.Path(folder) / "cases.py").cases(np.random.default_rng(1)):
            found, right = theirs(*inputs), ours(*inputs)
            pairs = zip(found, right) if isinstance(right, tuple) else [(found, right)]
            if not all(np.allclose(a, b) for a, b in pairs):
                return False
        return True
    except Exception:
        return False

if __name__ == "__main__":
    sys.exit(0 if grade(*sys.argv[1:]) else 1)
"""
"""A grader as one writes it first."""


class Handed(NamedTuple):
    """A program and what grades are right for it."""

    student: str
    problem: str
    source: str
    right: bool
    verdicts: frozenset[str]
    slip: str | None = None


class Row(NamedTuple):
    """A way to grade and how it did."""

    way: str
    programs: int
    seconds: float
    wrong: int


def main() -> None:
    """Measure, and print one table."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    with tempfile.TemporaryDirectory() as folder:
        text, figures = report(Path(folder), list(class_of(numbers[0] if numbers else SUBMISSIONS)))
    print(text)
    if "--write" in sys.argv[1:]:
        write_whole(PAGE, text.encode(), 0o644)
    show(__file__, figures, keep="--write" in sys.argv[1:])


def report(place: Path, handed: list[Handed]) -> tuple[str, list[Figure]]:
    """Grade the class in every way; return the page, and the figures of the whole class."""
    for each in handed:
        file = file_of(place, each)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(each.source, encoding="utf-8")
    plain = [each for each in handed if not each.student.startswith("attack")]
    rows = [
        fresh(place, random.Random(1).sample(plain, min(ALONE, len(plain)))),
        pooled(place, random.Random(2).sample(plain, min(POOLED, len(plain)))),
        alone(place, random.Random(1).sample(plain, min(ALONE, len(plain)))),
        whole(place, handed, "out", "`examprep class grade`"),
        interrupted(place, handed),
        whole(place, handed, "out", "the same once more, from the ledger"),
    ]
    differ = sum(
        one != other for one, other in zip(results(place / "out"), results(place / "killed"), strict=True)
    )
    told = page(rows, differ, len(handed), len(handed) - len(plain))
    return told, [figure_of(row, rows[0]) for row in rows[3:]]


def figure_of(row: Row, naive: Row) -> Figure:
    """Return the rate of a way to grade beside a fresh interpreter for each program."""
    rate, base = row.programs / row.seconds, naive.programs / naive.seconds
    return Figure(
        name=f"{row.way}: {row.programs:,} submissions, {row.wrong} wrong grades",
        ours=f"{rate:.0f} a second",
        peer=f"naively, a fresh interpreter each: {base:.1f}",
        ratio=f"{rate / base:.0f}x",
        goal="no wrong grade",
        met=row.wrong == 0,
    )


def page(rows: list[Row], differ: int, whole: int, attacks: int) -> str:
    """Return the table with what it is about."""
    today = datetime.now(UTC).date()
    lines = [
        "# A class of programs: rate and wrong grades",
        "",
        f"{whole:,} submissions for {len(PROBLEMS)} problems in NumPy: right programs, every known slip, and",
        f"{attacks} attacks, all different. A grade is wrong if a right program does not pass, if a slip",
        "passes or is not named as itself, or if an attack gets another verdict than the test suite expects.",
        "The naive ways see no attack: those that hang or end their process would stop them. They know only",
        "passed and not passed, and their rate includes neither feedback nor protection.",
        "",
        f"{cores()} cores, Python {platform.python_version()}, {platform.machine()}, {today}. "
        "Written by `python benchmarks/class_grade.py --write`.",
        "",
        "| way | submissions | a second | times | wrong grades |",
        "|---|--:|--:|--:|--:|",
    ]
    base = rows[0].programs / rows[0].seconds
    for row in rows:
        rate = row.programs / row.seconds
        lines.append(f"| {row.way} | {row.programs:,} | {rate:.1f} | {rate / base:.1f}x | {row.wrong} |")
    lines += [
        "",
        f"Grades that differ between the run without a break and the one that was killed: {differ}.",
    ]
    return "\n".join(lines) + "\n"


# --- the class


def class_of(count: int) -> Iterator[Handed]:
    """Yield a class in which no two programs are equal."""
    attacks = list(attackers())
    yield from attacks
    programs = list(known_programs())
    for number in range(count - len(attacks)):
        each = programs[number % len(programs)]
        student = f"student-{number // len(programs):04}-{number % len(programs):03}"
        yield each._replace(student=student, source=f"{each.source}\n# {number}\n")


def known_programs() -> Iterator[Handed]:
    """Yield the right programs and the slips of the problems, those in NumPy."""
    for id in PROBLEMS:
        folder = load_folder(problems(), id)
        for source in folder.right.values():
            if "torch" not in source:
                yield Handed("", id, source, right=True, verdicts=frozenset({"pass"}))
        for slip, source in folder.slips.items():
            if "torch" not in source:
                yield Handed("", id, source, right=False, verdicts=frozenset(), slip=slip)


def attackers() -> Iterator[Handed]:
    """Yield the attacks of the test suite in NumPy, each once.

    Left out are those whose end the machine's speed decides, and those that the suite must tell their target.
    """
    sys.path.insert(0, str(ROOT))
    from tests.test_attacks import ATTACKS, TABLE, UNDEFINED  # noqa: PLC0415 - what is expected stands there

    for name, (_, verdict) in sorted(TABLE.items()):
        source = (ATTACKS / f"{name}.py").read_text(encoding="utf-8")
        if (
            name not in UNDEFINED
            and name != "hang_slow"
            and not any(word in source for word in ("torch", "@"))
        ):
            yield Handed(f"attack-{name}", "softmax", source, right=False, verdicts=frozenset({verdict}))


# --- the ways


def whole(place: Path, handed: list[Handed], out: str, way: str) -> Row:
    """Grade the class by the real command."""
    seconds, code = timed(command(place, out), place)
    assert code == 0, f"exit code {code}"
    return Row(way, len(handed), seconds, wrong_of(place / out, handed))


def interrupted(place: Path, handed: list[Handed]) -> Row:
    """Grade the class with the supervisor killed midway, and go on."""
    start = time.perf_counter()
    running = subprocess.Popen(
        command(place, "killed"), cwd=place, env=environment(place), stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert running.stderr is not None
    for line in running.stderr:
        done, _, total = line.partition("/")
        if done.isdecimal() and int(done) > int(total) / 2:
            os.killpg(running.pid, signal.SIGKILL)
            break
    running.wait()
    assert running.returncode == -signal.SIGKILL
    _, code = timed(command(place, "killed"), place)
    assert code == 0, f"exit code {code}"
    seconds = time.perf_counter() - start
    return Row(
        "the same, killed midway and started again", len(handed), seconds, wrong_of(place / "killed", handed)
    )


def alone(place: Path, handed: list[Handed]) -> Row:
    """Grade some programs one command each."""
    wrong, total = 0, 0.0
    for each in handed:
        arguments = ["grade", each.problem, str(file_of(place, each)), "--no-record", "--json"]
        seconds, code = timed([sys.executable, "-m", "examprep", *arguments], place)
        wrong += (code == 0) != each.right
        total += seconds
    return Row("a loop of `examprep grade`", len(handed), total, wrong)


def fresh(place: Path, handed: list[Handed]) -> Row:
    """Grade some programs naively, an interpreter each."""
    script = place / "naive.py"
    script.write_text(NAIVE, encoding="utf-8")
    wrong, total = 0, 0.0
    for each in handed:
        folder, entry = problems() / each.problem, load_folder(problems(), each.problem).problem.entry.name
        seconds, code = timed(
            [sys.executable, str(script), str(folder), entry, str(file_of(place, each))], place
        )
        wrong += (code == 0) != each.right
        total += seconds
    return Row("naively, a fresh interpreter each", len(handed), total, wrong)


def pooled(place: Path, handed: list[Handed]) -> Row:
    """Grade some programs naively, in a process pool."""
    jobs = [
        (
            str(problems() / each.problem),
            load_folder(problems(), each.problem).problem.entry.name,
            str(file_of(place, each)),
        )
        for each in handed
    ]
    start = time.perf_counter()
    with ProcessPoolExecutor(cores()) as pool:
        passed = list(pool.map(naive, jobs, chunksize=10))
    seconds = time.perf_counter() - start
    wrong = sum(found != each.right for found, each in zip(passed, handed, strict=True))
    return Row(f"naively, `ProcessPoolExecutor`, {cores()} processes", len(handed), seconds, wrong)


def naive(job: tuple[str, str, str]) -> bool:
    """Grade one program in this process."""
    space: dict[str, object] = {"__name__": "naive"}
    exec(NAIVE, space)  # noqa: S102 - this is the peer
    return bool(space["grade"](*job))  # type: ignore[operator]


# --- small things


def wrong_of(out: Path, handed: list[Handed]) -> int:
    """Return how many grades are not what they should be."""
    expected = {(each.student, each.problem): each for each in handed}
    found = results(out)
    assert len(found) == len(expected)
    wrong = [row for row in found if not is_right(expected[row[0], row[1]], row[2], row[3])]
    for row in wrong:
        print("wrong:", *row, file=sys.stderr)
    return len(wrong)


def is_right(handed: Handed, verdict: str, slip: str | None) -> bool:
    """Tell whether a grade is the one that is due."""
    if handed.slip is not None:
        return verdict != "pass" and slip == handed.slip
    return verdict in handed.verdicts


def results(out: Path) -> list[tuple[str, str, str, str | None]]:
    """Return student, problem, verdict and slip of every grade."""
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    rows = sorted(map(json.loads, lines), key=lambda row: (row["student"], row["problem"]))
    return [(row["student"], row["problem"], row["verdict"], row.get("slip")) for row in rows]


def file_of(place: Path, each: Handed) -> Path:
    """Return where a program is handed in."""
    return place / "class" / each.student / f"{each.problem}.py"


def problems() -> Path:
    """Return the folder of the shipped problems."""
    return read_env({"EXAMPREP_HOME": tempfile.gettempdir()}).paths.problems


def command(place: Path, out: str) -> list[str]:
    """Return the command that grades the class."""
    arguments = ["class", "grade", str(place / "class"), "--out", str(place / out), "--seed", "1"]
    return [sys.executable, "-m", "examprep", *arguments]


def environment(place: Path) -> dict[str, str]:
    """Return this environment with a home of its own."""
    return {**os.environ, "EXAMPREP_HOME": str(place / "home")}


def timed(arguments: list[str], place: Path) -> tuple[float, int]:
    """Return the seconds and the exit code of a command."""
    start = time.perf_counter()
    ran = subprocess.run(arguments, cwd=place, env=environment(place), capture_output=True, check=False)
    if ran.returncode not in {0, 1}:
        sys.stderr.buffer.write(ran.stderr)
    return time.perf_counter() - start, ran.returncode


if __name__ == "__main__":
    main()
