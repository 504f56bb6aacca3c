"""A new bank is right from the start, goes the whole way round, and grows with no line of it touched."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pytest

from examprep.authoring import add_item, id_of_folder, new_bank
from examprep.cli import preview
from examprep.core.draw import draw_question
from examprep.core.item import KINDS, Lang, kind_of
from examprep.core.library import Library, merge_banks
from examprep.core.wrongs import known_wrongs
from examprep.errors import ContentError, UsageError
from examprep.exchange.formats import Target
from examprep.loader.banks import parse_bank
from examprep.loader.check import check_content
from examprep.loader.drafts import is_draft
from examprep.loader.schema import bank_schema
from examprep.loader.usable import read_bank
from examprep.render import known_lines
from examprep.trade import Banks, export_banks
from tests.conftest import Command
from tests.test_schema import complaints

GOOD = Path(__file__).with_name("data").joinpath("good")
EMPTY = Library({}, {})
FILES = ["mine.yaml", "README.md", "schema.json", ".github/workflows/check.yml"]
NEW = new_bank("mine", json.dumps(bank_schema()))
BANK = NEW["mine.yaml"].encode()
LAYER = "mine-dense-layer"


def found(source: bytes, folder: Path) -> list[tuple[str, int]]:
    """Return code and line of everything that is wrong with a bank beside the good one."""
    (folder / "own").mkdir(exist_ok=True)
    (folder / "own" / "mine.yaml").write_bytes(source)
    checked = check_content(GOOD, [folder / "own"], base=folder)
    return [(finding.code, finding.line) for finding in checked.findings]


# --- a new bank


def test_a_new_bank_has_one_right_example_of_each_kind(tmp_path: Path) -> None:
    bank, faults = read_bank(BANK)
    assert bank is not None and faults == ()
    assert [kind_of(item) for item in bank.items()] == list(KINDS)
    assert found(BANK, tmp_path) == []
    assert complaints(BANK.decode()) == []
    assert BANK.startswith(b"# yaml-language-server: $schema=schema.json\n")


def test_what_is_written_beside_it_names_it() -> None:
    assert list(NEW) == FILES
    assert not any("@BANK@" in source for source in NEW.values())
    assert "examprep bank check --format github ." in NEW[FILES[3]]
    assert 'examprep.banks"]\nmine = ' in NEW["README.md"]


NAMES = [("mybank", "mybank"), ("My Bank_2", "my-bank-2"), ("問題集", ""), ("--x--", "x")]


@pytest.mark.parametrize(("folder", "id"), NAMES)
def test_a_folder_suggests_an_id(folder: str, id: str, tmp_path: Path) -> None:
    assert id_of_folder(tmp_path / folder) == id


@pytest.mark.parametrize("id", ["My", "a_b", "a--b", "-a", ""])
def test_what_is_no_id_is_refused(id: str) -> None:
    with pytest.raises(UsageError, match="is no id of a bank: write lower-case ASCII letters"):
        new_bank(id, "")


# --- one more question


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_to_fill_in_is_added_below_its_concept(kind: str, tmp_path: Path) -> None:
    added = add_item(BANK, kind, LAYER, EMPTY)

    kept = added.source.decode().splitlines()
    for line in BANK.decode().splitlines():  # every line is there, in its order
        kept = kept[kept.index(line) + 1 :]
    bank = parse_bank(added.source).bank
    assert bank is not None and parse_bank(added.source).faults == ()
    *_, last = bank.items()
    assert (last.id, kind_of(last)) == (f"{LAYER}/new-{kind}", kind) and added.item == last.id
    assert added.source.decode().splitlines()[added.line - 1] == f"      - id: new-{kind}"
    lines = [line for code, line in found(added.source, tmp_path) if code == "empty"]
    assert lines and min(lines) > added.line, "what is to be written is not found"
    end = added.line + len(added.source.splitlines()) - len(BANK.splitlines())
    block = [line.partition("  #")[0] for line in added.source.decode().splitlines()[added.line : end - 1]]
    assert not re.search(r"weight|bias|\$|n \*|!=|forward|numpy as|[ぁ-ヶ]", "\n".join(block)), (
        "an example is left"
    )
    assert is_draft(last)


def test_a_second_one_has_an_id_of_its_own() -> None:
    once = add_item(BANK, "choice", LAYER, EMPTY)
    twice = add_item(once.source, "choice", LAYER, EMPTY)
    assert twice.item == f"{LAYER}/new-choice-2"
    assert add_item(BANK, "choice", LAYER, EMPTY, "why-relu").item == f"{LAYER}/why-relu"


@pytest.mark.parametrize(("concept", "id"), [(LAYER, "sizes"), ("conv", "floor")])
def test_an_id_that_is_given_and_taken_is_refused(concept: str, id: str) -> None:
    good = parse_bank((GOOD / "banks" / "nets.yaml").read_bytes()).bank
    assert good is not None

    with pytest.raises(UsageError, match=f"there is a question {concept}/{id} already; give another") as told:
        add_item(BANK, "choice", concept, merge_banks([good], {}), id)

    assert told.value.ja == f"問題 {concept}/{id} はもうある。別の id を示す。"


def test_a_concept_of_another_bank_is_extended_and_a_new_one_begun() -> None:
    good = parse_bank((GOOD / "banks" / "nets.yaml").read_bytes()).bank
    assert good is not None
    library = merge_banks([good], {})

    extended = parse_bank(add_item(BANK, "order", "conv", library).source).bank
    begun = parse_bank(add_item(BANK, "order", "fresh", library, new=True).source).bank

    assert extended is not None and [one.extend for one in extended.extensions] == ["conv"]
    assert begun is not None and [one.id for one in begun.concepts] == [LAYER, "fresh"]


def test_a_concept_that_is_there_is_not_begun_anew() -> None:
    with pytest.raises(UsageError, match=f"there is a concept {LAYER} already; leave --new out") as told:
        add_item(BANK, "order", LAYER, EMPTY, new=True)
    assert told.value.ja == f"概念 {LAYER} はもうある。--new を外す。"


TIGHT = b"""\
format: 1
bank: tight
title: {ja: \xe5\x90\x8d, en: T}
concepts:
- id: one
  title: {ja: \xe5\x90\x8d, en: A}
  note: {ja: \xe8\xa6\x81, en: It}
  sources: [S]
  items:
  - {id: a, kind: recall, level: 1, ask: {ja: \xe4\xbd\x95, en: What}, answer: x}
  # a last remark

