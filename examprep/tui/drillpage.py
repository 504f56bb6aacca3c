"""What a learner reads of a drill: its statement, what became of their program, hints, the solution."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from rich.text import Text as Rich

from examprep.core.item import Lang, Text
from examprep.loader.problems import HINTS
from examprep.render import FAINT, say, wrapped
from examprep.tui import drillwords
from examprep.tui.body import Body
from examprep.tui.widgets import Page
from examprep.workbench import Graded, Opened
from examprep.worksheet import (
    hint_lines,
    last_lines,
    lesson_lines,
    solution_lines,
    statement_lines,
    verdict_lines,
)


class DrillPage(Body):
    """A drill on one page, top to bottom; what was asked for last is what is seen."""

    def __init__(self, read_lang: Callable[[], Lang]) -> None:
        self._lang = read_lang
        self.drill: Opened | None = None
        self.graded: Graded | None = None
        self.hints = 0
        """How many are shown."""
        self._shows_solution = False
        self._said, self._solution = (
            Page(self._said_lines, id="said"),
            Page(self._solution_lines, id="solution"),
        )
        self._hints = [Page(partial(self._hint_lines, n), id=f"hint-{n}") for n in range(1, HINTS + 1)]
        super().__init__(
            Page(self._statement_lines, id="statement"), self._said, *self._hints, self._solution
        )

    # --- what is asked for

    def tell(self, graded: Graded) -> None:
        """Show what became of a program."""
        self.graded = graded
        self._show(self._said)

    def hint(self) -> None:
        """Show one hint more; the last one again where there is none."""
        assert self.drill is not None
        self.hints = min(self.hints + 1, len(self.drill.folder.problem.hints))
        if self.hints:
            self._show(self._hints[self.hints - 1])

    def solve(self) -> None:
        """Show the solution."""
        self._shows_solution = True
        self._show(self._solution)

    def _show(self, part: Page) -> None:
        part.again()
        self.reveal(part)

    @property
    def is_passed(self) -> bool:
        """Whether the program passed here."""
        return self.graded is not None and self.graded.report.passed

    # --- the parts

    def _statement_lines(self, columns: int) -> Iterator[Rich]:
        if self.drill is None:
            yield Rich(self._say(Text("読み込み中 ...", "loading ...")), style=FAINT)
            return
        yield from _fitted(statement_lines(self.drill.folder.problem, self._lang(), columns), columns)
        yield Rich()
        for words in drillwords.file_words(self.drill):
            yield from wrapped(Rich(self._say(words)), columns)

    def _said_lines(self, columns: int) -> Iterator[Rich]:
        """Yield the verdict; before there is one, how it went the last time."""
        if self.drill is None:
            return
        problem, lang = self.drill.folder.problem, self._lang()
        if self.graded is not None:
            yield from verdict_lines(self.graded.report, lang, columns)
            if self.is_passed:
                yield from lesson_lines(problem, lang, columns)
        elif self.drill.last is not None:
            yield from last_lines(self.drill.last, problem, lang, columns)

    def _hint_lines(self, level: int, columns: int) -> Iterator[Rich]:
        if level <= self.hints and self.drill is not None:
            yield from _fitted(hint_lines(self.drill.folder.problem, level, self._lang(), columns), columns)

    def _solution_lines(self, columns: int) -> Iterator[Rich]:
        if self._shows_solution and self.drill is not None:
            if not self.is_passed:
                yield from lesson_lines(self.drill.folder.problem, self._lang(), columns)
            yield from _fitted(solution_lines(self.drill.folder, self._lang()), columns)

    def _say(self, text: Text) -> str:
        return say(text.ja, text.en, self._lang())


def _fitted(lines: Iterable[Rich], columns: int) -> Iterator[Rich]:
    """Break what is too wide: lines of programs."""
    for line in lines:
        yield from wrapped(line, columns)
