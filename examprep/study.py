"""A learner's session: what to ask, what was answered, what is remembered.

The only place where plan, draw, mark, memory and store meet. Every answer is committed
before this returns; front ends only show and ask.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import msgspec

from examprep.aim import adopt_retention, current_goal, last_way
from examprep.candidates import Past, Pool, footing_of, plan_by_due, plan_by_gain, renew_way
from examprep.core import remarks
from examprep.core.aside import Aside, Mark, not_asked
from examprep.core.curriculum import PathId
from examprep.core.draw import Question, draw_question, question_seed
from examprep.core.fact import Answer, Occasion, fact_of
from examprep.core.heading import Heading
from examprep.core.item import Item, ItemId, Lang, Recall, Text
from examprep.core.library import Filter, Library
from examprep.core.mark import Outcome, is_success, mark
from examprep.core.memory import Memory, Rating, Review, SessionId, remember, retrievability, review
from examprep.core.plan import Limits, throw
from examprep.core.response import Response
from examprep.core.session import Answered, Session, Skipped, amend, read_back, skip, step, undo
from examprep.core.settings import Goal
from examprep.core.text import clean
from examprep.env import Env, Moment
from examprep.errors import StoreError, unknown
from examprep.store.rows import Row, StoredSession
from examprep.store.store import Store


class Wish(msgspec.Struct, frozen=True):
    """What the learner asked for on the command line."""

    mode: str
    """`quiz` or `cards`."""
    wanted: Filter
    limits: Limits
    seed: int | None = None
    fresh: bool = False
    """Begin anew even when a session like this is unfinished."""

    def canonical(self) -> str:
        """Return the same text for the same wish, so that it can be resumed."""
        asked = {"filter": self.wanted, "limits": self.limits, "seed": self.seed}
        return msgspec.json.encode(asked, order="sorted").decode()


class Feedback(msgspec.Struct, frozen=True):
    """What became of an answer."""

    question: Question
    response: Response
    outcome: Outcome
    memory: Memory
    with_note: bool
    """Whether the concept's note is to be read: at an item's first mistake in a session."""


class _Given(msgspec.Struct, frozen=True):
    """An answer with the row that keeps it, so that it can be taken back."""

    row: Row
    review: Review


class _Planned(NamedTuple):
    """What a session asks, and what is to be decided when it is over, which nobody shall wait for before."""

    queue: tuple[ItemId, ...]
    decide: Callable[[], None] = lambda: None


class Study:
    """One running session."""

    def __init__(
        self,
        env: Env,
        library: Library,
        store: Store,
        stored: StoredSession,
        decide: Callable[[], None] = lambda: None,
    ) -> None:
        self.stored = stored
        self.library = library
        self._env = env
        self._store = store
        self._decide = decide
        self._session = Session(())
        self._given: list[_Given] = []
        self._marks: list[Mark] = []
        """Of what was skipped, one for each such event of the session."""
        self._gone: set[Row] = set()
        """Answers to items that have left the banks since: they stand, but nobody can ask them again."""
        self._read_back()

    @property
    def total(self) -> int:
        """How many items were planned."""
        return len(self._session.plan)

    @property
    def answered(self) -> int:
        """How many answers were given."""
        return len(self._session.answers)

    @property
    def left(self) -> int:
        """How many questions are still to come, comebacks included."""
        return len(self._session.queue)

    @property
    def right(self) -> int:
        """How many answers were not failed."""
        return sum(not answer.failed for answer in self._session.answers)

    def question(self) -> Question | None:
        """Return the question to ask now; `None` when the session is over."""
        current = self._session.current
        if current is None:
            return None
        attempt = self._session.attempt(current)
        return draw_question(self._item(current), question_seed(self.stored.seed, current, attempt))

    def heading(self, question: Question) -> Heading:
        """Return what stands above a question: how far the session is, and what the question is about."""
        item = question.item
        return Heading(
            concept=self.library.concepts[item.concept],
            item=item,
            number=self.answered + 1,
            total=self.answered + self.left,
            is_new=self.memory_of(item.id) is None,
        )

    @property
    def comes_back(self) -> bool:
        """Whether the item answered last will be asked again in this session."""
        return bool(self._given) and self._given[-1].review.item in self._session.queue

    def what_next(self, memory: Memory) -> Text:
        """Say when the item answered last is asked again; with a goal, never after its day."""
        if self.comes_back:
            return remarks.COMES_BACK
        goal = current_goal(self._env)
        if goal is None or memory.due < goal.day:
            return remarks.due_next(memory, self._env.now().day)
        return remarks.held_until(goal.day, retrievability(memory, goal.day, self._store.model()))

    def was_asked(self, item: ItemId) -> bool:
        """Tell whether an item was answered before in this session."""
        return self._session.attempt(item) > 0

    def memory_of(self, item: ItemId) -> Memory | None:
        """Return what is remembered of an item so far."""
        return self._store.fetch_memories([item]).get(item)

    def answer(self, question: Question, response: Response, seconds: float) -> Feedback:
        """Mark and keep an answer; it is on disk when this returns."""
        self._refuse_another_window()
        outcome = mark(question, response)
        is_first = not self.was_asked(question.item.id)
        now = self._env.now()
        fact = self._fact(question, response, outcome, seconds, now)
        row = self._store.add_review(fact)
        self._session = step(self._session, Answered(fact.item, _failed(fact)))
        self._given.append(_Given(row, fact))
        is_card = isinstance(question.item, Recall)
        with_note = is_first and not is_card and not is_success(outcome)
        return Feedback(question, response, outcome, fact.after, with_note)

    def finish(self) -> None:
        """Close the session if nothing is left to ask, so that the next one is planned anew.

        Finished or not, what later sessions go by is decided now if it is time: that takes a moment.
        """
        self._decide()
        if self.total and not self.left:
            self._store.end_session(self.stored.id, at=self._env.now().milliseconds)

    def undo(self) -> Answered | Skipped | None:
        """Take the last answer back, or the mark that came after it; return what it was."""
        if not self._session.events:
            return None
        last = self._session.events[-1]
        if isinstance(last, Skipped):
            taken = self._marks.pop()
            self._store.drop_mark(taken.item, taken.kind)
        else:
            now = self._env.now()
            self._store.add_void(self._given.pop().row, at=now.milliseconds, day=now.day)
        self._session = undo(self._session)
        return last

    def flag(self, item: ItemId, note: str) -> None:
        """Mark an item as doubtful; it is asked on."""
        mark_item(self._env, self._store, item, Aside.FLAGGED, note)

    def set_aside(self, item: ItemId, kind: Aside) -> None:
        """Ask an item no more, today or for good; nothing is reviewed."""
        self._marks.append(mark_item(self._env, self._store, item, kind))
        self._session = skip(self._session, item)

    def regrade(self, rating: Rating) -> Memory | None:
        """Judge the last answer's memory anew; `None` when it was not right or there is none."""
        if not self._given or self._given[-1].review.outcome != "right":
            return None
        if isinstance(self._session.events[-1], Skipped):
            return None
        last = self._given.pop()
        after = review(last.review.before, rating, last.review.day, self._store.model())
        fact = msgspec.structs.replace(last.review, rating=rating, after=after)
        row = self._store.regrade(last.row, fact)
        self._session = amend(self._session, Answered(fact.item, _failed(fact)))
        self._given.append(_Given(row, fact))
        return after

    def _item(self, id: ItemId) -> Item:
        found = self.library.find(id)
        assert found is not None, id  # whatever is asked was planned from this library
        return found

    def _read_back(self) -> None:
        """Redo what was answered and set aside before."""
        marks = self._store.fetch_marks()
        away = {made.item: made for made in marks if not_asked([made], self.stored.day)}
        facts = self._store.fetch_reviews(session=self.stored.id)
        last = {fact.item: row for row, fact in facts}
        known = [item for item in self.stored.queue if item in self.library.catalogue.place]
        self._session = Session(tuple(item for item in known if item not in away or item in last))
        for row, fact in facts:
            if fact.item not in self._session.queue:
                self._gone.add(row)
                continue
            self._session = read_back(self._session, Answered(fact.item, _failed(fact)))
            self._given.append(_Given(row, fact))
            if fact.item in away and last[fact.item] == row:
                self._session = skip(self._session, fact.item)
                self._marks.append(away[fact.item])

    def _refuse_another_window(self) -> None:
        """Raise `StoreError` if somebody else answers the same session meanwhile."""
        rows = (row for row, _ in self._store.fetch_reviews(session=self.stored.id))
        standing = [row for row in rows if row not in self._gone]
        if standing != [given.row for given in self._given]:
            raise StoreError(
                "this session was answered in another window; nothing of this one is lost but the last "
                f"answer. Go on there, or leave and begin anew: examprep {self.stored.mode} --fresh",
                "この回は別の画面で解答が進んだ。失われたのはいまの答えだけである。そちらで続けるか、"
                f"終了して新しく始める: examprep {self.stored.mode} --fresh",
            )

    def _fact(
        self, question: Question, response: Response, outcome: Outcome, seconds: float, now: Moment
    ) -> Review:
        item = self._item(question.item.id)
        stored = self.stored
        occasion = Occasion(stored.id, stored.mode, now.milliseconds, now.day, now.offset_minutes)
        fact = fact_of(item, Answer(question, response, outcome, seconds), occasion)
        return remember(fact, self.memory_of(item.id), self._store.model())


