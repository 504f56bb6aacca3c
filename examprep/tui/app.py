"""What every app in the terminal is, and the one that holds a single session."""

from __future__ import annotations

import asyncio
import gc
import signal
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.scrollbar import ScrollBar, ScrollBarRender

from examprep.core.item import Lang
from examprep.core.settings import Theme
from examprep.env import Env
from examprep.seat import Admission
from examprep.study import Study
from examprep.tui.colours import DARK, LIGHT, TEXTUAL_NAMES
from examprep.tui.hangup import on_hangup
from examprep.tui.screens.entry import sit_down
from examprep.tui.screens.quiz import QuizScreen

HUNG_UP = 128 + 1
"""As a shell says of a program that SIGHUP ended."""


class PlainBar(ScrollBarRender):
    """A scroll bar of whole cells: parts of blocks are as wide as letters of Japanese in some terminals."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8


class TerminalApp(App[None]):
    """What all apps are: the colours are the learner's choice, and leaving asks nothing."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "pause", show=False, priority=True)]

    def __init__(self, env: Env, lang: Lang) -> None:
        super().__init__(ansi_color=True)
        ScrollBar.renderer = PlainBar
        self.env = env
        self.lang = lang
        self.ansi_theme_dark, self.ansi_theme_light = DARK, LIGHT
        self.wear(env.settings.theme)

    def wear(self, theme: Theme) -> None:
        """Take other colours; none where the learner wants none at all."""
        self.ansi_color = self.no_color or theme is Theme.TERMINAL
        self.theme = TEXTUAL_NAMES[Theme.TERMINAL if self.ansi_color else theme]

    def on_load(self) -> None:
        """Leave as always when told to end, or the terminal would stay unusable."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has neither of them, a thread that is not the main one may not.
            with suppress(AttributeError, NotImplementedError, RuntimeError):
                number = getattr(signal, name)
                loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))
        on_hangup(partial(loop.call_soon_threadsafe, partial(self.exit, return_code=HUNG_UP)))

    def on_ready(self) -> None:
        """Leave what is there by now out of the search for garbage: that takes longer than a key may."""
        gc.freeze()

    def run_to_the_end(self) -> None:
        """Run; where it was told to end from outside, the program ends, too."""
        self.run()
        if self.return_code:
            raise SystemExit(self.return_code)

    def action_pause(self) -> None:
        """Give the terminal to the shell until it is given back."""
        if self.env.has_shell:
            self.action_suspend_process()

    async def action_quit(self) -> None:
        """Leave; nothing waits to be kept."""
        self.exit()


class SessionApp(TerminalApp):
    """One session and nothing else."""

    def __init__(self, env: Env, study: Study, lang: Lang, *, resumed: bool) -> None:
        super().__init__(env, lang)
        self.quiz = QuizScreen(env, study, lang, resumed=resumed)

    def on_mount(self) -> None:
        """Begin, and leave when the session is left."""
        self.push_screen(self.quiz, lambda _: self.exit())


class ExamApp(TerminalApp):
    """One mock exam with its result, and nothing else."""

    def __init__(self, env: Env, admission: Admission, lang: Lang) -> None:
        super().__init__(env, lang)
        self.admission = admission

    def on_mount(self) -> None:
        """Begin, and leave when all is seen."""
        sit_down(self, self.env, self.admission, self.lang, lambda _: self.exit())
