"""Mark a response: right, or wrong with the slip that led there."""

from __future__ import annotations

import msgspec

from examprep.core.draw import Question, close
from examprep.core.item import (
    Blank,
    Choice,
    Cloze,
    Code,
    Match,
    Multi,
    Option,
    Order,
    SwapSlip,
    Text,
    TypedBlank,
)
from examprep.core.memory import Rating
from examprep.core.response import Arranged, DontKnow, Filled, Paired, Picked, Rated, Response, Value
from examprep.core.text import fold


class Slip(msgspec.Struct, frozen=True):
    """A known way to be wrong, recognised in a response."""

    key: str
    """Where it stands in the item, such as `options/2`; stable while the bank is."""
    given: Text
    why: Text


UNKNOWN = "unknown"
"""The key of a mistake that matches no known slip."""
NOT_KNOWN = Text("知られた誤りのどれとも違う。", "This is none of the known slips.")


class Right(msgspec.Struct, frozen=True, tag="right"):
    """Right in every part."""


class Partial(msgspec.Struct, frozen=True, tag="partial"):
    """Right in some parts; memory counts it as not recalled."""

    share: float
    slips: tuple[Slip, ...] = ()


class Wrong(msgspec.Struct, frozen=True, tag="wrong"):
    """Wrong, with every slip that was recognised."""

    slips: tuple[Slip, ...] = ()


class Passed(msgspec.Struct, frozen=True, tag="passed"):
    """Not known, and said so."""


class SelfRated(msgspec.Struct, frozen=True, tag="rated"):
    """A flashcard, rated by the learner."""

    rating: Rating


Outcome = Right | Partial | Wrong | Passed | SelfRated


def outcome_name(outcome: Outcome) -> str:
    """Return the outcome's one word, as the log keeps it."""
    return str(outcome.__struct_config__.tag)


def rating_of(outcome: Outcome) -> Rating:
    """Return what an outcome says about memory: all right is Good, the rest Again."""
    match outcome:
        case SelfRated(rating=rating):
            return rating
        case Right():
            return Rating.GOOD
        case _:
            return Rating.AGAIN


def is_success(outcome: Outcome) -> bool:
    """Tell whether an answer needs no explanation of a mistake."""
    return rating_of(outcome) is not Rating.AGAIN


def mark(question: Question, response: Response) -> Outcome:
    """Compare a response with the question's key."""
    match response:
        case DontKnow():
            return Passed()
        case Rated(rating=rating):
            return SelfRated(rating)
        case Picked(places=places):
            return _mark_options(question, places)
        case Value():
            return _mark_number(question, response)
        case Filled(entries=entries):
            return _mark_blanks(question, entries)
        case Arranged(places=places):
            return _mark_order(question, places)
        case Paired(places=places):
            return _mark_pairs(question, places)


def _mark_options(question: Question, places: tuple[int, ...]) -> Outcome:
    assert isinstance(question.item, Choice | Multi)
    options = question.item.options
    picked = {question.order[place - 1] for place in places}
    right = {index for index, option in enumerate(options) if option.right}
    if picked == right:
        return Right()
    slips = tuple(
        _option_slip(f"options/{n}", options[n]) if n in picked else _missed(n, options[n])
        for n in sorted(picked ^ right)
        if n in picked or isinstance(question.item, Multi)
    )
    share = (len(picked & right) - len(picked - right)) / len(right)
    return Partial(share, slips) if share > 0 else Wrong(slips)


def _option_slip(key: str, option: Option) -> Slip:
    return Slip(key, option.text, option.why or NOT_KNOWN)


def _missed(index: int, option: Option) -> Slip:
    given = Text(f"選ばなかった: {option.text.ja}", f"not picked: {option.text.en}")
    return Slip(f"missed/{index}", given, option.why or Text("これも正しい。", "It is right too."))


def _mark_number(question: Question, given: Value) -> Outcome:
    key = question.key
    assert key is not None
    if close(given.value, key.answer, key.tolerance):
        return Right()
    for index, slip in enumerate(key.slips):
        if close(given.value, slip.value, key.tolerance):
            return Wrong((Slip(f"slips/{index}", _neutral(given.shown), slip.why),))
    return Wrong(_general_slip(given, key.answer, key.tolerance))


_FACTORS = (
    ("sign", -1, Text("符号が逆である。", "The sign is the wrong way round.")),
    (
        "percent",
        100,
        Text(
            "100倍になっている。割合と百分率を取り違えていないか。",
            "It is 100 times too large: a share, not a percentage.",
        ),
    ),
    (
        "percent",
        0.01,
        Text(
            "100分の1になっている。割合と百分率を取り違えていないか。",
            "It is 100 times too small: a percentage, not a share.",
        ),
    ),
)
_COARSE = Text(
    "丸めが粗い。求められた桁まで答える。", "Rounded too coarsely: give all the decimals asked for."
)


