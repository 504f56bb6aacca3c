"""What a learner hands over for item analysis: answers without the person.

A line tells no name, no machine, no date, no time of day, and nothing that was typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, TypeAlias

import msgspec

from examprep.core.aside import Aside, Mark
from examprep.core.day import StudyDay
from examprep.core.draw import Question, draw_question
from examprep.core.item import Choice, Cloze, Code, Item, ItemId, Multi, Option, digest_of
from examprep.core.library import Library
from examprep.core.memory import Review
from examprep.core.response import Arranged, Filled, Paired, Picked, Response

UNMEASURED = frozenset({"drill"})
"""Modes whose answers take a time that nobody measured."""

Learner = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{8,64}$")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Count = Annotated[int, msgspec.Meta(ge=0, le=10**9)]
Outcome: TypeAlias = Literal["right", "partial", "wrong", "passed", "rated"]


class _Line(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag=str.lower, tag_field="kind"
):
    """What every line begins with."""

    schema: Literal[1] = 1
    learner: Learner
    """Random, and the same only within one export."""
    item: Name


class Attempt(_Line, frozen=True, kw_only=True):
    """One answer."""

    n: Annotated[int, msgspec.Meta(ge=1, le=10**9)]
    """Which line of its learner's answers it is, in the order they were given."""
    digest: Name
    """Of the item as it was asked."""
    mode: Key
    day: Count
    """Days since the first answer of the export."""
    earlier: Count
    """Answers to the item before it, also those that are not exported."""
    first: bool
    """Whether it is the first answer to its item on its day that was marked."""
    outcome: Outcome
    chosen: Annotated[tuple[Key, ...], msgspec.Meta(max_length=100)] | None
    """Keys of what was chosen, none of what was typed; `None` where the item was changed since."""
    slips: Annotated[tuple[Key, ...], msgspec.Meta(max_length=100)]
    seconds: Annotated[float, msgspec.Meta(ge=0, le=1e6)] | None
    predicted: Annotated[float, msgspec.Meta(ge=0, le=1)] | None
    """Recall expected just before; `None` where nothing was."""


class Flag(_Line, frozen=True, kw_only=True):
    """An item that the learner believes to be wrong."""

    note: Annotated[str, msgspec.Meta(max_length=10_000)] | None = None
    """What they wrote about it, where they agreed to hand that over too."""


Line: TypeAlias = Attempt | Flag


def export_attempts(
    reviews: Iterable[Review], library: Library, learner: str, since: StudyDay | None = None
) -> Iterator[Attempt]:
    """Yield the answers of a log, in its order, as far as they are given on a day or later."""
    digests = {id: digest_of(item) for id, item in library.items.items()}
    earlier: Counter[ItemId] = Counter()
    marked: set[tuple[ItemId, StudyDay]] = set()
    begun: StudyDay | None = None
    number = 0
    for review in reviews:
        times, is_first = earlier[review.item], _is_first(review, marked)
        earlier[review.item] += 1
        if since is not None and review.day < since:
            continue
        begun = review.day if begun is None else begun
        number += 1
        yield Attempt(
            learner=learner,
            n=number,
            item=review.item,
            digest=review.digest,
            mode=review.mode,
            day=max(review.day - begun, 0),
            earlier=times,
            first=is_first,
            outcome=msgspec.convert(review.outcome, Outcome),
            chosen=_chosen_in(review, library, digests),
            slips=tuple(review.slip.split(",")) if review.slip else (),
            seconds=None if review.mode in UNMEASURED else round(review.seconds, 1),
            predicted=None if review.predicted is None else round(review.predicted, 4),
        )


def export_flags(
    marks: Iterable[Mark], learner: str, since: StudyDay | None = None, *, notes: bool = False
) -> Iterator[Flag]:
    """Yield the items flagged, without what was written about them unless that is asked for."""
    for mark in marks:
        if mark.kind is Aside.FLAGGED and (since is None or mark.day >= since):
            yield Flag(learner=learner, item=mark.item, note=mark.note if notes and mark.note else None)


def options_of(item: Item) -> dict[str, Option]:
    """Return everything that can be chosen in an item, by the keys that attempts name it with."""
    match item:
        case Choice(options=options) | Multi(options=options):
            return {f"options/{index}": option for index, option in enumerate(options)}
        case Cloze(blanks=blanks):
            chosen = {number: blank for number, blank in blanks.items() if isinstance(blank, tuple)}
            return _fillings(chosen)
        case Code(blanks=blanks):
            return _fillings(blanks)
        case _:
            return {}


def _fillings(blanks: dict[int, tuple[Option, ...]]) -> dict[str, Option]:
    return {f"blanks/{n}/{index}": option for n in sorted(blanks) for index, option in enumerate(blanks[n])}


def _is_first(review: Review, marked: set[tuple[ItemId, StudyDay]]) -> bool:
    """Tell whether an answer is the first one marked on its day, and remember it."""
    occasion = (review.item, review.day)
    if review.outcome == "rated" or occasion in marked:
        return False
    marked.add(occasion)
    return True


class _Told(msgspec.Struct):
    """What the log keeps of an answer."""

    response: Response
    seed: int


def _chosen_in(review: Review, library: Library, digests: dict[ItemId, str]) -> tuple[str, ...] | None:
    """Return the keys of what was chosen; only the item as it was asked can tell them."""
    if digests.get(review.item) != review.digest:
        return None
    try:
        told = msgspec.json.decode(review.answer, type=_Told)
    except msgspec.DecodeError:
        return None
    match told.response:
        case Picked() | Filled() | Arranged() | Paired():
            return chosen_keys(draw_question(library.items[review.item], told.seed), told.response)
        case _:
            return ()


def chosen_keys(question: Question, response: Response) -> tuple[str, ...]:
    """Return the keys, as the bank counts from 0, of what a response chose."""
    match response:
        case Picked(places=places):
            return tuple(f"options/{question.order[place - 1]}" for place in places)
        case Arranged(places=places):
            return tuple(f"steps/{question.order[place - 1]}" for place in places)
        case Paired(places=places):
            return tuple(f"pairs/{left}/{question.order[place - 1]}" for left, place in enumerate(places))
        case Filled(entries=entries):
            assert isinstance(question.item, Cloze | Code)
            filled = zip(sorted(question.item.blanks), entries, question.orders, strict=True)
            return tuple(f"blanks/{n}/{order[int(entry) - 1]}" for n, entry, order in filled if order)
        case _:
            return ()
