"""Tables (CSV and TSV): one question a row, its answers in groups of three columns.

`text_1, key_1, why_1, ...`: an option or a word with its share of the marks, a number with its
share, a left side with its partner, a step with its place. Texts are in our markup.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence

from examprep.core.draw import show_number
from examprep.errors import near_miss
from examprep.exchange.gift import percent
from examprep.exchange.hypertext import visible
from examprep.exchange.intake import MAX_FAULTS, MAX_QUESTIONS, ForeignError, Taken, decode
from examprep.exchange.posed import (
    Choosing,
    Counting,
    Fault,
    Figure,
    Form,
    Found,
    Ordering,
    Pairing,
    Pick,
    Posed,
    Reading,
    Turning,
    Wording,
    Written,
    kind_name,
)
from examprep.exchange.shapes import choosing, figures, words

FIXED = ("id", "kind", "level", "shelf", "question", "answer", "tolerance", "why", "tags", "sources")
_GROUP = ("text", "key", "why")
_GROUPED = re.compile(r"(text|key|why)_([1-9][0-9]?)")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")
_KNOWN = ", ".join((*FIXED, "text_1, key_1, why_1, ..."))
_COLUMNS = f"`question` must be one of them, of {_KNOWN}"
KINDS = ("choice", "multi", "number", "word", "match", "order", "card")

Answer = tuple[str, str, str]


def write_table(questions: Sequence[Posed], delimiter: str = "\t") -> Written:
    """Return questions as a table in UTF-8 with a mark that spreadsheets know it by."""
    rows = [_row(question) for question in questions]
    groups = max((len(answers) for _, answers in rows), default=0)
    heads = [f"{part}_{n}" for n in range(1, groups + 1) for part in _GROUP]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([*FIXED, *heads])
    for fixed, answers in rows:
        writer.writerow([guarded(cell) for cell in (*fixed, *(cell for a in answers for cell in a))])
    return Written(out.getvalue().encode("utf-8-sig"))


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula; numbers stay numbers."""
    text = visible(cell)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def unguarded(cell: str) -> str:
    """Return a cell as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _row(question: Posed) -> tuple[tuple[str, ...], list[Answer]]:
    form = question.form
    kind = "multi" if isinstance(form, Choosing) and form.several else kind_name(form)
    answer, tolerance = "", ""
    if isinstance(form, Counting):
        answer, tolerance = show_number(form.figures[0].value), show_number(form.figures[0].tolerance)
    elif isinstance(form, Turning):
        answer = form.back
    listed = (" ".join(question.tags), "; ".join(question.sources))
    head = (question.name, kind, str(question.level), question.shelf)
    return (*head, question.ask, answer, tolerance, question.why, *listed), list(_answers(form))


def _answers(form: Form) -> Iterator[Answer]:
    match form:
        case Choosing(picks=picks) | Wording(picks=picks):
            yield from ((pick.text, percent(pick.share), pick.why) for pick in picks)
        case Counting(figures=figures):
            yield from ((show_number(f.value), percent(f.share), f.why) for f in figures[1:])
        case Pairing(pairs=pairs):
            yield from ((left, right, "") for left, right in pairs)
        case Ordering(steps=steps):
            yield from ((step, str(place), "") for place, step in enumerate(steps, 1))
        case Turning():
            pass


# --- back ---


def read_table(source: bytes) -> Reading:
    """Read a table whose first row names its columns; `question` and `answer` are enough for cards."""
    try:
        text = decode(source)
        rows = _rows(text)
        heads = _heads(next(rows, (1, []))[1])
    except ForeignError as error:
        return Reading(faults=(error.fault,))
    found: list[Found] = []
    faults: list[Fault] = []
    try:
        for line, cells in rows:
            if len(found) >= MAX_QUESTIONS or len(faults) >= MAX_FAULTS:
                break
            try:
                found.append(_question(line, heads, cells))
            except ForeignError as error:
                faults.append(Fault(line, error.message))
    except ForeignError as error:
        faults.append(error.fault)
    return Reading(tuple(found), (), tuple(faults))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything, with the line each begins on."""
    first = text.partition("\n")[0]
    delimiter = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise ForeignError(f"this row cannot be read: {error}", line) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, [unguarded(cell) for cell in cells]
        line = reader.line_num + 1


