"""Our English sentences in Japanese, from the catalogues beside: what help, checks and tools say.

English stands in the code that says it, and is the key. `{name}` stands for what is put in; some of that
is ours, too. Tests hold the catalogues complete and without a stale line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).with_name("catalogue")
HELP = "help"
SAID = "said"
FIELD = re.compile(r"\{(\w+)\}")
LONGEST = 2_000
"""Characters of a sentence that is looked at; what is longer has something long put in."""
WORD = "what"
"""What is put in under this name must be a word of ours: else the whole is no sentence of ours."""
OURS = {WORD, "why", "wanted"}
"""What is put in under these names is translated, too, where it is ours."""
DEEPEST = 5
"""Sentences of ours that stand within each other; whatever looks like more is somebody else's."""


def in_japanese(sentence: str, depth: int = 0) -> str:
    """Return a sentence, or lines of them, in Japanese; as it is where it is none of ours."""
    if "\n" in sentence:
        return "\n".join(in_japanese(line, depth) for line in sentence.split("\n"))
    exact = read_catalogue(HELP).get(sentence) or read_catalogue(SAID).get(sentence)
    if exact or len(sentence) > LONGEST or depth > DEEPEST:
        return exact or sentence
    return next(_by_form(sentence, depth), sentence)


@cache
def read_catalogue(name: str) -> dict[str, str]:
    """Return the Japanese of each English sentence: it stands indented below it."""
    text = (CATALOGUES / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {en: ja.strip() for en, ja in zip(lines[::2], lines[1::2], strict=True)}


def _by_form(sentence: str, depth: int) -> Iterator[str]:
    for pieces, en, ja in _forms():
        if not all(piece in sentence for piece in pieces):
            continue  # most are not even compiled
        found = _pattern(en).fullmatch(sentence)
        if found is None:
            continue
        parts = found.groupdict()
        put = {
            name: in_japanese(part.strip(), depth + 1) if name in OURS else part
            for name, part in parts.items()
        }
        if WORD not in parts or put[WORD] != parts[WORD]:
            yield FIELD.sub(lambda field: put[field[1]], ja)  # noqa: B023 - used at once


@cache
def _forms() -> list[tuple[list[str], str, str]]:
    """Return the sentences with something put in by their pieces, those that say the most first."""
    entries = [(FIELD.split(en)[::2], en, ja) for en, ja in read_catalogue(SAID).items() if FIELD.search(en)]
    return sorted(entries, key=lambda entry: -sum(map(len, entry[0])))


@cache
def _pattern(en: str) -> re.Pattern[str]:
    """Return what matches an English sentence, whatever is put in; the same wherever a name stands again."""
    seen: set[str] = set()
    form = ""
    for place, part in enumerate(FIELD.split(en)):
        if place % 2:
            form += f"(?P={part})" if part in seen else f"(?P<{part}>.*?)"
            seen.add(part)
        else:
            form += re.escape(part)
    return re.compile(form, re.DOTALL)
