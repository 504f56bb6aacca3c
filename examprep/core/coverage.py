"""What of the syllabuses and of the first documents has something to ask, and what has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from examprep.core.bank import Concept
from examprep.core.item import ConceptId, Text
from examprep.core.library import Library
from examprep.core.seeds import Seed, SeedId, Seeds
from examprep.core.syllabus import Exam, Syllabus, Topic, TopicId, is_under

IN_SCOPE = "exam"


class Coverage(msgspec.Struct, frozen=True):
    """How much of one part is covered."""

    id: str
    title: Text
    wanted: int
    """Leaves of the syllabus that the exam asks, or things that a document teaches."""
    covered: int
    """Those with at least one item."""
    concepts: int
    items: int
    drills: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        """The covered part; 1 where nothing is wanted."""
        return self.covered / self.wanted if self.wanted else 1.0


def syllabus_coverage(
    library: Library, exam: Exam, drills: Mapping[str, Iterable[TopicId]]
) -> tuple[Coverage, ...]:
    """Return the coverage of every section of a syllabus; drills come with the topics they belong to."""
    used = {topic for concept in library.concepts.values() if concept.items for topic in concept.syllabus}
    sections = _sections(library.syllabuses[exam])
    return tuple(_section(section, library, used, drills) for section in sections)


def _sections(syllabus: Syllabus) -> Iterator[Topic]:
    for area in syllabus.areas:
        yield from area.children or (area,)


def _section(
    section: Topic, library: Library, used: set[TopicId], drills: Mapping[str, Iterable[TopicId]]
) -> Coverage:
    leaves = [leaf.id for leaf in section.walk() if not leaf.children and leaf.scope == IN_SCOPE]
    concepts = [concept for concept in library.concepts.values() if _belongs(concept.syllabus, section.id)]
    missing = tuple(leaf for leaf in leaves if leaf not in used)
    return Coverage(
        id=section.id,
        title=section.title,
        wanted=len(leaves),
        covered=len(leaves) - len(missing),
        concepts=len(concepts),
        items=_count_items(concepts),
        drills=sum(_belongs(topics, section.id) for topics in drills.values()),
        missing=missing,
    )


def _belongs(topics: Iterable[TopicId], section: TopicId) -> bool:
    return any(is_under(topic, section) for topic in topics)


def seed_coverage(
    library: Library, seeds: Seeds, drills: Mapping[str, Iterable[ConceptId]]
) -> tuple[Coverage, ...]:
    """Return the coverage of every document; drills come with the concepts they belong to."""
    return tuple(
        _document(document.id, document.title, seeds.concepts, library, drills)
        for document in seeds.documents
    )


def _document(
    id: SeedId,
    title: Text,
    seeds: Iterable[Seed],
    library: Library,
    drills: Mapping[str, Iterable[ConceptId]],
) -> Coverage:
    own = [seed for seed in seeds if id in seed.documents]
    missing = tuple(seed.id for seed in own if not is_covered(seed, library))
    ids = {concept for seed in own for concept in seed.concepts}
    concepts = [library.concepts[concept] for concept in sorted(ids) if concept in library.concepts]
    return Coverage(
        id=id,
        title=title,
        wanted=len(own),
        covered=len(own) - len(missing),
        concepts=len(concepts),
        items=_count_items(concepts),
        drills=sum(not ids.isdisjoint(concepts) for concepts in drills.values()),
        missing=missing,
    )


def is_covered(seed: Seed, library: Library) -> bool:
    """Tell whether a concept with at least one item stands for something taught."""
    return any(id in library.concepts and library.concepts[id].items for id in seed.concepts)


def _count_items(concepts: Iterable[Concept]) -> int:
    return sum(len(concept.items) for concept in concepts)
