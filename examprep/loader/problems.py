"""Problem folders -> core values: `problem.yaml` read strictly, programs as texts that nothing runs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from examprep.core.problem import (
    TOLERANCES,
    Compared,
    Folder,
    Framework,
    Gradient,
    Inputs,
    Kind,
    OutputDtype,
    Problem,
    module_of,
)
from examprep.errors import ContentError, UsageError, near_miss, unknown
from examprep.loader.finding import Finding, finding_of, name_of
from examprep.loader.paths import SHEET, problem_ids, read_file, resolved
from examprep.loader.shape import Places
from examprep.loader.tree import Fault, Position
from examprep.loader.whole import Whole, parse_whole
from examprep.loader.wording import text_faults

OPERATOR = "operator_torch.py"
HINTS = 3
FEWEST_SLIPS, FEWEST_RIGHT = 4, 2
MOST_BYTES = 256 << 10
"""Of one program."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TOP = Position(1, 1)


def parse_sheet(source: bytes) -> Whole[Problem]:
    """Read one `problem.yaml`; every fault is told."""
    read = parse_whole(source, Problem)
    if read.value is None:
        return read
    faults = (*read.faults, *_rule_faults(read.value, read.places))
    return Whole(read.value, read.places, tuple(sorted(faults, key=lambda f: (f.at.line, f.at.column))))


def _rule_faults(problem: Problem, places: Places) -> Iterator[Fault]:
    """Yield what the types cannot say."""
    yield from _word_faults(problem, places)
    if not _SLUG.fullmatch(problem.id):
        yield Fault(places.of(problem, "id"), "bad-id", f"`{problem.id}` is not an id", "write it like-this")
    if not problem.entry.name.isidentifier():
        yield Fault(places.of(problem.entry, "name"), "value", f"`{problem.entry.name}` is no name of Python")
    for field, fits, wanted in (
        ("level", 1 <= problem.level <= 5, "1 to 5"),
        ("version", problem.version >= 1, "1 or more"),
        ("minutes", problem.minutes >= 1, "1 or more"),
        ("frameworks", bool(problem.frameworks), "numpy, torch or both"),
        ("hints", len(problem.hints) == HINTS, f"{HINTS} texts, from a nudge to the way"),
        ("slips", len(problem.slips) >= FEWEST_SLIPS, f"{FEWEST_SLIPS} or more known-wrong programs"),
        ("concepts", bool(problem.concepts), "one concept at least"),
        ("sources", bool(problem.sources), "one source at least"),
        (
            "compared",
            problem.compared != Compared.FORM or bool(problem.properties),
            "values without properties",
        ),
    ):
        if not fits:
            yield Fault(places.of(problem, field), "value", f"`{field}` must be {wanted}")
    for slip in problem.slips:
        if [s.id for s in problem.slips].count(slip.id) > 1:
            yield Fault(places.of(slip, "id"), "twice", f"slip `{slip.id}` stands here twice")
    yield from text_faults(problem, set(), places)


def _word_faults(problem: Problem, places: Places) -> Iterator[Fault]:
    """Yield every word that is not among those its field knows."""
    for owner, field, words, known in (
        (problem, "frameworks", problem.frameworks, Framework),
        (problem, "gradient", (problem.gradient,), Gradient),
        (problem, "output_dtype", (problem.output_dtype,), OutputDtype),
        (problem, "inputs", (problem.inputs,), Inputs),
        (problem, "compared", (problem.compared,), Compared),
        (problem.entry, "kind", (problem.entry.kind,), Kind),
        (problem, "tolerance", tuple(problem.tolerance), TOLERANCES),
    ):
        names = [str(name) for name in known]
        for word in words:
            if word not in names:
                hint = near_miss(word, names).strip() or f"one of {', '.join(names)}"
                yield Fault(places.of(owner, field), "value", f"`{word}` is not known for `{field}`", hint)


def read_folder(path: Path, *, base: Path) -> tuple[Folder | None, tuple[Finding, ...]]:
    """Read a problem folder; findings name its files from `base`."""
    sheet = path / SHEET
    file = name_of(sheet, base)
    try:
        raw = read_file(sheet)
    except OSError as error:
        return None, (Finding(file, 1, 1, "unreadable", f"cannot be read: {error.strerror}"),)
    parsed = parse_sheet(raw)
    faults = list(parsed.faults)
    if parsed.value is None:
        return None, tuple(finding_of(file, fault) for fault in faults)
    programs = _Programs(path)
    folder = _folder(parsed.value, programs, raw)
    faults += _folder_faults(parsed, path, folder, programs)
    findings = [finding_of(file, fault) for fault in faults]
    return (None if programs.missing or programs.unknown else folder), tuple(findings)


