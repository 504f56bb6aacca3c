"""Answers of many learners -> what they say about each item, and about all of them as a test."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

import msgspec
import numpy as np

from examprep.analysis.advice import SEVERITY, Usual, remarks_on, remarks_on_flags
from examprep.analysis.answers import Answers, Numbers, Version, tabulate
from examprep.analysis.classical import (
    alpha,
    compare_groups,
    complete_block,
    correlate,
    lengthened,
    standings,
)
from examprep.analysis.intake import Intake
from examprep.analysis.rasch import Rasch, fit_rasch
from examprep.analysis.report import (
    Analysis,
    Discrimination,
    FlagReport,
    ItemReport,
    OptionReport,
    Reliability,
    Scale,
    State,
)
from examprep.analysis.slips import OF_ANY_ITEM, slip_texts
from examprep.analysis.twins import find_twins
from examprep.core.attempts import Attempt, Flag, options_of
from examprep.core.chance import chance_of
from examprep.core.interval import wilson
from examprep.core.item import Item, ItemId, Option, digest_of, kind_of
from examprep.core.pace import USUAL

LEAST_LEARNERS, LEAST_ITEMS = 20, 5
"""For difficulties on one scale."""
KIND_ITEMS = 5
"""Items of a kind, from which on their own times are what is usual."""


def analyse(intake: Intake, library: Mapping[ItemId, Item], min_answers: int) -> Analysis:
    """Return everything that learners' first answers say; items with too few answers are not judged."""
    answers = tabulate(intake.attempts)
    often = [n for n, v in enumerate(answers.versions) if len(answers.given[v]) >= min_answers]
    right = answers.right[:, often]
    flags = _flags(intake.flags)
    reports = {version: _count(version, answers, library, flags) for version in answers.versions}
    scale = _fit(right)
    standing = standings(right)
    for column, index in enumerate(often):
        version = answers.versions[index]
        seen = _Seen(answers.learners, right[:, column], standing[:, column])
        report = _discriminate(reports[version], answers.given[version], _item(version, library), seen)
        reports[version] = report if scale is None else _placed(report, scale, column)
    pace = _pace([reports[answers.versions[index]] for index in often])
    judged = {answers.versions[index] for index in often}
    items = [_advised(v, reports[v], library, pace if v in judged else None) for v in answers.versions]
    return Analysis(
        learners=len(answers.learners),
        answers=answers.count,
        min_answers=min_answers,
        items=tuple(sorted(items, key=_urgency)),
        reliability=_reliability(answers, often),
        scale=None if scale is None else _whole(scale, right),
        flags=tuple(flags.values()),
        left_out={**answers.left_out, **({"duplicates": intake.repeated} if intake.repeated else {})},
        twins=find_twins(answers, intake.sources),
        faults=intake.faults,
    )


class _Seen(msgspec.Struct, frozen=True):
    """One item's column."""

    learners: tuple[str, ...]
    right: Numbers
    standing: Numbers

    def marks_of(self, learners: Mapping[str, bool]) -> Numbers:
        """Return a column of marks of some learners, NaN for the others."""
        return np.array([float(learners[name]) if name in learners else np.nan for name in self.learners])

    def discrimination(self, marks: Numbers) -> Discrimination | None:
        """Return how marks go with the standing on the other items."""
        found, groups = correlate(marks, self.standing), compare_groups(marks, self.standing)
        if found is None or groups is None:
            return None
        return Discrimination(
            correlation=_short(found.value),
            error=_short(found.error),
            high=_short(found.high),
            learners=found.count,
            upper=_short(groups.upper),
            lower=_short(groups.lower),
        )


def _item(version: Version, library: Mapping[ItemId, Item]) -> Item | None:
    """Return the item that was asked, if the library has it as it was."""
    item = library.get(ItemId(version.item))
    return item if item is not None and digest_of(item) == version.digest else None


def _count(
    version: Version, answers: Answers, library: Mapping[ItemId, Item], flags: Mapping[str, FlagReport]
) -> ItemReport:
    """Return what needs no other item."""
    given = answers.given[version]
    known, asked = library.get(ItemId(version.item)), _item(version, library)
    right = sum(attempt.outcome == "right" for attempt in given)
    low, high = wilson(right, len(given))
    taken = [attempt.seconds for attempt in given if attempt.seconds]
    slips = Counter(slip for attempt in given for slip in attempt.slips)
    words = OF_ANY_ITEM if asked is None else slip_texts(asked)
    flag = flags.get(version.item)
    return ItemReport(
        item=version.item,
        digest=version.digest,
        state=State.UNKNOWN if known is None else State.CHANGED if asked is None else State.CURRENT,
        kind=None if asked is None else kind_of(asked),
        ask=None if asked is None else asked.ask,
        n=len(given),
        right=right,
        share=_short(right / len(given)),
        low=_short(low),
        high=_short(high),
        seconds=round(median(taken), 1) if taken else None,
        slips=dict(slips.most_common()),
        slip_texts={key: words[key] for key in slips if key in words},
        flagged=0 if flag is None else flag.learners,
    )


