"""JSON: questions as they are between the formats, with nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from examprep.exchange.intake import MAX_FAULTS, MAX_TEXT, ForeignError, decode
from examprep.exchange.posed import (
    Choosing,
    Counting,
    Fault,
    Found,
    Ordering,
    Pairing,
    Posed,
    Reading,
    Turning,
    Wording,
    Written,
)

SCHEMA = 1
LEVELS = range(1, 5)
MOST_PARTS = 100
"""To arrange, of one question."""


class Sheet(msgspec.Struct, frozen=True):
    """The whole file."""

    schema: int
    questions: tuple[Posed, ...]


def write_json(questions: Sequence[Posed]) -> Written:
    """Return questions as JSON."""
    packed = msgspec.json.encode(Sheet(SCHEMA, tuple(questions)))
    return Written(msgspec.json.format(packed, indent=2) + b"\n")


def read_json(source: bytes) -> Reading:
    """Read questions back."""
    try:
        sheet = msgspec.json.decode(decode(source).encode(), type=Sheet)
    except ForeignError as error:
        return Reading(faults=(error.fault,))
    except (msgspec.MsgspecError, RecursionError) as error:
        return Reading(faults=(Fault(1, f"this is not the JSON that is written here: {error}"),))
    if sheet.schema != SCHEMA:
        return Reading(faults=(Fault(1, f"schema {sheet.schema} is not known here; {SCHEMA} is"),))
    faults = [
        Fault(1, f"question {number}: {reason}")
        for number, question in enumerate(sheet.questions, 1)
        if (reason := _unusable(question))
    ]
    if faults:
        return Reading(faults=tuple(faults[:MAX_FAULTS]))
    return Reading(tuple(Found(question) for question in sheet.questions))


def _unusable(question: Posed) -> str | None:
    """Return why a question cannot be asked; whoever wrote the file may have written anything."""
    if not question.ask.strip():
        return "the question is empty"
    if question.level not in LEVELS:
        return f"level {question.level} is not one of 1 to 4"
    longest = max(len(text) for text in _texts(question))
    if longest > MAX_TEXT:
        return f"a text has more than {MAX_TEXT:,} characters"
    match question.form:
        case Choosing(picks=parts) | Wording(picks=parts) if not any(part.share > 0 for part in parts):
            return "no answer is right"
        case Counting(figures=()):
            return "no answer is right"
        case Counting(figures=figures) if any(figure.tolerance < 0 for figure in figures):
            return "a tolerance is never negative"
        case Pairing(pairs=parts) | Ordering(steps=parts) if not 2 <= len(parts) <= MOST_PARTS:
            return f"{len(parts)} to arrange are not from 2 to {MOST_PARTS}"
        case _:
            return None


def _texts(question: Posed) -> Iterator[str]:
    yield from (question.name, question.ask, question.why, question.shelf, *question.tags, *question.sources)
    match question.form:
        case Choosing(picks=picks) | Wording(picks=picks):
            yield from (text for pick in picks for text in (pick.text, pick.why))
        case Counting(figures=figures):
            yield from (figure.why for figure in figures)
        case Pairing(pairs=pairs):
            yield from (side for pair in pairs for side in pair)
        case Ordering(steps=steps):
            yield from steps
        case Turning(back=back):
            yield back
