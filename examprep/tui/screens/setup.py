"""A few questions, one key each, that set the language and the goal; Esc skips them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

import msgspec
from rich.text import Text as Rich
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input

from examprep.core.day import date_of
from examprep.core.item import Lang, Text
from examprep.core.settings import Goal, exam_date
from examprep.core.syllabus import Exam
from examprep.core.text import fold
from examprep.errors import UsageError
from examprep.render import HEADING, LABEL, say, wrapped
from examprep.tui.stage import Stage
from examprep.tui.widgets import Line, Options, Page, packed, typed_word

if TYPE_CHECKING:
    from examprep.tui.front import HomeApp

WEEKS = (4, 8, 13, 26)
"""Until the exam, to choose from."""
MINUTES = (15, 30, 45, 60, 90)


class Chosen(msgspec.Struct, frozen=True):
    """What was chosen so far."""

    lang: Lang | None = None
    exam: Exam | None = None
    day: date | None = None
    minutes: int | None = None


class Step(msgspec.Struct, frozen=True):
    """One question with its options, and what choosing one means."""

    ask: Text
    options: tuple[Text, ...]
    take: Callable[[Chosen, int], Chosen]


class SetupScreen(Stage[None]):
    """Asks for the language, the exam, its date and the minutes a day."""

    app: HomeApp

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c,ctrl+d", "skip", show=False, priority=True)
    ]

    def __init__(self, *, asks_lang: bool) -> None:
        super().__init__()
        self.chosen = Chosen()
        self._left: list[Callable[[date], Step]] = [_language] if asks_lang else []
        self._left += [_exam, _day, _minutes]
        self._remark = ""
        self._types = False
        """Whether the day is typed."""

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        with VerticalScroll(id="body", can_focus=False):
            yield Page(self._ask_lines, id="ask")
            yield Options(id="options")
        yield Line(id="line")
        yield Page(lambda columns: wrapped(Rich(self._remark), columns) if self._remark else (), id="remark")
        yield Page(self._key_lines, id="keys")

    def on_mount(self) -> None:
        """Ask the first question."""
        self._show()

    @property
    def _step(self) -> Step:
        return self._left[0](date_of(self.app.env.now().day))

    @property
    def _asks_day(self) -> bool:
        return self._left[0] is _day

    def _show(self, *, types: bool = False) -> None:
        self._types = types
        for page in self.query(Page):
            page.again()
        self.query_one(Options).offer(self._step.options, frozenset(), self.app.lang, several=False)
        line = self.query_one(Line)
        line.display = types
        line.value = ""
        self.set_focus(line if types else None)

    def _ask_lines(self, columns: int) -> Iterator[Rich]:
        yield Rich("examprep", style=HEADING)
        yield Rich()
        ask = self._step.ask
        yield from wrapped(Rich(say(ask.ja, ask.en, self.app.lang), style=LABEL), columns)

    def _key_lines(self, columns: int) -> Iterator[Rich]:
        last = len(self._step.options)
        words = f"1-{last} 選ぶ  Esc あとで決める", f"1-{last} to choose  Esc to decide later"
        if self._types:
            words = (
                "2027-02-20 のように入力  Enter 決める  Esc 戻る",
                "a date, such as 2027-02-20  Enter to set  Esc back",
            )
        yield from packed(say(*words, self.app.lang), columns)

    def on_key(self, event: events.Key) -> None:
        """Choose by a number."""
        word = typed_word(event)
        if not self.query_one(Line).has_focus and word.isascii() and word.isdigit():
            event.stop()
            self._take(int(word))

    @on(Options.Clicked)
    def _clicked(self, event: Options.Clicked) -> None:
        self._take(event.place)

    def _take(self, place: int) -> None:
        self._remark = ""
        if not 1 <= place <= len(self._step.options):
            return
        if self._asks_day and place == len(self._step.options):
            self._show(types=True)
        else:
            self._next(self._step.take(self.chosen, place - 1))

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        try:
            day = exam_date(fold(event.value), self.app.env.now().day)
        except UsageError as error:
            self._remark = say(error.ja, str(error), self.app.lang)
            self.query_one("#remark", Page).again()
            return
        self._next(msgspec.structs.replace(self.chosen, day=day))

    def _next(self, chosen: Chosen) -> None:
        """Go on to the next question, or keep what was chosen."""
        self.chosen = chosen
        if chosen.lang is not None:
            self.app.lang = chosen.lang
        del self._left[0]
        if self._left:
            self._show()
        else:
            self._keep()

    def _keep(self) -> None:
        chosen = self.chosen
        goal = None
        if chosen.exam is not None and chosen.day is not None and chosen.minutes is not None:
            goal = Goal(chosen.exam, chosen.day, chosen.minutes)
        self.app.keep_settings(goal)
        self.dismiss()

    def action_skip(self) -> None:
        """Choose the day after all; or leave the goal for later, which is not asked again by itself."""
        if self._types:
            self._remark = ""
            self._show()
            return
        self.app.keep_settings(None)
        self.dismiss()


LANGS = {Lang.JA: "日本語", Lang.EN: "English", Lang.BOTH: "日本語 + English"}


def _language(_today: date) -> Step:
    return Step(
        Text("言語 / Language", "言語 / Language"),
        tuple(Text(name, name) for name in LANGS.values()),
        lambda chosen, n: msgspec.structs.replace(chosen, lang=list(LANGS)[n]),
    )


def _exam(_today: date) -> Step:
    return Step(
        Text("どの試験を目指すか", "Which exam is it for?"),
        (
            Text("E資格（エンジニア）", "E資格 (engineers)"),
            Text("G検定（ジェネラリスト）", "G検定 (generalists)"),
        ),
        lambda chosen, n: msgspec.structs.replace(chosen, exam=list(Exam)[n]),
    )


def _day(today: date) -> Step:
    days = [today + timedelta(weeks=weeks) for weeks in WEEKS]
    named = tuple(
        Text(f"{weeks}週間後（{day}）", f"in {weeks} weeks ({day})")
        for weeks, day in zip(WEEKS, days, strict=True)
    )
    return Step(
        Text("試験はいつか（あとで変えられる）", "When is it? (It can be changed later.)"),
        (*named, Text("日付を入力する（例: 2027-02-20）", "type the date (such as 2027-02-20)")),
        lambda chosen, n: msgspec.structs.replace(chosen, day=days[n]),
    )


def _minutes(_today: date) -> Step:
    return Step(
        Text("1日に何分学べるか", "How many minutes a day?"),
        tuple(Text(f"{minutes}分", f"{minutes} minutes") for minutes in MINUTES),
        lambda chosen, n: msgspec.structs.replace(chosen, minutes=MINUTES[n]),
    )
