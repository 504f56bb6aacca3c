"""A learner's answers in the forms that other programs of spaced repetition read.

Only answers that stand, in the order they were given; what an item is to us is a card to them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from examprep.core.item import ItemId
from examprep.core.memory import Memory, Model, Review, review

FSRS_COLUMNS = ("card_id", "review_time", "review_rating", "review_state", "review_duration")
"""What the FSRS optimizer reads."""
ANKI_COLUMNS = ("id", "cid", "usn", "ease", "ivl", "lastIvl", "factor", "time", "type", "item")
"""Anki's table `revlog`, in its order, and the item that the card `cid` stands for."""
LONGEST = 60_000
"""Anki counts no answer as having taken more milliseconds."""
_NEW, _REVIEW, _RELEARNING = 0, 2, 3
_LEARN, _REVIEWED, _RELEARN = 0, 1, 2


def fsrs_rows(reviews: Iterable[Review], model: Model) -> Iterator[tuple[object, ...]]:
    """Yield reviews for the FSRS optimizer: a card's first is of the state 0 (new), and no other one."""
    for fact, before, _ in _replayed(reviews, model):
        state = _NEW if before is None else _RELEARNING if _is_again(fact, before) else _REVIEW
        yield fact.item, fact.at, int(fact.rating), state, _milliseconds(fact)


def anki_rows(reviews: Iterable[Review], model: Model) -> Iterator[tuple[object, ...]]:
    """Yield rows of Anki's revlog: only a card's first is of the type 0 (learn), or Anki forgets the rest.

    Times are unique there: of two answers in one millisecond the later one is a millisecond late.
    """
    last = 0
    for fact, before, after in _replayed(reviews, model):
        last = max(fact.at, last + 1)
        kind = _LEARN if before is None else _RELEARN if _is_again(fact, before) else _REVIEWED
        earlier = 0 if before is None else _interval(before)
        took = min(_milliseconds(fact), LONGEST)
        rated = (int(fact.rating), _interval(after), earlier, _factor(after), took, kind)
        yield last, card_number(fact.item), -1, *rated, fact.item


def _interval(memory: Memory) -> int:
    return max(memory.due - memory.last, 1)


def _factor(memory: Memory) -> int:
    """Return what Anki writes for a difficulty of 1 to 10 where SM-2 had an ease: 100 to 1100."""
    return round(((memory.difficulty - 1) / 9 + 0.1) * 1000)


def card_number(item: ItemId) -> int:
    """Return the number of an item's card, the same in every export.

    Anki numbers cards by milliseconds, and renumbers those of the future: these lie between 2001 and 2020.
    """
    digest = hashlib.blake2b(item.encode(), digest_size=8).digest()
    return 10**12 + int.from_bytes(digest, "big") % (6 * 10**11)


def _replayed(reviews: Iterable[Review], model: Model) -> Iterator[tuple[Review, Memory | None, Memory]]:
    """Yield reviews between what is remembered before and after them by those that stand."""
    known: dict[ItemId, Memory] = {}
    for fact in reviews:
        before = known.get(fact.item)
        known[fact.item] = review(before, fact.rating, fact.day, model)
        yield fact, before, known[fact.item]


def _is_again(fact: Review, before: Memory) -> bool:
    """Tell whether an item is asked again on a day on which it had been forgotten."""
    return before.last >= fact.day and before.lapses > 0


def _milliseconds(fact: Review) -> int:
    return max(round(fact.seconds * 1000), 0)
