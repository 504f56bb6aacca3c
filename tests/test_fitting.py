"""Fitting the memory model: judged on reviews it has not seen, kept only where it is clearly better."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from examprep import optimizer
from examprep.core.day import StudyDay
from examprep.core.fitting import (
    LEAST_REVIEWS,
    Trial,
    fitted_part,
    hold_trial,
    list_histories,
    log_loss,
    log_losses,
    with_rising_firsts,
)
from examprep.core.item import ItemId, Lang
from examprep.core.library import Filter, Library
from examprep.core.memory import (
    DEFAULT,
    DeviceId,
    Fact,
    Model,
    Rating,
    SessionId,
    clamp_weights,
    remember,
    replay,
    retrievability,
    review,
)
from examprep.core.plan import Limits
from examprep.core.settings import Settings
from examprep.env import Env, read_env
from examprep.errors import ContentError
from examprep.optimizer import Attempt, fit_weights, is_installed, optimize, optimize_now_and_then
from examprep.store import memories
from examprep.store.log import append
from examprep.store.rows import answer_columns
from examprep.store.store import Store
from examprep.study import Wish, begin_study
from tests.conftest import Command

DAY = StudyDay(739_000)
ENTROPY = bytes(range(16))
QUICK_TO_FORGET = msgspec.structs.replace(
    DEFAULT, weights=(0.05, 0.2, 0.6, 1.5, *DEFAULT.weights[4:8], 1.2, *DEFAULT.weights[9:])
)
"""A learner who forgets several times as fast as the default has it."""


def fact(item: str, day: int, rating: Rating = Rating.GOOD) -> Fact:
    return Fact(
        item=ItemId(item),
        digest="d",
        session=SessionId("s"),
        mode="quiz",
        at=day * 1000,
        day=StudyDay(DAY + day),
        offset=540,
        outcome="wrong" if rating is Rating.AGAIN else "right",
        rating=rating,
        answer="",
        slip=None,
        seconds=5.0,
    )


def studied(truth: Model, items: int, days: int = 150, seed: int = 1) -> list[Fact]:
    """Return what a learner does whose memory is of a model and whose days are planned by the default."""
    rng = random.Random(seed)
    facts = []
    for number in range(items):
        day, real, planned = StudyDay(DAY + rng.randrange(days // 2)), None, None
        while day < DAY + days:
            recalled = rng.random() < (0.7 if real is None else retrievability(real, day, truth))
            rating = rng.choice([Rating.HARD, Rating.GOOD, Rating.GOOD]) if recalled else Rating.AGAIN
            for given in [rating] if recalled else [rating, Rating.GOOD]:
                facts.append(fact(f"c/{number:04}", day - DAY, given))
                real, planned = review(real, given, day, truth), review(planned, given, day)
            assert planned is not None
            day = StudyDay(max(planned.due, day + 1) + rng.randrange(2))
    return sorted(facts, key=lambda each: each.day)


def fill(store: Store, facts: list[Fact]) -> None:
    """Put answers in at once, as a merge would."""
    with store._writing():
        for said in facts:
            columns = answer_columns(remember(said, None, DEFAULT))
            append(store._connection, DeviceId("elsewhere"), said.at, columns)
        memories.rebuild(store._connection)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory(entropy=ENTROPY) as opened:
        yield opened


@pytest.fixture
def env(tmp_path: Path) -> Env:
    return read_env({"EXAMPREP_HOME": str(tmp_path)})


# --- what can be foretold


@dataclass(frozen=True)
class Case:
    name: str
    facts: list[Fact]
    histories: list[tuple[tuple[int, int], ...]]


CASES = [
    Case("nothing answered", [], []),
    Case("a first answer has nothing before it", [fact("a", 0)], []),
    Case("a repeat on the same day was just shown", [fact("a", 0, Rating.AGAIN), fact("a", 0)], []),
    Case("another day", [fact("a", 0), fact("a", 3, Rating.HARD)], [((3, 0), (2, 3))]),
    Case(
        "repeats on a day stand in the history of later days",
        [fact("a", 0, Rating.AGAIN), fact("a", 0), fact("a", 2)],
        [((1, 0), (3, 0), (3, 2))],
    ),
    Case(
        "each review by itself, in the order of the log",
        [fact("a", 0), fact("b", 1), fact("b", 2), fact("a", 4), fact("b", 5)],
        [((3, 0), (3, 1)), ((3, 0), (3, 4)), ((3, 0), (3, 1), (3, 3))],
    ),
    Case("a clock that went back", [fact("a", 5), fact("a", 3), fact("a", 6)], [((3, 0), (3, 0), (3, 1))]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_can_be_foretold(case: Case) -> None:
    found = [tuple((rating.value, days) for rating, days in each) for each in list_histories(case.facts)]

    assert found == case.histories
    assert len(list(log_losses(case.facts, DEFAULT))) == len(case.histories)


def test_the_loss_is_the_surprise_by_the_memory_that_replay_gives() -> None:
    before, last = [fact("a", 0), fact("a", 4)], fact("a", 9, Rating.AGAIN)
    expected = retrievability(replay(_reviews(before))[ItemId("a")], last.day)

    *_, loss = log_losses([*before, last], DEFAULT)

    assert loss == pytest.approx(-math.log(1 - expected))


def _reviews(facts: list[Fact]) -> list:  # type: ignore[type-arg]
    return [remember(each, None, DEFAULT) for each in facts]


def test_no_surprise_is_infinite() -> None:
    assert log_loss(1.0, recalled=False) < 30
    assert log_loss(1.0, recalled=True) == 0


def test_the_last_fifth_is_held_out() -> None:
    facts = studied(DEFAULT, 60)
    count = len(list_histories(facts))

    trial = hold_trial(facts, DEFAULT, DEFAULT)

    assert len(fitted_part(list_histories(facts))) + trial.held_out == count
    assert trial.held_out == pytest.approx(count / 5, abs=1)
    assert trial.loss == trial.loss_before
    assert not trial.is_better


@pytest.mark.parametrize(("reviews", "held_out", "sure"), [(5, 1, False), (10, 2, True)])
def test_one_review_tells_nothing_of_chance(*, reviews: int, held_out: int, sure: bool) -> None:
    facts = [fact("a", 2 * day) for day in range(reviews + 1)]

    trial = hold_trial(facts, DEFAULT, QUICK_TO_FORGET)

    assert (trial.held_out, math.isfinite(trial.error)) == (held_out, sure)


def test_the_truth_foretells_best() -> None:
    trial = hold_trial(studied(QUICK_TO_FORGET, 150), DEFAULT, QUICK_TO_FORGET)

    assert trial.loss < trial.loss_before
    assert trial.is_better


@pytest.mark.parametrize(
    ("gain", "error", "better"),
    [
        (0.00201, 0.0, True),
        (0.00199, 0.0, False),
        (0.05, 0.04, True),
        (0.05, 0.06, False),
        (-0.1, 0.01, False),
    ],
)
def test_better_is_better_by_a_margin_and_by_more_than_chance(
    gain: float,
    error: float,
    better: bool,  # noqa: FBT001
) -> None:
    assert Trial(100, loss_before=0.4, loss=0.4 - gain, error=error).is_better is better


def test_weights_are_rounded_and_kept_within_the_bounds_of_the_model() -> None:
    assert clamp_weights([1e9] * 21) == UPPER_BOUNDS_PARAMETERS
    assert clamp_weights([-1e9] * 21) == LOWER_BOUNDS_PARAMETERS
    assert clamp_weights(weight + 0.00001 for weight in DEFAULT.weights) == DEFAULT.weights


def test_a_better_first_rating_never_has_the_shorter_stability() -> None:
    turned = (2.0, 0.5, 3.0, 2.5, *DEFAULT.weights[4:])
    assert with_rising_firsts(turned) == (2.0, 2.0, 3.0, 3.0, *DEFAULT.weights[4:])
    assert with_rising_firsts(DEFAULT.weights) == DEFAULT.weights


# --- the optimizer


def test_who_forgets_what_they_found_easy_is_fitted_a_model_that_keeps_the_order_of_ratings() -> None:
    rng = random.Random(0)
    kept = {Rating.AGAIN: 0.98, Rating.HARD: 0.9, Rating.GOOD: 0.6, Rating.EASY: 0.25}
    histories: list[tuple[tuple[Rating, int], ...]] = []
    for _ in range(2_000):
        first, gap = rng.choice(list(Rating)), rng.choice([1, 2, 3, 5, 8, 13])
        grown = [(first, 0)]
        for _ in range(3):
            recalled = rng.random() < kept[first] ** (gap / 5)
            grown.append((Rating.GOOD if recalled else Rating.AGAIN, gap))
            histories.append(tuple(grown))

    weights = fit_weights(histories)

    assert weights is not None
    assert list(weights[:4]) == sorted(weights[:4])


def test_a_learner_who_forgets_quickly_is_found_out(env: Env, store: Store) -> None:
    facts = studied(QUICK_TO_FORGET, 200)
    fill(store, facts)
    planned = store.fetch_memories()

    attempt = optimize(env, store)

    assert attempt.is_better
    assert attempt.kept == store.model()
    assert attempt.trial is not None
    assert (store.model().version, store.model().retention) == (2, 0.9)
    assert store.model().weights[2] < DEFAULT.weights[2]
    assert store.fetch_memories() == replay((fact for _, fact in store.fetch_reviews()), store.model())
    assert sum(memory.due for memory in store.fetch_memories().values()) < sum(
        memory.due for memory in planned.values()
    )
    assert store.verify() == []


def test_a_fit_is_the_same_every_time() -> None:
    histories = list_histories(studied(QUICK_TO_FORGET, 100))

    assert fit_weights(histories) == fit_weights(histories)


def test_a_learner_like_the_default_keeps_the_default(env: Env, store: Store) -> None:
    fill(store, studied(DEFAULT, 150))

    attempt = optimize(env, store)

    assert attempt.fitted is not None
    assert attempt.kept is None
    assert store.model() == DEFAULT


def test_too_few_reviews_are_not_fitted_to(env: Env, store: Store) -> None:
    fill(store, studied(QUICK_TO_FORGET, 20))

    attempt = optimize(env, store)

    assert 0 < attempt.reviews < LEAST_REVIEWS
    assert attempt == Attempt(attempt.reviews, DEFAULT)


def test_histories_without_a_beginning_give_no_model() -> None:
    third = ((Rating.GOOD, 0), (Rating.GOOD, 3), (Rating.GOOD, 4))

    assert fit_weights([third] * LEAST_REVIEWS) is None


def test_what_is_missing_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, optimizer.LIBRARY, None)

    with pytest.raises(ContentError, match=r"pip install 'examprep\[optimizer\]'"):
        fit_weights([])


# --- by itself


@pytest.fixture
def fits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the fits, without running any."""
    made: list[int] = []

    def try_fit(facts: list[Fact], model: Model) -> Attempt:
        made.append(len(facts))
        return Attempt(len(facts), model)

    monkeypatch.setattr(optimizer, "try_fit", try_fit)
    return made


