"""Packages for Anki: notes that keep their identity, decks by area; and hostile packages that are refused."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.core.item import Lang
from examprep.exchange import ankiread
from examprep.exchange.anki import FIELDS, fields_of, write_anki
from examprep.exchange.ankinote import read_note
from examprep.exchange.ankiread import read_anki
from examprep.exchange.marks import literal
from examprep.exchange.posed import (
    Choosing,
    Counting,
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
)
from tests.test_exchange_moodle import FORMS, HARD
from tests.test_exchange_text import NASTY

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def posed(name: str, kind: str, shelf: str = "深層学習::基礎") -> Posed:
    return Posed(
        name=name,
        ask=HARD,
        form=FORMS[kind],
        why="Since $1 < 2$",
        shelf=shelf,
        tags=("softmax", "e.dl basics"),
        sources=("A & B (2016)", "C"),
    )


QUESTIONS = [posed(f"softmax/{kind}.{n}", kind) for n, kind in enumerate(FORMS, 1)]


def rows(package: bytes, query: str, tmp_path: Path) -> list[tuple[object, ...]]:
    """Unpack a collection as Anki would and ask it."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        file = tmp_path / "collection.anki2"
        file.write_bytes(opened.read("collection.anki2"))
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


def test_a_package_holds_a_note_and_a_card_a_question(tmp_path: Path) -> None:
    package = write_anki(QUESTIONS, Lang.EN, AT).content
    notes = rows(package, "SELECT flds, tags FROM notes ORDER BY id", tmp_path)
    first = dict(zip(FIELDS, str(notes[0][0]).split("\x1f"), strict=True))

    assert len(notes) == len(rows(package, "SELECT id FROM cards", tmp_path)) == len(QUESTIONS)
    assert first["Id"] == "softmax/choice.1"
    assert r"\(\frac{a_{1}}{b} \neq \{x:y\}\)" in first["Question"]
    assert "&lt;tag&gt; &amp; " in first["Question"]
    assert first["Choices"].startswith('<ol type="A"><li>')
    assert first["Answer"].startswith("A. ")
    assert (r"Since \(1 &lt; 2\)" in first["Why"], "Why others are wrong" in first["Why"]) == (True, True)
    assert first["Sources"] == "A &amp; B (2016)<br>C"
    assert notes[0][1] == " softmax e.dlbasics "


def test_each_area_has_a_deck_of_its_own(tmp_path: Path) -> None:
    questions = [
        posed("a/1", "card", "数学"),
        posed("a/2", "card", "深層学習::基礎"),
        posed("a/3", "card", "数学"),
    ]
    package = write_anki(questions, Lang.JA, AT).content
    ((decks,),) = rows(package, "SELECT decks FROM col", tmp_path)
    names = {deck["name"]: deck["id"] for deck in json.loads(str(decks)).values()}
    placed = [did for (did,) in rows(package, "SELECT did FROM cards ORDER BY id", tmp_path)]

    assert names.keys() >= {"examprep::数学", "examprep::深層学習:基礎"}
    assert sorted(map(str, placed)) == sorted(
        str(names[name]) for name in ("examprep::数学", "examprep::数学", "examprep::深層学習:基礎")
    )


def test_notes_keep_their_identity_from_one_export_to_the_next(tmp_path: Path) -> None:
    query = "SELECT guid, mid, mod FROM notes ORDER BY guid"
    first, again, later, other = (
        rows(write_anki(questions, lang, at).content, query, tmp_path)
        for questions, lang, at in (
            (QUESTIONS, Lang.JA, AT),
            (list(reversed(QUESTIONS)), Lang.JA, AT),
            (QUESTIONS, Lang.JA, AT + timedelta(days=1)),
            (QUESTIONS, Lang.EN, AT),
        )
    )

    assert first == again
    assert [row[:2] for row in first] == [row[:2] for row in later]
    assert {row[2] for row in later} == {int((AT + timedelta(days=1)).timestamp())}
    assert not {row[0] for row in first} & {row[0] for row in other}
    assert len({row[0] for row in first}) == len(QUESTIONS)


