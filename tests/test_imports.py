"""What a start loads: a fresh interpreter tells, because a deferred import looks like an eager one."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.conftest import Command

HEAVY = {"numpy", "textual", "torch"}
NOT_FOR_HELP = HEAVY | {"sqlite3", "yaml"}
NOT_IN_CORE = HEAVY | {"sqlite3", "yaml", "rich", "typer", "subprocess", "pathlib"}


@dataclass(frozen=True)
class Case:
    name: str
    program: str
    absent: set[str]


CASES = [
    Case("core", "import pkgutil, importlib, examprep.core as core\n"
         "for m in pkgutil.walk_packages(core.__path__, 'examprep.core.'): importlib.import_module(m.name)",
         NOT_IN_CORE),
    Case("the command line", "import examprep.cli.app", NOT_FOR_HELP),
    Case("the store", "import examprep.store.store", HEAVY | {"yaml", "rich", "typer"}),
    Case("the loader", "import examprep.loader.check", HEAVY | {"sqlite3", "rich", "typer"}),
    Case("the proof", "import examprep.proof", HEAVY | {"sqlite3", "rich", "typer"}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_import_stays_light(case: Case) -> None:
    baseline, loaded = (_loaded(program) for program in ("pass", case.program))

    assert (loaded - baseline) & case.absent == set()


def test_help_loads_nothing_heavy() -> None:
    program = "import sys; sys.argv = ['examprep', '--help']\nfrom examprep.cli import main\n" + _QUIET

    assert _loaded(program) & NOT_FOR_HELP == set()


@pytest.mark.end
def test_a_warm_start_of_the_quiz_parses_nothing_and_needs_no_numbers(examprep: Command) -> None:
    examprep("quiz", lines="")
    program = (
        "import io, sys; sys.argv = ['examprep', 'quiz']; sys.stdin = io.StringIO('')\n"
        "from examprep.cli import main\n" + _QUIET
    )

    assert _loaded(program, examprep.environment()) & (HEAVY | {"yaml"}) == set()


_QUIET = """
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
"""


def _loaded(program: str, environment: dict[str, str] | None = None) -> set[str]:
    """Run a program in a fresh interpreter and return the top-level modules it leaves loaded."""
    tell = "\nimport json, sys\nprint(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    ran = subprocess.run(
        [sys.executable, "-c", program + tell], capture_output=True, text=True, env=environment, check=True
    )
    return set(json.loads(ran.stdout.splitlines()[-1]))
