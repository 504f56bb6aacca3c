"""What a candidate can type in a mock exam instead of an answer."""

from __future__ import annotations

from enum import Enum

import msgspec

from examprep.core.draw import Question
from examprep.core.response import is_word_of
from examprep.core.text import fold


class Command(Enum):
    """What a line can ask for instead of answering."""

    NEXT = "n"
    BACK = "p"
    UNSURE = "m"
    LATER = "l"
    GRID = "g"
    REVIEW = "r"
    HAND_IN = "x"
    QUIT = "q"
    HELP = "h"
    UNKNOWN = "?"


class Jump(msgspec.Struct, frozen=True):
    """Go to a place."""

    place: int


def read_command(line: str) -> Command | Jump | None:
    """Read a command, in any width; a colon before it makes it one even where words are typed."""
    word = fold(line).removeprefix(":").strip()
    place = word.removeprefix("g").strip()
    if word.startswith("g") and place.isascii() and place.isdigit() and len(place) < 9:
        return Jump(int(place))
    return Command(word) if word in {command.value for command in Command} else None


def command_at(question: Question, line: str) -> Command | Jump | None:
    """Read a command where a line could also be the answer: what can be one stays one."""
    return None if is_word_of(question, line) else read_command(line)
