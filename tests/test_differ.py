"""A changed bank: what learners' histories notice, and what they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep.core.bank import Bank
from examprep.core.differ import NOTICED, Change, Difference, differences
from examprep.core.item import ItemId
from examprep.loader.banks import parse_bank

GOOD = Path(__file__).with_name("data").joinpath("good", "banks", "nets.yaml").read_text(encoding="utf-8")
FRONT = GOOD[GOOD.index("      - id: front\n") :]


def bank(source: str) -> Bank:
    parsed = parse_bank(source.encode())
    assert parsed.bank is not None and not parsed.faults, parsed.faults
    return parsed.bank


def compared(old: str, new: str) -> tuple[Difference, ...]:
    return differences([bank(old)], [bank(new)])


def test_the_same_bank_has_no_difference() -> None:
    assert compared(GOOD, GOOD + "# a comment\n") == ()


W, M, S, R = Change.WORDING, Change.MEANING, Change.SLIPS, Change.REWORDED
RIGHT = "Local connections}\n            right: true"
DOUBLED = "{ja: 0で2倍にされる, en: They are doubled}"
CASES = [
    ("a reason", "The floor drops them.", "The floor function drops them.", "floor", W, ("why",)),
    ("an option's reason", "Padding does that.", "That is padding.", "floor", W, ("options",)),
    ("a level", "level: 1\n        ask: {ja: 畳", "level: 2\n        ask: {ja: 畳", "facts", W, ("level",)),
    ("a source", "CS231n, lecture 5", "CS231n, lecture 6", "front", W, ("sources",)),
    ("a comma", "選べ。, en: Select all", "選べ, en: Select all", "facts", W, ("ask",)),
    ("a prompt", "columns left over", "columns cut off", "floor", R, ("ask",)),
    ("a prompt in both", "受容野とは何か。, en: What is a", "受容野は。, en: Say a", "front", R, ("ask",)),
    ("an option in one language", "They are padded", "They will be padded", "floor", R, ("options",)),
    ("an option", "{ja: 0で埋められる, en: They are padded}", DOUBLED, "floor", M, ("options",)),
    ("a step in one language", "en: Convolve}", "en: Convolve it}", "steps", R, ("steps",)),
    ("what is right", RIGHT, RIGHT.partition("\n")[0], "facts", M, ("options",)),
    ("an expression of a text", "input {{W}} wide", "input {{1 * W}} wide", "width", W, ("ask",)),
    ("another form of an answer", "answer: W - K + 1", "answer: 1 + W - K", "width", W, ("answer",)),
    ("another form of a condition", "where: W - K != 4", "where: W != 4 + K", "width", W, ("where",)),
    ("a condition that lets more through", "where: W - K != 4", "where: W - K != 99", "width", M, ("where",)),
    ("another form of a range", "W: int 8..12", "W:  int  8..12", "width", W, ("params",)),
    ("another form of a slip", "value: W - K\n", "value: -K + W\n", "width", W, ("slips",)),
    ("a check", "assert out_size(5, 3) == 3", "assert out_size(5, 3) == 2 + 1", "loop", W, ("check",)),
    ("a drawn range", "W: int 8..12", "W: int 8..13", "width", M, ("params",)),
    ("an answer", "answer: W - K + 1", "answer: W - K + 2", "width", M, ("answer",)),
    ("an accepted word", "[ストライド, stride]", "[ストライド, stride, step]", "word", M, ("blanks",)),
    ("a program", "def out_size(w, k):\n", "def out_size(w, k):  # 1\n", "loop", M, ("program",)),
    ("the order of steps", "{ja: 畳み込む, en: Convolve}", "{ja: 畳む, en: Fold}", "steps", M, ("steps",)),
    ("a slip", "value: W - K\n", "value: W - K - 1\n", "width", S, ("slips",)),
    ("a slip's reason", "The last place was not counted.", "One is missing", "width", W, ("slips",)),
    ("a blank's slip", "text: padding,", "text: pad,", "word", S, ("blanks",)),
    ("a note", "wide.\n    sources", "wide now.\n    sources", "card", W, ("answer",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "slug", "change", "fields"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_change_is_weighed(old: str, new: str, slug: str, change: Change, fields: tuple[str, ...]) -> None:
    assert GOOD.count(old) == 1, old
    assert compared(GOOD, GOOD.replace(old, new)) == (Difference(ItemId(f"conv/{slug}"), change, fields),)


def test_options_in_another_order_are_the_same_question_with_slips_at_other_places() -> None:
    padded = GOOD[GOOD.index("          - text: {ja: 0で") : GOOD.index("          - text: {ja: 平均される")]
    moved = GOOD.replace(padded, "").replace("        options:\n", f"        options:\n{padded}", 1)

    assert compared(GOOD, moved) == (Difference(ItemId("conv/floor"), Change.SLIPS, ("options",)),)


def test_an_item_is_added_or_removed() -> None:
    shorter = GOOD.replace(FRONT, "")
    assert compared(GOOD, shorter) == (Difference(ItemId("conv/front"), Change.REMOVED),)
    assert compared(shorter, GOOD) == (Difference(ItemId("conv/front"), Change.ADDED),)


def test_a_new_id_with_the_same_content_is_probably_a_new_name() -> None:
    (found,) = compared(GOOD, GOOD.replace("id: front", "id: back"))
    assert found == Difference(ItemId("conv/front"), Change.RENAMED, became=ItemId("conv/back"))


def test_another_kind_asks_something_else() -> None:
    answer = FRONT[FRONT.index("        answer: ") : FRONT.index("        as_of")]
    number = FRONT.replace("kind: recall", "kind: number").replace(answer, "        answer: 3\n")
    source = GOOD.replace(FRONT, number)
    assert compared(GOOD, source) == (Difference(ItemId("conv/front"), Change.MEANING, ("kind",)),)


def test_a_concept_that_moves_to_another_bank_keeps_its_histories() -> None:
    moved = GOOD.replace("bank: nets", "bank: other")
    assert compared(GOOD, moved) == ()


def test_the_worst_comes_first_and_additions_are_not_noticed() -> None:
    new = GOOD.replace("id: front", "id: fresh").replace("What is a receptive field?", "What does one see?")
    new = new.replace("受容野とは何か。", "何が見えるか。").replace("The floor drops them.", "It drops them.")

    found = [(one.item, one.change) for one in compared(GOOD, new)]

    assert found == [
        ("conv/front", Change.REMOVED), ("conv/floor", Change.WORDING), ("conv/fresh", Change.ADDED)
    ]  # fmt: skip
    assert Change.REMOVED in NOTICED and Change.ADDED not in NOTICED
