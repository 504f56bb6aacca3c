"""A new bank goes out to other programs and comes back with its keys; one from outside does no harm."""

from __future__ import annotations

import json
import random
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from examprep.core.bank import Bank
from examprep.core.draw import Question, draw_question, question_seed
from examprep.core.item import Lang
from examprep.core.library import Filter, Library, select_items
from examprep.core.markup import plain
from examprep.core.plan import Limits, plan_session
from examprep.env import read_env
from examprep.exchange.compose import slug_of
from examprep.exchange.pose import pose
from examprep.exchange.posed import Choosing, Counting, Form, Ordering, Pairing, Turning, Wording
from examprep.loader.banks import parse_bank
from examprep.shelf import open_shelf
from tests.conftest import Command

pytestmark = pytest.mark.end
SEED = 7
FORMATS = ("gift", "moodle", "anki")


@pytest.fixture
def home(examprep: Command, library: Library, cache: Path) -> Command:
    """Return the program with the shipped banks compiled."""
    assert library.concepts
    shutil.copytree(cache, examprep.home / "cache")
    return examprep


def planned(examprep: Command, bank: str, place: Path) -> list[Question]:
    """Return what `quiz --bank BANK --seed SEED` asks a new learner."""
    env = read_env({"EXAMPREP_HOME": str(examprep.home), "EXAMPREP_BANKS": str(place)})
    library = open_shelf(env).library
    chosen = select_items(library, Filter(bank=bank))
    queue = plan_session(
        chosen, {}, library.depths, today=env.now().day, limits=Limits(50, 50), rng=random.Random(SEED)
    )
    return [draw_question(library.items[id], question_seed(SEED, id, 0)) for id in queue]


def read_bank(path: Path) -> Bank:
    """Return a bank that can be used."""
    bank = parse_bank(path.read_bytes()).bank
    assert bank is not None
    return bank


def keys_of(bank: Bank) -> dict[str, object]:
    """Return the right answers of a bank by the names that its questions have elsewhere."""
    posed = [question for item in bank.items() for question in pose(item, Lang.EN)[0]]
    return {slug_of(question.name): key_of(question.form) for question in posed}


def key_of(form: Form) -> object:
    """Return what is right, without the looks that a menu cannot hold."""
    match form:
        case Choosing(picks=picks):
            return {(plain(pick.text), pick.share > 0) for pick in picks}
        case Wording(picks=picks):
            return {pick.text for pick in picks if pick.share > 0}
        case Counting(figures=figures):
            return figures[0].value
        case Pairing(pairs=pairs):
            return {(plain(left), plain(right)) for left, right in pairs}
        case Ordering(steps=steps):
            return [plain(step) for step in steps]
        case Turning(back=back):
            return back


LEFT_TO_WRITE = {"not-japanese", "empty", "no-source", "no-slips"}
"""What bank check finds of an import: all of it is marked in the file, or told by the report."""


def test_a_new_bank_is_answered_rightly_goes_out_and_comes_back_with_the_same_keys(
    home: Command, tmp_path: Path, right_line: Callable[[Question], str]
) -> None:
    assert home("bank", "new", "mine", "--lang", "en").code == 0
    assert home("bank", "check", "mine").code == 0
    questions = planned(home, "mine", tmp_path / "mine")
    lines = "".join(f"{right_line(question)}\n" for question in questions)

    number = str(len(questions))
    words = ("quiz", "--bank", "mine", "--seed", str(SEED), "-n", number, "--new", number, "--lang", "en")
    asked = home(*words, lines=lines, variables={"EXAMPREP_BANKS": "mine"})

    assert f"{number} answered, {number} of them right. All kept." in asked.out, asked.out
    wanted = keys_of(read_bank(tmp_path / "mine" / "mine.yaml"))
    assert len(wanted) == 11
    for format in FORMATS:
        out, concept = f"x.{format}", f"out-{format}"
        to = ("--format", format, "--lang", "en", "--out")
        home("bank", "export", "mine", *to, out)
        home("bank", "import", out, *to, f"{concept}.yaml", "--concept", concept)
        got = keys_of(read_bank(tmp_path / f"{concept}.yaml"))
        assert {name: got[name] for name in wanted} == wanted, format
    checked = home("bank", "check", *(f"out-{format}.yaml" for format in FORMATS), "--json")
    assert {finding["code"] for finding in json.loads(checked.out)["findings"]} <= LEFT_TO_WRITE


EVIL = """format: 1
bank: evil
title: {ja: 外の問題集, en: A bank from outside}
concepts:
  - id: evil-thing
    title: {ja: 外のもの, en: A thing from outside}
    note: {ja: 何かをする。, en: It does something.}
    sources: ["Nobody (2026), Nothing, section 1"]
    items:
      - id: writes
        kind: code
        level: 4
        language: numpy
        ask: {ja: 空欄に入る式を選べ。, en: Choose the expression.}
        program: |
          import socket
          done = ___1___
        blanks:
          1:
            - {text: "socket.create_connection(('127.0.0.1', PORT))", right: true}
            - {text: "open('MARK', 'w')", why: {ja: 書きこむ。, en: It writes.}}
        check: |
          assert done
        why: {ja: つながるからである。, en: Because it connects.}
      - id: card-too
        kind: recall
        level: 1
        ask: {ja: これは何か。, en: What is this?}
        answer: {ja: 外のものである。, en: A thing from outside.}
"""


def test_a_program_from_outside_reaches_neither_file_nor_network_on_check_or_in_a_quiz(
    home: Command, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = str(server.getsockname()[1])
        place = tmp_path / "evil"
        place.mkdir()
        (place / "evil.yaml").write_text(EVIL.replace("PORT", port).replace("MARK", str(mark)), "utf-8")

        checked = home("bank", "check", "evil")
        asked = home("quiz", "--bank", "evil", "-n", "3", lines="1\n1\n" * 3,
                     variables={"EXAMPREP_BANKS": "evil"})  # fmt: skip

        assert "code-fails: `evil-thing/writes` は正しい選択肢で失敗する: PermissionError" in checked.out
        assert "socket.create_connection" in asked.out
        assert not mark.exists()
        with pytest.raises(BlockingIOError):
            server.accept()