def limits_of(number: int, new: int | None = None, named: str | None = None) -> Limits:
    """Return a session's limits: one item of a concept at most, unless one concept or bank was named."""
    return Limits(number, new) if named is None else Limits(number, new, a_concept=number)


def open_progress(env: Env) -> Store:
    """Open the progress file to study, backed up on the first use of a day."""
    store = Store.open(env.paths.progress, entropy=env.entropy(), backups=env.paths.backups)
    try:
        store.back_up_daily(env.now().day)
    except BaseException:
        store.close()
        raise
    return store


def begin_study(env: Env, library: Library, store: Store, wish: Wish, lang: Lang) -> tuple[Study, bool]:
    """Resume the unfinished session of the same wish and day, or plan a new one.

    Returns the study and whether it was resumed. Raises `UsageError` for unknown names.
    """
    _refuse_unknown(wish.wanted, library)
    now = env.now()
    adopt_retention(env, store)
    if not wish.fresh:
        stored = store.fetch_open_session(wish.mode, wish.canonical(), now.day)
        if stored is not None:
            study = Study(env, library, store, stored)
            if study.left:
                return study, study.answered > 0
    seed = env.seed() if wish.seed is None else wish.seed
    planned = _plan(env, library, store, wish, random.Random(seed))  # noqa: S311
    stored = _new_session(env, wish, lang, now, seed, planned.queue)
    if stored.queue:
        store.begin_session(stored)
    return Study(env, library, store, stored, planned.decide), False


