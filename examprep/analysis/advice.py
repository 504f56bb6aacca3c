"""Numbers of an item -> reasons to look at it, each with what to do.

A remark is made only where chance alone would rarely bring it about; with many items some still are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import msgspec

from examprep.analysis.report import ItemReport, OptionReport, Remark
from examprep.core.item import Text

EASY = 0.9
"""Surely more than that are right."""
HARD = 0.3
"""Surely fewer than that are right, or hardly more than guess."""
ABOVE_CHANCE = 0.05
WEAK = 0.2
"""The correlation is surely below."""
SURE = 0.05
"""Probability, below which chance is no explanation."""
LURING = 1.64
"""Standard errors by which a wrong option must go with strength; none would be expected to."""
TAKERS = 5
"""An option must be taken so often before its takers are compared with the rest."""
SLOW = 2.0
"""Times the usual seconds of its kind."""
SEVERITY = ("key", "lure", "flagged", "hard", "weak", "dead", "slow", "easy")
"""The codes, what to look at first in front."""


class Usual(msgspec.Struct, frozen=True):
    """What an item is compared with."""

    chance: float
    """Probability of a right answer by guessing."""
    seconds: float | None
    """Median of the items of its kind."""


def remarks_on(item: ItemReport, usual: Usual) -> tuple[Remark, ...]:
    """Return every reason to look at an item that was answered often enough."""
    found = [*_on_share(item, usual), *_on_discrimination(item), *_on_options(item), *_on_time(item, usual)]
    return tuple(sorted((*found, *remarks_on_flags(item)), key=lambda remark: SEVERITY.index(remark.code)))


def remarks_on_flags(item: ItemReport) -> Iterator[Remark]:
    """Tell that learners flagged an item, however few answered it."""
    if item.flagged:
        yield _remark(
            "flagged",
            f"{item.flagged}人が誤りではないかと指摘している。書かれた理由があれば読む（--notes）。",
            f"Learners who believe it to be wrong: {item.flagged}. "
            "Read what they wrote, where they handed it over (--notes).",
        )


def _on_share(item: ItemReport, usual: Usual) -> Iterator[Remark]:
    if item.low > EASY:
        yield _remark(
            "easy",
            f"ほとんど全員が正解する（{item.share:.0%}）。誰も分けないので、誤答の選択肢を強くするか、水準を上げる。",
            f"Nearly everybody is right ({item.share:.0%}), which tells nobody apart: "
            "make the wrong options more tempting, or ask for more.",
        )
    if item.high < max(HARD, usual.chance + ABOVE_CHANCE):
        yield _remark(
            "hard",
            f"正解が少ない（{item.share:.0%}、当て推量で{usual.chance:.0%}）。教えたかどうか、問題文と正解の指定を確かめる。",
            f"Few are right ({item.share:.0%}; guessing gives {usual.chance:.0%}): "
            "was it taught? Check the wording and the key.",
        )


def _on_discrimination(item: ItemReport) -> Iterator[Remark]:
    found = item.discrimination
    if found is None:
        return
    if found.correlation < -found.error:  # one is enough: sound items are far above 0
        yield _remark(
            "key",
            f"できる人ほど間違える（r = {found.correlation:.2f}）。正解の指定を確かめる。"
            "合っていれば、問題文が誤解を招いている。",
            f"The stronger a learner, the likelier wrong (r = {found.correlation:.2f}): check the key; "
            "if it is right, the wording misleads.",
        )
    elif found.high < WEAK and item.low <= EASY:
        yield _remark(
            "weak",
            f"できる人とそうでない人をほとんど分けない（r = {found.correlation:.2f}）。"
            "ほかの問題と別のことを問うていないか、当て推量で正解できないかを見る。",
            f"It hardly tells strong from weak (r = {found.correlation:.2f}): "
            "does it ask something else than the rest, or can it be guessed?",
        )


def _on_options(item: ItemReport) -> Iterator[Remark]:
    wrong = [option for option in item.options if option.right is False]
    lures = [option for option in wrong if _lures_the_strong(option)]
    if lures:
        ja, en = _names(lures)
        yield _remark(
            "lure",
            f"できる人ほど誤答{ja}を選ぶ。これも正解と言えないか、問題文で除けるかを確かめる。",
            f"The stronger a learner, the likelier they take {en}, which counts as wrong: "
            "could it be called right? Rule it out in the wording.",
        )
    for _, group in groupby(wrong, key=lambda option: option.key.rpartition("/")[0]):
        yield from _on_dead_options(list(group))


def _lures_the_strong(option: OptionReport) -> bool:
    found = option.discrimination
    return found is not None and option.taken >= TAKERS and found.correlation > LURING * found.error


def _on_dead_options(wrong: list[OptionReport]) -> Iterator[Remark]:
    """Tell which wrong options nobody takes, if that is no chance: were all alike, some would be taken."""
    takes = sum(option.taken for option in wrong)
    if len(wrong) * (1 - 1 / len(wrong)) ** takes >= SURE:
        return
    dead = [option for option in wrong if not option.taken]
    if dead:
        ja, en = _names(dead)
        yield _remark(
            "dead",
            f"誤答を選んだ{takes}回のうち、{ja}は一度も選ばれない。ありがちな誤りに書き換える。",
            f"Of {takes} wrong choices none was {en}: rewrite it as a mistake that people make.",
        )


def _names(options: list[OptionReport]) -> tuple[str, str]:
    """Return what options are called in each language: their texts, else their keys."""
    texts = [option.text or Text(option.key, option.key) for option in options]
    ja = "".join(f"「{text.ja}」" for text in texts)
    return ja, ", ".join(f'"{text.en}"' for text in texts)


def _on_time(item: ItemReport, usual: Usual) -> Iterator[Remark]:
    if item.seconds is None or usual.seconds is None or item.seconds <= SLOW * usual.seconds:
        return
    yield _remark(
        "slow",
        f"時間がかかる（中央値 {item.seconds:.0f}秒、同じ形式では {usual.seconds:.0f}秒）。"
        "問題文や計算を短くできないかを見る。",
        f"It takes long (median {item.seconds:.0f} s, its kind {usual.seconds:.0f} s): "
        "can the text or the arithmetic be shorter?",
    )


def _remark(code: str, ja: str, en: str) -> Remark:
    return Remark(code, Text(ja, en))
