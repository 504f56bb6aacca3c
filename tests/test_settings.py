"""What a learner sets holds, says where it is wrong, and keeps the rest of its file."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from examprep.core.day import StudyDay
from examprep.core.item import Lang
from examprep.core.settings import Goal, Settings, as_values, exam_date, faults_of
from examprep.core.syllabus import Exam
from examprep.env import Env, read_env, read_settings, write_settings
from examprep.errors import ContentError, UsageError
from tests.conftest import Command


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "config.toml"


def test_nothing_set_is_the_default(path: Path) -> None:
    assert read_settings(path) == Settings()


def test_the_formats_page_shows_what_holds_if_nothing_is_set() -> None:
    page = Path("docs/formats.md").read_text("utf-8")
    (shown,) = re.findall(r'```toml\n(lang = "ja".*?)```', page, re.DOTALL)
    told = tomllib.loads(shown) | {"goal": None, "banks": ()}

    assert told == msgspec.to_builtins(Settings())


DAY = StudyDay(date(2027, 1, 20).toordinal())


def test_a_goal_counts_the_days_before_the_exam() -> None:
    goal = Goal(Exam.G, date(2027, 1, 22), 1)

    assert [goal.days_left(StudyDay(DAY + n)) for n in range(4)] == [2, 1, 0, 0]
    assert list(faults_of(Settings(goal=goal))) == []
    assert list(faults_of(Settings(goal=Goal(Exam.G, goal.date, 16 * 60)))) == []


@pytest.mark.parametrize("written", ["2027-01-21", "2030-01-22"])
def test_an_exam_is_tomorrow_at_the_soonest_and_in_three_years_at_the_latest(written: str) -> None:
    assert exam_date(written, DAY) == date.fromisoformat(written)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("soon", '--date "soon" is no date; write it as 2027-02-20'),
        ("2027-01-20", "--date 2027-01-20 is not in the future; when is the exam?"),
        ("2030-01-23", "--date 2030-01-23 is more than three years ahead; is the year right?"),
    ],
)
def test_another_date_is_refused(written: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        exam_date(written, DAY, "--date ")

    assert str(refused.value) == message


def test_what_is_written_is_read_and_comments_stay(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('# mine\nlang = "en"  # for now\n')

    goal = Goal(Exam.G, date(2027, 3, 7), 25)
    write_settings(path, {"retention": 0.85, "goal": as_values(goal)})
    write_settings(path, {"questions": 5})
    write_settings(path, {"questions": None})

    assert read_settings(path) == Settings(lang=Lang.EN, retention=0.85, goal=goal)
    assert path.read_text().startswith('# mine\nlang = "en"  # for now\n')
    assert list(path.parent.iterdir()) == [path]


WRONG = [
    ("lang = 3\n", "Expected `str`, got `int` - at `$.lang`"),
    ('lang = "fr"\n', "Invalid enum value 'fr' - at `$.lang`"),
    ("qestions = 3\n", 'qestions: no such setting. Did you mean "questions"?'),
    (
        "questions = 0\nretention = 1.5\n",
        "questions: must be from 1 to 500; retention: must be from 0.7 to 0.99",
    ),
    ("rollover = 13\n", "rollover: must be from 0 to 12"),
    ("daily = 10001\nnew = 501\n", "daily: must be from 0 to 10000; new: must be from 0 to 500"),
    ('theme = "blue"\n', "Invalid enum value 'blue' - at `$.theme`"),
    ("[goal]\nexam = 'e'\n", "Object missing required field `date` - at `$.goal`"),
    ("[goal]\nexam = 'e'\ndate = 2027-01-01\nminutes = 0\n", "goal.minutes: must be from 1 to 960"),
    ("lang =\n", "Invalid value (at line 1, column 7)"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_wrong_is_told_and_nothing_is_changed(path: Path, text: str, message: str) -> None:
    path.parent.mkdir()
    path.write_text(text)

    with pytest.raises(ContentError) as told:
        read_settings(path)
    with pytest.raises(ContentError):
        write_settings(path, {"new": 3})

    assert str(told.value) == f"{path}: {message}; edit it, or see `examprep config --help`"
    assert path.read_text() == text


def test_a_file_that_is_no_text_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe")

    with pytest.raises(ContentError, match="UTF-8"):
        read_settings(path)


def test_the_study_day_begins_at_the_hour_that_was_set(tmp_path: Path) -> None:
    env = read_env({"EXAMPREP_HOME": str(tmp_path)})
    write_settings(env.paths.config, {"rollover": 0})
    early = Env(env.paths)

    assert early.now().day - env.now().day in {0, 1}
    assert (early.now().rollover.seconds, env.now().rollover.seconds) == (0, 0)


@pytest.mark.end
def test_config_shows_sets_and_unsets(examprep: Command) -> None:
    assert examprep("config", "set", "lang", "en").out == "lang = en\n"
    assert examprep("config", "set", "retention", "0.8").out == "retention = 0.8\n"
    assert examprep("config", "unset", "retention").out == "retention = 0.9\n"
    shown = json.loads(examprep("config", "--json").out)
    got = examprep("config", "get", "retention")
    assert (got.code, got.out) == (0, "0.9\n")
    assert json.loads(examprep("config", "get", "lang", "--json").out)["value"] == "en"

    assert shown["settings"]["lang"] == "en"
    assert "set by you" in examprep("config").out
    assert "Recall some day" not in examprep("stats").out
    assert examprep("quiz", lines="q\n").out.count("quit") >= 1  # English, as was set


@pytest.mark.end
@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("set", "retntion", "0.8"), 2, "「retntion」という設定はない。「retention」のことか。"),
        (("set", "retention", "much"), 2, "retention を「much」にはできない。0.7 から 0.99 までの数にする。"),
        (("set", "questions", "501"), 2, "questions を「501」にはできない。1 から 500 までの数にする。"),
        (("set", "lang", "fr"), 2, "lang を「fr」にはできない。ja、en、both のどれかにする。"),
        (("set", "theme", "blue"), 2, "theme を「blue」にはできない。"),
        (("unset", "colour"), 2, "「colour」という設定はない。"),
    ],
)
def test_what_cannot_be_set_is_told(
    examprep: Command, args: tuple[str, ...], code: int, message: str
) -> None:
    ran = examprep("config", *args)

    assert (ran.code, message in ran.err) == (code, True), ran.err
    assert not (examprep.home / "config.toml").exists()


@pytest.mark.end
def test_a_day_has_as_many_answers_and_new_items_as_were_set(examprep: Command) -> None:
    examprep("config", "set", "daily", "4")
    examprep("config", "set", "new", "3")
    few = examprep("quiz", "--plain", lines="\n?\n" * 40)
    none = examprep("quiz", "--plain", "--fresh", lines="\n?\n" * 40)
    asked = examprep("quiz", "--plain", "--fresh", "--new", "2", lines="\n?\n" * 40)
    rows = [json.loads(line) for line in examprep("data", "log", "--json").out.splitlines()]

    assert (few.code, none.code, asked.code) == (0, 0, 0)
    assert len({row["item"] for row in rows}) == 3
    assert "1日の上限（daily = 4）に達した" in none.out
