"""Pages that every face shows: the plan, the statistics, the drills. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text as Rich

from examprep.aim import Forecast
from examprep.charts import area_table, calibration_table, due_table, heatmap_lines, percent
from examprep.core.calibration import Calibration
from examprep.core.day import StudyDay
from examprep.core.item import Lang, Text
from examprep.core.library import Library
from examprep.core.readiness import LEAST_ANSWERS, LEAST_SHARE, LEVEL, Estimate, Readiness
from examprep.core.syllabus import Exam, Topic
from examprep.drill import Progress
from examprep.insight import Ahead, Overview
from examprep.render import LABEL, hung, say, wrapped

EXAM_NAMES = {Exam.E: "E資格", Exam.G: "G検定"}
SUREST = 0.99
"""No score is promised for certain."""
BAR = 40
"""Columns of a whole bar."""


def plan_page(found: Ahead, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield a goal and what it looks like today; the score exactly where `readiness` tells it."""
    yield from _goal_lines(found.forecast, lang, columns)
    yield from _label("見込みの得点", "Score to expect", lang)
    if found.today.score is None or found.then.score is None:
        for words in (withheld_words(found.today), NEEDED):
            yield from _say(words.ja, words.en, lang, columns)
        return
    today, then = _between(found.today.score), _between(found.then.score)
    yield from _say(f"今日なら {today.ja}", f"today {today.en}", lang, columns)
    yield from _say(
        f"試験日、もう何もしなければ {then.ja}", f"on the day, if you stop now {then.en}", lang, columns
    )
    yield from _label("試験日、1日にこれだけ学べば", "On the day, for so much study a day", lang)
    for promise in found.forecast.promises:
        yield from _promise_line(promise.minutes, found.expect(promise) or 0.0, found, lang, columns)
    yield from _say(
        f"範囲には{LEVEL:.0%}の確率で入る。学んだ分の伸びは記憶のモデルだけによる見積りで、誤差は上の範囲より"
        "小さくない。",
        f"The ranges hold with {LEVEL:.0%} probability. What study adds is reckoned by the model of memory "
        "alone, and no surer than the ranges above.",
        lang,
        columns,
    )


def _promise_line(minutes: int, score: float, found: Ahead, lang: Lang, columns: int) -> Iterator[Rich]:
    mark = " <" if minutes == found.forecast.goal.minutes else ""
    bar = "#" * round(score * min(BAR, columns - 20))
    unit = say("分", "min", lang)
    yield from wrapped(Rich(f"{minutes:>4} {unit} {min(score, SUREST):>4.0%} {bar}{mark}"), columns)


def _between(score: Estimate) -> Text:
    mean, between = f"{score.mean:.0%}", f"{score.low:.0%}-{score.high:.0%}"
    return Text(f"{mean}（{between}）", f"{mean} ({between})")


WITHHELD = Text(
    "見込みの得点は、まだ記録が足りないので示さない。",
    "The score to expect is withheld: there is too little to tell it from.",
)
NEEDED = Text(
    f"採点された解答が{LEAST_ANSWERS}（自己評価は数えない）、学んだ概念が各領域の{LEAST_SHARE:.0%}以上になれば示す。",
    f"It is told once {LEAST_ANSWERS} answers are marked (not those that you rate yourself) and "
    f"{LEAST_SHARE:.0%} of every area's concepts are seen.",
)


def withheld_words(today: Readiness) -> Text:
    """Say in one sentence that no score is told, and what is missing."""
    areas = [area.missing for area in today.areas if area.missing]
    missing = []
    if today.missing:
        plural = "s" * (today.missing != 1)
        missing.append(
            Text(f"採点された解答があと{today.missing}", f"{today.missing} more marked answer{plural}")
        )
    if areas:
        concepts, places = f"concept{'s' * (sum(areas) != 1)}", f"area{'s' * (len(areas) != 1)}"
        missing.append(
            Text(
                f"学んだ概念が{len(areas)}領域であと{sum(areas)}",
                f"{sum(areas)} more {concepts} in {len(areas)} {places}",
            )
        )
    if any(not area.concepts for area in today.areas):
        missing.append(Text("問題のない領域がある", "an area has no questions"))
    ja, en = "、".join(part.ja for part in missing), ", ".join(part.en for part in missing)
    return Text(
        f"見込みの得点はまだ示さない（{ja}）。", f"The score to expect is withheld; still missing: {en}."
    )


def _goal_lines(found: Forecast, lang: Lang, columns: int) -> Iterator[Rich]:
    goal, name = found.goal, EXAM_NAMES[found.goal.exam]
    yield from _label(
        f"{name} {goal.date}まであと{found.days_left}日",
        f"{name} on {goal.date}: {found.days_left} day{'s' * (found.days_left != 1)} left",
        lang,
    )
    yield from _say(
        f"今日: {found.minutes_today:.0f}分 / {goal.minutes}分、{found.answered_today}問に回答",
        f"Today: {found.minutes_today:.0f} of {goal.minutes} minutes, {found.answered_today} answered",
        lang,
        columns,
    )
    yield from _say(
        f"出題範囲: {found.seen} / {found.items}問を学習済み（カードは数えない）",
        f"Covered: {found.seen} of {found.items} questions seen (cards not counted)",
        lang,
        columns,
    )