def _heads(cells: list[str]) -> list[str]:
    heads = [cell.strip().lower() for cell in cells]
    unknown = [head for head in heads if head not in FIXED and not _GROUPED.fullmatch(head)]
    if "question" not in heads:
        anki = "; notes as text of Anki are read with --format anki" if "".join(cells).startswith("#") else ""
        raise ForeignError(f"the first row names the columns; {_COLUMNS}{anki}", 1)
    if unknown:
        raise ForeignError(
            f"no column `{unknown[0][:40]}`.{near_miss(unknown[0], FIXED)} Known are {_KNOWN}", 1
        )
    twice = next((head for head in heads if heads.count(head) > 1), None)
    if twice:
        raise ForeignError(f"the column `{twice}` stands twice", 1)
    return heads


def _question(line: int, heads: list[str], cells: list[str]) -> Found:
    if len(cells) > len(heads):
        raise ForeignError(f"the row has {len(cells)} cells, the first row only {len(heads)}")
    row = dict(zip(heads, (visible(cell).strip() for cell in cells), strict=False))
    taken = Taken(row.get("id", ""))
    answers = list(_groups(row))
    kind = row.get("kind") or ("choice" if answers else "card")
    if kind not in KINDS:
        raise ForeignError(f"no kind `{kind[:40]}`.{near_miss(kind, KINDS)} Known are {', '.join(KINDS)}")
    if not row["question"]:
        raise ForeignError("the question is empty")
    question = Posed(
        name=row.get("id", ""),
        ask=row["question"],
        form=_form(kind, row, answers, taken),
        why=row.get("why", ""),
        level=int(row["level"]) if row.get("level", "") in ("1", "2", "3", "4") else 2,
        shelf=row.get("shelf", ""),
        tags=tuple(row.get("tags", "").split()),
        sources=tuple(filter(None, row.get("sources", "").split("; "))),
    )
    return Found(question, line, taken.lost)


def _groups(row: Mapping[str, str]) -> Iterator[Answer]:
    numbers = sorted({int(found[2]) for head in row if (found := _GROUPED.fullmatch(head))})
    for number in numbers:
        answer = (row.get(f"text_{number}", ""), row.get(f"key_{number}", ""), row.get(f"why_{number}", ""))
        if answer[0]:
            yield answer


def _form(kind: str, row: Mapping[str, str], answers: list[Answer], taken: Taken) -> Form:
    match kind:
        case "choice" | "multi":
            picks = [Pick(text, _number(key or "0") / 100, why) for text, key, why in answers]
            return choosing(picks, several=kind == "multi", taken=taken)
        case "word":
            return words([Pick(text, _number(key or "0") / 100, why) for text, key, why in answers], taken)
        case "number":
            right = Figure(_number(row.get("answer", "")), _number(row.get("tolerance") or "0"), 1.0)
            wrong = (Figure(_number(text), right.tolerance, 0.0, why) for text, _, why in answers)
            return figures([right, *wrong], taken)
        case "match":
            return Pairing(_sides(answers))
        case "order":
            return Ordering(tuple(left for left, _ in sorted(_sides(answers), key=lambda s: _number(s[1]))))
        case _:
            if not row.get("answer"):
                raise ForeignError("a card needs an `answer`")
            return Turning(row["answer"])


def _sides(answers: list[Answer]) -> tuple[tuple[str, str], ...]:
    if len(answers) < 2 or not all(key for _, key, _ in answers):
        raise ForeignError("give two or more of text_1, key_1, text_2, key_2, ...")
    return tuple((text, key) for text, key, _ in answers)


def _number(text: str) -> float:
    try:
        value = float(text) if "_" not in text else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ForeignError(f"`{text[:40]}` is no number")
    return value
