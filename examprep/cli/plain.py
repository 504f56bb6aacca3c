"""The plain face: questions down the screen, answers by the line.

Works through pipes, in scripts and with screen readers. It shows and asks; every rule is
in `examprep.study`.
"""

from __future__ import annotations

import shlex

from examprep.cli.library import library_of
from examprep.cli.screen import Screen
from examprep.cli.typed import read_typed
from examprep.core import remarks
from examprep.core.aside import Aside
from examprep.core.draw import Question
from examprep.core.gloss import gloss_of
from examprep.core.item import ItemId, Lang, Recall, Text
from examprep.core.keys import (
    ALL_KEYS,
    OF_ANSWERS,
    TO_GO_ON,
    TO_GO_ON_OR_RATE,
    TO_KEEP_AGAIN,
    TO_NOTE,
    TO_TURN,
    Command,
    command_at,
    read_command,
)
from examprep.core.mark import Right
from examprep.core.memory import Memory, Rating
from examprep.core.response import (
    DontKnow,
    Response,
    Unreadable,
    how_to_answer,
    read_response,
    takes_letters,
)
from examprep.env import Env
from examprep.errors import ExamprepError, ExitCode, StoreError
from examprep.lull import why_nothing
from examprep.parting import parting_words
from examprep.render import (
    back_lines,
    explanation_lines,
    heading_lines,
    outcome_lines,
    question_lines,
)
from examprep.shelf import edit_item
from examprep.study import Feedback, Study, Wish, begin_study, open_progress


class _Leave(Exception):
    """The learner left, or the input ended."""


def run_session(env: Env, wish: Wish, lang: Lang, *, plain: bool) -> None:
    """Run a session to its end, to `q` or to the end of the input."""
    screen = Screen(lang, plain=plain)
    library = library_of(env)
    with open_progress(env) as store:
        study, resumed = begin_study(env, library, store, wish, lang)
        sitting = Sitting(env, study, screen, pauses=env.is_terminal and not plain)
        if not study.total:
            words = why_nothing(env, store, library, wish)
            screen.say(words.ja, words.en)
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
        for words in parting_words(env, store, library, wish.mode):
            screen.say(words.ja, words.en)


