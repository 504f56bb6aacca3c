"""The screens as a learner sees them, line by line at 80x24, against the files of data/screens.

After a wanted change: RENEW_SCREENS=1 .venv/bin/pytest -q tests/test_screens.py; then read the difference.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.app import App

from examprep.core.item import Lang
from examprep.core.library import Filter, Library
from examprep.core.syllabus import Exam
from examprep.core.text import width
from examprep.env import Env, Moment, read_env
from examprep.loader.cache import load_library
from examprep.mock import ExamWish
from examprep.seat import admit
from examprep.study import Wish, begin_study, limits_of, open_progress
from examprep.tui.app import ExamApp, SessionApp
from examprep.tui.front import DrillsApp, HomeApp

pytestmark = pytest.mark.end  # the app, drawn

DATA = Path(__file__).with_name("data")
SEED = 5
Shots = Sequence[tuple[str, Sequence[str]]]
"""Names of screens, and the keys that lead to each from the one before."""


class Standstill(Env, frozen=True):
    """A machine on which it is always the same moment."""

    def now(self) -> Moment:
        return Moment(datetime(2026, 11, 21, 3, 0, tzinfo=UTC), timedelta(hours=9))

    def stopwatch(self) -> float:
        return 0.0

    def seed(self) -> int:
        return SEED

    def entropy(self) -> bytes:
        return bytes(16)


@pytest.fixture
def env(tmp_path: Path, cache: Path) -> Env:
    """Return a home with one drill."""
    paths = read_env({"EXAMPREP_HOME": str(tmp_path / "home")}).paths
    problems = tmp_path / "problems"
    shutil.copytree(paths.problems / "softmax", problems / "softmax")
    return Standstill(replace(paths, problems=problems, cache=cache))


def compare(app: App[None], shots: Shots) -> None:
    """Go from screen to screen, and compare each with the one that is kept."""

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            for name, keys in shots:
                await pilot.press(*keys)
                await app.workers.wait_for_complete()
                await pilot.pause()
                check(name, [strip.text.rstrip() for strip in app.screen._compositor.render_strips()])

    asyncio.run(run())


def check(name: str, lines: list[str]) -> None:
    """Compare a screen with the one that is kept; keep it where that is asked."""
    assert all(width(line) <= 80 for line in lines)
    shown, kept = "\n".join(lines).rstrip() + "\n", DATA / "screens" / f"{name}.txt"
    if os.environ.get("RENEW_SCREENS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(shown, encoding="utf-8")
    assert shown == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "lang", "keys"),
    [
        ("choice", Lang.JA, ["?"]),
        ("choice", Lang.BOTH, []),
        ("multi", Lang.JA, ["1"]),
        ("number", Lang.EN, [*"-0.5", "enter"]),
        ("cloze", Lang.JA, []),
        ("code", Lang.JA, []),
        ("order", Lang.JA, []),
        ("match", Lang.EN, []),
        ("recall", Lang.JA, ["enter"]),
    ],
)
def test_every_kind_of_question_looks_as_it_did(
    env: Env, tmp_path: Path, kind: str, lang: Lang, keys: list[str]
) -> None:
    library = load_library(DATA / "good", tmp_path / "cache")  # the smallest bank, that stays as it is
    wanted = Filter(cards=True) if kind == "recall" else Filter(kind=kind)
    with open_progress(env) as store:
        wish = Wish("cards" if wanted.cards else "quiz", wanted, limits_of(1, 1), SEED)
        study, _ = begin_study(env, library, store, wish, lang)
        shots: Shots = [(f"{kind}-{lang.value}", [])]
        compare(
            SessionApp(env, study, lang, resumed=False),
            [*shots, (f"{kind}-{lang.value}-then", keys)] if keys else shots,
        )


def test_home_and_what_opens_from_it_look_as_they_did(
    env: Env, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HomeApp, "fetch_library", lambda _: library)
    env.paths.config.parent.mkdir(parents=True)
    env.paths.config.write_text('lang = "ja"\n', encoding="utf-8")

    compare(HomeApp(env), [("home", []), ("help", ["?"]), ("stats", ["q", "s"]), ("setup", ["q", "p"])])


def test_the_drills_look_as_they_did(env: Env, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DrillsApp, "fetch_library", lambda _: library)
    monkeypatch.chdir("/")  # where a learner's file would be is shown

    compare(DrillsApp(env), [("drills", []), ("drill", ["enter"])])


def test_what_is_around_the_questions_of_an_exam_looks_as_it_did(env: Env, library: Library) -> None:
    with open_progress(env) as store:
        admission = admit(env, library, store, ExamWish(Exam.E, questions=10, seed=SEED), Lang.JA)
        compare(
            ExamApp(env, admission, Lang.JA),
            [
                ("exam-grid", ["m", "right", "l", "g", "7"]),
                ("exam-hand-in", ["escape", "x"]),
                ("exam-leave", ["escape", "escape"]),
            ],
        )
