"""The library: banks merged, flashcards made, concepts measured, and items selected by what is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.bank import Bank, BankId, Concept, Extension
from examprep.core.item import Choice, ConceptId, Item, ItemId, Number, Option, Recall, Text
from examprep.core.library import (
    Filter,
    Library,
    card_of,
    concerns,
    is_card,
    items_of,
    merge_banks,
    select_items,
)
from examprep.core.syllabus import Exam, Syllabus, Topic, TopicId, is_under


def text(word: str) -> Text:
    return Text(f"{word}。", f"{word}.")


def choice(id: str) -> Choice:
    return Choice(id=ItemId(id), level=1, ask=text("?"), options=(Option(text("a"), right=True),))


def number(id: str) -> Number:
    return Number(id=ItemId(id), level=3, ask=text("?"), answer="1")


def recall(id: str) -> Recall:
    return Recall(id=ItemId(id), level=1, ask=text("?"), answer=text("!"))


def concept(
    id: str, *items: Item, syllabus: Iterable[str] = ("e.dl.cnn",), requires: Iterable[str] = ()
) -> Concept:
    return Concept(
        id=ConceptId(id),
        title=text(id),
        syllabus=tuple(TopicId(topic) for topic in syllabus),
        note=text(f"note of {id}"),
        sources=(f"source of {id}",),
        items=items,
        requires=tuple(ConceptId(other) for other in requires),
    )


def bank(id: str, *concepts: Concept, extend: dict[str, tuple[Item, ...]] | None = None) -> Bank:
    extensions = tuple(
        Extension(extend=ConceptId(host), items=items) for host, items in (extend or {}).items()
    )
    return Bank(id=BankId(id), title=text(id), concepts=concepts, extensions=extensions)


def library(*concepts: Concept) -> Library:
    return merge_banks([bank("b", *concepts)], {})


# --- merging


def test_concepts_are_sorted_whatever_bank_they_stand_in() -> None:
    merged = merge_banks([bank("one", concept("c"), concept("a")), bank("two", concept("b"))], {})
    assert list(merged.concepts) == ["a", "b", "c"]


@pytest.mark.parametrize(("cards", "ids"), [(False, ["a/2", "b/1"]), (True, ["b/card"])])
def test_of_a_bank_is_asked_what_it_holds_wherever_that_is_put(*, cards: bool, ids: list[str]) -> None:
    two = bank("two", concept("b", choice("b/1")), extend={"a": (choice("a/2"),)})
    merged = merge_banks([bank("one", concept("a", choice("a/1"))), two], {})

    assert [item.id for item in select_items(merged, Filter(bank="two", cards=cards))] == ids


def test_lots_come_as_concepts_rest_on_each_other() -> None:
    above, below = concept("a", choice("a/1"), requires=["b"]), concept("b", choice("b/1"))

    lots = library(above, below).catalogue.lots

    assert [lot.items for lot in lots] == [("b/1",), ("b/card",), ("a/1",), ("a/card",)]


@pytest.mark.parametrize("turned", [False, True])
def test_a_bank_adds_items_to_a_concept_of_another(*, turned: bool) -> None:
    banks = [
        bank("one", concept("a", choice("a/1"))),
        bank("two", concept("b"), extend={"a": (number("a/2"), number("a/3"))}),
    ]
    merged = merge_banks(reversed(banks) if turned else banks, {})
    assert list(merged.items) == ["a/card", "a/1", "a/2", "a/3", "b/card"]


def test_two_banks_extend_the_same_concept_in_their_order() -> None:
    banks = [bank("one", concept("a")), *(bank(n, extend={"a": (number(f"a/{n}"),)}) for n in "xy")]
    assert list(merge_banks(banks, {}).items) == ["a/card", "a/x", "a/y"]


def test_an_extension_of_a_concept_that_is_not_there_is_left_out() -> None:
    assert list(merge_banks([bank("one", extend={"nowhere": (number("nowhere/1"),)})], {}).items) == []


def test_a_bank_lists_every_item_it_writes_down() -> None:
    written = bank("one", concept("a", choice("a/1")), extend={"b": (number("b/2"),)})
    assert [item.id for item in written.items()] == ["a/1", "b/2"]


# --- flashcards


def test_a_concept_yields_a_card_with_its_title_in_front_and_its_note_behind() -> None:
    card = card_of(concept("a", choice("a/1")))
    assert card == Recall(
        id=ItemId("a/card"), level=1, ask=text("a"), answer=text("note of a"), sources=("source of a",)
    )
    assert is_card(card)
    assert not is_card(recall("a/cards"))
    assert not is_card(recall("card/1"))


def test_a_concept_s_items_begin_with_its_card() -> None:
    assert [item.id for item in items_of(concept("a", choice("a/2"), choice("a/1")))] == [
        "a/card",
        "a/2",
        "a/1",
    ]


# --- depth


@dataclass(frozen=True)
class Chain:
    name: str
    requires: dict[str, str]
    """Each concept's letter, and the letters of those it rests on."""
    depths: dict[str, int]


