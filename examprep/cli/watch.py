"""`examprep grade --watch`: grade at every save, with a key for what else one wants."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from examprep.cli.drill import drill_groups, hint_of, list_groups, next_of
from examprep.cli.grade import show_report
from examprep.cli.keyboard import keyboard
from examprep.cli.screen import Screen
from examprep.core.item import Lang, Text
from examprep.core.problem import Folder, framework_of
from examprep.core.verdict import Report
from examprep.drill import leave_out
from examprep.env import Env
from examprep.grader.judge import Grader, refused
from examprep.grader.submission import UnreadableError, read_submission
from examprep.workbench import Stamp, is_turn, keep_attempt, stamp_of

KEYS = Text(
    "保存すると採点する  h ヒント  n 次の演習  l 一覧  r 最初に戻す  q 終了",
    "Graded at every save  h hint  n next drill  l list  r reset  q quit",
)


def watch_file(env: Env, folder: Folder, path: Path, lang: Lang, *, record: bool) -> None:
    """Grade a file now and at every save, until `q` or the end of the input."""
    with Grader() as grader, keyboard() as key:
        _Watch(env, folder, path, Screen(lang), grader, record=record).run(key)


class _Watch:
    """One problem under the learner's hands."""

    def __init__(
        self, env: Env, folder: Folder, path: Path, screen: Screen, grader: Grader, *, record: bool
    ) -> None:
        self.env = env
        self.folder = folder
        self.path = path
        self.screen = screen
        self.grader = grader
        self.record = record
        self.hints = 0
        self.recorded: bool | None = None
        self.source = ""

    def run(self, key: Callable[[], str | None]) -> None:
        """Grade and obey keys until `q`."""
        seen: Stamp | None = None
        while True:
            now = stamp_of(self.path)
            if now != seen and now is not None:
                self._grade()
                seen = now
            pressed = key()
            if pressed is None or pressed == "q":
                return
            if pressed:
                self._obey(pressed)

    def _grade(self) -> None:
        seed = self.env.seed()
        try:
            self.source = read_submission(self.path)
        except UnreadableError as error:
            report = refused(self.folder, str(error), seed=seed)
        except OSError:
            return  # an editor is replacing the file: the next look sees it
        else:
            report = self.grader.grade(self.folder, self.source, seed=seed)
        show_report(report, self.folder, self.screen.lang)
        self._keep(report)
        self.screen.faint(KEYS)

    def _keep(self, report: Report) -> None:
        """Count a change of fortune as an attempt, not every save on the way."""
        if self.record and is_turn(report, self.recorded):
            keep_attempt(self.env, self.folder, report)
            self.recorded = report.passed

    def _obey(self, pressed: str) -> None:
        match pressed:
            case "h":
                self.hints = min(self.hints + 1, len(self.folder.problem.hints))
                hint_of(self.folder.problem, self.hints, self.screen)
            case "n":
                next_of(self.env, None, self.screen, leave_out)
            case "l":
                groups = drill_groups(self.env, None, None, leave_out)
                list_groups(groups, self.env.now().day, self.screen)
            case "r":
                self._reset()
            case _:
                self.screen.faint(KEYS)

    def _reset(self) -> None:
        """Put the starter back; what was written stays beside it."""
        kept = self.path.with_suffix(".bak.py")
        is_there = self.path.exists()
        if is_there:
            shutil.copyfile(self.path, kept)
        framework = framework_of(self.source, self.folder.problem.frameworks)
        starter = self.folder.starters.get(framework) or next(iter(self.folder.starters.values()))
        self.path.write_text(starter, encoding="utf-8")
        ja, en = (
            (f"書いたものは {kept.name} にある。", f"; your work is in {kept.name}") if is_there else ("", "")
        )
        self.screen.say(f"最初に戻した。{ja}", f"Reset{en}.")
