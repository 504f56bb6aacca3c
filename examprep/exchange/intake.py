"""Foreign bytes made safe to read: bounded, decoded, and what was lost of a question told."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from examprep.core.item import Text
from examprep.exchange.htmlread import from_html
from examprep.exchange.hypertext import visible
from examprep.exchange.marks import literal
from examprep.exchange.posed import Change, Fault

MAX_BYTES = 20_000_000
MAX_FAULTS = 50
MAX_QUESTIONS = 20_000
MAX_TEXT = 100_000
"""Characters of one text."""

LOSSES = {
    "image": Text("画像は移らず、名前だけが残った。", "A picture was left out; its name stands instead."),
    "media": Text("音声・動画・図・スクリプトは移らなかった。", "Media, drawings or scripts were left out."),
    "table": Text("表は段落になった。", "A table became paragraphs."),
    "script": Text(
        "上付き・下付きは普通の文字になった。", "Superscripts or subscripts became plain characters."
    ),
    "slant": Text("下線・斜体は消えた。", "Underlining or italics were left out."),
    "link": Text("リンク先は移らなかった。", "Only the words of a link were kept."),
    "struck": Text("取り消し線は消えた。", "A strike-through was left out."),
    "mark": Text(
        "記号として読まれる $ ` ** {{ を全角などに替えた。",
        "The characters $ ` ** {{, which are marks here, were replaced by look-alikes.",
    ),
    "shares": Text("部分点は 0 点か満点になった。", "Partial marks became all or nothing."),
    "wild": Text(
        "語の中の * は、任意の文字ではなく * そのものになった。", "A * within a word stands for itself here."
    ),
    "otherwise": Text(
        "ほかの誤答への共通の説明は移らなかった。", "The feedback for any other answer was left out."
    ),
    "partner": Text("相手のない右側は移らなかった。", "Right sides that belong to nothing were left out."),
    "answers": Text(
        "2つ目からの正解の数値は移らなかった。", "Only the first of several right numbers was kept."
    ),
}

_KANA = re.compile(r"[ぁ-ヶ一-龠]")


class ForeignError(ValueError):
    """A foreign file that cannot be read at all: a sentence, and its line where one is known."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line

    @property
    def fault(self) -> Fault:
        """Return it as a fault."""
        return Fault(self.line, self.message)


def decode(source: bytes) -> str:
    """Return the text of a UTF-8 file with plain line ends; raises `ForeignError`."""
    if len(source) > MAX_BYTES:
        raise ForeignError(f"the file has {len(source):,} bytes, more than the {MAX_BYTES:,} that are read")
    if source[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ForeignError("the file is UTF-16, not UTF-8; save it as UTF-8", 1)
    if b"\0" in source:
        raise ForeignError("this is a binary file, not text", source.count(b"\n", 0, source.index(b"\0")) + 1)
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise ForeignError(_not_utf8(source, error.start), line) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(source: bytes, start: int) -> str:
    guess = "it may be Shift_JIS; " if _KANA.search(source.decode("cp932", "ignore")) else ""
    return f"the byte 0x{source[start]:02x} is not UTF-8; {guess}save it as UTF-8"


class Taken(msgspec.Struct):
    """Takes the texts of one question, and notes what they lose."""

    name: str = ""
    codes: list[str] = []

    def text(self, source: str, format: str = "html") -> str:
        """Return a foreign text in our markup.

        Formats are Moodle's: `html`; `moodle`, where a new line is one too; `plain`; `markdown`.
        """
        if len(source) > MAX_TEXT:
            raise ForeignError(f"a text has more than {MAX_TEXT:,} characters")
        match format:
            case "markdown":
                return visible(source).strip()
            case "plain":
                text, lost = literal(source)
            case "moodle":
                text, lost = from_html(re.sub(r"(?<!>)\n", "<br>", source.strip()))
            case _:
                text, lost = from_html(source)
        self.note(sorted(lost))
        return text

    def note(self, codes: Iterable[str]) -> None:
        """Note losses, each once."""
        self.codes.extend(code for code in codes if code not in self.codes)

    @property
    def lost(self) -> tuple[Change, ...]:
        """What was lost so far, in sentences."""
        return tuple(Change(self.name, code, LOSSES[code]) for code in self.codes)


def textless(name: str, line: int) -> Change:
    """Say that a question asks nothing, so that nobody could answer it."""
    return skipped(name or f"line {line}", "問いの文がない。", "it has no text that asks anything.")


def skipped(name: str, ja: str, en: str) -> Change:
    """Say why a question was left out."""
    return Change(name, "skipped", Text(f"除いた: {ja}", f"Left out: {en}"))
