"""A class is graded whatever dies on the way: one bad submission never costs another its grade."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
import pytest

from examprep.core.item import Lang, Text
from examprep.core.problem import Folder, Framework, ProblemId
from examprep.core.verdict import Report, Verdict
from examprep.env import Env, read_env
from examprep.errors import ContentError, ExitCode, SandboxError, StoreError, UsageError
from examprep.grader.crew import Crew, Done, Job, Ready
from examprep.grader.identity import framework_version, grader_version
from examprep.grader.roll import call_roll
from examprep.lab import Class, Request, grade_class, write_class
from examprep.loader.problems import load_folder
from examprep.store.ledger import Decided, Key, Ledger
from tests.conftest import Command

PROBLEMS = read_env({}).paths.problems
SOFTMAX = PROBLEMS / "softmax"
ID = ProblemId("softmax")
KNOWN = (ID, ProblemId("momentum-step"))


# --- the crew: workers die, jobs do not


class Actors(Crew):
    """Workers that do what a job's source says instead of grading it."""

    @staticmethod
    def work(line: Connection, folders: Mapping[ProblemId, Folder], require_full: bool) -> None:  # noqa: ARG004, FBT001
        with contextlib.suppress(EOFError, OSError):
            line.send_bytes(msgspec.msgpack.encode(Ready(None)))
            while True:
                act(line, msgspec.msgpack.decode(line.recv_bytes(), type=Job))


