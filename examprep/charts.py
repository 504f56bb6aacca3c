"""Numbers about what was learned -> tables and lines of rich text. Nothing here prints.

Everything a mark or a colour says is said by a number beside it, and no mark is of ambiguous width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.box import Box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Rich

from examprep.core.calibration import Calibration
from examprep.core.day import StudyDay, date_of
from examprep.core.item import Lang, Text
from examprep.core.stats import AreaStats, DueDay
from examprep.render import FAINT, LABEL, say, wrapped

PLAIN = Box(
    "    \n    \n -- \n    \n    \n -- \n    \n    \n",
    ascii=True,
)
"""A table's lines: drawn ones are as wide as letters of Japanese in some terminals."""
NARROW = 60
"""Below this many columns a table leaves out what can be done without."""
MARKS = (
    (0, ".", FAINT),
    (1, ":", "green"),
    (10, "+", "green"),
    (20, "*", "bold green"),
    (40, "#", "bold green"),
)
"""From so many answers on a day shows this mark."""
WEEKDAYS = (("月", "Mo"), ("火", "Tu"), ("水", "We"), ("木", "Th"), ("金", "Fr"), ("土", "Sa"), ("日", "Su"))
_BESIDE = 8
"""Columns of a heatmap's line beside the weeks: the weekday, and how much was answered on such days."""


def area_table(title: Text, rows: Iterable[AreaStats], lang: Lang, columns: int) -> Table:
    """Return how the areas of one exam stand."""
    wide = columns >= NARROW
    heads = (("項目", "items"), ("既習", "seen"), ("正答率", "right"), ("想起率", "recall"), ("復習", "due"))
    table = plain_table(heads if wide else heads[1:3], lang, title=title, first=("領域", "area"))
    for row in rows:
        shares = (percent(row.accuracy), percent(row.retrievability))
        cells = (str(row.items), str(row.seen), *shares, str(row.due))
        table.add_row(say(row.area.title.ja, row.area.title.en, lang), *(cells if wide else cells[1:3]))
    return table


