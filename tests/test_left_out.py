"""A drill whose sheet cannot be read is named at the end; everything else goes on without it."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from examprep.cli import bank, drill, path, readiness, stats
from examprep.cli.app import app
from examprep.env import Env, read_env
from examprep.errors import ContentError
from examprep.loader.cache import load_problems
from examprep.loader.paths import SHEET

SHIPPED = read_env({}).paths.problems


@pytest.fixture
def env(tmp_path: Path, cache: Path) -> Env:
    """Return a home with two drills, one of which cannot be read."""
    for id in ("softmax", "one-hot"):
        shutil.copytree(SHIPPED / id, tmp_path / "problems" / id)
    (tmp_path / "problems" / "one-hot" / SHEET).write_text("format: 1\nid: [", encoding="utf-8")
    found = read_env({"EXAMPREP_HOME": str(tmp_path / "home")})
    paths = msgspec.structs.replace(found.paths, problems=tmp_path / "problems", cache=cache)
    return msgspec.structs.replace(found, paths=paths)


def test_the_readable_ones_are_loaded_and_the_other_is_told(env: Env) -> None:
    told: list[ContentError] = []

    found = load_problems(env.paths.problems, env.paths.cache, told.append)

    assert [problem.id for problem in found] == ["softmax"]
    assert [str(error).startswith(str(env.paths.problems / "one-hot" / SHEET)) for error in told] == [True]


def test_with_nobody_to_tell_it_is_an_error(env: Env) -> None:
    with pytest.raises(ContentError):
        load_problems(env.paths.problems, env.paths.cache)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("stats --lang en", "drills passed 0 of 1"),
        ("readiness --exam e --lang en", "withheld"),
        ("drill list --lang en", "softmax"),
        ("drill next --lang en", "examprep drill start softmax"),
        ("path list --lang en", "steps done"),
        ("bank coverage --exam e --lang en", "e.math"),
    ],
)
def test_commands_go_on_and_say_what_they_left_out(
    env: Env, monkeypatch: pytest.MonkeyPatch, line: str, shown: str
) -> None:
    for module in (bank, drill, path, readiness, stats):
        monkeypatch.setattr(module, "read_env", lambda: env)

    ran = CliRunner().invoke(app, line.split())

    assert (ran.exit_code, shown in ran.stdout) == (0, True), ran.output
    assert ran.stderr.startswith("Left out a drill that cannot be read: ")
    assert "one-hot" in ran.stderr
