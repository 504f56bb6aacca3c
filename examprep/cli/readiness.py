"""`examprep readiness`: the score to expect, how sure that is, and what to mend first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from examprep.cli import console
from examprep.cli.library import leaving_out, library_of
from examprep.cli.options import AsJson, InLang
from examprep.cli.patience import preparing
from examprep.core.item import Lang
from examprep.core.settings import Goal
from examprep.core.syllabus import Exam
from examprep.env import Env, read_env
from examprep.errors import UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from examprep.cli.screen import Screen
    from examprep.core.library import Library
    from examprep.core.readiness import AreaReadiness, Estimate, Readiness
    from examprep.core.weak import Weak
    from examprep.insight import Prospect

FEW = 8
"""Weak concepts that are shown; JSON has them all."""


def readiness(
    exam: Annotated[Exam | None, typer.Option("--exam", help="The exam; the goal's if none.")] = None,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Show the score to expect today, and on the exam day if nothing more is studied.

    Area by area, with an interval, and with the probability to pass.
    Withheld until there are 30 marked answers and 20 % of the concepts
    of every area were seen. Weak concepts follow, basics first.

    Example: examprep readiness --exam e
    """
    from examprep.cli.screen import Screen  # noqa: PLC0415 - not on the way to --help
    from examprep.insight import prospect  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    env = read_env()
    chosen = exam or _of_goal(env)
    library = library_of(env)
    with leaving_out(lang) as tell:
        with Store.reading(env.paths.progress) as store, preparing(lang):
            found = prospect(env, store, library, chosen, tell)
        if json:
            console.show_json(_as_json(found, chosen))
        else:
            _show(found, env.settings.goal, library, Screen(lang))


def _of_goal(env: Env) -> Exam:
    goal = env.settings.goal
    if goal is None:
        raise UsageError(
            "which exam? Name it: examprep readiness --exam e; or set a goal once: "
            "examprep plan --exam e --date 2027-02-20",
            "どの試験か。名指しする: examprep readiness --exam e。一度だけ目標を決めてもよい: "
            "examprep plan --exam e --date 2027-02-20",
        )
    return goal.exam


# --- JSON


def _as_json(found: Prospect, exam: Exam) -> dict[str, Any]:
    from examprep.core import readiness as rules  # noqa: PLC0415

    mark = found.blueprint.pass_mark
    return {
        "exam": exam,
        "questions": found.blueprint.questions.value,
        "pass_mark": {"low": mark.low, "high": mark.high, "confidence": mark.confidence},
        "needed": {"answers": rules.LEAST_ANSWERS, "share_of_concepts": rules.LEAST_SHARE},
        "interval": rules.LEVEL,
        "withheld": withheld(found.today),
        "today": _day_json(found.today),
        "exam_day": None if found.then is None else _day_json(found.then),
        "weak": found.weak,
        "calibration": found.calibration,
    }


def _day_json(day: Readiness) -> dict[str, Any]:
    from examprep.core.day import date_of  # noqa: PLC0415

    return {**msgspec.structs.asdict(day), "day": date_of(day.day)}


def withheld(today: Readiness) -> list[dict[str, Any]]:
    """Return what is missing before a score is told, as JSON has it."""
    reasons: list[dict[str, Any]] = []
    if today.missing:
        reasons.append({"reason": "answers", "missing": today.missing})
    for area in today.areas:
        if not area.concepts:
            reasons.append({"reason": "no-questions", "topic": area.topic})
        elif area.missing:
            reasons.append({"reason": "concepts", "topic": area.topic, "missing": area.missing})
    return reasons


# --- for people


def _show(found: Prospect, goal: Goal | None, library: Library, screen: Screen) -> None:
    screen.text(found.blueprint.title, "bold")
    if found.today.score is None:
        _say_withheld(found.today, library, screen)
    else:
        _say_score(found.today, None, found, screen)
        if found.then is not None:
            _say_score(found.then, found.then.day - found.today.day, found, screen)
    if goal is not None and goal.day < found.today.day:
        screen.say(
            f"目標の日（{goal.date}）は過ぎた: examprep plan --help",
            f"The day of your goal ({goal.date}) is over: examprep plan --help",
        )
    screen.show(_area_table(found, library, screen.lang, screen.columns))
    if any(area.score for area in found.today.areas):
        _say_grounds(found, screen)
    if found.weak:
        _show_weak(found.weak, library, screen)


def _say_score(day: Readiness, left: int | None, found: Prospect, screen: Screen) -> None:
    from examprep.core.day import date_of  # noqa: PLC0415

    score, passing, mark = day.score, day.passing, found.blueprint.pass_mark
    assert score is not None and passing is not None
    when = ("今日", "Today") if left is None else _when(date_of(day.day).isoformat(), left)
    between = f"{score.low:.0%}-{score.high:.0%}"
    screen.say(f"{when[0]}: {score.mean:.0%}（{between}）", f"{when[1]}: {score.mean:.0%} ({between})")
    screen.say(
        f"  合格の確率: 合格点が{mark.low:.0%}なら {_chance(passing.low)}、"
        f"{mark.high:.0%}なら {_chance(passing.high)}",
        f"  to pass: {_chance(passing.low)} if the mark is {mark.low:.0%}, "
        f"{_chance(passing.high)} if it is {mark.high:.0%}",
    )


def _when(date: str, left: int) -> tuple[str, str]:
    days = "day" if left == 1 else "days"
    return (
        f"試験日 {date}（{left}日後、何もしなければ）",
        f"On {date}, in {left} {days}, without more study",
    )


