"""Many submissions on many machines: batches go to Dask workers, each with warm zygotes of its own.

A Dask worker never runs a learner's program. What travels is bytes of our own; the scheduler and its workers
are trusted as this machine is. A worker that dies costs a batch another run and no submission its grade.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from examprep.core.problem import Folder, Framework, ProblemId
from examprep.errors import SandboxError
from examprep.grader.crew import Done, Job, done_by
from examprep.grader.identity import framework_version, grader_version
from examprep.grader.judge import Grader, broken

if TYPE_CHECKING:
    from distributed import Client, Future

BATCH = 25
"""Submissions of a task: long enough to be worth sending, short enough to lose."""
CONNECT = 10.0
"""Seconds in which the scheduler must answer."""
PATIENCE = 30.0
"""Seconds for which a cluster may be without workers."""
TURN = 2.0
"""Seconds after which the cluster is looked at though nothing came back."""


class Batch(msgspec.Struct, frozen=True):
    """What a worker is asked."""

    folders: dict[ProblemId, Folder]
    jobs: tuple[Job, ...]
    require_full: bool


class Graded(msgspec.Struct, frozen=True):
    """What a worker says; `versions` is what its verdicts depend on."""

    versions: dict[str, str]
    done: tuple[Done, ...]


class Cluster:
    """A crew on other machines; use it as a context."""

    def __init__(
        self, address: str, folders: Mapping[ProblemId, Folder], *, require_full_isolation: bool
    ) -> None:
        self._address = address
        self._folders = dict(folders)
        self._require_full = require_full_isolation
        self._alone = 0.0

    def __enter__(self) -> Cluster:
        """Connect; raises `SandboxError` where no scheduler answers."""
        try:
            from distributed import Client  # noqa: PLC0415 - an extra, and 0.5 s
        except ImportError:
            raise SandboxError("grading on a cluster needs dask: pip install 'examprep[cluster]'") from None
        try:
            self._client: Client = Client(self._address, timeout=CONNECT)
        except (OSError, ValueError, ImportError) as error:
            raise SandboxError(
                f"no scheduler answers at {self._address} ({error}); start one: dask scheduler"
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        """Disconnect; what is under way is given up."""
        self._client.close()

    def grade(self, jobs: Sequence[Job]) -> Iterator[list[Done]]:
        """Yield what is done as it is done.

        Raises `SandboxError` where the cluster is gone or grades by other versions than this machine.
        """
        waiting = {self._send(batch): batch for batch in _batches(jobs)}
        while waiting:
            for future in self._finished(waiting):
                batch = waiting.pop(future)
                if future.status == "finished":
                    yield self._received(future)
                elif len(batch) > 1:  # whoever killed its workers is found by being alone
                    waiting |= {self._send((job,)): (job,) for job in batch}
                else:
                    yield [self._given_up(batch[0], future)]

    def _send(self, jobs: tuple[Job, ...]) -> Future[bytes]:
        folders = {job.problem: self._folders[job.problem] for job in jobs}
        sent = msgspec.msgpack.encode(Batch(folders, jobs, self._require_full))
        resources = {"GPU": 1} if any(job.device != "cpu" for job in jobs) else None
        return self._client.submit(grade_batch, sent, pure=False, resources=resources)

    def _finished(self, waiting: Mapping[Future[bytes], object]) -> list[Future[bytes]]:
        """Return what has ended, after some seconds at the latest."""
        from distributed import wait  # noqa: PLC0415

        try:
            wait(list(waiting), timeout=TURN, return_when="FIRST_COMPLETED")
        except TimeoutError:
            self._look()
            return []
        self._alone = 0.0
        return [future for future in waiting if future.done()]

    def _look(self) -> None:
        """Raise `SandboxError` where nobody has been there to grade for too long."""
        alive = self._client.status == "running" and self._client.scheduler_info()["workers"]
        self._alone = 0.0 if alive else self._alone + TURN
        if self._alone > PATIENCE:
            raise SandboxError(
                f"nobody grades at {self._address} any more; start a worker "
                f"(dask worker {self._address} --nthreads 1) and run the same command again"
            )

    def _received(self, future: Future[bytes]) -> list[Done]:
        graded = msgspec.msgpack.decode(future.result(), type=Graded)
        own = versions()
        for name, version in graded.versions.items():
            if version != own[name]:
                raise SandboxError(
                    f"a worker of the cluster grades with {name} {version}, this machine with {own[name]}; "
                    "install the same on both, so that every grade is the same"
                )
        return list(graded.done)

    def _given_up(self, job: Job, future: Future[bytes]) -> Done:
        reason = f"the cluster could not grade it: {future.exception()}"
        return Done(job.number, broken(self._folders[job.problem], job.seed, job.device, reason), 0.0)


def _batches(jobs: Sequence[Job]) -> Iterator[tuple[Job, ...]]:
    """Yield tasks; those for a GPU by themselves."""
    for device in dict.fromkeys(job.device for job in jobs):
        same = [job for job in jobs if job.device == device]
        for start in range(0, len(same), BATCH):
            yield tuple(same[start : start + BATCH])


def versions() -> dict[str, str]:
    """Return what a verdict depends on besides the submission and the problem."""
    frameworks = {f"for {each.value}:": framework_version(each) for each in Framework}
    return {"examprep": grader_version(), **frameworks}


# --- on a worker

_here = threading.local()
"""The warm processes of each thread of a Dask worker; they end with it."""


def grade_batch(sent: bytes) -> bytes:
    """Grade a `Batch` and return a `Graded`, both as bytes; runs in a Dask worker."""
    batch = msgspec.msgpack.decode(sent, type=Batch)
    grader = _grader(require_full=batch.require_full)
    done = tuple(done_by(grader, batch.folders[job.problem], job) for job in batch.jobs)
    return msgspec.msgpack.encode(Graded(versions(), done))


def _grader(*, require_full: bool) -> Grader:
    graders: dict[bool, Grader] = _here.__dict__.setdefault("graders", {})
    if require_full not in graders:
        graders[require_full] = Grader(require_full_isolation=require_full)
    return graders[require_full]
