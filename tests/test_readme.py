"""The README is true: what it names exists, what it counts is there; every command has an example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from examprep.cli.app import app
from examprep.core.library import Library
from examprep.core.text import width
from examprep.loader.paths import problem_ids

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def commands() -> Iterator[tuple[str, str]]:
    """Yield the name and the help of every command."""
    top = typer.main.get_command(app)
    assert isinstance(top, TyperGroup)
    for name, command in top.commands.items():
        if isinstance(command, TyperGroup):
            for inner, leaf in command.commands.items():
                yield f"{name} {inner}", leaf.help or ""
        else:
            yield name, command.help or ""


@pytest.mark.parametrize(("name", "text"), list(commands()), ids=[name for name, _ in commands()])
def test_every_command_has_an_example_and_stands_in_the_list_of_commands(name: str, text: str) -> None:
    assert re.search(rf"Example: .*examprep {name}", text)
    assert f"## examprep {name}\n" in COMMANDS


def test_the_readme_names_every_command_and_group_and_no_other() -> None:
    known = {name.split()[0] for name, _ in commands()}

    used = set(re.findall(r"(?:^|[` ])examprep ([a-z][a-z-]*)", README, re.MULTILINE))

    assert used == known


def test_the_readme_begins_with_its_two_commands() -> None:
    first_block = README.split("```")[1]

    assert re.findall(r"make \w+", first_block) == ["make quiz", "make test"]


def test_the_readme_counts_what_is_there(library: Library) -> None:
    concepts = len(library.concepts)
    items = sum(len(concept.items) for concept in library.concepts.values())

    assert f"{concepts} の概念と {items} の問題" in README
    assert f"{items} questions on {concepts} concepts" in README


def test_the_readme_counts_the_drills() -> None:
    drills = len(problem_ids(ROOT / "problems"))

    assert f"自分で書く（{drills}題）" in README
    assert f"({drills} drills)" in README


def test_the_screens_of_the_readme_are_eighty_columns_wide() -> None:
    screens = re.findall(r"^```text\n(.*?)^```", README, re.MULTILINE | re.DOTALL)

    assert len(screens) == 4
    assert max(width(line) for screen in screens for line in screen.splitlines()) <= 80
