"""The cache of memories: at every commit what replaying the log gives."""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections.abc import Iterable

import msgspec

from examprep.core.item import ItemId
from examprep.core.memory import DEFAULT, Fitted, Memory, Model, Review, replay, review
from examprep.store.log import fetch_reviews, is_newest
from examprep.store.rows import Row, read_memory


def fetch_memories(
    connection: sqlite3.Connection, items: Iterable[ItemId] | None = None
) -> dict[ItemId, Memory]:
    """Return the memories of some items, or of all; an item never seen has none."""
    if items is None:
        found = connection.execute(_EACH)
    else:
        found = connection.execute(_SOME, (msgspec.json.encode(list(items)).decode(),))
    return {ItemId(row["item"]): read_memory(row) for row in found}


def fetch_model(connection: sqlite3.Connection) -> Model:
    """Return the newest memory model; the default until another was kept."""
    found = connection.execute(_MODEL).fetchone()
    if found is None:
        return DEFAULT
    weights = msgspec.json.decode(found["weights"], type=tuple[float, ...])
    return Model(weights, found["retention"], found["version"])


def keep_model(connection: sqlite3.Connection, fitted: Fitted, at: int) -> Model:
    """Keep a model as the newest, under a version of its own, and recompute every memory with it."""
    model = msgspec.structs.replace(fitted.model, version=fetch_model(connection).version + 1)
    columns = {"version": model.version, "at": at, "weights": msgspec.json.encode(model.weights).decode()}
    columns |= {"retention": model.retention, "reviews": fitted.reviews}
    columns |= {"loss": fitted.loss, "loss_before": fitted.loss_before}
    connection.execute(_KEEP_MODEL, columns)
    rebuild(connection)
    return model


def remember(connection: sqlite3.Connection, row: Row, fact: Review) -> None:
    """Follow one appended answer; `fact.after` is what was shown, not necessarily what is true."""
    if not is_newest(connection, row, fact.item):
        recall_anew(connection, fact.item)
        return
    before = fetch_memories(connection, [fact.item]).get(fact.item)
    after = review(before, fact.rating, fact.day, fetch_model(connection))
    _keep(connection, fact.item, after)


def recall_anew(connection: sqlite3.Connection, item: ItemId) -> None:
    """Replay one item from the answers that stand."""
    connection.execute("delete from memory where item = ?", (item,))
    facts = (fact for _, fact in fetch_reviews(connection, item=item))
    for memory in replay(facts, fetch_model(connection)).values():
        _keep(connection, item, memory)


def rebuild(connection: sqlite3.Connection) -> None:
    """Replay every item from the answers that stand."""
    memories = replay((fact for _, fact in fetch_reviews(connection)), fetch_model(connection))
    connection.execute("delete from memory")
    for item, memory in memories.items():
        _keep(connection, item, memory)


def _keep(connection: sqlite3.Connection, item: ItemId, memory: Memory) -> None:
    connection.execute(_KEEP, {"item": item} | msgspec.structs.asdict(memory))


_EACH = "select item, stability, difficulty, last, due, reps, lapses from memory"
_SOME = f"{_EACH} where item in (select value from json_each(?))"  # noqa: S608 - both parts are ours
_MODEL = "select version, weights, retention from model order by version desc limit 1"
_KEEP_MODEL = """
    insert into model (version, at, weights, retention, reviews, loss, loss_before)
    values (:version, :at, :weights, :retention, :reviews, :loss, :loss_before)
"""
_KEEP = """
    insert or replace into memory (item, stability, difficulty, last, due, reps, lapses)
    values (:item, :stability, :difficulty, :last, :due, :reps, :lapses)
"""
