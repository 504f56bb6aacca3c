"""Item analysis counts what it should, finds the faults that were made, and survives any file."""

from __future__ import annotations

import json
import math
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from examprep.analysis.advice import SEVERITY, Usual, remarks_on
from examprep.analysis.answers import tabulate
from examprep.analysis.intake import LONGEST, Intake, read_exports
from examprep.analysis.items import analyse
from examprep.analysis.page import page_of
from examprep.analysis.report import Analysis, ItemReport, OptionReport, State
from examprep.analysis.summary import difficulty_cell
from examprep.analysis.twins import find_twins
from examprep.core.attempts import Attempt, Flag, Line
from examprep.core.item import (
    Choice,
    Cloze,
    Item,
    ItemId,
    Lang,
    Match,
    Multi,
    Number,
    Option,
    Order,
    Pair,
    SwapSlip,
    Text,
    TextSlip,
    TypedBlank,
    ValueSlip,
    digest_of,
)
from examprep.errors import UsageError
from tests.conftest import Command
from tests.simulated import HOLE, ITEMS, LEARNERS, Class, simulated


def name_of(learner: int) -> str:
    return f"{learner:016x}"


def attempt(learner: int = 1, n: int = 1, item: str = "a/b", **fields: object) -> Attempt:
    usual = {"digest": "d", "mode": "quiz", "day": 0, "earlier": 0, "first": True, "outcome": "right"}
    usual |= {"chosen": (), "slips": (), "seconds": 10.0, "predicted": None}
    named = {"kind": "attempt", "schema": 1, "learner": name_of(learner), "n": n, "item": item}
    return msgspec.convert(named | usual | fields, Attempt)


def choice(number: int) -> Choice:
    """Return a made-up item whose first option is right."""
    texts = [Option(Text(f"選択肢{n}", f"option {n}"), right=n == 0) for n in range(4)]
    return Choice(
        id=ItemId(f"made-up/item-{number}"), level=1, ask=Text("問い", "Question"), options=tuple(texts)
    )


LIBRARY: dict[ItemId, Item] = {choice(n).id: choice(n) for n in range(ITEMS)}
DIGESTS = [digest_of(item) for item in LIBRARY.values()]


# --- what counts


def test_only_the_first_answer_of_a_learner_to_an_item_counts() -> None:
    answers = tabulate(
        [
            attempt(1, 2, outcome="right", earlier=1),
            attempt(1, 1, outcome="wrong"),
            attempt(2, 1, outcome="partial"),
            attempt(2, 2, item="a/card", outcome="rated"),
            attempt(3, 1, item="a/drill", mode="drill"),
            attempt(3, 2, digest="newer"),
            attempt(3, 3, digest="d", earlier=1),
        ]
    )

    assert [(version.item, version.digest) for version in answers.versions] == [
        ("a/b", "d"),
        ("a/b", "newer"),
    ]
    assert answers.right.tolist()[:2] == [[0, pytest.approx(HOLE, nan_ok=True)]] * 2
    assert answers.left_out == {"repeated": 2, "rated": 1, "drills": 1}
    assert (answers.count, len(answers.learners)) == (3, 3)


# --- from files to remarks

WRONG_KEY, DEAD, LURE, SLOW, EASY, HARD = 5, 7, 9, 11, 13, 15


def exported(made: Class, seed: int = 0) -> list[Line]:
    """Return what a class would export, some items having faults of their own."""
    rng = np.random.default_rng(seed)
    lines: list[Line] = []
    for learner, row in enumerate(made.right):
        order = [int(item) for item in rng.permutation(len(row)) if not math.isnan(row[item])]
        lines += [_answer(learner, n, item, made, rng) for n, item in enumerate(order, 1)]
    return lines


def _mark(item: int, mark: float) -> bool:
    return {WRONG_KEY: mark == 0, EASY: True, HARD: False}.get(item, mark == 1)


def _answer(learner: int, n: int, item: int, made: Class, rng: np.random.Generator) -> Attempt:
    lured = item == LURE and made.ability[learner] > 1
    right = not lured and _mark(item, made.right[learner, item])
    wrong = 1 if lured else int(rng.integers(2 if item == DEAD else 1, 4))
    key = f"options/{0 if right else wrong}"
    return attempt(
        learner,
        n,
        item=f"made-up/item-{item}",
        digest=DIGESTS[item],
        outcome="right" if right else "wrong",
        chosen=[key],
        slips=[] if right else [key],
        seconds=round(float(rng.lognormal(4.5 if item == SLOW else 3, 0.4)), 1),
    )


