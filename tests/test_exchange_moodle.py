"""GIFT and Moodle's XML: what is written is read back the same, and hostile files are refused with a line."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.exchange.gift import escape, write_gift
from examprep.exchange.giftread import read_gift
from examprep.exchange.marks import literal
from examprep.exchange.moodle import write_moodle
from examprep.exchange.moodleread import read_moodle
from examprep.exchange.posed import (
    Choosing,
    Counting,
    Fault,
    Figure,
    Form,
    Ordering,
    Pairing,
    Pick,
    Posed,
    Reading,
    Turning,
    Wording,
)
from tests.test_exchange_text import NASTY

HARD = (
    r"""日本語 "quotes" it's #1 = ~{a: b} 50% \frac [html] -> // <tag> & \(x\) """
    r"""$\frac{a_{1}}{b} \neq \{x:y\}$ ＃＝～｛｝"""
)
PROGRAM = "```python\nd = {'a': 1}  # not = ~ a comment\n\nprint(d)\n```"

FORMS: dict[str, Form] = {
    "choice": Choosing((Pick(HARD, 1.0), Pick("[html] looks like a format", 0.0, HARD), Pick("`a ** b`"))),
    "multi": Choosing((Pick("a", 0.5), Pick("b", 0.5), Pick("$c$", -0.5, "why")), several=True),
    "thirds": Choosing((*(Pick(c, 1 / 3) for c in "abc"), Pick("d", -1 / 3)), several=True),
    "number": Counting((Figure(-0.25, 0.1, 1.0), Figure(2.5e-7, 0.1, 0.0, "too small"))),
    "word": Wording((Pick("零*{=#~:}\\", 1.0), Pick("zero", 1.0), Pick("one", 0.0, "no: $1 \\neq 0$"))),
    "match": Pairing((("$x$ -> y", "right = {1} -> 2"), ("l2", "～r2"), ("l3", "r:3"))),
    "order": Ordering(("first $a$", "second", "third")),
    "card": Turning(f"{HARD}\n{PROGRAM}\nEnd"),
}
WRITERS = {"gift": (write_gift, read_gift), "moodle": (write_moodle, read_moodle)}


def posed(form: Form, ask: str = HARD, why: str = "") -> Posed:
    return Posed(name="softmax/one.2(1)", ask=ask, form=form, why=why, shelf="機械学習 / ML")


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize(
    "ask", [HARD, f"first: 1\n\nsecond\n{PROGRAM}\nlast", "$x$"], ids=["hard", "blocks", "tex"]
)
def test_a_question_of_every_kind_comes_back_the_same(format: str, kind: str, ask: str) -> None:
    write, read = WRITERS[format]
    form = FORMS[kind]
    question = posed(form, ask, "" if kind == "card" else f"Because {HARD}")

    reading = read(write([question, question]).content)

    assert (reading.faults, reading.skipped) == ((), ())
    assert [found.question for found in reading.found] == [question, question]
    assert [found.lost for found in reading.found] == [(), ()]


texts = st.text(NASTY, min_size=1, max_size=40).map(lambda text: literal(text)[0]).filter(bool)
plain_words = texts.map(lambda text: " ".join(text.split()))


@given(ask=texts, right=texts, wrong=texts, why=texts, word=plain_words)
@settings(max_examples=80)
def test_texts_of_any_characters_come_back_from_both_formats(
    ask: str, right: str, wrong: str, why: str, word: str
) -> None:
    questions = [
        posed(Choosing((Pick(right, 1.0, why), Pick(wrong)))),
        posed(Choosing((Pick(right, 0.5, why), Pick(ask, 0.5), Pick(wrong, -0.5)), several=True)),
        posed(Pairing(((right, word), (wrong, "r2"))), ask, why),
        posed(Turning(right), ask),
    ]
    for write, read in WRITERS.values():
        assert [found.question for found in read(write(questions).content).found] == questions


@given(st.text(max_size=200))
@settings(max_examples=80)
def test_escaped_text_holds_no_syntax(text: str) -> None:
    escaped = escape(text)
    bare = escaped.replace("\\\\", "").replace(r"\n", "")
    for reserved in "~=#{}:":
        bare = bare.replace(f"\\{reserved}", "")

    assert not set("~=#{}:\\\n\r") & set(bare)


@given(st.lists(texts, min_size=1, max_size=3))
@settings(max_examples=50)
def test_moodles_xml_is_well_formed(asks: list[str]) -> None:
    written = write_moodle([posed(FORMS["choice"], ask, "\x00\x1b\ud800") for ask in asks])
    root = ET.fromstring(written.content)  # noqa: S314 - our own

    assert root.tag == "quiz"
    assert [q.get("type") for q in root] == ["category", *["multichoice"] * len(asks)]


