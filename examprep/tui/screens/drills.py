"""The drills by area and level, how each stands; typing narrows the list, Enter opens one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

import msgspec
from rich.text import Text as Rich
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input
from textual.worker import get_current_worker

from examprep.aim import current_goal
from examprep.core.day import StudyDay
from examprep.core.item import Lang, Text
from examprep.core.problem import ProblemId
from examprep.core.remarks import left_out_words
from examprep.core.syllabus import Topic
from examprep.core.text import fold
from examprep.drill import Drills, Progress, choose_next, fetch_progress, group_by_area, sum_up
from examprep.errors import ContentError, ExamprepError
from examprep.render import FAINT, LABEL, say, wrapped
from examprep.store.store import Store
from examprep.tui.keyline import KeyLine
from examprep.tui.rows import Row, Rows, padded
from examprep.tui.screens.drill import DrillScreen
from examprep.tui.stage import Stage
from examprep.tui.widgets import Line, Page

if TYPE_CHECKING:
    from examprep.tui.front import HomeApp

ID, STATE = 26, 9
"""Columns of a drill's name, and of how it stands."""


class Listed(msgspec.Struct, frozen=True):
    """What the list shows."""

    groups: tuple[tuple[Topic, tuple[Progress, ...]], ...]
    today: StudyDay
    sum: Drills
    next: str | None
    """The problem to write now."""
    left_out: tuple[ContentError, ...]
    """Problems that cannot be read."""


