"""What is remembered: reviews are the facts, memory is their fold.

The only importer of `fsrs`. Its dice are off and it is fed study-day midnights, so the
same reviews always give the same memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import NewType

import fsrs
import msgspec
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

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


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One item answered once: what happened, without what it did to memory."""

    item: ItemId
    digest: str
    """Digest of the item as it was asked; content changes, histories do not."""
    session: SessionId
    mode: str
    """`quiz`, `cards`, `drill` or `exam`."""
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


class Review(Fact, frozen=True, kw_only=True):
    """A fact with the memory around it. Never changed, at most voided by a later row."""

    before: Memory | None
    after: Memory
    predicted: float | None
    """Probability of recall just before; `None` for an item never seen, or seen the same day."""
    parameters: int
    """Version of the FSRS parameters behind `after`."""


class Model(msgspec.Struct, frozen=True):
    """How memory is believed to work: FSRS-6, and the recall at which an item falls due."""

    weights: tuple[float, ...]
    """Its 21 parameters."""
    retention: float = 0.9
    version: int = 1

    @property
    def decay(self) -> float:
        """The exponent of the forgetting curve, below zero."""
        return -self.weights[20]

    @property
    def factor(self) -> float:
        """What elapsed days over stability are multiplied by, so that recall at the stability is 90%."""
        return float(0.9 ** (1 / self.decay)) - 1


DEFAULT = Model(tuple(fsrs.Scheduler().parameters))


class Fitted(msgspec.Struct, frozen=True):
    """A model, and what it was fitted to."""

    model: Model
    reviews: int
    loss: float | None
    """Log loss on held-out reviews; `None` where only the retention changed."""
    loss_before: float | None
    """The same of the model before it."""


def clamp_weights(weights: Iterable[float]) -> tuple[float, ...]:
    """Return weights rounded to four decimals and moved into the bounds that FSRS-6 sets them."""
    bounded = zip(weights, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(round(weight, 4), low), high) for weight, low, high in bounded)


@lru_cache(8)
def _scheduler(model: Model) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        parameters=model.weights,
        desired_retention=model.retention,
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
    )


def review(memory: Memory | None, rating: Rating, today: StudyDay, model: Model = DEFAULT) -> Memory:
    """Return the memory after one review; `None` is an item never seen.

    A study day before the last review counts as that day: clocks go back.
    """
    day = today if memory is None else StudyDay(max(today, memory.last))
    card, _ = _scheduler(model).review_card(_card(memory), fsrs.Rating(rating), midnight(day))
    assert card.stability is not None and card.difficulty is not None
    return Memory(
        stability=card.stability,
        difficulty=card.difficulty,
        last=day,
        due=StudyDay(card.due.toordinal()),
        reps=1 if memory is None else memory.reps + 1,
        lapses=_lapses(memory, rating, day),
    )


def remember(fact: Fact, before: Memory | None, model: Model) -> Review:
    """Return the review that a fact is to what was remembered of its item."""
    return Review(
        **msgspec.structs.asdict(fact),
        before=before,
        after=review(before, fact.rating, fact.day, model),
        predicted=prediction(before, fact.day, model),
        parameters=model.version,
    )


def prediction(memory: Memory | None, today: StudyDay, model: Model = DEFAULT) -> float | None:
    """Return the recall predicted for a review; `None` where nothing is: never seen, or seen today."""
    return None if memory is None or memory.last >= today else retrievability(memory, today, model)


def replay(reviews: Iterable[Review], model: Model = DEFAULT) -> dict[ItemId, Memory]:
    """Return the memory of every item that a history, in its order, leaves."""
    memories: dict[ItemId, Memory] = {}
    for fact in reviews:
        memories[fact.item] = review(memories.get(fact.item), fact.rating, fact.day, model)
    return memories


def retrievability(memory: Memory, today: StudyDay, model: Model = DEFAULT) -> float:
    """Return the probability of recall today (FSRS-6 forgetting curve)."""
    elapsed = max(today - memory.last, 0)
    decay = -model.weights[20]
    return float((1 + (0.9 ** (1 / decay) - 1) * elapsed / memory.stability) ** decay)


def recall_later(memory: Memory, day: StudyDay, model: Model = DEFAULT) -> float:
    """Return the probability of recall on a day, at the soonest on the day after the last answer.

    Of what was answered a moment ago, right or wrong, the curve says that it is there for sure.
    """
    return retrievability(memory, max(day, StudyDay(memory.last + 1)), model)


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
