"""A class of programs: every submission graded once, whatever dies on the way, and everybody told.

What is decided stands in a ledger before it is counted, so that the same command goes on where another
one ended. A submission that builds on others of its student waits until those are graded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from examprep.core.feedback import Page, html_page, markdown_page
from examprep.core.gradebook import (
    Gradebook,
    Graded,
    Statistics,
    file_names,
    gradebook_csv,
    result_lines,
    rows_by_student,
    statistics_of,
)
from examprep.core.item import Lang, Text
from examprep.core.problem import Folder, Framework, Problem, ProblemId, framework_of, module_of
from examprep.core.text import clean
from examprep.core.verdict import VERDICTS, Report, Verdict
from examprep.durable import make_folder, write_whole
from examprep.env import Env
from examprep.errors import ContentError, SandboxError, StoreError, UsageError
from examprep.grader.identity import framework_version, grader_version
from examprep.grader.roll import EXAMPLE, Ignored, Roll, Student, call_roll, nothing_to
from examprep.grader.submission import UnreadableError, read_submission
from examprep.loader.paths import resolved
from examprep.shelf import open_problem, problem_folders
from examprep.store.ledger import Decided, Key, Ledger
from examprep.words import in_japanese

if TYPE_CHECKING:
    from examprep.cluster import Cluster
    from examprep.grader.crew import Crew

LEDGER = "ledger.db"
SCHEMA = 1
CPU = "cpu"


class Progress(Protocol):
    """Is told how many of how many submissions are graded."""

    def __call__(self, done: int, total: int, /) -> None:
        """Show it."""


class Request(msgspec.Struct, frozen=True):
    """What to grade, and how."""

    submissions: Path
    out: Path
    problems: tuple[ProblemId, ...] = ()
    """Only these; all that were handed in if none."""
    workers: int | None = None
    """As many as there are cores, if not given."""
    seed: int | None = None
    """For all random cases; the ledger's, if not given."""
    require_full_isolation: bool = False
    device: str = "cpu"
    """Where programs in torch run: `cpu` or `cuda`."""
    cluster: str | None = None
    """Address of a Dask scheduler, if other machines grade."""


class Class(msgspec.Struct, frozen=True):
    """A graded class."""

    book: Gradebook
    asked: dict[ProblemId, Problem]
    ignored: tuple[Ignored, ...]
    seed: int
    known: int
    """Submissions that needed no grading: decided by an earlier run, equal to another one, or no program."""

    @property
    def statistics(self) -> Statistics:
        """How the class did."""
        return statistics_of(self.book)


class Work(msgspec.Struct, frozen=True):
    """One program to grade; equal ones are one."""

    problem: ProblemId
    source: str
    parts: tuple[tuple[str, str], ...] = ()


class Handed(msgspec.Struct, frozen=True):
    """One file of one student."""

    student: Student
    problem: ProblemId


def grade_class(env: Env, request: Request, progress: Progress) -> Class:
    """Grade everything that was handed in; what the ledger knows is not graded again.

    Raises `UsageError` where there is nothing to grade, `StoreError` where nothing can be kept.
    """
    _refuse_device(request)
    roll, asked, folders = _read_class(env, request)
    with Ledger.open(request.out / LEDGER) as ledger:
        seed = ledger.settle_seed(request.seed, env.seed())
        marking = Marking(folders, ledger, seed, request)
        decided = marking.decide(_handed(roll, asked, folders), progress)
    rows = (
        Graded(student.name, id, decided[Handed(student, id)].report, decided[Handed(student, id)].seconds)
        for student in roll.students
        for id in asked
        if Handed(student, id) in decided
    )
    book = Gradebook(tuple(student.name for student in roll.students), asked, tuple(rows))
    problems = {id: folders[id].problem for id in asked}
    return Class(book, problems, roll.ignored, seed, marking.known)


