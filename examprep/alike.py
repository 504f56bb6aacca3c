"""Programs of a class that look alike: read as data, never run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from examprep.core.problem import ProblemId
from examprep.core.similar import FEWEST, Pair, find_similar, fingerprints_of
from examprep.env import Env
from examprep.errors import UsageError
from examprep.grader.roll import Student, call_roll
from examprep.grader.submission import UnreadableError, read_submission
from examprep.shelf import open_problem, problem_folders


class Compared(msgspec.Struct, frozen=True):
    """The programs for one problem."""

    problem: ProblemId
    programs: int
    too_short: int
    """Programs of fewer fingerprints than can tell anything."""
    unreadable: int
    pairs: tuple[Pair, ...]


def compare_class(
    env: Env, submissions: Path, problems: tuple[ProblemId, ...], least: float
) -> tuple[Compared, ...]:
    """Return for each problem the pairs that look alike.

    Raises `UsageError` where there is nothing to compare.
    """
    known = list(problem_folders(env))
    folders = {id: open_problem(env, id) for id in problems}
    students = call_roll(submissions, known).students
    asked = problems or tuple(id for id in known if any(each.file_of(id) for each in students))
    if not asked:
        raise UsageError(f"nothing to compare in {submissions}: files are expected as <student>/<problem>.py")
    return tuple(
        _compare(id, students, (folders.get(id) or open_problem(env, id)).starters, least) for id in asked
    )


def _compare(
    id: ProblemId, students: tuple[Student, ...], starters: dict[str, str], least: float
) -> Compared:
    sources = {student.name: source for student in students for source in _source(student, id)}
    handed = sum(student.file_of(id) is not None for student in students)
    prints = {name: fingerprints_of(source) for name, source in sources.items()}
    given = [each for source in starters.values() for each in fingerprints_of(source)]
    return Compared(
        problem=id,
        programs=handed,
        too_short=sum(len(found) < FEWEST for found in prints.values()),
        unreadable=handed - len(sources),
        pairs=tuple(find_similar(prints, given, least)),
    )


def _source(student: Student, id: ProblemId) -> Iterator[str]:
    """Yield the text of a file, where there is one that can be read."""
    path = student.file_of(id)
    if path is not None:
        try:
            yield read_submission(path)
        except (UnreadableError, OSError):
            return
