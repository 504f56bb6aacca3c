"""Check content without running it: every file, every rule, all findings at once.

The checker is the loader: it reads with the same functions and adds the rules that make
content good, not only readable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import islice
from pathlib import Path

import msgspec

from examprep.core.bank import BankId, Concept
from examprep.core.item import Item, kind_of
from examprep.core.library import Library, merge_banks
from examprep.errors import UsageError
from examprep.loader.banks import UNNAMED, Parsed, parse_bank
from examprep.loader.curricula import check_curricula
from examprep.loader.draws import draw_faults
from examprep.loader.finding import Finding, finding_of, name_of
from examprep.loader.habits import habit_faults, unmeasured, whole_habits
from examprep.loader.links import clashes, concept_link_faults, cycles, extension_link_faults
from examprep.loader.paths import SHEET, bank_paths, banks_at, problems_at, read_file, resolved
from examprep.loader.rules import SLUG, SLUG_HINT, item_faults
from examprep.loader.shape import Places
from examprep.loader.topics import check_syllabuses
from examprep.loader.tree import Fault, Position
from examprep.loader.wording import text_faults, word_faults

MAX_FAULTS = 1000
"""That are told of one file."""


class CheckedFile(msgspec.Struct, frozen=True):
    """A bank file that was checked, with what it holds."""

    file: str
    parsed: Parsed


class Checked(msgspec.Struct, frozen=True):
    """Everything a check found and counted."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    counts: dict[str, int]
    files: tuple[CheckedFile, ...]
    library: Library


