"""Banks out and in: every item of the shipped banks leaves and comes back; the commands say what was lost."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from examprep.core.item import (
    Choice,
    Cloze,
    Code,
    Item,
    ItemId,
    Lang,
    Number,
    Option,
    Order,
    SwapSlip,
    Text,
    TextSlip,
    TypedBlank,
    ValueSlip,
)
from examprep.core.library import Library
from examprep.exchange.compose import compose, slug_of
from examprep.exchange.gift import write_gift
from examprep.exchange.giftread import read_gift
from examprep.exchange.hypertext import to_html
from examprep.exchange.moodle import write_moodle
from examprep.exchange.moodleread import read_moodle
from examprep.exchange.page import write_page
from examprep.exchange.pose import pose
from examprep.exchange.posed import (
    GAP,
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
    Written,
)
from examprep.exchange.skeleton import TODO, Head, write_skeleton
from examprep.exchange.table import read_table, write_table
from examprep.loader.banks import parse_bank
from tests.conftest import Command
from tests.test_exchange_moodle import FORMS, HARD


def both(text: str) -> Text:
    return Text(f"{text}だ", text)


def codes(item: Item, variants: int = 3) -> list[str]:
    return [change.code for change in pose(item, Lang.EN, variants)[1]]


NUMBER = Number(
    id=ItemId("a/n"),
    level=3,
    ask=both("Twice {{x}}?"),
    params={"x": "int 1..1000"},
    answer="2 * x",
    slips=(ValueSlip("x", both("Once {{x}}.")),),
    why=both("$2 x$"),
)
CODE = Code(
    id=ItemId("a/c"),
    level=4,
    language="numpy",
    ask=both("Fill in."),
    program="a = ___1___\nb = ___2___\n",
    blanks={
        1: (Option(both("x ** 2 ** 3"), right=True), Option(both("x"), why=both("No."))),
        2: (Option(both("y"), right=True), Option(both("z"), why=both("No."))),
    },
)
CLOZE = Cloze(
    id=ItemId("a/w"),
    level=1,
    ask=both("It is ___1___."),
    blanks={1: TypedBlank(("zero", "0"), (TextSlip("one", both("No.")),))},
)


def test_a_wrong_number_that_is_the_right_one_or_another_wrong_one_is_left_out_and_told() -> None:
    item = replace(
        NUMBER,
        params={},
        answer="0.2",
        tolerance=0.01,
        slips=tuple(ValueSlip(value, both("No.")) for value in ("0.201", "0.5", "0.5", "0.7")),
    )
    ((question,), changes) = pose(item, Lang.EN)

    assert isinstance(question.form, Counting)
    assert [figure.value for figure in question.form.figures] == [0.2, 0.5, 0.7]
    assert [(change.name, change.text.en) for change in changes] == [
        ("a/n", "Wrong numbers that equal the right one, or another wrong one, were left out.")
    ]


def test_an_item_with_parameters_becomes_as_many_variants_as_asked_for() -> None:
    questions, changes = pose(NUMBER, Lang.EN, 4)
    first = questions[0]

    assert [question.name for question in questions] == ["a/n.1", "a/n.2", "a/n.3", "a/n.4"]
    assert isinstance(first.form, Counting)
    right, wrong = first.form.figures
    assert right.value == 2 * wrong.value
    assert first.ask == f"Twice {wrong.value:.0f}?"
    assert (wrong.why, wrong.share, first.why, first.level) == (f"Once {wrong.value:.0f}.", 0, "$2 x$", 3)
    assert changes[0].text.en == "Its numbers vary here; 4 fixed variants were made."
    assert pose(NUMBER, Lang.EN, 4) == (questions, changes)


def test_variants_with_the_same_parameters_are_made_once() -> None:
    item = Number(id=ItemId("a/n"), level=3, ask=both("{{x}}?"), params={"x": "int 1..2"}, answer="x")

    assert len(pose(item, Lang.EN, 50)[0]) == 2


def test_a_number_that_is_not_whole_lets_the_noise_of_floats_pass() -> None:
    item = Number(id=ItemId("a/n"), level=3, ask=both("A third?"), answer="1 / 3")
    ((question,), _) = pose(item, Lang.EN)

    assert question.form == Counting((Figure(0.333333333333, 3e-10, 1.0),))


def test_each_blank_of_a_program_becomes_a_choice_that_gives_no_other_away() -> None:
    (first, second), _ = pose(CODE, Lang.JA)

    assert (first.name, second.name) == ("a/c(1)", "a/c(2)")
    assert first.ask == f"Fill in.だ\n\n```python\na = {GAP}\nb = __(2)__\n```"
    assert second.ask == f"Fill in.だ\n\n```python\na = __(1)__\nb = {GAP}\n```"
    assert isinstance(first.form, Choosing)
    assert {(pick.text, pick.share) for pick in first.form.picks} == {("`x ** 2 ** 3`", 1.0), ("`x`", 0.0)}
    assert codes(CODE) == ["split", "code"]


def test_a_typed_blank_is_a_word_to_type_with_its_slips() -> None:
    ((question,), changes) = pose(CLOZE, Lang.EN)

    assert question.ask == f"It is {GAP}."
    assert question.form == Wording((Pick("zero", 1.0), Pick("0", 1.0), Pick("one", 0.0, "No.")))
    assert changes == ()


def test_what_every_format_loses_is_told_of_each_item() -> None:
    options = (Option(both("x"), right=True), Option(both("y"), why=both("No.")))
    chosen = Cloze(id=ItemId("a/w"), level=1, ask=both("___1___"), blanks={1: options})
    steps = tuple(map(both, "abc"))
    order = Order(
        id=ItemId("a/o"), level=2, ask=both("?"), steps=steps, slips=(SwapSlip((1, 2), both("No.")),)
    )

    assert codes(chosen) == ["choice"]
    assert codes(order) == ["slips"]
    assert codes(NUMBER) == ["variants"]
    assert codes(Choice(id=ItemId("a/x"), level=1, ask=both("?"), options=options)) == []


def test_moodle_is_told_what_it_cannot_hold() -> None:
    questions = [Posed(name=kind, ask="?", form=form) for kind, form in FORMS.items()]
    tex = Posed(name="tex", ask="?", form=Pairing((("a", "$x$"), ("b", "y"))))

    for written in (write_gift([*questions, tex]), write_moodle([*questions, tex])):
        assert [(c.name, c.code) for c in written.changes] == [
            ("order", "order"),
            ("card", "card"),
            ("tex", "partners"),
        ]


WAYS: dict[str, tuple[Callable[[list[Posed]], Written], Callable[[bytes], Reading]]] = {
    "gift": (write_gift, read_gift),
    "moodle": (write_moodle, read_moodle),
    "table": (write_table, read_table),
}


@pytest.mark.end
@pytest.mark.parametrize("way", WAYS)
def test_every_shipped_item_leaves_and_comes_back(way: str, library: Library) -> None:
    write, read = WAYS[way]
    items = [item for concept in library.concepts.values() for item in concept.items]
    posed = [question for item in items for question in pose(item, Lang.JA, 1)[0]]

    reading = read(write(posed).content)

    assert (reading.faults, reading.skipped) == ((), ())
    assert len(reading.found) == len(posed)
    for question, found in zip(posed, reading.found, strict=True):
        assert found.lost == ()
        assert shown(found.question.ask) == shown(question.ask)
        assert _plain_form(found.question.form) == _plain_form(question.form)


def shown(markup: str) -> str:
    """Return a text as a reader sees it: spaces within a formula do not matter."""
    return "".join(to_html(markup).split())


def _plain_form(form: Form) -> object:
    """Return a form as its readers see it; right sides of pairs lose their formulas."""
    match form:
        case Choosing(picks=picks) | Wording(picks=picks):
            return [(shown(pick.text), round(pick.share, 4), shown(pick.why)) for pick in picks]
        case Counting(figures=figures):
            return [(figure.value, figure.share, shown(figure.why)) for figure in figures]
        case Pairing(pairs=pairs):
            return [shown(left) for left, _ in pairs]
        case Ordering(steps=steps):
            return [shown(step) for step in steps]
        case Turning(back=back):
            return shown(back)


# --- composing a bank ---


@pytest.mark.parametrize("lang", [Lang.JA, Lang.EN])
def test_a_bank_of_foreign_questions_is_read_back_as_the_same_items(lang: Lang) -> None:
    found = [Found(Posed(name=f"x/{k}", ask=HARD, form=f, why=f"{HARD}\n\nb: - c")) for k, f in FORMS.items()]
    composed = compose(found, "softmax")

    text = write_skeleton(Head("mine", "It's: mine", "softmax", known=True), composed.items, lang, "a\nb")
    parsed = parse_bank(text.encode())

    assert parsed.faults == ()
    assert parsed.bank is not None
    assert tuple(parsed.bank.items()) == composed.items
    missing = "en" if lang is Lang.JA else "ja"
    assert text.startswith("# a b\n")
    marked = [line for line in text.split("\n") if line.endswith(f"  # {TODO}")]
    assert marked and all(line.lstrip("- ").startswith(f"{missing}:") for line in marked)


def test_a_new_concept_has_gaps_that_a_check_finds() -> None:
    composed = compose([Found(Posed(name="", ask="?", form=Turning("!")))], "new")
    text = write_skeleton(Head("mine", "Mine", "new", known=False), composed.items, Lang.EN, "")
    parsed = parse_bank(text.encode())

    assert parsed.faults == ()
    assert parsed.bank is not None
    (concept,) = parsed.bank.concepts
    assert (concept.syllabus, concept.sources, concept.note) == ((), (), Text("…", "…"))
    assert concept.items[0].id == "new/q1"


def test_what_a_foreign_question_lacks_is_told() -> None:
    forms: dict[str, Form] = {
        "a": Choosing((Pick("x", 1.0), Pick("y"))),
        "b": Counting((Figure(1, 0, 1.0), Figure(2, 0, 0.0))),
        "c": Wording((Pick("x", 1.0), Pick("y"))),
        "d": FORMS["match"],
        "e": Turning("back"),
    }
    composed = compose([Found(Posed(name=name, ask="?", form=form)) for name, form in forms.items()], "new")

    assert [(change.name, change.code) for change in composed.changes] == [
        *(("a", "no-why"), ("a", "no-reason")),
        *(("b", "no-why"), ("b", "no-slip")),
        *(("c", "no-why"), ("c", "no-slip")),
        *(("d", "no-why"), ("d", "no-slips")),
    ]


def test_what_is_said_of_a_right_answer_is_its_reason_if_there_is_no_other() -> None:
    form = Wording((Pick("x", 1.0, "Since."), Pick("y", 1.0)))
    first, second = (Posed(name=name, ask="?", form=form, why=why) for name, why in (("a", ""), ("b", "So.")))
    composed = compose([Found(first), Found(second)], "new")

    assert [item.why for item in composed.items] == [Text("Since.", "Since."), Text("So.", "So.")]
    assert [(change.name, change.code) for change in composed.changes] == [("b", "praise")]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("a/b-c", "b-c"),
        ("Q 12: Grant's tomb?", "q-12-grant-s-tomb"),
        ("日本", ""),
        ("x/card", ""),
        ("a" * 99, "a" * 60),
    ],
)
def test_names_suggest_ids(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_ids_are_unique() -> None:
    found = [
        Found(Posed(name=name, ask="?", form=Turning("!"))) for name in ("x", "X", "日本", "x 2", "q3", "")
    ]

    ids = [item.id for item in compose(found, "c").items]

    assert len(set(ids)) == len(ids)
    assert ids[:3] == ["c/x", "c/x-2", "c/q3"]


# --- the page ---


def test_the_page_holds_everything_and_fetches_nothing() -> None:
    questions = [Posed(name=kind, ask=HARD, form=form, why=r"$\nabla$") for kind, form in FORMS.items()]
    page = write_page(questions, Lang.EN, "A <b> & c").content.decode()
    body = page[page.index("<body>") :]

    assert "<title>A &lt;b&gt; &amp; c</title>" in page
    assert "default-src 'none'" in page
    assert not any(word in page for word in ("http:", "https:", "<script", "src=", "url(", "\\frac{a_{1}"))
    assert body.count('class="question"') == body.count('class="answer"') == len(questions)
    assert body.index("Answers") > body.rindex('class="question"')
    ET.fromstring(body[: body.rindex("</html>")])  # noqa: S314 - our own


# --- the commands ---


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Return the program with a home whose library is compiled once."""
    return Command(tmp_path_factory.mktemp("exchange") / "home")