def test_the_same_questions_make_the_same_bytes() -> None:
    assert write_anki(QUESTIONS, Lang.JA, AT) == write_anki(QUESTIONS, Lang.JA, AT)


def test_questions_of_every_kind_come_back_the_same() -> None:
    reading = read_anki(write_anki(QUESTIONS, Lang.EN, AT).content)
    wanted = [
        msgspec.structs.replace(question, shelf="", tags=("softmax", "e.dlbasics")) for question in QUESTIONS
    ]

    assert (reading.faults, reading.skipped) == ((), ())
    assert [found.question for found in reading.found] == wanted
    assert [found.lost for found in reading.found] == [()] * len(QUESTIONS)


texts = st.text(NASTY, min_size=1, max_size=30).map(lambda text: literal(text)[0]).filter(bool)


@given(right=texts, wrong=texts, why=texts, word=st.text("a/ <&>|-=~#:日", min_size=1, max_size=9))
@settings(max_examples=25)
def test_texts_of_any_characters_come_back(right: str, wrong: str, why: str, word: str) -> None:
    forms: list[Form] = [
        Choosing((Pick(right, 1.0), Pick(wrong, 0.0, why))),
        Pairing(((right, wrong), (wrong, right))),
        Ordering((right, wrong)),
        Wording((Pick(word, 1.0), Pick("x / y", 1.0), Pick(f"{word}z", 0.0, why))),
        Counting((Figure(0.5, 0.25, 1.0), Figure(-1e-7, 0.25, 0.0, why))),
    ]
    for form in forms:
        question = Posed(name="a/b", ask=right, form=form, why=why)

        (found,) = read_note(FIELDS, fields_of(question, Lang.JA), ())

        assert found == Found(question)


def test_the_noise_of_floats_is_not_shown() -> None:
    question = Posed(name="a/n", ask="?", form=Counting((Figure(63.875, 6e-8, 1.0),)))

    assert fields_of(question, Lang.EN)[3] == '<span class="number">63.875</span>'


EDITED = {
    "a choice without its letter": ('<ol type="A"><li>x</li><li>y</li></ol>', "It is x."),
    "an option too few": ('<ol type="A"><li>x</li><li>y</li></ol>', "C. z"),
    "a list taken apart": ('<ol type="A">x, y</ol>', "A. x"),
    "another left side": ('<ol type="1"><li>x</li><li>y</li></ol>', "z — 1<br>y — 2"),
    "a step too few": ('<ol type="a"><li>x</li><li>y</li></ol>', '<ol type="1"><li>x</li></ol>'),
}


@pytest.mark.parametrize("edit", EDITED)
def test_a_note_of_ours_that_was_changed_beyond_recognition_is_a_card(edit: str) -> None:
    choices, answer = EDITED[edit]

    (found,) = read_note(FIELDS, ("a/b", "Which?", choices, answer, "", "S"), ())

    assert isinstance(found, Found)
    assert isinstance(found.question.form, Turning)
    assert [change.code for change in found.lost] == ["choices"]
    assert found.question.sources == ("S",)


@pytest.mark.parametrize("number", ["abc", "nan", "1_0", "1e999"])
def test_what_is_no_number_any_more_is_a_card(number: str) -> None:
    answer = f'<span class="number">{number}</span>'

    (found,) = read_note(FIELDS, ("a/b", "How many?", "", answer, "", ""), ())

    assert isinstance(found, Found)
    assert found.question.form == Turning(number)


# --- packages of others ---


