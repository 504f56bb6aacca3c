"""Where the app in the terminal is opened: the only commands' way to textual."""

from __future__ import annotations

from examprep.cli.screen import Screen
from examprep.core import remarks
from examprep.core.item import Lang
from examprep.env import Env
from examprep.loader.cache import load_library
from examprep.study import Wish, begin_study, open_progress


def open_quiz(env: Env, wish: Wish, lang: Lang) -> None:
    """Run a session on a screen of its own, and sum it up when that is gone."""
    library, screen = load_library(env.paths.content, env.paths.cache), Screen(lang)
    with open_progress(env) as store:
        study, resumed = begin_study(env, library, store, wish, lang)
        if not study.left:
            screen.say(remarks.NOTHING_TO_ASK.ja, remarks.NOTHING_TO_ASK.en)
            return
        env.prepare_screen()
        from examprep.tui.app import SessionApp  # noqa: PLC0415 - textual, after the environment is set

        SessionApp(env, study, lang, resumed=resumed).run()
        from examprep.parting import parting_words  # noqa: PLC0415 - not before the first question

        study.finish()
        words = remarks.summary(answered=study.answered, right=study.right, left=study.left)
        for text in (*words, *parting_words(env, store, library, wish.mode)):
            screen.say(text.ja, text.en)


def open_home(env: Env) -> None:
    """Open HOME."""
    env.prepare_screen()
    from examprep.tui.front import HomeApp  # noqa: PLC0415 - textual, after the environment is set

    HomeApp(env).run()
