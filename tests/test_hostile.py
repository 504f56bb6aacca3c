"""Files from strangers and from clumsy hands: each refused in one known sentence, shown and never obeyed.

Every case writes one file, runs one command in this process and asserts its exit code and all that it says,
to the word. What could eat time or memory runs in a process of its own, under limits.
"""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from examprep import env as surroundings
from examprep.cli import main
from examprep.core.gradebook import Graded, result_lines
from examprep.core.item import Text
from examprep.core.problem import ProblemId
from examprep.core.verdict import Report, Verdict
from examprep.exchange.anki import FIELDS
from examprep.loader.packages import package_offers
from examprep.store.chain import chained
from examprep.store.migrations import APPLICATION_ID
from examprep.store.rows import COLUMNS
from tests.conftest import Command

pytestmark = pytest.mark.end  # the program, command by command

GOOD = Path(__file__).parent / "data" / "good"
SAID = Path(__file__).parent / "data" / "hostile"
"""What must be said, to the word; `@` stands for the folder."""
GOOD_PROBLEM = Path(__file__).parents[1] / "problems" / "softmax"
ESCAPES = "\x1b[2J\x1b]52;c;aGk=\x07\x1b]8;;http://x\x1b\\\x9b31m\u202e\u200b"
"""Clears the screen, writes the clipboard, begins a link, colours, turns the direction, hides."""
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

Content: TypeAlias = str | bytes | Callable[[Path], object]


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> str:
        """The exit code, and what was said on standard error."""
        return f"exit {self.code}\n{self.err}"

    @property
    def found(self) -> str:
        """The same of a check: its findings, or why there is none."""
        findings = "".join(self.out.splitlines(keepends=True)[:-1])
        return f"exit {self.code}\n{findings or self.err}"


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small content that stands for the one that is shipped."""
    root = tmp_path_factory.mktemp("shipped")
    for folder in ("banks", "syllabus"):
        (root / "content" / folder).mkdir(parents=True)
        for file in (GOOD / folder).iterdir():
            (root / "content" / folder / file.name).write_bytes(file.read_bytes())
    (root / "content" / "exams").mkdir()
    (root / "content" / "exams" / "e.yaml").write_text(BLUEPRINT, encoding="utf-8")
    (root / "problems").mkdir()
    return root


class Desk:
    """A folder of its own with a home, in which commands are run in this process."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.root = root
        self._capture = capture
        self._patch = patch

    def put(self, place: str, content: Content) -> Path:
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *words: str, lines: str = "q\n") -> Ended:
        """Run a command; nothing that a terminal would obey may come of it."""
        self._patch.setattr(sys, "argv", ["examprep", *words])
        self._patch.setattr(sys, "stdin", io.StringIO(lines))
        self._capture.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = self._capture.readouterr()
        assert RAW.findall(out + err) == []
        return Ended(code, out.replace(str(self.root), "@"), err.replace(str(self.root), "@"))


