"""What a whole bank gives away or lacks: positions, lengths and levels, measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from examprep.core.bank import Bank
from examprep.core.item import Choice, Item, Lang, Option
from examprep.core.library import Library
from examprep.core.markup import plain
from examprep.core.text import width
from examprep.loader.finding import Finding, name_of

ENOUGH = 40
"""From this many items on a habit is a finding; below it, chance."""
POSITION_SHARE = (0.20, 0.30)
LONGEST_SHARE = 0.40
RECALL_SHARE = 0.30
APPLY_SHARE = 0.35


def habit_faults(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Yield code and message of each habit of a bank that has enough items to tell."""
    choices = _choices(items)
    fours = [item for item in choices if len(item.options) == 4]
    if len(fours) >= ENOUGH:
        yield from _position_faults(fours)
    if len(choices) >= ENOUGH:
        yield from _longest_faults(choices)
    if len(items) >= ENOUGH:
        yield from _level_faults(items)


def whole_habits(library: Library, content: Path, base: Path) -> Iterator[Finding]:
    """Yield the habits of all banks together, which small ones are too small to show."""
    items = [item for concept in library.concepts.values() for item in concept.items]
    for code, message in habit_faults(items):
        yield Finding(name_of(content / "banks", base), 1, 1, code, f"all banks together: {message}")


def unmeasured(banks: Sequence[Bank]) -> Iterator[str]:
    """Yield a sentence for each habit that some banks are too small to have, naming them."""
    few = [bank.id for bank in banks if len(list(bank.items())) < ENOUGH]
    few_choices = [bank.id for bank in banks if len(_choices(list(bank.items()))) < ENOUGH]
    if few:
        yield f"levels are not measured below {ENOUGH} items: {', '.join(few)}"
    if few_choices:
        names = ", ".join(few_choices)
        yield f"positions and lengths are not measured below {ENOUGH} choices: {names}"


def _choices(items: Sequence[Item]) -> list[Choice]:
    return [item for item in items if isinstance(item, Choice)]


def _position_faults(fours: Sequence[Choice]) -> Iterator[tuple[str, str]]:
    low, high = POSITION_SHARE
    counts = Counter(_right_place(item.options) for item in fours)
    for place in range(1, 5):
        share = counts[place] / len(fours)
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
