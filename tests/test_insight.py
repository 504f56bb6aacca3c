"""`readiness` and `stats` through the real command: what is shown, what is withheld and why."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from examprep.core.bank import Concept
from examprep.core.day import StudyDay, date_of
from examprep.core.item import Item, ItemId, digest_of
from examprep.core.library import Library
from examprep.core.memory import DEFAULT, Fact, Memory, Rating, Review, SessionId, remember
from examprep.core.readiness import items_by_area
from examprep.core.syllabus import Exam
from examprep.core.text import width
from examprep.env import read_env
from examprep.loader.cache import load_blueprint
from examprep.store.store import Store
from tests.conftest import Command

pytestmark = pytest.mark.end

DAYS = (12, 5)
"""How long ago everything of the history was answered."""
LEFT = 40
"""Days until the exam."""


def first_items(library: Library, exam: Exam, share: float) -> Iterator[Item]:
    """Yield one item of a share of each area's concepts."""
    env = read_env({})
    for items in items_by_area(load_blueprint(env.paths.content, env.paths.cache, exam), library).values():
        own = {item.concept: item for item in reversed(items)}
        yield from list(own.values())[: int(len(own) * share) + 1]


def study(home: Path, items: list[Item], days: tuple[int, ...] = DAYS) -> None:
    """Answer items some days ago, every fifth answer wrong, at a minute and 40 seconds each."""
    env = read_env({"EXAMPREP_HOME": str(home)})
    now, memories = env.now(), dict[ItemId, Memory]()
    with Store.open(env.paths.progress, entropy=bytes(16)) as store:
        answers: list[Review] = []
        for ago in days:
            for place, item in enumerate(items):
                wrong = (place + ago) % 5 == 0
                fact = Fact(
                    item=item.id, digest=digest_of(item), session=SessionId("s"), mode="quiz",
                    at=now.milliseconds - ago * 86_400_000 + place, day=StudyDay(now.day - ago), offset=0,
                    outcome="wrong" if wrong else "right", rating=Rating.AGAIN if wrong else Rating.GOOD,
                    answer="{}", slip=None, seconds=100.0,
                )  # fmt: skip
                answers.append(remember(fact, memories.get(item.id), DEFAULT))
                memories[item.id] = answers[-1].after
        store.end_exam(SessionId("s"), answers, "{}", at=now.milliseconds)  # all at once is quick


def today() -> date:
    return date_of(read_env({}).now().day)


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory, library: Library, compiled: Path) -> Command:
    """Return the program with the home of somebody who studies for E資格; nothing here writes to it."""
    home = tmp_path_factory.mktemp("learner") / "home"
    study(home, list(first_items(library, Exam.E, 0.3)))
    day = today() + timedelta(days=LEFT)
    (home / "config.toml").write_text(f'[goal]\nexam = "e"\ndate = {day}\nminutes = 30\n', encoding="utf-8")
    return Command(home, compiled)


@pytest.fixture
def beginner(examprep: Command) -> Command:
    """Return the program with an empty home, but for a compiled library, which takes seconds to make."""
    examprep.home.mkdir()
    return examprep


