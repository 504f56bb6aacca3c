"""Killed at random moments: what was shown as kept is kept, and the next start resumes."""

from __future__ import annotations

import contextlib
import json
import random
import threading

import pytest

from tests.conftest import Command

pytestmark = pytest.mark.slow

KILLS = 25


def test_no_acknowledged_answer_is_lost_to_kill_9(examprep: Command) -> None:
    rng = random.Random(20261121)
    acknowledged = 0

    for kill in range(KILLS):
        starting = kill % 5 == 4  # every fifth dies somewhere in its start, the others while answers are kept
        acknowledged += answer_until_killed(examprep, after=rng.uniform(0.0, 0.8), starting=starting)
        kept = [json.loads(line) for line in examprep("data", "log", "--json").out.splitlines()]
        assert len(kept) >= acknowledged
        assert examprep("data", "verify").code == 0
        acknowledged = len(kept)

    assert acknowledged > KILLS


def answer_until_killed(examprep: Command, *, after: float, starting: bool) -> int:
    """Answer as fast as the program asks until it is killed; return the answers shown as kept.

    It is killed `after` seconds from the first kept answer (a slow machine is not killed before it works),
    or from the start of the process when `starting`.
    """
    shown = 0
    with examprep.start("quiz", "-n", "300", "--new", "300", "--plain", "--fresh") as running:
        assert running.stdin is not None
        assert running.stdout is not None
        timer = threading.Timer(after, running.kill)
        armed = starting
        if armed:
            timer.start()
        with contextlib.suppress(BrokenPipeError):
            running.stdin.write("?\n" * 2000)
            running.stdin.flush()
        for line in running.stdout:
            shown += "記録済み。" in line and "すべて" not in line
            if shown and not armed:
                armed = True
                timer.start()
        timer.join()
        with contextlib.suppress(BrokenPipeError):
            running.stdin.close()
    return shown
