"""Nothing to ask: the session says which limit or filter is the reason, and what to type to go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from examprep.core.aside import Aside
from examprep.core.bank import Bank, BankId, Concept
from examprep.core.day import StudyDay, date_of
from examprep.core.item import Choice, ConceptId, ItemId, Lang, Option, Text
from examprep.core.library import Filter, Library, merge_banks
from examprep.core.response import Picked
from examprep.core.syllabus import TopicId
from examprep.env import Env, read_env, write_settings
from examprep.lull import why_nothing
from examprep.store.store import Store
from examprep.study import Wish, begin_study, limits_of, mark_item

OPTIONS = (Option(Text("a", "a"), right=True), Option(Text("b", "b"), why=Text("?", "?")))
ITEM = ItemId("softmax/one")
LIBRARY = merge_banks(
    [
        Bank(
            id=BankId("b"),
            title=Text("b", "b"),
            concepts=(
                Concept(
                    id=ConceptId("softmax"),
                    title=Text("s", "s"),
                    syllabus=(TopicId("e.x"),),
                    note=Text("n", "n"),
                    sources=("s",),
                    items=(
                        Choice(id=ITEM, level=1, ask=Text("?", "?"), options=OPTIONS, why=Text("w", "w")),
                    ),
                ),
            ),
        )
    ],
    {},
)


@pytest.fixture
def env(tmp_path: Path) -> Env:
    return read_env({"EXAMPREP_HOME": str(tmp_path)})


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory(entropy=bytes(16)) as opened:
        yield opened


def wish(new: int | None = None, **wanted: str) -> Wish:
    return Wish("quiz", Filter(**wanted), limits_of(5, new))  # type: ignore[arg-type]


def reason(env: Env, store: Store, wished: Wish, library: Library = LIBRARY) -> Text:
    study, _ = begin_study(env, library, store, wished, Lang.JA)
    assert study.total == 0
    return why_nothing(env, store, library, wished)


def answer(env: Env, store: Store) -> int:
    study, _ = begin_study(env, LIBRARY, store, wish(), Lang.JA)
    question = study.question()
    assert question is not None
    right = next(place for place, index in enumerate(question.order, 1) if OPTIONS[index].right)
    return study.answer(question, Picked((right,)), 1.0).memory.due


def test_a_filter_that_is_too_narrow_is_written_out(env: Env, store: Store) -> None:
    told = reason(env, store, wish(concept="softmax", kind="order"))

    assert told.ja == "条件に合う問題が問題集にない: --concept softmax --kind order。条件を減らす。"
    assert told.en == "No question matches: --concept softmax --kind order. Leave a condition out."


def test_a_full_day_names_its_limit_and_how_to_raise_it(env: Env, store: Store) -> None:
    answer(env, store)
    write_settings(env.paths.config, {"daily": 1})

    assert reason(read_env({"EXAMPREP_HOME": str(env.paths.config.parent)}), store, wish()).en == (
        "You gave 1 answer today, and daily = 1 allows no more. To go on today: "
        "examprep config set daily 2; without any limit: examprep config set daily 0"
    )


@pytest.mark.parametrize(
    ("kind", "counts"),
    [(Aside.SUSPENDED, "1 suspended, 0 buried"), (Aside.BURIED, "0 suspended, 1 buried")],
)
def test_questions_set_aside_are_counted(env: Env, store: Store, kind: Aside, counts: str) -> None:
    mark_item(env, store, ITEM, kind)

    told = reason(env, store, wish(concept="softmax"))

    assert told.en.startswith(f"The only question that matches is set aside ({counts} for today).")
    assert "examprep unmark" in told.en and "examprep marks" in told.ja


def test_a_flag_keeps_no_question_away(env: Env, store: Store) -> None:
    mark_item(env, store, ITEM, Aside.FLAGGED)

    assert begin_study(env, LIBRARY, store, wish(), Lang.JA)[0].total == 1


def test_no_new_ones_were_asked_for(env: Env, store: Store) -> None:
    told = why_nothing(env, store, LIBRARY, wish(new=0, topic="e.x"))

    assert told.en == (
        "Nothing is due, and --new 0 allows no new question. For new questions: "
        "examprep quiz --topic e.x --new 10"
    )


def test_the_new_ones_of_today_are_done(env: Env, store: Store) -> None:
    write_settings(env.paths.config, {"new": 0})

    told = reason(read_env({"EXAMPREP_HOME": str(env.paths.config.parent)}), store, wish())

    assert told.ja == (
        "今日の新しい問題は終わった（0）。復習の時期が来た問題もない。もっと出すなら: examprep quiz --new 10"
    )


def test_cards_are_called_cards(env: Env, store: Store) -> None:
    cards = Wish("cards", Filter(cards=True), limits_of(20, 0))

    assert reason(env, store, cards) == Text(
        "復習の時期が来たカードはなく、新しいカードは --new 0 なので出さない。"
        "新しいカードを出すなら: examprep cards --new 10",
        "Nothing is due, and --new 0 allows no new card. For new cards: examprep cards --new 10",
    )


def test_nothing_due_tells_the_day_of_the_next_review(env: Env, store: Store) -> None:
    due = StudyDay(answer(env, store))

    told = reason(env, store, wish())

    assert f"The next review is on {date_of(due)} (1)." in told.en
    assert told.en.endswith("A mock exam is always open: examprep exam e --half")
    assert reason(env, store, wish(kind="choice")).en.endswith("For other questions: examprep quiz")
