"""GIFT read: the escapes first, as Moodle does, then the syntax that is left."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

import msgspec

from examprep.exchange.intake import MAX_FAULTS, MAX_QUESTIONS, ForeignError, Taken, decode, skipped, textless
from examprep.exchange.posed import (
    GAP,
    Change,
    Choosing,
    Counting,
    Fault,
    Figure,
    Form,
    Found,
    Pick,
    Posed,
    Reading,
    Turning,
    Wording,
)
from examprep.exchange.shapes import choosing, figures, pairing, true_or_false, wording

_ESCAPED = r"\~=#{}:"
_HIDDEN = {c: chr(1 + n) for n, c in enumerate(_ESCAPED)}
"""Each escaped character has a stand-in while the syntax is read; decoded text holds no other."""
_SHOWN = {ord(stand): c for c, stand in _HIDDEN.items()}
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_NAME = re.compile(r"::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"\s*%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
_ID = re.compile(r"\[id:([^\[\]]+)\]")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}


class Block(msgspec.Struct, frozen=True):
    """The lines of one question."""

    line: int
    text: str
    comments: str
    shelf: str


def read_gift(source: bytes) -> Reading:
    """Read a GIFT file: every question, and every fault with its line."""
    try:
        blocks = list(_blocks(decode(source)))
    except ForeignError as error:
        return Reading(faults=(error.fault,))
    found: list[Found] = []
    left_out: list[Change] = []
    faults: list[Fault] = []
    for block in blocks[:MAX_QUESTIONS]:
        try:
            read = _question(block)
        except ForeignError as error:
            faults.append(Fault(block.line, error.message))
            if len(faults) == MAX_FAULTS:
                break
            continue
        if isinstance(read, Found):
            found.append(read)
        else:
            left_out.append(read)
    return Reading(tuple(found), tuple(left_out), tuple(faults))


def _blocks(text: str) -> Iterator[Block]:
    """Yield runs of lines between empty ones; comments and categories are no part of them."""
    shelf = ""
    lines: list[str] = []
    comments: list[str] = []
    first = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        bare = line.strip()
        if bare.startswith("//"):
            comments.append(bare)
        elif bare.startswith("$CATEGORY:"):
            shelf = _last_shelf(bare.removeprefix("$CATEGORY:"))
        elif bare:
            first = first or number
            lines.append(line)
        elif lines:
            yield Block(first, "\n".join(lines), "\n".join(comments), shelf)
            lines, comments, first = [], [], 0


def _last_shelf(path: str) -> str:
    parts = path.strip().replace("//", "\0").split("/")
    return parts[-1].replace("\0", "/").strip()


def _hide(text: str) -> str:
    clean = _CONTROL.sub("\ufffd", text)
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else _HIDDEN[found[1]], clean)


def _show(text: str) -> str:
    return text.translate(_SHOWN)


def _question(block: Block) -> Found | Change:
    text = _hide(block.text.strip())
    name = ""
    if (named := _NAME.match(text)) is not None:
        name, text = " ".join(_show(named[1]).split()), text[named.end() :]
    given = _ID.search(block.comments)
    name = given[1].strip() if given else name
    format = "moodle"
    if (marked := _FORMAT.match(text)) is not None:
        format, text = marked[1], text[marked.end() :]
    before, answers, after = _parts(text)
    if answers is None:
        return skipped(name or _excerpt(before), "答えのない説明文。", "a description without answers.")
    return _Reader(name or _excerpt(before), format, block).found(before, answers.strip(), after)


def _excerpt(text: str) -> str:
    return " ".join(re.sub(r"<[^<>]*>", " ", _show(text)).split())[:40]


def _parts(text: str) -> tuple[str, str | None, str]:
    """Cut the text at its only pair of braces."""
    if "{" not in text and "}" not in text:
        return text, None, ""
    if text.count("{") != 1 or text.count("}") != 1 or text.index("{") > text.index("}"):
        raise ForeignError(r"a question has one { and one } around its answers; write others as \{ and \}")
    before, _, rest = text.partition("{")
    answers, _, after = rest.partition("}")
    return before, answers, after


class _Reader:
    """Reads one question whose parts are cut."""

    def __init__(self, name: str, format: str, block: Block) -> None:
        self.taken = Taken(name)
        self.format = format
        self.block = block

    def found(self, before: str, answers: str, after: str) -> Found | Change:
        """Return the question, or why it has no counterpart."""
        rest, general = self._general(answers)
        form = self._form(rest)
        gap = GAP if after.strip() and rest else ""
        ask = f"{before}{gap}{after}".strip()
        if form is None and not general:
            return skipped(self.taken.name, "模範解答のない記述問題。", "an essay without a model answer.")
        asked = self.taken.text(_show(ask), self.format)
        if not asked:
            return textless(self.taken.name, self.block.line)
        question = Posed(
            name=self.taken.name,
            ask=asked,
            form=form or Turning(general),
            why=general if form else "",
            shelf=self.block.shelf,
        )
        return Found(question, self.block.line, self.taken.lost)

    def _general(self, answers: str) -> tuple[str, str]:
        rest, mark, general = answers.partition("####")
        return rest.strip(), self.text(general) if mark else ""

    def text(self, source: str) -> str:
        """Return a text of an answer, which has the question's format if none of its own."""
        marked = _FORMAT.match(source)
        if marked:
            return self.taken.text(_show(source[marked.end() :]).strip(), marked[1])
        return self.taken.text(_show(source).strip(), self.format)

    def _form(self, answers: str) -> Form | None:
        if not answers:
            return None
        if answers.startswith("#"):
            return self._numbers(answers[1:].strip())
        if "~" in answers:
            return self._choices(answers)
        if "=" in answers and "->" in answers:
            return self._pairs(answers)
        truth = answers.partition("#")[0].strip().upper()
        return self._truth(answers, right=_TRUTH[truth]) if truth in _TRUTH else self._words(answers)

    def _cut(self, answer: str) -> tuple[float | None, str, str]:
        """Return the weight, the text and the feedback of an answer."""
        text, _, why = answer.partition("#")
        weighed = _WEIGHT.match(text)
        if weighed is None:
            return None, text.strip(), self.text(why)
        return float(weighed[1]) / 100, text[weighed.end() :].strip(), self.text(why)

    def _choices(self, answers: str) -> Choosing:
        picks = []
        for answer in _split(answers.replace("=", "~="), "~"):
            right = answer.startswith("=")
            weight, text, why = self._cut(answer.removeprefix("="))
            picks.append(Pick(self.text(text), 1.0 if right else weight or 0.0, why))
        return choosing(picks, several="=" not in answers, taken=self.taken)

    def _words(self, answers: str) -> Wording:
        picks = []
        for answer in _split(answers, "="):
            weight, text, why = self._cut(answer)
            picks.append(Pick(_show(text).strip(), 1.0 if weight is None else weight, why))
        return wording(picks, self.taken)

    def _pairs(self, answers: str) -> Form:
        pairs = []
        for answer in _split(answers, "="):
            left, arrow, right = answer.partition("->")
            if not arrow:
                raise ForeignError(f"`{_excerpt(answer)}` has no -> between the two sides of a pair")
            pairs.append((self.text(left), self.taken.text(_show(right).strip(), "plain")))
        return pairing(pairs, self.taken)

    def _truth(self, answers: str, *, right: bool) -> Choosing:
        whys = [self.text(why) for why in answers.split("#")[1:3]]
        return true_or_false(right, why_wrong=whys[0] if whys else "")

    def _numbers(self, answers: str) -> Counting:
        body, tilde, _ = answers.partition("~")
        if tilde:
            self.taken.note(["otherwise"])
        return figures([self._figure(answer) for answer in _split(body, "=")], self.taken)

    def _figure(self, answer: str) -> Figure:
        weight, text, why = self._cut(answer)
        value, tolerance = _range(_show(text))
        return Figure(value, tolerance, 1.0 if weight is None else weight, why)


def _split(answers: str, mark: str) -> Sequence[str]:
    """Return the answers that begin with a mark; what stands before the first is one too."""
    return [part.strip() for part in answers.split(mark) if part.strip()]


def _range(text: str) -> tuple[float, float]:
    """Read `5`, `5:0.1` or `4..6`."""
    low, dots, high = text.partition("..")
    if dots:
        first, last = _number(low), _number(high)
        return first / 2 + last / 2, abs(last / 2 - first / 2)  # their sum may be too large
    value, colon, tolerance = text.partition(":")
    return _number(value), abs(_number(tolerance)) if colon else 0.0


def _number(text: str) -> float:
    try:
        value = float(text) if "_" not in text else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ForeignError(f"`{text.strip()[:40]}` is no number")
    return value
