"""The errors a person can cause, each with a sentence for them and an exit code.

A wrong answer is a value; only a tool that cannot go on raises. Every message says what
is wrong, where, and what to do next, in English and in Japanese.
They are caught once, in `examprep.cli`.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
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
    """Something the person at the keyboard can do something about; as a text it is English."""

    exit_code = ExitCode.NO

    def __init__(self, message: str, ja: str | None = None) -> None:
        super().__init__(message)
        self._ja = message if ja is None else ja

    @property
    def ja(self) -> str:
        """The same in Japanese, as it was given or as the catalogue has it."""
        from examprep.words import in_japanese  # noqa: PLC0415 - it reads files, when it is needed

        return in_japanese(self._ja)


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
    close = _closest(word, known)
    return f' Did you mean "{close}"?' if close else ""


def near_miss_ja(word: str, known: Iterable[str]) -> str:
    """Return `「x」のことか。` for the closest known word, or nothing."""
    close = _closest(word, known)
    return f"「{close}」のことか。" if close else ""


def unknown(
    ja: str, en: str, word: str, known: Collection[str], *, look: tuple[str, str] = ("", "")
) -> UsageError:
    """Return the error that a name is not known, with the closest one, and how to look for it (`look`)."""
    return UsageError(
        f'no {en} "{word}".{near_miss(word, known)} {look[1]}'.rstrip(),
        f"「{word}」という{ja}はない。{near_miss_ja(word, known)}{look[0]}",
    )


def _closest(word: str, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)