def test_gift_is_written_as_moodle_documents_it() -> None:
    number = Posed(name="a/n", ask="How many?", form=Counting((Figure(5, 0.1, 1.0), Figure(6, 0.1, 0, "No"))))
    several = Posed(
        name="a/m", ask="Which?", form=FORMS["thirds"], why="Since", shelf="A/B", tags=("a", "e.x")
    )
    gap = Posed(name="a/w", ask="Filled with _____ here", form=Wording((Pick("zero*", 1.0),)))

    last = Posed(name="a/l", ask="It is _____", form=Wording((Pick("x", 1.0),)))

    assert write_gift([number, several, gap, last]).content.decode() == (
        "// [id:a/n]\n::a/n::[html]How many?{#\n\t=5:0.1\n\t=%0%6:0.1#No\n}\n\n"
        "$CATEGORY: examprep/A//B\n\n"
        "// [id:a/m] [tag:a] [tag:e.x]\n::a/m::[html]Which?{\n"
        "\t~%33.33333%a\n\t~%33.33333%b\n\t~%33.33333%c\n\t~%-33.33333%d\n\t####Since\n}\n\n"
        "$CATEGORY: examprep/\n\n"
        "// [id:a/w]\n::a/w::[html]Filled with {\n\t=zero\\\\*\n} here\n\n"
        "// [id:a/l]\n::a/l::[html]It is _____{\n\t=x\n}\n"
    )


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (Counting((Figure(2.5e-7, 3e-12, 1.0),)), "#\n\t=0.00000025:0.000000000003"),
        (Counting((Figure(1.5e300, 0, 1.0),)), "#\n\t=1.5e300:0"),
        (Wording((Pick("->", 1.0),)), "\n\t->"),
        (Wording((Pick("->", 1.0), Pick("=>", 1.0), Pick("a->", 0, "No"))), "\n\t=\\=>"),
    ],
)
def test_gift_holds_what_other_readers_of_it_trip_over(form: Form, answers: str) -> None:
    written = write_gift([Posed(name="a/b", ask="_____ stands first.", form=form)])
    (found,) = read_gift(written.content).found

    assert written.content.decode().endswith(f"[html]_____ stands first.{{{answers}\n}}\n")
    assert found.question.form == msgspec.structs.replace(form, **kept_of(form))
    assert [change.code for change in written.changes] == ["arrow"] * ("=>" in answers)


def kept_of(form: Form) -> dict[str, object]:
    """Return the words of a form that GIFT can hold beside others."""
    if not isinstance(form, Wording) or len(form.picks) == 1:
        return {}
    return {"picks": tuple(pick for pick in form.picks if "->" not in pick.text)}


FOREIGN = r"""
// a comment
$CATEGORY: $course$/top/History//Politics

::Grant:: Who's buried in Grant's tomb?{~Grant#No ~Jefferson =no one#Yes ####It is above ground}

Two plus {=two =2 =%50%zwei} equals four.

Sun rises in the east.{T#Look again#Right}

[plain]Costs $5?{FALSE}

When?{#
=1822:0 # Right
=%50%1822:2
=%0%1900:0#Too late
~#Wrong
}

Range {#1.5..2.5}

[markdown]**Which**?{
~%50%one
~%50%two
~three
}

Pairs {=cat -> cat food =dog -> dog food = -> neither}

Order {=b -> 2 =a -> 1 =c -> 3}

Line one\nLine two \(x\)<br>three {=ok}

Write an essay.{}

Explain.{####Like so.}

Just a description.

::Q3:: {=a ~b}

{=a ~b}
"""


