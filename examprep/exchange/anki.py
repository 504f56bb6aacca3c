"""Anki's packages written: one note a question, a deck a syllabus area.

A note's GUID is made of its question's name and language, so that a later import of the same
questions changes the notes and keeps what was learned with them.
"""

from __future__ import annotations

import hashlib
import html
import io
import warnings
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from examprep.core.draw import show_number
from examprep.core.item import Lang
from examprep.errors import UsageError
from examprep.exchange.hypertext import to_html, visible
from examprep.exchange.posed import (
    Choosing,
    Counting,
    Figure,
    Form,
    Ordering,
    Pairing,
    Posed,
    Turning,
    Wording,
    Written,
)

FIELDS = ("Id", "Question", "Choices", "Answer", "Why", "Sources")
MODEL = 1_626_101_301
"""Anki knows our note type by this number, for ever."""
WRONG = {Lang.JA: "誤りの理由", Lang.EN: "Why others are wrong"}
"""Stands above the reasons."""
NOISE = 1e-8
"""A tolerance so much smaller than its number is not worth showing."""

_FRONT = """<div class="question">{{Question}}</div>
{{#Choices}}<div class="choices">{{Choices}}</div>{{/Choices}}"""
_BACK = """{{FrontSide}}<hr id="answer">
<div class="right">{{Answer}}</div>
{{#Why}}<div class="why">{{Why}}</div>{{/Why}}
{{#Sources}}<div class="sources">{{Sources}}</div>{{/Sources}}"""
_STYLE = """.card { font-family: sans-serif; font-size: 18px; line-height: 1.6;
  max-width: 40em; margin: auto; }
.right { font-weight: bold; }
.why, .sources { margin-top: 1em; }
.sources { font-size: 14px; opacity: .7; }
pre { text-align: left; overflow-x: auto; font-size: 15px; }
li { margin: .3em 0; }"""


def write_anki(questions: Sequence[Posed], lang: Lang, at: datetime) -> Written:
    """Return questions as a package; `at` tells Anki which of two versions of a note is newer."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import genanki  # noqa: PLC0415 - only who writes packages needs it
    except ImportError as error:
        message = "packages for Anki need genanki; install it with: pip install 'examprep[anki]'"
        raise UsageError(message) from error
    model = genanki.Model(
        MODEL,
        "examprep",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    decks: dict[str, Any] = {}
    for question in questions:
        name = deck_name(question.shelf)
        deck = decks.setdefault(name, genanki.Deck(_number_of(name), name))
        deck.add_note(_note(genanki, model, question, lang))
    written = io.BytesIO()
    genanki.Package(list(decks.values())).write_to_file(written, timestamp=at.timestamp())
    return Written(_undated(written.getvalue()))


def deck_name(shelf: str) -> str:
    """Return the deck of an area; `::` would begin a deck within."""
    return f"examprep::{' '.join(visible(shelf).replace('::', ':').split())}" if shelf else "examprep"


def _number_of(name: str) -> int:
    """Return a number Anki knows a deck by, the same on every machine."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return (1 << 30) + int.from_bytes(digest, "big") % (1 << 30)


def _note(genanki: Any, model: Any, question: Posed, lang: Lang) -> Any:
    tags = ["".join(visible(tag).split()) for tag in question.tags]
    guid = genanki.guid_for("examprep", question.name, lang.value)
    return genanki.Note(model=model, fields=list(fields_of(question, lang)), tags=tags, guid=guid)


def fields_of(question: Posed, lang: Lang) -> tuple[str, ...]:
    """Return a note's fields, of which `examprep.exchange.ankiback` makes the question again."""
    answer, why = _back(question, lang)
    sources = "<br>".join(html.escape(visible(source), quote=False) for source in question.sources)
    return question.name, to_html(question.ask), _choices(question.form), answer, why, sources


def _choices(form: Form) -> str:
    match form:
        case Choosing(picks=picks):
            return _list([to_html(pick.text) for pick in picks], "A")
        case Pairing(pairs=pairs):
            rights = sorted(to_html(right) for _, right in pairs)
            return _list([to_html(left) for left, _ in pairs], "1") + _list(rights, "a")
        case Ordering(steps=steps):
            return _list(sorted(map(to_html, steps)), "a")
        case Wording() | Counting() | Turning():
            return ""


def _list(entries: Sequence[str], type: str) -> str:
    return f'<ol type="{type}">' + "".join(f"<li>{entry}</li>" for entry in entries) + "</ol>"


def _back(question: Posed, lang: Lang) -> tuple[str, str]:
    """Return the right answer, and why it is right and others are wrong."""
    wrong: list[tuple[str, str]] = []
    match question.form:
        case Choosing(picks=picks):
            letters = [(chr(ord("A") + n), pick) for n, pick in enumerate(picks)]
            right = "<br>".join(f"{c}. {to_html(p.text)}" for c, p in letters if p.share > 0)
            wrong = [(c, p.why) for c, p in letters if p.share <= 0]
        case Counting(figures=figures):
            right = _number(figures[0])
            wrong = [(show_number(f.value), f.why) for f in figures[1:]]
        case Wording(picks=picks):
            right = " / ".join(_named("word", _plain(pick.text)) for pick in picks if pick.share > 0)
            wrong = [(_plain(pick.text), pick.why) for pick in picks if pick.share <= 0]
        case Pairing(pairs=pairs):
            right = "<br>".join(f"{to_html(left)} — {to_html(r)}" for left, r in pairs)
        case Ordering(steps=steps):
            right = _list([to_html(step) for step in steps], "1")
        case Turning(back=back):
            right = to_html(back)
    reasons = [f"<li>{_named('wrong', name)}: {to_html(why)}</li>" for name, why in wrong if why]
    listed = f"<p>{WRONG[lang]}</p><ul>{''.join(reasons)}</ul>" if reasons else ""
    return right, (to_html(question.why) if question.why else "") + listed


def _number(figure: Figure) -> str:
    """Return a number with its tolerance, where that is more than the noise of floats."""
    right = _named("number", show_number(figure.value))
    if figure.tolerance <= NOISE * abs(figure.value):
        return right
    return f"{right} (±{_named('tolerance', show_number(figure.tolerance))})"


def _named(name: str, inner: str) -> str:
    """Return HTML that looks as it did, and by which the question is known when it comes back."""
    return f'<span class="{name}">{inner}</span>'


def _plain(text: str) -> str:
    return html.escape(visible(text), quote=False)


def _undated(package: bytes) -> bytes:
    """Return the package without the dates of temporary files, and compressed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