def check_content(
    content: Path,
    targets: Sequence[Path] = (),
    *,
    base: Path,
    drills: Set[str] = frozenset(),
    context: Sequence[Path] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> Checked:
    """Check the banks among `targets`, or all of `content`; files are named from `base`.

    The rest of `content` and the files of `context` are read too, so that a bank may refer to them. A target
    that has the folders `banks` and `syllabus` is a content of its own and takes its place.
    """
    content = next((root for root in targets if _is_content(root)), content)
    syllabuses, findings = check_syllabuses(content, base)
    shipped = frozenset(bank_paths(content / "banks"))
    wanted = {path for root in targets or [content / "banks"] for path in _banks_at(root)}
    added = {*context, *wanted} - shipped  # later, so that of two banks with one id the added one is at fault
    paths = [*sorted(shipped), *sorted(added - wanted), *sorted(added & wanted)]
    banks = {name_of(path, base): _read(path) for path in paths}
    names = {name_of(path, base) for path in wanted}
    own = {name_of(path, base) for path in shipped}
    replaced = _replaced(banks, names, own)
    banks = {file: parsed for file, parsed in banks.items() if file not in replaced}
    library = merge_banks([parsed.bank for parsed in banks.values() if parsed.bank], syllabuses)
    files = tuple(CheckedFile(file, parsed) for file, parsed in banks.items() if file in names)
    for done, checked in enumerate(files):
        progress(done, len(files))
        faults = _file_faults(checked.parsed, library, drills, foreign=checked.file not in own)
        findings += [finding_of(checked.file, fault) for fault in _at_most(faults)]
    findings += clashes(banks, names)
    findings += cycles({checked.file: checked.parsed for checked in files}, library)
    if not targets or content in targets:
        findings += check_curricula(content, base, library, drills)
        if len(banks) > 1:
            findings += whole_habits(library, content, base)
    notes = [
        *unmeasured([checked.parsed.bank for checked in files if checked.parsed.bank]),
        *_without_topic(files, own),
        *(
            f"bank `{bank}` was added from {file}, too; the copy given is checked in its stead"
            for file, bank in replaced.items()
        ),
    ]
    return Checked(tuple(sorted(set(findings))), tuple(notes), _counts(files), files, library)


def _replaced(banks: Mapping[str, Parsed], wanted: Set[str], shipped: Set[str]) -> dict[str, BankId]:
    """Return the files that were added and whose bank is to be checked as another file has it."""
    given = {parsed.bank.id for file, parsed in banks.items() if file in wanted and parsed.bank}
    given.discard(UNNAMED.bank)
    added = {file: parsed.bank for file, parsed in banks.items() if file not in wanted | shipped}
    return {file: bank.id for file, bank in added.items() if bank and bank.id in given}


def _at_most(faults: Iterator[Fault]) -> Iterator[Fault]:
    """Yield the faults of a file, and after so many that no more were looked for."""
    yield from islice(faults, MAX_FAULTS)
    if (more := next(faults, None)) is not None:
        yield Fault(more.at, "faults", f"checking ended here, after {MAX_FAULTS:,} findings")


def _is_content(root: Path) -> bool:
    return (root / "banks").is_dir() and (root / "syllabus").is_dir()


def _without_topic(files: Sequence[CheckedFile], shipped: Set[str]) -> Iterator[str]:
    """Say which concepts of banks that were added serve no exam: that may be meant."""
    banks = [checked.parsed.bank for checked in files if checked.file not in shipped]
    bare = [concept.id for bank in banks if bank for concept in bank.concepts if not concept.syllabus]
    if bare:
        yield f"no topic of an exam; asked, but not aimed at nor part of a score: {', '.join(bare)}"


def _banks_at(root: Path) -> list[Path]:
    """Return the bank files a person means by a path."""
    if not root.exists():
        raise UsageError(f"no such file or folder: {root}")
    paths = banks_at(root) if root.is_dir() else [resolved(root)]
    if root.name == SHEET or (not paths and problems_at(root)):
        raise UsageError(f"{root} holds no banks, but problems to program; to prove those, add --problems")
    if not paths:
        raise UsageError(f"no banks in {root}: their names end in .yaml")
    return paths


def _read(path: Path) -> Parsed:
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is no regular file")
        return parse_bank(read_file(path))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error


def _file_faults(parsed: Parsed, library: Library, drills: Set[str], *, foreign: bool) -> Iterator[Fault]:
    yield from parsed.faults
    bank, places = parsed.bank, parsed.places
    if bank is None:
        return
    if not SLUG.fullmatch(bank.id):
        yield Fault(places.of(bank, "bank"), "bad-id", f"`{bank.id}` is not an id", SLUG_HINT)
    yield from text_faults(bank.title, set(), places)
    for concept in bank.concepts:
        yield from _concept_faults(concept, places, library, foreign=foreign)
        yield from concept_link_faults(concept, places, library, drills)
    for extension in bank.extensions:
        yield from extension_link_faults(extension, places, library)
    for item in bank.items():
        yield from _item_faults(item, places)
    for code, message in habit_faults(list(bank.items())):
        yield Fault(Position(1, 1), code, message)


def _item_faults(item: Item, places: Places) -> Iterator[Fault]:
    yield from item_faults(item, places)
    faults = [*text_faults(item, set(item.params), places), *word_faults(item, places)]
    yield from faults
    told = {(fault.at, fault.code) for fault in faults}
    if not {code for _, code in told} & {"braces", "expression"}:  # else no draw can be filled in
        yield from (fault for fault in draw_faults(item, places) if (fault.at, fault.code) not in told)


def _concept_faults(concept: Concept, places: Places, library: Library, *, foreign: bool) -> Iterator[Fault]:
    if not SLUG.fullmatch(concept.id):
        yield Fault(places.of(concept, "id"), "bad-id", f"`{concept.id}` is not an id", SLUG_HINT)
    yield from text_faults(msgspec.structs.replace(concept, items=()), set(), places)
    items = library.concepts[concept.id].items
    kinds = {kind_of(item) for item in items}
    if (len(items) < 2 or len(kinds) < 2) and not places.is_torn(concept, "items"):
        message = f"concept `{concept.id}` has {len(items)} items of {len(kinds)} kinds"
        yield Fault(places.of(concept), "few-items", message, "two items of different kinds at least")
    at = places.of(concept, "syllabus")
    is_bare = not concept.syllabus and not places.is_torn(concept, "syllabus")
    if is_bare and (not foreign or at != places.of(concept)):
        hint = "or leave `syllabus` out: a bank of your own may be about no exam" if foreign else None
        yield Fault(at, "no-topic", "`syllabus` names no topic", hint)
    is_sourced = concept.sources and all(source.strip() for source in concept.sources)
    if not is_sourced and not places.is_torn(concept, "sources"):
        yield Fault(places.of(concept, "sources"), "no-source", "`sources` names no source")


def _counts(files: Sequence[CheckedFile]) -> dict[str, int]:
    banks = [checked.parsed.bank for checked in files if checked.parsed.bank]
    items = [item for bank in banks for item in bank.items()]
    kinds = Counter(kind_of(item) for item in items)
    return {
        "files": len(files),
        "concepts": sum(len(bank.concepts) for bank in banks),
        "items": len(items),
        "parametrised": sum(bool(item.params) for item in items),
        **{kind: kinds[kind] for kind in sorted(kinds)},
    }
