"""Moodle's XML read: the five types that have a counterpart, true/false, and essays with an answer."""

from __future__ import annotations

import math

from examprep.exchange.intake import MAX_FAULTS, MAX_QUESTIONS, ForeignError, Taken, skipped, textless
from examprep.exchange.posed import (
    Change,
    Counting,
    Fault,
    Figure,
    Form,
    Found,
    Ordering,
    Pairing,
    Pick,
    Posed,
    Reading,
    Turning,
    Wording,
)
from examprep.exchange.shapes import choosing, figures, pairing, true_or_false, wording
from examprep.exchange.xmltree import Element, read_xml

_FORMATS = {"moodle_auto_format": "moodle", "plain_text": "plain", "markdown": "markdown"}


def read_moodle(source: bytes) -> Reading:
    """Read a file of Moodle's XML: every question, and every fault with its line."""
    try:
        root = read_xml(source)
        if root.tag != "quiz":
            raise ForeignError(f"this is XML, but not Moodle's: its root is <{root.tag[:40]}>, not <quiz>", 1)
    except ForeignError as error:
        return Reading(faults=(error.fault,))
    found: list[Found] = []
    left_out: list[Change] = []
    faults: list[Fault] = []
    shelf = ""
    for element in list(root.all("question"))[:MAX_QUESTIONS]:
        if element.attributes.get("type") == "category":
            shelf = _shelf(element.words("category", "text"))
            continue
        try:
            read = _question(element, shelf)
        except ForeignError as error:
            faults.append(Fault(error.line or element.line, error.message))
            if len(faults) == MAX_FAULTS:
                break
            continue
        if isinstance(read, Found):
            found.append(read)
        else:
            left_out.append(read)
    return Reading(tuple(found), tuple(left_out), tuple(faults))


def _shelf(path: str) -> str:
    return path.replace("//", "\0").split("/")[-1].replace("\0", "/")


def _question(element: Element, shelf: str) -> Found | Change:
    name = element.words("idnumber") or element.words("name", "text")
    taken = Taken(" ".join(name.split()))
    general = _text(element.find("generalfeedback"), taken)
    kind = element.attributes.get("type", "")
    form = _form(element, kind, taken)
    if form is None and kind == "essay":
        back = _text(element.find("graderinfo"), taken) or general
        if not back:
            return skipped(taken.name, "模範解答のない記述問題。", "an essay without a model answer.")
        form, general = Turning(back), ""
    if form is None:
        ja, en = (
            f"{kind[:40]} 型の問題。",
            f"a question of type {kind[:40]}, which has no counterpart.",
        )
        return skipped(taken.name, ja, en)
    ask = _text(element.find("questiontext"), taken)
    if not ask:
        return textless(taken.name, element.line)
    question = Posed(
        name=taken.name,
        ask=ask,
        form=form,
        why=general,
        shelf=shelf,
        tags=tuple(tag.words("text") for tag in _tags(element)),
    )
    return Found(question, element.line, taken.lost)


def _tags(element: Element) -> list[Element]:
    tags = element.find("tags")
    return list(tags.all("tag")) if tags else []


def _text(element: Element | None, taken: Taken, format: str = "html") -> str:
    if element is None:
        return ""
    if element.find("file"):
        taken.note(["image"])
    named = element.attributes.get("format", format)
    return taken.text(element.words("text"), _FORMATS.get(named, named))


def _form(element: Element, kind: str, taken: Taken) -> Form | None:
    answers = list(element.all("answer"))
    match kind:
        case "multichoice":
            several = element.words("single").lower() in ("false", "0")
            picks = [_pick(answer, _text(answer, taken), taken) for answer in answers]
            return choosing(picks, several=several, taken=taken)
        case "truefalse":
            return _truth(answers, taken)
        case "shortanswer":
            return _words(answers, taken)
        case "numerical":
            return _numbers(answers, taken)
        case "matching":
            return _pairs(element, taken)
        case _:
            return None


def _pick(answer: Element, text: str, taken: Taken) -> Pick:
    return Pick(text, _share(answer), _text(answer.find("feedback"), taken))


def _share(answer: Element) -> float:
    return _number(answer, answer.attributes.get("fraction", "0")) / 100


def _number(element: Element, text: str) -> float:
    try:
        value = float(text) if "_" not in text else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ForeignError(f"`{text[:40]}` is no number", element.line)
    return value


def _truth(answers: list[Element], taken: Taken) -> Form:
    whys = {_share(answer) > 0: _text(answer.find("feedback"), taken) for answer in answers}
    right = next((a.words("text").lower() for a in answers if _share(a) > 0), "")
    if right not in ("true", "false"):
        raise ForeignError("a true/false question needs its right answer")
    return true_or_false(right == "true", why_wrong=whys.get(False, ""))


def _words(answers: list[Element], taken: Taken) -> Wording:
    return wording([_pick(answer, answer.words("text"), taken) for answer in answers], taken)


def _numbers(answers: list[Element], taken: Taken) -> Counting:
    known = [answer for answer in answers if answer.words("text") != "*"]
    if len(known) < len(answers):
        taken.note(["otherwise"])
    return figures([_figure(answer, taken) for answer in known], taken)


def _figure(answer: Element, taken: Taken) -> Figure:
    value = _number(answer, answer.words("text"))
    tolerance = abs(_number(answer, answer.words("tolerance") or "0"))
    return Figure(value, tolerance, _share(answer), _text(answer.find("feedback"), taken))


def _pairs(element: Element, taken: Taken) -> Pairing | Ordering:
    pairs = [
        (_text(sub, taken), taken.text(sub.words("answer", "text"), "plain"))
        for sub in element.all("subquestion")
    ]
    return pairing(pairs, taken)
