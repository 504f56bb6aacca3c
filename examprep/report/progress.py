"""A learner's progress as one page: goal, readiness, mocks, days, memory; numbers beside every picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from examprep import __version__
from examprep.charts import WEEKDAYS, percent
from examprep.core.calibration import Calibration
from examprep.core.day import StudyDay, date_of
from examprep.core.document import document
from examprep.core.item import Lang
from examprep.core.library import Library
from examprep.core.stats import AreaStats
from examprep.insight import Ahead, Overview, Spent
from examprep.pages import EXAM_NAMES, SUREST, withheld_words
from examprep.render import say
from examprep.report import pictures
from examprep.report.exams import exam_sections, weak_section
from examprep.report.facts import Facts
from examprep.report.writing import STYLE, Writer, table

MAKER = "examprep report"
TITLE = ("学習の記録", "Learning report")


def progress_page(facts: Facts, library: Library, lang: Lang) -> str:
    """Return the page."""
    writer = Writer(lang)
    parts = [f"<h1>{writer.say(*TITLE)}</h1>"]
    parts += [f'<p class="faint">{facts.day}　examprep {__version__}</p>']
    parts += _standing(facts.overview, writer)
    if facts.goal is not None:
        parts += _goal(facts.goal, writer)
    for exam in facts.exams:
        parts += exam_sections(exam, library, writer)
    if facts.overview.whole.is_begun:
        parts += _areas(facts.overview, library, writer)
        parts += _due(facts.overview, writer)
        parts += _days(facts.overview, writer)
        parts += _recall(facts.overview, writer)
    for exam in facts.exams:
        parts += weak_section(exam.prospect.weak, library, writer)
    return document(f"{say(*TITLE, lang)} {facts.day}", "\n".join(parts), lang, STYLE, maker=MAKER)


def _standing(found: Overview, writer: Writer) -> Iterator[str]:
    whole, drills = found.whole, found.drills
    if not whole.is_begun:
        yield writer.paragraph(
            "まだ記録がない。examprep quiz で始める。", "Nothing yet; begin with examprep quiz."
        )
        return
    heads = writer.heads(("", ""), ("今日", "today"), ("7日間", "7 days"), ("合計", "in all"))
    days = [count for week in found.weeks for count in week if count is not None]
    answers = (whole.answered_today, sum(days[-7:]), whole.answered)
    graded = (whole.graded_today, "", whole.graded)
    rows = [
        (writer.say("解答", "answers"), *map(str, answers)),
        (writer.say("演習の採点", "drills graded"), *map(str, graded)),
        (writer.say("時間", "time"), *_times(found.spent, writer)),
    ]
    yield table(heads, rows)
    missed = (f"（休み{whole.freezes}日）", f" ({whole.freezes} missed)") if whole.freezes else ("", "")
    yield writer.paragraph(
        f"連続 {whole.streak}日{missed[0]}。今日の復習 {whole.due}問とカード {whole.due_cards}枚。"
        f"演習は{drills.problems}題中{drills.passed}題に合格、復習 {drills.due}題。",
        f"Streak: {whole.streak} days{missed[1]}. Due today: {whole.due} questions, {whole.due_cards} cards. "
        f"Drills passed: {drills.passed} of {drills.problems}; due again: {drills.due}.",
    )


def _times(spent: Spent, writer: Writer) -> Iterator[str]:
    for seconds in (spent.today, spent.week, spent.total):
        hours, minutes = divmod(round(seconds / 60), 60)
        yield writer.say(f"{hours}時間{minutes:02}分", f"{hours} h {minutes:02} min")


def _goal(ahead: Ahead, writer: Writer) -> Iterator[str]:
    found = ahead.forecast
    goal, name = found.goal, EXAM_NAMES[found.goal.exam]
    days = "day" if found.days_left == 1 else "days"
    yield writer.heading(f"目標: {name} {goal.date}", f"Goal: {name} on {goal.date}")
    yield writer.paragraph(
        f"あと{found.days_left}日、1日{goal.minutes}分。"
        f"出題範囲: {found.seen} / {found.items}問を学習済み（カードは数えない）。",
        f"{found.days_left} {days} left, {goal.minutes} minutes a day. Covered: {found.seen} of "
        f"{found.items} questions (cards not counted).",
    )
    if ahead.today.score is None or ahead.then.score is None:
        missing = withheld_words(ahead.today)
        yield writer.paragraph(missing.ja, missing.en)
        return
    scores = [
        (writer.say("今日なら", "today"), ahead.today.score.mean),
        (writer.say("試験日、もう何もしなければ", "on the day, if you stop now"), ahead.then.score.mean),
    ]
    for promise in found.promises:
        words = writer.say(f"試験日、1日{promise.minutes}分", f"on the day, {promise.minutes} minutes a day")
        chosen = f"<strong>{words}</strong>" if promise.minutes == goal.minutes else words
        scores.append((chosen, ahead.expect(promise) or 0.0))
    heads = writer.heads(("", ""), ("見込みの得点", "score to expect"), ("", ""))
    yield table(heads, [(words, _surely(score), pictures.bar(score)) for words, score in scores])
    yield writer.paragraph(
        "学んだ分の伸びは記憶のモデルだけによる見積りで、誤差は下に示す範囲より小さくない。",
        "What study adds is reckoned by the model of memory alone, and no surer than the ranges below.",
        "faint",
    )


def _surely(score: float) -> str:
    """Return a score, never as certain."""
    return f"{min(score, SUREST):.0%}"


def _areas(found: Overview, library: Library, writer: Writer) -> Iterator[str]:
    heads = writer.heads(
        ("領域", "area"),
        ("項目", "items"),
        ("既習", "seen"),
        ("正答率", "right"),
        ("想起率", "recall"),
        ("", ""),
        ("復習", "due"),
    )
    for exam, rows in found.areas.items():
        title = library.syllabuses[exam].title
        yield writer.heading(f"学習した範囲: {title.ja}", f"What was studied: {title.en}")
        yield table(heads, [_area(row, writer) for row in rows])


def _area(row: AreaStats, writer: Writer) -> tuple[str, ...]:
    seen = pictures.bar(row.seen / row.items if row.items else 0.0)
    shares = (percent(row.accuracy), percent(row.retrievability))
    return (writer.name(row.area.title), str(row.items), str(row.seen), *shares, seen, str(row.due))


def _due(found: Overview, writer: Writer) -> Iterator[str]:
    yield writer.heading("これから14日の復習", "Due in the next 14 days")
    most = max((day.questions + day.cards for day in found.due), default=0) or 1
    heads = writer.heads(("日付", "day"), ("問題", "questions"), ("カード", "cards"), ("", ""))
    yield table(
        heads,
        [
            (
                _named(due.day, writer),
                str(due.questions),
                str(due.cards),
                pictures.bar((due.questions + due.cards) / most),
            )
            for due in found.due
        ],
    )


def _named(day: StudyDay, writer: Writer) -> str:
    date = date_of(day)
    return f"{date:%m-%d} {writer.say(*WEEKDAYS[date.weekday()])}"


def _days(found: Overview, writer: Writer) -> Iterator[str]:
    yield writer.heading("解答した日", "Days studied")
    names = [writer.say(*names) if place % 2 == 0 else "" for place, names in enumerate(WEEKDAYS)]
    label = writer.say("26週間の1日ごとの解答数", "Answers on each day of 26 weeks")
    yield f"<figure>{pictures.heatmap(found.weeks, names, label)}</figure>"
    steps = [str(least) for least in (0, *pictures.HEATS)]
    yield writer.paragraph(
        f"濃いほど多い（{'、'.join(steps)} 以上）。",
        f"Darker is more (from {', '.join(steps)} answers on).",
        "faint",
    )
    monday = found.today - date_of(found.today).weekday() - 7 * (len(found.weeks) - 1)
    rows = [
        (str(date_of(StudyDay(monday + 7 * n))), *("" if count is None else str(count) for count in week))
        for n, week in enumerate(found.weeks)
        if any(week)
    ]
    heads = [writer.say("週", "week of"), *(writer.say(*names) for names in WEEKDAYS)]
    words = writer.say("週ごとの数", "The numbers, week by week")
    yield f"<details><summary>{words}</summary>{table(heads, rows)}</details>"


def _recall(found: Overview, writer: Writer) -> Iterator[str]:
    yield writer.heading("想起の予測と実際", "Recall, predicted and true")
    ever = found.ever
    if not ever.count:
        yield writer.paragraph(
            "まだ比べられない。別の日の復習から比べる。",
            "Nothing to compare yet; that begins with reviews on a later day.",
        )
        return
    heads = writer.heads(("", ""), ("回数", "count"), ("予測", "predicted"), ("実際", "true"))
    yield table(heads, _periods(found, writer))
    label = writer.say("横: 予測した想起率、縦: 実際", "Across: predicted recall; up: what was recalled")
    yield f"<figure>{pictures.reliability(ever.bins, label)}<figcaption>{label}</figcaption></figure>"
    heads = writer.heads(
        ("予測の範囲", "predicted"), ("回数", "count"), ("予測の平均", "mean"), ("実際", "true")
    )
    yield table(heads, _bins(ever))
    yield writer.paragraph(
        f"Brier スコア {ever.brier:.3f}（0が最良。いつも{ever.recalled:.0%}と言えば "
        f"{ever.brier_plain:.3f}）、対数損失 {ever.log_loss:.3f}。",
        f"Brier score {ever.brier:.3f} (0 is best; always saying {ever.recalled:.0%} has "
        f"{ever.brier_plain:.3f}), log loss {ever.log_loss:.3f}.",
    )


def _periods(found: Overview, writer: Writer) -> Iterator[tuple[str, ...]]:
    for words, own in ((("30日間", "30 days"), found.recent), (("すべて", "all"), found.ever)):
        yield (writer.say(*words), str(own.count), percent(own.predicted), percent(own.recalled))


def _bins(found: Calibration) -> Iterable[tuple[str, ...]]:
    for own in found.bins:
        if own.count:
            between = f"{own.low:.0%}–{own.high:.0%}"
            yield (between, str(own.count), percent(own.predicted), percent(own.recalled))
