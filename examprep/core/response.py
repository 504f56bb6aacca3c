"""Read what a learner typed as a response to a question.

Reading is total: what cannot be read is asked again, never marked wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from examprep.core.draw import Question
from examprep.core.item import Choice, Cloze, Code, Match, Multi, Number, Order, Recall, Text, TypedBlank
from examprep.core.memory import Rating
from examprep.core.number import NumberFault, read_number
from examprep.core.text import fold


class Picked(msgspec.Struct, frozen=True, tag=True):
    """Options by their shown places, from 1."""

    places: tuple[int, ...]


class Value(msgspec.Struct, frozen=True, tag=True):
    """A number, with the way it was read and the decimals it was given to."""

    value: float
    shown: str
    decimals: int


class Filled(msgspec.Struct, frozen=True, tag=True):
    """One entry a blank: a shown place, or the words typed."""

    entries: tuple[int | str, ...]


class Arranged(msgspec.Struct, frozen=True, tag=True):
    """All shown places, in the order the learner puts them."""

    places: tuple[int, ...]


class Paired(msgspec.Struct, frozen=True, tag=True):
    """For each left side the shown place of its partner."""

    places: tuple[int, ...]


class Rated(msgspec.Struct, frozen=True, tag=True):
    """A flashcard's self-rating."""

    rating: Rating


class DontKnow(msgspec.Struct, frozen=True, tag=True):
    """Not known, and no guess."""


Response = Picked | Value | Filled | Arranged | Paired | Rated | DontKnow


class Unreadable(msgspec.Struct, frozen=True):
    """Why a line is no answer, and what one looks like."""

    hint: Text


def is_typed(question: Question) -> bool:
    """Tell whether some blank is filled by typing words."""
    return isinstance(question.item, Cloze) and any(not order for order in question.orders)


def is_word_of(question: Question, line: str) -> bool:
    """Tell whether a line stands in the key of a typed blank, so that it is no command."""
    return fold(line) in map(fold, _known_words(question))


def takes_letters(question: Question) -> bool:
    """Tell whether a single letter may be meant as an answer: some blank's key has one that short."""
    return any(len(fold(word)) == 1 for word in _known_words(question))


def _known_words(question: Question) -> Iterator[str]:
    """Yield every word in the keys of typed blanks, right and wrong."""
    blanks = question.item.blanks.values() if isinstance(question.item, Cloze) else ()
    for blank in blanks:
        if isinstance(blank, TypedBlank):
            yield from blank.accept
            yield from (slip.text for slip in blank.slips)


def how_to_answer(question: Question) -> Text:
    """Return the one obvious way to answer, for the prompt."""
    match question.item:
        case Choice():
            return Text("番号（例: 2）", "an option's number (such as 2)")
        case Multi():
            return Text("正しい番号をすべて（例: 1,3）", "the numbers of all right options (such as 1,3)")
        case Number():
            return Text("数値（例: -0.5）", "a value (such as -0.5)")
        case Order(steps=steps):
            example = " ".join(str(n) for n in range(len(steps), 0, -1))
            return Text(f"正しい順に番号（例: {example}）", f"their numbers in order (such as {example})")
        case Match(pairs=pairs):
            count = len(pairs)
            example = " ".join(f"{n}{chr(ord('a') + n % count)}" for n in range(1, count + 1))
            return Text(f"組み合わせをすべて（例: {example}）", f"all the pairs (such as {example})")
        case Recall():
            return Text("1 もう一度  2 難しい  3 できた  4 簡単", "1 again  2 hard  3 good  4 easy")
        case Cloze() | Code():
            return _how_to_fill(question)


def read_response(question: Question, line: str) -> Response | Unreadable:
    """Read one line, in any width of digits and letters."""
    match question.item:
        case Choice(options=options):
            return _one_place(question, line, len(options))
        case Multi(options=options):
            return _some_places(question, line, len(options))
        case Number():
            return _number(line)
        case Order(steps=steps):
            return _arrangement(question, line, len(steps))
        case Match(pairs=pairs):
            return _pairs(question, line, len(pairs))
        case Recall():
            found = _places(line)
            if found and len(found) == 1 and 1 <= found[0] <= 4:
                return Rated(Rating(found[0]))
            return Unreadable(how_to_answer(question))
        case Cloze() | Code():
            return _blanks(question, line)


def write_response(response: Response) -> str:
    """Return a line that is read as this response."""
    match response:
        case Picked(places=places):
            return ",".join(map(str, places))
        case Value(shown=shown):
            return shown
        case Filled(entries=entries):
            typed = any(isinstance(entry, str) for entry in entries)
            return ("; " if typed else " ").join(map(str, entries))
        case Arranged(places=places):
            return " ".join(map(str, places))
        case Paired(places=places):
            return " ".join(f"{n}{chr(ord('a') + place - 1)}" for n, place in enumerate(places, 1))
        case Rated(rating=rating):
            return str(int(rating))
        case DontKnow():
            return "?"


_SEPARATORS = re.compile(r"[\s,、・.]+")


def _places(line: str) -> tuple[int, ...] | None:
    """Read numbers separated by spaces or commas; `None` when something else stands there."""
    parts = [part for part in _SEPARATORS.split(fold(line)) if part]
    if not parts or not all(part.isascii() and part.isdigit() and len(part) <= 9 for part in parts):
        return None
    return tuple(int(part) for part in parts)


def _out_of_range(place: int, count: int) -> Unreadable:
    return Unreadable(
        Text(
            f"「{place}」という選択肢はない（1〜{count}）。",
            f"There is no option {place} (they go from 1 to {count}).",
        )
    )