def due_table(days: Sequence[DueDay], lang: Lang, columns: int) -> Table:
    """Return what falls due on the days to come; the longest bar fills the line."""
    heads = (("日付", "day"), ("問題", "questions"), ("カード", "cards"))
    table = plain_table(heads, lang)
    table.add_column("", no_wrap=True, overflow="crop")
    room = max(columns - 34, 0)
    most = max((day.questions + day.cards for day in days), default=0)
    for due in days:
        bar = "#" * -(-(due.questions + due.cards) * room // max(most, room, 1))
        table.add_row(_named(due.day, lang), str(due.questions), str(due.cards), Rich(bar, style="cyan"))
    return table


def _named(day: StudyDay, lang: Lang) -> str:
    date = date_of(day)
    return f"{date:%m-%d} {say(*WEEKDAYS[date.weekday()], lang)}"


def heatmap_lines(
    weeks: Sequence[Sequence[int | None]], today: StudyDay, lang: Lang, columns: int
) -> Iterator[Rich]:
    """Yield a line a weekday, a mark a day, with how much was answered on such days; as many weeks as fit."""
    shown = weeks[-max((columns - _BESIDE) // 2, 1) :]
    yield Rich("   " + _months(len(shown), today), style=FAINT)
    for place, names in enumerate(WEEKDAYS):
        counts = [week[place] for week in shown]
        line = Rich(say(*names, lang) + " ")
        for count in counts:
            line.append(*_mark(count))
        yield line.append(f"{sum(filter(None, counts)):>5}")
    yield from wrapped(_legend(lang), columns)


def days_line(weeks: Sequence[Sequence[int | None]], lang: Lang, columns: int) -> Iterator[Rich]:
    """Yield a mark for each of the last four weeks' days, with how much was answered lately."""
    counts = [count for week in weeks for count in week if count is not None][-28:]
    line = Rich(say("4週間 ", "4 weeks ", lang))
    for count in counts:
        mark, style = _mark(count)
        line.append(mark.strip(), style)
    today, week, month = (sum(counts[-days:]) for days in (1, 7, 28))
    line.append(
        say(
            f"  今日 {today}  7日 {week}  28日 {month}",
            f"  today {today}  7 days {week}  28 days {month}",
            lang,
        )
    )
    yield from wrapped(line, columns)


def _months(weeks: int, today: StudyDay) -> str:
    """Return the number of each month above the first week that begins in it, where there is room."""
    monday = date_of(today).toordinal() - date_of(today).weekday()
    months = [date_of(StudyDay(monday - 7 * back)).month for back in reversed(range(weeks))]
    cells = (f"{month:<2}" if n and month != months[n - 1] else "  " for n, month in enumerate(months))
    return "".join(cells).rstrip()


def _mark(count: int | None) -> tuple[str, str]:
    if count is None:
        return "  ", ""
    mark, style = [(mark, style) for least, mark, style in MARKS if count >= least][-1]
    return f"{mark} ", style


def _legend(lang: Lang) -> Rich:
    ends = [least - 1 for least, _, _ in MARKS[1:]]
    parts = [f"{mark} {least}-{end}" for (least, mark, _), end in zip(MARKS[1:], ends[1:], strict=False)]
    last = f"{MARKS[-1][1]} {MARKS[-1][0]}"
    return Rich(
        say(
            f"{MARKS[0][1]} なし  {'  '.join(parts)}  {last}以上（右は合計）",
            f"{MARKS[0][1]} none  {'  '.join(parts)}  {last}+  (right: totals)",
            lang,
        ),
        style=FAINT,
    )


def calibration_table(found: Calibration, lang: Lang, scale: int = 0) -> Table:
    """Return predictions of recall beside what happened, also on a scale of so many columns."""
    heads = (("予測", "predicted"), ("回数", "count"), ("予測の平均", "mean"), ("実際", "true"))
    table = plain_table(heads, lang)
    if scale:
        table.add_column(f"0%{'100%':>{scale - 2}}", no_wrap=True)
    for own in found.bins:
        if own.count:
            between = f"{own.low:.0%}-{own.high:.0%}"
            picture = [scale_line(own.predicted, own.recalled, scale)] if scale else []
            table.add_row(between, str(own.count), percent(own.predicted), percent(own.recalled), *picture)
    return table


def plain_table(
    heads: Iterable[tuple[str, str]],
    lang: Lang,
    *,
    title: Text | None = None,
    first: tuple[str, str] | None = None,
) -> Table:
    """Return an empty table with columns of numbers, behind one of words if it is named."""
    named = Rich(say(title.ja, title.en, lang), style=LABEL) if title else None
    table = Table(title=named, title_justify="left", box=PLAIN, padding=(0, 1, 0, 0))
    if first is not None:
        table.add_column(say(*first, lang), min_width=16, overflow="fold")
    for ja, en in heads:
        table.add_column(say(ja, en, lang), justify="right", no_wrap=True)
    return table


def table_lines(table: Table, columns: int) -> Iterator[Rich]:
    """Yield a table line by line, without the blank ones around it."""
    for parts in Console(width=columns, color_system=None).render_lines(table, pad=False):
        line = Rich.assemble(*((part.text, part.style or "") for part in parts))
        if line.plain.strip():
            yield line


def area_bar(share: float, known: float, columns: int) -> str:
    """Return what is known, seen and not seen of an area: `##++......`; what there is shows at least once."""
    seen = _cells(share, columns)
    sure = min(_cells(share * known, columns), seen)
    return "#" * sure + "+" * (seen - sure) + "." * (columns - seen)


def _cells(share: float, columns: int) -> int:
    return min(max(round(share * columns), share > 0), columns)


def scale_line(predicted: float | None, recalled: float | None, columns: int) -> str:
    """Return two shares on a scale from 0 to 1: `p` predicted, `t` true, `x` both at one place."""
    cells = ["."] * columns
    for mark, share in (("p", predicted), ("t", recalled)):
        if share is not None:
            place = min(int(share * columns), columns - 1)
            cells[place] = mark if cells[place] == "." else "x"
    return "".join(cells)


def percent(value: float | None) -> str:
    """Return a share as a whole percentage, `-` for none."""
    return "-" if value is None else f"{value:.0%}"
