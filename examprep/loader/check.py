"""Check content without running it: every file, every rule, all findings at once.

The checker is the loader: it reads with the same functions and adds the rules that make
content good, not only readable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path

import msgspec

from examprep.core.bank import Bank, Concept
from examprep.core.item import ConceptId, kind_of
from examprep.core.library import Library, merge_banks
from examprep.core.syllabus import Exam, Syllabus, Topic
from examprep.errors import UsageError, near_miss
from examprep.loader.banks import Parsed, parse_bank, parse_syllabus
from examprep.loader.draws import draw_faults
from examprep.loader.finding import Finding, finding_of
from examprep.loader.habits import ENOUGH, habit_faults
from examprep.loader.rules import SLUG, item_faults
from examprep.loader.shape import Places
from examprep.loader.tree import Fault, Position
from examprep.loader.wording import text_faults


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
    content: Path, targets: Sequence[Path] = (), *, base: Path, drills: Set[str] = frozenset()
) -> Checked:
    """Check the banks among `targets`, or all of `content`; files are named from `base`.

    The rest of `content` is read too, so that a bank may refer to it.
    """
    syllabuses, findings = _read_syllabuses(content, base)
    wanted = _bank_files(targets or [content])
    read = {path: parse_bank(path.read_bytes()) for path in {*_bank_files([content]), *wanted}}
    names = {path: _shown(path, base) for path in read}
    banks = {names[path]: parsed for path, parsed in sorted(read.items())}
    library = merge_banks([p.bank for p in banks.values() if p.bank is not None], syllabuses)
    files = tuple(CheckedFile(names[path], read[path]) for path in wanted)
    for checked in files:
        findings += [finding_of(checked.file, fault) for fault in checked.parsed.faults]
        findings += _file_findings(checked, library, drills)
    findings += _clashes(banks, {checked.file for checked in files})
    findings += _cycles(files, library)
    return Checked(tuple(sorted(set(findings))), _notes(files), _counts(files), files, library)


def _bank_files(roots: Sequence[Path]) -> list[Path]:
    found: set[Path] = set()
    for root in roots:
        if root.is_dir():
            folder = root / "banks" if (root / "banks").is_dir() else root
            found.update(path.resolve() for path in folder.rglob("*.yaml"))
        elif root.is_file():
            found.add(root.resolve())
        else:
            raise UsageError(f"no such file or folder: {root}")
    return sorted(found)


def _shown(path: Path, base: Path) -> str:
    return str(path.relative_to(base)) if path.is_relative_to(base) else str(path)


def _read_syllabuses(content: Path, base: Path) -> tuple[dict[Exam, Syllabus], list[Finding]]:
    syllabuses: dict[Exam, Syllabus] = {}
    findings: list[Finding] = []
    for path in sorted((content / "syllabus").glob("*.yaml")):
        syllabus, faults = parse_syllabus(path.read_bytes())
        name = _shown(path.resolve(), base)
        findings += [finding_of(name, fault) for fault in faults]
        if syllabus is not None:
            syllabuses[syllabus.exam] = syllabus
            findings += [Finding(name, 1, 1, "topic-id", message) for message in _topic_faults(syllabus)]
    return syllabuses, findings


def _topic_faults(syllabus: Syllabus) -> Iterator[str]:
    counts = Counter(topic.id for topic in syllabus.topics())
    for topic, count in counts.items():
        if count > 1:
            yield f"topic `{topic}` stands {count} times"
    for area in syllabus.areas:
        yield from _stray_topics(area, syllabus.exam.value)


def _stray_topics(topic: Topic, parent: str) -> Iterator[str]:
    if topic.id.rpartition(".")[0] != parent:
        yield f"topic `{topic.id}` stands below `{parent}`, which its id does not say"
    for child in topic.children:
        yield from _stray_topics(child, topic.id)


def _file_findings(checked: CheckedFile, library: Library, drills: Set[str]) -> Iterator[Finding]:
    bank, places = checked.parsed.bank, checked.parsed.places
    if bank is None:
        return
    for fault in _bank_faults(bank, places, library, drills):
        yield finding_of(checked.file, fault)
    for code, message in habit_faults(list(bank.items())):
        yield Finding(checked.file, 1, 1, code, message)


def _bank_faults(bank: Bank, places: Places, library: Library, drills: Set[str]) -> Iterator[Fault]:
    for concept in bank.concepts:
        yield from _concept_faults(concept, places, library, drills)
    for extension in bank.extensions:
        if extension.extend not in library.concepts:
            at = places.of(extension, "extend")
            yield _unknown(at, "concept", extension.extend, library.concepts)
    for item in bank.items():
        yield from item_faults(item, places)
        yield from text_faults(item, set(item.params), places)
        yield from draw_faults(item, places)


def _concept_faults(concept: Concept, places: Places, library: Library, drills: Set[str]) -> Iterator[Fault]:
    if not SLUG.fullmatch(concept.id):
        hint = "lower-case ASCII letters, digits and single dashes"
        yield Fault(places.of(concept, "id"), "bad-id", f"`{concept.id}` is not an id", hint)
    own = msgspec.structs.replace(concept, items=())
    yield from text_faults((own.title, own.note), set(), places)
    for topic in concept.syllabus:
        if topic not in library.topics:
            yield _unknown(places.of(concept, "syllabus"), "topic", topic, library.topics)
    for required in concept.requires:
        if required not in library.concepts:
            yield _unknown(places.of(concept, "requires"), "concept", required, library.concepts)
    if concept.drill is not None and concept.drill not in drills:
        yield _unknown(places.of(concept, "drill"), "drill", concept.drill, drills)
    yield from _completeness_faults(concept, places, library)


def _unknown(at: Position, what: str, id: str, known: Iterable[str]) -> Fault:
    hint = near_miss(id, known).strip() or None
    return Fault(at, f"unknown-{what}", f"{what} `{id}` does not exist", hint)


def _completeness_faults(concept: Concept, places: Places, library: Library) -> Iterator[Fault]:
    items = library.concepts[concept.id].items if concept.id in library.concepts else concept.items
    kinds = {kind_of(item) for item in items}
    if len(items) < 2 or len(kinds) < 2:
        message = f"concept `{concept.id}` has {len(items)} items of {len(kinds)} kinds"
        yield Fault(places.of(concept), "few-items", message, "two items of different kinds at least")
    if not concept.syllabus:
        yield Fault(places.of(concept, "syllabus"), "no-topic", "`syllabus` names no topic")
    if not concept.sources or not all(source.strip() for source in concept.sources):
        yield Fault(places.of(concept, "sources"), "no-source", "`sources` names no source")


def _clashes(banks: Mapping[str, Parsed], wanted: Set[str]) -> Iterator[Finding]:
    """Report every id that stands twice at its later place, naming the first."""
    first: dict[tuple[str, str], str] = {}
    for file, parsed in banks.items():
        if parsed.bank is None:
            continue
        for what, id, owner in _declared(parsed.bank):
            at = parsed.places.of(owner, "id")
            here = f"{file}:{at.line}"
            before = first.setdefault((what, id), here)
            if before == here:
                continue
            if file in wanted or before.rpartition(":")[0] in wanted:
                message = f"{what} `{id}` stands here and at {before}"
                hint = "`extend: ID` adds items to a concept" if what == "concept" else "ids are never reused"
                yield Finding(file, at.line, at.column, "duplicate-id", message, hint)


def _declared(bank: Bank) -> Iterator[tuple[str, str, object]]:
    yield "bank", bank.id, bank
    for concept in bank.concepts:
        yield "concept", concept.id, concept
    for item in bank.items():
        yield "item", item.id, item


def _cycles(files: Sequence[CheckedFile], library: Library) -> Iterator[Finding]:
    """Report each concept of the files that requires itself in the end."""
    for checked in files:
        for concept in checked.parsed.bank.concepts if checked.parsed.bank else ():
            chain = _chain_to(concept.id, library)
            if chain:
                at = checked.parsed.places.of(concept, "requires")
                message = "`requires` goes in a circle: " + " > ".join(chain)
                yield Finding(checked.file, at.line, at.column, "cycle", message)


def _chain_to(goal: ConceptId, library: Library) -> list[ConceptId]:
    """Return the shortest chain of `requires` from a concept back to itself."""
    chains = [[goal]]
    seen: set[ConceptId] = set()
    for chain in chains:
        concept = library.concepts.get(chain[-1])
        for required in concept.requires if concept else ():
            if required == goal:
                return [*chain, goal]
            if required not in seen:
                seen.add(required)
                chains.append([*chain, required])
    return []


def _notes(files: Sequence[CheckedFile]) -> tuple[str, ...]:
    small = [
        checked.parsed.bank.id
        for checked in files
        if checked.parsed.bank and sum(1 for _ in checked.parsed.bank.items()) < ENOUGH
    ]
    if not small:
        return ()
    return (f"positions, lengths and levels are not measured below {ENOUGH} items: {', '.join(small)}",)


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
