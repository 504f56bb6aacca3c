"""The session on a screen: one question, answered by single keys, by clicks or on a line.

An answer is on disk before anything is said about it; every rule is in `examprep.study`.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from enum import Enum, auto

from rich.text import Text as Rich
from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Horizontal
from textual.widgets import Input

from examprep.core import remarks
from examprep.core.aside import Aside
from examprep.core.draw import Question
from examprep.core.gloss import gloss_of
from examprep.core.item import ItemId, Lang, Recall, Text
from examprep.core.keys import (
    ALL_KEYS,
    TO_GO_ON,
    TO_GO_ON_OR_RATE,
    TO_KEEP_AGAIN,
    TO_TURN,
    Command,
    command_at,
    read_command,
)
from examprep.core.mark import Right
from examprep.core.memory import Rating
from examprep.core.reading import read_answer
from examprep.core.response import DontKnow, Response, is_typed
from examprep.env import Env
from examprep.errors import ExamprepError
from examprep.render import (
    FAINT,
    back_lines,
    explanation_lines,
    heading_lines,
    outcome_lines,
    wrapped,
)
from examprep.shelf import edit_item
from examprep.study import Feedback, Study
from examprep.tui.asking import AskingScreen, joined
from examprep.tui.pane import QuestionPane, way_to_answer
from examprep.tui.widgets import PLACES, Options, Page, no_lines


class Phase(Enum):
    """What the screen waits for."""

    ASKING = auto()
    TURNED = auto()
    """A flashcard's rating, its back being shown."""
    TOLD = auto()
    """To go on."""
    OVER = auto()


COMMANDS = frozenset(command.value for command in Command)


