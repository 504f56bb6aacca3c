"""Many submissions at once: worker processes, each with warm zygotes of its own.

No worker runs a learner's program; still one may die. Then its submission is graded again by a new one,
and after a second death it counts as broken. No other submission is touched by that.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing.connection import Connection, wait

import msgspec

from examprep.core.problem import Folder, ProblemId, framework_of
from examprep.core.verdict import Report
from examprep.errors import SandboxError
from examprep.grader.judge import Grader, broken
from examprep.grader.oracle import ProblemBrokenError

DEATHS = 2
"""Workers that a submission may cost."""
STILLBORN = 3
"""Workers in a row that may die before they are ready."""
PATIENCE = 300.0
"""Seconds after which a worker is taken for stuck: the limits inside it end a submission long before."""
END = 2.0
"""Seconds an idle worker may take to end."""


class Job(msgspec.Struct, frozen=True):
    """One program to grade."""

    number: int
    problem: ProblemId
    source: str
    seed: int
    parts: dict[str, str] = {}
    """The learner's own modules that it may import."""
    device: str = "cpu"


class Done(msgspec.Struct, frozen=True):
    """A job and what came of it."""

    number: int
    report: Report
    seconds: float


class Ready(msgspec.Struct, frozen=True):
    """What a worker says first."""

    fault: str | None
    """Why no program can be run here at all."""


