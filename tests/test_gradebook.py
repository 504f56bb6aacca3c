"""The marks of a class on paper: counted right, and harmless whatever strangers wrote."""

from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.core.feedback import Page, html_page, markdown_page
from examprep.core.gradebook import (
    Gradebook,
    Graded,
    as_text,
    csv_line,
    file_names,
    gradebook_csv,
    result_lines,
    rows_by_student,
    shown_names,
    statistics_of,
)
from examprep.core.item import Lang, Text
from examprep.core.problem import Entry, Problem, ProblemId
from examprep.core.text import UNSEEN
from examprep.core.verdict import VERDICTS, CaseResult, Report, Verdict

A, B = ProblemId("a-drill"), ProblemId("b-drill")


def graded(
    student: str,
    problem: ProblemId = A,
    verdict: Verdict = Verdict.PASS,
    *,
    slip: str | None = None,
    message: Text | None = None,
) -> Graded:
    cases = (CaseResult("one", verdict, 0.123456789),)
    told = message or Text("言葉", "words")
    report = Report(
        problem=problem, verdict=verdict, message=told, seed=7, isolation="full", slip=slip, cases=cases
    )
    return Graded(student, problem, report, 0.2512345678)


BOOK = Gradebook(
    ("ann", "ben", "cho"),
    (A, B),
    (
        graded("ann"),
        graded("ann", B, Verdict.BROKEN),
        graded("ben", A, Verdict.WRONG, slip="off-by-one"),
        graded("ben", B),
        graded("cho", A, Verdict.WRONG, slip="off-by-one"),
    ),
)


# --- counted


def test_statistics_count_each_problem_the_commonest_first() -> None:
    found = statistics_of(BOOK)
    first, second = found.problems

    assert (found.students, found.submissions, found.passed, found.broken) == (3, 5, 2, 1)
    assert (first.problem, first.attempts, first.passed, first.rate) == (A, 3, 1, 0.3333)
    assert list(first.verdicts.items()) == [("wrong", 2), ("pass", 1)]
    assert first.slips == {"off-by-one": 2}
    assert (second.attempts, second.passed, second.rate) == (2, 1, 1.0)


def test_a_rate_is_withheld_where_nothing_could_be_graded() -> None:
    book = Gradebook(("ann",), (A,), (graded("ann", A, Verdict.BROKEN),))

    assert statistics_of(book).problems[0].rate is None


def test_the_gradebook_has_points_and_verdicts_and_no_points_where_nothing_is_known() -> None:
    rows = list(csv.reader(io.StringIO(gradebook_csv(BOOK).removeprefix("\ufeff"))))

    assert rows == [
        ["student", "a-drill", "a-drill verdict", "b-drill", "b-drill verdict", "points"],
        ["ann", "1", "pass", "", "broken", "1"],
        ["ben", "0", "wrong", "1", "pass", "1"],
        ["cho", "0", "wrong", "0", "missing", "0"],
    ]


def test_only_cells_that_need_it_are_quoted() -> None:
    assert csv_line(["ann", "a,b", 'c"d']) == 'ann,"a,b","c""d"\r\n'


def test_results_are_one_document_a_line() -> None:
    lines = [json.loads(line) for line in result_lines(BOOK.rows).splitlines()]

    assert len(lines) == 5
    assert lines[2] == {
        "student": "ben",
        "problem": "a-drill",
        "verdict": "wrong",
        "slip": "off-by-one",
        "message": {"ja": "言葉", "en": "words"},
        "seed": 7,
        "isolation": "full",
        "device": "cpu",
        "cases": [{"name": "one", "verdict": "wrong", "seconds": 0.123457}],
        "seconds": 0.251235,
    }


def test_what_a_terminal_would_obey_is_written_as_json_writes_it() -> None:
    said = Text("左\u202e右\x1b[2J", "tag \U000e0001")

    line = result_lines([graded("ann", message=said)])

    assert not UNSEEN.search(line.rstrip("\n"))
    assert json.loads(line)["message"] == {"ja": said.ja, "en": said.en}


def test_rows_are_found_by_student_even_where_nothing_was_handed_in() -> None:
    found = rows_by_student(Gradebook(("ann", "dan"), (A,), (graded("ann"),)))

    assert [len(found[name]) for name in ("ann", "dan")] == [1, 0]


# --- harmless in a spreadsheet


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1", "－1", "=cmd|' /C calc'!A0"])
def test_a_cell_that_looks_like_a_formula_is_text(cell: str) -> None:
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["ann", "1", "a=b", "", "山田-太郎"])
def test_another_cell_stays_as_it_is(cell: str) -> None:
    assert as_text(cell) == cell


@given(st.lists(st.text(), min_size=2))
@settings(max_examples=60)
def test_a_line_is_read_back_as_the_cells_it_was_made_of(cells: list[str]) -> None:
    (found,) = csv.reader(io.StringIO(csv_line(cells), newline=""))

    assert found == [as_text(cell) for cell in cells]


# --- names

HOSTILE = [
    "../../etc/passwd",
    "..",
    ".",
    "",
    "a/b",
    "-rf",
    "CON",
    "com0",
    "LPT9",
    "nul.txt",
    "Alice",
    "alice",
    "e\u0301",
    "\u00e9",
    "x" * 255,
    "あ" * 85,
    "a\x1b[2J",
    "a\\x1b[2J",
    "a\nb",
    "\udcff",
    "\u202egnp.exe",
    "a:b*c?",
    "=1+1",
    "山田太郎",
]


