"""The statistics, panel by panel; a number, an arrow or a click goes to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text as Rich
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from examprep.core.item import Text
from examprep.core.text import width
from examprep.errors import ExamprepError
from examprep.panels import PANELS, Whole, fetch_whole
from examprep.render import FAINT, say, wrapped
from examprep.store.store import Store
from examprep.tui.body import Body
from examprep.tui.keyline import KeyLine
from examprep.tui.stage import Stage
from examprep.tui.widgets import Page, typed_word

if TYPE_CHECKING:
    from examprep.tui.front import HomeApp


class Tabs(Page):
    """The names of the panels; a click on one goes there."""

    def __init__(self, go: Callable[[int], None], make: Callable[[int], Iterator[Rich]]) -> None:
        super().__init__(make, id="tabs")
        self._go = go

    def on_click(self, event: events.Click) -> None:
        """Go to the panel whose name was clicked."""
        line, left = self.text.splitlines()[0], 0
        for place, name in enumerate(line.split("  ")):
            right = left + width(name)
            if event.y == 0 and left <= event.x < right:
                self._go(place)
            left = right + 2


class StatsScreen(Stage[None]):
    """How everything stands."""

    app: HomeApp

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c,ctrl+d,q,x", "leave", show=False, priority=True),
        Binding("right,tab,enter", "turn(1)", show=False, priority=True),
        Binding("left,shift+tab", "turn(-1)", show=False, priority=True),
        Binding("up", "scroll_body(-1)", show=False),
        Binding("down", "scroll_body(1)", show=False),
        Binding("pageup", "page_body(-1)", show=False),
        Binding("pagedown,space", "page_body(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.panel = 0
        self._found: Whole | None = None
        self._fault: Text | None = None

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        yield Tabs(self.go, self._tabs)
        yield Body(Page(self._lines, id="panel"))
        yield KeyLine(lambda: self._say(_KEYS))

    def on_mount(self) -> None:
        """Fetch everything beside the screen."""
        self.run_worker(self._look, thread=True)

    def _look(self) -> None:
        worker = get_current_worker()
        try:
            library = self.app.fetch_library()
            with Store.reading(self.app.env.paths.progress) as store:
                self._found = fetch_whole(self.app.env, store, library)
        except ExamprepError as error:
            self._fault = Text(error.ja, str(error))
        if not worker.is_cancelled:
            self.app.call_from_thread(self.redraw)

    # --- what is shown

    def redraw(self) -> None:
        """Show everything anew."""
        for page in self.query(Page):
            page.again()

    def _tabs(self, _columns: int) -> Iterator[Rich]:
        line = Rich()
        for place, panel in enumerate(PANELS):
            style = "bold reverse" if place == self.panel else ""
            line.append("  " if place else "").append(f"{place + 1} {self._say(panel.name)}", style)
        yield line

    def _lines(self, columns: int) -> Iterator[Rich]:
        if self._fault is not None:
            yield from wrapped(Rich(self._say(self._fault)), columns)
        elif self._found is None:
            yield Rich(self._say(Text("読み込み中 ...", "loading ...")), style=FAINT)
        else:
            yield from PANELS[self.panel].lines(self._found, self.app.lang, columns)

    def _say(self, text: Text) -> str:
        return say(text.ja, text.en, self.app.lang)

    # --- keys

    def on_key(self, event: events.Key) -> None:
        """Go to a panel by its number; leave by a full-width key, too."""
        word = typed_word(event)
        if word in ("q", "x"):
            event.stop()
            self.action_leave()
        elif word == "l":
            event.stop()
            self.app.change_lang()
            self.redraw()
        elif word.isascii() and word.isdigit():
            event.stop()
            self.go(int(word) - 1)

    def go(self, place: int) -> None:
        """Show a panel, if there is one of this number."""
        if 0 <= place < len(PANELS):
            self.panel = place
            self.redraw()
            self.query_one(Body).to_top()

    def action_turn(self, by: int) -> None:
        """Go to the next panel, or to the one before."""
        self.go((self.panel + by) % len(PANELS))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    def action_scroll_body(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Body).by_lines(lines)

    def action_page_body(self, pages: int) -> None:
        """Scroll by almost a screen."""
        self.query_one(Body).by_pages(pages)


_KEYS = Text(
    f"1-{len(PANELS)} 選ぶ  Enter 次へ  Space 下へ  l 言語  q 戻る",
    f"1-{len(PANELS)} to choose  Enter for the next  Space further down  l language  q back",
)
