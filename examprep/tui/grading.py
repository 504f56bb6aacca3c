"""Grading beside a screen: one program at a time, in a process of its own that can be given up at once."""

from __future__ import annotations

from collections.abc import Callable

from examprep.core.item import Text
from examprep.core.library import Library
from examprep.env import Env
from examprep.errors import ExamprepError
from examprep.shelf import open_problem
from examprep.tui import drillwords
from examprep.workbench import (
    Bench,
    Graded,
    Opened,
    StoppedError,
    grade_file,
    is_turn,
    keep_attempt,
    stamp_of,
    with_passed_parts,
)

Job = Callable[[], Graded | Text]
"""To be run in a thread; returns what came of it, or why nothing did."""


class Grading:
    """The grading of one drill, from its first program to the last."""

    def __init__(self, env: Env, fetch_library: Callable[[], Library]) -> None:
        self._env, self._fetch_library = env, fetch_library
        self._bench: Bench | None = None
        self._since: float | None = None
        """When grading began; `None` while nothing is graded."""
        self._counted: bool | None = None
        """Whether the last attempt that was kept was a pass."""

    @property
    def is_going(self) -> bool:
        """Whether something is graded now."""
        return self._since is not None

    @property
    def seconds(self) -> int:
        """How long it has been graded."""
        return int(self._env.stopwatch() - self._since) if self._since is not None else 0

    def begin(self, drill: Opened, *, is_save: bool) -> Job:
        """Return the job that grades the learner's file; on a save only a change of fortune counts.

        Raises `ExamprepError` where a drill it builds on cannot be read.
        """
        bench = self._bench or self._make_bench(drill)
        self._bench, self._since = bench, self._env.stopwatch()
        return lambda: self._grade(drill, bench, is_save=is_save)

    def end(self) -> None:
        """Take note that the job is done."""
        self._since = None

    def stop(self) -> None:
        """Give up what is graded; the next program gets a process of its own."""
        bench, self._bench = self._bench, None
        if bench is not None:
            bench.stop()

    def close(self) -> None:
        """Leave no process behind."""
        if self.is_going:
            self.stop()
        elif self._bench is not None:
            self._bench.close()

    def _make_bench(self, drill: Opened) -> Bench:
        own = drill.folder
        uses = {id: open_problem(self._env, id) for id in own.problem.uses}
        return Bench({own.problem.id: own, **uses})

    def _grade(self, drill: Opened, bench: Bench, *, is_save: bool) -> Graded | Text:
        try:
            return self._graded(drill, bench, is_save=is_save)
        except StoppedError:
            return drillwords.STOPPED
        except OSError as error:
            reason = f"{drill.path}: {error.strerror}"
            return Text(reason, reason)
        except ExamprepError as error:
            return Text(error.ja, str(error))

    def _graded(self, drill: Opened, bench: Bench, *, is_save: bool) -> Graded:
        env, stamp = self._env, stamp_of(drill.path)
        folder = with_passed_parts(env, drill.folder, drill.path.parent, bench.grade)
        report = grade_file(folder, drill.path, env.seed(), bench.grade)
        if not is_save or is_turn(report, self._counted):
            keep_attempt(env, drill.folder, report, self._fetch_library())
            self._counted = None if report.broken else report.passed
        return Graded(report, stamp)
