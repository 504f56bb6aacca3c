"""The app that opens with HOME, and what is begun from it."""

from __future__ import annotations

import msgspec

from examprep.core.item import Lang, Text
from examprep.core.library import Library
from examprep.core.settings import Goal, Theme, as_values
from examprep.env import Env, write_settings
from examprep.errors import ContentError
from examprep.loader.shelf import LeftOut
from examprep.shelf import open_shelf
from examprep.tui.app import TerminalApp
from examprep.tui.colours import next_theme
from examprep.tui.screens.drills import DrillsScreen
from examprep.tui.screens.home import HomeScreen


class HomeApp(TerminalApp):
    """HOME, and what is begun from it."""

    def __init__(self, env: Env) -> None:
        super().__init__(env, env.settings.lang)
        self.home = HomeScreen()
        self._library: Library | None = None
        self.left_out: tuple[LeftOut, ...] = ()
        """Banks that cannot be used; told when the screen is the terminal's again."""

    def on_mount(self) -> None:
        """Open what the app begins with."""
        self.open_first()

    def open_first(self) -> None:
        """Open HOME."""
        self.push_screen(self.home)

    @property
    def is_first_run(self) -> bool:
        """Whether nothing was ever answered or set here."""
        return not self.env.paths.progress.exists() and not self.env.paths.config.exists()

    def fetch_library(self) -> Library:
        """Return the library, loaded when it is first asked for."""
        if self._library is None:
            shelf = open_shelf(self.env)
            self._library, self.left_out = shelf.library, shelf.left_out
        return self._library

    def keep_settings(self, goal: Goal | None) -> None:
        """Keep the language, and a goal if there is one."""
        changes: dict[str, object] = {"lang": self.lang.value}
        if goal is not None:
            changes["goal"] = as_values(goal)
        self._keep(changes)

    def _keep(self, changes: dict[str, object]) -> None:
        try:
            write_settings(self.env.paths.config, changes)
        except ContentError as error:
            self.home.note(Text(error.ja, str(error)))
        self.env = msgspec.structs.replace(self.env)  # with what was read of the settings forgotten

    def change_lang(self) -> None:
        """Go to the next language, and remember it."""
        langs = list(Lang)
        self.lang = langs[(langs.index(self.lang) + 1) % len(langs)]
        self.keep_settings(None)

    def change_theme(self) -> Theme:
        """Go to the next colours, remember and return them."""
        theme = next_theme(self.env.settings.theme)
        self.wear(theme)
        self._keep({"theme": theme.value})
        return theme


class DrillsApp(HomeApp):
    """The drills and nothing else."""

    def open_first(self) -> None:
        """Open the list, and leave when it is left."""
        self.push_screen(DrillsScreen(), lambda _: self.exit())
