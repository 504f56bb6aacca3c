"""A question on a screen, with what it is answered by: options to click, or a line to type on."""

from __future__ import annotations

from collections.abc import Set

from textual.app import ComposeResult
from textual.containers import Vertical

from examprep.core.draw import Question
from examprep.core.item import Lang, Multi, Recall, Text
from examprep.core.response import how_to_answer, is_typed
from examprep.render import options_of, question_lines, stem_lines
from examprep.tui.body import Body
from examprep.tui.widgets import PLACES, Line, Lines, Options, Page, no_lines


class QuestionPane(Vertical):
    """One question; what is chosen, and what was said about it."""

    def __init__(self, lang: Lang, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lang = lang
        self.question: Question | None = None
        self.chosen: frozenset[int] = frozenset()
        self.ask, self.options, self.said = Page(id="ask"), Options(id="options"), Page(id="said")
        self.body, self.line = Body(self.ask, self.options, self.said), Line(id="line")

    def compose(self) -> ComposeResult:
        """Build the pane, top to bottom."""
        yield self.body
        yield self.line

    def show(self, question: Question, commands: Set[str], chosen: Set[int] = frozenset()) -> None:
        """Show a question from its top; keys are commands, but where words are typed those of letters."""
        self.question = question
        lines = stem_lines if self.places else question_lines
        self.ask.fill(lambda columns: lines(question, self.lang, columns))
        self.said.fill(no_lines)
        self.choose(chosen)
        self.line.commands = {key for key in commands if len(key) > 1 or not is_typed(question)}
        self._offer_line(offered=not self.places and not isinstance(question.item, Recall))
        self.body.to_top()

    def offer(self, make: Lines, options: tuple[Text, ...], *, line: bool = False) -> None:
        """Show something else to choose from, or to type an answer to."""
        self.question = None
        self.ask.fill(make)
        self.options.display = bool(options)
        self.options.offer(options, frozenset(), self.lang, several=False)
        self._offer_line(offered=line)
        self.body.to_top()

    def clear(self) -> None:
        """Show no question any more."""
        self.question = None
        self.ask.fill(no_lines)
        self.options.display = False
        self._offer_line(offered=False)

    def choose(self, chosen: Set[int]) -> None:
        """Show which options are chosen."""
        self.chosen = frozenset(chosen)
        options = self._texts
        self.options.display = bool(options)
        self.options.offer(options, self.chosen, self.lang, several=self.takes_several)

    def tell(self, make: Lines) -> None:
        """Say something below the question."""
        self.said.fill(make)

    def close(self) -> None:
        """Take no more typing."""
        self._offer_line(offered=False)

    def focus_line(self) -> None:
        """Let keys go to the line, where there is one."""
        self.screen.set_focus(self.line if self.line.display else None)

    @property
    def places(self) -> str:
        """The keys that choose an option; none where there are too many, or no options."""
        count = len(self._texts)
        return PLACES[:count] if count <= len(PLACES) else ""

    @property
    def takes_several(self) -> bool:
        """Whether several options are chosen together."""
        return self.question is not None and isinstance(self.question.item, Multi)

    @property
    def _texts(self) -> tuple[Text, ...]:
        return options_of(self.question) if self.question is not None else ()

    def _offer_line(self, *, offered: bool) -> None:
        self.line.display = offered
        self.line.value = ""
        self.focus_line()


def way_to_answer(pane: QuestionPane, to_answer: Text) -> Text:
    """Say how a question is answered here; several options are given by a key of its own."""
    assert pane.question is not None
    if not pane.places:
        return how_to_answer(pane.question)
    keys = f"1-{len(pane.places)}"
    if pane.takes_several:
        return Text(f"{keys} 選ぶ・外す{to_answer.ja}", f"{keys} in or out{to_answer.en}")
    return Text(f"{keys} 選ぶ", f"{keys} to choose")
