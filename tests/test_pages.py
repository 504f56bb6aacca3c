"""Large pages change how memory is kept, never what it holds."""

from __future__ import annotations

import numpy as np

from examprep.grader.pages import collapse


def test_memory_holds_after_it_what_it_held_before() -> None:
    numbers = np.random.default_rng(1).integers(0, 256, 9 << 20, dtype=np.uint8)
    before = numbers.tobytes()

    made = collapse()

    assert made >= 0
    assert numbers.tobytes() == before
