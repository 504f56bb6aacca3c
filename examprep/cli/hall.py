"""The plain face of a mock exam: one question after the other, in any order, without a word on how it goes.

It shows and asks; every rule is in `examprep.mock`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from enum import Enum

import msgspec
from rich.text import Text as Rich

from examprep.cli.overview import FLAGS, show_overview
from examprep.cli.result import show_result
from examprep.cli.screen import Screen
from examprep.cli.typed import read_typed
from examprep.core.draw import Question
from examprep.core.item import Lang, Text, kind_of
from examprep.core.response import (
    DontKnow,
    Response,
    how_to_answer,
    is_word_of,
    takes_letters,
    write_response,
)
from examprep.core.sitting import Flag, in_ranges
from examprep.core.text import fold
from examprep.env import Env
from examprep.errors import ExitCode
from examprep.loader.cache import load_blueprint, load_library
from examprep.mock import ExamWish, Mock, begin_or_resume, hand_in_overdue
from examprep.render import KIND_NAMES, question_lines, say, wrapped
from examprep.study import open_progress

HURRY = 300
"""Seconds left from which on the time stands out."""


class Command(Enum):
    """What a line can ask for instead of answering."""

    NEXT = "n"
    BACK = "p"
    UNSURE = "m"
    LATER = "l"
    REVIEW = "r"
    HAND_IN = "x"
    QUIT = "q"
    HELP = "h"
    UNKNOWN = "?"


class Jump(msgspec.Struct, frozen=True):
    """Go to a place."""

    place: int


class _Leave(Exception):
    """The candidate left, or the input ended."""


def run_exam(env: Env, wish: ExamWish, lang: Lang, *, plain: bool) -> None:
    """Sit an exam until it is handed in, left, or its time is up."""
    screen = Screen(lang, plain=plain)
    library = load_library(env.paths.content, env.paths.cache)
    pauses = env.is_terminal and not plain
    with open_progress(env) as store:
        overdue = _announce_overdue(hand_in_overdue(env, library, store), wish, screen)
        if overdue is not None:
            show_result(env, overdue, screen, pauses=pauses)
            return
        mock, resumed = begin_or_resume(env, library, store, wish, lang)
        hall = Hall(env, mock, screen)
        hall.greet(resumed=resumed)
        try:
            hall.sit()
        except _Leave:
            hall.part()
            return
        except KeyboardInterrupt:
            hall.part()
            raise SystemExit(ExitCode.INTERRUPTED) from None
        show_result(env, mock, screen, pauses=pauses)


def _announce_overdue(overdue: tuple[Mock, ...], wish: ExamWish, screen: Screen) -> Mock | None:
    """Say which exams ended while nobody looked; return the one to show in place of a new one."""
    for mock in overdue:
        exam = mock.form.exam
        screen.say(
            f"留守のあいだに時間が切れ、締切の時点で提出した: examprep exam {exam} --history",
            f"The time ran out while you were away; handed in as of then: examprep exam {exam} --history",
        )
    mine = [mock for mock in overdue if mock.form.exam == wish.exam]
    return mine[-1] if mine and not wish.fresh else None


class Hall:
    """One candidate in front of one paper."""

    def __init__(self, env: Env, mock: Mock, screen: Screen) -> None:
        self.env = env
        self.mock = mock
        self.screen = screen
        still_open = mock.sitting.open
        self.place = still_open[0] if still_open else 1
        self._shown = 0
        self._since = env.stopwatch()
        self._spent: defaultdict[int, float] = defaultdict(float)
        """Seconds on each question since it was answered last."""

    def greet(self, *, resumed: bool) -> None:
        """Say what the exam is, and that its clock runs."""
        mock, clock, until = self.mock, _clock(self.mock.left), self._deadline()
        blueprint = load_blueprint(self.env.paths.content, self.env.paths.cache, mock.form.exam)
        self.screen.text(blueprint.title, "bold")
        if resumed:
            self.screen.say(
                f"続き: {mock.sitting.answered}/{mock.total}問に解答済み、残り {clock}（{until} まで）。"
                "最初から始めるには --fresh。",
                f"Resuming: {mock.sitting.answered} of {mock.total} answered, {clock} left (until {until}). "
                "--fresh begins anew.",
            )
        else:
            self.screen.say(
                f"{mock.total}問、{clock}（{until} まで）。時計は止まらない。採点と解説は提出のあと。"
                "答え直せば前の答えは消える。",
                f"{mock.total} questions in {clock} (until {until}). The clock does not stop. Marks and "
                "explanations come after handing in; answering again replaces an answer.",
            )
        self.screen.faint(_COMMANDS)

    def sit(self) -> None:
        """Ask until the paper is handed in, at the latest when the time is up."""
        while not self.mock.is_over:
            if self._shown != self.place:
                self._show()
            if self._turn(self._line(self._prompt())):
                return
        self.screen.say("\n時間切れ。締切の時点で提出した。", "\nTime is up; handed in as of the deadline.")
        self.mock.hand_in()

    def part(self) -> None:
        """Say that the exam goes on without the candidate."""
        self.screen.say(
            f"\n中断した。答えは記録済み。時計は進み続ける（残り {_clock(self.mock.left)}、"
            f"{self._deadline()} まで）。",
            f"\nYou left; your answers are kept. The clock goes on ({_clock(self.mock.left)} left, until "
            f"{self._deadline()}).",
        )
        command = f"examprep exam {self.mock.form.exam}"
        self.screen.say(f"続き: {command}", f"Go on with: {command}")

    def _show(self) -> None:
        """Show the question of the current place, and what stands on the paper for it."""
        self._shown, self._since = self.place, self.env.stopwatch()
        lang, columns = self.screen.lang, self.screen.columns
        style = "bold red" if self.mock.left < HURRY else "bold blue"
        self.screen.lines([Rich()])
        self.screen.lines(wrapped(Rich("  ".join(self._heading()), style=style), columns))
        self.screen.lines(question_lines(self.mock.question(self.place), lang, columns))
        notes = "  ".join(self._notes())
        if notes:
            self.screen.faint(Text(notes, notes))

    def _heading(self) -> Iterator[str]:
        mock, lang = self.mock, self.screen.lang
        clock, pace = _clock(mock.left), mock.pace
        yield f"{self.place}/{mock.total}"
        yield say(f"残り {clock}", f"{clock} left", lang)
        if pace.taken is not None:
            planned, taken = f"{pace.planned:.0f}", f"{pace.taken:.0f}"
            yield say(f"1問 {taken}秒（予定 {planned}秒）", f"{taken}s each ({planned}s planned)", lang)
        area = mock.library.topics[mock.area(self.place)].title
        yield say(area.ja, area.en, lang)
        yield say(*KIND_NAMES[kind_of(mock.question(self.place).item)], lang)

    def _notes(self) -> Iterator[str]:
        """Yield what the candidate has put on the paper for this question."""
        sheet, lang = self.mock.sitting.sheet(self.place), self.screen.lang
        if sheet.response is not None:
            written = write_response(sheet.response)
            yield say(f"いまの答え: {written}", f"Your answer: {written}", lang)
        yield from (f"[{say(*FLAGS[flag], lang)}]" for flag in Flag if flag in sheet.flags)

    def _prompt(self) -> Text:
        way = how_to_answer(self.mock.question(self.place))
        return Text(f"{way.ja}  {_KEYS}  h 説明", f"{way.en}  {_KEYS}  h help")

    def _line(self, prompt: Text) -> str:
        self.screen.faint(prompt)
        line = self.screen.ask("> ")
        if line is None:
            raise _Leave
        return line

    def _turn(self, line: str) -> bool:
        """Do what a line says; tell whether the paper is handed in."""
        question = self.mock.question(self.place)
        given = None if is_word_of(question, line) else _command(line)
        match given:
            case Command.HAND_IN:
                return self._hand_in()
            case Command():
                self._obey(given)
            case Jump(place=place):
                self._go(place)
            case None:
                self._read(question, line)
        return False

    def _obey(self, command: Command) -> None:
        match command:
            case Command.NEXT:
                self._go(self.place + 1)
            case Command.BACK:
                self._go(self.place - 1)
            case Command.UNSURE:
                self._flag(Flag.UNSURE)
            case Command.LATER:
                self._flag(Flag.LATER)
            case Command.REVIEW:
                self._review()
            case Command.HELP:
                self.screen.text(_COMMANDS)
            case Command.UNKNOWN:
                self._answer(DontKnow())
            case _:
                raise _Leave

    def _read(self, question: Question, line: str) -> None:
        response = read_typed(self.screen, question, line)
        if response is not None:
            self._answer(response)

    def _answer(self, response: Response) -> None:
        self._lap()
        if not self.mock.answer(self.place, response, self._spent.pop(self.place, 0.0)):
            self.screen.say("この答えは時間切れで数えない。", "That answer came too late and does not count.")
        elif self.place < self.mock.total:
            self.place += 1
        else:
            self._review()

    def _go(self, place: int) -> None:
        if not 1 <= place <= self.mock.total:
            last = self.mock.total
            self.screen.say(f"問題は 1 から {last} まで。", f"Questions go from 1 to {last}.")
            return
        self._lap()
        self.place, self._shown = place, 0

    def _lap(self) -> None:
        """Count the time since the question was shown for it."""
        now = self.env.stopwatch()
        self._spent[self.place] += now - self._since
        self._since = now

    def _flag(self, flag: Flag) -> None:
        on = flag not in self.mock.sitting.sheet(self.place).flags
        if self.mock.flag(self.place, flag, on=on):
            ja, en = FLAGS[flag]
            done = ("付けた", "set") if on else ("外した", "taken away")
            self.screen.say(f"「{ja}」の印を{done[0]}。", f"Flag {done[1]}: {en}.")

    def _review(self) -> None:
        show_overview(self.mock.sitting, _clock(self.mock.left), self.screen)

    def _hand_in(self) -> bool:
        """Hand the paper in, asking first where something is open, or the line could be an answer."""
        still_open = self.mock.sitting.open
        if still_open:
            places = in_ranges(still_open)
            self.screen.say(
                f"まだ答えていない問題が{len(still_open)}問ある: {places}",
                f"{len(still_open)} question{'s are' if len(still_open) > 1 else ' is'} open: {places}",
            )
        is_clear = not still_open and not takes_letters(self.mock.question(self.place))
        if is_clear or fold(self._line(_SURELY)) in ("x", "y"):
            self.mock.hand_in()
            return True
        return False

    def _deadline(self) -> str:
        """Return the local time at which the exam ends."""
        end = self.env.now().moved_to(self.mock.sitting.begun.deadline)
        return f"{end.at + end.offset:%H:%M}"


def _command(line: str) -> Command | Jump | None:
    """Read a command, in any width; a colon before it makes it one even where words are typed."""
    word = fold(line).removeprefix(":").strip()
    place = word.removeprefix("g").strip()
    if word.startswith("g") and place.isascii() and place.isdigit() and len(place) < 9:
        return Jump(int(place))
    return Command(word) if word in {command.value for command in Command} else None


def _clock(seconds: float) -> str:
    """Write a time as minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


_COMMANDS = Text(
    "? わからない  n 次  p 前  g12 12番へ  m 自信なし  l 後で  r 一覧  x 提出  q 中断",
    "? don't know  n next  p previous  g12 go to 12  m unsure  l later  r review  x hand in  q leave",
)
_KEYS = "? n p g12 m l r x q"
_SURELY = Text("x もう一度で提出  Enter 戻る", "x again to hand in  Enter to go back")