def _discriminate(report: ItemReport, given: Sequence[Attempt], item: Item | None, seen: _Seen) -> ItemReport:
    """Return the report with what the other items say of the learners."""
    return msgspec.structs.replace(
        report, discrimination=seen.discrimination(seen.right), options=_options(given, item, seen)
    )


def _options(given: Sequence[Attempt], item: Item | None, seen: _Seen) -> tuple[OptionReport, ...]:
    """Return how each option fared: those of the item, or where it is not known those that were taken."""
    chosen = {attempt.learner: attempt.chosen for attempt in given if attempt.chosen is not None}
    known: Mapping[str, Option | None] = (
        options_of(item)
        if item is not None
        else dict.fromkeys(sorted({key for keys in chosen.values() for key in keys if _is_option(key)}))
    )
    return tuple(_option(key, option, chosen, seen) for key, option in known.items() if chosen)


def _is_option(key: str) -> bool:
    return key.startswith(("options/", "blanks/"))


def _option(
    key: str, option: Option | None, chosen: Mapping[str, tuple[str, ...]], seen: _Seen
) -> OptionReport:
    took = {learner: key in keys for learner, keys in chosen.items()}
    taken = sum(took.values())
    return OptionReport(
        key=key,
        text=None if option is None else option.text,
        right=None if option is None else option.right,
        taken=taken,
        share=_short(taken / len(took)),
        discrimination=seen.discrimination(seen.marks_of(took)),
    )


def _fit(right: Numbers) -> Rasch | None:
    """Return difficulties on one scale, where there is enough to tell them."""
    asked, score = (~np.isnan(right)).sum(axis=0), np.nansum(right, axis=0)
    inner = int(((score > 0) & (score < asked)).sum())
    if len(right) < LEAST_LEARNERS or inner < LEAST_ITEMS:
        return None
    return fit_rasch(right)


def _placed(report: ItemReport, scale: Rasch, column: int) -> ItemReport:
    return msgspec.structs.replace(
        report,
        difficulty=_short(scale.difficulty[column]),
        error=_short(scale.error[column]),
        extreme=bool(scale.extreme[column]),
    )


def _whole(scale: Rasch, right: Numbers) -> Scale:
    learners, items = int((~np.isnan(right)).any(axis=1).sum()), right.shape[1]
    return Scale(learners, items, _short(scale.spread), _short(scale.reliability), scale.converged)


def _reliability(answers: Answers, often: list[int]) -> Reliability | None:
    """Return the reliability of a part of the table that has no holes, if there is a large one."""
    right = answers.right[:, often]
    block = complete_block(~np.isnan(right))
    found = None if block is None else alpha(right[np.ix_(block.rows, block.columns)])
    if block is None or found is None:
        return None
    return Reliability(
        alpha=_short(found),
        learners=tuple(answers.learners[row] for row in block.rows),
        items=tuple(answers.versions[often[column]].item for column in block.columns),
        whole=_short(lengthened(found, len(often) / len(block.columns))) if found > 0 else None,
    )


def _pace(reports: Sequence[ItemReport]) -> Mapping[str, float]:
    """Return the seconds usual for each kind: of these items, or before there are enough of all learners."""
    times: dict[str, list[float]] = defaultdict(list)
    for report in reports:
        if report.kind is not None and report.seconds is not None:
            times[report.kind].append(report.seconds)
    return USUAL | {kind: median(taken) for kind, taken in times.items() if len(taken) >= KIND_ITEMS}


def _advised(
    version: Version, report: ItemReport, library: Mapping[ItemId, Item], pace: Mapping[str, float] | None
) -> ItemReport:
    """Return the report with its remarks; without a pace there were too few answers to judge it."""
    if pace is None:
        return msgspec.structs.replace(report, remarks=tuple(remarks_on_flags(report)))
    item = _item(version, library)
    usual = Usual(0.0, None) if item is None else Usual(chance_of(item), pace.get(kind_of(item)))
    return msgspec.structs.replace(report, remarks=remarks_on(report, usual))


def _urgency(report: ItemReport) -> tuple[int, int, str, str]:
    """Order items: the worst remark first, then those answered most."""
    codes = [SEVERITY.index(remark.code) for remark in report.remarks]
    return min(codes, default=len(SEVERITY)), -report.n, report.item, report.digest


def _flags(flags: Sequence[Flag]) -> dict[str, FlagReport]:
    by_item: dict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        by_item[flag.item].append(flag)
    return {
        item: FlagReport(item, len(by_item[item]), tuple(flag.note for flag in by_item[item] if flag.note))
        for item in sorted(by_item)
    }


def _short(value: float) -> float:
    """Return a number to four decimals, which is more than any class can tell."""
    return round(float(value), 4) + 0.0
