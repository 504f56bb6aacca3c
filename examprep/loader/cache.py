"""The compiled library: banks and problems decoded from msgpack, so that a start never parses YAML twice.

One file a source file, headed by digests of what it was made from and of what it holds. A
damaged, foreign or unwritable cache only costs the time to parse.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from examprep import __version__
from examprep.core.bank import Bank
from examprep.core.curriculum import LearningPath, PathId
from examprep.core.library import Library, merge_banks
from examprep.core.paper import Blueprint
from examprep.core.problem import Problem
from examprep.core.seeds import Seeds
from examprep.core.syllabus import Exam, Syllabus
from examprep.errors import ContentError
from examprep.loader.paths import SHEET, bank_paths, problem_ids

if TYPE_CHECKING:
    from examprep.loader.tree import Fault

_Value = TypeVar("_Value")

COMPILED = "2"
"""Raised when the compiled form changes without the program's version."""


def load_library(content: Path, cache: Path) -> Library:
    """Load every bank, syllabus and learning path below a folder.

    Raises `ContentError` naming the first fault of a file that cannot be used.
    """
    syllabuses = load_syllabuses(content, cache)
    banks = [_load(path, cache, Bank, _read_bank) for path in bank_paths(content / "banks")]
    if not banks:
        raise ContentError(f"no banks in {content / 'banks'}; reinstall examprep")
    _refuse_clashes(banks, content)
    return merge_banks(banks, syllabuses, load_paths(content, cache))


def load_syllabuses(content: Path, cache: Path) -> dict[Exam, Syllabus]:
    """Load the topic trees."""
    paths = sorted((content / "syllabus").glob("*.yaml"))
    syllabuses = [_load(path, cache, Syllabus, _read_syllabus) for path in paths]
    return {syllabus.exam: syllabus for syllabus in syllabuses}


def load_paths(content: Path, cache: Path) -> dict[PathId, LearningPath]:
    """Load the learning paths."""
    files = sorted((content / "paths").glob("*.yaml"))
    paths = [_load(file, cache, LearningPath, _read_whole(LearningPath)) for file in files]
    return {path.path: path for path in paths}


def load_blueprint(content: Path, cache: Path, exam: Exam) -> Blueprint:
    """Load the form of an exam."""
    return _load(content / "exams" / f"{exam}.yaml", cache, Blueprint, _read_whole(Blueprint))


def load_seeds(content: Path, cache: Path) -> Seeds:
    """Load what the first documents taught, and where it is asked."""
    return _load(content / "seeds.yaml", cache, Seeds, _read_whole(Seeds))


def load_problems(problems: Path, cache: Path) -> tuple[Problem, ...]:
    """Load what every problem says of itself, without its programs."""
    return tuple(_load(problems / id / SHEET, cache, Problem, _read_sheet) for id in problem_ids(problems))


def _refuse_clashes(banks: Sequence[Bank], content: Path) -> None:
    seen: set[str] = set()
    for bank in banks:
        ids = [*(concept.id for concept in bank.concepts), *(item.id for item in bank.items())]
        for id in ids:
            if id in seen:
                raise ContentError(f"`{id}` stands twice; run: examprep bank check {content}")
            seen.add(id)


def _read_bank(source: bytes) -> tuple[Bank | None, tuple[Fault, ...]]:
    from examprep.loader.usable import read_bank  # noqa: PLC0415 - a warm start parses nothing

    return read_bank(source)


def _read_syllabus(source: bytes) -> tuple[Syllabus | None, tuple[Fault, ...]]:
    from examprep.loader.usable import read_syllabus  # noqa: PLC0415 - a warm start parses nothing

    return read_syllabus(source)


def _read_sheet(source: bytes) -> tuple[Problem | None, tuple[Fault, ...]]:
    from examprep.loader.problems import parse_sheet  # noqa: PLC0415 - a warm start parses nothing

    parsed = parse_sheet(source)
    return parsed.value, parsed.faults


def _read_whole(wanted: type[_Value]) -> Callable[[bytes], tuple[_Value | None, tuple[Fault, ...]]]:
    def read(source: bytes) -> tuple[_Value | None, tuple[Fault, ...]]:
        from examprep.loader.whole import parse_whole  # noqa: PLC0415 - a warm start parses nothing

        parsed = parse_whole(source, wanted)
        return parsed.value, parsed.faults

    return read


def _load(
    path: Path,
    cache: Path,
    wanted: type[_Value],
    parse: Callable[[bytes], tuple[_Value | None, tuple[Fault, ...]]],
) -> _Value:
    try:
        source = path.read_bytes()
    except OSError as error:
        raise ContentError(f"cannot read {path}: {error.strerror}") from error
    key = _digest(f"{__version__}/{COMPILED}/".encode() + source)
    compiled = cache / f"{hashlib.blake2b(os.fsencode(path), digest_size=12).hexdigest()}.msgpack"
    value = _read(compiled, key, wanted)
    if value is None:
        value = _parsed(path, source, parse)
        packed = msgspec.msgpack.encode(value)
        _write(compiled, key + _digest(packed) + packed)
    return value


def _digest(source: bytes) -> bytes:
    return hashlib.blake2b(source, digest_size=32).digest()


def _read(compiled: Path, key: bytes, wanted: type[_Value]) -> _Value | None:
    try:
        stored = compiled.read_bytes()
        packed = stored[2 * len(key) :]
        if stored[: 2 * len(key)] != key + _digest(packed):
            return None
        return msgspec.msgpack.decode(packed, type=wanted)
    except (OSError, msgspec.MsgspecError):
        return None


def _parsed(
    path: Path, source: bytes, parse: Callable[[bytes], tuple[_Value | None, tuple[Fault, ...]]]
) -> _Value:
    value, faults = parse(source)
    if value is None or faults:
        from examprep.loader.finding import finding_of  # noqa: PLC0415

        first = finding_of(str(path), faults[0])
        hint = f" ({first.hint})" if first.hint else ""
        raise ContentError(f"{first}{hint}; see all with: examprep bank check {path}")
    return value


def _write(compiled: Path, stored: bytes) -> None:
    """Write whole or not at all; a cache that cannot be written is done without."""
    temporary = compiled.with_name(f"{compiled.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        compiled.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(stored)
            temporary.replace(compiled)
        finally:
            temporary.unlink(missing_ok=True)