def prompt_at(question: Question, *, can_rate: bool) -> Text:
    """Say how to answer, and the first things that can be typed instead."""
    way = how_to_answer(question)
    colon = ":" if takes_letters(question) else ""
    ja, en = ("  h・e 直前は難しい・簡単", "  h/e the last was hard/easy") if can_rate else ("", "")
    return Text(
        f"{way.ja}  ? わからない  u 取り消し{ja}  q 終了  {colon}k キー",
        f"{way.en}  ? don't know  u undo{en}  q quit  {colon}k keys",
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
        """Say where a session goes on."""
        if resumed:
            self._say(remarks.resuming(self.study.left, self.study.stored.mode))

    def ask_all(self) -> None:
        """Ask until nothing is left."""
        while (question := self.study.question()) is not None:
            self._show(question)
            self._one_question(question)

    def _show(self, question: Question) -> None:
        lang, columns = self.screen.lang, self.screen.columns
        self.screen.lines(heading_lines(self.study.heading(question), lang, columns))
        self.screen.lines(question_lines(question, lang, columns))

    def _one_question(self, question: Question) -> None:
        """Read until the question is answered, or is not the current one any more."""
        started = self.env.stopwatch()
        while True:
            given = self._read(question)
            if isinstance(given, Command):
                if self._obey(given, question.item.id):
                    return
                continue
            self._explain(self._keep(question, given, self.env.stopwatch() - started))
            self._pause(question.item.id)
            return

    def _keep(self, question: Question, given: Response, seconds: float) -> Feedback:
        """Keep an answer; a person may try again where the file is in use for the moment."""
        while True:
            try:
                return self.study.answer(question, given, seconds)
            except StoreError as error:
                if not self.pauses:
                    raise
                self.screen.text(Text(error.ja, str(error)))
                self._line(TO_KEEP_AGAIN)

    def _read(self, question: Question) -> Response | Command:
        """Read an answer or a command; what cannot be read is asked again."""
        if isinstance(question.item, Recall):
            return self._read_rating(question, question.item)
        while True:
            line = self._line(prompt_at(question, can_rate=self.can_rate))
            command = command_at(question, line)
            if command is Command.UNKNOWN:
                return DontKnow()
            if command is not None:
                return command
            response = read_typed(self.screen, question, line)
            if response is not None:
                return response

    def _read_rating(self, question: Question, card: Recall) -> Response | Command:
        """Show the back when asked, then read the rating; a rating in front counts at once."""
        shown = False
        while True:
            line = self._line(how_to_answer(question) if shown else TO_TURN)
            command = read_command(line)
            if command is not None and command not in OF_ANSWERS:
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

    def _line(self, prompt: Text) -> str:
        self.screen.faint(prompt)
        line = self.screen.ask("> ")
        if line is None:
            raise _Leave
        return line

    def _obey(self, command: Command, item: ItemId) -> bool:
        """Do what a command says about the item on the screen; tell whether another one must be shown."""
        match command:
            case Command.QUIT:
                raise _Leave
            case Command.UNDO:
                return self._undo()
            case Command.HARD | Command.EASY:
                self._regrade(command)
                return False
            case Command.FLAG:
                self._flag(item)
                return False
            case Command.SUSPEND | Command.BURY:
                self._set_aside(item, command)
                return True
            case Command.GLOSS:
                library = self.study.library
                self._say(remarks.glossed(gloss_of(library.items[item], library, self.screen.lang)))
                return False
            case Command.EDIT:
                self._edit(item)
                return False
            case Command.KEYS:
                for key in ALL_KEYS:
                    self._say(key)
                return False
            case Command.UNKNOWN:
                return False

    def _edit(self, item: ItemId) -> None:
        try:
            path = edit_item(self.env, item)
        except ExamprepError as error:
            self._say(Text(error.ja, str(error)))
        else:
            self._say(remarks.NO_FILE if path is None else remarks.edited(shlex.quote(str(path))))

    def _flag(self, item: ItemId) -> None:
        """Mark an item as doubtful, at once; a note may follow."""
        self.study.flag(item, "")
        self._say(remarks.flagged(item))
        note = self._line(TO_NOTE)
        if note.strip():
            self.study.flag(item, note)
            self.screen.faint(Text("メモを記録した。", "Your note is kept."))

    def _set_aside(self, item: ItemId, command: Command) -> None:
        self.can_rate = False
        if command is Command.SUSPEND:
            self.study.set_aside(item, Aside.SUSPENDED)
            self._say(remarks.suspended(item))
        else:
            self.study.set_aside(item, Aside.BURIED)
            self._say(remarks.BURIED)

    def _undo(self) -> bool:
        undone = self.study.undo()
        self._say(remarks.undone(undone))
        self.can_rate = self.can_rate and undone is None
        return undone is not None

    def _regrade(self, command: Command) -> None:
        rating = Rating.HARD if command is Command.HARD else Rating.EASY
        memory = self.study.regrade(rating)
        if memory is None:
            self._say(remarks.NOT_RATED)
        else:
            self._say_due(memory)

    def _explain(self, feedback: Feedback) -> None:
        """Say what became of an answer; a mistake comes with the concept's note, once a session."""
        lang, columns = self.screen.lang, self.screen.columns
        self.screen.lines(outcome_lines(feedback.question, feedback.outcome, lang, columns))
        self.can_rate = isinstance(feedback.outcome, Right)
        if feedback.with_note:
            concept = self.study.library.concepts[feedback.question.item.concept]
            self.screen.lines(explanation_lines(concept, feedback.question.item, lang, columns))
        self._say_due(feedback.memory)

    def _say_due(self, memory: Memory) -> None:
        self.screen.faint(self.study.what_next(memory))

    def _pause(self, item: ItemId) -> None:
        """Let a person read; the answer is on disk already."""
        while self.pauses:
            line = self._line(TO_GO_ON_OR_RATE if self.can_rate else TO_GO_ON)
            command = read_command(line)
            if command in (None, Command.UNKNOWN) or self._obey(command, item):
                return

    def sum_up(self) -> None:
        """Say what was answered, and what is left."""
        study = self.study
        study.finish()
        words = remarks.summary(answered=study.answered, right=study.right, left=study.left)
        for place, text in enumerate(words):
            blank = "" if place or not study.answered else "\n"
            self.screen.say(blank + text.ja, blank + text.en)

    def _say(self, text: Text) -> None:
        self.screen.say(text.ja, text.en)
