"""`examprep grade`: the report as a person and as a program reads it, and the exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from examprep.env import read_env
from tests.conftest import Command

pytestmark = pytest.mark.end

PROBLEMS = read_env({}).paths.problems
SOFTMAX = PROBLEMS / "softmax"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return the folder the command is run in."""
    return tmp_path


def test_a_pass_is_exit_code_0_and_says_so(examprep: Command, here: Path) -> None:
    shutil.copy(SOFTMAX / "right" / "plain.py", here / "softmax.py")
    ran = examprep("grade", "softmax", "--lang", "en", "--seed", "7")

    assert ran.code == 0
    assert ran.out.split()[:2] == ["pass", "17/17"]
    assert "seed 7" in ran.out


def test_a_fault_is_exit_code_1_with_the_reason_of_the_slip(examprep: Command, here: Path) -> None:
    file = str(SOFTMAX / "slips" / "no_shift.py")
    ran = examprep("grade", "softmax", file, "--lang", "ja")
    assert ran.code == 1
    assert "最大値を引かずに" in ran.out
    assert "RuntimeWarning: overflow" in ran.out

    ran = examprep("grade", "softmax", file, "--json", "--seed", "7")
    report = json.loads(ran.out)
    assert ran.code == 1
    assert list(report) == [
        "schema", "problem", "verdict", "slip", "message", "cases", "seed", "isolation", "device"
    ]  # fmt: skip
    assert (report["schema"], report["problem"], report["verdict"]) == (1, "softmax", "nonfinite")
    assert (report["slip"], report["seed"], report["device"]) == ("no-shift", 7, "cpu")
    assert set(report["message"]) == {"ja", "en"}
    assert [set(case) for case in report["cases"]] == [{"name", "verdict", "seconds"}] * 17


def test_a_problem_of_ones_own_is_graded_by_its_folder(examprep: Command, here: Path) -> None:
    shutil.copytree(SOFTMAX, here / "mine" / "softmax")
    ran = examprep("grade", "mine/softmax", "mine/softmax/right/log_space.py")

    assert ran.code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sofmax", "a.py"], 'no problem "sofmax". Did you mean "softmax"?'),
        (["softmax", "softmx.py"], 'no file "softmx.py". Did you mean "softmax1.py"?'),
        (
            ["softmax"],
            'no file "softmax.py". Did you mean "softmax1.py"? Begin: examprep drill start softmax',
        ),
    ],
)
def test_a_missing_problem_or_file_is_exit_code_2_with_a_near_miss(
    examprep: Command, here: Path, arguments: list[str], message: str
) -> None:
    (here / "softmax1.py").write_text("")
    ran = examprep("grade", *arguments, "--lang", "en")

    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_link_is_invalid_and_a_broken_problem_is_exit_code_5(examprep: Command, here: Path) -> None:
    (here / "link.py").symlink_to(SOFTMAX / "right" / "plain.py")
    ran = examprep("grade", "softmax", "link.py", "--json")
    assert (ran.code, json.loads(ran.out)["verdict"]) == (1, "invalid")

    shutil.copytree(SOFTMAX, here / "softmax")
    (here / "softmax" / "reference.py").write_text("raise ValueError('broken')\n")
    problem = here / "softmax" / "problem.yaml"
    problem.write_text(
        problem.read_text(encoding="utf-8").replace("id: softmax\n", "id: broken\n"), encoding="utf-8"
    )
    (here / "softmax").rename(here / "broken")
    ran = examprep("grade", "./broken", "broken/right/plain.py", "--lang", "en")
    assert ran.code == 5
    assert "Not graded, and no attempt is used. problem broken: reference.py, line 1: ValueError" in " ".join(
        ran.out.split()
    )


def test_what_a_program_says_cannot_reach_the_terminal_as_code(examprep: Command, here: Path) -> None:
    (here / "a.py").write_text(
        r"print('\x1b]0;owned\x07')"
        + "\ndef softmax(x):\n    raise ValueError('\\x1b[2J [bold] $\\\\frac{$')\n"
    )
    ran = examprep("grade", "softmax", "a.py")

    assert ran.code == 1
    assert "\x1b" not in ran.out
    assert r"\x1b[2J" in ran.out
