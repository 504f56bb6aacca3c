"""Moodle's XML written: one `<question>` a question, the reasons as feedback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from examprep.core.draw import show_number
from examprep.core.markup import plain
from examprep.exchange.gift import category, general_feedback, moodle_changes, percent, wild
from examprep.exchange.hypertext import to_html, visible
from examprep.exchange.posed import (
    Choosing,
    Counting,
    Figure,
    Form,
    Ordering,
    Pairing,
    Pick,
    Posed,
    Turning,
    Wording,
    Written,
)

_TYPES: dict[type[Form], str] = {
    Choosing: "multichoice",
    Counting: "numerical",
    Wording: "shortanswer",
    Pairing: "matching",
    Ordering: "matching",
    Turning: "essay",
}


def write_moodle(questions: Sequence[Posed]) -> Written:
    """Return questions as a file of Moodle's XML."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    shelf = ""
    for question in questions:
        if question.shelf != shelf:
            shelf = question.shelf
            parts.append(_category(shelf))
        parts.append(_question(question))
    content = "\n".join([*parts, "</quiz>", ""])
    return Written(content.encode(), tuple(change for q in questions for change in moodle_changes(q)))


def _category(shelf: str) -> str:
    path = _safe(f"$course$/top/{category(shelf)}")
    return f'<question type="category">\n  <category><text>{path}</text></category>\n</question>'


def _question(question: Posed) -> str:
    lines = [
        f"<name>{_text(question.name)}</name>",
        _html("questiontext", question.ask),
        _html("generalfeedback", general_feedback(question)),
        "<defaultgrade>1</defaultgrade>",
        f"<penalty>{'0' if isinstance(question.form, Turning) else '0.3333333'}</penalty>",
        "<hidden>0</hidden>",
        f"<idnumber>{_safe(question.name)}</idnumber>",
        *_form(question.form),
        *_tags(question.tags),
    ]
    body = "\n".join(f"  {line}" for line in lines)
    return f'<question type="{_TYPES[type(question.form)]}">\n{body}\n</question>'


def _form(form: Form) -> Iterator[str]:
    match form:
        case Choosing(picks=picks, several=several):
            yield f"<single>{'false' if several else 'true'}</single>"
            yield "<shuffleanswers>true</shuffleanswers>"
            yield "<answernumbering>abc</answernumbering>"
            yield from map(_option, picks)
        case Counting(figures=figures):
            yield from map(_figure, figures)
            yield "<unitgradingtype>0</unitgradingtype>"
            yield "<unitpenalty>0.1</unitpenalty>"
            yield "<showunits>3</showunits>"
            yield "<unitsleft>0</unitsleft>"
        case Wording(picks=picks):
            yield "<usecase>0</usecase>"
            yield from map(_word, picks)
        case Pairing(pairs=pairs):
            yield "<shuffleanswers>true</shuffleanswers>"
            yield from (_pair(left, plain(right)) for left, right in pairs)
        case Ordering(steps=steps):
            yield "<shuffleanswers>true</shuffleanswers>"
            yield from (_pair(step, str(place)) for place, step in enumerate(steps, 1))
        case Turning(back=back):
            yield "<responseformat>editor</responseformat>"
            yield "<responserequired>0</responserequired>"
            yield "<responsefieldlines>10</responsefieldlines>"
            yield "<attachments>0</attachments>"
            yield "<attachmentsrequired>0</attachmentsrequired>"
            yield _html("graderinfo", back)
            yield _html("responsetemplate", "")


def _option(pick: Pick) -> str:
    body = _text(to_html(pick.text)) + _html("feedback", pick.why)
    return f'<answer fraction="{percent(pick.share)}" format="html">{body}</answer>'


def _word(pick: Pick) -> str:
    body = _text(wild(pick.text)) + _html("feedback", pick.why)
    return f'<answer fraction="{percent(pick.share)}" format="moodle_auto_format">{body}</answer>'


def _figure(figure: Figure) -> str:
    tolerance = f"<tolerance>{show_number(figure.tolerance)}</tolerance>"
    body = _text(show_number(figure.value)) + _html("feedback", figure.why) + tolerance
    return f'<answer fraction="{percent(figure.share)}" format="moodle_auto_format">{body}</answer>'


def _pair(left: str, right: str) -> str:
    body = f"{_text(to_html(left))}<answer>{_text(right)}</answer>"
    return f'<subquestion format="html">{body}</subquestion>'


def _tags(tags: tuple[str, ...]) -> Iterator[str]:
    if tags:
        yield "<tags>" + "".join(f"<tag>{_text(tag)}</tag>" for tag in tags) + "</tags>"


def _html(tag: str, markup: str) -> str:
    return f'<{tag} format="html">{_text(to_html(markup) if markup else "")}</{tag}>'


def _text(text: str) -> str:
    return f"<text>{_safe(text)}</text>"


def _safe(text: str) -> str:
    """Return characters as XML may hold them."""
    return escape(visible(text))
