"""A mock exam that was handed in, as every face shows it: areas, the pass range, each mistake explained."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from rich.text import Text as Rich

from examprep.core.announcements import same_paper
from examprep.core.draw import Question
from examprep.core.heading import Heading
from examprep.core.item import ConceptId, Lang, Text
from examprep.core.library import Library
from examprep.core.mark import Outcome, is_success
from examprep.core.paper import Blueprint
from examprep.core.score import AreaScore, Score, sentence_on
from examprep.core.sitting import HandedIn, in_ranges
from examprep.core.text import clean, width
from examprep.mock import Mock
from examprep.render import (
    FAINT,
    LABEL,
    explanation_lines,
    heading_lines,
    outcome_lines,
    question_lines,
    say,
    text_lines,
    wrapped,
)

RIGHT, SHARE, WEIGHT = 8, 7, 10
"""Columns of the numbers beside an area."""
WIDEST_TITLE = 40


class Mistake(msgspec.Struct, frozen=True):
    """A question that was not answered rightly."""

    place: int
    question: Question
    outcome: Outcome | None
    """`None`: not answered."""
    with_note: bool
    """Whether the concept's note was not told with an earlier one."""


def score_of(mock: Mock) -> Score:
    """Return the score of a mock that was handed in."""
    assert isinstance(mock.sitting.end, HandedIn)
    return mock.sitting.end.score


def mistakes_of(mock: Mock) -> tuple[Mistake, ...]:
    """Return every question that was not answered rightly, in the order of the paper."""
    outcomes = {place: answer.outcome for place, answer in mock.answers()}
    noted: set[ConceptId] = set()
    found: list[Mistake] = []
    for place, question in mock.questions():
        outcome = outcomes.get(place)
        if outcome is None or not is_success(outcome):
            found.append(Mistake(place, question, outcome, question.item.concept not in noted))
            noted.add(question.item.concept)
    return tuple(found)


def handed_in_words(mock: Mock) -> Text:
    """Say how long it took, and what was kept."""
    assert mock.sitting.ended is not None
    minutes, count = (mock.sitting.ended - mock.stored.at) / 60_000, score_of(mock).answered
    allowed = f"{mock.form.seconds / 60:.0f}"
    return Text(
        f"提出した（{minutes:.0f}分 / {allowed}分）。解答 {count} 件を復習に記録した。",
        f"Handed in after {minutes:.0f} min of {allowed}; answers that count as reviews: {count}.",
    )


def short_words(score: Score) -> Text:
    """Say a score on one line."""
    right = f"{score.right}/{score.asked}"
    return Text(f"得点 {right}（{score.share:.0%}）", f"Score {right} ({score.share:.0%})")


def score_page(mock: Mock, blueprint: Blueprint, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield how a mock went, area by area, and against where the pass mark is believed to lie."""
    score = score_of(mock)
    yield from _said(handed_in_words(mock), lang, columns)
    if mock.form.code:
        yield from _said(same_paper(mock.form.code), lang, columns)
    yield Rich()
    yield from _table(score, blueprint, mock.library, lang, columns)
    yield Rich()
    yield from text_lines(sentence_on(score, blueprint.pass_mark), lang, columns)
    low, high = score.margin
    margin = Text(
        f"{score.asked}問には運も混じる。本来の正答率は {low:.0%}〜{high:.0%} の間とみられる（95%）。",
        f"{score.asked} questions leave room for luck: in the long run you would have from {low:.0%} to "
        f"{high:.0%} (95%).",
    )
    yield from _said(margin, lang, columns)
    if mock.sitting.open:
        places = in_ranges(mock.sitting.open)
        yield from _said(Text(f"無解答: {places}", f"Not answered: {places}"), lang, columns)


def mistake_lines(mock: Mock, mistake: Mistake, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield a question, what became of the answer and what to know."""
    question = mistake.question
    item, concept = question.item, mock.library.concepts[question.item.concept]
    heading = Heading(concept, item, mistake.place, mock.total, is_new=False)
    yield from heading_lines(heading, lang, columns)
    yield from question_lines(question, lang, columns)
    yield from outcome_lines(question, mistake.outcome, lang, columns)
    if mistake.with_note:
        yield from explanation_lines(concept, item, lang, columns)


def _table(score: Score, blueprint: Blueprint, library: Library, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield a line an area; the last column is its share of the real exam, as far as that is known."""
    room = max(min(columns - RIGHT - SHARE - WEIGHT, WIDEST_TITLE), 8)
    heads = (say("正答", "right", lang), say("正答率", "share", lang), say("出題割合", "of exam", lang))
    yield from _row(say("領域", "area", lang), heads, room, FAINT)
    shares = blueprint.weights.shares
    for area in score.areas:
        weight = f"{shares[area.area]:.0%}" if area.area in shares else "-"
        cells = (f"{area.right}/{area.asked}", f"{area.share:.0%}", weight)
        yield from _row(_title(area, library, lang), cells, room)
    yield from _row(
        say("合計", "total", lang), (f"{score.right}/{score.asked}", f"{score.share:.0%}", ""), room, LABEL
    )


def _row(title: str, cells: tuple[str, str, str], room: int, style: str = "") -> Iterator[Rich]:
    """Yield a title, wrapped where it is long, with its cells beside its first line."""
    sizes = zip(cells, (RIGHT, SHARE, WEIGHT), strict=True)
    numbers = "".join(" " * (size - width(cell)) + cell for cell, size in sizes)
    for at, line in enumerate(wrapped(Rich(clean(title)), room)):
        gap = " " * (room - width(line.plain))
        yield line if at else Rich(f"{line.plain}{gap}{numbers}".rstrip(), style=style)


def _title(area: AreaScore, library: Library, lang: Lang) -> str:
    topic = library.topics.get(area.area)
    return area.area if topic is None else say(topic.title.ja, topic.title.en, lang)


def _said(text: Text, lang: Lang, columns: int) -> Iterator[Rich]:
    yield from wrapped(Rich(say(text.ja, text.en, lang)), columns)
