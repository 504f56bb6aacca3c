"""The compiled library: banks and problems decoded from msgpack, so that a start never parses YAML twice.

One file a source file, headed by digests of what it was made from and of what it holds. A
damaged, foreign or unwritable cache only costs the time to parse.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from examprep import __version__
from examprep.core.bank import Askable, Bank
from examprep.core.curriculum import LearningPath, PathId
from examprep.core.library import Library, merge_banks, with_catalogue
from examprep.core.paper import Blueprint
from examprep.core.problem import Problem
from examprep.core.seeds import Seeds
from examprep.core.syllabus import Exam, Syllabus
from examprep.durable import make_folder
from examprep.errors import ContentError
from examprep.loader.index import Drawers, Held, Index, Shut, Stamp, hold, stamps_below
from examprep.loader.paths import SHEET, bank_paths, problem_ids, read_file

if TYPE_CHECKING:
    from examprep.loader.tree import Fault

_Value = TypeVar("_Value")

COMPILED = "2"
"""Raised when the compiled form changes without the program's version."""
_INDEX = "index"
KEY = 32
"""Bytes of a digest."""


def load_library(content: Path, cache: Path) -> Library:
    """Load every bank, syllabus and learning path below a folder.

    Raises `ContentError` naming the first fault of a file that cannot be used.
    """
    syllabuses, paths = load_syllabuses(content, cache), load_paths(content, cache)
    stamps = stamps_below(content / "banks")
    index = _read_index(content, cache, stamps)
    if index is not None:
        banks = Shut(index.held, lambda held: _open_bank(held, cache))
        return with_catalogue(Library(Drawers(index.held, banks), syllabuses, paths, banks), index.catalogue)
    read = load_banks(content, cache)
    library = merge_banks(read.values(), syllabuses, paths)
    _keep_index(content, cache, stamps, read, library)
    return library


def _read_index(content: Path, cache: Path, stamps: Mapping[str, Stamp]) -> Index | None:
    """Return the index of the banks below a folder, if it surely holds for what lies there now."""
    path = _index(content, cache)
    try:
        written = path.stat().st_mtime_ns
    except OSError:
        return None
    index = _read(path, _key(_INDEX.encode()), Index)
    return index if index is not None and index.stamps == stamps and index.is_settled(written) else None


def _keep_index(
    content: Path, cache: Path, stamps: dict[str, Stamp], banks: Mapping[Path, Bank], library: Library
) -> None:
    """Keep the index of some banks whose files were so before they were read, and are so still."""
    try:
        held = tuple(hold(path, _key(path.read_bytes()), bank) for path, bank in banks.items())
    except OSError:
        return
    if stamps_below(content / "banks") != stamps:
        return
    packed = msgspec.msgpack.encode(Index(stamps, held, library.catalogue))
    _write(_index(content, cache), _key(_INDEX.encode()) + _digest(packed) + packed)


def _open_bank(held: Held, cache: Path) -> Bank:
    """Load a bank as it was when the index was made, as far as that is kept: it may be edited meanwhile."""
    path = Path(held.path)
    return _read(_compiled(path, cache), held.key, Bank) or load_bank(path, cache)


def _index(content: Path, cache: Path) -> Path:
    return _compiled(content / _INDEX, cache)


def load_banks(content: Path, cache: Path) -> dict[Path, Bank]:
    """Load the banks below a folder, by their files."""
    banks = {path: load_bank(path, cache) for path in bank_paths(content / "banks")}
    if not banks:
        raise ContentError(
            f"no banks in {content / 'banks'}; reinstall examprep",
            f"{content / 'banks'} に問題集がない。examprep を入れ直す。",
        )
    _refuse_clashes(list(banks.values()), content)
    return banks


def load_bank(path: Path, cache: Path) -> Bank:
    """Load one bank."""
    return _load(path, cache, Bank, _read_bank)


def load_askable(path: Path, cache: Path) -> Askable:
    """Load one bank without the items that are still being written."""
    return _load(path, cache, Askable, _read_askable)


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


Tell = Callable[[ContentError], None]
"""Takes note of what cannot be read, where the rest is to be gone on with."""


def load_problems(problems: Path, cache: Path, tell: Tell | None = None) -> tuple[Problem, ...]:
    """Load what every problem of a folder says of itself, as `load_sheets` does."""
    return load_sheets((problems / id for id in problem_ids(problems)), cache, tell)


def load_sheets(folders: Iterable[Path], cache: Path, tell: Tell | None = None) -> tuple[Problem, ...]:
    """Load what problems say of themselves, without their programs.

    One that cannot be read is told and left out; raises its `ContentError` where there is nobody to tell.
    """
    found = []
    for folder in folders:
        try:
            found.append(_load(folder / SHEET, cache, Problem, _read_sheet))
        except ContentError as error:
            if tell is None:
                raise
            tell(error)
    return tuple(found)


def _refuse_clashes(banks: Sequence[Bank], content: Path) -> None:
    seen: set[str] = set()
    for bank in banks:
        ids = [*(concept.id for concept in bank.concepts), *(item.id for item in bank.items())]
        for id in ids:
            if id in seen:
                raise ContentError(
                    f"`{id}` stands twice; run: examprep bank check {shlex.quote(str(content))}",
                    f"`{id}` が二度ある。調べる: examprep bank check {shlex.quote(str(content))}",
                )
            seen.add(id)


def _read_bank(source: bytes) -> tuple[Bank | None, tuple[Fault, ...]]:
    from examprep.loader.usable import read_bank  # noqa: PLC0415 - a warm start parses nothing

    return read_bank(source)


def _read_askable(source: bytes) -> tuple[Askable | None, tuple[Fault, ...]]:
    from examprep.loader.usable import read_askable  # noqa: PLC0415 - a warm start parses nothing

    return read_askable(source)


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
        source = read_file(path)
    except OSError as error:
        raise ContentError(
            f"cannot read {path}: {error.strerror}", f"{path} を読めない: {error.strerror}"
        ) from error
    key = _key(source)
    value = _read(_compiled(path, cache), key, wanted)
    if value is None:
        value = _parsed(path, source, parse)
        keep_compiled(path, cache, source, value)
    return value


def keep_compiled(path: Path, cache: Path, source: bytes, value: object) -> None:
    """Keep what a file with this content was read as."""
    key = _key(source)
    packed = msgspec.msgpack.encode(value)
    _write(_compiled(path, cache), key + _digest(packed) + packed)


def _compiled(path: Path, cache: Path) -> Path:
    return cache / f"{hashlib.blake2b(os.fsencode(path), digest_size=12).hexdigest()}.msgpack"


def _key(source: bytes) -> bytes:
    """Return what the compiled form of a source is known by."""
    return _digest(f"{__version__}/{COMPILED}/".encode() + source)


def _digest(source: bytes) -> bytes:
    return hashlib.blake2b(source, digest_size=KEY).digest()


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
        raise ContentError(
            f"{first}{hint}; see all with: examprep bank check {shlex.quote(str(path))}",
            f"{first}{hint}。すべて見るには: examprep bank check {shlex.quote(str(path))}",
        )
    return value


def _write(compiled: Path, stored: bytes) -> None:
    """Write whole or not at all; a cache that cannot be written is done without."""
    temporary = compiled.with_name(f"{compiled.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        make_folder(compiled.parent)  # it may be the first to make the home, whose name must be safe
        try:
            temporary.write_bytes(stored)
            temporary.replace(compiled)
        finally:
            temporary.unlink(missing_ok=True)
