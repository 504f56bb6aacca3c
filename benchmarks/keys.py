"""How soon a key shows: an answer and the next question, a page turned in an exam, a letter typed on a line.

Each key is pressed at a terminal of its own, in turn with one at the smallest app that echoes a key with the
same library; a key's time ends with the first output that holds what it was pressed for. Run with:
python benchmarks/keys.py [--write], on an otherwise idle machine.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from itertools import cycle, islice
from string import ascii_lowercase
from typing import Self

from benchmarks.figures import Figure, show

KEYS = 100
"""Pressed for each figure."""
GOAL = 0.030
"""Seconds in which 95 of 100 keys should show."""
PATIENCE = 30
QUIET = 0.05
"""Seconds without output after which a screen is taken to rest."""
CODES = re.compile(r"\x1b(\[[0-9;?<>=]*\$?[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()].|.)")
"""What a terminal is told that is no text."""
ECHO = """
from textual.app import App
from textual.widgets import Static

class Echo(App):
    def compose(self):
        yield Static("ready")
    def on_key(self, event):
        self.query_one(Static).update(event.character or "")

Echo().run()
"""
SOUNDS = "bdfgjkltvwxyz"
"""Letters that are no command and that nothing else on the screen changes to."""


class Screen:
    """A program at a terminal of 80 by 24."""

    def __init__(self, home: str, *args: str) -> None:
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        variables = {**os.environ, "EXAMPREP_HOME": home, "TERM": "xterm-256color"}
        self._process = subprocess.Popen(
            [sys.executable, *args],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=variables,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no thread runs here
        )
        os.close(slave)

    def time(self, key: str, wanted: str) -> float:
        """Press a key; return the seconds until what it is for is shown, then let the screen rest."""
        start = time.perf_counter()
        os.write(self._master, key.encode())
        self.wait_for(wanted)
        taken = time.perf_counter() - start
        self.rest()
        return taken

    def wait_for(self, wanted: str) -> None:
        """Read until something is shown."""
        said, until = "", time.perf_counter() + PATIENCE
        while wanted not in CODES.sub("", said):
            left = max(until - time.perf_counter(), 0)
            if not select.select([self._master], [], [], left)[0]:
                sys.exit(f"{wanted!r} never came: {CODES.sub('', said)[-500:]!r}")
            said += os.read(self._master, 65536).decode("utf-8", "replace")

    def rest(self) -> None:
        """Read until nothing more comes."""
        while select.select([self._master], [], [], QUIET)[0]:
            os.read(self._master, 65536)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)


def main() -> None:
    """Measure, and print one line for each kind of key."""
    print(f"{'key':<34}{'p50 ms':>8}{'p95 ms':>8}{'peer p50':>10}{'peer p95':>10}")
    with tempfile.TemporaryDirectory() as home, Screen(home, "-c", ECHO) as peer:
        peer.wait_for("ready")
        figures = [
            *measure(home, peer, ["quiz", "--kind", "choice"], "to choose", answers()),
            *measure(home, peer, ["exam", "e"], "1/104", turns()),
            *measure(home, peer, ["quiz", "--kind", "number"], "such as", letters()),
        ]
    show(__file__, figures, keep="--write" in sys.argv[1:])


Press = tuple[str, str, str]
"""What is measured, the key, and what it shows."""


def answers() -> Iterator[Press]:
    """Yield an answer, then the way to the next question."""
    for _ in range(KEYS):
        yield "answer kept and explained", "?", "Enter next"
        yield "next question", "\r", "to choose"


def turns() -> Iterator[Press]:
    """Yield the way through a paper, and back from its end."""
    for place in range(2, KEYS + 2):
        yield "page turned in an exam", "\x1b[C", f"{place}/104"


def letters() -> Iterator[Press]:
    """Yield letters typed behind each other."""
    for letter in islice(cycle(SOUNDS), KEYS):
        yield "letter typed on a line", letter, letter


def measure(
    home: str, peer: Screen, command: list[str], ready: str, presses: Iterator[Press]
) -> Iterator[Figure]:
    """Yield a figure for each kind of key, pressed in turn with one at the peer."""
    ours: dict[str, list[float]] = {}
    theirs: dict[str, list[float]] = {}
    count = ["-n", str(KEYS + 1), "--new", str(KEYS + 1)] if command[0] == "quiz" else []
    program = ("-m", "examprep", *command, *count, "--lang", "en", "--seed", "1")
    with Screen(home, *program) as screen:
        screen.wait_for(ready)
        screen.rest()
        for (name, key, wanted), letter in zip(presses, cycle(ascii_lowercase), strict=False):
            ours.setdefault(name, []).append(screen.time(key, wanted))
            theirs.setdefault(name, []).append(peer.time(letter, letter))
    for name, taken in ours.items():
        yield figure(name, taken, theirs[name])


def figure(name: str, ours: list[float], theirs: list[float]) -> Figure:
    """Print and return how long a kind of key took."""
    (half, most), (peer_half, peer_most) = quantiles(ours), quantiles(theirs)
    print(f"{name:<34}{half:>8.1f}{most:>8.1f}{peer_half:>10.1f}{peer_most:>10.1f}")
    return Figure(
        name=f"key: {name}",
        ours=f"{half:.1f} ms, 95%: {most:.1f} ms",
        peer=f"smallest app that echoes: {peer_half:.1f} ms, 95%: {peer_most:.1f} ms",
        ratio=f"{half / peer_half:.1f}x",
        goal=f"95% within {GOAL * 1000:.0f} ms",
        met=most <= GOAL * 1000,
    )


def quantiles(seconds: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds."""
    return statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=20)[-1] * 1000


if __name__ == "__main__":
    main()