class QuizScreen(AskingScreen[None]):
    """One session."""

    def __init__(self, env: Env, study: Study, lang: Lang, *, resumed: bool = False) -> None:
        super().__init__(env, lang, remarks.resuming(study.left, study.stored.mode) if resumed else None)
        self.study = study
        self.phase = Phase.ASKING
        self.feedback: Feedback | None = None
        self._begun = self._asked = env.stopwatch()

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        with Horizontal(id="top"):
            yield Page(id="heading")
            yield Page(self._clock_lines, id="clock")
        yield self.pane
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Ask the first question."""
        self.set_interval(1.0, lambda: self.find("clock").again())
        self.attempt(self.show)

    @property
    def question(self) -> Question | None:
        """The question on the screen."""
        return self.pane.question

    # --- what is shown

    def show(self) -> None:
        """Show the question to answer now, or the end."""
        question = self.study.question()
        if question is None:
            self._end()
            return
        heading = self.study.heading(question)
        self.feedback, self.phase, self._asked = None, Phase.ASKING, self.env.stopwatch()
        self.find("heading").fill(lambda columns: _not_empty(heading_lines(heading, self.lang, columns)))
        self.pane.show(question, COMMANDS)
        self.refresh_foot()

    def _end(self) -> None:
        self.study.finish()
        self.phase, self.feedback = Phase.OVER, None
        study = self.study
        words = list(remarks.summary(answered=study.answered, right=study.right, left=study.left))
        self.find("heading").fill(no_lines)
        self.pane.clear()
        self.pane.tell(lambda columns: self.lines_of(words or [remarks.NOTHING_TO_ASK], columns))
        self.refresh_foot()

    def _explain(self, feedback: Feedback, typed: str) -> None:
        """Say what became of an answer, from its verdict down."""
        question, lang = feedback.question, self.lang
        concept = self.study.library.concepts[question.item.concept]

        def make(columns: int) -> Iterator[Rich]:
            if typed:
                yield Rich()
                yield from wrapped(Rich(f"> {typed}", style=FAINT), columns)
            yield from outcome_lines(question, feedback.outcome, lang, columns)
            if feedback.with_note:
                yield from explanation_lines(concept, question.item, lang, columns)

        self.pane.tell(make)
        self.pane.close()
        self.pane.body.reveal(self.pane.said)  # what is below the verdict can be scrolled to

    def _due(self, feedback: Feedback) -> Text:
        return self.study.what_next(feedback.memory)

    # --- the foot

    def keys(self) -> Text:
        """Return which keys there are now."""
        if self.retry is not None:
            return TO_KEEP_AGAIN
        if self.question is None:
            return Text("Enter 終わる", "Enter to leave")
        if self.feedback is not None:
            return TO_GO_ON_OR_RATE if isinstance(self.feedback.outcome, Right) else TO_GO_ON
        is_card = isinstance(self.question.item, Recall)
        if is_card and self.phase is Phase.ASKING:
            return TO_TURN
        return _to_answer(self.pane)

    def _clock_lines(self, _columns: int) -> Iterator[Rich]:
        seconds = int(self.env.stopwatch() - self._begun)
        yield Rich(f"{seconds // 60}:{seconds % 60:02}", style=FAINT)

    # --- keys, clicks and lines

    @on(Options.Clicked)
    def _clicked(self, event: Options.Clicked) -> None:
        if self.phase is Phase.ASKING and self.pane.places:
            self.press(str(event.place))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if self.question is None or self.phase is not Phase.ASKING:
            return
        self.forget()
        command = command_at(self.question, event.value)
        if command is not None:
            event.input.value = ""  # or what is typed next would follow it
            self._obey(command, self.question.item.id)
        else:
            self._answer(event.value)

    def enter(self) -> None:
        """Go on: with what failed, from the front to the back, with what is chosen, to the next question."""
        if self.retry is not None:
            self.attempt(self.retry)
        elif self.phase is Phase.OVER:
            self.action_leave()
        elif self.phase is Phase.TOLD:
            self.forget()
            self.attempt(self.show)
        elif self.question is not None and isinstance(self.question.item, Recall):
            self._turn(self.question.item)
        else:
            self._answer(",".join(map(str, sorted(self.pane.chosen))))

    def press(self, word: str) -> None:
        """Do what a key means here: an option, a rating or a command."""
        self.forget()
        question = self.question
        if question is None:
            if read_command(word) is Command.QUIT:
                self.action_leave()
            return
        is_card = isinstance(question.item, Recall)
        if self.feedback is None and word in self.pane.places:
            self._choose(int(word))
        elif self.feedback is None and is_card and word in PLACES:
            self._answer(word)
        elif (command := read_command(word)) is not None:
            self._obey(command, question.item.id)

    def _choose(self, place: int) -> None:
        """Take an option as the answer, or among several put it in or out."""
        if self.pane.takes_several:
            self.pane.choose(self.pane.chosen ^ {place})
        else:
            self._answer(str(place))

    def _turn(self, card: Recall) -> None:
        if self.phase is Phase.ASKING:
            self.phase = Phase.TURNED
            self.pane.tell(lambda columns: [Rich(), *back_lines(card, self.lang, columns)])
            self.refresh_foot()

    # --- what is done

    def _answer(self, line: str) -> None:
        """Read a line and give it as the answer; what cannot be read is said and asked again."""
        assert self.question is not None
        reading = read_answer(self.question, line)
        if reading.response is None:
            self.note(reading.remark)
        else:
            self._give(reading.response, line, reading.remark)

    def _give(self, response: Response, typed: str = "", remark: Text | None = None) -> None:
        question, seconds = self.question, self.env.stopwatch() - self._asked
        assert question is not None

        def give() -> None:
            feedback = self.study.answer(question, response, seconds)
            self._told(feedback, typed, remark)

        self.attempt(give)

    def _told(self, feedback: Feedback, typed: str, remark: Text | None) -> None:
        """Show what became of an answer that is kept; after a flashcard go on at once."""
        due = self._due(feedback)
        if isinstance(feedback.question.item, Recall):
            self.attempt(self.show)
            due = Text(f"前の問題: {due.ja}", f"The one before: {due.en}")
        else:
            if self.pane.places and typed:
                self.pane.choose(frozenset(map(int, typed.split(","))))
            self.feedback, self.phase = feedback, Phase.TOLD
            self._explain(feedback, "" if self.pane.places else typed)
        self.note(joined(remark, due))

    def _obey(self, command: Command, item: ItemId) -> None:
        match command:
            case Command.QUIT:
                self.action_leave()
            case Command.UNDO:
                self.attempt(self._undo)
            case Command.HARD | Command.EASY:
                self.attempt(lambda: self._regrade(command))
            case Command.FLAG:
                self.attempt(lambda: self._flag(item))
            case Command.SUSPEND | Command.BURY:
                self.attempt(lambda: self._set_aside(item, command))
            case Command.GLOSS:
                self._gloss()
            case Command.EDIT:
                self._edit(item)
            case Command.KEYS:
                self.note(joined(*ALL_KEYS))
            case Command.UNKNOWN:
                self._pass()

    def _pass(self) -> None:
        """Say that the answer is not known; a card is turned first."""
        assert self.question is not None
        if isinstance(self.question.item, Recall) and self.phase is Phase.ASKING:
            self._turn(self.question.item)
        elif self.feedback is None:
            self._give(DontKnow())

    def _undo(self) -> None:
        undone = self.study.undo()
        if undone is not None:
            self.show()
        self.note(remarks.undone(undone))

    def _regrade(self, command: Command) -> None:
        memory = self.study.regrade(Rating.HARD if command is Command.HARD else Rating.EASY)
        self.note(remarks.NOT_RATED if memory is None else self.study.what_next(memory))

    def _gloss(self) -> None:
        assert self.question is not None
        terms = gloss_of(self.question.item, self.study.library, self.lang)
        self.note(remarks.glossed(terms))

    def _edit(self, item: ItemId) -> None:
        """Open the item in the learner's editor, the screen being put away meanwhile."""
        try:
            with self.app.suspend():  # an error that left it would leave the app without its terminal
                words = self._edited(item)
        except SuspendNotSupported:
            words = remarks.edit_elsewhere(item)
        self.note(words)

    def _edited(self, item: ItemId) -> Text:
        try:
            path = edit_item(self.env, item)
        except ExamprepError as error:
            return Text(error.ja, str(error))
        return remarks.NO_FILE if path is None else remarks.edited(shlex.quote(str(path)))

    def _flag(self, item: ItemId) -> None:
        self.study.flag(item, "")
        self.note(remarks.flagged(item))

    def _set_aside(self, item: ItemId, command: Command) -> None:
        is_for_good = command is Command.SUSPEND
        self.study.set_aside(item, Aside.SUSPENDED if is_for_good else Aside.BURIED)
        self.attempt(self.show)
        self.note(remarks.suspended(item) if is_for_good else remarks.BURIED)

    # --- actions

    def action_leave(self) -> None:
        """Leave; every answer is kept already."""
        self.attempt(self.study.finish)
        self.dismiss()


def _not_empty(lines: Iterable[Rich]) -> Iterator[Rich]:
    return (line for line in lines if line.plain)


def _to_answer(pane: QuestionPane) -> Text:
    """Say how to answer here, and what else can be typed."""
    assert pane.question is not None
    way = way_to_answer(pane, Text("  Enter 答える", "  Enter to answer"))
    leave, colon = ("Esc", ":") if is_typed(pane.question) else ("q", "")
    return Text(
        f"{way.ja}  ? わからない  {colon}u 取り消し  {leave} 終了  {colon}k キー",
        f"{way.en}  ? don't know  {colon}u undo  {leave} quit  {colon}k keys",
    )
