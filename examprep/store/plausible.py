"""What a history from elsewhere must keep to be taken in: values that some examprep could have written.

Hashes prove that a row is what its writer wrote, not that its writer was examprep: whoever makes a file can
make its hashes, too. A year 285,200,616 would come in, and no command could show a log with it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from examprep.core.item import ItemId, Lang
from examprep.core.memory import clamp_weights
from examprep.errors import StoreError
from examprep.store.history import History
from examprep.store.rows import COLUMNS

_LAST_DAY = date.max.toordinal() - 40_000
"""Later, an interval would lead out of the calendar."""
_Moment = Annotated[int, msgspec.Meta(ge=0, le=240_000_000_000_000)]
_Day = Annotated[int, msgspec.Meta(ge=1, le=_LAST_DAY)]
_Due = Annotated[int, msgspec.Meta(ge=1, le=date.max.toordinal())]
_Count = Annotated[int, msgspec.Meta(ge=0, le=10**9)]
_Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
_Size = Annotated[float, msgspec.Meta(ge=0, le=1e12)]
_Offset = Annotated[int, msgspec.Meta(ge=-1439, le=1439)]


class _Row(msgspec.Struct):
    """Any row of the log."""

    at: _Moment
    clock: _Moment
    study_day: _Day


class _Answer(_Row):
    """An answer."""

    tz_offset: _Offset
    outcome: Literal["right", "partial", "wrong", "passed", "rated"]
    rating: Annotated[int, msgspec.Meta(ge=1, le=4)]
    seconds: _Size
    stability_before: _Size | None
    difficulty_before: _Size | None
    last_before: _Day | None
    due_before: _Due | None
    reps_before: _Count | None
    lapses_before: _Count | None
    stability_after: _Size
    difficulty_after: _Size
    last_after: _Day
    due_after: _Due
    reps_after: _Count
    lapses_after: _Count
    predicted: _Share | None
    parameters: _Count


class _Session(msgspec.Struct):
    at: _Moment
    study_day: _Day
    seed: Annotated[int, msgspec.Meta(ge=0)]
    lang: Lang


class _Model(msgspec.Struct):
    version: _Count
    at: _Moment
    retention: Annotated[float, msgspec.Meta(gt=0, lt=1)]
    reviews: _Count


def require_plausible(history: History, path: Path) -> None:
    """Raise `StoreError` for the first thing in a history that no examprep writes."""
    for what, reason in strange(history):
        raise StoreError(
            f"{path} holds what examprep never writes ({what}: {reason}); nothing was changed. "
            "Take in only files that you trust.",
            f"{path} に examprep が書くはずのないものがある（{what}: {reason}）。何も変えていない。"
            "信頼できるファイルだけを取り込む。",
        )


def strange(history: History) -> Iterator[tuple[str, str]]:
    """Yield where something stands that no examprep writes, and what it is."""
    for link in history.links.values():
        row = dict(zip(COLUMNS, link.cells, strict=True))
        wanted = _Answer if row["kind"] == "answer" else _Row
        yield from _misfit(f"review, row {row['seq']}", row, wanted)
    for *cells, queue in history.sessions.values():
        names = ("mode", "at", "study_day", "seed", "lang", "options")
        yield from _misfit("session", dict(zip(names, cells, strict=True)), _Session)
        yield from _undecodable("session", queue, tuple[ItemId, ...])
    yield from (odd for at in history.ends.values() for odd in _misfit("session_end", at, _Moment))
    for events in history.sittings.values():
        for at, event in events:
            yield from _misfit("sitting", at, _Moment)
            yield from _undecodable("sitting", event, Any)
    for at, day, _ in history.marks.values():
        yield from (*_misfit("mark", at, _Moment), *_misfit("mark", day, _Day))
    yield from (odd for at in history.unmarks.values() for odd in _misfit("unmark", at, _Moment))
    for version, (at, weights, retention, reviews, *_) in history.models.items():
        told = {"version": version, "at": at, "retention": retention, "reviews": reviews}
        yield from (*_misfit("model", told, _Model), *_unfit_weights(weights))
    yield from (odd for day, _ in history.styles.values() for odd in _misfit("course", day, _Day))


def _misfit(what: str, value: Any, wanted: Any) -> Iterator[tuple[str, str]]:
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        yield what, str(error)


def _undecodable(what: str, text: str, wanted: Any) -> Iterator[tuple[str, str]]:
    try:
        msgspec.json.decode(text, type=wanted)
    except (msgspec.DecodeError, RecursionError) as error:
        yield what, str(error)


def _unfit_weights(text: str) -> Iterator[tuple[str, str]]:
    """Yield why a list is none of FSRS-6's parameters, which it would fail on again and again."""
    try:
        weights = msgspec.json.decode(text, type=tuple[float, ...])
        fits = clamp_weights(weights) == tuple(round(weight, 4) for weight in weights)
    except (msgspec.DecodeError, RecursionError, ValueError):
        fits = False
    if not fits:
        yield "model", "its weights are none of FSRS-6"
