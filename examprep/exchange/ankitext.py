"""Anki's notes as text read: what it exports as "Notes in Plain Text", and two columns without a heading.

Lines that begin with `#` above the notes say how the rest is to be read, as `#separator:tab` does.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterator, Mapping

from examprep.exchange.anki import FIELDS
from examprep.exchange.ankinote import read_note
from examprep.exchange.intake import MAX_FAULTS, MAX_QUESTIONS, ForeignError, decode
from examprep.exchange.posed import Change, Fault, Found, Reading

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_ASIDE = ("guid column", "notetype column", "deck column", "tags column")
_OURS = "examprep"
ONE_FIELD = "this is no package of Anki (.apkg), and no notes as text: a line has one field"


def read_notes(source: bytes) -> Reading:
    """Read notes as text: every note, and every fault with its line."""
    try:
        text = decode(source)
    except ForeignError as error:
        return Reading(faults=(error.fault,))
    heads, body, first = _heads(text)
    read: list[Found | Change] = []
    faults: list[Fault] = []
    try:
        for line, cells in _rows(body, _separator(heads, body), first):
            if len(read) >= MAX_QUESTIONS or len(faults) >= MAX_FAULTS:
                break
            try:
                read += _note(heads, cells)
            except ForeignError as error:
                faults.append(Fault(line, error.message))
    except ForeignError as error:
        faults.append(error.fault)
    told = Reading.of(read)
    return Reading(told.found, told.skipped, tuple(faults))


def _heads(text: str) -> tuple[dict[str, str], str, int]:
    """Return what the first lines say, the rest, and the number of its first line."""
    heads: dict[str, str] = {}
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    for line in lines[:first]:
        name, colon, value = line[1:].partition(":")
        if colon:
            heads[name.strip().lower()] = value.strip("\r\n") if name == "separator" else value.strip()
    return heads, "\n".join(lines[first:]), first + 1


def _separator(heads: Mapping[str, str], body: str) -> str:
    told = heads.get("separator", "")
    named = _SEPARATORS.get(told.strip().lower(), told)
    if len(named) == 1 and named not in '"\r\n':
        return named
    first = body.partition("\n")[0]
    return next((mark for mark in "\t;," if mark in first), "\t")


def _rows(body: str, separator: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each note with the line it begins on."""
    lines = body.split("\n")
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=False)
    line = first
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise ForeignError(f"this line cannot be read: {error}", line) from None
        if cells is None:
            return
        is_remark = lines[line - first].startswith("#")  # a quoted field may begin with it, too
        if any(cell.strip() for cell in cells) and not is_remark:
            yield line, cells
        line = first + reader.line_num


def _note(heads: Mapping[str, str], cells: list[str]) -> Iterator[Found | Change]:
    places = {name: _place(heads.get(name, "")) for name in _ASIDE}
    values = [cell for place, cell in enumerate(cells, 1) if place not in places.values()]
    if len(values) < 2:
        raise ForeignError(ONE_FIELD)
    kind = _cell(cells, places["notetype column"]) or heads.get("notetype", "")
    names = FIELDS if kind == _OURS and len(values) == len(FIELDS) else ()
    tags = f"{heads.get('tags', '')} {_cell(cells, places['tags column'])}".split()
    if heads.get("html", "true").lower() == "false":
        values = [html.escape(value, quote=False).replace("\n", "<br>") for value in values]
    yield from read_note(names, values, tags)


def _place(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _cell(cells: list[str], place: int) -> str:
    return cells[place - 1] if 0 < place <= len(cells) else ""
