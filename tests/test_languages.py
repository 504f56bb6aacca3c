"""Errors in the learner's language, a Japanese line in every help, and closed pipes that end quietly."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from examprep.cli import PIPE_CLOSED
from examprep.cli.app import app
from examprep.cli.japanese import LINES, paragraphs, put_in_japanese
from examprep.cli.usage import asks_help, usage_error
from examprep.core.item import Lang
from examprep.env import read_lang
from examprep.errors import ContentError, ExitCode, StoreError, UsageError, unknown
from examprep.store.store import Store
from examprep.words import HELP, read_catalogue
from tests.conftest import Command


def test_an_error_is_english_as_a_text_and_has_its_japanese_beside() -> None:
    error = UsageError("no such thing", "そのようなものはない")

    assert (str(error), error.ja) == ("no such thing", "そのようなものはない")


def test_an_error_without_japanese_beside_it_has_that_of_the_catalogue() -> None:
    assert ContentError("x.yaml: it is a folder").ja == "x.yaml: フォルダである"
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


def commands(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    yield name, command
    for inner, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{name} {inner}".strip())


def params() -> Iterator[Any]:
    for _, command in commands(typer.main.get_command(app)):
        yield from command.get_params(typer.Context(command, help_option_names=["--help"]))


def test_every_command_has_a_japanese_line() -> None:
    assert {name for name, _ in commands(typer.main.get_command(app))} == LINES.keys()


def test_all_that_the_help_says_is_said_in_japanese_and_nothing_else() -> None:
    said = {param.help for param in params()}
    said |= {param.show_default for param in params() if isinstance(param.show_default, str)}
    for _, command in commands(typer.main.get_command(app)):
        said |= {part for part in paragraphs(command.help)[1:] if not part.startswith("Example:")}

    assert said == read_catalogue(HELP).keys(), "write it into examprep/catalogue/help.txt"


def test_help_is_put_into_japanese_when_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("examprep.cli.helppage.speak_japanese", lambda: None)  # that would stay
    inner = typer.Typer(help="Paths.")
    inner.command("list")(_list_paths)
    outer = typer.Typer(help="Study.")
    outer.command("marks")(_list_paths)
    outer.add_typer(inner, name="path")
    top = typer.main.get_command(outer)

    put_in_japanese(top)
    english = [command.help for _, command in commands(top)]
    for name, command in commands(top):
        command.get_help(typer.Context(command, info_name=name))

    assert "\n\nOf one's own." in str(english[1])
    more = "なければ終了コード 1。\n\nOf one's own.\n\n例: x"
    assert {name: command.help for name, command in commands(top)} == {
        "": LINES[""],
        "marks": f"{LINES['marks']}\n\n{more}",
        "path": LINES["path"],
        "path list": f"{LINES['path list']}\n\n{more}",
    }


def _list_paths() -> None:
    """List.

    Exit code 1 if
    there is none.

    Of one's own.

    Example: x
    """


@pytest.mark.parametrize(
    ("line", "asks"),
    [("", True), ("data", True), ("quiz -h", True), ("path list --help", True), ("quiz -n 3", False)],
)
def test_help_is_made_only_where_it_may_be_shown(line: str, asks: bool) -> None:  # noqa: FBT001
    assert asks_help(line.split()) is asks


# --- lines that make no sense


@pytest.mark.parametrize(
    ("line", "en", "ja"),
    [
        (
            "quiz --sed 3",
            'no option "--sed". Did you mean "--seed"? See: examprep quiz --help',
            "「--sed」というオプションはない。「--seed」のことか。使い方: examprep quiz --help",
        ),
        (
            "qiz",
            'no command "qiz". Did you mean "quiz"? See all with: examprep --help',
            "「qiz」というコマンドはない。「quiz」のことか。一覧: examprep --help",
        ),
        (
            "coverage",
            'no command "coverage". Did you mean "examprep bank coverage"? See all with: examprep --help',
            "「coverage」というコマンドはない。「examprep bank coverage」のことか。一覧: examprep --help",
        ),
        (
            "bank ad\n'x",
            'no command "ad\n\'x". See all with: examprep bank --help',
            "「ad\n'x」というコマンドはない。一覧: examprep bank --help",
        ),
        (
            "drill show",
            "drill show needs PROBLEM (A problem's id). See: examprep drill show --help",
            "drill show には PROBLEM が要る（演習の id）。使い方: examprep drill show --help",
        ),
        (
            "bank export cnn --out x",
            "bank export needs --format gift|moodle|anki|tsv|html|json (For which program). "
            "See: examprep bank export --help",
            "bank export には --format gift|moodle|anki|tsv|html|json が要る（どのプログラムのためか）。"
            "使い方: examprep bank export --help",
        ),
        (
            "quiz --seed",
            "--seed needs a value behind it. See: examprep quiz --help",
            "--seed の後に値が要る。使い方: examprep quiz --help",
        ),
        (
            "quiz --plain=3",
            "--plain takes no value. See: examprep quiz --help",
            "--plain は値をとらない。使い方: examprep quiz --help",
        ),
        (
            "bank export cnn --format ank",
            '--format is one of gift, moodle, anki, tsv, html, json, not "ank". Did you mean "anki"? '
            "See: examprep bank export --help",
            "--format は gift, moodle, anki, tsv, html, json のどれかで、「ank」ではない。「anki」のことか。"
            "使い方: examprep bank export --help",
        ),
        (
            "exam x",
            'EXAM is one of e, g, not "x". See: examprep exam --help',
            "EXAM は e, g のどれかで、「x」ではない。使い方: examprep exam --help",
        ),
        (
            "quiz -n 0",
            '--number is a whole number from 1 to 500, not "0". See: examprep quiz --help',
            "--number は 1 から 500 の整数で、「0」ではない。使い方: examprep quiz --help",
        ),
        (
            "bank show x --seed x",
            '--seed is a whole number of at least 0, not "x". See: examprep bank show --help',
            "--seed は 0 以上の整数で、「x」ではない。使い方: examprep bank show --help",
        ),
        (
            "class similar x --least 2",
            '--least is a number from 0.1 to 1, not "2.0". See: examprep class similar --help',
            "--least は 0.1 から 1 の数で、「2.0」ではない。使い方: examprep class similar --help",
        ),
        (
            "quiz a b",
            '"a b" is too much here. See: examprep quiz --help',
            "「a b」は余分である。使い方: examprep quiz --help",
        ),
    ],
)
def test_a_line_that_makes_no_sense_is_told_in_both_languages(
    line: str, en: str, ja: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EXAMPREP_HOME", str(tmp_path))
    words, top = line.split(" "), typer.main.get_command(app)
    with pytest.raises(typer.TyperException) as told:
        top.main(words, prog_name="examprep", standalone_mode=False)

    error = usage_error(told.value, top, words)

    assert (str(error), error.ja, error.exit_code) == (en, ja, ExitCode.USAGE)


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
    told = examprep("show", "--lan", "ja")
    assert (told.code, told.out) == (2, "")
    assert told.err == 'examprep: no option "--lan". Did you mean "--lang"? See: examprep show --help\n'


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
