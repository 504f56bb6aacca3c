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

    for _ in range(KILLS):
        acknowledged += answer_until_killed(examprep, after=rng.uniform(0.2, 1.2))
        kept = [json.loads(line) for line in examprep("data", "log", "--json").out.splitlines()]
        assert len(kept) >= acknowledged
        assert examprep("data", "verify").code == 0
        acknowledged = len(kept)

    assert acknowledged > KILLS


def answer_until_killed(examprep: Command, *, after: float) -> int:
    """Answer as fast as the program asks, until it is killed; return the answers shown as kept."""
    with examprep.start("quiz", "-n", "300", "--new", "300", "--plain", "--fresh") as running:
        assert running.stdin is not None
        assert running.stdout is not None
        timer = threading.Timer(after, running.kill)
        timer.start()
        with contextlib.suppress(BrokenPipeError):
            running.stdin.write("?\n" * 2000)
            running.stdin.flush()
        shown = sum("記録済み。" in line and "すべて" not in line for line in running.stdout)
        timer.join()
        with contextlib.suppress(BrokenPipeError):
            running.stdin.close()
    return shown
