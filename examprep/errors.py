"""The errors a person can cause, each with a sentence for them and an exit code.

A wrong answer is a value; only a tool that cannot go on raises. Every message says what
is wrong, where, and what to do next. They are caught once, in `examprep.cli`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller."""

    DONE = 0
    """The command did what it was asked."""
    NO = 1
    """The command worked and its answer is no: a finding, a failed check."""
    USAGE = 2
    """The command line names something that does not exist or makes no sense."""
    CONTENT = 3
    """A bank, a syllabus or the configuration cannot be used."""
    STORE = 4
    """The progress file cannot be used; it was left as it is."""
    SANDBOX = 5
    """A program could not be run, whatever it says."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C."""


class ExamprepError(Exception):
    """Something the person at the keyboard can do something about."""

    exit_code = ExitCode.NO


class UsageError(ExamprepError):
    """An argument names something unknown or out of range."""

    exit_code = ExitCode.USAGE


class ContentError(ExamprepError):
    """Content or configuration that cannot be loaded."""

    exit_code = ExitCode.CONTENT


class StoreError(ExamprepError):
    """The progress file cannot be opened, read or written."""

    exit_code = ExitCode.STORE


class SandboxError(ExamprepError):
    """Programs cannot be run here."""

    exit_code = ExitCode.SANDBOX


def near_miss(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "x"?` for the closest known word, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' Did you mean "{close[0]}"?' if close else ""
