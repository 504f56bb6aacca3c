"""The machine as examprep sees it: the only reader of environment, home, clock and entropy."""

from __future__ import annotations

import os
import random
import secrets  # noqa: TID251
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import platformdirs

from examprep.core.day import StudyDay, study_day
from examprep.errors import ContentError, UsageError


class Paths(msgspec.Struct, frozen=True):
    """Where things live."""

    progress: Path
    backups: Path
    cache: Path
    content: Path
    problems: Path


class Moment(msgspec.Struct, frozen=True):
    """Now, with everything the log keeps about it."""

    at: datetime
    """In UTC."""
    offset: timedelta
    """Local time minus UTC."""

    @property
    def milliseconds(self) -> int:
        """Unix time in milliseconds."""
        return int(self.at.timestamp() * 1000)

    @property
    def day(self) -> StudyDay:
        """The study day."""
        return study_day(self.at, self.offset)


class Env(msgspec.Struct, frozen=True):
    """One process's surroundings."""

    paths: Paths

    def now(self) -> Moment:
        """Read the clock and the local time zone."""
        local = datetime.now().astimezone()  # noqa: TID251
        return Moment(local.astimezone(UTC), local.utcoffset() or timedelta())

    def stopwatch(self) -> float:
        """Return seconds on a clock that never goes back."""
        return time.monotonic()

    def entropy(self) -> bytes:
        """Return 16 unpredictable bytes."""
        return secrets.token_bytes(16)

    def seed(self) -> int:
        """Return an unpredictable seed a person could type."""
        return random.SystemRandom().randrange(10**9)

    @property
    def is_terminal(self) -> bool:
        """Whether a person sits at both ends."""
        return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def read_env(variables: Mapping[str, str] | None = None) -> Env:
    """Read the process's surroundings."""
    known = dict(os.environ if variables is None else variables)  # noqa: TID251
    return Env(_paths(known))


def _paths(variables: Mapping[str, str]) -> Paths:
    home = variables.get("EXAMPREP_HOME")
    data = _expanded(home) if home else Path(platformdirs.user_data_dir("examprep", appauthor=False))
    cache = data / "cache" if home else Path(platformdirs.user_cache_dir("examprep", appauthor=False))
    shipped = _shipped()
    return Paths(
        progress=data / "progress.db",
        backups=data / "backups",
        cache=cache,
        content=shipped / "content",
        problems=shipped / "problems",
    )


def _expanded(home: str) -> Path:
    try:
        return Path(home).expanduser().absolute()
    except (RuntimeError, OSError) as error:
        raise UsageError(f"EXAMPREP_HOME={home} cannot be used: {error}") from error


def working_folder() -> Path:
    """Return the folder the program was started in."""
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError("the folder you are in was deleted; change into another one") from error


def _shipped() -> Path:
    """Return the folder that holds content and problems: a checkout's own before a wheel's copy."""
    package = Path(__file__).resolve().parent
    for folder in (package.parent, package / "_shipped"):
        if (folder / "content" / "banks").is_dir() and (folder / "content" / "syllabus").is_dir():
            return folder
    raise ContentError(f"no content beside {package}; reinstall examprep")
