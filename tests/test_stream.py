"""Two streams, each the best first, give one session within its limits, drawn no further than needed."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from examprep.core import stream
from examprep.core.item import ItemId
from examprep.core.lots import Kin, Lot
from examprep.core.narrow import Box, Due
from examprep.core.plan import Limits
from examprep.core.stream import Ranked, choose, rank_boxes, rank_due, rank_new


def ranked(loss: float, item: str) -> Ranked:
    return Ranked(loss, 0, 1, b"", ItemId(item))


def kin(depth: int = 0, level: int = 1) -> Kin:
    return Kin(depth, level, "choice", 0.25, is_card=False, syllabus=())


def dice(item: ItemId) -> bytes:
    return item[::-1].encode()


SEEN = [ranked(-3, "a/1"), ranked(-2, "a/2"), ranked(-1, "b/1")]
NEW = [ranked(-2.5, "c/1"), ranked(-2.4, "c/2"), ranked(-0.5, "d/1")]


@pytest.mark.parametrize(
    ("name", "limits", "expected"),
    [
        ("the better of both comes first, one of a concept", Limits(9), ["a/1", "c/1", "b/1", "d/1"]),
        ("no more than there is room for", Limits(2), ["a/1", "c/1"]),
        ("new ones have their own limit", Limits(9, new=1), ["a/1", "c/1", "b/1"]),
        ("none at all", Limits(9, new=0), ["a/1", "b/1"]),
        ("siblings where they are allowed", Limits(4, a_concept=2), ["a/1", "c/1", "c/2", "a/2"]),
        ("nothing when nothing is wanted", Limits(0), []),
    ],
)
def test_the_best_of_both_is_chosen(name: str, limits: Limits, expected: list[str]) -> None:
    assert list(choose(iter(SEEN), iter(NEW), limits)) == expected, name


def test_no_stream_is_drawn_further_than_needed() -> None:
    def endless(first: str) -> Iterator[Ranked]:
        for number in range(100):
            drawn.append(first)
            yield ranked(number, f"{first}{number}/1")

    drawn: list[str] = []
    choose(endless("a"), endless("n"), Limits(5, new=0))

    assert drawn == ["a"] * 5


def test_what_is_equally_forgotten_comes_as_it_rests_on_each_other_then_as_dice_fall() -> None:
    kinds = {"a": kin(2), "b": kin(1), "c": kin(1, level=2), "d1": kin(1), "far": kin(0)}
    kins = {ItemId(id): one for id, one in kinds.items()}
    due = [
        Due(ItemId(id), days)
        for id, days in [("far", 9.0), ("a", 2.0), ("c", 2.0), ("d1", 2.0), ("b", 2.0), ("x", 1.0)]
    ]

    found = [one.item for one in rank_due(due, kins.get, dice)]

    assert found == ["far", "d1", "b", "c", "a"]


def test_what_is_new_comes_by_loss_then_depth_then_level_without_what_is_known() -> None:
    lots = [
        (0.0, Lot(kin(1), (ItemId("deep"),))),
        (0.0, Lot(kin(0, level=2), (ItemId("hard"),))),
        (0.0, Lot(kin(0), (ItemId("b"), ItemId("known"), ItemId("a")))),
        (-1.0, Lot(kin(7), (ItemId("gains"),))),
    ]

    found = [one.item for one in rank_new(lots, lambda: {ItemId("known")}, dice)]

    assert found == ["gains", "a", "b", "hard", "deep"]


@pytest.mark.parametrize("cuts", [0, 3, 1_000])
def test_what_lies_in_boxes_comes_as_if_all_had_been_looked_into(
    cuts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "CUTS", cuts)
    rng = random.Random(cuts)
    places = {
        (a, b, c): rng.choice([-2.0, -1.0, 0.0, 0.5]) for a in range(4) for b in range(3) for c in (0, 1)
    }
    looked: list[Box] = []

    def within(box: Box) -> dict[tuple[int, int, int], float]:
        return {
            at: loss
            for at, loss in places.items()
            if all(a <= n < b for n, (a, b) in zip(at, box, strict=True))
        }

    def look_into(box: Box) -> list[Ranked]:
        looked.append(box)
        return [ranked(loss, f"{at}/1") for at, loss in within(box).items()]

    whole = Box((0, 4), (0, 3), (0, 2))
    stream_of = rank_boxes([*SEEN], whole, lambda box: max(0.0, -min(within(box).values())), look_into)

    assert next(stream_of) == SEEN[0]
    assert looked == []
    every = [ranked(loss, f"{at}/1") for at, loss in places.items()]
    assert [SEEN[0], *stream_of] == sorted([*SEEN, *every])
    assert len(looked) <= cuts + 1


def test_where_nothing_lies_in_boxes_what_is_ready_comes_in_order() -> None:
    assert list(rank_boxes(SEEN[::-1])) == SEEN
