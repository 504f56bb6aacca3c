"""A mock exam on a clock of its own: kept at once, resumed after anything, handed in once and in time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from examprep.core.aside import Aside, Mark
from examprep.core.draw import Question, draw_question
from examprep.core.item import ItemId, Lang, Recall, Text
from examprep.core.library import Library
from examprep.core.mark import Passed
from examprep.core.response import DontKnow, Unreadable, Value, read_response, write_response
from examprep.core.sitting import Dropped, Flag
from examprep.core.syllabus import Exam
from examprep.env import Env, Moment, read_env, write_settings
from examprep.errors import StoreError, UsageError
from examprep.loader.cache import load_blueprint
from examprep.mock import (
    ExamWish,
    Mock,
    begin_or_resume,
    fetch_past,
    hand_in_overdue,
    is_any_overdue,
    size_of,
)
from examprep.scored import mistakes_of
from examprep.store.store import Store
from examprep.tui.screens.result import to_explain

NIGHT = datetime(2026, 11, 21, 18, 50, tzinfo=UTC)
"""03:50 of a Japanese night: in ten minutes another study day begins."""
SIX = ExamWish(Exam.E, questions=6, minutes=30, seed=3)


class Later(Env, frozen=True):
    """The same machine at another moment."""

    minutes: float = 0.0

    def now(self) -> Moment:
        return Moment(NIGHT + timedelta(minutes=self.minutes), timedelta(hours=9))


class Desk:
    """One learner's store, at any moment."""

    def __init__(self, home: Path, library: Library, store: Store) -> None:
        self.paths = read_env({"EXAMPREP_HOME": str(home)}).paths
        self.library = library
        self.store = store

    def env(self, minutes: float) -> Env:
        return Later(self.paths, minutes=minutes)

    def sit(self, minutes: float = 0.0, wish: ExamWish = SIX) -> Mock:
        """Begin, or sit down again some minutes after the beginning of all."""
        return begin_or_resume(self.env(minutes), self.library, self.store, wish, Lang.EN)[0]

    def log(self) -> list[dict[str, str | int | float | None]]:
        return list(self.store.log())


@pytest.fixture
def desk(tmp_path: Path, library: Library) -> Iterator[Desk]:
    with Store.in_memory(entropy=bytes(16)) as store:
        yield Desk(tmp_path, library, store)


RightLine = Callable[[Question], str]


def answer_rightly(mock: Mock, place: int, right_line: RightLine) -> None:
    response = read_response(mock.question(place), right_line(mock.question(place)))
    assert not isinstance(response, Unreadable)
    assert mock.answer(place, response, 4.0)


# --- size


def test_size_is_the_blueprints_in_proportion_or_as_said(desk: Desk) -> None:
    form = load_blueprint(desk.paths.content, desk.paths.cache, Exam.E)
    assert size_of(ExamWish(Exam.E), form) == (104, 7200)
    assert size_of(ExamWish(Exam.E, half=True), form) == (52, 3600)
    assert size_of(ExamWish(Exam.E, questions=26), form) == (26, 1800)
    assert size_of(ExamWish(Exam.E, questions=26, minutes=10), form) == (26, 600)
    assert size_of(ExamWish(Exam.E, questions=7, minutes=10, half=True), form) == (4, 300)


# --- resuming


def test_what_was_answered_and_flagged_is_there_after_a_crash_and_the_clock_is_right(
    desk: Desk, right_line: RightLine
) -> None:
    mock = desk.sit()
    answer_rightly(mock, 2, right_line)
    mock.flag(5, Flag.LATER, on=True)

    resumed = desk.sit(12)  # nothing of the first is used any more, and the study day is another

    assert resumed.stored == mock.stored
    assert resumed.sitting == mock.sitting
    assert resumed.left == 18 * 60
    assert resumed.question(2) == mock.question(2)
    assert desk.log() == []


def reworded(library: Library, id: ItemId) -> Library:
    """Return the library with one question put in other words."""
    concept = library.concepts[library.items[id].concept]
    other = Text("別の問い。", "Another question.")
    items = tuple(replace(item, ask=other) if item.id == id else item for item in concept.items)
    return replace(library, concepts={**library.concepts, concept.id: replace(concept, items=items)})


