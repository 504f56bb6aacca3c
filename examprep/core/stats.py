"""Folds over what was learned: what is due, how each area and each step of a path stands, the streak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from examprep.core.bank import Concept
from examprep.core.curriculum import LearningPath, Step
from examprep.core.day import StudyDay
from examprep.core.item import ConceptId, ItemId
from examprep.core.library import Library, concerns, is_card, items_of
from examprep.core.memory import Memory, retrievability
from examprep.core.syllabus import Topic


class Tally(msgspec.Struct, frozen=True):
    """How many answers were given, not counting those taken back."""

    seen: int
    judged: int
    """Those marked that were the first to their item on a day; a flashcard rates itself."""
    right: int


class AreaStats(msgspec.Struct, frozen=True):
    """How one area of a syllabus stands."""

    area: Topic
    items: int
    seen: int
    """Items asked at least once."""
    accuracy: float | None
    """Share of marked answers that were right; `None` before the first."""
    retrievability: float | None
    """Mean probability of recall today over the items seen."""
    due: int


class Standing(msgspec.Struct, frozen=True):
    """The whole picture in a few numbers."""

    due: int
    """Questions, flashcards not counted."""
    due_cards: int
    answered_today: int
    streak: int
    """Days without a gap."""
    answered: int
    items: int


def standing(
    library: Library, memories: Mapping[ItemId, Memory], days: Mapping[StudyDay, Tally], today: StudyDay
) -> Standing:
    """Sum up everything studied so far."""
    asked_today = days.get(today)
    return Standing(
        due=count_due(_known(library, memories, cards=False), today),
        due_cards=count_due(_known(library, memories, cards=True), today),
        answered_today=asked_today.seen if asked_today else 0,
        streak=streak(days, today),
        answered=sum(tally.seen for tally in days.values()),
        items=len(library.items),
    )


def _known(library: Library, memories: Mapping[ItemId, Memory], *, cards: bool) -> Iterator[Memory]:
    """Yield the memories of items that are generated flashcards, or are none."""
    for id, memory in memories.items():
        item = library.items.get(id)
        if item is not None and is_card(item) == cards:
            yield memory


def area_stats(
    area: Topic,
    library: Library,
    memories: Mapping[ItemId, Memory],
    counts: Mapping[ItemId, Tally],
    today: StudyDay,
) -> AreaStats:
    """Sum up the items whose concept belongs to an area."""
    items = [
        item
        for concept in library.concepts.values()
        if concerns(concept, area.id)
        for item in items_of(concept)
    ]
    known = [memories[item.id] for item in items if item.id in memories]
    tallies = [counts[item.id] for item in items if item.id in counts]
    judged = sum(tally.judged for tally in tallies)
    return AreaStats(
        area=area,
        items=len(items),
        seen=len(known),
        accuracy=sum(tally.right for tally in tallies) / judged if judged else None,
        retrievability=sum(retrievability(m, today) for m in known) / len(known) if known else None,
        due=count_due(known, today),
    )


def count_due(memories: Iterable[Memory], today: StudyDay) -> int:
    """Count the memories whose item is due."""
    return sum(memory.due <= today for memory in memories)


def streak(days: Iterable[StudyDay], today: StudyDay) -> int:
    """Count the days studied without a gap up to today, or to yesterday while today is young."""
    studied = set(days)
    day = today if today in studied else StudyDay(today - 1)
    length = 0
    while day in studied:
        length += 1
        day = StudyDay(day - 1)
    return length


# --- learning paths

KNOWN = 0.8
"""From this probability of recall on an item counts as known."""
DONE = 0.8
"""Share of a step's items that must be known before the next step stands first."""


class StepProgress(msgspec.Struct, frozen=True):
    """How far a learner is with one step."""

    step: Step
    items: int
    known: int
    """Those that would be recalled today with some certainty."""
    passed: int
    """Drills passed at least once."""

    @property
    def is_done(self) -> bool:
        """Whether enough is known, and every drill passed."""
        return self.known >= DONE * self.items and self.passed == len(self.step.drills)


def progress_of(
    path: LearningPath,
    concepts: Mapping[ConceptId, Concept],
    memories: Mapping[ItemId, Memory],
    passed: Iterable[str],
    today: StudyDay,
) -> tuple[StepProgress, ...]:
    """Return how far a learner is with every step."""
    passed = frozenset(passed)
    return tuple(_progress(step, concepts, memories, passed, today) for step in path.steps)


def _progress(
    step: Step,
    concepts: Mapping[ConceptId, Concept],
    memories: Mapping[ItemId, Memory],
    passed: frozenset[str],
    today: StudyDay,
) -> StepProgress:
    items = [item.id for id in step.concepts if id in concepts for item in concepts[id].items]
    known = sum(id in memories and retrievability(memories[id], today) >= KNOWN for id in items)
    return StepProgress(step, len(items), known, sum(drill in passed for drill in step.drills))
