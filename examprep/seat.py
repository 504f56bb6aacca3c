"""A candidate at a desk in a mock exam: let in, before one question at a time, the seconds on each counted.

What every face of an exam does is here; what is kept, and when it ends, is in `examprep.mock`.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from examprep.core import announcements
from examprep.core.item import Lang, Text
from examprep.core.library import Library
from examprep.core.response import Response
from examprep.core.sitting import Flag
from examprep.env import Env
from examprep.mock import ExamWish, Mock, begin_or_resume, hand_in_overdue
from examprep.store.store import Store


class Admission(msgspec.Struct, frozen=True):
    """What a candidate meets who asks for an exam."""

    overdue: tuple[Mock, ...]
    """Exams that ended while nobody looked."""
    mock: Mock
    """The exam to sit; or, if that is over, the one whose result is to be seen first."""
    resumed: bool = False


def admit(env: Env, library: Library, store: Store, wish: ExamWish, lang: Lang) -> Admission:
    """Hand in what ran out, then resume or begin an exam; one of the same kind that ran out is seen first.

    Raises `UsageError` where another one than the unfinished is asked for, or none can be drawn.
    """
    overdue = hand_in_overdue(env, library, store)
    mine = [mock for mock in overdue if mock.form.exam == wish.exam]
    if mine and not wish.fresh:
        return Admission(overdue, mine[-1])
    mock, resumed = begin_or_resume(env, library, store, wish, lang)
    return Admission(overdue, mock, resumed)


class Seat:
    """One candidate in front of one paper, at the first question without an answer."""

    def __init__(self, env: Env, mock: Mock) -> None:
        self.mock = mock
        self._env = env
        self.place = next(iter(mock.sitting.open), 1)
        self._since = env.stopwatch()
        self._spent: defaultdict[int, float] = defaultdict(float)
        """Seconds on each question since it was answered last."""

    @property
    def until(self) -> str:
        """The local time at which the exam ends."""
        end = self._env.now().moved_to(self.mock.sitting.begun.deadline)
        return f"{end.at + end.offset:%H:%M}"

    @property
    def is_last(self) -> bool:
        """Whether no question follows."""
        return self.place == self.mock.total

    def greeting(self, *, resumed: bool) -> Text:
        """Say what the exam is, and that its clock runs."""
        if resumed:
            said = announcements.resuming(self.mock.sitting, self.mock.left, self.until)
        else:
            said = announcements.welcome(self.mock.total, self.mock.left, self.until)
        code = self.mock.form.code
        return announcements.with_code(said, code) if code else said

    def parting(self) -> tuple[Text, Text]:
        """Say that the exam goes on without the candidate, and how to come back."""
        return announcements.parting(self.mock.form.exam, self.mock.left, self.until)

    def go(self, place: int) -> bool:
        """Turn to a question; `False` if there is none."""
        if not 1 <= place <= self.mock.total:
            return False
        self._lap()
        self.place = place
        return True

    def answer(self, response: Response) -> bool:
        """Keep an answer to the question in front; `False` if the time was up before."""
        self._lap()
        kept = self.mock.answer(self.place, response, self._spent[self.place])
        self._spent.pop(self.place)
        return kept

    def toggle(self, flag: Flag) -> Text | None:
        """Set a flag or take it away, and say which; `None` if the time was up before."""
        on = flag not in self.mock.sitting.sheet(self.place).flags
        return announcements.flag_words(flag, on=on) if self.mock.flag(self.place, flag, on=on) else None

    def _lap(self) -> None:
        """Count the time since the last lap for the question in front."""
        now = self._env.stopwatch()
        self._spent[self.place] += now - self._since
        self._since = now
