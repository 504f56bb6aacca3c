"""The pages under docs/ are true: current, linked to what is there; their commands can be typed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from benchmarks.figures import Figure, kept, show
from benchmarks.figures import page as figures
from docs.generate import commands, page
from examprep.cli.app import app
from examprep.core.attempts import Attempt
from examprep.core.bank import Concept
from examprep.core.item import KINDS
from examprep.core.paper import Blueprint
from examprep.core.problem import Problem
from examprep.core.settings import Goal, Settings
from examprep.env import read_settings
from examprep.loader.banks import parse_bank

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS]
BOTH = {"learner", "instructor"}
"""Guides, each in both languages."""

LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^ {4}.*", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(r"^\$? ?(?:\.venv/bin/)?examprep( .*)?$")
ENDS = {"|", ">", ">>", "&&", ";", "<"}
PLACEHOLDER = re.compile(r"[A-Z.]+|\[.*|.*\]|.*[|…].*")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_page_of_commands_is_current() -> None:
    assert read(ROOT / "docs" / "commands.md") == page(), "write it anew: make docs"


def test_the_page_of_figures_is_what_was_kept() -> None:
    assert read(ROOT / "docs" / "benchmarks.md") == figures(kept()), "write it anew: benchmarks/figures.py"


def test_a_run_is_kept_where_that_is_asked_and_takes_the_place_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, file in (("KEPT", "figures.json"), ("PAGE", "benchmarks.md")):
        monkeypatch.setattr(f"benchmarks.figures.{name}", tmp_path / file)
    show("start.py", [Figure(name="old", ours="1 ms")], keep=True)
    show("start.py", [Figure(name="new", ours="9 ms", goal="< 5 ms", met=False)], keep=True)
    show("start.py", [Figure(name="only shown", ours="2 ms")], keep=False)

    told = read(tmp_path / "benchmarks.md")

    assert [figure.name for run in kept() for figure in run.figures] == ["new"]
    assert "| start.py | new | 9 ms |  |  | < 5 ms **missed** |" in told


def test_every_script_that_measures_exists() -> None:
    assert {run.script for run in kept()} <= {path.name for path in (ROOT / "benchmarks").glob("*.py")}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    broken = [link for link in LINK.findall(read(path)) if not leads(path, link)]

    assert not broken


def leads(path: Path, link: str) -> bool:
    """Tell whether a link to a file of ours, and to a heading in it, finds both."""
    if "://" in link:
        return True
    name, _, heading = link.partition("#")
    target = path.parent / name if name else path
    return target.exists() and (not heading or heading in set(headings(target)))


def headings(path: Path) -> Iterator[str]:
    """Yield the anchors that GitHub makes of headings."""
    for line in re.findall(r"^#+ (.+)$", FENCE.sub("", read(path)), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-")


def test_the_index_and_the_page_of_figures_name_every_page() -> None:
    linked = {
        link for name in ("README", "benchmarks") for link in LINK.findall(read(ROOT / f"docs/{name}.md"))
    }

    assert {path.name for path in DOCS} - {"README.md"} <= linked


@pytest.mark.parametrize("guide", sorted(BOTH))
def test_a_guide_says_the_same_in_both_languages(guide: str) -> None:
    ours, theirs = (read(ROOT / "docs" / f"{guide}{end}.md") for end in ("", ".en"))

    assert ours.count("\n## ") == theirs.count("\n## ")
    assert list(map(undressed, typed(ours))) == list(map(undressed, typed(theirs)))


def undressed(line: str) -> str:
    """Return a command without what is said of it, and without its words in a language."""
    return re.sub(r'"[^"]*"', '""', line.partition("#")[0].strip())


def typed(text: str) -> Iterator[str]:
    """Yield the lines of `examprep` in the blocks of a page."""
    for block in (*FENCE.findall(text), *INDENTED.findall(text)):
        yield from (line.strip() for line in block.splitlines() if COMMAND.match(line.strip()))


def quoted(text: str) -> Iterator[str]:
    """Yield the lines of `examprep` within sentences."""
    yield from (line for line in CODE.findall(FENCE.sub("", text)) if COMMAND.match(line))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_can_be_typed(path: Path) -> None:
    text = read(path).replace("\\|", "|")
    wrong = [f"{line}: {fault}" for line in (*typed(text), *quoted(text)) if (fault := fault_of(line))]

    assert not wrong


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("examprep quizz", "no command"),
        ("examprep bank nwe", "no command"),
        ("examprep quiz --sed 1", "--sed"),
        ("examprep quiz --exam x", "'x'"),
        ("examprep quiz --seed", "--seed"),
        ("examprep drill next softmax extra", "extra"),
        ("examprep quiz --exam e|g -n 5 --seed N", ""),
        ("examprep data log --json | head -1  # the first", ""),
        ("examprep", ""),
    ],
)
def test_what_cannot_be_typed_is_noticed(line: str, said: str) -> None:
    fault = fault_of(line)

    assert said in fault
    assert bool(fault) == bool(said)


KNOWN = dict(commands())


def fault_of(line: str) -> str:
    """Return why a line would be refused for a command, option, value or word too many; else nothing."""
    words = words_of(line)
    if not words or words[0].startswith("-") or PLACEHOLDER.fullmatch(words[0]):
        return ""
    name = " ".join(words[:2]) if " ".join(words[:2]) in KNOWN else words[0]
    if name not in KNOWN:
        return f"no command {name}"
    command, rest = KNOWN[name], words[len(name.split()) :]
    if isinstance(command, TyperGroup):
        bad = [word for word in rest if not word.startswith("-") and not PLACEHOLDER.fullmatch(word)]
        return f"no command {name} {bad[0]}" if bad else ""
    return refused(command, rest)


def words_of(line: str) -> list[str]:
    """Return what follows `examprep`, up to the end of the command."""
    words = shlex.split(line.removeprefix("$ "), comments=True)[1:]
    return words[: next((n for n, word in enumerate(words) if word in ENDS), len(words))]


def refused(command: TyperCommand, words: list[str]) -> str:
    """Return what a command says against words, leaving out what only a disk can tell and what is missing."""
    context = typer.Context(command, info_name="examprep", resilient_parsing=False)
    try:
        given, extra, _ = command.make_parser(context).parse_args(list(words))
        for param in command.params:
            value = given.get(str(param.name))
            if isinstance(value, str) and not PLACEHOLDER.fullmatch(value):
                param.type_cast_value(context, value)
    except Exception as error:  # whichever of click's
        return str(error) or type(error).__name__
    extra = [word for word in extra if not PLACEHOLDER.fullmatch(word)]
    return f"too many words: {' '.join(extra)}" if extra else ""


def test_every_command_is_found() -> None:
    top = typer.main.get_command(app)

    assert isinstance(top, TyperGroup)
    assert set(top.commands) == {name.split()[0] for name in KNOWN}


# --- formats.md: examples are read, and no field is forgotten


FORMATS = read(ROOT / "docs" / "formats.md")


def example(kind: str) -> str:
    """Return the one example in a language."""
    [found] = re.findall(rf"^```{kind}\n(.*?)^```", FORMATS, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_bank_of_the_page_is_read_without_fault() -> None:
    parsed = parse_bank(example("yaml").encode())

    assert parsed.faults == ()
    assert parsed.bank is not None


def test_the_settings_of_the_page_are_those_that_hold_if_nothing_is_set(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(example("toml"), encoding="utf-8")

    found = read_settings(config)

    assert msgspec.structs.replace(found, goal=None, banks=()) == Settings()
    assert found.goal is not None


@pytest.mark.parametrize("described", [*KINDS.values(), Concept, Problem, Settings, Blueprint, Attempt, Goal])
def test_the_page_names_every_field(described: type[msgspec.Struct]) -> None:
    fields = {field.encode_name for field in msgspec.structs.fields(described)}
    words = set(re.findall(r"\w+", FORMATS))

    assert fields - words == set()