@pytest.mark.end
@pytest.mark.parametrize("format", ["gift", "moodle", "anki", "tsv", "html", "json"])
def test_a_bank_is_exported_and_the_report_says_what_was_lost(
    format: str, program: Command, tmp_path: Path
) -> None:
    out = tmp_path / f"cnn.{format}"
    words = ("bank", "export", "cnn", "--format", format, "--out", str(out))
    ran = program(*words, "--variants", "2", "--json")
    assert ran.code == 0, ran.err
    report = json.loads(ran.out)

    assert (report["schema"], report["format"]) == (1, format)
    assert out.stat().st_size > 10_000
    assert report["questions"] > report["items"] >= 30
    split = [change for change in report["changes"] if change["code"] == "split"]
    assert "convolution-layer/naive-loops" in {change["name"] for change in split}
    assert report["notes"][0]["en"].startswith("One language was written")

    again = program(*words)

    assert (again.code, "はもうあり、そのまま残した" in again.err) == (2, True)


@pytest.mark.end
def test_a_report_for_people_names_every_item(program: Command, tmp_path: Path) -> None:
    words = ("bank", "export", "cnn", "--format", "gift", "--out")
    japanese = program(*words, str(tmp_path / "ja.gift"))
    english = program(*words, str(tmp_path / "en.gift"), "--lang", "en")

    assert "変わったもの・失われたもの" in japanese.out
    assert "- Its 2 blanks became 2 questions of one blank each." in english.out
    assert "convolution-layer/naive-loops" in english.out