def told(command: Command, *args: str) -> Any:
    ran = command(*args, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.fixture(scope="module")
def ready(learner: Command) -> Any:
    """Return what `readiness --json` tells that learner."""
    return told(learner, "readiness")


@pytest.fixture(scope="module")
def counted(learner: Command) -> Any:
    """Return what `stats --json` tells that learner."""
    return told(learner, "stats")


# --- readiness


def test_readiness_tells_today_and_the_exam_day_of_the_goal(ready: Any) -> None:
    found = ready

    assert (found["schema"], found["exam"], found["withheld"]) == (1, "e", [])
    assert found["today"]["day"] == today().isoformat()
    assert found["exam_day"]["day"] == (today() + timedelta(days=LEFT)).isoformat()
    for day in (found["today"], found["exam_day"]):
        assert 0.25 < day["score"]["low"] < day["score"]["mean"] < day["score"]["high"] < 0.9
        assert 0 <= day["passing"]["high"] < day["passing"]["low"] <= 1
        assert sum(area["share"] for area in day["areas"]) == pytest.approx(1)
        mean = sum(area["share"] * area["score"]["mean"] for area in day["areas"])
        assert day["score"]["mean"] == pytest.approx(mean)
    assert found["exam_day"]["score"]["mean"] < found["today"]["score"]["mean"]


@pytest.mark.parametrize("columns", [60, 100])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_readiness_says_it_all_to_a_person(learner: Command, ready: Any, columns: int, lang: str) -> None:
    ran = learner("readiness", "--lang", lang, variables={"COLUMNS": str(columns)})
    json_day = ready["today"]

    assert ran.code == 0
    assert max(map(width, ran.out.splitlines())) <= columns
    expected = {
        "ja": (
            "今日: ",
            "40日後、何もしなければ",
            "合格の確率",
            "合格点は公表されておらず",
            "弱い概念（基礎から",
        ),
        "en": ("Today: ", "in 40 days, without more study", "to pass: ", "are not published", "basics first"),
    }[lang]
    one_line = ran.out.replace("\n", "" if lang == "ja" else " ")
    assert [words for words in expected if words not in one_line] == []
    assert f"{json_day['score']['mean']:.0%}" in ran.out
    for area in json_day["areas"]:
        assert f"{area['seen']}/{area['concepts']}" in ran.out


def test_weak_concepts_come_basics_first_with_their_drills(
    learner: Command, ready: Any, library: Library
) -> None:
    weak = ready["weak"]
    order = [own["concept"] for own in weak]

    assert len(order) > 5
    assert all(own["recall"] < 0.8 for own in weak)
    for own in weak:
        concept: Concept = library.concepts[own["concept"]]
        assert own["drill"] == next(iter(concept.drills), None)
        assert all(order.index(basic) < order.index(own["concept"]) for basic in own["first"])
        assert set(own["first"]) >= set(concept.requires) & set(order)
    assert any(own["drill"] for own in weak[:8]) == ("examprep drill start" in learner("readiness").out)


def test_another_exam_than_the_goal_s_has_no_day_and_says_what_is_missing(learner: Command) -> None:
    found = told(learner, "readiness", "--exam", "g")

    assert (found["exam_day"], found["today"]["score"], found["today"]["passing"]) == (None, None, None)
    reasons = {reason["reason"] for reason in found["withheld"]}
    assert reasons <= {"answers", "concepts"}
    topics = {reason["topic"] for reason in found["withheld"] if "topic" in reason}
    assert "g.law" in topics


def test_a_beginner_is_told_what_is_missing_in_both_languages(beginner: Command) -> None:
    japanese, english = (beginner("readiness", "--exam", "e", "--lang", lang) for lang in ("ja", "en"))

    assert japanese.code == english.code == 0
    assert "見込みの得点は、まだ記録が足りないので示さない。" in japanese.out
    assert "- 採点された解答: あと30（30以上で。いま0。自己評価は数えず、" in japanese.out
    assert "（各領域の20%以上で）" in japanese.out
    assert "The score to expect is withheld: there is too little to tell it from." in english.out
    assert "- marked answers: 30 more (at least 30; you have 0. Those that you rate yourself" in english.out
    assert "(at least 20% of each)" in english.out
    assert "examprep quiz --topic e." in english.out
    assert "%（" not in japanese.out.split("配点")[1]
    assert not (beginner.home / "progress.db").exists()


def test_some_answers_are_not_enough_and_only_what_is_missing_is_said(
    beginner: Command, library: Library
) -> None:
    study(beginner.home, list(first_items(library, Exam.E, 0.1)), days=(1,))

    found = told(beginner, "readiness", "--exam", "e")
    said = beginner("readiness", "--exam", "e").out

    answers = found["today"]["answers"]
    assert 0 < answers < 60
    assert ("採点された解答" in said) == (answers < 30)
    missing = [reason["missing"] for reason in found["withheld"] if reason["reason"] == "concepts"]
    assert f"{len(missing)}領域であと{sum(missing)}" in said


@pytest.mark.parametrize(
    ("lang", "between", "last"),
    [("ja", "今日なら {}（{}）", "学習する: examprep quiz"), ("en", "today {} ({})", "Study: examprep quiz")],
)
def test_a_plan_tells_the_score_that_readiness_tells(
    learner: Command, ready: Any, lang: str, between: str, last: str
) -> None:
    plan, said = told(learner, "plan"), learner("plan", "--lang", lang).out
    then = ready["exam_day"]["score"]
    scores = [promise["score"] for promise in plan["forecast"]["promises"]]
    today = ready["today"]["score"]

    assert plan["withheld"] == []
    assert plan["score"] == {"today": today, "exam_day": then}
    assert (plan["forecast"]["today"], plan["forecast"]["untouched"]) == (today["mean"], then["mean"])
    assert then["mean"] < scores[0] <= scores[-1] <= 1
    assert between.format(f"{today['mean']:.0%}", f"{today['low']:.0%}-{today['high']:.0%}") in said
    assert last in said


def test_a_plan_withholds_the_score_that_readiness_withholds(beginner: Command) -> None:
    day = (today() + timedelta(days=LEFT)).isoformat()
    japanese = beginner("plan", "--exam", "e", "--date", day).out.replace("\n", "")
    english = beginner("plan", "--lang", "en").out.replace("\n", " ")
    plan, ready = told(beginner, "plan"), told(beginner, "readiness")

    concepts = [own["missing"] for own in ready["withheld"] if own["reason"] == "concepts"]
    assert plan["withheld"] == ready["withheld"] and plan["score"] == {"today": None, "exam_day": None}
    assert {plan["forecast"][name] for name in ("today", "untouched")} == {None}
    assert {promise["score"] for promise in plan["forecast"]["promises"]} == {None}
    assert (
        f"見込みの得点はまだ示さない（採点された解答があと30、学んだ概念が{len(concepts)}領域で"
        f"あと{sum(concepts)}）。採点された解答が30（自己評価は数えない）、学んだ概念が各領域の20%以上になれば示す。"
        in japanese
    )
    assert (
        "The score to expect is withheld; still missing: 30 more marked answers, "
        f"{sum(concepts)} more concepts in {len(concepts)} areas. It is told once 30 answers are marked "
        "(not those that you rate yourself) and 20% of every area's concepts are seen." in english
    )
    assert "%（" not in japanese and "#" not in japanese


def test_without_goal_and_exam_it_asks_which(beginner: Command) -> None:
    ran = beginner("readiness", "--lang", "en")

    assert ran.code == 2
    assert "which exam? Name it: examprep readiness --exam e" in ran.err
    assert "examprep plan --exam e" in ran.err


def test_no_such_exam(beginner: Command) -> None:
    assert beginner("readiness", "--exam", "x").code == 2


def test_a_goal_that_is_over_is_said_to_be(beginner: Command) -> None:
    (beginner.home / "config.toml").write_text('[goal]\nexam = "g"\ndate = 2020-02-01\nminutes = 30\n')

    ran = beginner("readiness")

    assert "目標の日（2020-02-01）は過ぎた" in ran.out
    assert told(beginner, "readiness")["exam_day"] is None


def test_a_damaged_progress_file_is_no_crash(beginner: Command) -> None:
    (beginner.home / "progress.db").write_bytes(b"not a database, and long enough to be read as one" * 50)

    for command in ("readiness", "stats"):
        assert beginner(command, *(("--exam", "e") if command == "readiness" else ())).code == 4


# --- stats


def test_stats_count_days_time_and_what_is_due(counted: Any, library: Library) -> None:
    found, items = counted, len(list(first_items(library, Exam.E, 0.3)))

    assert found["answered"] == 2 * items
    days = {date.fromisoformat(day): count for day, count in found["days"].items()}
    assert {day: count for day, count in days.items() if count} == {
        today() - timedelta(days=ago): items for ago in DAYS
    }
    assert 176 <= len(days) <= 182
    assert max(days) == today()
    assert found["seconds"] == {"today": 0.0, "week": 100.0 * items, "total": 200.0 * items}
    assert (found["streak"], found["freezes"]) == (0, 0)
    assert [own["day"] for own in found["forecast"]] == [
        (today() + timedelta(days=n)).isoformat() for n in range(14)
    ]
    assert found["forecast"][0]["questions"] == found["due"]


def test_stats_compare_recall_with_its_prediction(counted: Any, library: Library) -> None:
    found, items = counted["retention"], list(first_items(library, Exam.E, 0.3))
    right = sum((place + DAYS[1]) % 5 != 0 for place in range(len(items)))

    assert found["all"] == found["recent"]
    assert found["all"]["count"] == len(items) == sum(own["count"] for own in found["all"]["bins"])
    assert found["all"]["recalled"] == pytest.approx(right / len(items))
    assert 0.5 < found["all"]["predicted"] < 0.95
    assert 0 < found["all"]["brier"] < 1


@pytest.mark.parametrize("columns", [60, 100])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_stats_say_it_all_to_a_person(learner: Command, columns: int, lang: str) -> None:
    ran = learner("stats", "--exam", "e", "--lang", lang, variables={"COLUMNS": str(columns)})

    assert ran.code == 0
    assert max(map(width, ran.out.splitlines())) <= columns
    labels = {
        "ja": ("時間 今日 0分", "これから14日の復習", "解答した日", "想起の予測と実際", "Brier"),
        "en": (
            "time today 0 min",
            "Due in the next 14 days",
            "Days studied",
            "Recall, predicted and true",
            "Brier",
        ),
    }[lang]
    places = [ran.out.index(label) for label in labels]
    assert places == sorted(places)
    assert "\x1b" not in ran.out


def test_time_beyond_three_minutes_is_not_counted_and_a_missed_day_breaks_no_streak(
    beginner: Command, library: Library
) -> None:
    items = list(first_items(library, Exam.E, 0.1))[:3]
    study(beginner.home, items, days=(3, 1, 0))
    with sqlite3.connect(beginner.home / "progress.db") as connection:
        connection.execute("drop trigger review_is_never_changed")
        connection.execute("update review set seconds = 4000 where item = ?", (items[0].id,))
    connection.close()

    found = told(beginner, "stats")

    assert found["seconds"] == {"today": 380.0, "week": 1140.0, "total": 1140.0}
    assert (found["streak"], found["freezes"]) == (3, 1)
    assert "連続 3日（休み1日）" in beginner("stats").out
    assert "streak 3 days (missed 1)" in beginner("stats", "--lang", "en").out


def test_the_first_day_has_nothing_to_compare_yet(beginner: Command, library: Library) -> None:
    study(beginner.home, list(first_items(library, Exam.E, 0.1))[:3], days=(0,))

    assert "まだ比べられない。" in beginner("stats").out
    assert told(beginner, "stats")["retention"]["all"]["brier"] is None
