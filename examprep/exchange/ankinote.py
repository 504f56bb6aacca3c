"""One note of Anki as questions: one of ours as it was, deletions as a card each, any other as a card."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

import msgspec

from examprep.core.item import Text
from examprep.exchange.anki import FIELDS
from examprep.exchange.ankiback import form_of, reason_of
from examprep.exchange.intake import MAX_TEXT, ForeignError, Taken, skipped
from examprep.exchange.posed import Change, Found, Posed, Turning

MOST_DELETIONS = 20
"""Cards of one note."""
DEEPEST = 8
"""Deletions within each other; a further one is text, so that reading stays linear."""

_DELETION = re.compile(r"(\{\{c[1-9][0-9]?::|\}\})")
_SOUND = re.compile(r"\[(?:sound|anki:tts)[:\]][^\[\]]*\]")
_LATEX = {"[$]": r"\(", "[/$]": r"\)", "[$$]": r"\[", "[/$$]": r"\]"}
_LATEX_MARK = re.compile(r"\[/?\$\$?\]")

_CARD = Text("選択肢のある問題はカードになった。", "A question with options became a card.")
_DELETED = Text(
    "穴埋めのノートは、隠した箇所ごとのカードになった。",
    "A note with deletions became a card for each of them.",
)


def read_note(
    names: Sequence[str], values: Sequence[str], tags: Sequence[str], *, cloze: bool = False
) -> Iterator[Found | Change]:
    """Yield what a note asks; its fields are HTML."""
    if tuple(names) == FIELDS and len(values) == len(FIELDS):
        yield _ours(dict(zip(names, values, strict=True)), tags)
    elif cloze or (values and _hidden(values[0], 1)[1]):
        yield from _deletions(values, tags)
    else:
        front, back = values[0] if values else "", "<br>".join(v for v in values[1:] if v.strip())
        yield _card(Taken(), front, back, tags)


def _card(taken: Taken, front: str, back: str, tags: Sequence[str], why: str = "") -> Found | Change:
    ask, answer = _text(taken, front), _text(taken, back)
    if not ask or not answer:
        return skipped(taken.name or ask[:40], "表か裏が空のノート。", "a note whose front or back is empty.")
    question = Posed(name=taken.name, ask=ask, form=Turning(answer), why=_text(taken, why), tags=tuple(tags))
    return Found(question, 0, taken.lost)


def _text(taken: Taken, source: str) -> str:
    """Return a field in our markup; Anki's own marks for formulas and sounds are known."""
    if len(source) > MAX_TEXT:
        raise ForeignError(f"a text has more than {MAX_TEXT:,} characters")
    silent = _SOUND.sub("", source)
    if silent != source:
        taken.note(["media"])
    return taken.text(_LATEX_MARK.sub(lambda found: _LATEX[found[0]], silent))


# --- notes of ours ---


def _ours(fields: dict[str, str], tags: Sequence[str]) -> Found | Change:
    """Return a question that was written here; what was changed beyond recognition is a card."""
    taken = Taken(fields["Id"])
    form = form_of(fields, taken)
    if form is None:
        read = _card(taken, fields["Question"] + fields["Choices"], fields["Answer"], tags, fields["Why"])
    else:
        ask, why = taken.text(fields["Question"]), taken.text(reason_of(fields["Why"]))
        question = Posed(name=taken.name, ask=ask, form=form, why=why, tags=tuple(tags))
        read = Found(question, 0, taken.lost)
    if isinstance(read, Change):
        return read
    became_card = isinstance(read.question.form, Turning) and bool(fields["Choices"])
    lost = (Change(taken.name, "choices", _CARD),) if became_card else ()
    return Found(_with_sources(read.question, fields["Sources"]), 0, (*read.lost, *lost))


def _with_sources(question: Posed, listed: str) -> Posed:
    sources = tuple(html.unescape(source) for source in listed.split("<br>") if source)
    return msgspec.structs.replace(question, sources=sources)


# --- deletions ---


def _deletions(values: Sequence[str], tags: Sequence[str]) -> Iterator[Found | Change]:
    text = values[0] if values else ""
    if len(text) > MAX_TEXT:
        raise ForeignError(f"a text has more than {MAX_TEXT:,} characters")
    numbers = sorted({int(mark[3:-2]) for mark in _DELETION.findall(text) if mark != "}}"})
    extra = "<br>".join(value for value in values[1:] if value.strip())
    cards = 0
    for number in numbers[:MOST_DELETIONS]:
        front, hidden = _hidden(text, number)
        if not hidden:
            continue
        cards += 1
        taken = Taken()
        read = _card(taken, front, "<br>".join(hidden), tags, extra)
        lost = (Change("", "deletions", _DELETED),) if isinstance(read, Found) else ()
        yield Found(read.question, 0, (*read.lost, *lost)) if isinstance(read, Found) else read
    if not cards:
        yield skipped(text[:40], "穴埋めの箇所がないノート。", "a note for deletions without one.")


def _hidden(text: str, number: int) -> tuple[str, list[str]]:
    """Return a text with the deletions of one number hidden, and what they hide; linear, nested or not."""
    levels: list[tuple[int, list[str]]] = [(0, [])]
    hidden: list[str] = []
    for piece in _DELETION.split(text):
        if piece != "}}" and _DELETION.fullmatch(piece) and len(levels) <= DEEPEST:
            levels.append((int(piece[3:-2]), []))
        elif piece == "}}" and len(levels) > 1:
            own, parts = levels.pop()
            inner, _, hint = "".join(parts).partition("::")
            if own == number:
                hidden.append(inner)
                inner = f"[{hint or '…'}]"
            levels[-1][1].append(inner)
        else:
            levels[-1][1].append(piece)
    return "".join("".join(parts) for _, parts in levels), hidden