def test_plain_names_stay_readable_and_others_become_plain() -> None:
    names = file_names(shown_names(["山田 太郎", "Ann-Marie", "a/b", "Bo", "bo", "CON", ".."]).values())

    assert names["山田 太郎"] == "山田 太郎"
    assert names["Ann-Marie"] == "Ann-Marie"
    assert names["a/b"].startswith("a_b-")
    assert {names["Bo"].casefold(), names["bo"].casefold()} & {"bo"} == set()
    assert names["CON"].startswith("_CON-")
    assert names[".."].isalnum()


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=300), unique=True))
@settings(max_examples=100)
def test_every_name_becomes_a_file_of_its_own_in_one_folder_on_any_system(raw: list[str]) -> None:
    shown = shown_names(raw)
    names = file_names(shown.values())

    assert len(set(shown.values())) == len(raw)
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names.values()}) == len(raw)
    for name in names.values():
        assert name.strip(" .-") == name != ""
        assert not set(name) & set('/\\:*?"<>|\n')
        assert not UNSEEN.search(name)
        assert len(f".{name}.html.new".encode()) <= 255
        assert name.partition(".")[0].casefold() not in {"con", "nul", "aux", "prn", "com0", "lpt9"}


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=300), unique=True))
@settings(max_examples=60)
def test_a_shown_name_is_one_harmless_line(raw: list[str]) -> None:
    for name in shown_names(raw).values():
        assert "\n" not in name
        assert not UNSEEN.search(name)
        assert len(name) <= 130


@pytest.mark.parametrize(
    ("name", "shown"), [("a\nb", r"a\nb"), ("x" * 120, "x" * 120), ("x" * 121, "x" * 120 + "…")]
)
def test_a_long_name_is_cut_and_one_of_two_lines_joined(name: str, shown: str) -> None:
    assert shown_names([name]) == {name: shown}


def test_names_that_look_the_same_are_numbered() -> None:
    assert set(shown_names(["a\x1b", "a\\x1b"]).values()) == {r"a\x1b", r"a\x1b~2"}


def test_forty_characters_of_a_name_stand_in_the_name_of_its_file() -> None:
    fits, longer = "x" * 40, "y" * 41

    names = file_names([fits, longer])

    assert names[fits] == fits
    assert names[longer].startswith("y" * 40 + "-")


def test_nobody_can_take_the_page_of_another_by_a_name() -> None:
    taken = file_names(["a/b"])["a/b"]
    names = file_names(["a/b", taken])

    assert len({name.casefold() for name in names.values()}) == 2


# --- feedback


def problem(id: ProblemId) -> Problem:
    return Problem(
        id=id, version=1, title=Text("題 <b>", "Title <b>"), statement=Text("", ""), concepts=(), syllabus=(),
        level=1, minutes=1, entry=Entry("f", "f()"), frameworks=("numpy",), hints=(), slips=(),
        explanation=Text("式 $\\frac{a}{b}$ と `x`", "**Because** of $x^2$\n\n```python\nx = 1\n```"),
        sources=(),
    )  # fmt: skip


EVIL = Text(
    "<script>alert(1)</script> [x](javascript:alert(1)) ![](http://x/y.png)\n\n# h\n\n"
    "3行目: `</code>` & $<i>$",
    "<img src=x onerror=alert(1)> | _a_ *b* ~~~ \x1b[2J\n\n```\n````\n```\n\nline 3: | ``` <b>",
)


def page(*rows: Graded, lang: Lang = Lang.BOTH) -> Page:
    return Page("<ann>", rows, {A: problem(A), B: problem(B)}, lang)


def test_a_page_tells_verdict_reason_and_what_is_missing_in_both_languages() -> None:
    told = page(graded("<ann>", A, Verdict.WRONG, message=Text("理由 `x`", "reason `x`")))

    for text in (markdown_page(told), html_page(told)):
        assert all(word in text for word in ("値が違う / wrong value 0/1", "理由", "reason", "0 / 2"))
        assert all(word in text for word in ("未提出 / not handed in", "b-drill"))
        assert "examprep grade a-drill a-drill.py --seed 7" in text


@pytest.mark.parametrize(
    ("lang", "there", "gone"), [(Lang.JA, "言葉", "words"), (Lang.EN, "words", "言葉")], ids=["ja", "en"]
)
def test_a_page_can_be_in_one_language(lang: Lang, there: str, gone: str) -> None:
    told = page(graded("<ann>", A, Verdict.WRONG), lang=lang)

    for text in (markdown_page(told), html_page(told)):
        assert there in text
        assert gone not in text


def test_a_pass_comes_with_the_explanation_formulas_drawn() -> None:
    text = markdown_page(page(graded("<ann>")))

    assert "x²" in text
    assert "```text\nx = 1\n```" in text
    assert "<code>x</code>" in html_page(page(graded("<ann>")))


def test_the_words_of_a_program_are_no_markup_of_the_page() -> None:
    html = html_page(page(graded("<ann>", A, Verdict.ERROR, message=EVIL)))

    for tag in ("<script", "<img", "<i>", "<b>", "<ann>", "\x1b"):
        assert tag not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert html.count("<section") == html.count("</section>") == 1
    assert "default-src 'none'" in html


def test_the_words_of_a_program_are_no_markdown_either() -> None:
    text = markdown_page(page(graded("<ann>", A, Verdict.ERROR, message=EVIL)))
    outside = text.replace("`</code>`", "")

    assert r"\<script\>alert(1)\</script\> \[x\](javascript:alert(1)) \!\[\](http://x/y.png)" in text
    assert r"\# h" in text
    assert r"\<img src=x onerror=alert(1)\> \| \_a\_ \*b\* \~\~\~ \\x1b\[2J" in text
    assert "`````text\n````\n`````" in text
    assert "\n```\n" not in outside
    assert "\x1b" not in text


def test_every_verdict_has_its_words() -> None:
    assert set(VERDICTS) == set(Verdict)
