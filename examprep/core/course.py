"""The days up to an exam: what to ask on each, and what that will be worth on the day.

An item's worth is its weight times the probability that it is answered rightly on the exam day. What is asked
now is what raises the sum most per second. That looks one answer ahead, and under a tight budget it is not
always best; so a few ways to use the days are rolled out on the same model, and one replaces the plain way
where it is clearly ahead. All of it holds within the model of memory, and says nothing beyond it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from statistics import fmean, stdev

import msgspec

from examprep.core.curve import Curve, State
from examprep.core.fading import Fading
from examprep.core.memory import Model, Rating

FIRST = {Rating.AGAIN: 0.28, Rating.HARD: 0.10, Rating.GOOD: 0.50, Rating.EASY: 0.12}
"""How a first answer is expected to be rated."""
RECALLED = {Rating.HARD: 0.12, Rating.GOOD: 0.76, Rating.EASY: 0.12}
"""How an item that is recalled is expected to be rated."""
PATIENCE = 0.3
"""How much of what a new item would gain on the last day its gain must exceed in the patient style."""
ROLLOUTS = 4
SAMPLE = 200
"""Items a rollout follows at most; the time is scaled with them."""
FAR = 180
"""Days from which on an exam is far: runs through them take long and tell little."""
HOPELESS = 2
"""Runs after which a style that was ahead in none is given up."""
CLEARLY = 1.0
"""Standard errors by which a style must be ahead of the plain one."""


class Style(StrEnum):
    """A way to use the days."""

    GAIN = "gain"
    """What gains most per second, from the first day on."""
    PATIENT = "patient"
    """The same, but new items wait while reviews gain more."""
    LATE_75 = "late-75"
    """First by due date; by gain in the last 75% of the days."""
    LATE_50 = "late-50"
    LATE_25 = "late-25"

    @property
    def share(self) -> float:
        """The last share of the days on which gain decides."""
        return {"late-75": 0.75, "late-50": 0.5, "late-25": 0.25}.get(self.value, 1.0)


class Entry(msgspec.Struct, frozen=True):
    """One item of a course."""

    weight: float
    """Its share of the exam's points."""
    chance: float
    """Probability of a right answer by guessing."""
    seconds: float
    """One answer takes."""
    state: State | None = None
    """`None`: never seen."""
    last: int = 0
    """The day of its last review; today is 0 and days before are negative."""
    unseen: float | None = None
    """Probability of a right answer if it is never asked; that of guessing where nothing is known."""


class Course(msgspec.Struct, frozen=True):
    """What can be learned, and the time there is for it."""

    entries: tuple[Entry, ...]
    days: int
    """Until the exam; today is day 0, and the exam is on this one."""
    seconds: float
    """A day."""
    new_a_day: int
    model: Model
    fading: Fading | None = None
    """How recall fades for this learner; `None`: as the model has it."""

    @property
    def curve(self) -> Curve:
        """The formulas of memory that hold in the course."""
        return Curve(self.model, self.fading)


def rank(course: Course, style: Style = Style.GAIN, *, decided: int = 0) -> list[int]:
    """Return the entries in the order in which to ask them today, the best first.

    `decided` is the day on which the style was chosen (not after today). What was answered today is left out.
    """
    return _Run(course).ranked(0, style, decided)


def goes_by_due_date(course: Course, style: Style, day: int = 0, decided: int = 0) -> bool:
    """Tell whether a style decided on one day (not after today) still goes by due date on another."""
    return course.days - day > style.share * (course.days - decided)


def gains_now(course: Course, style: Style) -> dict[int, float]:
    """Return what each entry not answered today gains per second, by its place."""
    return _Run(course).gains(0, patient=style is Style.PATIENT)


def score_untouched(course: Course) -> float:
    """Return the expected score if nothing is asked any more."""
    return _Run(course).score()


def roll_out(course: Course, style: Style, seed: float) -> float:
    """Return the score on the exam day after one imagined run through the days.

    Each entry has dice of its own, so that two styles under one seed differ by what they ask, not by luck.
    """
    run = _Run(course)
    dice = [random.Random(f"{seed} {place}") for place in range(len(course.entries))]  # noqa: S311
    for day in range(course.days):
        run.study(day, style, dice)
    return run.score()


