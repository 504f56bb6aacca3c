"""HOME: how far the exam is, what is due, what to do next; one key each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from rich.text import Text as Rich
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.worker import get_current_worker

from examprep.aim import current_goal
from examprep.charts import days_line
from examprep.core import announcements
from examprep.core.day import StudyDay, date_of
from examprep.core.item import Text
from examprep.core.library import Filter
from examprep.core.remarks import left_out_words
from examprep.core.settings import Goal
from examprep.core.syllabus import Exam
from examprep.drill import choose_next, fetch_progress
from examprep.errors import ExamprepError
from examprep.insight import Ahead, Overview, overview
from examprep.lull import why_nothing
from examprep.mock import find_unfinished
from examprep.pages import EXAM_NAMES, withheld_words
from examprep.parting import parting_words
from examprep.render import FAINT, HEADING, LABEL, say, wrapped
from examprep.store.store import Store
from examprep.study import Wish, begin_study, limits_of, open_progress
from examprep.tui.colours import THEME_NAMES
from examprep.tui.keyline import KeyLine
from examprep.tui.screens import sheets
from examprep.tui.screens.drills import DrillsScreen
from examprep.tui.screens.entry import open_exam
from examprep.tui.screens.quiz import QuizScreen
from examprep.tui.screens.setup import SetupScreen
from examprep.tui.screens.stats import StatsScreen
from examprep.tui.stage import Stage
from examprep.tui.widgets import Page, typed_word

if TYPE_CHECKING:
    from examprep.tui.front import HomeApp


class Glance(msgspec.Struct, frozen=True):
    """What HOME shows."""

    whole: Overview
    drill: Text | None
    """The program to write next."""
    left_out: tuple[Text, ...] = ()
    """Drills that cannot be read."""
    under_way: tuple[Text, ...] = ()
    """Mock exams whose clock runs."""


class HomeScreen(Stage[None]):
    """Where every day begins."""

    app: HomeApp

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c,ctrl+d", "leave", show=False, priority=True)
    ]

    def __init__(self) -> None:
        super().__init__()
        self.glance: Glance | None = None
        self.ahead: Ahead | None = None
        self.fault: str | None = None
        """Why there is nothing to show."""
        self._remark: Text | None = None

    def compose(self) -> ComposeResult:
        """Build the screen, top to bottom."""
        with VerticalScroll(id="body", can_focus=False):
            yield Page(self._lines, id="home")
        yield Page(self._remark_lines, id="remark")
        yield KeyLine(lambda: self._say(_KEYS))

    def on_mount(self) -> None:
        """Ask what a first start asks; else look at the progress at once."""
        if self.app.is_first_run:
            self.app.push_screen(SetupScreen(asks_lang=True), lambda _: self.reload())
        else:
            self.reload()

    def reload(self) -> None:
        """Look at the progress anew, first at what is due, then at what to expect on the day."""
        self.glance = self.ahead = self.fault = None
        self.redraw()
        self.run_worker(self._look, thread=True, exclusive=True)

    def redraw(self) -> None:
        """Show everything anew, in the language of now."""
        for page in self.query(Page):
            page.again()

    def note(self, text: Text | None) -> None:
        """Say something, until the next key."""
        self._remark = text
        self.redraw()

    # --- what is shown

    def _look(self) -> None:
        """Fetch what there is to show; runs beside the screen, on a connection of its own."""
        worker = get_current_worker()

        def tell(show: Callable[[Any], None], found: object) -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(show, found)

        try:
            tell(self._looked, self._fetch_glance())
            tell(self._foreseen, sheets.fetch_ahead(self.app.env, self.app.fetch_library()))
        except ExamprepError as error:
            tell(self._missed, error)

    def _fetch_glance(self) -> Glance:
        env, library = self.app.env, self.app.fetch_library()
        goal = current_goal(env)
        unread: list[ExamprepError] = []
        with Store.reading(env.paths.progress) as store:
            whole = overview(env, store, library, tell=unread.append)
            rows, memories = fetch_progress(env, store, library), store.fetch_memories()
            exam = goal.exam if goal else None
            found = choose_next(rows, memories, env.now().day, store.model(), exam)
            begun = [mock for each in Exam if (mock := find_unfinished(env, library, store, each))]
        left_out = tuple(map(left_out_words, unread))
        under_way = tuple(
            announcements.going_on(EXAM_NAMES[mock.form.exam], mock.left)
            for mock in begun
            if not mock.is_over
        )
        if found is None:
            return Glance(whole, None, left_out, under_way)
        id, title = found.problem.id, found.problem.title
        return Glance(whole, Text(f"{id}  {title.ja}", f"{id}  {title.en}"), left_out, under_way)

    def _looked(self, glance: Glance) -> None:
        self.glance = glance
        self.redraw()

    def _missed(self, error: ExamprepError) -> None:
        self.fault = self._say(Text(error.ja, str(error)))
        self.redraw()

    def _foreseen(self, found: Ahead | None) -> None:
        self.ahead = found
        self.redraw()

    def _lines(self, columns: int) -> Iterator[Rich]:
        env = self.app.env
        today = env.now().day
        yield Rich.assemble(("examprep", HEADING), f"  {date_of(today)}")
        yield Rich()
        goal = current_goal(env)
        words = _goal_words(goal, env.settings.goal, today)
        yield from wrapped(Rich(self._say(words), LABEL), columns)
        if goal is not None and self.fault is None:
            for words in self._outlook(goal):
                yield from wrapped(Rich(self._say(words)), columns)
        yield Rich()
        if self.fault is not None:
            yield from wrapped(Rich(self.fault), columns)
            return
        if self.glance is None:
            yield Rich(self._say(Text("読み込み中 ...", "loading ...")), style=FAINT)
            return
        for line in _standing_lines(self.glance):
            yield from wrapped(Rich(self._say(line)), columns)
        yield from days_line(self.glance.whole.weeks, self.app.lang, columns)
        for words in self.glance.left_out:
            yield from wrapped(Rich(self._say(words), FAINT), columns)

    def _outlook(self, goal: Goal) -> Iterator[Text]:
        """Yield today's share, and the score exactly where `readiness` tells it."""
        if self.ahead is None:
            yield Text("今日の分と見込みの得点を計算中 ...", "reckoning today's share and the score ...")
            return
        ahead, found = self.ahead, self.ahead.forecast
        yield Text(
            f"今日 {found.minutes_today:.0f}/{goal.minutes}分  解答 {found.answered_today}",
            f"today {found.minutes_today:.0f} of {goal.minutes} min  answered {found.answered_today}",
        )
        kept = next(promise for promise in found.promises if promise.minutes == goal.minutes)
        score, promised = ahead.today.score, ahead.expect(kept)
        if score is None or promised is None:
            yield withheld_words(ahead.today)
            return
        between = f"{score.low:.0%}-{score.high:.0%}"
        yield Text(
            f"見込みの得点 今日なら {score.mean:.0%}（{between}）",
            f"score to expect today {score.mean:.0%} ({between})",
        )
        yield Text(
            f"計画どおりなら試験日に {promised:.0%}（記憶のモデルの見積り）",
            f"on the day, if you keep to the plan, {promised:.0%} (by the memory model)",
        )

    def _remark_lines(self, columns: int) -> Iterator[Rich]:
        if self._remark is not None:
            yield from wrapped(Rich(self._say(self._remark)), columns)

    def _say(self, text: Text) -> str:
        return say(text.ja, text.en, self.app.lang)

    # --- keys

    def on_key(self, event: events.Key) -> None:
        """Do what a key stands for."""
        word = typed_word(event)
        acts = {
            "q": lambda: self._begin("quiz"),
            "c": lambda: self._begin("cards"),
            "e": self._exam,
            "p": self._plan,
            "d": lambda: self.app.push_screen(DrillsScreen(), lambda _: self.reload()),
            "s": lambda: self.app.push_screen(StatsScreen()),
            "l": self._change_lang,
            "t": self._change_theme,
            "?": lambda: self.app.push_screen(sheets.help_sheet()),
            "x": self.action_leave,
        }
        if word in acts:
            event.stop()
            self.note(None)
            acts[word]()

    def _begin(self, mode: str) -> None:
        """Begin or resume a session, once the screen says so: with a goal that takes a moment."""
        self.note(Text("準備中 ...", "one moment ..."))
        self.call_after_refresh(self._sit_down, mode)

    def _sit_down(self, mode: str) -> None:
        if not self.is_active:  # the key was pressed twice
            return
        env, library, lang = self.app.env, self.app.fetch_library(), self.app.lang
        wish = Wish(mode, Filter(cards=mode == "cards"), limits_of(env.settings.questions))
        try:
            store = open_progress(env)
        except ExamprepError as error:
            self.note(Text(error.ja, str(error)))
            return
        try:
            study, resumed = begin_study(env, library, store, wish, lang)
        except ExamprepError as error:
            store.close()
            self.note(Text(error.ja, str(error)))
            return
        if not study.left:
            self.note(_typed_elsewhere(why_nothing(env, store, library, wish)))
            store.close()
            return
        self.note(None)
        quiz = QuizScreen(env, study, lang, resumed=resumed)
        self.app.push_screen(quiz, lambda _: self._part(store, mode))

    def _part(self, store: Store, mode: str) -> None:
        """Close the progress file, having said what there is to say."""
        library = self.app.fetch_library()
        self.note(None)
        try:
            with store:
                for words in parting_words(self.app.env, store, library, mode, at_home=True):
                    self.note(words)
        except ExamprepError as error:
            self.note(Text(error.ja, str(error)))
        self.reload()

    def _exam(self) -> None:
        try:
            open_exam(self.app, self._back)
        except ExamprepError as error:
            self.note(Text(error.ja, str(error)))

    def _back(self, remark: Text | None) -> None:
        self.note(remark)
        self.reload()

    def _plan(self) -> None:
        if current_goal(self.app.env) is None:
            self.app.push_screen(SetupScreen(asks_lang=False), lambda _: self.reload())
        else:
            self.app.push_screen(sheets.plan_sheet(self.app.env))

    def _change_lang(self) -> None:
        self.app.change_lang()
        self.redraw()

    def _change_theme(self) -> None:
        name = THEME_NAMES[self.app.change_theme()]
        self.note(Text(f"配色: {name.ja}。次は t。", f"Colours: {name.en}. t for the next."))

    def action_leave(self) -> None:
        """Leave the app."""
        self.app.exit()


