"""All banks together: merged, indexed, sorted, so that everything later is deterministic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from examprep.core.bank import Bank, BankId, Concept
from examprep.core.curriculum import LearningPath, PathId
from examprep.core.item import ConceptId, Item, ItemId, Recall, kind_of
from examprep.core.lots import Catalogue, Kin, sort_items
from examprep.core.syllabus import Exam, Syllabus, Topic, TopicId, is_under

CARD = "card"
"""The slug of the flashcard that a concept yields."""
_UNWRITTEN = ". …。\n"
"""Characters that say nothing by themselves."""


class Library(msgspec.Struct, frozen=True, dict=True):
    """Every concept with all its items, the syllabuses they serve, and the paths through them."""

    concepts: Mapping[ConceptId, Concept]
    syllabuses: dict[Exam, Syllabus]
    paths: dict[PathId, LearningPath] = {}
    banks: Sequence[Bank] = ()
    """The files they are from."""

    @cached_property
    def items(self) -> dict[ItemId, Item]:
        """Every item by its id, generated flashcards included."""
        return {item.id: item for concept in self.concepts.values() for item in items_of(concept)}

    @cached_property
    def of_banks(self) -> dict[BankId, frozenset[ItemId]]:
        """For each bank the items it holds, its concepts' flashcards included."""
        return {bank.id: frozenset(_ids_of(bank)) for bank in self.banks}

    @cached_property
    def topics(self) -> dict[TopicId, Topic]:
        """Every topic of every syllabus by its id."""
        return {t.id: t for syllabus in self.syllabuses.values() for t in syllabus.topics()}

    @cached_property
    def depths(self) -> dict[ConceptId, int]:
        """For each concept the length of the longest chain of concepts it rests on."""
        depths: dict[ConceptId, int] = {}
        for concept in self.concepts:
            _measure_depth(concept, self.concepts, depths)
        return depths

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every item among its like."""
        return sort_items(_placed(self.concepts.values(), self.depths))

    def find(self, item: ItemId) -> Item | None:
        """Return an item, if there is one, without listing all of them."""
        concept = self.concepts.get(ConceptId(item.partition("/")[0]))
        return None if concept is None else next((one for one in items_of(concept) if one.id == item), None)


def merge_banks(
    banks: Iterable[Bank],
    syllabuses: Mapping[Exam, Syllabus],
    paths: Mapping[PathId, LearningPath] | None = None,
) -> Library:
    """Merge banks: extensions join the concept they extend. The caller has checked the ids."""
    banks = list(banks)
    concepts = {concept.id: concept for bank in banks for concept in bank.concepts}
    for bank in banks:
        for extension in bank.extensions:
            host = concepts.get(extension.extend)
            if host is not None:
                joined = msgspec.structs.replace(host, items=host.items + extension.items)
                concepts[host.id] = joined
    in_order = {id: concepts[id] for id in sorted(concepts)}
    return Library(in_order, dict(syllabuses), dict(paths or {}), tuple(banks))


def with_catalogue(library: Library, catalogue: Catalogue) -> Library:
    """Return a library whose catalogue was made before."""
    vars(library)["catalogue"] = catalogue
    return library


def _ids_of(bank: Bank) -> Iterator[ItemId]:
    yield from (card_of(concept).id for concept in bank.concepts if has_card(concept))
    yield from (item.id for item in bank.items())


def card_of(concept: Concept) -> Recall:
    """Return the flashcard a concept yields: its title in front, its note behind."""
    id = ItemId(f"{concept.id}/{CARD}")
    return Recall(id=id, level=1, ask=concept.title, answer=concept.note, sources=concept.sources)


def has_card(concept: Concept) -> bool:
    """Tell whether the front and the back of a concept's flashcard are written."""
    texts = (concept.title, concept.note)
    return all(words.strip(_UNWRITTEN) for text in texts for words in (text.ja, text.en))


def items_of(concept: Concept) -> Iterator[Item]:
    """Yield the concept's flashcard, if it is written, and its items."""
    if has_card(concept):
        yield card_of(concept)
    yield from concept.items


def is_card(item: Item) -> bool:
    """Tell a generated flashcard from an item of a bank."""
    return item.id.endswith(f"/{CARD}")


