"""How mock exams went, on the screen: areas, the pass range, each mistake explained, all mocks so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timezone
from typing import Any

from rich import box
from rich.table import Table

from examprep.cli.screen import Screen
from examprep.core.fact import Answer
from examprep.core.heading import Heading
from examprep.core.item import ConceptId, Item, Text
from examprep.core.library import Library
from examprep.core.mark import is_success
from examprep.core.score import AreaScore, Passing, Score, Trend, sentence_on, trend_of
from examprep.core.sitting import HandedIn, in_ranges
from examprep.core.text import fold
from examprep.env import Env
from examprep.loader.cache import load_blueprint
from examprep.mock import Mock, Past
from examprep.render import (
    explanation_lines,
    heading_lines,
    outcome_lines,
    question_lines,
    say,
)

NEWEST = 6
"""Mocks that stand side by side at most."""
AREA, SHARE = 30, 7
"""Columns of an area's title, and of one mock."""


def show_result(env: Env, mock: Mock, screen: Screen, *, pauses: bool) -> None:
    """Show the score of a mock that was handed in, then explain every wrong answer."""
    assert isinstance(mock.sitting.end, HandedIn) and mock.sitting.ended is not None
    score, minutes = mock.sitting.end.score, (mock.sitting.ended - mock.stored.at) / 60_000
    blueprint = load_blueprint(env.paths.content, env.paths.cache, mock.form.exam)
    screen.say(
        f"\n提出した（{minutes:.0f}分）。解答 {score.answered} 件を復習に記録した。",
        f"\nHanded in after {minutes:.0f} min; answers that count as reviews: {score.answered}.",
    )
    _show_score(score, mock.library, screen)
    screen.text(sentence_on(score, blueprint.pass_mark))
    low, high = score.margin
    screen.say(
        f"{score.asked}問では誤差があり、実力は {low:.0%}〜{high:.0%} とみられる（95%）。",
        f"{score.asked} questions leave room for luck: you know from {low:.0%} to {high:.0%} (95%).",
    )
    if mock.sitting.open:
        places = in_ranges(mock.sitting.open)
        screen.say(f"無解答: {places}", f"Not answered: {places}")
    _explain_all(mock, screen, pauses=pauses)


def _show_score(score: Score, library: Library, screen: Screen) -> None:
    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0))
    table.add_column(say("領域", "area", screen.lang), min_width=16, overflow="fold")
    for ja, en in (("正答", "right"), ("正答率", "share")):
        table.add_column(say(ja, en, screen.lang), justify="right", no_wrap=True)
    for area in score.areas:
        table.add_row(_title(area, library, screen), f"{area.right}/{area.asked}", f"{area.share:.0%}")
    table.add_section()
    table.add_row(say("合計", "total", screen.lang), f"{score.right}/{score.asked}", f"{score.share:.0%}")
    screen.show(table)


def _title(area: AreaScore, library: Library, screen: Screen) -> str:
    topic = library.topics.get(area.area)
    return area.area if topic is None else say(topic.title.ja, topic.title.en, screen.lang)


def _explain_all(mock: Mock, screen: Screen, *, pauses: bool) -> None:
    """Explain every answer that was not right, each concept's note once."""
    wrong = [(place, answer) for place, answer in mock.answers() if not is_success(answer.outcome)]
    if not wrong:
        return
    screen.label(f"誤答の解説 {len(wrong)}問", f"Mistakes explained: {len(wrong)}")
    noted: set[ConceptId] = set()
    for number, (place, answer) in enumerate(wrong, 1):
        _explain(mock, place, answer, screen, with_note=answer.question.item.concept not in noted)
        noted.add(answer.question.item.concept)
        if pauses and number < len(wrong):
            screen.faint(Text("Enter 次へ  q 終わる", "Enter next  q stop"))
            line = screen.ask("> ")
            if line is None or fold(line) == "q":
                return


def _explain(mock: Mock, place: int, answer: Answer, screen: Screen, *, with_note: bool) -> None:
    lang, columns, question = screen.lang, screen.columns, answer.question
    item: Item = question.item
    concept = mock.library.concepts[item.concept]
    screen.lines(heading_lines(Heading(concept, item, place, mock.total, is_new=False), lang, columns))
    screen.lines(question_lines(question, lang, columns))
    screen.lines(outcome_lines(question, answer.outcome, lang, columns))
    if with_note:
        screen.lines(explanation_lines(concept, item, lang, columns))


