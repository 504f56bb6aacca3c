"""One drill: its statement, the learner's file graded here, hints, and the solution once it is open.

Enter always does what comes next: begin, write, grade, go back. The rules are in `examprep.drill` and
`examprep.workbench`; programs run in a process of their own, so that keys are answered meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text as Rich
from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.worker import get_current_worker

from examprep.core.item import Text
from examprep.core.problem import Framework, ProblemId
from examprep.drill import (
    WorkKeptError,
    start_drill,
    tries_left,
)
from examprep.errors import ExamprepError
from examprep.loader.problems import HINTS, load_folder
from examprep.render import FAINT, say, wrapped
from examprep.tui import drillwords
from examprep.tui.keyline import KeyLine
from examprep.tui.stage import Stage
from examprep.tui.widgets import Page, typed_word
from examprep.workbench import (
    Bench,
    Graded,
    Opened,
    Stamp,
    Step,
    StoppedError,
    grade_file,
    is_turn,
    keep_attempt,
    next_step,
    open_drill,
    stamp_of,
    with_passed_parts,
)
from examprep.worksheet import (
    hint_lines,
    last_lines,
    lesson_lines,
    solution_lines,
    statement_lines,
    statement_of,
    verdict_lines,
)

if TYPE_CHECKING:
    from examprep.tui.front import HomeApp

PATIENCE = 0.25
"""Seconds between two looks at the file."""


class DrillScreen(Stage[bool]):
    """One drill; ends with whether it was passed here."""

    app: HomeApp

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c,ctrl+d", "leave", show=False, priority=True),
        Binding("up", "scroll_body(-1)", show=False),
        Binding("down", "scroll_body(1)", show=False),
        Binding("pageup", "page_body(-1)", show=False),
        Binding("pagedown,space", "page_body(1)", show=False),
    ]

    def __init__(self, id: ProblemId) -> None:
        super().__init__()
        self.problem_id = id
        self.drill: Opened | None = None
        self.graded: Graded | None = None
        self.hints = 0
        """How many are shown."""
        self.is_watching = False
        self._shows_solution = False
        self._bench: Bench | None = None
        self._since: float | None = None
        """When grading began; `None` while nothing is graded."""
        self._seen: Stamp | None = None
        self._counted: bool | None = None
        """Whether the last attempt that was kept here was a pass."""
        self._remark: Text | None = None
        self._wanted: Page | None = None
        """The part that is to be seen; none once a key was pressed."""

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        with VerticalScroll(id="body", can_focus=False):
            yield Page(self._statement, id="statement")
            yield Page(id="said")
            for level in range(1, HINTS + 1):
                yield Page(partial(self._hint_lines, level), id=f"hint-{level}")
            yield Page(self._solution, id="solution")
        yield Page(self._remark_lines, id="remark")
        yield KeyLine(self._keys)

    def on_mount(self) -> None:
        """Open the drill beside the screen, and look at the file from then on."""
        self.run_worker(self._open, thread=True)
        self.set_interval(PATIENCE, self._tick)
        self.watch(self.query_one("#body"), "virtual_size", self._scroll_to_wanted, init=False)

    def on_unmount(self) -> None:
        """End what grades."""
        if self._bench is not None and self._since is not None:
            self._bench.stop()
        elif self._bench is not None:
            self._bench.close()

    # --- fetched beside the screen

    def _open(self) -> None:
        try:
            opened = self._fetch()
        except ExamprepError as error:
            words = Text(error.ja, str(error))
            self._tell(lambda: self.note(words))
        else:
            self._tell(lambda: self._opened(opened))

    def _fetch(self) -> Opened:
        return open_drill(self.app.env, self.app.fetch_library(), self.problem_id)

    def _opened(self, opened: Opened) -> None:
        self.drill = opened
        self._seen = stamp_of(opened.path)
        last = opened.last
        if last is not None and self.graded is None:
            problem, lang = opened.folder.problem, self.app
            self._find("said").fill(lambda columns: last_lines(last, problem, lang.lang, columns))
        self.redraw()

    def _tell(self, show: Callable[[], None]) -> None:
        """Show something from beside the screen, unless that is gone."""
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(show)

    # --- what is shown

    def redraw(self) -> None:
        """Show everything anew."""
        for page in self.query(Page):
            page.again()

    def note(self, text: Text | None) -> None:
        """Say something, until the next key."""
        self._remark = text
        self._refresh_foot()

    def _refresh_foot(self) -> None:
        self._find("remark").again()
        self._find("keys").again()

    def _statement(self, columns: int) -> Iterator[Rich]:
        if self.drill is None:
            yield Rich(self._say(Text("読み込み中 ...", "loading ...")), style=FAINT)
            return
        yield from _fitted(statement_lines(self.drill.folder.problem, self.app.lang, columns), columns)
        yield Rich()
        for words in drillwords.file_words(self.drill):
            yield from wrapped(Rich(self._say(words)), columns)

    def _hint_lines(self, level: int, columns: int) -> Iterator[Rich]:
        if level <= self.hints and self.drill is not None:
            yield from _fitted(hint_lines(self.drill.folder.problem, level, self.app.lang, columns), columns)

    def _report_lines(self, columns: int) -> Iterator[Rich]:
        if self.graded is not None and self.drill is not None:
            report = self.graded.report
            yield from verdict_lines(report, self.app.lang, columns)
            if report.passed:
                yield from lesson_lines(self.drill.folder.problem, self.app.lang, columns)

    def _solution(self, columns: int) -> Iterator[Rich]:
        if self._shows_solution and self.drill is not None:
            passed_here = self.graded is not None and self.graded.report.passed
            if not passed_here:
                yield from lesson_lines(self.drill.folder.problem, self.app.lang, columns)
            yield from _fitted(solution_lines(self.drill.folder, self.app.lang), columns)

    def _remark_lines(self, columns: int) -> Iterator[Rich]:
        if self._since is not None:
            seconds = int(self.app.env.stopwatch() - self._since)
            words = Text(f"採点中 ... {seconds}秒", f"grading ... {seconds} s")
            yield from wrapped(Rich(self._say(words)), columns)
        if self._remark is not None:
            yield from wrapped(Rich(self._say(self._remark)), columns)

    def _say(self, text: Text) -> str:
        return say(text.ja, text.en, self.app.lang)

    def _show_part(self, id: str) -> None:
        """Scroll to a part of the page, as soon as it has its place there."""
        self._wanted = self._find(id)
        self._wanted.again()
        self.call_after_refresh(self._scroll_to_wanted)

    def _scroll_to_wanted(self) -> None:
        if self._wanted is not None:
            self.query_one("#body").scroll_to_widget(self._wanted, animate=False, top=True, force=True)

    # --- keys

    @property
    def step(self) -> Step:
        """What comes next."""
        return Step.LEAVE if self.drill is None else next_step(self.drill, self.graded)

    def _keys(self) -> str:
        if self._since is not None:
            return self._say(drillwords.WHILE_GRADING)
        if self.drill is None:
            return self._say(drillwords.BACK)
        words = drillwords.keys_of(self.drill, self.step, self.hints, is_watching=self.is_watching)
        return "  ".join(map(self._say, words))

    def on_key(self, event: events.Key) -> None:
        """Do what a key stands for."""
        word = "enter" if event.key == "enter" else typed_word(event)
        acts = {
            "enter": self._go_on,
            "e": self._write,
            "g": self._grade_by_hand,
            "w": self._watch,
            "h": self._hint,
            "s": self._solve,
            "t": lambda: self._begin(Framework.TORCH),
            "l": self._change_lang,
            "q": self.action_leave,
        }
        if word in acts and (self.drill is not None or word == "q"):
            event.stop()
            self._wanted = None
            self.note(None)
            acts[word]()

    def _go_on(self) -> None:
        if self._since is not None:
            return
        match self.step:
            case Step.BEGIN:
                self._begin(None)
            case Step.WRITE:
                self._write()
            case Step.GRADE:
                self._grade_by_hand()
            case Step.LEAVE:
                self.action_leave()

    def _begin(self, framework: Framework | None) -> None:
        """Put the starter into the folder, and open it."""
        assert self.drill is not None
        folder = self.drill.folder
        chosen = framework or Framework(next(iter(folder.problem.frameworks)))
        if self.step is not Step.BEGIN or chosen not in folder.starters:
            return
        into = self.drill.path.parent
        try:
            start_drill(folder, chosen, into, statement_of(folder.problem, self.app.lang))
        except WorkKeptError as error:
            self.note(Text(error.ja, str(error)))
        except OSError as error:
            reason = f"{into}: {error.strerror}"
            self.note(Text(f"ここには書けない。{reason}", f"Nothing can be written here. {reason}"))
        else:
            self._write()

    def _write(self) -> None:
        """Open the learner's file in their editor; where there is none, say how to go on."""
        assert self.drill is not None
        path = self.drill.path
        if self.step is Step.BEGIN:
            self.note(drillwords.BEGIN_FIRST)
        elif self.app.env.editor is None:
            self.note(drillwords.without_editor(path))
        else:
            self._edit(path)
        self.redraw()

    def _edit(self, path: Path) -> None:
        before = stamp_of(path)
        try:
            with self.app.suspend():  # an error that left it would leave the app without its terminal
                fault = self._open_editor(path)
        except SuspendNotSupported:
            self.note(drillwords.without_editor(path))
            return
        is_written = stamp_of(path) != before and self.step is Step.GRADE
        self.note(fault or (drillwords.SAVED if is_written else drillwords.NOT_SAVED))

    def _open_editor(self, path: Path) -> Text | None:
        """Open the learner's editor; return why that failed."""
        try:
            self.app.env.edit(path, 1)
        except ExamprepError as error:
            return Text(error.ja, str(error))
        return None

    def _watch(self) -> None:
        assert self.drill is not None
        if self.step is Step.BEGIN:
            self.note(drillwords.BEGIN_FIRST)
            return
        self.is_watching = not self.is_watching
        path = self.drill.path
        on = Text(f"{path} を保存するたびに採点する。", f"Graded whenever {path} is saved.")
        self.note(on if self.is_watching else drillwords.NO_WATCH)
        if self.is_watching and self.step is Step.GRADE:
            self._grade(is_save=True)

    def _hint(self) -> None:
        assert self.drill is not None
        if self.hints < len(self.drill.folder.problem.hints):
            self.hints += 1
        self._show_part(f"hint-{self.hints}")
        self._refresh_foot()

    def _solve(self) -> None:
        assert self.drill is not None
        left = tries_left(self.drill.row)
        if left:
            words = (
                f"合格するか、あと{left}回失敗すると見られる。",
                f"It opens after a pass or {left} more failed attempts.",
            )
            self.note(Text(*words))
            return
        self._shows_solution = True
        self._show_part("solution")

    def _change_lang(self) -> None:
        self.app.change_lang()
        self.redraw()

    # --- grading

    def _grade_by_hand(self) -> None:
        if self.step is Step.BEGIN:
            self.note(drillwords.BEGIN_FIRST)
        else:
            self._grade(is_save=False)

    def _grade(self, *, is_save: bool) -> None:
        """Grade the file in a process beside; on a save only a change of fortune counts."""
        if self._since is not None or self.drill is None:
            return
        drill, self._since = self.drill, self.app.env.stopwatch()
        if self._bench is None:
            problems, own = self.app.env.paths.problems, drill.folder
            uses = {id: load_folder(problems, id) for id in own.problem.uses}
            self._bench = Bench({own.problem.id: own, **uses})
        bench, self._seen = self._bench, stamp_of(drill.path)
        self.run_worker(lambda: self._judge(drill, bench, is_save=is_save), thread=True)
        self._refresh_foot()

    def _judge(self, drill: Opened, bench: Bench, *, is_save: bool) -> None:
        env, stamp = self.app.env, stamp_of(drill.path)
        try:
            folder = with_passed_parts(env, drill.folder, drill.path.parent, bench.grade)
            report = grade_file(folder, drill.path, env.seed(), bench.grade)
            if not is_save or is_turn(report, self._counted):
                keep_attempt(env, drill.folder, report, self.app.fetch_library())
                self._counted = None if report.broken else report.passed
            opened = self._fetch()
        except StoppedError:
            self._tell(lambda: self._ended(drillwords.STOPPED))
        except OSError as error:
            reason = f"{drill.path}: {error.strerror}"
            self._tell(lambda: self._ended(Text(reason, reason)))
        except ExamprepError as error:
            words = Text(error.ja, str(error))
            self._tell(lambda: self._ended(words))
        else:
            self._tell(lambda: self._told(opened, Graded(report, stamp)))

    def _ended(self, words: Text | None) -> None:
        self._since = None
        self.note(words)

    def _told(self, opened: Opened, graded: Graded) -> None:
        self.drill, self.graded = opened, graded
        self._ended(None)
        self._find("said").fill(self._report_lines)
        self.redraw()
        self._show_part("said")

    def _tick(self) -> None:
        """Look at the file and at the clock."""
        if self._since is not None:
            self._find("remark").again()
            return
        stamp = stamp_of(self.drill.path) if self.drill is not None else None
        if stamp != self._seen:
            self._seen = stamp
            self.redraw()
            if self.is_watching and stamp is not None:
                self._grade(is_save=True)

    # --- actions

    def action_leave(self) -> None:
        """Give up grading; where nothing is graded, go back."""
        if self._since is not None and self._bench is not None:
            self._bench.stop()
            self._bench = None  # the next one grades in a process of its own
        else:
            self.dismiss(self.graded is not None and self.graded.report.passed)

    def action_scroll_body(self, lines: int) -> None:
        """Scroll by lines."""
        self._wanted = None
        self.query_one("#body").scroll_relative(y=lines, animate=False)

    def action_page_body(self, pages: int) -> None:
        """Scroll by almost a screen."""
        self._wanted = None
        body = self.query_one("#body")
        body.scroll_relative(y=pages * max(body.size.height - 1, 1), animate=False)

    def _find(self, id: str) -> Page:
        return self.query_one(f"#{id}", Page)


def _fitted(lines: Iterable[Rich], columns: int) -> Iterator[Rich]:
    """Break what is too wide: lines of programs."""
    for line in lines:
        yield from wrapped(line, columns)
