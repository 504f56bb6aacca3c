"""The characters of a formula, token by token, and the error that points into them.

Only characters whose width every terminal agrees on get past this module.
"""

from __future__ import annotations

import re
import unicodedata

from wcwidth import wcwidth

MAX_SOURCE = 4000
MAX_DEPTH = 60
TOO_DEEP = f"The formula is nested more than {MAX_DEPTH} levels deep."

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_IN_TEXT = {f"\\{char}": char for char in "%_#&${} "} | {
    "~": " ", "\\,": " ", "\\;": " ", "\\:": " ", "\u3000": "\u3000", "{": "", "}": "",
}  # fmt: skip
RESERVED = {
    "$": '"$" cannot stand inside a formula; for the character write \\$.',
    "#": '"#" is reserved in LaTeX; for the character write \\#.',
    "%": '"%" starts a comment in LaTeX; for the character write \\%.',
}
_EMOJI = range(0x1F000, 0x20000)
_EATEN = {"\t": "\\theta", "\f": "\\frac", "\b": "\\beta", "\v": "\\vee", "\a": "\\alpha"}


class TexError(ValueError):
    """A formula that cannot be drawn: a sentence for its author, and the position in the source."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Cursor:
    """A position in a source that has been checked character by character."""

    def __init__(self, source: str) -> None:
        _check(source)
        self._tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(source)]
        self._tokens.append(("", len(source)))
        self._next = 0
        self._depth = 0

    def peek(self) -> str:
        """Return the next token that is not blank, or an empty string at the end."""
        while self._tokens[self._next][0].isspace():
            self._next += 1
        return self._tokens[self._next][0]

    @property
    def offset(self) -> int:
        """Where the next token that is not blank stands in the source."""
        self.peek()
        return self._tokens[self._next][1]

    def take(self) -> str:
        """Return the next token that is not blank and step behind it."""
        text = self.peek()
        self._next += bool(text)
        return text

    def take_text(self, macro: str) -> str:
        """Return the `{...}` behind a macro as plain text and step behind it."""
        opened = self.offset
        if self.take() != "{":
            raise TexError(f"{macro} lacks its {{...}}.", opened)
        parts: list[str] = []
        depth = 1
        while depth:
            text, offset = self._tokens[self._next]
            if not text:
                raise TexError('"{" is never closed.', opened)
            self._next += 1
            depth += {"{": 1, "}": -1}.get(text, 0)
            parts.append(_plain(text, offset))
        return "".join(parts)

    def enter(self, offset: int) -> None:
        """Go one level of nesting deeper, or refuse."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TexError(TOO_DEEP, offset)

    def leave(self) -> None:
        """Come back from one level of nesting."""
        self._depth -= 1


def columns(text: str) -> int:
    """Return how many terminal columns a text fills."""
    return len(text) if text.isascii() else sum(map(wcwidth, text))


def _plain(text: str, offset: int) -> str:
    r"""Return what a token inside `\text` stands for."""
    if text in _IN_TEXT:
        return _IN_TEXT[text]
    if text in RESERVED:
        raise TexError(RESERVED[text], offset)
    if text.startswith("\\"):
        raise TexError(f"{text} cannot stand inside a text; close the text before it.", offset)
    return " " if text.isspace() else text


def _check(source: str) -> None:
    if len(source) > MAX_SOURCE:
        raise TexError(f"The formula is longer than {MAX_SOURCE} characters.", MAX_SOURCE)
    for offset, char in enumerate(source):
        if not (" " <= char <= "~" or char in "\n\r" or _drawable(char)):
            raise TexError(_undrawable(char), offset)


def _drawable(char: str) -> bool:
    code = ord(char)
    return (
        code > 0x9F
        and code not in _EMOJI
        and wcwidth(char) > 0
        and (unicodedata.category(char)[0] in "LNPS" or char in "\u00a0\u3000")
    )


def _undrawable(char: str) -> str:
    if char in _EATEN:
        macro = _EATEN[char]
        return f'U+{ord(char):04X} stands where a backslash was lost: "{macro}" was read as an escape.'
    if unicodedata.category(char)[0] == "M":
        return f"U+{ord(char):04X} is a combining character; write the composed letter or an accent macro."
    return f"U+{ord(char):04X} has no certain width in a terminal and cannot be drawn."