def expect_score(course: Course, style: Style, rng: random.Random, rollouts: int = ROLLOUTS) -> float:
    """Return the mean score on the exam day over some imagined runs."""
    sample = _sampled(course, rng)
    rollouts = max(1, min(rollouts, rollouts * FAR // max(course.days, 1)))
    return fmean(roll_out(sample, style, rng.random()) for _ in range(rollouts))


def choose_style(course: Course, rng: random.Random, styles: Iterable[Style] = Style) -> Style:
    """Return the style that is clearly ahead of the plain one in imagined runs, or the plain one.

    Long before the exam it is always the plain one: there is time to decide.
    """
    if not 2 <= course.days <= FAR:
        return Style.GAIN
    sample = _sampled(course, rng)
    seeds = [rng.random() for _ in range(ROLLOUTS)]
    plain = [roll_out(sample, Style.GAIN, seed) for seed in seeds]
    best, lead = Style.GAIN, 0.0
    for style in styles:
        if style is Style.GAIN:
            continue
        ahead = _ahead(sample, style, seeds, plain)
        surely = fmean(ahead) - CLEARLY * stdev(ahead) / math.sqrt(len(ahead))
        if surely > lead:
            best, lead = style, surely
    return best


def _ahead(course: Course, style: Style, seeds: Sequence[float], plain: Sequence[float]) -> list[float]:
    """Return how far a style is ahead of the plain one, seed by seed; a hopeless one is soon given up."""
    ahead: list[float] = []
    for seed, other in zip(seeds, plain, strict=True):
        ahead.append(roll_out(course, style, seed) - other)
        if len(ahead) == HOPELESS and max(ahead) < 0:
            break
    return ahead


def _sampled(course: Course, rng: random.Random) -> Course:
    """Return a course of fewer entries and as much less time, for rollouts."""
    count = len(course.entries)
    if count <= SAMPLE:
        return course
    whole = math.fsum(entry.weight for entry in course.entries)
    sample = msgspec.structs.replace(course, entries=tuple(rng.sample(course.entries, SAMPLE)))
    return stand_for(sample, count, whole)


def stand_for(sample: Course, count: int, weight: float) -> Course:
    """Return a course whose entries were sampled from so many of such weight, scaled to tell the same."""
    share = len(sample.entries) / count
    sampled = math.fsum(entry.weight for entry in sample.entries)
    times = weight / sampled if sampled else 1.0  # a bank may be about no exam, so that nothing weighs
    entries = tuple(msgspec.structs.replace(entry, weight=entry.weight * times) for entry in sample.entries)
    new = max(1, round(sample.new_a_day * share))
    return msgspec.structs.replace(sample, entries=entries, seconds=sample.seconds * share, new_a_day=new)


class _Run:
    """One way through the days; its states change."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._curve = course.curve
        self._states: list[State | None] = [entry.state for entry in course.entries]
        self._last = [entry.last for entry in course.entries]
        self._firsts = [(share, self._after_first(rating)) for rating, share in FIRST.items()]
        self._new_cost = 1 + FIRST[Rating.AGAIN]

    def ranked(self, day: int, style: Style, decided: int = 0) -> list[int]:
        """Return the entries not answered on this day, the best first."""
        if goes_by_due_date(self._course, style, day, decided):
            return self._by_due_date(day)
        gains = self.gains(day, patient=style is Style.PATIENT)
        return sorted(gains, key=lambda place: -gains[place])

    def score(self) -> float:
        """Return the expected score on the exam day: a night at least after any answer."""
        days = self._course.days
        total = 0.0
        for entry, state, last in zip(self._course.entries, self._states, self._last, strict=True):
            if state is None:
                total += entry.weight * _unseen(entry)
            else:
                recall = self._curve.recall(state.stability, max(days - last, 1))
                total += entry.weight * (entry.chance + (1 - entry.chance) * recall)
        return total

    def study(self, day: int, style: Style, dice: Sequence[random.Random]) -> None:
        """Ask on one day what the style puts first, until the time is over."""
        left, new = self._course.seconds, self._course.new_a_day
        for place in self.ranked(day, style):
            if left <= 0:
                return
            if self._states[place] is None:
                if new == 0:
                    continue
                new -= 1
            left -= self._course.entries[place].seconds * self._ask(place, day, dice[place])

    def _ask(self, place: int, day: int, dice: random.Random) -> int:
        """Ask an item, at once again if it fails; return how many answers that took."""
        state = self._states[place]
        if state is None:
            rating = _drawn(FIRST, dice.random())
            self._states[place] = self._after_first(rating)
        else:
            recall = self._curve.recall(state.stability, day - self._last[place])
            if dice.random() < recall:
                rating = _drawn(RECALLED, dice.random())
                self._states[place] = self._curve.recalled(state, recall, rating)
            else:
                rating = Rating.AGAIN
                self._states[place] = self._curve.again_today(self._curve.forgotten(state, recall))
        self._last[place] = day
        return 2 if rating is Rating.AGAIN else 1

    def _after_first(self, rating: Rating) -> State:
        state = self._curve.first(rating)
        return self._curve.again_today(state) if rating is Rating.AGAIN else state

    def gains(self, day: int, *, patient: bool) -> dict[int, float]:
        """Return for each entry not answered today what asking it now gains per second on the exam day."""
        days = self._course.days
        new_recall = self._new_recall(days - day)
        soon_recall = self._new_recall(1) if patient else 0.0
        gains: dict[int, float] = {}
        for place, (entry, state) in enumerate(zip(self._course.entries, self._states, strict=True)):
            if state is None:
                gain = _new_gain(entry, new_recall)
                gain -= PATIENCE * _new_gain(entry, soon_recall) if patient else 0.0
                gains[place] = entry.weight * gain / (entry.seconds * self._new_cost)
            elif self._last[place] < day:
                gain = self._curve.gain(state, day - self._last[place], days - day)
                gains[place] = entry.weight * (1 - entry.chance) * gain / entry.seconds
        return gains

    def _new_recall(self, left: int) -> float:
        """Return the recall expected some days after a first answer."""
        return sum(share * self._curve.recall(state.stability, left) for share, state in self._firsts)

    def _by_due_date(self, day: int) -> list[int]:
        """Return what is due, the most forgotten first, then what is new."""
        due: list[tuple[float, int]] = []
        new: list[int] = []
        for place, state in enumerate(self._states):
            if state is None:
                new.append(place)
                continue
            elapsed = day - self._last[place]
            if elapsed >= max(1, round(state.stability * self._curve.days_to_due)):
                due.append((-elapsed / state.stability, place))  # recall falls with it
        return [place for _, place in sorted(due)] + new


def _unseen(entry: Entry) -> float:
    return entry.chance if entry.unseen is None else entry.unseen


def _new_gain(entry: Entry, recall: float) -> float:
    return entry.chance + (1 - entry.chance) * recall - _unseen(entry)


def _drawn(shares: Mapping[Rating, float], thrown: float) -> Rating:
    """Return the rating on which a number from 0 to 1 falls."""
    for rating, share in shares.items():
        thrown -= share
        if thrown < 0:
            return rating
    return rating
