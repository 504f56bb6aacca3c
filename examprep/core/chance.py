"""How often an item is answered rightly by someone who knows nothing of it."""

from __future__ import annotations

import math

from examprep.core.item import (
    Blank,
    Choice,
    Cloze,
    Code,
    Item,
    Match,
    Multi,
    Number,
    Order,
    Recall,
    TypedBlank,
)


def chance_of(item: Item) -> float:
    """Return the probability of a right answer by blind guessing; nobody guesses what is to be typed."""
    match item:
        case Recall() | Number():
            return 0.0
        case Choice(options=options):
            return 1 / len(options)
        case Multi(options=options):
            return 1 / ((1 << len(options)) - 1)
        case Cloze(blanks=typed_or_chosen):
            return math.prod(_of_blank(blank) for blank in typed_or_chosen.values())
        case Code(blanks=chosen):
            return math.prod(_of_blank(blank) for blank in chosen.values())
        case Order(steps=steps):
            return 1 / math.factorial(len(steps))
        case Match(pairs=pairs):
            return 1 / math.factorial(len(pairs))


def knowing(recall: float, chance: float) -> float:
    """Return the probability of a right answer by someone who recalls, or else guesses."""
    return recall + (1 - recall) * chance


def _of_blank(blank: Blank) -> float:
    return 0.0 if isinstance(blank, TypedBlank) else 1.0 / len(blank)
