"""How mock exams went, on the screen: areas, the pass range, each mistake explained, all mocks so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timezone
from typing import Any

from rich.table import Table
from rich.text import Text as Rich

from examprep.charts import PLAIN
from examprep.cli.screen import Screen
from examprep.core.item import Text
from examprep.core.library import Library
from examprep.core.score import NO_TREND, PASSING_NAMES, AreaScore, Score, trend_of, trend_words
from examprep.core.text import fold
from examprep.env import Env
from examprep.loader.cache import load_blueprint
from examprep.mock import Mock, Past
from examprep.render import say
from examprep.scored import mistake_lines, mistakes_of, score_page

NEWEST = 6
"""Mocks that stand side by side at most."""
AREA, SHARE = 30, 7
"""Columns of an area's title, and of one mock."""


def show_result(env: Env, mock: Mock, screen: Screen, *, pauses: bool) -> None:
    """Show the score of a mock that was handed in, then explain every wrong answer."""
    blueprint = load_blueprint(env.paths.content, env.paths.cache, mock.form.exam)
    screen.lines([Rich()])
    screen.lines(score_page(mock, blueprint, screen.lang, screen.columns))
    mistakes = mistakes_of(mock)
    if mistakes:
        screen.label(
            f"誤答と無解答の解説 {len(mistakes)}問", f"Mistakes and open questions explained: {len(mistakes)}"
        )
    for number, mistake in enumerate(mistakes, 1):
        screen.lines(mistake_lines(mock, mistake, screen.lang, screen.columns))
        if pauses and number < len(mistakes):
            screen.faint(Text("Enter 次へ  q 終わる", "Enter next  q stop"))
            line = screen.ask("> ")
            if line is None or fold(line) == "q":
                return


# --- all mocks so far


def show_history(env: Env, past: Sequence[Past], library: Library, screen: Screen) -> None:
    """Show every mock with its score, the newest ones by area, and the trend."""
    for mock in past:
        passing = PASSING_NAMES[mock.score.passing]
        ja, en = passing.ja, passing.en
        begun = _begun(env, mock)
        minutes = f"{mock.seconds / 60:.0f}/{mock.form.seconds / 60:.0f}"
        right, share = f"{mock.score.right}/{mock.score.asked}", f"{mock.score.share:.0%}"
        screen.say(
            f"{begun}  {right}問  {share}  {minutes}分  {ja}{_unanswered(mock.score, '無解答')}",
            f"{begun}  {right}  {share}  {minutes} min  {en}{_unanswered(mock.score, 'not answered')}",
        )
    _show_areas(env, past, library, screen)
    trend = trend_of([mock.score for mock in past])
    words = NO_TREND if trend is None else trend_words(trend)
    screen.say(words.ja, words.en)


def _unanswered(score: Score, word: str) -> str:
    count = score.asked - score.answered
    return f"  {word} {count}" if count else ""


def _show_areas(env: Env, past: Sequence[Past], library: Library, screen: Screen) -> None:
    newest = past[-max(min((screen.columns - AREA) // SHARE, NEWEST), 1) :]
    table = Table(box=PLAIN, padding=(0, 1, 0, 0))
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


def _title(area: AreaScore, library: Library, screen: Screen) -> str:
    topic = library.topics.get(area.area)
    return area.area if topic is None else say(topic.title.ja, topic.title.en, screen.lang)


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
    yield "paper", mock.form.code or None
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
