"""The rules one item must keep by itself, kind by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from examprep.core.item import (
    Choice,
    Cloze,
    Code,
    Item,
    Match,
    Multi,
    Number,
    Option,
    Order,
    Recall,
    Text,
    TypedBlank,
)
from examprep.core.markup import plain
from examprep.core.text import to_usual_width, width
from examprep.loader.blanks import cloze_faults, code_faults
from examprep.loader.drafts import MARK
from examprep.loader.reasons import no_slips, unreasoned
from examprep.loader.shape import Places
from examprep.loader.tree import Fault

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_HINT = "lower-case ASCII letters, digits and single dashes"
RESERVED = ("card", "drill")
LEVELS = range(1, 5)
SELF_EXPLAINING = (Recall,)
"""Kinds that need no `why`."""
LENGTH_RATIO = 1.6
SHORT = 16
"""Options narrower than this many columns are never too short."""

DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_CATCH_ALL = re.compile(
    r"(すべて|全て|いずれも|どれも)(が|も)?(正しい|誤り|当てはまる|該当)|該当なし|(いずれ|どれ)でもない|"
    r"(上記|以上|他)の?(選択肢)?の?(すべて|全て|いずれも|どれも)。?$|"
    r"\b(all|none|both|neither) of the (above|others)\b|^(all|none) of (these|them)\W*$",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\*\*[^*\n]+\*\*")
_NEGATIVE = re.compile(
    r"(誤っている|間違っている|正しくない|適切では?ない|不適切な|当てはまらない|該当しない|含まれない)(もの|の|記述|説明)|"
    r"(誤り|間違い)(はどれ|を選)|では?ない(もの|の)はどれ|"
    r"\bwhich\b[^.?]{0,300}\b(not|incorrect|wrong|false|except)\b",
    re.IGNORECASE,
)

MOST_TO_ARRANGE = 9
"""One key for each."""


def item_faults(item: Item, places: Places) -> Iterator[Fault]:
    """Yield what is wrong with one item, apart from its texts and draws."""
    yield from _identity_faults(item, places)
    if item.why is None and not isinstance(item, SELF_EXPLAINING):
        hint = "add `why: {ja: ..., en: ...}`: what decides the answer"
        yield Fault(places.of(item), "no-why", f"`{item.id}` does not say why its answer is right", hint)
    for texts in rivals(item):
        yield from _same_texts(item, texts, places)
    torn = places.is_torn(item, *_LISTS)
    yield from (fault for fault in _kind_faults(item, places) if not torn or fault.code not in _COUNTED)


_LISTS = ("options", "blanks", "steps", "pairs", "slips")
_COUNTED = frozenset(("blank", "no-slips", "option-length", "right-options", "swap", "too-few", "too-many"))
"""Codes of faults that may come of an entry that is written, but cannot be read: that is told already."""


def _kind_faults(item: Item, places: Places) -> Iterator[Fault]:
    match item:
        case Choice() | Multi():
            yield from _options_faults(item, places)
        case Number(tolerance=tolerance, slips=slips):
            if tolerance < 0:
                yield Fault(places.of(item, "tolerance"), "tolerance", "a tolerance is never negative")
            if not slips:
                yield no_slips(item, places, "slips: [{value: ..., why: ...}]")
        case Cloze():
            yield from cloze_faults(item, places)
        case Code():
            yield from code_faults(item, places)
        case Order(steps=steps):
            yield from _list_faults(item, len(steps), places)
        case Match(pairs=pairs):
            yield from _list_faults(item, len(pairs), places)
        case Recall():
            pass


def rivals(item: Item) -> Iterator[tuple[Text, ...]]:
    """Yield every list of an item's texts of which no two may be shown the same."""
    match item:
        case Choice(options=options) | Multi(options=options):
            yield tuple(option.text for option in options)
        case Cloze(blanks=blanks) | Code(blanks=blanks):
            for blank in blanks.values():
                if not isinstance(blank, TypedBlank):
                    yield tuple(option.text for option in blank)
        case Order(steps=steps):
            yield steps
        case Match(pairs=pairs):
            yield tuple(pair.left for pair in pairs)
            yield tuple(pair.right for pair in pairs)
        case _:
            pass


def _identity_faults(item: Item, places: Places) -> Iterator[Fault]:
    slug = item.id.partition("/")[2]
    if not SLUG.fullmatch(slug):
        yield Fault(places.of(item, "id"), "bad-id", f"`{slug}` is not an id", SLUG_HINT)
    if slug in RESERVED:
        yield Fault(places.of(item, "id"), "bad-id", f"`{slug}` is the id of an item that is generated")
    if item.level not in LEVELS:
        hint = "1 recall, 2 understand, 3 apply or compute, 4 analyse or read code"
        yield Fault(places.of(item, "level"), "level", f"level {item.level} is not one of 1 to 4", hint)
    if item.as_of is not None and not _is_day(item.as_of):
        yield Fault(places.of(item, "as_of"), "as-of", f"`{item.as_of}` is no date", "write 2026-11-21")
    for index, source in enumerate(item.sources):
        if not source.strip():
            yield Fault(places.of(item, f"sources/{index}"), "no-source", "a source is empty")


