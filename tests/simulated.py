"""Classes of known making: what the analysis should find again."""

from __future__ import annotations

import math

import msgspec
import numpy as np

from examprep.analysis.answers import Numbers

LEARNERS, ITEMS, HOLES = 300, 60, 0.3
HOLE = math.nan


class Class(msgspec.Struct, frozen=True):
    """Learners and items, and the answers that the Rasch model gave them."""

    ability: Numbers
    difficulty: Numbers
    right: Numbers


def simulated(seed: int, learners: int = LEARNERS, items: int = ITEMS, holes: float = HOLES) -> Class:
    rng = np.random.default_rng(seed)
    ability, difficulty = rng.normal(0, 1.2, learners), rng.normal(0, 1.1, items)
    chance = 1 / (1 + np.exp(difficulty[None, :] - ability[:, None]))
    right = (rng.random(chance.shape) < chance).astype(float)
    right[rng.random(chance.shape) < holes] = HOLE
    return Class(ability, difficulty, right)
