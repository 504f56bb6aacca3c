"""What several tests need: the real command in a home of its own, and right answers to type."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from examprep.core.answer import letter
from examprep.core.draw import Question
from examprep.core.item import Choice, Cloze, Code, Match, Multi, Number, Order, Recall, TypedBlank
from examprep.core.library import Library
from examprep.core.syllabus import Exam
from examprep.env import read_env
from examprep.loader.cache import load_blueprint, load_library, load_problems

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("explore", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))  # `make explore` looks further


def heed_signals() -> None:
    """Let the programs started here end as from a terminal, where `nohup` or a script had signals ignored."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        if signal.getsignal(number) is signal.SIG_IGN:
            is_interrupt = number == signal.SIGINT
            signal.signal(number, signal.default_int_handler if is_interrupt else signal.SIG_DFL)


def pytest_configure() -> None:
    """Start."""
    heed_signals()


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Command:
    """The real program, run in a process of its own with a home of its own."""

    home: Path
    compiled: Path | None = None
    """The content, compiled before: a home without a cache is given it, since compiling takes seconds."""

    def environment(self, **variables: str) -> dict[str, str]:
        """Return an environment that nothing of this machine leaks into."""
        self._be_given_the_cache()
        path = os.environ["PATH"]
        known = {"PATH": path, "LANG": "C.UTF-8", "COLUMNS": "80", "EXAMPREP_HOME": str(self.home)}
        return known | variables

    def __call__(
        self, *args: str, lines: str = "", variables: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> Ran:
        """Run `examprep ARGS` with some lines on standard input."""
        ran = subprocess.run(
            [sys.executable, "-m", "examprep", *args],
            input=lines,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            env=self.environment(**(variables or {})),
            cwd=cwd or self.home.parent,
            check=False,
        )
        assert "Traceback" not in ran.stderr, ran.stderr
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    def start(self, *args: str) -> subprocess.Popen[str]:
        """Start `examprep ARGS` to talk to it line by line."""
        return subprocess.Popen(
            [sys.executable, "-u", "-m", "examprep", *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=self.environment(),
            cwd=self.home.parent,
        )

    def _be_given_the_cache(self) -> None:
        """Link the compiled files: whoever writes one anew makes another file."""
        cache = self.home / "cache"
        if self.compiled is None or os.path.lexists(cache):
            return
        if not self.home.exists():
            self.home.mkdir(mode=0o700)
        if self.home.is_dir():
            shutil.copytree(self.compiled, cache, copy_function=os.link)


@pytest.fixture
def examprep(tmp_path: Path, compiled: Path) -> Command:
    """Return the program with a home that holds nothing but the compiled content."""
    return Command(tmp_path / "home", compiled)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the cache of a home, compiled once for all processes that share a run; not to be written to."""
    folder = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent
    home = folder / "compiled"
    with (folder / "compiling").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        paths = read_env({"EXAMPREP_HOME": str(home)}).paths
        load_library(paths.content, paths.cache)
        load_problems(paths.problems, paths.cache)
        for exam in Exam:
            load_blueprint(paths.content, paths.cache, exam)
    return paths.cache


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Path:
    """Return a cache that tests may share and write to: compiling the content takes seconds."""
    folder = tmp_path_factory.mktemp("cache")
    shutil.copytree(compiled, folder, copy_function=os.link, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def library(cache: Path) -> Library:
    """Return the shipped library, compiled into the shared cache."""
    return load_library(read_env({"EXAMPREP_HOME": str(cache)}).paths.content, cache)


@pytest.fixture(scope="session")
def right_line() -> Callable[[Question], str]:
    """Return the function that types the right answer to any question."""
    return _right_line


def _right_line(question: Question) -> str:
    item = question.item
    match item:
        case Choice(options=options) | Multi(options=options):
            places = [n for n, index in enumerate(question.order, 1) if options[index].right]
            return ",".join(map(str, places))
        case Number():
            assert question.key is not None
            return repr(question.key.answer)
        case Order(steps=steps):
            return " ".join(str(question.order.index(n) + 1) for n in range(len(steps)))
        case Match(pairs=pairs):
            return " ".join(f"{n + 1}{letter(question.order.index(n))}" for n in range(len(pairs)))
        case Recall():
            return "3"
        case Cloze() | Code():
            return _right_fillings(question, item)


def _right_fillings(question: Question, item: Cloze | Code) -> str:
    entries = []
    for number, order in zip(sorted(item.blanks), question.orders, strict=True):
        blank = item.blanks[number]
        if isinstance(blank, TypedBlank):
            entries.append(blank.accept[0])
        else:
            entries.append(next(str(n) for n, index in enumerate(order, 1) if blank[index].right))
    typed = any(isinstance(blank, TypedBlank) for blank in item.blanks.values())
    return ("; " if typed else " ").join(entries)