def intake_of(lines: list[Line]) -> Intake:
    return Intake(
        attempts=tuple(line for line in lines if isinstance(line, Attempt)),
        flags=tuple(line for line in lines if isinstance(line, Flag)),
        faults=(),
        repeated=0,
        sources={line.learner: f"{line.learner}.jsonl" for line in lines},
    )


@pytest.fixture(scope="module")
def made() -> Class:
    return simulated(0)


@pytest.fixture(scope="module")
def lines(made: Class) -> list[Line]:
    flag = Flag(learner=name_of(0), item=f"made-up/item-{WRONG_KEY}", note="<b>the key</b>")
    return [*exported(made), flag]


@pytest.fixture(scope="module")
def analysis(lines: list[Line]) -> Analysis:
    return analyse(intake_of(lines), LIBRARY, 20)


def codes_of(analysis: Analysis) -> dict[str, list[str]]:
    return {item.item: [remark.code for remark in item.remarks] for item in analysis.items}


@pytest.mark.parametrize(
    ("item", "code"),
    [(WRONG_KEY, "key"), (WRONG_KEY, "flagged"), (DEAD, "dead"), (LURE, "lure"), (SLOW, "slow"),
     (EASY, "easy"), (HARD, "hard")],
)  # fmt: skip
def test_every_fault_that_was_made_is_found(analysis: Analysis, item: int, code: str) -> None:
    assert code in codes_of(analysis)[f"made-up/item-{item}"]


def test_sound_items_are_hardly_ever_remarked_on(analysis: Analysis) -> None:
    faulty = {f"made-up/item-{item}" for item in (WRONG_KEY, DEAD, LURE, SLOW, EASY, HARD)}
    remarked = [codes for item, codes in codes_of(analysis).items() if item not in faulty and codes]

    assert len(remarked) <= 4
    assert not any(code in {"key", "dead", "slow"} for codes in remarked for code in codes)


def test_what_is_worst_stands_first(analysis: Analysis) -> None:
    assert analysis.items[0].item == f"made-up/item-{WRONG_KEY}"
    assert [remark.code for remark in analysis.items[0].remarks][:2] == ["key", "lure"]
    worst = [min((SEVERITY.index(r.code) for r in item.remarks), default=99) for item in analysis.items]
    assert worst == sorted(worst)


def test_the_whole_is_told_with_who_and_what_it_rests_on(analysis: Analysis) -> None:
    assert (analysis.learners, len(analysis.items)) == (LEARNERS, ITEMS)
    assert analysis.reliability is not None and analysis.scale is not None
    assert len(analysis.reliability.learners) >= 20 and len(analysis.reliability.items) >= 5
    assert analysis.reliability.whole == pytest.approx(analysis.scale.reliability, abs=0.1)


def test_an_option_is_counted_by_who_took_it(analysis: Analysis, lines: list[Line]) -> None:
    [item] = [item for item in analysis.items if item.item == f"made-up/item-{DEAD}"]
    takers = [line for line in lines if isinstance(line, Attempt) and line.item == item.item]

    assert [option.taken for option in item.options] == [
        sum(f"options/{n}" in (line.chosen or ()) for line in takers) for n in range(4)
    ]
    assert [option.right for option in item.options] == [True, False, False, False]
    assert item.options[1].taken == 0


def test_versions_are_kept_apart_and_unknown_items_listed() -> None:
    known = [attempt(n, 1, item="made-up/item-0", digest=digest_of(choice(0))) for n in range(3)]
    changed = [attempt(n, 2, item="made-up/item-1", digest="older", chosen=["options/2"]) for n in range(3)]
    unknown = [attempt(n, 3, item="elsewhere/item", digest="x") for n in range(3)]

    found = analyse(intake_of([*known, *changed, *unknown]), LIBRARY, 2)

    states = {item.item: item.state for item in found.items}
    assert states == {
        "made-up/item-0": State.CURRENT,
        "made-up/item-1": State.CHANGED,
        "elsewhere/item": State.UNKNOWN,
    }
    assert found.unknown == ("elsewhere/item",)
    [older] = [item for item in found.items if item.state is State.CHANGED]
    assert [(option.key, option.right, option.taken) for option in older.options] == [("options/2", None, 3)]