@pytest.mark.end
def test_an_exported_bank_is_imported_and_checked(program: Command, tmp_path: Path) -> None:
    program("bank", "export", "cnn", "--format", "moodle", "--out", "cnn.xml", "--lang", "ja", cwd=tmp_path)
    words = ("--out", "mine.yaml", "--concept", "new-idea", "--lang", "ja")
    ran = program("bank", "import", "cnn.xml", "--format", "moodle", *words, cwd=tmp_path)
    check = program("bank", "check", "mine.yaml", cwd=tmp_path)
    found = {line.split(": ")[1] for line in check.out.split("\n") if line.startswith("mine.yaml:")}

    assert (ran.code, check.code) == (0, 1)
    assert ran.out.endswith("次に: examprep bank check mine.yaml\n")
    assert "新しい概念なので" in ran.out
    assert "- カテゴリーは移らなかった（" in ran.out
    assert "- タグは移らなかった。" in ran.out
    assert {"not-english", "no-source", "empty"} <= found
    unreadable = {"shape", "syntax", "missing", "formula", "braces", "dollar", "backtick", "strong"}
    assert not found & (unreadable | {"no-topic"})


FILES = {
    "bad.yaml": b"format: 1\nbank: x\n",
    "bad.gift": b"ok {=a}\n\nbad {=a\n\nworse }\n",
    "none.gift": b"A description.\n",
    "none.tsv": b"question\tanswer\n",
    "bomb.xml": b'<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<quiz>&b;</quiz>',
    "sjis.csv": "question,answer\n質問,答え\n".encode("cp932"),
}
NEW = ("--out", "x.yaml", "--concept", "a")


