"""What it costs a learner when a quiz is disturbed, and how that is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from examprep.store.store import Store
from tests.conftest import Command
from tests.driven import Quiz

QUIZ = ("quiz", "--lang", "en", "--kind", "choice", "-n", "400", "--new", "400", "--seed", "3")
RESUMED = "Resuming: "
MANY = "?\n" * 300
"""More answers than are read before the end."""


@dataclass
class Cost:
    """What disturbances of one kind cost."""

    times: int = 0
    kept: int = 0
    """Answers acknowledged meanwhile."""
    lost: int = 0
    odd: list[str] = field(default_factory=list)
    """What else was not as promised."""

    def expect(self, held: bool, told: str) -> None:  # noqa: FBT001 - what is expected
        """Note what is not as promised."""
        if not held:
            self.odd.append(told)

    def settle(self, command: Command, before: int, acknowledged: int) -> int:
        """Count what is lost after one disturbance; return how many rows there are now."""
        after = rows(command)
        self.times += 1
        self.kept += acknowledged
        self.lost += max(0, before + acknowledged - after)
        return after


def rows(command: Command) -> int:
    """Return how many rows a sound progress file has; one with a fault is as good as none."""
    if not (command.home / "progress.db").exists():
        return 0
    with Store.reading(command.home / "progress.db") as store:
        return 0 if store.verify() else store.count_rows()


def beside(command: Command, home: Path) -> Command:
    """Return the program with another home, and the banks compiled already."""
    own = Command(home)
    own.home.mkdir()
    (own.home / "cache").symlink_to(command.home / "cache")
    return own


def resumes(cost: Cost, command: Command) -> None:
    """Expect that the next start goes on where it was and keeps an answer; `data verify` is content."""
    before = rows(command)
    with Quiz(command, *QUIZ) as quiz:
        went_on = quiz.answer()
        code, complaint = quiz.end()
    cost.expect(went_on and (code, complaint) == (0, ""), f"the next start ended with {code}: {complaint}")
    cost.expect(RESUMED in quiz.said or not before, "the next start did not resume")
    cost.expect(rows(command) == before + quiz.acknowledged, "the next start did not keep its answer")
    cost.expect(command("data", "verify").code == 0, "data verify found something")