def path_studied_last(store: Store) -> PathId | None:
    """Return the learning path that the newest session along one followed."""
    paths = (_path_of(kept) for kept in reversed(store.fetch_sessions("quiz")))
    return next((path for path in paths if path is not None), None)


def _path_of(kept: StoredSession) -> PathId | None:
    try:
        return msgspec.json.decode(kept.options, type=_Wished).filter.path
    except msgspec.DecodeError:  # merged from elsewhere
        return None


class _WishedFilter(msgspec.Struct):
    path: PathId | None = None


class _Wished(msgspec.Struct):
    """What of a kept wish tells the path."""

    filter: _WishedFilter


def mark_item(env: Env, store: Store, item: ItemId, kind: Aside, note: str = "") -> Mark:
    """Mark an item, and return the mark; a flag without a note leaves an earlier note as it is."""
    now = env.now()
    known = (old.note for old in store.fetch_marks() if (old.item, old.kind) == (item, kind))
    made = Mark(item, kind, now.milliseconds, now.day, clean(note).strip() or next(known, ""))
    store.keep_mark(made)
    return made


def _new_session(
    env: Env, wish: Wish, lang: Lang, now: Moment, seed: int, queue: tuple[ItemId, ...]
) -> StoredSession:
    return StoredSession(
        id=SessionId(env.entropy().hex()),
        mode=wish.mode,
        at=now.milliseconds,
        day=now.day,
        seed=seed,
        lang=lang,
        options=wish.canonical(),
        queue=queue,
    )