def _one_place(question: Question, line: str, count: int) -> Picked | Unreadable:
    found = _places(line)
    if found is None or len(found) != 1:
        return Unreadable(how_to_answer(question))
    return Picked(found) if 1 <= found[0] <= count else _out_of_range(found[0], count)


def _some_places(question: Question, line: str, count: int) -> Response | Unreadable:
    found = _places(line)
    if found is None:
        return Unreadable(how_to_answer(question))
    beyond = [place for place in found if not 1 <= place <= count]
    if beyond:
        return _out_of_range(beyond[0], count)
    return Picked(tuple(sorted(set(found))))


def _number(line: str) -> Response | Unreadable:
    read = read_number(line)
    if isinstance(read, NumberFault):
        return Unreadable(read.hint)
    return Value(read.value, read.shown, read.decimals)


def _arrangement(question: Question, line: str, count: int) -> Response | Unreadable:
    found = _places(line)
    if found is not None and len(found) == 1 and count <= 9 and len(str(found[0])) == count:
        found = tuple(int(digit) for digit in str(found[0]))  # `312` for `3 1 2`
    if found is None:
        return Unreadable(how_to_answer(question))
    if sorted(found) != list(range(1, count + 1)):
        return _not_each_once(found, count)
    return Arranged(found)


def _not_each_once(found: tuple[int, ...], count: int) -> Unreadable:
    """Say what keeps numbers from being every one of 1 to `count`, once."""
    beyond = [place for place in found if not 1 <= place <= count]
    twice = [place for place in found if found.count(place) > 1]
    if beyond:
        return _out_of_range(beyond[0], count)
    if twice:
        return Unreadable(Text(f"{twice[0]} が二度ある。", f"{twice[0]} stands there twice."))
    lacking = ", ".join(str(place) for place in range(1, count + 1) if place not in found)
    return Unreadable(
        Text(
            f"1〜{count} をすべて並べる。まだないもの: {lacking}",
            f"Put all of 1 to {count} in order; still to come: {lacking}.",
        )
    )


_PAIR = re.compile(r"(\d{1,2})\s*[-:=]?\s*([a-z])")


def _pairs(question: Question, line: str, count: int) -> Response | Unreadable:
    folded = fold(line)
    found = sorted((int(left), ord(right) - ord("a") + 1) for left, right in _PAIR.findall(folded))
    rest = _SEPARATORS.sub("", _PAIR.sub("", folded))
    lefts, places = [left for left, _ in found], tuple(place for _, place in found)
    whole = list(range(1, count + 1))
    if rest or lefts != whole or sorted(places) != whole:
        return Unreadable(how_to_answer(question))
    return Paired(places)


def _how_to_fill(question: Question) -> Text:
    count = len(question.orders)
    if not is_typed(question):
        if count == 1:
            return Text("番号（例: 2）", "an option's number (such as 2)")
        example = " ".join("21"[n % 2] for n in range(count))
        return Text(
            f"空欄{count}個の番号を順に（例: {example}）",
            f"an option's number for each of the {count} blanks (such as {example})",
        )
    if count == 1:
        return Text("空欄に入る語", "the word for the blank")
    between = _between(question)
    if any(question.orders):
        return Text(
            f"空欄{count}個の番号か語を順に（{between.ja}区切り）",
            f"a number or the word for each of the {count} blanks (separated by {between.en})",
        )
    return Text(
        f"空欄{count}個の語を順に（{between.ja}区切り）",
        f"the words for the {count} blanks (separated by {between.en})",
    )


def _between(question: Question) -> Text:
    """Say what may stand between the words of several blanks, the easiest first."""
    spaces, commas = _stands_in_key(question, _SPACES), _stands_in_key(question, _COMMAS)
    if spaces and commas:
        return Text("「;」", "semicolons")
    if spaces:
        return Text("「、」", "commas")
    return Text("空白", "spaces") if commas else Text("空白・「、」", "spaces or commas")


def _blanks(question: Question, line: str) -> Response | Unreadable:
    parts = _split_entries(question, line)
    if len(parts) != len(question.orders):
        return Unreadable(how_to_answer(question))
    entries: list[int | str] = []
    for part, order in zip(parts, question.orders, strict=True):
        entry = _chosen(question, part, len(order)) if order else _word(question, part)
        if isinstance(entry, Unreadable):
            return entry
        entries.append(entry)
    return Filled(tuple(entries))


def _chosen(question: Question, part: str, count: int) -> int | Unreadable:
    read = _one_place(question, part, count)
    return read if isinstance(read, Unreadable) else read.places[0]


def _word(question: Question, part: str) -> str | Unreadable:
    return part.strip() if fold(part) else Unreadable(how_to_answer(question))


_SEMICOLONS, _COMMAS, _SPACES = r"[;；]", r"[,，、､]", r"\s"


def _split_entries(question: Question, line: str) -> list[str]:
    """Split a line into entries; what stands in a word of the key separates no words."""
    if not is_typed(question):
        return [part for part in _SEPARATORS.split(fold(line)) if part]
    count = len(question.orders)
    if count == 1:
        return [line]
    if re.search(_SEMICOLONS, line):
        return re.split(_SEMICOLONS, line)
    safe = [signs for signs in (_COMMAS, _SPACES) if not _stands_in_key(question, signs)]
    ways = [_parts(line, pattern) for pattern in (*safe, "|".join(safe)) if pattern]
    return next((parts for parts in ways if len(parts) == count), [line])


def _parts(line: str, pattern: str) -> list[str]:
    return [part for part in re.split(pattern, line) if part.strip()]


def _stands_in_key(question: Question, signs: str) -> bool:
    """Tell whether a word that a blank knows, right or wrong, holds one of some signs."""
    return any(re.search(signs, word.strip()) for word in _known_words(question))
