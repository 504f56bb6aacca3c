"""Tables, JSON and Aiken: what is written is read back the same; what cannot be read is named by its line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.exchange.aiken import read_aiken
from examprep.exchange.posed import Choosing, Fault, Figure, Form, Pick, Posed, Reading, Turning
from examprep.exchange.sheet import read_json, write_json
from examprep.exchange.table import guarded, read_table, unguarded, write_table
from tests.test_exchange_moodle import FORMS, HARD
from tests.test_exchange_text import NASTY


def posed(form: Form, ask: str = HARD) -> Posed:
    return Posed(
        name="softmax/one.2",
        ask=ask,
        form=form,
        why="a\n\nb",
        level=3,
        shelf="ML",
        tags=("softmax", "e.ml"),
        sources=("A (2016), B", "C"),
    )


ALL = [posed(form) for form in FORMS.values()]


@pytest.mark.parametrize("delimiter", ["\t", ","])
def test_a_table_comes_back_the_same(delimiter: str) -> None:
    reading = read_table(write_table(ALL, delimiter).content)

    assert (reading.faults, reading.skipped) == ((), ())
    assert [one.question for one in reading.found] == ALL


def test_json_loses_nothing() -> None:
    assert [found.question for found in read_json(write_json(ALL).content).found] == ALL


cells = st.text(NASTY + "=+@$`", max_size=30)


@given(st.lists(cells.map(str.strip).filter(bool), min_size=1, max_size=4))
@settings(max_examples=80)
def test_cells_of_any_characters_come_back(texts: list[str]) -> None:
    questions = [posed(Turning(text), text) for text in texts]

    assert [one.question for one in read_table(write_table(questions).content).found] == questions


@given(cells)
def test_a_guarded_cell_is_no_formula_and_comes_back(cell: str) -> None:
    safe = guarded(cell)

    assert unguarded(safe) == cell
    assert not safe.startswith(("=", "+", "@")) and (not safe.startswith("-") or float(safe) <= 0)


def test_a_table_opens_in_a_spreadsheet() -> None:
    content = write_table([posed(Turning("=1+1"))]).content.decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter="\t"))

    assert content.startswith("\ufeff")
    assert rows[0]["answer"] == "'=1+1"
    assert (rows[0]["kind"], rows[0]["level"], rows[0]["tags"]) == ("card", "3", "softmax e.ml")


def test_two_columns_are_enough_for_cards() -> None:
    reading = read_table("question,answer\n損失とは,差\n".encode())

    assert [one.question.form for one in reading.found] == [Turning("差")]


def test_semicolons_and_a_choice_without_its_kind_are_understood() -> None:
    reading = read_table(b"question;text_1;key_1;text_2;key_2\nWhich?;yes;100;no;0\n")

    assert reading.found[0].question.form == Choosing((Pick("yes", 1.0), Pick("no")))


COLUMNS = "id, kind, level, shelf, question, answer, tolerance, why, tags, sources, text_1, key_1, why_1, ..."
HEADS = "question,kind,answer,text_1,key_1,text_2,key_2\n"


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("", 1, f"the first row names the columns; `question` must be one of them, of {COLUMNS}"),
        (
            "#separator:tab\nq\ta\n",
            1,
            f"the first row names the columns; `question` must be one of them, of {COLUMNS}; "
            "notes as text of Anki are read with --format anki",
        ),
        ("question,anwser\n", 1, 'no column `anwser`. Did you mean "answer"?'),
        ("question,question\n", 1, "the column `question` stands twice"),
        (f"{HEADS}a,choose\n", 2, "no kind `choose`."),
        (f"{HEADS}a,card,x\n\nb,choice\n", 4, "a choice needs two options or more"),
        (f'{HEADS}"two\nlines",card,x\n,card,x\n', 4, "the question is empty"),
        (f"{HEADS}a,card,,\n", 2, "a card needs an `answer`"),
        (f"{HEADS}a,number,ten\n", 2, "`ten` is no number"),
        (f"{HEADS}a,number,inf\n", 2, "`inf` is no number"),
        (f"{HEADS}a,match,,x,y\n", 2, "give two or more of text_1, key_1"),
        (f"{HEADS}a,order,,x,first,y,2\n", 2, "`first` is no number"),
        (f"{HEADS}a,card,b,c,d,e,f,g\n", 2, "the row has 8 cells, the first row only 7"),
        (f'{HEADS}a,card,"b\n', 2, "this row cannot be read: unexpected end of data"),
        (f'{HEADS}a,card,"b"c\n', 2, "this row cannot be read: ',' expected after '\"'"),
        (f"{HEADS}{'a' * 140_000},card,b\n", 2, "this row cannot be read: field larger than field limit"),
    ],
)
def test_a_malformed_row_is_named_by_its_line(source: str, line: int, message: str) -> None:
    faults = read_table(source.encode()).faults

    assert [fault.line for fault in faults] == [line]
    assert faults[0].message.startswith(message)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"{", "this is not the JSON that is written here: Input data was truncated"),
        (b'{"schema": 2, "questions": []}', "schema 2 is not known here; 1 is"),
        (b"[" * 100_000, "this is not the JSON that is written here:"),
        (b'{"schema": 1, "questions": [{"name": 5}]}', "this is not the JSON that is written here:"),
    ],
)
def test_json_that_is_not_ours_is_refused(source: bytes, message: str) -> None:
    (fault,) = read_json(source).faults

    assert (fault.line, fault.message.startswith(message)) == (1, True)


AIKEN = """What is 1 + 1?
A. one
B) two ($2)
ANSWER: B

二行の
質問
A. 正
B. 誤
ANSWER: A
"""


def test_aiken_is_read() -> None:
    first, second = read_aiken(AIKEN.encode()).found

    assert first.question == Posed(
        name="", ask="What is 1 + 1?", form=Choosing((Pick("one"), Pick("two (＄2)", 1.0)))
    )
    assert [change.code for change in first.lost] == ["mark"]
    assert (second.line, second.question.ask) == (6, "二行の\n\n質問")


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("Q\nA. a\nB. b\n", Fault(4, "the question of line 1 has no `ANSWER: A`")),
        ("Q\nA. a\nB. b\nANSWER: C\n", Fault(4, "`ANSWER: C` names no option; there are A, B")),
        ("Q\nA. a\nANSWER: A\n", Fault(3, "`ANSWER` stands before a question with two options or more")),
        ("ANSWER: A\n", Fault(1, "`ANSWER` stands before a question with two options or more")),
        ("Q\nA. a\nC. c\nANSWER: A\n", Fault(3, "option C stands where B is expected")),
    ],
)
def test_a_malformed_aiken_line_is_named(source: str, fault: Fault) -> None:
    assert read_aiken(source.encode()).faults == (fault,)


@given(st.binary(max_size=120))
@settings(max_examples=100)
def test_reading_bytes_never_fails(source: bytes) -> None:
    for read in (read_table, read_json, read_aiken):
        assert isinstance(read(source), Reading)


def test_a_wrong_number_has_the_tolerance_of_the_right_one() -> None:
    reading = read_table(b"question,kind,answer,tolerance,text_1,why_1\nHow many?,number,5,0.5,6,No\n")

    (found,) = reading.found
    assert getattr(found.question.form, "figures", None) == (Figure(5, 0.5, 1.0), Figure(6, 0.5, 0.0, "No"))
