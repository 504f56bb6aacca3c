"""The chance of a right answer by guessing: one in as many answers as can be given at all."""

from __future__ import annotations

from itertools import combinations, permutations, product

import pytest

from examprep.core.chance import chance_of, knowing
from examprep.core.item import (
    Blank,
    Choice,
    Cloze,
    Code,
    Item,
    ItemId,
    Match,
    Multi,
    Number,
    Option,
    Order,
    Pair,
    Recall,
    Text,
    TypedBlank,
)

T = Text("字", "text")
ID = ItemId("a/1")
TYPED = TypedBlank(("softmax",))


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(T, right=n == 0) for n in range(count))


def cloze(*blanks: Blank) -> Cloze:
    return Cloze(id=ID, level=1, ask=T, blanks=dict(enumerate(blanks, 1)))


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_of_options_one_is_right(count: int) -> None:
    assert chance_of(Choice(id=ID, level=1, ask=T, options=options(count))) == pytest.approx(1 / count)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_of_several_options_any_but_none_can_be_picked(count: int) -> None:
    picks = [pick for size in range(1, count + 1) for pick in combinations(range(count), size)]

    assert chance_of(Multi(id=ID, level=1, ask=T, options=options(count))) == pytest.approx(1 / len(picks))


@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_of_orders_and_of_pairs_there_are_as_many_as_permutations(count: int) -> None:
    ways = len(list(permutations(range(count))))
    pairs = tuple(Pair(T, T) for _ in range(count))

    assert chance_of(Order(id=ID, level=1, ask=T, steps=(T,) * count)) == pytest.approx(1 / ways)
    assert chance_of(Match(id=ID, level=1, ask=T, pairs=pairs)) == pytest.approx(1 / ways)


@pytest.mark.parametrize("counts", [(2,), (3, 4), (2, 3, 5)])
def test_every_blank_is_guessed_by_itself(counts: tuple[int, ...]) -> None:
    ways = len(list(product(*(range(count) for count in counts))))
    blanks = dict(enumerate(map(options, counts), 1))
    code = Code(id=ID, level=4, ask=T, language="numpy", program="", blanks=blanks)

    assert chance_of(cloze(*map(options, counts))) == pytest.approx(1 / ways)
    assert chance_of(code) == pytest.approx(1 / ways)


NEVER: list[Item] = [
    cloze(TYPED),
    cloze(options(2), TYPED),
    Number(id=ID, level=3, ask=T, answer="1"),
    Recall(id=ID, level=1, ask=T, answer=T),
]


@pytest.mark.parametrize("item", NEVER)
def test_what_is_typed_or_remembered_is_not_guessed(item: Item) -> None:
    assert chance_of(item) == 0


@pytest.mark.parametrize(("recall", "chance", "right"), [(0, 0.25, 0.25), (1, 0.25, 1), (0.5, 0.5, 0.75)])
def test_who_does_not_recall_guesses(recall: float, chance: float, right: float) -> None:
    assert knowing(recall, chance) == pytest.approx(right)
