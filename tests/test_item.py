"""Items as values: their languages, their names, and a digest that changes with any word of them."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.item import (
    KINDS,
    Choice,
    Cloze,
    Item,
    ItemId,
    Lang,
    Number,
    Option,
    Recall,
    Text,
    TextSlip,
    TypedBlank,
    digest_of,
    kind_of,
    texts_of,
)

READ = {
    Lang.JA: "層",
    Lang.EN: "layer",
    Lang.BOTH: "層\nlayer",
}


@pytest.mark.parametrize("lang", READ)
def test_a_text_is_read_in_a_language(lang: Lang) -> None:
    assert Text("層", "layer").read(lang) == READ[lang]


def test_both_languages_stand_once_where_they_are_the_same_and_without_a_gap() -> None:
    assert Text("CNN", "CNN").read(Lang.BOTH) == "CNN"
    assert Text("層\n\n", "layer\n").read(Lang.BOTH) == "層\nlayer\n"


def number(answer: str = "1") -> Number:
    return Number(id=ItemId("conv/size"), level=3, ask=Text("問", "?"), answer=answer)


def test_an_item_belongs_to_the_concept_its_id_begins_with() -> None:
    assert number().concept == "conv"


def test_a_kind_is_named_as_in_a_bank() -> None:
    assert kind_of(number()) == "number"
    assert {name: type_.__struct_config__.tag for name, type_ in KINDS.items()} == {
        name: name for name in KINDS
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_that_is_misspelt_is_refused(kind: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field `answr`"):
        msgspec.convert({"kind": kind, "answr": "1"}, Item)


def test_every_text_is_found_however_deep() -> None:
    words = [Text(word, word) for word in "abcdef"]
    item = Cloze(
        id=ItemId("a/b"),
        level=1,
        ask=words[0],
        why=words[1],
        blanks={
            1: (Option(words[2], right=True), Option(words[3], why=words[4])),
            2: TypedBlank(("word",), (TextSlip("slip", words[5]),)),
        },
    )
    assert sorted(texts_of(item), key=lambda text: text.ja) == words
    assert list(texts_of("no text")) == []


def test_a_digest_tells_any_change() -> None:
    options = (Option(Text("a", "a"), right=True), Option(Text("b", "b")))
    plain = Choice(id=ItemId("a/b"), level=1, ask=Text("問", "?"), options=options)
    changed: list[Item] = [
        plain,
        msgspec.structs.replace(plain, level=2),
        msgspec.structs.replace(plain, ask=Text("問", "??")),
        msgspec.structs.replace(plain, options=options[::-1]),
        msgspec.structs.replace(plain, where="1 < 2"),
        msgspec.structs.replace(plain, as_of="2026"),
        Recall(id=ItemId("a/b"), level=1, ask=Text("問", "?"), answer=Text("問", "?")),
    ]
    assert len({digest_of(item) for item in changed}) == len(changed)


def test_a_digest_is_the_same_on_every_machine() -> None:
    assert digest_of(number()) == "0106a038d73048dd"  # such digests stand in learners' logs


@given(st.text(), st.text())
def test_different_answers_have_different_digests(one: str, other: str) -> None:
    assert (digest_of(number(one)) == digest_of(number(other))) is (one == other)