def _is_day(text: str) -> bool:
    """Tell whether a text is a day, a month or a year."""
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return DAY.fullmatch(text) is not None


_MARK_RIGHT = "mark what is right with `right: true`"


def _options_faults(item: Choice | Multi, places: Places) -> Iterator[Fault]:
    right = sum(option.right for option in item.options)
    if isinstance(item, Choice) and right != 1:
        message = f"a choice has one right option, this one {right}"
        hint = "`multi` may have more" if right else _MARK_RIGHT
        yield Fault(places.of(item, "options"), "right-options", message, hint)
    if isinstance(item, Multi) and right < 2:
        message = f"a multi has two or more right options, this one {right}"
        hint = "`choice` has one" if right else _MARK_RIGHT
        yield Fault(places.of(item, "options"), "right-options", message, hint)
    if right == len(item.options):
        yield Fault(places.of(item, "options"), "right-options", "there is no wrong option")
    yield from unreasoned(item.options, places)
    if not item.params:  # else they are measured drawn
        yield from length_faults(item.options, item.options, places)
    yield from _wording_faults(item, places)


def _same_texts(item: Item, texts: Sequence[Text], places: Places) -> Iterator[Fault]:
    """Yield a fault for each text that a learner cannot tell from one before it."""
    seen: set[tuple[str, str]] = set()
    for text in texts:
        if MARK in (text.ja, text.en):  # which is told by itself
            continue
        shown = {(lang, _shown(item, getattr(text, lang))): lang for lang in ("ja", "en")}
        twice = sorted(shown.keys() & seen, reverse=True)
        if twice:
            lang, words = twice[0]
            yield Fault(places.of(text), "same-option", f"the same text stands twice ({lang}): {words}")
        seen.update(shown)


def _shown(item: Item, source: str) -> str:
    """Return a text as a learner tells it from others: no marks; in code, no spaces."""
    return "".join(source.split()) if isinstance(item, Code) else to_usual_width(plain(source))


def length_faults(options: Sequence[Option], shown: Sequence[Option], places: Places) -> Iterator[Fault]:
    """Yield a fault where the options as shown differ so much in width that one stands out."""
    for lang in ("ja", "en"):
        widths = [width(plain(getattr(option.text, lang))) for option in shown]
        longest, shortest = max(widths, default=0), max(min(widths, default=0), SHORT)
        option = options[widths.index(longest)] if longest > LENGTH_RATIO * shortest else None
        if option and not (lang == "en" and option.text.ja == option.text.en):
            message = f"an option stands out by its width: {longest} columns beside {min(widths)} ({lang})"
            most = int(LENGTH_RATIO * shortest)
            hint = f"up to {most} columns give nothing away beside the shortest"
            yield Fault(places.of(option), "option-length", message, hint)


def _wording_faults(item: Choice | Multi, places: Places) -> Iterator[Fault]:
    for option in item.options:
        if _CATCH_ALL.search(option.text.ja) or _CATCH_ALL.search(option.text.en):
            message = "an option stands for others (all or none of the above)"
            yield Fault(places.of(option), "catch-all", message, "state a case of its own, or use `multi`")
    for text in (item.ask.ja, item.ask.en):
        found = _NEGATIVE.search(_STRONG.sub("", text))
        if found:
            hint = "put the negation between ** and **"
            yield Fault(places.of(item, "ask"), "negation", f"`{found[0]}` is easy to overlook", hint)


def _list_faults(item: Order | Match, count: int, places: Places) -> Iterator[Fault]:
    if count < 3:
        yield Fault(places.of(item), "too-few", f"{count} to arrange can be guessed; give three or more")
    if count > MOST_TO_ARRANGE:
        message = f"{count} to arrange are too many; give up to {MOST_TO_ARRANGE}"
        yield Fault(places.of(item), "too-many", message)
    if not item.slips:
        yield no_slips(item, places, "slips: [{swap: [1, 2], why: ...}]")
    swaps: set[frozenset[int]] = set()
    for slip in item.slips:
        first, second = slip.swap
        if first == second or not (1 <= first <= count and 1 <= second <= count):
            message = f"swap {first}, {second} is not two places from 1 to {count}"
            yield Fault(places.of(slip), "swap", message)
        if frozenset(slip.swap) in swaps:
            yield Fault(places.of(slip), "same-slip", f"swap {first}, {second} is a slip already")
        swaps.add(frozenset(slip.swap))