def later(env: Env, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    now = env.now()
    monkeypatch.setattr(Env, "now", lambda _: now.moved_to(now.milliseconds + days * 86_400_000))


def answers(count: int, begin: int = 0) -> list[Fact]:
    return [fact(f"c/{number}", 0) for number in range(begin, begin + count)]


def test_it_runs_by_itself_weekly_at_most_and_after_enough_new_answers(
    env: Env, store: Store, fits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, answers(399))
    assert optimize_now_and_then(env, store) is None
    fill(store, answers(1, 900))
    assert optimize_now_and_then(env, store) is not None
    fill(store, answers(100, 1000))
    assert optimize_now_and_then(env, store) is None, "the same week"
    later(env, monkeypatch, 7)
    assert optimize_now_and_then(env, store) is not None
    later(env, monkeypatch, 7)
    assert optimize_now_and_then(env, store) is None, "nothing new"
    assert fits == [400, 500], "from 400 reviews on, as the guide says"


def test_a_fit_asked_for_counts_too(env: Env, store: Store, fits: list[int]) -> None:
    fill(store, answers(LEAST_REVIEWS))
    optimize(env, store)

    assert optimize_now_and_then(env, store) is None
    assert len(fits) == 1


def test_a_note_of_the_last_fit_that_cannot_be_read_costs_one_fit(
    env: Env, store: Store, fits: list[int]
) -> None:
    fill(store, answers(LEAST_REVIEWS))
    optimize(env, store)
    (env.paths.cache / "fitted.json").write_text("{", encoding="utf-8")

    assert optimize_now_and_then(env, store) is not None
    assert len(fits) == 2


def test_without_the_library_nothing_runs_by_itself(
    env: Env, store: Store, fits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, answers(LEAST_REVIEWS))
    monkeypatch.setattr(optimizer, "LIBRARY", "no_such_library")

    assert not is_installed()
    assert optimize_now_and_then(env, store) is None
    assert fits == []


# --- the retention that is set


def test_a_session_adopts_the_retention_that_is_set(env: Env, store: Store, library: Library) -> None:
    fill(store, studied(DEFAULT, 5))
    due = {item: memory.due for item, memory in store.fetch_memories().items()}
    env.__dict__["settings"] = Settings(retention=0.95)
    wish = Wish("quiz", Filter(), Limits())

    for _ in range(2):
        begin_study(env, library, store, wish, Lang.EN)

    assert store.model() == Model(DEFAULT.weights, 0.95, 2), "once"
    assert all(memory.due <= due[item] for item, memory in store.fetch_memories().items())


# --- the command


def home_of(examprep: Command, facts: list[Fact]) -> None:
    with Store.open(examprep.home / "progress.db", entropy=ENTROPY) as store:
        fill(store, facts)


@pytest.mark.end
def test_optimize_shows_first_and_then_keeps(examprep: Command) -> None:
    home_of(examprep, studied(QUICK_TO_FORGET, 200))

    shown = examprep("optimize", "--dry-run", "--lang", "en")
    kept = json.loads(examprep("optimize", "--json").out)
    again = examprep("optimize", "--dry-run", "--json")

    assert shown.code == 0
    assert "Log loss on the last" in shown.out
    assert "Worth keeping" in shown.out
    assert (kept["kept"], kept["version"], kept["better"]) == (True, 2, True)
    assert kept["loss_before"] - kept["loss"] >= kept["margin"]
    assert f"{kept['loss_before']:.4f}" in shown.out
    assert f"{kept['loss']:.4f}" in shown.out
    assert f"Items due by today: {kept['due_before']} -> {kept['due']}" in shown.out
    assert json.loads(again.out)["weights_before"] == kept["weights"]
    assert examprep("data", "verify").code == 0


@pytest.mark.end
def test_optimize_says_what_is_missing(examprep: Command, tmp_path: Path) -> None:
    few = examprep("optimize", "--lang", "en")
    home_of(examprep, studied(DEFAULT, 130))
    (tmp_path / "fsrs_rs_python.py").write_text("raise ImportError", encoding="utf-8")
    missing = examprep("optimize", "--lang", "en", variables={"PYTHONPATH": str(tmp_path)})

    assert (few.code, few.err) == (1, "")
    assert f"Fitting needs {LEAST_REVIEWS} reviews" in " ".join(few.out.split())
    assert "there are 0." in " ".join(few.out.split())
    assert missing.code == 3
    assert missing.err == (
        "examprep: the optimizer is not installed; install it with: pip install 'examprep[optimizer]'\n"
    )


@pytest.mark.end
def test_a_quiz_ends_with_a_fit_that_is_announced_once(examprep: Command) -> None:
    home_of(examprep, studied(QUICK_TO_FORGET, 200))

    first, second = (examprep("quiz", "--lang", "en", lines="") for _ in range(2))

    assert "The memory model was fitted anew" in first.out
    assert "(version 2)" in first.out
    assert "memory model" not in second.out
