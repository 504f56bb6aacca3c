"""What must hold between banks: ids stand once, what is named exists, nothing requires itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from examprep.core.bank import Bank, Concept, Extension
from examprep.core.item import ConceptId
from examprep.core.library import Library
from examprep.errors import near_miss
from examprep.loader.banks import Parsed
from examprep.loader.finding import Finding
from examprep.loader.shape import Places
from examprep.loader.tree import Fault, Position


def concept_link_faults(
    concept: Concept, places: Places, library: Library, drills: Set[str]
) -> Iterator[Fault]:
    """Yield what a concept names that does not exist, or names twice."""
    for field, what, ids, known in (
        ("syllabus", "topic", concept.syllabus, library.topics.keys()),
        ("requires", "concept", concept.requires, library.concepts.keys()),
        ("drills", "drill", concept.drills, drills),
    ):
        for index, id in enumerate(ids):
            at = places.of(concept, f"{field}/{index}")
            if id not in known:
                yield _unknown(at, what, id, known)
            if id in ids[:index]:
                yield Fault(at, "twice", f"{what} `{id}` stands here twice")


def extension_link_faults(extension: Extension, places: Places, library: Library) -> Iterator[Fault]:
    """Yield what is wrong with the concept an extension adds to, or that it adds nothing."""
    if extension.extend not in library.concepts:
        yield _unknown(places.of(extension, "extend"), "concept", extension.extend, library.concepts)
    if not extension.items:
        yield Fault(places.of(extension, "items"), "few-items", "`extend` adds no item")


def _unknown(at: Position, what: str, id: str, known: Iterable[str]) -> Fault:
    hint = near_miss(id, known).strip() or None
    return Fault(at, f"unknown-{what}", f"{what} `{id}` does not exist", hint)


def clashes(banks: Mapping[str, Parsed], wanted: Set[str]) -> Iterator[Finding]:
    """Report every id that stands twice at its later place, naming the first."""
    first: dict[tuple[str, str], tuple[str, int]] = {}
    for file, parsed in banks.items():
        for what, id, owner in _declared(parsed.bank) if parsed.bank else ():
            at = parsed.places.of(owner, "bank" if what == "bank" else "id")
            if (what, id) not in first:
                first[what, id] = (file, at.line)
                continue
            before, line = first[what, id]
            if wanted & {file, before}:
                message = f"{what} `{id}` stands here and at {before}:{line}"
                hint = "`extend: ID` adds items to a concept" if what == "concept" else "ids are never reused"
                yield Finding(file, at.line, at.column, "duplicate-id", message, hint)


def _declared(bank: Bank) -> Iterator[tuple[str, str, object]]:
    yield "bank", bank.id, bank
    for concept in bank.concepts:
        yield "concept", concept.id, concept
    for item in bank.items():
        yield "item", item.id, item


def cycles(files: Mapping[str, Parsed], library: Library) -> Iterator[Finding]:
    """Report each concept of the files that requires itself in the end."""
    for file, parsed in files.items():
        for concept in parsed.bank.concepts if parsed.bank else ():
            chain = _chain_to(concept.id, library)
            if chain:
                at = parsed.places.of(concept, "requires")
                message = "`requires` goes in a circle: " + " > ".join(chain)
                yield Finding(file, at.line, at.column, "cycle", message)


def _chain_to(goal: ConceptId, library: Library) -> Sequence[ConceptId]:
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