def collection(notes: Iterable[str], model: object = None, schema: str = "") -> bytes:
    models = {"7": model or {"name": "Basic", "type": 0, "flds": [{"name": "Front"}, {"name": "Back"}]}}
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(
            schema or "CREATE TABLE col (models TEXT); CREATE TABLE notes (id INTEGER, mid, flds, tags)"
        )
        if not schema:
            database.execute("INSERT INTO col VALUES (?)", (json.dumps(models),))
            database.executemany("INSERT INTO notes VALUES (1, 7, ?, ' a b ')", [(note,) for note in notes])
        database.commit()
        return database.serialize()


def package(members: dict[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", level) as new:
        for name, content in members.items():
            new.writestr(name, content)
    return written.getvalue()


def test_a_basic_note_of_others_becomes_a_card() -> None:
    notes = ["<b>Front</b><br>two\x1fBack \\(x\\)", "\x1fno front", "no back\x1f"]
    reading = read_anki(package({"collection.anki2": collection(notes), "media": b"{}"}))

    (found,) = reading.found
    assert (found.question.ask, found.question.form) == ("**Front**\n\ntwo", Turning("Back $x$"))
    assert found.question.tags == ("a", "b")
    assert [skip.text.en for skip in reading.skipped] == [
        "Left out: a note whose front or back is empty."
    ] * 2


CLOZE = {"name": "Cloze", "type": 1, "flds": [{"name": "Text"}, {"name": "Back Extra"}]}


def cards(text: str, extra: str = "") -> list[tuple[str, str, str]]:
    """Return front, back and reason of the cards of a note with deletions."""
    notes = collection([f"{text}\x1f{extra}"], CLOZE)
    found = read_anki(package({"collection.anki21": notes})).found
    forms = [one.question.form for one in found]
    assert all(isinstance(form, Turning) for form in forms)
    assert {change.code for one in found for change in one.lost} <= {"deletions"}
    return [
        (one.question.ask, form.back, one.question.why)
        for one, form in zip(found, forms, strict=True)
        if isinstance(form, Turning)
    ]


@pytest.mark.parametrize(
    ("text", "fronts_and_backs"),
    [
        (
            "{{c1::softmax}} sums to {{c2::one::how much}}",
            [("[…] sums to one", "softmax"), ("softmax sums to [how much]", "one")],
        ),
        ("{{c1::a}} and {{c1::b}}", [("[…] and […]", "a\n\nb")]),
        ("{{c1::a {{c2::b}} c}} d", [("[…] d", "a b c"), ("a […] c d", "b")]),
        ("}} {{c3::a}} {{c4::never closed", [("}} […] never closed", "a")]),
    ],
)
def test_a_note_with_deletions_becomes_a_card_for_each(
    text: str, fronts_and_backs: list[tuple[str, str]]
) -> None:
    assert [card[:2] for card in cards(text, "more")] == fronts_and_backs
    assert {card[2] for card in cards(text, "more")} == {"more"}


def test_deletions_too_deep_within_each_other_are_text() -> None:
    (found,) = read_note((), ["{{c1::" * 9 + "x" + "}}" * 9, ""], (), cloze=True)

    assert isinstance(found, Found)
    assert found.question.ask == "[…]}}"
    assert isinstance(found.question.form, Turning)
    assert found.question.form.back.splitlines()[0] == "{ {c1"


def test_a_note_for_deletions_without_one_is_left_out() -> None:
    reading = read_anki(package({"collection.anki21": collection(["nothing {{c1::}}"], CLOZE)}))

    assert [skip.text.en for skip in reading.skipped] == ["Left out: a note whose front or back is empty."]
    reading = read_anki(package({"collection.anki21": collection(["nothing"], CLOZE)}))
    assert [skip.text.en for skip in reading.skipped] == ["Left out: a note for deletions without one."]


def test_ankis_own_marks_for_formulas_and_sounds_are_known() -> None:
    fields = r"[$]\frac{a}{b}[/$] and [$$]x[/$$] [sound:a.mp3]" + "\x1f<anki-mathjax>e^x</anki-mathjax>"

    (found,) = read_anki(package({"collection.anki2": collection([fields])})).found

    assert (found.question.ask, found.question.form) == (r"$\frac{a}{b}$ and" + "\n$x$", Turning("$e^x$"))
    assert [change.code for change in found.lost] == ["media"]


GOOD = collection(["a\x1fb"])
VIEW = """CREATE TABLE col (models TEXT); INSERT INTO col VALUES ('{}');
CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
SELECT id, 7 AS mid, 'x' AS flds, '' AS tags FROM n;"""
ENDLESS = """CREATE TABLE col (x); INSERT INTO col VALUES ('{}');
CREATE TABLE notes (id, mid, flds, tags);"""

HOSTILE = {
    "no zip": (b"PK hello", "this is no package of Anki (.apkg): File is not a zip file"),
    "not even text": (b"hello\0", "this is no package of Anki (.apkg): File is not a zip file"),
    "one column": (
        b"hello",
        "this is no package of Anki (.apkg), and no notes as text: a line has one field",
    ),
    "empty": (b"", "this is no package of Anki (.apkg): File is not a zip file"),
    "no collection": (package({"media": b"{}"}), "this is no package of Anki: it holds no collection.anki2"),
    "climbs": (package({"collection.anki2": GOOD, "../x": b""}), "the package holds a file that would leave"),
    "backslash": (package({"collection.anki2": GOOD, "..\\x": b""}), "the package holds a file that would"),
    "absolute": (package({"collection.anki2": GOOD, "/etc/x": b""}), "the package holds a file that would"),
    "drive": (package({"collection.anki2": GOOD, "C:/x": b""}), "the package holds a file that would"),
    "bomb": (package({"collection.anki2": b"\0" * 5_000_000}), "collection.anki2 would unpack to 5,000,000"),
    "not sqlite": (package({"collection.anki2": b"hello"}), "the collection in the package is no SQLite"),
    "torn": (package({"collection.anki2": GOOD[:3000]}), "the collection in the package cannot be read"),
    "view": (package({"collection.anki2": collection([], schema=VIEW)}), "the collection holds no notes"),
    "no column": (
        package({"collection.anki2": collection([], schema=ENDLESS)}),
        "the collection in the pack",
    ),
    "newest": (
        package({"collection.anki21b": b"x", "collection.anki2": GOOD}),
        "the package is of Anki's newest",
    ),
    "bad models": (
        package({"collection.anki2": collection(["a\x1fb"], model="x")}),
        "the note types of the collection cannot be read",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_is_refused_in_a_sentence(name: str) -> None:
    source, message = HOSTILE[name]

    reading = read_anki(source)

    assert [fault.message[: len(message)] for fault in reading.faults] == [message]
    assert reading.found == ()


def test_a_package_that_lies_about_its_size_is_refused() -> None:
    source = bytearray(package({"collection.anki2": GOOD}))
    central = source.rindex(b"PK\x01\x02")
    source[central + 24 : central + 28] = (100).to_bytes(4, "little")

    (fault,) = read_anki(bytes(source)).faults

    assert fault.message.startswith(("this is no package of Anki", "the collection in the package"))


def test_a_query_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ankiread, "MAX_STEPS", 1)
    many = collection([f"{n}\x1fb" for n in range(20_000)])

    (fault,) = read_anki(package({"collection.anki2": many})).faults

    assert fault.message == "the collection in the package cannot be read: interrupted"


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=60)
def test_a_damaged_collection_never_ends_in_an_exception(at: int, junk: bytes) -> None:
    damaged = GOOD[:at] + junk + GOOD[at + len(junk) :]

    assert isinstance(read_anki(package({"collection.anki2": damaged}, zipfile.ZIP_STORED)), Reading)


@given(st.data())
@settings(max_examples=60)
def test_a_damaged_package_never_ends_in_an_exception(data: st.DataObject) -> None:
    source = bytearray(package({"collection.anki2": GOOD, "media": b"{}"}))
    for _ in range(4):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))

    assert isinstance(read_anki(bytes(source)), Reading)