def test_a_seed_is_one_paper_for_all_whatever_they_have_seen(desk: Desk, right_line: RightLine) -> None:
    first = desk.sit()
    for place in range(1, 7):
        answer_rightly(first, place, right_line)
    first.hand_in()

    again = desk.sit(40)

    assert again.stored.id != first.stored.id
    assert again.stored.queue == first.stored.queue
    assert again.question(1) == first.question(1)
    assert re.fullmatch("[0-9a-f]{4}-[0-9a-f]{4}", first.form.code)
    assert again.form.code == first.form.code
    again.drop()
    desk.library = reworded(desk.library, first.stored.queue[3])
    changed = desk.sit(50)
    assert changed.stored.queue == first.stored.queue
    assert changed.form.code != first.form.code, "a code stands for what is asked, not for ids alone"


def test_a_paper_that_is_nobody_elses_has_no_code(desk: Desk) -> None:
    assert desk.sit(wish=ExamWish(Exam.E, questions=6)).form.code == ""


def test_without_a_seed_what_was_seen_is_left_for_later(desk: Desk, right_line: RightLine) -> None:
    first = desk.sit()
    for place in range(1, 7):
        answer_rightly(first, place, right_line)
    first.hand_in()

    for minutes in range(40, 45):
        another = desk.sit(minutes, ExamWish(Exam.E, questions=20, fresh=True))
        assert set(another.stored.queue) & set(first.stored.queue) == set()


def test_suspended_items_are_not_asked(desk: Desk) -> None:
    chosen = desk.sit().stored.queue[0]
    desk.store.keep_mark(Mark(chosen, Aside.SUSPENDED, 0, desk.env(0).now().day))

    assert chosen not in desk.sit(0, msgspec.structs.replace(SIX, fresh=True)).stored.queue


def test_another_form_than_the_unfinished_one_is_refused(desk: Desk) -> None:
    desk.sit()

    for other in (ExamWish(Exam.E, half=True), ExamWish(Exam.E, questions=7), ExamWish(Exam.E, seed=4)):
        with pytest.raises(UsageError, match="an exam of 6 questions is unfinished, with 20 minutes left"):
            desk.sit(10, other)
    assert desk.sit(10, ExamWish(Exam.E)).total == 6
    assert desk.sit(10, ExamWish(Exam.G, questions=5)).form.exam is Exam.G


def test_withdrawn_questions_end_an_exam_and_count_nowhere(desk: Desk, right_line: RightLine) -> None:
    mock = desk.sit()
    answer_rightly(mock, 1, right_line)
    answer_rightly(mock, 2, right_line)
    gone = mock.stored.queue[0].partition("/")[0]
    left = {id: concept for id, concept in desk.library.concepts.items() if id != gone}
    desk.library = Library(left, desk.library.syllabuses)

    with pytest.raises(UsageError, match="withdrawn"):
        desk.sit(5)
    [overdue] = hand_in_overdue(desk.env(60), desk.library, desk.store)

    [past] = fetch_past(desk.store, Exam.E)
    assert (past.score.right, past.score.asked) == (1, 5)
    assert [row["item"] for row in desk.log()] == [overdue.stored.queue[1]]


# --- handing in


def test_answers_become_reviews_of_the_mode_exam_and_open_questions_do_not(
    desk: Desk, right_line: RightLine
) -> None:
    mock = desk.sit()
    answer_rightly(mock, 1, right_line)
    mock.answer(4, DontKnow(), 2.0)
    mock.answer(4, DontKnow(), 3.5)

    score = mock.hand_in()

    assert (score.right, score.asked, score.answered) == (1, 6, 2)
    rows = desk.log()
    assert [(r["item"], r["mode"], r["outcome"], r["rating"], r["seconds"]) for r in rows] == [
        (mock.stored.queue[0], "exam", "right", 3, 4.0),
        (mock.stored.queue[3], "exam", "passed", 1, 5.5),
    ]
    assert set(desk.store.fetch_memories()) == {mock.stored.queue[0], mock.stored.queue[3]}
    assert desk.store.verify() == []


def test_a_perfect_paper_scores_everything(desk: Desk, right_line: RightLine) -> None:
    mock = desk.sit()
    for place in range(1, 7):
        answer_rightly(mock, place, right_line)

    assert mock.hand_in().share == 1
    [past] = fetch_past(desk.store, Exam.E)
    assert past.score.share == 1
    assert [(a.area, a.asked) for a in past.score.areas] == list(mock.form.areas)
    assert fetch_past(desk.store, Exam.G) == ()


def test_a_review_has_the_moment_and_the_study_day_of_its_answer(desk: Desk, right_line: RightLine) -> None:
    answer_rightly(desk.sit(9), 1, right_line)
    answer_rightly(desk.sit(11), 2, right_line)
    desk.sit(12).hand_in()

    before, after = desk.log()

    assert isinstance(before["study_day"], int)
    assert after["study_day"] == before["study_day"] + 1  # the study day turned at 04:00
    assert after["at"] == int((NIGHT + timedelta(minutes=11)).timestamp() * 1000)


