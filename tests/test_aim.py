"""With a goal, a quiz asks what gains most on the exam day, and the plan says honestly what that promises."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from examprep.aim import HOLDS, aim_at, current_goal, forecast, keep_way, way_to
from examprep.core.aside import Aside, Mark
from examprep.core.chance import chance_of
from examprep.core.course import Course, Entry, Style
from examprep.core.curve import State
from examprep.core.day import StudyDay
from examprep.core.item import ConceptId, Item, ItemId, Recall, Text, kind_of
from examprep.core.library import Library
from examprep.core.memory import DEFAULT, Memory
from examprep.core.pace import LONGEST, USUAL, learn_pace
from examprep.core.plan import Limits, Outlook, Way, course_of, new_a_day, plan_for_exam
from examprep.core.settings import Goal
from examprep.core.syllabus import Exam, is_under
from examprep.env import Env, Moment, read_env, write_settings
from examprep.store.store import Store
from tests.conftest import Command

ENTROPY = bytes(range(16))
TODAY = StudyDay(739_000)
SOON = date.fromordinal(read_env({}).now().day + 90).isoformat()
GOAL = Goal(Exam.E, date.fromordinal(TODAY + 30), 40)


def item(id: str, level: int = 1) -> Recall:
    return Recall(id=ItemId(id), level=level, ask=Text("問", "?"), answer=Text("答", "!"))


# --- the plan


@pytest.mark.parametrize(
    ("unseen", "days", "expected"),
    [(0, 30, 0), (21, 30, 1), (22, 30, 2), (600, 60, 15), (10, 1, 15), (10, 0, 15)],
)
def test_everything_new_is_met_in_the_first_seventy_percent_of_the_days(
    unseen: int, days: int, expected: int
) -> None:
    assert new_a_day(unseen, days) == expected


def test_a_course_has_an_entry_an_item_with_its_weight_its_pace_and_its_past() -> None:
    known = {ItemId("a/1"): Memory(4.0, 6.0, StudyDay(TODAY - 3), TODAY, 2, 0)}
    weights = {ItemId("a/1"): 0.2, ItemId("b/1"): 0.1}
    outlook = Outlook(GOAL, TODAY, weights, {ItemId("c/1"): 0.3}, {"recall": 9.0}, DEFAULT, new=3)

    found = course_of([item("a/1"), item("b/1"), item("c/1")], known, outlook)

    assert found.entries == (
        Entry(0.2, 0.0, 9.0, State(4.0, 6.0), -3),
        Entry(0.1, 0.0, 9.0, unseen=0.0),
        Entry(0.0, 0.0, 9.0, unseen=0.3),
    )
    assert (found.days, found.seconds, found.new_a_day) == (30, 2400.0, 3)


def planned(items: list[Recall], limits: Limits, depths: Mapping[str, int] | None = None) -> tuple[str, ...]:
    entries = tuple(
        Entry(1.0, 0.0, 10.0, State(3.0, 5.0) if one.id.startswith("seen") else None, -9) for one in items
    )
    course = Course(entries, 30, 600.0, 5, DEFAULT)
    by_concept = {ConceptId(id): depth for id, depth in (depths or {}).items()}
    return plan_for_exam(items, course, by_concept, limits=limits, way=Way(), rng=Random(3))


def test_limits_hold_and_equals_come_as_they_rest_on_each_other() -> None:
    items = [item("b/1"), item("a/2", 3), item("a/1"), item("seen/1"), item("seen/2")]
    order = {"a": 0, "b": 1}

    assert planned(items, Limits(10, 10, a_concept=10), order)[:3] == ("a/1", "a/2", "b/1")
    assert planned(items, Limits(10, 1), order) == ("a/1", "seen/1") or planned(
        items, Limits(10, 1), order
    ) == (
        "a/1",
        "seen/2",
    )
    assert len(planned(items, Limits(2, 10))) == 2
    assert planned(items, Limits(10, 0), order)[0].startswith("seen")


# --- pace and chance


def test_pace_starts_as_usual_and_follows_the_learner() -> None:
    assert learn_pace([]) == USUAL
    slow = learn_pace([("choice", 90.0)] * 1000 + [("number", 10_000.0)] * 1000)

    assert slow["choice"] == pytest.approx(90, rel=0.01)
    assert slow["number"] < LONGEST
    assert slow["code"] == USUAL["code"]


def test_chance_of_every_kind_is_a_probability_and_none_for_what_is_typed(library: Library) -> None:
    chances = {id: chance_of(one) for id, one in library.items.items()}

    assert all(0 <= chance <= 0.5 for chance in chances.values())
    assert {chances[id] for id, one in library.items.items() if kind_of(one) in {"recall", "number"}} == {0.0}
    assert all(chances[id] > 0 for id, one in library.items.items() if kind_of(one) in {"choice", "order"})


# --- aim


class At(Env, frozen=True):
    """The same machine some days later."""

    ahead: int = 0

    def now(self) -> Moment:
        there = super().now()
        return Moment(there.at + timedelta(days=self.ahead), there.offset, there.rollover)


def later(env: Env, days: int) -> Env:
    return At(paths=env.paths, ahead=days)


@pytest.fixture
def env(tmp_path: Path) -> Env:
    paths = read_env({"EXAMPREP_HOME": str(tmp_path)}).paths
    day = date.fromordinal(Env(paths).now().day + 20)
    write_settings(paths.config, {"goal": {"exam": "g", "date": day, "minutes": 30}})
    return Env(paths)


@pytest.fixture
def goal(env: Env) -> Goal:
    found = current_goal(env)
    assert found is not None
    return found


def test_a_goal_holds_until_its_day(env: Env) -> None:
    assert current_goal(later(env, 19)) is not None
    assert current_goal(later(env, 20)) is None
    assert current_goal(later(env, 400)) is None


def test_an_aim_holds_the_exams_items_with_all_its_points(env: Env, goal: Goal, library: Library) -> None:
    with Store.in_memory(entropy=ENTROPY) as store:
        away = next(
            id for id, one in library.items.items() if _asks(library, one, "g") and kind_of(one) == "choice"
        )
        store.keep_mark(Mark(away, Aside.SUSPENDED, 1, env.now().day))
        aim = aim_at(env, library, store, goal, {})

    assert all(_asks(library, one, "g") for one in aim.items)
    assert away not in {one.id for one in aim.items}
    assert sum(entry.weight for entry in aim.course.entries) == pytest.approx(1.0)
    assert aim.course.days == 20


def _asks(library: Library, one: Item, exam: str) -> bool:
    return any(is_under(topic, exam) for topic in library.concepts[one.concept].syllabus)


def test_a_way_holds_for_a_week_and_is_then_decided_anew(env: Env, goal: Goal, library: Library) -> None:
    with Store.in_memory(entropy=ENTROPY) as store:
        aim = aim_at(env, library, store, goal, {})
        keep_way(env, store, goal, Way(Style.LATE_50))

        assert way_to(later(env, HOLDS - 1), store, aim) == Way(Style.LATE_50, 1 - HOLDS)
        assert way_to(later(env, HOLDS), store, aim).decided == 0


def test_a_forecast_grows_with_the_minutes_and_stays_the_same_all_day(
    env: Env, goal: Goal, library: Library
) -> None:
    with Store.in_memory(entropy=ENTROPY) as store:
        aim = aim_at(env, library, store, goal, {})
        found, again = forecast(env, store, aim), forecast(env, store, aim)

    scores = [promise.score for promise in found.promises]
    assert [promise.minutes for promise in found.promises] == [10, 20, 30, 40, 50]
    assert scores == sorted(scores)
    assert found.untouched == pytest.approx(found.today)
    assert found.untouched < scores[0] <= scores[-1] <= 1
    assert found == again


@pytest.mark.end
def test_a_goal_is_set_shown_changed_and_dropped(examprep: Command) -> None:
    nothing = examprep("plan", "--lang", "en")
    set_so = examprep("plan", "--exam", "e", "--date", SOON, "--minutes", "40", "--lang", "en")
    examprep("plan", "--minutes", "25")
    changed = json.loads(examprep("plan", "--json").out)["forecast"]
    dropped = examprep("plan", "--drop")

    assert "examprep plan --exam e --date" in nothing.out
    assert "days left" in set_so.out
    assert "40 min" in set_so.out
    assert (changed["goal"]["minutes"], changed["goal"]["date"]) == (25, SOON)
    assert dropped.code == 0
    assert json.loads(examprep("plan", "--json").out)["goal"] is None


@pytest.mark.end
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--exam", "e"), "a goal needs an exam and its date: examprep plan --exam e --date 2027-02-20"),
        (
            ("--date", "2020-01-01", "--exam", "g"),
            "--date 2020-01-01 is not in the future; when is the exam?",
        ),
        (("--date", "soon", "--exam", "g"), '--date "soon" is no date; write it as 2027-02-20'),
        (
            ("--date", SOON, "--exam", "g", "--minutes", "0"),
            "--minutes 0: must be from 1 to 960 a day",
        ),
        *(
            (
                ("--drop", *more),
                "--drop goes alone: it takes the whole goal away. To change the goal, leave --drop out",
            )
            for more in (("--exam", "e"), ("--minutes", "9"), ("--json",))
        ),
    ],
)
def test_a_goal_that_cannot_be_is_refused(examprep: Command, args: tuple[str, ...], message: str) -> None:
    ran = examprep("plan", *args, "--lang", "en")

    assert (ran.code, ran.err) == (2, f"examprep: {message}\n")
    assert not (examprep.home / "config.toml").exists()


@pytest.mark.end
def test_with_a_goal_a_quiz_asks_for_its_exam_only(examprep: Command, library: Library) -> None:
    examprep("plan", "--exam", "g", "--date", SOON)
    examprep("quiz", "--plain", lines="\n?\n" * 30)

    log = [json.loads(line) for line in examprep("data", "log", "--json").out.splitlines()]
    assert len(log) >= 10
    assert all(_asks(library, library.items[ItemId(row["item"])], "g") for row in log)


@pytest.mark.end
def test_cards_are_of_the_goals_exam_and_new_ones_whatever_the_plan_began_today(
    examprep: Command, library: Library
) -> None:
    examprep("plan", "--exam", "g", "--date", SOON, "--minutes", "60")
    examprep("quiz", "--plain", "-n", "15", lines="\n?\n" * 60)

    told = examprep("cards", "--plain", "--lang", "en", lines="\n4\n" * 40).out

    log = [json.loads(line) for line in examprep("data", "log", "--json").out.splitlines()]
    cards = [library.items[ItemId(row["item"])] for row in log if row["mode"] == "cards"]
    assert "10/10" in told
    assert len(cards) == 10 and all(_asks(library, card, "g") for card in cards)


@pytest.mark.end
def test_what_lasts_until_the_exam_is_said_to_and_not_scheduled_past_it(examprep: Command) -> None:
    tomorrow = date.fromordinal(read_env({}).now().day + 1).isoformat()
    examprep("plan", "--exam", "e", "--date", tomorrow)
    told = examprep("quiz", "--plain", "--kind", "recall", "--lang", "en", lines="\n4\n" * 3).out

    assert f"Recalled on the exam day ({tomorrow}) with " in told
    assert "Next on" not in told
