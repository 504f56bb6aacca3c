"""Where the app in the terminal is opened: the only commands' way to textual."""

from __future__ import annotations

from examprep.cli.library import library_of, tell_left_out
from examprep.cli.screen import Screen
from examprep.core import remarks
from examprep.core.item import Lang
from examprep.core.sitting import HandedIn
from examprep.env import Env
from examprep.mock import ExamWish
from examprep.scored import handed_in_words, short_words
from examprep.seat import Seat, admit
from examprep.study import Wish, begin_study, open_progress


def open_quiz(env: Env, wish: Wish, lang: Lang) -> None:
    """Run a session on a screen of its own, and sum it up when that is gone."""
    library, screen = library_of(env), Screen(lang)
    with open_progress(env) as store:
        study, resumed = begin_study(env, library, store, wish, lang)
        if not study.left:
            from examprep.lull import why_nothing  # noqa: PLC0415 - only where there is nothing

            why = why_nothing(env, store, library, wish)
            screen.say(why.ja, why.en)
            return
        env.prepare_screen()
        from examprep.tui.app import SessionApp  # noqa: PLC0415 - textual, after the environment is set

        SessionApp(env, study, lang, resumed=resumed).run_to_the_end()
        from examprep.parting import parting_words  # noqa: PLC0415 - not before the first question

        study.finish()
        words = remarks.summary(answered=study.answered, right=study.right, left=study.left)
        for text in (*words, *parting_words(env, store, library, wish.mode)):
            screen.say(text.ja, text.en)


def open_exam(env: Env, wish: ExamWish, lang: Lang) -> None:
    """Sit a mock exam on a screen of its own, and say how it ended when that is gone."""
    library, screen = library_of(env), Screen(lang)
    with open_progress(env) as store:
        admission = admit(env, library, store, wish, lang)
        env.prepare_screen()
        from examprep.tui.app import ExamApp  # noqa: PLC0415 - textual, after the environment is set

        ExamApp(env, admission, lang).run_to_the_end()
        mock = admission.mock
        if isinstance(mock.sitting.end, HandedIn):
            words = (handed_in_words(mock), short_words(mock.sitting.end.score))
        else:
            words = Seat(env, mock).parting()
        for text in words:
            screen.say(text.ja, text.en)


def open_home(env: Env) -> None:
    """Open HOME."""
    env.prepare_screen()
    from examprep.tui.front import HomeApp  # noqa: PLC0415 - textual, after the environment is set

    app = HomeApp(env)
    app.run_to_the_end()
    tell_left_out(app.left_out, env.settings.lang)


def open_drills(env: Env) -> None:
    """Open the list of drills."""
    env.prepare_screen()
    from examprep.tui.front import DrillsApp  # noqa: PLC0415 - textual, after the environment is set

    app = DrillsApp(env)
    app.run_to_the_end()
    tell_left_out(app.left_out, env.settings.lang)
