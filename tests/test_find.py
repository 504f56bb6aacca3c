"""Finding: every word must occur, in either language, and the nearest concept comes first."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from examprep.core.bank import Bank, BankId, Concept
from examprep.core.find import find_concepts
from examprep.core.item import Choice, ConceptId, Item, ItemId, Option, Recall, Text
from examprep.core.library import merge_banks
from examprep.core.syllabus import TopicId


def concept(id: str, title: Text, note: Text, *items: Item) -> Concept:
    syllabus = (TopicId("e.x"),)
    return Concept(id=ConceptId(id), title=title, syllabus=syllabus, note=note, sources=("s",), items=items)


def recall(id: str, ask: Text, answer: Text) -> Recall:
    return Recall(id=ItemId(id), level=1, ask=ask, answer=answer)


CONCEPTS = (
    concept(
        "conv-output-size",
        Text("畳み込みの出力サイズ", "Convolution output size"),
        Text("**パディング**と $\\alpha$ で決まる。", "Padding and $\\alpha$ decide it."),
        recall("conv-output-size/floor", Text("端数は？", "The remainder?"), Text("切り捨て。", "Dropped.")),
        Choice(
            id=ItemId("conv-output-size/same"),
            level=2,
            ask=Text("同じサイズ？", "The same size?"),
            options=(Option(Text("ゼロで埋める", "Zeros around"), right=True),),
            why=Text("ストライドは 1。", "The stride is 1."),
        ),
    ),
    concept("padding", Text("パディング", "Padding"), Text("端を埋める。", "The border is filled.")),
    concept(
        "pooling",
        Text("プーリング", "Pooling"),
        Text("小さくする。", "It makes smaller: $\\max$."),
        recall("pooling/pad", Text("パディングは？", "Padding?"), Text("無い。", "None.")),
    ),
)
LIBRARY = merge_banks([Bank(id=BankId("b"), title=Text("b", "b"), concepts=CONCEPTS)], {})


@dataclass(frozen=True)
class Case:
    name: str
    words: str
    hits: list[tuple[str, int]]
    """Concepts, each with its rank."""


CASES = [
    Case("a title", "Pooling", [("pooling", 0)]),
    Case("a part of a word", "pool", [("pooling", 0)]),
    Case("an id", "conv-output", [("conv-output-size", 0)]),
    Case("a title in Japanese", "畳み込み", [("conv-output-size", 0)]),
    Case(
        "the title before the note before the items",
        "パディング",
        [("padding", 0), ("conv-output-size", 1), ("pooling", 2)],
    ),
    Case("case does not matter", "PADDING", [("padding", 0), ("conv-output-size", 1), ("pooling", 2)]),
    Case("width does not matter", "ｐａｄ ﾊﾟﾃﾞｨﾝｸﾞ", [("padding", 0), ("conv-output-size", 1), ("pooling", 2)]),
    Case("an option", "zeros", [("conv-output-size", 2)]),
    Case("a reason", "stride", [("conv-output-size", 2)]),
    Case("an answer", "切り捨て", [("conv-output-size", 2)]),
    Case("marks do not matter", "**", []),
    Case("marks do not part what they stand in", "パディングと", [("conv-output-size", 1)]),
    Case("a formula as it is shown", "α", [("conv-output-size", 1)]),
    Case("a formula as it is written", "\\max", [("pooling", 1)]),
    Case("two words in a title", "size convolution", [("conv-output-size", 0)]),
    Case("one word in the title, one in the note", "convolution padding", [("conv-output-size", 1)]),
    Case("one word in the title, one in an item", "convolution zeros", [("conv-output-size", 2)]),
    Case("one word in the note, one in an item", "padding stride", [("conv-output-size", 2)]),
    Case("words in two items", "remainder stride", [("conv-output-size", 2)]),
    Case("one word is nowhere", "padding softmax", []),
    Case("words of two concepts", "pooling convolution", []),
    Case("no words", " 　", []),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_finds(case: Case) -> None:
    assert [(hit.concept.id, hit.rank) for hit in find_concepts(LIBRARY, case.words)] == case.hits


ITEMS = {
    "サイズ": ["conv-output-size/same"],
    "zeros stride": ["conv-output-size/same"],
    "remainder": ["conv-output-size/floor"],
    "remainder stride": [],
    "convolution": [],
}


@pytest.mark.parametrize("words", ITEMS)
def test_a_hit_names_the_items_that_hold_every_word(words: str) -> None:
    hit = find_concepts(LIBRARY, words)[0]
    assert [item.id for item in hit.items] == ITEMS[words]


def test_equals_come_by_their_ids() -> None:
    again = concept("a-padding", Text("パディング", "Padding"), Text("端。", "Border."))
    library = merge_banks([Bank(id=BankId("b"), title=Text("b", "b"), concepts=(*CONCEPTS, again))], {})
    found = [hit.concept.id for hit in find_concepts(library, "padding") if hit.rank == 0]
    assert found == ["a-padding", "padding"]
