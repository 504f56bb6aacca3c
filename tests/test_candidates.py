"""What is chosen from a large store is what would be chosen by weighing everything."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
import pytest

from examprep import aim, candidates
from examprep.aim import Aim, aim_at, current_goal
from examprep.candidates import Past, Pool, footing_of, plan_by_due, plan_by_gain
from examprep.core.aside import Aside, Mark, not_asked
from examprep.core.chance import chance_of
from examprep.core.course import Style
from examprep.core.curriculum import PathId
from examprep.core.day import StudyDay
from examprep.core.fading import EXPONENTIAL, Fading
from examprep.core.item import Item, ItemId, Lang, kind_of
from examprep.core.library import Filter, Library, catalogue_for, lots_passing, select_items
from examprep.core.memory import Fact, Rating, SessionId, remember
from examprep.core.plan import Limits, Way, plan_for_exam, plan_session, throw
from examprep.core.syllabus import Exam
from examprep.env import Env, read_env, write_settings
from examprep.store.store import Store
from examprep.study import Wish, begin_study

pytestmark = pytest.mark.end  # the whole library is weighed, in every way

FILTERS = [
    Filter(),
    Filter(exam=None, kind="choice"),
    Filter(topic="g.ml"),
    Filter(concept="dropout"),
    Filter(cards=True),
    Filter(path="ten-days"),
]
WAYS = [Way(Style.GAIN), Way(Style.PATIENT), Way(Style.LATE_25)]
LIMITS = [Limits(20, 10), Limits(60), Limits(15, 0), Limits(9, 9, a_concept=3)]


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Env:
    paths = read_env({"EXAMPREP_HOME": str(tmp_path_factory.mktemp("home"))}).paths
    day = date.fromordinal(Env(paths).now().day + 50)
    write_settings(paths.config, {"goal": {"exam": "g", "date": day, "minutes": 30}})
    return Env(paths)


@pytest.fixture(scope="module")
def store(env: Env, library: Library) -> Iterator[Store]:
    """Return a store in which part of the library was answered, once or several times, within a year."""
    rng, today = random.Random(1), env.now().day
    with Store.in_memory(entropy=bytes(16)) as store:
        days = sorted(today - int(300 * rng.random() ** 2) for _ in range(300))
        items = rng.sample(sorted(library.items), 200)
        for day in days:
            answer(store, rng.choice(items), StudyDay(day), rng)
        for item in items[:20] + sorted(library.items)[:20]:
            store.keep_mark(Mark(item, Aside.SUSPENDED, 1, today))
        yield store


def answer(store: Store, item: ItemId, day: StudyDay, rng: random.Random) -> None:
    rating = rng.choice([Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.GOOD, Rating.EASY])
    fact = Fact(
        item=item,
        digest="",
        session=SessionId("s"),
        mode="quiz",
        at=day,
        day=day,
        offset=0,
        outcome="wrong" if rating is Rating.AGAIN else "right",
        rating=rating,
        answer="",
        slip=None,
        seconds=rng.uniform(5, 90),
    )
    store.add_review(remember(fact, store.fetch_memories([item]).get(item), store.model()))


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small store be treated as a large one."""
    for name, value in {"FEW": 10, "PAGE": 7}.items():
        monkeypatch.setattr(candidates, name, value)


FADINGS = [None, Fading(EXPONENTIAL, 0.35, 0.5), Fading(-0.5, 0.5)]


