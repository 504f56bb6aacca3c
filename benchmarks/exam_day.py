"""What a way to study is worth on the exam day, for simulated learners of several kinds.

Run with: python benchmarks/exam_day.py [--seeds N] [--learner NAME]... [--weights equal|syllabus] [--write]
With --write the tables go to docs/exam-day.md. It takes half an hour on two cores; one learner
with equal weights takes a few minutes.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import fmean, stdev

from benchmarks.figures import Figure, show
from examprep.aim import HOLDS, PROBES
from examprep.core.course import Course, Entry, Style, choose_style
from examprep.core.curve import Curve, State
from examprep.core.fading import Fading, Probe, learn_fading
from examprep.core.item import Item, ItemId, Recall, Text
from examprep.core.memory import DEFAULT, Model, Rating
from examprep.core.plan import Limits, Way, new_a_day, plan_for_exam

PAGE = Path(__file__).resolve().parent.parent / "docs" / "exam-day.md"
UNSEEN = 0.25
"""What a card never seen counts: a guess among four."""
FIRST = {Rating.AGAIN: 0.28, Rating.HARD: 0.10, Rating.GOOD: 0.50, Rating.EASY: 0.12}
RECALLED = {Rating.HARD: 0.12, Rating.GOOD: 0.76, Rating.EASY: 0.12}
AREAS = (12, 12, 37, 29, 12)
"""Questions of the areas of E資格, for syllabus weights; each area has as many cards as another."""


@dataclass(frozen=True)
class Plan:
    """Cards, days and answers a day."""

    cards: int
    days: int
    answers: int

    def __str__(self) -> str:
        return f"{self.cards} / {self.days} / {self.answers}"


PLANS = (Plan(600, 60, 40), Plan(600, 60, 60), Plan(1000, 90, 60), Plan(300, 14, 60), Plan(600, 21, 60))


# --- learners: what is true


class FsrsLearner:
    """Remembers as FSRS-6 has it, with parameters the program does not know."""

    def __init__(self, weights: tuple[float, ...]) -> None:
        self._curve = Curve(Model(weights))

    def first(self, rating: Rating) -> State:
        """Return the state after a first answer."""
        return self._curve.first(rating)

    def recall(self, state: State, days: int) -> float:
        """Return the true probability of recall some days after an answer."""
        return self._curve.recall(state.stability, days)

    def after(self, state: State, recall: float, rating: Rating) -> State:
        """Return the state after an answer on a later day."""
        if rating is Rating.AGAIN:
            return self._curve.forgotten(state, recall)
        return self._curve.recalled(state, recall, rating)

    def again_today(self, state: State) -> State:
        """Return the state after a lapse was asked again at once."""
        return self._curve.again_today(state)


class HalfLifeLearner:
    """Forgets exponentially; a recall lengthens the half-life the more, the closer it was."""

    def __init__(self, firsts: tuple[float, float, float, float], growth: float, rescue: float) -> None:
        """Take half-lives after a first answer, and what a recall adds: always, and where it was close."""
        self._firsts = dict(zip(Rating, firsts, strict=True))
        self._growth = growth
        self._rescue = rescue

    def first(self, rating: Rating) -> State:
        """Return the state after a first answer."""
        return State(self._firsts[rating], 5.0)

    def recall(self, state: State, days: int) -> float:
        """Return the true probability of recall some days after an answer."""
        return float(2 ** (-days / state.stability))

    def after(self, state: State, recall: float, rating: Rating) -> State:
        """Return the state after an answer on a later day."""
        if rating is Rating.AGAIN:
            return State(max(self._firsts[Rating.AGAIN], 0.4 * state.stability), 5.0)
        bonus = {Rating.HARD: 0.6, Rating.GOOD: 1.0, Rating.EASY: 1.6}[rating]
        return State(state.stability * (1 + bonus * (self._growth + self._rescue * (1 - recall))), 5.0)

    def again_today(self, state: State) -> State:
        """Return the state after a lapse was asked again at once."""
        return State(state.stability * 1.3, 5.0)


STABILITY_90 = 1 / -math.log2(0.9)
"""Half-lives in a stability: recall falls to 90% on the same day by both models."""
Learner = FsrsLearner | HalfLifeLearner
_D = DEFAULT.weights
LEARNERS: dict[str, Learner] = {
    "FSRS-6, other parameters": FsrsLearner(
        (0.60, 1.10, 3.60, 14.0, 6.9, 0.70, 2.40, 0.02, 1.45, 0.12, 1.10, 1.70, 0.09, 0.32, 1.25, 0.35, 2.30,
         0.62, 0.25, 0.12, 0.32)
    ),
    "FSRS-6, the program's own": FsrsLearner(_D),
    "FSRS-6, forgetful": FsrsLearner((*(0.5 * w for w in _D[:4]), *_D[4:8], _D[8] - 0.4, *_D[9:])),
    "FSRS-6, steady": FsrsLearner((*(2.0 * w for w in _D[:4]), *_D[4:8], _D[8] + 0.3, *_D[9:20], 0.25)),
    "half-life": HalfLifeLearner(
        tuple(STABILITY_90 * w for w in _D[:4]), growth=0.8, rescue=12.0  # type: ignore[arg-type]
    ),
    "half-life, hardly remembers": HalfLifeLearner((0.5, 1.2, 3.5, 12.0), growth=0.4, rescue=3.5),
}  # fmt: skip


# --- policies: what is asked


@dataclass
class Desk:
    """What the program knows on a day: its own estimate of each card."""

    plan: Plan
    weights: Sequence[float]
    day: int
    believed: list[State | None]
    last: list[int]
    rng: random.Random
    ways: dict[Fading | None, tuple[int, Style]] = field(default_factory=dict)
    """The day and what was decided on it, by how recall was believed to fade."""
    probes: deque[Probe] = field(default_factory=lambda: deque(maxlen=PROBES))
    """What answers told of memory."""

    @property
    def left(self) -> int:
        """Days until the exam."""
        return self.plan.days - self.day


Policy = Callable[[Desk], Sequence[int]]
BELIEVED = Curve(DEFAULT)


def ours(desk: Desk) -> Sequence[int]:
    """Return what the program's own plan asks, its way chosen anew as `examprep.aim` does it."""
    items = _items(desk.plan.cards)
    entries = tuple(
        Entry(weight, 0.0, 1.0, state, last - desk.day if state else 0, UNSEEN)
        for weight, state, last in zip(desk.weights, desk.believed, desk.last, strict=True)
    )
    new = _new_cards(desk.plan)
    fading = learn_fading(desk.probes, DEFAULT)
    course = Course(entries, desk.left, float(desk.plan.answers), new, DEFAULT, fading)
    decided, style = desk.ways.get(fading, (-HOLDS, Style.GAIN))
    if desk.day - decided >= HOLDS:
        decided, style = desk.ways[fading] = desk.day, choose_style(course, random.Random(desk.day))
    way = Way(style, decided - desk.day)
    limits = Limits(desk.plan.cards, desk.plan.cards)
    asked = plan_for_exam(items, course, {}, limits=limits, way=way, rng=desk.rng)
    return [int(id.partition("/")[0]) for id in asked]


