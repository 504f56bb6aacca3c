"""Anki's "Notes in Plain Text": what its heading says is heeded, and what is no such file is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.core.item import Lang
from examprep.exchange.anki import FIELDS, fields_of
from examprep.exchange.ankiread import read_anki
from examprep.exchange.posed import Fault, Found, Posed, Reading, Turning
from tests.test_exchange_moodle import FORMS, HARD


def cards(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the front, the back and the tags of each card."""
    reading = read_anki(text.encode())
    assert (reading.faults, reading.skipped) == ((), ())
    return [
        (found.question.ask, found.question.form.back, found.question.tags)
        for found in reading.found
        if isinstance(found.question.form, Turning)
    ]


ALL = """#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
xMp	Basic	Mine	"What is <b>x</b>
of ""y""?"	a<br>b	one two
"#q"	Basic	Mine	日本語 &amp; \\(x\\)	back	z
# a remark
"""

TEXTS = {
    "all of Anki's columns": (
        ALL,
        [('What is **x** of "y"?', "a\n\nb", ("one", "two")), ("日本語 & $x$", "back", ("z",))],
    ),
    "two columns": ("front\tback\nsecond\t2\n", [("front", "back", ()), ("second", "2", ())]),
    "three columns": ("front\tback\tmore\n", [("front", "back\n\nmore", ())]),
    "semicolons": ("front;back\n", [("front", "back", ())]),
    "a named separator": ("#separator:Pipe\na, b;|c\n", [("a, b;", "c", ())]),
    "a separator itself": ("#separator:;\na;c\n", [("a", "c", ())]),
    "tags for all": ("#tags:x y\n#tags column:3\na\tb\tz\n", [("a", "b", ("x", "y", "z"))]),
    "no HTML": ("#html:false\na < <b>b</b>\t&amp;\n", [("a < <b>b</b>", "&amp;", ())]),
    "a place that is none": ("#tags column:x\na\tb\n", [("a", "b", ())]),
    "Windows and a mark": ("\ufeff#separator:tab\r\na\tb\r\n\r\nc\td\r\n", [("a", "b", ()), ("c", "d", ())]),
    "deletions": ("{{c1::a}} is {{c2::b}}\t\n", [("[…] is b", "a", ()), ("a is […]", "b", ())]),
}


@pytest.mark.parametrize("name", TEXTS)
def test_notes_as_text_become_cards(name: str) -> None:
    text, wanted = TEXTS[name]

    assert cards(text) == wanted


@pytest.mark.parametrize("kind", FORMS)
def test_a_note_of_ours_is_known_by_its_type(kind: str) -> None:
    question = Posed(name="a/b", ask=HARD, form=FORMS[kind], why="So.", tags=("t",))
    cells = "\t".join('"' + field.replace('"', '""') + '"' for field in fields_of(question, Lang.JA))
    text = f"#separator:tab\n#notetype column:1\n#tags column:2\nexamprep\tt\t{cells}\n"

    assert read_anki(text.encode()).found == (Found(question),)
    assert len(fields_of(question, Lang.JA)) == len(FIELDS)


ONE_FIELD = "this is no package of Anki (.apkg), and no notes as text: a line has one field"

TOO_LARGE = "this line cannot be read: field larger than field limit (131072)"


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        (b"#separator:tab\nfront\tback\nfront alone\n", (Fault(3, ONE_FIELD),)),
        (b"#separator:tab\n#guid column:1\nid\tfront\n", (Fault(3, ONE_FIELD),)),
        (b"a\n", (Fault(1, ONE_FIELD),)),
        (b"a\tb\n\xff\tc\n", (Fault(2, "the byte 0xff is not UTF-8; save it as UTF-8"),)),
        (b'a\t"' + b"x" * 200_000 + b'"\n', (Fault(1, TOO_LARGE),)),
    ],
)  # fmt: skip
def test_what_is_not_notes_is_named_by_its_line(source: bytes, faults: tuple[Fault, ...]) -> None:
    assert read_anki(source).faults == faults


def test_an_empty_side_is_left_out_and_told() -> None:
    (skip,) = read_anki(b"front\t\n").skipped

    assert skip.text.en == "Left out: a note whose front or back is empty."


@given(st.text('#abc:\t\n"{}1;,|é漢', max_size=120))
@settings(max_examples=80)
def test_reading_notes_as_text_never_fails(text: str) -> None:
    assert isinstance(read_anki(text.encode()), Reading)
