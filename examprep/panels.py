"""The statistics, a panel for each thing one asks: days, reviews, memory, areas, mocks. Nothing here prints.

Every picture has its numbers beside it; before there is anything to show, a panel says what to do first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec
from rich.text import Text as Rich

from examprep.charts import (
    area_bar,
    calibration_table,
    due_table,
    heatmap_lines,
    percent,
    plain_table,
    table_lines,
)
from examprep.core.item import Lang, Text
from examprep.core.library import Library
from examprep.core.readiness import AreaReadiness
from examprep.core.score import NO_TREND, PASSING_NAMES, trend_of, trend_words
from examprep.core.stats import AreaStats
from examprep.core.syllabus import Exam
from examprep.env import Env
from examprep.insight import Overview, Prospect, overview, prospect
from examprep.mock import Past, fetch_past
from examprep.pages import EXAM_NAMES, NEEDED, brier_lines, counts_lines, retention_lines, withheld_words
from examprep.render import LABEL, say, wrapped
from examprep.store.store import Store

BAR = 12
"""Columns of an area's bar."""
WIDE = 78
"""From so many columns on an area has its bar, and a bin its scale."""
MIDDLE = 56
"""Below this many columns an area leaves out what is recalled."""
SCALE = 30
SCORE = 20
"""Columns of a whole mock exam's bar."""
BESIDE = 54
"""Columns of a mock exam's line beside its bar."""


class Whole(msgspec.Struct, frozen=True):
    """Everything the panels show."""

    overview: Overview
    prospects: tuple[tuple[Exam, Prospect], ...]
    mocks: tuple[tuple[Exam, tuple[Past, ...]], ...]
    env: Env
    library: Library


def fetch_whole(env: Env, store: Store, library: Library) -> Whole:
    """Fetch what the panels show; of the goal's exam, or of both where there is no goal."""
    goal = env.settings.goal
    exams = [goal.exam] if goal is not None else list(Exam)
    return Whole(
        overview=overview(env, store, library),
        prospects=tuple((exam, prospect(env, store, library, exam)) for exam in exams),
        mocks=tuple((exam, fetch_past(store, exam)) for exam in exams),
        env=env,
        library=library,
    )


class Panel(msgspec.Struct, frozen=True):
    """A panel's name, and its lines in a language and so many columns."""

    name: Text
    lines: Callable[[Whole, Lang, int], Iterator[Rich]]