def test_a_gift_file_of_others_is_read_with_what_is_lost_named() -> None:
    reading = read_gift(FOREIGN.encode())
    questions = [found.question for found in reading.found]
    lost = [[change.code for change in found.lost] for found in reading.found]

    assert reading.faults == ()
    assert questions[0].form == Choosing(
        (Pick("Grant", 0, "No"), Pick("Jefferson"), Pick("no one", 1, "Yes"))
    )
    assert (questions[0].name, questions[0].why) == ("Grant", "It is above ground")
    assert questions[0].shelf == "History/Politics"
    assert (questions[1].ask, questions[1].form) == (
        "Two plus _____ equals four.",
        Wording((Pick("two", 1), Pick("2", 1), Pick("zwei"))),
    )
    assert questions[2].form == Choosing((Pick("正しい / True", 1), Pick("誤り / False", 0, "Look again")))
    assert questions[3].ask == "Costs ＄5?"
    assert questions[4].form == Counting((Figure(1822, 0, 1, "Right"), Figure(1900, 0, 0, "Too late")))
    assert questions[5].form == Counting((Figure(2, 0.5, 1),))
    assert questions[6].form == Choosing(
        (Pick("one", 0.5), Pick("two", 0.5), Pick("three", -0.5)), several=True
    )
    assert questions[7].form == Pairing((("cat", "cat food"), ("dog", "dog food")))
    assert questions[8].form == Ordering(("a", "b", "c"))
    assert questions[9].ask == "Line one\n\nLine two $x$\n\nthree"
    assert questions[10].form == Turning("Like so.")
    assert [lost[n] for n in (1, 3, 4, 7)] == [["shares"], ["mark"], ["otherwise", "shares"], ["partner"]]
    assert [skip.text.en for skip in reading.skipped] == [
        "Left out: an essay without a model answer.",
        "Left out: a description without answers.",
        *["Left out: it has no text that asks anything."] * 2,
    ]
    assert [skip.name for skip in reading.skipped][2:] == ["Q3", "line 42"]


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("ok {=a}\n\nbad {=a", 3, "a question has one { and one }"),
        ("bad } {", 1, "a question has one { and one }"),
        ("\n\nset {1, 2} is {=a ~b}", 3, "a question has one { and one }"),
        ("bad {~a ~b}", 1, "a choice needs a right option"),
        ("bad {=a ~}", 1, "a choice needs two options"),
        ("bad {#abc}", 1, "`abc` is no number"),
        ("bad {#1_0}", 1, "`1_0` is no number"),
        ("bad {#nan:1}", 1, "`nan` is no number"),
        ("bad {#}", 1, "a numerical question needs a right number"),
        ("bad {=a->b =c}", 1, "`c` has no -> between"),
        ("bad {=a->b}", 1, "a matching needs two pairs"),
        ("bad {=%0%a}", 1, "a short answer needs a right word"),
    ],
)
def test_a_malformed_gift_question_is_named_by_its_line(source: str, line: int, message: str) -> None:
    faults = read_gift(source.encode()).faults

    assert [fault.line for fault in faults] == [line]
    assert faults[0].message.startswith(message)


@given(st.one_of(st.text(max_size=200), st.text(" \n{}=~#:%\\->[]/TF0123.", max_size=200)))
@settings(max_examples=150)
def test_reading_gift_never_fails(text: str) -> None:
    assert isinstance(read_gift(text.encode("utf-8", "replace")), Reading)


def quiz(body: str) -> bytes:
    return f'<?xml version="1.0"?>\n<quiz>\n{body}\n</quiz>'.encode()


BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<quiz>&b;</quiz>"""
OUTSIDE = b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question>&x;</question></quiz>'
DOCTYPE = "a document type (<!DOCTYPE ...>) is not read; delete it"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (BOMB, Fault(2, DOCTYPE)),
        (OUTSIDE, Fault(1, DOCTYPE)),
        (b'<!DOCTYPE quiz SYSTEM "http://x/y.dtd"><quiz/>', Fault(1, DOCTYPE)),
        (b"<quiz>\n<a></b></quiz>", Fault(2, "this is no XML: mismatched tag")),
        (b"", Fault(1, "this is no XML: no element found")),
        (b"\x00\x01\x02", Fault(1, "this is no XML: not well-formed (invalid token)")),
        (b"<quiz>&x;</quiz>", Fault(1, "this is no XML: undefined entity")),
        (b"<html/>", Fault(1, "this is XML, but not Moodle's: its root is <html>, not <quiz>")),
        (b"<quiz>" + b"\n<a>" * 50, Fault(41, "elements stand more than 40 deep in each other")),
        (b'<?xml version="1.0" encoding="shift_jis"?><quiz/>', None),
        (quiz('<question type="multichoice"/>'), Fault(3, "a choice needs two options or more")),
        (
            quiz('<question type="numerical">\n<answer fraction="x"><text>1</text></answer></question>'),
            Fault(4, "`x` is no number"),
        ),
        (quiz('<question type="truefalse"/>'), Fault(3, "a true/false question needs its right answer")),
    ],
)
def test_hostile_or_malformed_xml_is_refused_with_its_line(source: bytes, fault: Fault | None) -> None:
    faults = read_moodle(source).faults

    assert len(faults) == 1
    assert faults[0] == fault or (
        fault is None and faults[0].message.startswith("this XML cannot be decoded")
    )


def test_types_without_a_counterpart_are_left_out_by_name() -> None:
    body = '<question type="ddwtos"><name><text>drag me</text></name></question>'

    reading = read_moodle(quiz(body))

    assert [(s.name, s.text.en) for s in reading.skipped] == [
        ("drag me", "Left out: a question of type ddwtos, which has no counterpart.")
    ]


def test_attached_pictures_and_partial_marks_are_told() -> None:
    body = """<question type="shortanswer"><name><text>x</text></name>
<questiontext format="html"><text><![CDATA[<p>See <img src="@@PLUGINFILE@@/a.png" alt="a plot"></p>]]></text>
<file name="a.png" encoding="base64">AAAA</file></questiontext>
<answer fraction="100"><text>*yes*</text></answer><answer fraction="50"><text>maybe</text></answer>
<answer fraction="0"><text>*</text></answer></question>"""

    (found,) = read_moodle(quiz(body)).found

    assert found.question.ask == "See [a plot]"
    assert {change.code for change in found.lost} == {"image", "otherwise", "wild", "shares"}
