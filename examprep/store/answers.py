"""An answer given or taken back: a row of the log and the memory that follows it.

The caller holds the transaction.
"""

from __future__ import annotations

import sqlite3  # noqa: TID251
from pathlib import Path

from examprep.core.day import StudyDay
from examprep.core.memory import DeviceId, Review
from examprep.errors import StoreError
from examprep.store import log, memories
from examprep.store.rows import Row, Value, answer_columns


def append_answer(connection: sqlite3.Connection, review: Review) -> Row:
    """Append an answer and follow it with the item's memory."""
    row = log.append(connection, _device(connection), review.at, answer_columns(review))
    memories.remember(connection, row, review)
    return row


def append_void(connection: sqlite3.Connection, target: Row, at: int, day: StudyDay, path: Path) -> Row:
    """Take an answer of the file at `path` back: it stays in the log and no longer counts."""
    item = log.fetch_item(connection, target)
    if item is None:
        raise StoreError(
            f"{path} has no answer {target.seq} of device {target.device} that could be taken "
            "back: it is unknown or was taken back before. Nothing was changed.",
            f"{path} に、取り消せる解答 {target.seq}（端末 {target.device}）はない。知られていない"
            "か、もう取り消されている。何も変えていない。",
        )
    columns: dict[str, Value] = {"kind": "void", "study_day": day}
    columns |= {"target_device": target.device, "target_seq": target.seq}
    row = log.append(connection, _device(connection), at, columns)
    memories.recall_anew(connection, item)
    return row


def _device(connection: sqlite3.Connection) -> DeviceId:
    [(device,)] = connection.execute("select device from identity")
    return DeviceId(device)
