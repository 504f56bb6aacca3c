"""The rules one item must keep by itself, kind by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

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
    SwapSlip,
    Text,
    TypedBlank,
)
from examprep.core.markup import plain
from examprep.core.text import fold, width
from examprep.loader.shape import Places
from examprep.loader.tree import Fault

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = ("card", "drill")
RUN_LANGUAGES = ("numpy", "torch")
READ_LANGUAGES = ("keras", "tensorflow")
LENGTH_RATIO = 1.6
SHORT = 16
"""Options narrower than this many columns are never too short."""

_BLANK = re.compile(r"___(\d+)___")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_CATCH_ALL = re.compile(
    r"(すべて|全て|いずれも|どれも)(正しい|誤り|当てはまる|該当)|該当なし|(all|none) of the (above|others)",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"(誤っている|正しくない|適切でない|不適切な|当てはまらない|含まれない)(もの|の)|"
    r"\bwhich\b[^.?]*\b(not|incorrect|wrong|false)\b",
    re.IGNORECASE,
)


def item_faults(item: Item, places: Places) -> Iterator[Fault]:
    """Yield what is wrong with one item, apart from its texts and draws."""
    yield from _identity_faults(item, places)
    if item.why is None and not isinstance(item, Recall):
        hint = "add `why: {ja: ..., en: ...}`: what decides the answer"
        yield Fault(places.of(item), "no-why", f"`{item.id}` does not say why its answer is right", hint)
    match item:
        case Choice() | Multi():
            yield from _options_faults(item, places)
        case Number():
            if not item.slips:
                yield _no_slips(item, places, "slips: [{value: ..., why: ...}]")
        case Cloze():
            for text in (item.ask.ja, item.ask.en):
                yield from _marks_faults(item, text, places)
            yield from _blanks_faults(item, places)
        case Code():
            yield from _code_faults(item, places)
        case Order(steps=steps):
            yield from _list_faults(item, steps, item.slips, places)
        case Match(pairs=pairs):
            yield from _list_faults(item, [pair.right for pair in pairs], item.slips, places)
            yield from _same_texts([pair.left for pair in pairs], places)
        case Recall():
            pass


def _identity_faults(item: Item, places: Places) -> Iterator[Fault]:
    slug = item.id.partition("/")[2]
    if not SLUG.fullmatch(slug):
        hint = "lower-case ASCII letters, digits and single dashes"
        yield Fault(places.of(item, "id"), "bad-id", f"`{slug}` is not an id", hint)
    if slug in RESERVED:
        yield Fault(places.of(item, "id"), "bad-id", f"`{slug}` is the id of an item that is generated")
    if not 1 <= item.level <= 4:
        hint = "1 recall, 2 understand, 3 apply or compute, 4 analyse or read code"
        yield Fault(places.of(item, "level"), "level", f"level {item.level} is not one of 1 to 4", hint)
    if item.as_of is not None and not _DAY.fullmatch(item.as_of):
        yield Fault(places.of(item, "as_of"), "as-of", f"`{item.as_of}` is no date", "write 2026-11-21")


def _no_slips(item: Item, places: Places, example: str) -> Fault:
    hint = f"name a typical way to be wrong: {example}"
    return Fault(places.of(item), "no-slips", f"`{item.id}` knows no wrong answer's reason", hint)


def _options_faults(item: Choice | Multi, places: Places) -> Iterator[Fault]:
    right = sum(option.right for option in item.options)
    if isinstance(item, Choice) and right != 1:
        message = f"a choice has one right option, this one {right}"
        yield Fault(places.of(item, "options"), "right-options", message, "`multi` may have more")
    if isinstance(item, Multi) and right < 2:
        message = f"a multi has two or more right options, this one {right}"
        yield Fault(places.of(item, "options"), "right-options", message, "`choice` has one")
    if right == len(item.options):
        yield Fault(places.of(item, "options"), "right-options", "there is no wrong option")
    yield from _fillings_faults(item.options, places)
    if not item.params:  # else they are measured drawn
        yield from length_faults(item.options, item.options, places)
    yield from _wording_faults(item, places)


def _fillings_faults(options: Sequence[Option], places: Places) -> Iterator[Fault]:
    """Check options or the fillings of a blank: reasons for the wrong ones, no two the same."""
    for option in options:
        if not option.right and option.why is None:
            hint = "say which confusion leads to it"
            yield Fault(places.of(option), "option-why", "a wrong option has no `why`", hint)
    yield from _same_texts([option.text for option in options], places)


def _same_texts(texts: Sequence[Text], places: Places) -> Iterator[Fault]:
    for lang in ("ja", "en"):
        seen: dict[str, Text] = {}
        for text in texts:
            key = " ".join(getattr(text, lang).split())
            if key in seen:
                yield Fault(places.of(text), "same-option", f"the same text stands twice ({lang}): {key}")
            seen[key] = text


def length_faults(options: Sequence[Option], shown: Sequence[Option], places: Places) -> Iterator[Fault]:
    """Yield a fault where the options as shown differ so much in width that one stands out."""
    for lang in ("ja", "en"):
        widths = [width(plain(getattr(option.text, lang))) for option in shown]
        longest, shortest = max(widths, default=0), max(min(widths, default=0), SHORT)
        if longest > LENGTH_RATIO * shortest:
            option = options[widths.index(longest)]
            message = f"the longest option has {longest} columns, the shortest {min(widths)} ({lang})"
            most = int(LENGTH_RATIO * shortest)
            hint = f"up to {most} columns give nothing away beside the shortest"
            yield Fault(places.of(option), "option-length", message, hint)


def _wording_faults(item: Choice | Multi, places: Places) -> Iterator[Fault]:
    for option in item.options:
        if _CATCH_ALL.search(option.text.ja) or _CATCH_ALL.search(option.text.en):
            message = "an option stands for others (all or none of the above)"
            yield Fault(places.of(option), "catch-all", message, "state a case of its own, or use `multi`")
    for text in (item.ask.ja, item.ask.en):
        found = _NEGATIVE.search(text)
        if found and "**" not in text:
            hint = "put the negation between ** and **"
            yield Fault(places.of(item, "ask"), "negation", f"`{found[0]}` is easy to overlook", hint)


def _marks_faults(item: Cloze | Code, text: str, places: Places) -> Iterator[Fault]:
    field = "program" if isinstance(item, Code) else "ask"
    marks = Counter(int(number) for number in _BLANK.findall(text))
    for number in sorted(set(item.blanks) - set(marks)):
        message = f"blank {number} does not stand in the text"
        yield Fault(places.of(item, field), "blank", message, f"mark its place with ___{number}___")
    for number in sorted(set(marks) - set(item.blanks)):
        yield Fault(places.of(item, "blanks"), "blank", f"___{number}___ has no entry under `blanks`")


def _blanks_faults(item: Cloze | Code, places: Places) -> Iterator[Fault]:
    if not item.blanks:
        yield Fault(places.of(item, "blanks"), "blank", "there is no blank")
    for number, blank in item.blanks.items():
        if isinstance(blank, TypedBlank):
            yield from _typed_faults(item, number, blank, places)
            continue
        right = sum(option.right for option in blank)
        if right != 1:
            message = f"blank {number} has {right} right fillings; it needs one"
            yield Fault(places.of(item, "blanks"), "right-options", message)
        if len(blank) < 2:
            yield Fault(places.of(item, "blanks"), "blank", f"blank {number} has no wrong filling")
        yield from _fillings_faults(blank, places)


def _typed_faults(item: Cloze | Code, number: int, blank: TypedBlank, places: Places) -> Iterator[Fault]:
    if not blank.accept:
        yield Fault(places.of(blank), "blank", f"blank {number} accepts nothing")
    if not blank.slips:
        yield _no_slips(item, places, "slips: [{text: ..., why: ...}]")
    accepted = {fold(word) for word in blank.accept}
    for slip in blank.slips:
        if fold(slip.text) in accepted:
            yield Fault(places.of(slip), "slip-is-right", f"`{slip.text}` is accepted as right too")


def _code_faults(item: Code, places: Places) -> Iterator[Fault]:
    known = RUN_LANGUAGES + READ_LANGUAGES
    if item.language not in known:
        hint = "one of " + ", ".join(known)
        yield Fault(places.of(item, "language"), "language", f"`{item.language}` is not known", hint)
    if item.runs and item.language in READ_LANGUAGES:
        message = f"{item.language} programs are read, not run"
        yield Fault(places.of(item, "language"), "runs", message, "add `runs: false`")
    if not item.runs and item.language in RUN_LANGUAGES:
        message = f"{item.language} programs are run when checked"
        yield Fault(places.of(item, "runs"), "runs", message, "remove `runs: false` and write a `check`")
    if item.runs and not item.check:
        hint = "asserts that hold for the right filling and fail for every wrong one"
        yield Fault(places.of(item), "no-check", "a program that runs needs a `check`", hint)
    yield from _marks_faults(item, item.program, places)
    yield from _blanks_faults(item, places)


def _list_faults(
    item: Order | Match, texts: Sequence[Text], slips: Sequence[SwapSlip], places: Places
) -> Iterator[Fault]:
    if len(texts) < 3:
        yield Fault(places.of(item), "too-few", f"{len(texts)} to arrange can be guessed; give three or more")
    if not slips:
        yield _no_slips(item, places, "slips: [{swap: [1, 2], why: ...}]")
    yield from _same_texts(texts, places)
    for slip in slips:
        first, second = slip.swap
        if first == second or not (1 <= first <= len(texts) and 1 <= second <= len(texts)):
            message = f"swap {first}, {second} is not two places from 1 to {len(texts)}"
            yield Fault(places.of(slip), "swap", message)