def days_panel(found: Whole, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield the counts, the streak, the time, and the days studied."""
    yield from counts_lines(found.overview, lang, columns)
    if not found.overview.whole.is_begun:
        yield from _say(_NOTHING_YET, lang, columns)
    else:
        yield from _label("解答した日（26週）", "Days studied (26 weeks)", lang)
        yield from heatmap_lines(found.overview.weeks, found.overview.today, lang, columns)


def due_panel(found: Whole, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield what falls due."""
    if not found.overview.whole.is_begun:
        yield from _say(_NOTHING_YET, lang, columns)
        return
    due = found.overview.due
    total = sum(day.questions + day.cards for day in due)
    words = Text(
        f"これから{len(due)}日の復習: 合わせて {total}",
        f"Due in the next {len(due)} days: {total} in all",
    )
    yield Rich(say(words.ja, words.en, lang), style=LABEL)
    yield from table_lines(due_table(due, lang, columns), columns)
    yield from _say(
        Text(
            "いま何も答えなければ、の数。答えればまた先に延びる。",
            "As if nothing were answered from now on.",
        ),
        lang,
        columns,
    )


def memory_panel(found: Whole, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield how true predictions of recall were."""
    ever = found.overview.ever
    if not ever.count:
        yield from _say(_NOTHING_YET if not found.overview.whole.is_begun else _COMPARED_LATER, lang, columns)
        return
    yield Rich(say("想起の予測と実際", "Recall, predicted and true", lang), style=LABEL)
    yield from retention_lines(found.overview, lang, columns)
    scale = SCALE if columns >= WIDE else 0
    yield from table_lines(calibration_table(ever, lang, scale), columns)
    if scale:
        yield from _say(Text("p 予測  t 実際  x 同じ所", "p predicted  t true  x both"), lang, columns)
    yield from brier_lines(ever, lang, columns)


def areas_panel(found: Whole, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield the areas of each exam against its blueprint: weight, seen, recalled, expected."""
    for exam, own in found.prospects:
        yield Rich(say(own.blueprint.title.ja, own.blueprint.title.en, lang), style=LABEL)
        yield from _score_lines(own, lang, columns)
        yield from _area_lines(found, exam, own, lang, columns)
        yield Rich()
    if columns >= WIDE:
        yield from _say(
            Text(
                "図は領域の概念: # 既習のうち思い出せる分  + 既習  . まだ",
                "The bars: concepts of an area, # recalled of those seen  + seen  . not yet",
            ),
            lang,
            columns,
        )


def _score_lines(found: Prospect, lang: Lang, columns: int) -> Iterator[Rich]:
    today, mark = found.today, found.blueprint.pass_mark
    if today.score is None:
        withheld = withheld_words(today)
        words = Text(
            f"{withheld.ja}{NEEDED.ja}ホームの q で解く。", f"{withheld.en} {NEEDED.en} q on HOME asks."
        )
    else:
        score = f"{today.score.mean:.0%}"
        between = f"{today.score.low:.0%}-{today.score.high:.0%}"
        words = Text(
            f"今日なら {score}（{between}）。合格点の推測 {mark.low:.0%}-{mark.high:.0%}",
            f"today {score} ({between}); the pass mark is believed to be {mark.low:.0%}-{mark.high:.0%}",
        )
    yield from _say(words, lang, columns)


def _area_lines(found: Whole, exam: Exam, own: Prospect, lang: Lang, columns: int) -> Iterator[Rich]:
    stats = {row.area.id: row for row in found.overview.areas.get(exam, ())}
    heads = [("配点", "weight"), ("既習", "seen"), ("想起", "recall"), ("見込み", "expected")]
    wide = columns >= WIDE
    table = plain_table(heads if columns >= MIDDLE else heads[:2] + heads[3:], lang, first=("領域", "area"))
    if wide:
        table.add_column("", no_wrap=True)
    for area in own.today.areas:
        title = found.library.topics[area.topic].title
        known = _recall(stats.get(area.topic)) if area.seen else None
        cells = [f"{area.share:.0%}", f"{area.seen}/{area.concepts}", percent(known), _expected(area, lang)]
        if wide:
            cells.append(area_bar(area.seen / max(area.concepts, 1), known or 0.0, BAR))
        table.add_row(say(title.ja, title.en, lang), *(cells if columns >= MIDDLE else cells[:2] + cells[3:]))
    yield from table_lines(table, columns)


def _recall(stats: AreaStats | None) -> float | None:
    return None if stats is None else stats.retrievability


def _expected(area: AreaReadiness, lang: Lang) -> str:
    if area.score is None:
        return say(f"あと{area.missing}", f"{area.missing} more", lang) if area.missing else "-"
    return f"{area.score.mean:.0%} {area.score.low * 100:.0f}-{area.score.high * 100:.0f}"


def mocks_panel(found: Whole, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield every mock exam with its score, and the trend."""
    for exam, past in found.mocks:
        yield Rich(
            say(f"{EXAM_NAMES[exam]} の模擬試験", f"Mock exams, {EXAM_NAMES[exam]}", lang), style=LABEL
        )
        if past:
            yield from _mock_lines(found.env, past, lang, columns)
        else:
            words = Text("まだ受けていない。ホームの e で始める。", "None yet; e on HOME begins one.")
            yield from _say(words, lang, columns)
        yield Rich()


def _mock_lines(env: Env, past: Sequence[Past], lang: Lang, columns: int) -> Iterator[Rich]:
    table = plain_table((("得点", "right"), ("割合", "share")), lang, first=("日付", "day"))
    room = min(columns - BESIDE, SCORE)
    if room > 0:
        table.add_column("", no_wrap=True, overflow="crop")
    for mock in past:
        moment, score = env.now().moved_to(mock.stored.at), mock.score
        cells = [
            f"{moment.at + moment.offset:%Y-%m-%d}",
            f"{score.right}/{score.asked}",
            f"{score.share:.0%}",
        ]
        bar = Rich(area_bar(score.share, 1.0, max(room, 0)), style="cyan")
        passing = PASSING_NAMES[score.passing]
        bar.append(f" {say(passing.ja, passing.en, lang)}", style="")
        table.add_row(*cells, *([bar] if room > 0 else []))
    yield from table_lines(table, columns)
    trend = trend_of([mock.score for mock in past])
    yield from _say(NO_TREND if trend is None else trend_words(trend), lang, columns)


def _label(ja: str, en: str, lang: Lang) -> Iterator[Rich]:
    yield Rich()
    yield Rich(say(ja, en, lang), style=LABEL)


def _say(text: Text, lang: Lang, columns: int) -> Iterator[Rich]:
    yield from wrapped(Rich(say(text.ja, text.en, lang)), columns)


PANELS = (
    Panel(Text("日々", "Days"), days_panel),
    Panel(Text("復習", "Due"), due_panel),
    Panel(Text("記憶", "Memory"), memory_panel),
    Panel(Text("領域", "Areas"), areas_panel),
    Panel(Text("模試", "Mocks"), mocks_panel),
)
_NOTHING_YET = Text(
    "まだ記録がない。ホームの q で最初の問題に答える。", "Nothing yet: q on HOME begins the first questions."
)
_COMPARED_LATER = Text(
    "まだ比べられない。別の日の復習から比べる。明日また q で復習する。",
    "Nothing to compare yet; that begins with reviews on a later day: come back tomorrow.",
)