@pytest.fixture(params=FADINGS, ids=str)
def fading(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Fading | None:
    """Let recall fade in one of these ways."""
    learned: Fading | None = request.param
    for module in (aim, candidates):
        monkeypatch.setattr(module, "fading_of", lambda *_: learned)
    return learned


def within(aim: Aim, wanted: Sequence[Item]) -> Aim:
    """Return the part of an aim that a session's filter lets through."""
    ids = {item.id for item in wanted}
    kept = [place for place, item in enumerate(aim.items) if item.id in ids]
    course = msgspec.structs.replace(aim.course, entries=tuple(aim.course.entries[n] for n in kept))
    return Aim(aim.goal, tuple(aim.items[n] for n in kept), course)


def past(env: Env, store: Store) -> Past:
    today = env.now().day
    dice = throw(random.Random(5))
    return Past(store, away=not_asked(store.fetch_marks(), today), today=today, dice=dice)


@pytest.mark.parametrize("wanted", [*FILTERS, Filter(bank="ai-history"), Filter(Exam.E, cards=True)], ids=str)
def test_the_lots_that_pass_a_filter_hold_the_items_that_do(library: Library, wanted: Filter) -> None:
    catalogue = catalogue_for(library, wanted)
    order = library.depths if wanted.path is None else library.paths[PathId(wanted.path)].ranks
    passing = [catalogue.lots[place] for place in lots_passing(catalogue, wanted)]
    kins = {item: lot.kin for lot in passing for item in lot.items}

    assert sorted(kins) == sorted(item.id for item in select_items(library, wanted))
    assert sum(len(lot.items) for lot in passing) == len(kins)
    for id, kin in kins.items():
        item = library.items[id]
        assert (kin.kind, kin.level, kin.chance) == (kind_of(item), item.level, chance_of(item))
        assert (kin.depth, kin.syllabus) == (order[item.concept], library.concepts[item.concept].syllabus)
        assert library.find(id) == item


def test_what_is_in_no_library_is_not_found(library: Library) -> None:
    assert library.find(ItemId("softmax/none")) is None
    assert library.find(ItemId("none/card")) is None
    assert library.find(ItemId("none")) is None


@pytest.mark.parametrize("limits", LIMITS, ids=str)
@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_without_a_goal_the_same_is_asked_as_by_sorting_everything(
    env: Env, store: Store, library: Library, wanted: Filter, limits: Limits
) -> None:
    before = past(env, store)
    order = library.depths if wanted.path is None else library.paths[PathId(wanted.path)].ranks
    items = [item for item in select_items(library, wanted) if item.id not in before.away]

    chosen = plan_by_due(Pool(before, library, wanted), limits)

    assert chosen == plan_session(
        items,
        store.fetch_memories(),
        order,
        today=before.today,
        limits=limits,
        rng=random.Random(5),
    )
    assert chosen or (limits.new == 0 and wanted.concept)


@pytest.mark.parametrize("limits", LIMITS, ids=str)
@pytest.mark.parametrize("wanted", FILTERS[:4], ids=str)
def test_with_a_goal_the_same_is_asked_as_by_weighing_everything(
    env: Env, store: Store, library: Library, wanted: Filter, limits: Limits, fading: Fading | None
) -> None:
    before, goal = past(env, store), current_goal(env)
    assert goal is not None
    meant = within(aim_at(env, library, store, goal, store.fetch_memories()), select_items(library, wanted))

    pool = Pool(before, library, msgspec.structs.replace(wanted, exam=goal.exam))
    footing = footing_of(env, library, goal, Pool(before, library, Filter(exam=goal.exam)))

    assert footing.course.fading == fading
    assert footing.course == msgspec.structs.replace(meant.course, entries=())
    for way in WAYS:
        chosen = plan_by_gain(pool, footing, way, limits)
        assert chosen == plan_for_exam(
            meant.items, meant.course, library.depths, limits=limits, way=way, rng=random.Random(5)
        )
        assert chosen or (limits.new == 0 and wanted.concept)


def test_what_is_decided_for_the_days_waits_until_a_session_is_over(
    env: Env, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal, decided = current_goal(env), [Style.LATE_25, Style.PATIENT]
    assert goal is not None
    monkeypatch.setattr(aim, "choose_style", lambda *_: decided.pop(0))
    wish = Wish("quiz", Filter(), Limits(2), seed=1, fresh=True)
    with Store.in_memory(entropy=bytes(16)) as store:
        study, _ = begin_study(env, library, store, wish, Lang.JA)
        assert aim.standing_way(env, store, goal) is None
        assert aim.last_way(env, store, goal) == Way(Style.GAIN)

        study.finish()
        assert aim.standing_way(env, store, goal) == Way(Style.LATE_25)
        study.finish()
        begin_study(env, library, store, wish, Lang.JA)[0].finish()
        assert aim.last_way(env, store, goal) == Way(Style.LATE_25)
        assert decided == [Style.PATIENT]

        store.keep_style(aim.key_of(goal), StudyDay(env.now().day - 30), Style.LATE_50.value)
        study, _ = begin_study(env, library, store, wish, Lang.JA)
        assert aim.last_way(env, store, goal) == Way(Style.LATE_50, -30)
        study.finish()
        assert aim.last_way(env, store, goal) == Way(Style.PATIENT)
