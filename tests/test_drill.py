"""A learner works a drill: started, hinted, graded, explained, and due again like everything else."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from examprep.core.day import StudyDay
from examprep.core.item import ConceptId, ItemId, Text
from examprep.core.memory import DEFAULT, Memory
from examprep.core.problem import Entry, Problem, ProblemId
from examprep.core.syllabus import Exam, TopicId
from examprep.core.verdict import Report, Verdict
from examprep.drill import Progress, add_attempt, choose_next
from examprep.env import Env, Moment, read_env
from examprep.loader.cache import load_library
from examprep.loader.problems import load_folder
from examprep.store.store import Store
from tests.conftest import Command

SOFTMAX = read_env({}).paths.problems / "softmax"
TODAY = StudyDay(739_000)


def problem(id: str, level: int = 1, concept: str = "c", topic: str = "e.dl") -> Problem:
    text = Text("", "")
    return Problem(
        id=ProblemId(id), version=1, title=text, statement=text,
        concepts=(ConceptId(concept),), syllabus=(TopicId(topic),),
        level=level, minutes=10, entry=Entry("f", "f()"), frameworks=("numpy",), hints=(), slips=(),
        explanation=text, sources=(),
    )  # fmt: skip


def row(
    id: str, level: int = 1, *, passed: bool = False, due: int | None = None, concept: str = "c"
) -> Progress:
    memory = None if due is None else Memory(1.0, 5.0, StudyDay(TODAY - 3), StudyDay(TODAY + due), 1, 0)
    return Progress(problem(id, level, concept), 0, passed, memory)


def chosen(
    *rows: Progress, memories: dict[ItemId, Memory] | None = None, exam: Exam | None = None
) -> str | None:
    found = choose_next(rows, memories or {}, TODAY, DEFAULT, exam)
    return None if found is None else found.problem.id


def test_what_is_due_comes_before_what_is_new() -> None:
    assert chosen(row("new"), row("old", 5, passed=True, due=0)) == "old"


def test_the_easiest_that_was_not_passed_comes_next() -> None:
    assert chosen(row("hard", 4), row("done", 1, passed=True, due=9), row("easy", 2)) == "easy"


def test_a_problem_never_tried_is_not_due_although_its_concept_has_another_that_is() -> None:
    assert not row("torch twin", due=0).is_due(TODAY)
    assert row("passed before", passed=True, due=0).is_due(TODAY)


def test_among_equals_the_one_the_quiz_shows_to_be_weak_comes_first() -> None:
    known = {
        ItemId("strong/1"): Memory(900.0, 5.0, TODAY, StudyDay(TODAY + 9), 1, 0),
        ItemId("weak/1"): Memory(1.0, 5.0, StudyDay(TODAY - 90), TODAY, 1, 0),
    }

    assert chosen(row("a", concept="strong"), row("b", concept="weak"), memories=known) == "b"


def test_an_exam_leaves_out_what_it_does_not_ask() -> None:
    assert chosen(row("a"), exam=Exam.G) is None
    assert chosen(row("a"), exam=Exam.E) == "a"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return an empty folder to work in."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.mark.end
def test_from_start_to_explanation_without_a_manual(examprep: Command, here: Path) -> None:
    started = examprep("drill", "start", "softmax", "--lang", "en", cwd=here)
    untouched = examprep("grade", "softmax", "--lang", "en", cwd=here)
    hint = examprep("drill", "hint", "softmax", "--lang", "en", cwd=here)
    refused = examprep("drill", "solution", "softmax", "--lang", "en", cwd=here)
    shutil.copy(SOFTMAX / "right" / "plain.py", here / "softmax.py")
    passed = examprep("grade", "softmax", "--lang", "en", cwd=here)
    solution = examprep("drill", "solution", "softmax", "--lang", "en", cwd=here)

    assert "Write softmax.py, then: examprep grade softmax" in started.out
    assert (here / "softmax.md").read_text(encoding="utf-8").startswith("# ")
    assert untouched.code == 1
    assert "--level 2" in hint.out
    assert (refused.code, "2 more failed attempts" in refused.out) == (1, True)
    assert passed.code == 0
    assert "Explanation" in passed.out
    assert (solution.code, "def softmax" in solution.out) == (0, True)
    rows = [json.loads(line) for line in examprep("data", "log", "--json").out.splitlines()]
    assert [(r["item"], r["rating"], r["mode"]) for r in rows] == [
        ("softmax/drill", 1, "drill"),
        ("softmax/drill", 3, "drill"),
    ]
    listed = json.loads(examprep("drill", "list", "--json").out)["problems"]
    assert [p["passed"] for p in listed if p["id"] == "softmax"] == [True]


@pytest.mark.end
def test_three_failed_attempts_open_the_solution(examprep: Command, here: Path) -> None:
    examprep("drill", "start", "softmax", cwd=here)
    for _ in range(3):
        examprep("grade", "softmax", cwd=here)

    assert examprep("drill", "solution", "softmax", cwd=here).code == 0


@pytest.mark.end
def test_start_never_overwrites_work(examprep: Command, here: Path) -> None:
    (here / "softmax.py").write_text("my work")

    ran = examprep("drill", "start", "softmax", "--lang", "en", cwd=here)

    assert (ran.code, (here / "softmax.py").read_text()) == (1, "my work")
    assert (
        ran.err
        == "examprep: softmax.py is here already and was kept; grade it with: examprep grade softmax\n"
    )


class LastMonth(Env, frozen=True):
    """The same machine thirty days ago."""

    def now(self) -> Moment:
        today = super().now()
        return Moment(today.at - timedelta(days=30), today.offset)


def pass_long_ago(home: Path) -> None:
    env = LastMonth(read_env({"EXAMPREP_HOME": str(home)}).paths)
    folder = load_folder(env.paths.problems, "softmax")
    report = Report(problem="softmax", verdict=Verdict.PASS, message=Text("", ""), seed=1, isolation="full")
    with Store.open(env.paths.progress, entropy=env.entropy(), backups=env.paths.backups) as store:
        add_attempt(env, store, load_library(env.paths.content, env.paths.cache), folder, report)


@pytest.mark.end
def test_a_program_to_write_again_is_announced_by_quiz_and_stats(examprep: Command) -> None:
    before = examprep("quiz", "--lang", "en", lines="q\n").out
    pass_long_ago(examprep.home)

    after = examprep("quiz", "--lang", "en", lines="q\n").out
    stats = json.loads(examprep("stats", "--json").out)["drills"]

    assert "to write again" not in before
    assert examprep("config", "set", "retention", "0.8").code == 0
    pass_long_ago(examprep.home)
    with Store.reading(examprep.home / "progress.db") as store:
        assert store.model().retention == 0.8
    assert "1 drill to write again: examprep drill next" in after
    assert (stats["passed"], stats["due"]) == (1, 1)
    assert stats["problems"] > 1
    assert "softmax" in examprep("drill", "next").out


@pytest.mark.end
def test_a_program_that_is_no_known_mistake_is_told_so(examprep: Command, here: Path) -> None:
    (here / "odd.py").write_text(
        "import numpy as np\n\ndef softmax(x):\n    return np.full(np.shape(x), 0.123)\n"
    )

    odd = examprep("grade", "softmax", str(here / "odd.py"), "--lang", "en")
    slip = examprep("grade", "softmax", str(SOFTMAX / "slips" / "no_shift.py"), "--lang", "en")

    told = "This is none of the known slips."
    assert (odd.code, told in odd.out) == (1, True)
    assert (slip.code, told in slip.out) == (1, False)


@pytest.mark.end
def test_the_first_attempt_of_a_day_is_preceded_by_a_backup(examprep: Command, here: Path) -> None:
    for _ in range(2):
        examprep("grade", "softmax", str(SOFTMAX / "right" / "plain.py"), cwd=here)

    assert len(list((examprep.home / "backups").glob("progress-*.db"))) == 1


@pytest.mark.end
def test_what_is_not_to_count_does_not(examprep: Command, here: Path) -> None:
    examprep("grade", "softmax", str(SOFTMAX / "right" / "plain.py"), "--no-record", cwd=here)

    assert not (examprep.home / "progress.db").exists()


@pytest.mark.end
def test_watching_grades_at_every_save_and_obeys_keys(examprep: Command, here: Path) -> None:
    shutil.copy(SOFTMAX / "slips" / "no_shift.py", here / "softmax.py")
    with examprep.start("grade", "softmax", str(here / "softmax.py"), "--watch", "--lang", "en") as running:
        assert running.stdin is not None
        assert running.stdout is not None
        told = iter(running.stdout.readline, "")
        next(line for line in told if "Graded at every save" in line)
        running.stdin.write("h\n")
        running.stdin.flush()
        next(line for line in told if "The next hint" in line)
        shutil.copy(SOFTMAX / "right" / "plain.py", here / "softmax.py")
        next(line for line in told if line.startswith("pass"))
        running.stdin.write("r\n")
        running.stdin.flush()
        next(line for line in told if "your work is in softmax.bak.py" in line)
        (here / "softmax.py").unlink()
        running.stdin.write("r\n")
        running.stdin.flush()
        next(line for line in told if "Reset." in line)
        running.stdin.write("q\n")
        running.stdin.close()
        running.stdout.read()

    assert running.returncode == 0
    assert (here / "softmax.bak.py").read_text() == (SOFTMAX / "right" / "plain.py").read_text()
    assert (here / "softmax.py").read_text() == (SOFTMAX / "starter_numpy.py").read_text()


COMPOSED = read_env({}).paths.problems / "digits-cnn"


def put_parts(here: Path, *, without: str = "") -> None:
    """Put a model solution of every part beside, as a learner's own."""
    for id in load_folder(COMPOSED.parent, COMPOSED.name).problem.uses:
        if id != without:
            shutil.copy(min((COMPOSED.parent / id / "right").glob("*.py")), here / f"{id}.py")


