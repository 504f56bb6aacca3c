"""Coding drills: what there is to write, how it went, what to write next.

An attempt is a review of an item of its concept: a pass is Good, a fault Again, so that
drills fall due like everything else. A broken grader uses no attempt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from examprep.aim import adopt_retention
from examprep.core.bank import DrillId
from examprep.core.curriculum import LearningPath
from examprep.core.day import StudyDay
from examprep.core.item import ItemId
from examprep.core.library import Library
from examprep.core.memory import Fact, Memory, Model, Rating, SessionId, recall_later, remember
from examprep.core.problem import Folder, Problem, ProblemId, files_of, module_of
from examprep.core.syllabus import Exam, Topic, TopicId, is_under
from examprep.core.verdict import Report
from examprep.env import Env
from examprep.errors import ContentError, ExamprepError, UsageError
from examprep.loader.cache import Tell, load_sheets
from examprep.shelf import problem_folders
from examprep.store.store import Store

MODE = "drill"
TRIES = 3
"""After this many failed attempts a solution may be looked at."""


class Progress(msgspec.Struct, frozen=True):
    """How a learner stands with one problem."""

    problem: Problem
    tries: int
    """Attempts that failed since the last pass."""
    passed: bool
    """Whether it was ever passed."""
    memory: Memory | None
    """Of the concept's drills."""

    def is_due(self, today: StudyDay) -> bool:
        """Tell whether it was passed or tried before and is to be written again."""
        was_tried = self.passed or self.tries > 0
        return was_tried and self.memory is not None and self.memory.due <= today


class Drills(msgspec.Struct, frozen=True):
    """How a learner stands with all problems, in a few numbers."""

    problems: int
    passed: int
    """Passed at least once."""
    due: int
    """Tried before, and to be written again."""


class Told(msgspec.Struct, frozen=True):
    """What an attempt wrote into the log; kept with its review."""

    problem: ProblemId
    verdict: str
    seed: int


class Last(msgspec.Struct, frozen=True):
    """How the newest attempt at a problem went."""

    day: StudyDay
    verdict: str
    slip: str | None
    """The known way to be wrong that was recognised."""


def drill_item(problem: Problem, library: Library) -> ItemId:
    """Return the item that an attempt reviews.

    `concept/drill` for the first drill of a concept, `concept/drill-<problem>` for any other.
    """
    id = DrillId(problem.id)
    named = next((concept for concept in library.concepts.values() if id in concept.drills), None)
    if named is None:
        return ItemId(f"{problem.concepts[0] if problem.concepts else problem.id}/drill-{id}")
    return ItemId(f"{named.id}/drill" if named.drills[0] == id else f"{named.id}/drill-{id}")


def add_attempt(env: Env, store: Store, library: Library, folder: Folder, report: Report) -> Memory | None:
    """Keep an attempt, and return what is now remembered; `None` if the grader broke."""
    if report.broken:
        return None
    adopt_retention(env, store)
    item = drill_item(folder.problem, library)
    now = env.now()
    told = Told(folder.problem.id, report.verdict.value, report.seed)
    fact = Fact(
        item=item,
        digest=folder.digest[:16],
        session=SessionId(f"{MODE}-{env.entropy().hex()}"),
        mode=MODE,
        at=now.milliseconds,
        day=now.day,
        offset=now.offset_minutes,
        outcome="right" if report.passed else "wrong",
        rating=Rating.GOOD if report.passed else Rating.AGAIN,
        answer=msgspec.json.encode(told).decode(),
        slip=report.slip,
        seconds=0.0,
    )
    kept = remember(fact, store.fetch_memories([item]).get(item), store.model())
    store.add_review(kept)
    return kept.after


def leave_out(_: ContentError) -> None:
    """Say nothing of a problem that cannot be read."""


def fetch_progress(env: Env, store: Store, library: Library, tell: Tell = leave_out) -> tuple[Progress, ...]:
    """Return how the learner stands with every problem that can be read, the easiest first."""
    memories = store.fetch_memories()
    known = load_sheets(problem_folders(env).values(), env.paths.cache, tell)
    items = {problem.id: drill_item(problem, library) for problem in known}
    attempts = _attempts(store, set(items.values()))
    found = [_progress(problem, attempts, memories.get(items[problem.id])) for problem in known]
    return tuple(sorted(found, key=lambda row: (row.problem.level, row.problem.id)))


def fetch_last(store: Store, library: Library, problem: Problem) -> Last | None:
    """Return how the newest attempt at a problem went, if there was one."""
    attempts = (
        (fact, msgspec.json.decode(fact.answer, type=Told))
        for _, fact in store.fetch_reviews(item=drill_item(problem, library))
        if fact.mode == MODE
    )
    own = [Last(fact.day, told.verdict, fact.slip) for fact, told in attempts if told.problem == problem.id]
    return own[-1] if own else None


def tries_left(row: Progress) -> int:
    """Return how many more failed attempts open the solution; a pass opens it at once."""
    return 0 if row.passed else max(TRIES - row.tries, 0)


def sum_up(rows: Iterable[Progress], today: StudyDay) -> Drills:
    """Count the problems, those passed and those due."""
    rows = tuple(rows)
    return Drills(len(rows), sum(row.passed for row in rows), sum(row.is_due(today) for row in rows))