# --- all mocks so far


def show_history(env: Env, past: Sequence[Past], library: Library, screen: Screen) -> None:
    """Show every mock with its score, the newest ones by area, and the trend."""
    for mock in past:
        ja, en = _PASSING[mock.score.passing]
        begun = _begun(env, mock)
        minutes = f"{mock.seconds / 60:.0f}/{mock.form.seconds / 60:.0f}"
        right, share = f"{mock.score.right}/{mock.score.asked}", f"{mock.score.share:.0%}"
        screen.say(
            f"{begun}  {right}問  {share}  {minutes}分  {ja}{_unanswered(mock.score, '無解答')}",
            f"{begun}  {right}  {share}  {minutes} min  {en}{_unanswered(mock.score, 'not answered')}",
        )
    _show_areas(env, past, library, screen)
    trend = trend_of([mock.score for mock in past])
    if trend is None:
        screen.say("傾向は2回目から示す。", "A trend is shown from the second mock on.")
    else:
        _show_trend(trend, screen)


def _unanswered(score: Score, word: str) -> str:
    count = score.asked - score.answered
    return f"  {word} {count}" if count else ""


def _show_areas(env: Env, past: Sequence[Past], library: Library, screen: Screen) -> None:
    newest = past[-max(min((screen.columns - AREA) // SHARE, NEWEST), 1) :]
    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0))
    table.add_column(say("領域", "area", screen.lang), min_width=16, overflow="fold")
    for mock in newest:
        table.add_column(_begun(env, mock)[5:10], justify="right", no_wrap=True)
    areas = {area.area: area for mock in newest for area in mock.score.areas}
    known = list(library.topics)
    for id, area in sorted(
        areas.items(), key=lambda found: known.index(found[0]) if found[0] in known else 0
    ):
        shares = [{a.area: a.share for a in mock.score.areas}.get(id) for mock in newest]
        table.add_row(_title(area, library, screen), *("-" if s is None else f"{s:.0%}" for s in shares))
    screen.show(table)


def _show_trend(trend: Trend, screen: Screen) -> None:
    change, margin = f"{trend.change * 100:+.0f}", f"{trend.margin * 100:.0f}"
    ja, en = ("", "") if trend.is_clear else ("、偶然の範囲", ": no more than chance does")
    screen.say(
        f"直前の模擬試験（最大3回）と比べて {change} ポイント（誤差 ±{margin}）{ja}。",
        f"Against the mocks just before (3 at most): {change} points (±{margin}){en}.",
    )


def history_json(env: Env, past: Sequence[Past]) -> dict[str, Any]:
    """Return every mock and the trend, as JSON can say it."""
    trend = trend_of([mock.score for mock in past])
    told = (
        None if trend is None else {"change": trend.change, "margin": trend.margin, "clear": trend.is_clear}
    )
    return {"mocks": [dict(_mock_json(env, mock)) for mock in past], "trend": told}


def _mock_json(env: Env, mock: Past) -> Iterator[tuple[str, Any]]:
    score = mock.score
    moment = env.now().moved_to(mock.stored.at)
    begun = moment.at.astimezone(timezone(moment.offset)).isoformat(timespec="seconds")
    yield from (("session", mock.stored.id), ("begun", begun))
    yield from (("seconds", round(mock.seconds, 3)), ("allowed", mock.form.seconds))
    yield from (("right", score.right), ("asked", score.asked), ("answered", score.answered))
    yield from (("share", score.share), ("margin", score.margin), ("passing", score.passing))
    yield "pass_mark", {"low": score.low, "high": score.high, "confidence": score.confidence}
    yield (
        "areas",
        [{"area": a.area, "right": a.right, "asked": a.asked, "share": a.share} for a in score.areas],
    )


def _begun(env: Env, mock: Past) -> str:
    """Return when a mock was begun, in the local time zone."""
    moment = env.now().moved_to(mock.stored.at)
    return f"{moment.at + moment.offset:%Y-%m-%d %H:%M}"


_PASSING = {
    Passing.ABOVE: ("合格圏を上回る", "above the pass range"),
    Passing.INSIDE: ("合格圏の中", "inside the pass range"),
    Passing.BELOW: ("合格圏に届かない", "below the pass range"),
}
