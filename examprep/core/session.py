"""One session: a plan, and the events that happened to it.

A session is nothing but its plan and its events, so undo is dropping the last event and
resuming is reading them back.
"""

from __future__ import annotations

from functools import cached_property

import msgspec

from examprep.core.item import ItemId

COMEBACK = 4
"""How many questions later a failed item comes back."""
MOST_TRIES = 3
"""How often an item is asked in one session at most."""


class Answered(msgspec.Struct, frozen=True):
    """An item was asked and answered."""

    item: ItemId
    failed: bool


class Session(msgspec.Struct, frozen=True, dict=True):
    """The items planned and what was answered, in order."""

    plan: tuple[ItemId, ...]
    events: tuple[Answered, ...] = ()

    @cached_property
    def queue(self) -> tuple[ItemId, ...]:
        """The items still to ask, the current one first."""
        queue = list(self.plan)
        tries: dict[ItemId, int] = {}
        for event in self.events:
            queue.remove(event.item)
            tries[event.item] = tries.get(event.item, 0) + 1
            if event.failed and tries[event.item] < MOST_TRIES:
                queue.insert(min(COMEBACK, len(queue)), event.item)
        return tuple(queue)

    @property
    def current(self) -> ItemId | None:
        """The item to ask now; `None` when the session is over."""
        queue = self.queue
        return queue[0] if queue else None

    def attempt(self, item: ItemId) -> int:
        """Return how often an item was answered before in this session."""
        return sum(event.item == item for event in self.events)


def step(session: Session, event: Answered) -> Session:
    """Return the session after an answer to its current item."""
    assert event.item == session.current
    return msgspec.structs.replace(session, events=(*session.events, event))


def undo(session: Session) -> Session:
    """Return the session without its last answer."""
    return msgspec.structs.replace(session, events=session.events[:-1])


def amend(session: Session, event: Answered) -> Session:
    """Return the session with its last answer judged anew."""
    return step(undo(session), event)