def _attempts(store: Store, items: Iterable[ItemId]) -> list[Told]:
    """Return every attempt that stands, the oldest first within a problem."""
    facts = [fact for item in sorted(items) for _, fact in store.fetch_reviews(item=item)]
    return [msgspec.json.decode(fact.answer, type=Told) for fact in facts if fact.mode == MODE]


def _progress(problem: Problem, attempts: Iterable[Told], memory: Memory | None) -> Progress:
    tries, passed = 0, False
    for told in attempts:
        if told.problem == problem.id:
            passed = passed or told.verdict == "pass"
            tries = 0 if told.verdict == "pass" else tries + 1
    return Progress(problem, tries, passed, memory)


def choose_next(
    rows: Iterable[Progress],
    memories: Mapping[ItemId, Memory],
    today: StudyDay,
    model: Model,
    exam: Exam | None = None,
) -> Progress | None:
    """Return the problem to write now: due ones first, then unpassed ones, the easiest first.

    Among those of one level, the one whose concepts the quiz shows to be weakest comes first.
    """
    asked = [row for row in rows if exam is None or asked_by(row.problem, exam)]
    due = [row for row in asked if row.is_due(today)]
    fresh = [row for row in asked if not row.passed and not row.is_due(today)]
    ordered = sorted(
        due or fresh, key=lambda row: (row.problem.level, _strength(row, memories, today, model))
    )
    return next(iter(ordered), None)


def on_path(rows: Iterable[Progress], path: LearningPath) -> tuple[Progress, ...]:
    """Return the problems a path asks for, in its order."""
    known = {DrillId(row.problem.id): row for row in rows}
    wanted = dict.fromkeys(drill for step in path.steps for drill in step.drills)
    return tuple(known[drill] for drill in wanted if drill in known)


def group_by_area(
    rows: Iterable[Progress], library: Library, exam: Exam | None = None
) -> tuple[tuple[Topic, tuple[Progress, ...]], ...]:
    """Group problems, each once, by the areas of an exam's syllabus, or of both, those of E first."""
    exams = [exam] if exam else list(Exam)
    areas = [area for name in exams if name in library.syllabuses for area in library.syllabuses[name].areas]
    members: dict[TopicId, list[Progress]] = {area.id: [] for area in areas}
    for row in rows:
        home = next((a.id for t in row.problem.syllabus for a in areas if is_under(t, a.id)), None)
        if home is not None:
            members[home].append(row)
    return tuple((area, tuple(members[area.id])) for area in areas if members[area.id])


def asked_by(problem: Problem, exam: Exam) -> bool:
    """Tell whether a problem belongs to an exam's syllabus."""
    return any(is_under(topic, exam.value) for topic in problem.syllabus)


def _strength(row: Progress, memories: Mapping[ItemId, Memory], today: StudyDay, model: Model) -> float:
    """Return the mean recall of what was asked about its concepts; unseen ones stand in the middle."""
    concepts = set(row.problem.concepts)
    known = [
        recall_later(memory, today, model)
        for item, memory in memories.items()
        if item.partition("/")[0] in concepts and not item.partition("/")[2].startswith("drill")
    ]
    return sum(known) / len(known) if known else 0.5


def with_own_parts(folder: Folder, beside: Path) -> Folder:
    """Return a problem that builds on the learner's own solutions, read from a folder.

    Raises `UsageError` where one of them is missing or no program.
    """
    missing = [id for id in folder.problem.uses if _path_of_part(id, beside) is None]
    if missing:
        starts = ", ".join(f"examprep drill start {id}" for id in missing)
        raise UsageError(
            f"{folder.problem.id} builds on programs of your own that are not in {beside.resolve()}; "
            f"write them first: {starts}",
            f"{folder.problem.id} は、あなたの書いたプログラムの上に作る。それが {beside.resolve()} にない。"
            f"先に書く: {starts}",
        )
    parts = {module_of(id): _own_part(folder.problem.id, id, beside) for id in folder.problem.uses}
    return msgspec.structs.replace(folder, parts=parts)


def _own_part(problem: ProblemId, used: ProblemId, beside: Path) -> str:
    from examprep.grader.submission import UnreadableError, read_submission  # noqa: PLC0415 - grading only

    path = _path_of_part(used, beside) or beside / f"{used}.py"
    try:
        return read_submission(path)
    except (OSError, UnreadableError) as error:
        raise UsageError(
            f"{path} cannot be used for {problem}: {error}", f"{path} を {problem} に使えない: {error}"
        ) from error


def _path_of_part(used: ProblemId, beside: Path) -> Path | None:
    return next((beside / name for name in files_of(used) if (beside / name).exists()), None)


class WorkKeptError(ExamprepError):
    """A file of the learner stands where a starter would go."""


def start_drill(folder: Folder, framework: str, into: Path, statement: str) -> tuple[Path, Path]:
    """Write the starter and the statement, never over what is there; return both paths."""
    program, text = into / f"{folder.problem.id}.py", into / f"{folder.problem.id}.md"
    if program.exists() or program.is_symlink():
        raise WorkKeptError(
            f"{program.name} is here already and was kept; grade it with: examprep grade {folder.problem.id}",
            f"{program.name} はもうここにあり、そのまま残した。採点する: examprep grade {folder.problem.id}",
        )
    program.write_text(folder.starters[framework], encoding="utf-8")
    if not text.exists():
        text.write_text(statement, encoding="utf-8")
    return program, text
