"""What screens with questions have in common: keys, clicks and lines in, a foot with a remark and the keys.

A key means the same in full width; what fails because the progress file is in use can be tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from rich.text import Text as Rich
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from examprep.core.item import Lang, Text
from examprep.env import Env
from examprep.errors import StoreError
from examprep.render import say, wrapped
from examprep.tui.body import Body
from examprep.tui.keyline import KeyLine
from examprep.tui.pane import QuestionPane
from examprep.tui.stage import Result, Stage
from examprep.tui.widgets import Line, Page, typed_word


class Foot(KeyLine):
    """The line of keys; a click on one is told to the screen, whatever has the focus."""

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def press(self, key: str) -> None:
        """Tell which key was clicked."""
        self.post_message(self.Pressed(key))


class AskingScreen(Stage[Result]):
    """A screen that asks; children say what keys do and what stands there."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+c,ctrl+d", "interrupt", show=False, priority=True),
        Binding("up", "scroll_body(-1)", show=False),
        Binding("down", "scroll_body(1)", show=False),
        Binding("pageup", "page_body(-1)", show=False),
        Binding("pagedown,space", "page_body(1)", show=False),
    ]

    def __init__(self, env: Env, lang: Lang, remark: Text | None = None) -> None:
        super().__init__()
        self.env = env
        self.lang = lang
        self.pane = QuestionPane(lang, id="pane")
        self.remark = remark
        self.retry: Callable[[], None] | None = None
        """What could not be done because the progress file was in use."""

    def compose_foot(self) -> ComposeResult:
        """Build what stands below everything."""
        yield Page(self._remark_lines, id="remark")
        yield Foot(lambda: self.say(self._keys_here()))

    # --- what children do

    def keys(self) -> Text:
        """Return which keys there are now, with what they do."""
        raise NotImplementedError

    def enter(self) -> None:
        """Do what Enter means on no line."""

    def press(self, word: str) -> None:
        """Do what a key means."""

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss()

    def action_interrupt(self) -> None:
        """Leave, whatever else Esc may mean."""
        self.action_leave()

    # --- keys, clicks and lines

    def on_key(self, event: events.Key) -> None:
        """Answer a key that is typed on no line."""
        if self.pane.line.has_focus:
            return
        word = typed_word(event)
        if event.key == "enter":
            event.stop()
            self.enter()
        elif word:
            event.stop()
            self.press(word)

    @on(Line.Pressed)
    def _pressed_on_line(self, event: Line.Pressed) -> None:
        self.press(event.word)

    @on(Foot.Pressed)
    async def _pressed_by_click(self, event: Foot.Pressed) -> None:
        if event.key == "escape":
            self.action_leave()
        elif event.key != "enter":
            self.press(event.key)
        elif self.pane.line.has_focus:
            await self.pane.line.action_submit()
        else:
            self.enter()

    # --- what is said

    def note(self, text: Text | None) -> None:
        """Say something, until the next key."""
        self.remark = text
        self.refresh_foot()

    def forget(self) -> None:
        """Forget what was said last and what failed."""
        self.retry = None
        self.note(None)

    def attempt(self, act: Callable[[], None]) -> None:
        """Do something with the progress file; where that fails, say why and offer to try again."""
        self.retry = None
        try:
            act()
        except StoreError as error:
            self.retry = act
            self.note(Text(error.ja, str(error)))

    def refresh_foot(self) -> None:
        """Make remark and keys anew."""
        self.find("remark").again()
        self.find("keys").again()

    def say(self, text: Text) -> str:
        """Return words of the program's own in the learner's language."""
        return say(text.ja, text.en, self.lang)

    def lines_of(self, texts: Iterable[Text], columns: int) -> Iterator[Rich]:
        """Yield each text on lines of its own."""
        for text in texts:
            yield from wrapped(Rich(self.say(text)), columns)

    def _remark_lines(self, columns: int) -> Iterator[Rich]:
        if self.remark is not None:
            yield from self.lines_of([self.remark], columns)

    # --- scrolling

    @on(events.Mount)
    def _watch_overflow(self) -> None:
        """Name the keys that scroll as soon as something does not fit."""
        for changing in ("size", "virtual_size"):
            self.watch(self.pane.body, changing, self.find("keys").again, init=False)

    def _keys_here(self) -> Text:
        """Return the keys, with those that scroll where something does not fit and they are not named yet."""
        keys, body = self.keys(), self.pane.body
        is_cut = self.scrolled is body and body.max_scroll_y > 0
        return joined(keys, TO_SCROLL) if is_cut and "scroll" not in keys.en else keys

    @property
    def scrolled(self) -> Body:
        """What scrolls now."""
        return self.pane.body

    def action_scroll_body(self, lines: int) -> None:
        """Scroll by lines."""
        self.scrolled.by_lines(lines)

    def action_page_body(self, pages: int) -> None:
        """Scroll by almost a screen."""
        self.scrolled.by_pages(pages)

    def find(self, id: str) -> Page:
        """Return a page by its name."""
        return self.query_one(f"#{id}", Page)


TO_SCROLL = Text("上下キー スクロール", "Up/Down scroll")


def joined(*texts: Text | None) -> Text:
    """Return texts on one line, without those that are none."""
    given = [text for text in texts if text is not None]
    return Text("  ".join(text.ja for text in given), "  ".join(text.en for text in given))
