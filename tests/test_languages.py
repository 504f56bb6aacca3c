"""Errors in the learner's language, a Japanese line in every help, and closed pipes that end quietly."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from examprep.cli import PIPE_CLOSED
from examprep.cli.app import app
from examprep.cli.japanese import LINES, asks_help, put_japanese_first
from examprep.core.item import Lang
from examprep.env import read_lang
from examprep.errors import ContentError, StoreError, UsageError, unknown
from examprep.store.store import Store
from tests.conftest import Command


def test_an_error_is_english_as_a_text_and_has_its_japanese_beside() -> None:
    error = UsageError("no such thing", "そのようなものはない")

    assert (str(error), error.ja) == ("no such thing", "そのようなものはない")


def test_an_error_for_instructors_is_english_in_both() -> None:
    assert ContentError("a fault").ja == "a fault"


def test_an_unknown_name_comes_with_the_closest_and_how_to_look() -> None:
    error = unknown("概念", "concept", "softmx", ["softmax"], look=("探す: s", "Look: s"))

    assert str(error) == 'no concept "softmx". Did you mean "softmax"? Look: s'
    assert error.ja == "「softmx」という概念はない。「softmax」のことか。探す: s"


def test_an_unknown_name_with_nothing_close() -> None:
    error = unknown("概念", "concept", "xyz", ["softmax"])

    assert (str(error), error.ja) == ('no concept "xyz".', "「xyz」という概念はない。")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ('lang = "en"\n', Lang.EN),
        ("# mine\nlang='both'\n[goal\n", Lang.BOTH),
        ('lang = "fr"\n', Lang.JA),
        ("new = 3\n", Lang.JA),
        ("\udcff", Lang.JA),
    ],
)
def test_the_language_is_read_though_the_rest_is_broken(tmp_path: Path, text: str, lang: Lang) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")

    assert read_lang(path) is lang


def test_no_settings_mean_japanese(tmp_path: Path) -> None:
    assert read_lang(tmp_path / "config.toml") is Lang.JA


# --- help


def commands(of: typer.Typer) -> Iterator[tuple[str, str]]:
    top = typer.main.get_command(of)
    assert isinstance(top, TyperGroup)
    for name, command in top.commands.items():
        yield name, command.help or ""
        if isinstance(command, TyperGroup) and name not in ("bank", "class"):
            yield from ((f"{name} {inner}", leaf.help or "") for inner, leaf in command.commands.items())


def test_every_command_of_a_learner_has_a_japanese_line() -> None:
    assert {name for name, _ in commands(app)} - LINES.keys() == set()
    assert LINES.keys() - {name for name, _ in commands(app)} == {""}


def test_the_japanese_line_stands_before_the_english_help() -> None:
    inner = typer.Typer(help="Paths.")
    inner.command("list")(_list_paths)
    outer = typer.Typer(help="Study.")
    outer.command("marks")(_list_paths)
    outer.add_typer(inner, name="path")

    put_japanese_first(outer)

    assert dict(commands(outer)) == {
        "marks": f"{LINES['marks']}\n\nList.\n\nExample: x",
        "path": f"{LINES['path']}\n\nPaths.",
        "path list": f"{LINES['path list']}\n\nList.\n\nExample: x",
    }


def _list_paths() -> None:
    """List.

    Example: x
    """


@pytest.mark.parametrize(
    ("line", "asks"),
    [("", True), ("data", True), ("quiz -h", True), ("path list --help", True), ("quiz -n 3", False)],
)
def test_help_is_made_only_where_it_may_be_shown(line: str, asks: bool) -> None:  # noqa: FBT001
    assert asks_help(line.split()) is asks


@pytest.mark.end
def test_errors_and_help_follow_the_option_then_the_setting(examprep: Command) -> None:
    japanese, english = "「softmx」という概念はない。", 'no concept "softmx".'

    assert japanese in examprep("show", "softmx").err
    assert english in examprep("show", "softmx", "--lang", "en").err
    assert LINES["show"] in examprep("show", "--help").out
    examprep("config", "set", "lang", "en")
    assert english in examprep("show", "softmx").err
    assert japanese in examprep("show", "softmx", "--lang=ja").err
    assert LINES["show"] not in examprep("show", "--help").out


# --- pipes


@pytest.mark.end
@pytest.mark.skipif(sys.platform == "win32", reason="pipes tell nothing there")
@pytest.mark.parametrize("command", [["--help"], ["config"], ["path", "list"]])
def test_a_reader_that_goes_away_ends_a_command_quietly(examprep: Command, command: list[str]) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "examprep", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=examprep.environment(),
        cwd=examprep.home.parent,
    )
    assert running.stdout is not None
    running.stdout.close()
    _, told = running.communicate(timeout=60)

    assert (running.returncode, told) == (PIPE_CLOSED, b"")


def test_a_store_that_is_out_of_reach_is_told_in_both(tmp_path: Path) -> None:
    (tmp_path / "progress.db").mkdir()
    with pytest.raises(StoreError) as told:
        Store.reading(tmp_path / "progress.db")

    assert "is not a file" in str(told.value)
    assert "はファイルではない" in told.value.ja
