"""What there is to do, and to say, when a session has ended."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from examprep.core.item import Text
from examprep.core.library import Library
from examprep.core.remarks import left_out_words
from examprep.drill import fetch_progress, sum_up
from examprep.env import Env
from examprep.errors import ContentError, ExamprepError
from examprep.optimizer import optimize_now_and_then
from examprep.store.store import Store


def parting_words(
    env: Env, store: Store, library: Library, mode: str, *, at_home: bool = False
) -> Iterator[Text]:
    """Yield what to say: programs that are due after a quiz, and a memory model fitted anew.

    On HOME a key opens the drills; elsewhere it is a command.
    """
    if mode == "quiz":
        yield from _drills_due(env, store, library, "d" if at_home else "examprep drill next")
    yield from _fit_memory(env, store)


def _drills_due(env: Env, store: Store, library: Library, way: str) -> Iterator[Text]:
    """Send the learner to the drills that are due: no question can ask for a program.

    A drill that cannot be read is told; the answers of the session are kept all the same.
    """
    left_out: list[ContentError] = []
    due = sum_up(fetch_progress(env, store, library, left_out.append), env.now().day).due
    for error in left_out:
        yield left_out_words(error)
    if due:
        yield Text(
            f"演習の復習が{due}題ある: {way}",
            f"{due} drill{'s' * (due != 1)} to write again: {way}",
        )


def _fit_memory(env: Env, store: Store) -> Iterator[Text]:
    """Fit the memory model now and then; what goes wrong with that is no part of studying."""
    with contextlib.suppress(ExamprepError):
        attempt = optimize_now_and_then(env, store)
        if attempt is not None and attempt.kept is not None:
            version = attempt.kept.version
            yield Text(
                f"記憶のモデルを、あなたの復習{attempt.reviews}回に合わせ直した（版{version}）。",
                f"The memory model was fitted anew to {attempt.reviews} of your reviews (version {version}).",
            )
