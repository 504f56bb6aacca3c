"""The progress of one learner: what was answered, what is remembered, which sessions are open.

Every method that changes something is one transaction, durable when it returns; if it raises,
nothing of it happened. What goes wrong with the file is a `StoreError`.
"""

from __future__ import annotations

import hashlib
import sqlite3  # noqa: TID251
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from examprep.core.aside import Aside, Mark
from examprep.core.calibration import Judged
from examprep.core.day import StudyDay
from examprep.core.fading import Probe
from examprep.core.item import ItemId
from examprep.core.memory import DeviceId, Fitted, Memory, Model, Review, SessionId
from examprep.core.narrow import Due, Trace, Window
from examprep.core.stats import Tally
from examprep.errors import StoreError
from examprep.store import (
    answers,
    asides,
    backup,
    counts,
    log,
    memories,
    merge,
    opening,
    sessions,
    verify,
)
from examprep.store.chain import Fault
from examprep.store.history import History
from examprep.store.rows import Row, StoredSession
from examprep.store.transaction import reading, writing
from examprep.store.trouble import speaking


class Store:
    """One open progress file; use it in a `with`."""

    def __init__(self, connection: sqlite3.Connection, path: Path, backups: Path) -> None:
        self._connection = connection
        self.path = path
        self.backups = backups
        """The folder of the daily copies and of those made before a change of format."""

    @classmethod
    def open(cls, path: Path, *, entropy: bytes, backups: Path | None = None) -> Self:
        """Open a file to write in, creating it, its folder and its device id where there is none."""
        folder = backups or path.parent / "backups"
        return cls(opening.open_writing(path, folder, device_id(entropy)), path, folder)

    @classmethod
    def reading(cls, path: Path) -> Self:
        """Open a file that is never written to, nor created: a missing one reads as empty."""
        return cls(opening.open_reading(path), path, path.parent / "backups")

    @classmethod
    def in_memory(cls, *, entropy: bytes) -> Self:
        """Open a store that is forgotten when closed."""
        return cls(opening.open_memory(device_id(entropy)), Path(":memory:"), Path("backups"))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- answers

    def add_review(self, review: Review) -> Row:
        """Append an answer and follow it with the item's memory."""
        with self._writing():
            return answers.append_answer(self._connection, review)

    def add_void(self, target: Row, *, at: int, day: StudyDay) -> Row:
        """Take an answer back: it stays in the log and no longer counts."""
        with self._writing():
            return answers.append_void(self._connection, target, at, day, self.path)

    def regrade(self, target: Row, review: Review) -> Row:
        """Take an answer back and append the one that replaces it, both or neither."""
        with self._writing():
            answers.append_void(self._connection, target, review.at, review.day, self.path)
            return answers.append_answer(self._connection, review)

    def fetch_reviews(
        self, *, session: SessionId | None = None, item: ItemId | None = None, voided: bool = False
    ) -> list[tuple[Row, Review]]:
        """Return answers in the order of replay; `voided` adds those taken back."""
        with speaking(self.path):
            return log.fetch_reviews(self._connection, session=session, item=item, voided=voided)

    def fetch_memories(self, items: Iterable[ItemId] | None = None) -> dict[ItemId, Memory]:
        """Return the memories of some items, or of all; an item never seen has none."""
        with speaking(self.path):
            return memories.fetch_memories(self._connection, items)

    def fetch_seen(self) -> set[ItemId]:
        """Return every item that has a memory."""
        with speaking(self.path):
            return memories.fetch_seen(self._connection)

    def fetch_due(self, today: StudyDay, first: int = 0, count: int = -1) -> list[Due]:
        """Return the items due on a day, the most forgotten first; of those so many from `first` on."""
        with speaking(self.path):
            return memories.fetch_due(self._connection, today, first, count)

    def fetch_traces(self, window: Window) -> list[Trace]:
        """Return what is remembered within a window."""
        with speaking(self.path):
            return memories.fetch_traces(self._connection, window)

    def trace_items(self, items: Iterable[ItemId]) -> list[Trace]:
        """Return the same of some items."""
        with speaking(self.path):
            return memories.trace_items(self._connection, items)

    def fetch_oldest(self) -> StudyDay | None:
        """Return the day of the longest past of all last reviews."""
        with speaking(self.path):
            return memories.fetch_oldest(self._connection)

    def model(self) -> Model:
        """Return the memory model that holds."""
        with speaking(self.path):
            return memories.fetch_model(self._connection)

    def fetch_probes(self, most: int) -> list[tuple[ItemId, Probe]]:
        """Return what the last answers, so many of them, told of memory: those to items of an earlier day.

        Only those foretold with the weights that hold: under others, stabilities meant something else.
        """
        with speaking(self.path):
            return memories.fetch_probes(self._connection, most)

    def keep_model(self, fitted: Fitted, *, at: int) -> Model:
        """Let another model hold: it gets the next version, and every memory is computed anew."""
        with self._writing():
            return memories.keep_model(self._connection, fitted, at)

    def fetch_seconds(self, *, since: StudyDay, most: int = -1) -> list[tuple[ItemId, float]]:
        """Return what answers took since a study day, the last first; `most` of them at most."""
        with speaking(self.path):
            return counts.fetch_seconds(self._connection, since, most)

    def count_answers(self, day: StudyDay) -> int:
        """Return how many answers were given on a study day; a drill that was graded is none."""
        with speaking(self.path):
            return counts.count_answers(self._connection, day)

    def count_begun(self, day: StudyDay) -> int:
        """Return how many items were seen for the first time on a study day, drills apart."""
        with speaking(self.path):
            return counts.count_begun(self._connection, day)

    def fetch_days(self) -> dict[StudyDay, Tally]:
        """Return how much was answered on each study day, the first day first."""
        with speaking(self.path):
            return counts.fetch_days(self._connection)

    def fetch_counts(self) -> dict[ItemId, Tally]:
        """Return how often each item was answered."""
        with speaking(self.path):
            return counts.fetch_counts(self._connection)

    def fetch_judged(self) -> tuple[Judged, ...]:
        """Return the first answer to each item on each day, the oldest first."""
        with speaking(self.path):
            return counts.fetch_judged(self._connection)

    def fetch_firsts(self, most: int = -1) -> tuple[Judged, ...]:
        """Return the first answers ever given to items, the last days first; `most` of them at most.

        They are those of `fetch_judged` that are new, faster.
        """
        with speaking(self.path):
            return counts.fetch_firsts(self._connection, most)

    # --- sessions

    def add_session(self, session: StoredSession) -> None:
        """Keep what a session was begun with."""
        with self._writing():
            sessions.add_session(self._connection, session)

    def begin_session(self, session: StoredSession) -> None:
        """Keep what a session was begun with; it takes the place of every other of its kind."""
        with self._writing():
            sessions.begin_session(self._connection, session)

    def fetch_open_session(self, mode: str, options: str, day: StudyDay) -> StoredSession | None:
        """Return the newest session of this kind and day that was not ended."""
        with speaking(self.path):
            return sessions.fetch_open_session(self._connection, mode, options, day)

    def end_session(self, session: SessionId, *, at: int) -> None:
        """Mark a session as gone through; ending it twice changes nothing."""
        with self._writing():
            sessions.end_session(self._connection, session, at)

    def fetch_sessions(self, mode: str) -> tuple[StoredSession, ...]:
        """Return every session of a kind, the oldest first."""
        with speaking(self.path):
            return sessions.fetch_sessions(self._connection, mode)

    # --- mock exams

    def add_event(self, session: SessionId, event: str, *, at: int) -> int:
        """Append what happened in a mock exam; return its number there, from 1."""
        with self._writing():
            return asides.add_event(self._connection, session, at, event)

    def fetch_events(self, session: SessionId) -> tuple[tuple[int, str], ...]:
        """Return what happened in a mock exam, in order: each with its time."""
        with speaking(self.path):
            return asides.fetch_events(self._connection, session)

    def end_exam(self, session: SessionId, reviews: Iterable[Review], event: str, *, at: int) -> None:
        """Keep the end of a mock exam with all its answers, or nothing of it."""
        with self._writing():
            asides.add_event(self._connection, session, at, event)
            for review in reviews:
                answers.append_answer(self._connection, review)
            if not sessions.end_session(self._connection, session, at):
                raise StoreError(
                    "this exam was handed in elsewhere meanwhile; nothing was kept twice",
                    "この試験は、その間に別のところで提出された。二重には記録していない。",
                )

    # --- what is set aside, and how a course is used

    def keep_mark(self, mark: Mark) -> None:
        """Mark an item, in place of an earlier mark of the same kind."""
        with self._writing():
            asides.keep_mark(self._connection, mark)

    def drop_mark(self, item: ItemId, kind: Aside) -> bool:
        """Take a mark back; tell whether there was one."""
        with self._writing():
            return asides.drop_mark(self._connection, item, kind)

    def fetch_marks(self) -> tuple[Mark, ...]:
        """Return every mark, by item."""
        with speaking(self.path):
            return asides.fetch_marks(self._connection)

    def keep_style(self, goal: str, day: StudyDay, style: str) -> None:
        """Keep how the days up to an exam are used."""
        with self._writing():
            asides.keep_style(self._connection, goal, day, style)

    def fetch_style(self, goal: str) -> tuple[StudyDay, str] | None:
        """Return how the days up to an exam are used, and when that was decided."""
        with speaking(self.path):
            return asides.fetch_style(self._connection, goal)

    # --- two machines

    def history(self) -> History:
        """Return everything that is kept, as one value that others can take in."""
        merge.require_whole(self._connection, self.path)
        with speaking(self.path), reading(self._connection):
            return merge.gather(self._connection)

    def take_in(self, history: History, *, entropy: bytes) -> merge.Gained:
        """Add what another file knows; the same in whatever order and however often files are taken in."""
        merge.require_whole(self._connection, self.path)
        with self._writing():
            return merge.take_in(self._connection, history, device_id(entropy))

    # --- the file

    def log(self) -> Iterator[dict[str, str | int | float | None]]:
        """Go through every row ever written, as JSON can say it, by device and number."""
        with speaking(self.path):
            for row in log.iterate(self._connection):
                yield dict(row)

    def count_rows(self) -> int:
        """Return how many rows the log has."""
        with speaking(self.path):
            return counts.count_rows(self._connection)

    def verify(self) -> list[Fault]:
        """Return everything that is wrong with the file; nothing is repaired."""
        with speaking(self.path):
            return verify.find_faults(self._connection)

    def rebuild_memory(self) -> None:
        """Replay the whole log into the memories."""
        with self._writing():
            memories.rebuild(self._connection)

    def back_up(self, stamp: str, folder: Path | None = None) -> Path:
        """Write a checked copy, `progress-STAMP.db` or with a number, and return its path."""
        with speaking(self.path):
            return backup.back_up(self._connection, (folder or self.backups) / f"progress-{stamp}.db")

    def back_up_before_merge(self, stamp: str) -> Path:
        """Back up what another history is about to be added to."""
        return self.back_up(f"before-merge-{stamp}")

    def back_up_daily(self, today: StudyDay) -> Path | None:
        """Back up on the first call of a study day and thin out older days; `None` on later calls."""
        with speaking(self.path):
            return backup.back_up_daily(self._connection, self.backups, today)

    # --- inside a transaction

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with speaking(self.path), writing(self._connection):
            yield


def device_id(entropy: bytes) -> DeviceId:
    """Return a name that no other machine has."""
    if len(entropy) < 16:
        raise ValueError("fewer than 16 bytes of entropy could give two machines one name")
    return DeviceId(hashlib.blake2b(entropy, digest_size=8).hexdigest())