def _refuse_device(request: Request) -> None:
    """Refuse a GPU that this machine does not have; a cluster's workers say so themselves."""
    if request.device == CPU or request.cluster is not None:
        return
    from examprep.grader.judge import has_gpu  # noqa: PLC0415 - loads numpy

    if not has_gpu():
        raise SandboxError("there is no CUDA device here; grade with --device cpu")


def _read_class(env: Env, request: Request) -> tuple[Roll, tuple[ProblemId, ...], dict[ProblemId, Folder]]:
    """Return who handed in what, the problems that are asked, and all that these build on."""
    _refuse_overlap(request)
    known = list(problem_folders(env))
    folders = {id: open_problem(env, id) for id in request.problems}
    roll = call_roll(request.submissions, known)
    asked = tuple(sorted(request.problems)) or tuple(
        id for id in known if any(student.file_of(id) for student in roll.students)
    )
    if not any(student.file_of(id) for student in roll.students for id in asked):
        raise nothing_to(("採点する", "grade"), request.submissions, roll, min(asked, default=EXAMPLE))
    wanted = list(asked)
    for id in wanted:  # grows while it is read
        if id not in folders:
            folders[id] = open_problem(env, id)
        wanted += [used for used in folders[id].problem.uses if used not in wanted]
    return roll, asked, folders


def _refuse_overlap(request: Request) -> None:
    """Refuse to write among the submissions, where the next run would take it for a student's."""
    submissions, out = resolved(request.submissions), resolved(request.out)
    if not submissions.is_dir():
        raise UsageError(f'no folder "{request.submissions}"; it should hold <student>/<problem>.py')
    if out.is_relative_to(submissions):
        raise UsageError(f'--out "{request.out}" is inside the submissions; name a folder elsewhere')
    if out.exists() and not out.is_dir():
        raise UsageError(f'--out "{request.out}" is no folder')


def _handed(
    roll: Roll, asked: Iterable[ProblemId], folders: dict[ProblemId, Folder]
) -> list[tuple[Handed, ...]]:
    """Return the files to grade, in groups: what builds on another comes in a later group."""
    level = {id: _level(id, folders) for id in folders}
    groups: dict[int, list[Handed]] = {}
    for student in roll.students:
        wanted = dict.fromkeys(id for id in asked if student.file_of(id))
        for id in list(wanted):
            wanted |= dict.fromkeys(used for used in _parts(id, folders) if student.file_of(used))
        for id in wanted:
            groups.setdefault(level[id], []).append(Handed(student, id))
    return [tuple(sorted(groups[n], key=_order)) for n in sorted(groups)]


def _order(handed: Handed) -> tuple[str, str]:
    """Return what to sort by: one problem after another, so that its programs stay warm."""
    return handed.problem, handed.student.name


def _parts(id: ProblemId, folders: dict[ProblemId, Folder]) -> Iterator[ProblemId]:
    """Yield what a problem builds on, directly or not."""
    for used in folders[id].problem.uses:
        yield used
        yield from _parts(used, folders)


def _level(id: ProblemId, folders: dict[ProblemId, Folder], above: tuple[ProblemId, ...] = ()) -> int:
    if id in above:
        raise ContentError(f"problem {id} builds on itself; see: examprep bank check --problems")
    return 1 + max((_level(used, folders, (*above, id)) for used in folders[id].problem.uses), default=-1)


