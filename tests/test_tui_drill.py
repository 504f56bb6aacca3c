"""Drills in the app: chosen, written in an editor, graded beside the screen, solved; and what is kept."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from examprep.core.item import Text
from examprep.core.library import Library
from examprep.core.problem import Folder, ProblemId
from examprep.core.text import width
from examprep.core.verdict import CaseResult, Report, Verdict
from examprep.env import Env, read_env
from examprep.loader.problems import load_folder
from examprep.store.store import Store
from examprep.tui.front import DrillsApp
from examprep.tui.keyline import KeyLine
from examprep.tui.rows import Rows
from examprep.tui.screens.drill import DrillScreen
from examprep.tui.screens.drills import DrillsScreen
from examprep.tui.widgets import Line, Page
from examprep.workbench import Bench, Step, StoppedError

pytestmark = pytest.mark.end  # the app, driven key by key

Script = Callable[[Pilot[None], DrillsApp], Awaitable[None]]
SHIPPED = read_env({}).paths.problems
SOFTMAX = SHIPPED / "softmax"
RIGHT = (SOFTMAX / "right" / "plain.py").read_text(encoding="utf-8")
WRONG = "def softmax(x):\n    return x\n"


class Judge:
    """Says at once that a program is right or wrong, or waits to be stopped."""

    waits = False

    def __init__(self, _folders: object) -> None:
        self._stopped = threading.Event()

    def grade(self, folder: Folder, source: str, seed: int) -> Report:
        if self.waits:
            self._stopped.wait(30)
            raise StoppedError
        verdict = Verdict.PASS if source == RIGHT else Verdict.NONFINITE
        slip = None if verdict is Verdict.PASS else "no-shift"
        message = Text("理由はこれ", "this is the reason")
        return Report(
            problem=folder.problem.id,
            verdict=verdict,
            message=message,
            seed=seed,
            isolation="full",
            slip=slip,
            cases=(CaseResult("one", verdict, 0.0),),
        )

    def stop(self) -> None:
        self._stopped.set()

    def close(self) -> None:
        self.stop()


@pytest.fixture
def env(tmp_path: Path, cache: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> Env:
    """Return a home with two drills, a folder to work in, and a judge that needs no process."""
    monkeypatch.setattr(DrillsApp, "fetch_library", lambda _: library)
    monkeypatch.setattr("examprep.tui.grading.Bench", Judge)
    monkeypatch.setattr(DrillsApp, "suspend", lambda _: contextlib.nullcontext())
    problems, work = tmp_path / "problems", tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for id in ("softmax", "iou"):
        shutil.copytree(SHIPPED / id, problems / id)
    found = read_env({"EXAMPREP_HOME": str(tmp_path / "home")})
    return replace(found, paths=replace(found.paths, cache=cache, problems=problems))


def editor_that_writes(tmp_path: Path, program: str) -> str:
    """Return an editor that leaves a program in any file."""
    (tmp_path / "program").write_text(program, encoding="utf-8")
    script = tmp_path / "editor"
    script.write_text(f'#!/bin/sh\ncp "{tmp_path / "program"}" "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    return str(script)


def open_drills(env: Env, script: Script, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        app = DrillsApp(env)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await script(pilot, app)

    asyncio.run(run())


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def open_softmax(pilot: Pilot[None], app: DrillsApp) -> DrillScreen:
    app.screen.query_one(Line).value = "softmax"
    await pilot.pause()
    await pilot.press("enter")
    await settled(pilot)
    assert isinstance(app.screen, DrillScreen)
    return app.screen


def text(app: DrillsApp, id: str) -> str:
    return app.screen.query_one(f"#{id}", Page).text


def rows_text(app: DrillsApp) -> str:
    return app.screen.query_one(Rows).render().plain


def kept(env: Env) -> list[tuple[str, int]]:
    with Store.reading(env.paths.progress) as store:
        assert store.verify() == []
        return [(fact.item, fact.rating) for _, fact in store.fetch_reviews()]


# --- the list


def test_typing_narrows_the_list_in_full_width_too_and_escape_clears_it(env: Env) -> None:
    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        assert text(app, "heading") == "演習  合格 0/2  復習 0"
        assert "iou" in rows_text(app)

        await pilot.press(*"ｓoft")
        assert "iou" not in rows_text(app)
        assert "> L1 softmax" in rows_text(app)

        await pilot.press("z")
        assert rows_text(app) == ""
        assert text(app, "remark") == "どれにも当てはまらない。Esc で消す。"

        await pilot.press("escape")
        assert "iou" in rows_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, DrillsScreen)

    open_drills(env, script)


def test_arrow_keys_and_clicks_choose_and_a_second_click_opens(env: Env) -> None:
    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        rows = app.screen.query_one(Rows)
        assert rows.chosen == "softmax"  # to be written next: it is easier
        await pilot.press("up")
        assert rows.chosen == "iou"
        await pilot.press("down", "down")
        assert rows.chosen == "softmax"

        line = next(n for n, line in enumerate(rows_text(app).splitlines()) if " iou " in line)
        await pilot.click(Rows, offset=(5, line))
        assert rows.chosen == "iou"
        await pilot.click(Rows, offset=(5, line))
        await settled(pilot)
        assert isinstance(app.screen, DrillScreen)
        assert app.screen.problem_id == "iou"

    open_drills(env, script)


# --- one drill


def test_enter_alone_leads_from_the_statement_to_a_pass(env: Env, tmp_path: Path) -> None:
    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        drill = await open_softmax(pilot, app)
        assert "安定なsoftmax" in text(app, "statement")
        assert f"書くファイル:{tmp_path / 'work' / 'softmax.py'}（まだない）" in unwrapped(app, "statement")
        assert drill.step is Step.BEGIN

        await pilot.press("enter")
        assert (tmp_path / "work" / "softmax.md").read_text(encoding="utf-8").startswith("# 安定なsoftmax")
        assert text(app, "remark") == "保存した。Enter で採点する。"
        assert text(app, "keys").startswith("Enter 採点する")

        await pilot.press("enter")
        await settled(pilot)
        assert "合格 1/1" in text(app, "said")
        assert "解説" in text(app, "said")
        assert text(app, "keys").startswith("Enter 一覧に戻る")

        await pilot.press("enter")
        await settled(pilot)
        assert text(app, "heading") == "演習  合格 1/2  復習 0"

    open_drills(replace(env, editor=editor_that_writes(tmp_path, RIGHT)), script)
    assert kept(env) == [("softmax/drill", 3)]


def unwrapped(app: DrillsApp, id: str) -> str:
    return text(app, id).replace("\n", "").replace(" ", "")


def test_a_fault_is_explained_and_three_open_the_solution(env: Env, tmp_path: Path) -> None:
    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        (tmp_path / "work" / "softmax.py").write_text(WRONG, encoding="utf-8")
        drill = await open_softmax(pilot, app)
        for left in (2, 1):
            await pilot.press("ｇ")
            await settled(pilot)
            assert "NaNか無限大" in text(app, "said")
            assert "理由はこれ" in text(app, "said")
            assert drill.step is Step.WRITE
            await pilot.press("s")
            assert text(app, "remark") == f"合格するか、あと{left}回失敗すると見られる。"
            assert text(app, "solution") == ""
        await pilot.press("g")
        await settled(pilot)
        assert "s 解答例" in text(app, "keys")
        await pilot.press("s")
        assert "def softmax" in text(app, "solution")

    open_drills(env, script)
    assert kept(env) == [("softmax/drill", 1)] * 3


def test_the_last_attempt_is_told_with_its_slip_when_a_drill_is_opened_again(
    env: Env, tmp_path: Path
) -> None:
    async def fail(pilot: Pilot[None], app: DrillsApp) -> None:
        (tmp_path / "work" / "softmax.py").write_text(WRONG, encoding="utf-8")
        await open_softmax(pilot, app)
        await pilot.press("g")
        await settled(pilot)

    async def again(pilot: Pilot[None], app: DrillsApp) -> None:
        assert "失敗1" in rows_text(app)
        await open_softmax(pilot, app)
        assert "前回" in text(app, "said")
        assert "最大値を引かずに" in text(app, "said")

    open_drills(env, fail)
    open_drills(env, again)


def test_hints_come_one_by_one(env: Env) -> None:
    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        await open_softmax(pilot, app)
        for level in (1, 2, 3):
            assert text(app, f"hint-{level}") == ""
            await pilot.press("h")
            assert f"ヒント {level}/3" in text(app, f"hint-{level}")
        assert "h ヒント" not in text(app, "keys")

    open_drills(env, script)


def test_work_that_is_there_is_never_begun_anew(env: Env, tmp_path: Path) -> None:
    program = tmp_path / "work" / "softmax.py"

    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        drill = await open_softmax(pilot, app)
        program.write_text(WRONG, encoding="utf-8")
        await pilot.press("t")
        assert drill.step is Step.GRADE

    open_drills(env, script)
    assert program.read_text(encoding="utf-8") == WRONG


def test_without_an_editor_it_says_where_to_write_and_what_to_set(env: Env, tmp_path: Path) -> None:
    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        drill = await open_softmax(pilot, app)
        await pilot.press("enter")
        assert (tmp_path / "work" / "softmax.py").exists()
        assert "EDITOR=nanoexamprep" in unwrapped(app, "remark")
        assert text(app, "keys").startswith("Enter 書く")

        (tmp_path / "work" / "softmax.py").write_text(RIGHT, encoding="utf-8")
        assert drill.step is Step.GRADE

    open_drills(env, script)


def test_keys_are_answered_while_a_program_is_graded_and_escape_gives_up(
    env: Env, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Judge, "waits", True)

    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        (tmp_path / "work" / "softmax.py").write_text(RIGHT, encoding="utf-8")
        drill = await open_softmax(pilot, app)
        await pilot.press("g", "h")
        assert "ヒント 1/3" in text(app, "hint-1")
        assert text(app, "remark").startswith("採点中 ...")
        assert text(app, "keys") == "Esc 採点をやめる"

        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is drill
        assert text(app, "remark") == "採点をやめた。挑戦の回数に数えない。"

    open_drills(env, script)
    assert not env.paths.progress.exists()


def test_watching_grades_saves_and_counts_only_changes_of_fortune(env: Env, tmp_path: Path) -> None:
    program = tmp_path / "work" / "softmax.py"

    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        drill = await open_softmax(pilot, app)
        program.write_text(WRONG, encoding="utf-8")
        await pilot.press("w")
        await settled(pilot)
        for source in (f"{WRONG}\n", f"{WRONG}\n\n", RIGHT):
            program.write_text(source, encoding="utf-8")
            drill._tick()
            await settled(pilot)
        assert "合格 1/1" in text(app, "said")

        await pilot.press("w")
        program.write_text(WRONG, encoding="utf-8")
        drill._tick()
        await settled(pilot)
        assert "合格 1/1" in text(app, "said")

    open_drills(env, script)
    assert kept(env) == [("softmax/drill", 1), ("softmax/drill", 3)]


def test_a_click_on_a_key_presses_it(env: Env) -> None:
    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        await open_softmax(pilot, app)
        line = text(app, "keys").splitlines()[0]
        await pilot.click(KeyLine, offset=(width(line[: line.index("h ヒント")]), 0))
        await pilot.pause()
        assert "ヒント 1/3" in text(app, "hint-1")

    open_drills(env, script)


@pytest.mark.parametrize("lang", ["ja", "en", "both"])
def test_nothing_is_wider_than_a_small_screen(lang: str, env: Env) -> None:
    env.paths.config.parent.mkdir(parents=True)
    env.paths.config.write_text(f'lang = "{lang}"\n', encoding="utf-8")

    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        assert all(width(line) <= 60 for line in rows_text(app).splitlines())
        await open_softmax(pilot, app)
        await pilot.press("h", "h", "h")
        for page in app.screen.query(Page):
            assert all(width(line) <= max(page.size.width, 2) for line in page.text.splitlines())
        await pilot.resize_terminal(200, 60)
        await pilot.pause()
        assert app.screen.query_one("#keys").region.bottom == 60

    open_drills(replace(env), script, size=(60, 20))


# --- the process that grades


@pytest.mark.end
def test_the_bench_grades_stays_warm_and_ends_at_once_when_told() -> None:
    folder = load_folder(SHIPPED, "softmax")
    bench = Bench({folder.problem.id: folder})
    try:
        assert bench.grade(folder, RIGHT, 1).passed
        process = bench._process
        assert process is not None
        wrong = bench.grade(folder, "import numpy as np\ndef softmax(x):\n    return np.exp(x)\n", 1)
        assert wrong.verdict is Verdict.WRONG
        assert bench._process is process

        pid = process.pid
        slow = "def softmax(x):\n    while True: pass\n"
        threading.Timer(0.5, bench.stop).start()
        with pytest.raises(StoppedError):
            bench.grade(folder, slow, 1)
        assert not Path(f"/proc/{pid}").exists()
    finally:
        bench.close()


def test_a_bench_that_cannot_start_tells_why_and_uses_no_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = load_folder(SHIPPED, "softmax")
    monkeypatch.setattr(Bench, "_start", lambda _: (_ for _ in ()).throw(OSError("no")))

    assert Bench({ProblemId("softmax"): folder}).grade(folder, RIGHT, 1).broken


def test_an_editor_that_cannot_start_is_said_before_the_terminal_is_taken_back(
    env: Env, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by: list[BaseException | None] = []

    @contextlib.contextmanager
    def suspend(_app: DrillsApp) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            left_by.append(error)
            raise
        left_by.append(None)

    monkeypatch.setattr(DrillsApp, "suspend", suspend)

    async def script(pilot: Pilot[None], app: DrillsApp) -> None:
        await open_softmax(pilot, app)
        await pilot.press("enter")
        assert "始められない" in text(app, "remark")

    open_drills(replace(env, editor=str(tmp_path / "no-such-editor")), script)
    assert left_by == [None]