def _plan(env: Env, library: Library, store: Store, wish: Wish, rng: random.Random) -> _Planned:
    """Return what to ask: with a goal what gains most on its day, else what is due and then what is new."""
    today = env.now().day
    past = Past(store, away=not_asked(store.fetch_marks(), today), today=today, dice=throw(rng))
    limits = _limits_today(env, store, wish.limits)
    goal = _goal_of(env, wish)
    if goal is not None:
        every, wanted = Filter(exam=goal.exam), msgspec.structs.replace(wish.wanted, exam=goal.exam)
        pool = Pool(past, library, wanted)
        if pool:
            exam = pool if wanted == every else Pool(past, library, every)
            footing = footing_of(env, library, goal, exam)
            limits = _with_new(limits, footing.course.new_a_day - store.count_begun(today))
            way = last_way(env, store, goal, footing.course.fading)
            queue = plan_by_gain(pool, footing, way, limits)
            return _Planned(queue, partial(renew_way, env, goal, pool, footing))
    # What a plan began today leaves a session beside it its own new items.
    begun = store.count_begun(today) if current_goal(env) is None else 0
    limits = _with_new(limits, env.settings.new - begun)
    return _Planned(plan_by_due(Pool(past, library, _of_goal(env, wish.wanted)), limits))


def _limits_today(env: Env, store: Store, limits: Limits) -> Limits:
    """Return the limits of a session on a day whose answers are limited, too."""
    if not env.settings.daily:
        return limits
    left = max(0, env.settings.daily - store.count_answers(env.now().day))
    return msgspec.structs.replace(limits, total=min(limits.total, left))


def _with_new(limits: Limits, left: int) -> Limits:
    """Return limits with as many new items as are left for now, unless a number was asked for."""
    return limits if limits.new is not None else msgspec.structs.replace(limits, new=max(0, left))


def _goal_of(env: Env, wish: Wish) -> Goal | None:
    """Return the goal that a session serves: none for flashcards, a path, a bank, or another exam."""
    goal = current_goal(env)
    chosen = wish.wanted.path or wish.wanted.bank
    if goal is None or wish.wanted.cards or chosen is not None:
        return None
    return goal if wish.wanted.exam in (None, goal.exam) else None


def _of_goal(env: Env, wanted: Filter) -> Filter:
    """Return a filter for the cards of the goal's exam, where cards were wanted and nothing was named."""
    goal = current_goal(env)
    if goal is None or wanted != Filter(cards=True, kind=wanted.kind):
        return wanted
    return msgspec.structs.replace(wanted, exam=goal.exam)


def _refuse_unknown(wanted: Filter, library: Library) -> None:
    if wanted.path is not None and wanted.path not in library.paths:
        raise unknown("道筋", "path", wanted.path, library.paths, look=_LIST_PATHS)
    if wanted.bank is not None and wanted.bank not in library.of_banks:
        raise unknown("問題集", "bank", wanted.bank, library.of_banks, look=_LIST_BANKS)
    if wanted.topic is not None and wanted.topic not in library.topics:
        raise unknown("シラバスの項目", "topic", wanted.topic, library.topics, look=_LIST_TOPICS)
    if wanted.concept is not None and wanted.concept not in library.concepts:
        raise unknown("概念", "concept", wanted.concept, library.concepts, look=_FIND_CONCEPT)


def _failed(fact: Review) -> bool:
    return fact.rating is Rating.AGAIN


_LIST_PATHS = ("一覧: examprep path list", "List them with: examprep path list")
_LIST_BANKS = ("追加した問題集: examprep bank paths", "Banks that were added: examprep bank paths")
_LIST_TOPICS = ("一覧: examprep bank coverage", "List them with: examprep bank coverage")
_FIND_CONCEPT = ("探すには: examprep search 語", "Look for one with: examprep search WORD")
