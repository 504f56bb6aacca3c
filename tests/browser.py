"""Chromium without a window, that notes what a page asks for and what goes wrong in it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocket, sync_playwright

CHROMIUM = shutil.which("chromium")
ARGS = (
    *("--no-sandbox", "--disable-quic", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


@dataclass
class Opened:
    """A page, what it asked for and what went wrong."""

    page: Page
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    shown: str = ""
    """All that sockets brought for a terminal to show, without its codes."""

    def hear(self, frame: str | bytes) -> None:
        """Take note of what a socket brought."""
        if isinstance(frame, bytes):
            self.shown += re.sub(r"\x1b(\[[0-9;?<>=]*\$?[A-Za-z~]|.)", "", frame.decode("utf-8", "replace"))

    def wait_for(self, words: str, seconds: float = 30) -> None:
        """Wait until a terminal was told to show some words, then forget what it showed."""
        for _ in range(int(seconds * 10)):
            if words in self.shown:
                self.shown = ""
                return
            self.page.wait_for_timeout(100)
        pytest.fail(f"never shown: {words!r}; shown was {self.shown[-2_000:]!r}")


@contextmanager
def chromium(width: int = 900, height: int = 600) -> Iterator[Opened]:
    """Yield an empty page; without Chromium the test is skipped."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGS))
        try:
            page = browser.new_page(viewport={"width": width, "height": height})
            opened = Opened(page)
            page.on("request", lambda request: opened.asked.append(request.url))
            page.on("websocket", lambda socket: _listen(socket, opened))
            page.on("pageerror", lambda error: opened.wrong.append(str(error)))
            page.on(
                "console",
                lambda said: opened.wrong.append(said.text) if said.type in ("error", "warning") else None,
            )
            yield opened
        finally:
            browser.close()


def _listen(socket: WebSocket, opened: Opened) -> None:
    opened.asked.append(socket.url)
    socket.on("framereceived", opened.hear)


def keep(page: Page, folder: Path, name: str) -> Path:
    """Write what a page shows into a folder, and where CI keeps what tests made."""
    picture = folder / name
    page.screenshot(path=picture)
    kept = os.environ.get("EXAMPREP_ARTEFACTS")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        shutil.copy(picture, Path(kept) / name)
    return picture
