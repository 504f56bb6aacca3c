"""Notes of ours read back: from the HTML that `examprep.exchange.anki` writes to the form it was written of.

What does not look as it was written is no form; the note is a card then.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping

from examprep.exchange.anki import WRONG
from examprep.exchange.intake import Taken
from examprep.exchange.posed import Choosing, Counting, Figure, Form, Ordering, Pairing, Pick, Wording

_REASONS = re.compile(rf"<p>(?:{'|'.join(map(re.escape, WRONG.values()))})</p><ul>")
_REASON = re.compile(r'<span class="wrong">([^<]*)</span>: (.*)', re.DOTALL)
_RIGHT = re.compile(r"(?:^|<br>)([A-Z])\. ")
_NUMBER = re.compile(r'<span class="number">([^<]+)</span>(?: \(±<span class="tolerance">([^<]+)</span>\))?')
_WORD = re.compile(r'<span class="word">([^<]*)</span>')


def form_of(fields: Mapping[str, str], taken: Taken) -> Form | None:
    """Return what a note asks for, or nothing where it is a card."""
    choices, answer = fields["Choices"], fields["Answer"]
    reasons = _reasons(fields["Why"])
    options, lefts, steps = (_listed(choices, type) for type in ("A", "1", "a"))
    if options:
        return _choosing(options, answer, reasons, taken)
    if lefts:
        return _pairing(lefts, answer, taken)
    if steps:
        return _ordering(len(steps), answer, taken)
    if _NUMBER.fullmatch(answer):
        return _counting(answer, reasons, taken)
    words = [html.unescape(word) for word in _WORD.findall(answer)]
    if words and _WORD.sub("", answer).replace(" / ", "") == "":
        wrong = (Pick(html.unescape(name), 0.0, taken.text(why)) for name, why in reasons.items())
        return Wording((*(Pick(word, 1.0) for word in words), *wrong))
    return None


def reason_of(why: str) -> str:
    """Return the HTML that says why the answer is right, without that of wrong ones."""
    return _REASONS.split(why, maxsplit=1)[0]


def _reasons(why: str) -> dict[str, str]:
    """Return the reasons against wrong answers by their names."""
    parts = _REASONS.split(why, maxsplit=1)
    inner = parts[1].removesuffix("</ul>") if len(parts) > 1 else ""
    found = (_REASON.fullmatch(entry) for entry in _entries(inner))
    return {one[1]: one[2] for one in found if one}


def _entries(inner: str) -> list[str]:
    """Return the entries of a list."""
    if not (inner.startswith("<li>") and inner.endswith("</li>")):
        return []
    return inner[len("<li>") : -len("</li>")].split("</li><li>")


def _listed(source: str, type: str) -> list[str]:
    """Return the entries of the list of one type that a text begins with."""
    start = f'<ol type="{type}">'
    inner, end, _ = source.removeprefix(start).partition("</ol>")
    return _entries(inner) if source.startswith(start) and end else []


def _choosing(options: list[str], answer: str, reasons: Mapping[str, str], taken: Taken) -> Choosing | None:
    letters = [chr(ord("A") + place) for place in range(len(options))]
    right = set(_RIGHT.findall(answer))
    if not right or not right <= set(letters):
        return None
    share = 1 / len(right)
    wrong = -share if len(right) > 1 else 0.0
    picks = (
        Pick(taken.text(text), share if name in right else wrong, taken.text(reasons.get(name, "")))
        for name, text in zip(letters, options, strict=True)
    )
    return Choosing(tuple(picks), several=len(right) > 1)


def _pairing(lefts: list[str], answer: str, taken: Taken) -> Pairing | None:
    lines = answer.split("<br>")
    starts = [f"{left} — " for left in lefts]
    if len(lines) != len(starts) or not all(map(str.startswith, lines, starts)):
        return None
    rights = [line.removeprefix(start) for line, start in zip(lines, starts, strict=True)]
    return Pairing(tuple(zip(map(taken.text, lefts), map(taken.text, rights), strict=True)))


def _ordering(count: int, answer: str, taken: Taken) -> Ordering | None:
    steps = _listed(answer, "1")
    return Ordering(tuple(map(taken.text, steps))) if len(steps) == count else None


def _counting(answer: str, reasons: Mapping[str, str], taken: Taken) -> Counting | None:
    found = _NUMBER.fullmatch(answer)
    values = [_number(text) for text in (found[1], found[2] or "0", *reasons)] if found else [math.nan]
    if not all(map(math.isfinite, values)):
        return None
    right, tolerance, *wrong = values
    whys = map(taken.text, reasons.values())
    slips = (Figure(value, tolerance, 0.0, why) for value, why in zip(wrong, whys, strict=True))
    return Counting((Figure(right, tolerance, 1.0), *slips))


def _number(text: str) -> float:
    try:
        return float(text) if "_" not in text else math.nan
    except ValueError:
        return math.nan