def _typed_elsewhere(words: Text) -> Text:
    """Say where a command is typed: not on HOME."""
    if "examprep " not in words.ja:
        return words
    return Text(
        f"{words.ja}（コマンドは x で終了してから打つ）", f"{words.en} (leave with x to type a command)"
    )


def _goal_words(goal: Goal | None, known: Goal | None, today: StudyDay) -> Text:
    if goal is not None:
        name, left = EXAM_NAMES[goal.exam], goal.days_left(today)
        return Text(f"{name} {goal.date}まであと{left}日", f"{name} on {goal.date}: {left} days left")
    if known is not None:
        return Text(
            f"目標の日（{known.date}）は過ぎた。p で次を決める。",
            f"The day of your goal ({known.date}) has come; p sets the next.",
        )
    return Text("目標はまだない。p で試験と日付を決める。", "No goal yet: p sets an exam and its date.")


def _standing_lines(glance: Glance) -> Iterable[Text]:
    whole, drills = glance.whole.whole, glance.whole.drills
    yield from glance.under_way
    if not whole.is_begun:
        yield Text(
            "まだ何も答えていない。q で最初の問題を始める。",
            "Nothing answered yet: q begins the first questions.",
        )
    else:
        yield Text(
            f"復習 問題 {whole.due}  カード {whole.due_cards}  演習 {drills.due}",
            f"due: questions {whole.due}  cards {whole.due_cards}  drills {drills.due}",
        )
        missed = (f"（休み {whole.freezes}日）", f" (missed {whole.freezes})") if whole.freezes else ("", "")
        plural = "" if whole.streak == 1 else "s"
        yield Text(
            f"連続 {whole.streak}日{missed[0]}  解答の合計 {whole.answered}  演習の採点 {whole.graded}",
            f"streak {whole.streak} day{plural}{missed[1]}  answered in all {whole.answered}  "
            f"drills graded {whole.graded}",
        )
    if glance.drill is not None:
        yield Text(f"次の演習 {glance.drill.ja}", f"next drill {glance.drill.en}")


_KEYS = Text(
    "q 出題  c カード  e 模試  p 計画  d 演習の一覧  s 成績  l 言語  ? ヘルプ  x 終了",
    "q quiz  c cards  e exam  p plan  d drills  s stats  l language  ? help  x leave",
)