class DrillsScreen(Stage[None]):
    """All drills."""

    app: HomeApp

    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", show=False, priority=True),
        Binding("ctrl+c,ctrl+d", "leave", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "move_page(-1)", show=False, priority=True),
        Binding("pagedown", "move_page(1)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listed: Listed | None = None
        self._remark: Text | None = None
        self._chosen: str | None = None

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        yield Page(self._heading_lines, id="heading")
        yield Line(id="line")
        yield Rows(id="rows")
        yield Page(self._remark_lines, id="remark")
        yield KeyLine(self._keys)

    def on_mount(self) -> None:
        """Fetch how the learner stands, beside the screen."""
        self.query_one(Line).placeholder = self._say(_FILTER)
        self.reload()

    def reload(self) -> None:
        """Look at the drills anew."""
        self.run_worker(self._look, thread=True, exclusive=True)

    def _look(self) -> None:
        worker = get_current_worker()
        show: Callable[[], None]
        try:
            listed = self._fetch()
            show = lambda: self._looked(listed)  # noqa: E731
        except ExamprepError as error:
            message = Text(error.ja, str(error))
            show = lambda: self._missed(message)  # noqa: E731
        if not worker.is_cancelled:
            self.app.call_from_thread(show)

    def _fetch(self) -> Listed:
        env, library = self.app.env, self.app.fetch_library()
        today, goal = env.now().day, current_goal(env)
        left_out: list[ContentError] = []
        with Store.reading(env.paths.progress) as store:
            rows = fetch_progress(env, store, library, left_out.append)
            exam = goal.exam if goal else None
            found = choose_next(rows, store.fetch_memories(), today, store.model(), exam)
        groups = group_by_area(rows, library)
        return Listed(
            groups, today, sum_up(rows, today), found.problem.id if found else None, tuple(left_out)
        )

    def _looked(self, listed: Listed) -> None:
        self.listed = listed
        self._fill(self._chosen or listed.next)

    def _missed(self, message: Text) -> None:
        self._remark = message
        self._redraw()

    # --- what is shown

    def _redraw(self) -> None:
        for page in self.query(Page):
            page.again()

    def _fill(self, chosen: str | None) -> None:
        rows = list(self._rows())
        self.query_one(Rows).offer(rows, chosen)
        self._remark = self._what_lacks(rows)
        self._redraw()

    def _rows(self) -> Iterator[Row]:
        """Yield the drills that fit what was typed, below their areas."""
        if self.listed is None:
            return
        lang, today = self.app.lang, self.listed.today
        words = fold(self.query_one(Line).value).split()
        for area, rows in self.listed.groups:
            fitting = [row for row in rows if _fits(row, area, today, words)]
            if fitting:
                yield Row(lambda _, area=area, rows=rows: _area_line(area, rows, lang))  # type: ignore[misc]
            for row in fitting:
                yield Row(lambda _, row=row: _drill_line(row, today, lang), row.problem.id)  # type: ignore[misc]

    def _what_lacks(self, rows: list[Row]) -> Text | None:
        """Say why there is nothing to see, or what was left out."""
        if self.listed is None:
            return None
        if not rows:
            return _NONE_FITS if self.listed.groups else _NONE_HERE
        return next(map(left_out_words, self.listed.left_out), None)

    def _heading_lines(self, columns: int) -> Iterator[Rich]:
        if self.listed is None:
            waiting = (
                Text("演習  読み込み中 ...", "Drills  loading ...") if self._remark is None else Text("", "")
            )
            yield Rich(self._say(waiting), style=FAINT)
            return
        found = self.listed.sum
        words = Text(
            f"演習  合格 {found.passed}/{found.problems}  復習 {found.due}",
            f"Drills  passed {found.passed} of {found.problems}  due {found.due}",
        )
        yield from wrapped(Rich(self._say(words), style=LABEL), columns)

    def _remark_lines(self, columns: int) -> Iterator[Rich]:
        if self._remark is not None:
            yield from wrapped(Rich(self._say(self._remark)), columns)

    def _keys(self) -> str:
        return self._say(_KEYS_TYPED if self.query_one(Line).value else _KEYS)

    def _say(self, text: Text) -> str:
        return say(text.ja, text.en, self.app.lang)

    # --- keys

    @on(Input.Changed)
    def _typed(self) -> None:
        self._fill(self.query_one(Rows).chosen)

    @on(Input.Submitted)
    @on(Rows.Opened)
    def _open(self) -> None:
        chosen = self.query_one(Rows).chosen
        if chosen is not None:
            self._chosen = chosen
            self.app.push_screen(DrillScreen(ProblemId(chosen)), self._back)

    def _back(self, is_done: bool | None) -> None:  # noqa: FBT001 - what the drill's screen ends with
        """Look anew; after a pass the next drill is chosen."""
        if is_done:
            self._chosen = None
        self.reload()

    def action_clear(self) -> None:
        """Empty the line; leave where it is empty."""
        line = self.query_one(Line)
        if line.value:
            line.value = ""
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    def action_move(self, by: int) -> None:
        """Go up or down."""
        self.query_one(Rows).move(by)

    def action_move_page(self, pages: int) -> None:
        """Go up or down by a screen."""
        rows = self.query_one(Rows)
        rows.move(pages * max(rows.size.height - 1, 1))


def _fits(row: Progress, area: Topic, today: StudyDay, words: list[str]) -> bool:
    states = [_PASSED] * row.passed + [_failed(row.tries)] * (row.tries > 0)
    titles = (row.problem.title, area.title, _state(row, today)[0], *states)
    known = fold(" ".join((row.problem.id, f"L{row.problem.level}", *(f"{t.ja} {t.en}" for t in titles))))
    return all(word in known for word in words)


def _area_line(area: Topic, rows: tuple[Progress, ...], lang: Lang) -> Rich:
    passed = f"{sum(row.passed for row in rows)}/{len(rows)}"
    return Rich(f"{say(area.title.ja, area.title.en, lang)}  {passed}", style=LABEL)


def _drill_line(row: Progress, today: StudyDay, lang: Lang) -> Rich:
    state, style = _state(row, today)
    title = say(row.problem.title.ja, row.problem.title.en, lang)
    return Rich.assemble(
        (f"L{row.problem.level} ", FAINT),
        padded(row.problem.id, ID),
        " ",
        (padded(say(state.ja, state.en, lang), STATE), style),
        " ",
        title,
    )


def _state(row: Progress, today: StudyDay) -> tuple[Text, str]:
    """Return what matters most of how a drill stands, and its colour."""
    if row.is_due(today):
        return Text("復習", "due"), "bold yellow"
    if row.tries:
        return _failed(row.tries), "red"
    return (_PASSED, "green") if row.passed else (Text("", ""), "")


def _failed(tries: int) -> Text:
    return Text(f"失敗{tries}", f"{tries} failed")


_PASSED = Text("合格", "passed")
_FILTER = Text("絞り込み（例: softmax、合格、復習、L1）", "narrow it down: softmax, passed, due, L1 ...")
_NONE_FITS = Text("どれにも当てはまらない。Esc で消す。", "Nothing fits; Esc clears the line.")
_NONE_HERE = Text("ここに演習はない。", "There are no drills here.")
_KEYS = Text(
    "上下キー 選ぶ  Enter 開く  文字 絞り込む  Esc 戻る",
    "Up/Down to choose  Enter to open  type to narrow  Esc back",
)
_KEYS_TYPED = Text("上下キー 選ぶ  Enter 開く  Esc 消す", "Up/Down to choose  Enter to open  Esc to clear")
