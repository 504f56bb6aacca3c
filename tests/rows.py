"""Answers as the log keeps them, for tests of what keeps them."""

from __future__ import annotations

from typing import Any

import msgspec

from examprep.core.day import StudyDay
from examprep.core.item import ItemId
from examprep.core.memory import Rating, Review, SessionId, review

DAY = StudyDay(739_000)
SOFTMAX, DROPOUT = ItemId("softmax/card"), ItemId("dropout/card")


def fact(item: ItemId = SOFTMAX, **changes: Any) -> Review:
    """Return an answer to an item never seen, unless the changes say otherwise."""
    plain = Review(
        item=item,
        digest="d1",
        session=SessionId("s1"),
        mode="quiz",
        at=1_000,
        day=DAY,
        offset=540,
        outcome="right",
        rating=Rating.GOOD,
        answer="2",
        slip=None,
        seconds=4.25,
        before=None,
        after=review(None, Rating.GOOD, DAY),
        predicted=None,
        parameters=1,
    )
    return msgspec.structs.replace(plain, **changes)
