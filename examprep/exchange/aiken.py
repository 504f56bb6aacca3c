"""Aiken read: a question on one line, its options `A.` or `A)`, and `ANSWER: A`."""

from __future__ import annotations

import re

from examprep.exchange.intake import MAX_FAULTS, MAX_QUESTIONS, ForeignError, Taken, decode
from examprep.exchange.posed import Choosing, Fault, Found, Pick, Posed, Reading

_OPTION = re.compile(r"([A-Z])[.)]\s+(.+)")
_ANSWER = re.compile(r"ANSWER:\s*([A-Z])\s*")


def read_aiken(source: bytes) -> Reading:
    """Read an Aiken file: every question, and every fault with its line."""
    try:
        lines = decode(source).split("\n")
    except ForeignError as error:
        return Reading(faults=(error.fault,))
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        reader.line(number, line.strip())
        if len(reader.faults) >= MAX_FAULTS or len(reader.found) >= MAX_QUESTIONS:
            break
    reader.end(len(lines))
    return Reading(tuple(reader.found), (), tuple(reader.faults))


class _Reader:
    """Takes line by line; a question ends with its `ANSWER`."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.faults: list[Fault] = []
        self.ask: list[str] = []
        self.first = 0
        self.options: dict[str, str] = {}

    def line(self, number: int, line: str) -> None:
        """Take one line."""
        if answer := _ANSWER.fullmatch(line):
            self.answer(number, answer[1])
        elif (option := _OPTION.fullmatch(line)) and self.ask:
            self.option(number, option[1], option[2])
        elif line and self.options:
            self.fault(number, "an option is written `A. text`, and the last is followed by `ANSWER: A`")
            self.begin(number, line)
        elif line:
            self.begin(number, line) if not self.ask else self.ask.append(line)

    def begin(self, number: int, line: str) -> None:
        """Begin a question."""
        self.ask, self.first, self.options = [line], number, {}

    def option(self, number: int, letter: str, text: str) -> None:
        """Take an option; they come in the order of the alphabet."""
        wanted = chr(ord("A") + len(self.options))
        if wanted > "Z":
            self.fault(number, "a question has no more than 26 options, A to Z")
        elif letter != wanted:
            self.fault(number, f"option {letter} stands where {wanted} is expected")
        self.options[letter] = text

    def answer(self, number: int, letter: str) -> None:
        """End a question."""
        if not self.ask or len(self.options) < 2:
            self.fault(number, "`ANSWER` stands before a question with two options or more")
        elif letter not in self.options:
            known = ", ".join(self.options)
            self.fault(number, f"`ANSWER: {letter}` names no option; there are {known}")
        else:
            self.found.append(self.question(letter))
        self.ask, self.options = [], {}

    def question(self, right: str) -> Found:
        """Return the question that ends here."""
        taken = Taken(f"line {self.first}")
        ask = taken.text("\n".join(self.ask), "plain")
        picks = [Pick(taken.text(text, "plain"), float(c == right)) for c, text in self.options.items()]
        return Found(Posed(name="", ask=ask, form=Choosing(tuple(picks))), self.first, taken.lost)

    def end(self, number: int) -> None:
        """Notice a question that was not ended."""
        if self.ask and len(self.faults) < MAX_FAULTS:
            self.fault(number, f"the question of line {self.first} has no `ANSWER: A`")

    def fault(self, number: int, message: str) -> None:
        """Note what is wrong with a line."""
        self.faults.append(Fault(number, message))
