"""The compiled library: banks decoded from msgpack, so that a start never parses YAML twice.

One file a source file, headed by the digest of what it was made from. A damaged, foreign
or unwritable cache only costs the time to parse.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from examprep import __version__
from examprep.core.bank import Bank
from examprep.core.library import Library, merge_banks
from examprep.core.syllabus import Exam, Syllabus
from examprep.errors import ContentError
from examprep.loader.banks import parse_bank, parse_syllabus
from examprep.loader.finding import finding_of
from examprep.loader.tree import Fault

_Value = TypeVar("_Value")
_Parser = Callable[[bytes], tuple[_Value | None, tuple[Fault, ...]]]

COMPILED = "1"
"""Raised when the compiled form changes without the program's version."""


def load_library(content: Path, cache: Path) -> Library:
    """Load every bank and syllabus below a folder.

    Raises `ContentError` naming the first fault of a file that cannot be used.
    """
    syllabuses = load_syllabuses(content, cache)
    banks = [_load(path, cache, Bank, _parse_bank) for path in sorted((content / "banks").rglob("*.yaml"))]
    if not banks:
        raise ContentError(f"no banks in {content / 'banks'}; reinstall examprep")
    _refuse_clashes(banks, content)
    return merge_banks(banks, syllabuses)


def load_syllabuses(content: Path, cache: Path) -> dict[Exam, Syllabus]:
    """Load the topic trees."""
    paths = sorted((content / "syllabus").glob("*.yaml"))
    syllabuses = [_load(path, cache, Syllabus, parse_syllabus) for path in paths]
    return {syllabus.exam: syllabus for syllabus in syllabuses}


def _refuse_clashes(banks: Sequence[Bank], content: Path) -> None:
    seen: set[str] = set()
    for bank in banks:
        for concept in bank.concepts:
            if concept.id in seen:
                message = f"concept `{concept.id}` stands in two banks; run: examprep bank check {content}"
                raise ContentError(message)
            seen.add(concept.id)


def _parse_bank(source: bytes) -> tuple[Bank | None, tuple[Fault, ...]]:
    parsed = parse_bank(source)
    return parsed.bank, parsed.faults


def _load(path: Path, cache: Path, wanted: type[_Value], parse: _Parser[_Value]) -> _Value:
    try:
        source = path.read_bytes()
    except OSError as error:
        raise ContentError(f"cannot read {path}: {error.strerror}") from error
    digest = _digest(source)
    compiled = cache / f"{hashlib.blake2b(str(path).encode(), digest_size=12).hexdigest()}.msgpack"
    value = _read(compiled, digest, wanted)
    if value is None:
        value = _parsed(path, source, parse)
        _write(compiled, digest + msgspec.msgpack.encode(value))
    return value


def _digest(source: bytes) -> bytes:
    return hashlib.blake2b(f"{__version__}/{COMPILED}/".encode() + source, digest_size=32).digest()


def _read(compiled: Path, digest: bytes, wanted: type[_Value]) -> _Value | None:
    try:
        stored = compiled.read_bytes()
        if stored[: len(digest)] != digest:
            return None
        return msgspec.msgpack.decode(stored[len(digest) :], type=wanted)
    except (OSError, msgspec.MsgspecError):
        return None


def _parsed(path: Path, source: bytes, parse: _Parser[_Value]) -> _Value:
    value, faults = parse(source)
    if faults or value is None:
        first = finding_of(str(path), faults[0]) if faults else f"{path}: empty"
        hint = f" ({faults[0].hint})" if faults and faults[0].hint else ""
        raise ContentError(f"{first}{hint}; see all with: examprep bank check {path}")
    return value


def _write(compiled: Path, stored: bytes) -> None:
    """Write whole or not at all; a cache that cannot be written is done without."""
    temporary = compiled.with_name(f"{compiled.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        compiled.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(stored)
        temporary.replace(compiled)