_ITEMS: dict[int, tuple[Item, ...]] = {}


def _items(count: int) -> tuple[Item, ...]:
    if count not in _ITEMS:
        text = Text("", "")
        _ITEMS[count] = tuple(
            Recall(id=ItemId(f"{n:04}/card"), level=1, ask=text, answer=text) for n in range(count)
        )
    return _ITEMS[count]


def by_due_date(desk: Desk, *, retention: float, capped: bool = False) -> Sequence[int]:
    """Return what is due at a retention, the most forgotten first, then new cards."""
    share = (retention ** (1 / BELIEVED.decay) - 1) / BELIEVED.factor
    due: list[tuple[float, int]] = []
    for card, state in enumerate(desk.believed):
        if state is None:
            continue
        interval = max(1, round(state.stability * share))
        if capped:
            interval = min(interval, max(1, desk.plan.days - 1 - desk.last[card]))
        elapsed = desk.day - desk.last[card]
        if elapsed >= interval:
            due.append((BELIEVED.recall(state.stability, elapsed), card))
    return [card for _, card in sorted(due)] + [c for c, state in enumerate(desk.believed) if state is None]


def at_random(desk: Desk) -> Sequence[int]:
    """Return everything not asked today, in any order."""
    return desk.rng.sample(range(desk.plan.cards), desk.plan.cards)


