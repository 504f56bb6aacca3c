"""One drill: its statement, the learner's file graded here, hints, and the solution once it is open.

Enter always does what comes next: begin, write, grade, go back. The rules are in `examprep.drill` and
`examprep.workbench`; programs run in a process of their own, so that keys are answered meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text as Rich
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from examprep.core.item import Text
from examprep.core.problem import Framework, ProblemId
from examprep.drill import tries_left
from examprep.errors import ExamprepError
from examprep.render import say, wrapped
from examprep.tui import drillwords, writing
from examprep.tui.drillpage import DrillPage
from examprep.tui.grading import Grading, Job
from examprep.tui.keyline import KeyLine
from examprep.tui.stage import Stage
from examprep.tui.widgets import Page, typed_word
from examprep.workbench import Graded, Opened, Stamp, Step, next_step, open_drill, stamp_of

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
        self.page = DrillPage(lambda: self.app.lang)
        self.grading = Grading(self.app.env, self.app.fetch_library)
        self.is_watching = False
        self._seen: Stamp | None = None
        self._remark: Text | None = None

    @property
    def drill(self) -> Opened | None:
        """The drill, as soon as it is opened."""
        return self.page.drill

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        yield self.page
        yield Page(self._remark_lines, id="remark")
        yield KeyLine(self._keys)

    def on_mount(self) -> None:
        """Open the drill beside the screen, and look at the file from then on."""
        self.run_worker(self._open, thread=True)
        self.set_interval(PATIENCE, self._tick)

    def on_unmount(self) -> None:
        """End what grades."""
        self.grading.close()

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
        self.page.drill, self._seen = opened, stamp_of(opened.path)
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

    def _remark_lines(self, columns: int) -> Iterator[Rich]:
        if self.grading.is_going:
            seconds = self.grading.seconds
            words = Text(f"採点中 ... {seconds}秒", f"grading ... {seconds} s")
            yield from wrapped(Rich(self._say(words)), columns)
        if self._remark is not None:
            yield from wrapped(Rich(self._say(self._remark)), columns)

    def _say(self, text: Text) -> str:
        return say(text.ja, text.en, self.app.lang)

    # --- keys

    @property
    def step(self) -> Step:
        """What comes next."""
        return Step.LEAVE if self.drill is None else next_step(self.drill, self.page.graded)

    def _keys(self) -> str:
        if self.grading.is_going:
            return self._say(drillwords.WHILE_GRADING)
        if self.drill is None:
            return self._say(drillwords.BACK)
        words = drillwords.keys_of(self.drill, self.step, self.page.hints, is_watching=self.is_watching)
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
            self.page.rest()
            self.note(None)
            acts[word]()

    def _go_on(self) -> None:
        if self.grading.is_going:
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
        fault = writing.put_starter(self.drill, chosen, self.app.lang)
        if fault is None:
            self._write()
        else:
            self.note(fault)

    def _write(self) -> None:
        """Open the learner's file in their editor; where there is none, say how to go on."""
        assert self.drill is not None
        self.note(writing.write(self.app, self.app.env, self.drill))
        self.redraw()

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
        self.page.hint()
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
        self.page.solve()

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
        """Grade the file beside the screen, but one at a time."""
        if self.grading.is_going or self.drill is None:
            return
        self._seen = stamp_of(self.drill.path)
        try:
            job = self.grading.begin(self.drill, is_save=is_save)
        except ExamprepError as error:
            self.note(Text(error.ja, str(error)))
            return
        self.run_worker(lambda: self._judge(job), thread=True)
        self._refresh_foot()

    def _judge(self, job: Job) -> None:
        found = job()
        if isinstance(found, Text):
            self._tell(lambda: self._ended(found))
            return
        try:
            opened = self._fetch()
        except ExamprepError as error:
            words = Text(error.ja, str(error))
            self._tell(lambda: self._ended(words))
        else:
            self._tell(lambda: self._told(opened, found))

    def _ended(self, words: Text | None) -> None:
        self.grading.end()
        self.note(words)

    def _told(self, opened: Opened, graded: Graded) -> None:
        self.page.drill = opened
        self._ended(None)
        self.redraw()
        self.page.tell(graded)

    def _tick(self) -> None:
        """Look at the file and at the clock."""
        if self.grading.is_going:
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
        if self.grading.is_going:
            self.grading.stop()
        else:
            self.dismiss(self.page.is_passed)

    def action_scroll_body(self, lines: int) -> None:
        """Scroll by lines."""
        self.page.by_lines(lines)

    def action_page_body(self, pages: int) -> None:
        """Scroll by almost a screen."""
        self.page.by_pages(pages)

    def _find(self, id: str) -> Page:
        return self.query_one(f"#{id}", Page)
