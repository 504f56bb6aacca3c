"""The app as the server starts it, packets on its pipes: `python -m examprep.web.child ja 80 24`."""

from __future__ import annotations

import asyncio
import contextlib
import sys

from examprep.core.item import Lang
from examprep.core.text import clean
from examprep.env import Env, read_env
from examprep.errors import ExamprepError


def main(lang: Lang, columns: int, rows: int) -> None:
    """Run the app for one tab; an error is shown in the tab, too."""
    try:
        _run(read_env(), lang, columns, rows)
    except ExamprepError as error:
        _show(str(error) if lang is Lang.EN else error.ja)
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)


def _run(env: Env, lang: Lang, columns: int, rows: int) -> None:
    env.prepare_page()
    from textual.drivers.web_driver import WebDriver  # noqa: PLC0415 - textual, after the environment is set

    from examprep.tui.front import HomeApp  # noqa: PLC0415

    class Driver(WebDriver):
        """Leaves when the server is gone, however it went."""

        def start_application_mode(self) -> None:
            self._loop_of_app = asyncio.get_running_loop()
            super().start_application_mode()

        def run_input_thread(self) -> None:
            super().run_input_thread()
            with contextlib.suppress(RuntimeError):  # the loop has ended already
                self._loop_of_app.call_soon_threadsafe(self._app.exit)

    app = HomeApp(env)
    app.lang = lang
    app.driver_class = Driver
    app.run(size=(columns, rows))
    for left in app.left_out:
        sys.stderr.write(f"left out: {left}\n")


def _show(words: str) -> None:
    from examprep.web.tab import GREETING  # noqa: PLC0415 - only where something is wrong

    shown = clean(words).replace("\n", "\r\n").encode()
    sys.stdout.buffer.write(GREETING + b"D" + len(shown).to_bytes(4, "big") + shown)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(Lang(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
