"""Tables and charts in plain characters: each number is there, and each line fits."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from examprep.charts import area_table, calibration_table, due_table, heatmap_lines
from examprep.core.calibration import Judged, calibrate
from examprep.core.day import StudyDay
from examprep.core.item import ItemId, Lang, Text
from examprep.core.stats import AreaStats, DueDay
from examprep.core.syllabus import Topic, TopicId
from examprep.core.text import width

TODAY = StudyDay(739_000)
"""Wednesday, 2024-04-24."""
TITLE = Text(
    "深層学習の応用と転移学習のさまざまな手法", "Applications of deep learning and of transfer learning"
)


def drawn(parts: Iterable[RenderableType], columns: int) -> list[str]:
    console = Console(file=io.StringIO(), width=columns, markup=False, highlight=False)
    for part in parts:
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def weeks(*last: int | None, count: int = 26) -> list[list[int | None]]:
    """Return weeks of which only the last was studied."""
    empty: list[list[int | None]] = [[0] * 7 for _ in range(count - 1)]
    return [*empty, [*last, *[None] * (7 - len(last))]]


def test_a_heatmap_has_a_mark_a_day_by_how_much_was_answered() -> None:
    lines = drawn(heatmap_lines(weeks(0, 1, 10, 20, 40), TODAY, Lang.EN, 60), 60)

    marks = {line[:2]: (line[53], int(line[55:])) for line in lines[1:6]}
    assert marks == {"Mo": (".", 0), "Tu": (":", 1), "We": ("+", 10), "Th": ("*", 20), "Fr": ("#", 40)}
    assert lines[6].split() == ["Sa", *["."] * 25, "0"]
    assert lines[8] == ". none  : 1-9  + 10-19  * 20-39  # 40+  (right: totals)"


def test_a_heatmap_names_months_above_the_weeks_that_begin_them() -> None:
    months = drawn(heatmap_lines(weeks(0), TODAY, Lang.JA, 60), 60)[0]

    assert months.split() == ["11", "12", "1", "2", "3", "4"]
    assert len(months) <= 55


def test_a_narrow_heatmap_shows_the_latest_weeks() -> None:
    lines = drawn(heatmap_lines(weeks(5), TODAY, Lang.JA, 30), 30)

    assert lines[1].split() == ["月", *["."] * 10, ":", "5"]
    assert max(map(width, lines)) <= 30


def test_bars_are_as_long_as_what_is_due() -> None:
    days = [DueDay(StudyDay(TODAY + n), own, 0) for n, own in enumerate((52, 26, 1, 0))]

    rows = [line.split() for line in drawn([due_table(days, Lang.EN, 60)], 60) if "04-" in line]

    assert [row[0] for row in rows] == ["04-24", "04-25", "04-26", "04-27"]
    assert [len(row[-1]) if "#" in row[-1] else 0 for row in rows] == [26, 13, 1, 0]


def test_few_due_are_as_many_marks() -> None:
    days = [DueDay(StudyDay(TODAY + n), own, 1) for n, own in enumerate((4, 1))]

    lines = drawn([due_table(days, Lang.JA, 60)], 60)

    assert [line.count("#") for line in lines if "#" in line] == [5, 2]


@pytest.mark.parametrize("lang", [Lang.JA, Lang.EN])
def test_calibration_shows_the_bins_that_hold_something(lang: Lang) -> None:
    found = calibrate(
        Judged(ItemId("a"), TODAY, p, recalled=n != 1, marked=True, is_new=False)
        for n, p in enumerate((0.85, 0.85, 0.4))
    )

    rows = [line.split() for line in drawn([calibration_table(found, lang)], 60) if "%-" in line]

    assert rows == [["0%-50%", "1", "40%", "100%"], ["80%-90%", "2", "85%", "50%"]]


def area(due: int = 3) -> AreaStats:
    return AreaStats(Topic(id=TopicId("e.x"), title=TITLE), 395, 61, 0.741, 0.952, due)


def test_a_narrow_area_table_leaves_out_what_can_be_done_without() -> None:
    wide = "\n".join(drawn([area_table(TITLE, [area()], Lang.JA, 60)], 60))
    narrow = "\n".join(drawn([area_table(TITLE, [area()], Lang.JA, 40)], 40))

    assert all(cell in wide for cell in ("395", "61", "74%", "95%", "復習"))
    assert "61" in narrow
    assert "74%" in narrow
    assert "395" not in narrow


COUNTS = st.integers(0, 9999)


def half_a_year(weeks: list[list[int]]) -> list[list[int]]:
    """Repeat a few weeks: to draw every day of 26 takes longer than the test."""
    return [weeks[n % len(weeks)] for n in range(26)]


@given(
    st.lists(st.lists(COUNTS, min_size=7, max_size=7), min_size=1, max_size=5).map(half_a_year),
    st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=14),
    st.sampled_from([60, 80, 100]),
    st.sampled_from([Lang.JA, Lang.EN]),
)
def test_every_line_fits_and_no_mark_is_of_ambiguous_width(
    counts: list[list[int]], due: list[tuple[int, int]], columns: int, lang: Lang
) -> None:
    days = [DueDay(StudyDay(TODAY + n), *own) for n, own in enumerate(due)]
    heat = list(heatmap_lines(counts, TODAY, lang, columns))

    lines = drawn([due_table(days, lang, columns), *heat], columns)

    assert max(map(width, lines)) <= columns
    marks = {c for line in heat for c in line.plain} | {c for line in lines if "#" in line for c in line}
    assert not {c for c in marks if unicodedata.east_asian_width(c) == "A"}
    for own in days:
        assert any(str(own.questions) in line and str(own.cards) in line for line in lines)