class Marking:
    """One run over a class: what is decided, and by whom the rest will be."""

    def __init__(self, folders: dict[ProblemId, Folder], ledger: Ledger, seed: int, request: Request) -> None:
        self._folders = folders
        self._ledger = ledger
        self._seed = seed
        self._request = request
        self._decided: dict[Handed, Decided] = {}
        self._sources: dict[Path, str] = {}
        self._graded = 0

    @property
    def known(self) -> int:
        """How many submissions needed no grading in this run."""
        return len(self._decided) - self._graded

    def decide(self, groups: Sequence[tuple[Handed, ...]], progress: Progress) -> dict[Handed, Decided]:
        """Grade group after group."""
        total = sum(map(len, groups))
        progress(0, total)
        with self._graders() as crew:
            for group in groups:
                works = self._sort(group)
                progress(len(self._decided), total)
                for decided in self._grade(works, crew):
                    self._decided |= decided
                    progress(len(self._decided), total)
        return self._decided

    def _graders(self) -> Crew | Cluster:
        """Return who grades: processes of this machine, or a cluster."""
        from examprep.cluster import Cluster  # noqa: PLC0415 - loads numpy
        from examprep.grader.crew import Crew, cores  # noqa: PLC0415

        request = self._request
        full = request.require_full_isolation
        if request.cluster is not None:
            return Cluster(request.cluster, self._folders, require_full_isolation=full)
        size = request.workers or (cores() if request.device == CPU else 1)  # a GPU takes one at a time
        return Crew(self._folders, size, require_full_isolation=full)

    def _sort(self, group: tuple[Handed, ...]) -> dict[Work, list[Handed]]:
        """Return what must be graded, each with everyone who handed it in; settle what is decided."""
        works: dict[Work, list[Handed]] = {}
        for handed in group:
            found = self._work(handed)
            if isinstance(found, Report):
                self._decided[handed] = Decided(found, 0.0)
            else:
                works.setdefault(found, []).append(handed)
        keys = {work: self._key(work) for work in works}
        known = self._ledger.fetch(keys.values())
        for work, key in keys.items():
            if key in known and self._may_stand(known[key].report):
                self._decided |= dict.fromkeys(works.pop(work), known[key])
        return works

    def _may_stand(self, report: Report) -> bool:
        return report.isolation == "full" or not self._request.require_full_isolation

    def _work(self, handed: Handed) -> Work | Report:
        """Return the program that was handed in, or what there is to say where it cannot be run."""
        folder = self._folders[handed.problem]
        try:
            source = self._read(handed)
            parts = [(module_of(used), self._part(handed.student, used)) for used in folder.problem.uses]
        except UnreadableError as error:
            from examprep.grader.judge import refused  # noqa: PLC0415 - loads numpy

            return refused(folder, str(error), seed=self._seed)
        except OSError as error:
            from examprep.grader.judge import broken  # noqa: PLC0415 - loads numpy

            return broken(folder, self._seed, CPU, f"the file cannot be read: {error.strerror}")
        except _NoPartError as error:
            return Report(
                problem=handed.problem,
                verdict=error.verdict,
                message=error.told,
                seed=self._seed,
                isolation="not needed",
            )
        return Work(handed.problem, source, tuple(parts))

    def _read(self, handed: Handed) -> str:
        """Return a file's text, read once, so that all of a run sees the same."""
        path = handed.student.file_of(handed.problem)
        assert path is not None
        if path not in self._sources:
            self._sources[path] = read_submission(path)
        return self._sources[path]

    def _part(self, student: Student, used: ProblemId) -> str:
        """Return a student's own solution that another one builds on; it must have passed."""
        found = self._decided.get(Handed(student, used))
        if found is None:
            raise _NoPartError(
                Verdict.PARTS,
                f"この演習は自分の `{used}.py` の上に作るが、それが提出されていない。",
                f"This builds on your own `{used}.py`, which was not handed in.",
            )
        if not found.report.passed:
            ja, en = VERDICTS[found.report.verdict]
            verdict = Verdict.BROKEN if found.report.broken else Verdict.PARTS
            raise _NoPartError(
                verdict,
                f"この演習は自分の `{used}.py` の上に作るが、それがまだ合格していない（{ja}）。",
                f"This builds on your own `{used}.py`, which does not pass yet ({en}).",
            )
        return self._read(Handed(student, used))

    def _key(self, work: Work) -> Key:
        folder = self._folders[work.problem]
        framework = framework_of(work.source, folder.problem.frameworks)
        digest = hashlib.blake2b(msgspec.msgpack.encode((work.source, work.parts)), digest_size=16)
        return Key(
            submission=digest.hexdigest(),
            problem=work.problem,
            version=folder.problem.version,
            digest=folder.digest,
            seed=self._seed,
            grader=grader_version(),
            framework=framework_version(framework),
            device=self._device(work),
        )

    def _device(self, work: Work) -> str:
        """Return where a program runs: on a GPU only what is written for one."""
        framework = framework_of(work.source, self._folders[work.problem].problem.frameworks)
        return self._request.device if framework is Framework.TORCH else CPU

    def _grade(
        self, works: dict[Work, list[Handed]], crew: Crew | Cluster
    ) -> Iterator[dict[Handed, Decided]]:
        """Yield what is graded once it is kept."""
        from examprep.grader.crew import Job  # noqa: PLC0415 - loads numpy

        order = list(works)
        jobs = [
            Job(
                self._graded + n,
                work.problem,
                work.source,
                self._seed,
                dict(work.parts),
                self._device(work),
            )
            for n, work in enumerate(order)
        ]
        numbers = {job.number: work for job, work in zip(jobs, order, strict=True)}
        for batch in crew.grade(jobs):
            decided = [(numbers[done.number], Decided(done.report, done.seconds)) for done in batch]
            self._ledger.keep([(self._key(work), each) for work, each in decided])
            self._graded += len(batch)
            yield {handed: each for work, each in decided for handed in works[work]}