def test_few_answers_are_counted_and_not_judged() -> None:
    found = analyse(intake_of([attempt(n) for n in range(5)]), LIBRARY, 6)

    assert [(item.n, item.share, item.remarks) for item in found.items] == [(5, 1.0, ())]
    assert (found.judged, found.reliability, found.scale) == ((), None, None)


def test_a_learner_exported_twice_is_noticed(analysis: Analysis, lines: list[Line]) -> None:
    again = [
        msgspec.structs.replace(line, learner="f" * 16)
        for line in lines
        if isinstance(line, Attempt) and line.learner == name_of(7)
    ]

    both = intake_of([*lines, *again])

    found = find_twins(tabulate(both.attempts), both.sources)

    assert [twins.files for twins in found] == [(f"{name_of(7)}.jsonl", f"{'f' * 16}.jsonl")]
    assert analysis.twins == ()


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32), learners=st.integers(1, 30), items=st.integers(1, 8),
    holes=st.floats(0, 1), easiness=st.floats(0, 1), least=st.integers(2, 25),
)  # fmt: skip
def test_any_class_is_analysed(
    seed: int, learners: int, items: int, holes: float, easiness: float, least: int
) -> None:
    rng = np.random.default_rng(seed)
    right = (rng.random((learners, items)) < easiness).astype(float)
    right[rng.random(right.shape) < holes] = HOLE
    made = Class(np.zeros(learners), np.zeros(items), right)

    found = analyse(intake_of(exported(made)), LIBRARY, least)

    assert sum(item.n for item in found.items) == found.answers == (~np.isnan(right)).sum()
    assert all(0 <= item.low <= item.share <= item.high <= 1 for item in found.items)
    assert page_of(found, Lang.JA) and msgspec.json.decode(msgspec.json.encode(found))


# --- remarks at their limits

SOUND = ItemReport(
    item="a/b", digest="d", state=State.CURRENT, kind="choice", ask=None,
    n=100, right=60, share=0.6, low=0.5, high=0.69, seconds=20.0,
)  # fmt: skip
USUAL = Usual(chance=0.25, seconds=20.0)


def options(*taken: int) -> tuple[OptionReport, ...]:
    """Return options of which the first is right."""
    return tuple(
        OptionReport(key=f"options/{n}", text=None, right=n == 0, taken=count, share=0.1, discrimination=None)
        for n, count in enumerate(taken)
    )


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"low": 0.91, "high": 0.99}, ["easy"]),
        ({"low": 0.05, "high": 0.29}, ["hard"]),
        ({"low": 0.05, "high": 0.31}, []),
        ({"seconds": 41.0}, ["slow"]),
        ({"flagged": 2}, ["flagged"]),
        ({"options": options(60, 10, 10, 0)}, ["dead"]),
        ({"options": options(97, 2, 1, 0)}, []),
    ],
)
def test_a_remark_is_made_where_chance_is_no_explanation(
    changes: dict[str, object], codes: list[str]
) -> None:
    found = remarks_on(msgspec.structs.replace(SOUND, **changes), USUAL)

    assert [remark.code for remark in found] == codes
    assert all(remark.text.ja and remark.text.en for remark in found)


def test_a_difficulty_that_is_only_a_bound_says_so() -> None:
    bound = msgspec.structs.replace(SOUND, difficulty=-4.2, error=1.4, extreme=True)

    assert difficulty_cell(bound) == "<-4.2"
    assert difficulty_cell(msgspec.structs.replace(bound, difficulty=3.0)) == ">3.0"
    assert difficulty_cell(msgspec.structs.replace(bound, extreme=False)) == "-4.20 ±1.40"
    assert difficulty_cell(SOUND) == "–"


# --- files


def written(path: Path, *lines: Line | bytes) -> Path:
    path.write_bytes(
        b"".join((line if isinstance(line, bytes) else msgspec.json.encode(line)) + b"\n" for line in lines)
    )
    return path


