"""Folds over what was learned: what is due, how each area stands, how long the streak is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from examprep.core.day import StudyDay
from examprep.core.item import ItemId
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
