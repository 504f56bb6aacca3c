"""The cache of memories: at every commit what replaying the log gives."""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections.abc import Iterable

import msgspec

from examprep.core.item import ItemId
from examprep.core.memory import Memory, Review, replay, review
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


def remember(connection: sqlite3.Connection, row: Row, fact: Review) -> None:
    """Follow one appended answer; `fact.after` is what was shown, not necessarily what is true."""
    if not is_newest(connection, row, fact.item):
        recall_anew(connection, fact.item)
        return
    before = fetch_memories(connection, [fact.item]).get(fact.item)
    _keep(connection, fact.item, review(before, fact.rating, fact.day))


def recall_anew(connection: sqlite3.Connection, item: ItemId) -> None:
    """Replay one item from the answers that stand."""
    connection.execute("delete from memory where item = ?", (item,))
    for memory in replay(fact for _, fact in fetch_reviews(connection, item=item)).values():
        _keep(connection, item, memory)


def rebuild(connection: sqlite3.Connection) -> None:
    """Replay every item from the answers that stand."""
    memories = replay(fact for _, fact in fetch_reviews(connection))
    connection.execute("delete from memory")
    for item, memory in memories.items():
        _keep(connection, item, memory)


def _keep(connection: sqlite3.Connection, item: ItemId, memory: Memory) -> None:
    connection.execute(_KEEP, {"item": item} | msgspec.structs.asdict(memory))


_EACH = "select item, stability, difficulty, last, due, reps, lapses from memory"
_SOME = f"{_EACH} where item in (select value from json_each(?))"  # noqa: S608 - both parts are ours
_KEEP = """
    insert or replace into memory (item, stability, difficulty, last, due, reps, lapses)
    values (:item, :stability, :difficulty, :last, :due, :reps, :lapses)
"""
