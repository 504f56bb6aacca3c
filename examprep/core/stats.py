"""Folds over what was learned: what is due and will be, how areas and steps of paths stand, the streak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from statistics import fmean

import msgspec

from examprep.core.bank import Concept
from examprep.core.curriculum import LearningPath, Step
from examprep.core.day import StudyDay, date_of
from examprep.core.item import ConceptId, ItemId
from examprep.core.library import Library, concerns, is_card, items_of
from examprep.core.memory import Memory, Model, recall_later
from examprep.core.syllabus import Topic


class Tally(msgspec.Struct, frozen=True):
    """How many answers were given, not counting those taken back."""

    seen: int
    """All of them; of a day, the drills that were graded, too."""
    judged: int
    """Those marked that were the first to their item on a day; a flashcard rates itself."""
    right: int
    graded: int = 0
    """Of a day: drills that were graded."""

    @property
    def answered(self) -> int:
        """Answers to questions and cards."""
        return self.seen - self.graded


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """What a learner has behind them, as the log tells it."""

    memories: Mapping[ItemId, Memory]
    counts: Mapping[ItemId, Tally]
    days: Mapping[StudyDay, Tally]
    today: StudyDay
    model: Model
    aside: Set[ItemId] = frozenset()
    """Items not to be asked until they are taken back."""
    later: Set[ItemId] = frozenset()
    """Items not to be asked today."""

    def is_due(self, id: ItemId) -> bool:
        """Tell whether an item is to be asked today."""
        return self.due_day(id) == self.today

    def due_day(self, id: ItemId) -> StudyDay | None:
        """Return the first day, today or later, on which an item seen is due; `None` if it is set aside."""
        memory = self.memories.get(id)
        if memory is None or id in self.aside:
            return None
        return StudyDay(max(memory.due, self.today + (id in self.later)))


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


class Streak(msgspec.Struct, frozen=True):
    """Days studied in a row."""

    length: int
    """Days studied; those missed are not counted."""
    freezes: int
    """Days missed among them that did not break the row."""


class Standing(msgspec.Struct, frozen=True):
    """The whole picture in a few numbers."""

    due: int
    """Questions, flashcards not counted."""
    due_cards: int
    answered_today: int
    """Questions and cards, as in all other numbers of answers."""
    streak: int
    freezes: int
    answered: int
    items: int
    graded_today: int = 0
    """Drills that were graded."""
    graded: int = 0

    @property
    def is_begun(self) -> bool:
        """Whether anything was ever answered or written."""
        return self.answered + self.graded > 0


def standing(library: Library, past: Past) -> Standing:
    """Sum up everything studied so far."""
    asked_today = past.days.get(past.today)
    due = [library.items[id] for id in past.memories if id in library.items and past.is_due(id)]
    cards = sum(map(is_card, due))
    row = streak(past.days, past.today)
    return Standing(
        due=len(due) - cards,
        due_cards=cards,
        answered_today=asked_today.answered if asked_today else 0,
        streak=row.length,
        freezes=row.freezes,
        answered=sum(tally.answered for tally in past.days.values()),
        items=len(library.items),
        graded_today=asked_today.graded if asked_today else 0,
        graded=sum(tally.graded for tally in past.days.values()),
    )


def area_stats(area: Topic, library: Library, past: Past) -> AreaStats:
    """Sum up the items whose concept belongs to an area."""
    concepts = [concept for concept in library.concepts.values() if concerns(concept, area.id)]
    items = [item.id for concept in concepts for item in items_of(concept)]
    known = [past.memories[id] for id in items if id in past.memories]
    tallies = [past.counts[id] for id in items if id in past.counts]
    judged = sum(tally.judged for tally in tallies)
    recalls = [recall_later(memory, past.today, past.model) for memory in known]
    return AreaStats(
        area=area,
        items=len(items),
        seen=len(known),
        accuracy=sum(tally.right for tally in tallies) / judged if judged else None,
        retrievability=fmean(recalls) if recalls else None,
        due=sum(map(past.is_due, items)),
    )


def count_due(memories: Iterable[Memory], today: StudyDay) -> int:
    """Count the memories whose item is due."""
    return sum(memory.due <= today for memory in memories)


# --- days

FORECAST = 14
"""Days ahead for which due items are counted."""
WEEKS = 26
"""Weeks back that a heatmap shows."""
THAW = 7
"""Two missed days this close to each other break a streak; one alone does not."""


class DueDay(msgspec.Struct, frozen=True):
    """What falls due on a day if nothing is answered before."""

    day: StudyDay
    questions: int
    cards: int


def forecast(library: Library, past: Past, days: int = FORECAST) -> tuple[DueDay, ...]:
    """Return what falls due on each of the next days; today holds what was due before."""
    counts = Counter(
        (past.due_day(id), is_card(library.items[id])) for id in past.memories if id in library.items
    )
    coming = (StudyDay(past.today + ahead) for ahead in range(days))
    return tuple(DueDay(day, counts[day, False], counts[day, True]) for day in coming)


def weeks_of(
    days: Mapping[StudyDay, Tally], today: StudyDay, weeks: int = WEEKS
) -> tuple[tuple[int | None, ...], ...]:
    """Return the answers on each day of the last weeks, Monday first; days to come are `None`."""
    monday = today - date_of(today).weekday() - 7 * (weeks - 1)
    counts = [
        (days[StudyDay(day)].answered if day in days else 0) if day <= today else None
        for day in range(monday, monday + 7 * weeks)
    ]
    return tuple(tuple(counts[start : start + 7]) for start in range(0, len(counts), 7))


def streak(days: Iterable[StudyDay], today: StudyDay) -> Streak:
    """Count the days studied up to today, or to yesterday while today is young.

    A missed day breaks the row only if another was missed less than a week from it.
    """
    studied = frozenset(days)
    day = today if today in studied else StudyDay(today - 1)
    length = 0
    missed: list[StudyDay] = []
    while day in studied or (day - 1 in studied and not any(later - day < THAW for later in missed)):
        if day in studied:
            length += 1
        else:
            missed.append(day)
        day = StudyDay(day - 1)
    return Streak(length, len(missed))


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
    model: Model,
) -> tuple[StepProgress, ...]:
    """Return how far a learner is with every step."""
    passed = frozenset(passed)
    known = {id for id, memory in memories.items() if recall_later(memory, today, model) >= KNOWN}
    return tuple(_progress(step, concepts, known, passed) for step in path.steps)


def _progress(
    step: Step, concepts: Mapping[ConceptId, Concept], known: Set[ItemId], passed: Set[str]
) -> StepProgress:
    items = [item.id for id in step.concepts if id in concepts for item in concepts[id].items]
    drills = sum(drill in passed for drill in step.drills)
    return StepProgress(step, len(items), sum(id in known for id in items), drills)
