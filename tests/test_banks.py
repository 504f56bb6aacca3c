"""A bank file becomes values, field by field; what does not fit is told with its place, all at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.core.bank import Bank, BankId, Concept, DrillId, Extension
from examprep.core.item import (
    Choice,
    Cloze,
    Code,
    ConceptId,
    Item,
    ItemId,
    Match,
    Multi,
    Number,
    Option,
    Order,
    Pair,
    Recall,
    SwapSlip,
    Text,
    TextSlip,
    TypedBlank,
    ValueSlip,
    kind_of,
)
from examprep.core.syllabus import Exam, Topic, TopicId
from examprep.loader.banks import Parsed, parse_bank, parse_syllabus
from examprep.loader.paths import bank_paths
from examprep.loader.tree import Fault, Position
from examprep.loader.usable import read_bank

GOOD = Path(__file__).with_name("data").joinpath("good")
BANK = (GOOD / "banks" / "nets.yaml").read_text(encoding="utf-8")
SYLLABUS = (GOOD / "syllabus" / "e.yaml").read_text(encoding="utf-8")


def parse(source: str) -> Parsed:
    return parse_bank(source.encode())


def bank_of(source: str) -> Bank:
    parsed = parse(source)
    assert parsed.faults == ()
    assert parsed.bank is not None
    return parsed.bank


def edited(source: str, old: str, new: str) -> str:
    assert source.count(old) == 1, f"{old!r} stands {source.count(old)} times"
    return source.replace(old, new)


def place(source: str, snippet: str) -> Position:
    """Return where a snippet begins that stands once."""
    before, found, after = source.partition(snippet)
    assert found
    assert snippet not in after
    return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))


def both(text: str) -> Text:
    return Text(text, text)


ITEMS: dict[str, Item] = {
    "floor": Choice(
        id=ItemId("conv/floor"),
        level=2,
        ask=Text(
            "幅が割り切れないとき、余った列はどう扱われるか。",
            "What becomes of columns left over by the stride?",
        ),
        why=Text("床関数で切り捨てる。", "The floor drops them."),
        options=(
            Option(Text("読まれずに残る", "They are not read"), right=True),
            Option(
                Text("0で埋められる", "They are padded"),
                why=Text("埋めるのはパディングである。", "Padding does that."),
            ),
            Option(
                Text("平均される", "They are averaged"),
                why=Text("平均はプーリングの役割である。", "Averaging is what pooling does."),
            ),
        ),
    ),
    "width": Number(
        id=ItemId("conv/width"),
        level=3,
        params={"W": "int 8..12", "K": "odd 3..5"},
        where="W - K != 4",
        ask=Text(
            "幅 {{W}} の入力に幅 {{K}} のカーネルを使う。出力の幅はいくつか。",
            "A kernel {{K}} wide meets an input {{W}} wide. How wide is the output?",
        ),
        why=Text("置ける位置は $W - K + 1$ 通りある。", "There are $W - K + 1$ places."),
        answer="W - K + 1",
        slips=(
            ValueSlip("W - K", Text("最後の位置を数えていない。", "The last place was not counted.")),
            ValueSlip("W", Text("パディングはない。", "There is no padding.")),
        ),
    ),
    "word": Cloze(
        id=ItemId("conv/word"),
        level=1,
        ask=Text(
            "カーネルをずらす幅を ___1___ と呼び、出力は ___2___。",
            "The step is the ___1___ and the output ___2___.",
        ),
        why=Text("ストライドの定義である。", "That defines the stride."),
        blanks={
            1: TypedBlank(
                ("ストライド", "stride"),
                (TextSlip("padding", Text("端に足す幅である。", "That is added at the border.")),),
            ),
            2: (
                Option(Text("小さくなる", "shrinks"), right=True),
                Option(Text("大きくなる", "grows"), why=Text("間引くからである。", "It skips places.")),
            ),
        },
    ),
    "loop": Code(
        id=ItemId("conv/loop"),
        level=4,
        language="numpy",
        ask=Text("空欄に入る式を選べ。", "Choose the expression."),
        why=Text("端から端まで数える。", "Count from end to end."),
        program="def out_size(w, k):\n    return ___1___\n",
        blanks={
            1: (
                Option(both("w - k + 1"), right=True),
                Option(both("w - k"), why=Text("1が足りない。", "One is missing.")),
            )
        },
        check="assert out_size(5, 3) == 3\n",
    ),
    "steps": Order(
        id=ItemId("conv/steps"),
        level=2,
        ask=Text("処理の順に並べよ。", "Put the steps in order."),
        why=Text("層の順である。", "It is the order of the layers."),
        steps=(Text("畳み込む", "Convolve"), Text("活性化する", "Activate"), Text("プーリングする", "Pool")),
        slips=(SwapSlip((2, 3), Text("活性化が先である。", "Activation comes first.")),),
    ),
    "pairs": Match(
        id=ItemId("conv/pairs"),
        level=2,
        ask=Text("記号と意味を組み合わせよ。", "Match symbols and meanings."),
        why=Text("論文の記法である。", "Papers write it so."),
        pairs=(
            Pair(both("$W$"), Text("入力", "input")),
            Pair(both("$K$"), Text("カーネル", "kernel")),
            Pair(both("$S$"), Text("ストライド", "stride")),
        ),
        slips=(SwapSlip((1, 2), Text("大きい方が入力である。", "The larger one is the input.")),),
    ),
    "front": Recall(
        id=ItemId("conv/front"),
        level=1,
        ask=Text("受容野とは何か。", "What is a receptive field?"),
        answer=Text("一つの出力が見る入力の範囲。", "The part of the input that one output sees."),
        as_of="2026-01",
        sources=("CS231n, lecture 5",),
    ),
}


@pytest.mark.parametrize("slug", ITEMS)
def test_an_item_is_read_field_by_field(slug: str) -> None:
    items = {item.id: item for item in bank_of(BANK).items()}
    assert items[ItemId(f"conv/{slug}")] == ITEMS[slug]


def test_a_concept_is_read_with_its_items_in_order() -> None:
    (concept,) = bank_of(BANK).concepts
    assert msgspec.structs.replace(concept, items=()) == Concept(
        id=ConceptId("conv"),
        title=Text("畳み込み", "Convolution"),
        syllabus=(TopicId("e.dl.conv"),),
        note=Text(
            r"出力の幅は $\lfloor (W - K)/S \rfloor + 1$ である。",
            r"The output is $\lfloor (W - K)/S \rfloor + 1$ wide.",
        ),
        sources=("Goodfellow et al. (2016), Deep Learning, chapter 9",),
        items=(),
    )
    kinds = [kind_of(item) for item in concept.items]
    assert kinds == ["choice", "multi", "number", "cloze", "code", "order", "match", "recall"]


def test_an_extension_gives_its_items_the_concept_it_extends() -> None:
    bank = bank_of(
        BANK + "  - extend: softmax\n"
        "    items:\n"
        "      - {id: sum, kind: recall, level: 1, ask: {ja: 和は, en: Sum}, answer: $1$}\n"
    )
    (extension,) = bank.extensions
    assert (extension.extend, [item.id for item in extension.items]) == ("softmax", ["softmax/sum"])
    assert [item.id for item in bank.items()][-1] == "softmax/sum"


def test_one_scalar_serves_both_languages_where_it_is_no_sentence() -> None:
    answer = "{ja: 一つの出力が見る入力の範囲。, en: The part of the input that one output sees.}"
    bank = bank_of(edited(BANK, answer, "$K^2$"))
    front = list(bank.items())[-1]
    assert isinstance(front, Recall)
    assert front.answer == both("$K^2$")


def as_file(bank: Bank) -> bytes:
    """Write a bank as a file, in the JSON that YAML contains."""
    entries = [msgspec.to_builtins(entry) for entry in (*bank.concepts, *bank.extensions)]
    for entry in entries:
        for item in entry["items"]:
            item["id"] = item["id"].partition("/")[2]
    title = msgspec.to_builtins(bank.title)
    root = {"format": 1, "bank": bank.id, "title": title, "concepts": _without_none(entries)}
    return json.dumps(root, ensure_ascii=False).encode()


def _without_none(value: Any) -> Any:
    match value:
        case dict():
            return {key: _without_none(part) for key, part in value.items() if part is not None}
        case list() | tuple():
            return [_without_none(part) for part in value]
    return value


WORDS = st.text("aZé漢カ0 :#-'\"\\{}[]!&*%@`|>?,~$\u00a0😀", max_size=8)
TEXTS = st.builds(Text, WORDS, WORDS)
SLUGS = st.from_regex("[a-z]{1,3}", fullmatch=True)
OPTIONS = st.lists(st.builds(Option, TEXTS, st.booleans(), st.none() | TEXTS), max_size=3).map(tuple)
SWAPS = st.lists(
    st.builds(SwapSlip, st.tuples(st.integers(-9, 9), st.integers(-9, 9)), TEXTS), max_size=2
).map(tuple)
NUMBERS = st.integers(-(10**12), 10**12)


def tuples(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3).map(tuple)


def items_of_kind(kind: type[Item], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Item]:
    return st.builds(
        kind,
        id=SLUGS.map(lambda slug: ItemId(f"c/{slug}")),
        level=NUMBERS,
        ask=TEXTS,
        why=st.none() | TEXTS,
        params=st.dictionaries(SLUGS, WORDS, max_size=2),
        where=st.none() | WORDS,
        sources=tuples(WORDS),
        as_of=st.none() | WORDS,
        **fields,
    )


TYPED = st.builds(TypedBlank, tuples(WORDS), tuples(st.builds(TextSlip, WORDS, TEXTS)))
TOLERANCES = st.floats(-1e9, 1e9, allow_subnormal=False)
ANY_ITEM = st.one_of(
    items_of_kind(Recall, answer=TEXTS),
    items_of_kind(Choice, options=OPTIONS),
    items_of_kind(Multi, options=OPTIONS),
    items_of_kind(
        Number, answer=WORDS, tolerance=TOLERANCES, slips=tuples(st.builds(ValueSlip, WORDS, TEXTS))
    ),
    items_of_kind(Cloze, blanks=st.dictionaries(NUMBERS, TYPED | OPTIONS, max_size=2)),
    items_of_kind(
        Code,
        language=WORDS,
        program=WORDS,
        blanks=st.dictionaries(NUMBERS, OPTIONS, max_size=2),
        check=st.none() | WORDS,
        runs=st.booleans(),
    ),
    items_of_kind(Order, steps=tuples(TEXTS), slips=SWAPS),
    items_of_kind(Match, pairs=tuples(st.builds(Pair, TEXTS, TEXTS)), slips=SWAPS),
)


@settings(max_examples=150, deadline=None)
@given(ANY_ITEM, TEXTS, WORDS)
def test_every_kind_comes_back_as_it_was_written(item: Item, title: Text, word: str) -> None:
    concept = Concept(
        id=ConceptId("c"),
        title=title,
        syllabus=(TopicId(word),),
        note=title,
        sources=(word,),
        items=(item,),
        requires=(ConceptId(word),),
        drills=(DrillId(word),),
    )
    extension = Extension(extend=ConceptId("c"), items=(item,))
    bank = Bank(id=BankId(word), title=title, concepts=(concept,), extensions=(extension,))
    parsed = parse_bank(as_file(bank))
    assert (parsed.bank, parsed.faults) == (bank, ())


def test_every_value_knows_its_place() -> None:
    parsed = parse(BANK)
    assert parsed.bank is not None
    (concept,) = parsed.bank.concepts
    items = {item.id: item for item in concept.items}
    choice, number, cloze = (items[ItemId(f"conv/{slug}")] for slug in ("floor", "width", "word"))
    assert isinstance(choice, Choice) and isinstance(number, Number) and isinstance(cloze, Cloze)
    typed = cloze.blanks[1]
    known = {
        "nets\n": parsed.places.of(parsed.bank, "bank"),
        "{ja: ネットワーク": parsed.places.of(parsed.bank.title),
        "id: conv": parsed.places.of(concept),
        "e.dl.conv": parsed.places.of(concept, "syllabus/0"),
        "id: floor": parsed.places.of(choice),
        "text: {ja: 0で": parsed.places.of(choice.options[1]),
        "{ja: 0で": parsed.places.of(choice.options[1].text),
        "W: int": parsed.places.of(number, "params/W"),
        "W - K != 4": parsed.places.of(number, "where"),
        "value: W\n": parsed.places.of(number.slips[1]),
        "stride]": parsed.places.of(typed, "accept/1"),
    }
    assert known == {snippet: place(BANK, snippet) for snippet in known}


def test_a_field_that_is_not_written_stands_where_its_owner_stands() -> None:
    parsed = parse(BANK)
    assert parsed.bank is not None
    item = next(parsed.bank.items())
    assert parsed.places.of(item, "where") == place(BANK, "id: floor")


@dataclass(frozen=True)
class Case:
    """A small edit of a good file, and the fault it causes."""

    name: str
    old: str
    new: str
    """May hold a `¦`: the fault stands where it does."""
    fault: str
    """Code and message."""
    hint: str | None = None
    at: str = ""
    """Where the fault stands, when that is not in the edited part."""


def broken(source: str, case: Case) -> tuple[str, Fault]:
    """Return the edited file and the fault expected in it."""
    source = edited(source, case.old, case.new)
    at = place(source, case.at or "¦")
    code, _, message = case.fault.partition(": ")
    return source.replace("¦", ""), Fault(at, code, message, case.hint)


NOTE = BANK[BANK.index("    note:") : BANK.index("    sources:")]
CONCEPTS = BANK[BANK.index("concepts:") :]
ALL_KINDS = "one of recall, choice, multi, number, cloze, code, order, match"

CASES = [
    Case(
        "a key nobody knows, with the near miss",
        "as_of:",
        "¦asof:",
        "unknown-key: `asof` is not known here",
        'Did you mean "as_of"?',
    ),
    Case(
        "a key nobody knows, near nothing",
        "{text: w - k + 1, right: true}",
        "{text: w - k + 1, right: true, ¦zzz: 1}",
        "unknown-key: `zzz` is not known here",
        "known here: text, right, why",
    ),
    Case(
        "a key of another kind",
        "steps:\n",
        "¦options: []\n        steps:\n",
        "unknown-key: `options` is not known here",
        "`options` belongs to `choice`, `multi`",
    ),
    Case(
        "a text with a comma",
        "en: The floor drops them.}",
        "en: Why is it done, ¦mainly?}",
        "unknown-key: A comma ended the text before `mainly?`.",
        "Put the text into single quotes: {ja: '...', en: '...'}.",
    ),
    Case(
        "a text with a comma, and a space after it",
        "en: The floor drops them.}",
        "en: Why is it done, ¦mainly }",
        "unknown-key: A comma ended the text before `mainly`.",
        "Put the text into single quotes: {ja: '...', en: '...'}.",
    ),
    Case(
        "a filling with a comma",
        "{text: w - k + 1, right: true}",
        "{text: f(w, ¦k), right: true}",
        "unknown-key: A comma ended the text before `k)`.",
        "Put the text that holds the comma into single quotes.",
    ),
    Case(
        "an unknown key without a value",
        "bank: nets\n",
        "bank: nets\n¦authors:\n",
        "unknown-key: `authors` is not known here",
        "known here: bank, title",
    ),
    Case(
        "a full-width colon in braces",
        "{text: w - k + 1, right: true}",
        "{text: w - k + 1, right: true, why¦：x}",
        'unknown-key: A full-width "：" is no sign of YAML.',
        'Type ": " instead.',
    ),
    Case(
        "a full-width brace",
        "{ja: 床関数で切り捨てる。, en: The floor drops them.}",
        "¦｛ja：床関数で切り捨てる。、en：The floor drops them.｝",
        "one-language: `why` has no English",
        'Type "{" instead.',
    ),
    Case(
        "a full-width bracket",
        "[e.dl.conv]",
        "¦［e.dl.conv］",
        "shape: `syllabus` must be a list",
        'Type "[" instead.',
    ),
    Case("a concept without a note", NOTE, "", "missing: `note` is missing", at="id: conv"),
    Case(
        "an option without a text",
        "text: {ja: 0で埋められる, en: They are padded}\n            why",
        "¦why",
        "missing: `text` is missing",
    ),
    Case(
        "a text without English",
        "{ja: 床関数で切り捨てる。, en: The floor drops them.}",
        "¦{ja: 床関数で切り捨てる。}",
        "missing: `en` is missing",
    ),
    Case(
        "an item without a kind",
        "kind: order\n        ",
        "",
        "missing: `kind` is missing",
        ALL_KINDS,
        at="id: steps",
    ),
    Case(
        "a kind with a typo",
        "kind: order",
        "kind: ¦ordr",
        "unknown-kind: `ordr` is not a kind",
        'Did you mean "order"?',
    ),
    Case("a kind near nothing", "kind: order", "kind: ¦'?'", "unknown-kind: `?` is not a kind", ALL_KINDS),
    Case(
        "a kind that is a list",
        "kind: order",
        "kind: [order]",
        "missing: `kind` is missing",
        ALL_KINDS,
        at="id: steps",
    ),
    Case("a level in words", "level: 3", "level: ¦high", "value: `level` must be a whole number, not `high`"),
    Case(
        "a level with decimals", "level: 3", "level: ¦3.0", "value: `level` must be a whole number, not `3.0`"
    ),
    Case("no level at all", "level: 3", "level:¦", "value: `level` must be a whole number, not ``"),
    Case("a level that is a list", "level: 3", "level: ¦[3]", "shape: `level` must be a whole number"),
    Case(
        "yes for true", "1, right: true", "1, right: ¦yes", "value: `right` must be true or false, not `yes`"
    ),
    Case(
        "a tolerance that is no number",
        "answer: W",
        "tolerance: ¦nan\n        answer: W",
        "value: `tolerance` must be a number, not `nan`",
    ),
    Case(
        "an endless tolerance",
        "answer: W",
        "tolerance: ¦1e999\n        answer: W",
        "value: `tolerance` must be a number, not `1e999`",
    ),
    Case(
        "a blank with a name",
        "1:\n            accept",
        "¦one:\n            accept",
        "value: `a key of blanks` must be a whole number, not `one`",
    ),
    Case(
        "a blank numbered twice",
        "          2:\n",
        "          2: []\n          ¦02:\n",
        "value: `a key of blanks` must be a whole number, not `02`",
    ),
    Case("a swap of three", "swap: [2, 3]", "swap: ¦[1, 2, 3]", "shape: `swap` must be a list of 2"),
    Case("a list that is a text", "[e.dl.conv]", "¦e.dl.conv", "shape: `syllabus` must be a list"),
    Case(
        "a mapping that is a text",
        "{W: int 8..12, K: odd 3..5}",
        "¦int 8..12",
        "shape: `params` must be a mapping",
    ),
    Case("a text that is a list", "where: W - K != 4", "where: ¦[W]", "shape: `where` must be a text"),
    Case(
        "a slip that is a text",
        "- value: W\n            why: {ja: パディングはない。, en: There is no padding.}",
        "- ¦W",
        "shape: `slips` must be a mapping of value, why",
    ),
    Case(
        "an item that is a text",
        "- id: front\n",
        "- ¦front\n      - id: front\n",
        "shape: `items` must be a mapping with `kind`",
    ),
    Case(
        "one language for a sentence",
        "{ja: 層の順である。, en: It is the order of the layers.}",
        "¦Layers.",
        "one-language: `why` has no English",
        "write {ja: ..., en: ...}",
    ),
    Case(
        "Japanese for both languages",
        "right: {ja: 入力, en: input}",
        "right: ¦入力",
        "one-language: `right` has no English",
        "write {ja: ..., en: ...}",
    ),
    Case(
        "a bank without a title",
        "title: {ja: ネットワーク, en: Networks}\n",
        "",
        "missing: `title` is missing",
        at="format: 1",
    ),
    Case(
        "a bank key nobody knows",
        "bank: nets\n",
        "bank: nets\n¦author: me\n",
        "unknown-key: `author` is not known here",
        "known here: bank, title",
    ),
    Case("concepts that are none", CONCEPTS, "concepts: ¦none", "shape: `concepts` must be a list"),
    Case("an empty list of concepts", CONCEPTS, "concepts: ¦[]", "empty: `concepts` is empty"),
    Case("no concepts", CONCEPTS, "", "missing: `concepts` is missing", at="format: 1"),
    Case(
        "a concept that is a list",
        "  - id: conv\n",
        "  - ¦[]\n  - id: conv\n",
        "shape: `this` must be a mapping of id, title, note, sources, items, syllabus, requires, drills",
    ),
    Case(
        "no format",
        "format: 1\n",
        "",
        "format: `format` is missing",
        "begin the file with `format: 1`",
        at="bank: nets",
    ),
    Case(
        "a newer format",
        "format: 1",
        "format: ¦2",
        "format: format `2` is not known",
        "upgrade examprep to read it",
    ),
    Case(
        "an older format",
        "format: 1",
        "format: ¦0",
        "format: format `0` is not known",
        "this examprep reads `format: 1`",
    ),
    Case(
        "a format in other digits",
        "format: 1",
        "format: ¦²",
        "format: format `²` is not known",
        "this examprep reads `format: 1`",
    ),
    Case(
        "a file that is a list",
        BANK,
        "¦[bank]",
        "shape: the file must be a mapping that begins with `format: 1`",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_told_with_its_place(case: Case) -> None:
    source, fault = broken(BANK, case)
    assert parse(source).faults == (fault,)


def test_all_faults_come_at_once_in_reading_order() -> None:
    source = BANK
    for old, new in (
        ("bank: nets", "bank: [nets]"),
        ("kind: choice", "kind: choise"),
        ("level: 3", "level: high"),
        ("accept:", "accepts:"),
        ("language: numpy\n        ", ""),
        ("swap: [2, 3]", "swap: [2, x]"),
        ("as_of:", "asof:"),
    ):
        source = edited(source, old, new)
    found = parse(source).faults
    assert [(fault.at, fault.code) for fault in found] == [
        (place(source, "[nets]"), "shape"),
        (place(source, "choise"), "unknown-kind"),
        (place(source, "high"), "value"),
        (place(source, "accepts:"), "unknown-key"),
        (place(source, "accepts:"), "missing"),
        (place(source, "id: loop"), "missing"),
        (place(source, "x], why"), "value"),
        (place(source, "asof:"), "unknown-key"),
    ]


def test_items_of_a_concept_that_cannot_be_read_are_kept_with_their_places() -> None:
    source = edited(BANK, "title: {ja: 畳み込み, en: Convolution}", "title: {ja: 畳み込み}")
    parsed = parse(source)
    assert parsed.bank is not None
    items = list(parsed.bank.items())
    assert [item.id for item in items] == [item.id for item in bank_of(BANK).items()]
    assert parsed.places.of(items[0]) == place(source, "id: floor")
    assert [fault.code for fault in parsed.faults] == ["missing"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("value: W\n", "value: ¦W ^ K\n", '"^" is not part of the language. A power is written **.'),
        ("answer: W", "answer: ¦V", 'The name "V" is not known.'),
        ("W: int 8..12", "¦W: int 12..8", "the range `12..8` is empty"),
    ],
)
def test_what_cannot_be_drawn_is_told_where_its_cause_stands(old: str, new: str, why: str) -> None:
    source = edited(BANK, old, new)
    _, faults = read_bank(source.replace("¦", "").encode())
    assert faults == (Fault(place(source, "¦"), "draw", f"`conv/width` cannot be drawn: {why}"),)


def test_what_does_not_fit_is_left_out_and_the_rest_is_read() -> None:
    source = edited(
        edited(BANK, "kind: choice", "kind: choise"), "title: {ja: ネットワーク", "titel: {ja: ネットワーク"
    )
    bank = parse(source).bank
    assert bank is not None
    assert [kind_of(item) for item in bank.items()] == [
        "multi",
        "number",
        "cloze",
        "code",
        "order",
        "match",
        "recall",
    ]


@pytest.mark.parametrize("source", [b"", b"\xff", b"a: [", b"# nothing\n", b"a: 1\n---\nb: 2"])
def test_no_bank_without_a_fault(source: bytes) -> None:
    parsed = parse_bank(source)
    assert parsed.bank is None
    assert parsed.faults
    assert parse_syllabus(source) == (None, parsed.faults)


def test_a_syllabus_is_read_as_a_tree() -> None:
    syllabus, found = parse_syllabus(SYLLABUS.encode())
    assert found == ()
    assert syllabus is not None
    assert (syllabus.exam, syllabus.version, syllabus.as_of) == (Exam.E, "1", "2026-01-01")
    (area,) = syllabus.areas
    assert area == Topic(
        id=TopicId("e.dl"),
        title=Text("深層学習", "Deep learning"),
        children=(
            Topic(id=TopicId("e.dl.conv"), title=Text("畳み込み", "Convolution")),
            Topic(id=TopicId("e.dl.pool"), title=Text("プーリング", "Pooling")),
        ),
    )


SYLLABUS_CASES = [
    Case("an exam nobody knows", "exam: e", "exam: ¦x", "value: `exam` must be one of e, g"),
    Case("no exam", "exam: e\n", "", "value: `exam` must be one of e, g", at="format: 1"),
    Case("no areas", SYLLABUS[SYLLABUS.index("areas:") :], "", "missing: `areas` is missing", at="format: 1"),
    Case(
        "a key nobody knows",
        "- id: e.dl.pool",
        "- ¦ids: 1\n        id: e.dl.pool",
        "unknown-key: `ids` is not known here",
        'Did you mean "id"?',
    ),
    Case(
        "a topic without English",
        "title: {ja: プーリング, en: Pooling}",
        "title: ¦プーリング",
        "one-language: `title` has no English",
        "write {ja: ..., en: ...}",
    ),
]


@pytest.mark.parametrize("case", SYLLABUS_CASES, ids=lambda case: case.name)
def test_a_fault_of_a_syllabus_is_told_with_its_place(case: Case) -> None:
    source, fault = broken(SYLLABUS, case)
    assert parse_syllabus(source.encode())[1] == (fault,)


def test_all_faults_of_a_syllabus_come_at_once_in_reading_order() -> None:
    source = edited(
        edited(SYLLABUS, "exam: e", "exam: x"), "title: {ja: プーリング", "titel: {ja: プーリング"
    )
    syllabus, found = parse_syllabus(source.encode())
    assert syllabus is None
    assert [(fault.at, fault.code) for fault in found] == [
        (place(source, "x\n"), "value"),
        (place(source, "id: e.dl.pool"), "missing"),
        (place(source, "titel"), "unknown-key"),
    ]


def test_banks_are_the_yaml_files_below_a_folder(tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "banks"
    for name in ("b/z.yaml", "b/a.yml", "a.yaml", ".#a.yaml", "notes.txt", "x.yaml/deep.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    names = [str(path.relative_to(folder)) for path in bank_paths(folder)]
    assert names == ["a.yaml", "b/a.yml", "b/z.yaml", "x.yaml/deep.yaml"]