@pytest.mark.end
@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("export cnm --format gift --out x", 2, 'no bank "cnm": neither a file nor one of those'),
        ("export cnm --format gift --out x", 2, 'Did you mean "cnn"?'),
        ("export cnn --format gift --out x --variants 0", 2, "--variants is a number from 1 to 100, not 0"),
        ("export cnn --format gift --out no/x", 2, "no/x cannot be written: No such file or directory"),
        ("export bad.yaml --format gift --out x", 3, "see all with: examprep bank check bad.yaml"),
        ("import no.gift --format gift", 2, "no such file: no.gift"),
        ("import . --format csv", 2, ". is no file"),
        ("import bad.gift --format gift", 3, "bad.gift:3: a question has one { and one }"),
        ("import bad.gift --format gift", 3, "bad.gift:5: a question has one { and one }"),
        ("import bad.gift --format anki", 3, "bad.gift:1: this is no package of Anki"),
        ("import bomb.xml --format moodle", 3, "bomb.xml:1: a document type (<!DOCTYPE ...>) is not read"),
        ("import sjis.csv --format csv", 3, "sjis.csv:2: the byte 0x8e is not UTF-8; it may be Shift_JIS"),
        ("import bad.gift --format gift --out x.txt", 2, "--out x.txt is no bank: its name ends in .yaml"),
        ("import bad.gift --format gift --concept A", 2, '--concept makes the id "A", which is none'),
        (
            "import none.gift --format gift",
            3,
            "none.gift: no question that can be asked here; a question of ",
        ),
        (
            "import none.tsv --format tsv",
            3,
            "none.tsv: no question that can be asked here; a table names its columns first: question, ",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    words: str, code: int, message: str, program: Command, tmp_path: Path
) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    command, *rest = words.split()

    new = NEW if command == "import" else ()
    ran = program("bank", command, *new, *rest, "--lang", "en", cwd=tmp_path)

    assert (ran.code, message in ran.err) == (code, True), ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
