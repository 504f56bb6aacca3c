"""A year of one learner through the real commands: nothing is lost, nothing breaks, the goal is aimed at.

The learner forgets by half-lives the program knows nothing of. The clock is simulated: days without study, a
journey through another time zone with daylight saving, and a clock that is set back.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from examprep.cli import main
from examprep.cli.library import library_of
from examprep.cli.screen import Screen
from examprep.core.draw import Question
from examprep.core.item import ItemId
from examprep.env import Env, Moment, read_env
from examprep.insight import look_ahead
from examprep.mock import Mock
from examprep.store.store import Store
from examprep.study import Study

pytestmark = pytest.mark.slow

FIRST_DAY = datetime(2026, 1, 5, 11, tzinfo=UTC)
DAYS = 365
EXAM = 240
MOCKS = (120, 230)
TOKYO = timedelta(hours=9)
ABROAD = range(80, 110)
SUMMER_TIME = 92
SET_BACK = 150


class Learner:
    """Answers rightly what is still remembered, and guesses never."""

    def __init__(self) -> None:
        self._dice = random.Random(7)
        self._half_life: dict[ItemId, float] = {}
        self._last: dict[ItemId, int] = {}
        self.day = 0
        self.asked: Question | None = None

    def remembers(self, item: ItemId) -> float:
        """Return the probability that an item is recalled today."""
        if item not in self._last:
            return 0.3
        return float(2 ** (-(self.day - self._last[item]) / self._half_life[item]))

    def knows(self, item: ItemId) -> bool:
        """Try to recall an item, and learn from it."""
        recall = self.remembers(item)
        known = self._dice.random() < recall
        before = self._half_life.get(item, 2.0)
        self._half_life[item] = before * (1.5 + 3 * (1 - recall)) if known else max(1.0, before * 0.6)
        self._last[item] = self.day
        return known

    def is_away(self) -> bool:
        """Tell whether nothing is studied today."""
        return self._dice.random() < 0.12


class Machine:
    """The program in this process, with a learner in front of it and a clock of its own."""

    def __init__(self, home: Path, right_line: Callable[[Question], str], patch: pytest.MonkeyPatch) -> None:
        self.learner = Learner()
        self._right_line = right_line
        self._revealed: ItemId | None = None
        self.on_paper: set[ItemId] | None = None
        """What was answered in a mock exam, while one is sat."""
        patch.setenv("EXAMPREP_HOME", str(home))
        patch.setattr(Env, "now", lambda _: self.now())
        patch.setattr(Screen, "ask", lambda *_: self.answer())
        question = Study.question

        def remembered(study: Study) -> Question | None:
            self.learner.asked = question(study)
            return self.learner.asked

        on_paper = Mock.question

        def seen(mock: Mock, place: int) -> Question:
            self.learner.asked = on_paper(mock, place)
            return self.learner.asked

        patch.setattr(Study, "question", remembered)
        patch.setattr(Mock, "question", seen)
        self._patch = patch

    def now(self) -> Moment:
        """Return noon or so of the learner's day, wherever they are."""
        day = self.learner.day
        offset = TOKYO
        if day in ABROAD:
            offset = timedelta(hours=1 if day < SUMMER_TIME else 2)
        shown = day - 3 if day == SET_BACK else day
        return Moment(FIRST_DAY + timedelta(days=shown), offset)

    def answer(self) -> str | None:
        """Type what the learner knows; `None` where nobody is asked a question."""
        asked = self.learner.asked
        if asked is None:
            return None
        if self.on_paper is not None:
            if asked.item.id in self.on_paper:
                return "x"
            self.on_paper.add(asked.item.id)
        if self._right_line(asked) == "3" and self._revealed != asked.item.id:
            self._revealed = asked.item.id
            return ""  # turn the card first
        self._revealed = None
        return self._right_line(asked) if self.learner.knows(asked.item.id) else "?"

    def reckoned(self) -> float:
        """Return what the model makes of the score of today, whether or not it is told."""
        env = read_env()
        with Store.reading(env.paths.progress) as store:
            ahead = look_ahead(env, store, library_of(env))
        assert ahead is not None
        return ahead.forecast.today

    def run(self, *args: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
        """Run a command to its end."""
        capsys.readouterr()
        self._patch.setattr(sys, "argv", ["examprep", *args])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out, err


def test_a_year_of_study(
    tmp_path: Path,
    right_line: Callable[[Question], str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    machine = Machine(tmp_path / "home", right_line, monkeypatch)

    def run(*args: str) -> str:
        code, out, err = machine.run(*args, capsys=capsys)
        assert (code, err) == (0, ""), (machine.learner.day, args, out[-500:], err)
        return out

    exam_day = date(2026, 1, 5) + timedelta(days=EXAM)
    run("plan", "--exam", "e", "--date", exam_day.isoformat(), "--minutes", "20")
    expected: list[float] = []
    studied = 0
    for day in range(DAYS):
        machine.learner.day = day
        if day not in MOCKS and machine.learner.is_away():
            continue
        studied += 1
        run("quiz", "--plain", "-n", "12")
        if day in MOCKS:
            machine.on_paper = set()
            assert "20" in run("exam", "e", "--questions", "20")
            machine.on_paper = None
        if day % 30 == 0:
            assert "%" in run("stats")
            run("readiness", "--exam", "e")
            run("path", "next")
            forecast = json.loads(run("plan", "--json"))
            if day < EXAM:
                expected.append(machine.reckoned())
                assert forecast["forecast"]["goal"]["exam"] == "e"
            else:
                assert forecast["goal"] is None

    log = [json.loads(line) for line in run("data", "log", "--json").splitlines()]
    days = {row["study_day"] for row in log}
    seen = {row["item"] for row in log}
    assert studied - 3 <= len(days) <= studied  # the clock that was set back repeats a day or two
    assert len(log) >= 12 * studied
    assert len(seen) > 150  # a learner who forgets fast is asked the same more often
    assert expected[-1] > expected[0] + 0.1
    mocks = json.loads(run("exam", "e", "--history", "--json"))["mocks"]
    assert [mock["asked"] for mock in mocks] == [20] * len(MOCKS)
    fitted = json.loads(run("optimize", "--json"))
    assert fitted["reviews"] >= 400
    run("data", "verify")
    run("data", "rebuild")
    run("data", "verify")
