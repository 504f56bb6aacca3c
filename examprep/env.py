"""The machine as examprep sees it: the only reader of environment, home, clock and entropy."""

from __future__ import annotations

import os
import random
import re
import secrets  # noqa: TID251
import shlex
import stat
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from examprep.core.day import ROLLOVER, StudyDay, study_day
from examprep.core.item import Lang
from examprep.core.settings import FARTHEST, Settings, faults_of
from examprep.durable import make_folder, write_whole
from examprep.errors import ContentError, ExamprepError, UsageError, near_miss


class Paths(msgspec.Struct, frozen=True):
    """Where things live."""

    config: Path
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
    rollover: timedelta = ROLLOVER
    """How long after midnight the study day begins."""

    @property
    def milliseconds(self) -> int:
        """Unix time in milliseconds."""
        return int(self.at.timestamp() * 1000)

    def moved_to(self, milliseconds: int) -> Moment:
        """Return another moment in the same time zone."""
        return Moment(datetime.fromtimestamp(milliseconds / 1000, UTC), self.offset, self.rollover)

    @property
    def offset_minutes(self) -> int:
        """Local time minus UTC, as the log keeps it."""
        return int(self.offset.total_seconds() // 60)

    @property
    def day(self) -> StudyDay:
        """The study day."""
        return study_day(self.at, self.offset, self.rollover)


class Env(msgspec.Struct, frozen=True, dict=True):
    """One process's surroundings."""

    paths: Paths
    editor: str | None = None
    """The learner's own, as a command line."""
    terminal: str = ""
    """What kind it is, as it says itself."""
    banks: tuple[str, ...] = ()
    """Folders of further banks, as EXAMPREP_BANKS names them."""

    @cached_property
    def settings(self) -> Settings:
        """What the learner set; raises `ContentError` where that cannot be understood."""
        return read_settings(self.paths.config)

    def now(self) -> Moment:
        """Read the clock and the local time zone."""
        local = datetime.now().astimezone()  # noqa: TID251
        rollover = timedelta(hours=self.settings.rollover)
        return Moment(local.astimezone(UTC), local.utcoffset() or timedelta(), rollover)

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

    @property
    def is_screen(self) -> bool:
        """Whether a person sits at a terminal that can be drawn on; what errors say goes there, too."""
        return self._draws and self.is_terminal and sys.stderr is not None and sys.stderr.isatty()

    @property
    def is_typewriter(self) -> bool:
        """Whether a person sits at a terminal that cannot be drawn on, as it says itself."""
        return self.is_terminal and not self._draws

    @property
    def _draws(self) -> bool:
        return self.terminal not in ("", "dumb", "unknown") or os.name == "nt"

    @property
    def has_shell(self) -> bool:
        """Whether a shell waits that can take the terminal and give it back; else a stop is for ever."""
        if os.name == "nt":
            return False
        parent = os.getppid()
        try:
            return os.getsid(parent) == os.getsid(0) and os.getpgid(parent) != os.getpgrp()
        except OSError:  # it is gone, or somebody else's
            return False

    def prepare_screen(self) -> None:
        """Let keys arrive as plain characters; to be called before textual is imported.

        With the keyboard protocol of kitty, input methods for Japanese do not work in several terminals.
        """
        os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"  # noqa: TID251

    def prepare_page(self) -> None:
        """Let textual draw in a browser's colours, with the same plain keys; before textual is imported."""
        self.prepare_screen()
        os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"  # noqa: TID251

    def edit(self, path: Path, line: int) -> None:
        """Open a file at a line in the learner's editor; return when that has ended.

        Raises `ContentError` for a file that cannot be written, `UsageError` where no editor can be started.
        """
        import subprocess  # noqa: PLC0415, TID251 - the one program that is not the grader's

        if not os.access(path, os.W_OK):
            raise ContentError(
                f"{path} cannot be written: you may read this content, but not change it",
                f"{path} に書き込めない。この内容は読めるが、変えられない。",
            )
        if self.editor is None:
            raise UsageError(
                f"no editor is set; set one (export EDITOR=nano), or open line {line} of {path} yourself",
                f"エディタが未設定である。決める（export EDITOR=nano）か、{path} の{line}行目を自分で開く。",
            )
        try:
            code = subprocess.run(editor_command(self.editor, path, line), check=False).returncode  # noqa: S603
        except (OSError, ValueError) as error:
            raise UsageError(
                f"the editor `{self.editor}` cannot be started: {error}; set EDITOR",
                f"エディタ `{self.editor}` を始められない: {error}。EDITOR を決め直す。",
            ) from error
        if code:
            raise ExamprepError(
                f"the editor `{self.editor}` ended with code {code}",
                f"エディタ `{self.editor}` がコード {code} で終わった。",
            )


_PLUS_LINE = frozenset(
    (
        "vi",
        "vim",
        "nvim",
        "gvim",
        "view",
        "nano",
        "pico",
        "emacs",
        "emacsclient",
        "micro",
        "kak",
        "joe",
        "mg",
        "ne",
    )
)
"""Editors that take `+LINE FILE`."""
_COLON_LINE = frozenset(("subl", "hx", "helix", "zed"))
"""Editors that take `FILE:LINE`."""
_GOTO = frozenset(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"))
"""Editors that take `--goto FILE:LINE`."""


def editor_command(editor: str, path: Path, line: int) -> list[str]:
    """Return the command that opens a file at a line; at its begin where an editor is not known."""
    words = shlex.split(editor, posix=os.name == "posix")
    if not words:
        raise ValueError("it is empty")
    name = Path(words[0]).name.lower().removesuffix(".exe").removesuffix(".cmd")
    if name in _PLUS_LINE:
        return [*words, f"+{line}", str(path)]
    if name in _GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    return [*words, f"{path}:{line}" if name in _COLON_LINE else str(path)]


def read_env(variables: Mapping[str, str] | None = None) -> Env:
    """Read the process's surroundings."""
    known = dict(os.environ if variables is None else variables)  # noqa: TID251
    editor = known.get("VISUAL") or known.get("EDITOR") or None
    banks = (name for name in known.get("EXAMPREP_BANKS", "").split(os.pathsep) if name.strip())
    return Env(_paths(known), editor, known.get("TERM", ""), tuple(banks))


def _paths(variables: Mapping[str, str]) -> Paths:
    home = variables.get("EXAMPREP_HOME")
    data = _expanded(home) if home else Path(platformdirs.user_data_dir("examprep", appauthor=False))
    cache = data / "cache" if home else Path(platformdirs.user_cache_dir("examprep", appauthor=False))
    shipped = _shipped()
    config = data if home else Path(platformdirs.user_config_dir("examprep", appauthor=False))
    return Paths(
        config=config / "config.toml",
        progress=data / "progress.db",
        backups=data / "backups",
        cache=cache,
        content=shipped / "content",
        problems=shipped / "problems",
    )


def read_settings(path: Path) -> Settings:
    """Read the settings; what is not set has its default, and a missing file sets nothing."""
    import tomllib  # noqa: PLC0415 - most homes have no such file

    try:
        settings = as_settings(tomllib.loads(_written_settings(path)))
        _refuse_far_goal(settings)
        return settings
    except (FileNotFoundError, NotADirectoryError):  # a home that is a file is told where it is opened
        return Settings()
    except _UNREADABLE as error:
        raise _unusable(path, error) from error


def _refuse_far_goal(settings: Settings) -> None:
    """Raise `ValueError` for an exam so far away that reckoning every day up to it would never end."""
    today = datetime.now().date()  # noqa: DTZ005, TID251
    goal = settings.goal
    if goal is not None and (goal.date - today).days > FARTHEST + 1:
        raise ValueError(f"goal.date: {goal.date} is more than three years ahead; is the year right?")


def read_lang(path: Path) -> Lang:
    """Read the language alone, fast and though the rest cannot be understood; Japanese where none is set."""
    try:
        found = _LANG_LINE.search(_written_settings(path))
        return Lang(found[1]) if found else Lang.JA
    except (OSError, ValueError):  # bad UTF-8 is a ValueError, too
        return Lang.JA


_UNREADABLE = (OSError, ValueError, RecursionError)  # bad UTF-8 and bad TOML are ValueErrors, too
_MOST_SETTINGS = 1_000_000
"""Bytes of a settings file at most."""


def _written_settings(path: Path) -> str:
    """Return the text of a settings file; raises `OSError` or `ValueError` where it is none."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise ValueError("it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("it is no regular file")  # reading from a pipe would wait for ever
    if status.st_size > _MOST_SETTINGS:
        raise ValueError(f"it has {status.st_size:,} bytes, more than the {_MOST_SETTINGS:,} that are read")
    source = path.read_bytes()
    try:
        return source.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise ValueError(f"the byte 0x{source[error.start]:02x} on line {line} is not UTF-8") from error


_LANG_LINE = re.compile(r"""^\s*lang\s*=\s*["'](\w+)["']""", re.MULTILINE)


def as_settings(values: dict[str, Any]) -> Settings:
    """Return settings from their names and values; raises `ValueError` with all that is wrong."""
    unknown = [name for name in values if name not in Settings.__struct_fields__]
    faults = [f"{name}: no such setting.{near_miss(name, Settings.__struct_fields__)}" for name in unknown]
    if not faults:
        try:
            settings = msgspec.convert(values, Settings)
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from error
        faults = list(faults_of(settings))
    if faults:
        more = [f"and {len(faults) - _TOLD} more"] if len(faults) > _TOLD else []
        raise ValueError("; ".join([*faults[:_TOLD], *more]))
    return settings


_TOLD = 8
"""Faults of settings that are named."""


def write_settings(path: Path, changes: Mapping[str, Any]) -> Settings:
    """Change some settings and leave the rest of the file, its comments included, as it stands.

    A value of `None` removes a setting. Returns what holds now; raises `ContentError` and changes nothing
    where the outcome could not be understood.
    """
    import tomlkit  # noqa: PLC0415 - only where something is written
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        document = tomlkit.parse(_written_settings(path)) if os.path.lexists(path) else tomlkit.document()
        for name, value in changes.items():
            document.pop(name, None)
            if value is not None:
                document[name] = value
        settings = as_settings(document.unwrap())
        _refuse_far_goal(settings)
    except (*_UNREADABLE, TOMLKitError) as error:
        raise _unusable(path, error) from error
    try:
        make_folder(path.parent)
        write_whole(Path(os.path.realpath(path)), tomlkit.dumps(document).encode())
    except UnicodeEncodeError as error:
        raise _unusable(
            path, ValueError("the name of a file that is no UTF-8 cannot be kept in it")
        ) from error
    except OSError as error:
        raise ContentError(
            f"{path} cannot be written: {error.strerror}", f"{path} に書き込めない: {error.strerror}"
        ) from error
    return settings


def _unusable(path: Path, error: Exception) -> ContentError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    if isinstance(error, RecursionError):
        reason = "its values are nested too deep"
    reason = reason if len(reason) <= _LONGEST_REASON else f"{reason[:_LONGEST_REASON]}…"
    return ContentError(
        f"{path}: {reason}; edit it, or see `examprep config --help`",
        f"{path} の設定が分からない: {reason}。直すか、`examprep config --help` を見る。",
    )


_LONGEST_REASON = 400


def _expanded(home: str) -> Path:
    try:
        return Path(home).expanduser().absolute()
    except (RuntimeError, OSError) as error:
        raise UsageError(
            f"EXAMPREP_HOME={home} cannot be used: {error}", f"EXAMPREP_HOME={home} を使えない: {error}"
        ) from error


def working_folder() -> Path:
    """Return the folder the program was started in."""
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError(
            "the folder you are in was deleted; change into another one",
            "いまいるフォルダは削除されている。別のフォルダに移る。",
        ) from error


def _shipped() -> Path:
    """Return the folder that holds content and problems: a checkout's own before a wheel's copy."""
    package = Path(__file__).resolve().parent
    for folder in (package.parent, package / "_shipped"):
        if (folder / "content" / "banks").is_dir() and (folder / "content" / "syllabus").is_dir():
            return folder
    raise ContentError(
        f"no content beside {package}; reinstall examprep",
        f"{package} のそばに内容がない。examprep を入れ直す。",
    )