def act(line: Connection, job: Job) -> None:
    match job.source.split():
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["die-once", mark] if not Path(mark).exists():
            Path(mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        case ["stop-once", mark] if not Path(mark).exists():
            Path(mark).touch()
            os.kill(os.getpid(), signal.SIGSTOP)
    line.send_bytes(msgspec.msgpack.encode(Done(job.number, report(), 0.0)))


class Stillborn(Crew):
    """Workers that never come to life."""

    @staticmethod
    def work(line: Connection, folders: Mapping[ProblemId, Folder], require_full: bool) -> None:  # noqa: ARG004, FBT001
        os._exit(1)


class Unable(Crew):
    """Workers that cannot run programs here."""

    @staticmethod
    def work(line: Connection, folders: Mapping[ProblemId, Folder], require_full: bool) -> None:  # noqa: ARG004, FBT001
        line.send_bytes(msgspec.msgpack.encode(Ready("isolation here is none")))


def report(verdict: Verdict = Verdict.PASS) -> Report:
    return Report(problem=ID, verdict=verdict, message=Text("語", "word"), seed=1, isolation="full")


def jobs(*sources: str) -> list[Job]:
    return [Job(number, ID, source, 1) for number, source in enumerate(sources)]


def verdicts_of(kind: type[Crew], work: list[Job]) -> dict[int, Verdict]:
    with kind({ID: load_folder(PROBLEMS, ID)}, 2, require_full_isolation=False) as crew:
        return {done.number: done.report.verdict for batch in crew.grade(work) for done in batch}


@pytest.mark.end
def test_a_submission_whose_worker_dies_is_graded_again_and_broken_only_after_two(tmp_path: Path) -> None:
    found = verdicts_of(Actors, jobs("a", f"die-once {tmp_path / 'mark'}", "b", "die", "c", "d"))

    assert found == dict.fromkeys(range(6), Verdict.PASS) | {3: Verdict.BROKEN}


@pytest.mark.end
def test_workers_that_never_start_or_cannot_run_programs_are_told() -> None:
    with pytest.raises(SandboxError, match="end before they begin"):
        verdicts_of(Stillborn, jobs("a", "b"))
    with pytest.raises(SandboxError, match="isolation here is none"):
        verdicts_of(Unable, jobs("a"))


@pytest.mark.slow
def test_a_worker_that_is_stuck_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("examprep.grader.crew.PATIENCE", 10.0)

    found = verdicts_of(Actors, jobs("a", f"stop-once {tmp_path / 'mark'}", "b"))

    assert found == dict.fromkeys(range(3), Verdict.PASS)


# --- the roll


def put(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_roll_finds_programs_by_id_or_module_and_names_what_it_passes_over(tmp_path: Path) -> None:
    for file in (
        "ann/softmax.py",
        "ann/momentum_step.py",
        "ben/sofmax.py",
        "ben/.DS_Store",
        "ben/deep/softmax.py",
        "stray.txt",
        ".x/softmax.py",
    ):
        put(tmp_path / file)
    (tmp_path / "linked").symlink_to(tmp_path / "ann")
    (tmp_path / "cho").mkdir()

    roll = call_roll(tmp_path, KNOWN)

    assert [student.name for student in roll.students] == ["ann", "ben", "cho"]
    assert [roll.students[0].file_of(id) for id in KNOWN] == [
        tmp_path / "ann" / "softmax.py",
        tmp_path / "ann" / "momentum_step.py",
    ]
    assert [(each.student, each.name, each.why) for each in roll.ignored] == [
        ("", ".x", "it is hidden; a student's folder does not begin with a point"),
        ("", "linked", "it is a link, which is not followed"),
        ("", "stray.txt", "it is in no student's folder"),
        (
            *("ben", "deep"),
            "it is a folder, which is not looked into; files are expected as <student>/<problem>.py",
        ),
        ("ben", "sofmax.py", 'no problem has this name. Did you mean "softmax.py"?'),
    ]


def test_hostile_names_of_students_and_files_are_shown_harmless(tmp_path: Path) -> None:
    put(tmp_path / "a\x1b[2J\nb" / "\u202eyp.py")
    (tmp_path / os.fsdecode(b"\xff\xfe")).mkdir()

    roll = call_roll(tmp_path, KNOWN)

    assert [student.name for student in roll.students] == [r"\udcff\udcfe", r"a\x1b[2J\nb"]
    assert [each.name for each in roll.ignored] == [r"\u202eyp.py"]


def test_a_flood_of_odd_files_is_summed_up(tmp_path: Path) -> None:
    for number in range(60):
        put(tmp_path / "ann" / f"{number:02}.txt")

    ignored = call_roll(tmp_path, KNOWN).ignored

    assert len(ignored) == 51
    assert (ignored[-1].name, ignored[-1].why) == ("*", "10 more files that no problem has the name of")


# --- the ledger


KEY = Key("s", "softmax", 1, "d", 5, "g", "numpy 2", "cpu")


def test_what_is_kept_is_found_by_everything_it_depends_on(tmp_path: Path) -> None:
    kept = Decided(report(Verdict.WRONG), 0.5)
    with Ledger.open(tmp_path / "new" / "ledger.db") as ledger:
        ledger.keep([(KEY, kept)])
    others = [
        msgspec.structs.replace(KEY, **{name: "x" if isinstance(getattr(KEY, name), str) else 99})
        for name in Key.__struct_fields__
    ]

    with Ledger.open(tmp_path / "new" / "ledger.db") as ledger:
        assert ledger.fetch([KEY, *others]) == {KEY: kept}


def test_a_broken_grader_decides_nothing(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.keep([(KEY, Decided(report(Verdict.BROKEN), 0.5))])

        assert ledger.fetch([KEY]) == {}


def test_the_seed_stays_until_another_is_wanted(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert ledger.settle_seed(None, 5) == 5
        assert ledger.settle_seed(None, 6) == 5
        assert ledger.settle_seed(7, 6) == 7
        assert ledger.settle_seed(None, 6) == 7


def test_only_one_at_a_time_holds_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("examprep.store.ledger.PATIENCE", 0.0)
    with (
        Ledger.open(tmp_path / "ledger.db"),
        pytest.raises(StoreError, match="another `examprep class grade` is at work"),
    ):
        Ledger.open(tmp_path / "ledger.db")

    Ledger.open(tmp_path / "ledger.db").__exit__()


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.keep([(KEY, Decided(report(), 0.5))])
        ledger._connection.execute("pragma max_page_count = 1")
        large = [
            (msgspec.structs.replace(KEY, submission=f"{n:04}"), Decided(report(), 0.5)) for n in range(200)
        ]
        with pytest.raises(StoreError, match=r"the disk is full. Free some space and run the same command"):
            ledger.keep(large)

        assert list(ledger.fetch([KEY, large[0][0]])) == [KEY]


def test_what_is_kept_is_safe_from_a_power_cut(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        settings = [ledger._connection.execute(f"pragma {name}").fetchone()[0] for name in
                    ("journal_mode", "synchronous", "locking_mode")]  # fmt: skip

    assert settings == ["delete", 3, "exclusive"]


def test_a_damaged_or_foreign_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    noise = put(tmp_path / "noise.db", "no database " * 500)
    with contextlib.closing(sqlite3.connect(tmp_path / "foreign.db")) as other:
        other.execute("create table t (x)")
    before = (tmp_path / "foreign.db").read_bytes()

    with pytest.raises(StoreError, match=r"noise.db is damaged. Move it away"):
        Ledger.open(noise)
    with pytest.raises(StoreError, match="was not written by this examprep; nothing was changed"):
        Ledger.open(tmp_path / "foreign.db")

    assert (tmp_path / "foreign.db").read_bytes() == before


def test_a_verdict_depends_on_the_grader_and_the_framework() -> None:
    numpy, torch = framework_version(Framework.NUMPY), framework_version(Framework.TORCH)

    assert numpy.startswith("numpy ")
    assert torch.startswith("torch ")
    assert torch.endswith(numpy)
    assert "python 3" in grader_version()


# --- a class in this process


def silent(done: int, total: int) -> None:
    """Show nothing."""


def env_with(home: Path, problems: Path) -> Env:
    """Return an environment with problems of one's own."""
    env = read_env({"EXAMPREP_HOME": str(home)})
    return Env(msgspec.structs.replace(env.paths, problems=problems))


AGAIN = """
from momentum_step import momentum_step as before

def momentum_step(params, grads, velocities, lr, mu):
    return before(params, grads, velocities, lr, mu)
"""


@pytest.fixture
def composed(tmp_path: Path) -> Path:
    """Return a folder of two problems, of which the second builds on the first."""
    first, second = tmp_path / "problems" / "momentum-step", tmp_path / "problems" / "once-more"
    for folder in (first, second):
        shutil.copytree(PROBLEMS / "momentum-step", folder)
    sheet = second / "problem.yaml"
    text = sheet.read_text(encoding="utf-8").replace(
        "id: momentum-step\n", "id: once-more\nuses: [momentum-step]\n"
    )
    sheet.write_text(text, encoding="utf-8")
    return tmp_path / "problems"


@pytest.mark.end
def test_a_composed_problem_builds_on_the_students_own_part_which_must_pass(
    composed: Path, tmp_path: Path
) -> None:
    class_ = tmp_path / "class"
    right = (composed / "momentum-step" / "right" / "plain.py").read_text(encoding="utf-8")
    for name in ("ann", "ben", "cho", "dan"):
        put(class_ / name / "once_more.py", AGAIN)
    put(class_ / "ann" / "momentum-step.py", right)
    put(
        class_ / "ben" / "momentum-step.py",
        "def momentum_step(params, grads, velocities, lr, mu): return 1\n",
    )
    (class_ / "dan" / "momentum-step.py").symlink_to(class_ / "ann" / "momentum-step.py")
    request = Request(class_, tmp_path / "out", (ProblemId("once-more"),), workers=1, seed=5)

    found = grade_class(env_with(tmp_path / "home", composed), request, silent)

    told = {row.student: (row.report.verdict, row.report.message.en) for row in found.book.rows}
    assert told["ann"] == (Verdict.PASS, "All cases pass.")
    assert told["ben"] == (
        Verdict.PARTS,
        "This builds on your own `momentum-step.py`, which does not pass yet (wrong type).",
    )
    assert told["cho"] == (
        Verdict.PARTS,
        "This builds on your own `momentum-step.py`, which was not handed in.",
    )
    assert told["dan"][1].endswith("which does not pass yet (no program).")
    assert found.book.problems == ("once-more",)


def test_problems_that_build_on_each_other_in_a_circle_are_refused(composed: Path, tmp_path: Path) -> None:
    sheet = composed / "momentum-step" / "problem.yaml"
    text = sheet.read_text(encoding="utf-8").replace(
        "id: momentum-step\n", "id: momentum-step\nuses: [once-more]\n"
    )
    sheet.write_text(text, encoding="utf-8")
    put(tmp_path / "class" / "ann" / "once-more.py", AGAIN)

    with pytest.raises(ContentError, match="builds on itself"):
        grade_class(env_with(tmp_path, composed), Request(tmp_path / "class", tmp_path / "out"), silent)


def test_what_cannot_be_written_is_told_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from examprep.core.gradebook import Gradebook  # noqa: PLC0415

    old = put(tmp_path / "gradebook.csv", "old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match=r"No space left on device. What was graded is kept") as caught:
        write_class(Class(Gradebook((), (), ()), {}, (), 1, 0), tmp_path, Lang.BOTH)

    assert caught.value.exit_code is ExitCode.STORE
    assert old.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["gradebook.csv"]


def test_a_page_names_files_passed_over_and_pages_of_nobody_are_told_and_left(tmp_path: Path) -> None:
    from examprep.core.gradebook import Gradebook  # noqa: PLC0415

    put(tmp_path / "class" / "ann" / "Softmax.py")
    (tmp_path / "class" / "ann" / "deep").mkdir()
    problems = {ID: load_folder(PROBLEMS, ID).problem}
    found = Class(
        Gradebook(("ann",), (ID,), ()), problems, call_roll(tmp_path / "class", KNOWN).ignored, 1, 0
    )
    gone = put(tmp_path / "out" / "feedback" / "gone.md", "gone")

    left = write_class(found, tmp_path / "out", Lang.JA)

    assert (left, gone.read_text()) == (("feedback/gone.md",), "gone")
    assert (tmp_path / "out" / "feedback" / "ann.md").read_text(encoding="utf-8").splitlines()[4:] == [
        "## 採点しなかったファイル",
        "",
        r"- Softmax.py: この名前の演習はない。「softmax.py」のことか。",
        r"- deep: フォルダの中は見ない。ファイルは \<学生\>/\<演習\>.py に置く",
        "",
        "## 未提出",
        "",
        "`softmax`",
    ]
    assert "<li><code>Softmax.py</code>: この名前の演習はない。" in (
        tmp_path / "out" / "feedback" / "ann.html"
    ).read_text(encoding="utf-8")


REFUSED = [
    ("nowhere", "out", 'no folder ".*nowhere"; it should hold <student>/<problem>.py'),
    ("empty", "out", "nothing to grade in .*empty: files are expected as .*/<student>/softmax.py$"),
    ("misnamed", "out", "expected as .*/<student>/softmax.py; there are only odd.txt, ann/deep, ann/n_1.py$"),
    ("flood", "out", "; there are only ann/0, ann/1, ann/2, ann/3, ann/4 and 2 more$"),
    ("class", "class/out", "is inside the submissions; name a folder elsewhere"),
    ("class", "file", "is no folder"),
]


@pytest.mark.parametrize(
    ("submissions", "out", "message"),
    REFUSED,
    ids=["missing", "empty", "misnamed", "flood", "inside", "file"],
)
def test_a_class_that_makes_no_sense_is_refused(
    tmp_path: Path, submissions: str, out: str, message: str
) -> None:
    put(tmp_path / "class" / "ann" / "softmax.py")
    put(tmp_path / "file")
    (tmp_path / "empty").mkdir()
    for name in ("odd.txt", "ann/n_1.py", "ann/deep/softmax.py"):
        put(tmp_path / "misnamed" / name)
    for number in range(7):
        put(tmp_path / "flood" / "ann" / str(number))

    with pytest.raises(UsageError, match=message):
        grade_class(read_env({}), Request(tmp_path / submissions, tmp_path / out), silent)


# --- the command


@pytest.fixture(scope="module")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a class of seven, one of them right."""
    folder = tmp_path_factory.mktemp("class")
    right = (SOFTMAX / "right" / "plain.py").read_text(encoding="utf-8")
    step = (PROBLEMS / "momentum-step" / "right" / "plain.py").read_text(encoding="utf-8")
    put(folder / "ann" / "softmax.py", right)
    put(folder / "ann" / "momentum-step.py", step)
    put(folder / "ben" / "softmax.py", (SOFTMAX / "slips" / "no_shift.py").read_text(encoding="utf-8"))
    put(folder / "ben" / "momentum_step.py", step)
    put(folder / "cho" / "softmax.py", "def softmax(x):\n    while True:\n        pass\n")
    put(folder / "dan" / "softmax.py", "import os\ndef softmax(x):\n    os.abort()\n")
    (folder / "eve").mkdir()
    (folder / "eve" / "softmax.py").symlink_to(folder / "ann" / "softmax.py")
    put(folder / "fay" / "softmax.py").write_bytes(b"x = '\xff'\n")
    put(folder / "=1+1" / "softmax.py", right)
    return folder


EXPECTED = {
    ("=1+1", "softmax"): ("pass", None),
    ("ann", "momentum-step"): ("pass", None),
    ("ann", "softmax"): ("pass", None),
    ("ben", "momentum-step"): ("pass", None),
    ("ben", "softmax"): ("nonfinite", "no-shift"),
    ("cho", "softmax"): ("timeout", None),
    ("dan", "softmax"): ("error", None),
    ("eve", "softmax"): ("invalid", None),
    ("fay", "softmax"): ("invalid", None),
}


def results_of(out: Path) -> list[dict[str, object]]:
    """Return the results without seconds."""
    rows = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        del row["seconds"]
        for case in row["cases"]:
            del case["seconds"]
    return rows


def others_of(out: Path) -> dict[str, bytes]:
    """Return every other file that is written."""
    files = [
        path for path in out.rglob("*") if path.is_file() and path.name not in {"results.jsonl", "ledger.db"}
    ]
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def arguments(submissions: Path, home: Path) -> list[str]:
    """Return the command, the same for every run."""
    return ["class", "grade", str(submissions), "--out", str(home / "out"), "--seed", "5", "--lang", "en"]


@pytest.fixture(scope="module")
def undisturbed(submissions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what a run writes that nothing happens to."""
    home = tmp_path_factory.mktemp("undisturbed")
    ran = Command(home / "home")(*arguments(submissions, home))
    assert ran.code == 0, ran.err
    assert "7 students, 9 submissions, 4 passed, 0 not graded" in ran.out
    assert ran.err.splitlines()[0] == "0/9"
    assert ran.err.splitlines()[-1] == "9/9"
    return home / "out"


@pytest.mark.slow
def test_every_submission_has_its_verdict_and_every_student_a_page(undisturbed: Path) -> None:
    rows = results_of(undisturbed)
    names = sorted(path.name for path in (undisturbed / "feedback").iterdir())

    assert {(row["student"], row["problem"]): (row["verdict"], row["slip"]) for row in rows} == EXPECTED
    assert {row["seed"] for row in rows} == {5}
    assert len(names) == 14
    assert {"ann.md", "ann.html"} <= set(names)
    assert (undisturbed / "gradebook.csv").read_text(encoding="utf-8-sig").splitlines()[1] == (
        "'=1+1,0,missing,1,pass,1"
    )
    counted = json.loads((undisturbed / "statistics.json").read_text(encoding="utf-8"))
    assert counted["problems"][1]["slips"] == {"no-shift": 1}
    assert (counted["schema"], counted["seed"], counted["passed"]) == (1, 5, 4)


@pytest.mark.slow
def test_equal_files_are_graded_once_and_a_rerun_grades_nothing(
    undisturbed: Path, submissions: Path, tmp_path: Path
) -> None:
    kept = shutil.copytree(undisturbed, tmp_path / "out")
    shutil.rmtree(kept / "feedback")
    with contextlib.closing(sqlite3.connect(kept / "ledger.db")) as ledger:
        decided = ledger.execute("select problem, verdict from decided order by 1, 2").fetchall()
    before = (kept / "results.jsonl").read_bytes()

    ran = Command(tmp_path / "home")(*arguments(submissions, tmp_path), "--json")

    assert decided == [
        ("momentum-step", "pass"),
        *(("softmax", verdict) for verdict in ("error", "nonfinite", "pass", "timeout")),
    ]
    assert (ran.code, json.loads(ran.out)["submissions"]) == (0, 9)
    assert ran.err.splitlines() == ["0/9", "9/9"]
    assert (kept / "results.jsonl").read_bytes() == before  # the seconds, too: nothing ran again
    assert others_of(kept) == others_of(undisturbed)


def workers_of(pid: int) -> Iterator[int]:
    """Yield the worker processes of a supervisor."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid and b"spawn_main" in (folder / "cmdline").read_bytes():
                yield int(folder.name)


def start(submissions: Path, home: Path, *, until: int) -> tuple[subprocess.Popen[str], int]:
    """Start the command as a terminal does; wait until so many are graded, and return how many were."""
    running = subprocess.Popen(
        [sys.executable, "-m", "examprep", *arguments(submissions, home)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=Command(home / "home").environment(),
        cwd=home,
        start_new_session=True,
    )
    assert running.stderr is not None
    told = (int(line.partition("/")[0]) for line in running.stderr)
    return running, next(done for done in told if done >= until)


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds workers by /proc")


@needs_proc
@pytest.mark.slow
def test_killed_workers_cost_nobody_a_grade(submissions: Path, undisturbed: Path, tmp_path: Path) -> None:
    running, killed = start(submissions, tmp_path, until=2)[0], 0
    with running:
        while not killed and running.poll() is None:
            for pid in workers_of(running.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
            time.sleep(0.01)
        assert running.stderr is not None
        rest = running.stderr.read()

    assert killed
    assert running.returncode == 0, rest
    assert results_of(tmp_path / "out") == results_of(undisturbed)
    assert others_of(tmp_path / "out") == others_of(undisturbed)


@pytest.mark.slow
def test_interrupted_then_killed_the_same_command_goes_on(
    submissions: Path, undisturbed: Path, tmp_path: Path
) -> None:
    running, _ = start(submissions, tmp_path, until=4)
    with running:
        os.killpg(running.pid, signal.SIGINT)
        assert running.stderr is not None
        told = running.stderr.read()
    assert running.returncode == 130
    assert "Traceback" not in told
    assert told.splitlines()[-1] == (
        f"Stopped. What was graded is kept in {tmp_path / 'out'}; the same command goes on from there."
    )
    assert not (tmp_path / "out" / "results.jsonl").exists()

    running, graded = start(submissions, tmp_path, until=5)
    with running:
        running.kill()
    assert running.returncode == -signal.SIGKILL

    running, known = start(submissions, tmp_path, until=1)
    with running:
        assert running.wait(60) == 0
    assert known >= graded
    assert results_of(tmp_path / "out") == results_of(undisturbed)
    assert others_of(tmp_path / "out") == others_of(undisturbed)


@pytest.mark.slow
def test_an_unknown_problem_is_exit_code_2_with_a_near_miss(examprep: Command, tmp_path: Path) -> None:
    put(tmp_path / "class" / "ann" / "softmax.py")

    ran = examprep("class", "grade", "class", "--out", "out", "--problems", "softmx")

    assert (ran.code, ran.out) == (2, "")
    assert "「softmx」という演習はない。「softmax」のことか。" in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_broken_problem_is_exit_code_1_and_graded_anew_the_next_time(
    composed: Path, tmp_path: Path
) -> None:
    reference = composed / "momentum-step" / "reference.py"
    whole = reference.read_text(encoding="utf-8")
    put(
        tmp_path / "class" / "ann" / "momentum-step.py",
        (composed / "momentum-step" / "right" / "plain.py").read_text(),
    )
    request = Request(tmp_path / "class", tmp_path / "out", workers=1)
    reference.write_text("raise ValueError('broken')\n", encoding="utf-8")

    before = grade_class(env_with(tmp_path, composed), request, silent)
    reference.write_text(whole, encoding="utf-8")
    after = grade_class(env_with(tmp_path, composed), request, silent)

    assert (before.statistics.broken, after.statistics.passed) == (1, 1)
    assert before.seed == after.seed
