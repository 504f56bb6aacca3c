"""Who is in a class and which files each handed in. Nothing is opened here, and no link is followed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from examprep.core.gradebook import shown_names
from examprep.core.problem import ProblemId, files_of
from examprep.core.text import clean
from examprep.errors import UsageError, near_miss

EXAMPLE = ProblemId("softmax")
"""The problem that stands for any, where a file's name is shown."""
NAMED = 5
"""Things that are named where nothing is to be done."""
MOST_ODD = 50
"""Files of a student that are named as passed over."""
NOISE = frozenset(
    {".DS_Store", ".git", ".gitignore", ".gitkeep", ".idea", ".ipynb_checkpoints", ".vscode", "Thumbs.db"}
    | {"__MACOSX", "__pycache__"}
)
"""What systems and editors leave behind; not worth a word."""


class Student(msgspec.Struct, frozen=True):
    """One folder of submissions."""

    name: str
    """As shown."""
    folder: Path
    files: frozenset[str]
    """Whatever stands in the folder."""
    folders: frozenset[str] = frozenset()
    """What of it is a folder, too."""

    def file_of(self, problem: ProblemId) -> Path | None:
        """Return the file for a problem: its id or its name as a module, with `.py`."""
        return next((self.folder / name for name in files_of(problem) if name in self.files), None)


class Ignored(msgspec.Struct, frozen=True):
    """Something that is not graded, and why; names are as shown."""

    student: str
    """Empty for what stands beside the students' folders."""
    name: str
    why: str


class Roll(msgspec.Struct, frozen=True):
    """Everybody, and what was passed over."""

    students: tuple[Student, ...]
    ignored: tuple[Ignored, ...]


def call_roll(submissions: Path, known: Sequence[ProblemId]) -> Roll:
    """Read the folder `SUBMISSIONS/<student>/<problem>.py`; raises `UsageError` where it cannot be read."""
    entries = _entries(submissions)
    folders = [entry for entry in entries if _is_students(entry)]
    beside = [entry for entry in entries if not _is_students(entry)]
    names = shown_names([entry.name for entry in folders])
    students = tuple(_student(names[entry.name], Path(entry.path)) for entry in folders)
    ordered = tuple(sorted(students, key=lambda student: student.name))
    return Roll(ordered, (*_beside(beside), *(odd for each in ordered for odd in _odd_files(each, known))))


def nothing_to(do: tuple[str, str], submissions: Path, roll: Roll, problem: ProblemId) -> UsageError:
    """Return the error that there is nothing to do this with, and the first things that are there."""
    others = [f"{student.name}/{clean(name)}" for student in roll.students for name in sorted(student.files)]
    names = [*(each.name for each in roll.ignored if not each.student), *others]
    found, more = ", ".join(names[:NAMED]), len(names) - NAMED
    if more > 0:
        there = (f"いまあるのは {found} ほか {more}件。", f"; there are only {found} and {more} more")
    else:
        there = (f"いまあるのは {found}。", f"; there are only {found}") if found else ("", "")
    return UsageError(
        f"nothing to {do[1]} in {submissions}: "
        f"files are expected as {submissions}/<student>/{problem}.py{there[1]}",
        f"{submissions} に{do[0]}ものがない。"
        f"ファイルは {submissions}/<学生>/{problem}.py のように置く。{there[0]}",
    )


def _student(name: str, folder: Path) -> Student:
    entries = _entries(folder)
    folders = (entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    return Student(name, folder, frozenset(entry.name for entry in entries), frozenset(folders))


def _is_students(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what stands in a folder, but for noise."""
    try:
        with os.scandir(folder) as entries:
            kept = [entry for entry in entries if entry.name not in NOISE]
    except OSError as error:
        raise UsageError(f'cannot read the folder "{folder}": {error.strerror}') from error
    return sorted(kept, key=lambda entry: entry.name)


def _beside(entries: Sequence[os.DirEntry[str]]) -> Iterator[Ignored]:
    names = shown_names([entry.name for entry in entries])
    for entry in entries:
        yield Ignored("", names[entry.name], _why(entry))


def _why(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "it is a link, which is not followed"
    if entry.is_dir():
        return "it is hidden; a student's folder does not begin with a point"
    return "it is in no student's folder"


def _odd_files(student: Student, known: Sequence[ProblemId]) -> Iterator[Ignored]:
    expected = {path.name for path in map(student.file_of, known) if path is not None}
    odd = sorted(student.files - expected)
    names = shown_names(odd[:MOST_ODD])
    for name in odd[:MOST_ODD]:
        yield Ignored(student.name, names[name], _why_odd(name, student, known))
    if len(odd) > MOST_ODD:
        yield Ignored(student.name, "*", f"{len(odd) - MOST_ODD} more files that no problem has the name of")


def _why_odd(name: str, student: Student, known: Sequence[ProblemId]) -> str:
    if name in student.folders:
        return "it is a folder, which is not looked into; files are expected as <student>/<problem>.py"
    return f"no problem has this name.{near_miss(name, [f'{id}.py' for id in known])}"
