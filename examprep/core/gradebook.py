"""The marks of a class, as values and as texts: gradebook, result lines, statistics, names of files.

What strangers wrote (names of students above all) leaves here fit for a spreadsheet, a terminal
and a file system.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

import msgspec

from examprep.core.problem import ProblemId
from examprep.core.text import UNSEEN, clean
from examprep.core.verdict import Report, Verdict

MISSING = "missing"
"""Stands in the gradebook where nothing was handed in."""
LONGEST_NAME = 120
"""Characters of a student's name that are shown."""
LONGEST_STEM = 40
"""Characters of it in the name of a file: 160 bytes at most."""

_FORMULA = tuple("=+-@＝＋－＠")
_ODD = re.compile(r"[^\w.\- ]")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))})


class Graded(msgspec.Struct, frozen=True):
    """One submission and what came of it."""

    student: str
    """As shown: see `shown_names`."""
    problem: ProblemId
    report: Report
    seconds: float
    """That grading it took, when it was graded."""


class ProblemStatistics(msgspec.Struct, frozen=True):
    """How a class did on one problem."""

    problem: ProblemId
    attempts: int
    passed: int
    rate: float | None
    """Share of passes among those that could be graded; `None` where none could."""
    verdicts: dict[str, int]
    """The commonest first."""
    slips: dict[str, int]
    """Known ways to be wrong that were recognised, the commonest first."""


class Statistics(msgspec.Struct, frozen=True):
    """How a class did."""

    students: int
    submissions: int
    passed: int
    broken: int
    """Submissions that could not be graded."""
    problems: tuple[ProblemStatistics, ...]


class Gradebook(msgspec.Struct, frozen=True):
    """Everything about a class: who is in it, what was asked, what was handed in."""

    students: tuple[str, ...]
    problems: tuple[ProblemId, ...]
    rows: tuple[Graded, ...]
    """In the order of students, then of problems."""


# --- statistics


def statistics_of(book: Gradebook) -> Statistics:
    """Count what a class did, problem by problem."""
    return Statistics(
        students=len(book.students),
        submissions=len(book.rows),
        passed=sum(row.report.passed for row in book.rows),
        broken=sum(row.report.broken for row in book.rows),
        problems=tuple(_of_problem(id, book.rows) for id in book.problems),
    )


def _of_problem(id: ProblemId, rows: Iterable[Graded]) -> ProblemStatistics:
    reports = [row.report for row in rows if row.problem == id]
    passed = sum(report.passed for report in reports)
    known = sum(not report.broken for report in reports)
    return ProblemStatistics(
        problem=id,
        attempts=len(reports),
        passed=passed,
        rate=round(passed / known, 4) if known else None,
        verdicts=_commonest(report.verdict.value for report in reports),
        slips=_commonest(report.slip for report in reports if report.slip is not None),
    )


def _commonest(words: Iterable[str]) -> dict[str, int]:
    counts = Counter(words)
    return {word: counts[word] for word in sorted(counts, key=lambda word: (-counts[word], word))}


# --- texts


def gradebook_csv(book: Gradebook) -> str:
    """Return the table of points and verdicts, one student a line; begins with a mark, for Excel's sake."""
    found = {(row.student, row.problem): row.report.verdict for row in book.rows}
    heads = [head for id in book.problems for head in (id, f"{id} verdict")]
    lines = [csv_line(["student", *heads, "points"])]
    for student in book.students:
        verdicts = [found.get((student, id)) for id in book.problems]
        cells = [cell for verdict in verdicts for cell in (_points(verdict), verdict or MISSING)]
        lines.append(csv_line([student, *cells, str(verdicts.count(Verdict.PASS))]))
    return "\ufeff" + "".join(lines)


def _points(verdict: Verdict | None) -> str:
    """Return 1 or 0, and nothing where nothing is known."""
    return "" if verdict is Verdict.BROKEN else str(int(verdict is Verdict.PASS))


def csv_line(cells: Iterable[str]) -> str:
    """Return one line of CSV that a spreadsheet shows and does not compute."""
    return ",".join(_quoted(as_text(cell)) for cell in cells) + "\r\n"


def as_text(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell


def _quoted(cell: str) -> str:
    if not any(sign in cell for sign in ',"\r\n'):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def result_lines(rows: Iterable[Graded]) -> str:
    """Return one JSON document a line, one for each submission."""
    return "".join(_seen(msgspec.json.encode(_result(row)).decode()) + "\n" for row in rows)


def _seen(document: str) -> str:
    """Write as JSON escapes what a terminal would obey: what a program printed is among the cases."""
    return UNSEEN.sub(lambda found: _escape(found[0]), document)


def _escape(character: str) -> str:
    units = character.encode("utf-16-be").hex()
    return "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4))


def _result(row: Graded) -> dict[str, object]:
    fields = ("verdict", "slip", "message", "seed", "isolation", "device")
    told = {name: getattr(row.report, name) for name in fields}
    cases = [msgspec.structs.replace(case, seconds=round(case.seconds, 6)) for case in row.report.cases]
    place = {"student": row.student, "problem": row.problem}
    return {**place, **told, "cases": cases, "seconds": round(row.seconds, 6)}


# --- names


def shown_names(names: Sequence[str]) -> dict[str, str]:
    """Return every name as it is shown, on one line and unlike every other."""
    shown: dict[str, str] = {}
    for name in sorted(names):
        visible = clean(name).replace("\n", r"\n")
        visible = visible if len(visible) <= LONGEST_NAME else f"{visible[:LONGEST_NAME]}…"
        taken = set(shown.values())
        shown[name] = next(each for each in _numbered(visible) if each not in taken)
    return shown


def file_names(students: Iterable[str]) -> dict[str, str]:
    """Return for each student a name that any file system takes, without an ending, unlike every other.

    Names that are plain stay as they are; others are simplified and carry a digest.
    """
    stems = {student: _stem(student) for student in sorted(students)}
    often = Counter(stem.casefold() for stem in stems.values())
    names: dict[str, str] = {}
    for student, stem in stems.items():
        is_plain = stem == student != "" and often[stem.casefold()] == 1
        name = stem if is_plain else f"{stem}-{_digest(student)}".lstrip("-")
        taken = {other.casefold() for other in names.values()}
        names[student] = next(each for each in _numbered(name) if each.casefold() not in taken)
    return names


def _stem(student: str) -> str:
    composed = unicodedata.normalize("NFC", student)
    stem = _ODD.sub("_", composed)[:LONGEST_STEM].strip(" .-")
    return f"_{stem}" if stem.partition(".")[0].strip().casefold() in _RESERVED else stem


def _digest(student: str) -> str:
    return hashlib.blake2b(student.encode("utf-8", "backslashreplace"), digest_size=4).hexdigest()


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name}~{number}"


def points_of(rows: Iterable[Graded]) -> int:
    """Return how many problems were passed."""
    return sum(row.report.passed for row in rows)


def rows_by_student(book: Gradebook) -> Mapping[str, tuple[Graded, ...]]:
    """Return what each student handed in, in the order of the gradebook."""
    found: dict[str, list[Graded]] = {student: [] for student in book.students}
    for row in book.rows:
        found[row.student].append(row)
    return {student: tuple(rows) for student, rows in found.items()}
