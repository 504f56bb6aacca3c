"""How a mock exam went: area by area, and against where the pass mark is believed to lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from examprep.core.interval import CERTAINTY, wilson
from examprep.core.item import Text
from examprep.core.paper import PassMark
from examprep.core.syllabus import TopicId

RECENT = 3
"""Mocks that the newest one is compared with."""


class Passing(StrEnum):
    """Where a score lies beside the range in which the pass mark is believed to be."""

    ABOVE = "above"
    INSIDE = "inside"
    BELOW = "below"


class AreaScore(msgspec.Struct, frozen=True):
    """How one area went."""

    area: TopicId
    right: int
    asked: int

    @property
    def share(self) -> float:
        """The share of right answers."""
        return _share(self.right, self.asked)


class Score(msgspec.Struct, frozen=True):
    """How a mock exam went; only what is right in every part counts."""

    areas: tuple[AreaScore, ...]
    answered: int
    low: float
    """Of the range in which the pass mark is believed to lie."""
    high: float
    confidence: str

    @property
    def right(self) -> int:
        """How many questions were answered rightly."""
        return sum(area.right for area in self.areas)

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return sum(area.asked for area in self.areas)

    @property
    def share(self) -> float:
        """The share of all questions."""
        return _share(self.right, self.asked)

    @property
    def passing(self) -> Passing:
        """Where the score lies beside the pass range."""
        if self.share > self.high:
            return Passing.ABOVE
        return Passing.INSIDE if self.share >= self.low else Passing.BELOW

    @property
    def margin(self) -> tuple[float, float]:
        """Where the share over ever more such questions would lie, 95 times of 100 (Wilson's interval)."""
        low, high = wilson(self.right, self.asked)
        return min(low, self.share), max(high, self.share)  # float noise


class Trend(msgspec.Struct, frozen=True):
    """How the newest mock compares with those just before it."""

    change: float
    """In shares of all points."""
    margin: float
    """Chance alone stays within it 95 times of 100."""

    @property
    def is_clear(self) -> bool:
        """Whether the change is more than chance would do."""
        return abs(self.change) > self.margin


def trend_of(scores: Sequence[Score]) -> Trend | None:
    """Compare the newest of some scores, the oldest first, with a few before it; `None` if there is none."""
    if len(scores) < 2:
        return None
    last, before = scores[-1], scores[-1 - RECENT : -1]
    asked = sum(score.asked for score in before)
    known = _share(sum(score.right for score in before), asked)
    variance = _variance(last.share, last.asked) + _variance(known, asked)
    return Trend(last.share - known, CERTAINTY * math.sqrt(variance))


def trend_words(trend: Trend) -> Text:
    """Say how the newest mock compares with those before it, and whether chance alone would do that."""
    change, margin = f"{trend.change * 100:+.0f}", f"{trend.margin * 100:.0f}"
    ja, en = ("", "") if trend.is_clear else ("、偶然の範囲", ": no more than chance does")
    return Text(
        f"直前の模擬試験（最大{RECENT}回）と比べて {change} ポイント（誤差 ±{margin}）{ja}。",
        f"Against the mocks just before ({RECENT} at most): {change} points (±{margin}){en}.",
    )


NO_TREND = Text("傾向は2回目から示す。", "A trend is shown from the second mock on.")
PASSING_NAMES = {
    Passing.ABOVE: Text("合格圏を上回る", "above the pass range"),
    Passing.INSIDE: Text("合格圏の中", "inside the pass range"),
    Passing.BELOW: Text("合格圏に届かない", "below the pass range"),
}


def sentence_on(score: Score, pass_mark: PassMark) -> Text:
    """Return in one paragraph what a score means, and how little is known of the pass mark."""
    share, low, high = f"{score.share:.0%}", f"{score.low:.0%}", f"{score.high:.0%}"
    ja, en = _WHERE[score.passing]
    how_known = _CONFIDENCE.get(score.confidence, _CONFIDENCE["C"])
    return Text(
        f"{share} は、合格点があると推測される範囲 {low}〜{high} {ja}。範囲の確からしさは {score.confidence}"
        f"（{how_known.ja}）。{pass_mark.source.ja}",
        f"{share} is {en} the range {low} to {high} in which the pass mark is believed to lie, with "
        f"confidence {score.confidence} ({how_known.en}). {pass_mark.source.en}",
    )


_WHERE = {
    Passing.ABOVE: ("を上回る", "above"),
    Passing.INSIDE: ("の中にあり、合否はどちらとも言えない", "inside"),
    Passing.BELOW: ("に届かない", "below"),
}
_CONFIDENCE = {
    "A": Text("独立した二つ以上の情報源", "two independent sources or more"),
    "B": Text("一つの情報源", "one source"),
    "C": Text("受験者の報告または推定", "candidates' reports, or an inference"),
}


def _share(right: int, asked: int) -> float:
    return right / asked if asked else 0.0


def _variance(share: float, count: int) -> float:
    """Return that of a share; one of no or all right answers is not taken for certain."""
    softened = (share * count + 1) / (count + 2)
    return softened * (1 - softened) / max(count, 1)
