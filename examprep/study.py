"""A learner's session: what to ask, what was answered, what is remembered.

The only place where plan, draw, mark, memory and store meet. Every answer is committed
before this returns; front ends only show and ask.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

import msgspec

from examprep.aim import aim_at, current_goal, keep_way, way_to, within
from examprep.core.aside import not_asked
from examprep.core.curriculum import PathId
from examprep.core.draw import Question, draw_question, question_seed
from examprep.core.item import ConceptId, ItemId, Lang, digest_of
from examprep.core.library import Filter, Library, select_items
from examprep.core.mark import (
    UNKNOWN,
    Outcome,
    Partial,
    Wrong,
    mark,
    outcome_name,
    rating_of,
)
from examprep.core.memory import (
    Memory,
    Rating,
    Review,
    SessionId,
    prediction,
    review,
)
from examprep.core.plan import Limits, plan_for_exam, plan_session
from examprep.core.response import Response
from examprep.core.session import Answered, Session, amend, step, undo
from examprep.core.settings import Goal
from examprep.env import Env, Moment
from examprep.errors import StoreError, UsageError, near_miss
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


class _Given(msgspec.Struct, frozen=True):
    """An answer with the row that keeps it, so that it can be taken back."""

    row: Row
    review: Review


class Study:
    """One running session."""

    def __init__(self, env: Env, library: Library, store: Store, stored: StoredSession) -> None:
        self.stored = stored
        self.library = library
        self._env = env
        self._store = store
        known = [item for item in stored.queue if item in library.items]
        self._session = Session(tuple(known))
        self._given: list[_Given] = []
        for row, fact in store.fetch_reviews(session=stored.id):
            if fact.item == self._session.current:
                self._session = step(self._session, Answered(fact.item, _failed(fact)))
                self._given.append(_Given(row, fact))

    @property
    def total(self) -> int:
        """How many items were planned."""
        return len(self._session.plan)

    @property
    def answered(self) -> int:
        """How many answers were given."""
        return len(self._session.events)

    @property
    def left(self) -> int:
        """How many questions are still to come, comebacks included."""
        return len(self._session.queue)

    @property
    def right(self) -> int:
        """How many answers were not failed."""
        return sum(not event.failed for event in self._session.events)

    def question(self) -> Question | None:
        """Return the question to ask now; `None` when the session is over."""
        current = self._session.current
        if current is None:
            return None
        attempt = self._session.attempt(current)
        return draw_question(self.library.items[current], question_seed(self.stored.seed, current, attempt))

    @property
    def comes_back(self) -> bool:
        """Whether the item answered last will be asked again in this session."""
        return bool(self._given) and self._given[-1].review.item in self._session.queue

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
        now = self._env.now()
        fact = self._fact(question, response, outcome, seconds, now)
        row = self._store.add_review(fact)
        self._session = step(self._session, Answered(fact.item, _failed(fact)))
        self._given.append(_Given(row, fact))
        return Feedback(question, response, outcome, fact.after)

    def finish(self) -> None:
        """Close the session if nothing is left to ask, so that the next one is planned anew."""
        if self.total and not self.left:
            self._store.end_session(self.stored.id, at=self._env.now().milliseconds)

    def undo(self) -> bool:
        """Take the last answer back; `False` when there is none."""
        if not self._given:
            return False
        now = self._env.now()
        self._store.add_void(self._given.pop().row, at=now.milliseconds, day=now.day)
        self._session = undo(self._session)
        return True

    def regrade(self, rating: Rating) -> Memory | None:
        """Judge the last answer's memory anew; `None` when it was not right or there is none."""
        if not self._given or self._given[-1].review.outcome != "right":
            return None
        last = self._given.pop()
        after = review(last.review.before, rating, last.review.day, self._store.model())
        fact = msgspec.structs.replace(last.review, rating=rating, after=after)
        row = self._store.regrade(last.row, fact)
        self._session = amend(self._session, Answered(fact.item, _failed(fact)))
        self._given.append(_Given(row, fact))
        return after

    def _refuse_another_window(self) -> None:
        """Raise `StoreError` if somebody else answers the same session meanwhile."""
        standing = [row for row, _ in self._store.fetch_reviews(session=self.stored.id)]
        if standing != [given.row for given in self._given]:
            raise StoreError(
                "this session was answered in another window; nothing of this one is lost but the last "
                "answer. Go on there, or begin anew with --fresh"
            )

    def _fact(
        self, question: Question, response: Response, outcome: Outcome, seconds: float, now: Moment
    ) -> Review:
        item = self.library.items[question.item.id]
        before, model = self.memory_of(item.id), self._store.model()
        rating = rating_of(outcome)
        return Review(
            item=item.id,
            digest=digest_of(item),
            session=self.stored.id,
            mode=self.stored.mode,
            at=now.milliseconds,
            day=now.day,
            offset=int(now.offset.total_seconds() // 60),
            outcome=outcome_name(outcome),
            rating=rating,
            answer=_told(question, response),
            slip=_slip_key(outcome),
            seconds=round(seconds, 3),
            before=before,
            after=review(before, rating, now.day, model),
            predicted=prediction(before, now.day, model),
            parameters=model.version,
        )


def begin_study(env: Env, library: Library, store: Store, wish: Wish, lang: Lang) -> tuple[Study, bool]:
    """Resume the unfinished session of the same wish and day, or plan a new one.

    Returns the study and whether it was resumed. Raises `UsageError` for unknown names.
    """
    _refuse_unknown(wish.wanted, library)
    now = env.now()
    if not wish.fresh:
        stored = store.fetch_open_session(wish.mode, wish.canonical(), now.day)
        if stored is not None:
            study = Study(env, library, store, stored)
            if study.left:
                return study, study.answered > 0
    stored = _new_session(env, library, store, wish, lang, now)
    if stored.queue:
        store.end_sessions(wish.mode, at=now.milliseconds)
        store.add_session(stored)
    return Study(env, library, store, stored), False


def _new_session(
    env: Env, library: Library, store: Store, wish: Wish, lang: Lang, now: Moment
) -> StoredSession:
    seed = env.seed() if wish.seed is None else wish.seed
    queue = _planned(env, library, store, wish, random.Random(seed))  # noqa: S311
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


def _planned(env: Env, library: Library, store: Store, wish: Wish, rng: random.Random) -> tuple[ItemId, ...]:
    """Return what to ask: with a goal what gains most on its day, else what is due and then what is new."""
    today = env.now().day
    away = not_asked(store.fetch_marks(), today)
    items = [item for item in select_items(library, wish.wanted) if item.id not in away]
    memories, order = store.fetch_memories(), _order_of(library, wish.wanted)
    goal = _goal_of(env, wish)
    if goal is not None:
        aim = within(aim_at(env, library, store, goal, memories), items)
        if aim.items:
            way = way_to(env, store, aim)
            keep_way(env, store, goal, way)
            new = max(0, aim.course.new_a_day - store.count_begun(today))
            limits = msgspec.structs.replace(wish.limits, new=min(wish.limits.new, new))
            return plan_for_exam(aim.items, aim.course, order, limits=limits, way=way, rng=rng)
    return plan_session(items, memories, order, today=today, limits=wish.limits, rng=rng)


def _goal_of(env: Env, wish: Wish) -> Goal | None:
    """Return the goal that a session serves: none for flashcards, a path's own order, or another exam."""
    goal = current_goal(env)
    if goal is None or wish.wanted.cards or wish.wanted.path is not None:
        return None
    return goal if wish.wanted.exam in (None, goal.exam) else None


def _order_of(library: Library, wanted: Filter) -> Mapping[ConceptId, int]:
    """Return which concepts come first: as a path has them, else what others rest on."""
    return library.depths if wanted.path is None else library.paths[PathId(wanted.path)].ranks


def _refuse_unknown(wanted: Filter, library: Library) -> None:
    if wanted.path is not None and wanted.path not in library.paths:
        raise UsageError(f'no path "{wanted.path}".{near_miss(wanted.path, library.paths)}')
    if wanted.topic is not None and wanted.topic not in library.topics:
        raise UsageError(f'no topic "{wanted.topic}".{near_miss(wanted.topic, library.topics)}')
    if wanted.concept is not None and wanted.concept not in library.concepts:
        raise UsageError(f'no concept "{wanted.concept}".{near_miss(wanted.concept, library.concepts)}')


def _failed(fact: Review) -> bool:
    return fact.rating is Rating.AGAIN


def _slip_key(outcome: Outcome) -> str | None:
    match outcome:
        case Wrong(slips=slips) | Partial(slips=slips) if slips:
            return ",".join(slip.key for slip in slips if slip.key != UNKNOWN) or None
        case _:
            return None


def _told(question: Question, response: Response) -> str:
    """Return the answer for the log: the response, and the draw it answers."""
    return msgspec.json.encode({"response": response, "seed": question.seed}).decode()
