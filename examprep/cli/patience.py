"""A word on standard error while something takes long that usually does not."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from examprep.cli import console
from examprep.core.item import Lang, Text

SILENT = 0.7
"""Seconds of work of which nothing is said: more than a start with everything compiled takes."""
PREPARING = Text(
    "問題集を準備中。初めてのときと更新のあとだけ、数秒かかる",
    "Preparing the question banks; takes some seconds the first time and after updates",
)


@contextmanager
def preparing(lang: Lang) -> Iterator[None]:
    """Say in a terminal that banks are prepared, if that takes long; nothing is printed meanwhile."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(done, console.say(PREPARING.ja, PREPARING.en, lang)))
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(done: threading.Event, words: str) -> None:
    """Show that something is being done, once it takes long, until it is done."""
    if done.wait(SILENT):
        return
    from rich.console import Console  # noqa: PLC0415 - only where there is something to show

    with Console(stderr=True).status(words):
        done.wait()
