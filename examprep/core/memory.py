"""What is remembered: reviews are the facts, memory is their fold.

The only importer of `fsrs`. Its dice are off and it is fed study-day midnights, so the
same reviews always give the same memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NewType

import fsrs
import msgspec

from examprep.core.day import StudyDay, midnight
from examprep.core.item import ItemId

SessionId = NewType("SessionId", str)
DeviceId = NewType("DeviceId", str)


class Rating(IntEnum):
    """How well an item was recalled."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Memory(msgspec.Struct, frozen=True):
    """The state of one item after its reviews, by FSRS-6."""

    stability: float
    """Days until recall falls to 90%."""
    difficulty: float
    """1 to 10."""
    last: StudyDay
    due: StudyDay
    reps: int
    lapses: int


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """The fact: one item answered once. Never changed, at most voided by a later row."""

    item: ItemId
    digest: str
    """Digest of the item as it was asked; content changes, histories do not."""
    session: SessionId
    mode: str
    """`quiz` or `cards`."""
    at: int
    """Unix time in milliseconds; clocks go back, so never the order by itself."""
    day: StudyDay
    offset: int
    """Local time minus UTC, in minutes."""
    outcome: str
    """`right`, `partial`, `wrong`, `passed` (don't know) or `rated` (a card)."""
    rating: Rating
    answer: str
    slip: str | None
    seconds: float
    before: Memory | None
    after: Memory
    predicted: float | None
    """Probability of recall just before; `None` for an item never seen, or seen the same day."""
    parameters: int
    """Version of the FSRS parameters behind `after`."""


PARAMETERS_VERSION = 1
RETENTION = 0.9

_SCHEDULER = fsrs.Scheduler(
    desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False
)


def review(memory: Memory | None, rating: Rating, today: StudyDay) -> Memory:
    """Return the memory after one review; `None` is an item never seen.

    A study day before the last review counts as that day: clocks go back.
    """
    day = today if memory is None else StudyDay(max(today, memory.last))
    card, _ = _SCHEDULER.review_card(_card(memory), fsrs.Rating(rating), midnight(day))
    assert card.stability is not None and card.difficulty is not None
    return Memory(
        stability=card.stability,
        difficulty=card.difficulty,
        last=day,
        due=StudyDay(card.due.toordinal()),
        reps=1 if memory is None else memory.reps + 1,
        lapses=_lapses(memory, rating, day),
    )


def prediction(memory: Memory | None, today: StudyDay) -> float | None:
    """Return the recall predicted for a review; `None` where nothing is: never seen, or seen today."""
    return None if memory is None or memory.last >= today else retrievability(memory, today)


def replay(reviews: Iterable[Review]) -> dict[ItemId, Memory]:
    """Return the memory of every item that a history, in its order, leaves."""
    memories: dict[ItemId, Memory] = {}
    for fact in reviews:
        memories[fact.item] = review(memories.get(fact.item), fact.rating, fact.day)
    return memories


def retrievability(memory: Memory, today: StudyDay) -> float:
    """Return the probability of recall today (FSRS-6 forgetting curve)."""
    elapsed = max(today - memory.last, 0)
    return float((1 + _FACTOR * elapsed / memory.stability) ** _DECAY)


_DECAY: float = -_SCHEDULER.parameters[20]
_FACTOR = 0.9 ** (1 / _DECAY) - 1


def _card(memory: Memory | None) -> fsrs.Card:
    # A card without an explicit id and due date sleeps a millisecond and reads the clock.
    if memory is None:
        return fsrs.Card(card_id=0, due=midnight(StudyDay(1)))
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=midnight(memory.due),
        last_review=midnight(memory.last),
    )


def _lapses(memory: Memory | None, rating: Rating, day: StudyDay) -> int:
    """Count what was forgotten, not what was not yet learned on the day itself."""
    if memory is None:
        return 0
    return memory.lapses + (rating is Rating.AGAIN and day > memory.last)
