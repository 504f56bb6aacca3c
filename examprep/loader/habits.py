"""What a whole bank gives away or lacks: positions, lengths and levels, measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from examprep.core.item import Choice, Item, Lang, Option
from examprep.core.markup import plain
from examprep.core.text import width

ENOUGH = 40
"""From this many items on a habit is a finding; below it, chance."""
POSITION_SHARE = (0.20, 0.30)
LONGEST_SHARE = 0.40
RECALL_SHARE = 0.30
APPLY_SHARE = 0.35


def habit_faults(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Yield code and message of each habit of a bank that has enough items to tell."""
    choices = [item for item in items if isinstance(item, Choice)]
    if len(choices) >= ENOUGH:
        yield from _position_faults(choices)
        yield from _longest_faults(choices)
    if len(items) >= ENOUGH:
        yield from _level_faults(items)


def _position_faults(choices: Sequence[Choice]) -> Iterator[tuple[str, str]]:
    fours = [item for item in choices if len(item.options) == 4]
    low, high = POSITION_SHARE
    counts = Counter(_right_place(item.options) for item in fours)
    for place in range(1, 5):
        share = counts[place] / len(fours) if fours else low
        if not low <= share <= high:
            message = (
                f"the right option stands at place {place} in {share:.0%} of {len(fours)} choices of four; "
                f"keep each place between {low:.0%} and {high:.0%}"
            )
            yield "positions", message


def _right_place(options: Sequence[Option]) -> int:
    return next((n for n, option in enumerate(options, 1) if option.right), 0)


def _longest_faults(choices: Sequence[Choice]) -> Iterator[tuple[str, str]]:
    for lang in (Lang.JA, Lang.EN):
        share = sum(_right_is_longest(item, lang) for item in choices) / len(choices)
        if share > LONGEST_SHARE:
            message = (
                f"the right option is the longest in {share:.0%} of {len(choices)} choices ({lang}); "
                f"at most {LONGEST_SHARE:.0%}"
            )
            yield "longest", message


def _right_is_longest(item: Choice, lang: Lang) -> bool:
    widths = {option.right: 0 for option in item.options}
    for option in item.options:
        widths[option.right] = max(widths[option.right], width(plain(option.text.read(lang))))
    return widths.get(True, 0) > widths.get(False, 0)


def _level_faults(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    recall = sum(item.level == 1 for item in items) / len(items)
    apply = sum(item.level >= 3 for item in items) / len(items)
    if recall > RECALL_SHARE:
        yield "levels", f"{recall:.0%} of {len(items)} items ask for recall; at most {RECALL_SHARE:.0%}"
    if apply < APPLY_SHARE:
        yield "levels", f"{apply:.0%} of {len(items)} items apply or analyse; at least {APPLY_SHARE:.0%}"
