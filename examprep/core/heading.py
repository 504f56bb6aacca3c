"""What stands above a question."""

from __future__ import annotations

import msgspec

from examprep.core.bank import Concept
from examprep.core.item import Item


class Heading(msgspec.Struct, frozen=True):
    """What stands above a question."""

    concept: Concept
    item: Item
    number: int
    total: int
    is_new: bool