@pytest.mark.end
def test_a_composed_problem_is_built_from_the_learners_own_earlier_solutions(
    examprep: Command, here: Path
) -> None:
    shutil.copy(COMPOSED / "right" / "momentum.py", here / "digits-cnn.py")
    put_parts(here, without="maxpool2d")
    missing = examprep("grade", "digits-cnn", "--lang", "en", cwd=here)
    slip = min((COMPOSED.parent / "maxpool2d" / "slips").glob("*.py"))
    shutil.copy(slip, here / "maxpool2d.py")
    wrong = examprep("grade", "digits-cnn", "--lang", "en", cwd=here)
    put_parts(here)
    right = examprep("grade", "digits-cnn", "--lang", "en", cwd=here)

    assert (missing.code, wrong.code, right.code) == (2, 2, 0)
    assert "write them first: examprep drill start maxpool2d" in missing.err
    assert "your maxpool2d.py, which does not pass yet" in wrong.err
    assert right.out.startswith("\npass 2/2")
    log = [json.loads(line) for line in examprep("data", "log", "--json").out.splitlines()]
    assert [json.loads(row["answer"])["problem"] for row in log] == ["digits-cnn"]


@pytest.mark.end
def test_drills_are_listed_by_area_and_level_for_an_exam_or_a_path(examprep: Command) -> None:
    of_e = json.loads(examprep("drill", "list", "--exam", "e", "--json").out)["problems"]
    of_path = json.loads(examprep("drill", "list", "--path", "ten-days", "--json").out)["problems"]
    shown = examprep("drill", "list", "--exam", "e", "--lang", "en").out

    areas = [row["area"] for row in of_e]
    assert areas == sorted(areas, key=list(dict.fromkeys(areas)).index)
    assert all(area.startswith("e.") for area in areas)
    for area in set(areas):
        levels = [row["level"] for row in of_e if row["area"] == area]
        assert levels == sorted(levels)
    assert 0 < len(of_path) < len(of_e)
    assert "L1  softmax  " in shown
    assert "passed 0/" in shown


@pytest.mark.end
def test_an_unknown_path_of_drills_is_told_with_a_near_miss(examprep: Command) -> None:
    ran = examprep("drill", "list", "--path", "roadmaps")

    assert (ran.code, "roadmap" in ran.err) == (2, True)
