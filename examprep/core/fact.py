"""What an answer to a question leaves in the log."""

from __future__ import annotations

import msgspec

from examprep.core.day import StudyDay
from examprep.core.draw import Question
from examprep.core.item import Item, digest_of
from examprep.core.mark import UNKNOWN, Outcome, Partial, Wrong, outcome_name, rating_of
from examprep.core.memory import Fact, SessionId
from examprep.core.response import Response


class Occasion(msgspec.Struct, frozen=True):
    """When something was answered, and in which session."""

    session: SessionId
    mode: str
    at: int
    """Unix time in milliseconds."""
    day: StudyDay
    offset: int
    """Local time minus UTC, in minutes."""


class Answer(msgspec.Struct, frozen=True):
    """A question with what was given, and what became of it."""

    question: Question
    response: Response
    outcome: Outcome
    seconds: float


def fact_of(item: Item, answer: Answer, occasion: Occasion) -> Fact:
    """Return what the log keeps of an answer; `item` is as it stands in the library."""
    return Fact(
        item=item.id,
        digest=digest_of(item),
        session=occasion.session,
        mode=occasion.mode,
        at=occasion.at,
        day=occasion.day,
        offset=occasion.offset,
        outcome=outcome_name(answer.outcome),
        rating=rating_of(answer.outcome),
        answer=_told(answer.question, answer.response),
        slip=_slip_key(answer.outcome),
        seconds=round(answer.seconds, 3),
    )


def _slip_key(outcome: Outcome) -> str | None:
    match outcome:
        case Wrong(slips=slips) | Partial(slips=slips) if slips:
            return ",".join(slip.key for slip in slips if slip.key != UNKNOWN) or None
        case _:
            return None


def _told(question: Question, response: Response) -> str:
    """Return the answer for the log: the response, and the draw it answers."""
    return msgspec.json.encode({"response": response, "seed": question.seed}).decode()