class Worker:
    """One process, and the job it has."""

    def __init__(self, process: multiprocessing.process.BaseProcess, line: Connection) -> None:
        self.process = process
        self.line = line
        self.is_ready = False
        self.job: Job | None = None
        self.since = time.monotonic()

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a job."""
        return self.is_ready and self.job is None

    def end(self, *, at_once: bool) -> None:
        """End the process; its zygotes end with it."""
        self.line.close()
        if not at_once:
            self.process.join(END)
        self.process.kill()
        self.process.join()
        self.process.close()


def cores() -> int:
    """Return how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """The workers; use it as a context."""

    def __init__(
        self, folders: Mapping[ProblemId, Folder], size: int, *, require_full_isolation: bool
    ) -> None:
        if not hasattr(os, "fork"):
            raise SandboxError("programs run on Linux and macOS only; on Windows use WSL")
        self._folders = dict(folders)
        self._size = size
        self._require_full = require_full_isolation
        self._workers: list[Worker] = []
        self._deaths: Counter[int] = Counter()
        self._stillborn = 0

    def __enter__(self) -> Crew:
        """Return itself."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """End every worker, at once if something went wrong."""
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.line.close()  # so that they end beside each other
        for worker in workers:
            worker.end(at_once=kind is not None or not worker.is_idle)

    def grade(self, jobs: Sequence[Job]) -> Iterator[list[Done]]:
        """Yield what is done as it is done; workers go on while the caller does something with it.

        Raises `SandboxError` where programs cannot be run at all.
        """
        waiting = deque(jobs)
        self._hand_out(waiting)
        while waiting or any(worker.job for worker in self._workers):
            done = self._collect(waiting)
            self._hand_out(waiting)
            if done:
                yield done

    def _hand_out(self, waiting: deque[Job]) -> None:
        """Give a job to everyone who has none; call in new workers where there is more to do."""
        for worker in self._workers:
            if worker.is_idle and waiting:
                worker.job, worker.since = waiting.popleft(), time.monotonic()
                with contextlib.suppress(OSError):  # it is dead: that is noticed when it is listened to
                    worker.line.send_bytes(msgspec.msgpack.encode(worker.job))
        starting = sum(not worker.is_ready for worker in self._workers)
        for _ in range(min(self._size - len(self._workers), len(waiting) - starting)):
            self._workers.append(self._start())

    def _start(self) -> Worker:
        context = multiprocessing.get_context("spawn")  # inherits nothing of this process
        here, there = context.Pipe()
        arguments = (there, self._folders, self._require_full)
        process = context.Process(target=self.work, args=arguments, daemon=True)
        with _interrupts_held_back(), there:
            process.start()
        return Worker(process, here)

    def _collect(self, waiting: deque[Job]) -> list[Done]:
        """Listen until someone says something, or is silent for too long."""
        lines = {worker.line: worker for worker in self._workers}
        oldest = min(worker.since for worker in self._workers if not worker.is_idle)
        heard = wait(list(lines), max(0.0, oldest + PATIENCE - time.monotonic()))
        done = [each for line in heard for each in self._hear(lines[line], waiting)]  # type: ignore[index]
        for worker in list(self._workers):
            if not worker.is_idle and time.monotonic() - worker.since > PATIENCE:
                done += self._bury(worker, waiting)
        return done

    def _hear(self, worker: Worker, waiting: deque[Job]) -> list[Done]:
        try:
            raw = worker.line.recv_bytes()
        except (EOFError, OSError):
            return self._bury(worker, waiting)
        worker.since = time.monotonic()
        if worker.is_ready:
            worker.job = None
            return [msgspec.msgpack.decode(raw, type=Done)]
        fault = msgspec.msgpack.decode(raw, type=Ready).fault
        if fault is not None:
            raise SandboxError(fault)
        worker.is_ready, self._stillborn = True, 0
        return []

    def _bury(self, worker: Worker, waiting: deque[Job]) -> list[Done]:
        """Take leave of a worker; its job is done again, unless it was the end of two."""
        self._workers.remove(worker)
        worker.end(at_once=True)
        if not worker.is_ready:
            self._stillborn += 1
            if self._stillborn >= STILLBORN:
                raise SandboxError("the processes that grade end before they begin; is there enough memory?")
        if worker.job is None:
            return []
        self._deaths[worker.job.number] += 1
        if self._deaths[worker.job.number] < DEATHS:
            waiting.appendleft(worker.job)
            return []
        reason = f"the process that graded it was killed {DEATHS} times"
        report = broken(self._folders[worker.job.problem], worker.job.seed, worker.job.device, reason)
        return [Done(worker.job.number, report, time.monotonic() - worker.since)]

    @staticmethod
    def work(line: Connection, folders: Mapping[ProblemId, Folder], require_full: bool) -> None:  # noqa: FBT001
        """Be a worker: grade what comes, until nobody asks any more."""
        serve(line, folders, require_full_isolation=require_full)


def serve(line: Connection, folders: Mapping[ProblemId, Folder], *, require_full_isolation: bool) -> None:
    """Grade what comes over a connection until it is closed."""
    # Ctrl-C is for the one who gives the orders. A function, unlike SIG_IGN, is not passed on to zygotes.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with (
        contextlib.suppress(EOFError, OSError),
        line,
        Grader(require_full_isolation=require_full_isolation) as grader,
    ):
        line.send_bytes(msgspec.msgpack.encode(Ready(_trial(grader, folders))))
        while True:
            job = msgspec.msgpack.decode(line.recv_bytes(), type=Job)
            line.send_bytes(msgspec.msgpack.encode(done_by(grader, folders[job.problem], job)))


def _trial(grader: Grader, folders: Mapping[ProblemId, Folder]) -> str | None:
    """Start what is needed; return why nothing can be graded here, if so."""
    folder = next(iter(folders.values()))
    try:
        grader.cases(folder, 0, framework_of("", folder.problem.frameworks))
    except SandboxError as error:
        return str(error)
    except ProblemBrokenError:  # for those who handed in that problem to hear
        return None
    return None


def done_by(grader: Grader, folder: Folder, job: Job) -> Done:
    """Grade one program; whatever goes wrong with the grader is `broken`."""
    if job.parts:
        folder = msgspec.structs.replace(folder, parts=job.parts)
    start = time.monotonic()
    try:
        report = grader.grade(folder, job.source, seed=job.seed, device=job.device)
    except Exception as error:
        grader.close()
        report = broken(folder, job.seed, job.device, f"{type(error).__name__}: {error}")
    return Done(job.number, report, time.monotonic() - start)


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let a Ctrl-C wait until a process has started, which would else complain of it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