CHAINS = [
    Chain("alone", {"a": ""}, {"a": 0}),
    Chain("one on another", {"a": "b", "b": ""}, {"a": 1, "b": 0}),
    Chain(
        "the longest way counts", {"a": "bd", "b": "c", "c": "d", "d": ""}, {"a": 3, "b": 2, "c": 1, "d": 0}
    ),
    Chain("two on the same", {"a": "c", "b": "c", "c": ""}, {"a": 1, "b": 1, "c": 0}),
    Chain("what is not there rests on nothing", {"a": "x"}, {"a": 1}),
]


def depths_of(requires: dict[str, str]) -> dict[ConceptId, int]:
    return library(*(concept(id, requires=below) for id, below in requires.items())).depths


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)
def test_depth_is_the_longest_chain_below(chain: Chain) -> None:
    assert depths_of(chain.requires) == chain.depths


@given(st.dictionaries(st.sampled_from("abcdef"), st.text("abcdef", max_size=4)))
def test_whatever_rests_on_something_is_deeper_unless_in_a_circle(requires: dict[str, str]) -> None:
    depths = depths_of(requires)
    assert set(depths) == set(requires)
    for id, below in requires.items():
        for other in below:
            if other in requires and id not in reach(other, requires):
                assert depths[ConceptId(id)] > depths[ConceptId(other)]


def reach(start: str, requires: dict[str, str]) -> set[str]:
    """Return every concept that one rests on, and itself."""
    seen, left = {start}, [start]
    while left:
        for below in requires.get(left.pop(), ""):
            if below not in seen:
                seen.add(below)
                left.append(below)
    return seen


# --- topics


def topic(id: str, *children: Topic) -> Topic:
    return Topic(id=TopicId(id), title=text(id), children=children)


E = Syllabus(
    exam=Exam.E,
    title=text("E"),
    version="1",
    as_of="2026",
    areas=(topic("e.dl", topic("e.dl.cnn", topic("e.dl.cnn.pad")), topic("e.dl.rnn")), topic("e.math")),
)
G = Syllabus(exam=Exam.G, title=text("G"), version="1", as_of="2026", areas=(topic("g.law"),))


def test_topics_are_walked_parents_first() -> None:
    ids = ["e.dl", "e.dl.cnn", "e.dl.cnn.pad", "e.dl.rnn", "e.math"]
    assert [found.id for found in E.topics()] == ids
    assert list(merge_banks([], {Exam.E: E, Exam.G: G}).topics) == [*ids, "g.law"]


UNDER = {
    ("e.dl.cnn", "e.dl.cnn"): True,
    ("e.dl.cnn.pad", "e.dl"): True,
    ("e.dl.cnn", "e"): True,
    ("e.dl", "e.dl.cnn"): False,
    ("e.dlx.cnn", "e.dl"): False,
    ("g.dl", "e"): False,
}


@pytest.mark.parametrize(("below", "root"), UNDER)
def test_a_topic_is_under_another_by_whole_parts_of_its_id(below: str, root: str) -> None:
    assert is_under(below, root) is UNDER[below, root]
    assert concerns(concept("a", syllabus=("x.y", below)), root) is UNDER[below, root]


# --- selecting

WHOLE = library(
    concept("cnn", choice("cnn/1"), recall("cnn/2"), syllabus=("e.dl.cnn", "g.dl")),
    concept("law", number("law/1"), syllabus=("g.law",)),
    concept("rnn", choice("rnn/1"), number("rnn/2"), syllabus=("e.dl.rnn",)),
)


@dataclass(frozen=True)
class Wanted:
    name: str
    filter: Filter
    ids: str


WANTED = [
    Wanted("everything but generated cards", Filter(), "cnn/1 cnn/2 law/1 rnn/1 rnn/2"),
    Wanted("one exam", Filter(exam=Exam.E), "cnn/1 cnn/2 rnn/1 rnn/2"),
    Wanted("the other exam", Filter(exam=Exam.G), "cnn/1 cnn/2 law/1"),
    Wanted("a topic and all below", Filter(topic="e.dl"), "cnn/1 cnn/2 rnn/1 rnn/2"),
    Wanted("a leaf", Filter(topic="e.dl.rnn"), "rnn/1 rnn/2"),
    Wanted("half a name is no topic", Filter(topic="e.dl.r"), ""),
    Wanted("a concept", Filter(concept="cnn"), "cnn/1 cnn/2"),
    Wanted("a kind", Filter(kind="choice"), "cnn/1 rnn/1"),
    Wanted("written cards", Filter(kind="recall"), "cnn/2"),
    Wanted("all cards", Filter(cards=True), "cnn/card cnn/2 law/card rnn/card"),
    Wanted("cards of an exam", Filter(exam=Exam.G, cards=True), "cnn/card cnn/2 law/card"),
    Wanted("no card is a choice", Filter(kind="choice", cards=True), ""),
    Wanted("every part must hold", Filter(Exam.E, "e.dl", "rnn", "number"), "rnn/2"),
    Wanted("parts that exclude each other", Filter(exam=Exam.E, concept="law"), ""),
]


@pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: wanted.name)
def test_a_filter_selects(wanted: Wanted) -> None:
    assert [item.id for item in select_items(WHOLE, wanted.filter)] == wanted.ids.split()


def test_a_library_is_a_value() -> None:
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(WHOLE), type=Library)
    assert msgspec.structs.replace(again, banks=tuple(again.banks)) == WHOLE
    assert again.items == WHOLE.items
