"""Concepts that are slipping away, in the order in which to mend them: what others rest on comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from statistics import fmean

import msgspec

from examprep.core.bank import Concept, DrillId
from examprep.core.day import StudyDay
from examprep.core.item import ConceptId, Item
from examprep.core.memory import recall_later
from examprep.core.readiness import Record
from examprep.core.stats import KNOWN

AHEAD = 7
"""Weak is what will not be recalled in so many days: right after a mistake was explained all is recalled."""


class Weak(msgspec.Struct, frozen=True):
    """One concept that is weak, and what to do about it."""

    concept: ConceptId
    recall: float
    """Mean probability of recall in a week over its items seen."""
    seen: int
    first: tuple[ConceptId, ...]
    """Weak ones it rests on, directly or through others."""
    drill: DrillId | None
    """A program to write, not passed yet."""


def weak_concepts(
    concepts: Mapping[ConceptId, Concept],
    items: Iterable[Item],
    record: Record,
    today: StudyDay,
    passed: Set[str],
) -> tuple[Weak, ...]:
    """Return the concepts of some items that are weak, basics first, else the weakest first.

    What was never seen is new, not weak.
    """
    recalls = _recalls(items, record, StudyDay(today + AHEAD))
    means = {concept: fmean(own) for concept, own in recalls.items()}
    weak = {concept: mean for concept, mean in means.items() if mean < KNOWN}
    order: dict[ConceptId, None] = {}
    for concept in sorted(weak, key=lambda own: (weak[own], own)):
        _place(concept, concepts, weak, order, set())
    return tuple(
        Weak(
            concept=concept,
            recall=weak[concept],
            seen=len(recalls[concept]),
            first=tuple(id for id in order if id in set(_basics(concept, concepts, weak, {concept}))),
            drill=_to_write(concepts[concept], passed),
        )
        for concept in order
    )


def _recalls(items: Iterable[Item], record: Record, day: StudyDay) -> dict[ConceptId, list[float]]:
    """Return the recall of every item seen, by concept."""
    recalls: dict[ConceptId, list[float]] = {}
    aside = record.aside
    for item in items:
        memory = record.memories.get(item.id)
        if memory is not None and item.id not in aside:
            recalls.setdefault(item.concept, []).append(recall_later(memory, day, record.model))
    return recalls


def _place(
    concept: ConceptId,
    concepts: Mapping[ConceptId, Concept],
    weak: Mapping[ConceptId, float],
    order: dict[ConceptId, None],
    above: set[ConceptId],
) -> None:
    """Put a concept into the order after what it rests on; a cycle, which `bank check` refuses, is cut."""
    if concept in order or concept in above:
        return
    basics = set(_basics(concept, concepts, weak, {concept}))
    for basic in sorted(basics, key=lambda own: (weak[own], own)):
        _place(basic, concepts, weak, order, above | {concept})
    order[concept] = None


def _basics(
    concept: ConceptId,
    concepts: Mapping[ConceptId, Concept],
    weak: Mapping[ConceptId, float],
    met: set[ConceptId],
) -> Iterator[ConceptId]:
    """Yield the weak concepts that one rests on, looking through those that are not weak."""
    for basic in concepts[concept].requires:
        if basic in concepts and basic not in met:
            met.add(basic)
            if basic in weak:
                yield basic
            else:
                yield from _basics(basic, concepts, weak, met)


def _to_write(concept: Concept, passed: Set[str]) -> DrillId | None:
    return next((drill for drill in concept.drills if drill not in passed), None)
