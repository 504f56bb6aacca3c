"""No wrong answer without its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from examprep.core.item import Item, Option
from examprep.loader.shape import Places
from examprep.loader.tree import Fault


def unreasoned(options: Sequence[Option], places: Places) -> Iterator[Fault]:
    """Yield a fault for each wrong option, or wrong filling of a blank, that does not say why."""
    for option in options:
        if not option.right and option.why is None:
            hint = "say which confusion leads to it"
            yield Fault(places.of(option), "option-why", "a wrong option has no `why`", hint)


def no_slips(item: Item, places: Places, example: str) -> Fault:
    """Return the fault of an item that knows no typical way to be wrong."""
    hint = f"name a typical way to be wrong: {example}"
    return Fault(places.of(item), "no-slips", f"`{item.id}` knows no wrong answer's reason", hint)
