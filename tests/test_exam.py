"""A candidate sits a mock exam with the real command: no feedback, any order, killed, resumed, explained."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from examprep.core.draw import Question
from examprep.core.item import Lang
from examprep.core.library import Library
from examprep.core.response import DontKnow
from examprep.core.syllabus import Exam
from examprep.env import Env, Moment, read_env
from examprep.mock import ExamWish, Mock, begin_or_resume, fetch_past, hand_in_overdue
from examprep.store.store import Store
from tests.conftest import Command

pytestmark = pytest.mark.end

SIX = ("exam", "e", "--questions", "6", "--minutes", "30", "--seed", "3", "--lang", "en")
ORDER = ExamWish(Exam.E, questions=6, minutes=30, seed=3)


class Shifted(Env, frozen=True):
    """The same machine some minutes earlier or later."""

    minutes: float = 0.0

    def now(self) -> Moment:
        real = super().now()
        return Moment(real.at + timedelta(minutes=self.minutes), real.offset)


def shifted(home: Path, minutes: float) -> Env:
    return Shifted(read_env({"EXAMPREP_HOME": str(home)}).paths, minutes=minutes)


def opened(env: Env) -> Store:
    return Store.open(env.paths.progress, entropy=env.entropy(), backups=env.paths.backups)


@pytest.fixture
def paper(tmp_path: Path, library: Library) -> Mock:
    """Return the same paper that the command will draw."""
    env = shifted(tmp_path, 0)
    with Store.in_memory(entropy=bytes(16)) as store:
        return begin_or_resume(env, library, store, ORDER, Lang.EN)[0]


RightLine = Callable[[Question], str]


def log_of(examprep: Command) -> list[dict[str, object]]:
    return [json.loads(line) for line in examprep("data", "log", "--json").out.splitlines()]


def test_from_the_first_question_to_the_last_explanation(
    examprep: Command, paper: Mock, right_line: RightLine
) -> None:
    rights = [right_line(paper.question(place)) for place in range(1, 6)]

    ran = examprep(*SIX, lines="\n".join([*rights, "?", "x", ""]))
    history = json.loads(examprep("exam", "e", "--history", "--json").out)
    table = examprep("exam", "e", "--history", "--lang", "en").out

    before, _, after = ran.out.partition("Handed in after 0 min")
    told = f"Paper code {paper.form.code}: the same code, the same questions."
    assert told in " ".join(before.split())
    assert told in after
    assert ran.code == 0
    assert re.findall(r"(\d)/6  (?:30:00|29:\d\d) left", before) == list("123456")
    assert "open" not in before.rpartition("answered 6 of 6")[2]
    for word in ("Right", "Wrong", "Answer ", "Noted as", "What to know"):
        assert word not in before
    assert "5/6    83%" in after
    assert "83% is above the range 55% to 65% in which the pass mark is believed to lie" in after
    assert "Mistakes and open questions explained: 1" in after
    assert (after.count("Noted as not known"), after.count("What to know")) == (1, 1)
    rows = log_of(examprep)
    assert [row["mode"] for row in rows] == ["exam"] * 6
    assert [row["item"] for row in rows] == list(paper.stored.queue)
    assert [row["rating"] for row in rows] == [3, 3, 3, 3, 3, 1]
    [mock] = history["mocks"]
    assert (history["schema"], mock["right"], mock["asked"], mock["answered"]) == (1, 5, 6, 6)
    assert sum(area["right"] for area in mock["areas"]) == 5
    assert mock["paper"] == paper.form.code
    assert history["trend"] is None
    assert "5/6  83%  0/30 min  above the pass range" in table
    assert "from the second mock on" in table


def test_any_order_in_any_width_and_nothing_is_handed_in_by_accident(
    examprep: Command, paper: Mock, right_line: RightLine
) -> None:
    first = right_line(paper.question(1)).translate({n: n + 0xFEE0 for n in range(0x30, 0x3A)})
    typed = f"p ｎ ｍ Ｌ l ｇ１ {first} g６ ？ g7 ｒ x - x n ｘ ｘ".replace("-", "").split(" ")

    out = examprep(*SIX, lines="\n".join([*typed, ""])).out

    assert "Questions go from 1 to 6." in out
    assert "Flag set: unsure" in out
    assert "Flag taken away: later" in out
    assert "  1o     2.?    3.     4.     5.     6o" in out
    assert out.count("questions are open: 2-5\nx again to hand in") == 3  # twice it was thought better of
    assert [row["item"] for row in log_of(examprep)] == [paper.stored.queue[0], paper.stored.queue[5]]


def test_killed_and_resumed_with_the_clock_right(examprep: Command, library: Library) -> None:
    with examprep.start(*SIX) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write("?\n?\n")
        running.stdin.flush()
        for line in running.stdout:
            if line.startswith("3/6"):
                os.kill(running.pid, signal.SIGKILL)
                break
    later = shifted(examprep.home, 2)

    with opened(later) as store:
        mock, resumed = begin_or_resume(later, library, store, ORDER, Lang.EN)
        assert resumed
        assert mock.sitting.open == (3, 4, 5, 6)
        assert mock.form.seconds - mock.left == pytest.approx(120, abs=60)
        assert mock.form.seconds - mock.left >= 120
    again = examprep("exam", "e", "--lang", "en", lines="x\nx\n").out

    assert "Resuming: 2 of 6 answered" in again
    assert "Not answered: 3-6" in again
    assert [(row["mode"], row["outcome"]) for row in log_of(examprep)] == [("exam", "passed")] * 2


def test_leaving_says_that_the_clock_goes_on(examprep: Command) -> None:
    left = examprep(*SIX, lines="?\nq\n")
    ended = examprep("exam", "e", "--lang", "en", lines="")
    other = examprep("exam", "e", "--half", "--lang", "en")

    assert (left.code, ended.code, other.code) == (0, 0, 2)
    assert "The clock goes on (29:" in left.out
    assert "Go on with: examprep exam e" in left.out
    assert "Resuming: 1 of 6 answered" in ended.out
    assert "an exam of 6 questions is unfinished" in other.err
    assert log_of(examprep) == []


def test_what_ran_out_while_away_is_shown_instead_of_a_new_exam(examprep: Command, library: Library) -> None:
    past = shifted(examprep.home, -60)
    with opened(past) as store:
        mock, _ = begin_or_resume(past, library, store, ORDER, Lang.EN)
        mock.answer(1, DontKnow(), 3.0)

    out = examprep("exam", "e", "--lang", "en").out

    assert "The time ran out while you were away" in out
    assert "Handed in after 30 min" in out
    assert "of 6 questions" not in out
    [row] = log_of(examprep)
    assert (row["mode"], row["item"]) == ("exam", mock.stored.queue[0])
    now = shifted(examprep.home, 0)
    with opened(now) as store:
        assert hand_in_overdue(now, library, store) == ()
        assert [mock.seconds for mock in fetch_past(store, Exam.E)] == [1800]


def test_history_hands_in_what_ran_out_and_shows_a_trend(examprep: Command, library: Library) -> None:
    for minutes in (-120, -60):
        past = shifted(examprep.home, minutes)
        with opened(past) as store:
            hand_in_overdue(past, library, store)
            begin_or_resume(past, library, store, ExamWish(Exam.E, questions=5), Lang.EN)

    shown = json.loads(examprep("exam", "e", "--history", "--json").out)
    table = examprep("exam", "e", "--history", "--lang", "en").out

    assert [mock["right"] for mock in shown["mocks"]] == [0, 0]
    assert (shown["trend"]["change"], shown["trend"]["clear"]) == (0, False)
    assert "no more than chance" in table
    both = examprep("exam", "--history", "--lang", "en").out
    assert table in both
    assert both.index("E資格") < both.index("G検定") < both.index("None yet. Begin with: examprep exam g")
    told = json.loads(examprep("exam", "--history", "--json").out)["exams"]
    assert [(one["exam"], len(one["mocks"])) for one in told] == [("e", 2), ("g", 0)]


@dataclass(frozen=True)
class Bad:
    args: tuple[str, ...]
    message: str


BAD = [
    Bad(("exam", "x"), 'EXAM is one of e, g, not "x". See: examprep exam --help'),
    Bad(("exam", "e", "--questions", "0"), '--questions is a whole number from 1 to 500, not "0".'),
    Bad(("exam", "e", "--json"), "--json goes with --history: examprep exam e --history --json"),
    Bad(("exam",), "which exam? examprep exam e for E資格, examprep exam g for G検定"),
    Bad(
        ("exam", "g", "--questions", "500", "--minutes", "9999"),
        '--minutes is a whole number from 1 to 600, not "9999".',
    ),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: " ".join(case.args))
def test_what_makes_no_sense_is_refused_with_a_reason(examprep: Command, case: Bad) -> None:
    ran = examprep(*case.args, "--lang", "en")

    assert (ran.code, ran.out) == (2, "")
    assert case.message in ran.err


def test_an_empty_history_says_how_to_begin(examprep: Command) -> None:
    ran = examprep("exam", "g", "--history")

    assert "examprep exam g" in ran.out
    assert not examprep.home.joinpath("progress.db").exists()
