"""What scrolls on a screen: by lines, by almost a screen, to a part as soon as that has its place."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widget import Widget


class Body(VerticalScroll):
    """Parts below each other, one of which may be what is to be seen."""

    def __init__(self, *parts: Widget, id: str = "body") -> None:
        super().__init__(*parts, id=id, can_focus=False)
        self._wanted: Widget | None = None

    def on_mount(self) -> None:
        """Follow what is to be seen, wherever it moves."""
        self.watch(self, "virtual_size", self._follow, init=False)

    def reveal(self, part: Widget) -> None:
        """Scroll to a part, now and until something else is looked at: its place is known only later."""
        self._wanted = part
        self.call_after_refresh(self._follow)

    def rest(self) -> None:
        """Stay where it is, whatever grows or shrinks."""
        self._wanted = None

    def to_top(self) -> None:
        """Show the first line."""
        self.rest()
        self.scroll_home(animate=False)

    def by_lines(self, lines: int) -> None:
        """Scroll by lines."""
        self.rest()
        self.scroll_relative(y=lines, animate=False)

    def by_pages(self, pages: int) -> None:
        """Scroll by almost a screen."""
        self.by_lines(pages * max(self.size.height - 1, 1))

    def on_mouse_scroll_down(self) -> None:
        """Let the wheel go where it wants."""
        self.rest()

    def on_mouse_scroll_up(self) -> None:
        """Let the wheel go where it wants."""
        self.rest()

    def _follow(self) -> None:
        if self._wanted is not None:
            self.scroll_to_widget(self._wanted, animate=False, top=True, force=True)
