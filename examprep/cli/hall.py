"""The plain face of a mock exam: one question after the other, in any order, without a word on how it goes.

It shows and asks; every rule is in `examprep.mock` and `examprep.seat`.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text as Rich

from examprep.cli.library import library_of
from examprep.cli.overview import show_overview
from examprep.cli.result import show_result
from examprep.cli.screen import Screen
from examprep.cli.typed import read_typed
from examprep.core import announcements
from examprep.core.announcements import HURRY, SURELY, TIME_IS_UP, TOO_LATE
from examprep.core.draw import Question
from examprep.core.hallkeys import Command, Jump, command_at
from examprep.core.item import Lang, Text, kind_of
from examprep.core.response import DontKnow, Response, how_to_answer, takes_letters
from examprep.core.sitting import Flag
from examprep.core.text import fold
from examprep.env import Env
from examprep.errors import ExitCode
from examprep.loader.cache import load_blueprint
from examprep.mock import ExamWish, Mock
from examprep.render import HEADING, KIND_NAMES, question_lines, say, wrapped
from examprep.seat import Seat, admit
from examprep.study import open_progress


class _Leave(Exception):
    """The candidate left, or the input ended."""


def run_exam(env: Env, wish: ExamWish, lang: Lang, *, plain: bool) -> None:
    """Sit an exam until it is handed in, left, or its time is up."""
    screen = Screen(lang, plain=plain)
    library = library_of(env)
    pauses = env.is_terminal and not plain
    with open_progress(env) as store:
        admission = admit(env, library, store, wish, lang)
        for overdue in admission.overdue:
            say_it(screen, announcements.ran_out(overdue.form.exam))
        if admission.mock not in admission.overdue:
            hall = Hall(env, admission.mock, screen)
            hall.greet(resumed=admission.resumed)
            try:
                hall.sit()
            except _Leave:
                hall.part()
                return
            except KeyboardInterrupt:
                hall.part()
                raise SystemExit(ExitCode.INTERRUPTED) from None
        show_result(env, admission.mock, screen, pauses=pauses)


class Hall:
    """One candidate in front of one paper."""

    def __init__(self, env: Env, mock: Mock, screen: Screen) -> None:
        self.env = env
        self.mock = mock
        self.screen = screen
        self.seat = Seat(env, mock)
        self._shown = 0

    def greet(self, *, resumed: bool) -> None:
        """Say what the exam is, and that its clock runs."""
        blueprint = load_blueprint(self.env.paths.content, self.env.paths.cache, self.mock.form.exam)
        self.screen.text(blueprint.title, "bold")
        greeting = self.seat.greeting(resumed=resumed)
        if resumed:
            greeting = Text(
                f"{greeting.ja}最初から始めるには --fresh。", f"{greeting.en} --fresh begins anew."
            )
        self._say(greeting)
        self.screen.faint(_COMMANDS)

    def sit(self) -> None:
        """Ask until the paper is handed in, at the latest when the time is up."""
        while not self.mock.is_over:
            if self._shown != self.seat.place:
                self._show()
            if self._turn(self._line(self._prompt())):
                return
        self.screen.lines([Rich()])
        self._say(TIME_IS_UP)
        self.mock.hand_in()

    def part(self) -> None:
        """Say that the exam goes on without the candidate."""
        self.screen.lines([Rich()])
        for text in self.seat.parting():
            self._say(text)

    @property
    def _question(self) -> Question:
        return self.mock.question(self.seat.place)

    def _show(self) -> None:
        """Show the question of the current place, and what stands on the paper for it."""
        self._shown = self.seat.place
        lang, columns = self.screen.lang, self.screen.columns
        style = "bold red" if self.mock.left < HURRY else HEADING
        self.screen.lines([Rich()])
        self.screen.lines(wrapped(Rich("  ".join(self._heading()), style=style), columns))
        self.screen.lines(question_lines(self._question, lang, columns))
        sheet = self.mock.sitting.sheet(self.seat.place)
        notes = (announcements.answer_note(sheet), *announcements.flag_notes(sheet))
        words = "  ".join(say(note.ja, note.en, lang) for note in notes if note is not None)
        if words:
            self.screen.faint(Text(words, words))

    def _heading(self) -> Iterator[str]:
        mock, lang, place = self.mock, self.screen.lang, self.seat.place
        yield f"{place}/{mock.total}"
        area = mock.library.topics[mock.area(place)].title
        for text in (announcements.time_left(mock.left), announcements.pace_words(mock.pace), area):
            if text is not None:
                yield say(text.ja, text.en, lang)
        yield say(*KIND_NAMES[kind_of(self._question.item)], lang)

    def _prompt(self) -> Text:
        way = how_to_answer(self._question)
        return Text(f"{way.ja}  {_KEYS}  h 説明", f"{way.en}  {_KEYS}  h help")

    def _line(self, prompt: Text) -> str:
        self.screen.faint(prompt)
        line = self.screen.ask("> ")
        if line is None:
            raise _Leave
        return line

    def _turn(self, line: str) -> bool:
        """Do what a line says; tell whether the paper is handed in."""
        question = self._question
        match command_at(question, line):
            case Command.HAND_IN:
                return self._hand_in()
            case Command() as command:
                self._obey(command)
            case Jump(place=place):
                self._go(place)
            case None:
                response = read_typed(self.screen, question, line)
                if response is not None:
                    self._answer(response)
        return False

    def _obey(self, command: Command) -> None:
        match command:
            case Command.NEXT:
                self._go(self.seat.place + 1)
            case Command.BACK:
                self._go(self.seat.place - 1)
            case Command.UNSURE:
                self._flag(Flag.UNSURE)
            case Command.LATER:
                self._flag(Flag.LATER)
            case Command.GRID | Command.REVIEW:
                self._review()
            case Command.HELP:
                self.screen.text(_COMMANDS)
            case Command.UNKNOWN:
                self._answer(DontKnow())
            case _:
                raise _Leave

    def _answer(self, response: Response) -> None:
        if not self.seat.answer(response):
            self._say(TOO_LATE)
        elif not self.seat.is_last:
            self._go(self.seat.place + 1)
        else:
            self._review()

    def _go(self, place: int) -> None:
        if self.seat.go(place):
            self._shown = 0
        else:
            self._say(announcements.out_of_paper(self.mock.total))

    def _flag(self, flag: Flag) -> None:
        words = self.seat.toggle(flag)
        if words is not None:
            self._say(words)

    def _review(self) -> None:
        show_overview(self.mock.sitting, self.mock.left, self.screen)

    def _hand_in(self) -> bool:
        """Hand the paper in, asking first where something is open, or the line could be an answer."""
        still_open = announcements.still_open(self.mock.sitting)
        if still_open is not None:
            self._say(still_open)
        is_clear = still_open is None and not takes_letters(self._question)
        if is_clear or fold(self._line(SURELY)).removeprefix(":") == "x":
            self.mock.hand_in()
            return True
        return False

    def _say(self, text: Text) -> None:
        say_it(self.screen, text)


def say_it(screen: Screen, text: Text) -> None:
    """Print a sentence of the program's own."""
    screen.say(text.ja, text.en)


_COMMANDS = Text(
    "? わからない  n 次  p 前  g12 12番へ  m 自信なし  l 後で  r 一覧  x 提出  q 中断",
    "? don't know  n next  p previous  g12 go to 12  m unsure  l later  r review  x hand in  q leave",
)
_KEYS = "? n p g12 m l r x q"
