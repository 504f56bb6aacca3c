"""What must hold between banks: ids stand once, what is named exists, nothing requires itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice

from examprep.core.bank import Bank, Concept, Extension
from examprep.core.item import ConceptId
from examprep.core.library import Library
from examprep.errors import near_miss
from examprep.loader.banks import UNNAMED, Parsed
from examprep.loader.finding import Finding
from examprep.loader.shape import Places
from examprep.loader.tree import Fault, Position

MOST_CYCLES = 50
LONGEST_CHAIN = 20


def concept_link_faults(
    concept: Concept, places: Places, library: Library, drills: Set[str]
) -> Iterator[Fault]:
    """Yield what a concept names that does not exist, or names twice."""
    for field, what, ids, known in (
        ("syllabus", "topic", concept.syllabus, library.topics.keys()),
        ("requires", "concept", concept.requires, library.concepts.keys()),
        ("drills", "drill", concept.drills, drills),
    ):
        before: set[str] = set()
        for index, id in enumerate(ids):
            at = places.of(concept, f"{field}/{index}")
            if id not in known:
                yield _unknown(at, what, id, known)
            if id in before:
                yield Fault(at, "twice", f"{what} `{id}` stands here twice")
            before.add(id)


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
    if bank.id != UNNAMED.bank:
        yield "bank", bank.id, bank
    for concept in bank.concepts:
        yield "concept", concept.id, concept
    for item in bank.items():
        yield "item", item.id, item


def cycles(files: Mapping[str, Parsed], library: Library) -> Iterator[Finding]:
    """Report each concept of the files that requires itself in the end, the first `MOST_CYCLES` of them."""
    found = (
        Finding(file, at.line, at.column, "cycle", f"`requires` goes in a circle: {_shown(chain)}")
        for file, parsed in files.items()
        for concept in _suspects(parsed, library)
        if (chain := _chain_to(concept.id, library))
        for at in (parsed.places.of(concept, "requires"),)
    )
    yield from islice(found, MOST_CYCLES)


def _suspects(parsed: Parsed, library: Library) -> Iterator[Concept]:
    """Yield the concepts of a file that may stand in a circle: what is left when no end of a chain is."""
    left = _circular(library)
    yield from (concept for concept in (parsed.bank.concepts if parsed.bank else ()) if concept.id in left)


def _circular(library: Library) -> Set[ConceptId]:
    """Return every concept that stands in a circle, or leads into one; in time linear in the library."""
    waiting = {
        id: set(concept.requires) & library.concepts.keys() for id, concept in library.concepts.items()
    }
    users: dict[ConceptId, list[ConceptId]] = {}
    for id, required in waiting.items():
        for other in required:
            users.setdefault(other, []).append(id)
    done = [id for id, required in waiting.items() if not required]
    for id in done:  # grows while it is read
        for user in users.get(id, ()):
            waiting[user].discard(id)
            if not waiting[user]:
                done.append(user)
    return waiting.keys() - set(done)


def _chain_to(goal: ConceptId, library: Library) -> Sequence[ConceptId]:
    """Return the shortest chain of `requires` from a concept back to itself."""
    above: dict[ConceptId, ConceptId] = {}
    reached = [goal]
    for id in reached:  # grows while it is read
        concept = library.concepts.get(id)
        for required in concept.requires if concept else ():
            if required == goal:
                return [goal, *_way_to(id, goal, above), goal] if id != goal else [goal, goal]
            if required not in above:
                above[required] = id
                reached.append(required)
    return []


def _way_to(id: ConceptId, goal: ConceptId, above: Mapping[ConceptId, ConceptId]) -> list[ConceptId]:
    way = [id]
    while (id := above[id]) != goal:
        way.append(id)
    return way[::-1]


def _shown(chain: Sequence[ConceptId]) -> str:
    """Return a chain as a person can read it; a long one without its middle."""
    if len(chain) > LONGEST_CHAIN:
        return " > ".join([*chain[: LONGEST_CHAIN // 2], "...", *chain[-LONGEST_CHAIN // 2 :]])
    return " > ".join(chain)