def test_after_the_deadline_nothing_is_taken(desk: Desk) -> None:
    desk.sit()
    late = Mock(desk.env(30), desk.library, desk.store, desk.sit().stored)

    assert late.is_over
    assert not late.answer(1, DontKnow(), 1.0)
    assert not late.flag(1, Flag.LATER, on=True)
    assert late.sitting.answered == 0


def test_an_exam_that_ran_out_while_away_is_handed_in_as_of_its_deadline(
    desk: Desk, right_line: RightLine
) -> None:
    answer_rightly(desk.sit(), 1, right_line)
    assert not is_any_overdue(desk.env(29), desk.store)
    assert is_any_overdue(desk.env(3000), desk.store)

    [mock] = hand_in_overdue(desk.env(3000), desk.library, desk.store)

    assert mock.sitting.ended == int((NIGHT + timedelta(minutes=30)).timestamp() * 1000)
    assert [past.seconds for past in fetch_past(desk.store, Exam.E)] == [1800]
    assert len(desk.log()) == 1
    assert hand_in_overdue(desk.env(3001), desk.library, desk.store) == ()


def test_what_one_window_handed_in_another_cannot_hand_in_again(desk: Desk, right_line: RightLine) -> None:
    one, other = desk.sit(), desk.sit()
    answer_rightly(one, 1, right_line)
    one.hand_in()

    for act in (other.hand_in, other.drop, lambda: other.answer(2, DontKnow(), 1.0)):
        with pytest.raises(StoreError, match="handed in in another window"):
            act()
    with pytest.raises(StoreError, match="nothing was kept twice"):  # even between its look and its write
        desk.store.end_exam(one.stored.id, [], "{}", at=0)
    assert len(desk.log()) == 1


def test_two_windows_write_on_one_paper(desk: Desk, right_line: RightLine) -> None:
    one, other = desk.sit(), desk.sit()
    answer_rightly(one, 1, right_line)
    answer_rightly(other, 2, right_line)

    assert one.hand_in().right == 2


def test_beginning_anew_drops_the_score_but_not_the_answers(desk: Desk, right_line: RightLine) -> None:
    old = desk.sit()
    answer_rightly(old, 1, right_line)

    new = desk.sit(5, msgspec.structs.replace(SIX, fresh=True))

    assert new.stored.id != old.stored.id
    assert fetch_past(desk.store, Exam.E) == ()
    assert [row["item"] for row in desk.log()] == [old.stored.queue[0]]
    assert Mock(desk.env(5), desk.library, desk.store, old.stored).sitting.end == Dropped()


# --- what stands on the paper


def test_an_answer_is_written_as_it_could_be_typed(desk: Desk, right_line: RightLine) -> None:
    for item in desk.library.items.values():
        question = draw_question(item, seed=5)
        if isinstance(item, Recall):
            continue
        response = read_response(question, right_line(question))
        assert not isinstance(response, Unreadable)
        again = read_response(question, write_response(response))
        if isinstance(response, Value):
            assert isinstance(again, Value) and again.value == pytest.approx(response.value, rel=1e-9)
        else:
            assert again == response
    assert write_response(DontKnow()) == "?"


# --- the retention that was set


def test_an_exam_adopts_the_retention_that_was_set(desk: Desk) -> None:
    write_settings(desk.paths.config, {"retention": 0.8})

    desk.sit()

    assert desk.store.model().retention == 0.8
    assert desk.store.model().version == 2


def test_what_was_not_answered_is_explained_with_the_mistakes(desk: Desk, right_line: RightLine) -> None:
    mock = desk.sit()
    answer_rightly(mock, 1, right_line)
    mock.answer(2, DontKnow(), 1.0)

    mock.hand_in()

    mistakes = mistakes_of(mock)
    found = {mistake.place: mistake.outcome for mistake in mistakes}
    assert found == {2: Passed(), 3: None, 4: None, 5: None, 6: None}
    assert to_explain(mistakes).en == "1 mistake and 4 not answered, one by one: Enter"
    assert to_explain(mistakes).ja == "誤答 1問、無解答 4問を1問ずつ見る: Enter"
    assert to_explain(mistakes[1:]).en == "4 not answered, one by one: Enter"
    assert to_explain(()).en == "Every answer was right."
