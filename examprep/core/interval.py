"""How far a share that was counted may be from the true one."""

from __future__ import annotations

import math

CERTAINTY = 1.959964
"""Standard errors to either side that hold the truth 95 times of 100."""


def wilson(right: int, asked: int) -> tuple[float, float]:
    """Return the range that holds the true share 95 times of 100; nothing asked leaves all of it open."""
    if asked == 0:
        return 0.0, 1.0
    share, spread = right / asked, CERTAINTY**2 / asked
    middle = (share + spread / 2) / (1 + spread)
    reach = math.sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)
