r"""GIFT, Moodle's text format: written with `[html]`, read in all four of its formats.

The characters `~ = # { } :` and the backslash are escaped everywhere outside of the syntax, and a
new line is `\n`, so that a question is a run of lines without an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from examprep.core.draw import show_number
from examprep.core.item import Text
from examprep.core.markup import formulas, plain
from examprep.exchange.hypertext import to_html, visible
from examprep.exchange.posed import (
    GAP,
    Change,
    Choosing,
    Counting,
    Figure,
    Ordering,
    Pairing,
    Pick,
    Posed,
    Turning,
    Wording,
    Written,
)

_RESERVED = re.compile(r"[\\~=#{}:\n]")


def escape(text: str) -> str:
    """Return text in which nothing is GIFT's syntax, on one line."""
    safe = visible(text).replace("\r", "")
    return _RESERVED.sub(lambda found: r"\n" if found[0] == "\n" else "\\" + found[0], safe)


def write_gift(questions: Sequence[Posed]) -> Written:
    """Return questions as a GIFT file."""
    parts: list[str] = []
    shelf = ""
    for question in questions:
        if question.shelf != shelf:
            shelf = question.shelf
            parts.append("$CATEGORY: " + category(shelf))
        parts.append(_question(question))
    content = "\n\n".join(parts) + "\n"
    return Written(content.encode(), tuple(change for q in questions for change in _changes(q)))


def category(shelf: str) -> str:
    """Return the path of a Moodle category; a slash in a name is doubled."""
    return "examprep/" + " ".join(visible(shelf).replace("/", "//").split())


def _question(question: Posed) -> str:
    head = f"// [id:{comment(question.name)}]" + "".join(f" [tag:{comment(tag)}]" for tag in question.tags)
    ask = escape(to_html(question.ask))
    answers = "\n".join(f"\t{line}" for line in _answers(question))
    body = f"{{{_mark(question)}\n{answers}\n}}" if answers else "{}"
    before, gap, after = ask.partition(GAP)
    within = gap and before.strip() and after.strip() and GAP not in after
    is_gap = isinstance(question.form, Wording) and within  # Moodle puts it back
    text = before + body + after if is_gap else ask + body
    return f"{head}\n::{escape(question.name)}::[html]{text}"


def comment(text: str) -> str:
    """Return text for a GIFT comment's brackets."""
    return " ".join(visible(text).replace("]", ")").replace("[", "(").split())


def _mark(question: Posed) -> str:
    return "#" if isinstance(question.form, Counting) else ""


def _answers(question: Posed) -> Iterator[str]:
    match question.form:
        case Choosing(picks=picks, several=several):
            yield from (_pick(pick, several=several) for pick in picks)
        case Counting(figures=figures):
            yield from map(_figure, figures)
        case Wording(picks=picks):
            yield from _words(picks)
        case Pairing(pairs=pairs):
            yield from (_pair(left, plain(right)) for left, right in pairs)
        case Ordering(steps=steps):
            yield from (_pair(step, str(place)) for place, step in enumerate(steps, 1))
        case Turning():
            pass
    general = general_feedback(question)
    if general:
        yield f"####{_rich(general)}"


def general_feedback(question: Posed) -> str:
    """Return what is shown after any answer: the reason, or the back of a card."""
    return question.form.back if isinstance(question.form, Turning) else question.why


def _pick(pick: Pick, *, several: bool) -> str:
    mark = f"~%{percent(pick.share)}%" if several else "=" if pick.share > 0 else "~"
    return mark + _rich(pick.text) + _why(pick.why)


_NAMED = ("[html]", "[moodle]", "[plain]", "[markdown]")


def _rich(markup: str) -> str:
    """Return a text in the question's format, even if it begins with the name of another."""
    text = to_html(markup)
    return escape(f"[html]{text}" if text.startswith(_NAMED) else text)


def _words(picks: Sequence[Pick]) -> Iterator[str]:
    """Yield words; where `=` and `->` stand, Moodle reads pairs, and there is no escape for an arrow."""
    kept = [pick for pick in picks if not _is_arrow(pick)]
    if any(pick.share > 0 for pick in kept):
        yield from map(_word, kept)
    else:
        yield _word(picks[0]).removeprefix("=")  # alone, it needs no mark


def _is_arrow(pick: Pick) -> bool:
    return "->" in pick.text


def _word(pick: Pick) -> str:
    mark = "=" if pick.share == 1 else f"=%{percent(pick.share)}%"
    return mark + escape(wild(pick.text)) + _why(pick.why)


def wild(word: str) -> str:
    r"""Return a word for Moodle's short answers, where `*` alone means anything."""
    return word.replace("*", r"\*")


def _figure(figure: Figure) -> str:
    mark = "=" if figure.share == 1 else f"=%{percent(figure.share)}%"
    return f"{mark}{unscaled(figure.value)}:{unscaled(figure.tolerance)}" + _why(figure.why)


LONGEST = 40
"""Digits of a number that is still written without an exponent."""


def unscaled(value: float) -> str:
    """Return a number without an exponent, which readers other than Moodle do not know, if it is not long."""
    text = show_number(value)
    plain_digits = f"{Decimal(text):f}"
    return plain_digits if len(plain_digits) <= LONGEST else text


def _pair(left: str, right: str) -> str:
    return f"={_rich(left)} -> {escape(right)}"


def _why(why: str) -> str:
    return "#" + _rich(why) if why else ""


def percent(share: float) -> str:
    """Return a share as one of the percentages Moodle knows, such as 33.33333."""
    return show_number(round(share * 100, 5))


# --- what Moodle cannot hold ---


def moodle_changes(question: Posed) -> Iterator[Change]:
    """Yield what a question loses in either of Moodle's formats."""
    match question.form:
        case Ordering():
            yield Change(question.name, "order", _ORDER)
        case Turning():
            yield Change(question.name, "card", _CARD)
        case Pairing(pairs=pairs) if any(formulas(right) or plain(right) != right for _, right in pairs):
            yield Change(question.name, "partners", _PARTNERS)
        case _:
            pass


def _changes(question: Posed) -> Iterator[Change]:
    """Yield what a question loses in GIFT."""
    yield from moodle_changes(question)
    form = question.form
    if isinstance(form, Wording) and len(form.picks) > 1 and any(map(_is_arrow, form.picks)):
        yield Change(question.name, "arrow", _ARROW)


_ARROW = Text(
    "-> を含む語は、GIFT では組み合わせの記号なので移らなかった。",
    "Words with `->` were left out: it marks pairs in GIFT.",
)
_ORDER = Text(
    "並べ替えは、手順に番号を組み合わせる問題になった。", "Steps to order became a matching with places."
)
_CARD = Text(
    "カードは記述問題になり、裏面は全般に対するフィードバックになった。",
    "A card became an essay, its back the general feedback.",
)
_PARTNERS = Text(
    "組み合わせの右側は、数式も装飾もない文字になった。",
    "Right sides became plain characters, their formulas too: Moodle shows them in a menu.",
)
