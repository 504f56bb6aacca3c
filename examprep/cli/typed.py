"""Typed lines as answers, the same in every plain face."""

from __future__ import annotations

from examprep.cli.screen import Screen
from examprep.core.draw import Question
from examprep.core.reading import read_answer
from examprep.core.response import Response


def read_typed(screen: Screen, question: Question, line: str) -> Response | None:
    """Read a line as an answer, saying how it was read; `None`, with the reason shown, if it is none."""
    reading = read_answer(question, line)
    if reading.remark is not None and reading.response is not None:
        screen.faint(reading.remark)
    elif reading.remark is not None:
        screen.text(reading.remark)
    return reading.response