def _chance(probability: float) -> str:
    """Return a probability, never as certain."""
    return "<1%" if probability < 0.01 else ">99%" if probability > 0.99 else f"{probability:.0%}"


def _say_withheld(today: Readiness, library: Library, screen: Screen) -> None:
    from examprep.core.readiness import LEAST_ANSWERS, LEAST_SHARE  # noqa: PLC0415
    from examprep.pages import WITHHELD  # noqa: PLC0415

    screen.say(WITHHELD.ja, WITHHELD.en)
    if today.missing:
        screen.say(
            f"- 採点された解答: あと{today.missing}（{LEAST_ANSWERS}以上で。いま{today.answers}。"
            "自己評価は数えず、同じ問題は1日1回と数える）",
            f"- marked answers: {today.missing} more (at least {LEAST_ANSWERS}; you have {today.answers}. "
            "Those that you rate yourself do not count, and a question counts once a day)",
        )
    lacking = [area for area in today.areas if area.missing]
    if lacking:
        worst = max(lacking, key=lambda area: area.missing)
        total = sum(area.missing for area in lacking)
        screen.say(
            f"- 学んだ概念: {len(lacking)}領域であと{total}（各領域の{LEAST_SHARE:.0%}以上で）",
            f"- concepts seen: {total} more, in {len(lacking)} areas (at least {LEAST_SHARE:.0%} of each)",
        )
        screen.say(
            f"  例: examprep quiz --topic {worst.topic}", f"  such as: examprep quiz --topic {worst.topic}"
        )
    for area in today.areas:
        if not area.concepts:
            title = library.topics[area.topic].title
            screen.say(f"- {title.ja}: 問題がない", f"- {title.en}: there are no questions")


def _area_table(found: Prospect, library: Library, lang: Lang, columns: int) -> Table:
    from examprep.charts import NARROW, plain_table  # noqa: PLC0415
    from examprep.render import say  # noqa: PLC0415

    days = [found.today, found.then] if found.then is not None else [found.today]
    heads = [("配点", "points"), ("概念", "concepts"), ("今日", "today"), ("試験日", "exam day")][
        : 2 + len(days)
    ]
    wide = columns >= NARROW
    table = plain_table(heads if wide else heads[2:], lang, first=("領域", "area"))
    for rows in zip(*(day.areas for day in days), strict=True):
        area, title = rows[0], library.topics[rows[0].topic].title
        scores = [_told(row, lang, bare=not wide) for row in rows]
        more = [f"{area.share:.0%}", f"{area.seen}/{area.concepts}"] if wide else []
        table.add_row(say(title.ja, title.en, lang), *more, *scores)
    return table


def _told(area: AreaReadiness, lang: Lang, *, bare: bool) -> str:
    from examprep.render import say  # noqa: PLC0415

    if area.score is None:
        return say(f"あと{area.missing}", f"{area.missing} more", lang) if area.missing else "-"
    return f"{area.score.mean:.0%}" if bare else _between(area.score)


def _between(score: Estimate) -> str:
    return f"{score.mean:.0%} {score.low * 100:.0f}-{score.high * 100:.0f}"


def _say_grounds(found: Prospect, screen: Screen) -> None:
    """Say what the numbers rest on, and what they do not cover."""
    from examprep.charts import percent  # noqa: PLC0415
    from examprep.core.readiness import LEVEL  # noqa: PLC0415

    known, questions = found.calibration, round(found.blueprint.questions.value)
    screen.say(
        f"範囲には{LEVEL:.0%}の確率で入る（{questions}問の運と、推定の誤差）。配点と合格点は公表されておらず、"
        "この問題集が試験と同じ難しさとは限らない。",
        f"The ranges hold with {LEVEL:.0%} probability (luck of {questions} questions, error of the "
        "estimate). Weights and pass mark are not published, and these questions may be easier or harder "
        "than the exam's.",
    )
    if known.count:
        screen.say(
            f"想起の予測 {percent(known.predicted)}、実際 {percent(known.recalled)}（{known.count}回）。"
            "詳しくは examprep stats",
            f"Recall was predicted as {percent(known.predicted)} and was {percent(known.recalled)} "
            f"({known.count} times); more: examprep stats",
        )


def _show_weak(weak: tuple[Weak, ...], library: Library, screen: Screen) -> None:
    from examprep.core.weak import AHEAD  # noqa: PLC0415

    shown = weak[:FEW]
    screen.label(
        f"弱い概念（基礎から {len(shown)}/{len(weak)}）",
        f"Weak concepts, basics first ({len(shown)} of {len(weak)})",
    )
    for own in shown:
        _show_one(own, library, screen)
    screen.say(
        f"％は{AHEAD}日後の想起率。読む: examprep show ID  解く: examprep quiz --concept ID",
        f"Shares: recall in {AHEAD} days. Read: examprep show ID  Answer: examprep quiz --concept ID",
    )


def _show_one(own: Weak, library: Library, screen: Screen) -> None:
    title = library.concepts[own.concept].title
    screen.say(f"{own.concept}  {own.recall:.0%}  {title.ja}", f"{own.concept}  {own.recall:.0%}  {title.en}")
    if own.first:
        names = ", ".join(own.first)
        screen.say(f"  先に {names}", f"  first: {names}")
    if own.drill is not None:
        command = f"examprep drill start {own.drill}"
        screen.say(f"  演習 {command}", f"  drill: {command}")