POLICIES: dict[str, Policy] = {
    "examprep": ours,
    "due 0.90": partial(by_due_date, retention=0.90),
    "due 0.95": partial(by_due_date, retention=0.95),
    "capped": partial(by_due_date, retention=0.90, capped=True),
    "random": at_random,
}


# --- one run


def run(plan: Plan, learner: Learner, policy: Policy, *, seed: int, syllabus: bool) -> float:
    """Return the weighted mean of true recall on the exam day."""
    dice = random.Random(f"{seed} {plan}")
    weights = _weights(plan.cards, syllabus=syllabus)
    true: list[State | None] = [None] * plan.cards
    desk = Desk(plan, weights, 0, [None] * plan.cards, [0] * plan.cards, random.Random(seed))
    for day in range(plan.days):
        desk.day = day
        left, new = plan.answers, _new_cards(plan)
        for card in policy(desk):
            if left <= 0:
                break
            if true[card] is None and new == 0:
                continue
            new -= true[card] is None
            left -= _answer(desk, learner, true, card, dice)
    recalls = (
        UNSEEN if state is None else learner.recall(state, plan.days - last)
        for state, last in zip(true, desk.last, strict=True)
    )
    return math.fsum(weight * recall for weight, recall in zip(weights, recalls, strict=True))


def _answer(desk: Desk, learner: Learner, true: list[State | None], card: int, dice: random.Random) -> int:
    """Let the learner answer a card, at once again after a lapse; return how many answers that took."""
    state, believed, elapsed = true[card], desk.believed[card], desk.day - desk.last[card]
    if state is None or believed is None:
        rating = _drawn(FIRST, dice)
        state, believed = learner.first(rating), BELIEVED.first(rating)
    else:
        recall = learner.recall(state, elapsed)
        rating = _drawn(RECALLED, dice) if dice.random() < recall else Rating.AGAIN
        desk.probes.append(Probe(believed.stability, elapsed, rating is not Rating.AGAIN))
        expected = BELIEVED.recall(believed.stability, elapsed)
        state = learner.after(state, recall, rating)
        again = rating is Rating.AGAIN
        believed = (
            BELIEVED.forgotten(believed, expected) if again else BELIEVED.recalled(believed, expected, rating)
        )
    answers = 1
    if rating is Rating.AGAIN:
        state, believed, answers = learner.again_today(state), BELIEVED.again_today(believed), 2
    true[card], desk.believed[card], desk.last[card] = state, believed, desk.day
    return answers


def _new_cards(plan: Plan) -> int:
    return max(10, new_a_day(plan.cards, plan.days))


def _weights(cards: int, *, syllabus: bool) -> list[float]:
    if not syllabus:
        return [1 / cards] * cards
    each = [AREAS[card % len(AREAS)] for card in range(cards)]
    return [weight / sum(each) for weight in each]


def _drawn(shares: dict[Rating, float], dice: random.Random) -> Rating:
    return dice.choices(list(shares), list(shares.values()))[0]


# --- the tables


@dataclass(frozen=True)
class Job:
    """One run, by names, as a worker is told."""

    plan: Plan
    learner: str
    policy: str
    seed: int
    syllabus: bool


def result_of(job: Job) -> float:
    """Return the score of one run."""
    learner, policy = LEARNERS[job.learner], POLICIES[job.policy]
    return run(job.plan, learner, policy, seed=job.seed, syllabus=job.syllabus)


