"""A person at a real terminal: keys typed into tmux, the screen read back."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Command

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


PROGRAM = f"{sys.executable} -m examprep"


class Terminal:
    """One tmux window in which a command runs."""

    def __init__(
        self, socket: Path, command: str, environment: dict[str, str], columns: int, kind: str
    ) -> None:
        self.tmux = ["tmux", "-f", "/dev/null", "-S", str(socket)]
        shown = " ".join(f"{name}='{value}'" for name, value in environment.items() if name != "COLUMNS")
        size = ["-x", str(columns), "-y", "50"]
        run = f"env -i TERM={kind} {shown} {command}; echo ENDED $?; sleep 600"
        subprocess.run([*self.tmux, "new-session", "-d", "-s", "t", *size, run], check=True)

    def type(self, *keys: str) -> None:
        """Type keys, as tmux names them."""
        subprocess.run([*self.tmux, "send-keys", "-t", "t", *keys], check=True)

    def screen(self) -> str:
        """Return what stands on the screen, and what was scrolled away."""
        capture = [*self.tmux, "capture-pane", "-p", "-S", "-", "-t", "t"]
        return subprocess.run(capture, capture_output=True, text=True, check=True).stdout

    def wait_for(self, wanted: str) -> str:
        """Return the screen as soon as something stands on it."""
        deadline = time.monotonic() + 60  # on a busy machine a start takes long
        while wanted not in (screen := self.screen()):
            assert time.monotonic() < deadline, f"{wanted!r} never came:\n{screen}"
            time.sleep(0.05)
        return screen

    def close(self) -> None:
        """End the window and whatever runs in it."""
        subprocess.run([*self.tmux, "kill-server"], check=False)


@pytest.fixture
def terminal(tmp_path: Path, examprep: Command) -> Iterator[Callable[..., Terminal]]:
    """Return the function that opens a terminal running `examprep ARGS`, or another program in its home."""
    opened: list[Terminal] = []

    def opens(args: str, columns: int = 80, kind: str = "tmux-256color", program: str = PROGRAM) -> Terminal:
        socket = tmp_path / f"tmux{len(opened)}"
        opened.append(Terminal(socket, f"{program} {args}", examprep.environment(), columns, kind))
        return opened[-1]

    yield opens
    for one in opened:
        one.close()


def test_a_session_with_pause_rating_undo_and_quit(
    terminal: Callable[..., Terminal], examprep: Command
) -> None:
    window = terminal("quiz --concept softmax --kind choice --lang en --seed 3", kind="dumb")

    window.wait_for("an option's number (such as 2)")
    window.type("x", "Enter")
    window.wait_for("cannot be read as an answer.")
    window.type("?", "Enter")
    window.wait_for("Enter next")
    window.type("u", "Enter")
    window.wait_for("The last answer is taken back")
    window.type("q", "Enter")

    assert "the same command resumes" in window.wait_for("ENDED 0")
    assert examprep("data", "verify", "--lang", "en").out == "faults: 0, rows: 2\n"


def test_ctrl_c_at_the_pause_and_ctrl_d_at_the_prompt(
    terminal: Callable[..., Terminal], examprep: Command
) -> None:
    window = terminal("quiz --kind choice --seed 3", kind="dumb")
    window.wait_for("番号（例: 2）")
    window.type("?", "Enter")
    window.wait_for("Enter 次へ")
    window.type("C-c")
    window.wait_for("ENDED 130")
    window.close()

    window = terminal("quiz --kind choice --seed 3", kind="dumb")
    window.wait_for("前回の続き")
    window.wait_for("\n>")  # typed before its line is read, Ctrl-D is swallowed by the terminal
    window.type("C-d")

    assert "記録済み" in window.wait_for("ENDED 0")
    assert examprep("data", "verify", "--lang", "en").out == "faults: 0, rows: 1\n"


def test_a_narrow_terminal_breaks_no_line_of_prose(terminal: Callable[..., Terminal]) -> None:
    window = terminal("quiz --kind choice --seed 3 --plain", columns=40)

    window.wait_for("番号（例: 2）")
    window.type("?", "Enter")
    screen = window.wait_for("要点")

    starts = {line[:1] for line in screen.splitlines() if line and not line.startswith(" ")}
    assert starts.isdisjoint(set("、。，．）」』ー"))


def test_the_app_asks_one_question_and_keeps_its_answer(
    terminal: Callable[..., Terminal], examprep: Command
) -> None:
    window = terminal("quiz --concept softmax --kind choice --lang en --seed 3", columns=60)

    window.wait_for("1-4 to choose")
    window.type("?")
    window.wait_for("Enter next")
    assert examprep("data", "verify", "--lang", "en").out == "faults: 0, rows: 1\n"
    window.type("q")

    assert "1 answered, 0 of them right. All kept." in window.wait_for("ENDED 0")


def test_a_session_is_put_aside_for_the_shell_and_taken_up_again(
    terminal: Callable[..., Terminal], examprep: Command
) -> None:
    window = terminal("--norc -i", program="bash")
    window.wait_for("bash-")
    window.type(f"{PROGRAM} quiz --kind choice --lang en --seed 3", "Enter")
    window.wait_for("1-4 to choose")
    window.type("C-z")
    window.wait_for("Stopped")
    window.type("fg", "Enter")
    window.wait_for("1-4 to choose")
    window.type("?")
    window.wait_for("Enter next")
    assert examprep("data", "verify", "--lang", "en").out == "faults: 0, rows: 1\n"


def test_where_no_shell_waits_a_session_cannot_be_stopped_for_ever(
    terminal: Callable[..., Terminal],
) -> None:
    window = terminal("quiz --kind choice --lang en --seed 3")
    window.wait_for("1-4 to choose")
    window.type("C-z", "?")
    window.wait_for("Enter next")


def test_a_terminal_that_cannot_be_drawn_on_is_told_why(terminal: Callable[..., Terminal]) -> None:
    window = terminal("quiz --kind choice --lang en --seed 3", kind="dumb")

    screen = window.wait_for("an option's number (such as 2)")
    assert "This terminal (TERM=dumb) cannot be drawn on: answer line by line" in screen


def test_home_opens_without_a_command_and_leaves_by_x(terminal: Callable[..., Terminal]) -> None:
    window = terminal("")

    window.wait_for("言語 / Language")
    window.type("Escape")
    window.wait_for("q で最初の問題を始める")
    window.type("x")

    window.wait_for("ENDED 0")
