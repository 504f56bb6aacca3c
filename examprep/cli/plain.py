"""The plain face: questions down the screen, answers by the line.

Works through pipes, in scripts and with screen readers. It shows and asks; every rule is
in `examprep.study`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from examprep.cli.screen import Screen
from examprep.core.day import StudyDay, date_of
from examprep.core.draw import Question
from examprep.core.item import Lang, Recall, Text
from examprep.core.mark import Right, is_success
from examprep.core.memory import Memory, Rating
from examprep.core.response import (
    DontKnow,
    Response,
    Unreadable,
    Value,
    how_to_answer,
    is_word_of,
    read_response,
)
from examprep.core.text import fold
from examprep.drill import Progress, fetch_progress, sum_up
from examprep.env import Env
from examprep.errors import ExitCode, StoreError
from examprep.loader.cache import load_library
from examprep.render import (
    Heading,
    back_lines,
    explanation_lines,
    heading_lines,
    outcome_lines,
    question_lines,
)
from examprep.store.store import Store
from examprep.study import Feedback, Study, Wish, begin_study


class Command(Enum):
    """What a line can ask for instead of answering."""

    UNDO = "u"
    QUIT = "q"
    UNKNOWN = "?"
    HARD = "h"
    EASY = "e"


class _Leave(Exception):
    """The learner left, or the input ended."""


def run_session(env: Env, wish: Wish, lang: Lang, *, plain: bool) -> None:
    """Run a session to its end, to `q` or to the end of the input."""
    screen = Screen(lang, plain=plain)
    library = load_library(env.paths.content, env.paths.cache)
    with Store.open(env.paths.progress, entropy=env.entropy(), backups=env.paths.backups) as store:
        store.back_up_daily(env.now().day)
        study, resumed = begin_study(env, library, store, wish, lang)
        sitting = Sitting(env, study, screen, pauses=env.is_terminal and not plain)
        sitting.greet(resumed=resumed)
        try:
            sitting.ask_all()
        except _Leave:
            pass
        except KeyboardInterrupt:
            screen.say("\n中断した。", "\nStopped.")
            sitting.sum_up()
            raise SystemExit(ExitCode.INTERRUPTED) from None
        sitting.sum_up()
        if wish.mode == "quiz":
            _announce_drills(fetch_progress(env, store, library), env.now().day, screen)


def _announce_drills(rows: Iterable[Progress], today: StudyDay, screen: Screen) -> None:
    """Send the learner to the drills that are due: no question can ask for a program."""
    due = sum_up(rows, today).due
    if due:
        screen.say(
            f"プログラムの復習が{due}題ある: examprep drill next",
            f"{due} program{'s' * (due != 1)} to write again: examprep drill next",
        )


class Sitting:
    """One learner in front of one session."""

    def __init__(self, env: Env, study: Study, screen: Screen, *, pauses: bool) -> None:
        self.env = env
        self.study = study
        self.screen = screen
        self.pauses = pauses
        self.can_rate = False
        """Whether the last answer was right, so that it may be called hard or easy."""

    def greet(self, *, resumed: bool) -> None:
        """Say what the session holds."""
        if not self.study.total:
            self.screen.say(
                "いま出題できる項目はない。条件を広げるか、--new を増やすか、明日また始める。",
                "There is nothing to ask now: widen the options, raise --new, or come back tomorrow.",
            )
        elif resumed:
            self.screen.say(
                f"前回の続き（あと{self.study.left}問）。最初から始めるには --fresh。",
                f"Resuming: {self.study.left} questions to go; --fresh begins anew.",
            )

    def ask_all(self) -> None:
        """Ask until nothing is left."""
        while (question := self.study.question()) is not None:
            self._show(question)
            self._one_question(question)

    def _show(self, question: Question) -> None:
        study, lang, columns = self.study, self.screen.lang, self.screen.columns
        item = question.item
        heading = Heading(
            concept=study.library.concepts[item.concept],
            item=item,
            number=study.answered + 1,
            total=study.answered + study.left,
            is_new=study.memory_of(item.id) is None,
        )
        self.screen.lines(heading_lines(heading, lang, columns))
        self.screen.lines(question_lines(question, lang, columns))

    def _one_question(self, question: Question) -> None:
        """Read until the question is answered, or is not the current one any more."""
        started = self.env.stopwatch()
        while True:
            given = self._read(question)
            if isinstance(given, Command):
                if self._obey(given):
                    return
                continue
            is_first = not self.study.was_asked(question.item.id)
            feedback = self._keep(question, given, self.env.stopwatch() - started)
            self._explain(feedback, with_note=is_first)
            self._pause()
            return

    def _keep(self, question: Question, given: Response, seconds: float) -> Feedback:
        """Keep an answer; a person may try again where the file is in use for the moment."""
        while True:
            try:
                return self.study.answer(question, given, seconds)
            except StoreError as error:
                if not self.pauses:
                    raise
                self.screen.text(Text(str(error), str(error)))
                self._line(_AGAIN)

    def _read(self, question: Question) -> Response | Command:
        """Read an answer or a command; what cannot be read is asked again."""
        if isinstance(question.item, Recall):
            return self._read_rating(question, question.item)
        while True:
            line = self._line(self._prompt(question))
            command = None if is_word_of(question, line) else _command(line)
            if _is_garbled(line):
                self.screen.say(
                    "文字が読み取れない。端末の文字コードを UTF-8 にする。",
                    "Some characters cannot be read; set your terminal to UTF-8.",
                )
                continue
            if command is Command.UNKNOWN:
                return DontKnow()
            if command is not None:
                return command
            response = read_response(question, line)
            if not isinstance(response, Unreadable):
                self._echo(response, line)
                return response
            if response.hint == how_to_answer(question):
                self.screen.say("その答えは読み取れない。", "That cannot be read as an answer.")
            else:
                self.screen.text(response.hint)

    def _echo(self, response: Response, line: str) -> None:
        """Say how a number was read where it was not typed just so."""
        if isinstance(response, Value) and response.shown != line.strip():
            shown = response.shown
            self.screen.faint(Text(f"{shown} と読み取った。", f"Read as {shown}."))

    def _read_rating(self, question: Question, card: Recall) -> Response | Command:
        """Show the back when asked, then read the rating; a rating in front counts at once."""
        shown = False
        while True:
            line = self._line(how_to_answer(question) if shown else _REVEAL)
            command = _command(line)
            if command in (Command.UNDO, Command.QUIT):
                return command
            response = read_response(question, line)
            if not shown:
                self.screen.lines(back_lines(card, self.screen.lang, self.screen.columns))
                shown = True
                if not isinstance(response, Unreadable):
                    return response
            elif command is Command.UNKNOWN:
                return DontKnow()
            elif not isinstance(response, Unreadable):
                return response

    def _prompt(self, question: Question) -> Text:
        way = how_to_answer(question)
        ja, en = ("  h・e 直前は難しい・簡単", "  h/e the last was hard/easy") if self.can_rate else ("", "")
        return Text(
            f"{way.ja}  ? わからない  u 取り消し{ja}  q 終了", f"{way.en}  ? don't know  u undo{en}  q quit"
        )

    def _line(self, prompt: Text) -> str:
        self.screen.faint(prompt)
        line = self.screen.ask("> ")
        if line is None:
            raise _Leave
        return line

    def _obey(self, command: Command) -> bool:
        """Do what a command says; tell whether another question must be shown."""
        match command:
            case Command.QUIT:
                raise _Leave
            case Command.UNDO:
                return self._undo()
            case Command.HARD | Command.EASY:
                self._regrade(command)
                return False
            case Command.UNKNOWN:
                return False

    def _undo(self) -> bool:
        if not self.study.undo():
            self.screen.say("取り消す答えがない。", "There is no answer to take back.")
            return False
        self.can_rate = False
        self.screen.say(
            "直前の答えを取り消した。もう一度答える。", "The last answer is taken back; answer again."
        )
        return True

    def _regrade(self, command: Command) -> None:
        rating = Rating.HARD if command is Command.HARD else Rating.EASY
        memory = self.study.regrade(rating)
        if memory is None:
            self.screen.say("直前の答えが正解のときだけ変えられる。", "Only a right answer can be rated.")
        else:
            self._say_due(memory)

    def _explain(self, feedback: Feedback, *, with_note: bool) -> None:
        """Say what became of an answer; a mistake comes with the concept's note, once a session."""
        lang, columns = self.screen.lang, self.screen.columns
        self.screen.lines(outcome_lines(feedback.question, feedback.outcome, lang, columns))
        concept = self.study.library.concepts[feedback.question.item.concept]
        is_card = isinstance(feedback.question.item, Recall)
        self.can_rate = isinstance(feedback.outcome, Right)
        if with_note and not is_card and not is_success(feedback.outcome):
            self.screen.lines(explanation_lines(concept, feedback.question.item, lang, columns))
        self._say_due(feedback.memory)

    def _say_due(self, memory: Memory) -> None:
        if self.study.comes_back:
            self.screen.faint(
                Text("この回でもう一度出題する。記録済み。", "It comes back in this session. Kept.")
            )
            return
        days = memory.due - self.env.now().day
        date = date_of(memory.due)
        self.screen.faint(
            Text(
                f"次回 {date}（{days}日後）。記録済み。",
                f"Next on {date} (in {days} day{'s' * (days != 1)}). Kept.",
            )
        )

    def _pause(self) -> None:
        """Let a person read; the answer is on disk already."""
        while self.pauses:
            line = self._line(_NEXT_RIGHT if self.can_rate else _NEXT)
            command = _command(line)
            if command in (None, Command.UNKNOWN) or self._obey(command):
                return

    def sum_up(self) -> None:
        """Say what was answered, and what is left."""
        study = self.study
        study.finish()
        if study.answered:
            self.screen.say(
                f"\n{study.answered}問に答え、{study.right}問が正解。すべて記録済み。",
                f"\n{study.answered} answered, {study.right} of them right. All kept.",
            )
        if study.left:
            self.screen.say(
                f"あと{study.left}問。同じコマンドで続きから。",
                f"{study.left} to go; the same command resumes.",
            )


def _command(line: str) -> Command | None:
    """Read a command; a colon before it makes it one even where words are typed."""
    word = fold(line).removeprefix(":").strip()
    return Command(word) if word in {command.value for command in Command} else None


def _is_garbled(line: str) -> bool:
    """Tell whether a line held bytes that are no text in the terminal's encoding."""
    return any(c == "\ufffd" or "\ud800" <= c <= "\udfff" for c in line)


_REVEAL = Text("Enter 裏を見る  u 取り消し  q 終了", "Enter to turn  u undo  q quit")
_AGAIN = Text("Enter もう一度記録する  Ctrl-C やめる", "Enter to try to keep it again  Ctrl-C to give up")
_NEXT = Text("Enter 次へ  u 取り消し  q 終了", "Enter next  u undo  q quit")
_NEXT_RIGHT = Text(
    "Enter 次へ  h 難しかった  e 簡単だった  u 取り消し  q 終了",
    "Enter next  h it was hard  e it was easy  u undo  q quit",
)
