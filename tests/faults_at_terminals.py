"""A quiz, disturbed where a person types: its window closed, told to end, Ctrl-C at every prompt."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable, Sequence
from functools import partial

from tests.conftest import Command
from tests.disturbed import QUIZ, Cost, resumes, rows
from tests.driven import KEPT, Terminal


def _more_than(before: int, command: Command) -> Callable[[], bool]:
    return lambda: rows(command) > before


def hang_ups(command: Command, times: int, _: random.Random) -> Cost:
    """Close the terminal, over the plain face and over the app; the program ends too."""
    cost, before = Cost(), rows(command)
    for kind, prompt in [("dumb", "k keys"), ("xterm-256color", "1-4 to choose")] * times:
        with Terminal(command, *QUIZ, kind=kind) as window:
            cost.expect(window.hear(prompt), f"{kind}: no question")
            window.press("?\r" if kind == "dumb" else "?")
            answered = window.listen(_more_than(before, command))
            cost.expect(answered, f"{kind}: no answer was kept")
            window.close()
            cost.expect(window.end() is not None, f"{kind}: it went on without a terminal")
        before = cost.settle(command, before, int(answered))
    resumes(cost, command)
    return cost


def app_told_to_end(command: Command, times: int, _: random.Random) -> Cost:
    """End the app by a signal; the terminal is as it was before."""
    cost, before = Cost(), rows(command)
    for number in (signal.SIGTERM, signal.SIGHUP) * times:
        with Terminal(command, *QUIZ, kind="xterm-256color") as window:
            modes = window.modes
            cost.expect(window.hear("1-4 to choose"), "no question")
            window.press("?")
            answered = window.listen(_more_than(before, command))
            window.process.send_signal(number)
            cost.expect((code := window.end()) == 128 + number, f"{number.name}: ended with {code}")
            cost.expect(window.modes == modes and LEFT in window.said, f"{number.name}: an unusable terminal")
        before = cost.settle(command, before, int(answered))
    resumes(cost, command)
    return cost


DEADLY = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


def prompts_told_to_end(command: Command, times: int, _: random.Random) -> Cost:
    """End the plain face at a prompt, by signals and from the keyboard; the terminal is as it was before."""
    cost, before = Cost(), rows(command)
    faces = [("dumb", QUIZ), ("xterm-256color", (*QUIZ, "--plain"))]
    for (kind, args), number in [(face, number) for face in faces for number in (*DEADLY, None)] * times:
        with Terminal(command, *args, kind=kind) as window:
            modes = window.modes
            cost.expect(window.hear("k keys") and window.hear("> "), "no question")
            window.press("?\r")
            answered = window.hear(KEPT)
            edited = window.hear("> ") and window.listen(partial(_differ, window, modes))
            if number is None:
                window.press("\x1c")
            else:
                window.process.send_signal(number)
            code = window.end()
            cost.expect(code == -(number or signal.SIGQUIT), f"{kind}, {number}: ended with {code}")
            cost.expect(edited and window.modes == modes, f"{kind}, {number}: an unusable terminal")
        before = cost.settle(command, before, int(answered))
    resumes(cost, command)
    return cost


def _differ(window: Terminal, modes: list[int]) -> bool:
    return window.modes != modes


LEFT = "\x1b[?1049l"
"""What an app says to a terminal to have the screen as it was."""

# --- Ctrl-C at every prompt

CARDS = ("cards", "--lang", "en", "-n", "50", "--new", "50", "--seed", "3")
EXAM = ("exam", "e", "--lang", "en", "--questions", "4", "--seed", "3")
PROMPTS: dict[str, tuple[Sequence[str], Sequence[tuple[str, str]], str, int]] = {
    # the command, what is waited for and typed, the prompt at which Ctrl-C is pressed, answers kept before
    "at a question": (QUIZ, [], "k keys", 0),
    "after an answer": (QUIZ, [("k keys", "?\r")], "Enter next", 1),
    "at the note of a flag": (QUIZ, [("k keys", "f\r")], "What is doubtful", 0),
    "at the front of a card": (CARDS, [], "Enter to turn", 0),
    "at the back of a card": (CARDS, [("Enter to turn", "\r")], "1 again", 0),
    "in an exam": (EXAM, [("h help", "?\r")], "h help", 0),
    "before handing in": (EXAM, [("h help", "x\r")], "x again to hand in", 0),
    "after an exam": (
        EXAM,
        [("h help", "?\r"), ("h help", "?\r"), ("h help", "x\r"), ("x again", "x\r")],
        "Enter next",
        2,
    ),
}


def interrupts(command: Command, times: int, _: random.Random) -> Cost:
    """Press Ctrl-C at every prompt of the plain face."""
    cost, before = Cost(), rows(command)
    for name, (args, typed, prompt, kept) in list(PROMPTS.items()) * times:
        with Terminal(command, *args) as window:
            modes = window.modes
            for wanted, keys in typed:
                cost.expect(window.hear(wanted), f"{name}: {wanted!r} never came")
                window.press(keys)
            cost.expect(window.hear(prompt), f"{name}: {prompt!r} never came")
            window.hear("> ")
            code = window.interrupt()
            cost.expect(code == 130, f"{name}: ended with {code}")
            cost.expect(window.modes == modes, f"{name}: an unusable terminal")
            cost.expect("Traceback" not in window.said, f"{name}: a traceback")
        before = cost.settle(command, before, kept)
    resumes(cost, command)
    return cost
