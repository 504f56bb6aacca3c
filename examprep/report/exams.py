"""What a report tells of one exam: the score to expect, mock exams, and what to mend first."""

from __future__ import annotations

from collections.abc import Iterator

from examprep.core.day import date_of
from examprep.core.document import escaped
from examprep.core.library import Library
from examprep.core.readiness import LEAST_ANSWERS, LEAST_SHARE, LEVEL, AreaReadiness, Estimate, Readiness
from examprep.core.score import Passing, Trend, trend_of
from examprep.core.syllabus import TopicId
from examprep.core.weak import AHEAD, Weak
from examprep.insight import Prospect
from examprep.report import pictures
from examprep.report.facts import ExamFacts, Mock
from examprep.report.writing import Writer, table

FEW = 12
"""Weak concepts with what one must know of them."""
NEWEST = 6
"""Mocks whose areas stand side by side."""


def exam_sections(facts: ExamFacts, library: Library, writer: Writer) -> Iterator[str]:
    """Yield the score to expect and the mock exams."""
    yield from _readiness(facts.prospect, library, writer)
    yield from _mocks(facts, library, writer)


def _readiness(found: Prospect, library: Library, writer: Writer) -> Iterator[str]:
    title, today = found.blueprint.title, found.today
    yield writer.heading(f"見込みの得点: {title.ja}", f"Score to expect: {title.en}")
    if today.score is None:
        yield from _withheld(today, writer)
    else:
        yield from _scores(found, writer)
    yield _area_table(found, library, writer)
    mark, questions = found.blueprint.pass_mark, round(found.blueprint.questions.value)
    yield writer.paragraph(
        f"範囲には{LEVEL:.0%}の確率で入る（{questions}問の運と、推定の誤差）。灰色は合格点があると推測される"
        f"{mark.low:.0%}〜{mark.high:.0%}。配点と合格点は公表されておらず、この問題集が試験と同じ難しさとは限らない。",
        f"The ranges hold with {LEVEL:.0%} probability (luck of {questions} questions, error of the "
        f"estimate). Grey is {mark.low:.0%} to {mark.high:.0%}, where the pass mark is believed to lie. "
        "Weights and pass mark are not published, and these questions may be easier or harder than the "
        "exam's.",
        "faint",
    )


def _withheld(today: Readiness, writer: Writer) -> Iterator[str]:
    yield writer.paragraph(
        "見込みの得点は、まだ記録が足りないので示さない。",
        "The score to expect is withheld: there is too little to tell it from.",
    )
    yield "<ul>"
    if today.missing:
        words = writer.say(
            f"採点された解答: あと{today.missing}（{LEAST_ANSWERS}以上で）",
            f"marked answers: {today.missing} more (at least {LEAST_ANSWERS})",
        )
        yield f"<li>{words}</li>"
    lacking = [area.missing for area in today.areas if area.missing]
    if lacking:
        more, areas = sum(lacking), len(lacking)
        words = writer.say(
            f"学んだ概念: {areas}領域であと{more}（各領域の{LEAST_SHARE:.0%}以上で）",
            f"concepts seen: {more} more, in {areas} areas (at least {LEAST_SHARE:.0%} of each)",
        )
        yield f"<li>{words}</li>"
    yield "</ul>"


def _scores(found: Prospect, writer: Writer) -> Iterator[str]:
    """Yield the score on each day with its interval and the probability to pass."""
    mark = found.blueprint.pass_mark
    heads = [
        *writer.heads(("", ""), ("得点率", "score"), ("範囲", "range"), ("", "")),
        writer.say(f"合格（{mark.low:.0%}なら）", f"to pass at {mark.low:.0%}"),
        writer.say(f"合格（{mark.high:.0%}なら）", f"to pass at {mark.high:.0%}"),
    ]
    rows = [_score(found.today, writer.say("今日", "today"), found)]
    if found.then is not None:
        date = date_of(found.then.day)
        words = writer.say(f"{date}（何もしなければ）", f"{date}, without more study")
        rows.append(_score(found.then, words, found))
    yield table(heads, rows)


def _score(day: Readiness, words: str, found: Prospect) -> tuple[str, ...]:
    score, passing, mark = day.score, day.passing, found.blueprint.pass_mark
    if score is None or passing is None:
        return (words, "-", "-", "", "-", "-")
    picture = pictures.interval(score, mark.low, mark.high)
    chances = (_chance(passing.low), _chance(passing.high))
    return (words, f'<span class="big">{score.mean:.0%}</span>', _range(score), picture, *chances)


def _chance(probability: float) -> str:
    """Return a probability, never as certain."""
    return "&lt;1%" if probability < 0.01 else "&gt;99%" if probability > 0.99 else f"{probability:.0%}"


def _range(score: Estimate) -> str:
    return f"{score.low:.0%}–{score.high:.0%}"


def _area_table(found: Prospect, library: Library, writer: Writer) -> str:
    heads = writer.heads(
        ("領域", "area"),
        ("配点", "points"),
        ("概念", "concepts"),
        ("得点率", "score"),
        ("範囲", "range"),
        ("", ""),
    )
    mark = found.blueprint.pass_mark
    rows = []
    for area in found.today.areas:
        told = _told(area, writer)
        picture = pictures.interval(area.score, mark.low, mark.high)
        seen = f"{area.seen}/{area.concepts}"
        rows.append((_title(area.topic, library, writer), f"{area.share:.0%}", seen, *told, picture))
    return table(heads, rows)


