"""A mock exam: begun on the clock, answered without feedback, handed in once, resumed after a crash.

What happens is on disk before this returns. The clock is the real one: it goes on while nobody looks, and a
paper whose time is up is handed in as of its deadline.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

import msgspec

from examprep.aim import adopt_retention
from examprep.core.aside import not_asked
from examprep.core.draw import Question, draw_question, question_seed
from examprep.core.fact import Answer, Occasion, fact_of
from examprep.core.item import Lang
from examprep.core.library import Library
from examprep.core.mark import Right, mark
from examprep.core.memory import Review, SessionId, remember
from examprep.core.paper import Blueprint, Paper, code_of, draw_paper
from examprep.core.response import Response
from examprep.core.score import AreaScore, Score
from examprep.core.sitting import (
    Answered,
    Begun,
    Dropped,
    Event,
    Flag,
    Flagged,
    HandedIn,
    Pace,
    Sitting,
    fold,
    step,
)
from examprep.core.syllabus import Exam, TopicId
from examprep.env import Env, Moment
from examprep.errors import StoreError, UsageError
from examprep.loader.cache import load_blueprint
from examprep.store.rows import StoredSession
from examprep.store.store import Store

MODE = "exam"


class ExamWish(msgspec.Struct, frozen=True):
    """What mock exam the learner asked for; what is `None` is as the blueprint says."""

    exam: Exam
    questions: int | None = None
    minutes: int | None = None
    """In proportion to the questions if none."""
    half: bool = False
    seed: int | None = None
    """One paper for all who give it: what was seen before does not matter."""
    fresh: bool = False
    """Begin anew even when one is unfinished."""


class Form(msgspec.Struct, frozen=True, omit_defaults=True):
    """The form of one paper, as it is stored with its session."""

    exam: Exam
    seconds: int
    areas: tuple[tuple[TopicId, int], ...]
    """How many questions of each stand on it, in order."""
    code: str = ""
    """By which those who gave the same seed see whether theirs is the same paper; else nothing."""

    @property
    def questions(self) -> int:
        """How many there are."""
        return sum(count for _, count in self.areas)


class Mock:
    """One mock exam; its places are counted from 1."""

    def __init__(self, env: Env, library: Library, store: Store, stored: StoredSession) -> None:
        self.stored = stored
        self.form = form_of(stored)
        self.library = library
        self._env = env
        self._store = store
        self._questions = {
            place: draw_question(library.items[item], question_seed(stored.seed, item, 0))
            for place, item in enumerate(stored.queue, 1)
            if item in library.items
        }
        self.sitting = _fold(store, stored, self.form)

    @property
    def total(self) -> int:
        """How many questions there are."""
        return len(self.stored.queue)

    @property
    def is_whole(self) -> bool:
        """Whether every question still stands in the library."""
        return len(self._questions) == self.total

    @property
    def is_over(self) -> bool:
        """Whether it was handed in, or its time is up."""
        return self.sitting.is_over(self._now().milliseconds)

    @property
    def ran_out(self) -> bool:
        """Whether it ended with its time."""
        return self.sitting.ended == self.sitting.begun.deadline

    @property
    def left(self) -> float:
        """The seconds left."""
        return self.sitting.left(self._now().milliseconds)

    @property
    def pace(self) -> Pace:
        """How fast questions are answered, against the plan."""
        return self.sitting.pace(self._now().milliseconds)

    def question(self, place: int) -> Question:
        """Return a question of the paper."""
        return self._questions[place]

    def area(self, place: int) -> TopicId:
        """Return the area a place belongs to."""
        return next(area for area, places in _places(self.form) if place in places)

    def answer(self, place: int, response: Response, seconds: float) -> bool:
        """Keep an answer in place of any earlier one; `False` if the time was up before."""
        return self._keep(Answered(place, response, round(seconds, 3)))

    def flag(self, place: int, flag: Flag, *, on: bool) -> bool:
        """Set a flag or take it away; `False` if the time was up before."""
        return self._keep(Flagged(place, flag, on))

    def hand_in(self) -> Score:
        """End the exam: its answers become reviews, all or none. Once the time is up, as of the deadline."""
        self._refresh()
        at = self.sitting.ends(self._now().milliseconds)
        score = self._score()
        self._end(HandedIn(score), at)
        return score

    def drop(self) -> None:
        """End the exam without a score; what was answered becomes reviews all the same."""
        self._refresh()
        self._end(Dropped(), self.sitting.ends(self._now().milliseconds))

    def questions(self) -> Iterator[tuple[int, Question]]:
        """Yield every question with its place; one whose item is gone from the banks is left out."""
        yield from self._questions.items()

    def answers(self) -> Iterator[tuple[int, Answer]]:
        """Yield every question that was answered, marked, with its place."""
        for place, question in self._questions.items():
            sheet = self.sitting.sheet(place)
            if sheet.response is not None:
                outcome = mark(question, sheet.response)
                yield place, Answer(question, sheet.response, outcome, sheet.seconds)

    def _now(self) -> Moment:
        return self._env.now()

    def _keep(self, event: Event) -> bool:
        self._refresh()
        at = self._now().milliseconds
        if self.sitting.is_over(at):
            return False
        self._store.add_event(self.stored.id, _encode(event), at=at)
        self.sitting = step(self.sitting, at, event)
        return True

    def _refresh(self) -> None:
        """Read what another window did; raises `StoreError` if it ended the exam."""
        self.sitting = _fold(self._store, self.stored, self.form)
        if self.sitting.end is not None:
            raise StoreError(
                f"this exam was handed in in another window; see: examprep exam {self.form.exam} --history",
                f"この試験は別の画面で提出された。結果: examprep exam {self.form.exam} --history",
            )

    def _end(self, event: HandedIn | Dropped, at: int) -> None:
        self._store.end_exam(self.stored.id, list(self._reviews()), _encode(event), at=at)
        self.sitting = step(self.sitting, at, event)

    def _reviews(self) -> Iterator[Review]:
        """Yield a review for every answer, as of when it was given."""
        memories, model = self._store.fetch_memories(self.stored.queue), self._store.model()
        for place, answer in self.answers():
            item = self.library.items[self.stored.queue[place - 1]]
            fact = fact_of(item, answer, self._occasion(self.sitting.sheet(place).at))
            yield remember(fact, memories.get(item.id), model)

    def _occasion(self, at: int) -> Occasion:
        then = self._now().moved_to(at)
        return Occasion(self.stored.id, MODE, at, then.day, then.offset_minutes)

    def _score(self) -> Score:
        blueprint = load_blueprint(self._env.paths.content, self._env.paths.cache, self.form.exam)
        outcomes = {place: answer.outcome for place, answer in self.answers()}
        right = {place for place, outcome in outcomes.items() if isinstance(outcome, Right)}
        areas = tuple(
            AreaScore(area, len(right & set(places)), len(self._questions.keys() & set(places)))
            for area, places in _places(self.form)
        )
        known = blueprint.pass_mark
        return Score(areas, len(outcomes), known.low, known.high, known.confidence)


def begin_or_resume(
    env: Env, library: Library, store: Store, wish: ExamWish, lang: Lang
) -> tuple[Mock, bool]:
    """Resume the unfinished exam of a kind, or draw a new paper and start its clock.

    Returns the exam and whether it was resumed. Raises `UsageError` where another one than the unfinished is
    asked for, or none can be drawn.
    """
    blueprint = load_blueprint(env.paths.content, env.paths.cache, wish.exam)
    adopt_retention(env, store)
    standing = _standing(env, library, store, wish.exam)
    if standing and not wish.fresh:
        _refuse_other(standing[-1], wish, blueprint)
        return standing[-1], True
    stored = _new_session(env, library, store, wish, lang)
    for mock in standing:
        mock.drop()
    store.add_session(stored)
    return Mock(env, library, store, stored), False


def find_unfinished(env: Env, library: Library, store: Store, exam: Exam) -> Mock | None:
    """Return the exam of a kind that was begun and not handed in, the newest."""
    return next(reversed(_standing(env, library, store, exam)), None)


def is_any_overdue(env: Env, store: Store) -> bool:
    """Tell whether the time of an exam ran out while nobody looked."""
    now = env.now().milliseconds
    return any(sitting.is_over(now) for _, sitting in _unfinished(store))


def hand_in_overdue(env: Env, library: Library, store: Store) -> tuple[Mock, ...]:
    """Hand in every exam whose time ran out while nobody looked, as of its deadline."""
    overdue = [mock for mock in _open(env, library, store) if mock.is_over]
    for mock in overdue:
        mock.hand_in()
    return tuple(overdue)


class Past(msgspec.Struct, frozen=True):
    """A mock exam that was handed in."""

    stored: StoredSession
    form: Form
    seconds: float
    """From its beginning to its end."""
    score: Score


def fetch_past(store: Store, exam: Exam) -> tuple[Past, ...]:
    """Return every mock exam that was handed in, the oldest first."""
    return tuple(
        Past(stored, form, (sitting.ended - stored.at) / 1000, sitting.end.score)
        for stored, form, sitting in _kept(store)
        if form.exam == exam
        if isinstance(sitting.end, HandedIn) and sitting.ended is not None
    )


def size_of(wish: ExamWish, blueprint: Blueprint) -> tuple[int, int]:
    """Return how many questions a wish means, and how many seconds."""
    whole, usual = blueprint.questions.value, blueprint.minutes.value * 60
    questions = wish.questions or round(whole)
    seconds = usual * questions / whole if wish.minutes is None else wish.minutes * 60.0
    return (math.ceil(questions / 2), round(seconds / 2)) if wish.half else (questions, round(seconds))


def form_of(stored: StoredSession) -> Form:
    """Return the form that a stored exam has."""
    return msgspec.json.decode(stored.options, type=Form)


def _kept(store: Store) -> Iterator[tuple[StoredSession, Form, Sitting]]:
    """Yield every mock exam with its form and how it went; one that was merged may have no form we know."""
    for stored in store.fetch_sessions(MODE):
        try:
            form = form_of(stored)
            sitting = _fold(store, stored, form)
        except msgspec.DecodeError:
            continue
        yield stored, form, sitting


def _open(env: Env, library: Library, store: Store) -> list[Mock]:
    """Return the exams nobody handed in, the oldest first."""
    return [Mock(env, library, store, stored) for stored, _ in _unfinished(store)]


def _standing(env: Env, library: Library, store: Store, exam: Exam) -> list[Mock]:
    return [mock for mock in _open(env, library, store) if mock.form.exam == exam]


def _unfinished(store: Store) -> Iterator[tuple[StoredSession, Sitting]]:
    for stored, _, sitting in _kept(store):
        if sitting.end is None:
            yield stored, sitting


def _refuse_other(mock: Mock, wish: ExamWish, blueprint: Blueprint) -> None:
    """Raise `UsageError` where the unfinished exam is not the one asked for, or cannot be gone on with."""
    command = f"examprep exam {wish.exam}"
    if not mock.is_whole:
        raise UsageError(
            f"questions of the unfinished exam were withdrawn; begin another: {command} --fresh",
            f"途中の試験の問題が問題集から取り下げられた。新しく始める: {command} --fresh",
        )
    questions, seconds = size_of(wish, blueprint)
    shaped = wish.half or wish.questions is not None or wish.minutes is not None
    other_form = shaped and (questions, seconds) != (mock.form.questions, mock.form.seconds)
    if other_form or wish.seed not in (None, mock.stored.seed):
        raise UsageError(
            f"an exam of {mock.form.questions} questions is unfinished, with {mock.left / 60:.0f} minutes "
            f"left; go on with it: {command}; or begin another: the same command with --fresh",
            f"{mock.form.questions}問の試験が途中で、あと{mock.left / 60:.0f}分ある。続ける: {command}。"
            "新しく始めるには、同じコマンドに --fresh を付ける。",
        )


def _new_session(env: Env, library: Library, store: Store, wish: ExamWish, lang: Lang) -> StoredSession:
    blueprint = load_blueprint(env.paths.content, env.paths.cache, wish.exam)
    now, seed = env.now(), env.seed() if wish.seed is None else wish.seed
    questions, seconds = size_of(wish, blueprint)
    paper = draw_paper(
        blueprint,
        library,
        store.fetch_memories() if wish.seed is None else {},
        random.Random(seed),  # noqa: S311
        questions=questions,
        away=not_asked(store.fetch_marks(), now.day),
    )
    items = (library.items[id] for id in paper.items)
    code = "" if wish.seed is None else code_of(items, seed)
    form = Form(wish.exam, seconds, _counts(paper), code)
    return StoredSession(
        id=SessionId(env.entropy().hex()),
        mode=MODE,
        at=now.milliseconds,
        day=now.day,
        seed=seed,
        lang=lang,
        options=msgspec.json.encode(form).decode(),
        queue=paper.items,
    )


def _counts(paper: Paper) -> tuple[tuple[TopicId, int], ...]:
    return tuple((part.area, len(part.items)) for part in paper.parts if part.items)


def _places(form: Form) -> Iterator[tuple[TopicId, range]]:
    """Yield the places of each area."""
    first = 1
    for area, count in form.areas:
        yield area, range(first, first + count)
        first += count


def _fold(store: Store, stored: StoredSession, form: Form) -> Sitting:
    begun = Begun(stored.at, len(stored.queue), form.seconds)
    try:
        events = [
            (at, msgspec.json.decode(event, type=_EVENT)) for at, event in store.fetch_events(stored.id)
        ]
    except msgspec.MsgspecError as error:
        raise StoreError(
            f"what happened in the exam of session {stored.id} cannot be read: {error}",
            f"試験（セッション {stored.id}）の記録を読めない: {error}。検査する: examprep data verify",
        ) from error
    return fold(begun, events)


def _encode(event: Event) -> str:
    return msgspec.json.encode(event).decode()


_EVENT = Answered | Flagged | HandedIn | Dropped
