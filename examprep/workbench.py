"""One drill under the learner's hands: its file, its grading, what counts as an attempt.

Every face that grades a learner's own work goes through here; no program of theirs runs in this process.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
from collections.abc import Callable, Mapping
from enum import Enum, auto
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from examprep.core.library import Library
from examprep.core.memory import Memory
from examprep.core.problem import Folder, ProblemId, module_of
from examprep.core.verdict import VERDICTS, Report
from examprep.drill import Last, Progress, add_attempt, fetch_last, fetch_progress, with_own_parts
from examprep.env import Env, working_folder
from examprep.errors import SandboxError, UsageError
from examprep.shelf import open_library, open_problem, problem_folders
from examprep.store.store import Store
from examprep.study import open_progress

Grade = Callable[[Folder, str, int], Report]
"""Grades a program of a problem, with a seed."""
Stamp = tuple[int, int]


def grade_file(folder: Folder, path: Path, seed: int, grade: Grade, device: str = "cpu") -> Report:
    """Return the verdict on a file; one that holds no program is refused unread. Raises `OSError`."""
    from examprep.grader.judge import refused  # noqa: PLC0415 - not on the way to --help
    from examprep.grader.submission import UnreadableError, read_submission  # noqa: PLC0415

    try:
        source = read_submission(path)
    except UnreadableError as error:
        return refused(folder, str(error), seed=seed, device=device)
    return grade(folder, source, seed)


def with_passed_parts(env: Env, folder: Folder, beside: Path, grade: Grade) -> Folder:
    """Return a problem with the learner's own parts, where it uses earlier ones.

    Raises `UsageError` where a part is missing or does not pass: then nothing else is graded.
    """
    if not folder.problem.uses:
        return folder
    own = with_own_parts(folder, beside)
    for id in folder.problem.uses:
        report = grade(open_problem(env, id), own.parts[module_of(id)], env.seed())
        if not report.passed:
            raise UsageError(
                f"{folder.problem.id} builds on your {id}.py, which does not pass yet "
                f"({report.verdict}); see why: examprep grade {id}",
                f"{folder.problem.id} は自分の {id}.py を土台にするが、それがまだ合格しない"
                f"（{VERDICTS[report.verdict][0]}）。理由を見る: examprep grade {id}",
            )
    return own


def keep_attempt(env: Env, folder: Folder, report: Report, library: Library | None = None) -> Memory | None:
    """Keep an attempt at one of the shipped problems; what is graded elsewhere or broken leaves no trace."""
    if report.broken or folder.problem.id not in problem_folders(env):
        return None
    known = open_library(env) if library is None else library
    with open_progress(env) as store:
        return add_attempt(env, store, known, folder, report)


def is_turn(report: Report, before: bool | None) -> bool:  # noqa: FBT001 - the outcome of the last attempt
    """Tell whether one of many saves counts as an attempt: where fortune changed, not on the way."""
    return not report.broken and report.passed != before


def stamp_of(path: Path) -> Stamp | None:
    """Return what changes whenever a file is saved; `None` where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


class Step(Enum):
    """What a learner does next with a drill."""

    BEGIN = auto()
    WRITE = auto()
    GRADE = auto()
    LEAVE = auto()


class Opened(msgspec.Struct, frozen=True):
    """A drill as it lies on the table."""

    folder: Folder
    row: Progress
    last: Last | None
    path: Path
    """The learner's program, whether it is there or not."""


class Graded(msgspec.Struct, frozen=True):
    """A report, and what it was about."""

    report: Report
    stamp: Stamp | None
    """Of the file when it was read."""


def open_drill(env: Env, library: Library, id: ProblemId) -> Opened:
    """Return a drill with how the learner stands, and where their program is or will be: in this folder."""
    folder = open_problem(env, id)
    with Store.reading(env.paths.progress) as store:
        rows, last = fetch_progress(env, store, library), fetch_last(store, library, folder.problem)
    row = next(row for row in rows if row.problem.id == id)
    return Opened(folder, row, last, working_folder() / f"{id}.py")


def next_step(drill: Opened, graded: Graded | None) -> Step:
    """Return what comes next: nothing is graded twice, and no starter as it was put there."""
    stamp = stamp_of(drill.path)
    if stamp is None:
        return Step.BEGIN
    if graded is not None and graded.stamp == stamp:
        return Step.LEAVE if graded.report.passed else Step.WRITE
    return Step.WRITE if _is_untouched(drill) else Step.GRADE


def _is_untouched(drill: Opened) -> bool:
    """Tell whether the file is still as it was put there."""
    try:
        text = drill.path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return text in drill.folder.starters.values()


class StoppedError(Exception):
    """Grading was given up."""


class Bench:
    """A process beside this one that grades; it stays warm, and ends at once when it is told to."""

    def __init__(self, folders: Mapping[ProblemId, Folder]) -> None:
        self._folders = dict(folders)
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None
        self._is_stopped = False

    def grade(self, folder: Folder, source: str, seed: int) -> Report:
        """Return the verdict; to be called beside a screen, for it waits. Raises `StoppedError`."""
        from examprep.grader.crew import Done, Job  # noqa: PLC0415 - grading only
        from examprep.grader.judge import broken  # noqa: PLC0415

        job = Job(0, folder.problem.id, source, seed, folder.parts)
        try:
            line = self._line or self._start()
            line.send_bytes(msgspec.msgpack.encode(job))
            return msgspec.msgpack.decode(line.recv_bytes(), type=Done).report
        except SandboxError as error:
            reason = str(error)
        except (EOFError, OSError, ValueError):
            reason = "the process that graded it was killed"
        self._end()
        if self._is_stopped:
            raise StoppedError
        return broken(folder, seed, "cpu", reason)

    def stop(self) -> None:
        """Give up what is graded now and for good; the programs it runs end with it."""
        self._is_stopped = True
        process = self._process
        if process is not None:
            with contextlib.suppress(ValueError):  # closed just now
                process.kill()

    def close(self) -> None:
        """End the process; nothing may be graded meanwhile."""
        self.stop()
        self._end()

    def _start(self) -> Connection:
        """Start the process, and wait until it can grade."""
        from examprep.grader.crew import Ready, serve  # noqa: PLC0415 - grading only

        context = multiprocessing.get_context("spawn")  # inherits nothing of the screen
        here, there = context.Pipe()
        options = {"require_full_isolation": False}
        process = context.Process(target=serve, args=(there, self._folders), kwargs=options, daemon=True)
        with there, contextlib.redirect_stderr(sys.__stderr__):  # a screen's own has no descriptor to inherit
            process.start()
        self._process, self._line = process, here
        if self._is_stopped:
            process.kill()
        fault = msgspec.msgpack.decode(here.recv_bytes(), type=Ready).fault
        if fault is not None:
            raise SandboxError(fault)
        return here

    def _end(self) -> None:
        line, self._line = self._line, None
        process, self._process = self._process, None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()