@pytest.fixture
def desk(
    tmp_path: Path, shipped: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setattr(surroundings, "_shipped", lambda: shipped)
    monkeypatch.setenv("EXAMPREP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path, capsys, monkeypatch)
    made.put("home/config.toml", 'lang = "en"\n')
    (shipped / "cache").mkdir(exist_ok=True)
    (tmp_path / "home" / "cache").symlink_to(shipped / "cache")
    return made


def each(cases: Mapping[str, object]) -> pytest.MarkDecorator:
    """Run a test for each case of a table: its name, and what stands under it."""
    return pytest.mark.parametrize(("name", "case"), cases.items(), ids=cases.keys())


def said(kind: str) -> dict[str, str]:
    """Return what must be said in each case of a kind, as it stands in a file: `== name`, then all of it."""
    written = (SAID / f"{kind}.txt").read_text(encoding="utf-8")
    parts = re.split("^== (.*)\n", written, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def fifo(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


def folder(path: Path) -> None:
    path.mkdir()


# --- banks

BLUEPRINT = """format: 1
exam: e
title: {ja: 試験, en: Exam}
as_of: "2026-01"
questions: {value: 2, confidence: A, source: {ja: 資料。, en: A page.}}
minutes: {value: 4, confidence: A, source: {ja: 資料。, en: A page.}}
weights:
  confidence: A
  source: {ja: 資料。, en: A page.}
  areas: [{topic: e.dl, questions: 2}]
pass_mark: {low: 0.6, high: 0.7, confidence: A, source: {ja: 資料。, en: A page.}}
"""
BANK = """format: 1
bank: x
title: {ja: 網, en: Nets}
concepts:
  - id: c
    title: {ja: 畳み込み, en: Convolution}
    syllabus: [e.dl.conv]
    note: {ja: 窓をずらす。, en: A window slides.}
    sources: [A book]
    items:
      - id: a
        kind: choice
        level: 2
        ask: {ja: どれか。, en: Which is it?}
        options:
          - {text: {ja: 残る, en: They stay}, right: true}
          - {text: {ja: 埋める, en: They fill}, why: {ja: 違う。, en: It is not.}}
        why: {ja: 床である。, en: The floor is it.}
      - id: r
        kind: recall
        level: 1
        ask: {ja: 何か。, en: What is it?}
        answer: {ja: 範囲。, en: It is a range.}
"""


def bank(old: str, new: str) -> str:
    assert old in BANK
    return BANK.replace(old, new)


ITEM = BANK[BANK.index("      - id: r") :]


def number(params: str = "{}", answer: str = "1", extra: str = "") -> str:
    return BANK.replace(
        ITEM,
        f"""      - id: r
        kind: number
        level: 3
        params: {params}
        ask: {{ja: いくつか。, en: How many is it?}}
        answer: {answer}
{extra}        slips: [{{value: 7, why: {{ja: 違う。, en: It is not.}}}}]
        why: {{ja: 床である。, en: The floor is it.}}
""",
    )


def formula(latex: str) -> str:
    return (
        BANK.replace("どれか。", f"${latex}$ は何か。")
        .replace("Which is it?", f"What is ${latex}$?")
        .replace(
            f"ask: {{ja: ${latex}$ は何か。, en: What is ${latex}$?}}",
            f"ask: {{ja: '${latex}$ は何か。', en: 'What is ${latex}$?'}}",
        )
    )


BANKS: dict[str, Content] = {
    "UTF-32": BANK.encode("utf-32"),
    "UTF-16 without a mark": BANK.encode("utf-16-le"),
    "Shift_JIS": BANK.encode("cp932"),
    "EUC-JP": BANK.encode("euc-jp"),
    "old Mac's line ends": b"format: 1\rbank: x\r",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a list": "- 1\n- 2\n",
    "one word": "hello\n",
    "a newer format": "format: 2\n",
    "a format of 5,000 digits": f"format: {'9' * 5000}\n",
    "a format that is a list": "format: [1]\n",
    "concepts that are a mapping": bank(BANK[BANK.index("concepts:") :], "concepts: {}\n"),
    "no concepts": bank(BANK[BANK.index("concepts:") :], "concepts: []\n"),
    "a level of 5,000 digits": bank("level: 2", f"level: {'9' * 5000}"),
    "a level beyond 64 bits": bank("level: 2", f"level: {'9' * 20}"),
    "a level in words": bank("level: 2", "level: two"),
    "a level with underscores": bank("level: 2", "level: 1_0"),
    "a level in wide digits": bank("level: 2", "level: ２"),
    "a truth in another way": bank("right: true", "right: yes"),
    "Norway": bank("right: true", "right: no"),
    "a concept that requires itself": bank("    items:", "    requires: [c]\n    items:"),
    "a concept required twice": bank("    items:", "    requires: [z, z]\n    items:"),
    "an unknown concept, nearly": bank("    items:", "    requires: [C]\n    items:"),
    "an id of another direction": bank("id: c\n", "id: 'c\u202eb'\n"),
    "an id that clears the screen": bank("id: c\n", 'id: "c\\e[2Jb"\n'),
    "an id that writes a finding": bank("id: c\n", 'id: "c`\\nz.yaml:1:1: ok: `x"\n'),
    "an id that commands GitHub": bank("id: c\n", 'id: "c\\n::add-mask::c"\n'),
    "an id with a tab": bank("id: c\n", 'id: "c\\tb"\n'),
    "an id that is a path": bank("id: c\n", "id: ../../etc\n"),
    "a reserved id": bank("id: r\n", "id: card\n"),
    "an id twice": bank("id: r\n", "id: a\n"),
    "English missing": bank("ja: どれか。, en: Which is it?", "ja: どれか。"),
    "a language that is none": bank("en: Which is it?", "en: Which is it?, fr: Quoi}"),
    "a tag that runs code": bank("[A book]", "!!python/object/apply:os.system [ls]"),
    "a binary tag": bank("[A book]", "!!binary aGk="),
    "laughs": "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "a merge key": bank("[A book]", "[A book]\n    <<: {id: d}"),
    "an unknown kind, nearly": bank("kind: choice", "kind: choise"),
    "a kind that is a list": bank("kind: choice", "kind: [choice]"),
    "a key nearly known": bank("options:", "option:"),
    "a date that never was": bank("id: r\n", "id: r\n        as_of: 2026-02-30\n"),
    "a date in wide digits": bank("id: r\n", "id: r\n        as_of: ２０２６\n"),
    "TeX that defines": formula(r"\def\a{\a\a}\a"),
    "TeX that reads files": formula(r"\input{/etc/passwd}"),
    "TeX that is not closed": formula(r"\frac{1}{2"),
    "TeX 1,000 deep": formula(r"\frac{1}{" * 1000 + "1" + "}" * 1000),
    "TeX of 5,000 powers": formula("x^{" * 5000 + "}" * 5000),
    "TeX of 100,000 letters": formula("a" * 100_000),
    "TeX with a link": formula(r"\href{javascript:alert(1)}{x}"),
    "an expression with no end": number(answer="9**9**9**9"),
    "an expression that would call": number(answer="'__import__(1)'"),
    "an expression that reaches out": number(answer="'().__class__'"),
    "an expression that assigns": number(answer="'(x:=1)'"),
    "an expression 390 signs deep": number(answer="'" + "-" * 390 + "1'"),
    "an answer that is infinite": number(answer="1e308*10"),
    "a tolerance that is no number": number(extra="        tolerance: .nan\n"),
    "a tolerance that is infinite": number(extra="        tolerance: 1e999\n"),
    "a parameter named like Python": number("{lambda: int 1..2}"),
    "a range with two ends": number("{a: int 1..9..9}"),
    "a step that is too fine": number("{a: float 0..1 step 1e-99}"),
    "27 parameters": number("{" + ", ".join(f"p{n}: int 0..99999" for n in range(27)) + "}"),
    "a bank that is a pipe": fifo,
    "a bank that links to itself": loop,
}


@each(BANKS)
def test_a_bank_is_checked(desk: Desk, name: str, case: Content) -> None:
    desk.put("mine/syllabus/e.yaml", (GOOD / "syllabus" / "e.yaml").read_bytes())
    desk.put("mine/banks/x.yaml", case)

    ended = desk.run("bank", "check", "mine")

    assert ended.found == said("banks")[name]


def test_the_bank_that_all_these_spoil_is_clean(desk: Desk) -> None:
    desk.put("mine/syllabus/e.yaml", (GOOD / "syllabus" / "e.yaml").read_bytes())
    desk.put("mine/banks/x.yaml", BANK)
    desk.put("mine/exams/e.yaml", BLUEPRINT)

    assert desk.run("bank", "check", "mine").out.startswith("clean: ")


# --- what stands beside banks

BESIDE: dict[str, tuple[str, Content]] = {
    "a syllabus in UTF-16": ("syllabus/g.yaml", "format: 1".encode("utf-16")),
    "a syllabus of no exam": ("syllabus/g.yaml", "format: 1\nexam: x\n"),
    "a syllabus that is a pipe": ("syllabus/g.yaml", fifo),
    "a syllabus that is a folder": ("syllabus/g.yaml", folder),
    "a blueprint that is empty": ("exams/e.yaml", ""),
    "a blueprint that links to itself": ("exams/e.yaml", loop),
    "a blueprint with 20 digits": ("exams/e.yaml", BLUEPRINT.replace("value: 2", f"value: {'9' * 20}")),
    "a blueprint of no chance": ("exams/e.yaml", BLUEPRINT.replace("low: 0.6", "low: 1e400")),
    "a blueprint of less than nothing": (
        "exams/e.yaml",
        BLUEPRINT.replace("questions: 2}", "questions: -1}"),
    ),
    "a path with an escape as a key": ("paths/a.yaml", "format: 1\n\x1b[2J: 1\n"),
    "a path of steps in words": ("paths/a.yaml", "format: 1\npath: a\nsteps: all\n"),
}


@each(BESIDE)
def test_what_stands_beside_banks_is_checked(desk: Desk, name: str, case: tuple[str, Content]) -> None:
    place, content = case
    desk.put("mine/syllabus/e.yaml", (GOOD / "syllabus" / "e.yaml").read_bytes())
    desk.put("mine/banks/x.yaml", BANK)
    desk.put(f"mine/{place}", content)

    ended = desk.run("bank", "check", "mine")

    assert ended.found == said("beside")[name]


NAMES = {
    "a name that clears the screen": "a\x1b[2J\u202e.yaml",
    "a name of two lines": "a\n::error::x.yaml",
    "a name that is no text": b"\xff.yaml",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_the_name_of_a_file_is_shown_and_not_obeyed(desk: Desk, name: str | bytes) -> None:
    path = os.fsencode(desk.root) + b"/" + os.fsencode(name)
    Path(os.fsdecode(path)).write_text("format: 2\n")
    shown = {"a\x1b[2J\u202e.yaml": r"a\x1b[2J\u202e.yaml", "a\n::error::x.yaml": r"a\n::error::x.yaml"}
    told = shown.get(str(name), r"\udcff.yaml")

    plain = desk.run("bank", "check", os.fsdecode(path))
    listed = desk.run("bank", "check", os.fsdecode(path), "--json")

    assert plain.out.splitlines()[0] == f"{told}:1:9: format: format `2` is not known"
    assert (plain.code, listed.code) == (1, 1)
    assert json.loads(listed.out)["findings"][0]["code"] == "format"


# --- problems

SHEET = (GOOD_PROBLEM / "problem.yaml").read_text(encoding="utf-8")


def sheet(old: str, new: str) -> str:
    assert old in SHEET
    return SHEET.replace(old, new, 1)


PROBLEMS: dict[str, tuple[str, Content]] = {
    "a sheet in UTF-16": ("problem.yaml", SHEET.encode("utf-16")),
    "an empty sheet": ("problem.yaml", ""),
    "a sheet that is a pipe": ("problem.yaml", fifo),
    "minutes beyond 64 bits": ("problem.yaml", sheet("minutes: ", f"minutes: {'9' * 20}")),
    "values 25 deep": ("problem.yaml", SHEET + "x: " + "[" * 50),
    "a program outside": ("problem.yaml", sheet("file: slips/", "file: ../../../../etc/")),
    "a program at the root": ("problem.yaml", sheet("file: slips/", "file: /etc/")),
    "a program of an odd name": ("problem.yaml", sheet("file: slips/", "file: slips/\x1b]0;")),
    "parts from outside": ("problem.yaml", SHEET + "uses: [../../etc]\n"),
    "a reference that is a pipe": ("reference.py", fifo),
    "a reference in Shift_JIS": ("reference.py", "# 日本".encode("cp932")),
    "a reference without end": ("reference.py", lambda path: path.symlink_to("/dev/zero")),
    "a reference of others": ("reference.py", lambda path: path.symlink_to("/etc/passwd")),
    "a large reference": ("reference.py", "#" * 300_000),
}


@each(PROBLEMS)
def test_a_problem_is_checked(desk: Desk, name: str, case: tuple[str, Content]) -> None:
    place, content = case
    for file in GOOD_PROBLEM.rglob("*.*"):
        if file.relative_to(GOOD_PROBLEM) != Path(place) and file.suffix in (".py", ".yaml"):
            desk.put(f"softmax/{file.relative_to(GOOD_PROBLEM)}", file.read_bytes())
    desk.put(f"softmax/{place}", content)

    ended = desk.run("bank", "check", "--problems", "--quick", "softmax")

    assert ended.found == said("problems")[name]


# --- settings

GOAL = "[goal]\nexam = 'e'\nminutes = 30\n"
SETTINGS: dict[str, Content] = {
    "UTF-16": "lang = 'en'\n".encode("utf-16"),
    "Shift_JIS": "lang = 'en'\n# 日本\n".encode("cp932"),
    "NUL": "lang = 'en'\n\0",
    "arrays 5,000 deep": "lang = " + "[" * 5000,
    "a number of 5,000 digits": f"questions = {'9' * 5000}\n",
    "a number beyond 64 bits": f"questions = {'9' * 30}\n",
    "no number": "retention = nan\n",
    "infinite": "retention = inf\n",
    "less than nothing": "daily = -1\nnew = -5\n",
    "a truth": "questions = true\n",
    "a table of goals": "[[goal]]\nexam = 'e'\n",
    "a goal in words": f"{GOAL}date = 'soon'\n",
    "a goal with a clock": f"{GOAL}date = 2027-01-01T00:00:00Z\n",
    "a goal in 8,000 years": f"{GOAL}date = 9999-12-31\n",
    "a goal of another field": f"{GOAL}date = 2027-01-01\nexma = 1\n",
    "banks that are a number": "banks = 3\n",
    "a setting twice": "lang = 'en'\nlang = 'ja'\n",
    "an unknown one that is an escape": '"\\u001b[2J\\u202e" = 1\n',
    "an escape in a text": "lang = '\x1b[2J'\n",
    "half of a character": 'lang = "\\ud800"\n',
    "a hundred unknown ones": "".join(f"k{n} = 1\n" for n in range(100)),
    "a long text": f"lang = '{'x' * 900_000}'\n",
    "two megabytes": "#" * 2_000_000,
    "a folder": folder,
    "a pipe": fifo,
    "a link to itself": loop,
    "a file without end": lambda path: path.symlink_to("/dev/zero"),
}


@each(SETTINGS)
def test_settings_that_cannot_be_understood_are_told_and_left(desk: Desk, name: str, case: Content) -> None:
    (desk.root / "home/config.toml").unlink()
    path = desk.put("home/config.toml", case)

    ended = desk.run("stats", "--lang", "en")
    changed = desk.run("config", "set", "new", "3")

    assert ended.told == said("settings")[name]
    assert changed.code == ended.code
    if isinstance(case, str | bytes):
        assert path.read_bytes() == (case.encode() if isinstance(case, str) else case)


def test_a_mark_at_the_start_and_other_line_ends_are_no_fault(desk: Desk) -> None:
    desk.put("home/config.toml", b'\xef\xbb\xbflang = "en"\r\nnew = 3\r\n')

    assert desk.run("config", "get", "new") == Ended(0, "3\n", "")


def test_banks_of_the_settings_whose_names_are_hostile_are_left_out(desk: Desk) -> None:
    desk.put("home/config.toml", 'lang = "en"\nbanks = ["/a\\u001b[2J", "\\u0000x", "~nosuchuser0/x"]\n')

    ended = desk.run("search", "conv")

    assert (ended.code, ended.err) == (
        0,
        (
            "examprep: left out: ~nosuchuser0/x: Could not determine home directory.\n"
            "examprep: left out: /a\\x1b[2J: no such file or folder\n"
            "examprep: left out: @/home/\\x00x: no such file or folder\n"
            "examprep: see all places of banks with: examprep bank paths\n"
        ),
    )


# --- the progress file


def database(*statements: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return make


SIGNED = f"pragma application_id = {APPLICATION_ID}"
STORES: dict[str, Content] = {
    "a text": "hello" * 1000,
    "a beginning alone": b"SQLite format 3\0",
    "noise behind a beginning": b"SQLite format 3\0" + bytes(range(256)) * 32,
    "another program's": database("create table t (x)"),
    "another program's, with a WAL": database("pragma journal_mode = wal", "create table t (x)"),
    "a newer format": database(SIGNED, "pragma user_version = 99", "create table t (x)"),
    "a format below zero": database(SIGNED, "pragma user_version = -5", "create table t (x)"),
    "signed, but of no format": database(SIGNED, "create table review (x)"),
    "signed, but with other tables": database(SIGNED, "pragma user_version = 4", "create table review (x)"),
    "a folder": folder,
    "a pipe": fifo,
    "a link to itself": loop,
}


@each(STORES)
def test_a_file_that_is_no_progress_is_told_and_left(desk: Desk, name: str, case: Content) -> None:
    path = desk.put("home/progress.db", case)
    before = path.read_bytes() if path.is_file() else b""

    ended = desk.run("quiz", "--plain")

    assert ended.told == said("stores")[name]
    assert (path.read_bytes() if path.is_file() else b"") == before


# --- imports of questions

OK_CARD = {"name": "n", "ask": "q", "form": {"type": "card", "back": "b"}}


def asked(**changes: object) -> str:
    return json.dumps({"schema": 1, "questions": [OK_CARD | changes]})


def xml(body: str, head: str = '<?xml version="1.0"?>') -> str:
    return f"{head}\n<quiz>{body}</quiz>"


def question(kind: str, text: str = "q", more: str = "") -> str:
    return xml(
        f'<question type="{kind}"><name><text>n</text></name>'
        f"<questiontext><text>{text}</text></questiontext>{more}</question>"
    )


def answer(text: str, fraction: str = "100") -> str:
    return f'<answer fraction="{fraction}"><text>{text}</text></answer>'


IMPORTS: dict[str, tuple[str, Content]] = {
    "nothing": ("gift", ""),
    "words alone": ("gift", "only words\r\n"),
    "braces in braces": ("gift", "q {{T}}"),
    "braces the wrong way": ("gift", "first\n\nq }T{"),
    "an answer that is empty": ("gift", "q {=}"),
    "an infinite number": ("gift", "q {#1:1e999}"),
    "a number with an underscore": ("gift", "q {#1_0}"),
    "200,000 colons": ("gift", ":" * 200_000 + "q {T}"),
    "pairs without an arrow": ("gift", "q {=a -> b =c\n}"),
    "UTF-16 of questions": ("gift", "q {T}".encode("utf-16")),
    "a document type": ("moodle", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><quiz/>'),
    "laughs": ("moodle", '<?xml version="1.0"?>\n<!DOCTYPE q [<!ENTITY a "&b;&b;">]><quiz>&a;</quiz>'),
    "an entity from outside": ("moodle", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://x">%p;]><quiz/>'),
    "an entity nobody defined": ("moodle", question("truefalse", "&nbsp;")),
    "an encoding that unpacks": ("moodle", xml("", '<?xml version="1.0" encoding="zlib"?>')),
    "an encoding that is none": ("moodle", xml("", '<?xml version="1.0" encoding="x-no"?>')),
    "an encoding that it is not in": ("moodle", xml("", '<?xml version="1.0" encoding="utf-16"?>')),
    "Shift_JIS as declared": (
        "moodle",
        xml("日本", '<?xml version="1.0" encoding="shift_jis"?>').encode("cp932"),
    ),
    "an end of CDATA alone": ("moodle", question("truefalse", "<![CDATA[a ]]> b ]]>")),
    "CDATA without an end": ("moodle", question("truefalse", "<![CDATA[a")),
    "an escape as a reference": ("moodle", question("truefalse", "&#27;[2J")),
    "an attribute twice": ("moodle", '<quiz a="" a=""/>'),
    "two roots": ("moodle", "<quiz/><quiz/>"),
    "a page": ("moodle", "<html></html>"),
    "elements 1,000 deep": ("moodle", "<quiz>" + "<a>" * 1000),
    "a fraction that is infinite": ("moodle", question("multichoice", "q", answer("a", "1e999"))),
    "a fraction that is no number": ("moodle", question("multichoice", "q", answer("a", "nan"))),
    "a true/false without truth": ("moodle", question("truefalse")),
    "a matching of nothing": ("moodle", question("matching")),
    "27 options": ("aiken", "Q\n" + "".join(f"{chr(65 + n)}. x\n" for n in range(26)) + "A. y\nANSWER: A\n"),
    "a letter twice": ("aiken", "Q\nA. a\nA. b\nANSWER: A\n"),
    "letters of full width": ("aiken", "Q\nＡ．a\nＢ．b\nANSWER: Ａ\n"),
    "an answer in small letters": ("aiken", "Q\nA. a\nB. b\nanswer: a\n"),
    "two answers": ("aiken", "Q\nA. a\nB. b\nANSWER: A\nANSWER: B\n"),
    "a quote without an end": ("csv", 'question,answer\n"a,b\nc,d\n'),
    "NUL in a cell": ("csv", "question,answer\na\0,b\n"),
    "a head of another direction": ("csv", "question,\u202eanswer\n"),
    "a column of 20 digits": ("csv", f"question,answer,text_{'9' * 20}\na,b,c\n"),
    "a column of wide digits": ("csv", "question,answer,text_１\na,b,c\n"),
    "200,000 columns": ("csv", ",".join(["question"] * 200_000)),
    "two separators": ("csv", "question\tanswer;x\na\tb\n"),
    "a figure with an underscore": ("csv", "question,kind,answer\na,number,1_0\n"),
    "a list": ("json", "[]"),
    "no number": ("json", '{"schema": 1, "questions": [NaN]}'),
    "half of a character": ("json", '{"schema": 1, "questions": [{"name": "\\ud800"}]}'),
    "a schema in words": ("json", '{"schema": "1", "questions": []}'),
    "no figures": ("json", asked(form={"type": "number", "figures": []})),
    "an infinite figure": (
        "json",
        asked(form={"type": "number", "figures": [{"value": 0}]}).replace(": 0}", ": 1e999}"),
    ),
    "a tolerance below zero": (
        "json",
        asked(form={"type": "number", "figures": [{"value": 1, "tolerance": -1}]}),
    ),
    "no options": ("json", asked(form={"type": "choice", "picks": []})),
    "no words": ("json", asked(form={"type": "word", "picks": []})),
    "no pairs": ("json", asked(form={"type": "match", "pairs": []})),
    "100,000 steps": ("json", asked(form={"type": "order", "steps": ["a"] * 100_000})),
    "a level beyond": ("json", asked(level=10**18)),
    "an empty question": ("json", asked(ask=" ")),
    "a text of 200,000": ("json", asked(ask="x" * 200_000)),
}


@each(IMPORTS)
def test_a_foreign_file_is_refused_with_its_line(desk: Desk, name: str, case: tuple[str, Content]) -> None:
    format, content = case
    desk.put("foreign", content)

    ended = desk.run(
        "bank", "import", "foreign", "--format", format, "--out", "new.yaml", "--concept", "conv"
    )

    assert ended.told == said("imports")[name]
    assert not (desk.root / "new.yaml").exists()


ODD = f"a{ESCAPES}[red]b[/b]<script>x</script>"
SHOWN: dict[str, tuple[str, str | bytes]] = {
    "gift": ("gift", f"::{ODD}:: q {ODD.replace('=', '')} {{=a =b}}".replace("//x", "")),
    "aiken": ("aiken", f"Q {ODD}\nA. {ODD}\nB. b\nANSWER: A\n"),
    "a table": ("csv", f"id,question,answer\n{ODD},{ODD},{ODD}\n"),
    "JSON": ("json", asked(name=ODD, ask=ODD, why=ODD, sources=[ODD], tags=[ODD])),
    "numbers at the end of the scale": ("gift", "q {#-1.7e308..1.7e308}"),
    "XML": ("moodle", question("truefalse", "&#x202e;[red]x[/b]", answer("true") + answer("false", "0"))),
}


@pytest.mark.parametrize(("format", "content"), SHOWN.values(), ids=SHOWN.keys())
def test_what_a_foreign_file_says_is_written_visibly(desk: Desk, format: str, content: str | bytes) -> None:
    name = "strange\x1b[2J\u202e\nb: 1"
    desk.put(name, content)

    ended = desk.run("bank", "import", name, "--format", format, "--out", "new.yaml", "--concept", "conv")

    assert ended.code == 0
    assert RAW.findall((desk.root / "new.yaml").read_text(encoding="utf-8")) == []
    checked = desk.run("bank", "check", "new.yaml")
    assert not re.findall(": (character|syntax|encoding): ", checked.out)


def test_a_name_that_is_no_text_is_written_visibly(desk: Desk) -> None:
    name = os.fsdecode(b"\xff.gift")
    desk.put(name, "q {T}")

    ended = desk.run("bank", "import", name, "--format", "gift", "--out", "new.yaml", "--concept", "conv")

    assert (ended.code, "Imported from \ufffd.gift" in (desk.root / "new.yaml").read_text()) == (0, True)


# --- packages of Anki


def collection(*statements: str, notes: tuple[tuple[object, ...], ...] = (), models: str = "{}") -> bytes:
    connection = sqlite3.connect(":memory:")
    plain = "create table notes (id integer primary key, mid, flds, tags)"
    for statement in ("create table col (models text)", *(statements or (plain,))):
        connection.execute(statement)
    connection.execute("insert into col values (?)", (models,))
    if notes:
        connection.executemany("insert into notes (mid, flds, tags) values (?, ?, ?)", notes)
    connection.commit()
    return bytes(connection.serialize())


def view_bytes(statement: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table col (models text)")
    connection.execute(statement)
    return bytes(connection.serialize())


NOTE = (1, "front\x1fback", "")
OURS = json.dumps({"1": {"flds": [{"name": name} for name in FIELDS]}})


def package(
    *members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, name: str = "collection.anki2"
) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for member, content in members or ((name, collection(notes=(NOTE,))),):
            archive.writestr(member, content)
    return written.getvalue()


def with_link() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        link = zipfile.ZipInfo("../../link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return written.getvalue()


def of_dictionary(size: bytes) -> bytes:
    """Return a package by LZMA that asks for so large a dictionary."""
    packed = bytearray(package(method=zipfile.ZIP_LZMA))
    place = packed.index(b"\x09\x04\x05\x00") + 5
    packed[place : place + 4] = size
    return bytes(packed)


def encrypted() -> bytes:
    packed = bytearray(package())
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


PACKAGES: dict[str, Content] = {
    "nothing at all": b"",
    "cut off": package()[:-30],
    "an end without a beginning": b"PK\x05\x06" + b"\xff" * 18,
    "an archive of nothing": b"PK\x05\x06" + b"\0" * 18,
    "damaged": package()[:60] + b"\xff" * 20 + package()[80:],
    "encrypted": encrypted(),
    "packed by LZMA": package(method=zipfile.ZIP_LZMA),
    "packed by LZMA, with 4 GB": of_dictionary(b"\xff\xff\xff\xff"),
    "packed by bzip2": package(method=zipfile.ZIP_BZIP2),
    "a link that leads out": with_link(),
    "a name that leads out, and escapes": package(("\x1b[2J/../x", b"")),
    "a name for Windows that leads out": package(("..\\x", b"")),
    "a name of a drive": package(("C:x", b"")),
    "the newest form alone": package(("collection.anki21b", b"\x28\xb5\x2f\xfd")),
    "a collection that is noise": package(("collection.anki2", b"SQLite format 3\0" + bytes(range(256)) * 9)),
    "notes that are a view": package(
        ("collection.anki2", view_bytes("create view notes as select 1 id, 1 mid, 'a' flds, '' tags"))
    ),
    "notes that are bytes": package(("collection.anki2", collection(notes=((1, b"\xff\x1f\xfe", ""),)))),
    "a text that is no UTF-8": package(
        ("collection.anki2", collection(notes=(NOTE,)).replace(b"front", b"fr\xffnt"))
    ),
    "note types that are a list": package(("collection.anki2", collection(notes=(NOTE,), models="[1]"))),
    "a note of our kind that is cut off": package(
        ("collection.anki2", collection(notes=((1, "only", ""),), models=OURS))
    ),
}


@each(PACKAGES)
def test_a_package_is_refused(desk: Desk, name: str, case: Content) -> None:
    desk.put("deck.apkg", case)

    ended = desk.run(
        "bank", "import", "deck.apkg", "--format", "anki", "--out", "new.yaml", "--concept", "conv"
    )

    assert ended.told == said("packages")[name]
    assert not (desk.root / "new.yaml").exists()


# --- histories and progress files of others


History: TypeAlias = list[dict[str, object]]


@pytest.fixture(scope="session")
def kept() -> History:
    """Return where the first test that needs a history leaves it for the others."""
    return []


@pytest.fixture
def history(desk: Desk, kept: History) -> History:
    """Return the lines of a history with one answer, one session and one mark."""
    kept[:] = kept or asked_and_exported(desk)
    return [dict(line) for line in kept]


def asked_and_exported(desk: Desk) -> History:
    assert desk.run("cards", "--plain", "-n", "1", lines="\n3\n").code == 0
    assert desk.run("suspend", "conv/floor").code == 0
    assert desk.run("data", "export", "--format", "json", "--out", "own.jsonl").code == 0
    (desk.root / "home/progress.db").unlink()
    return [json.loads(line) for line in (desk.root / "own.jsonl").read_text(encoding="utf-8").splitlines()]


def row(table: str, **cells: object) -> bytes:
    return json.dumps({"table": table, "row": cells}).encode()


HEAD = b'{"schema":1,"kind":"examprep-history","lines":1}\n'
MARK = {"item": "conv/floor", "kind": "flagged", "at": 1, "study_day": 740_000, "note": ""}
SESSION = {"id": "s", "mode": "quiz", "at": 1, "study_day": 740_000, "seed": 1, "lang": "en"}
SESSION |= {"options": "{}", "queue": "[]"}
MODEL = {"version": 2, "at": 1, "weights": "[]", "retention": 0.9, "reviews": 1}
HISTORIES: dict[str, Content] = {
    "a brace": b"{",
    "another object": b'{"a": 1}',
    "an object 100,000 deep": b'{"a":' + b"[" * 100_000,
    "a row 100,000 deep": HEAD + b'{"table":"mark","row":{"a":' + b"[" * 100_000,
    "a schema in words": HEAD.replace(b":1,", b':"9",'),
    "a newer schema": HEAD.replace(b":1,", b":9,"),
    "cut off": HEAD,
    "fewer than nothing": HEAD.replace(b":1}", b":-1}"),
    "UTF-16": HEAD.decode().encode("utf-16"),
    "another table": HEAD + row("sqlite_master", a=1),
    "a table with SQL in it": HEAD + row("mark; drop table review", a=1),
    "another field": HEAD + b'{"table": "mark", "row": {}, "x": 1}',
    "an answer without its hash": HEAD + row("review", device="a"),
    "a hash that is a number": HEAD + row("review", hash=5),
    "a hash that is none": HEAD + row("review", hash="abc"),
    "an item that is a mapping": HEAD + row("mark", **MARK | {"item": {"a": 1}}),
    "a moment beyond 64 bits": HEAD + row("mark", **MARK | {"at": 10**30}),
    "a moment in 285 million years": HEAD + row("mark", **MARK | {"at": 9 * 10**18}),
    "a moment before all": HEAD + row("mark", **MARK | {"at": -1}),
    "a day that never comes": HEAD + row("mark", **MARK | {"study_day": 2**62}),
    "half of a character": HEAD + b'{"table":"mark","row":{"item":"\\ud800"}}',
    "a session in no language": HEAD + row("session", **SESSION | {"lang": "\x1b[2J"}),
    "a session of no list": HEAD + row("session", **SESSION | {"queue": "5"}),
    "a session of a torn list": HEAD + row("session", **SESSION | {"queue": "["}),
    "a model without weights": HEAD + row("model", **MODEL),
    "a model that remembers all": HEAD + row("model", **MODEL | {"retention": 5.0}),
    "a model of a great version": HEAD + row("model", **MODEL | {"version": 2**62}),
    "an exam with a torn event": HEAD + row("sitting", session="s", seq=1, at=1, event="{"),
    "a database of others": database("create table t (x)"),
    "a pipe": fifo,
    "a folder": folder,
}


@each(HISTORIES)
def test_a_history_from_elsewhere_is_refused_and_nothing_is_changed(
    desk: Desk, name: str, case: Content
) -> None:
    desk.put("theirs", case)

    ended = desk.run("data", "merge", "theirs")

    assert ended.told == said("histories")[name]
    assert not (desk.root / "home/progress.db").exists()


FORGED: dict[str, dict[str, object]] = {
    "a moment": {"at": 9 * 10**18},
    "a clock": {"clock": -1},
    "a time zone": {"tz_offset": 10**9},
    "a day": {"study_day": 9 * 10**18},
    "no day": {"study_day": 0},
    "an outcome": {"outcome": "\x1b[31m"},
    "a time": {"seconds": 1e308},
    "a stability": {"stability_after": -1.0},
    "a number of answers": {"reps_after": -5},
    "a chance": {"predicted": 5.0},
    "a model": {"parameters": 9 * 10**18},
}


@each(FORGED)
def test_an_answer_with_a_right_hash_and_a_wrong_value_is_refused(
    desk: Desk, history: History, name: str, case: dict[str, object]
) -> None:
    lines = forged(history, **case)
    desk.put("theirs.jsonl", "".join(f"{json.dumps(line)}\n" for line in lines))

    ended = desk.run("data", "import", "theirs.jsonl")

    assert ended.told == said("forged")[name]


def forged(lines: History, **cells: object) -> History:
    """Return a history whose answers say something else, with hashes that are right."""
    hash = b""
    made: History = []
    for line in lines:
        if line.get("table") == "review":
            assert isinstance(line["row"], dict)
            values = {name: line["row"].get(name) for name in COLUMNS} | cells
            hash = chained(hash, values)
            told = {name: value for name, value in values.items() if value is not None}
            made.append({"table": "review", "row": {**told, "hash": hash.hex()}})
        else:
            made.append(line)
    return made


def test_names_and_notes_of_others_are_shown_and_not_obeyed(desk: Desk, history: History) -> None:
    lines = forged(history, item=f"conv/{ESCAPES}[red]", session="s", mode=ESCAPES)
    lines += [{"table": "mark", "row": MARK | {"note": f"{ESCAPES}[/b][link=x]y"}}]
    lines[0]["lines"] = len(lines) - 1
    desk.put("theirs.jsonl", "".join(f"{json.dumps(line)}\n" for line in lines))

    assert desk.run("data", "import", "theirs.jsonl").code == 0

    assert r"conv/\x1b[2J" in desk.run("data", "log").out
    assert "[/b][link=x]y" in desk.run("marks").out
    for words in (("stats",), ("quiz", "--plain"), ("data", "verify"), ("data", "log", "--json")):
        assert desk.run(*words).code == 0


def test_a_mock_exam_of_anothers_making_is_passed_over(desk: Desk, history: History) -> None:
    strange: History = [{"table": "session", "row": SESSION | {"mode": "exam", "options": "{"}}]
    lines = [history[0] | {"lines": len(history)}, *history[1:], *strange]
    desk.put("theirs.jsonl", "".join(f"{json.dumps(line)}\n" for line in lines))

    assert desk.run("data", "import", "theirs.jsonl").code == 0

    assert desk.run("readiness", "--exam", "e").code == 0
    assert desk.run("exam", "--history", "e").code == 0


# --- answers of a class

ATTEMPT = {"kind": "attempt", "schema": 1, "learner": "a" * 8, "item": "conv/floor", "n": 1, "digest": "d"}
ATTEMPT |= {"mode": "quiz", "day": 0, "earlier": 0, "first": True, "outcome": "right", "chosen": []}
ATTEMPT |= {"slips": [], "seconds": 1.0, "predicted": None}


def attempt(**changes: object) -> str:
    return json.dumps(ATTEMPT | changes)


ATTEMPTS: dict[str, Content] = {
    "an infinite time": attempt(seconds=1).replace('"seconds": 1', '"seconds": 1e999'),
    "a number beyond 64 bits": attempt(n=10**30),
    "a learner with an escape": attempt(learner="\x1b[2J"),
    "an outcome of another direction": attempt(outcome="\u202eright"),
    "a kind that is an escape": attempt(kind="\x1b]0;x\x07"),
    "another field": attempt(x=1),
    "lists 60,000 deep": "[" * 60_000,
    "a line of 70,000": "{" * 70_000,
    "half of UTF-8": b'{"kind": "\xe3\x81"}',
    "null": "null",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0",
}


@each(ATTEMPTS)
def test_a_line_of_answers_that_cannot_be_read_is_told(desk: Desk, name: str, case: Content) -> None:
    desk.put("class.jsonl", case)

    ended = desk.run("bank", "stats", "class.jsonl")

    assert ended.told == said("attempts")[name]


def test_a_page_about_a_class_shows_what_strangers_wrote(desk: Desk) -> None:
    odd = "<script>alert(1)</script>[red]"
    flag = {"kind": "flag", "schema": 1, "learner": "b" * 8, "item": odd, "note": f"{odd}{ESCAPES}"}
    lines = [attempt(item=odd), attempt(n=2, digest=odd), attempt(n=3, chosen=[odd], slips=[odd])]
    desk.put("class.jsonl", "\n".join([*lines, json.dumps(flag)]))

    ended = desk.run("bank", "stats", "class.jsonl", "--html", "page.html", "--min-answers", "2")
    page = (desk.root / "page.html").read_text(encoding="utf-8")

    assert (ended.code, "<script" in page, RAW.findall(page)) == (0, False, [])
    assert "&lt;script&gt;alert(1)&lt;/script&gt;[red]" in page


# --- a class

ODD_STUDENTS = (
    "a\x1b[2J\u202e",
    "=cmd",
    "b\nc",
    "[red]d[",
    "<script>e<",
    "con",
    'f,"g',
    os.fsdecode(b"\xff\xfe"),
)


def test_names_and_files_of_students_are_shown_and_not_obeyed(
    desk: Desk, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("own/problems/softmax", lambda path: path.symlink_to(GOOD_PROBLEM))
    desk.put("own/content", lambda path: path.symlink_to(shipped / "content"))
    monkeypatch.setattr(surroundings, "_shipped", lambda: desk.root / "own")
    for name in ODD_STUDENTS:
        desk.put(f"class/{name}/softmax.py", b"\xff")
    odd: dict[str, Content] = {"pipe": fifo, "link": loop, "nul": b"a\0b", "wide": "x = 1".encode("utf-16")}
    odd |= {"large": "#" * 300_000, "folder": folder, "endless": lambda path: path.symlink_to("/dev/zero")}
    for name, content in odd.items():
        desk.put(f"class/{name}/softmax.py", content)
    desk.put("class/more/evil\x1b[2J.py", "")

    ended = desk.run("class", "grade", "class", "--out", "marks", "--workers", "1")

    count = len(ODD_STUDENTS) + len(odd)
    assert ended.code == 0
    assert f"{count + 1} students, {count} submissions, 0 passed, 0 not graded" in ended.out
    assert r"not graded: more/evil\x1b[2J.py: no problem has this name." in ended.err
    written = [path for path in (desk.root / "marks").rglob("*") if path.suffix != ".db" and path.is_file()]
    assert len(written) == 3 + 2 * (count + 1)
    for path in written:
        text = path.read_text(encoding="utf-8").removeprefix("\ufeff")
        assert (RAW.findall(text.replace("\r\n", "\n")), path.suffix == ".html" and "<script" in text) == (
            [],
            False,
        )


def test_what_a_program_printed_is_escaped_among_the_results() -> None:
    told = Report(
        problem=ProblemId("softmax"),
        verdict=Verdict.BROKEN,
        message=Text("\u202e", f"{ESCAPES}\U000e0001"),
        seed=1,
        isolation="full",
    )

    line = result_lines([Graded("s", ProblemId("softmax"), told, 0.1)])

    assert RAW.findall(line) == []
    assert json.loads(line)["message"] == {"ja": "\u202e", "en": f"{ESCAPES}\U000e0001"}


# --- banks that a learner added

ADDED: dict[str, Content] = {
    "a pipe": fifo,
    "a link to itself": loop,
    "a folder": folder,
    "five megabytes": "#" * 5_000_000,
    "an escape": BANK.replace("網", ESCAPES),
    "more parameters than letters": number("{" + ", ".join(f"p{n}: int 0..99999" for n in range(400)) + "}"),
    "a chain of 1,100 concepts": BANK[: BANK.index("  - id: c")]
    + "".join(
        BANK[BANK.index("  - id: c") : BANK.index("    items:")].replace("id: c\n", f"id: c{n}\n")
        + f"    requires: [c{n + 1}]\n    items: []\n"
        for n in range(1100)
    ),
    "a circle": bank("    items:", "    requires: [c]\n    items:"),
}


@each(ADDED)
def test_a_bank_that_cannot_be_used_keeps_nobody_from_studying(desk: Desk, name: str, case: Content) -> None:
    desk.put("theirs/x.yaml", case)
    desk.put("home/config.toml", f'lang = "en"\nbanks = ["{desk.root}/theirs"]\n')

    ended = desk.run("quiz", "--plain")

    assert ended.told == said("added")[name]
    assert "the same command resumes" in ended.out


POINT = "[examprep.banks]\na = json\n"
RECORDS: dict[str, tuple[str | bytes, str | bytes, list[tuple[str, str]]]] = {
    "as it should be": (POINT, "Name: x\n", [("x", "")]),
    "without a name": (POINT, "Version: 1\n", [("?", "")]),
    "a line without a value": (
        "[examprep.banks]\na\n",
        "Name: x\n",
        [("x", "its entry points cannot be read")],
    ),
    "bytes that are no text": (POINT.encode() + b"b = \xff\n", "Name: x\n", []),
    "a name that is no text": (POINT, b"Name: \xff\n", []),
    "a folder outside": (
        "[examprep.banks]\na = json:../../etc\n",
        "Name: x\n",
        [("x", "`json:../../etc` is neither `package` nor `package:folder`")],
    ),
    "an escape": (
        "[examprep.banks]\na = \x1b[2J\n",
        "Name: x\n",
        [("x", "`\x1b[2J` is neither `package` nor `package:folder`")],
    ),
}


@each(RECORDS)
def test_a_package_that_is_installed_in_pieces_breaks_nothing_else(
    tmp_path: Path, name: str, case: tuple[str | bytes, str | bytes, list[tuple[str, str]]]
) -> None:
    points, about, offered = case
    for record, written, metadata in (("a-1", points, about), ("b-1", POINT, "Name: whole\n")):
        folder = tmp_path / f"{record}.dist-info"
        folder.mkdir()
        (folder / "entry_points.txt").write_bytes(written.encode() if isinstance(written, str) else written)
        (folder / "METADATA").write_bytes(metadata.encode() if isinstance(metadata, str) else metadata)

    found = [(offer.package, offer.fault) for offer in package_offers([str(tmp_path)])]

    assert sorted(found) == sorted([*offered, ("whole", "")])


def test_marks_of_other_programs_in_a_question_are_shown(desk: Desk) -> None:
    desk.put("x.yaml", bank("Which is it?", "'[red]Which[/b] [link=http://x]is[/link] it?'"))

    shown = desk.run("bank", "show", "c/a", "--bank", "x.yaml")
    desk.run("bank", "show", "c/a", "--bank", "x.yaml", "--html", "page.html")

    assert (shown.code, "[red]Which[/b] [link=http://x]is[/link] it?" in shown.out) == (0, True)
    assert "[red]Which[/b] [link=http://x]is[/link] it?" in (desk.root / "page.html").read_text()


def test_scripts_in_a_question_are_text_on_its_page(desk: Desk) -> None:
    odd = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    desk.put("x.yaml", BANK.replace("en: ", f"en: {odd} ").replace("[A book]", f"['{odd}']"))

    desk.run("bank", "show", "c/a", "--bank", "x.yaml", "--html", "page.html")
    page = (desk.root / "page.html").read_text(encoding="utf-8")

    assert page.count("&lt;script&gt;") >= 5
    assert not re.findall("<(script|img)", page)


# --- words on the command line

LONG = "a" * 5000
WORDS: dict[str, tuple[str, ...]] = {
    "an exam in 8,000 years": ("plan", "--exam", "e", "--date", "9999-12-31"),
    "a month too many": ("plan", "--exam", "e", "--date", "2027-13-01"),
    "a date of wide digits": ("plan", "--exam", "e", "--date", "２０２７-01-01"),
    "a date with an escape": ("plan", "--exam", "e", "--date", "2027-01-01\x1b[2J"),
    "minutes below zero": ("plan", "--exam", "e", "--date", "2027-02-01", "--minutes", "-1"),
    "a concept that is a title": ("quiz", "--plain", "--concept", "\x1b]0;x\x07"),
    "an item of another direction": ("flag", "x\u202e"),
    "a concept that is a path": ("show", "../../etc/passwd"),
    "a drill that is a path": ("drill", "start", "../../etc"),
    "a setting that is an escape": ("config", "get", "\x1b[2J"),
    "no number": ("config", "set", "retention", "nan"),
    "an infinite number": ("config", "set", "questions", "9" * 5000),
    "a bank without end": ("bank", "check", "/dev/zero"),
    "banks that are devices": ("bank", "diff", "/dev/null", "/dev/zero"),
    "a bank to add to that is a device": ("bank", "add", "/dev/null", "--kind", "choice", "--concept", "c"),
    "a history that is a device": ("data", "merge", "/dev/zero"),
    "answers that are a folder": ("bank", "stats", "/"),
    "a long name to check": ("bank", "check", LONG),
    "a long name to merge": ("data", "merge", LONG),
    "a long name to grade": ("grade", LONG),
    "a long name to begin": ("bank", "new", LONG),
    "a long name to go back to": ("data", "restore", LONG),
}


@each(WORDS)
def test_a_word_that_makes_no_sense_is_answered_in_one_sentence(
    desk: Desk, name: str, case: tuple[str, ...]
) -> None:
    assert desk.run(*case).told == said("words")[name]


def test_a_home_that_is_a_file_or_too_long_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put("file", "x")
    monkeypatch.setenv("EXAMPREP_HOME", str(desk.root / "file"))
    of_file = desk.run("quiz", "--plain", "--lang", "en")
    monkeypatch.setenv("EXAMPREP_HOME", f"/{LONG}")
    too_long = desk.run("quiz", "--plain", "--lang", "en")

    assert of_file == Ended(
        4,
        "",
        "examprep: @/file cannot be used: File exists. Check that the path is right and yours to write.\n",
    )
    assert (too_long.code, too_long.err) == (
        3,
        f"examprep: /{LONG}/config.toml: File name too long; edit it, or see `examprep config --help`\n",
    )


# --- bombs

CONCEPT = BANK[BANK.index("  - id: c") :]


def computed_notes() -> bytes:
    """Return a package of a few kilobytes whose notes are 2 GB."""
    made = collection(
        "create table notes (id integer primary key, mid, tags, flds text as (printf('%.*c', 99000, 'x')))",
        "insert into notes (mid) with recursive n(i) as "
        "(select 1 union all select i + 1 from n where i < 20000) select 1 from n",
    )
    return package(("collection.anki2", made))


Bomb: TypeAlias = tuple[str, Callable[[], str | bytes], tuple[str, ...]]


def bombs() -> dict[str, Bomb]:
    check, take = (
        ("bank", "check", "mine"),
        ("bank", "import", "bomb", "--out", "new.yaml", "--concept", "conv"),
    )
    chain = "".join(
        CONCEPT.replace("id: c\n", f"id: c{n}\n").replace(
            "    items:", f"    requires: [c{(n + 1) % 2500}]\n    items:"
        )
        for n in range(2500)
    )
    return {
        "a million keys": ("mine/banks/x.yaml", lambda: "".join(f"k{n}:\n" for n in range(400_000)), check),
        "60,000 unknown concepts": (
            "mine/banks/x.yaml",
            lambda: bank(
                "    items:", f"    requires: [{', '.join(f'u{n}' for n in range(60_000))}]\n    items:"
            ),
            check,
        ),
        "a circle of 2,500 concepts": ("mine/banks/x.yaml", lambda: BANK[: -len(CONCEPT)] + chain, check),
        "50,000 times which": (
            "mine/banks/x.yaml",
            lambda: bank("Which is it?", "which " * 50_000 + "is it?"),
            check,
        ),
        "400 wide ranges": (
            "mine/banks/x.yaml",
            lambda: number("{" + ", ".join(f"p{n}: int 0..99999" for n in range(400)) + "}"),
            ("bank", "show", "c/r", "--bank", "mine/banks/x.yaml"),
        ),
        "600,000 elements": ("bomb", lambda: "<quiz>" + "<a/>" * 600_000, (*take, "--format", "moodle")),
        "a million columns": ("bomb", lambda: "question" + ",x" * 1_000_000, (*take, "--format", "csv")),
        "a collection of zeros": (
            "bomb",
            lambda: package(("collection.anki2", bytes(90_000_000))),
            (*take, "--format", "anki"),
        ),
        "a dictionary of 4 GB": (
            "bomb",
            lambda: of_dictionary(b"\xff\xff\xff\xff"),
            (*take, "--format", "anki"),
        ),
        "300,000 members": ("bomb", lambda: package() + b"PK\x01\x02" * 300_000, (*take, "--format", "anki")),
        "notes that are computed": ("bomb", computed_notes, (*take, "--format", "anki")),
        "a history 100,000 deep": ("bomb", lambda: b'{"a":' + b"[" * 100_000, ("data", "merge", "bomb")),
    }


BOMBS = bombs()
SPACE = 400_000_000
SECONDS = 20


@pytest.mark.slow
@each(BOMBS)
def test_a_bomb_goes_off_in_no_time_and_no_space(
    desk: Desk, examprep: Command, name: str, case: Bomb
) -> None:
    place, build, words = case
    desk.put("mine/syllabus/e.yaml", (GOOD / "syllabus" / "e.yaml").read_bytes())
    desk.put(place, build())

    code, told, most = limited(examprep, desk.root, *words)

    lines = told.replace(str(desk.root), "@").splitlines()
    assert f"exit {code}\n{lines[0]}\n{lines[-1]}\n" == said("bombs")[name]
    assert most < SPACE


def limited(examprep: Command, root: Path, *words: str) -> tuple[int, str, int]:
    """Run the real command in bounded memory and time; return code, what it said and bytes it took."""
    with (root / "told").open("wb+") as told:
        process = subprocess.Popen(
            [sys.executable, "-c", LIMITED, *words],
            stdout=told,
            stderr=subprocess.STDOUT,
            cwd=root,
            env=examprep.environment(),
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, (root / "told").read_text(encoding="utf-8"), usage.ru_maxrss * KILO


KILO = 1 if sys.platform == "darwin" else 1024
"""What the system counts memory in."""
LIMITED = f"""import resource, runpy
resource.setrlimit(resource.RLIMIT_AS, ({2 * SPACE}, {2 * SPACE}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
runpy.run_module("examprep", run_name="__main__", alter_sys=True)
"""


def test_what_is_written_down_is_asked_for() -> None:
    tables: dict[str, Mapping[str, object]] = {
        "banks": BANKS,
        "beside": BESIDE,
        "problems": PROBLEMS,
        "settings": SETTINGS,
        "stores": STORES,
        "imports": IMPORTS,
        "packages": PACKAGES,
        "histories": HISTORIES,
        "forged": FORGED,
        "attempts": ATTEMPTS,
        "added": ADDED,
        "words": WORDS,
        "bombs": BOMBS,
    }

    assert {kind: set(said(kind)) for kind in tables} == {kind: set(table) for kind, table in tables.items()}
    assert sorted(path.stem for path in SAID.iterdir()) == sorted(tables)
