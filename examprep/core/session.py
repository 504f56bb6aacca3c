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


class Skipped(msgspec.Struct, frozen=True):
    """An item was set aside: it is not asked any more."""

    item: ItemId


class Session(msgspec.Struct, frozen=True, dict=True):
    """The items planned and what was done with them, in order."""

    plan: tuple[ItemId, ...]
    events: tuple[Answered | Skipped, ...] = ()

    @cached_property
    def queue(self) -> tuple[ItemId, ...]:
        """The items still to ask, the current one first."""
        queue = list(self.plan)
        tries: dict[ItemId, int] = {}
        for event in self.events:
            if event.item in queue:
                queue.remove(event.item)
            if isinstance(event, Skipped):
                continue
            tries[event.item] = tries.get(event.item, 0) + 1
            if event.failed and tries[event.item] < MOST_TRIES:
                queue.insert(min(COMEBACK, len(queue)), event.item)
        return tuple(queue)

    @property
    def current(self) -> ItemId | None:
        """The item to ask now; `None` when the session is over."""
        queue = self.queue
        return queue[0] if queue else None

    @property
    def answers(self) -> tuple[Answered, ...]:
        """What was answered."""
        return tuple(event for event in self.events if isinstance(event, Answered))

    def attempt(self, item: ItemId) -> int:
        """Return how often an item was answered before in this session."""
        return sum(answer.item == item for answer in self.answers)


def step(session: Session, event: Answered) -> Session:
    """Return the session after an answer to its current item."""
    assert event.item == session.current
    return msgspec.structs.replace(session, events=(*session.events, event))


def read_back(session: Session, event: Answered) -> Session:
    """Return the session after an answer of the log: to any item that was still to be asked.

    Marks may have come and gone since, so that it need not be the current one.
    """
    assert event.item in session.queue
    return msgspec.structs.replace(session, events=(*session.events, event))


def skip(session: Session, item: ItemId) -> Session:
    """Return the session without an item in its queue, though it may just have been answered."""
    return msgspec.structs.replace(session, events=(*session.events, Skipped(item)))


def undo(session: Session) -> Session:
    """Return the session without the last thing done."""
    return msgspec.structs.replace(session, events=session.events[:-1])


def amend(session: Session, event: Answered) -> Session:
    """Return the session with its last answer judged anew."""
    return step(undo(session), event)