# the next concept
- id: two
  title: {ja: \xe5\x90\x8d, en: B}
  note: {ja: \xe8\xa6\x81, en: It}
  items:
  - id: b
    kind: recall
    level: 1
    ask: {ja: \xe4\xbd\x95, en: What}
    answer: |
      x

      y
  sources: [S]
other: 1
"""


@pytest.mark.parametrize(
    ("concept", "before", "after"),
    [
        ("one", "answer: x}", "  # a last remark"),
        ("two", "      y", "  sources: [S]"),
        ("three", "  sources: [S]", "other: 1"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_go_where_the_list_ends_in_the_manner_of_the_file(
    concept: str, before: str, after: str, end: str
) -> None:
    source = TIGHT.replace(b"\n", end.encode())

    added = add_item(source, "number", concept, EMPTY, new=concept == "three")
    lines = added.source.decode().split(end)

    assert not any("\n" in line for line in lines)
    start = next(n for n, line in enumerate(lines) if "new-number" in line)
    start -= 0 if concept != "three" else 6  # the concept that is begun
    assert lines[start - 1].endswith(before)
    rest = lines[start + len(lines) - len(TIGHT.split(b"\n")) :]
    assert rest[0] == after


def test_a_file_without_an_end_of_its_last_line_gets_one() -> None:
    short = BANK[: BANK.index("  # 他の問題集".encode())].rstrip()
    added = add_item(short, "recall", LAYER, EMPTY)
    assert added.source.startswith(short + b"\n      - id: new-recall") and added.source.endswith(
        "en: …\n".encode()
    )


BRACKETS = r"is written in \[ \]"
NO_LIST = "holds no list to add to"
FLOW = TIGHT.replace(b"items:\n  - {id: a", b"items: [{id: a").replace(b"answer: x}", b"answer: x}]")
REFUSED = [
    ("no YAML", b"a: [", "choice", "x", r"^2:1: syntax: .* Put that right first\.$"),
    ("nothing", b"", "choice", "x", r"^1:1: empty: The file is empty\. Put that right first\.$"),
    ("no list", b"format: 1\nconcepts: x\n", "choice", "x", f"`concepts` {NO_LIST}"),
    ("an empty list", b"format: 1\nconcepts: []\n", "choice", "x", NO_LIST),
    ("a list in brackets", b"concepts: [{id: a, items: [{id: b}]}]\n", "choice", "b", BRACKETS),
    ("items in brackets", FLOW, "choice", "one", BRACKETS),
    ("an unknown kind", BANK, "choise", LAYER, 'no kind "choise". Did you mean "choice"'),
    ("no id", BANK, "choice", "Dense Layer", '"Dense Layer" is no id of a concept'),
    (
        "no concept",
        BANK,
        "choice",
        LAYER[:-1],
        f'no concept "{LAYER[:-1]}". Did you mean "{LAYER}".*: add --new',
    ),
]


@pytest.mark.parametrize(
    ("source", "kind", "concept", "message"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_what_cannot_be_added_to_is_refused(source: bytes, kind: str, concept: str, message: str) -> None:
    with pytest.raises((UsageError, ContentError), match=message):
        add_item(source, kind, concept, EMPTY, new=concept == "b")


def test_what_is_left_to_write_is_left_out_of_an_export_and_named() -> None:
    added = parse_bank(add_item(BANK, "recall", LAYER, EMPTY).source).bank
    assert added is not None
    at = datetime(2026, 11, 21, tzinfo=UTC)

    _, report = export_banks(Banks((added,), EMPTY), Target.GIFT, Lang.JA, 1, at)

    assert (report.drafts, report.unfinished, report.items) == ((f"{LAYER}/new-recall",), (), len(KINDS))


# --- showing


def test_every_wrong_answer_with_its_reason_is_shown() -> None:
    bank, _ = read_bank(BANK)
    assert bank is not None
    shown = {
        kind_of(item): [(wrong.given.en, wrong.why.en) for wrong in known_wrongs(draw_question(item, seed=1))]
        for item in bank.items()
    }
    assert {kind: len(wrongs) for kind, wrongs in shown.items()} == {
        "recall": 0, "choice": 2, "multi": 1, "number": 2, "cloze": 2, "code": 2, "order": 1, "match": 1,
    }  # fmt: skip
    assert shown["order"] == [
        ("Compute the gradients ⇄ Update the parameters", "The update needs the gradients.")
    ]
    assert shown["cloze"][0] == ("(1)  weight", "Weights multiply the input.")
    number = next(item for item in bank.items() if kind_of(item) == "number")
    question = draw_question(number, seed=3)
    lines = [line.plain for line in known_lines(question, Lang.EN, 80)]
    n, m = question.values["n"], question.values["m"]
    assert lines[:2] == [f"Answer {n * m + m}", f"Wrong {n * m}"]


def test_every_spelling_that_is_right_is_shown() -> None:
    bank, _ = read_bank(BANK)
    assert bank is not None
    cloze = next(item for item in bank.items() if kind_of(item) == "cloze")
    shown = [line.plain for line in preview._lines(draw_question(cloze, 1), bank.concepts[0], Lang.EN, 80)]
    assert "Accepted (1)  バイアス, bias" in shown


# --- the command


@pytest.fixture
def made(examprep: Command, tmp_path: Path, library: Library, cache: Path) -> Path:
    """Return a folder with a new bank, made by the command."""
    assert library.concepts
    shutil.copytree(cache, examprep.home / "cache")  # what `library` compiled
    ran = examprep("bank", "new", "mine", "--lang", "en")
    assert ran.code == 0, ran.err
    assert [line for line in ran.out.splitlines() if line.startswith("Written: ")] == [
        f"Written: mine/{f}" for f in FILES
    ]
    return tmp_path / "mine"


@pytest.mark.end
def test_a_new_bank_goes_through_check_show_quiz_export_and_back(examprep: Command, made: Path) -> None:
    checked = examprep("bank", "check", "mine")
    assert (checked.code, checked.out[:22]) == (0, "指摘なし: ファイル 1、概念 1、問題 8"), checked.out
    assert json.loads((made / "schema.json").read_text()) == bank_schema()

    shown = examprep(
        "bank", "show", f"{LAYER}/count-parameters", "--bank", "mine", "--seed", "3", "--lang", "en"
    )
    assert "n=4  m=6" in shown.out and "Answer 30" in shown.out and "The biases were left out." in shown.out

    page = examprep("bank", "show", f"{LAYER}/sizes", "--bank", "mine", "--html", "page.html")
    assert page.code == 0 and "バイアスは出力の側にある。" in (made.parent / "page.html").read_text("utf-8")

    assert examprep("bank", "add-path", "mine").code == 0
    asked = examprep("quiz", "--bank", "mine", "-n", "8", "--lang", "en", lines="?\n" * 40)
    assert "1/8  " in asked.out and "answered, 0 of them right. All kept.\n" in asked.out

    for format in ("moodle", "anki"):
        out = examprep(
            "bank", "export", "mine", "--format", format, "--out", f"x.{format}", "--lang", "en", "--json"
        )
        assert json.loads(out.out)["items"] == {"moodle": 8, "anki": 9}[format], out.err  # with the card
        back = examprep("bank", "import", f"x.{format}", "--format", format, "--out", f"back-{format}.yaml",
                        "--concept", f"back-{format}", "--lang", "en", "--json")  # fmt: skip
        assert back.code == 0, back.err
        assert json.loads(back.out)["items"] >= 8
        left = json.loads(examprep("bank", "check", f"back-{format}.yaml", "--json").out)["findings"]
        assert {one["code"] for one in left} >= {"not-japanese", "empty"}  # what is left to write


@pytest.mark.end
def test_nothing_that_stands_is_overwritten(examprep: Command, made: Path) -> None:
    (made / "mine.yaml").write_text("mine\n")
    again = examprep("bank", "new", "mine", "--lang", "en")
    assert (
        again.code == 2
        and "mine has mine.yaml, README.md" in again.err
        and "nothing was written" in again.err
    )
    assert (made / "mine.yaml").read_text() == "mine\n"

    (made.parent / "notes").mkdir()
    (made.parent / "notes" / "notes.txt").write_text("kept")
    (made.parent / "notes").rename(made.parent / "my notes")
    begun = examprep("bank", "new", "my notes")
    assert begun.code == 0 and "  examprep bank add-path 'my notes'\n" in begun.out
    assert (made.parent / "my notes" / "notes.txt").read_text() == "kept"
    shipped = examprep("bank", "new", "x", "--id", "cnn", "--lang", "en")
    assert shipped.code == 2 and "there is a bank `cnn` already" in shipped.err


@pytest.mark.end
def test_findings_are_told_as_github_wants_them(examprep: Command, made: Path) -> None:
    source = (made / "mine.yaml").read_text(encoding="utf-8")
    broken = source.replace("level: 3", "level: 9").replace("{n: int 3..9", "{n: int 9..3")
    (made / "100%, a:b.yaml").write_text(broken.replace("bank: mine", "bank: other"), encoding="utf-8")
    (made / "mine.yaml").unlink()

    ran = examprep("bank", "check", "--format", "github", "mine", "--lang", "en")

    assert ran.code == 1
    first = ran.out.splitlines()[0]
    assert first.startswith("::error file=mine/100%25%2C a%3Ab.yaml,line=")
    assert ",title=level::level 9 is not one of 1 to 4%0A1 recall, 2 understand" in ran.out


@pytest.mark.end
def test_a_question_is_added_and_a_change_is_told(examprep: Command, made: Path) -> None:
    shutil.copytree(made, made.parent / "old")
    (made / "mine.yaml").chmod(0o640)
    added = examprep("bank", "add", "mine/mine.yaml", "--kind", "match", "--concept", "softmax", "--json")
    assert json.loads(added.out)["item"] == "softmax/new-match"
    assert (made / "mine.yaml").stat().st_mode & 0o777 == 0o640
    assert "  - extend: softmax\n    items:\n      - id: new-match\n" in (made / "mine.yaml").read_text(
        "utf-8"
    )

    same = examprep("bank", "diff", "old", "mine", "--lang", "en")
    assert same.code == 0 and "Added (1)\n- softmax/new-match\n" in same.out

    source = (made / "mine.yaml").read_text(encoding="utf-8").replace("id: sizes", "id: size")
    (made / "mine.yaml").write_text(source, encoding="utf-8")
    renamed = examprep("bank", "diff", "old/mine.yaml", "mine", "--json")
    assert renamed.code == 1
    assert json.loads(renamed.out)["differences"][0] == {
        "item": f"{LAYER}/sizes", "change": "renamed", "fields": [], "became": f"{LAYER}/size"
    }  # fmt: skip


@pytest.mark.end
def test_watching_draws_again_at_every_save(examprep: Command, made: Path) -> None:
    path = made / "mine.yaml"
    source = path.read_text(encoding="utf-8")
    with examprep.start(
        "bank", "show", f"{LAYER}/sizes", "--bank", "mine", "--watch", "--lang", "en"
    ) as shown:
        assert shown.stdin is not None and shown.stdout is not None
        until(shown.stdout, "redrawn at every save")
        path.write_text(source.replace("Match the symbols", "Pair the symbols"), encoding="utf-8")
        assert "Pair the symbols" in until(shown.stdout, "redrawn at every save")
        path.write_text("format: [", encoding="utf-8")
        assert "no item `mine-dense-layer/sizes` that can be read" in until(
            shown.stdout, "redrawn at every save"
        )
        path.write_text(source, encoding="utf-8")
        assert "Match the symbols" in until(shown.stdout, "redrawn at every save")
        shown.stdin.write("n\n")
        shown.stdin.flush()
        assert "seed 2" in until(shown.stdout, "redrawn at every save")
        shown.stdin.write("q\n")
        shown.stdin.flush()
        assert shown.wait(timeout=30) == 0


def until(lines: IO[str], words: str) -> str:
    """Return what is printed up to a line with some words."""
    read = ""
    for line in lines:
        read += line
        if words in line:
            return read
    raise AssertionError(read)