def _told(area: AreaReadiness, writer: Writer) -> tuple[str, str]:
    if area.score is not None:
        return f"{area.score.mean:.0%}", _range(area.score)
    return (writer.say(f"あと{area.missing}", f"{area.missing} more") if area.missing else "-"), "-"


def _title(id: TopicId, library: Library, writer: Writer) -> str:
    topic = library.topics.get(id)
    return escaped(id) if topic is None else writer.name(topic.title)


def _mocks(facts: ExamFacts, library: Library, writer: Writer) -> Iterator[str]:
    yield writer.heading("模擬試験", "Mock exams")
    if not facts.mocks:
        command = f"examprep exam {facts.exam}"
        yield writer.paragraph(f"まだ受けていない。始める: {command}", f"None yet. Begin with: {command}")
        return
    mark = facts.prospect.blueprint.pass_mark
    label = writer.say("模擬試験の得点率と95%の範囲", "Scores of the mock exams with their 95% ranges")
    scores = [Estimate(mock.score.share, *mock.score.margin) for mock in facts.mocks]
    picture = pictures.course(scores, mark.low, mark.high, label)
    yield f'<figure class="wide">{picture}<figcaption>{label}</figcaption></figure>'
    heads = ["", *writer.heads(("日付", "day"), ("正答", "right"), ("得点率", "score"), ("範囲", "range"))]
    heads += writer.heads(("分", "minutes"), ("合格圏", "pass range"))
    yield table(heads, [_mock(n, mock, writer) for n, mock in enumerate(facts.mocks, 1)])
    trend = trend_of([mock.score for mock in facts.mocks])
    if trend is not None:
        yield _trend(trend, writer)
    yield _mock_areas(facts.mocks, library, writer)


def _mock(number: int, mock: Mock, writer: Writer) -> tuple[str, ...]:
    score = mock.score
    low, high = score.margin
    return (
        str(number),
        str(mock.day),
        f"{score.right}/{score.asked}",
        f"{score.share:.0%}",
        f"{low:.0%}–{high:.0%}",
        f"{mock.minutes:.0f}/{mock.allowed:.0f}",
        writer.say(*_PASSING[score.passing]),
    )


_PASSING = {
    Passing.ABOVE: ("上回る", "above"),
    Passing.INSIDE: ("その中", "inside"),
    Passing.BELOW: ("届かない", "below"),
}


def _trend(trend: Trend, writer: Writer) -> str:
    change, margin = f"{trend.change * 100:+.0f}", f"{trend.margin * 100:.0f}"
    ja, en = ("", "") if trend.is_clear else ("、偶然の範囲", ": no more than chance does")
    return writer.paragraph(
        f"直前の模擬試験（最大3回）と比べて {change} ポイント（誤差 ±{margin}）{ja}。",
        f"Against the mocks just before (3 at most): {change} points (±{margin}){en}.",
    )


def _mock_areas(mocks: tuple[Mock, ...], library: Library, writer: Writer) -> str:
    newest = list(enumerate(mocks, 1))[-NEWEST:]
    shares = [{area.area: area.share for area in mock.score.areas} for _, mock in newest]
    met = {area.area for _, mock in newest for area in mock.score.areas}
    topics = [topic for topic in library.topics if topic in met] + sorted(met - set(library.topics))
    rows = [
        (
            _title(topic, library, writer),
            *(f"{own[topic]:.0%}" if topic in own else "-" for own in shares),
        )
        for topic in topics
    ]
    return table([writer.say("領域", "area"), *(str(n) for n, _ in newest)], rows)


def weak_section(weak: tuple[Weak, ...], library: Library, writer: Writer) -> Iterator[str]:
    """Yield the weak concepts of an exam with what one must know of them."""
    if not weak:
        return
    shown = weak[:FEW]
    yield writer.heading(
        f"弱い概念（基礎から {len(shown)}/{len(weak)}）",
        f"Weak concepts, basics first ({len(shown)} of {len(weak)})",
    )
    yield writer.paragraph(
        f"％は{AHEAD}日後の想起率。解く: examprep quiz --concept ID",
        f"Shares: recall in {AHEAD} days. Answer: examprep quiz --concept ID",
        "faint",
    )
    for own in shown:
        yield from _concept(own, library, writer)


def _concept(own: Weak, library: Library, writer: Writer) -> Iterator[str]:
    concept = library.concepts[own.concept]
    name = f"{writer.name(concept.title)}　{own.recall:.0%}　<code>{escaped(own.concept)}</code>"
    yield f"<section><h3>{name}</h3>"
    if own.first:
        names = ", ".join(f"<code>{escaped(id)}</code>" for id in own.first)
        yield f'<p class="faint">{writer.say("先に", "first")}: {names}</p>'
    if own.drill is not None:
        command = f"examprep drill start {own.drill}"
        yield f'<p class="faint">{writer.say("演習", "drill")}: <code>{escaped(command)}</code></p>'
    yield f"<div>{writer.text(concept.note)}</div></section>"
