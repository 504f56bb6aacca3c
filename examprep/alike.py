"""Programs of a class that look alike: read as data, never run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from examprep.core.problem import ProblemId
from examprep.core.similar import FEWEST, Pair, Same, find_same, find_similar, fingerprints_of
from examprep.env import Env
from examprep.grader.roll import EXAMPLE, Student, call_roll, nothing_to
from examprep.grader.submission import UnreadableError, read_submission
from examprep.shelf import open_problem, problem_folders


class Compared(msgspec.Struct, frozen=True):
    """The programs for one problem."""

    problem: ProblemId
    programs: int
    too_short: tuple[str, ...]
    """Whose programs have fewer fingerprints than can tell anything."""
    unreadable: tuple[str, ...]
    """Whose files are not read."""
    same: tuple[Same, ...]
    pairs: tuple[Pair, ...]
    """Those that `same` does not name; of copies to the letter only the first is compared."""


def compare_class(
    env: Env, submissions: Path, problems: tuple[ProblemId, ...], least: float
) -> tuple[Compared, ...]:
    """Return for each problem the pairs that look alike.

    Raises `UsageError` where there is nothing to compare.
    """
    known = list(problem_folders(env))
    folders = {id: open_problem(env, id) for id in problems}
    roll = call_roll(submissions, known)
    students = roll.students
    asked = problems or tuple(id for id in known if any(each.file_of(id) for each in students))
    if not asked:
        raise nothing_to(("比べる", "compare"), submissions, roll, EXAMPLE)
    return tuple(
        _compare(id, students, (folders.get(id) or open_problem(env, id)).starters, least) for id in asked
    )


def _compare(
    id: ProblemId, students: tuple[Student, ...], starters: dict[str, str], least: float
) -> Compared:
    handed = [student for student in students if student.file_of(id) is not None]
    sources = {student.name: source for student in handed for source in _source(student, id)}
    prints = {name: fingerprints_of(source) for name, source in sources.items()}
    given = [each for source in starters.values() for each in fingerprints_of(source)]
    same = tuple(find_same(sources, prints, given))
    copies = {name for group in same for alike in group.verbatim for name in alike[1:]}
    originals = {name: found for name, found in prints.items() if name not in copies}
    group_of = {name: group for group in same for name in group.students}
    return Compared(
        problem=id,
        programs=len(handed),
        too_short=tuple(name for name, found in prints.items() if len(found) < FEWEST),
        unreadable=tuple(student.name for student in handed if student.name not in sources),
        same=same,
        pairs=tuple(
            pair
            for pair in find_similar(originals, given, least)
            if pair.first not in group_of or group_of[pair.first] is not group_of.get(pair.second)
        ),
    )


def _source(student: Student, id: ProblemId) -> Iterator[str]:
    """Yield the text of a file, where there is one that can be read."""
    path = student.file_of(id)
    if path is not None:
        try:
            yield read_submission(path)
        except (UnreadableError, OSError):
            return