def concerns(concept: Concept, topic: str) -> bool:
    """Tell whether a concept belongs to a topic or to one below it."""
    return any(is_under(own, topic) for own in concept.syllabus)


class Filter(msgspec.Struct, frozen=True):
    """Which items a session may ask; every part that is set must hold."""

    exam: Exam | None = None
    topic: str | None = None
    concept: str | None = None
    kind: str | None = None
    path: str | None = None
    """Only the concepts of a learning path."""
    bank: str | None = None
    """Only the items of one bank."""
    cards: bool = False
    """Flashcards, generated and written, instead of everything but the generated."""


def select_items(library: Library, wanted: Filter) -> tuple[Item, ...]:
    """Return the items that pass a filter, in the library's order."""
    on_path = None if wanted.path is None else library.paths[PathId(wanted.path)].ranks
    in_bank = None if wanted.bank is None else library.of_banks[BankId(wanted.bank)]
    return tuple(
        item
        for concept in library.concepts.values()
        if _concept_passes(concept, wanted) and (on_path is None or concept.id in on_path)
        for item in items_of(concept)
        if _item_passes(item, wanted) and (in_bank is None or item.id in in_bank)
    )


def catalogue_for(library: Library, wanted: Filter) -> Catalogue:
    """Return the lots a filter chooses from: all, or those of its concept, bank or path, in its order."""
    if wanted.path is wanted.concept is wanted.bank is None:
        return library.catalogue
    order = library.depths if wanted.path is None else library.paths[PathId(wanted.path)].ranks
    kept = [c for c in library.concepts.values() if wanted.concept in (None, c.id)]
    placed = _placed([c for c in kept if wanted.path is None or c.id in order], order)
    in_bank = None if wanted.bank is None else library.of_banks[BankId(wanted.bank)]
    return sort_items(one for one in placed if in_bank is None or one[-1].id in in_bank)


def lots_passing(catalogue: Catalogue, wanted: Filter) -> frozenset[int]:
    """Return the places of the lots that pass a filter, its concept, path and bank apart."""
    return frozenset(place for place, lot in enumerate(catalogue.lots) if _lot_passes(lot.kin, wanted))


def _placed(
    concepts: Iterable[Concept], order: Mapping[ConceptId, int]
) -> Iterator[tuple[tuple[TopicId, ...], int, bool, Item]]:
    for concept in concepts:
        syllabus, depth = concept.syllabus, order.get(concept.id, 0)
        if has_card(concept):
            yield syllabus, depth, True, card_of(concept)
        for item in concept.items:
            yield syllabus, depth, False, item


def _lot_passes(kin: Kin, wanted: Filter) -> bool:
    of_mode = kin.kind == "recall" if wanted.cards else not kin.is_card
    roots = [root for root in (wanted.exam, wanted.topic) if root is not None]
    of_topics = all(any(is_under(own, root) for own in kin.syllabus) for root in roots)
    return of_mode and wanted.kind in (None, kin.kind) and of_topics


def _concept_passes(concept: Concept, wanted: Filter) -> bool:
    return (
        (wanted.exam is None or concerns(concept, wanted.exam.value))
        and (wanted.topic is None or concerns(concept, wanted.topic))
        and (wanted.concept is None or concept.id == wanted.concept)
    )


def _item_passes(item: Item, wanted: Filter) -> bool:
    of_mode = isinstance(item, Recall) if wanted.cards else not is_card(item)
    return of_mode and wanted.kind in (None, kind_of(item))


def _measure_depth(
    concept: ConceptId, concepts: Mapping[ConceptId, Concept], depths: dict[ConceptId, int]
) -> None:
    """Fill in the depth of a concept and of those it rests on; a cycle, which `bank check` refuses, is cut.

    Without recursion: a chain may be as long as a stranger's bank makes it.
    """
    above = {concept: iter(concepts[concept].requires)} if concept not in depths else {}
    while above:
        last = next(reversed(above))
        fresh = (id for id in above[last] if id in concepts and id not in depths and id not in above)
        below = next(fresh, None)
        if below is not None:
            above[below] = iter(concepts[below].requires)
            continue
        del above[last]
        depths[last] = 1 + max((depths.get(id, 0) for id in concepts[last].requires), default=-1)
