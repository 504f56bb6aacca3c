"""What an author most likely typed where YAML is read otherwise: full-width signs, texts that end early.

Looked for only where something is wrong already; in a text that can be read every sign is the author's own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

QUOTED_MAPPING = "Put the text into single quotes: {ja: '...', en: '...'}."
QUOTED_LIST = "Put the text into single quotes: ['...', '...']."
QUOTED_COMMA = "Put the text that holds the comma into single quotes."
COMMA = "A comma ended the text before `{key}`."

_INSTEAD = {
    "：": ": ",
    "、": ", ",
    "，": ", ",
    "｛": "{",
    "｝": "}",
    "［": "[",
    "］": "]",
    "－": "- ",
}
"""Signs that a Japanese keyboard gives in full width, with what YAML takes."""

_WIDE = re.compile(
    r"""^[ ]*(\u3000)[ \u3000]*(?:-[ \u3000]*)?[a-z_]+[ ]*[:：]   # an indent
    |   ^[ ]*-(\u3000)
    |   ^[ ]*(－)[ \u3000]*[a-z_]+[:：]
    |   ^[ ]*(?:-[ ]*)?[a-z_]+(：)
    |   [{,｛、，][ ]*[a-z_]+(：)
    |   [a-z_]:(\u3000)
    |   (?:[a-z_]:[ ]*|^[ ]*-[ ]+|[\[{,][ ]*)([｛［])
    |   ([、，])[ ]*[a-z_]+[:：]
    |   ([｝］])[ ]*(?:$|[,}\]])""",
    re.MULTILINE | re.VERBOSE,
)
_COMMENT = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|(?<=\s)(#)""")
"""A comment, not within quotes."""


class Trap(NamedTuple):
    """Where the cause stands in a text, and what to say of it."""

    at: int
    sentence: str
    hint: str


def wide_sign(text: str, start: int = 0, end: int | None = None) -> Trap | None:
    """Return the first sign of full width that stands where YAML wants its own."""
    found = _WIDE.search(text[start:end])
    if not found:
        return None
    sign = found[found.lastindex or 0]
    at = start + found.start(found.lastindex or 0)
    if sign == "\u3000":
        message = "A full-width space (U+3000) neither indents nor separates."
        return Trap(at, message, "Type spaces of half width instead.")
    message = f'A full-width "{sign}" is no sign of YAML.'
    return Trap(at, message, f'Type "{_INSTEAD[sign]}" instead.')


def cut_by_comment(text: str, start: int, end: int, hint: str) -> Trap | None:
    """Return the comment that ended a text between braces or brackets."""
    found = next((one for one in _COMMENT.finditer(text, start, end) if one[1]), None)
    return Trap(found.start(1), 'A " #" begins a comment, and so ends the text.', hint) if found else None
