"""Other machines grade as this one does, and one of them may die."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from examprep.env import read_env
from examprep.errors import SandboxError
from examprep.lab import Request, grade_class
from tests.conftest import Command

SOFTMAX = read_env({}).paths.problems / "softmax"
PROGRAMS = sorted(SOFTMAX.glob("right/*.py")) + sorted(SOFTMAX.glob("slips/*.py"))
STUDENTS = 120


class Machines:
    """A real scheduler and its workers, as processes of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self.start("dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
        deadline = time.monotonic() + 60
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        self.address = json.loads(file.read_text(encoding="utf-8"))["address"]

    def start(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a part of Dask."""
        log = (self._folder / f"{program}-{len(self._running)}.log").open("wb")
        command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
        with log:
            running = subprocess.Popen(
                command, cwd=self._folder, stdout=log, stderr=log, start_new_session=True
            )
        self._running.append(running)
        return running

    def add_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker that nobody restarts."""
        return self.start(
            "dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
            "--memory-limit", "0",
        )  # fmt: skip

    def stop(self) -> None:
        """End everything."""
        for running in self._running:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    found = Machines(tmp_path)
    yield found
    found.stop()


def hand_in(folder: Path) -> Path:
    """Write a class in which no two programs are equal."""
    for number in range(STUDENTS):
        file = folder / f"student-{number:03}" / "softmax.py"
        file.parent.mkdir(parents=True)
        source = PROGRAMS[number % len(PROGRAMS)].read_text(encoding="utf-8")
        file.write_text(f"{source}\n# {number}\n", encoding="utf-8")
    return folder


def grades(out: Path) -> list[tuple[str, str, str | None]]:
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row["student"], row["verdict"], row.get("slip")) for row in map(json.loads, lines)]


@pytest.mark.slow
def test_a_cluster_grades_as_this_machine_does_though_a_worker_is_killed_midway(
    machines: Machines, examprep: Command, tmp_path: Path
) -> None:
    submissions = hand_in(tmp_path / "class")
    doomed = machines.add_worker()
    machines.add_worker()
    graded: list[int] = []

    def kill_one(done: int, total: int) -> None:
        graded.append(done)
        if 0 < done < total and doomed.poll() is None:
            doomed.send_signal(signal.SIGKILL)
            doomed.wait()

    env = read_env({"EXAMPREP_HOME": str(tmp_path / "home")})
    cluster = Request(submissions, tmp_path / "far", seed=3, cluster=machines.address)
    far = grade_class(env, cluster, kill_one)
    near = examprep("class", "grade", str(submissions), "--out", str(tmp_path / "near"), "--seed", "3")

    assert doomed.returncode == -signal.SIGKILL
    assert graded[-1] == STUDENTS
    assert near.code == 0
    assert [(row.student, row.report.verdict.value, row.report.slip) for row in far.book.rows] == grades(
        tmp_path / "near"
    )


@pytest.mark.slow
def test_a_cluster_without_workers_is_told(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("examprep.cluster.PATIENCE", 3.0)
    request = Request(hand_in(tmp_path / "class"), tmp_path / "out", cluster=machines.address)

    with pytest.raises(SandboxError, match=r"nobody grades at tcp://.* any more; start a worker"):
        grade_class(read_env({"EXAMPREP_HOME": str(tmp_path)}), request, lambda *_: None)


@pytest.mark.end
@pytest.mark.parametrize(
    ("arguments", "told", "code"),
    [
        (("--cluster", "tcp://127.0.0.1:9"), "no scheduler answers at tcp://127.0.0.1:9", 5),
        (("--cluster", "nowhere"), "no scheduler answers at nowhere", 5),
        (("--cluster", "tcp://127.0.0.1:9", "--workers", "2"), "leave one of the two out", 2),
    ],
)
def test_a_cluster_that_is_none_is_told(
    examprep: Command, tmp_path: Path, arguments: tuple[str, ...], told: str, code: int
) -> None:
    file = tmp_path / "class" / "ann" / "softmax.py"
    file.parent.mkdir(parents=True)
    file.write_text(PROGRAMS[0].read_text(encoding="utf-8"), encoding="utf-8")

    words = ("class", "grade", str(tmp_path / "class"), "--out", str(tmp_path / "out"), "--lang", "en")
    ran = examprep(*words, *arguments)

    assert (ran.code, told in ran.err) == (code, True), ran.err


@pytest.mark.end
def test_a_gpu_that_is_not_there_is_told(examprep: Command, tmp_path: Path) -> None:
    if any(Path("/dev").glob("nvidia[0-9]*")):
        pytest.skip("there is a CUDA device here")

    ran = examprep(
        "class", "grade", str(hand_in(tmp_path / "class")), "--out", str(tmp_path / "out"), "--device", "cuda"
    )

    told = "examprep: ここに CUDA のデバイスはない。--device cpu で採点する。\n"
    assert (ran.code, ran.err) == (5, told)