class _NoPartError(Exception):
    """A submission builds on one that cannot be used."""

    def __init__(self, verdict: Verdict, ja: str, en: str) -> None:
        super().__init__(en)
        self.verdict = verdict
        self.told = Text(ja, en)


# --- what is written


def write_class(found: Class, out: Path, lang: Lang) -> tuple[str, ...]:
    """Write the gradebook, the results, the statistics and a page for every student.

    Each file is the old one or the new one, whatever happens. Returns what stands among the pages and is
    nobody's in this class; it is left alone. Raises `StoreError`.
    """
    try:
        make_folder(out / "feedback")
        written = dict((*_tables(found), *_pages(found, lang)))
        for name, text in written.items():
            write_whole(out / name, text.encode())
        pages = sorted(f"feedback/{path.name}" for path in (out / "feedback").iterdir())
        return tuple(clean(name) for name in pages if name not in written)
    except OSError as error:
        raise StoreError(
            f"{out} cannot be written: {error.strerror}. What was graded is kept; put that right "
            "and run the same command again."
        ) from error


def _tables(found: Class) -> Iterator[tuple[str, str]]:
    yield "gradebook.csv", gradebook_csv(found.book)
    yield "results.jsonl", result_lines(found.book.rows)
    yield (
        "statistics.json",
        msgspec.json.format(msgspec.json.encode(statistics_json(found)), indent=2).decode(),
    )


def _pages(found: Class, lang: Lang) -> Iterator[tuple[str, str]]:
    names = file_names(found.book.students)
    passed_over: dict[str, list[tuple[str, Text]]] = {}
    for each in found.ignored:
        passed_over.setdefault(each.student, []).append((each.name, _in_both(each.why)))
    for student, rows in rows_by_student(found.book).items():
        page = Page(student, rows, found.asked, lang, tuple(passed_over.get(student, ())))
        yield f"feedback/{names[student]}.md", markdown_page(page)
        yield f"feedback/{names[student]}.html", html_page(page)


@cache
def _in_both(why: str) -> Text:
    """Return a reason in both languages; the same few come with every student."""
    return Text(in_japanese(why), why)


def statistics_json(found: Class) -> dict[str, object]:
    """Return the fields of the statistics as they are written and printed."""
    counted = msgspec.structs.asdict(found.statistics)
    return {"schema": SCHEMA, "seed": found.seed, **counted, "ignored": found.ignored}
