"""The cache of memories: at every commit what replaying the log gives."""

from __future__ import annotations

import sqlite3  # noqa: TID251
from collections.abc import Iterable

import msgspec

from examprep.core.day import StudyDay
from examprep.core.fading import Probe
from examprep.core.item import ItemId
from examprep.core.memory import DEFAULT, Fitted, Memory, Model, Review, replay, review
from examprep.core.narrow import Due, Trace, Window
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


def fetch_seen(connection: sqlite3.Connection) -> set[ItemId]:
    """Return every item that is remembered."""
    [(found,)] = connection.execute(_SEEN)  # one text: three times as fast as a row an item
    return msgspec.json.decode(found, type=set[ItemId])


def fetch_due(connection: sqlite3.Connection, today: StudyDay, first: int, count: int) -> list[Due]:
    """Return so many of the items due on a day, the most forgotten first, counted from `first`."""
    found = connection.execute(_DUE, {"today": today, "first": first, "count": count})
    return list(map(Due._make, found))


def fetch_traces(connection: sqlite3.Connection, window: Window) -> list[Trace]:
    """Return what is remembered within a window."""
    days = msgspec.json.encode(list(range(window.first, window.last + 1))).decode()
    return list(map(Trace._make, connection.execute(_WITHIN, window._asdict() | {"days": days})))


def trace_items(connection: sqlite3.Connection, items: Iterable[ItemId]) -> list[Trace]:
    """Return what is remembered of some items."""
    wanted = msgspec.json.encode(list(items)).decode()
    return list(map(Trace._make, connection.execute(_OF, (wanted,))))


def fetch_oldest(connection: sqlite3.Connection) -> StudyDay | None:
    """Return the day of the longest past of all last reviews."""
    [(found,)] = connection.execute("select min(last) from memory")
    return None if found is None else StudyDay(found)


def fetch_model(connection: sqlite3.Connection) -> Model:
    """Return the memory model kept last, on whatever machine; the default until one was kept."""
    found = connection.execute(_MODEL).fetchone()
    if found is None:
        return DEFAULT
    weights = msgspec.json.decode(found["weights"], type=tuple[float, ...])
    return Model(weights, found["retention"], found["version"])


def fetch_probes(connection: sqlite3.Connection, most: int) -> list[tuple[ItemId, Probe]]:
    """Return what the last answers told of memory, as far as the weights that hold foretold them."""
    weights = fetch_model(connection).weights
    own = {row["version"]: tuple(msgspec.json.decode(row["weights"])) for row in connection.execute(_MODELS)}
    alike = [
        version for version, other in {DEFAULT.version: DEFAULT.weights, **own}.items() if other == weights
    ]
    found = connection.execute(_PROBES, (most, msgspec.json.encode(alike).decode()))
    return [(ItemId(item), Probe(stability, days, bool(right))) for item, stability, days, right in found]


def keep_model(connection: sqlite3.Connection, fitted: Fitted, at: int) -> Model:
    """Keep a model as the newest, under a version of its own, and recompute every memory with it."""
    [(newest, last)] = connection.execute("select max(version), max(at) from model")
    model = msgspec.structs.replace(fitted.model, version=(newest or DEFAULT.version) + 1)
    columns = {"version": model.version, "at": at if last is None else max(at, last + 1)}
    columns |= {"weights": msgspec.json.encode(model.weights).decode()}
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
_SEEN = "select json_group_array(item) from memory"
_DUE = """
    select item, max(:today - last, 0) / stability as forgotten from memory where due <= :today
    order by forgotten desc, item limit :count offset :first
"""
_WITHIN = """
    select item, stability, difficulty, last from memory
    where last in (select value from json_each(:days))
        and stability >= :low and stability < :high and difficulty >= :easy and difficulty < :hard
"""
"""Day by day: a range of days would go through all stabilities of each."""
_OF = """
    select item, stability, difficulty, last from memory where item in (select value from json_each(?))
"""
_MODEL = "select version, weights, retention from model order by at desc, version desc limit 1"
"""By time: a machine that fitted often long ago has greater versions than one that fitted once today."""
_MODELS = "select version, weights from model"
_PROBES = """
    select item, stability_before, study_day - last_before, rating > 1 from (
        select item, study_day, rating, predicted, parameters, stability_before, last_before from standing
        order by study_day desc, device desc, seq desc limit ?
    )
    where predicted is not null and stability_before > 0 and study_day > last_before
        and parameters in (select value from json_each(?))
"""
_KEEP_MODEL = """
    insert into model (version, at, weights, retention, reviews, loss, loss_before)
    values (:version, :at, :weights, :retention, :reviews, :loss, :loss_before)
"""
_KEEP = """
    insert or replace into memory (item, stability, difficulty, last, due, reps, lapses)
    values (:item, :stability, :difficulty, :last, :due, :reps, :lapses)
"""
