"""Typed lines as answers, with what is to be said about how they were read."""

from __future__ import annotations

import re

import msgspec

from examprep.core.draw import Question
from examprep.core.item import Match, Text
from examprep.core.response import Response, Unreadable, Value, how_to_answer, read_response, takes_letters
from examprep.core.text import fold


class Reading(msgspec.Struct, frozen=True):
    """What became of a line; without a response the remark says why there is none."""

    response: Response | None
    remark: Text | None = None


def read_answer(question: Question, line: str) -> Reading:
    """Read a line as an answer; what cannot be read is none, never a wrong one."""
    if _is_garbled(line):
        return Reading(None, _GARBLED)
    response = read_response(question, line)
    if isinstance(response, Unreadable):
        is_known = response.hint == how_to_answer(question)
        remark = _expected(line, response.hint) if is_known else response.hint
        return Reading(None, _with_command(remark, question, line))
    if isinstance(response, Value) and response.shown != line.strip():
        return Reading(response, Text(f"{response.shown} と読み取った。", f"Read as {response.shown}."))
    return Reading(response)


def _expected(line: str, way: Text) -> Text:
    """Say what was typed, and what an answer looks like."""
    typed = line.strip()
    if not typed:
        return Text(f"答えの形: {way.ja}。わからなければ ?", f"An answer is {way.en}; ? if you don't know.")
    shown = typed if len(typed) <= LONGEST else f"{typed[:LONGEST]}..."
    return Text(
        f"「{shown}」は答えとして読み取れない。答えの形: {way.ja}",
        f'"{shown}" cannot be read as an answer. An answer is {way.en}.',
    )


def _with_command(remark: Text, question: Question, line: str) -> Text:
    """Add how a letter is typed as a command, where it may be meant as one: alone, or after a colon."""
    folded = fold(line)
    found = _BEHIND_DIGITS.fullmatch(folded)
    if found is not None and not isinstance(question.item, Match):
        letter = found["letter"]
        way = Text(f"{letter} がコマンドなら、それだけを打つ。", f"If {letter} is a command, type it alone.")
    elif len(folded) == 1 and folded in LETTERS and takes_letters(question):
        way = Text(
            f"{folded} がコマンドなら、:{folded} と打つ。", f"If {folded} is a command, type :{folded}."
        )
    else:
        return remark
    ja, en = _stop(remark.ja, "。"), _stop(remark.en, ".")
    return Text(f"{remark.ja}{ja}{way.ja}", f"{remark.en}{en} {way.en}")


LETTERS = "befghklmnopqrstux?"
"""What some screen takes for a command."""
_BEHIND_DIGITS = re.compile(rf"[-+\d., ]*\d[\d., ]*:?(?P<letter>[{LETTERS}])")


def _stop(sentence: str, stop: str) -> str:
    return "" if sentence.endswith(stop) else stop


def _is_garbled(line: str) -> bool:
    """Tell whether a line held bytes that are no text in the terminal's encoding."""
    return any(c == "\ufffd" or "\ud800" <= c <= "\udfff" for c in line)


_GARBLED = Text(
    "文字が読み取れない。端末の文字コードを UTF-8 にする。",
    "Some characters cannot be read; set your terminal to UTF-8.",
)
LONGEST = 20
"""Characters of a line that are quoted."""
