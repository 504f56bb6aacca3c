"""Terms in two languages, and the editor: `t` and `o` in a quiz, on both faces."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from examprep.core.gloss import gloss_of
from examprep.core.item import Choice, Cloze, ItemId, Lang, Option, Recall, Text, TypedBlank
from examprep.core.library import Filter, Library
from examprep.core.remarks import glossed
from examprep.env import Env, read_env
from examprep.study import Wish, begin_study, limits_of, open_progress
from examprep.tui.app import SessionApp
from examprep.tui.screens.quiz import QuizScreen
from examprep.tui.widgets import Page
from tests.conftest import Command


def card(ja: str, en: str = "") -> Recall:
    return Recall(id=ItemId("a/b"), level=1, ask=Text(ja, en), answer=Text("", ""))


def named(item: Recall | Choice | Cloze, library: Library, lang: Lang = Lang.JA) -> list[str]:
    return [term.en if lang is not Lang.EN else term.ja for term in gloss_of(item, library, lang)]


def test_terms_are_named_in_their_order(library: Library) -> None:
    assert named(card("ドロップアウトとデータ拡張"), library) == ["Dropout", "Data augmentation"]
    assert named(card("", "Dropout, and data augmentation"), library, Lang.EN) == [
        "ドロップアウト",
        "データ拡張",
    ]


def test_of_two_terms_one_within_the_other_the_longer_is_meant(library: Library) -> None:
    assert named(card("ロジスティック回帰"), library) == ["Logistic regression"]


@pytest.mark.parametrize("text", ["テンソルフローで", "ハイパーテンソル"])
def test_a_part_of_a_katakana_word_is_no_term(text: str, library: Library) -> None:
    assert "Tensor" in named(card("テンソルで"), library)
    assert "Tensor" not in named(card(text), library)


def test_short_forms_are_left_alone_they_may_mean_something_else(library: Library) -> None:
    assert named(card("MAEとBPR"), library) == []


def test_options_are_read_and_an_answer_still_to_be_typed_is_not(library: Library) -> None:
    why = Text("", "")
    choice = Choice(
        id=ItemId("a/b"), level=1, ask=Text("どれか", "which"),
        options=(Option(text=Text("ドロップアウト", "dropout"), right=True, why=why),),
    )  # fmt: skip
    cloze = Cloze(
        id=ItemId("a/b"), level=1, ask=Text("＿＿を使う", "use"),
        blanks={1: TypedBlank(accept=("ドロップアウト",))},
    )  # fmt: skip

    assert named(choice, library) == ["Dropout"]
    assert named(cloze, library) == []


def test_the_learners_language_comes_first() -> None:
    said = glossed((Text("勾配", "Gradient"), Text("重み", "Weight")))

    assert said == Text("勾配 = Gradient  重み = Weight", "Gradient = 勾配  Weight = 重み")
    assert "ない" in glossed(()).ja


# --- in a quiz


@pytest.mark.end
def test_the_plain_face_names_terms_and_opens_the_editor(examprep: Command, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    script = tmp_path / "editor"
    script.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n', encoding="utf-8")
    script.chmod(0o755)

    ran = examprep(
        "quiz", "--plain", "--concept", "underfitting", "--kind", "multi", "-n", "1",
        lines="t\no\n", variables={"EDITOR": str(script)},
    )  # fmt: skip

    assert "ドロップアウト = Dropout" in ran.out
    assert opened.read_text().strip().endswith(".yaml")
    assert "examprep bank check" in ran.out


def sit(env: Env, library: Library, script: Callable[[Pilot[None], QuizScreen], Awaitable[None]]) -> None:
    async def run() -> None:
        wish = Wish("quiz", Filter(concept="underfitting", kind="multi"), limits_of(1, 1), 5)
        with open_progress(env) as store:
            app = SessionApp(env, begin_study(env, library, store, wish, Lang.JA)[0], Lang.JA, resumed=False)
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                await script(pilot, app.quiz)

    asyncio.run(run())


@pytest.fixture
def env(tmp_path: Path, cache: Path) -> Env:
    found = read_env({"EXAMPREP_HOME": str(tmp_path / "home")})
    return replace(found, paths=replace(found.paths, cache=cache))


def remark(quiz: QuizScreen) -> str:
    return quiz.query_one("#remark", Page).text.replace("\n", "")


def test_the_screen_names_terms_and_says_how_to_edit_where_it_cannot(env: Env, library: Library) -> None:
    async def script(pilot: Pilot[None], quiz: QuizScreen) -> None:
        await pilot.press("ｔ")
        assert "ドロップアウト = Dropout" in remark(quiz)
        await pilot.press("o")
        assert quiz.question is not None
        assert f"examprep edit {quiz.question.item.id}" in remark(quiz)

    sit(env, library, script)


def test_the_screen_opens_the_editor_at_the_questions_file(
    env: Env, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SessionApp, "suspend", lambda _: contextlib.nullcontext())
    script_file = tmp_path / "editor"
    script_file.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path / "opened"}"\n', encoding="utf-8")
    script_file.chmod(0o755)

    async def script(pilot: Pilot[None], quiz: QuizScreen) -> None:
        await pilot.press("o")
        path = (tmp_path / "opened").read_text().strip()
        assert path.endswith(".yaml")
        assert remark(quiz).startswith("確かめる: examprep bank check")

    sit(replace(env, editor=str(script_file)), library, script)