def _general_slip(given: Value, answer: float, tolerance: float) -> tuple[Slip, ...]:
    """Recognise the slips that any number invites; near 0 a factor says nothing."""
    for name, factor, why in _FACTORS:
        if abs(answer) > tolerance and close(given.value / factor, answer, tolerance):
            return (Slip(name, _neutral(given.shown), why),)
    if close(given.value, answer, 0.5 * 10.0**-given.decimals):
        return (Slip("rounding", _neutral(given.shown), _COARSE),)
    return (Slip(UNKNOWN, _neutral(given.shown), NOT_KNOWN),)


def _neutral(text: str) -> Text:
    return Text(text, text)


def _mark_blanks(question: Question, entries: tuple[int | str, ...]) -> Outcome:
    assert isinstance(question.item, Cloze | Code)
    blanks = question.item.blanks
    right = 0
    slips: list[Slip] = []
    for number, entry, order in zip(sorted(blanks), entries, question.orders, strict=True):
        fault = _blank_fault(number, blanks[number], entry, order)
        if fault is None:
            right += 1
        else:
            slips.append(_in_blank(fault, number) if len(blanks) > 1 else fault)
    if right == len(blanks):
        return Right()
    found = tuple(slips)
    return Partial(right / len(blanks), found) if right else Wrong(found)


def _in_blank(slip: Slip, number: int) -> Slip:
    """Say in which blank a slip stands, where there are several."""
    given = Text(f"({number}) {slip.given.ja}", f"({number}) {slip.given.en}")
    return msgspec.structs.replace(slip, given=given)


def _blank_fault(number: int, blank: Blank, entry: int | str, order: tuple[int, ...]) -> Slip | None:
    if isinstance(blank, TypedBlank):
        return _word_fault(number, blank, str(entry))
    index = order[int(entry) - 1]
    option = blank[index]
    return None if option.right else _option_slip(f"blanks/{number}/{index}", option)


def _word_fault(number: int, blank: TypedBlank, entry: str) -> Slip | None:
    word = fold(entry)
    if any(fold(accepted) == word for accepted in blank.accept):
        return None
    for index, slip in enumerate(blank.slips):
        if fold(slip.text) == word:
            return Slip(f"blanks/{number}/{index}", _neutral(entry), slip.why)
    return Slip(UNKNOWN, _neutral(entry), NOT_KNOWN)


def _mark_order(question: Question, places: tuple[int, ...]) -> Outcome:
    assert isinstance(question.item, Order)
    given = [question.order[place - 1] for place in places]
    if given == sorted(given):
        return Right()
    shown = _neutral(" ".join(map(str, places)))
    slips = _swap_slips(question.item.slips, given, [shown] * len(given))
    return Wrong(slips or (Slip("order", shown, _first_fault(given, question.item.steps)),))


def _first_fault(given: list[int], steps: tuple[Text, ...]) -> Text:
    """Say up to where an order is right."""
    first = next(n for n, step in enumerate(given) if step != n)
    step = steps[given[first]]
    ja, en = step.ja.removesuffix("。"), step.en.removesuffix(".")
    if first == 0:
        return Text(f"最初に来るのは「{ja}」ではない。", f'"{en}" is not what comes first.')
    return Text(
        f"{first}番目までは正しい。「{ja}」が{first + 1}番目に来るのではない。",
        f'Right up to place {first}; "{en}" is not what comes in place {first + 1}.',
    )


def _mark_pairs(question: Question, places: tuple[int, ...]) -> Outcome:
    assert isinstance(question.item, Match)
    given = [question.order[place - 1] for place in places]
    right = sum(left == partner for left, partner in enumerate(given))
    if right == len(given):
        return Right()
    names = [
        _dash(pair.left, question.item.pairs[n].right)
        for pair, n in zip(question.item.pairs, given, strict=True)
    ]
    known = _swap_slips(question.item.slips, given, names)
    told = {place - 1 for slip in question.item.slips if _is_swapped(slip, given) for place in slip.swap}
    slips = (*known, *_wrong_pairs(question.item, given, names, told))
    return Partial(right / len(given), slips) if right else Wrong(slips)


def _wrong_pairs(item: Match, given: list[int], names: list[Text], told: set[int]) -> tuple[Slip, ...]:
    """Name each wrong pair that no slip told of, and what its right side belongs to."""
    return tuple(
        Slip(f"pairs/{left}", names[left], _belongs(item.pairs[partner].left))
        for left, partner in enumerate(given)
        if left != partner and left not in told
    )


def _dash(left: Text, right: Text) -> Text:
    return Text(f"{left.ja} — {right.ja}", f"{left.en} — {right.en}")


def _belongs(left: Text) -> Text:
    return Text(f"右側は「{left.ja}」と組になる。", f'The right side belongs to "{left.en}".')


def _swap_slips(slips: tuple[SwapSlip, ...], given: list[int], names: list[Text]) -> tuple[Slip, ...]:
    """Return the slips whose two positions stand exchanged."""
    return tuple(
        Slip(f"slips/{index}", names[slip.swap[0] - 1], slip.why)
        for index, slip in enumerate(slips)
        if _is_swapped(slip, given)
    )


def _is_swapped(slip: SwapSlip, given: list[int]) -> bool:
    first, second = (place - 1 for place in slip.swap)
    return given[first] == second and given[second] == first
