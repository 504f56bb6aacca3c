"""JSON: questions as they are between the formats, with nothing lost."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from examprep.exchange.intake import ForeignError, decode
from examprep.exchange.posed import Fault, Found, Posed, Reading, Written

SCHEMA = 1


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
    return Reading(tuple(Found(question) for question in sheet.questions))