def main() -> None:
    """Run everything that was asked for and print its tables."""
    parser = argparse.ArgumentParser(description="What a way to study is worth on the exam day.")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--learner", action="append", choices=LEARNERS, metavar="NAME", help="all if none")
    parser.add_argument("--weights", choices=["equal", "syllabus"], help="both if none")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} instead of printing")
    asked = parser.parse_args()
    kinds = [asked.weights == "syllabus"] if asked.weights else [False, True]
    tables = [(learner, syllabus) for syllabus in kinds for learner in (asked.learner or LEARNERS)]
    lines, figures = [HEAD.format(seeds=asked.seeds)], []
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for learner, syllabus in tables:
            scores = run_all(pool, learner, asked.seeds, syllabus=syllabus)
            lines += table(scores, learner, asked.seeds, syllabus=syllabus)
            figures.append(figure_of(scores, learner, syllabus=syllabus))
            sys.stderr.write(f"{learner}, {'syllabus' if syllabus else 'equal'} weights: done\n")
    page = "\n".join(lines) + "\n"
    if asked.write:
        PAGE.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
    show(__file__, figures, keep=asked.write and len(tables) == 2 * len(LEARNERS))


def run_all(pool: ProcessPoolExecutor, learner: str, seeds: int, *, syllabus: bool) -> dict[Job, float]:
    """Return the score of every run of one learner."""
    jobs = [
        Job(plan, learner, policy, seed, syllabus)
        for plan in PLANS
        for policy in POLICIES
        for seed in range(seeds)
    ]
    return dict(zip(jobs, pool.map(result_of, jobs), strict=True))


def figure_of(scores: dict[Job, float], learner: str, *, syllabus: bool) -> Figure:
    """Return the mean over all courses beside that of the best other policy."""
    means = {
        policy: fmean(score for job, score in scores.items() if job.policy == policy) for policy in POLICIES
    }
    best = max((policy for policy in POLICIES if policy != "examprep"), key=means.__getitem__)
    weights = "weights of the syllabus" if syllabus else "equal weights"
    return Figure(
        name=f"recall on the exam day: {learner}, {weights}",
        ours=f"{means['examprep']:.3f}",
        peer=f"best of {len(POLICIES) - 1} other policies, {best}: {means[best]:.3f}",
        ratio=f"{means['examprep'] - means[best]:+.3f}",
    )


def table(scores: dict[Job, float], learner: str, seeds: int, *, syllabus: bool) -> Iterator[str]:
    """Yield the table of one learner: a row a course, a column a policy."""
    yield f"\n## {learner}, {'weights of the syllabus' if syllabus else 'equal weights'}\n"
    yield "| cards / days / answers a day | " + " | ".join(POLICIES) + " |"
    yield "|---|" + "--:|" * len(POLICIES)
    for plan in PLANS:
        cells = [
            _cell([scores[Job(plan, learner, policy, seed, syllabus)] for seed in range(seeds)])
            for policy in POLICIES
        ]
        yield f"| {plan} | " + " | ".join(cells) + " |"


def _cell(scores: Sequence[float]) -> str:
    spread = 1.96 * stdev(scores) / math.sqrt(len(scores)) if len(scores) > 1 else math.nan
    return f"{fmean(scores):.3f} ±{spread:.3f}"


HEAD = """\
# What the plan is worth on the exam day

A result inside models of memory, not evidence about people. Each simulated learner answers so many cards a
day until the exam; a card that is forgotten is asked again at once and costs a second answer. The score is
the mean true probability of recall on the day, a card never seen counting as a guess among four. The program
begins with FSRS-6 and its default parameters, whatever is true of the learner. Policies: `examprep`,
the program's own plan; `due`, the most forgotten of what is due at a retention, then new cards; `capped`,
the same at 0.90 with no interval past the exam; `random`. Mean of {seeds} seeds, with the 95% interval of
the mean.

Whatever is true of the learner, the plan is ahead of going by due date at 0.90 in every course, by as much as
the tables say. Where memory fades exponentially (half-life) and not as FSRS-6 believes, the program finds out
from the answers, as it does for a real learner (`core/fading.py`), and then plans with the curve they speak
for; until it has, it trusts that a little is left after long gaps, and its lead is smaller on the whole. Who
hardly remembers ends low whatever is asked. With the weights of the syllabus the five areas count 12, 12, 37,
29 and 12, as many questions as E資格 asks of each. Fitting the model's weights to the answers
(`examprep optimize`) is no part of this simulation.

Written by `python benchmarks/exam_day.py --write`."""


if __name__ == "__main__":
    main()