class _Programs:
    """The programs of a folder, by their names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.missing: list[str] = []
        self.unknown: list[str] = []
        self.all: dict[str, str] = {}

    def read(self, name: str) -> str:
        """Return a program, or nothing after noting that it is missing."""
        path = self._folder / name
        try:
            inside = resolved(path).is_relative_to(resolved(self._folder))
            if not inside or path.stat().st_size > MOST_BYTES:
                raise OSError
            self.all[name] = read_file(path).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            self.missing.append(name)
        return self.all.get(name, "")

    def below(self, name: str) -> dict[str, str]:
        """Return the programs of a folder below."""
        paths = sorted((self._folder / name).glob("*.py"))
        return {path.name: self.read(f"{name}/{path.name}") for path in paths}

    def model(self, id: str) -> str:
        """Return the model solution of another problem, the first below its `right/`."""
        paths = sorted((self._folder.parent / id / "right").glob("*.py")) if _SLUG.fullmatch(id) else []
        try:
            self.all[f"../{id}"] = read_file(paths[0]).decode("utf-8")
        except (IndexError, OSError, UnicodeDecodeError):
            self.unknown.append(id)
        return self.all.get(f"../{id}", "")

    def optional(self, name: str) -> str | None:
        """Return a program where there is one."""
        return self.read(name) if (self._folder / name).exists() else None


def _folder(problem: Problem, programs: _Programs, raw: bytes) -> Folder:
    known = [framework for framework in problem.frameworks if framework in set(Framework)]
    parts = {
        "reference": programs.read("reference.py"),
        "cases": programs.read("cases.py"),
        "checks": programs.read("checks.py") if problem.properties else programs.optional("checks.py"),
        "operator": programs.optional(OPERATOR),
        "starters": {framework: programs.read(f"starter_{framework}.py") for framework in known},
        "right": programs.below("right"),
        "slips": {slip.id: programs.read(slip.file) for slip in problem.slips},
        "parts": {module_of(id): programs.model(id) for id in problem.uses},
    }
    digest = hashlib.blake2b(raw + msgspec.msgpack.encode(programs.all, order="sorted"), digest_size=16)
    return msgspec.convert({"problem": problem, "digest": digest.hexdigest(), **parts}, Folder)


def _folder_faults(
    parsed: Whole[Problem], path: Path, folder: Folder, programs: _Programs
) -> Iterator[Fault]:
    problem, places = folder.problem, parsed.places
    for name in programs.missing:
        slip = next((s for s in problem.slips if s.file == name), None)
        at = places.of(slip, "file") if slip else _TOP
        yield Fault(at, "no-file", f"`{name}` is missing", "a file of this folder, in UTF-8")
    for id in programs.unknown:
        known = near_miss(id, problem_ids(resolved(path).parent)).strip()
        yield Fault(places.of(problem, "uses"), "value", f"there is no problem `{id}` to use", known or None)
    if problem.id != resolved(path).name:
        message = f"`{problem.id}` stands in the folder `{resolved(path).name}`"
        yield Fault(places.of(problem, "id"), "bad-id", message, "both must be the same")
    if len(folder.right) < FEWEST_RIGHT:
        yield Fault(_TOP, "few-right", f"`right/` holds {len(folder.right)} programs", "two or more styles")
    named = {slip.file for slip in problem.slips}
    for other in sorted((path / "slips").glob("*.py")):
        if f"slips/{other.name}" not in named:
            yield Fault(places.of(problem, "slips"), "unnamed", f"`slips/{other.name}` is no slip here")


def load_folder(problems: Path, id: str) -> Folder:
    """Return a problem; raises `UsageError` where there is none, `ContentError` where it is faulty."""
    known = problem_ids(problems)
    if id not in known:
        raise unknown_problem(id, known)
    return open_folder(problems / id)


def unknown_problem(id: str, known: Collection[str]) -> UsageError:
    """Return what is to be said of a problem that there is not."""
    look = ("一覧: examprep drill list", "List them with: examprep drill list")
    return unknown("演習", "problem", id, known, look=look)


def open_folder(path: Path) -> Folder:
    """Return the problem of a folder; raises `ContentError` where it is faulty."""
    folder, findings = read_folder(path, base=path.parent)
    if folder is None:
        first, id = _first(findings), path.name
        raise ContentError(f"problem {id} cannot be used: {first}", f"演習 {id} を使えない: {first}")
    return folder


def _first(findings: Iterable[Finding]) -> str:
    return next((str(finding) for finding in findings), "it cannot be read")