def stats_page(found: Overview, library: Library, lang: Lang, columns: int) -> Iterator[RenderableType]:
    """Yield what is due, how areas stand, the days studied, and how true predictions of recall are."""
    yield from counts_lines(found, lang, columns)
    if not found.whole.is_begun:
        ja, en = "まだ記録がない。examprep quiz で始める。", "Nothing yet; begin with examprep quiz."
        yield from _say(ja, en, lang, columns)
    for exam, rows in found.areas.items():
        yield area_table(library.syllabuses[exam].title, rows, lang, columns)
    yield from _say(
        "項目は問題とカード。複数の領域に関わるものは、それぞれで数える。",
        "Items are questions and cards; what concerns several areas counts in each.",
        lang,
        columns,
    )
    if not found.whole.is_begun:
        return
    yield from _label("これから14日の復習", "Due in the next 14 days", lang)
    yield due_table(found.due, lang, columns)
    yield from _label("解答した日", "Days studied", lang)
    yield from heatmap_lines(found.weeks, found.today, lang, columns)
    yield from _label("想起の予測と実際", "Recall, predicted and true", lang)
    yield from _retention(found, lang, columns)


def counts_lines(found: Overview, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield what is due, the streak, the drills, and the time spent."""
    whole, drills, spent = found.whole, found.drills, found.spent
    missed = (f"（休み{whole.freezes}日）", f" (missed {whole.freezes})") if whole.freezes else ("", "")
    plural = "s" * (whole.streak != 1)
    lines = (
        (
            f"今日の復習 問題 {whole.due}  カード {whole.due_cards}  演習 {drills.due}",
            f"due today: questions {whole.due}  cards {whole.due_cards}  drills {drills.due}",
        ),
        (
            f"解答 今日 {whole.answered_today}  合計 {whole.answered}  連続 {whole.streak}日{missed[0]}",
            f"answers today {whole.answered_today}  in all {whole.answered}  "
            f"streak {whole.streak} day{plural}{missed[1]}",
        ),
        (
            f"演習 {drills.problems}題中 {drills.passed}題合格  採点 今日 {whole.graded_today}  "
            f"合計 {whole.graded}",
            f"drills passed {drills.passed} of {drills.problems}  graded today {whole.graded_today}  "
            f"in all {whole.graded}",
        ),
    )
    for ja, en in lines:
        yield from _say(ja, en, lang, columns)
    if not whole.is_begun:
        return
    today, week, total = (_span(seconds) for seconds in (spent.today, spent.week, spent.total))
    yield from _say(
        f"時間 今日 {today.ja}  7日間 {week.ja}  合計 {total.ja}",
        f"time today {today.en}  7 days {week.en}  in all {total.en}",
        lang,
        columns,
    )


def _span(seconds: float) -> Text:
    """Return a time in hours and minutes."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return Text(f"{minutes}分", f"{minutes} min")
    return Text(f"{hours}時間{minutes}分", f"{hours} h {minutes} min")


def _retention(found: Overview, lang: Lang, columns: int) -> Iterator[RenderableType]:
    if not found.ever.count:
        yield from _say(
            "まだ比べられない。別の日の復習から比べる。",
            "Nothing to compare yet; that begins with reviews on a later day.",
            lang,
            columns,
        )
        return
    yield from retention_lines(found, lang, columns)
    yield calibration_table(found.ever, lang)
    yield from brier_lines(found.ever, lang, columns)


def retention_lines(found: Overview, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield the mean recall predicted and true, lately and ever."""
    yield from _retention_of("30日間", "30 days", found.recent, lang, columns)
    yield from _retention_of("すべて", "all", found.ever, lang, columns)


def brier_lines(ever: Calibration, lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield how good predictions are in two numbers; there must be some."""
    yield from _say(
        f"Brier {ever.brier:.3f}（0が最良。いつも{ever.recalled:.0%}と言えば {ever.brier_plain:.3f}）  "
        f"対数損失 {ever.log_loss:.3f}",
        f"Brier {ever.brier:.3f} (0 is best; always saying {ever.recalled:.0%} has {ever.brier_plain:.3f})  "
        f"log loss {ever.log_loss:.3f}",
        lang,
        columns,
    )


def _retention_of(ja: str, en: str, found: Calibration, lang: Lang, columns: int) -> Iterator[Rich]:
    predicted, recalled = percent(found.predicted), percent(found.recalled)
    yield from _say(
        f"{ja}: 予測 {predicted}  実際 {recalled}（その日最初の復習 {found.count}回）",
        f"{en}: predicted {predicted}  true {recalled} ({found.count} first reviews of a day)",
        lang,
        columns,
    )


def drills_page(
    groups: Iterable[tuple[Topic, tuple[Progress, ...]]], today: StudyDay, lang: Lang, columns: int
) -> Iterator[Rich]:
    """Yield each area with its problems, one line a problem."""
    groups = tuple(groups)
    if not groups:
        yield from _say("ここに演習はない。", "There are no drills here.", lang, columns)
    for area, rows in groups:
        count = f"{sum(row.passed for row in rows)}/{len(rows)}"
        yield from _label(f"{area.title.ja}  合格 {count}", f"{area.title.en}  passed {count}", lang)
        for row in rows:
            yield from hung(Rich(_drill_line(row, lang, due=row.is_due(today))), columns, 4)


def _drill_line(row: Progress, lang: Lang, *, due: bool) -> str:
    words = [("合格", "passed")] if row.passed else []
    words += [(f"失敗{row.tries}回", f"{row.tries} failed")] if row.tries else []
    words += [("復習", "due")] if due else []
    state = " ".join(f"[{say(ja, en, lang)}]" for ja, en in words)
    title = say(row.problem.title.ja, row.problem.title.en, lang)
    return f"L{row.problem.level}  {row.problem.id}  {title} {state}".rstrip()


def _label(ja: str, en: str, lang: Lang) -> Iterator[Rich]:
    yield Rich()
    yield Rich(say(ja, en, lang), style=LABEL)


def _say(ja: str, en: str, lang: Lang, columns: int) -> Iterator[Rich]:
    yield from wrapped(Rich(say(ja, en, lang)), columns)
