"""Exports of learners -> answers and flags, with everything that could not be read told by its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from examprep.core.attempts import Attempt, Flag, Line
from examprep.errors import UsageError

LONGEST = 1 << 16
"""Bytes of a line at most; what an export writes is far shorter."""
BOM = b"\xef\xbb\xbf"
"""What some editors put in front of a file."""


class Fault(msgspec.Struct, frozen=True):
    """A line that was skipped."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class Intake(msgspec.Struct, frozen=True):
    """Everything usable in some files."""

    attempts: tuple[Attempt, ...]
    flags: tuple[Flag, ...]
    faults: tuple[Fault, ...]
    repeated: int
    """Lines left out because they came before, as when a file is given twice."""
    sources: dict[str, str] = {}
    """The file that each learner came in."""


def read_exports(paths: Iterable[Path]) -> Intake:
    """Read exports; raises `UsageError` for a file that cannot be read at all."""
    gathering = _Gathering()
    for path in paths:
        try:
            with path.open("rb") as file:
                for number, raw in enumerate(_lines(file), 1):
                    gathering.take(raw, f"{path}", number)
        except OSError as error:
            raise UsageError(
                f"{path} cannot be read: {error.strerror}; name files written by "
                "`examprep data export --attempts --anonymous --out FILE`"
            ) from error
    return gathering.intake()


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file, of one too long its beginning."""
    while raw := file.readline(LONGEST):
        rest = raw
        while len(rest) == LONGEST and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST)
        yield raw


class _Gathering:
    """What was read so far."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str | int], tuple[Line, str]] = {}
        self._faults: list[Fault] = []
        self._repeated = 0

    def take(self, raw: bytes, file: str, number: int) -> None:
        """Keep a line, or say why not; an empty one is nothing."""
        line = _read(raw.removeprefix(BOM) if number == 1 else raw)
        if line is None:
            return
        if isinstance(line, str):
            self._faults.append(Fault(file, number, line))
            return
        key = (line.learner, line.n if isinstance(line, Attempt) else line.item)
        if key not in self._kept:
            self._kept[key] = (line, f"{file}:{number}")
        elif self._kept[key][0] == line:
            self._repeated += 1
        else:
            known = self._kept[key][1]
            self._faults.append(Fault(file, number, f"says otherwise than {known}, which was believed"))

    def intake(self) -> Intake:
        """Return all of it."""
        lines = [line for line, _ in self._kept.values()]
        return Intake(
            attempts=tuple(line for line in lines if isinstance(line, Attempt)),
            flags=tuple(line for line in lines if isinstance(line, Flag)),
            faults=tuple(self._faults),
            repeated=self._repeated,
            sources={line.learner: place.rpartition(":")[0] for line, place in self._kept.values()},
        )


_DECODER = msgspec.json.Decoder(Line)


def _read(raw: bytes) -> Line | str | None:
    """Return a line, or what is wrong with it, or nothing for an empty one."""
    if not raw.strip():
        return None
    if len(raw) >= LONGEST:
        return f"longer than {LONGEST} bytes"
    try:
        line: Line = _DECODER.decode(raw)
    except UnicodeDecodeError:
        return "not UTF-8 text"
    except msgspec.ValidationError as error:
        return f"no line of an export: {error}"
    except (msgspec.DecodeError, RecursionError) as error:
        return f"no JSON: {error}"
    return line
