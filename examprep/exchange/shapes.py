"""Foreign answers in the forms that can be asked here; what had to give way is noted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from examprep.exchange.intake import ForeignError, Taken
from examprep.exchange.posed import Choosing, Counting, Figure, Ordering, Pairing, Pick, Wording

_WHOLE = 0.999
"""Shares of thirds are written as 33.33333."""


def choosing(picks: Sequence[Pick], *, several: bool, taken: Taken) -> Choosing:
    """Return options with the shares of an item of ours: all of it, or nothing."""
    if len(picks) < 2:
        raise ForeignError("a choice needs two options or more")
    right = [pick.share > 0 if several else pick.share >= _WHOLE for pick in picks]
    if not any(right):
        raise ForeignError("a choice needs a right option; mark it with `=`, or with a positive share")
    usual = 1 / sum(right)
    if not several and any(0 < pick.share < _WHOLE for pick in picks):
        taken.note(["shares"])
    if several and any(pick.share > 0 and abs(pick.share - usual) > 0.01 for pick in picks):
        taken.note(["shares"])
    several = sum(right) > 1
    wrong = -usual if several else 0.0
    shared = (Pick(p.text, usual if ok else wrong, p.why) for p, ok in zip(picks, right, strict=True))
    return Choosing(tuple(shared), several)


def figures(found: Sequence[Figure], taken: Taken) -> Counting:
    """Return a number with those known to be wrong; one right number is kept."""
    right = [figure for figure in found if figure.share >= _WHOLE]
    if not right:
        raise ForeignError("a numerical question needs a right number")
    if len(right) > 1:
        taken.note(["answers"])
    if any(0 < figure.share < _WHOLE for figure in found):
        taken.note(["shares"])
    wrong = (Figure(f.value, f.tolerance, 0.0, f.why) for f in found if f.share <= 0)
    return Counting((right[0], *wrong))


_WILD = re.compile(r"(?<!\\)\*")


def wording(picks: Sequence[Pick], taken: Taken) -> Wording:
    """Return Moodle's words with those known to be wrong; its `*` for anything is none."""
    known = [pick for pick in picks if pick.text != "*"]
    if len(known) < len(picks):
        taken.note(["otherwise"])
    if any(_WILD.search(pick.text) for pick in known):
        taken.note(["wild"])
    return words([Pick(p.text.replace(r"\*", "*"), p.share, p.why) for p in known], taken)


def words(picks: Sequence[Pick], taken: Taken) -> Wording:
    """Return words with those known to be wrong."""
    if any(0 < pick.share < _WHOLE for pick in picks):
        taken.note(["shares"])
    known = [Pick(pick.text, float(pick.share >= _WHOLE), pick.why) for pick in picks if pick.text]
    if not any(word.share for word in known):
        raise ForeignError("a short answer needs a right word")
    return Wording(tuple(known))


def pairing(listed: Sequence[tuple[str, str]], taken: Taken) -> Pairing | Ordering:
    """Return pairs; steps with their places are an order, and partners of nothing are left out."""
    pairs = [(left, right) for left, right in listed if left]
    if len(pairs) < len(listed):
        taken.note(["partner"])
    if len(pairs) < 2:
        raise ForeignError("a matching needs two pairs or more")
    places = {right: left for left, right in pairs}
    wanted = [str(place) for place in range(1, len(pairs) + 1)]
    if sorted(places, key=lambda place: (len(place), place)) == wanted:
        return Ordering(tuple(places[place] for place in wanted))
    return Pairing(tuple(pairs))


TRUE, FALSE = "正しい / True", "誤り / False"


def true_or_false(right: bool, *, why_wrong: str) -> Choosing:  # noqa: FBT001
    """Return a statement's two options."""
    return Choosing(
        (
            Pick(TRUE, float(right), "" if right else why_wrong),
            Pick(FALSE, float(not right), why_wrong if right else ""),
        )
    )
