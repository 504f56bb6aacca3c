"""How a mock exam went, on a screen: the score by area, then each mistake explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.text import Text as Rich
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from examprep.core.item import Lang, Text
from examprep.env import Env
from examprep.loader.cache import load_blueprint
from examprep.mock import Mock
from examprep.render import HEADING, LABEL, wrapped
from examprep.scored import Mistake, mistake_lines, mistakes_of, score_page
from examprep.tui.asking import AskingScreen
from examprep.tui.widgets import Page


class ResultScreen(AskingScreen[None]):
    """The result of one mock: page 0 is the score, each other one a mistake."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
    ]

    def __init__(self, env: Env, mock: Mock, lang: Lang, remark: Text | None = None) -> None:
        super().__init__(env, lang, remark)
        self.mock = mock
        self.mistakes = mistakes_of(mock)
        self.blueprint = load_blueprint(env.paths.content, env.paths.cache, mock.form.exam)
        self.page = 0

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        yield Page(self._heading_lines, id="heading")
        yield self.pane
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Show the score."""
        self.pane.clear()
        self._show()

    def _show(self) -> None:
        self.pane.tell(self._lines)
        self.pane.body.to_top()
        self.find("heading").again()
        self.refresh_foot()

    def _heading_lines(self, columns: int) -> Iterator[Rich]:
        name, count = self.say(self.blueprint.title), len(self.mistakes)
        words = Text(f"{name}  結果", f"{name}  result")
        if self.page:
            words = Text(f"{name}  解説 {self.page}/{count}", f"{name}  explained {self.page} of {count}")
        yield from wrapped(Rich(self.say(words), style=HEADING), columns)

    def _lines(self, columns: int) -> Iterator[Rich]:
        if self.page:
            yield from mistake_lines(self.mock, self.mistakes[self.page - 1], self.lang, columns)
            return
        yield Rich()
        yield from score_page(self.mock, self.blueprint, self.lang, columns)
        yield Rich()
        yield from wrapped(Rich(self.say(to_explain(self.mistakes)), style=LABEL), columns)

    def keys(self) -> Text:
        """Return which keys there are now."""
        if self.page == len(self.mistakes):
            return _LAST if self.page else _ONLY
        return _NEXT if self.page else _FIRST

    def enter(self) -> None:
        """Go to the next mistake; after the last, leave."""
        if self.page == len(self.mistakes):
            self.action_leave()
        else:
            self.action_turn(1)

    def press(self, word: str) -> None:
        """Turn the page, or leave."""
        match word:
            case "n":
                self.action_turn(1)
            case "p":
                self.action_turn(-1)
            case "q" | "x":
                self.action_leave()

    def action_turn(self, by: int) -> None:
        """Go to another page, where there is one."""
        if 0 <= self.page + by <= len(self.mistakes):
            self.page += by
            self.remark = None
            self._show()


def to_explain(mistakes: Sequence[Mistake]) -> Text:
    """Say how many questions are explained: those answered wrongly, and those not answered."""
    if not mistakes:
        return Text("どの問題にも正しく答えた。", "Every answer was right.")
    still_open = sum(mistake.outcome is None for mistake in mistakes)
    wrong = len(mistakes) - still_open
    plural = "s" * (wrong != 1)
    told = [(wrong, "誤答", f"mistake{plural}"), (still_open, "無解答", "not answered")]
    ja = "、".join(f"{name} {count}問" for count, name, _ in told if count)
    en = " and ".join(f"{count} {name}" for count, _, name in told if count)
    return Text(f"{ja}を1問ずつ見る: Enter", f"{en}, one by one: Enter")


_FIRST = Text(
    "Enter 解説へ  Space スクロール  q 終わる", "Enter to the explanations  Space to scroll  q leave"
)
_ONLY = Text("Enter 終わる  Space スクロール", "Enter to leave  Space to scroll")
_NEXT = Text("Enter 次へ  p 前へ  Space スクロール  q 終わる", "Enter next  p back  Space to scroll  q leave")
_LAST = Text("Enter 終わる  p 前へ  Space スクロール", "Enter to leave  p back  Space to scroll")
