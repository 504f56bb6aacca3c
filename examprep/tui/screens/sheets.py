"""Sheets to read and scroll: the plan, the statistics, the drills, the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.console import Group, RenderableType
from rich.text import Text as Rich
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static
from textual.worker import get_current_worker

from examprep.core.item import Lang, Text
from examprep.core.library import Library
from examprep.env import Env
from examprep.errors import ExamprepError
from examprep.insight import Ahead, look_ahead
from examprep.pages import plan_page
from examprep.render import FAINT, WIDEST, say, text_lines, wrapped
from examprep.store.store import Store
from examprep.tui.keyline import KeyLine
from examprep.tui.stage import Stage
from examprep.tui.widgets import typed_word

if TYPE_CHECKING:
    from examprep.tui.front import HomeApp

Parts = Callable[[Lang, int], Iterable[RenderableType]]
"""What a sheet shows, in a language and so many columns."""


class Sheet(Stage[str]):
    """Something to read; any key in `keys` ends it, and is its result."""

    app: HomeApp

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c,ctrl+d,q,x,enter", "leave", show=False, priority=True),
        Binding("up", "scroll_body(-1)", show=False),
        Binding("down", "scroll_body(1)", show=False),
        Binding("pageup", "page_body(-1)", show=False),
        Binding("pagedown,space", "page_body(1)", show=False),
    ]

    def __init__(self, fetch: Callable[[Library], Parts]) -> None:
        super().__init__()
        self._fetch = fetch
        self._parts: Parts | None = None

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="sheet", markup=False)
        yield KeyLine(lambda: say(_KEYS.ja, _KEYS.en, self.app.lang))

    def on_mount(self) -> None:
        """Fetch what there is to read, beside the screen."""
        self._show()
        self.run_worker(self._load, thread=True)

    def on_resize(self) -> None:
        """Wrap everything anew."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Leave by a full-width key, too."""
        if typed_word(event) in ("q", "x"):
            event.stop()
            self.action_leave()

    def _load(self) -> None:
        worker = get_current_worker()
        parts: Parts
        try:
            parts = self._fetch(self.app.fetch_library())
        except ExamprepError as error:
            message = say(error.ja, str(error), self.app.lang)
            parts = lambda _lang, columns: wrapped(Rich(message), columns)  # noqa: E731
        if not worker.is_cancelled:
            self.app.call_from_thread(self._fetched, parts)

    def _fetched(self, parts: Parts) -> None:
        self._parts = parts
        self._show()

    def _show(self) -> None:
        lang, columns = self.app.lang, max(min(self.size.width - 1, WIDEST), 20)
        if self._parts is None:
            loading = Rich(say("読み込み中 ...", "loading ...", lang), style=FAINT)
            self.query_one("#sheet", Static).update(loading)
        else:
            self.query_one("#sheet", Static).update(Group(*self._parts(lang, columns)))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss("")

    def action_scroll_body(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#body").scroll_relative(y=lines, animate=False)

    def action_page_body(self, pages: int) -> None:
        """Scroll by almost a screen."""
        body = self.query_one("#body")
        body.scroll_relative(y=pages * max(body.size.height - 1, 1), animate=False)


def fetch_ahead(env: Env, library: Library) -> Ahead | None:
    """Return what the goal looks like today; `None` without one."""
    with Store.reading(env.paths.progress) as store:
        return look_ahead(env, store, library)


def plan_sheet(env: Env) -> Sheet:
    """Return the goal and what to expect of it."""

    def fetch(library: Library) -> Parts:
        found = fetch_ahead(env, library)
        return lambda lang, columns: plan_page(found, lang, columns) if found else ()

    return Sheet(fetch)


def help_sheet() -> Sheet:
    """Return what every key does."""
    return Sheet(lambda _library: lambda lang, columns: text_lines(_HELP, _one(lang), columns))


def _one(lang: Lang) -> Lang:
    """Return the language of the program's own words."""
    return Lang.EN if lang is Lang.EN else Lang.JA


_KEYS = Text("q 戻る  Space・PageUp スクロール", "q back  Space, PageUp to scroll")
_HELP = Text(
    ja="""**ホーム**

- `q` 出題。今日の分を、続きがあれば続きから。
- `c` カード。表を見て思い出し、裏を見て 1〜4 で評価する。
- `e` 模擬試験。全体、半分、10問から選ぶ。途中のものは続きから。
- `p` 試験の日と、その日の見込みの得点。目標がなければ決める。
- `d` 演習の一覧。 `s` 成績。 `l` 言語（日本語、英語、両方）。 `x` 終了。
- `t` 配色。端末の色、暗い背景、明るい背景。

**問題**

- 番号のキーかクリックで選ぶ。全角でもよい。複数選択は番号で選んで Enter。
- 数値・語・順序は入力して Enter。
- `?` わからない。 `u` 取り消し。 `h` `e` 直前の正解を「難しい」「簡単」に。
- `f` 疑わしい問題に印。 `s` もう出さない。 `b` 今日は出さない。 `t` 用語の英語。 `o` エディタで直す。
- 語を入力する問題では `:u` のようにコロンを付けるとコマンドになる。
- `q` または Esc で終わる。答えはその都度記録されている。

**模試**

- `n` 次へ。 `p` 前へ。 `m` 自信なしの印。 `l` 後での印。 `g` 番号へ。 `r` 見直し。 `x` 提出。 `q` 中断。

**演習**

- 文字で絞り込み、上下キーと Enter、またはクリックで開く。
- Enter は次にすること：ひな形を置く、書く（`$VISUAL` か `$EDITOR`）、採点する、一覧に戻る。
- `g` 採点。 `w` 保存のたびに採点。 `h` ヒント。 `s` 解答例（合格後、または3回失敗のあと）。

このほかのコマンド（採点 `examprep grade` など）は `examprep --help` に。""",
    en="""**Home**

- `q` quiz: today's questions, or the rest of them.
- `c` cards: remember the back, turn, rate yourself 1 to 4.
- `e` mock exam: full, half or ten questions; one that is unfinished goes on.
- `p` the day of the exam and the score to expect; sets a goal where there is none.
- `d` drills. `s` statistics. `l` language (Japanese, English, both). `x` leave.
- `t` colours: the terminal's own, dark, light.

**A question**

- Choose by an option's number or a click, in full width, too; among several, choose and press Enter.
- Type values, words and orders, then Enter.
- `?` don't know. `u` undo. `h` `e` the last right answer was hard, was easy.
- `f` flag as doubtful. `s` suspend. `b` bury for today. `t` terms in Japanese. `o` correct it in your editor.
- Where words are typed, a colon makes a command, such as `:u`.
- `q` or Esc leaves; every answer is kept as it is given.

**A mock exam**

- `n` next. `p` back. `m` unsure. `l` later. `g` go to a number. `r` review. `x` hand in. `q` leave.

**A drill**

- Type to narrow the list; the arrow keys and Enter, or a click, open one.
- Enter does what comes next: put a starter, write (`$VISUAL` or `$EDITOR`), grade, go back to the list.
- `g` grade. `w` grade at every save. `h` a hint. `s` a solution (after a pass or three failures).

Other commands (`examprep grade` for drills and more) are in `examprep --help`.""",
)