GOOD = msgspec.json.encode(attempt(9, 9)).decode()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"not json", "no JSON: "),
        (b"[1, 2]", "no line of an export: Expected `object`"),
        (b'{"kind": "attempt"}', "missing required field `learner`"),
        (GOOD.replace('"schema":1', '"schema":2').encode(), "Invalid enum value 2 - at `$.schema`"),
        (GOOD.replace('"right"', '"perfect"').encode(), "Invalid enum value 'perfect' - at `$.outcome`"),
        (GOOD.replace('"n":9', '"n":9,"name":"Taro"').encode(), "unknown field `name`"),
        (GOOD.replace('"seconds":10.0', '"seconds":-1').encode(), "at `$.seconds`"),
        (GOOD.replace('"seconds":10.0', '"seconds":1e999').encode(), "out of range"),
        (GOOD.replace(f"{9:016x}", "../../etc").encode(), "at `$.learner`"),
        ('{"kind":"é"}'.encode("latin-1"), "UTF-8"),
        (b"[" * 5000, "no "),
        (b" " + b"x" * (2 * LONGEST), f"longer than {LONGEST} bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_line_that_cannot_be_read_is_told_and_skipped(tmp_path: Path, line: bytes, told: str) -> None:
    path = written(tmp_path / "a.jsonl", attempt(1, 1), b"", line, attempt(1, 2, item="a/c"))

    found = read_exports([path])

    assert [kept.n for kept in found.attempts] == [1, 2]
    [fault] = found.faults
    assert str(fault).startswith(f"{path}:3: ") and told in str(fault)


def test_a_file_given_twice_counts_once_and_a_changed_line_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", attempt(1, 1), Flag(learner=name_of(1), item="a/b"))
    other = written(tmp_path / "b.jsonl", attempt(1, 1, outcome="wrong"))

    found = read_exports([path, path, other])

    assert (len(found.attempts), len(found.flags), found.repeated) == (1, 1, 2)
    assert [str(fault) for fault in found.faults] == [
        f"{other}:1: says otherwise than {path}:1, which was believed"
    ]


def test_files_from_other_systems_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + msgspec.json.encode(attempt(1, 1)) + b"\r\n\r\n")

    assert len(read_exports([path]).attempts) == 1


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_at_all_ends_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"cannot be read: .*; name files written by `examprep data export"):
        read_exports([tmp_path / name])


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.jsonl"
    path.write_bytes(noise)

    found = read_exports([path])

    lines = [line for line in noise.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
    assert len(found.attempts) + len(found.flags) + len(found.faults) + found.repeated == len(lines)


# --- the page


class Page(HTMLParser):
    """What a browser would see."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


SWAPS = (SwapSlip((1, 2), Text("逆にする", "the wrong way round")),)
MADE: dict[str, Any] = {"id": ItemId("a/b"), "level": 1, "ask": Text("問い", "Question")}
PAIRS = tuple(Pair(Text(f"左{n}", f"left {n}"), Text(f"右{n}", f"right {n}")) for n in "abc")
CHOSEN = (Option(Text("甲", "one"), right=True), Option(Text("乙", "two")))


@pytest.mark.parametrize(
    ("item", "key", "ja", "en"),
    [
        pytest.param(
            Order(**MADE, steps=tuple(pair.left for pair in PAIRS), slips=SWAPS),
            *("slips/0", "「左a」と「左b」の入れ違い: 逆にする"),
            '"left a" and "left b" exchanged: the wrong way round',
            id="steps exchanged",
        ),
        pytest.param(
            Match(**MADE, pairs=PAIRS, slips=SWAPS),
            *("pairs/2", "「左c」の相手", 'the partner of "left c"'),
            id="a partner",
        ),
        pytest.param(
            Number(**MADE, answer="a * b", slips=(ValueSlip("a + b", Text("足した", "added")),)),
            *("slips/0", "a + b: 足した", "a + b: added"),
            id="a number",
        ),
        pytest.param(
            Cloze(**MADE, blanks={1: TypedBlank(("x",), (TextSlip("y", Text("別物", "another thing")),))}),
            *("blanks/1/0", "y: 別物", "y: another thing"),
            id="a word",
        ),
        pytest.param(
            Cloze(**MADE, blanks={1: CHOSEN}), *("blanks/1/1", "乙", "two"), id="a filling that is chosen"
        ),
        pytest.param(
            Multi(**MADE, options=CHOSEN), "missed/0", "選ばなかった: 甲", "not picked: one", id="missed"
        ),
        pytest.param(Choice(**MADE, options=CHOSEN), "options/1", "乙", "two", id="an option"),
        pytest.param(Choice(**MADE, options=CHOSEN), "sign", "符号が逆", "the sign is the wrong way round",
                     id="one of any item"),
    ],
)  # fmt: skip
def test_the_page_names_mistakes_in_words_and_not_by_their_keys(
    item: Item, key: str, ja: str, en: str
) -> None:
    lines: list[Line] = [
        attempt(item="a/b", digest=digest_of(item), outcome="wrong", slips=[key, "none/9"], chosen=None)
    ]

    found = analyse(intake_of(lines), {item.id: item}, 1)

    for lang, text in ((Lang.JA, ja), (Lang.EN, en)):
        page = unescape(page_of(found, lang))
        assert f"<li>1 × {text}</li>" in page
        assert (f"<code>{key}" in page, "<li>1 × <code>none/9</code></li>" in page) == (False, True)


@pytest.mark.parametrize("lang", Lang)
def test_the_page_is_whole_fetches_nothing_and_lets_nothing_in(analysis: Analysis, lang: Lang) -> None:
    hostile = msgspec.structs.replace(SOUND, item="<script>x</script>\x1b[31m", slips={"<i>": 1}, flagged=1)
    text = page_of(msgspec.structs.replace(analysis, items=(*analysis.items, hostile)), lang)
    page = Page()
    page.feed(text)
    page.close()

    assert page.open == []
    assert not page.tags & {"script", "b", "i", "img", "link", "iframe", "a"}
    assert page.attributes <= {"lang", "charset", "name", "content", "http-equiv", "class"}
    assert "http:" not in text and "https:" not in text and "\x1b" not in text
    assert "<b>the key</b>" in page.words and "<script>x</script>" in page.words
    assert ("Believed to be wrong" in text) == (lang is Lang.EN)


# --- the command


@pytest.fixture
def folder(tmp_path: Path, lines: list[Line]) -> Path:
    """Return a folder with one file a learner."""
    folder = tmp_path / "class"
    folder.mkdir()
    for learner in range(60):
        written(folder / f"{learner}.jsonl", *(line for line in lines if line.learner == name_of(learner)))
    return folder


@pytest.mark.end
def test_the_command_shows_a_table_and_what_to_do(examprep: Command, folder: Path) -> None:
    written(folder / "bad.jsonl", b"oops", b"oops")
    files = sorted(map(str, folder.iterdir()))

    for columns, lang in (("60", "ja"), ("100", "en")):
        ran = examprep("bank", "stats", *files, "--lang", lang, variables={"COLUMNS": columns})
        fault = {"ja": "bad.jsonl:2: JSON ではない: ", "en": "bad.jsonl:2: no JSON: "}[lang]
        count = {"ja": "読まなかった行: 2\n", "en": "lines left out: 2\n"}[lang]
        assert (ran.code, fault in ran.err, count in ran.err) == (0, True, True)
        assert {"ja": "正解の指定を確かめる", "en": "check the key"}[lang] in ran.out
        assert {"ja": "問題集にない問題", "en": "Items that the library does not have"}[lang] in ran.out
        assert max(wcswidth(line) for line in ran.out.splitlines()) <= int(columns)


@pytest.mark.end
def test_the_command_speaks_json_and_html(examprep: Command, folder: Path, tmp_path: Path) -> None:
    files, page = sorted(map(str, folder.iterdir())), tmp_path / "items.html"

    ran = examprep("bank", "stats", *files, "--json", "--html", str(page))

    told = json.loads(ran.out)
    assert (ran.code, told["schema"], told["analysis"]["learners"]) == (0, 1, 60)
    assert told["analysis"]["items"][0]["remarks"][0]["code"] == "key"
    assert page.read_text("utf-8").startswith("<!doctype html>")
    refused = examprep("bank", "stats", *files, "--html", files[0])
    assert (refused.code, "は読むファイルの1つである" in refused.err) == (2, True)


@pytest.mark.end
def test_what_a_learner_exports_the_instructor_can_read(examprep: Command, tmp_path: Path) -> None:
    out = tmp_path / "mine.jsonl"
    examprep("quiz", "--kind", "choice", "-n", "3", lines="1\n1\n1\nq\n")
    examprep("data", "export", "--attempts", "--anonymous", "--out", str(out))

    ran = examprep("bank", "stats", str(out), "--json")

    told = json.loads(ran.out)["analysis"]
    assert (ran.code, told["learners"], told["answers"], len(told["items"])) == (0, 1, 3, 3)
    assert {item["state"] for item in told["items"]} == {"current"}


@pytest.mark.end
def test_nothing_usable_is_a_no(examprep: Command, tmp_path: Path) -> None:
    ran = examprep("bank", "stats", str(written(tmp_path / "bad.jsonl", b"oops")))

    assert (ran.code, ran.out) == (1, "")
    assert "bad.jsonl:1: JSON ではない: " in ran.err and "数えられる解答がない。" in ran.err
